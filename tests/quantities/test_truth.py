"""Kleene's three values and *not applicable*, as sets of possible outcomes: checked by trying every outcome."""

from collections.abc import Callable
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.quantities.truth import FALSE, OPPOSITE, TRUE, UNKNOWN, VOID, Truth, all_of, any_of, at_least_k_of

TRUTHS = st.lists(st.integers(1, 7), max_size=4)


def outcomes(truth: Truth) -> list[Truth]:
    return [outcome for outcome in (TRUE, FALSE, VOID) if outcome & truth]


def tried(parts: list[Truth], combine: Callable[[list[Truth]], Truth]) -> Truth:
    """The union of what every possible combination of outcomes gives."""
    found = 0
    for chosen in product(*map(outcomes, parts)):
        found |= combine(list(chosen))
    return found


def every(chosen: list[Truth]) -> Truth:
    if chosen and all(outcome == VOID for outcome in chosen):
        return VOID
    return FALSE if FALSE in chosen else TRUE


def some(chosen: list[Truth]) -> Truth:
    if chosen and all(outcome == VOID for outcome in chosen):
        return VOID
    return TRUE if TRUE in chosen else FALSE


class TestCombining:
    """Combining masks outcome by outcome gives Kleene's strong logic, in which void parts neither help nor hinder."""

    @given(TRUTHS)
    def test_all(self, parts: list[Truth]) -> None:
        assert all_of(parts) == tried(parts, every)

    @given(TRUTHS)
    def test_any(self, parts: list[Truth]) -> None:
        assert any_of(parts) == tried(parts, some)

    @given(st.integers(-1, 5), TRUTHS)
    def test_at_least_k(self, k: int, parts: list[Truth]) -> None:
        def enough(chosen: list[Truth]) -> Truth:
            if chosen and all(outcome == VOID for outcome in chosen):
                return VOID
            return TRUE if chosen.count(TRUE) >= k else FALSE

        assert at_least_k_of(k, parts) == tried(parts, enough)

    @given(st.integers(1, 7))
    def test_not(self, part: Truth) -> None:
        assert OPPOSITE[part] == tried([part], lambda chosen: {TRUE: FALSE, FALSE: TRUE, VOID: VOID}[chosen[0]])
        assert OPPOSITE[OPPOSITE[part]] == part

    @given(TRUTHS)
    def test_one_of_one_is_any_and_all_of_all_is_all(self, parts: list[Truth]) -> None:
        if parts:
            assert at_least_k_of(1, parts) == any_of(parts)
            if not any(part & VOID for part in parts):
                assert at_least_k_of(len(parts), parts) == all_of(parts)


class TestNothing:
    """No parts at all hold; none of them does."""

    def test_nothing(self) -> None:
        assert (all_of([]), any_of([]), at_least_k_of(0, []), at_least_k_of(1, [])) == (TRUE, FALSE, TRUE, FALSE)

    def test_nothing_applicable_stays_so_whatever_is_asked_for(self) -> None:
        assert at_least_k_of(0, [VOID, VOID]) == VOID

    def test_unknown_is_true_or_false(self) -> None:
        assert UNKNOWN == TRUE | FALSE
        assert all_of([TRUE, UNKNOWN]) == UNKNOWN
        assert all_of([FALSE, UNKNOWN]) == FALSE
        assert any_of([TRUE, UNKNOWN]) == TRUE
