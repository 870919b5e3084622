"""Formulas: measures made of other measures, of parameters and of plain numbers, one operation each."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import reduce
from typing import Any, ClassVar, Final

import attrs

from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import term
from common_prosperity.measures.conditions import Value
from common_prosperity.measures.how import Derived, Gap, How, Natural, Quantities
from common_prosperity.quantities import NOT_APPLICABLE, Bounds, Number, Options

Operand = int | Fraction | str
"""A number, or the name of a measure or parameter."""


OF: Final = term("运算对象", "of")


def operand(value: Operand, sources: Quantities) -> Bounds:
    """The bounds of an operand."""
    found = sources.value(value) if isinstance(value, str) else Bounds(value, value)
    return found if isinstance(found, Bounds) else Bounds()


def operand_names(values: tuple[Operand, ...]) -> Iterator[str]:
    """The operands that are names."""
    return (value for value in values if isinstance(value, str))


class Formula(Derived):
    """A formula over operands; what is missing for an operand is missing for the formula."""

    __slots__ = ()
    of: tuple[Operand, ...]
    combine: ClassVar[Callable[[Bounds, Bounds], Bounds]]

    def inputs(self) -> Iterator[str]:
        """The operands that are names."""
        return operand_names(self.of)

    def natural(self, natural: Natural) -> Value:
        """Combine the ranges of the operands."""
        ranges = [natural(value) if isinstance(value, str) else Bounds(value, value) for value in self.of]
        return reduce(type(self).combine, [found if isinstance(found, Bounds) else Bounds() for found in ranges])

    def value(self, sources: Quantities) -> Value:
        """Combine the bounds of the operands."""
        return reduce(type(self).combine, [operand(value, sources) for value in self.of])

    def gaps(self, sources: Quantities) -> Iterator[Gap]:
        """What is missing for any operand."""
        for name in self.inputs():
            yield from sources.gaps(name)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Ratio(Formula):
    """One quantity divided by another: `ratio = ["wages_paid", "person_months_paid"]`; not applicable for divisor zero."""

    tag: ClassVar[str] = "ratio"
    combine = Bounds.__truediv__
    of: tuple[int | Fraction | str, ...] = attrs.field(metadata=OF)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Total(Formula):
    """The sum of quantities: `total = ["a", "b"]`."""

    tag: ClassVar[str] = "total"
    combine = Bounds.__add__
    of: tuple[int | Fraction | str, ...] = attrs.field(metadata=OF)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Difference(Formula):
    """The first quantity less the others: `difference = ["a", "b"]`."""

    tag: ClassVar[str] = "difference"
    combine = Bounds.__sub__
    of: tuple[int | Fraction | str, ...] = attrs.field(metadata=OF)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Product(Formula):
    """Quantities multiplied: `product = ["shortfall", "average_wage"]`."""

    tag: ClassVar[str] = "product"
    combine = Bounds.__mul__
    of: tuple[int | Fraction | str, ...] = attrs.field(metadata=OF)


def _bound(
    value: Number | None, other: Number | None, pick: Callable[[Number, Number], Number], *, keep: bool
) -> Number | None:
    if value is None or other is None:
        return (other if value is None else value) if keep else None
    return pick(value, other)


def _smaller(left: Bounds, right: Bounds) -> Bounds:
    if left.applies is False or right.applies is False:
        return NOT_APPLICABLE
    applies = True if left.applies and right.applies else None
    return Bounds(_bound(left.lower, right.lower, min, keep=False), _bound(left.upper, right.upper, min, keep=True), applies)


def _larger(left: Bounds, right: Bounds) -> Bounds:
    return -_smaller(-left, -right)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class LeastOf(Formula):
    """The smallest of quantities, a cap: `least_of = ["own_wage", "wage_cap"]`."""

    tag: ClassVar[str] = "least_of"
    combine = _smaller
    of: tuple[int | Fraction | str, ...] = attrs.field(metadata=OF)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class GreatestOf(Formula):
    """The largest of quantities, a floor: `greatest_of = ["excess", 0]`."""

    tag: ClassVar[str] = "greatest_of"
    combine = _larger
    of: tuple[int | Fraction | str, ...] = attrs.field(metadata=OF)


READINGS: Final = "readings"
"""Stands in gaps for a reading of the text that only its issuer can settle, with the measure that holds it for a column."""


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Readings(Formula):
    """What the text leaves open (原文未定): any value from its least to its greatest reading, `readings = [10_000, 20_000]`.

    No fact settles it, only the issuer can; a decision that depends on it is doubtful.
    """

    tag: ClassVar[str] = READINGS
    combine = Bounds.hull
    of: tuple[int | Fraction | str, ...] = attrs.field(metadata=OF)

    def gaps(self, sources: Quantities) -> Iterator[Gap]:
        """What is missing for any operand; where nothing is, the text itself is."""
        missing = list(Formula.gaps(self, sources))
        yield from missing or ([] if self.value(sources).settled else [Gap(READINGS)])


def gaps_of(name: str, how: How, sources: Any) -> tuple[Gap, ...]:
    """What is missing for a measure, each once; a reading of the text is called by the measure that holds it."""
    found = (attrs.evolve(gap, column=name) if gap.key == READINGS else gap for gap in how.gaps(sources))
    return tuple(dict.fromkeys(found))


def or_none(found: Value) -> Value:
    """The same range, from which nothing may come as well."""
    if isinstance(found, Options):
        return Options(None if found.possible is None else found.possible | {"none"})
    return found.hull(NOT_APPLICABLE)
