"""What a path holds: one dossier, or a register to be read as tables."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from common_prosperity.errors import Fault
from common_prosperity.files.json_text import parse
from common_prosperity.files.reading import is_folder, read_bytes

if TYPE_CHECKING:
    from common_prosperity.files.tables import Reading

STANDARD_INPUT: Final = "-"
JSON: Final = ".json"
KEY: Final = "dossiers"
"""What every register has at its root and no dossier."""


def refuse_empty(path: str) -> None:
    """Refuse the path of a variable that was never set: it would lead to the folder one stands in.

    Raises:
        Fault: it is empty.
    """
    if not path:
        raise Fault.of("path", "empty")


def dossier_text(path: str) -> bytes | None:
    """The text of one dossier; nothing where the path holds a register.

    Raises:
        Unreadable: the file cannot be read.
    """
    if path == STANDARD_INPUT:
        return b"" if sys.stdin is None else sys.stdin.buffer.read()
    if Path(path).suffix.casefold() != JSON or is_folder(path):
        return None
    data = read_bytes(path)
    return None if _is_register(data) else data


def source_name(path: str) -> str:
    """What to call the input in messages: the path as it was given, for files of one name lie in many folders."""
    return "stdin" if path == STANDARD_INPUT else path


def some_register(path: str) -> "Reading":
    """A register with at least one workshop, or with what kept them from being read.

    Raises:
        ProsperityError: nothing could be read, or there is no workshop and no fault that would say why.
    """
    from common_prosperity.files.tables import read_register  # noqa: PLC0415  # tables are loaded where they are read

    reading = read_register(path)
    if not reading.register.dossiers and reading.sound:
        raise Fault.of(path, "no-workshop")
    return reading


def _is_register(data: bytes) -> bool:
    """Whether JSON text holds a register; it is parsed only where it mentions what a register must."""
    if f'"{KEY}"'.encode() not in data:
        return False
    try:
        plain = parse(data).value
    except Fault:
        return False
    return isinstance(plain, dict) and KEY in plain
