"""Checks S109 to S113: whether the points on offer can be had, differ, and go the way they are said to go."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from common_prosperity.quantities import UNSTATED, Bounds, Number, Text
from common_prosperity.quantities.truth import TRUE
from common_prosperity.schemes.linting.applying import applicable
from common_prosperity.schemes.linting.domains import Values
from common_prosperity.schemes.linting.earning import Reach, applicable_points, never_applies
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.inspection import Inspection, found
from common_prosperity.schemes.linting.pieces import Piece, shape_pieces, some_number
from common_prosperity.schemes.linting.steps import applying
from common_prosperity.schemes.linting.words import number_text, quantity_text, unit_of
from common_prosperity.schemes.model import Criterion, Direction, Section, SectionKind
from common_prosperity.schemes.points import Bands, Checklist, Choice, Curve, Marks, PerUnit

LINED: Final = (Bands, Curve, PerUnit, Marks)
ALWAYS: Final = Text("永远成立", "always holds")
NEVER: Final = Text("永远不成立", "can never hold")
BETTER: Final = {Direction.MORE: Text("越多越好", "more"), Direction.LESS: Text("越少越好", "less")}


def check(inspection: Inspection) -> Iterator[LintFinding]:
    """Everything about the points of single criteria."""
    for place, section, criterion in inspection.criteria():
        inner = f"{place}.{criterion.points.tag}"
        reach = applicable_points(criterion, inspection.worlds)
        if not never_applies(criterion.applies, inspection.worlds):
            level = list(_level(inner, criterion, reach, inspection))
            yield from level or _top(inner, criterion, reach)
        yield from _direction(place, section, criterion, inspection)
        if isinstance(criterion.points, Checklist):
            yield from _items(inner, criterion, criterion.points, inspection)
            yield from _limits(inner, criterion, criterion.points)
    for at, section in enumerate(inspection.scheme.sections):
        if section.best is not UNSTATED and section.best >= len(section.criteria):
            yield found("S112", f"$.sections[{at}].best", section.id, limit="best", value=str(section.best))


def _top(place: str, criterion: Criterion, reach: Reach) -> Iterator[LintFinding]:
    most = criterion.most
    if most is None or not reach.outer or most in reach.outer:
        return
    top = reach.outer.high
    if top is not None and top <= most:
        yield found("S109", place, criterion.id, most=number_text(most), reached=number_text(top))


def _level(place: str, criterion: Criterion, reach: Reach, inspection: Inspection) -> Iterator[LintFinding]:
    spans = list(reach.outer)
    if len(spans) != 1 or not spans[0].is_point:
        return
    shape = criterion.points
    if isinstance(shape, Choice) and len(inspection.worlds.domain(str(criterion.measure)).outer.options) < 2:
        return
    yield found("S110", place, criterion.id, points=number_text(spans[0].inside()))


def _direction(place: str, section: Section, criterion: Criterion, inspection: Inspection) -> Iterator[LintFinding]:
    """Points against the declared direction; in a deduction, points are what is lost."""
    if not isinstance(criterion.better, Direction) or not isinstance(criterion.points, LINED):
        return
    name = str(criterion.measure)
    unit = unit_of(name, inspection.scheme)
    rising = (criterion.better is Direction.MORE) != (section.kind is SectionKind.DEDUCTION)
    values = applicable(inspection.worlds, name, criterion.applies).inner
    steps = list(_heights(shape_pieces(criterion.points), values))
    for (low, first), (high, second) in pairwise(steps):
        if first != second and (second > first) != rising:
            yield found(
                "S111",
                f"{place}.{criterion.points.tag}",
                criterion.id,
                [applying(criterion, {name: Bounds(value, value)}, inspection) for value in (low, high)],
                better=BETTER[criterion.better],
                low=quantity_text(low, unit),
                high=quantity_text(high, unit),
                first=number_text(first),
                second=number_text(second),
            )
            return


def _heights(pieces: list[Piece], values: Values) -> Iterator[tuple[Number, Number]]:
    """Values in increasing order with their points, the ends of every sloping piece among them; doubtful values are left out."""
    for piece in pieces:
        if not piece.sure:
            continue
        for span in values.within(piece.region):
            number = some_number(span, values.step)
            ends = {number}
            if piece.slope and not span.is_point:
                ends |= {
                    end for end, held in ((span.low, span.holds_low), (span.high, span.holds_high)) if held and end is not None
                }
                ends |= {span.inside()} if values.step is None else set()
            yield from ((end, piece.at(end)) for end in sorted(ends))


def _items(place: str, criterion: Criterion, shape: Checklist, inspection: Inspection) -> Iterator[LintFinding]:
    for index, item in enumerate(shape.items):
        outcomes = inspection.worlds.where(criterion.applies, item.when, "outer")
        if outcomes is None or not outcomes:
            continue
        if TRUE not in outcomes or outcomes.keys() == {TRUE}:
            always = ALWAYS if TRUE in outcomes else NEVER
            yield found("S113", f"{place}.items[{index}]", criterion.id, words=item.label, always=always)


def _limits(place: str, criterion: Criterion, shape: Checklist) -> Iterator[LintFinding]:
    given = sorted((max(item.points, 0) for item in shape.items), reverse=True)
    if shape.best is not UNSTATED and shape.best >= len(shape.items):
        yield found("S112", f"{place}.best", criterion.id, limit="best", value=str(shape.best))
    counted = given if shape.best is UNSTATED else given[: shape.best]
    if shape.cap is not UNSTATED and shape.cap > sum(counted):
        yield found("S112", f"{place}.cap", criterion.id, limit="cap", value=number_text(shape.cap))
