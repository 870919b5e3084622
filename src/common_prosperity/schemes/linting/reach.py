"""Reach: which points a criterion, a section and the whole scheme can give (可得分值), and measurements that get them.

Told twice, as domains are: `outer` misses no points that can be got, `inner` holds none that cannot.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Final

import attrs

from common_prosperity.measures.conditions import Condition
from common_prosperity.measures.formulas import Rounding, round_to
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Number, Options
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import TRUE
from common_prosperity.schemes.linting.domains import Domain, Values
from common_prosperity.schemes.linting.intervals import NOWHERE, Cut, IntervalSet, after, before
from common_prosperity.schemes.linting.pieces import image, shape_pieces, some_number
from common_prosperity.schemes.linting.worlds import LIMIT, Side, World, Worlds
from common_prosperity.schemes.model import POINTS, Criterion, Scheme, Section, SectionKind, TotalRules
from common_prosperity.schemes.points import Checklist, Choice, YesNo

ZERO: Final = IntervalSet.point(0)
PARTS: Final = 1_500
"""A reach of more stretches is taken as a whole from outside, and cut short from inside."""


@attrs.frozen
class Reach:
    """The points that can be got, from outside and from inside."""

    outer: IntervalSet
    inner: IntervalSet

    def on(self, side: Side) -> IntervalSet:
        """One side of it."""
        return self.outer if side == "outer" else self.inner

    def plus(self, other: "Reach") -> "Reach":
        """The sums of points of two that are independent."""
        return short(Reach(self.outer.plus(other.outer), self.inner.plus(other.inner)))

    def changed(self, outer: IntervalSet, inner: IntervalSet) -> "Reach":
        """Another reach, kept short."""
        return short(Reach(outer, inner))


NOTHING: Final = Reach(ZERO, ZERO)


def short(reach: Reach) -> Reach:
    """The same reach with no more parts than can be handled."""
    outer = reach.outer if len(reach.outer) <= PARTS else reach.outer.hull
    return Reach(outer, IntervalSet(reach.inner.cuts[: 2 * PARTS]))


# ---- one criterion -------------------------------------------------------------------------------------------------


def applicable_points(criterion: Criterion, worlds: Worlds) -> Reach:
    """The points a criterion can give where it applies and its measure does."""
    return Reach(_shape_points(criterion, worlds, "outer"), _shape_points(criterion, worlds, "inner"))


def _shape_points(criterion: Criterion, worlds: Worlds, side: Side) -> IntervalSet:
    shape = criterion.points
    if isinstance(shape, YesNo):
        return IntervalSet.union_of(IntervalSet.point(points) for points, _ in _yes_no(shape, worlds, side))
    if isinstance(shape, Checklist):
        return IntervalSet.union_of(IntervalSet.point(points) for points, _ in _ticked(shape, worlds, side))
    values: Values = getattr(worlds.domain(str(criterion.measure)), side)
    if isinstance(shape, Choice):
        possible = shape.options.keys() if values.others else shape.options.keys() & values.options
        return IntervalSet.union_of(IntervalSet.point(shape.options[name]) for name in possible)
    return image(shape_pieces(shape), values, surely=side == "inner")


def _yes_no(shape: YesNo, worlds: Worlds, side: Side) -> Iterator[tuple[Number, World]]:
    outcomes = worlds.outcomes(shape.when, side)
    if outcomes is None:
        outcomes = {TRUE: {}, 0: {}} if side == "outer" else {}
    for truth, world in outcomes.items():
        yield (shape.points if truth == TRUE else shape.otherwise), world


def _ticked(shape: Checklist, worlds: Worlds, side: Side) -> Iterator[tuple[Number, World]]:
    """What the items can add up to, each taken by itself."""
    ways: list[list[tuple[Number, World]]] = []
    for item in shape.items:
        outcomes = worlds.outcomes(item.when, side)
        if outcomes is None:
            outcomes = {TRUE: {}, 0: {}} if side == "outer" else {}
        ways.append([(item.points if truth == TRUE else 0, world) for truth, world in outcomes.items()])
    known: dict[tuple[Number, ...], World] = {(): {}}
    keep_all = shape.best is not UNSTATED
    for way in ways:
        merged: dict[tuple[Number, ...], World] = {}
        for given, world in known.items():
            for points, more in way:
                key = (*given, points) if keep_all else (tidy(sum(given, Fraction(points))),)
                merged.setdefault(tuple(sorted(key)), {**world, **more})
        known = merged
        if len(known) > LIMIT:
            return
    for given, world in known.items():
        ranked = sorted(given, reverse=True)
        total = tidy(sum(ranked if shape.best is UNSTATED else ranked[: shape.best], Fraction(0)))
        yield (total if shape.cap is UNSTATED else min(total, shape.cap)), world


def criterion_reach(criterion: Criterion, worlds: Worlds) -> Reach:
    """All points a criterion can give, nothing among them where it may not apply."""
    found = applicable_points(criterion, worlds)
    return found.changed(found.outer | _idle(criterion, worlds, "outer"), found.inner | _idle(criterion, worlds, "inner"))


def _idle(criterion: Criterion, worlds: Worlds, side: Side) -> IntervalSet:
    """Nought, if the criterion may be not applicable."""
    if isinstance(criterion.measure, str) and getattr(worlds.domain(criterion.measure), side).void:
        return ZERO
    if criterion.applies is None:
        return NOWHERE
    outcomes = worlds.outcomes(criterion.applies, side)
    return ZERO if (side == "outer" if outcomes is None else outcomes.keys() - {TRUE}) else NOWHERE


def world_for(criterion: Criterion, worlds: Worlds, points: Number) -> World | None:
    """Measurements that give a criterion exactly these points; `None` where none are found."""
    applies = {} if criterion.applies is None else (worlds.outcomes(criterion.applies, "inner") or {}).get(TRUE)
    if applies is not None:
        for world in _worlds_of_shape(criterion, worlds, points):
            if all(applies.get(name, value) == value for name, value in world.items()):
                return {**applies, **world}
    if points == 0 and isinstance(criterion.measure, str) and worlds.domain(criterion.measure).inner.void:
        return {criterion.measure: NOT_APPLICABLE}
    if points == 0 and criterion.applies is not None:
        others = worlds.outcomes(criterion.applies, "inner") or {}
        return next((world for truth, world in others.items() if truth != TRUE), None)
    return None


def _worlds_of_shape(criterion: Criterion, worlds: Worlds, points: Number) -> Iterator[World]:
    shape = criterion.points
    if isinstance(shape, YesNo | Checklist):
        ways = _yes_no(shape, worlds, "inner") if isinstance(shape, YesNo) else _ticked(shape, worlds, "inner")
        yield from (world for given, world in ways if given == points)
        return
    name = str(criterion.measure)
    values = worlds.domain(name).inner
    if isinstance(shape, Choice):
        yield from (
            {name: Options.exactly(option)}
            for option, given in shape.options.items()
            if given == points and (values.others or option in values.options)
        )
        return
    for piece in shape_pieces(shape):
        value = None if piece.slack else piece.value_for(points, values)
        if value is not None:
            yield {name: Bounds(value, value)}


# ---- sections and the total ----------------------------------------------------------------------------------------


@attrs.define(eq=False)
class Reaches:
    """What the sections of a scheme and their total can give."""

    worlds: Worlds
    criteria: Mapping[str, Sequence[Reach]]
    sections: Mapping[str, Reach]
    sum: Reach
    """Before floor, ceiling and rounding."""
    total: Reach

    @classmethod
    def of(cls, scheme: Scheme) -> "Reaches":
        """Work all of them out."""
        worlds = Worlds(scheme)
        criteria = {section.id: [criterion_reach(each, worlds) for each in section.criteria] for section in scheme.sections}
        sections = {section.id: _section_reach(section, criteria[section.id]) for section in scheme.sections}
        whole = NOTHING
        for reach in sections.values():
            whole = whole.plus(reach)
        return cls(worlds, criteria, sections, whole, _shaped(whole, scheme.points))

    def domains(self) -> dict[str, Domain]:
        """The domains of points by the names that conditions use."""
        found = {f"{POINTS}:{name}": reach for name, reach in self.sections.items()}
        return {name: Domain(Values(reach.outer), Values(reach.inner)) for name, reach in {**found, POINTS: self.total}.items()}

    def world_of_total(self, points: Number) -> World | None:
        """Measurements that give exactly this total; `None` where none are found."""
        scheme = self.worlds.scheme
        raw = _before_shaping(points, self.sum.inner, scheme.points)
        if raw is None:
            return None
        shares = choose([self.sections[section.id].inner for section in scheme.sections], raw)
        world: World | None = None if shares is None else {}
        for section, share in zip(scheme.sections, shares or (), strict=True) if shares is not None else ():
            more = self.world_of_section(section, share)
            world = None if world is None or more is None else joined(world, more)
        return world

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
        world: World | None = None if shares is None else {}
        for criterion, share in zip(section.criteria, shares, strict=True) if shares is not None else ():
            more = world_for(criterion, self.worlds, share)
            world = None if world is None or more is None else joined(world, more)
        return world


def joined(left: World, right: World) -> World | None:
    """Both worlds at once; `None` where they disagree."""
    return {**left, **right} if all(right.get(name, value) == value for name, value in left.items()) else None


def sums(sets: Sequence[IntervalSet]) -> IntervalSet:
    """The sums of one number of each set, cut short where there are too many."""
    total = ZERO
    for each in sets:
        total = IntervalSet(total.plus(each).cuts[: 2 * PARTS])
    return total


def choose(sets: Sequence[IntervalSet], target: Number) -> list[Number] | None:
    """One number of each set that add up to the target; `None` where none are found."""
    rest = [sums(sets[index + 1 :]) for index in range(len(sets))]
    chosen: list[Number] = []
    for each, later in zip(sets, rest, strict=True):
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
    total = NOWHERE
    low = sum((reach.outer.low or 0 for reach in criteria if reach.outer.low is not None), Fraction(0))
    highs = [reach.outer.high for reach in criteria]
    ranked = sorted((high for high in highs if high is not None), reverse=True)[:count]
    high = None if None in highs else tidy(sum((max(high, 0) for high in ranked), Fraction(0)))
    outer = IntervalSet.between(min(tidy(low), 0), high)
    points = [[span.inside() for span in reach.inner if span.is_point] for reach in criteria]
    ways = 1
    for each in points:
        ways *= len(each)
    if 0 < ways <= LIMIT:
        found = {tidy(sum(sorted(way, reverse=True)[:count], Fraction(0))) for way in product(*points)}
        total = IntervalSet.union_of(map(IntervalSet.point, found))
    return short(Reach(outer, total))


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


def never_applies(condition: Condition | None, worlds: Worlds) -> bool:
    """Whether a condition on when a clause applies is surely never met."""
    outcomes = None if condition is None else worlds.outcomes(condition, "outer")
    return outcomes is not None and TRUE not in outcomes
