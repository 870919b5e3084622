"""Reach: which points a section and the whole scheme can give (可得分值), and measurements that get them.

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
from common_prosperity.schemes.linting.domains import Domain, Values
from common_prosperity.schemes.linting.earning import NOTHING, PARTS, ZERO, Reach, criterion_reach, short, world_for
from common_prosperity.schemes.linting.intervals import NOWHERE, Cut, IntervalSet, after, before
from common_prosperity.schemes.linting.pieces import shape_pieces, some_number
from common_prosperity.schemes.linting.worlds import LIMIT, Side, Statement, World, Worlds, combinations
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
    total: Reach
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
        return cls(worlds, criteria, sections, whole, _shaped(whole, scheme.points))

    def surely(self, cases: Sequence["Reaches"]) -> "Reaches":
        """The same from outside, and from inside what one of the cases gives."""

        def given(outer: Reach, inner: Sequence[Reach]) -> Reach:
            return outer.changed(outer.outer, IntervalSet.union_of(reach.inner for reach in inner))

        sections = {name: given(reach, [case.sections[name] for case in cases]) for name, reach in self.sections.items()}
        total = given(self.total, [case.total for case in cases])
        return attrs.evolve(self, sections=sections, total=total, cases=cases)

    def domains(self) -> dict[str, Domain]:
        """The domains of points by the names that conditions use."""
        found = {f"{POINTS}:{name}": reach for name, reach in self.sections.items()}
        return {name: Domain(Values(reach.outer), Values(reach.inner)) for name, reach in {**found, POINTS: self.total}.items()}

    def world_of_total(self, points: Number, also: Sequence[Condition] = ()) -> World | None:
        """Measurements that give exactly this total, and meet further conditions; `None` where none are found."""
        if self.cases:
            found = (case.world_of_total(points, also) for case in self.cases if points in case.total.inner)
            return next((world for world in found if world is not None), None)
        scheme = self.worlds.scheme
        raw = _before_shaping(points, self.sum.inner, scheme.points)
        shares = None if raw is None else choose([self.sections[section.id].inner for section in scheme.sections], raw)
        if shares is None:
            return None
        world: World = {}
        for section, share in zip(scheme.sections, shares, strict=True):
            more = self.world_of_section(section, share)
            if more is None:
                return None
            world = {**world, **more}
        return self.worlds.completed(All(tuple(also)), world) if also else world

    def world_of_section(self, section: Section, points: Number) -> World | None:
        """Measurements that give a section exactly these points; `None` where none are found."""
        if section.best is not UNSTATED:
            return None
        wanted = -points if section.kind is SectionKind.DEDUCTION else points
        inner = [reach.inner for reach in self.criteria[section.id]]
        target = IntervalSet.point(wanted)
        if section.cap is not UNSTATED and wanted == section.cap:
            target = IntervalSet((before(wanted), (1, 0, 0)))
        raw = next((some_number(span, None) for span in sums(inner) & target), None)
        shares = None if raw is None else choose(inner, raw)
        if shares is None:
            return None
        world: World = {}
        for criterion, share in zip(section.criteria, shares, strict=True):
            more = world_for(criterion, self.worlds, share)
            if more is None:
                return None
            world = {**world, **more}
        return world


def _shared_names(worlds: Worlds) -> set[str]:
    """The quantities that several criteria read, or a criterion and what a grade asks for besides."""
    read = [name for _, criterion in worlds.scheme.criteria() for name in _names_read(criterion, worlds)]
    asked = {name for condition in _asked_besides(worlds.scheme) for name in worlds.variables(condition)}
    return {name for name in read if read.count(name) > 1 or name in asked}


def _names_read(criterion: Criterion, worlds: Worlds) -> set[str]:
    names = {name for condition in _conditions(criterion) for name in worlds.variables(condition)}
    return names | ({criterion.measure} if isinstance(criterion.measure, str) else set())


def _conditions(criterion: Criterion) -> Iterator[Condition]:
    yield from () if criterion.applies is None else (criterion.applies,)
    yield from (condition for _, condition in criterion.points.conditions())


def _asked_besides(scheme: Scheme) -> Iterator[Condition]:
    """What grades ask for besides a total, where it is not of points."""
    requires = (grade.requires for grade in scheme.grades if grade.requires is not None)
    return (condition for condition in requires if not any(map(is_points, condition.names())))


def _fixed(names: set[str], worlds: Worlds, day: dt.date) -> Iterator[World]:
    """Values that quantities surely can have, one for each stretch on which nothing that reads them passes an edge."""
    read = [*_asked_besides(worlds.scheme)]
    leaves: list[Condition] = []
    for _, criterion in worlds.scheme.criteria():
        read += _conditions(criterion)
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


def choose(sets: Sequence[IntervalSet], target: Number) -> list[Number] | None:
    """One number of each set that add up to the target; `None` where none are found."""
    rest = [ZERO]
    for each in reversed(sets[1:]):
        rest.append(IntervalSet(rest[-1].plus(each).cuts[: 2 * PARTS]))
    chosen: list[Number] = []
    for each, later in zip(sets, reversed(rest[: len(sets)]), strict=True):
        fitting = each & later.mapped(-1, target)
        number = next((some_number(span, None) for span in fitting), None)
        if number is None:
            return None
        chosen.append(number)
        target = tidy(target - Fraction(number))
    return chosen if target == 0 else None


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


def _shaped(reach: Reach, rules: TotalRules) -> Reach:
    floor = None if rules.floor is UNSTATED else rules.floor
    ceiling = None if rules.ceiling is UNSTATED else rules.ceiling
    outer, inner = reach.outer.clamped(floor, ceiling), reach.inner.clamped(floor, ceiling)
    if rules.round_to is UNSTATED or not rules.round_to:
        return Reach(outer, inner)
    return Reach(_rounded(outer, rules, "outer"), _rounded(inner, rules, "inner"))


def _rounded(points: IntervalSet, rules: TotalRules, side: Side) -> IntervalSet:
    """The multiples of the step that some of the points are rounded to."""
    step = rules.round_to
    assert step is not UNSTATED
    found: list[IntervalSet] = []
    for span in points:
        if span.low is None or span.high is None or Fraction(span.high - span.low) / step > 20 * PARTS:
            found.append(
                IntervalSet((span.start, span.end)).plus(IntervalSet.between(-step, step)) if side == "outer" else NOWHERE
            )
            continue
        first, last = round_to(span.low, step, rules.rounding), round_to(span.high, step, rules.rounding)
        count = int(Fraction(last - first) / step) + 1
        multiples = (tidy(first + Fraction(step) * index) for index in range(count))
        whole = IntervalSet((span.start, span.end))
        found += [IntervalSet.point(one) for one in multiples if whole & _rounding_to(one, step, rules.rounding)]
    return IntervalSet.union_of(found)


def _rounding_to(multiple: Number, step: Number, mode: Rounding) -> IntervalSet:
    """All numbers that are rounded to a multiple of the step."""
    half = Fraction(step) / 2
    low, high = tidy(multiple - half), tidy(multiple + half)
    ends: Mapping[Rounding, tuple[Cut, Cut]] = {
        Rounding.DOWN: (before(multiple), before(tidy(multiple + Fraction(step)))),
        Rounding.UP: (after(tidy(multiple - Fraction(step))), after(multiple)),
        Rounding.HALF_UP: ((before if multiple > 0 else after)(low), (after if multiple < 0 else before)(high)),
    }
    return IntervalSet(ends[mode])


def _before_shaping(points: Number, reached: IntervalSet, rules: TotalRules) -> Number | None:
    """A sum that floor, ceiling and rounding turn into these points."""
    region = IntervalSet.point(points)
    if rules.round_to is not UNSTATED and rules.round_to:
        region = _rounding_to(points, rules.round_to, rules.rounding)
    wanted = region
    if rules.floor is not UNSTATED and rules.floor in region:
        wanted |= IntervalSet(((-1, 0, 0), before(rules.floor)))
    if rules.ceiling is not UNSTATED and rules.ceiling in region:
        wanted |= IntervalSet((after(rules.ceiling), (1, 0, 0)))
    if rules.floor is not UNSTATED:
        wanted -= IntervalSet(((-1, 0, 0), before(rules.floor))) if rules.floor not in region else NOWHERE
    if rules.ceiling is not UNSTATED:
        wanted -= IntervalSet((after(rules.ceiling), (1, 0, 0))) if rules.ceiling not in region else NOWHERE
    exact = reached & IntervalSet.point(points)
    return next((some_number(span, None) for span in exact or reached & wanted), None)
