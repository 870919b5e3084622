"""Dossiers from the facts of their workshops (汇成申报材料); what contradicts itself is told by sheet, row and column."""

from collections.abc import Sequence
from typing import Any

import attrs

from common_prosperity.errors import Problem, ProsperityError
from common_prosperity.facts import Dossier, Register
from common_prosperity.files.tables.addresses import letters
from common_prosperity.files.tables.columns import TableSheet
from common_prosperity.files.tables.gathered import Entry, Gathering, reworded
from common_prosperity.files.tables.layout import Column, Table
from common_prosperity.files.tables.origins import FactRows, Origins, Source, locate


def make_dossiers(gathering: Gathering) -> None:
    """The dossiers of all workshops whose own rows are sound so far."""
    collections = [facts for facts in gathering.facts.values() if not facts.table.parent]
    for name, (_, stated) in gathering.workshops.items():
        if name in gathering.broken:
            continue
        given: dict[str, Any] = dict(stated)
        for facts in collections:
            key = facts.table.key
            rows = facts.by_workshop.get(name)
            if rows:
                given[key] = facts.of(rows)
            elif name in gathering.none.get(key, {}) or key in gathering.others:
                given[key] = ()
        try:
            gathering.dossiers.append(Dossier(**given))
        except ProsperityError as error:
            for problem in error.problems:
                _blame(gathering, name, problem)


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
