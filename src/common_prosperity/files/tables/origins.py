"""Where each fact of a register stands in the files it was read from (事实出处): file, sheet, row and column.

A dossier finds fault with itself by a path, `$.payments[46].paid`, and so do the checks; people look for a cell.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import chain, groupby
from typing import Any, Final, Generic, TypeVar

import attrs

from common_prosperity.files.tables.addresses import cell_place
from common_prosperity.files.tables.layout import TABLES, Column, Table

S = TypeVar("S")

PLACE: Final = re.compile(r"\$\.(\w+)(?:\[(\d+)\])?(?:\.(\w+))?(?:\[(\d+)\])?(?:\.(\w+))?")
"""Collection, index, field, index, field."""
DOSSIER: Final = re.compile(r"\$\.dossiers\[(\d+)\]")


@attrs.define
class FactRows(Generic[S]):
    """The rows that the facts of one table come from, one fact for each row and workshop; `S` is what stands for a sheet."""

    runs: list[tuple[int, S, Sequence[int]]] = attrs.field(factory=list, repr=False)
    """Where the facts of each sheet begin, and their rows there."""
    by_workshop: dict[str, Sequence[int]] = attrs.field(factory=dict, repr=False)
    """The facts of each workshop, in the order of its dossier."""
    nested: dict[str, dict[int, list[int]]] = attrs.field(factory=dict, repr=False)
    """Field → fact → the facts of the nested table that it holds."""

    def entry(self, fact: int) -> tuple[S, int]:
        """The row a fact comes from."""
        start, sheet, rows = self.runs[bisect_right(self.runs, fact, key=lambda run: run[0]) - 1]
        return sheet, rows[fact - start]

    def group(self, workshops: Sequence[str]) -> None:
        """Sort the facts by workshop, keeping their order."""
        runs: dict[str, list[range]] = {}
        start = 0
        for name, run in groupby(workshops):
            end = start + len(list(run))
            runs.setdefault(name, []).append(range(start, end))
            start = end
        self.by_workshop = {name: own[0] if len(own) == 1 else list(chain.from_iterable(own)) for name, own in runs.items()}


Tables = Mapping[str, FactRows[S]]
Workshops = Mapping[str, tuple[S, int]]


def locate(
    tables: "Tables[S]", workshops: "Workshops[S]", workshop: str, path: str
) -> tuple[tuple[S, int], Table, Column | None]:
    """The row that a path into a dossier leads to, with its table and, if the path says so, its column.

    Args:
        tables: the rows of all facts.
        workshops: the row of each workshop.
        workshop: whose dossier it is.
        path: such as `$.households[3].low_income[1].since`.
    """
    match = PLACE.match(path)
    own = TABLES["workshops"]
    if match is None:
        return workshops[workshop], own, None
    collection, index, field, inner, part = match.groups()
    rows = tables.get(collection)
    if rows is None or index is None:
        return workshops[workshop], own, own.column(f"{collection}.{field}" if field else collection)
    fact = rows.by_workshop[workshop][int(index)]
    items = rows.nested.get(field or "", {}).get(fact, []) if inner is not None else []
    if items and int(inner) < len(items):
        table = TABLES[f"{collection}.{field}"]
        return tables[table.key].entry(items[int(inner)]), table, table.column(part) if part else table.columns[-1]
    return rows.entry(fact), TABLES[collection], None if field is None else TABLES[collection].column(field)


@attrs.frozen
class Source:
    """A sheet that facts were read from."""

    file: str
    sheet: str
    table: str
    """What it was read as."""
    columns: Mapping[str, int] = attrs.field(repr=False)
    """Key of a column → its number, counted from 1."""
    extras: Mapping[str, Sequence[Any]] = attrs.field(repr=False)
    """Heading of a column that nobody knows → its cells, the rows above the headings among them."""


@attrs.frozen
class Origins:
    """Where the facts of a register were read from."""

    sources: tuple[Source, ...]
    tables: Mapping[str, FactRows[Source]] = attrs.field(repr=False)
    workshops: Mapping[str, tuple[Source, int]] = attrs.field(repr=False)
    none: Mapping[str, Mapping[str, tuple[Source, int]]] = attrs.field(repr=False)
    """Table → workshop → the row that says there is none."""

    def place(self, workshop: str, path: str) -> str:
        """File, sheet and cell of a path into the dossier of a workshop."""
        (source, row), _, column = locate(self.tables, self.workshops, workshop, path)
        at = None if column is None else source.columns.get(column.key)
        return cell_place(source.file, source.sheet, row + 1, at)

    def row(self, workshop: str, table: str, index: int | None, item: int | None = None) -> tuple[Source, int] | None:
        """The row of a fact, of the workshop itself, of a nested fact, or of the statement that there is none."""
        if table == "workshops":
            return self.workshops.get(workshop)
        if index is None:
            return self.none.get(table, {}).get(workshop)
        collection, _, field = table.partition(".")
        rows = self.tables[collection]
        own = rows.by_workshop.get(workshop, ())
        if index >= len(own):
            return None
        if not field or item is None:
            return rows.entry(own[index])
        items = rows.nested.get(field, {}).get(own[index], [])
        return self.tables[table].entry(items[item]) if item < len(items) else None
