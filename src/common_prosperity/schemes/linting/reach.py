"""Reach: which points a section and the whole scheme can give (可得分值).

Told twice, as domains are: `outer` misses no points that can be got, `inner` holds none that cannot. Criteria that read
the same quantity do not get their points independently of one another; what they surely give together is worked out for
one value of that quantity after another.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product
from math import prod
from typing import Final

import attrs

from common_prosperity.measures.conditions import All, Compare, Condition, Relation, Value
from common_prosperity.measures.rounding import Rounding, round_to
from common_prosperity.quantities import UNSTATED, Bounds, Number, Options
from common_prosperity.quantities.bounds import tidy
from common_prosperity.schemes.asked import conditions_of
from common_prosperity.schemes.linting.domains import Domain, Values
from common_prosperity.schemes.linting.earning import NOTHING, PARTS, ZERO, Reach, criterion_reach, short
from common_prosperity.schemes.linting.intervals import NOWHERE, Cut, IntervalSet, after, before
from common_prosperity.schemes.linting.pieces import shape_pieces
from common_prosperity.schemes.linting.worlds import LIMIT, Statement, World, Worlds, combinations
from common_prosperity.schemes.model import (
    POINTS,
    Criterion,
    Effective,
    Scheme,
    Section,
    SectionKind,
    TotalRules,
    is_points,
)
from common_prosperity.schemes.points import Choice, Shape, best_of

CASES: Final = 200
"""So many values of quantities that criteria have in common are looked at; what only others give is left unproven."""


@attrs.frozen(eq=False)
class Reaches:
    """What the sections of a scheme and their total can give."""

    worlds: Worlds
    criteria: Mapping[str, Sequence[Reach]]
    sections: Mapping[str, Reach]
    sum: Reach
    """Before floor, ceiling and rounding."""
    total: Domain
    """After them; a rounded total goes in steps."""
    cases: Sequence["Reaches"] = ()
    """The same for single days and for single values of the quantities that criteria have in common."""

    @classmethod
    def of(cls, scheme: Scheme) -> "Reaches":
        """Work all of them out."""
        whole = cls._independently(Worlds(scheme))
        common = _shared_names(whole.worlds)
        days = whole.worlds.days()
        if not common and len(days) == 1:
            return whole
        cases = (_case(day, world, whole.worlds) for day in days for world in _fixed(common, whole.worlds, day))
        return whole.surely([cls._independently(case) for case in islice(cases, CASES)])

    @classmethod
    def _independently(cls, worlds: Worlds) -> "Reaches":
        """The sums of what each criterion can give by itself."""
        scheme = worlds.scheme
        criteria = {section.id: [criterion_reach(each, worlds) for each in section.criteria] for section in scheme.sections}
        sections = {section.id: _section_reach(section, criteria[section.id]) for section in scheme.sections}
        whole = NOTHING
        for reach in sections.values():
            whole = whole.plus(reach)
        return cls(worlds, criteria, sections, whole, shaped_reach(whole, scheme.points))

    def surely(self, cases: Sequence["Reaches"]) -> "Reaches":
        """The same from outside, and from inside what one of the cases gives."""

        def given(outer: Reach, inner: Sequence[Reach]) -> Reach:
            return outer.changed(outer.outer, IntervalSet.union_of(reach.inner for reach in inner))

        sections = {name: given(reach, [case.sections[name] for case in cases]) for name, reach in self.sections.items()}
        numbers = IntervalSet.union_of(case.total.inner.numbers for case in cases).on_grid(self.total.inner.step)
        total = attrs.evolve(self.total, inner=attrs.evolve(self.total.inner, numbers=numbers))
        return attrs.evolve(self, sections=sections, total=total, cases=cases)

    def domains(self) -> dict[str, Domain]:
        """The domains of points by the names that conditions use."""
        found = {f"{POINTS}:{name}": reach for name, reach in self.sections.items()}
        return {**{name: Domain(Values(reach.outer), Values(reach.inner)) for name, reach in found.items()}, POINTS: self.total}


def _shared_names(worlds: Worlds) -> set[str]:
    """The quantities that several criteria read, or a criterion and what a grade asks for besides."""
    read = [name for _, criterion in worlds.scheme.criteria() for name in _names_read(criterion, worlds)]
    asked = {name for leaf in _asked_besides(worlds.scheme) for name in worlds.variables(leaf)}
    return {name for name in read if read.count(name) > 1 or name in asked}


def _names_read(criterion: Criterion, worlds: Worlds) -> set[str]:
    names = {name for condition in conditions_of(criterion) for name in worlds.variables(condition)}
    return names | ({criterion.measure} if isinstance(criterion.measure, str) else set())


def _asked_besides(scheme: Scheme) -> Iterator[Compare]:
    """What grades ask for besides points."""
    for grade in scheme.grades:
        leaves = () if grade.requires is None else grade.requires.leaves()
        yield from (leaf for leaf in leaves if not any(map(is_points, leaf.names())))


def _fixed(names: set[str], worlds: Worlds, day: dt.date) -> Iterator[World]:
    """Values that quantities surely can have, one for each stretch on which nothing that reads them passes an edge."""
    read: list[Condition] = [*_asked_besides(worlds.scheme)]
    leaves: list[Condition] = []
    for _, criterion in worlds.scheme.criteria():
        read += conditions_of(criterion)
        if isinstance(criterion.measure, str) and criterion.measure in names:
            leaves += [Compare(criterion.measure, Relation.EQUALS, edge) for edge in _edges(criterion.points)]
    leaves += [leaf for condition in read for leaf in condition.leaves() if names & set(worlds.variables(leaf))]
    return iter(combinations([Statement(All(tuple(leaves)), worlds, day)], "inner") or ())


def _edges(shape: Shape) -> Iterator[Number | str]:
    """The values at which points change, or the options that have points."""
    if isinstance(shape, Choice):
        yield from shape.options
    else:
        yield from {cut[1] for piece in shape_pieces(shape) for cut in piece.region.cuts if not cut[0]}


def _case(day: dt.date, world: World, worlds: Worlds) -> Worlds:
    """What the quantities can be on one day, where some of them have known values."""
    scheme = attrs.evolve(worlds.scheme, effective=Effective(since=day, until=day))
    return Worlds(scheme, {name: Domain.exactly(_single(value)) for name, value in world.items()})


def _single(value: Value) -> Values:
    """One value alone."""
    if isinstance(value, Options):
        return Values(options=value.possible or frozenset())
    return Values(IntervalSet.of(value), void=value.applies is False)


def sums(sets: Sequence[IntervalSet]) -> IntervalSet:
    """The sums of one number of each set, cut short where there are too many."""
    total = ZERO
    for each in sets:
        total = IntervalSet(total.plus(each).cuts[: 2 * PARTS])
    return total


def _section_reach(section: Section, criteria: Sequence[Reach]) -> Reach:
    if section.best is not UNSTATED and section.best < len(criteria):
        whole = _best(criteria, section.best)
    else:
        whole = NOTHING
        for reach in criteria:
            whole = whole.plus(reach)
    cap = None if section.cap is UNSTATED else section.cap
    sign = -1 if section.kind is SectionKind.DEDUCTION else 1
    return whole.changed(whole.outer.clamped(None, cap).mapped(sign, 0), whole.inner.clamped(None, cap).mapped(sign, 0))


def _best(criteria: Sequence[Reach], count: int) -> Reach:
    """The sums of the best few; only from outside where there are too many ways."""
    if not all(reach.outer for reach in criteria):
        return Reach(NOWHERE, NOWHERE)
    outer = IntervalSet.of(best_of([Bounds(reach.outer.low, reach.outer.high) for reach in criteria], count))
    points = [[span.inside() for span in reach.inner if span.is_point] for reach in criteria]
    found: set[Number] = set()
    if prod(map(len, points)) <= LIMIT:
        found = {tidy(sum(sorted(way, reverse=True)[:count], Fraction(0))) for way in product(*points)}
    return short(Reach(outer, IntervalSet.union_of(map(IntervalSet.point, found))))


def shaped_reach(reach: Reach, rules: TotalRules) -> Domain:
    """What a sum can come to within floor and ceiling, and rounded."""
    floor = None if rules.floor is UNSTATED else rules.floor
    ceiling = None if rules.ceiling is UNSTATED else rules.ceiling
    sides = (points.clamped(floor, ceiling) for points in (reach.outer, reach.inner))
    if rules.round_to is UNSTATED or not rules.round_to:
        return Domain(*map(Values, sides))
    step = rules.round_to
    return Domain(*(Values(_rounded(points, step, rules.rounding), step) for points in sides))


def _rounded(points: IntervalSet, step: Number, mode: Rounding) -> IntervalSet:
    """The multiples of the step that some of the points are rounded to, each run of neighbours as one stretch."""
    found: list[IntervalSet] = []
    for span in points:
        whole = IntervalSet((span.start, span.end))
        low, high = (None if end is None else round_to(end, step, mode) for end in (span.low, span.high))
        if low is not None and not whole & rounding_to(low, step, mode):
            low = tidy(low + Fraction(step))  # an open end that is rounded to a number which nothing inside is
        if high is not None and not whole & rounding_to(high, step, mode):
            high = tidy(high - Fraction(step))
        found.append(IntervalSet.between(low, high))
    return IntervalSet.union_of(found).on_grid(step)


def rounding_to(multiple: Number, step: Number, mode: Rounding) -> IntervalSet:
    """All numbers that are rounded to a multiple of the step."""
    half = Fraction(step) / 2
    low, high = tidy(multiple - half), tidy(multiple + half)
    ends: Mapping[Rounding, tuple[Cut, Cut]] = {
        Rounding.DOWN: (before(multiple), before(tidy(multiple + Fraction(step)))),
        Rounding.UP: (after(tidy(multiple - Fraction(step))), after(multiple)),
        Rounding.HALF_UP: ((before if multiple > 0 else after)(low), (after if multiple < 0 else before)(high)),
    }
    return IntervalSet(ends[mode])
