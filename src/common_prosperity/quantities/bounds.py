"""`Bounds`: every value a quantity may still have, as an exact interval; `Options`: the same for a choice.

Unstated facts widen bounds; stating a fact narrows them. A quantity may also be *not applicable*, such as a
share among nobody; `applies` tells whether it is (`False`), is not (`True`), or may be (`None`).
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final, Self

import attrs

from common_prosperity.errors import Fault
from common_prosperity.quantities.numbers import Number, decimal_text, exact, whole


@attrs.frozen
class Bounds:
    """The interval from `lower` to `upper`, both included; `None` is unbounded on that side."""

    lower: Number | None = None
    upper: Number | None = None
    applies: bool | None = True

    def __attrs_post_init__(self) -> None:
        """Refuse an interval that is upside down."""
        if self.lower is not self.upper and self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise Fault.of("lower", "too-large", bound="upper")

    @classmethod
    def exactly(cls, value: object) -> Self:
        """A known value, from anything `exact` reads."""
        number = exact(value)
        return cls(number, number)

    @property
    def settled(self) -> bool:
        """Whether nothing is left open: one value, or surely not applicable."""
        if self.applies is True:
            return self.lower is not None and (self.lower is self.upper or self.lower == self.upper)
        return self.applies is False

    @property
    def width(self) -> Number | None:
        """`upper - lower`; `None` where unbounded."""
        if self.applies is False:
            return 0
        if self.lower is None or self.upper is None:
            return None
        return tidy(self.upper - self.lower)

    def __contains__(self, value: Number) -> bool:
        """Whether the quantity may have this value."""
        return (
            self.applies is not False
            and (self.lower is None or self.lower <= value)
            and (self.upper is None or value <= self.upper)
        )

    def inside(self, outer: "Bounds") -> bool:
        """Whether everything these bounds leave open was left open by `outer` as well."""
        if outer.applies is not None and self.applies is not outer.applies:
            return False
        if self.applies is False:
            return True
        return (outer.lower is None or (self.lower is not None and self.lower >= outer.lower)) and (
            outer.upper is None or (self.upper is not None and self.upper <= outer.upper)
        )

    def __add__(self, other: "Bounds") -> "Bounds":
        """Sum of independent quantities; not applicable where either is."""
        applies = both(self.applies, other.applies)
        if applies is False:
            return NOT_APPLICABLE
        lower = None if self.lower is None or other.lower is None else tidy(self.lower + other.lower)
        if self.lower is self.upper and other.lower is other.upper and lower is not None:
            return Bounds(lower, lower, applies)
        upper = None if self.upper is None or other.upper is None else tidy(self.upper + other.upper)
        return Bounds(lower, upper, applies)

    def __neg__(self) -> "Bounds":
        """The opposite quantity."""
        if self.applies is False:
            return self
        return Bounds(None if self.upper is None else -self.upper, None if self.lower is None else -self.lower, self.applies)

    def __sub__(self, other: "Bounds") -> "Bounds":
        """Difference of independent quantities."""
        return self + -other

    def __mul__(self, other: "Bounds") -> "Bounds":
        """Product of independent quantities."""
        applies = both(self.applies, other.applies)
        if applies is False:
            return NOT_APPLICABLE
        ends = [_times(a, b) for a in _ends(self) for b in _ends(other)]
        return Bounds(_lowest(ends), _highest(ends), applies)

    def __truediv__(self, other: "Bounds") -> "Bounds":
        """Ratio of independent quantities; not applicable for divisor zero."""
        applies = both(self.applies, other.applies)
        if applies is False or other.lower == other.upper == 0:
            return NOT_APPLICABLE
        divisor_low = other.lower
        if divisor_low is None or divisor_low < 0:
            positive = other.upper is None or other.upper > 0
            return Bounds(None, None, None) if positive else -self / -other
        if divisor_low == 0:
            applies = None
        lower = self.lower
        if lower is not None:
            lower = _part(lower, other.upper) if lower >= 0 else _part(lower, divisor_low)
        upper = self.upper
        if upper is not None:
            upper = _part(upper, divisor_low) if upper > 0 else _part(upper, other.upper)
        return Bounds(lower, upper, applies)

    @classmethod
    def total(cls, parts: "Sequence[Bounds]") -> Self:
        """The sum of independent quantities that all apply."""
        low = _sum([part.lower for part in parts])
        settled = all(part.lower is part.upper for part in parts)
        return cls(low, low if settled else _sum([part.upper for part in parts]))

    def hull(self, other: "Bounds") -> "Bounds":
        """The smallest bounds that hold both."""
        if self.applies is False:
            return other if other.applies is False else attrs.evolve(other, applies=None)
        if other.applies is False:
            return attrs.evolve(self, applies=None)
        return Bounds(
            None if self.lower is None or other.lower is None else min(self.lower, other.lower),
            None if self.upper is None or other.upper is None else max(self.upper, other.upper),
            True if self.applies and other.applies else None,
        )

    def clamped(self, lowest: Number | None, highest: Number | None) -> "Bounds":
        """The quantity held between a floor and a ceiling."""
        if self.applies is False:
            return self
        return Bounds(_held(self.lower, lowest, highest, lowest), _held(self.upper, lowest, highest, highest), self.applies)

    def __str__(self) -> str:
        """A value, or `lower…upper`."""
        if self.applies is False:
            return "n/a"
        lower = "-∞" if self.lower is None else decimal_text(self.lower)
        upper = "∞" if self.upper is None else decimal_text(self.upper)
        text = lower if self.lower is not None and self.lower == self.upper else f"{lower}…{upper}"
        return text if self.applies else f"{text} or n/a"


def tidy(value: Number) -> Number:
    """The same number, as an `int` where it is whole."""
    return value if value.__class__ is int else whole(value)  # type: ignore[arg-type]  # not an int: a Fraction


def _sum(ends: "list[Number | None]") -> Number | None:
    known = [end for end in ends if end is not None]
    return tidy(sum(known, 0)) if len(known) == len(ends) else None


def both(left: bool | None, right: bool | None) -> bool | None:  # noqa: FBT001  # the operands of a connective
    """Kleene's *and*."""
    if left is False or right is False:
        return False
    return True if left and right else None


_Infinite = tuple[int, Number]
"""A number extended by infinity: (-1, 0), (0, number) or (1, 0), ordered as written."""


def _ends(bounds: Bounds) -> tuple[_Infinite, _Infinite]:
    return (
        (-1, 0) if bounds.lower is None else (0, bounds.lower),
        (1, 0) if bounds.upper is None else (0, bounds.upper),
    )


def _times(a: _Infinite, b: _Infinite) -> _Infinite:
    if a[0] == b[0] == 0:
        return 0, tidy(a[1] * b[1])
    sign_a, sign_b = (end[0] or (end[1] > 0) - (end[1] < 0) for end in (a, b))
    return sign_a * sign_b, 0


def _lowest(ends: Iterable[_Infinite]) -> Number | None:
    infinite, value = min(ends)
    return None if infinite else value


def _highest(ends: Iterable[_Infinite]) -> Number | None:
    infinite, value = max(ends)
    return None if infinite else value


def _part(value: Number, divisor: Number | None) -> Number | None:
    """`value / divisor`, its limit for an unbounded divisor, unbounded for divisor zero."""
    if divisor is None:
        return 0
    if divisor == 0:
        return 0 if value == 0 else None
    return tidy(Fraction(value) / divisor)


def _held(value: Number | None, lowest: Number | None, highest: Number | None, unbounded: Number | None) -> Number | None:
    if value is None:
        return unbounded
    if lowest is not None and value < lowest:
        return lowest
    return highest if highest is not None and value > highest else value


NOT_APPLICABLE: Final = Bounds(None, None, applies=False)
ANYTHING: Final = Bounds(None, None)


@attrs.frozen
class Options:
    """The options a choice may still be; `None` where nothing has been said."""

    possible: frozenset[str] | None = None

    @classmethod
    def exactly(cls, option: str) -> Self:
        """A stated choice."""
        return cls(frozenset({option}))

    @property
    def settled(self) -> bool:
        """Whether one option is left."""
        return self.possible is not None and len(self.possible) == 1

    def inside(self, outer: "Options") -> bool:
        """Whether every option left here was left by `outer`."""
        return outer.possible is None or (self.possible is not None and self.possible <= outer.possible)

    def __str__(self) -> str:
        """The options, sorted."""
        return "?" if self.possible is None else " | ".join(sorted(self.possible))
