"""Attaining: measurements that give a certain total, and meet what is asked besides (得分示例)."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product
from typing import Final

import attrs

from common_prosperity.measures.conditions import ORDERED, All, AnyOf, Compare, Condition, Lookup, Not, Relation, Value
from common_prosperity.quantities import UNSTATED, Bounds, Number
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import TRUE
from common_prosperity.schemes.linting.earning import PARTS, ZERO, world_for
from common_prosperity.schemes.linting.intervals import EVERYTHING, NOWHERE, IntervalSet, after, before
from common_prosperity.schemes.linting.pieces import some_number
from common_prosperity.schemes.linting.reach import Reaches, rounding_to, sums
from common_prosperity.schemes.linting.worlds import World
from common_prosperity.schemes.model import POINTS, Section, SectionKind, TotalRules, is_points

WAYS: Final = 50
"""So many ways to meet what is asked are tried."""


@attrs.frozen
class Asked:
    """One way to meet conditions, by what its parts are about."""

    sections: Mapping[str, IntervalSet]
    """The points that sections must give."""
    measured: Sequence[Condition]
    """What is asked of measures alone."""
    others: Sequence[Condition]

    @classmethod
    def of(cls, parts: Iterable[Condition]) -> "Asked":
        """Tell the parts apart, all of which must hold."""
        sections: dict[str, IntervalSet] = {}
        measured, others = [], []
        for part in parts:
            if not any(map(is_points, part.names())):
                measured.append(part)
            elif (found := _of_a_section(part)) is None:
                others.append(part)
            else:
                name, region = found
                sections[name] = sections.get(name, EVERYTHING) & region
        return cls(sections, measured, others)


def _of_a_section(part: Condition) -> tuple[str, IntervalSet] | None:
    """The name of a section's points, and those that meet a part; `None` where it asks for anything else."""
    leaf = part.of if isinstance(part, Not) else part
    if not isinstance(leaf, Compare) or leaf.subject == POINTS or leaf.edge_name is not None:
        return None
    if isinstance(leaf.edge, str | tuple) or leaf.relation not in {*ORDERED, Relation.EQUALS}:
        return None
    region = IntervalSet.satisfying(leaf.relation, leaf.edge)
    return leaf.subject, ~region if isinstance(part, Not) else region


def ways(condition: Condition, *, met: bool = True) -> list[tuple[Condition, ...]]:
    """The ways in which a condition is met, or is not met, each by the parts that must hold for it."""
    if isinstance(condition, Not):
        return ways(condition.of, met=not met)
    if not isinstance(condition, All | AnyOf):
        return [(condition if met else Not(condition),)]
    each = [ways(part, met=met) for part in condition.of]
    if isinstance(condition, All) is not met:
        return [way for part in each for way in part]
    return [tuple(one for part in parts for one in part) for parts in islice(product(*each), WAYS)]


def world_of_total(reaches: Reaches, points: Number, also: Sequence[Condition] = ()) -> World | None:
    """Measurements that give exactly this total, and meet further conditions; `None` where none are found."""
    found = (_world(reaches, points, Asked.of(way)) for way in ways(All(tuple(also))))
    return next((world for world in found if world is not None), None)


def _world(reaches: Reaches, points: Number, asked: Asked) -> World | None:
    if reaches.cases:
        found = (_world(case, points, asked) for case in reaches.cases if case.total.inner.holds(points))
        return next((world for world in found if world is not None), None)
    scheme = reaches.worlds.scheme
    sets = [reaches.sections[one.id].inner & asked.sections.get(f"{POINTS}:{one.id}", EVERYTHING) for one in scheme.sections]
    raw = _before_shaping(points, sums(sets) if asked.sections else reaches.sum.inner, scheme.points)
    shares = None if raw is None else choose(sets, raw)
    if shares is None:
        return None
    world: World = {}
    for section, share in zip(scheme.sections, shares, strict=True):
        more = world_of_section(reaches, section, share)
        if more is None:
            return None
        world = {**world, **more}
    whole = reaches.worlds.completed(All(tuple(asked.measured)), world) if asked.measured else world
    known = {f"{POINTS}:{section.id}": share for section, share in zip(scheme.sections, shares, strict=True)}
    met = whole is not None and all(_met(part, reaches, {**known, POINTS: points}, whole) for part in asked.others)
    return whole if met else None


def _met(condition: Condition, reaches: Reaches, points: Mapping[str, Number], world: World) -> bool:
    look: Lookup = reaches.worlds.lookup(world, reaches.worlds.days()[0])

    def known(name: str) -> Value:
        return Bounds.exactly(points[name]) if name in points else look(name)

    return condition.judge(known) == TRUE


def world_of_section(reaches: Reaches, section: Section, points: Number) -> World | None:
    """Measurements that give a section exactly these points; `None` where none are found."""
    if section.best is not UNSTATED:
        return None
    wanted = -points if section.kind is SectionKind.DEDUCTION else points
    inner = [reach.inner for reach in reaches.criteria[section.id]]
    target = IntervalSet.point(wanted)
    if section.cap is not UNSTATED and wanted == section.cap:
        target = IntervalSet((before(wanted), (1, 0, 0)))
    raw = next((some_number(span, None) for span in sums(inner) & target), None)
    shares = None if raw is None else choose(inner, raw)
    if shares is None:
        return None
    world: World = {}
    for criterion, share in zip(section.criteria, shares, strict=True):
        more = world_for(criterion, reaches.worlds, share)
        if more is None:
            return None
        world = {**world, **more}
    return world


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


def _before_shaping(points: Number, reached: IntervalSet, rules: TotalRules) -> Number | None:
    """A sum that floor, ceiling and rounding turn into these points."""
    region = IntervalSet.point(points)
    if rules.round_to is not UNSTATED and rules.round_to:
        region = rounding_to(points, rules.round_to, rules.rounding)
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
