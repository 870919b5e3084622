"""`check`: what an evaluator must look at, in dossiers and registers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import attrs

from common_prosperity.checks import CheckFinding, Severity, check
from common_prosperity.checks.catalogue import chosen
from common_prosperity.cli.editions import Editions
from common_prosperity.cli.exits import Exit
from common_prosperity.cli.inputs import dossier_text, refuse_empty, some_register, source_name
from common_prosperity.cli.misuse import Misuse
from common_prosperity.cli.naming import naming
from common_prosperity.cli.progress import progress
from common_prosperity.cli.terminal import complain, put, put_bytes
from common_prosperity.errors import Lang, Problem
from common_prosperity.facts import Dossier, Register
from common_prosperity.files.dossiers import parse_dossier
from common_prosperity.files.json_text import dump
from common_prosperity.reports.wording import counted, say

if TYPE_CHECKING:
    from common_prosperity.files.tables import ExtraColumn, ExtraSheet, Reading


def check_files(
    files: Sequence[str], lang: Lang, form: str, *, select: str = "", ignore: str = "", scheme: str | None = None
) -> int:
    """Print the findings of every file, a line each, and count them.

    With a scheme statements are held against what it asks for.

    Returns:
        2 where something could not be read, 1 where there is an error or a warning, else 0.

    Raises:
        ProsperityError: a file cannot be read at all, or a code is none.
        Misuse: no file is named.
    """
    if not files:
        raise Misuse(say("usage.missing", lang, name="FILES"), lang)
    found: list[_Found] = []
    problems: list[Problem] = []
    unread: list[ExtraColumn | ExtraSheet] = []
    aside = 0
    with naming():
        chosen(select, ignore)  # a slip in a code is told before anything is read
    editions = None if scheme is None else Editions(scheme)
    if editions is not None:
        editions.newest()
    for path in files:
        refuse_empty(path)
        subject, reading = _subject(path)
        if reading is not None:
            problems += reading.problems
            aside += len(reading.workshops_aside)
            unread += (*reading.extra_columns, *reading.extra_sheets)
        with progress(say("register.checking", lang), len(subject.dossiers) if isinstance(subject, Register) else 1) as step:
            editions_of = None if editions is None else editions.on
            findings = check(subject, editions_of, select=select, ignore=ignore, after_each=step)
            found += [_Found(path, finding, _where(path, finding, reading)) for finding in findings]
    if form == "json":
        put_bytes(dump([_data(each) for each in found]))
    else:
        put("".join(f"{attrs.evolve(each.finding, place=each.where).text(lang)}\n" for each in found))
        put(_summary([each.finding.severity for each in found], lang))
        put(f"{counted('register.unchecked', aside, lang, n=aside)}\n" if aside else "")
    complain("\n".join(told.text(lang) for told in (*problems, *unread)), lang)
    if problems:
        return Exit.BAD_INPUT
    grave = any(each.finding.severity is not Severity.INFO for each in found)
    return Exit.REFUSED if grave else Exit.ELIGIBLE


class _Found(NamedTuple):
    """A finding, and where people look for what it speaks of."""

    path: str
    finding: CheckFinding
    where: str


def _subject(path: str) -> "tuple[Dossier | Register, Reading | None]":
    """What a file holds, and what became of its rows where it is a register."""
    data = dossier_text(path)
    if data is not None:
        return parse_dossier(data, source_name(path)), None
    reading = some_register(path)
    return reading.register, reading


def _where(path: str, finding: CheckFinding, reading: "Reading | None") -> str:
    """File, sheet and row; a path into the file where it has no rows."""
    cell = finding.place if reading is None else reading.place(finding.place)
    return f"{path} {cell}" if cell == finding.place else cell


def _summary(severities: Sequence[Severity], lang: Lang) -> str:
    counts = (
        counted(f"severity.{severity}", severities.count(severity), lang, n=severities.count(severity)) for severity in Severity
    )
    return say("comma", lang).join(counts) + "\n"


def _data(found: _Found) -> dict[str, object]:
    finding = found.finding
    return {
        "file": found.path,
        "where": found.where,
        "code": finding.code,
        "severity": finding.severity.value,
        "place": finding.place,
        "also": list(finding.also),
        "ids": [list(pair) for pair in finding.ids],
        "details": [list(pair) for pair in finding.details],
        "zh": finding.reason("zh"),
        "en": finding.reason("en"),
    }
