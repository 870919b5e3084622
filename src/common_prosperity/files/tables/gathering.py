"""Rows of all tables to dossiers, a workshop at a time (按工坊归集).

Facts are built column by column and handed to their workshops once. A row with a fault sets aside its workshop, whose
dossier would otherwise be made of part of its facts, and no other, unless the row is most likely that one's. A table in
which a workshop has no row leaves its collection unstated, unless a row says 无.
"""

from collections import defaultdict
from typing import Any

from common_prosperity.errors import Problem
from common_prosperity.files.tables.assembling import make_dossiers
from common_prosperity.files.tables.gathered import Entry, Gathering
from common_prosperity.files.tables.layout import TABLES, Table
from common_prosperity.files.tables.making import make_facts, orphans
from common_prosperity.files.tables.owners import Owners, settle_misplaced
from common_prosperity.files.tables.strays import Likeness, settle_strays
from common_prosperity.files.tables.table_sheets import OTHERS, TableSheet
from common_prosperity.files.tables.whose_rows import total_rows


def gather(sheets: list[TableSheet]) -> Gathering:
    """Put the rows of all tables together."""
    gathering = Gathering(sheets)
    for sheet in gathering.of(TABLES["workshops"]):
        total_rows(sheet, frozenset())
    _take_workshops(gathering)
    for sheet in sheets:
        total_rows(sheet, gathering.known)
    likeness = Likeness(gathering.known)
    for table in sorted(TABLES.values(), key=lambda table: not table.parent):  # nested tables first
        if table.key != "workshops":
            _resolve_names(gathering, table, likeness)
            make_facts(gathering, table)
    orphans(gathering)
    for sheet in sheets:
        _break(gathering, sheet)
    _incomplete_tables(gathering)
    if gathering.known:
        owners = Owners(gathering)
        settle_strays(gathering, likeness, owners)
        settle_misplaced(gathering, owners)
    make_dossiers(gathering)
    return gathering


def _take_workshops(gathering: Gathering) -> None:
    table = TABLES["workshops"]
    rows: defaultdict[str, list[Entry]] = defaultdict(list)
    for sheet in gathering.of(table):
        for row, names in zip(sheet.rows(), sheet.names, strict=False):
            if names and row not in sheet.blank:
                rows[names[0]].append((sheet, row))
    gathering.known = frozenset(rows)
    for name, entries in rows.items():
        if len(entries) > 1:
            for entry in entries:
                gathering.fault(entry, Problem.of("", "duplicate-id", name=name), table.workshop)
        sheet, row = entries[0]
        if row not in sheet.faults:
            at = row - sheet.first
            stated: dict[str, Any] = {field: sheet.values[field][at] for field in table.fields if field in sheet.values}
            gathering.workshops[name] = (entries[0], stated)


def _resolve_names(gathering: Gathering, table: Table, likeness: Likeness) -> None:
    """Rows that name a workshop nobody has introduced, and rows that say 无."""
    if not gathering.known:
        return
    none = gathering.none.setdefault(table.key, {})
    for sheet in gathering.of(table):
        unknown = set(sheet.names) - {OTHERS}
        unknown = {names for names in unknown if not gathering.known.issuperset(names)}
        for row, names in zip(sheet.rows(), sheet.names, strict=False) if unknown else ():
            if names in unknown and row not in sheet.blank:
                for name in sorted(set(names) - gathering.known):
                    sheet.fault(row, likeness.problem(name), table.workshop)
        for row in sorted(sheet.none_rows - sheet.faults.keys()):
            names = sheet.names[row - sheet.first]
            if names == OTHERS:
                gathering.others[table.key] = (sheet, row)
            else:
                none.update(dict.fromkeys(names, (sheet, row)))


def _break(gathering: Gathering, sheet: TableSheet) -> None:
    """Set aside the workshops of rows with faults; several rows that say 无 and otherwise are faults, too."""
    facts = gathering.facts.get(sheet.table.key)
    if facts is not None:
        for name, (owner, row) in gathering.none.get(sheet.table.key, {}).items():
            if owner is sheet and name in facts.by_workshop:
                problem = Problem.of("", "none-beside-some", zh=sheet.table.title.zh, en=sheet.table.title.en)
                gathering.fault((sheet, row), problem, None, (name,))
        others = gathering.others.get(sheet.table.key)
        if others is not None and others[0] is sheet and _has_stray_rows(gathering, sheet.table):
            sheet.fault(others[1], Problem.of("", "others-unsettled"), None)
            del gathering.others[sheet.table.key]
    for row, found in sheet.faults.items():
        if row - sheet.first < len(sheet.names):
            for name in sheet.names[row - sheet.first]:
                gathering.broken.setdefault(name, {}).update(dict.fromkeys(found or sheet.problems or (sheet.more(),)))


def _has_stray_rows(gathering: Gathering, table: Table) -> bool:
    """Whether a table has rows of which nobody knows whose they are."""
    for sheet in gathering.of(table):
        if not sheet.readable or (sheet.problems and not all(sheet.names)):
            return True
        named = (sheet.names[row - sheet.first] for row in sheet.faults.keys() - sheet.totals)
        if any(not names or not gathering.known.issuperset(names) for names in named):
            return True
    return False


def _incomplete_tables(gathering: Gathering) -> None:
    """Where one sheet of a table cannot be read or told apart, the workshops of its other sheets have part of their rows."""
    for table in TABLES.values():
        sheets = list(gathering.of(table))
        lost = [sheet for sheet in sheets if sheet.problems and (sheet.headings is None or not any(sheet.names))]
        if not lost or table.key == "workshops":
            continue
        names = {*gathering.facts[table.key].by_workshop, *gathering.none.get(table.key, {})}
        gathering.others.pop(table.key, None)
        for name in names:
            problem = Problem.of("", "table-incomplete", zh=table.title.zh, en=table.title.en)
            gathering.broken.setdefault(name, {})[lost[0].problem(problem)] = None
