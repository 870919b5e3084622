"""A report as an HTML fragment, for notebooks and mail. Everything said is escaped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from common_prosperity.errors import Lang
from common_prosperity.reports.blocks import Block, Entry, Heading, Listing, Paragraph, Said, Table, Tone, words
from common_prosperity.reports.widths import clean

STYLES: Final[Mapping[Tone, str]] = {
    Tone.STRONG: "font-weight:bold",
    Tone.FAINT: "opacity:.7",
    Tone.GOOD: "color:#1a7f37",
    Tone.BAD: "color:#cf222e;font-weight:bold",
    Tone.OPEN: "color:#9a6700",
}
LANGUAGES: Final[Mapping[Lang, str]] = {"zh": "zh-Hans", "en": "en"}


def as_html(blocks: Iterable[Block], lang: Lang) -> str:
    """The blocks as one HTML element that stands for itself: no script, no outside style."""
    inside = "\n".join(line for block in blocks for line in _lines(block))
    return f'<div class="common-prosperity" lang="{LANGUAGES[lang]}">\n{inside}\n</div>\n'


def _toned(said: Said) -> str:
    text, tone = words(said)
    plain = escape(clean(text))
    return f'<span style="{STYLES[tone]}">{plain}</span>' if plain and tone in STYLES else plain


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"<h{block.level}>{_toned(block.said)}</h{block.level}>"
    elif isinstance(block, Paragraph):
        yield f"<p>{_toned(block.said)}</p>"
    elif isinstance(block, Listing):
        yield _entries(block.entries, "ol" if block.numbered else "ul")
    else:
        yield from _table(block)


def _entries(entries: Sequence[Entry], kind: str) -> str:
    items = []
    for entry in entries:
        mark = f"{_toned(entry.mark)} " if words(entry.mark).text else ""
        inner = _entries(entry.inner, "ul") if entry.inner else ""
        items.append(f"<li>{mark}{_toned(entry.said)}{inner}</li>")
    return f"<{kind}>{''.join(items)}</{kind}>"


def _table(table: Table) -> Iterator[str]:
    def cell(tag: str, index: int, text: str) -> str:
        side = "right" if index in table.figures else "left"
        return f'<{tag} style="text-align:{side}">{text}</{tag}>'

    yield "<table>"
    yield "<thead><tr>" + "".join(cell("th", i, escape(clean(text))) for i, text in enumerate(table.headings)) + "</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        tag = "th" if row.leading else "td"
        yield "<tr>" + "".join(cell(tag, i, _toned(said)) for i, said in enumerate(row.cells)) + "</tr>"
    yield "</tbody></table>"
