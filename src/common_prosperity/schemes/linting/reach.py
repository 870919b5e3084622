"""Reach: which points a section and the whole scheme can give (可得分值), and measurements that get them.

Told twice, as domains are: `outer` misses no points that can be got, `inner` holds none that cannot.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

import attrs

from common_prosperity.measures.rounding import Rounding, round_to
from common_prosperity.quantities import UNSTATED, Number
from common_prosperity.quantities.bounds import tidy
from common_prosperity.schemes.linting.domains import Domain, Values
from common_prosperity.schemes.linting.earning import NOTHING, PARTS, ZERO, Reach, criterion_reach, short, world_for
from common_prosperity.schemes.linting.intervals import NOWHERE, Cut, IntervalSet, after, before
from common_prosperity.schemes.linting.pieces import some_number
from common_prosperity.schemes.linting.worlds import LIMIT, Side, World, Worlds
from common_prosperity.schemes.model import POINTS, Scheme, Section, SectionKind, TotalRules


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
