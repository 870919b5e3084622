"""Checks S301 to S307: whether every total has its grade, only one, and every grade can be had."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from common_prosperity.measures.conditions import Condition, Not, Relation
from common_prosperity.quantities import Bounds, Number, Text
from common_prosperity.quantities.truth import TRUE
from common_prosperity.schemes.linting.attaining import world_of_total
from common_prosperity.schemes.linting.cells import numbers_of
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.inspection import Inspection, found
from common_prosperity.schemes.linting.intervals import EVERYTHING, NOWHERE, IntervalSet
from common_prosperity.schemes.linting.pieces import band_region, some_number
from common_prosperity.schemes.linting.steps import shares_end
from common_prosperity.schemes.linting.words import condition_text, listed, number_text, region_text
from common_prosperity.schemes.linting.worlds import World
from common_prosperity.schemes.model import POINTS, Grade
from common_prosperity.schemes.points import set_edges

TRIED: Final = 4
"""So many totals of a stretch are tried for an example."""


def check(inspection: Inspection) -> Iterator[LintFinding]:
    """Everything about grades."""
    grades = inspection.scheme.grades
    if not inspection.reaches.total.outer.numbers:
        return  # some criterion gives no number of points for any value, which is told there
    regions = [band_region(grade) for grade in grades]
    for index, grade in enumerate(grades):
        reason = _out_of_reach(index, regions, inspection)
        if reason is not None:
            yield found("S304", f"$.grades[{index}]", grade.id, reason=reason)
        else:
            yield from _off_scale(index, grade, inspection)
    if not inspection.scheme.ladder:
        yield from _shared(grades, regions, inspection)
    yield from _holes(regions, inspection)
    yield from _fallen(grades, regions, inspection)


def total_world(points: Number, inspection: Inspection) -> World:
    """Measurements that give a total; the total by itself where none are found."""
    return world_of_total(inspection.reaches, points) or {POINTS: Bounds(points, points)}


def _shown(region: IntervalSet, inspection: Inspection) -> list[World]:
    return [total_world(_numbers(region, inspection)[0], inspection)] if region else []


def _shown_with(requires: Sequence[Condition], region: IntervalSet, inspection: Inspection) -> list[World]:
    """Measurements that give a total of a region and meet further requirements; none where none are found."""
    if not requires:
        return _shown(region, inspection)
    worlds = (world_of_total(inspection.reaches, number, requires) for number in _numbers(region, inspection))
    shown = next((world for world in worlds if world is not None), None)
    return [] if shown is None else [shown]


def _numbers(region: IntervalSet, inspection: Inspection) -> list[Number]:
    """Some totals of a region: an end of each stretch, and what lies further inside."""
    step = inspection.reaches.total.inner.step
    found = [number for span in region for number in (some_number(span, step), *numbers_of(span, step, TRIED))]
    return list(dict.fromkeys(found))[: 2 * TRIED]


def _out_of_reach(index: int, regions: Sequence[IntervalSet], inspection: Inspection) -> Text | None:
    """Why nobody can get a grade; `None` where that is not proven."""
    grade, total = inspection.scheme.grades[index], inspection.reaches.total.outer
    reached = total.within(regions[index])
    if not reached:
        edges = " ".join(f"{relation} {number_text(edge)}" for relation, edge in set_edges(grade))
        scale = region_text(total.numbers.hull)
        return Text(f"{edges}，可得总分为 {scale.zh}", f"it asks for {edges}, and totals are {scale.en}")
    outcomes = None if grade.requires is None else inspection.worlds.outcomes(grade.requires, "outer")
    if outcomes and TRUE not in outcomes and grade.requires is not None:
        words = condition_text(grade.requires, inspection.scheme)
        return Text(f"{words.zh} 永远不成立", f"{words.en} can never hold")
    if inspection.scheme.ladder:
        earlier = [
            (other.id, region)
            for other, region in zip(inspection.scheme.grades[:index], regions[:index], strict=True)
            if other.requires is None or other.requires == grade.requires
        ]
        if earlier and reached <= IntervalSet.union_of(region for _, region in earlier):
            names = [name for name, region in earlier if region & reached]
            return Text(f"先列的 {'、'.join(names)} 总是先符合", f"{', '.join(names)}, listed before it, always applies first")
    return None


def _off_scale(index: int, grade: Grade, inspection: Inspection) -> Iterator[LintFinding]:
    """Edges beyond what totals can be."""
    scale = inspection.reaches.total.outer.numbers.hull
    for relation, edge in set_edges(grade):
        below = scale.low is not None and edge < scale.low
        above = scale.high is not None and edge > scale.high
        if below or above:
            words = {"edge": relation.value, "value": number_text(edge), "values": region_text(scale)}
            yield found("S306", f"$.grades[{index}].{relation.value}", grade.id, **words)


def _shared(grades: Sequence[Grade], regions: Sequence[IntervalSet], inspection: Inspection) -> Iterator[LintFinding]:
    """Totals that meet several grades, each stretch of totals reported once with all its grades."""
    total = inspection.reaches.total.inner
    together: dict[tuple[str, IntervalSet], list[int]] = {}
    witness: dict[tuple[str, IntervalSet], list[World]] = {}
    for (first, one), (second, other) in combinations(enumerate(grades), 2):
        both = total.within(regions[first] & regions[second])
        requires = [grade.requires for grade in (one, other) if grade.requires is not None]
        shown = _shown_with(requires, both, inspection)
        if shown:
            key = ("S303" if shares_end(regions[first], regions[second]) else "S301", both)
            members = together.setdefault(key, [])
            members += [index for index in (first, second) if index not in members]
            witness.setdefault(key, []).extend(world for world in shown if world not in witness[key])
    for (code, both), members in together.items():
        overlap = EVERYTHING
        for index in members:
            overlap &= regions[index]
        values = region_text(overlap & total.numbers.hull)
        names = listed([grades[index].id for index in members])
        place = f"$.grades[{members[1]}]"
        yield found(code, place, grades[members[1]].id, witness[code, both], values=values, grades=names)


def _holes(regions: Sequence[IntervalSet], inspection: Inspection) -> Iterator[LintFinding]:
    covered = IntervalSet.union_of(regions)
    total = inspection.reaches.total.inner
    above = IntervalSet((covered.cuts[-1], (1, 0, 0))) if covered and covered.high is not None else NOWHERE
    for code, region in (("S302", covered.hull - covered), ("S305", above)):
        reached = total.within(region)
        if reached:
            values = region_text(region & total.numbers.hull)
            yield found(code, "$.grades", "", _shown(reached, inspection), values=values)


def _fallen(grades: Sequence[Grade], regions: Sequence[IntervalSet], inspection: Inspection) -> Iterator[LintFinding]:
    """Totals of a grade that asks for more besides: who lacks that has no grade, though fewer points have one."""
    total = inspection.reaches.total.inner
    free = IntervalSet.union_of(region for grade, region in zip(grades, regions, strict=True) if grade.requires is None)
    for index, grade in enumerate(grades):
        left = regions[index] - free
        if grade.requires is None or not total.within(left):
            continue
        failing = [Not(one.requires) for one, region in zip(grades, regions, strict=True) if one.requires and region & left]
        below = IntervalSet.satisfying(Relation.LESS_THAN, some_number(next(iter(total.within(left))), total.step))
        for lower, region in zip(grades, regions, strict=True):
            requires = [] if lower.requires is None else [lower.requires]
            fewer = _shown_with(requires, total.within(region & below), inspection)
            shown = _shown_with([*failing, *requires], total.within(left), inspection) if fewer else []
            if shown:
                words: dict[str, str | Text] = {"values": region_text(left & total.numbers.hull), "lower": lower.id}
                condition = condition_text(grade.requires, inspection.scheme)
                yield found("S307", f"$.grades[{index}].requires", grade.id, [*shown, *fewer], condition=condition, **words)
                break
