"""Results written out: a workbook with a summary, all findings, all problems and the rows read; or CSV, or JSON.

Text is written as text, never as a formula. A file appears only when it is complete.
"""

import contextlib
import csv
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

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
from common_prosperity.errors import Fault, Lang, Problem
from common_prosperity.facts import Dossier
from common_prosperity.files.codec import unstructure
from common_prosperity.files.reading import complete
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
    make, _ = _form(path)
    with make(Path(path), lang, both=both) as made:
        yield made


def written(path: str, *, both: bool) -> tuple[Path, ...]:
    """Every file that results are written to: of CSV, also those beside the file that is named.

    Args:
        path: as for `results`.
        both: as for `results`.

    Raises:
        Fault: the ending is none of .xlsx, .csv and .json.
    """
    _, files = _form(path)
    return tuple(files(Path(path), both=both).values())


def _form(path: str) -> "Form":
    form = FORMS.get(Path(path).suffix.casefold())
    if form is None:
        raise Fault.of("--out", "table-kind", allowed=", ".join(FORMS))
    return form


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
        for row, tone in undecided_rows(reading, self.lang):
            self.summary.row(row, tone)

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
        for row, _ in undecided_rows(reading, self.lang):
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


def _csv_files(path: Path, *, both: bool) -> dict[str, Path]:
    wanted = [name for name in CSV_COLUMNS if both or name != "beside"]
    return {name: path if name == "summary" else path.with_name(f"{path.stem}-{name}.csv") for name in wanted}


@contextlib.contextmanager
def _csv(path: Path, lang: Lang, *, both: bool) -> Iterator[Results]:
    with contextlib.ExitStack() as stack:
        paths = _csv_files(path, both=both).items()
        files = {name: stack.enter_context(complete(each, "utf-8-sig", newline="")) for name, each in paths}
        yield _Tables(files, lang)


# ---- JSON ----------------------------------------------------------------------------------------------------------


class _Documents:
    """Results as one JSON document, written decision by decision."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self.write = write
        self.first = True
        self.aside: list[dict[str, Any]] = []

    def undecided(self, reading: Reading) -> None:
        """Rows that name no known workshop, before all decisions; the workshops set aside, told of at the end."""
        told = {"zh": caution(reading, "zh"), "en": caution(reading, "en")} if reading.strays else None
        strays = [_stray(stray) for stray in reading.strays]
        self.write(f'{{"caution": {_dumped(told)},\n"strays": {_dumped(strays)},\n"decisions": [')
        self.aside += ({"workshop": each.id, "problems": [*map(_told, each.problems)]} for each in reading.workshops_aside)

    def failed(self, dossier: Dossier, problems: Sequence[Problem]) -> None:
        """One more workshop without a decision."""
        self.aside.append({"workshop": dossier.workshop.id, "problems": [*map(_told, problems)]})

    def decided(self, outcome: Outcome, voice: Voice) -> None:  # noqa: ARG002  # data has no language
        """The decision as data, or both."""
        self.write(("\n" if self.first else ",\n") + _dumped(unstructure(outcome)))
        self.first = False

    def read(self, reading: Reading, problems: Sequence[Problem]) -> None:
        """The problems, and what became of the rows."""
        parts = {
            "undecided": self.aside,
            "problems": [*map(_told, problems)],
            "rows": [dict(zip(ACCOUNTS, account_row(account), strict=False)) for account in reading.accounts],
            "unread": [*map(_unread, reading.extra_columns), *map(_unread, reading.extra_sheets)],
        }
        told = ",\n".join(f'"{name}": {_dumped(part)}' for name, part in parts.items())
        self.write(f"\n], {told}}}\n")


def _dumped(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


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
    with complete(path, "utf-8") as file:
        yield _Documents(file.write)


def json_results(write: Callable[[str], object]) -> Results:
    """Results as JSON, handed on as they come."""
    return _Documents(write)


def _one_file(path: Path, *, both: bool) -> dict[str, Path]:  # noqa: ARG001  # both bases share it
    return {"": path}


class Form(NamedTuple):
    """A kind of file that results can be written to."""

    writing: Callable[..., contextlib.AbstractContextManager[Results]]
    files: Callable[..., dict[str, Path]]
    """Which files that makes."""


FORMS: Final = {".xlsx": Form(_workbook, _one_file), ".csv": Form(_csv, _csv_files), ".json": Form(_json, _one_file)}
"""The kinds of files results can be written to, by ending."""
