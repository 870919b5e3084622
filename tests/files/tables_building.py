"""Workbooks and folders of CSV as other programs write them, for the tests of reading registers."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import xlsxwriter

from common_prosperity.facts import Dossier, Engagement, Payment, Register, Worker, Workshop
from common_prosperity.files.tables.layout import TABLES
from common_prosperity.files.tables.rows import rows_of
from common_prosperity.files.tables.workbooks import heading
from common_prosperity.quantities import Month, Period, Yuan

Sheets = Mapping[str, Sequence[Sequence[Any]]]


def write_workbook(path: Path, sheets: Sheets, *, merges: Mapping[str, Sequence[str]] | None = None) -> Path:
    """A workbook of raw cells, the first of each merged range keeping its value."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for area in (merges or {}).get(name, ()):
            sheet.merge_range(area, "")
        for index, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(index, at, cell, day)
                elif isinstance(cell, bool):
                    sheet.write_boolean(index, at, cell)
                elif isinstance(cell, int | float):
                    sheet.write_number(index, at, cell)
                elif cell is not None and cell != "":
                    sheet.write_string(index, at, str(cell))
    book.close()
    return path


def write_folder(path: Path, sheets: Sheets, encoding: str = "utf-8") -> Path:
    """A folder of CSV files."""
    path.mkdir(exist_ok=True)
    for name, rows in sheets.items():
        (path / f"{name}.csv").write_bytes(csv_text(rows).encode(encoding))
    return path


def write_zip(path: Path, sheets: Sheets, encoding: str = "utf-8") -> Path:
    """A zip archive of CSV files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in sheets.items():
            archive.writestr(f"{name}.csv", csv_text(rows).encode(encoding))
    return path


def ods(folder: Path, rows: str, prolog: str = '<?xml version="1.0" encoding="UTF-8"?>', more: str = "") -> Path:
    """A spreadsheet of OpenDocument with one sheet of workshops, and whatever sheets `more` holds."""
    spaces = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
    }
    names = " ".join(f'xmlns:{name}="{uri}"' for name, uri in spaces.items())
    content = (
        f"{prolog}<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="工坊">{rows}</table:table>{more}</office:spreadsheet></office:body></office:document-content>'
    )
    path = folder / "r.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="x"/>')
    return path


def csv_text(rows: Sequence[Sequence[Any]]) -> str:
    """Rows as CSV."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue()


def sheets_of(register: Register, lang: Any = "zh") -> dict[str, list[list[Any]]]:
    """The sheets of a register as the template has them, as rows of raw cells."""
    return {
        TABLES[key].name(lang): [[heading(column, lang) for column in TABLES[key].columns], *map(list, rows)]
        for key, rows in rows_of(register, lang).items()
    }


def small(*names: str, people: int = 2) -> Register:
    """Invented workshops, each with a few people, their engagements and one month's pay."""
    return Register(dossiers=tuple(dossier(name, people) for name in names or ("w1", "w2", "w3")))


def dossier(name: str, people: int = 2) -> Dossier:
    """One invented workshop."""
    ids = [f"{name}-p{number}" for number in range(1, people + 1)]
    return Dossier(
        workshop=Workshop(id=name, name=f"{name} 工坊", opened=dt.date(2021, 3, 1), closed=None),
        period=Period.year(2023),
        workers=tuple(Worker(id=person, born=dt.date(1980, 5, 17)) for person in ids),
        engagements=tuple(Engagement(worker=person, workshop=name, since=dt.date(2022, 1, 1), until=None) for person in ids),
        payments=tuple(
            Payment(worker=person, workshop=name, month=Month.of("2023-06"), due=Yuan(260_000), paid=Yuan(260_000))
            for person in ids
        ),
        incidents=(),
    )


def ids_of(register: Register) -> list[str]:
    """The workshops of a register."""
    return [found.workshop.id for found in register.dossiers]


def only(register: Register, *names: str) -> Register:
    """A register of some of its workshops."""
    return attrs.evolve(register, dossiers=tuple(found for found in register.dossiers if found.workshop.id in names))
