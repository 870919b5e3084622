"""`check`: what an evaluator must look at, in dossiers and registers."""

from collections.abc import Sequence

from common_prosperity.checks import CheckFinding, Severity, check
from common_prosperity.checks.catalogue import chosen
from common_prosperity.cli.exits import Exit
from common_prosperity.cli.inputs import dossier_text, some_register, source_name
from common_prosperity.cli.misuse import Misuse
from common_prosperity.cli.naming import naming
from common_prosperity.cli.progress import progress
from common_prosperity.cli.terminal import complain, put, put_bytes
from common_prosperity.errors import Lang, Problem
from common_prosperity.facts import Dossier, Register
from common_prosperity.files.dossiers import parse_dossier
from common_prosperity.files.json_text import dump
from common_prosperity.reports.wording import counted, say


def check_files(files: Sequence[str], lang: Lang, form: str, *, select: str, ignore: str) -> int:
    """Print the findings of every file, a line each, and count them.

    Returns:
        2 where something could not be read, 1 where there is an error or a warning, else 0.

    Raises:
        ProsperityError: a file cannot be read at all, or a code is none.
        Misuse: no file is named.
    """
    if not files:
        raise Misuse(say("usage.missing", lang, name="FILES"), lang)
    found: list[tuple[str, CheckFinding]] = []
    problems: list[Problem] = []
    with naming():
        chosen(select, ignore)  # a slip in a code is told before anything is read
    for path in files:
        subject, faults = _subject(path)
        problems += faults
        with progress(say("register.checking", lang), len(subject.dossiers) if isinstance(subject, Register) else 1) as step:
            found += [(path, finding) for finding in check(subject, select=select, ignore=ignore, after_each=step)]
    if form == "json":
        put_bytes(dump([_data(path, finding) for path, finding in found]))
    else:
        put("".join(f"{path} {finding.text(lang)}\n" for path, finding in found))
        put(_summary([finding.severity for _, finding in found], lang))
    if problems:
        complain("\n".join(problem.text(lang) for problem in problems), lang)
        return Exit.BAD_INPUT
    grave = any(finding.severity is not Severity.INFO for _, finding in found)
    return Exit.REFUSED if grave else Exit.ELIGIBLE


def _subject(path: str) -> tuple[Dossier | Register, Sequence[Problem]]:
    """What a file holds, and what of it could not be read."""
    data = dossier_text(path)
    if data is not None:
        return parse_dossier(data, source_name(path)), ()
    reading = some_register(path)
    return reading.register, reading.problems


def _summary(severities: Sequence[Severity], lang: Lang) -> str:
    counts = (
        counted(f"severity.{severity}", severities.count(severity), lang, n=severities.count(severity)) for severity in Severity
    )
    return say("comma", lang).join(counts) + "\n"


def _data(path: str, finding: CheckFinding) -> dict[str, object]:
    return {
        "file": path,
        "code": finding.code,
        "severity": finding.severity.value,
        "place": finding.place,
        "also": list(finding.also),
        "ids": [list(pair) for pair in finding.ids],
        "details": [list(pair) for pair in finding.details],
        "zh": finding.reason("zh"),
        "en": finding.reason("en"),
    }
