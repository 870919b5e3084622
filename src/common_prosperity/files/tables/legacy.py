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

from common_prosperity.errors import Problem
from common_prosperity.files.tables.archives import SizeLimits, megabytes, refuse
from common_prosperity.files.tables.workbook_parts import ERROR, Inspected, Odd

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST_SECTOR: Final = 0xFFFFFFFA
"""Sector numbers above it mean the end of a chain, or a free sector."""
HEADER: Final = struct.Struct("<H4xHH10xII4xI4xIIII")
"""From byte 26: version, sector shift, mini shift, directory and table lengths, starts and counts."""


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
        return found

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
    _, shift, short_shift, _, tables, directory, short_start, shorts, more_start, more = HEADER.unpack_from(data, 26)
    if shift not in {9, 12} or short_shift != 6:
        raise damaged("sectors of an unknown size")
    found = Container(data, 1 << shift)
    sectors = len(data) // found.sector + 1
    if max(tables, shorts, more, *struct.unpack_from("<I", data, 40)) > sectors:
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

BOF, CONTINUE, DATEMODE, FILEPASS, BOUNDSHEET, SST, SUPBOOK = 0x0809, 0x003C, 0x0022, 0x002F, 0x0085, 0x00FC, 0x01AE
FORMULA, BOOLERR, LABELSST, MULRK, MULBLANK = 0x0006, 0x0205, 0x00FD, 0x00BD, 0x00BE
CELLS: Final = frozenset({FORMULA, BOOLERR, LABELSST, MULRK, MULBLANK, 0x0201, 0x0203, 0x0204, 0x00D6, 0x027E})
BIFF8: Final = 0x0600
OWN_SHEETS: Final = b"\x01\x04"
ADD_INS: Final = b"\x01\x3a"


def inspect_xls(data: bytes, limits: SizeLimits) -> Inspected:
    """Look over an old workbook.

    Raises:
        Fault: it is damaged, encrypted, holds macros, links to other files, or spreads too wide.
    """
    container = open_container(data)
    if "EncryptedPackage" in container.entries:
        raise refuse("encrypted")
    if {"_VBA_PROJECT_CUR", "VBA", "Macros"} & container.entries.keys():
        raise refuse("macros")
    if "Workbook" not in container.entries:
        raise refuse("table-kind", allowed=".xlsx, .xls (97–2003), .ods, .csv, .zip, .json")
    return _Records(container.stream("Workbook"), limits).inspect()


@attrs.define
class _Records:
    stream: bytes
    limits: SizeLimits
    names: dict[int, str] = attrs.field(factory=dict)
    odd: dict[str, Odd] = attrs.field(factory=dict)
    lengths: list[int] = attrs.field(factory=list)
    sheet: str = ""
    from_1904: bool = False
    rows: int = 0
    columns: int = 0
    repeated: int = 0
    strings: list[bytes] = attrs.field(factory=list)

    def inspect(self) -> Inspected:
        at, size = 0, len(self.stream)
        gathering = False
        while at + 4 <= size:
            kind, length = struct.unpack_from("<HH", self.stream, at)
            body = self.stream[at + 4 : at + 4 + length]
            gathering = kind == SST or (gathering and kind == CONTINUE)
            if gathering:
                self.strings.append(body)
            elif kind in CELLS:
                self.cell(kind, body)
            else:
                self.other(kind, body, at)
            at += 4 + length
        return Inspected(self.odd, self.from_1904)

    def other(self, kind: int, body: bytes, at: int) -> None:
        if kind == BOF:
            if struct.unpack_from("<H", body.ljust(2, b"\0"))[0] != BIFF8:
                raise refuse("table-kind", allowed=".xlsx, .xls (97–2003), .ods, .csv, .zip, .json")
            self.sheet = self.names.get(at, self.sheet)
            self.rows = self.columns = 0
            if self.strings:
                self.lengths = shared_lengths(self.strings)
                self.strings = []
        elif kind == FILEPASS:
            raise refuse("encrypted")
        elif kind == DATEMODE:
            self.from_1904 = body[:1] == b"\x01"
        elif kind == SUPBOOK and body[2:4] not in {OWN_SHEETS, ADD_INS}:
            raise refuse("external-links")
        elif kind == BOUNDSHEET:
            if body[5:6] == b"\x01":
                raise refuse("macros")
            place, count, wide = struct.unpack_from("<I2xBB", body.ljust(8, b"\0"))
            text = body[8 : 8 + count * 2].decode("utf-16-le", "replace") if wide & 1 else body[8 : 8 + count].decode("latin-1")
            self.names[place] = text

    def cell(self, kind: int, body: bytes) -> None:
        if len(body) < 6:
            raise damaged("a cell is cut short")
        row, column = struct.unpack_from("<HH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind in {MULRK, MULBLANK} else column
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1, last + 1)
        if self.columns > 256 or self.rows * self.columns > self.limits.cells:
            raise refuse("spread-too-wide", rows=self.rows, columns=self.columns)
        problem: Problem | None = None
        if (kind == BOOLERR and body[7:8] == b"\x01") or (kind == FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2):
            problem = ERROR
        elif kind == LABELSST:
            index = struct.unpack_from("<I", body.ljust(10, b"\0"), 6)[0]
            self.repeated += self.lengths[index] if index < len(self.lengths) else 0
            if self.repeated > self.limits.part_bytes:
                raise refuse("too-large-file", size=megabytes(self.repeated), bound=megabytes(self.limits.part_bytes))
        if problem is not None:
            self.odd.setdefault(self.sheet, {})[row, column] = problem


def shared_lengths(pieces: list[bytes]) -> list[int]:
    """The length of each shared string, in bytes; a string may run on from one record into the next."""
    total = struct.unpack_from("<I", pieces[0].ljust(8, b"\0"), 4)[0]
    found: list[int] = []
    piece, at = 0, 8
    while len(found) < total and piece < len(pieces):
        if at >= len(pieces[piece]):
            piece, at = piece + 1, 0
            continue
        body = pieces[piece]
        if at + 3 > len(body):
            raise damaged("a shared string is cut short")
        count, flags = struct.unpack_from("<HB", body, at)
        at += 3
        runs = struct.unpack_from("<H", body, at)[0] if flags & 8 else 0
        at += 2 if flags & 8 else 0
        extra = struct.unpack_from("<I", body, at)[0] if flags & 4 else 0
        at += 4 if flags & 4 else 0
        found.append(count * 2)
        wide = flags & 1
        while count:  # characters, whose width is told anew in each record
            room = (len(pieces[piece]) - at) >> wide
            taken = min(count, max(room, 0))
            count -= taken
            at += taken << wide
            if count:
                piece += 1
                if piece == len(pieces) or not pieces[piece]:
                    raise damaged("a shared string is cut short")
                wide, at = pieces[piece][0] & 1, 1
        left = runs * 4 + extra
        while left:
            if piece == len(pieces):
                raise damaged("a shared string is cut short")
            taken = min(left, len(pieces[piece]) - at)
            left -= taken
            at += taken
            if left:
                piece, at = piece + 1, 0
    return found
