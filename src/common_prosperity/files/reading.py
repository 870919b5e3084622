"""Bytes in and out of files, with errors that say which file and why."""

import os
from pathlib import Path

from common_prosperity.errors import Problem, Unreadable, expect


def as_path(path: str | Path, name: str = "path") -> Path:
    """A path that was given as an argument.

    Raises:
        WrongKind: it is no path.
    """
    expect(name, path, str, os.PathLike)
    return Path(path)


def read_bytes(path: str | Path) -> bytes:
    """The contents of a file.

    Raises:
        Unreadable: there is no such file, or it cannot be read.
        WrongKind: it is no path.
    """
    try:
        return as_path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise Unreadable(Problem.of(str(path), "unreadable", detail=reason(error))) from None


def write_bytes(path: str | Path, data: bytes) -> None:
    """Write a file whole.

    Raises:
        Unreadable: the file cannot be written.
        WrongKind: it is no path.
    """
    try:
        as_path(path).write_bytes(data)
    except (OSError, ValueError) as error:
        raise Unreadable(Problem.of(str(path), "unwritable", detail=reason(error))) from None


def reason(error: Exception) -> str:
    """Why the operating system refused, without its numbers and paths."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
