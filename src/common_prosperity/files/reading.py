"""Bytes in and out of files, with errors that say which file and why."""

import contextlib
import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TextIO

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
        raise Unreadable(Problem.of(str(path), "unreadable", **reasons(error))) from None


def write_bytes(path: str | Path, data: bytes) -> None:
    """Write a file whole.

    Raises:
        Unreadable: the file cannot be written.
        WrongKind: it is no path.
    """
    try:
        as_path(path).write_bytes(data)
    except (OSError, ValueError) as error:
        raise Unreadable(Problem.of(str(path), "unwritable", **reasons(error))) from None


def is_folder(path: str | Path) -> bool:
    """Whether a path leads to a folder; a name that no file can have leads nowhere."""
    return os.path.isdir(path)  # noqa: PTH112  # Path.is_dir raises where a name is too long


def is_there(path: str | Path) -> bool:
    """Whether a path leads anywhere; a name that no file can have does not."""
    return os.path.exists(path)  # noqa: PTH110  # Path.exists raises where a name is too long


def same_file(one: str | Path, two: str | Path) -> bool:
    """Whether two paths lead to one file, by whatever links."""
    try:
        return Path(one).samefile(two)
    except OSError:
        return Path(one).resolve() == Path(two).resolve()
    except ValueError:  # no file can have such a name
        return False


def part_of(path: Path) -> Path:
    """Where a file is written until it is complete."""
    return path.parent / f".{path.name}.part"


@contextlib.contextmanager
def complete(path: Path, encoding: str, newline: str | None = None) -> Iterator[TextIO]:
    """A text file that appears under its name only when it is complete.

    Raises:
        Unreadable: it cannot be written.
    """
    part = part_of(path)
    try:
        with part.open("w", encoding=encoding, newline=newline, errors="backslashreplace") as file:
            yield file
        part.replace(path)
    except OSError as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(Problem.of(str(path), "unwritable", **reasons(error))) from None
    finally:
        discard(part)


def discard(part: Path) -> None:
    """Remove what was written of a file that was not finished; where nothing could be written, nothing is there."""
    with contextlib.suppress(OSError, ValueError):
        part.unlink()


IN_CHINESE: Final[Mapping[int, str]] = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已经存在",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "名称过长",
    errno.EROFS: "磁盘只读",
    errno.EBUSY: "正被其他程序使用",
    errno.ELOOP: "链接循环",
}
"""Why an operating system refuses, by its number."""


def reasons(error: Exception) -> dict[str, str]:
    """Why the operating system refused, without its numbers and paths, as particulars of a problem."""
    words = (error.strerror if isinstance(error, OSError) else None) or str(error)
    chinese = IN_CHINESE.get(error.errno or 0, words) if isinstance(error, OSError) else words
    return {"detail": words, "detail@zh": chinese}
