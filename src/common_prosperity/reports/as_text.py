"""A report as plain text, aligned for Chinese and English, coloured where the reader's terminal has colours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from common_prosperity.reports.blocks import Block, Entry, Heading, Listing, Paragraph, Row, Table, Tone, Words
from common_prosperity.reports.widths import clean, padded, width, wrapped

COLOURS: Final[Mapping[Tone, str]] = {
    Tone.STRONG: "1",
    Tone.FAINT: "2",
    Tone.GOOD: "32",
    Tone.BAD: "1;31",
    Tone.OPEN: "33",
}
"""Terminal attributes (ECMA-48) by tone."""

NARROWEST: Final = 8
GAP: Final = "  "


def as_text(blocks: Iterable[Block], *, columns: int = 100, colour: bool = False) -> str:
    """The blocks as text.

    Args:
        blocks: what to write.
        columns: how wide a line may be.
        colour: whether to set off tones with terminal colours.
    """
    lines: list[str] = []
    for block in blocks:
        if lines:
            lines.append("")
        lines += _lines(block, max(columns, 40), colour=colour)
    return "\n".join(lines) + "\n"


def _lines(block: Block, columns: int, *, colour: bool) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from _heading(block, columns, colour=colour)
    elif isinstance(block, Paragraph):
        for line in wrapped(clean(block.words.text), columns):
            yield _toned(line, block.words.tone, colour=colour)
    elif isinstance(block, Listing):
        yield from _entries(block.entries, columns, "", numbered=block.numbered, colour=colour)
    else:
        yield from _table(block, columns, colour=colour)


def _toned(text: str, tone: Tone, *, colour: bool) -> str:
    return f"\x1b[{COLOURS[tone]}m{text}\x1b[0m" if colour and text and tone in COLOURS else text


def _heading(heading: Heading, columns: int, *, colour: bool) -> Iterator[str]:
    tone = Tone.STRONG if heading.words.tone is Tone.PLAIN else heading.words.tone
    lines = wrapped(clean(heading.words.text), columns)
    for line in lines:
        yield _toned(line, tone, colour=colour)
    if heading.level < 3:
        yield _toned(("=" if heading.level == 1 else "-") * max(map(width, lines)), Tone.FAINT, colour=colour)


def _entries(entries: Sequence[Entry], columns: int, indent: str, *, numbered: bool, colour: bool) -> Iterator[str]:
    for number, entry in enumerate(entries, 1):
        mark = f"{number}." if numbered else clean(entry.mark.text) or "-"
        start = f"{indent}{_toned(mark, entry.mark.tone, colour=colour)} "
        rest = " " * (width(indent + mark) + 1)
        for index, line in enumerate(wrapped(clean(entry.words.text), columns - len(rest))):
            yield (rest if index else start) + _toned(line, entry.words.tone, colour=colour)
        yield from _entries(entry.inner, columns, rest, numbered=False, colour=colour)


def _table(table: Table, columns: int, *, colour: bool) -> Iterator[str]:
    heads = [Words(clean(heading), Tone.STRONG) for heading in table.headings]
    rows = [Row(tuple(Words(clean(cell.text), cell.tone) for cell in row.cells), row.leading) for row in table.rows]
    every = [Row(tuple(heads)), *rows] if heads else rows
    sizes = _sizes([[cell.text for cell in row.cells] for row in every], table.figures | table.whole, columns)
    if heads:
        yield from _row(heads, sizes, table.figures, colour=colour)
        yield _toned(GAP.join("-" * size for size in sizes), Tone.FAINT, colour=colour)
    for index, row in enumerate(rows):
        if row.leading and index:
            yield ""
        tones = {Tone.PLAIN: Tone.STRONG} if row.leading else {}
        cells = [Words(cell.text, tones.get(cell.tone, cell.tone)) for cell in row.cells]
        yield from _row(cells, sizes, table.figures, colour=colour)


def _sizes(rows: list[list[str]], kept: frozenset[int], columns: int) -> list[int]:
    """The width of every column, the widest narrowed until the row fits; those to be kept are narrowed last."""
    sizes = [max(map(width, cells)) for cells in zip(*rows, strict=True)]
    room = columns - len(GAP) * (len(sizes) - 1)
    while sum(sizes) > room:
        words = [index for index in range(len(sizes)) if index not in kept and sizes[index] > NARROWEST]
        widest = max(words or range(len(sizes)), key=lambda index: sizes[index])
        if sizes[widest] <= NARROWEST:
            break
        sizes[widest] -= 1
    return sizes


def _row(cells: Sequence[Words], sizes: Sequence[int], figures: frozenset[int], *, colour: bool) -> Iterator[str]:
    folded = [wrapped(cell.text, size) for cell, size in zip(cells, sizes, strict=True)]
    for at in range(max(map(len, folded))):
        parts = []
        for index, (lines, size) in enumerate(zip(folded, sizes, strict=True)):
            line = lines[at] if at < len(lines) else ""
            full = padded(line, size, right=index in figures)
            parts.append(full.replace(line, _toned(line, cells[index].tone, colour=colour), 1) if line else full)
        yield GAP.join(parts).rstrip()
