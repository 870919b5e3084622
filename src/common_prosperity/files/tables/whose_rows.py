"""Whose the rows of a sheet are (各行的归属): workshops by name, all others, or nobody where a row only adds up."""

from common_prosperity.errors import Problem
from common_prosperity.files.tables.table_sheets import OTHERS, TableSheet
from common_prosperity.files.tables.words import NONE_WORDS, OTHERS_WORDS, TOTAL_WORDS, fold


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


def total_rows(found: TableSheet) -> None:
    """Rows that add up others (合计) belong to no workshop and are no fact; they have this one fault."""
    for at, distinct in enumerate(found.sheet.distinct):
        words = {key for key in distinct if key.__class__ is str and fold(key) in TOTAL_WORDS}
        for row in found.rows() if words else ():
            names = found.names[row - found.first]
            if found.sheet.columns[at][row] in words and row not in found.totals and all(fold(n) in TOTAL_WORDS for n in names):
                found.totals.add(row)
                found.names[row - found.first] = ()
                found.told -= len(found.faults.pop(row, ()))
                found.faults[row] = [found.problem(Problem.of("", "total-row"), row, at)]
                found.told += 1


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
