"""JSON text: parsed strictly, with nothing repeated, nothing infinite, and decimals kept exact."""

import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any, Final

import attrs

from common_prosperity.errors import Fault
from common_prosperity.files.readers import Plain, RepeatedKeys

NOT_FINITE: Final = Decimal("NaN")
"""Stands for a number that is none; whoever reads it refuses it and knows its place."""


def decimal(text: str) -> Decimal:
    """A decimal as written; one whose exponent is beyond all bounds is not finite."""
    try:
        return Decimal(text)
    except ArithmeticError:
        return NOT_FINITE


def _whole(text: str) -> int | Decimal:
    try:
        return int(text)
    except ValueError:  # more digits than Python converts
        return NOT_FINITE


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) == len(pairs):
        return table
    times = Counter(name for name, _ in pairs)
    return RepeatedKeys(table, tuple(sorted(name for name, count in times.items() if count > 1)))


BEYOND_FLOATS: Final = re.compile(r"\.(?:\d\d\d|(?<=\d{13}\.))", re.ASCII)
"""A number with more than two decimals, or with as many digits before the point as a float cannot tell apart."""


EXPONENT, CAPITAL_EXPONENT = (re.compile(rf"{e}[-+\d](?<=\d{e}.)", re.ASCII) for e in "eE")
"""A number with an exponent: it may lie so near to zero that a float takes it for zero, or have digits beyond floats."""


def _beyond_floats(text: str) -> bool:
    """Whether a float may not tell some number in the text.

    Each pattern begins with one plain character: so they are searched for about eight times as fast as one for all.
    """
    found = BEYOND_FLOATS.search(text) or EXPONENT.search(text) or ("E" in text and CAPITAL_EXPONENT.search(text))
    return bool(found)


def _load(text: str, **how: Any) -> Any:
    """Plain data, numbers as written: as floats where their shortest texts tell all of them, else as decimals."""
    exact = _beyond_floats(text)
    try:
        return json.loads(text, parse_float=Decimal if exact else None, parse_constant=decimal, **how)
    except json.JSONDecodeError:
        raise
    except (ValueError, ArithmeticError):
        return json.loads(text, parse_float=decimal, parse_int=_whole, parse_constant=decimal, **how)


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
        Fault: the text is no JSON, is not UTF-8, or is nested too deeply.
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


def dump(value: Any) -> bytes:
    """Plain data as JSON text in UTF-8, indented, Chinese kept readable."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
