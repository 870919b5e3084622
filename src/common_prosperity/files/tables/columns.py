"""A sheet read as a table, column by column (按列读取): each distinct value is converted and checked once.

What comes out still knows which row it came from. A fault marks its row and column and stops nothing else.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import attrs

from common_prosperity.errors import Fault, Problem, ProsperityError
from common_prosperity.facts.fields import shape_of
from common_prosperity.files.tables.cells import SOME_STATED, Read, reader
from common_prosperity.files.tables.headings import HEADING_ROWS, Headings, find_headings
from common_prosperity.files.tables.layout import Column, Table
from common_prosperity.files.tables.rewording import reworded
from common_prosperity.files.tables.sheets import RawSheet, key_of
from common_prosperity.files.tables.table_sheets import UNREAD, TableSheet
from common_prosperity.files.tables.whose_rows import none_rows, workshops_named
from common_prosperity.files.tables.words import trimmed
from common_prosperity.quantities import UNSTATED, Period


@attrs.define
class Known:
    """What the values of one kind of column have been read as, whatever sheet they stood in."""

    values: dict[Any, Any] = attrs.field(factory=dict)
    faults: dict[Any, Problem] = attrs.field(factory=dict)


Memory = dict[tuple[Any, ...], Known]
"""Kind of column → its known values. Ids recur from sheet to sheet, and amounts due are amounts paid."""


def read_sheet(sheet: RawSheet, table: Table, memory: Memory) -> TableSheet:
    """Read one sheet as a table.

    Args:
        sheet: what it holds.
        table: what it is meant to be.
        memory: what values have been read as; it is added to.
    """
    found = TableSheet(sheet, table)
    if sheet.fault is None:
        found.headings = find_headings(table, sheet.head(HEADING_ROWS))
    found.first = 0 if found.headings is None else found.headings.row + 1
    found.blank = sheet.blank_rows(found.first)
    if found.headings is not None:
        _read_rows(found, found.headings, memory)
    elif sheet.fault is not None:
        found.problems.append(found.problem(sheet.fault))
    elif len(found.blank) < sheet.height:
        found.problems.append(found.problem(Problem.of("", "no-headings", bound=HEADING_ROWS)))
    return found


def _read_rows(found: TableSheet, headings: Headings, memory: Memory) -> None:
    table = found.table
    found.sheet.fill_merged(found.first)
    for at, fault in headings.faults:
        found.problems.append(found.problem(fault, None if at is None else headings.row, at))
    for column in table.columns:
        if (at := found.place(column)) is not None:
            _read_column(found, column, at, memory)
    _odd_cells(found)
    _slipped_rows(found)
    workshops_named(found)
    if not table.parent and table.workshop.role == "workshop":
        none_rows(found)
    for field in {column.field for column in table.columns if column.key != column.field and column.role != "key"}:
        _join_parts(found, field)
    if found.problems:
        for row in found.rows():
            if row not in found.blank:
                found.faults.setdefault(row, [])


def kind_of(column: Column, factor: Fraction | None, *, from_1904: bool) -> tuple[Any, ...]:
    """What a reading of cells depends on."""
    limits, shape = column.limits, column.shape
    named = bool(limits.identifier or limits.refers)
    span = (limits.unit, limits.at_least, limits.at_most, factor, from_1904)
    role = column.role if column.role in {"workshop", "list", "rows", "item"} else ""
    return shape.classes, column.required, column.none, column.some, named, role, span


def convert(known: Known, read: Read, column: Column, distinct: dict[Any, Any]) -> None:
    """Read and check the values that are not known yet.

    Args:
        known: what is known of such columns.
        read: how a cell is read.
        column: what it should hold.
        distinct: the different values.
    """
    check = None if column.role in {"rows", "workshop"} else column.attribute.validator
    attribute, item, required = column.attribute, column.role == "item", column.required
    values = known.values
    for key in distinct.keys() - values.keys():
        try:
            typed = read(distinct[key])
            if item:
                check_item(column, typed)
            elif check is not None and (required if typed is UNSTATED else typed is not None and typed is not SOME_STATED):
                check(None, attribute, typed)
        except ProsperityError as error:
            typed = UNREAD
            known.faults[key] = error.problems[0]
        values[key] = typed


def check_item(column: Column, item: Any) -> None:
    """Check one item of a nested list as the list would be checked.

    Raises:
        Fault: it is missing, or is no such item.
    """
    if item is UNSTATED:
        raise Fault.of("", "absent")
    check = column.attribute.validator
    if check is not None:
        check(None, column.attribute, (item,))


def _read_column(found: TableSheet, column: Column, at: int, memory: Memory) -> None:
    """One column."""
    factor = None if found.headings is None else found.headings.factors.get(column.key)
    from_1904 = found.sheet.from_1904
    known = memory.setdefault(kind_of(column, factor, from_1904=from_1904), Known())
    distinct = found.sheet.distinct[at]
    convert(known, reader(column, factor, from_1904=from_1904), column, distinct)
    raw = found.sheet.columns[at][found.first :]
    keys: Iterable[Any] = map(key_of, raw) if {(bool, True), (bool, False)} & distinct.keys() else raw
    typed = found.values[column.key] = list(map(known.values.__getitem__, keys))
    if known.faults and not known.faults.keys().isdisjoint(distinct):
        for row, value in zip(found.rows(), typed, strict=True):
            if value is UNREAD and row not in found.blank:
                found.fault(row, known.faults[key_of(raw[row - found.first])], column)


def _odd_cells(found: TableSheet) -> None:
    """Cells that hold an error, or a formula without a result; they look empty, and are not."""
    columns = {found.place(column): column for column in found.table.columns}
    for (row, place), problem in found.sheet.odd.items():
        column = columns.get(place - found.sheet.first_column)
        if column is not None and row >= found.first:
            found.faults[row] = [fault for fault in found.faults.get(row, ()) if fault.column != place + 1]
            found.blank.discard(row)
            found.fault(row, problem, column)


def _slipped_rows(found: TableSheet) -> None:
    """Rows of delimited text with more cells than the headings: a separator too many has moved the rest."""
    if not found.sheet.delimited or found.headings is None:
        return
    for at, heading in found.headings.extras:
        if not heading and found.sheet.filled(at, found.first):
            for row in found.rows():
                if trimmed(found.sheet.columns[at][row]):
                    found.fault(row, Problem.of("", "more-cells"), None)


def _join_parts(found: TableSheet, field: str) -> None:
    """The columns of a compound field become one of its values."""
    columns = [column for column in found.table.columns if column.field == field and column.role != "key"]
    attribute = next(a for a in attrs.fields(found.table.cls) if a.name == field)
    missing = [UNSTATED] * len(found.rows())
    parts = list(zip(*(found.values.get(column.key, missing) for column in columns), strict=True))
    cls = columns_class(attribute)
    known: dict[tuple[Any, ...], Any] = {}
    faults: dict[tuple[Any, ...], list[tuple[str, Problem]]] = {}
    for part in set(parts):
        unstated = any(column.required and value is UNSTATED for column, value in zip(columns, part, strict=True))
        if UNREAD in part or unstated:  # noted already, with the column
            known[part] = UNREAD
            continue
        try:
            known[part] = join(cls, columns, part)
        except ProsperityError as error:
            known[part] = UNREAD
            faults[part] = [(problem.place, problem) for problem in error.problems]
    found.values[field] = list(map(known.__getitem__, parts))
    if faults:
        for row, part in zip(found.rows(), parts, strict=True):
            if part in faults and row not in found.blank and row not in found.none_rows:
                for place, problem in faults[part]:
                    column = next((c for c in columns if c.key == f"{field}.{place}"), columns[0])
                    found.fault(row, reworded(problem, found.table), column)


def columns_class(attribute: "attrs.Attribute[Any]") -> type:
    """The class of a compound field."""
    return shape_of(attribute.type).cls


def join(cls: type, columns: Sequence[Column], parts: Sequence[Any]) -> Any:
    """A compound value from its parts: `None` where one says 无, `UNSTATED` where nothing is said.

    Raises:
        ProsperityError: the parts do not fit together.
    """
    if all(part is UNSTATED for part in parts):
        return UNSTATED
    if any(part is None for part in parts) and columns[0].some:
        if any(part is not None and part is not UNSTATED for part in parts):
            other = next(c for c, part in zip(columns, parts, strict=True) if part is not None and part is not UNSTATED)
            raise Fault.of("", "none-beside-some", zh=other.name.zh, en=other.name.en)
        return None
    stated = {
        column.key.partition(".")[2]: part
        for column, part in zip(columns, parts, strict=True)
        if part is not UNSTATED and part is not SOME_STATED
    }
    return Period(**stated) if cls is Period else cls(**stated)
