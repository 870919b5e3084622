"""Where the command line begins and ends: language, exit code, and no traceback on any way out."""

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from common_prosperity.cli.exits import Exit
from common_prosperity.cli.language import spoken
from common_prosperity.cli.misuse import Misuse
from common_prosperity.cli.terminal import complain, prepare
from common_prosperity.errors import Lang, ProsperityError
from common_prosperity.reports.wording import say

EXTRAS: Final = {
    "cyclopts": "cli.extra-missing",
    "rich": "cli.extra-missing",
    "xlsxwriter": "cli.tables-missing",
    "python_calamine": "cli.tables-missing",
}
"""What to say where a module is missing that an extra brings."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: the arguments, without the name of the program; those of the process if left out.

    Returns:
        The exit code.
    """
    prepare()
    lang: Lang = "en"
    try:
        lang, arguments = spoken(sys.argv[1:] if argv is None else argv, os.environ)
        return _run(arguments, lang)
    except Misuse as error:
        complain(f"{say('usage.error', error.lang, detail=error.text)}\n{say('usage.help', error.lang)}", error.lang)
        return Exit.BAD_INPUT
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
        from common_prosperity.cli.commands import run  # noqa: PLC0415  # needs an extra, which may be missing

        return run(arguments, lang)
    except ModuleNotFoundError as error:
        missing = EXTRAS.get((error.name or "").partition(".")[0])
        if missing is None:
            raise
        complain(say(missing, lang), lang)
        return Exit.BAD_INPUT


def _own_fault(error: Exception, lang: Lang) -> str:
    """Which error arose where; its message may repeat what the input says, and is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return say("cli.own-fault", lang, error=type(error).__name__, place=place)
