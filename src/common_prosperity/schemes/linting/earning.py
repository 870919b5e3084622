"""Earning: which points a single criterion can give (单项可得分值), and measurements that get them."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import Final

import attrs

from common_prosperity.measures.conditions import Condition
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Number, Options
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import FALSE, TRUE, Truth
from common_prosperity.schemes.linting.applying import applicable
from common_prosperity.schemes.linting.intervals import NOWHERE, IntervalSet
from common_prosperity.schemes.linting.pieces import image, shape_pieces
from common_prosperity.schemes.linting.worlds import LIMIT, Side, World, Worlds
from common_prosperity.schemes.model import Criterion
from common_prosperity.schemes.points import Checklist, Choice, Shape, YesNo

ZERO: Final = IntervalSet.point(0)
PARTS: Final = 500
"""A reach of more stretches is taken as a whole from outside, and cut short from inside."""


@attrs.frozen
class Reach:
    """The points that can be got, from outside and from inside."""

    outer: IntervalSet
    inner: IntervalSet

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


def applicable_points(criterion: Criterion, worlds: Worlds) -> Reach:
    """The points a criterion can give where it applies and its measure does."""
    return Reach(_shape_points(criterion, worlds, "outer"), _shape_points(criterion, worlds, "inner"))


def _shape_points(criterion: Criterion, worlds: Worlds, side: Side) -> IntervalSet:
    shape = criterion.points
    if isinstance(shape, YesNo | Checklist):
        ticked = _ticked(criterion, worlds, side)
        if ticked is None:
            return _apart(criterion, worlds) if side == "outer" else NOWHERE
        return IntervalSet.union_of(IntervalSet.point(points) for points, _ in ticked)
    domain = applicable(worlds, str(criterion.measure), criterion.applies)
    values = domain.outer if side == "outer" else domain.inner
    if isinstance(shape, Choice):
        possible = shape.options.keys() if values.others else shape.options.keys() & values.options
        return IntervalSet.union_of(IntervalSet.point(shape.options[name]) for name in possible)
    return image(shape_pieces(shape), values, surely=side == "inner")


def _ticked(criterion: Criterion, worlds: Worlds, side: Side) -> list[tuple[Number, World]] | None:
    """What the conditions of a shape can come to where it applies, with a world for each; `None` where that is not proven."""
    shape = criterion.points
    conditions = [condition for _, condition in shape.conditions()]
    applies = () if criterion.applies is None else (criterion.applies,)
    jointly = worlds.jointly([*applies, *conditions], side)
    if jointly is None:
        return None
    applying = [(truths[len(applies) :], world) for truths, world in jointly.items() if not applies or truths[0] == TRUE]
    return [(_given(shape, truths), world) for truths, world in applying]


def _given(shape: Shape, truths: Sequence[Truth]) -> Number:
    """The points of a shape that reads conditions, for their outcomes."""
    if isinstance(shape, YesNo):
        return shape.points if truths[0] == TRUE else shape.otherwise
    assert isinstance(shape, Checklist)
    given = [item.points if truth == TRUE else 0 for item, truth in zip(shape.items, truths, strict=True)]
    ranked = sorted(given, reverse=True)
    total = tidy(sum(ranked if shape.best is UNSTATED else ranked[: shape.best], Fraction(0)))
    return total if shape.cap is UNSTATED else min(total, shape.cap)


def _apart(criterion: Criterion, worlds: Worlds) -> IntervalSet:
    """What conditions can come to at most, each taken by itself; all between the ends where there are too many ways."""
    shape = criterion.points
    ways = []
    for _, condition in shape.conditions():
        outcomes = worlds.outcomes(condition, "outer")
        ways.append(sorted(outcomes) if outcomes else [TRUE, FALSE])
    if prod(map(len, ways)) > LIMIT:
        return IntervalSet.between(*shape.limits())
    return IntervalSet.union_of(IntervalSet.point(_given(shape, truths)) for truths in product(*ways))


def criterion_reach(criterion: Criterion, worlds: Worlds) -> Reach:
    """All points a criterion can give, nothing among them where it may not apply."""
    found = applicable_points(criterion, worlds)
    return found.changed(found.outer | _idle(criterion, worlds, "outer"), found.inner | _idle(criterion, worlds, "inner"))


def _idle(criterion: Criterion, worlds: Worlds, side: Side) -> IntervalSet:
    """Nought, if the criterion may be not applicable."""
    if isinstance(criterion.measure, str):
        domain = worlds.domain(criterion.measure)
        if (domain.outer if side == "outer" else domain.inner).void:
            return ZERO
    if criterion.applies is None:
        return NOWHERE
    outcomes = worlds.outcomes(criterion.applies, side)
    return ZERO if (side == "outer" if outcomes is None else outcomes.keys() - {TRUE}) else NOWHERE


def world_for(criterion: Criterion, worlds: Worlds, points: Number) -> World | None:
    """Measurements that give a criterion exactly these points; `None` where none are found."""
    for world in _worlds_of_shape(criterion, worlds, points):
        whole = world if criterion.applies is None else worlds.completed(criterion.applies, world)
        if whole is not None:
            return whole
    if points == 0 and isinstance(criterion.measure, str) and worlds.domain(criterion.measure).inner.void:
        return {criterion.measure: NOT_APPLICABLE}
    if points == 0 and criterion.applies is not None:
        others = worlds.outcomes(criterion.applies, "inner") or {}
        return next((world for truth, world in others.items() if truth != TRUE), None)
    return None


def _worlds_of_shape(criterion: Criterion, worlds: Worlds, points: Number) -> Iterator[World]:
    shape = criterion.points
    if isinstance(shape, YesNo | Checklist):
        yield from (world for given, world in _ticked(criterion, worlds, "inner") or () if given == points)
        return
    name = str(criterion.measure)
    values = applicable(worlds, name, criterion.applies).inner
    if isinstance(shape, Choice):
        yield from (
            {name: Options.exactly(option)}
            for option, given in shape.options.items()
            if given == points and (values.others or option in values.options)
        )
        return
    for piece in shape_pieces(shape):
        value = piece.value_for(points, values) if piece.sure else None
        if value is not None:
            yield {name: Bounds(value, value)}


def never_applies(condition: Condition | None, worlds: Worlds) -> bool:
    """Whether a condition on when a clause applies is surely never met."""
    outcomes = None if condition is None else worlds.outcomes(condition, "outer")
    return outcomes is not None and TRUE not in outcomes
