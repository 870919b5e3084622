"""Exact numbers: whole numbers and fractions, never floats.

A float is accepted at the border only, by its shortest text: `0.1` becomes one tenth exactly.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeVar

from common_prosperity.errors import Fault

T = TypeVar("T")

LIMIT: Final = 10**41
"""Numbers that are read lie between this and its opposite."""

Number = int | Fraction
"""What every computation runs on. A whole number is always an `int`."""

NUMBER_TEXT = re.compile(r"[+-]?(\d{1,40}(\.\d{1,40})?|\.\d{1,40})( ?%|/[1-9]\d{0,40})?", re.ASCII)


def whole(value: Fraction) -> Number:
    """The same number, as an `int` where it is whole."""
    return value.numerator if value.denominator == 1 else value


def exact(value: object, place: str = "$") -> Number:
    """The exact number that was written: int, Fraction, Decimal, float by its shortest text, or text.

    Text may be decimal (`"2600.50"`), a percentage (`"20%"`, `"20 %"`) or a fraction (`"2/3"`).

    Raises:
        Fault: the value is no finite number; `True` and `False` are no numbers.
    """
    if value.__class__ is int and -LIMIT < value < LIMIT:
        return value
    if isinstance(value, Fraction):
        return whole(value)
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal) and value.is_finite() and value.adjusted() <= 40 and value.as_tuple().exponent >= -40:  # type: ignore[operator]  # finite: the exponent is a number
        return whole(Fraction(value))
    if isinstance(value, str) and len(value) <= 100 and NUMBER_TEXT.fullmatch(value):
        if value.endswith("%"):
            return whole(Fraction(value[:-1]) / 100)
        above, _, below = value.partition("/")
        return whole(Fraction(above) / int(below or 1))
    raise Fault.of(place, "bad-number")


def numeral(value: T) -> Number | T:
    """Text that is a number from end to end as that number; anything else as it is."""
    return exact(value) if isinstance(value, str) and NUMBER_TEXT.fullmatch(value) else value


def decimal_text(value: Number) -> str:
    """The number as exact text: decimal where it terminates within ten places, else a fraction."""
    if isinstance(value, int):
        return str(value)
    scaled = value * 10**10
    if scaled.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    sign = "-" if value < 0 else ""
    digits = f"{abs(scaled.numerator):011d}"
    return f"{sign}{digits[:-10]}.{digits[-10:].rstrip('0')}"
