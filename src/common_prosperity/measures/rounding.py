"""Rounding: the one place but for totals where a scheme brings a number to a multiple of a step."""

import enum
from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import term
from common_prosperity.measures.conditions import Value
from common_prosperity.measures.formulas import OF, operand
from common_prosperity.measures.how import Derived, Gap, Natural, Quantities
from common_prosperity.quantities import Bounds, Number
from common_prosperity.quantities.bounds import tidy


class Rounding(enum.StrEnum):
    """How a number is brought to a multiple of a step."""

    DOWN = "down"
    UP = "up"
    HALF_UP = "half_up"


def round_to(value: Number, step: Number, mode: Rounding) -> Number:
    """The multiple of `step` that the mode prescribes; `half_up` sends a tie away from zero."""
    steps = Fraction(value) / Fraction(step)
    if mode is Rounding.HALF_UP:
        whole = (abs(steps) + Fraction(1, 2)).__floor__()
        whole = whole if steps >= 0 else -whole
    else:
        whole = steps.__floor__() if mode is Rounding.DOWN else steps.__ceil__()
    return tidy(Fraction(whole * step))


def round_bounds(bounds: Bounds, step: Number, mode: Rounding) -> Bounds:
    """Rounding of both ends; rounding never changes an order."""
    return Bounds(
        None if bounds.lower is None else round_to(bounds.lower, step, mode),
        None if bounds.upper is None else round_to(bounds.upper, step, mode),
        bounds.applies,
    )


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Rounded(Derived):
    """A quantity brought to a multiple of a step, the one place but for totals where a scheme rounds."""

    tag: ClassVar[str] = "rounded"
    of: str = attrs.field(metadata=OF)
    to: int | Fraction = attrs.field(default=1, metadata=term("步长", "step"))
    mode: Rounding = attrs.field(default=Rounding.HALF_UP, metadata=term("方式", "mode"))

    def inputs(self) -> Iterator[str]:
        """The quantity rounded."""
        yield self.of

    def natural(self, natural: Natural) -> Value:
        """The rounded range."""
        found = natural(self.of)
        return round_bounds(found, self.to, self.mode) if isinstance(found, Bounds) else Bounds()

    def value(self, sources: Quantities) -> Value:
        """The rounded bounds."""
        return round_bounds(operand(self.of, sources), self.to, self.mode)

    def gaps(self, sources: Quantities) -> Iterator[Gap]:
        """What is missing for the quantity."""
        yield from sources.gaps(self.of)
