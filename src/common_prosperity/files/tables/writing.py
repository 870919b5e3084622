"""The empty template, a register and the rows set aside, written out (模板、登记表与待补行的写出)."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from common_prosperity.errors import Fault, InvalidFacts, Lang, Problem, Unreadable, expect, expect_language
from common_prosperity.facts import Register
from common_prosperity.files.codec import unstructure
from common_prosperity.files.json_text import dump
from common_prosperity.files.reading import as_path, reasons, write_bytes
from common_prosperity.files.tables.asides import add_asides
from common_prosperity.files.tables.extras import Extras
from common_prosperity.files.tables.guide import add_guide
from common_prosperity.files.tables.layout import TABLES
from common_prosperity.files.tables.results import Reading
from common_prosperity.files.tables.rows import SHEET_ROWS, rows_of
from common_prosperity.files.tables.statements import add_statements
from common_prosperity.files.tables.workbooks import (
    add_choices,
    add_table,
    heading,
    plan_choices,
    sheet_names,
    tables_to_write,
    write_rows,
    writing,
)
from common_prosperity.schemes.model import Scheme

JSON: Final = ".json"
WORKBOOK: Final = ".xlsx"


def write_template(path: str | Path, lang: Lang = "zh", *, scheme: Scheme | None = None) -> None:
    """Write an empty workbook for a register of many workshops: a sheet a table, and a first one that explains.

    Args:
        path: where to; the name should end in .xlsx.
        lang: the language of headings, drop-downs and explanations. Both are read, whichever is chosen.
        scheme: what it is filled in for. A sheet more lists the statements, marks and earlier figures it asks for, under which
            ids, and the sheets in which they are entered offer these ids.

    Raises:
        Unreadable: the file cannot be written, or is to be no workbook though a scheme is given.
        Fault: there is no such language.
        WrongKind: it is no path, or no scheme.
    """
    empty = Register(dossiers=())
    if scheme is None:
        write_register(empty, path, lang)
        return
    expect("scheme", scheme, Scheme)
    expect_language(lang)
    path = as_path(path)
    if path.suffix.casefold() != WORKBOOK:
        raise Unreadable(Problem.of(str(path), "table-kind", allowed=WORKBOOK))
    _write_workbook(empty, Extras(None, plain=False), path, lang, scheme)


def write_register(register: Register | Reading, path: str | Path, lang: Lang = "zh") -> None:
    """Write a register so that `read_register` gives the same register back.

    Args:
        register: what to write. Of a reading the register is written, and columns that no table knows stand beside the
            rows they were read with; JSON has no place for them.
        path: a workbook (.xlsx), a JSON file (.json), or else a folder for CSV files in UTF-8.
        lang: the language of headings, terms, none, yes and no.

    Raises:
        Unreadable: the file cannot be written, or the folder holds other CSV files.
        InvalidFacts: a value that no cell can hold, such as a fraction of endless digits.
        Fault: there is no such language.
        WrongKind: an argument is none of these.
    """
    expect("register", register, Register, Reading)
    expect_language(lang)
    path = as_path(path)
    ending = path.suffix.casefold()
    origins = register.origins if isinstance(register, Reading) else None
    facts = register.register if isinstance(register, Reading) else register
    if ending == JSON:
        write_bytes(path, dump(unstructure(facts)))
        return
    try:
        if ending == WORKBOOK:
            _write_workbook(facts, Extras(origins, plain=False), path, lang)
        else:
            _write_folder(facts, Extras(origins, plain=True), path, lang)
    except Fault as fault:
        raise InvalidFacts(path.name, fault.problems) from None


def _write_workbook(register: Register, extras: Extras, path: Path, lang: Lang, scheme: Scheme | None = None) -> None:
    rows = rows_of(register, lang, beside=extras.beside)
    tables = list(tables_to_write(rows))
    with writing(path, lang) as book:
        plan_choices(book)
        add_guide(book, tables)
        if scheme is not None:
            add_statements(book, scheme)
        for table in tables:
            for name, part in sheet_names(table, lang, rows.get(table.key, ()), SHEET_ROWS):
                sheet = add_table(book, table, name, part, extras.headings.get(table.key, ()))
                write_rows(book, sheet, table, part)
        add_choices(book)


def _write_folder(register: Register, extras: Extras, path: Path, lang: Lang) -> None:
    """A CSV file a table, with a mark for UTF-8, by which spreadsheet programs know it.

    The table of workshops is written even where it is empty: a folder without any table is no register.
    """
    rows = rows_of(register, lang, plain=True, beside=extras.beside)
    files = {f"{table.name(lang)}.csv": table for table in TABLES.values() if rows.get(table.key) or table.key == "workshops"}
    try:
        path.mkdir(parents=True, exist_ok=True)
        strangers = sorted(file.name for file in path.glob("*.csv") if file.name not in files)
        if strangers:
            raise Unreadable(Problem.of(str(path), "unwritable", detail=f"it holds other tables: {', '.join(strangers[:5])}"))
    except OSError as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(Problem.of(str(path), "unwritable", **reasons(error))) from None
    for name, table in files.items():
        stream = io.StringIO(newline="")
        lines = csv.writer(stream)
        lines.writerow([*(heading(column, lang) for column in table.columns), *extras.headings.get(table.key, ())])
        lines.writerows(rows.get(table.key, ()))
        write_bytes(path / name, stream.getvalue().encode("utf-8-sig"))


def write_aside(reading: Reading, path: str | Path, lang: Lang = "zh") -> None:
    """Write what was set aside, to be mended and read again.

    Args:
        reading: what `read_register` gave.
        path: a workbook (.xlsx): every row with a fault, the cells at fault coloured and the reason in a comment,
            together with the other rows of the same workshops, so that mending suffices. What came from JSON is
            written as JSON (.json).
        lang: the language of the reasons.

    Raises:
        Unreadable: the file cannot be written, its kind does not fit what was read, or a cell holds more text than a
            workbook allows.
        Fault: there is no such language.
        WrongKind: an argument is none of these.
    """
    expect("reading", reading, Reading)
    expect_language(lang)
    path = as_path(path)
    ending = path.suffix.casefold()
    wanted = JSON if reading.documents_aside else WORKBOOK
    if ending != wanted:
        raise Unreadable(Problem.of(str(path), "table-kind", allowed=wanted))
    if ending == JSON:
        write_bytes(path, _json(reading.documents_aside))
        return
    try:
        with writing(path, lang) as book:
            add_asides(book, reading)
    except Fault as fault:
        (problem,) = fault.problems
        raise Unreadable(attrs.evolve(problem, place=str(path))) from None


def _json(documents: Sequence[Any]) -> bytes:
    return json.dumps({"dossiers": list(documents)}, ensure_ascii=False, indent=2, default=float).encode()
