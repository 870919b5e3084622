"""Archives (压缩包) looked over before anything in them is parsed: sizes, paths, passwords, XML that would unfold.

Workbooks are zip archives of XML. What a parser would allocate is worked out here first, from the sizes the archive
declares (which Python's reader enforces) and from the cells that actually stand in each part, not from the dimensions
a part claims to have.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

import attrs

from common_prosperity.errors import Fault

DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, LookupError, OverflowError, RuntimeError,
)  # fmt: skip
"""What Python's reader of archives may raise over one that is damaged."""

CHUNK: Final = 1 << 20
OVERLAP: Final = 64


@attrs.frozen
class SizeLimits:
    """How much a file may ask for. The limits hold a register of a whole province many times over."""

    file_bytes: int = 1 << 30
    """Of the file as it stands on disk."""
    part_bytes: int = 3 << 28
    """Of one part of an archive, unpacked."""
    archive_bytes: int = 1 << 32
    """Of all parts together, unpacked."""
    parts: int = 10_000
    cells: int = 32_000_000
    """Of one sheet, from its first to its last used row and column."""
    all_cells: int = 64_000_000
    """Of all sheets together."""


def refuse(code: str, **details: object) -> Fault:
    """A refusal of a whole file."""
    return Fault.of("", code, **details)


def size_words(size: int) -> str:
    """A size to show."""
    return f"{size / (1 << 20):,.0f} MiB" if size >= 10 << 20 else f"{size / (1 << 10):,.0f} KiB"


def open_archive(data: bytes, limits: SizeLimits) -> zipfile.ZipFile:
    """A zip archive whose directory promises nothing outrageous.

    Raises:
        Fault: it is damaged, encrypted, too large unpacked, or holds paths that lead out of it.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED as error:
        raise refuse("unreadable", detail=str(error)) from None
    parts = archive.infolist()
    if len(parts) > limits.parts:
        raise refuse("too-large-file", size=f"{len(parts)} parts", bound=limits.parts)
    seen = set()
    for part in parts:
        path = part.filename.replace("\\", "/")
        if not path.strip("/"):
            raise refuse("unreadable", detail="a part has no name")
        if path.startswith("/") or ":" in path or ".." in path.split("/"):
            raise refuse("archive-path", name=path)
        if path.casefold() in seen:
            raise refuse("unreadable", detail="a part stands in it twice")
        seen.add(path.casefold())
        if part.flag_bits & 0x1:
            raise refuse("encrypted")
        if part.file_size > limits.part_bytes:
            raise refuse("too-large-file", size=size_words(part.file_size), bound=size_words(limits.part_bytes))
    total = sum(part.file_size for part in parts)
    if total > limits.archive_bytes:
        raise refuse("too-large-file", size=size_words(total), bound=size_words(limits.archive_bytes))
    return archive


def chunks_of(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The contents of a part, by pieces; never more than its directory entry promises.

    Raises:
        Fault: the part is damaged, or is not what the directory promises.
    """
    try:
        with archive.open(part) as stream:
            while piece := stream.read(CHUNK):
                yield piece
    except DAMAGED as error:
        raise refuse("unreadable", detail=str(error)) from None


class PrologEnd(Exception):  # no error: the root element has been reached
    """The root element of an XML document begins."""


def check_prolog(head: bytes) -> None:
    """Refuse XML with a document type, where entities are declared, and XML that is not in UTF-8.

    Raises:
        Fault: the text is refused.
    """

    def stop(*_: object) -> None:
        raise PrologEnd

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.casefold() not in {"utf-8", "us-ascii"}:
            raise refuse("xml-entities")

    def document_type(*_: object) -> None:
        raise refuse("xml-entities")

    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00")) or head[1:2] == b"\x00":
        raise refuse("xml-entities")
    parser = expat.ParserCreate()
    parser.StartElementHandler = stop
    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(head, False)  # noqa: FBT003  # the interface of expat
    except PrologEnd:
        return
    except expat.ExpatError as error:
        raise refuse("unreadable", detail=str(error)) from None
    raise refuse("unreadable", detail="no XML element begins within the first mebibyte")


LOOKS_LIKE_XML: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|\xff\xfe|\xfe\xff|\x00<|<\x00")


def is_xml(head: bytes) -> bool:
    """Whether a part is XML, whatever its name says."""
    return LOOKS_LIKE_XML.match(head) is not None
