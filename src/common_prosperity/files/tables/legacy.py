"""Old .xls workbooks (Excel 97–2003) looked over before they are parsed: the container, then the records.

The container ([MS-CFB]) is a small file system whose chains of sectors a hostile file can tie into rings; the workbook
stream ([MS-XLS], BIFF8) is a run of records. What a parser would allocate follows from the counts in the headers, from
the cells that stand in each sheet and from the shared strings they repeat. Cells that a parser shows as empty though
they hold an error are found on the way.
"""

import struct
from array import array
from collections.abc import Iterator
from typing import Final

import attrs

from common_prosperity.files.tables.archives import SizeLimits, refuse, size_words
from common_prosperity.files.tables.workbook_parts import ERROR, ROWS, Inspected, Odd

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST_SECTOR: Final = 0xFFFFFFFA
"""Sector numbers above it mean the end of a chain, or a free sector."""
HEADER: Final = struct.Struct("<HH6xIII8xIIII")
"""From byte 30: shifts of sectors and short sectors, sectors of the directory and of the table, where the directory begins;
where the table of short sectors begins and how long it is, where the list of table sectors goes on and how far."""


def damaged(what: str) -> Exception:
    """A refusal of a container that contradicts itself."""
    return refuse("unreadable", detail=what)


@attrs.define
class Container:
    """A compound file: its sectors, the table that links them, its directory."""

    data: bytes = attrs.field(repr=False)
    sector: int = 512
    table: "array[int]" = attrs.field(factory=lambda: array("I"), repr=False)
    entries: dict[str, tuple[int, int]] = attrs.field(factory=dict)
    """Name in the directory → first sector and length."""
    short_table: "array[int]" = attrs.field(factory=lambda: array("I"), repr=False)
    short_stream: bytes = attrs.field(default=b"", repr=False)

    def block(self, number: int) -> bytes:
        """One sector."""
        start = (number + 1) * self.sector
        found = self.data[start : start + self.sector]
        if not found or number >= LAST_SECTOR:
            raise damaged("a sector lies outside the file")
        return found.ljust(self.sector, b"\0")

    def chain(self, start: int, table: "array[int]") -> Iterator[int]:
        """The sectors of a chain, which must come to an end."""
        left = len(table)
        while start < LAST_SECTOR:
            if start >= len(table) or left == 0:
                raise damaged("a chain of sectors is broken")
            yield start
            start = table[start]
            left -= 1

    def stream(self, name: str) -> bytes:
        """The contents of an entry."""
        start, length = self.entries[name]
        if length >= 4096:
            return b"".join(map(self.block, self.chain(start, self.table)))[:length]
        pieces = (self.short_stream[at * 64 : at * 64 + 64] for at in self.chain(start, self.short_table))
        return b"".join(pieces)[:length]


def open_container(data: bytes) -> Container:
    """A compound file whose every chain ends and whose counts fit its size.

    Raises:
        Fault: it is damaged.
    """
    if len(data) < 512 or not data.startswith(SIGNATURE):
        raise damaged("no compound file")
    shift, short_shift, directories, tables, directory, short_start, shorts, more_start, more = HEADER.unpack_from(data, 30)
    if shift not in {9, 12} or short_shift != 6:
        raise damaged("sectors of an unknown size")
    found = Container(data, 1 << shift)
    sectors = len(data) // found.sector + 1
    if max(directories, tables, shorts, more) > sectors:
        raise damaged("it counts more sectors than it has")
    listed = array("I", struct.unpack_from("<109I", data, 76))
    for _ in range(more):
        if more_start >= LAST_SECTOR:
            break
        block = array("I", found.block(more_start))
        more_start = block.pop()
        listed += block
    if more_start < LAST_SECTOR:
        raise damaged("a chain of sectors is broken")
    for number in listed:
        if number < LAST_SECTOR:
            found.table += array("I", found.block(number))
    _read_directory(found, directory, short_start)
    return found


def _read_directory(found: Container, start: int, short_start: int) -> None:
    entries = b"".join(map(found.block, found.chain(start, found.table)))
    for at in range(0, len(entries) - 127, 128):
        name_length = struct.unpack_from("<H", entries, at + 64)[0]
        first, length = struct.unpack_from("<II", entries, at + 116)
        if entries[at + 66]:
            if length > len(found.data):
                raise damaged("a stream is longer than the file")
            name = entries[at : at + min(name_length, 64)].decode("utf-16-le", "replace").rstrip("\0")
            found.entries[name] = (first, length)
            if entries[at + 66] == 5:
                found.short_stream = b"".join(map(found.block, found.chain(first, found.table)))
    found.short_table = array("I", b"".join(map(found.block, found.chain(short_start, found.table))))


# ---- records -------------------------------------------------------------------------------------------------------

EOF, BOF, CONTINUE, DATEMODE, FILEPASS, BOUNDSHEET, SST, SUPBOOK = (
    0x000A,
    0x0809,
    0x003C,
    0x0022,
    0x002F,
    0x0085,
    0x00FC,
    0x01AE,
)
DIMENSIONS, FORMULA, BOOLERR, LABELSST, MULRK, MULBLANK = 0x0200, 0x0006, 0x0205, 0x00FD, 0x00BD, 0x00BE
CELLS: Final = frozenset({FORMULA, BOOLERR, LABELSST, MULRK, MULBLANK, 0x0201, 0x0203, 0x0204, 0x00D6, 0x027E})
BIFF8: Final = 0x0600
OWN_SHEETS: Final = b"\x01\x04"
ADD_INS: Final = b"\x01\x3a"
WIDTH: Final = 256
"""Columns of an old sheet."""
STREAM_LIMIT: Final = 1 << 26
"""Bytes of an old workbook; 65,536 rows do not take more."""
KINDS: Final = ".xlsx, .xls (97–2003), .ods, .csv, .zip, .json"


def inspect_xls(data: bytes, limits: SizeLimits) -> Inspected:
    """Look over an old workbook.

    Raises:
        Fault: it is damaged, encrypted, holds macros, links to other files, or spreads too wide.
    """
    if len(data) > STREAM_LIMIT:
        raise refuse("too-large-file", size=size_words(len(data)), bound=size_words(STREAM_LIMIT))
    try:
        return _inspect(open_container(data), limits)
    except (struct.error, IndexError):
        raise damaged("a record is cut short") from None


def _inspect(container: Container, limits: SizeLimits) -> Inspected:
    if "EncryptedPackage" in container.entries:
        raise refuse("encrypted")
    if {"_VBA_PROJECT_CUR", "VBA", "Macros"} & container.entries.keys():
        raise refuse("macros")
    if "Workbook" not in container.entries:
        raise refuse("table-kind", allowed=KINDS)
    book = _Book(container.stream("Workbook"), limits)
    book.read_globals()
    if len(book.sheets) > WIDTH:
        raise refuse("too-large-file", size=f"{len(book.sheets)} sheets", bound=WIDTH)
    return Inspected({name: book.read_sheet(place) for place, name in book.sheets}, book.from_1904)


@attrs.define
class _Book:
    """The records of a workbook, followed as the parser follows them: from the places the globals name, up to an end."""

    stream: bytes
    limits: SizeLimits
    sheets: list[tuple[int, str]] = attrs.field(factory=list)
    lengths: list[int] = attrs.field(factory=list)
    from_1904: bool = False
    cells: int = 0
    """Of all sheets together, for they are laid out together."""
    repeated: int = 0
    walked: int = 0

    def records(self, at: int) -> Iterator[tuple[int, bytes]]:
        """Records from a place to the next end."""
        while at + 4 <= len(self.stream):
            kind, length = struct.unpack_from("<HH", self.stream, at)
            if kind == EOF:
                return
            yield kind, self.stream[at + 4 : at + 4 + length]
            at += 4 + length
            self.walked += 4 + length
            if self.walked > 2 * STREAM_LIMIT:
                raise damaged("its sheets lie over each other")

    def read_globals(self) -> None:
        """What holds for the whole workbook: its sheets, its shared strings, how days count."""
        strings: list[bytes] = []
        before = 0
        for kind, body in self.records(0):
            if kind == SST or (kind == CONTINUE and before in {SST, CONTINUE} and strings):
                strings.append(body)
            elif kind == BOF and struct.unpack_from("<H", body)[0] != BIFF8:
                raise refuse("table-kind", allowed=KINDS)
            elif kind == FILEPASS:
                raise refuse("encrypted")
            elif kind == SUPBOOK and body[2:4] not in {OWN_SHEETS, ADD_INS}:
                raise refuse("external-links")
            elif kind == DATEMODE:
                self.from_1904 = body[:1] == b"\x01"
            elif kind == BOUNDSHEET:
                self.sheets.append(_sheet_of(body))
            before = kind
        if strings:
            self.lengths = shared_lengths(strings)

    def read_sheet(self, place: int) -> Odd:
        """The odd cells of a sheet."""
        odd: Odd = {}
        rows = columns = 0
        for kind, body in self.records(place):
            if kind == DIMENSIONS:
                first_row, last_row, first, last = struct.unpack_from("<IIHH", body)
                self.check(max(last_row - first_row, 1) if last_row else 1, max(last - first, 1) if last else 1)
                if (last_row and last_row < first_row) or (last and last < first):
                    raise damaged("a sheet ends before it begins")
            elif kind in CELLS:
                row, column = struct.unpack_from("<HHH", body)[:2]
                last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind in {MULRK, MULBLANK} else column
                rows, columns = max(rows, row + 1), max(columns, column + 1, last + 1)
                self.check(rows, columns)
                if is_error(kind, body):
                    odd[row, column] = ERROR
                elif kind == LABELSST:
                    self.repeat(struct.unpack_from("<I", body, 6)[0])
        self.cells += rows * columns
        self.check(1, 1)
        return odd

    def check(self, rows: int, columns: int) -> None:
        """Refuse what spreads too wide."""
        if columns > WIDTH or rows > ROWS or self.cells + rows * columns > self.limits.cells:
            raise refuse("spread-too-wide", rows=rows, columns=columns)

    def repeat(self, index: int) -> None:
        """Count the text that a cell repeats."""
        self.repeated += self.lengths[index] if index < len(self.lengths) else 0
        if self.repeated > self.limits.part_bytes:
            raise refuse("too-large-file", size=size_words(self.repeated), bound=size_words(self.limits.part_bytes))


def is_error(kind: int, body: bytes) -> bool:
    """Whether a cell holds an error, or a formula that ends in one."""
    if kind == BOOLERR:
        return body[7] == 1
    return kind == FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2


def _sheet_of(body: bytes) -> tuple[int, str]:
    """Where a sheet begins, and its name."""
    if body[5] == 1:
        raise refuse("macros")
    place, count, wide = struct.unpack_from("<I2xBB", body)
    name = body[8 : 8 + count * 2].decode("utf-16-le", "replace") if wide & 1 else body[8 : 8 + count].decode("latin-1")
    return place, name.replace("\0", "")


def shared_lengths(pieces: list[bytes]) -> list[int]:
    """The length of each shared string, in bytes; a string may run on from one record into the next."""
    total = struct.unpack_from("<I", pieces[0], 4)[0]
    if total * 3 > sum(map(len, pieces)):
        raise damaged("it counts more shared strings than it has")
    strings = _Strings(pieces)
    return [strings.length() for _ in range(total)]


@attrs.define
class _Strings:
    """Shared strings, one after another."""

    pieces: list[bytes]
    piece: int = 0
    at: int = 8

    def length(self) -> int:
        """Pass over the next string; how long it is."""
        if self.at >= len(self.pieces[self.piece]):
            self.turn(0)
        count, flags = self.take("<HB")
        runs = self.take("<H")[0] if flags & 8 else 0
        extra = self.take("<I")[0] if flags & 4 else 0
        left, wide = count, flags & 1
        while left:  # characters, whose width is told anew in each record
            taken = min(left, max(len(self.pieces[self.piece]) - self.at, 0) >> wide)
            left -= taken
            self.at += taken << wide
            if left:
                self.turn(1)
                wide = self.pieces[self.piece][0] & 1
        self.skip(runs * 4 + extra)
        return count * 2

    def take(self, form: str) -> tuple[int, ...]:
        """Numbers at this place."""
        found = struct.unpack_from(form, self.pieces[self.piece], self.at)
        self.at += struct.calcsize(form)
        return found

    def skip(self, left: int) -> None:
        """Pass over bytes."""
        while left:
            taken = min(left, len(self.pieces[self.piece]) - self.at)
            left -= taken
            self.at += taken
            if left:
                self.turn(0)

    def turn(self, at: int) -> None:
        """Go on in the next record."""
        self.piece, self.at = self.piece + 1, at
        if self.piece == len(self.pieces) or not self.pieces[self.piece]:
            raise damaged("a shared string is cut short")
