"""Words in both languages, and the one sentinel for what nobody said."""

import copy
import pickle

import pytest

from common_prosperity.quantities import UNSTATED, Text, Unstated


class TestText:
    """The same words in Chinese and English, side by side."""

    def test_in_either_language(self) -> None:
        text = Text("工坊", "workshop")
        assert (text.in_("zh"), text.in_("en")) == ("工坊", "workshop")

    def test_words_in_one_language_serve_for_both(self) -> None:
        assert Text.same("NFC") == Text("NFC", "NFC")


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
