"""One sheet as rows of a table (表中的一页): its typed values, whose rows they are, and every fault with its place."""

from typing import Any, Final

import attrs

from common_prosperity.errors import Problem
from common_prosperity.files.tables.cells import Mark
from common_prosperity.files.tables.headings import Headings
from common_prosperity.files.tables.layout import Column, Table
from common_prosperity.files.tables.results import TableProblem
from common_prosperity.files.tables.sheets import RawSheet
from common_prosperity.files.tables.words import trimmed

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
