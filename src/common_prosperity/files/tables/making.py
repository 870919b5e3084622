"""Facts from the rows of a table (由表行生成事实), column by column, nested tables first."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import repeat
from typing import Any

import attrs

from common_prosperity.errors import Problem, ProsperityError
from common_prosperity.files.quick import assemble
from common_prosperity.files.tables.cells import SOME_STATED
from common_prosperity.files.tables.gathered import Facts, Gathering, flat_key
from common_prosperity.files.tables.layout import TABLES, Table, key_fields
from common_prosperity.files.tables.rewording import reworded
from common_prosperity.quantities import UNSTATED


def make_facts(gathering: Gathering, table: Table) -> None:
    """The facts of one table, those of its nested tables having been made before."""
    facts = gathering.facts[table.key] = Facts(table=table)
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
        for field in table.fields:
            values = sheet.values.get(field)
            column = columns.setdefault(field, [UNSTATED] * facts.count)
            column.extend(
                repeat(UNSTATED, len(rows)) if values is None else values if whole else [values[r - first] for r in rows]
            )
        facts.workshops += flat
        facts.runs.append((facts.count, sheet, rows))
        facts.count += len(rows)
    facts.group(facts.workshops)
    if table.parent:
        _make_items(gathering, facts, columns)
        return
    _take_nested(gathering, facts, columns)
    if facts.table.workshop.key in attrs.fields_dict(table.cls):
        columns[facts.table.workshop.key] = facts.workshops
    facts.made = _made(gathering, facts, columns)


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
        held = facts.nested.setdefault(column.key, {})
        for index, (value, key) in enumerate(zip(values, map(flat_key, keys), strict=True)):
            rows = groups.get(key)
            if rows and value in (UNSTATED, SOME_STATED):
                values[index] = tuple([made[row] for row in rows])
                held[index] = rows
            elif rows:
                code = "none-beside-some" if value == () else "listed-twice"
                gathering.fault(facts.entry(index), Problem.of("", code, zh=nested.title.zh, en=nested.title.en), column)
            elif value is SOME_STATED:
                problem = Problem.of("", "some-without-rows", zh=nested.title.zh, en=nested.title.en)
                gathering.fault(facts.entry(index), problem, column)
                values[index] = UNSTATED


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


def orphans(gathering: Gathering) -> None:
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
                    problem = Problem.of("", "dangling", name=" ".join(map(str, at[1:])), table=parent.key)
                    gathering.fault(gathering.facts[key].entry(row), reworded(problem, table), table.keys[0], at[:1])
