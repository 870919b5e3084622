"""Rows of all tables to dossiers, a workshop at a time (按工坊归集).

Facts are built column by column and handed to their workshops once. A row with a fault sets aside its workshop, whose
dossier would otherwise be made of part of its facts, and no other. A table in which a workshop has no row leaves its
collection unstated, unless a row says 无.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, repeat
from typing import Any, Final

import attrs

from common_prosperity.errors import Problem, ProsperityError
from common_prosperity.facts import Dossier, Register
from common_prosperity.files.codec import assemble
from common_prosperity.files.tables.cells import SOME_STATED
from common_prosperity.files.tables.columns import OTHERS, TableSheet
from common_prosperity.files.tables.layout import TABLES, Column, Table, key_fields
from common_prosperity.files.tables.results import TableProblem
from common_prosperity.quantities import UNSTATED

PLACE: Final = re.compile(r"\$\.(\w+)(?:\[(\d+)\])?(?:\.(\w+))?(?:\[(\d+)\])?(?:\.(\w+))?")
"""Where a dossier finds fault with itself: collection, index, field, index, field."""

Entry = tuple[TableSheet, int]
"""A row: its sheet and its index there."""


@attrs.define
class Facts:
    """The facts of one table with the rows they come from, one for each row and workshop."""

    table: Table
    count: int = 0
    runs: list[tuple[int, TableSheet, Sequence[int]]] = attrs.field(factory=list, repr=False)
    """Where the facts of each sheet begin, and their rows there."""
    workshops: list[str] = attrs.field(factory=list, repr=False)
    made: list[Any] = attrs.field(factory=list, repr=False)
    by_workshop: dict[str, Sequence[int]] = attrs.field(factory=dict, repr=False)

    def entry(self, index: int) -> Entry:
        """The row a fact comes from."""
        start, sheet, rows = self.runs[bisect_right(self.runs, index, key=lambda run: run[0]) - 1]
        return sheet, rows[index - start]

    def group(self) -> None:
        """Sort the facts by workshop, keeping their order."""
        runs: dict[str, list[range]] = {}
        start = 0
        for name, run in groupby(self.workshops):
            end = start + len(list(run))
            runs.setdefault(name, []).append(range(start, end))
            start = end
        self.by_workshop = {name: own[0] if len(own) == 1 else list(chain.from_iterable(own)) for name, own in runs.items()}

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


def gather(sheets: list[TableSheet]) -> Gathering:
    """Put the rows of all tables together."""
    gathering = Gathering(sheets)
    _take_workshops(gathering)
    for table in sorted(TABLES.values(), key=lambda table: not table.parent):  # nested tables first
        if table.key != "workshops":
            _resolve_names(gathering, table)
            _make_facts(gathering, table)
    _orphans(gathering)
    for sheet in sheets:
        _break(gathering, sheet)
    _incomplete_tables(gathering)
    _make_dossiers(gathering)
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
            stated: dict[str, Any] = {field: sheet.values[field][at] for field in _fields(table) if field in sheet.values}
            gathering.workshops[name] = (entries[0], stated)


def _resolve_names(gathering: Gathering, table: Table) -> None:
    """Rows that name a workshop nobody has introduced, and rows that say 无."""
    if not gathering.known:
        return
    none = gathering.none.setdefault(table.key, {})
    for sheet in gathering.of(table):
        unknown = set(sheet.names) - {OTHERS}
        unknown = {names for names in unknown if not gathering.known.issuperset(names)}
        for row, names in zip(sheet.rows(), sheet.names, strict=False) if unknown else ():
            if names in unknown and row not in sheet.blank:
                name = next(name for name in names if name not in gathering.known)
                sheet.fault(row, Problem.of("", "dangling", name=name, table=titled(TABLES["workshops"])), table.workshop)
        for row in sorted(sheet.none_rows - sheet.faults.keys()):
            names = sheet.names[row - sheet.first]
            if names == OTHERS:
                gathering.others[table.key] = (sheet, row)
            else:
                none.update(dict.fromkeys(names, (sheet, row)))


def titled(table: Table) -> str:
    """A table by both its names."""
    return f"{table.title.zh} {table.title.en}"


# ---- facts ---------------------------------------------------------------------------------------------------------


def _make_facts(gathering: Gathering, table: Table) -> None:
    facts = gathering.facts[table.key] = Facts(table)
    columns: dict[str, list[Any]] = {}
    for sheet in gathering.of(table):
        passed = sheet.faults.keys() | sheet.blank | sheet.none_rows
        rows: Sequence[int] = [row for row in sheet.rows() if row not in passed] if passed else sheet.rows()
        if sheet.headings is None or not rows:
            continue
        first = sheet.first
        names = [sheet.names[row - first] for row in rows] if passed else sheet.names
        if {1}.issuperset(map(len, names)):
            flat = [name for (name,) in names]
        else:  # a row that serves several workshops becomes one for each
            rows = [row for row, each in zip(rows, names, strict=True) for _ in each]
            flat = [name for each in names for name in each]
        whole = len(rows) == len(sheet.names) and not passed
        for field in _fields(table):
            values = sheet.values.get(field)
            column = columns.setdefault(field, [UNSTATED] * facts.count)
            column.extend(
                repeat(UNSTATED, len(rows)) if values is None else values if whole else [values[r - first] for r in rows]
            )
        facts.workshops += flat
        facts.runs.append((facts.count, sheet, rows))
        facts.count += len(rows)
    facts.group()
    if table.parent:
        _make_items(gathering, facts, columns)
        return
    _take_nested(gathering, facts, columns)
    if facts.table.workshop.key in attrs.fields_dict(table.cls):
        columns[facts.table.workshop.key] = facts.workshops
    facts.made = _made(gathering, facts, columns)


def _fields(table: Table) -> list[str]:
    """What each row of a table states: fields of its fact, and the keys of a nested row."""
    columns = [column for column in table.columns if column.role != "workshop"]
    return list(dict.fromkeys(column.key if column.role == "key" else column.field for column in columns))


def _make_items(gathering: Gathering, facts: Facts, columns: dict[str, list[Any]]) -> None:
    """The facts of a nested table, and where each belongs."""
    table = facts.table
    keys = [column.key for column in table.keys]
    own = next((column for column in table.columns if column.role == "item"), None)
    if own is not None:
        facts.made = columns.get(own.key, [])
    else:
        stated = {field: values for field, values in columns.items() if field not in keys}
        facts.made = _made(gathering, facts, stated)
    groups: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    for index, key in enumerate(zip(facts.workshops, *(columns.get(key, []) for key in keys), strict=False)):
        if facts.made[index] is not None:
            groups[key].append(index)
    gathering.children[table.key] = dict(groups)


def _take_nested(gathering: Gathering, facts: Facts, columns: dict[str, list[Any]]) -> None:
    """Give the facts of a table what its nested tables hold for them."""
    for column in facts.table.columns:
        if column.role not in {"list", "rows"} or not facts.count:
            continue
        nested = TABLES[f"{facts.table.key}.{column.key}"]
        groups = gathering.children.get(nested.key, {})
        values = columns[column.key] = list(columns[column.key])
        if not groups and SOME_STATED not in values:
            continue
        made = gathering.facts[nested.key].made
        keys = zip(facts.workshops, *(columns[key] for key in key_fields(facts.table.cls)), strict=True)
        for index, (value, key) in enumerate(zip(values, map(flat_key, keys), strict=True)):
            rows = groups.get(key)
            if rows and value in (UNSTATED, SOME_STATED):
                values[index] = tuple([made[row] for row in rows])
            elif rows:
                code = "none-beside-some" if value == () else "listed-twice"
                gathering.fault(facts.entry(index), Problem.of("", code, zh=nested.title.zh, en=nested.title.en), column)
            elif value is SOME_STATED:
                problem = Problem.of("", "some-without-rows", zh=nested.title.zh, en=nested.title.en)
                gathering.fault(facts.entry(index), problem, column)
                values[index] = UNSTATED


def flat_key(key: tuple[Any, ...]) -> tuple[Any, ...]:
    """A key as the nested table writes it: a period by its first and last day."""
    flat: list[Any] = []
    for part in key:
        flat += [part.since, part.until] if hasattr(part, "since") else [part]
    return tuple(flat)


def _made(gathering: Gathering, facts: Facts, columns: dict[str, list[Any]]) -> list[Any]:
    """Facts from columns of checked values; those whose fields contradict each other are noted and left out."""
    cls, count = facts.table.cls, facts.count
    if not count:
        return []
    try:
        return assemble(cls, columns, count)  # type: ignore[arg-type]  # columns are sized collections
    except ProsperityError:
        made: list[Any] = []
        for index in range(count):
            try:
                made.append(cls(**{field: values[index] for field, values in columns.items()}))
            except ProsperityError as error:
                made.append(None)
                entry = facts.entry(index)
                for problem in error.problems:
                    column = facts.table.column(problem.place.partition("[")[0])
                    if not entry[0].faults.get(entry[1]):
                        gathering.fault(entry, reworded(problem, facts.table), column)
        return made


def reworded(problem: Problem, table: Table) -> Problem:
    """A problem whose particulars name columns and tables as people know them."""
    details = []
    for key, text in problem.details:
        named = table.column(text) if key == "other" else None
        told = titled(TABLES[text]) if key == "table" and text in TABLES else text
        details.append((key, told if named is None else f"{named.name.zh} {named.name.en}"))
    return attrs.evolve(problem, details=tuple(details))


def _orphans(gathering: Gathering) -> None:
    """Rows of nested tables that belong to no fact."""
    for key, groups in gathering.children.items():
        table = TABLES[key]
        parent = TABLES[table.parent]
        fields = key_fields(parent.cls)
        present: set[tuple[Any, ...]] = set()
        for sheet in gathering.of(parent):
            columns = [sheet.values.get(field, []) for field in fields]
            for names, *parts in zip(sheet.names, *columns, strict=False):
                present.update(flat_key((name, *parts)) for name in names)
        for at, rows in groups.items():
            if at not in present:
                for row in rows:
                    problem = Problem.of("", "dangling", name=" ".join(map(str, at[1:])), table=titled(parent))
                    gathering.fault(gathering.facts[key].entry(row), problem, table.keys[0], at[:1])


# ---- what is set aside ---------------------------------------------------------------------------------------------


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
                gathering.broken.setdefault(name, {}).update(dict.fromkeys(found or sheet.problems))


def _has_stray_rows(gathering: Gathering, table: Table) -> bool:
    """Whether a table has rows of which nobody knows whose they are."""
    for sheet in gathering.of(table):
        if not sheet.readable or (sheet.problems and not all(sheet.names)):
            return True
        named = (sheet.names[row - sheet.first] for row in sheet.faults)
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


# ---- dossiers ------------------------------------------------------------------------------------------------------


def _make_dossiers(gathering: Gathering) -> None:
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
