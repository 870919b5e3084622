"""A sheet read as a table, column by column (按列读取): each distinct value is converted and checked once.

What comes out still knows which row it came from. A fault marks its row and column and stops nothing else.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, Final

import attrs

from common_prosperity.errors import Fault, Problem, ProsperityError
from common_prosperity.facts.fields import shape_of
from common_prosperity.files.tables.cells import SOME_STATED, Mark, Read, reader
from common_prosperity.files.tables.headings import HEADING_ROWS, Headings, find_headings
from common_prosperity.files.tables.layout import Column, Table
from common_prosperity.files.tables.results import TableProblem
from common_prosperity.files.tables.sheets import RawSheet, key_of
from common_prosperity.files.tables.words import NONE_WORDS, OTHERS_WORDS, TOTAL_WORDS, fold, trimmed
from common_prosperity.quantities import UNSTATED, Period

UNREAD: Final = Mark("UNREAD")
"""In place of a value that could not be read."""
FAULTS_TOLD: Final = 10_000
"""So many faults of one sheet are told one by one; a sheet with more has one cause."""
OTHERS: Final = ("",)
"""In place of the workshops of a row: those that have no row of their own. No workshop has an empty id."""


@attrs.define
class TableSheet:
    """One sheet as rows of a table."""

    sheet: RawSheet
    table: Table
    headings: Headings | None = None
    first: int = 0
    """Index of the first row below the headings."""
    blank: set[int] = attrs.field(factory=set)
    values: dict[str, list[Any]] = attrs.field(factory=dict, repr=False)
    """Field, or key of a column → typed values, one for each row from `first` on."""
    names: list[tuple[str, ...]] = attrs.field(factory=list, repr=False)
    """The workshops of each row from `first` on."""
    faults: dict[int, list[TableProblem]] = attrs.field(factory=dict, repr=False)
    """Row → its faults."""
    totals: set[int] = attrs.field(factory=set)
    """Rows that add up others."""
    none_rows: set[int] = attrs.field(factory=set)
    """Rows that say 无: the workshops they name have none."""
    problems: list[TableProblem] = attrs.field(factory=list)
    """Faults of the sheet as a whole."""
    told: int = 0
    """How many faults of rows are told one by one."""

    @property
    def readable(self) -> bool:
        """Whether rows can be told apart at all."""
        return self.headings is not None or not self.problems

    def problem(
        self, problem: Problem, row: int | None = None, at: int | None = None, column: Column | None = None
    ) -> TableProblem:
        """A problem with its place in this sheet.

        Args:
            problem: what is wrong.
            row: index of the row.
            at: index of the column in the sheet.
            column: what the column is; it decides whether the value may be shown.
        """
        return TableProblem.at(
            problem,
            file=self.sheet.file,
            sheet=self.sheet.name,
            row=None if row is None else row + 1,
            column=None if at is None else at + 1 + self.sheet.first_column,
            heading=self.heading(at),
            value=None if row is None or at is None else self.sheet.columns[at][row],
            withheld=column is not None and column.limits.personal,
        )

    def heading(self, at: int | None) -> str:
        """What stands above a column."""
        if at is None or self.headings is None:
            return ""
        return trimmed(str(self.sheet.columns[at][self.headings.row]))

    def place(self, column: Column | None) -> int | None:
        """The index of a column in this sheet."""
        return None if column is None or self.headings is None else self.headings.places.get(column.key)

    def fault(self, row: int, problem: Problem, column: Column | None) -> TableProblem:
        """Note a fault of a row; beyond `FAULTS_TOLD` the row is set aside without a reason of its own."""
        if self.told >= FAULTS_TOLD:
            self.faults.setdefault(row, [])
            return self.more()
        found = self.problem(problem, row, self.place(column), column)
        self.faults.setdefault(row, []).append(found)
        self.told += 1
        return found

    def more(self) -> TableProblem:
        """That more rows have faults than are told one by one."""
        return self.problem(Problem.of("", "more-faults", bound=FAULTS_TOLD))

    def rows(self) -> range:
        """Indices of the rows below the headings, or of all rows where there are no headings."""
        return range(self.first, self.sheet.height)


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
    _workshops_named(found)
    _total_rows(found)
    if not table.parent and table.workshop.role == "workshop":
        _none_rows(found)
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


def _workshops_named(found: TableSheet) -> None:
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


def _total_rows(found: TableSheet) -> None:
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


def _none_rows(found: TableSheet) -> None:
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
                    found.fault(row, problem, column)


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
