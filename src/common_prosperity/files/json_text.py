"""JSON text: parsed strictly, with nothing repeated, nothing infinite, and decimals kept exact."""

import json
from decimal import Decimal
from typing import Any, NoReturn

import attrs

from common_prosperity.errors import Fault
from common_prosperity.files.codec import Plain, RepeatedKeys


def _no_constant(_name: str) -> NoReturn:
    raise Fault.of("$", "bad-number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) == len(pairs):
        return table
    names = [name for name, _ in pairs]
    return RepeatedKeys(table, tuple(sorted({name for name in names if names.count(name) > 1})))


def _load(text: str, **how: Any) -> Any:
    return json.loads(text, parse_float=Decimal, parse_constant=_no_constant, **how)


@attrs.frozen
class JsonText(Plain):
    """Plain data that came from JSON text."""

    text: str

    def repeats(self, keys: int) -> object | None:
        """The data with repeated keys marked, if there are any.

        Every key stands before a colon: as many colons as keys were read leaves none for a repeated key, nor for words.
        """
        if self.text.count(":") == keys:
            return None
        repeated: list[RepeatedKeys] = []

        def marking(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            table = _object(pairs)
            if isinstance(table, RepeatedKeys):
                repeated.append(table)
            return table

        marked = _load(self.text, object_pairs_hook=marking)
        return marked if repeated else None


def parse(data: bytes) -> JsonText:
    """Plain data from JSON text in UTF-8.

    Raises:
        Fault: the text is no JSON, is not UTF-8, holds NaN or Infinity, or is nested too deeply.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Fault.of(f"byte {error.start}", "encoding") from None
    try:
        return JsonText(_load(text), text)
    except json.JSONDecodeError as error:
        raise Fault.of(f"line {error.lineno} column {error.colno}", "syntax", detail=error.msg) from None
    except RecursionError:
        raise Fault.of("$", "too-deep") from None
    except (ValueError, ArithmeticError) as error:
        raise error if isinstance(error, Fault) else Fault.of("$", "bad-number") from None


def dump(value: Any) -> bytes:
    """Plain data as JSON text in UTF-8, indented, Chinese kept readable."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
