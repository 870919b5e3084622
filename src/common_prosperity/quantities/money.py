"""Money (元, yuan), exact to the fen (分, a hundredth).

Amounts are held as whole fen. They stay below ten trillion yuan, so that each has at most fifteen
significant digits and survives JSON numbers, spreadsheets and data frames unchanged.
"""

import contextlib
import re
from collections import deque
from collections.abc import Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from itertools import repeat
from typing import Any, Final, Self

import attrs

from common_prosperity.errors import Fault

LIMIT: Final = 10**15
EXACT: Final = Context(prec=64, traps=[Inexact, InvalidOperation])
"""Decimal arithmetic that refuses to round."""
HUNDRED: Final = Decimal(100)
MONEY_TEXT = re.compile(r"([+-]?)(\d{1,13})(?:\.(\d{1,2}))?", re.ASCII)


def _whole_fen(_instance: object, _attribute: object, value: Any) -> None:
    if value.__class__ is not int or not -LIMIT < value < LIMIT:
        raise Fault.of("$", "bad-money")


@attrs.frozen(order=True, repr=False, weakref_slot=False)
class Yuan:
    """An amount of money in yuan (元), positive or negative.

    >>> Yuan.of("2600.50") - Yuan.of(600)
    Yuan('2000.50')
    """

    fen: int = attrs.field(validator=_whole_fen)
    """The amount in fen (分)."""

    @classmethod
    def of(cls, value: Decimal | float | str) -> Self:
        """An amount from yuan: whole, decimal, text, or a float by its shortest text.

        Raises:
            Fault: not finite, more than two decimals, or ten trillion and more.
        """
        if value.__class__ is int:
            return cls(value * 100)
        if isinstance(value, float):
            value = Decimal(repr(value))
        if isinstance(value, Decimal) and value.is_finite() and value.adjusted() < 13:
            with contextlib.suppress(Inexact):
                scaled = EXACT.multiply(value, 100)
                if scaled == (fen := int(scaled)):
                    return cls(fen)
        if isinstance(value, str) and (match := MONEY_TEXT.fullmatch(value)):
            sign, units, cents = match.groups()
            fen = int(units) * 100 + int((cents or "0").ljust(2, "0"))
            return cls(-fen if sign == "-" else fen)
        raise Fault.of("$", "bad-money")

    def __add__(self, other: "Yuan") -> "Yuan":
        """Money and money make money."""
        return Yuan(self.fen + other.fen) if isinstance(other, Yuan) else NotImplemented

    def __sub__(self, other: "Yuan") -> "Yuan":
        """Money less money is money."""
        return Yuan(self.fen - other.fen) if isinstance(other, Yuan) else NotImplemented

    def __mul__(self, times: int) -> "Yuan":
        """So many times the amount; money times money means nothing."""
        return Yuan(self.fen * times) if times.__class__ is int else NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other: "Yuan") -> Fraction:
        """How many times one amount goes into another: an exact ratio."""
        return Fraction(self.fen, other.fen) if isinstance(other, Yuan) else NotImplemented

    def __neg__(self) -> "Yuan":
        """The opposite amount."""
        return Yuan(-self.fen)

    def __str__(self) -> str:
        """Decimal yuan with two decimals."""
        sign = "-" if self.fen < 0 else ""
        units, cents = divmod(abs(self.fen), 100)
        return f"{sign}{units}.{cents:02d}"

    def __repr__(self) -> str:
        """As one would write it."""
        return f"Yuan('{self}')"


def amounts(values: Sequence[Decimal | float], at_least: int = 1 - LIMIT) -> list[Yuan]:
    """Many amounts at once: what `Yuan.of` gives for each, several times as fast.

    Args:
        values: yuan, whole, decimal, or floats by their shortest text.
        at_least: the smallest amount allowed, in fen.

    Raises:
        Fault: some value is no amount of money, or is too small; it does not say which.
        ArithmeticError: some value is not finite, or has more decimals than any amount.
    """
    if not values:
        return []
    fen = _fen_of_decimals(values) if Decimal in set(map(type, values)) else _fen_of_floats(values)
    if min(fen) < at_least:
        raise Fault.of("$", "bad-money")
    made = list(map(object.__new__, repeat(Yuan, len(fen))))
    deque(map(Yuan.__dict__["fen"].__set__, made, fen), maxlen=0)
    return made


def _fen_of_decimals(values: Sequence[Any]) -> list[int]:
    scaled = list(map(EXACT.multiply, values, repeat(HUNDRED)))
    if min(scaled) <= -LIMIT or max(scaled) >= LIMIT:  # before they become integers: 1e999999 has a million digits
        raise Fault.of("$", "bad-money")
    fen = list(map(int, scaled))
    if scaled != fen:
        raise Fault.of("$", "bad-money")
    return fen


def _fen_of_floats(values: Sequence[Any]) -> list[int]:
    """A float whose shortest text has at most two decimals is the one nearest to a whole number of fen; no other is."""
    fen = [round(value * 100) for value in values]
    if min(fen) <= -LIMIT or max(fen) >= LIMIT or [amount / 100 for amount in fen] != list(values):
        raise Fault.of("$", "bad-money")
    return fen
