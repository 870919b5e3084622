"""JSON text: parsed strictly, with nothing repeated, nothing infinite, and decimals kept exact."""

import json
from decimal import Decimal
from itertools import chain, compress
from typing import Any, Final, NoReturn

from common_prosperity.errors import Fault
from common_prosperity.files.codec import RepeatedKeys


def _no_constant(_name: str) -> NoReturn:
    raise Fault.of("$", "bad-number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = RepeatedKeys(pairs)
    if len(table) == len(pairs):
        return dict(pairs)
    names = [name for name, _ in pairs]
    table.repeated = tuple(sorted({name for name in names if names.count(name) > 1}))
    return table


BOXES: Final = frozenset({dict, list})


def _keys(value: object) -> int:
    """How many keys the objects within a value have, all together."""
    keys, level = 0, [value]
    while level:
        tables = [box for box in level if box.__class__ is dict]
        lists = [box for box in level if box.__class__ is list]
        keys += sum(map(len, tables))
        within = list(chain(chain.from_iterable(map(dict.values, tables)), chain.from_iterable(lists)))
        level = list(compress(within, map(BOXES.__contains__, map(type, within))))
    return keys


def parse(data: bytes) -> tuple[Any, bool]:
    """Plain data from JSON text in UTF-8, and whether some object repeats a key.

    Raises:
        Fault: the text is no JSON, is not UTF-8, holds NaN or Infinity, or is nested too deeply.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Fault.of(f"byte {error.start}", "encoding") from None
    try:
        value = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
        # Every key stands before a colon. As many colons as keys leaves none for a repeated key, nor for text.
        if text.count(":") != _keys(value):
            value = json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_object)
            return value, True
    except json.JSONDecodeError as error:
        raise Fault.of(f"line {error.lineno} column {error.colno}", "syntax", detail=error.msg) from None
    except RecursionError:
        raise Fault.of("$", "too-deep") from None
    except ValueError as error:
        raise error if isinstance(error, Fault) else Fault.of("$", "bad-number") from None
    return value, False


def dump(value: Any) -> bytes:
    """Plain data as JSON text in UTF-8, indented, Chinese kept readable."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
