"""Kleene's three values and *not applicable*, as sets of possible outcomes: checked by trying every outcome."""

from collections.abc import Callable
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.quantities.truth import (
    FALSE,
    IS_SO,
    OPPOSITE,
    TRUE,
    UNKNOWN,
    VOID,
    Truth,
    all_applicable,
    all_of,
    any_of,
    at_least_k_of,
)

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
    return FALSE if FALSE in chosen else VOID if VOID in chosen else TRUE


def some(chosen: list[Truth]) -> Truth:
    return TRUE if TRUE in chosen else VOID if VOID in chosen else FALSE


def every_applicable(chosen: list[Truth]) -> Truth:
    answers = [outcome for outcome in chosen if outcome != VOID]
    return VOID if chosen and not answers else every(answers)


class TestCombining:
    """Masks combine outcome by outcome by Kleene's strong logic, in which a void part stands between no and yes."""

    @given(TRUTHS)
    def test_all(self, parts: list[Truth]) -> None:
        assert all_of(parts) == tried(parts, every)

    @given(TRUTHS)
    def test_any(self, parts: list[Truth]) -> None:
        assert any_of(parts) == tried(parts, some)

    @given(st.integers(-1, 5), TRUTHS)
    def test_at_least_k(self, k: int, parts: list[Truth]) -> None:
        def enough(chosen: list[Truth]) -> Truth:
            if chosen.count(TRUE) >= k:
                return TRUE
            return VOID if len(chosen) - chosen.count(FALSE) >= k else FALSE

        assert at_least_k_of(k, parts) == tried(parts, enough)

    @given(TRUTHS)
    def test_all_that_are_applicable(self, parts: list[Truth]) -> None:
        assert all_applicable(parts) == tried(parts, every_applicable)

    @given(st.integers(1, 7))
    def test_what_has_no_answer_is_not_so(self, part: Truth) -> None:
        assert IS_SO[part] == tried([part], lambda chosen: TRUE if chosen == [TRUE] else FALSE)

    @given(st.integers(1, 7))
    def test_not(self, part: Truth) -> None:
        assert OPPOSITE[part] == tried([part], lambda chosen: {TRUE: FALSE, FALSE: TRUE, VOID: VOID}[chosen[0]])
        assert OPPOSITE[OPPOSITE[part]] == part

    @given(TRUTHS)
    def test_one_of_one_is_any_and_all_of_all_is_all(self, parts: list[Truth]) -> None:
        assert at_least_k_of(1, parts) == any_of(parts)
        assert at_least_k_of(len(parts), parts) == all_of(parts)


class TestNothing:
    """No parts at all hold; none of them does."""

    def test_nothing(self) -> None:
        assert (all_of([]), any_of([]), at_least_k_of(0, []), at_least_k_of(1, [])) == (TRUE, FALSE, TRUE, FALSE)

    def test_nothing_that_is_applicable_refuses(self) -> None:
        assert (all_applicable([]), all_applicable([VOID, VOID])) == (TRUE, VOID)

    def test_unknown_is_true_or_false(self) -> None:
        assert UNKNOWN == TRUE | FALSE
        assert all_of([TRUE, UNKNOWN]) == UNKNOWN
        assert all_of([FALSE, UNKNOWN]) == FALSE
        assert any_of([TRUE, UNKNOWN]) == TRUE
