"""Rows of cells (行列表格) without identity numbers, with columns added for what is kept."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from common_prosperity.errors import Lang, Problem
from common_prosperity.files.pseudonyms.identity import Identity, sightings
from common_prosperity.files.pseudonyms.keys import Pseudonyms
from common_prosperity.files.pseudonyms.rewriting import KEPT, Rewritten, kept_of, rewrite, rewrite_number
from common_prosperity.files.tables.results import TableProblem

Rows = Callable[[], Iterable[Sequence[Any]]]
"""Gives the rows of a sheet from the first; it may be asked twice."""


@attrs.frozen
class Grid:
    """One sheet to be rewritten."""

    file: str
    name: str
    rows: Rows
    first_column: int = 0
    """The column of the file, counted from 0, that rows begin with."""


@attrs.define
class Extra:
    """The columns to be added: for each column with identity numbers, where its heading stands, and which it is."""

    width: int = 0
    headings: dict[int, tuple[int | None, str]] = attrs.field(factory=dict)


def extra_of(rows: Iterable[Sequence[Any]]) -> Extra:
    """Which columns hold identity numbers, how wide the sheet is, and what stands above them."""
    found = Extra()
    above: dict[int, tuple[int, str]] = {}
    for index, row in enumerate(rows):
        found.width = max(found.width, len(row))
        for at, value in enumerate(row):
            if value == "" or value is None or at in found.headings:
                continue
            text = _text(value)
            if any(seen.identity is not None for seen in sightings(text)):
                found.headings[at] = above.get(at, (None, ""))
            else:
                above[at] = index, text
    return found


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else str(value)


def rewritten_rows(
    grid: Grid, pseudonyms: Pseudonyms, keep: Sequence[str], lang: Lang, problems: list[Problem]
) -> Iterator[list[Any]]:
    """The rows without identity numbers; what fails the check is named in `problems`, by its place alone."""
    extra = extra_of(grid.rows()) if keep else Extra()
    for index, row in enumerate(grid.rows()):
        cells = [rewrite_cell(value, pseudonyms) for value in row]
        for at, cell in enumerate(cells):
            problems += [_doubt(grid, index, at, code) for code in cell.doubts]
        values = [cell.value for cell in cells]
        if extra.headings:
            values += [""] * (extra.width - len(values))
            for at, (heading_row, heading) in extra.headings.items():
                if index == heading_row:
                    several = f"{heading} " if len(extra.headings) > 1 else ""
                    values += [several + KEPT[name].in_(lang) for name in keep]
                else:
                    values += kept_of(_first(cells, at), keep, lang)
        yield values


def _first(cells: Sequence[Rewritten], at: int) -> Identity | None:
    return next(iter(cells[at].identities), None) if at < len(cells) else None


def _doubt(grid: Grid, row: int, at: int, code: str) -> Problem:
    column = at + grid.first_column + 1
    return TableProblem.at(Problem.of("", code), file=grid.file, sheet=grid.name, row=row + 1, column=column, withheld=True)


def rewrite_cell(value: Any, pseudonyms: Pseudonyms) -> Rewritten:
    """One cell; days, times and yes or no pass as they are."""
    if isinstance(value, str):
        return rewrite(value, pseudonyms)
    if isinstance(value, bool | dt.date | dt.time | dt.timedelta) or value is None:
        return Rewritten(value)
    return rewrite_number(value, pseudonyms)
