"""A report as Markdown (CommonMark with tables)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from common_prosperity.reports.blocks import Block, Entry, Heading, Listing, Paragraph, Row, Said, Table, Tone, Words, words
from common_prosperity.reports.widths import clean

SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#~&])")
LIST_START: Final = re.compile(r"^(\d+)([.)])|^([-+])")
"""What would open a list at the start of a line."""


def as_markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown; whatever the words hold, they stay words."""
    return "\n\n".join("\n".join(_lines(block)) for block in blocks) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown prints as it is."""
    plain = SPECIAL.sub(r"\\\1", clean(text))
    return LIST_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", plain)


def _toned(said: Said) -> str:
    text, tone = words(said)
    plain = escaped(text)
    return f"**{plain}**" if plain and tone in (Tone.STRONG, Tone.BAD) else plain


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {escaped(words(block.said).text)}"
    elif isinstance(block, Paragraph):
        yield _toned(block.said)
    elif isinstance(block, Listing):
        yield from _entries(block.entries, "", numbered=block.numbered)
    else:
        yield from _table(block)


def _entries(entries: Sequence[Entry], indent: str, *, numbered: bool) -> Iterator[str]:
    for number, entry in enumerate(entries, 1):
        start = f"{number}. " if numbered else "- "
        mark = f"{escaped(words(entry.mark).text)} " if words(entry.mark).text else ""
        yield f"{indent}{start}{mark}{_toned(entry.said)}"
        yield from _entries(entry.inner, indent + " " * len(start), numbered=False)


def _table(table: Table) -> Iterator[str]:
    yield _row(Row(table.headings))
    yield "|" + "|".join(" ---: " if index in table.figures else " --- " for index in range(len(table.headings))) + "|"
    for row in table.rows:
        cells = [Words(words(cell).text, Tone.STRONG) if row.leading else cell for cell in row.cells]
        yield _row(Row(tuple(cells)))


def _row(row: Row) -> str:
    return "| " + " | ".join(_toned(cell) or " " for cell in row.cells) + " |"
