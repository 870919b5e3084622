"""Sets of numbers: every operation says of each number what membership says."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.measures.conditions import HOLDS, ORDERED, Relation
from common_prosperity.quantities import Bounds
from common_prosperity.schemes.linting.intervals import (
    END,
    EVERYTHING,
    NOWHERE,
    START,
    IntervalSet,
    after,
    before,
)

numbers = st.integers(-6, 6) | st.fractions(-6, 6, max_denominator=3)
cuts = st.sampled_from([START, END]) | st.builds(before, numbers) | st.builds(after, numbers)


@st.composite
def sets(draw: st.DrawFn) -> IntervalSet:
    """Unions of stretches with open, closed and endless ends."""
    found = sorted(set(draw(st.lists(cuts, max_size=8))))
    return IntervalSet.union_of(IntervalSet((a, b)) for a, b in zip(found[::2], found[1::2], strict=False))


steps = st.sampled_from([1, 2, Fraction(1, 2), Fraction(2, 3)])


class TestMembership:
    @given(sets(), sets(), numbers)
    def test_union(self, a: IntervalSet, b: IntervalSet, x: Fraction) -> None:
        assert (x in a | b) == (x in a or x in b)

    @given(sets(), sets(), numbers)
    def test_intersection(self, a: IntervalSet, b: IntervalSet, x: Fraction) -> None:
        assert (x in a & b) == (x in a and x in b)

    @given(sets(), sets(), numbers)
    def test_difference(self, a: IntervalSet, b: IntervalSet, x: Fraction) -> None:
        assert (x in a - b) == (x in a and x not in b)

    @given(sets(), numbers)
    def test_complement(self, a: IntervalSet, x: Fraction) -> None:
        assert (x in ~a) == (x not in a)

    @given(sets(), st.sampled_from([-2, Fraction(-1, 2), 1, 3]), numbers, numbers)
    def test_mapping(self, a: IntervalSet, factor: Fraction, shift: Fraction, x: Fraction) -> None:
        assert (x * factor + shift in a.mapped(factor, shift)) == (x in a)

    @given(sets(), steps, numbers)
    def test_grid(self, a: IntervalSet, step: Fraction, x: Fraction) -> None:
        multiple = Fraction(x / step).__floor__() * step
        assert (multiple in a.on_grid(step)) == (multiple in a)

    @given(sets(), numbers, numbers, numbers)
    def test_clamping(self, a: IntervalSet, x: Fraction, one: Fraction, other: Fraction) -> None:
        low, high = min(one, other), max(one, other)
        if x in a:
            assert min(max(x, low), high) in a.clamped(low, high)

    @given(sets(), numbers, numbers, numbers)
    def test_clamping_adds_nothing(self, a: IntervalSet, x: Fraction, one: Fraction, other: Fraction) -> None:
        low, high = min(one, other), max(one, other)
        if low < x < high:
            assert (x in a.clamped(low, high)) == (x in a)

    @given(st.sampled_from(sorted(ORDERED)), numbers, numbers)
    def test_relations(self, relation: Relation, edge: Fraction, x: Fraction) -> None:
        assert (x in IntervalSet.satisfying(relation, edge)) == HOLDS[relation](x, edge)


class TestAlgebra:
    @given(sets())
    def test_a_set_has_one_form_only(self, a: IntervalSet) -> None:
        assert a.cuts == tuple(sorted(set(a.cuts)))
        assert len(a.cuts) % 2 == 0
        assert ~~a == a

    @given(sets(), sets())
    def test_de_morgan(self, a: IntervalSet, b: IntervalSet) -> None:
        assert ~(a | b) == ~a & ~b

    @given(sets(), sets())
    def test_part_of(self, a: IntervalSet, b: IntervalSet) -> None:
        assert (a <= b) == ((a | b) == b)

    @given(sets(), sets(), numbers, numbers)
    def test_sums_hold_the_sums_of_members(self, a: IntervalSet, b: IntervalSet, x: Fraction, y: Fraction) -> None:
        if x in a and y in b:
            assert x + y in a.plus(b)

    @given(sets(), sets())
    def test_sums_hold_nothing_else(self, a: IntervalSet, b: IntervalSet) -> None:
        """The ends of a sum are the sums of ends, each belonging only where both do."""
        for span in a.plus(b):
            for end, held in ((span.low, span.holds_low), (span.high, span.holds_high)):
                if end is not None and held:
                    assert b & a.mapped(-1, end), "an end that belongs is a sum of two members"

    @given(sets(), steps)
    def test_what_lies_on_a_grid_stays_there(self, a: IntervalSet, step: Fraction) -> None:
        once = a.on_grid(step)
        assert once.on_grid(step) == once
        assert all(end is None or (end / Fraction(step)).denominator == 1 for span in once for end in (span.low, span.high))

    @given(sets())
    def test_a_number_inside_each_stretch(self, a: IntervalSet) -> None:
        for span in a:
            assert span.inside() in a
            assert span.inside(Fraction(1, 3)) in a

    @given(sets())
    def test_hull(self, a: IntervalSet) -> None:
        assert a <= a.hull
        assert len(a.hull) <= 1

    def test_the_extremes(self) -> None:
        assert ~NOWHERE == EVERYTHING
        assert not NOWHERE
        assert str(NOWHERE) == "∅"
        assert str(EVERYTHING) == "(-∞, ∞)"
        assert IntervalSet.between(2, 1) == NOWHERE

    def test_bounds(self) -> None:
        assert IntervalSet.of(Bounds(0, None)) == IntervalSet.between(0, None)
        assert IntervalSet.of(Bounds(None, None, applies=False)) == NOWHERE

    def test_neighbours_on_a_grid_are_one_stretch(self) -> None:
        between = IntervalSet.between(499, 1000) - IntervalSet.point(499) - IntervalSet.point(1000)
        assert str(between.on_grid(1)) == "[500, 999]"
