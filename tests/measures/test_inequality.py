"""Income inequality among the people paid: the Gini coefficient and the Lorenz curve, exact.

The oracle is the definition itself: the mean absolute difference of two people drawn with replacement, over twice the mean.
"""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import Fault
from common_prosperity.facts import Engagement
from common_prosperity.measures import gini, lorenz_points
from common_prosperity.measures.inequality import Amount
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Number, Yuan
from invented import day, dossier, engaged, paid

AMOUNTS = st.lists(st.integers(0, 20), max_size=6)
PAID = AMOUNTS.filter(any)
ZERO, ONE = Fraction(0), Fraction(1)


def mean_absolute_difference(amounts: list[int]) -> Fraction:
    pairs = [abs(one - other) for one in amounts for other in amounts]
    return Fraction(sum(pairs), len(pairs))


def by_definition(amounts: list[int]) -> Fraction:
    return mean_absolute_difference(amounts) / (2 * Fraction(sum(amounts), len(amounts)))


class TestGini:
    """The mean absolute difference between the pay of two people drawn at random, over twice the mean pay."""

    @given(PAID)
    def test_by_definition(self, amounts: list[int]) -> None:
        assert gini(amounts) == Bounds.exactly(by_definition(amounts))

    @given(PAID, st.randoms(use_true_random=False))
    def test_order_means_nothing(self, amounts: list[int], random: object) -> None:
        shuffled = sorted(amounts, key=lambda _: random.random())  # type: ignore[attr-defined]  # a Random
        assert gini(shuffled) == gini(amounts)

    @given(PAID, st.integers(1, 9))
    def test_unit_means_nothing(self, amounts: list[int], times: int) -> None:
        assert gini([amount * times for amount in amounts]) == gini(amounts)
        assert gini([Yuan(amount) for amount in amounts]) == gini(amounts)

    @given(PAID, st.integers(2, 3))
    def test_a_village_twice_as_large_is_as_unequal(self, amounts: list[int], times: int) -> None:
        assert gini(amounts * times) == gini(amounts)

    @given(PAID, st.data())
    def test_from_a_richer_to_a_poorer_person_it_falls(self, amounts: list[int], data: st.DataObject) -> None:
        """A transfer that does not turn the order about never raises it (Pigou and Dalton)."""
        ranked = sorted(amounts)
        given_away = data.draw(st.integers(0, (ranked[-1] - ranked[0]) // 2))
        after = [ranked[0] + given_away, *ranked[1:-1], ranked[-1] - given_away] if len(ranked) > 1 else ranked
        before, now = gini(ranked).lower, gini(after).lower
        assert before is not None
        assert now is not None
        assert now <= before

    @pytest.mark.parametrize(
        ("amounts", "coefficient"),
        [
            ([1000, 1000, 1000], 0),
            ([1000, 3000], Fraction(1, 4)),  # differences 0 2000 2000 0: mean 1000; twice the mean pay 4000
            ([0, 0, 0, 4000], Fraction(3, 4)),  # one of four has everything
            ([5], 0),
            ([Fraction(1, 2), Fraction(3, 2)], Fraction(1, 4)),
        ],
    )
    def test_examples(self, amounts: list[Amount], coefficient: Number) -> None:
        assert gini(amounts) == Bounds.exactly(coefficient)


class TestNotApplicable:
    """Not applicable where nobody was paid anything."""

    def test_nobody(self) -> None:
        assert gini([]) == gini([0, 0]) == NOT_APPLICABLE
        assert lorenz_points([]) == lorenz_points([0, 0]) == ()

    def test_in_a_dossier(self) -> None:
        assert gini(dossier(engagements=())) == NOT_APPLICABLE
        assert gini(dossier(engagements=(engaged("a"),), payments=())) == NOT_APPLICABLE
        assert lorenz_points(dossier(engagements=(engaged("a"),), payments=())) == ()


class TestUnstated:
    """A person of whom only part of the pay is stated may have been paid any amount above it."""

    @given(AMOUNTS, st.lists(st.integers(0, 20), min_size=1, max_size=4), st.data())
    def test_holds_every_completion(self, known: list[int], floors: list[int], data: st.DataObject) -> None:
        bounds = gini([*known, *(Bounds(floor, None) for floor in floors)])
        more = [floor + data.draw(st.sampled_from([0, 1, 2, 7, 1000])) for floor in floors]
        completed = gini([*known, *more])
        assert completed.inside(bounds)

    @given(AMOUNTS, st.lists(st.integers(0, 20), min_size=1, max_size=3))
    def test_the_lower_end_is_reached(self, known: list[int], floors: list[int]) -> None:
        """Raising those that may have had more to one common level gives the least inequality: some level reaches it."""
        bounds = gini([*known, *(Bounds(floor, None) for floor in floors)])
        reached = [by_definition([*known, *(max(floor, level) for floor in floors)]) for level in range(1, 22)]
        assert bounds.lower == min(reached)

    @given(AMOUNTS, st.lists(st.integers(0, 20), min_size=1, max_size=3))
    def test_the_upper_end_is_approached(self, known: list[int], floors: list[int]) -> None:
        """Where one of them has had ever more, it comes as near to (n - 1) / n as one likes, and never reaches it."""
        bounds = gini([*known, *(Bounds(floor, None) for floor in floors)])
        count = len(known) + len(floors)
        rich = by_definition([*known, *floors[:-1], 10**9])
        assert bounds.upper == Fraction(count - 1, count)
        assert bounds.upper - rich < Fraction(1, 10**6)

    def test_examples(self) -> None:
        assert gini([UNSTATED, 5]) == Bounds(0, Fraction(1, 2))
        assert gini([UNSTATED]) == Bounds(0, 0, None)  # one person alone: equal, or nobody was paid
        assert gini([UNSTATED, 0]) == Bounds(Fraction(1, 2), Fraction(1, 2), None)
        assert gini([Bounds(None, None), 5]) == gini([UNSTATED, 5])
        assert gini([Bounds(3, 3), 5]) == gini([3, 5])

    def test_the_curve_is_not_guessed(self) -> None:
        assert lorenz_points([UNSTATED, 5]) is None

    @pytest.mark.parametrize(
        "wrong", [-1, Yuan(-1), Bounds(-1, 5), Bounds(-1, -1), NOT_APPLICABLE, Bounds(1, 1, None), True, 0.5e-9j, "five"]
    )
    def test_no_amounts(self, wrong: Amount) -> None:
        for told in (gini, lorenz_points):
            with pytest.raises(Fault) as caught:
                told([1, wrong])
            assert caught.value.problems[0].place == "[1]"


class TestLorenz:
    """Share of the people, worst paid first, and share of all pay they receive."""

    @given(PAID)
    def test_from_nothing_to_everything_bending_down(self, amounts: list[int]) -> None:
        points = lorenz_points(amounts)
        assert points is not None
        assert points[0] == (ZERO, ZERO)
        assert points[-1] == (ONE, ONE)
        assert len(points) == len(amounts) + 1
        slopes = [(y - b) / (x - a) for (a, b), (x, y) in pairwise(points)]
        assert slopes == sorted(slopes)

    @given(PAID)
    def test_twice_the_area_above_it_is_the_gini_coefficient(self, amounts: list[int]) -> None:
        points = lorenz_points(amounts)
        assert points is not None
        below = sum((x - a) * (b + y) / 2 for (a, b), (x, y) in pairwise(points))
        assert gini(amounts) == Bounds.exactly(1 - 2 * below)

    def test_example(self) -> None:
        assert lorenz_points([3000, 1000]) == ((ZERO, ZERO), (Fraction(1, 2), Fraction(1, 4)), (ONE, ONE))


class TestOfADossier:
    """The people are those paid more than zero in the period."""

    def test_all_stated(self) -> None:
        told = dossier(
            engagements=(engaged("a"), engaged("b"), engaged("c"), engaged("left", "2020-01-01", "2021-01-01")),
            payments=(
                paid("a", "2023-01", "400"),
                paid("a", "2023-02", "600"),
                paid("b", "2023-01", "3000"),
                paid("c", "2023-01", "0"),
            ),
        )
        assert gini(told) == Bounds.exactly(Fraction(1, 4))  # 1000 and 3000; `c` was paid nothing
        assert lorenz_points(told) == lorenz_points([1000, 3000])

    def test_a_payment_unstated(self) -> None:
        told = dossier(
            engagements=(engaged("a"), engaged("b")),
            payments=(paid("a", "2023-01", "1000"), paid("a", "2023-02", None), paid("b", "2023-01", "3000")),
        )
        assert gini(told) == Bounds(0, Fraction(1, 2))
        assert lorenz_points(told) is None

    def test_not_known_who_was_paid(self) -> None:
        unsure = Engagement(worker="c", workshop="w", since=day("2022-01-01"))  # perhaps over before the period
        told = dossier(
            engagements=(engaged("a"), engaged("b"), unsure),
            payments=(paid("a", "2023-01", "1000"), paid("b", "2023-01", "3000"), paid("c", "2023-01", "1000")),
        )
        assert gini(told) == Bounds(0, Fraction(2, 3))
        assert lorenz_points(told) is None
        assert gini(dossier(engagements=(engaged("a"), engaged("b")))) == Bounds(0, Fraction(1, 2), None)

    def test_not_known_who_was_engaged(self) -> None:
        assert gini(dossier()) == Bounds(0, 1, None)
        assert lorenz_points(dossier()) is None
