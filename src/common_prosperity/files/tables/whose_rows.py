"""Whose the rows of a sheet are (各行的归属): workshops by name, all others, or nobody where a row only adds up."""

import unicodedata
from fractions import Fraction
from typing import Any, Final

from common_prosperity.errors import Problem
from common_prosperity.files.tables.amounts import NUMBER
from common_prosperity.files.tables.layout import Column
from common_prosperity.files.tables.sheets import blank
from common_prosperity.files.tables.table_sheets import OTHERS, TableSheet
from common_prosperity.files.tables.words import NONE_WORDS, OTHERS_WORDS, TOTAL_WORDS, fold, trimmed
from common_prosperity.quantities import Month, Yuan

LONGEST: Final = 20
"""Characters below which a cell may hold one of the words of totals alone."""


def workshops_named(found: TableSheet) -> None:
    """The workshops each row names; to name none is a fault."""
    column = found.table.workshop
    at = found.place(column)
    if at is None:
        found.names = [()] * len(found.rows())
        return
    values = found.values[column.key]
    found.names = [value if value.__class__ is tuple else (value,) if value.__class__ is str else () for value in values]
    if () in values:
        for row, value in zip(found.rows(), values, strict=True):
            if value == () and row not in found.blank:
                found.fault(row, Problem.of("", "absent"), column)


def total_rows(found: TableSheet, known: frozenset[str]) -> None:
    """Rows that add up others (合计) belong to no workshop and are no fact; they have this one fault.

    Only a row that can be nothing else is one: it says so where a row begins or where the workshop or an id should stand,
    names no workshop that is known, no person and no thing, and holds numbers and months besides.

    Args:
        found: the sheet; it is changed.
        known: every workshop that has a row of its own.
    """
    for at, (cells, distinct) in enumerate(zip(found.sheet.columns, found.sheet.distinct, strict=True)):
        words = set(filter(_is_total, distinct)) if found.headings is not None else ()
        for row in found.rows() if words else ():
            if cells[row] in words and row not in found.totals and _only_adds_up(found, row, at, known):
                found.totals.add(row)
                found.names[row - found.first] = ()
                found.told += 1 - len(found.faults.pop(row, ()))
                found.faults[row] = [found.problem(Problem.of("", "total-row"), row, at)]


def _is_total(cell: object) -> bool:
    """Whether a cell says that its row is a total; most ids end in a digit, and need no closer look."""
    return isinstance(cell, str) and not cell[-1:].isdigit() and len(cell) < LONGEST and fold(cell).rstrip(":") in TOTAL_WORDS


def _naming(found: TableSheet) -> list[Column]:
    """The columns that say whose a row is, and of whom or what."""
    return [column for column in found.table.columns if column.limits.identifier or column.limits.refers]


def _only_adds_up(found: TableSheet, row: int, at: int, known: frozenset[str]) -> bool:
    """Whether a row with the word in one column is no row of anybody."""
    cells = found.sheet.row(row)
    naming = {place for column in _naming(found) if (place := found.place(column)) is not None}
    begins = at in naming or all(map(blank, cells[:at]))
    odd = any((row, place + found.sheet.first_column) in found.sheet.odd for place in naming)
    if not begins or odd or not known.isdisjoint(found.names[row - found.first]):
        return False
    return all(
        blank(cells[place]) or _is_total(cells[place]) or (place not in naming and _adds_up(column, cells[place]))
        for column in found.table.columns
        if (place := found.place(column)) is not None
    )


def _adds_up(column: Column, cell: Any) -> bool:
    """Whether a cell holds what a row of totals may say: a number, even where words should stand, or a month."""
    numeric = cell.__class__ in {int, float} or (
        isinstance(cell, str) and NUMBER.fullmatch(unicodedata.normalize("NFKC", trimmed(cell))) is not None
    )
    return column.shape.classes == {Month} or (numeric and (column.words or column.shape.classes <= {Yuan, int, Fraction}))


def none_rows(found: TableSheet) -> None:
    """Rows that say 无 and nothing else beside the workshop. In such a row what is required is missing."""
    workshop = found.place(found.table.workshop)
    cells = [at for column in found.table.columns if (at := found.place(column)) is not None and at != workshop]
    odd = {row for row, _ in found.sheet.odd}
    for row in found.faults.keys() - odd:
        stated = {fold(cell) if cell.__class__ is str else "?" for at in cells if (cell := found.sheet.columns[at][row]) != ""}
        if stated - {""} and stated - {""} <= NONE_WORDS and found.names[row - found.first]:
            del found.faults[row]
            found.none_rows.add(row)
            raw = "" if workshop is None else found.sheet.columns[workshop][row]
            if raw.__class__ is str and fold(raw) in OTHERS_WORDS:
                found.names[row - found.first] = OTHERS
