"""Pieces of point shapes: for every value they say what the shape itself gives."""

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lint_strategies import lined, values

from common_prosperity.quantities import Bounds
from common_prosperity.schemes.linting.domains import Values
from common_prosperity.schemes.linting.intervals import EVERYTHING, IntervalSet
from common_prosperity.schemes.linting.pieces import Piece, image, shape_pieces
from common_prosperity.schemes.points import Curve, Doubt, Knot, PerUnit

steps = st.sampled_from([None, 1, Fraction(1, 2)])


def _points(shape: Any, value: Fraction) -> set[int | Fraction]:
    """What the pieces over a value give."""
    return {piece.at(value) for piece in shape_pieces(shape) if value in piece.region and not piece.slack}


def _award(shape: Any, value: Fraction) -> Any:
    return shape.award(Bounds.exactly(value), lambda _: Bounds())


@given(lined, values)
def test_a_value_gets_what_its_pieces_give(shape: Any, value: Fraction) -> None:
    award, given_points = _award(shape, value), _points(shape, value)
    if award.doubt is Doubt.HOLE:
        assert not given_points
    else:
        assert (min(given_points), max(given_points)) == (award.bounds.lower, award.bounds.upper)
        assert (len(given_points) > 1) == (award.doubt is Doubt.OVERLAP)


@given(lined, values, steps)
def test_points_of_a_value_lie_in_the_image(shape: Any, value: Fraction, step: Fraction | None) -> None:
    grid = Values(EVERYTHING, step)
    if step is None or (Fraction(value) / step).denominator == 1:
        for points in _points(shape, value):
            assert points in image(shape_pieces(shape), grid, surely=False)


@given(lined, steps)
def test_every_sure_point_has_a_value_that_gets_it(shape: Any, step: Fraction | None) -> None:
    grid = Values(IntervalSet.between(-4, 9), step)
    sure = image(shape_pieces(shape), grid, surely=True)
    assert sure <= image(shape_pieces(shape), grid, surely=False)
    for span in sure:
        points = span.inside() if not span.is_point and step is None else span.low if span.holds_low else span.inside()
        assert points is not None
        found = [value for piece in shape_pieces(shape) if piece.sure and (value := piece.value_for(points, grid)) is not None]
        assert found
        assert _points(shape, Fraction(found[0])) == {points}


class TestExamples:
    def test_steps_up_to_the_cap(self) -> None:
        """每满2个得3分，封顶5分: nothing, 3, and the cap."""
        shape = PerUnit(size=2, points=3, cap=5)
        whole = Values(IntervalSet.between(0, None), 1)
        assert str(image(shape_pieces(shape), whole, surely=True)) == "{0} ∪ {3} ∪ {5}"

    def test_without_a_cap_only_the_first_steps_are_sure(self) -> None:
        pieces = shape_pieces(PerUnit(points=1))
        assert pieces[-1].slack == 1
        sure = image(pieces, Values(IntervalSet.between(0, None), 1), surely=True)
        assert sure.high is not None
        assert image(pieces, Values(IntervalSet.between(0, None), 1), surely=False).high is None

    def test_a_curve_over_whole_numbers_misses_a_peak_between_them(self) -> None:
        shape = Curve(knots=(Knot(0, 0), Knot(Fraction(3, 2), 9), Knot(3, 0)))
        found = image(shape_pieces(shape), Values(IntervalSet.between(0, None), 1), surely=False)
        assert 9 not in found
        assert 6 in found

    def test_a_piece_knows_the_value_for_its_points(self) -> None:
        piece = Piece(IntervalSet.between(0, 10), 2, 1)
        assert piece.value_for(5, Values(EVERYTHING)) == 2
        assert piece.value_for(22, Values(EVERYTHING)) is None
        assert piece.value_for(4, Values(EVERYTHING, 1)) is None
