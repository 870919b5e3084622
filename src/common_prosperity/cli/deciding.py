"""`decide`: about one workshop."""

import sys
from pathlib import Path
from typing import Final

from common_prosperity.awards import Decision, Verdict, decide
from common_prosperity.cli.naming import naming
from common_prosperity.cli.terminal import put, put_bytes, style
from common_prosperity.errors import Lang
from common_prosperity.facts import Dossier
from common_prosperity.files.codec import unstructure
from common_prosperity.files.dossiers import parse_dossier, read_dossier
from common_prosperity.files.json_text import dump
from common_prosperity.files.schemes import load_scheme
from common_prosperity.reports.telling import report

STANDARD_INPUT: Final = "-"


def decide_dossier(path: str, scheme_name: str, lang: Lang, form: str, *, verified: bool, clause: str | None) -> int:
    """Decide about the workshop of a dossier and print the decision.

    Args:
        path: a JSON file, or `-` for standard input.
        scheme_name: a scheme by id, `id@edition`, or path.
        lang: the language.
        form: `text`, `markdown`, `html` or `json`.
        verified: whether statements count on their verified basis only.
        clause: the one clause to tell of.

    Returns:
        The exit code.

    Raises:
        ProsperityError: the dossier or the scheme is faulty, or there is no such clause.
    """
    dossier = _read(path)
    if verified:
        dossier = dossier.as_verified()
    with naming("--scheme"):
        scheme = load_scheme(scheme_name, on=dossier.period)
    decision = decide(dossier, scheme)
    if form == "json":
        put_bytes(dump(unstructure(decision)))
    elif clause is not None:
        from common_prosperity.reports.explaining import explain  # noqa: PLC0415  # one clause is asked for seldom

        with naming("--clause"):
            put(explain(decision, clause, scheme, lang=lang, format=form, **style()))  # type: ignore[arg-type]  # one of the formats
    else:
        put(report(decision, scheme, lang=lang, format=form, **style()))  # type: ignore[arg-type]  # one of the formats
    return exit_code(decision)


def _read(path: str) -> Dossier:
    if path == STANDARD_INPUT:
        return parse_dossier(sys.stdin.buffer.read(), "stdin")
    return read_dossier(Path(path))


def exit_code(decision: Decision) -> int:
    """0 settled and eligible, 1 settled and not eligible, 3 not settled or not in force."""
    if decision.verdict in (Verdict.NOT_IN_FORCE, Verdict.EXPIRED) or not decision.settled:
        return 3
    return 0 if decision.verdict is Verdict.MET else 1
