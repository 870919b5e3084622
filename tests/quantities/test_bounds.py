"""Bounds: every value a quantity may still have. Each operation is checked on values within the bounds of its operands."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import Fault
from common_prosperity.quantities import ANYTHING, NOT_APPLICABLE, Bounds, Number, Options
from common_prosperity.quantities.bounds import both, tidy
from invented import NUMBERS, bounds, inside

ANY = bounds()
APPLICABLE = bounds(void=False)


def holds(known: Bounds, value: Number | None) -> bool:
    return known.applies is not True if value is None else value in known


OPERATIONS: dict[str, tuple[Callable[[Bounds, Bounds], Bounds], Callable[[Number, Number], Number | None]]] = {
    "sum": (Bounds.__add__, lambda a, b: a + b),
    "difference": (Bounds.__sub__, lambda a, b: a - b),
    "product": (Bounds.__mul__, lambda a, b: a * b),
    "ratio": (Bounds.__truediv__, lambda a, b: Fraction(a) / b if b else None),
}


class TestArithmetic:
    """The result of an operation holds whatever its operands may be; it is not applicable where either is not."""

    @pytest.mark.parametrize("name", OPERATIONS)
    @given(data=st.data(), left=ANY, right=ANY)
    def test_holds_every_outcome(self, name: str, data: st.DataObject, left: Bounds, right: Bounds) -> None:
        on_bounds, on_numbers = OPERATIONS[name]
        a, b = (data.draw(st.composite(inside)(known)) for known in (left, right))
        result = None if a is None or b is None else on_numbers(a, b)
        assert holds(on_bounds(left, right), result)

    @given(NUMBERS, NUMBERS)
    def test_settled_operands_settle_the_result(self, a: Number, b: Number) -> None:
        left, right = Bounds(a, a), Bounds(b, b)
        assert left + right == Bounds.exactly(a + b)
        assert left - right == Bounds.exactly(a - b)
        assert left * right == Bounds.exactly(a * b)
        assert left / right == (Bounds.exactly(Fraction(a) / b) if b else NOT_APPLICABLE)
        assert -left == Bounds.exactly(-a)

    @given(APPLICABLE, APPLICABLE)
    def test_ends_are_reached(self, left: Bounds, right: Bounds) -> None:
        """The bounds of a sum are exact: its ends are the sums of the ends."""
        total = left + right
        assert total.lower == (None if None in (left.lower, right.lower) else left.lower + right.lower)  # type: ignore[operator]  # no None is left
        assert total.upper == (None if None in (left.upper, right.upper) else left.upper + right.upper)  # type: ignore[operator]  # no None is left

    @pytest.mark.parametrize(
        ("left", "right", "ratio"),
        [
            (Bounds(6, 12), Bounds(2, 3), Bounds(2, 6)),
            (Bounds(-6, 12), Bounds(2, 3), Bounds(-3, 6)),
            (Bounds(-12, -6), Bounds(2, 3), Bounds(-6, -2)),
            (Bounds(6, 12), Bounds(-3, -2), Bounds(-6, -2)),  # both ends below zero: the opposite of both
            (Bounds(6, 12), Bounds(0, 3), Bounds(2, None, None)),  # a divisor of zero makes it not applicable
            (Bounds(-6, 12), Bounds(0, 3), Bounds(None, None, None)),
            (Bounds(0, 0), Bounds(0, 3), Bounds(0, 0, None)),
            (Bounds(6, 12), Bounds(2, None), Bounds(0, 6)),
            (Bounds(6, 12), Bounds(-1, 3), Bounds(None, None, None)),  # on both sides of zero: anything
            (Bounds(6, 12), Bounds(-3, 0), Bounds(None, -2, None)),
            (Bounds(6, 12), Bounds(0, 0), NOT_APPLICABLE),
            (Bounds(None, None), Bounds(2, 3), ANYTHING),
        ],
    )
    def test_ratios(self, left: Bounds, right: Bounds, ratio: Bounds) -> None:
        assert left / right == ratio

    @given(st.lists(APPLICABLE, max_size=5))
    def test_total_is_the_repeated_sum(self, parts: list[Bounds]) -> None:
        assert Bounds.total(parts) == sum(parts, Bounds(0, 0))


class TestNarrowing:
    """Unstated facts widen bounds; stating a fact narrows them."""

    @given(ANY)
    def test_everything_lies_inside_itself_and_what_may_be_anything(self, known: Bounds) -> None:
        assert known.inside(known)
        assert known.inside(Bounds(None, None, None))

    @given(ANY, ANY)
    def test_both_lie_inside_the_hull(self, left: Bounds, right: Bounds) -> None:
        assert left.inside(left.hull(right))
        assert right.inside(left.hull(right))
        assert left.hull(right) == right.hull(left)

    @given(st.data(), ANY, ANY)
    def test_inside_says_so_of_every_value(self, data: st.DataObject, inner: Bounds, outer: Bounds) -> None:
        if inner.inside(outer):
            assert holds(outer, data.draw(st.composite(inside)(inner)))

    @pytest.mark.parametrize(
        ("inner", "outer"),
        [
            (Bounds(1, 2), Bounds(1, 2, applies=False)),
            (Bounds(0, 2), Bounds(1, 2)),
            (Bounds(1, 3), Bounds(1, 2)),
            (Bounds(None, 2), Bounds(1, 2)),
            (Bounds(1, None), Bounds(1, 2)),
            (Bounds(1, 2, None), Bounds(1, 2)),
            (NOT_APPLICABLE, Bounds(1, 2)),
        ],
    )
    def test_not_inside(self, inner: Bounds, outer: Bounds) -> None:
        assert not inner.inside(outer)


class TestSettled:
    """Nothing is left open: one value, or surely not applicable."""

    def test_examples(self) -> None:
        assert Bounds(3, 3).settled
        assert NOT_APPLICABLE.settled
        assert not Bounds(3, 4).settled
        assert not Bounds(3, 3, None).settled
        assert not ANYTHING.settled

    def test_width(self) -> None:
        assert Bounds(1, Fraction(5, 2)).width == Fraction(3, 2)
        assert Bounds(Fraction(1, 2), Fraction(5, 2)).width == 2
        assert Bounds(1, None).width is None
        assert Bounds(None, 1).width is None
        assert NOT_APPLICABLE.width == 0

    def test_nothing_is_in_what_does_not_apply(self) -> None:
        assert 0 not in NOT_APPLICABLE


class TestClamped:
    """The quantity held between a floor and a ceiling."""

    @given(st.data(), ANY, st.none() | NUMBERS, st.none() | NUMBERS)
    def test_holds_every_value_held(self, data: st.DataObject, known: Bounds, one: Number | None, other: Number | None) -> None:
        floor, ceiling = (one, other) if one is None or other is None else (min(one, other), max(one, other))
        value = data.draw(st.composite(inside)(known))
        if value is not None:
            value = value if floor is None else max(value, floor)
            value = value if ceiling is None else min(value, ceiling)
        assert holds(known.clamped(floor, ceiling), value)

    def test_an_open_side_ends_at_the_limit(self) -> None:
        assert ANYTHING.clamped(0, 10) == Bounds(0, 10)
        assert Bounds(-5, 25).clamped(0, 10) == Bounds(0, 10)
        assert Bounds(3, 4).clamped(None, None) == Bounds(3, 4)


class TestMade:
    """An interval is never upside down."""

    def test_refused(self) -> None:
        with pytest.raises(Fault) as caught:
            Bounds(2, 1)
        assert (caught.value.problems[0].place, caught.value.problems[0].code) == ("lower", "too-large")

    @pytest.mark.parametrize(
        ("known", "text"),
        [
            (Bounds(3, 3), "3"),
            (Bounds(3, Fraction(7, 2)), "3…3.5"),
            (ANYTHING, "-∞…∞"),
            (Bounds(0, None, None), "0…∞ or n/a"),
            (NOT_APPLICABLE, "n/a"),
        ],
    )
    def test_text(self, known: Bounds, text: str) -> None:
        assert str(known) == text

    def test_both_is_kleenes_and(self) -> None:
        assert [both(a, b) for a in (True, None, False) for b in (True, None, False)] == [
            True,
            None,
            False,
            None,
            None,
            False,
            False,
            False,
            False,
        ]

    def test_tidy(self) -> None:
        assert tidy(Fraction(4, 2)).__class__ is int
        assert tidy(3) == 3


class TestOptions:
    """The options a choice may still be; `None` where nothing has been said."""

    def test_settled_and_inside(self) -> None:
        one, two, open_ = Options.exactly("a"), Options(frozenset({"a", "b"})), Options()
        assert (one.settled, two.settled, open_.settled) == (True, False, False)
        assert one.inside(two)
        assert two.inside(open_)
        assert open_.inside(open_)
        assert not two.inside(one)
        assert not open_.inside(two)

    def test_text(self) -> None:
        assert str(Options(frozenset({"b", "a"}))) == "a | b"
        assert str(Options()) == "?"
