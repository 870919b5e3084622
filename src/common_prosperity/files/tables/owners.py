"""Whose a row can be, by the people and things it refers to (按所指归属), and rows that name one workshop and mean another.

A payment entered beside the id of another workshop is missing where the person works, and no award may be granted or
refused without it. Where everything a row refers to is another workshop's alone, that workshop is set aside as well,
until the row is mended. Where both number their people alike, p1, p2, p3, an id is no evidence.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from common_prosperity.errors import Problem
from common_prosperity.facts.dossier import KEYS
from common_prosperity.files.tables.gathered import Entry, Gathering
from common_prosperity.files.tables.layout import TABLES, Column, Table
from common_prosperity.files.tables.table_sheets import TableSheet


class Owners:
    """To whom a row belongs, by what it refers to and by the id it comes near to."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.known: dict[str, dict[str, set[str]]] = {}
        self.lists: dict[str, dict[str, set[str]]] = {}
        self.rows: dict[str, set[tuple[tuple[str, ...], Any]]] = {}

    def of(self, entry: Entry, near: tuple[str, ...] = ()) -> str | None:
        """The one workshop that a row can be meant for, if there is one."""
        possible = set(near) if near else None
        for collection, name in self.references(*entry):
            if known := self.ids(collection):
                owners = known.get(name, set())
                possible = set(owners) if possible is None else possible & owners
        return next(iter(possible)) if possible is not None and len(possible) == 1 else None

    def columns(self, sheet: TableSheet) -> Iterator[tuple[str, list[Any]]]:
        """The columns of a sheet that refer to a collection which anybody has submitted, with that collection."""
        for column in sheet.table.columns:
            target = _target(sheet.table, column)
            if target and column.key in sheet.values and self.listed(target):
                yield target, sheet.values[column.key]

    def references(self, sheet: TableSheet, row: int) -> list[tuple[str, str]]:
        """What a row refers to: collections, and ids in them."""
        return [(target, name) for target, values in self.columns(sheet) for name in _items(values[row - sheet.first])]

    def ids(self, collection: str) -> dict[str, set[str]]:
        """The ids of a collection, with the workshops whose rows they stand in, sound or not."""
        if collection not in self.known:
            known: defaultdict[str, set[str]] = defaultdict(set)
            lists: defaultdict[str, set[str]] = defaultdict(set)
            for names, name in self.listed(collection):
                for workshop in self.gathering.known.intersection(names) if isinstance(name, str) else ():
                    known[name].add(workshop)
                    lists[workshop].add(name)
            self.known[collection], self.lists[collection] = dict(known), dict(lists)
        return self.known[collection]

    def listed(self, collection: str) -> set[tuple[tuple[str, ...], Any]]:
        """The workshops of each row of a collection with the id that stands there; a set, so that a million go by at once."""
        if collection not in self.rows:
            self.rows[collection] = {
                pair
                for sheet in self.gathering.of(TABLES[collection])
                for pair in zip(sheet.names, sheet.values.get("id", ()), strict=False)
            }
        return self.rows[collection]

    def foreign(self, collection: str, name: str, workshops: tuple[str, ...]) -> bool:
        """Whether others have an id that the workshops lack, although they have a list of their own."""
        owners = self.ids(collection).get(name, set())
        return bool(owners) and all(each not in owners and each in self.lists[collection] for each in workshops)

    def told_apart(self, collection: str, one: str, other: str) -> bool:
        """Whether most ids of two workshops differ."""
        lists = self.lists[collection]
        return 2 * len(lists[one] & lists[other]) < min(len(lists[one]), len(lists[other]))


def settle_misplaced(gathering: Gathering, owners: Owners) -> None:
    """Set aside the workshops whose people and things stand in rows that name other workshops."""
    for sheet in gathering.sheets:
        if sheet.table.key == "workshops":
            continue
        claims: defaultdict[str, list[int]] = defaultdict(list)
        for row in _foreign_rows(sheet, gathering.known, owners):
            names = sheet.names[row - sheet.first]
            owner = owners.of((sheet, row))
            if owner is not None and all(
                owners.told_apart(collection, name, owner) for collection, _ in owners.references(sheet, row) for name in names
            ):
                claims[owner].append(row)
        for owner, rows in claims.items():
            problem = Problem.of("", "misplaced-row", near=owner, count=len(rows))
            gathering.fault((sheet, rows[0]), problem, sheet.table.workshop, (owner, *sheet.names[rows[0] - sheet.first]))


def _foreign_rows(sheet: TableSheet, known: frozenset[str], owners: Owners) -> Iterator[int]:
    """Rows of known workshops all of whose references others have; most sheets are done with at a glance."""
    looked_up = (
        (target, set(zip(sheet.names, values, strict=True)) - owners.listed(target)) for target, values in owners.columns(sheet)
    )
    if not any(
        owners.foreign(target, name, names) for target, pairs in looked_up for names, value in pairs for name in _items(value)
    ):
        return
    for row, names in zip(sheet.rows(), sheet.names, strict=True):
        if names and known.issuperset(names):
            found = owners.references(sheet, row)
            if found and all(owners.foreign(target, name, names) for target, name in found):
                yield row


def _items(value: Any) -> tuple[str, ...]:
    """The ids in a cell; none where it is empty or could not be read."""
    return tuple(item for item in (value if isinstance(value, tuple) else (value,)) if isinstance(item, str))


def _target(table: Table, column: Column) -> str:
    """The collection that a column refers to, if it does."""
    refers = table.parent if column.role == "key" else column.limits.refers
    return refers if refers in KEYS else ""
