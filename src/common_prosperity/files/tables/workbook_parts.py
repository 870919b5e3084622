"""Parts of .xlsx and .ods workbooks (工作簿部件) looked over before they are parsed: how far cells spread, and which are odd.

A parser lays out a sheet as a full rectangle, so that one cell at XFD1048576 would ask for half a terabyte; and it
shows a formula that ends in an error, or has no saved result, as an empty cell, which would pass for unstated.
Both are found here. Ordinary parts are searched as bytes; a part with anything out of the ordinary is walked element
by element.
"""

import re
import zipfile
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final
from xml.etree import ElementTree as ET
from xml.parsers import expat

import attrs

from common_prosperity.errors import Problem
from common_prosperity.files.tables.archives import OVERLAP, SizeLimits, check_prolog, chunks_of, is_xml, refuse, size_words
from common_prosperity.files.tables.sheets import Merge

UNUSUAL: Final = re.compile(rb'="(?:[A-Za-z]{2,}+\d|e"|[A-Z](\d{7,})|(\d{7,})|[a-z]\d)')
"""In a cell: a column beyond Z, a row of seven digits or more, a place in small letters, or `t="e"`, an error."""
PLAIN_CELLS: Final = 26 << 20
"""No cell of a part without anything unusual lies outside this rectangle."""
UNUSUAL_BYTES: Final = (
    (b"f", b"f>"),
    (b"'", b"='"),
    (b"\n", b"=\n"),
    (b"\r", b"=\r"),
    (b"\t", b"=\t"),
    (b"!", b"<!"),
    (b" ", b"= "),
)
"""Formulas, comments, and ways of writing attributes that the pattern would miss; a byte that is quick to rule out first."""
BEGINS: Final = re.compile(rb"[<:]sheetData[\s>]")

ERROR: Final = Problem.of("", "error-cell")
NO_RESULT: Final = Problem.of("", "formula-without-value")
Odd = dict[tuple[int, int], Problem]


@attrs.frozen
class Inspected:
    """What looking over a workbook found, by the name of the sheet."""

    odd: Mapping[str, Mapping[tuple[int, int], Problem]]
    from_1904: bool = False
    merges: Mapping[str, Sequence[Merge]] = attrs.field(factory=dict)
    """Merged cells, where the parser of the workbook does not tell of them."""


def inspect_xlsx(archive: zipfile.ZipFile, limits: SizeLimits) -> Inspected:
    """Look over a workbook of Office Open XML.

    Raises:
        Fault: it holds macros or links to other files, declares entities, or spreads too wide.
    """
    names = {part.filename.replace("\\", "/"): part for part in archive.infolist()}
    lower = [name.casefold() for name in names]
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in lower):
        raise refuse("macros")
    if any("/externallinks/" in name for name in lower):
        raise refuse("external-links")
    strings = next((part for part in names.values() if _begins_with(archive, part, SHARED_STRINGS)), None)
    longest = 0 if strings is None else _longest(archive, strings)
    found = {name: look_over(archive, part, limits, strings, longest) for name, part in names.items()}
    sheets, from_1904 = _sheet_parts(archive, names)
    return Inspected({name: found.get(path, {}) for name, path in sheets.items()}, from_1904)


def look_over(
    archive: zipfile.ZipFile,
    part: zipfile.ZipInfo,
    limits: SizeLimits,
    strings: zipfile.ZipInfo | None = None,
    longest: int = 0,
) -> Odd:
    """The odd cells of one part.

    Args:
        archive: the workbook.
        part: any part of it.
        limits: how far cells may spread, and how much text they may repeat.
        strings: the part that holds the shared strings.
        longest: no shared string takes more bytes.

    Raises:
        Fault: the part declares entities, spreads too wide or repeats too much text.
    """
    tail, xml, within, shared = b"", False, False, 0
    plain = limits.cells >= PLAIN_CELLS
    for index, piece in enumerate(chunks_of(archive, part)):
        if index == 0 and (xml := is_xml(piece)):
            check_prolog(piece)
        if not xml:
            continue
        text = tail + piece
        tail = piece[-OVERLAP:]
        if not within and (begins := BEGINS.search(text)):
            within, text = True, text[begins.start() :]
        if within:
            shared += text.count(SHARED) if longest > LONG else 0
            if plain and not _is_plain(text):
                cells, ends, _ = text.partition(b"</sheetData>")
                plain = bool(ends) and _is_plain(cells)
                xml = False  # the parser stops at this end, unless it is part of a comment, which is not plain
    repeats = shared * longest > limits.part_bytes
    if (plain and not repeats) or not within:
        return {}
    walk = _Cells(limits, _lengths(archive, strings) if strings is not None and longest > LONG else None)
    parse_xml(chunks_of(archive, part), walk.start, walk.end, walk.text if walk.lengths is not None else None)
    return walk.odd


SHARED: Final = b't="s"'
SHARED_STRINGS: Final = re.compile(rb"<(\w+:)?sst[\s>]")
LONG: Final = 64
"""Shared strings up to so many bytes take no more room than the cells that repeat them."""
STRING_LIMIT: Final = 1 << 20
"""Bytes of one shared string with its markup; spreadsheet programs stop at 32,767 characters."""


def _begins_with(archive: zipfile.ZipFile, part: zipfile.ZipInfo, pattern: re.Pattern[bytes]) -> bool:
    return pattern.search(next(chunks_of(archive, part), b"")[:4096]) is not None


def _longest(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Bytes that the longest shared string takes with its markup."""
    longest, rest = 0, b""
    for piece in chunks_of(archive, part):
        *whole, rest = (rest + piece).split(b"si>")
        longest = max(longest, len(rest), *map(len, whole), 0)
        if longest > STRING_LIMIT:
            raise refuse("too-large-file", size=size_words(longest), bound=size_words(STRING_LIMIT))
    return longest


def _lengths(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> "array[int]":
    """The length of each shared string in characters."""
    found = array("I")

    def start(name: str, _attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == "si":
            found.append(0)

    def text(data: str) -> None:
        if found:
            found[-1] += len(data)

    parse_xml(chunks_of(archive, part), start, lambda _name: None, text)
    return found


def _is_plain(text: bytes) -> bool:
    """Whether cells need no walk: none is odd, and none lies far out."""
    for match in UNUSUAL.finditer(text):
        row = match[1] or match[2]
        if row is None or len(row) > 7 or int(row) > ROWS:
            return False
    if text[-OVERLAP:].isalpha():  # a place of so many letters that the next piece would not show how it began
        return False
    return not any(byte in text and mark in text for byte, mark in UNUSUAL_BYTES)


@attrs.define
class _Cells:
    """Walks a worksheet element by element, as the parser of the workbook does."""

    limits: SizeLimits
    lengths: "array[int] | None" = None
    """Lengths of the shared strings, where they matter."""
    odd: Odd = attrs.field(factory=dict)
    row: int = 0
    column: int = 0
    last_row: int = 0
    last_column: int = 0
    at: tuple[int, int] = (0, 0)
    formula: bool = False
    value: bool = False
    error: bool = False
    shared: bool = False
    number: str = ""
    repeated: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = name.rpartition(" ")[2]
        if name == "row" and "r" in attributes:
            self.row = _whole(attributes["r"]) - 1
        elif name == "c":
            self.at = _position(attributes["r"]) if "r" in attributes else (self.row, self.column)
            self.column = self.at[1]
            self.formula = self.value = False
            self.error = attributes.get("t") == "e"
            self.shared, self.number = attributes.get("t") == "s", ""
            self.spread()
        elif name == "f":
            self.formula = True
        elif name in {"v", "is"}:
            self.value = True

    def text(self, data: str) -> None:
        """Text inside an element."""
        if self.shared and self.value:
            self.number += data

    def spread(self) -> None:
        """Widen the rectangle to the cell, and refuse one that is too wide."""
        self.last_row, self.last_column = max(self.last_row, self.at[0]), max(self.last_column, self.at[1])
        rows, columns = self.last_row + 1, self.last_column + 1
        if rows * columns > self.limits.cells or rows > ROWS or columns > COLUMNS:
            raise refuse("spread-too-wide", rows=rows, columns=columns)

    def end(self, name: str) -> None:
        """An element ends."""
        name = name.rpartition(" ")[2]
        if name == "row":
            self.row += 1
            self.column = 0
        elif name == "c":
            self.column += 1
            if self.lengths is not None and self.shared:
                self.repeat()
            if self.error:
                self.odd[self.at] = ERROR
            elif self.formula and not self.value:
                self.odd[self.at] = NO_RESULT

    def repeat(self) -> None:
        """Count the text that the cell repeats."""
        index = int(self.number) if self.number.isascii() and self.number.isdigit() and len(self.number) < 10 else 0
        self.repeated += self.lengths[index] if self.lengths is not None and index < len(self.lengths) else 0
        if self.repeated > self.limits.part_bytes:
            raise refuse("too-large-file", size=size_words(self.repeated), bound=size_words(self.limits.part_bytes))


ROWS: Final = 1 << 20
COLUMNS: Final = 1 << 14
POSITION: Final = re.compile(r"([A-Za-z]{1,4})(\d{1,9})", re.ASCII)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text)):
        raise refuse("unreadable", detail="a row has no number")
    return int(text)


def _position(reference: str) -> tuple[int, int]:
    match = POSITION.fullmatch(reference)
    if match is None:
        raise refuse("unreadable", detail="a cell has no place")
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return _whole(match[2]) - 1, column - 1


def parse_xml(
    pieces: Iterator[bytes], start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], text: Any = None
) -> None:
    """Walk XML element by element; names come as `namespace local`.

    Raises:
        Fault: it is malformed or declares a document type.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text

    def document_type(*_: object) -> None:
        raise refuse("xml-entities")

    parser.StartDoctypeDeclHandler = document_type
    try:
        for piece in pieces:
            parser.Parse(piece, False)  # noqa: FBT003  # the interface of expat
        parser.Parse(b"", True)  # noqa: FBT003  # the interface of expat
    except expat.ExpatError as error:
        raise refuse("unreadable", detail=str(error)) from None


def _sheet_parts(archive: zipfile.ZipFile, names: Mapping[str, zipfile.ZipInfo]) -> tuple[dict[str, str], bool]:
    """The part of each sheet, and whether days count from 1904."""
    book, links = (
        {} if path not in names else _elements(b"".join(chunks_of(archive, names[path])))
        for path in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    )
    targets = {
        link.get("Id"): f"xl/{target}" if not (target := link.get("Target", "")).startswith("/") else target[1:]
        for link in links.get("Relationship", ())
    }
    sheets = {}
    for sheet in book.get("sheet", ()):
        link = next((value for name, value in sheet.items() if name.rpartition("}")[2] == "id"), None)
        sheets[sheet.get("name", "")] = targets.get(link, "").replace("xl/xl/", "xl/")
    dated = [properties.get("date1904", "") for properties in book.get("workbookPr", ())]
    return sheets, any(flag in {"1", "true"} for flag in dated)


def _elements(data: bytes) -> dict[str, list[ET.Element]]:
    """The elements of a small document whose prolog has been checked, by local name."""
    found: dict[str, list[ET.Element]] = {}
    try:
        for element in ET.fromstring(data).iter():  # noqa: S314  # document types were refused before
            found.setdefault(element.tag.rpartition("}")[2], []).append(element)
    except ET.ParseError as error:
        raise refuse("unreadable", detail=str(error)) from None
    return found
