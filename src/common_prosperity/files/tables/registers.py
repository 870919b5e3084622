"""Reading a register from spreadsheets, delimited text or JSON (读取登记表)."""

import contextlib
import gc
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from common_prosperity.errors import Fault, InvalidFacts, Problem, ProsperityError, Unreadable, shown
from common_prosperity.facts import Dossier, Register
from common_prosperity.files.codec import structure
from common_prosperity.files.json_text import parse
from common_prosperity.files.readers import Plain
from common_prosperity.files.reading import as_path, is_folder
from common_prosperity.files.tables.archives import SizeLimits
from common_prosperity.files.tables.assembling import origins_of, register_of
from common_prosperity.files.tables.columns import Memory, read_sheet
from common_prosperity.files.tables.gathered import Gathering
from common_prosperity.files.tables.gathering import gather
from common_prosperity.files.tables.headings import table_named
from common_prosperity.files.tables.layout import TABLES
from common_prosperity.files.tables.results import (
    Account,
    AsideRow,
    AsideSheet,
    ExtraColumn,
    ExtraSheet,
    Reading,
    TableProblem,
    WorkshopAside,
)
from common_prosperity.files.tables.sources import Other, read_file, sheets_of
from common_prosperity.files.tables.table_sheets import FAULTS_TOLD, OTHERS, TableSheet
from common_prosperity.files.tables.words import listed, literal
from common_prosperity.quantities import UNSTATED

Progress = Callable[[str], None]
"""Told the name of each sheet before it is read as a table."""

DEFAULT_LIMITS: Final = SizeLimits()
FOUND_TOLD: Final = 5
"""So many sheets or files are named where none of them is a table."""


def read_register(path: str | Path, *, limits: SizeLimits = DEFAULT_LIMITS, progress: Progress | None = None) -> Reading:
    """Read a register of many workshops, with every fault named and nothing lost.

    Args:
        path: a workbook (.xlsx, .xls, .ods), a folder of workbooks and CSV files, a zip archive of CSV files, or a JSON
            file of a register or a dossier. The contents decide, not the name.
        limits: how much a file may ask for.
        progress: told the name of each sheet as it is read.

    Returns:
        The workshops whose own rows are sound, every problem, the rows set aside and an account of all rows.

    Raises:
        Unreadable: nothing could be read: there is no such file, it is damaged, encrypted or too large, holds macros
            or links to other files, is no file of these kinds, or holds none of the tables of a register.
        InvalidFacts: a JSON file holds neither a register nor a dossier.
        WrongKind: it is no path.
    """
    path = as_path(path)
    try:
        data = None if is_folder(path) else read_file(path, limits)
        if data is not None and _is_json(path, data):
            return _read_json(path, data)
        with _without_collector():
            return _read_tables(path, data, limits, progress)
    except Fault as fault:
        problem = fault.problems[0]
        raise Unreadable(TableProblem.at(problem, file=str(path / problem.place))) from None
    except OSError as error:
        if isinstance(error, ProsperityError):
            raise
        problem = Problem.of("", "unreadable", detail=error.strerror or error)
        raise Unreadable(TableProblem.at(problem, file=str(path))) from None


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of facts are made and none is dropped: looking for garbage again and again would double the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


# ---- tables --------------------------------------------------------------------------------------------------------


def _read_tables(path: Path, data: bytes | None, limits: SizeLimits, progress: Progress | None) -> Reading:
    sheets: list[TableSheet] = []
    memory: Memory = {}
    cells = 0
    extras: list[ExtraSheet] = []
    for source in sheets_of(path, data, limits):
        if isinstance(source, Other):
            extras.append(ExtraSheet(source.file, source.name))
            continue
        cells += source.height * len(source.columns)
        if cells > limits.all_cells:
            raise Fault.of("", "spread-too-wide", rows=source.height, columns=len(source.columns))
        if progress is not None:
            progress(source.name)
        table = table_named(source.name)
        if table is None:
            extras.append(ExtraSheet(source.file, source.name))
        else:
            sheets.append(read_sheet(source, table, memory))
    if not sheets:
        raise _no_tables(extras)
    gathering = gather(sheets)
    general: list[TableProblem] = []
    if not gathering.known and any(sheet.names and len(sheet.blank) < len(sheet.names) for sheet in sheets):
        general.append(TableProblem.at(Problem.of("", "no-workshops"), file=path.name))
    register = register_of(gathering)
    used = {dossier.workshop.id for dossier in register.dossiers}
    accounts, aside = [], []
    for sheet in sheets:
        account, kept = _settle(sheet, gathering, used)
        accounts.append(account)
        aside += kept
    problems = general + [problem for sheet in sheets for problem in _problems(sheet)]
    listed_already = set(problems)
    titles = _titles(gathering)
    why = {name: tuple(gathering.broken[name]) for name in titles if name in gathering.broken}
    problems += [problem for found in why.values() for problem in found if problem not in listed_already]
    return Reading(
        str(path.name),
        register,
        tuple(problems),
        tuple(accounts),
        tuple(aside),
        tuple(WorkshopAside(name, found, titles[name]) for name, found in why.items()),
        tuple(gathering.strays),
        tuple(extra for sheet in sheets for extra in _extra_columns(sheet)),
        tuple(extras),
        origins_of(gathering),
    )


def _no_tables(extras: list[ExtraSheet]) -> Fault:
    """A refusal of what holds no table of a register, with what it holds instead."""
    if not extras:
        return Fault.of("", "no-tables")
    names = [shown(extra.sheet) for extra in extras[:FOUND_TOLD]]
    return Fault.of("", "no-tables-but", found=", ".join([*names, *(["…"] if len(extras) > FOUND_TOLD else [])]))


def _titles(gathering: Gathering) -> dict[str, str]:
    """The workshops in the order of their rows, with what they are called there; nothing where no row says so."""
    titles: dict[str, str] = {}
    for sheet in gathering.of(TABLES["workshops"]):
        called = sheet.values.get("workshop.name", [UNSTATED] * len(sheet.names))
        for names, found in zip(sheet.names, called, strict=True):
            for name in names:
                titles[name] = titles.get(name) or (found if isinstance(found, str) else "")
    return titles


def _problems(sheet: TableSheet) -> Iterator[TableProblem]:
    """The problems of a sheet from top to bottom."""
    yield from sheet.problems
    for row in sorted(sheet.faults):
        yield from sorted(sheet.faults[row], key=lambda problem: problem.column or 0)
    if sheet.told >= FAULTS_TOLD:
        yield sheet.more()


def _extra_columns(sheet: TableSheet) -> Iterator[ExtraColumn]:
    """The columns of a sheet whose headings mean nothing."""
    raw, headings = sheet.sheet, sheet.headings
    for at, heading in () if headings is None else headings.extras:
        filled = raw.filled(at, sheet.first)
        if heading or filled:
            near = None if headings is None else headings.near.get(at)
            yield ExtraColumn(
                raw.file,
                raw.name,
                at + 1 + raw.first_column,
                heading,
                filled,
                raw.columns[at][sheet.first :],
                sheet.first + 1,
                None if near is None else near.name,
            )


def _settle(sheet: TableSheet, gathering: Gathering, used: set[str]) -> tuple[Account, list[AsideSheet]]:
    """What becomes of each row: used, set aside, or blank."""
    raw, rows = sheet.sheet, sheet.rows()
    lost_names = {names for names in set(sheet.names) if not used.issuperset(names) or not names}
    kept: list[AsideRow] = []
    aside = 0
    for row in _rows_to_look_at(sheet, lost_names):
        names = sheet.names[row - sheet.first] if sheet.names else ()
        faults = sheet.faults.get(row)
        if names == OTHERS and faults is None:
            serves = gathering.others.get(sheet.table.key, (None, 0))[1] == row
            lost = not gathering.broken.keys().isdisjoint(gathering.known)
        else:
            serves, lost = not used.isdisjoint(names), True
        if faults is not None or not serves:
            aside += 1
            kept.append(AsideRow(row + 1, raw.row(row), tuple(faults or ())))
        elif lost:
            kept.append(AsideRow(row + 1, _only_for(sheet, row, names, used), (), used=True))
    blank = len(sheet.blank)
    account = Account(raw.file, raw.name, sheet.table.key, len(rows), len(rows) - aside - blank, aside, blank, raw.encoding)
    if not kept and not sheet.problems:
        return account, []
    headings = () if sheet.headings is None else raw.row(sheet.headings.row)
    found = AsideSheet(raw.file, raw.name, sheet.table.key, headings, tuple(kept), tuple(sheet.problems), raw.first_column + 1)
    return account, [found]


def _rows_to_look_at(sheet: TableSheet, names: set[tuple[str, ...]]) -> list[int]:
    """Rows that are not plainly used: with faults, or of workshops not all of which were read."""
    if not sheet.names:
        return [row for row in sheet.rows() if row not in sheet.blank]
    if not names and not sheet.faults:
        return []
    return [
        row
        for row, own in zip(sheet.rows(), sheet.names, strict=True)
        if (own in names or row in sheet.faults) and row not in sheet.blank
    ]


def _only_for(sheet: TableSheet, row: int, names: tuple[str, ...], used: set[str]) -> tuple[Any, ...]:
    """A row that several workshops share, for those of them that were not read."""
    cells = list(sheet.sheet.row(row))
    at = sheet.place(sheet.table.workshop)
    if names != OTHERS and at is not None:
        cells[at] = "、".join(name if listed(name) == [name] else literal(name) for name in names if name not in used)
    return tuple(cells)


# ---- JSON ----------------------------------------------------------------------------------------------------------


def _is_json(path: Path, data: bytes) -> bool:
    return path.suffix.casefold() == ".json" or data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _read_json(path: Path, data: bytes) -> Reading:
    """A register or a dossier from JSON; where something is wrong, dossier by dossier."""
    plain = parse(data)
    single = not (isinstance(plain.value, dict) and "dossiers" in plain.value)
    try:
        if single:
            register = Register(dossiers=(structure(plain, Dossier, path.name, InvalidFacts),))
        else:
            register = structure(plain, Register, path.name, InvalidFacts)
    except InvalidFacts:
        marked: Any = plain.repeats(-1) or plain.value
        documents = [marked] if single else marked["dossiers"]
        if not isinstance(documents, list) or (
            not single and (marked.keys() != {"dossiers"} or getattr(marked, "repeated", ()))
        ):
            raise
        return _sort_documents(path.name, documents, single=single)
    count = len(register.dossiers)
    return Reading(path.name, register, accounts=(Account(path.name, "dossiers", "dossiers", count, count, 0, 0),))


def _sort_documents(source: str, documents: list[Any], *, single: bool) -> Reading:
    """The sound dossiers, and the others with what is wrong with them."""
    times = Counter(map(_workshop_id, documents))
    read: dict[int, Dossier] = {}
    found: dict[int, tuple[TableProblem, ...]] = {}
    for index, document in enumerate(documents):
        name = _workshop_id(document)
        problems: tuple[Problem, ...] = ()
        try:
            read[index] = structure(Plain(document), Dossier, source, InvalidFacts, quick=False)
        except InvalidFacts as error:
            problems = error.problems
        if name and times[name] > 1:
            problems = (*problems, Problem.of("$.workshop.id", "duplicate-id", name=name))
        if problems:
            read.pop(index, None)
            root = "$" if single else f"$.dossiers[{index}]"
            found[index] = tuple(_in_document(problem.under(root), source) for problem in problems)
    return Reading(
        source,
        Register(dossiers=tuple(read.values())),
        tuple(problem for problems in found.values() for problem in problems),
        (Account(source, "dossiers", "dossiers", len(documents), len(read), len(found), 0),),
        workshops_aside=tuple(
            WorkshopAside(
                _workshop_id(documents[index]) or f"$.dossiers[{index}]", problems, _stated_in(documents[index], "name")
            )
            for index, problems in found.items()
        ),
        documents_aside=tuple(documents[index] for index in found),
    )


def _in_document(problem: Problem, source: str) -> TableProblem:
    """A problem in JSON; its path stands for sheet, row and column."""
    place = f"{source} {problem.place}"
    return TableProblem(place, problem.code, problem.details, source, problem.place, thing=problem.thing)


def _workshop_id(document: Any) -> str:
    return _stated_in(document, "id")


def _stated_in(document: Any, field: str) -> str:
    """What a dossier says of its workshop, where it is text."""
    workshop = document.get("workshop") if isinstance(document, dict) else None
    found = workshop.get(field) if isinstance(workshop, dict) else None
    return found if isinstance(found, str) else ""
