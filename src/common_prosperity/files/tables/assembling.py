"""Dossiers from the facts of their workshops (汇成申报材料); what contradicts itself is told by sheet, row and column."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from common_prosperity.errors import Problem, ProsperityError
from common_prosperity.facts import Dossier, Register
from common_prosperity.files.tables.addresses import letters
from common_prosperity.files.tables.gathered import Entry, Gathering
from common_prosperity.files.tables.layout import TABLES, Column, Table
from common_prosperity.files.tables.origins import FactRows, Origins, Source, locate
from common_prosperity.files.tables.rewording import reworded
from common_prosperity.files.tables.table_sheets import UNREAD, TableSheet
from common_prosperity.quantities import UNSTATED


def make_dossiers(gathering: Gathering) -> None:
    """The dossiers of all workshops whose own rows are sound, and what else is wrong with the others."""
    already = frozenset(gathering.broken)
    doubtful = {table.key: _doubtful_ids(gathering, table) for table in TABLES.values()} if already else {}
    for name in gathering.workshops:
        try:
            dossier = Dossier(**_given(gathering, name))
        except ProsperityError as error:
            for problem in error.problems:
                if name not in already or not _may_be_mended(gathering, name, problem, doubtful):
                    _blame(gathering, name, problem)
        else:
            if name not in already:
                gathering.dossiers.append(dossier)


def _given(gathering: Gathering, workshop: str) -> dict[str, Any]:
    """The fields of a dossier, as far as the rows of its workshop make facts."""
    _, stated = gathering.workshops[workshop]
    given: dict[str, Any] = dict(stated)
    for key, facts in gathering.facts.items():
        if facts.table.parent:
            continue
        if workshop in gathering.broken:
            facts.leave_out_unmade(workshop)
        rows = facts.by_workshop.get(workshop)
        if rows:
            given[key] = facts.of(rows)
        elif workshop in gathering.none.get(key, {}) or key in gathering.others:
            given[key] = ()
    return given


def _may_be_mended(gathering: Gathering, workshop: str, problem: Problem, doubtful: Mapping[str, set[Any] | None]) -> bool:
    """Whether something is missing only because the row that holds it has a fault of its own."""
    if problem.code != "dangling":
        return False
    ids = doubtful[dict(problem.details)["table"]]
    (sheet, row), _, column = _located(gathering, workshop, problem.place)
    if ids is None or column is None:
        return True
    value = sheet.values[column.key][row - sheet.first]
    return not ids.isdisjoint(value if isinstance(value, tuple) else (value,))


def _doubtful_ids(gathering: Gathering, table: Table) -> set[Any] | None:
    """The ids in rows of a table that have faults; `None` where one of them cannot be read and might be any."""
    found: set[Any] = set()
    for sheet in gathering.of(table):
        ids = sheet.values.get("id")
        if ids is None:
            return None
        found.update(ids[row - sheet.first] for row in sheet.faults)
    return None if UNREAD in found or UNSTATED in found else found


def _blame(gathering: Gathering, workshop: str, problem: Problem) -> None:
    """Put a problem of a dossier where the row stands that it comes from."""
    entry, table, column = _located(gathering, workshop, problem.place)
    details = []
    for key, text in problem.details:
        if key == "other" and text.startswith("$."):
            (sheet, row), _, _ = _located(gathering, workshop, text)
            details.append((key, sheet.problem(problem, row).place))
        else:
            details.append((key, text))
    gathering.fault(entry, reworded(attrs.evolve(problem, details=tuple(details)), table), column, (workshop,))


def _located(gathering: Gathering, workshop: str, path: str) -> tuple[Entry, Table, Column | None]:
    owners = {workshop: gathering.workshops[workshop][0]}
    return locate(gathering.facts, owners, workshop, path)


def register_of(gathering: Gathering) -> Register:
    """The register of all workshops that were read."""
    return Register(dossiers=tuple(gathering.dossiers))


def origins_of(gathering: Gathering) -> Origins:
    """Where the facts of a register stand, without the facts themselves."""
    sources = {id(sheet): _source(sheet) for sheet in gathering.sheets}

    def row(entry: Entry) -> tuple[Source, int]:
        return sources[id(entry[0])], entry[1]

    tables = {
        key: FactRows(
            runs=[(start, sources[id(sheet)], rows) for start, sheet, rows in facts.runs],
            by_workshop=facts.by_workshop,
            nested=facts.nested,
        )
        for key, facts in gathering.facts.items()
    }
    none = {key: {name: row(entry) for name, entry in names.items()} for key, names in gathering.none.items()}
    workshops = {name: row(entry) for name, (entry, _) in gathering.workshops.items()}
    return Origins(tuple(sources.values()), tables, workshops, none)


def _source(sheet: TableSheet) -> Source:
    headings, raw = sheet.headings, sheet.sheet
    if headings is None:
        return Source(raw.file, raw.name, sheet.table.key, {}, {})
    columns = {key: at + 1 + raw.first_column for key, at in headings.places.items()}
    extras: dict[str, Sequence[Any]] = {}
    for at, heading in headings.extras:
        if heading or raw.filled(at, sheet.first):
            letter = letters(at + 1 + raw.first_column)
            extras[heading if heading and heading not in extras else f"{heading} {letter}".strip()] = raw.columns[at]
    return Source(raw.file, raw.name, sheet.table.key, columns, extras)
