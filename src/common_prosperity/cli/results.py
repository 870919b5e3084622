"""Results written out: a workbook with a summary, all findings, all problems and the rows read; or CSV, or JSON.

Text is written as text, never as a formula. A file appears only when it is complete.
"""

import contextlib
import csv
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import attrs

from common_prosperity.awards import BothBases, Outcome, ruling
from common_prosperity.cli.reading_rows import (
    ACCOUNTS,
    PROBLEMS,
    account_row,
    account_rows,
    caution,
    problem_row,
    undecided_row,
    undecided_rows,
)
from common_prosperity.cli.result_sheets import Sheet
from common_prosperity.errors import Fault, Lang, Problem, Unreadable
from common_prosperity.facts import Dossier
from common_prosperity.files.codec import unstructure
from common_prosperity.files.reading import reason
from common_prosperity.files.tables import ExtraColumn, ExtraSheet, Reading, Stray
from common_prosperity.files.tables.words import FORMULA_STARTS, literal
from common_prosperity.files.tables.workbooks import Book, writing
from common_prosperity.reports.beside import BESIDE, beside_rows
from common_prosperity.reports.blocks import Tone
from common_prosperity.reports.overview import FINDINGS, SUMMARY, Cell, finding_rows, headings, outcome_words, summary_row
from common_prosperity.reports.voice import Voice, stated


class Results(Protocol):
    """Takes results as they come."""

    def undecided(self, reading: Reading) -> None:
        """Rows that name no known workshop, and the workshops that are set aside; before all decisions."""

    def decided(self, outcome: Outcome, voice: Voice) -> None:
        """What was decided about one workshop, on one basis or on both."""

    def failed(self, dossier: Dossier, problems: Sequence[Problem]) -> None:
        """A workshop about which nothing can be decided by this scheme."""

    def read(self, reading: Reading, problems: Sequence[Problem]) -> None:
        """What became of the rows, and every problem: of reading, then of deciding."""


@contextlib.contextmanager
def results(path: str, lang: Lang, *, both: bool) -> Iterator[Results]:
    """Where results go, by the ending of the path.

    Args:
        path: of the file.
        lang: of headings and words.
        both: whether workshops are decided on both bases.

    Raises:
        Fault: the ending is none of .xlsx, .csv and .json.
        Unreadable: the file cannot be written.
    """
    make = FORMS.get(Path(path).suffix.casefold())
    if make is None:
        raise Fault.of("--out", "table-kind", allowed=", ".join(FORMS))
    with make(Path(path), lang, both=both) as made:
        yield made


# ---- workbook ------------------------------------------------------------------------------------------------------


class _Workbook:
    """Results as a workbook."""

    def __init__(self, book: Book, lang: Lang, *, both: bool) -> None:
        voice = Voice(lang)
        self.lang = lang
        titles = (voice.say(f"heading.{name}") for name in ("summary", "findings", "problems", "rows"))
        columns = (SUMMARY, FINDINGS, PROBLEMS, ACCOUNTS)
        self.summary, self.findings, self.problems, self.accounts = (
            Sheet(book, title, names, voice) for title, names in zip(titles, columns, strict=True)
        )
        self.beside = Sheet(book, voice.say("heading.beside"), BESIDE, voice) if both else None
        self.caution = ""

    def undecided(self, reading: Reading) -> None:
        """A row of the summary for each."""
        self.caution = caution(reading, self.lang)
        for row in undecided_rows(reading, self.lang):
            self.summary.row(row, Tone.FAINT)

    def failed(self, dossier: Dossier, problems: Sequence[Problem]) -> None:
        """One row of the summary."""
        workshop = dossier.workshop
        self.summary.row(undecided_row(workshop.id, stated(workshop.name), problems, self.lang), Tone.FAINT)

    def decided(self, outcome: Outcome, voice: Voice) -> None:
        """One row of the summary, and one for each clause; of both bases, one more for each clause."""
        decision = ruling(outcome)
        self.summary.row(summary_row(decision, voice, self.caution), outcome_words(decision, voice)[1])
        if isinstance(outcome, BothBases) and self.beside is not None:
            for row, tone in beside_rows(outcome, voice):
                self.beside.row(row, tone)
        for row, tone in finding_rows(decision, voice):
            self.findings.row(row, tone)

    def read(self, reading: Reading, problems: Sequence[Problem]) -> None:
        """The problems, and what became of the rows."""
        for problem in problems:
            self.problems.row(problem_row(problem, self.lang))
        for row in account_rows(reading, self.lang):
            self.accounts.row(row)


@contextlib.contextmanager
def _workbook(path: Path, lang: Lang, *, both: bool) -> Iterator[Results]:
    with writing(path, lang) as book:
        yield _Workbook(book, lang, both=both)


# ---- CSV -----------------------------------------------------------------------------------------------------------


class _Tables:
    """Results as CSV files: the summary under the name given, the others beside it."""

    def __init__(self, files: "dict[str, Any]", lang: Lang) -> None:
        self.lang = lang
        self.writers = {name: csv.writer(file) for name, file in files.items()}
        voice = Voice(lang)
        for name, writer in self.writers.items():
            writer.writerow(headings(CSV_COLUMNS[name], voice))
        self.caution = ""

    def _row(self, name: str, cells: Sequence[Cell]) -> None:
        self.writers[name].writerow([_safe(cell) for cell in cells])

    def undecided(self, reading: Reading) -> None:
        """A row of the summary for each."""
        self.caution = caution(reading, self.lang)
        for row in undecided_rows(reading, self.lang):
            self._row("summary", row)

    def failed(self, dossier: Dossier, problems: Sequence[Problem]) -> None:
        """One row of the summary."""
        self._row("summary", undecided_row(dossier.workshop.id, stated(dossier.workshop.name), problems, self.lang))

    def decided(self, outcome: Outcome, voice: Voice) -> None:
        """One row of the summary, and one for each clause; of both bases, one more for each clause."""
        decision = ruling(outcome)
        if isinstance(outcome, BothBases):
            for row, _ in beside_rows(outcome, voice):
                self._row("beside", row)
        self._row("summary", summary_row(decision, voice, self.caution))
        for row, _ in finding_rows(decision, voice):
            self._row("findings", row)

    def read(self, reading: Reading, problems: Sequence[Problem]) -> None:
        """The problems, and what became of the rows."""
        for problem in problems:
            self._row("problems", problem_row(problem, self.lang))
        for row in account_rows(reading, self.lang):
            self._row("rows", row)


CSV_COLUMNS: Final = {"summary": SUMMARY, "findings": FINDINGS, "problems": PROBLEMS, "rows": ACCOUNTS, "beside": BESIDE}


def _safe(cell: Cell) -> Cell:
    """Text that a spreadsheet program might take for a formula, as a quoted literal."""
    return literal(cell) if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


@contextlib.contextmanager
def _csv(path: Path, lang: Lang, *, both: bool) -> Iterator[Results]:
    wanted = [name for name in CSV_COLUMNS if both or name != "beside"]
    names = {name: path if name == "summary" else path.with_name(f"{path.stem}-{name}.csv") for name in wanted}
    with contextlib.ExitStack() as stack:
        files = {name: stack.enter_context(_complete(each, "utf-8-sig", newline="")) for name, each in names.items()}
        yield _Tables(files, lang)


# ---- JSON ----------------------------------------------------------------------------------------------------------


class _Documents:
    """Results as one JSON document, written decision by decision."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self.write = write
        self.first = True
        self.aside: list[dict[str, Any]] = []
        self.write('{"decisions": [')

    def undecided(self, reading: Reading) -> None:
        """The workshops set aside, told of at the end."""
        self.aside += ({"workshop": each.id, "problems": [*map(_told, each.problems)]} for each in reading.workshops_aside)

    def failed(self, dossier: Dossier, problems: Sequence[Problem]) -> None:
        """One more workshop without a decision."""
        self.aside.append({"workshop": dossier.workshop.id, "problems": [*map(_told, problems)]})

    def decided(self, outcome: Outcome, voice: Voice) -> None:  # noqa: ARG002  # data has no language
        """The decision as data, or both."""
        self.write(("\n" if self.first else ",\n") + json.dumps(unstructure(outcome), ensure_ascii=False, allow_nan=False))
        self.first = False

    def read(self, reading: Reading, problems: Sequence[Problem]) -> None:
        """The problems, and what became of the rows."""
        parts = {
            "undecided": self.aside,
            "strays": [_stray(stray) for stray in reading.strays],
            "problems": [*map(_told, problems)],
            "rows": [dict(zip(ACCOUNTS, account_row(account), strict=False)) for account in reading.accounts],
            "unread": [*map(_unread, reading.extra_columns), *map(_unread, reading.extra_sheets)],
        }
        told = ",\n".join(f'"{name}": {json.dumps(part, ensure_ascii=False)}' for name, part in parts.items())
        self.write(f"\n], {told}}}\n")


def _unread(extra: ExtraColumn | ExtraSheet) -> dict[str, Any]:
    """What was not read as data, without the values, which may be personal."""
    return attrs.asdict(extra, filter=lambda field, _: field.name not in ("values", "first_row"))


def _stray(stray: Stray) -> dict[str, Any]:
    """Rows that name no known workshop as data."""
    return {**attrs.asdict(stray), "zh": stray.text("zh"), "en": stray.text("en")}


def _told(problem: Problem) -> dict[str, str]:
    """A problem as data."""
    named = {"id": problem.thing} if problem.thing else {}
    return {"place": problem.place, **named, "code": problem.code, "zh": problem.reason("zh"), "en": problem.reason("en")}


@contextlib.contextmanager
def _json(path: Path, lang: Lang, *, both: bool) -> Iterator[Results]:  # noqa: ARG001  # data has no language, and no columns
    with _complete(path, "utf-8") as file:
        yield _Documents(file.write)


def json_results(write: Callable[[str], object]) -> Results:
    """Results as JSON, handed on as they come."""
    return _Documents(write)


FORMS: Final[dict[str, Callable[..., contextlib.AbstractContextManager[Results]]]] = {
    ".xlsx": _workbook,
    ".csv": _csv,
    ".json": _json,
}
"""The kinds of files results can be written to, by ending."""


@contextlib.contextmanager
def _complete(path: Path, encoding: str, newline: str | None = None) -> Iterator[Any]:
    """A text file that appears under its name only when it is complete.

    Raises:
        Unreadable: it cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding=encoding, newline=newline, errors="backslashreplace") as file:
            yield file
        part.replace(path)
    except OSError as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(Problem.of(str(path), "unwritable", detail=reason(error))) from None
    finally:
        part.unlink(missing_ok=True)
