"""Which sheet is which table, and which column which field (表名与表头的识别).

Headings are known in Chinese, in English and by the name of the field, in any order and in any width of letters; an
asterisk and a remark in brackets do not matter, but a unit in brackets does: under 加工费（万元） stands ten thousand
times as much. Sheets may carry a number or a place beside the name of the table: 发放 2, 人员-联丰村.
"""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import attrs

from common_prosperity.errors import Problem
from common_prosperity.files.tables.amounts import unit_words
from common_prosperity.files.tables.layout import TABLES, Column, Table
from common_prosperity.files.tables.words import FOREIGN, UNITS, fold, trimmed
from common_prosperity.quantities import Text

HEADING_ROWS: Final = 30
"""Within so many rows the headings must stand; titles and remarks may stand above them."""

LONGEST_HEADING: Final = 60
GUIDE: Final = Text("说明", "guide")
CHOICES: Final = Text("选项", "choices")
STATEMENTS: Final = Text("事项清单", "statements asked for")
PROBLEMS: Final = Text("问题", "problems")
ORIGINAL_ROW: Final = Text("原行号", "original row")
"""Sheets and columns of our own that are no data."""
OWN_SHEETS: Final = frozenset(fold(words) for text in (GUIDE, STATEMENTS, CHOICES, PROBLEMS) for words in (text.zh, text.en))
OWN_COLUMNS: Final = frozenset(fold(words) for text in (PROBLEMS, ORIGINAL_ROW) for words in (text.zh, text.en))

BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s*\*?$")
NAME_PARTS: Final = re.compile(r"[\s_\-.·—()（）\[\]【】]+")


def _table_names() -> dict[str, Table]:
    """Titles and keys, and for a nested table the field alone (低收入认定 for 家庭低收入认定) where no other has it."""
    names: dict[str, Table] = {}
    short = {key: table.title.zh.removeprefix(TABLES[table.parent].title.zh) for key, table in TABLES.items() if table.parent}
    times = Counter(short.values())
    for key, table in TABLES.items():
        names.update(dict.fromkeys(map(fold, (table.title.zh, table.title.en, key)), table))
        if times[short.get(key, "")] == 1:
            names.setdefault(fold(short[key]), table)
    return names


TABLE_NAMES: Final[Mapping[str, Table]] = _table_names()


def table_named(name: str) -> Table | None:
    """The table a sheet or file is meant to be, from its name."""
    if found := TABLE_NAMES.get(fold(name)):
        return found
    named = {found.key: found for part in NAME_PARTS.split(name) if (found := TABLE_NAMES.get(fold(part)))}
    return next(iter(named.values())) if len(named) == 1 else None


def is_own(name: str) -> bool:
    """Whether a sheet is one that we add ourselves: the guide, the choices, the list of problems."""
    return fold(name) in OWN_SHEETS


def column_names(table: Table) -> dict[str, Column]:
    """Every name a heading may have, folded, with its column; a name that could mean two columns means none."""
    names = {fold(words): column for column in table.columns for words in (column.name.zh, column.name.en)}
    others = [(fold(words), column) for column in table.columns for words in (column.key, *column.aliases)]
    meant: dict[str, set[str]] = {}
    for words, column in others:
        meant.setdefault(words, set()).add(column.key)
    for words, column in others:
        if len(meant[words]) == 1:
            names.setdefault(words, column)
    return names


COLUMN_NAMES: Final = {key: column_names(table) for key, table in TABLES.items()}


@attrs.frozen
class Headings:
    """The headings of one sheet."""

    row: int
    """Index of the heading row among the rows of the sheet."""
    places: Mapping[str, int]
    """Key of the column → index of the column in the sheet."""
    factors: Mapping[str, Fraction]
    """What the unit in a heading multiplies the numbers below it by."""
    extras: tuple[tuple[int, str], ...]
    """Columns whose heading means nothing here."""
    faults: tuple[tuple[int | None, Problem], ...]
    """Column index and fault: what makes the whole sheet unreliable."""
    near: Mapping[int, Column]
    """Column index of a heading that means nothing → the column it may be meant for."""


def find_headings(table: Table, rows: Sequence[Sequence[Any]]) -> Headings | None:
    """The headings among the first rows of a sheet: the first of those rows in which most columns are named."""
    names = COLUMN_NAMES[table.key]
    best, most = None, 0
    for index, row in enumerate(rows[:HEADING_ROWS]):
        known = {names[word].key for cell in row if (word := _heading(cell)[0]) in names}
        if len(known) > most:
            best, most = index, len(known)
    filled = 0 if best is None else sum(1 for cell in rows[best] if trimmed(str(cell)))
    if best is None or (most < 2 and filled > most):
        return None
    return _read_headings(table, best, rows[best])


def _heading(cell: Any) -> tuple[str, str]:
    """The folded words of a heading, and what stands in brackets after them."""
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    match = BRACKETS.search(text)
    words = text if match is None else text[: match.start()]
    return fold(words).rstrip("*"), "" if match is None else fold(match[1])


def _read_headings(table: Table, index: int, row: Sequence[Any]) -> Headings:
    names = COLUMN_NAMES[table.key]
    places: dict[str, int] = {}
    factors: dict[str, Fraction] = {}
    extras: list[tuple[int, str]] = []
    faults: list[tuple[int | None, Problem]] = []
    for at, cell in enumerate(row):
        word, remark = _heading(cell)
        column = names.get(word)
        if column is None:
            if word not in OWN_COLUMNS:
                extras.append((at, trimmed(str(cell))))
            continue
        if column.key in places:
            faults.append((at, Problem.of("", "heading-repeated", zh=column.name.zh, en=column.name.en)))
            continue
        places[column.key] = at
        known = UNITS.get(column.limits.unit, {})
        if remark in known and known[remark] != 1:
            factors[column.key] = known[remark]
        elif remark not in known and remark in FOREIGN:
            zh, en = unit_words(column.limits.unit)
            faults.append((at, Problem.of("", "bad-unit", name=remark, zh=zh, en=en)))
    missing = [column for column in table.columns if column.key not in places]
    near = _near(missing, extras)
    faults += [(None, _absent(column, near, extras)) for column in missing if column.required]
    return Headings(index, places, factors, tuple(extras), tuple(faults), near)


def _near(missing: Sequence[Column], extras: Sequence[tuple[int, str]]) -> dict[int, Column]:
    """Which of the columns that a sheet lacks each strange heading may be meant for."""
    names = {fold(words): column for column in missing for words in (column.name.zh, column.name.en)}
    found = {at: difflib.get_close_matches(_heading(heading)[0][:LONGEST_HEADING], names, n=1) for at, heading in extras}
    return {at: names[words[0]] for at, words in found.items() if words}


def _absent(column: Column, near: Mapping[int, Column], extras: Sequence[tuple[int, str]]) -> Problem:
    """That a required column is missing, with the heading that may stand for it."""
    meant = [heading for at, heading in extras if near.get(at) is column]
    if not meant:
        return Problem.of("", "heading-absent", zh=column.name.zh, en=column.name.en)
    return Problem.of("", "heading-absent-near", zh=column.name.zh, en=column.name.en, near=meant[0])
