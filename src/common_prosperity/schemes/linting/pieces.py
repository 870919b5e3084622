"""Pieces: a criterion's points as straight pieces over the values of its measure (分段).

Bands are level pieces, curves sloping ones, points per unit steps. Each piece is exact, so that what holds for all of
them holds for every value.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

import attrs

from common_prosperity.measures.conditions import Relation
from common_prosperity.quantities import UNSTATED, Number
from common_prosperity.quantities.bounds import tidy
from common_prosperity.schemes.linting.cells import regions
from common_prosperity.schemes.linting.domains import Values
from common_prosperity.schemes.linting.intervals import (
    EVERYTHING,
    NOWHERE,
    Interval,
    IntervalSet,
    after,
    before,
)
from common_prosperity.schemes.points import Bands, Counting, Curve, Marks, PerUnit, Shape, set_edges

MANY: Final = 500
"""So many single numbers are worked out before a stretch is taken as a whole."""
STEPS: Final = 100
"""So many steps of points per unit are worked out."""


@attrs.frozen
class Piece:
    """The points `slope · value + level` over a region, give or take `slack`."""

    region: IntervalSet
    slope: Number
    level: Number
    slack: Number = 0
    doubtful: bool = False
    """Whether other pieces lie over the same region, so that the text gives no single answer."""

    @property
    def sure(self) -> bool:
        """Whether a value of the region gets exactly these points."""
        return not (self.slack or self.doubtful)

    def at(self, value: Number) -> Number:
        """The points for a value of the region."""
        return tidy(Fraction(self.slope) * value + self.level)

    def value_for(self, points: Number, values: Values) -> Number | None:
        """A value of the region that gets these points; `None` where none does."""
        if self.slope == 0:
            region = self.region if points == self.level else NOWHERE
        else:
            region = self.region & IntervalSet.point(tidy(Fraction(points - self.level) / self.slope))
        for span in values.within(region):
            return some_number(span, values.step)
        return None


def some_number(span: Interval, step: Number | None) -> Number:
    """One number of a stretch, a plain one where there is a choice."""
    if span.holds_low and span.low is not None:
        return span.low
    if span.holds_high and span.high is not None:
        return span.high
    return span.inside() if step is None or span.is_point else 0


def shape_pieces(shape: Shape) -> list[Piece]:
    """The pieces of a shape that reads numbers, in order; over a hole there is none, over an overlap several."""
    return list(SHAPES[type(shape)](shape))


def band_region(banded: object) -> IntervalSet:
    """The numbers between the edges of a band or grade."""
    region = EVERYTHING
    for relation, edge in set_edges(banded):
        region &= IntervalSet.satisfying(relation, edge)
    return region


def _bands(shape: Any) -> Iterator[Piece]:
    covered = [(band_region(band), band.points) for band in shape.bands]
    for region in regions({edge for band in shape.bands for _, edge in set_edges(band)}):
        given = sorted({points for whole, points in covered if region <= whole})
        yield from (Piece(region, 0, points, doubtful=len(given) > 1) for points in given)


def _curve(shape: Any) -> Iterator[Piece]:
    first, last = shape.knots[0], shape.knots[-1]
    yield Piece(IntervalSet.satisfying(Relation.LESS_THAN, first.x), 0, first.y)
    for left, right in pairwise(shape.knots):
        slope = tidy(Fraction(right.y - left.y) / (right.x - left.x))
        region = IntervalSet((before(left.x), before(right.x)))
        yield Piece(region, slope, tidy(left.y - Fraction(slope) * left.x))
    yield Piece(IntervalSet.satisfying(Relation.AT_LEAST, last.x), 0, last.y)


def _per_unit(shape: Any) -> Iterator[Piece]:
    """Nothing up to where counting begins, then a slope or steps, then the cap."""
    cap = None if shape.cap is UNSTATED else shape.cap
    nothing = 0 if cap is None else min(cap, 0)
    yield Piece(IntervalSet.satisfying(Relation.LESS_THAN, shape.above), 0, nothing)
    slope = tidy(Fraction(shape.points) / shape.size)
    rise = tidy(-Fraction(slope) * shape.above)
    if not shape.points:
        yield Piece(IntervalSet.satisfying(Relation.AT_LEAST, shape.above), 0, nothing)
    elif shape.count is Counting.EXACT:
        top = None if cap is None else tidy(shape.above + Fraction(cap) / slope)
        region = IntervalSet.satisfying(Relation.AT_LEAST, shape.above)
        if top is None or cap is None:
            yield Piece(region, slope, rise)
        else:
            yield Piece(region & IntervalSet.satisfying(Relation.LESS_THAN, top), slope, rise)
            yield Piece(region & IntervalSet.satisfying(Relation.AT_LEAST, top), 0, cap)
    else:
        yield from _steps(shape, cap, slope, rise)


def _steps(shape: Any, cap: Number | None, slope: Number, rise: Number) -> Iterator[Piece]:
    full = shape.count is Counting.FULL
    side = before if full else after
    if not full:
        yield Piece(IntervalSet.point(shape.above), 0, 0)
    needed = STEPS if cap is None else (Fraction(cap) / shape.points).__ceil__()
    whole = needed if full else max(needed - 1, 0)
    for index in range(min(whole, STEPS)):
        start, end = (tidy(shape.above + Fraction(shape.size) * (index + more)) for more in (0, 1))
        given = shape.points * (index if full else index + 1)
        yield Piece(IntervalSet((side(start), side(end))), 0, tidy(given if cap is None else min(given, cap)))
    rest = IntervalSet((side(tidy(shape.above + Fraction(shape.size) * min(whole, STEPS))), (1, 0, 0)))
    if cap is not None and whole <= STEPS:
        yield Piece(rest, 0, cap)
    else:
        yield Piece(rest, slope, rise, slack=shape.points)


def _marks(shape: Any) -> Iterator[Piece]:
    low, high = shape.at_least, shape.at_most
    yield Piece(IntervalSet.satisfying(Relation.LESS_THAN, low), 0, low)
    yield Piece(IntervalSet.between(low, high), 1, 0)
    yield Piece(IntervalSet.satisfying(Relation.MORE_THAN, high), 0, high)


SHAPES: Final[Mapping[type[Shape], Callable[[Any], Iterator[Piece]]]] = {
    Bands: _bands,
    Curve: _curve,
    PerUnit: _per_unit,
    Marks: _marks,
}
"""The shapes that read numbers, each with its pieces."""


def image(pieces: Sequence[Piece], values: Values, *, surely: bool) -> IntervalSet:
    """The points that some value gets: at most these, or, where `surely`, at least these."""
    found: list[IntervalSet] = []
    for piece in pieces:
        if surely and not piece.sure:
            continue
        region = values.within(piece.region)
        if piece.slack:
            found.append(region.mapped(piece.slope, piece.level).hull.plus(IntervalSet.between(-piece.slack, piece.slack)))
        elif piece.slope == 0 or values.step is None:
            found.append(region.mapped(piece.slope, piece.level))
        else:
            found += [_stepped(piece, span, values.step, surely=surely) for span in region]
    return IntervalSet.union_of(found)


def _stepped(piece: Piece, span: Interval, step: Number, *, surely: bool) -> IntervalSet:
    """The points along a slope at the steps of a stretch."""
    low, high = span.low, span.high
    whole = IntervalSet((span.start, span.end)).mapped(piece.slope, piece.level)
    start, way = (low, step) if low is not None else (high, -step)
    if start is None:
        return NOWHERE if surely else whole
    count = MANY + 1 if low is None or high is None else int(Fraction(high - low) / step) + 1
    if count > MANY and not surely:
        return whole
    numbers = (tidy(start + Fraction(way) * index) for index in range(min(count, MANY)))
    return IntervalSet.union_of(IntervalSet.point(piece.at(number)) for number in numbers)
