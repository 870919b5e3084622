"""A report as plain text, aligned for Chinese and English, coloured where the reader's terminal has colours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from common_prosperity.reports.blocks import Block, Entry, Heading, Listing, Paragraph, Table, Tone, Words, words
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
        said = words(block.said)
        for line in wrapped(clean(said.text), columns):
            yield _toned(line, said.tone, colour=colour)
    elif isinstance(block, Listing):
        yield from _entries(block.entries, columns, "", numbered=block.numbered, colour=colour)
    else:
        yield from _table(block, columns, colour=colour)


def _toned(text: str, tone: Tone, *, colour: bool) -> str:
    return f"\x1b[{COLOURS[tone]}m{text}\x1b[0m" if colour and text and tone in COLOURS else text


def _heading(heading: Heading, columns: int, *, colour: bool) -> Iterator[str]:
    said = words(heading.said)
    tone = Tone.STRONG if said.tone is Tone.PLAIN else said.tone
    lines = wrapped(clean(said.text), columns)
    for line in lines:
        yield _toned(line, tone, colour=colour)
    if heading.level < 3:
        yield _toned(("=" if heading.level == 1 else "-") * max(map(width, lines)), Tone.FAINT, colour=colour)


def _entries(entries: Sequence[Entry], columns: int, indent: str, *, numbered: bool, colour: bool) -> Iterator[str]:
    for number, entry in enumerate(entries, 1):
        said, before = words(entry.said), words(entry.mark)
        mark = f"{number}." if numbered else clean(before.text) or "-"
        start = f"{indent}{_toned(mark, before.tone, colour=colour)} "
        rest = " " * (width(indent + mark) + 1)
        for index, line in enumerate(wrapped(clean(said.text), columns - len(rest))):
            yield (rest if index else start) + _toned(line, said.tone, colour=colour)
        yield from _entries(entry.inner, columns, rest, numbered=False, colour=colour)


def _table(table: Table, columns: int, *, colour: bool) -> Iterator[str]:
    heads = [Words(clean(heading), Tone.STRONG) for heading in table.headings]
    rows = [[Words(clean(words(cell).text), words(cell).tone) for cell in row.cells] for row in table.rows]
    every = [heads, *rows] if heads else rows
    sizes = _sizes([[cell.text for cell in row] for row in every], table.figures | table.whole, columns)
    if heads:
        yield from _row(heads, sizes, table.figures, colour=colour)
        yield _toned(GAP.join("-" * size for size in sizes), Tone.FAINT, colour=colour)
    for index, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        if row.leading and index:
            yield ""
        tones = {Tone.PLAIN: Tone.STRONG} if row.leading else {}
        toned = [Words(cell.text, tones.get(cell.tone, cell.tone)) for cell in cells]
        yield from _row(toned, sizes, table.figures, colour=colour)


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
