"""A sheet as columns of raw values (原始表格), whatever the file it comes from.

Rows are taken in by blocks and turned into columns at once, and equal values are kept once: a register of millions of
rows then takes eight bytes a cell. Row numbers are those the spreadsheet program shows.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat
from typing import Any, Final

import attrs

from common_prosperity.errors import Fault, Problem
from common_prosperity.files.tables.words import trimmed

BLOCK: Final = 1_000
Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last row and column of merged cells, counted from 0."""


@attrs.define
class RawSheet:
    """What one sheet or CSV file holds."""

    file: str
    name: str
    columns: list[list[Any]] = attrs.field(factory=list, repr=False)
    """Raw values by column; all columns are of one length."""
    distinct: list[dict[Any, Any]] = attrs.field(factory=list, repr=False)
    """The different values of each column, by `key_of`."""
    first_column: int = 0
    """The column of the file, counted from 0, that `columns` begin with."""
    odd: dict[tuple[int, int], Problem] = attrs.field(factory=dict, repr=False)
    """Cells that cannot be taken at their value: row and column from 0, and why."""
    merges: Sequence[Merge] = ()
    from_1904: bool = False
    encoding: str = ""
    delimited: bool = False
    """Whether it comes from delimited text, in which a cell too many means that the row has slipped."""
    fault: Problem | None = None
    """Why the sheet could not be read, or not to its end."""

    @property
    def height(self) -> int:
        """Number of rows, from the first row of the file."""
        return len(self.columns[0]) if self.columns else 0

    def head(self, count: int) -> list[tuple[Any, ...]]:
        """The first rows."""
        return list(zip(*(column[:count] for column in self.columns), strict=True))

    def row(self, index: int) -> tuple[Any, ...]:
        """One row."""
        return tuple(column[index] for column in self.columns)

    def blank_rows(self, first: int) -> set[int]:
        """Rows from `first` on in which nothing stands."""
        blank: Iterable[int] = range(first, self.height)
        for column, values in zip(self.columns, self.distinct, strict=True):
            empty = blanks_of(values)
            if not empty:
                return set()
            blank = [row for row in blank if column[row].__class__ is str and column[row] in empty]
            if not blank:
                break
        return set(blank)

    def filled(self, at: int, first: int) -> int:
        """How many cells of a column are filled, from row `first` on."""
        cells = self.columns[at][first:]
        return len(cells) - sum(map(cells.count, blanks_of(self.distinct[at])))

    def fill_merged(self, first: int) -> None:
        """Give every row of cells merged downwards the value they share, from row `first` on.

        Cells merged sideways are titles and remarks; they stay as they are.
        """
        left = self.height * max(len(self.columns), 1)
        for (top, start), (bottom, end) in self.merges:
            at = start - self.first_column
            if start == end and top >= first and 0 <= at < len(self.columns):
                last = min(bottom, self.height - 1)
                left -= last - top
                if left < 0:
                    break
                column, odd = self.columns[at], self.odd.get((top, start))
                for row in range(top + 1, last + 1):
                    column[row] = column[top]
                    if odd is not None:
                        self.odd[row, start] = odd


def take_rows(sheet: RawSheet, rows: Iterator[Sequence[Any]], limit: int, *, ragged: bool = False) -> None:
    """Take in rows by blocks; of equal values one is kept.

    Args:
        sheet: what the rows are added to.
        rows: rows from the first row of the file on.
        limit: how many cells the sheet may have.
        ragged: whether rows may differ in length.

    Raises:
        Fault: the sheet spreads too wide.
    """
    while block := list(islice(rows, BLOCK)):
        width = max(len(sheet.columns), max(map(len, block)) if ragged else len(block[0]))
        if width * (sheet.height + len(block)) > limit:
            raise Fault.of("", "spread-too-wide", rows=sheet.height + len(block), columns=width)
        if width > len(sheet.columns):
            added = width - len(sheet.columns)
            height = sheet.height
            sheet.columns += [list(repeat("", height)) for _ in range(added)]
            sheet.distinct += [{"": ""} if height else {} for _ in range(added)]
        if all(row.count("") == len(row) for row in block):
            _take_blank(sheet, len(block))
            continue
        if ragged:
            block = [[*row, *repeat("", width - len(row))] if len(row) < width else row for row in block]
        for column, known, values in zip(sheet.columns, sheet.distinct, zip(*block, strict=True), strict=True):
            if bool in set(map(type, values)):  # True equals 1 and must not stand for it
                column.extend(values)
                known.update((key_of(value), value) for value in values)
            else:
                column.extend(map(known.setdefault, values, values))


def _take_blank(sheet: RawSheet, count: int) -> None:
    """Take in rows in which nothing stands, of which a stray cell far below can make a million."""
    for column, known in zip(sheet.columns, sheet.distinct, strict=True):
        column.extend(repeat("", count))
        known.setdefault("", "")


def blanks_of(values: Iterable[Any]) -> set[str]:
    """Those of some values that print as nothing."""
    return set(filter(blank, values))


def blank(value: Any) -> bool:
    """Whether a cell prints as nothing."""
    return isinstance(value, str) and not trimmed(value)


def key_of(value: Any) -> Any:
    """A key under which yes and no are not 1 and 0."""
    return (bool, value) if value.__class__ is bool else value
