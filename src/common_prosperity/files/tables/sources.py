"""Where sheets come from (文件来源): workbooks, delimited text, folders and zip archives of it.

What a file is, its contents say, not its name. Nothing is unpacked to disk, and no link is followed.
"""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from common_prosperity.errors import Fault, Problem
from common_prosperity.files.reading import reasons
from common_prosperity.files.tables.archives import CHUNK, SizeLimits, chunks_of, open_archive, refuse, size_words
from common_prosperity.files.tables.headings import is_own, table_named
from common_prosperity.files.tables.legacy import KINDS, SIGNATURE, inspect_xls
from common_prosperity.files.tables.ods_parts import inspect_ods
from common_prosperity.files.tables.sheets import RawSheet, take_rows
from common_prosperity.files.tables.workbook_parts import Inspected, inspect_xlsx

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

TEXT_ENDINGS: Final = (".csv", ".tsv", ".txt")
WORKBOOK_ENDINGS: Final = (".xlsx", ".xls", ".ods")
UNSEEN: Final = (".", "~$")
"""How files begin that no one made: hidden ones, and those by which a spreadsheet program marks a file as open."""
ENCODINGS: Final = ("utf-8-sig", "gb18030")
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


@attrs.frozen
class Other:
    """Something beside the tables that was not read: a sheet, or a file of a folder."""

    file: str
    name: str


def read_file(path: Path, limits: SizeLimits) -> bytes:
    """The contents of a file.

    Raises:
        Fault: it cannot be opened, is no ordinary file, or is too large.
    """
    try:
        if not path.is_file():
            raise refuse("unreadable", detail="no such file" if not path.exists() else "no ordinary file")
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise refuse("too-large-file", size=size_words(size), bound=size_words(limits.file_bytes))
        return path.read_bytes()
    except OSError as error:
        raise refuse("unreadable", **reasons(error)) from None


def sheets_of(path: Path, data: bytes | None, limits: SizeLimits) -> Iterator[RawSheet | Other]:
    """Every sheet that is a table of a register, one after another, and the names of the others.

    Args:
        path: the file or folder.
        data: the contents of the file; `None` for a folder.
        limits: how much a file may ask for.

    Raises:
        Fault: the file as a whole is refused.
    """
    if data is None:
        yield from _folder(path, limits)
    elif data.startswith(b"PK"):
        archive = open_archive(data, limits)
        names = {part.filename.replace("\\", "/") for part in archive.infolist()}
        if "xl/workbook.xml" in names:
            yield from _workbook(path.name, data, inspect_xlsx(archive, limits), limits)
        elif "content.xml" in names:
            yield from _workbook(path.name, data, inspect_ods(archive, limits), limits)
        elif "xl/workbook.bin" in names:
            raise refuse("table-kind", allowed=KINDS)
        else:
            yield from _archive(path.name, archive, limits)
    elif data.startswith(SIGNATURE):
        yield from _workbook(path.name, data, inspect_xls(data, limits), limits)
    elif path.suffix.casefold() in TEXT_ENDINGS:
        yield _text(path.name, path.stem, data, limits)
    else:
        raise refuse("table-kind", allowed=KINDS)


# ---- workbooks -----------------------------------------------------------------------------------------------------


def _workbook(file: str, data: bytes, inspected: Inspected, limits: SizeLimits) -> Iterator[RawSheet | Other]:
    book = _parsed(data)
    for name in book.sheet_names:
        if table_named(name) is not None:
            raw = RawSheet(file, name, odd=dict(inspected.odd.get(name, {})), from_1904=inspected.from_1904)
            _take_sheet(raw, book, limits)
            raw.merges = raw.merges or inspected.merges.get(name, ())
            yield raw
        elif not is_own(name):
            yield Other(file, name)


def _parsed(data: bytes) -> "CalamineWorkbook":
    try:
        from python_calamine import PasswordError, load_workbook  # noqa: PLC0415  # an extra, loaded on use
    except ImportError:
        raise refuse("extra-absent", name="tables") from None
    try:
        return load_workbook(io.BytesIO(data))
    except PasswordError:
        raise refuse("encrypted") from None
    except BaseException as error:  # noqa: BLE001  # a panic of the parser is no Exception
        raise _broken(error) from None


def _take_sheet(raw: RawSheet, book: "CalamineWorkbook", limits: SizeLimits) -> None:
    try:
        sheet = book.get_sheet_by_name(raw.name)
    except BaseException as error:  # noqa: BLE001  # a panic of the parser is no Exception
        raw.fault = _broken(error).problems[0]
        return
    if sheet.start is not None:
        raw.first_column = sheet.start[1]
        take_rows(raw, sheet.iter_rows(), limits.cells)
        raw.merges = sheet.merged_cell_ranges or ()


def _broken(error: BaseException) -> Fault:
    """A refusal for what the parser stumbled over; whatever else happened goes on its way."""
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return refuse("unreadable", detail=error)
    raise error


# ---- delimited text ------------------------------------------------------------------------------------------------


def _folder(path: Path, limits: SizeLimits) -> Iterator[RawSheet | Other]:
    """Workbooks and text side by side, such as one from each village.

    Raises:
        Fault: a workbook is refused, with its name as the place: nobody knows which rows it would have held.
    """
    total = 0
    for file in sorted(path.iterdir()):
        ending = file.suffix.casefold()
        if file.name.startswith(UNSEEN):
            continue
        if ending not in WORKBOOK_ENDINGS and (ending not in TEXT_ENDINGS or table_named(file.stem) is None):
            if not is_own(file.stem):
                yield Other(path.name, file.name)
            continue
        try:
            data = read_file(file, limits)
            total += len(data)
            if total > limits.archive_bytes:
                raise refuse("too-large-file", size=size_words(total), bound=size_words(limits.archive_bytes))
            if ending in WORKBOOK_ENDINGS:
                yield from sheets_of(file, data, limits)
        except Fault as fault:
            if ending in WORKBOOK_ENDINGS:
                raise Fault(attrs.evolve(fault.problems[0], place=file.name)) from None
            yield RawSheet(file.name, file.stem, delimited=True, fault=fault.problems[0])
            continue
        if ending in TEXT_ENDINGS:
            yield _text(file.name, file.stem, data, limits)


def _archive(file: str, archive: zipfile.ZipFile, limits: SizeLimits) -> Iterator[RawSheet | Other]:
    for part in archive.infolist():
        name = part_name(part)
        stem, dot, ending = name.rpartition("/")[2].rpartition(".")
        if part.is_dir():
            continue
        if f"{dot}{ending}".casefold() not in TEXT_ENDINGS or table_named(stem) is None:
            if not is_own(stem):
                yield Other(file, name)
            continue
        try:
            yield _text(name, stem, b"".join(chunks_of(archive, part)), limits)
        except Fault as fault:
            yield RawSheet(name, stem, delimited=True, fault=fault.problems[0])


def part_name(part: zipfile.ZipInfo) -> str:
    """The name of a file in an archive; without a mark for UTF-8, Chinese systems write GB18030."""
    name = part.filename.replace("\\", "/")
    if part.flag_bits & 0x800:
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name


def _text(file: str, name: str, data: bytes, limits: SizeLimits) -> RawSheet:
    """One file of delimited text. Rows count as records, as spreadsheet programs show them."""
    raw = RawSheet(file, name, delimited=True)
    encoding = encoding_of(data)
    if encoding is None:
        raw.fault = Problem.of("", "encoding-csv")
        return raw
    raw.encoding = encoding.removesuffix("-sig")
    stream = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    head = stream.read(1 << 16)
    stream.seek(0)
    delimiter = max(",\t;", key=lambda mark: _outside_quotes(head).count(mark))
    try:
        take_rows(raw, csv.reader(stream, delimiter=delimiter, strict=True), limits.cells, ragged=True)
    except csv.Error as error:
        raw.fault = Problem.of("", "syntax", detail=error)
    except Fault as fault:
        return RawSheet(file, name, delimited=True, fault=fault.problems[0], encoding=raw.encoding)
    return raw


def encoding_of(data: bytes) -> str | None:
    """The encoding of text: UTF-8 or UTF-16 by its mark, else UTF-8 or GB18030, whichever fits; `None` for neither."""
    candidates = ("utf-16",) if data.startswith(UTF_16) else ENCODINGS
    for encoding in candidates:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for start in range(0, len(data), CHUNK):
                decoder.decode(data[start : start + CHUNK])
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _outside_quotes(head: str) -> str:
    """The first rows without what stands in quotes."""
    return re.sub(r'"[^"]*"', "", head)
