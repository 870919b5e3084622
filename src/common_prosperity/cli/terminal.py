"""Standard output and error: what is printed, how wide, in colour or not, and what happens when nobody reads on."""

import contextlib
import os
import shutil
import sys
from pathlib import Path
from typing import Any, Final, TextIO

from common_prosperity.errors import Lang, Problem, Unreadable
from common_prosperity.reports.widths import clean
from common_prosperity.reports.wording import say

PLAIN_COLUMNS: Final = 100
MOST_COLUMNS: Final = 120


def prepare() -> None:
    """Let characters that the terminal's encoding lacks be printed as escapes rather than fail; closed streams take nothing."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # it lasts as long as the process
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def style() -> dict[str, Any]:
    """How wide text may be, and whether it may be coloured: as the terminal allows; plain where there is none.

    `NO_COLOR` (https://no-color.org) and a dumb terminal switch colours off.
    """
    if not is_terminal(sys.stdout):
        return {"columns": PLAIN_COLUMNS, "colour": False}
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return {"columns": min(shutil.get_terminal_size().columns, MOST_COLUMNS), "colour": colour}


def is_terminal(stream: TextIO) -> bool:
    """Whether somebody watches."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def put(text: str) -> None:
    """Print text as it is; where the reader has gone, do so quietly.

    Raises:
        Unreadable: it cannot be written, as to a full disk.
    """
    with _unread():
        sys.stdout.write(text)
        sys.stdout.flush()


def put_bytes(data: bytes) -> None:
    """Print text that is UTF-8 whatever the terminal's encoding, such as JSON.

    Raises:
        Unreadable: as `put`.
    """
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        put(data.decode())
        return
    with _unread():
        sys.stdout.flush()
        binary.write(data)
        binary.flush()


def complain(text: str, lang: Lang) -> None:
    """Print lines on standard error; nothing in them can take over the terminal."""
    with contextlib.suppress(OSError):
        for line in text.splitlines():
            sys.stderr.write(say("cli.complaint", lang, text=clean(line)) + "\n")
        sys.stderr.flush()


@contextlib.contextmanager
def _unread() -> Any:
    """A closed pipe is the reader's way of saying enough; whatever else keeps words from being written is told."""
    try:
        yield
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        with contextlib.suppress(OSError, ValueError):
            os.dup2(nowhere, sys.stdout.fileno())  # what is left in the buffer goes there when the program ends
        if not isinstance(error, BrokenPipeError):
            raise Unreadable(Problem.of("stdout", "unwritable", detail=error.strerror)) from None
