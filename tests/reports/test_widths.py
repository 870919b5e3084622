"""Text on a terminal: widths, folding, and nothing that takes over the screen."""

from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.reports.widths import NOT_FIRST, NOT_LAST, clean, padded, width, wrapped

MIXED = st.text("共富工坊，。（）“”abc 10%/_", max_size=60)


def test_chinese_takes_two_columns() -> None:
    assert width("共富 ok") == 7
    assert width("（10%）") == 7
    assert width("e\u0301") == 1


@given(MIXED, st.integers(2, 30))
def test_folded_lines_keep_to_the_limit_and_lose_nothing_but_spaces(text: str, limit: int) -> None:
    lines = wrapped(clean(text), limit)
    assert all(width(line) <= limit for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


PHRASES = st.lists(st.sampled_from(["共富工坊", "（甲）", "“乙”", "10%", "ok", "¥5", "依据"]), min_size=1, max_size=12)


@given(st.lists(PHRASES, min_size=1, max_size=5), st.integers(12, 30))
def test_no_line_begins_or_ends_with_the_wrong_punctuation(sentences: list[list[str]], limit: int) -> None:
    """行首行尾禁则."""
    text = "，".join("".join(phrases) for phrases in sentences) + "。"
    for line in wrapped(text, limit):
        assert line[0] not in NOT_FIRST
        assert line[-1] not in NOT_LAST


def test_lines_fold_where_a_reader_expects() -> None:
    assert wrapped("依据《优秀共富工坊》，符合条件。", 20) == ["依据《优秀共富工", "坊》，符合条件。"]
    assert wrapped("at least 10 people", 10) == ["at least", "10 people"]
    assert wrapped("low_income_share", 11) == ["low_income_", "share"]
    assert wrapped("", 10) == [""]


@given(st.text(max_size=40))
def test_what_is_printed_is_printable_on_one_line(text: str) -> None:
    shown = clean(text)
    assert "\x1b" not in shown
    assert "\n" not in shown
    assert "\u202e" not in shown
    assert shown.encode("utf-8", "strict").decode() == shown


@given(MIXED, st.booleans())
def test_padding_fills_up_to_the_columns(text: str, right: bool) -> None:  # noqa: FBT001  # drawn by Hypothesis
    full = padded(text, width(text) + 3, right=right)
    assert width(full) == width(text) + 3
    assert full.strip() == text.strip()
