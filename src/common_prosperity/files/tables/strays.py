"""Rows that name no workshop that is known (无主行): whose they may be, and who waits until that is settled.

A payment or an incident whose workshop is mistyped is missing where it belongs, and an award might be granted or refused
without it. Where one workshop is most likely meant, it is set aside until the row is mended. Likely is not certain: every
other decision holds on one condition, which results state: that the row is not that workshop's.

>>> likeness = Likeness(["yunling-sewing", "shiqiao-bamboo"])
>>> likeness.near("yunling_sewimg")
('yunling-sewing',)
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from common_prosperity.errors import Problem, unknown_name
from common_prosperity.files.tables.gathered import Entry, Gathering
from common_prosperity.files.tables.owners import Owners
from common_prosperity.files.tables.results import Stray
from common_prosperity.files.tables.table_sheets import OTHERS, TableSheet
from common_prosperity.files.tables.words import fold

LOOKALIKE: Final = str.maketrans("oil", "011")
"""Letters that are taken for figures, in small letters."""
SHORTEST: Final = 3
"""Characters below which one slip makes too many ids of one: w1, w2, w3."""
LONGEST: Final = 64
WHOLE: Final = 3
"""An id in rows of so many tables is no slip of the pen, but a workshop that the table of workshops lacks."""
NAMED: Final = 3
"""So many near ids are told."""
COMPARED: Final = 100
"""Unknown ids that are compared with every known one, to name the nearest."""


class Likeness:
    """Which known ids an unknown one may be meant for.

    Those that differ in nothing but case, spaces, hyphens and letters that look like figures; else those a single
    character away, be it wrong, missing, added or misplaced.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self.known = sorted(known)
        self.same: defaultdict[str, list[str]] = defaultdict(list)
        self.close: defaultdict[str, list[str]] = defaultdict(list)
        self.left = COMPARED
        for name in self.known:
            plain = _plain(name)
            self.same[plain].append(name)
            for form in _shortened(plain):
                self.close[form].append(name)

    def near(self, name: str) -> tuple[str, ...]:
        """The ids that may be meant."""
        plain = _plain(name)
        if plain in self.same:
            return tuple(self.same[plain])
        return tuple(sorted({found for form in _shortened(plain) for found in self.close.get(form, ())}))

    def problem(self, name: str) -> Problem:
        """That there is no such workshop, and which ones are near."""
        if near := self.near(name):
            return Problem.of("", "unknown-name-near", name=name, near=", ".join(near[:NAMED]), zh="工坊", en="workshop")
        self.left -= 1
        return unknown_name("", name, self.known if self.left >= 0 else (), "工坊", "workshop")


def _plain(name: str) -> str:
    return fold(name[:LONGEST]).translate(LOOKALIKE)


def _shortened(plain: str) -> set[str]:
    """A short form for each character that may be left out; ids one slip apart share one, as do `abc`, `abxc` and `acb`."""
    if len(plain) < SHORTEST:
        return set()
    return {plain} | {plain[:at] + plain[at + 1 :] for at in range(len(plain))}


def settle_strays(gathering: Gathering, likeness: Likeness, owners: Owners) -> None:
    """Set aside the workshops that stray rows are most likely of, and keep an account of all stray rows."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for sheet in gathering.sheets:
        for row, name in _strays(sheet, gathering.known):
            found[name].append((sheet, row))
    for name, entries in found.items():
        near = likeness.near(name) if name else ()
        claims: dict[str, dict[int, list[Entry]]] = {}
        for entry in entries:
            owner = owners.of(entry, near)
            if owner is not None and entry[0].table.key != "workshops":
                claims.setdefault(owner, {}).setdefault(id(entry[0]), []).append(entry)
        for owner in [owner for owner in claims if name and _is_whole(gathering, entries, owner)]:
            del claims[owner]
        for owner, by_sheet in claims.items():
            for rows in by_sheet.values():
                sheet, row = rows[0]
                problem = Problem.of("", "stray-row", near=owner, count=len(rows))
                gathering.fault((sheet, row), problem, sheet.table.workshop, (owner,))
        gathering.strays.append(Stray(name, len(entries), tuple(_places(entries)), near, tuple(claims)))


def _strays(sheet: TableSheet, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The rows of a sheet that name an unknown workshop, or none, once for each name."""
    if sheet.place(sheet.table.workshop) is None:
        return
    astray = {names for names in set(sheet.names) - {OTHERS} if not names or not known.issuperset(names)}
    for row, names in zip(sheet.rows(), sheet.names, strict=True) if astray else ():
        if names in astray and row not in sheet.blank and row not in sheet.totals:
            for name in names or ("",):
                if name not in known:
                    yield row, name


def _is_whole(gathering: Gathering, entries: list[Entry], owner: str) -> bool:
    """Whether an id has rows all over the register, and the workshop that might be meant has rows beside them."""
    tables = {sheet.table.key for sheet, _ in entries}
    return len(tables) >= WHOLE and any(owner in gathering.facts[key].by_workshop for key in tables & gathering.facts.keys())


def _places(entries: list[Entry]) -> Iterator[str]:
    """Where the rows of each sheet begin."""
    seen: set[int] = set()
    for sheet, row in entries:
        if id(sheet) not in seen:
            seen.add(id(sheet))
            yield sheet.problem(Problem.of("", "absent"), row, sheet.place(sheet.table.workshop)).place
