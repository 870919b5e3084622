"""Domains: which values a quantity can have at all (取值范围), told twice.

`outer` holds every value the quantity can have, and perhaps more: what no value of `outer` does, nothing does.
`inner` holds only values it surely can have: what a value of `inner` shows, is so. Claims that something never happens
rest on `outer`, claims that something can happen rest on `inner`, and neither is made where it cannot be proven.
Different quantities are taken as independent of one another, as measurements are.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import gcd, lcm
from typing import Any, Final, Protocol

import attrs

from common_prosperity.measures.aggregates import Count, Distinct, Sum
from common_prosperity.measures.cases import First
from common_prosperity.measures.columns import COLUMNS
from common_prosperity.measures.conditions import Value
from common_prosperity.measures.definition import DatedValue, Measure, Unit
from common_prosperity.measures.extremes import Greatest, Least
from common_prosperity.measures.formulas import Difference, GreatestOf, LeastOf, Product, Ratio, Total
from common_prosperity.measures.how import How
from common_prosperity.measures.rounding import Rounded
from common_prosperity.measures.shares import Share
from common_prosperity.measures.statements import Attested, Earlier, PanelMarks, StatementKind
from common_prosperity.quantities import Bounds, Number, Options
from common_prosperity.quantities.bounds import tidy
from common_prosperity.schemes.linting.intervals import NOWHERE, IntervalSet

CENT: Final = Fraction(1, 100)
SHARES: Final = IntervalSet.between(0, 1)
NOT_NEGATIVE: Final = IntervalSet.between(0, None)

STEPS: Final[Mapping[Unit, Number]] = {
    Unit.COUNT: 1,
    Unit.PEOPLE: 1,
    Unit.HOUSEHOLDS: 1,
    Unit.GRADE: 1,
    Unit.YUAN: CENT,
    Unit.YUAN_PER_MONTH: CENT,
    Unit.YUAN_PER_HOUR: CENT,
    Unit.YUAN_PER_YEAR: CENT,
}
"""Units in which people state whole steps only."""

WHOLE_COLUMNS: Final = frozenset({"count", "people", "days", "months", "years", "grade"})
"""Units of columns whose cells are whole numbers."""


@attrs.frozen
class Values:
    """A set of values: numbers, multiples of `step` where there is one; options; and *not applicable*."""

    numbers: IntervalSet = NOWHERE
    step: Number | None = None
    options: frozenset[str] = frozenset()
    others: bool = False
    """Whether any other option is possible as well."""
    void: bool = False
    """Whether the quantity may be not applicable."""

    def within(self, region: IntervalSet) -> IntervalSet:
        """Its numbers that lie in a region, each run of neighbouring steps as one stretch."""
        return (self.numbers & region).on_grid(self.step)

    def holds(self, number: Number) -> bool:
        """Whether a number is one of them."""
        return bool(self.within(IntervalSet.point(number)))

    @property
    def hull(self) -> Value:
        """What is known of a quantity that may have any of these values."""
        if self.options or self.others:
            return Options(None if self.others else self.options)
        if not self.numbers:
            return Bounds(applies=False if self.void else None)
        return Bounds(self.numbers.low, self.numbers.high, None if self.void else True)


def common(left: Values, right: Values, *, surely: bool) -> Values:
    """The values that belong to both: at most these, or, where `surely`, at least these."""
    step = left.step
    if left.step != right.step:
        steps = [step for step in (left.step, right.step) if step is not None]
        step = max(steps) if surely else None
        if surely and any(Fraction(max(steps)) % one for one in steps):
            return Values()
    everything = left.options | right.options
    mine, theirs = (everything if one.others else one.options for one in (left, right))
    return Values(left.numbers & right.numbers, step, mine & theirs, left.others and right.others, left.void and right.void)


@attrs.frozen
class Domain:
    """What a quantity may be, from outside and from inside."""

    outer: Values
    inner: Values

    @classmethod
    def exactly(cls, values: Values) -> "Domain":
        """A domain that is fully known."""
        return cls(values, values)


class Names(Protocol):
    """What a rule may ask about the other quantities that a measure is made of."""

    def domain(self, name: str) -> Domain:
        """The domain of a quantity."""

    def measure(self, name: str) -> Measure | None:
        """The definition of a measure; `None` for a parameter or an outcome."""


def measure_domain(measure: Measure, names: Names) -> Domain:
    """The values a measure can have, from how it is taken and the unit it is declared in."""
    found = RULES.get(type(measure.how), _unproven)(measure, names)
    if measure.unit is Unit.SHARE:
        return attrs.evolve(found, inner=attrs.evolve(found.inner, numbers=found.inner.numbers & SHARES))
    return found


def parameter_domain(dated: Iterable[DatedValue]) -> Domain:
    """Every value that some of a parameter's dated values give."""
    found: set[Number] = set()
    for one in dated:
        given = one.values.values() if isinstance(one.values, Mapping) else (one.value,)
        found.update(value for value in given if isinstance(value, int | Fraction))
    return Domain.exactly(Values(IntervalSet.union_of(map(IntervalSet.point, found))))


def _natural(how: How, names: Names) -> Values:
    """The range that the definition itself gives."""
    value = how.natural(lambda name: names.domain(name).outer.hull)
    if isinstance(value, Options):
        return Values(options=value.possible or frozenset(), others=value.possible is None)
    return Values(IntervalSet.of(value), void=value.applies is not True)


def _unproven(measure: Measure, names: Names) -> Domain:
    return Domain(_natural(measure.how, names), Values())


def _count(measure: Measure, _: Names) -> Domain:
    weights = getattr(measure.how, "weights", ())
    plain = all(isinstance(weight.counts, int) and weight.counts >= 0 for weight in weights)
    whole = Values(NOT_NEGATIVE, 1)
    return Domain(whole if plain else Values(NOT_NEGATIVE), whole)


def _column(measure: Measure, names: Names) -> Domain:
    how: Any = measure.how
    table, _, name = how.of.partition(".")
    column = COLUMNS[table][name]
    natural = _natural(how, names)
    whole = 1 if column.unit in WHOLE_COLUMNS else None
    return Domain(attrs.evolve(natural, step=whole), attrs.evolve(natural, step=CENT if column.scale > 1 else whole))


def _share(_: Measure, __: Names) -> Domain:
    return Domain.exactly(Values(SHARES, void=True))


def _attested(measure: Measure, names: Names) -> Domain:
    how: Any = measure.how
    natural = _natural(how, names)
    if how.kind is StatementKind.YES_NO:
        return Domain.exactly(Values(IntervalSet.point(0) | IntervalSet.point(1)))
    if how.kind is StatementKind.NUMBER:
        return Domain(natural, attrs.evolve(natural, step=STEPS.get(measure.unit)))
    return Domain.exactly(natural)


def _marks(measure: Measure, names: Names) -> Domain:
    return Domain.exactly(_natural(measure.how, names))


def _ratio(measure: Measure, names: Names) -> Domain:
    """Any part of any whole; part of one table in the same table, no more than all of it."""
    how: Any = measure.how
    natural = _natural(how, names)
    parts = [names.measure(name) if isinstance(name, str) else None for name in how.of]
    tables = {part.how.of if part is not None and isinstance(part.how, Count) else "" for part in parts}
    inner = natural
    if len(tables) == 1 and "" not in tables:
        inner = attrs.evolve(natural, numbers=natural.numbers & SHARES)
    above, *divisors = how.of
    if isinstance(above, str) and len(divisors) == 1 and not isinstance(divisors[0], str) and divisors[0]:
        step = names.domain(above).inner.step
        inner = attrs.evolve(inner, step=None if step is None else tidy(Fraction(step) / divisors[0]))
    return Domain(natural, inner)


def _sum(measure: Measure, names: Names) -> Domain:
    """Sums and differences lie on the grid that all operands share."""
    how: Any = measure.how
    natural = _natural(how, names)
    outer = common_step([_step(one, names, "outer") for one in how.of])
    named = [_step(one, names, "inner") for one in how.of if isinstance(one, str)]
    constants: list[Number | None] = (
        [] if isinstance(how, LeastOf | GreatestOf) else [c for c in how.of if not isinstance(c, str)]
    )
    inner = attrs.evolve(natural, step=common_step(named))
    if isinstance(how, Difference):  # what is taken away may be a part of the rest: only what is not negative surely occurs
        inner = attrs.evolve(inner, numbers=inner.numbers & NOT_NEGATIVE)
    steps = [step for step in named if step]
    if None not in named and (not steps or common_step([*steps, *constants]) != min(steps)):
        inner = Values()
    return Domain(attrs.evolve(natural, step=outer), inner)


def _product(measure: Measure, names: Names) -> Domain:
    how: Any = measure.how
    natural = _natural(how, names)
    outer, inner = ([_step(one, names, side) for one in how.of] for side in ("outer", "inner"))
    return Domain(attrs.evolve(natural, step=_product_step(outer)), attrs.evolve(natural, step=_product_step(inner)))


def _rounded(measure: Measure, names: Names) -> Domain:
    how: Any = measure.how
    return Domain.exactly(attrs.evolve(_natural(how, names), step=how.to))


def _first(measure: Measure, names: Names) -> Domain:
    """The values of all cases; whether there is a case for everything is not looked into."""
    how: Any = measure.how
    found = [names.domain(case.value) if isinstance(case.value, str) else _constant(case.value) for case in how.of]
    steps = {domain.inner.step for domain in found if any(not span.is_point for span in domain.inner.numbers)}
    outer = IntervalSet.union_of(domain.outer.numbers for domain in found)
    inner = IntervalSet.union_of(domain.inner.numbers for domain in found)
    void = all(case.when is not None for case in how.of) or any(domain.outer.void for domain in found)
    return Domain(Values(outer, void=void), Values(inner, steps.pop() if steps else None) if len(steps) < 2 else Values())


def _constant(value: Number) -> Domain:
    return Domain.exactly(Values(IntervalSet.point(value)))


def _earlier(measure: Measure, names: Names) -> Domain:
    how: Any = measure.how
    found = names.domain(how.of)
    if found.outer.options or found.outer.others:
        return Domain(attrs.evolve(found.outer, options=found.outer.options | {"none"}), found.inner)
    return Domain(attrs.evolve(found.outer, void=True), found.inner)


def _step(operand: Number | str, names: Names, side: str) -> Number | None:
    """The step of an operand; nought, a multiple of every step, has the step nought."""
    if not isinstance(operand, str):
        return operand
    values: Values = getattr(names.domain(operand), side)
    if values.step is None and values.numbers and all(span.is_point for span in values.numbers):
        return common_step([span.inside() for span in values.numbers])
    return values.step


def common_step(steps: Iterable[Number | None]) -> Number | None:
    """The largest number of which all steps are multiples; `None` where one has no step, or all are nought."""
    common = Fraction(0)
    for step in steps:
        if step is None:
            return None
        part = abs(Fraction(step))
        denominator = lcm(common.denominator, part.denominator)
        common = Fraction(gcd(int(common * denominator), int(part * denominator)), denominator)
    return tidy(common) if common else None


def _product_step(steps: Iterable[Number | None]) -> Number | None:
    product = Fraction(1)
    for step in steps:
        if step is None:
            return None
        product *= abs(Fraction(step))
    return tidy(product) if product else None


RULES: Final[Mapping[type[How], Callable[[Measure, Names], Domain]]] = {
    Count: _count,
    Distinct: _count,
    Sum: _column,
    Least: _column,
    Greatest: _column,
    Share: _share,
    Attested: _attested,
    PanelMarks: _marks,
    Ratio: _ratio,
    Total: _sum,
    Difference: _sum,
    LeastOf: _sum,
    GreatestOf: _sum,
    Product: _product,
    Rounded: _rounded,
    First: _first,
    Earlier: _earlier,
}
