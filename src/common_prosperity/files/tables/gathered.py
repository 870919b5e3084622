"""What is known while the tables of a register are put together (归集中的各表)."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from common_prosperity.errors import Problem
from common_prosperity.facts import Dossier
from common_prosperity.files.tables.layout import Column, Table
from common_prosperity.files.tables.origins import FactRows
from common_prosperity.files.tables.results import Stray, TableProblem
from common_prosperity.files.tables.table_sheets import TableSheet

Entry = tuple[TableSheet, int]
"""A row: its sheet and its index there."""


@attrs.define
class Facts(FactRows[TableSheet]):
    """The facts of one table with the rows they come from."""

    table: Table = attrs.field(kw_only=True)
    count: int = 0
    workshops: list[str] = attrs.field(factory=list, repr=False)
    made: list[Any] = attrs.field(factory=list, repr=False)

    def leave_out_unmade(self, workshop: str) -> None:
        """Forget the rows of a workshop whose fields contradict each other: there is no fact."""
        rows = self.by_workshop.get(workshop, ())
        if any(self.made[row] is None for row in rows):
            self.by_workshop[workshop] = [row for row in rows if self.made[row] is not None]

    def of(self, rows: Sequence[int]) -> tuple[Any, ...]:
        """The facts of one workshop."""
        return tuple(self.made[rows.start : rows.stop] if isinstance(rows, range) else [self.made[row] for row in rows])


@attrs.define
class Gathering:
    """Everything that is known while the tables are put together."""

    sheets: list[TableSheet] = attrs.field(repr=False)
    facts: dict[str, Facts] = attrs.field(factory=dict, repr=False)
    workshops: dict[str, tuple[Entry, dict[str, Any]]] = attrs.field(factory=dict, repr=False)
    """Workshop → its row, and the fields of its dossier that stand there."""
    none: dict[str, dict[str, Entry]] = attrs.field(factory=dict)
    """Table → workshop → the row that says there is none."""
    others: dict[str, Entry] = attrs.field(factory=dict)
    """Table → the row that says there is none for whoever has no row."""
    children: dict[str, dict[tuple[Any, ...], list[int]]] = attrs.field(factory=dict, repr=False)
    """Nested table → workshop and key → indices of its facts."""
    broken: dict[str, dict[TableProblem, None]] = attrs.field(factory=dict)
    """Workshop set aside → why."""
    dossiers: list[Dossier] = attrs.field(factory=list, repr=False)
    problems: list[TableProblem] = attrs.field(factory=list)
    """Problems that belong to no row."""
    strays: list[Stray] = attrs.field(factory=list)
    """Rows that name no workshop that is known."""
    known: frozenset[str] = frozenset()
    """Every workshop the table of workshops names, sound or not."""

    def of(self, table: Table) -> Iterator[TableSheet]:
        """The sheets of a table."""
        return (sheet for sheet in self.sheets if sheet.table is table)

    def fault(self, entry: Entry, problem: Problem, column: Column | None, names: Sequence[str] = ()) -> None:
        """Note a fault of a row and set aside its workshops."""
        sheet, row = entry
        found = sheet.fault(row, problem, column)
        for name in names or sheet.names[row - sheet.first]:
            self.broken.setdefault(name, {})[found] = None


def flat_key(key: tuple[Any, ...]) -> tuple[Any, ...]:
    """A key as the nested table writes it: a period by its first and last day."""
    flat: list[Any] = []
    for part in key:
        flat += [part.since, part.until] if hasattr(part, "since") else [part]
    return tuple(flat)
