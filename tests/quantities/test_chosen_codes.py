"""Codes chosen by how they begin."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import UnknownName
from common_prosperity.quantities.codes import chosen_codes

KNOWN = ("S001", "S004", "S101", "S102", "S201")

beginnings = st.sampled_from(KNOWN).flatmap(lambda code: st.integers(1, 4).map(lambda length: code[:length]))
several = st.lists(beginnings, max_size=3)


def chosen(select: Collection[str] = (), ignore: Collection[str] = ()) -> list[str]:
    return sorted(chosen_codes(KNOWN, select=select, ignore=ignore, zh="核查项", en="check"))


class TestLaws:
    @given(several, several)
    def test_what_is_ignored_is_taken_from_what_is_selected(self, select: list[str], ignore: list[str]) -> None:
        ignored = set(chosen(ignore)) if ignore else set()
        assert set(chosen(select, ignore)) == set(chosen(select)) - ignored

    @given(several, several)
    def test_selecting_more_chooses_more(self, some: list[str], more: list[str]) -> None:
        together = chosen([*some, *more])
        assert together == sorted({*chosen(some), *chosen(more)}) if some and more else set(together) <= set(KNOWN)

    @given(several, st.sampled_from([",", " ", ", ", " ,,"]))
    def test_text_in_letters_of_either_case_says_the_same_as_a_list(self, select: list[str], joint: str) -> None:
        text = joint.join(select)
        assert chosen(text) == chosen(text.lower()) == chosen(select)


class TestRefusals:
    @pytest.mark.parametrize("given", [["S1", ""], ["C101"], ["S1011"], "S101 S9", [" "]])
    @pytest.mark.parametrize("place", ["select", "ignore"])
    def test_what_begins_no_code_is_refused_where_it_stands(self, given: Collection[str], place: str) -> None:
        with pytest.raises(UnknownName) as caught:
            chosen(**{place: given})
        assert caught.value.problems[0].place == place

    def test_the_nearest_code_is_named(self) -> None:
        with pytest.raises(UnknownName, match="select: names no check: S1011; did you mean S101"):
            chosen(["S1011"])


def test_nothing_selected_is_everything() -> None:
    assert chosen() == chosen("") == chosen(",") == sorted(KNOWN)
