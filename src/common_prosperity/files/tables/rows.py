"""A register as rows of the tables (登记表各行): what each sheet holds, in the order of the layout."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from common_prosperity.errors import Fault, Lang, Problem
from common_prosperity.facts import Register
from common_prosperity.files.tables.cells import SOME_STATED
from common_prosperity.files.tables.layout import TABLES, Column, Table
from common_prosperity.files.tables.words import NONE
from common_prosperity.files.tables.written import Content, TooLong, Write, parts_of, writer
from common_prosperity.quantities import UNSTATED

SHEET_ROWS: Final = (1 << 20) - 1
"""Rows of one sheet below its headings; a table that has more goes on in another sheet."""

Row = list[Content]
Beside = Callable[[str, str, int | None, int | None], Row]
"""Table, workshop, index of the fact and index within it → what else stands in the row."""


@attrs.define
class _Writers:
    """How the columns of each table are written; equal values are written once and remembered."""

    lang: Lang
    plain: bool
    beside: Beside
    known: dict[tuple[str, str], tuple[Write, dict[Any, Content]]] = attrs.field(factory=dict)

    def write(self, table: Table, column: Column, value: Any) -> Content:
        """The content of a cell."""
        if value is UNSTATED:
            return None
        if (table.key, column.key) not in self.known:
            self.known[table.key, column.key] = (writer(column, self.lang, plain=self.plain), {})
        write, cells = self.known[table.key, column.key]
        key = (value.__class__, value)
        if key not in cells:
            cells[key] = write(value)
        return cells[key]


def nothing_beside(_table: str, _workshop: str, _fact: int | None, _item: int | None) -> Row:
    """A register alone has no further columns."""
    return []


def rows_of(register: Register, lang: Lang, *, plain: bool = False, beside: Beside = nothing_beside) -> dict[str, list[Row]]:
    """The rows of every table that has any.

    Args:
        register: what to write.
        beside: further cells of each row.
        lang: the language of none, yes, no and the terms of closed lists.
        plain: whether all cells must be text, as in CSV.

    Raises:
        Fault: a value that no cell can hold.
    """
    writers = _Writers(lang, plain, beside)
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for dossier in register.dossiers:
        workshop = dossier.workshop.id
        for table in TABLES.values():
            if table.parent:
                continue
            facts = (dossier,) if table.key == "workshops" else getattr(dossier, table.key)
            if facts == ():
                rows[table.key].append([*_none_row(table, workshop, writers), *beside(table.key, workshop, None, None)])
            elif facts is not UNSTATED:
                for index, fact in enumerate(facts):
                    try:
                        _fact_rows(table, fact, (workshop, index), writers, rows)
                    except Fault as fault:
                        raise Fault(_placed(fault.problems[0], workshop, table, index)) from None
    return dict(rows)


def _placed(problem: Problem, workshop: str, table: Table, index: int) -> Problem:
    return attrs.evolve(problem, place=f"{workshop} $.{table.key}[{index}].{problem.place}")


def _none_row(table: Table, workshop: str, writers: _Writers) -> Row:
    """A row that says 无."""
    row: Row = [None] * len(table.columns)
    row[table.columns.index(table.workshop)] = writers.write(table, table.workshop, (workshop,))
    row[next(i for i, column in enumerate(table.columns) if column.role != "workshop")] = NONE.in_(writers.lang)
    return row


def _fact_rows(table: Table, fact: Any, at: tuple[str, int], writers: _Writers, rows: dict[str, list[Row]]) -> None:
    """The row of a fact, known by its workshop and index, and the rows of what is nested in it."""
    stated = dict(_values(table, fact, at[0]))
    row: Row = []
    for column in table.columns:
        value = stated[column.key]
        try:
            row.append(writers.write(table, column, value))
        except TooLong:
            row.append(writers.write(table, column, SOME_STATED))
            _nested_rows(column, value, stated, at, writers=writers, rows=rows, parent=table)
        else:
            if column.role == "rows" and value is not UNSTATED and value:
                _nested_rows(column, value, stated, at, writers=writers, rows=rows, parent=table)
    rows[table.key].append([*row, *writers.beside(table.key, *at, None)])


def _values(table: Table, fact: Any, workshop: str) -> Iterator[tuple[str, Any]]:
    """What each column of a row states."""
    for field in dict.fromkeys(column.field for column in table.columns):
        columns = tuple(column for column in table.columns if column.field == field)
        if columns[0].role == "workshop":
            yield columns[0].key, (workshop,)
        elif columns[0].key == field:
            yield field, getattr(fact, field)
        else:
            parts = parts_of(getattr(fact, field), columns)
            yield from zip((column.key for column in columns), parts, strict=True)


def _nested_rows(
    column: Column,
    items: tuple[Any, ...],
    stated: dict[str, Any],
    at: tuple[str, int],
    *,
    parent: Table,
    writers: _Writers,
    rows: dict[str, list[Row]],
) -> None:
    """The rows of a nested table."""
    table = TABLES[f"{parent.key}.{column.key}"]
    for index, item in enumerate(items):
        row: Row = []
        for own in table.columns:
            if own.role == "workshop":
                value = stated[parent.workshop.key]
            elif own.role == "key":
                value = stated[own.key]
            else:
                value = item if own.role == "item" else getattr(item, own.key)
            row.append(writers.write(table, own, value))
        rows[table.key].append([*row, *writers.beside(table.key, *at, index)])
