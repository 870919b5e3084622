"""Dossiers from the facts of their workshops (汇成申报材料); what contradicts itself is told by sheet, row and column."""

import re
from typing import Any, Final

import attrs

from common_prosperity.errors import Problem, ProsperityError
from common_prosperity.facts import Dossier, Register
from common_prosperity.files.tables.gathered import Entry, Gathering, flat_key, reworded
from common_prosperity.files.tables.layout import TABLES, Column, Table, key_fields

PLACE: Final = re.compile(r"\$\.(\w+)(?:\[(\d+)\])?(?:\.(\w+))?(?:\[(\d+)\])?(?:\.(\w+))?")
"""Where a dossier finds fault with itself: collection, index, field, index, field."""


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
    entry, table, column = _locate(gathering, workshop, problem.place)
    details = []
    for key, text in problem.details:
        if key == "other" and text.startswith("$."):
            (sheet, row), _, _ = _locate(gathering, workshop, text)
            details.append((key, sheet.problem(problem, row).place))
        else:
            details.append((key, text))
    gathering.fault(entry, reworded(attrs.evolve(problem, details=tuple(details)), table), column, (workshop,))


def _locate(gathering: Gathering, workshop: str, place: str) -> tuple[Entry, Table, Column | None]:
    match = PLACE.match(place)
    entry, _ = gathering.workshops[workshop]
    table = TABLES["workshops"]
    if match is None:
        return entry, table, None
    collection, index, field, inner_index, _inner = match.groups()
    facts = gathering.facts.get(collection)
    if facts is None or index is None:
        key = f"{collection}.{field}" if field else collection
        return entry, table, table.column(key)
    at = facts.by_workshop[workshop][int(index)]
    nested = f"{collection}.{field}"
    if inner_index is not None and nested in gathering.children:
        fact = facts.made[at]
        key_of = flat_key((workshop, *(getattr(fact, name) for name in key_fields(facts.table.cls))))
        rows = gathering.children[nested].get(key_of, [])
        if int(inner_index) < len(rows):
            return gathering.facts[nested].entry(rows[int(inner_index)]), TABLES[nested], TABLES[nested].columns[-1]
    return facts.entry(at), facts.table, None if field is None else facts.table.column(field)


def register_of(gathering: Gathering) -> Register:
    """The register of all workshops that were read."""
    return Register(dossiers=tuple(gathering.dossiers))
