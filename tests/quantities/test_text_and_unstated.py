"""Words in both languages, and the one sentinel for what nobody said."""

import copy
import pickle
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.quantities import UNSTATED, Text, Unstated
from common_prosperity.quantities.text import natural


class TestText:
    """The same words in Chinese and English, side by side."""

    def test_in_either_language(self) -> None:
        text = Text("工坊", "workshop")
        assert (text.in_("zh"), text.in_("en")) == ("工坊", "workshop")

    def test_words_in_one_language_serve_for_both(self) -> None:
        assert Text.same("NFC") == Text("NFC", "NFC")


class TestNaturalOrder:
    """Names are listed as a reader counts."""

    @given(st.integers(0, 10**12), st.integers(0, 10**12), st.text(max_size=3), st.text(max_size=3))
    def test_by_the_number_where_all_else_is_the_same(self, one: int, other: int, before: str, after: str) -> None:
        first, second = (f"{before}x{number}y{after}" for number in (one, other))
        assert (natural(first) < natural(second)) == (one < other)

    @given(st.lists(st.text(alphabet="aß甲٣0129-", max_size=6)), st.randoms(use_true_random=False))
    def test_of_all_names_there_is_one_order(self, names: list[str], shuffler: random.Random) -> None:
        shuffled = shuffler.sample(names, len(names))
        assert sorted(names, key=natural) == sorted(shuffled, key=natural)

    def test_example(self) -> None:
        assert sorted(["p10", "p2", "p1", "p02", "q1", "p"], key=natural) == ["p", "p1", "p02", "p2", "p10", "q1"]


class TestUnstated:
    """Unstated is not none: it is neither true nor false."""

    def test_cannot_be_taken_for_no(self) -> None:
        with pytest.raises(TypeError, match="neither true nor false"):
            bool(UNSTATED)

    def test_there_is_one(self) -> None:
        assert pickle.loads(pickle.dumps(UNSTATED)) is UNSTATED  # noqa: S301  # our own bytes
        assert copy.deepcopy(UNSTATED) is UNSTATED
        assert list(Unstated) == [UNSTATED]
        assert repr(UNSTATED) == "UNSTATED"
