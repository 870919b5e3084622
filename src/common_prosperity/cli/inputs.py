"""What a path holds: one dossier, or a register to be read as tables."""

import sys
from pathlib import Path
from typing import Final

from common_prosperity.errors import Fault
from common_prosperity.files.json_text import parse
from common_prosperity.files.reading import read_bytes

STANDARD_INPUT: Final = "-"
JSON: Final = ".json"
KEY: Final = "dossiers"
"""What every register has at its root and no dossier."""


def dossier_text(path: str) -> bytes | None:
    """The text of one dossier; nothing where the path holds a register.

    Raises:
        Unreadable: the file cannot be read.
    """
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    if Path(path).suffix.casefold() != JSON or Path(path).is_dir():
        return None
    data = read_bytes(path)
    return None if _is_register(data) else data


def source_name(path: str) -> str:
    """What to call the input in messages."""
    return "stdin" if path == STANDARD_INPUT else Path(path).name


def _is_register(data: bytes) -> bool:
    """Whether JSON text holds a register; it is parsed only where it mentions what a register must."""
    if f'"{KEY}"'.encode() not in data:
        return False
    try:
        plain = parse(data).value
    except Fault:
        return False
    return isinstance(plain, dict) and KEY in plain
