"""Where the command line begins and ends: language, exit code, and no traceback on any way out."""

import os
import sys
import traceback
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

from common_prosperity.cli.language import Misspoken, spoken
from common_prosperity.cli.terminal import complain, prepare
from common_prosperity.errors import Lang, ProsperityError
from common_prosperity.reports.wording import say


class Exit(IntEnum):
    """What the exit code says."""

    ELIGIBLE = 0
    REFUSED = 1
    BAD_INPUT = 2
    OPEN = 3
    OWN_FAULT = 70
    """As `EX_SOFTWARE` of sysexits.h."""
    INTERRUPTED = 130


EXTRA = frozenset({"cyclopts", "rich"})
"""Modules that the extra `cli` brings."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: the arguments, without the name of the program; those of the process if left out.

    Returns:
        The exit code.
    """
    prepare()
    try:
        lang, arguments = spoken(sys.argv[1:] if argv is None else argv, os.environ)
    except Misspoken as error:
        complain(error.text, error.lang)
        return Exit.BAD_INPUT
    try:
        return _run(arguments, lang)
    except ProsperityError as error:
        complain(error.text(lang), lang)
        return Exit.BAD_INPUT
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001  # a reader of results is owed a sentence, whatever went wrong
        complain(_own_fault(error, lang), lang)
        return Exit.OWN_FAULT


def _run(arguments: Sequence[str], lang: Lang) -> int:
    try:
        from common_prosperity.cli.commands import run  # noqa: PLC0415  # needs the extra, which may be missing
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in EXTRA:
            raise
        complain(say("cli.extra-missing", lang), lang)
        return Exit.BAD_INPUT
    return run(arguments, lang)


def _own_fault(error: Exception, lang: Lang) -> str:
    """Which error arose where; its message may repeat what the input says, and is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return say("cli.own-fault", lang, error=type(error).__name__, place=place)
