"""One structure, three writers: text, Markdown and HTML say the same words, and words stay words."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import Fault
from common_prosperity.reports.as_html import as_html
from common_prosperity.reports.as_markdown import as_markdown, escaped
from common_prosperity.reports.as_text import as_text
from common_prosperity.reports.blocks import Block, Entry, Heading, Listing, Paragraph, Row, Table, Tone, Words
from common_prosperity.reports.widths import clean, width
from common_prosperity.reports.writing import FORMATS, write

TEXT = st.text(min_size=1, max_size=30).filter(lambda text: clean(text).strip())
TONES = st.sampled_from(Tone)
HOSTILE = "<script>alert('x')</script> & **bold** | `code` [link](http://x) _it_ # \x1b[31m"


class Reader(HTMLParser):
    """Collects the words and the tags of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's protocol
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def blocks(text: str, tone: Tone = Tone.PLAIN) -> list[Block]:
    words = Words(text, tone)
    return [
        Heading(words, level=1),
        Paragraph(words),
        Listing((Entry(words, (Entry(words, mark=Words("?", Tone.OPEN)),)), Entry(words)), numbered=True),
        Table((text, "n"), (Row((words, "1"), leading=True), Row((words, "22"))), frozenset({1})),
    ]


class TestHtml:
    """Everything said is escaped."""

    @given(TEXT, TONES)
    def test_the_words_come_back_as_they_were_and_nothing_else(self, text: str, tone: Tone) -> None:
        reader = Reader()
        reader.feed(as_html([Paragraph(Words(text, tone))], "en"))
        assert "".join(reader.words).strip() == clean(text)
        assert reader.tags <= {"div", "p", "span"}

    def test_no_tag_can_be_smuggled_in_anywhere(self) -> None:
        reader = Reader()
        reader.feed(as_html(blocks(HOSTILE), "zh"))
        assert reader.tags == {"div", "h1", "p", "ol", "ul", "li", "span", "table", "thead", "tbody", "tr", "th", "td"}

    def test_it_says_its_language(self) -> None:
        assert 'lang="zh-Hans"' in as_html([], "zh")
        assert 'lang="en"' in as_html([], "en")


class TestMarkdown:
    """What the words hold has no meaning in Markdown."""

    @given(st.text("ab*_`[]<>|#~&\\1.)-+ \n", max_size=30))
    def test_every_special_character_is_escaped(self, text: str) -> None:
        plain = escaped(text)
        assert re.sub(r"\\(.)", r"\1", plain) == clean(text)
        assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>|#~&]", plain)

    def test_a_line_of_words_never_opens_a_list(self) -> None:
        assert escaped("1. first") == r"1\. first"
        assert escaped("- dash") == r"\- dash"

    def test_tables_have_as_many_cells_in_every_row(self) -> None:
        lines = [line for line in as_markdown(blocks("a | b")).splitlines() if line.startswith("|")]
        assert len(lines) == 4
        assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {3}


class TestText:
    """Aligned, folded, and coloured only where asked."""

    @given(st.lists(st.tuples(st.text("共富ab ，", min_size=1, max_size=40), st.integers(0, 10**6)), min_size=1, max_size=5))
    def test_lines_keep_to_the_columns_and_figures_stand_flush(self, cells: list[tuple[str, int]]) -> None:
        table = Table(("名称", "n"), tuple(Row((text, str(number))) for text, number in cells), frozenset({1}))
        lines = as_text([table], columns=40).splitlines()
        assert all(width(line) <= 40 for line in lines)
        ends = {width(line) for line in lines if re.search(r"\d$", line)}
        assert len(ends) == 1

    @given(TEXT, TONES)
    def test_colours_add_nothing_but_colours(self, text: str, tone: Tone) -> None:
        plain, coloured = (as_text(blocks(text, tone), colour=colour) for colour in (False, True))
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
        assert "\x1b" not in plain
        assert "\x1b[" in coloured

    def test_hostile_words_cannot_reach_the_terminal(self) -> None:
        assert "\x1b" not in as_text(blocks(HOSTILE))

    def test_a_listing_hangs_its_lines_under_its_marks(self) -> None:
        text = as_text([Listing((Entry("one two three four five six seven eight nine", mark="✓"),))], columns=40)
        assert text == "✓ one two three four five six seven\n  eight nine\n"

    def test_a_table_without_headings_is_rows_alone(self) -> None:
        assert as_text([Table((), (Row(("a", "b")),))]) == "a  b\n"

    def test_a_table_that_cannot_fit_is_as_narrow_as_it_can_be(self) -> None:
        row = Row(tuple("abcdefghijkl" for _ in range(9)))
        lines = as_text([Table((), (row,))], columns=40).splitlines()
        assert {width(line) for line in lines} == {9 * 8 + 8 * 2, 8 * 8 + 8 * 2 + 4}

    def test_a_column_of_ids_is_broken_last(self) -> None:
        row = Row(("an-identifier-of-some-length", "words that may be folded anywhere"))
        assert "an-identifier-of-some-length" in as_text([Table(("id", "words"), (row,), whole=frozenset({0}))], columns=44)


@pytest.mark.parametrize("form", FORMATS)
@given(text=st.text("共富ab", min_size=1, max_size=10))
def test_all_three_say_the_same_words(form: str, text: str) -> None:
    assert write(blocks(text), "en", form).count(text) >= 7  # type: ignore[arg-type]  # one of the formats


def test_a_format_nobody_wrote_is_refused() -> None:
    with pytest.raises(Fault, match="text, markdown, html"):
        write([], "en", "pdf")  # type: ignore[arg-type]  # what is to be refused
