"""Arithmetic on bounds is sound: whatever the quantities turn out to be, the result is within. Where claimed, it is tight."""

import itertools
import operator
from collections.abc import Callable
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from common_prosperity.measures.formulas import GreatestOf, LeastOf
from common_prosperity.measures.rounding import Rounding, round_bounds, round_to
from common_prosperity.quantities import NOT_APPLICABLE, Bounds, Number
from common_prosperity.schemes.points import best_of
from common_prosperity.testing.strategies import bounds, bounds_inside, numbers, numbers_in

ENDS = st.tuples(st.one_of(st.none(), numbers(-5, 5)), st.one_of(st.none(), numbers(-5, 5)))
Operation = Callable[[Bounds, Bounds], Bounds]

OPERATIONS: dict[str, tuple[Operation, Callable[[Number, Number], Number]]] = {
    "sum": (operator.add, operator.add),
    "difference": (operator.sub, operator.sub),
    "product": (operator.mul, operator.mul),
    "least": (LeastOf.combine, min),
    "greatest": (GreatestOf.combine, max),
}


def one_of(outer: Bounds, data: st.DataObject) -> Number | None:
    """What the quantity may turn out to be; `None` where not applicable."""
    if outer.applies is False or (outer.applies is None and data.draw(st.booleans())):
        return None
    return data.draw(numbers_in(outer))


def may_be(outer: Bounds, value: Number | None) -> bool:
    """Whether bounds leave an outcome open."""
    return outer.applies is not True if value is None else value in outer


@given(st.sampled_from(sorted(OPERATIONS)), bounds(), bounds(), st.data())
def test_an_operation_holds_every_outcome(name: str, left: Bounds, right: Bounds, data: st.DataObject) -> None:
    combine, exactly = OPERATIONS[name]
    a, b = one_of(left, data), one_of(right, data)
    outcome = None if a is None or b is None else exactly(a, b)
    assert may_be(combine(left, right), outcome), f"{a} and {b} give {outcome}"


@given(bounds(), bounds(), st.data())
def test_a_ratio_holds_every_outcome_and_is_void_for_nought(left: Bounds, right: Bounds, data: st.DataObject) -> None:
    check_ratio(left, right, data)


def check_ratio(left: Bounds, right: Bounds, data: st.DataObject) -> None:
    """Whatever the two turn out to be, their ratio is left open."""
    a, b = one_of(left, data), one_of(right, data)
    outcome = None if a is None or b is None or b == 0 else Fraction(a) / Fraction(b)
    assert may_be(left / right, outcome), f"{a} and {b} give {outcome}"


def whole(found: Bounds) -> list[Number]:
    """Both ends of bounds that have them."""
    assume(found.applies is True and found.lower is not None and found.upper is not None)
    assert found.lower is not None
    assert found.upper is not None
    return [found.lower, found.upper]


@given(st.sampled_from(sorted(OPERATIONS)), bounds(-9, 9, void=False), bounds(-9, 9, void=False))
def test_an_operation_is_tight(name: str, left: Bounds, right: Bounds) -> None:
    combine, exactly = OPERATIONS[name]
    corners = [exactly(a, b) for a, b in itertools.product(whole(left), whole(right))]
    assert combine(left, right) == Bounds(min(corners), max(corners))


@given(bounds(-9, 9, void=False), bounds(-9, 9, void=False))
def test_a_ratio_is_tight_away_from_nought(left: Bounds, right: Bounds) -> None:
    low, high = whole(right)
    assume(low > 0 or high < 0)
    corners = [Fraction(a) / Fraction(b) for a, b in itertools.product(whole(left), (low, high))]
    assert left / right == Bounds(min(corners), max(corners))


@given(bounds(-9, 9), bounds(-9, 9), st.data())
def test_the_hull_holds_both_and_nothing_smaller_does(left: Bounds, right: Bounds, data: st.DataObject) -> None:
    hull = left.hull(right)
    assert left.inside(hull)
    assert right.inside(hull)
    outer = data.draw(bounds(-9, 9))
    if left.inside(outer) and right.inside(outer):
        assert hull.inside(outer)


@given(bounds(), ENDS, st.data())
def test_a_clamp_holds_every_outcome(outer: Bounds, ends: tuple[Number | None, Number | None], data: st.DataObject) -> None:
    low, high = ends
    assume(low is None or high is None or low <= high)
    value = one_of(outer, data)
    if value is not None:
        value = value if low is None else max(value, low)
        value = value if high is None else min(value, high)
    assert may_be(outer.clamped(low, high), value)


@given(st.lists(bounds(-9, 9, void=False), max_size=4), st.integers(1, 4))
def test_the_best_few_are_exact(lines: list[Bounds], count: int) -> None:
    corners = [sum(sorted(found, reverse=True)[:count]) for found in itertools.product(*map(whole, lines))]
    assert best_of(lines, count) == Bounds(min(corners), max(corners))
    assert Bounds.total(lines) == best_of(lines, len(lines))


STEPS: tuple[Number, ...] = (1, 10, Fraction(1, 10), Fraction(1, 3))


@given(numbers(None), st.sampled_from(STEPS), st.sampled_from(Rounding))
def test_rounding_goes_to_the_multiple_it_names(value: Number, step: Number, mode: Rounding) -> None:
    exactly, rounded, size = Fraction(value), Fraction(round_to(value, step, mode)), Fraction(step)
    assert (rounded / size).denominator == 1
    off = rounded - exactly
    if mode is Rounding.HALF_UP:
        away = rounded * rounded > exactly * exactly
        assert 2 * abs(off) < size or (2 * abs(off) == size and away), "a tie goes away from zero"
    else:
        assert -size < off <= 0 if mode is Rounding.DOWN else 0 <= off < size


@given(bounds(), st.sampled_from(STEPS), st.sampled_from(Rounding), st.data())
def test_rounding_bounds_holds_every_outcome(outer: Bounds, step: Number, mode: Rounding, data: st.DataObject) -> None:
    value = one_of(outer, data)
    assert may_be(round_bounds(outer, step, mode), None if value is None else round_to(value, step, mode))


@given(bounds(-9, 9), st.data())
def test_inside_is_an_order(outer: Bounds, data: st.DataObject) -> None:
    """Whatever is inside of what is inside is inside, and only equal bounds are inside each other."""
    middle = data.draw(bounds_inside(outer))
    inner = data.draw(bounds_inside(middle))
    assert outer.inside(outer)
    assert middle.inside(outer)
    assert inner.inside(outer)
    if outer.inside(middle) and outer.applies is not False:
        assert middle == outer


@given(bounds(-9, 9), st.data())
def test_what_is_not_applicable_stays_so(found: Bounds, data: st.DataObject) -> None:
    operation = data.draw(st.sampled_from([operator.add, operator.sub, operator.mul, operator.truediv]))
    assert operation(found, NOT_APPLICABLE) == NOT_APPLICABLE
    assert operation(NOT_APPLICABLE, found) == NOT_APPLICABLE
