"""What reading a register gave, as rows for results: problems, sheets, and whatever is not decided for faults."""

from collections.abc import Iterator, Sequence
from typing import Final

from common_prosperity.errors import Lang, Problem
from common_prosperity.files.tables.addresses import letters
from common_prosperity.files.tables.results import Account, Reading, TableProblem
from common_prosperity.reports.blocks import Tone
from common_prosperity.reports.overview import SUMMARY, Cell
from common_prosperity.reports.wording import counted, say

PROBLEMS: Final = ("file", "sheet", "row", "heading", "value", "reason")
ACCOUNTS: Final = ("file", "sheet", "rows-read", "rows-used", "rows-aside", "rows-blank", "unread")
"""The columns of both tables, by the keys of their headings."""
BLANK: Final = (None,) * (len(SUMMARY) - 4)

Cells = tuple[Cell, ...]


def problem_row(problem: Problem, lang: Lang) -> Cells:
    """A problem by its place in a table; one of another kind by its path."""
    if isinstance(problem, TableProblem):
        value = problem.value if not problem.withheld else "…"
        sheet = f"{problem.sheet} ({problem.thing})" if problem.thing else problem.sheet
        return problem.file, sheet, problem.row, problem.heading, value, problem.reason(lang)
    return "", problem.where, None, "", None, problem.reason(lang)


def account_row(account: Account) -> Cells:
    """What became of the rows of one sheet."""
    return account.file, account.sheet, account.read, account.used, account.aside, account.blank


def account_rows(reading: Reading, lang: Lang) -> Iterator[Cells]:
    """What became of the rows of each sheet, and what was not read: columns nobody knows, and whole sheets."""
    joint = say("semicolon", lang)
    for account in reading.accounts:
        of_sheet = (extra for extra in reading.extra_columns if (extra.file, extra.sheet) == (account.file, account.sheet))
        unread = joint.join(
            say("register.unread-column", lang, name=e.heading or letters(e.column), n=e.filled) + e.hint(lang)
            for e in of_sheet
        )
        yield *account_row(account), unread
    for sheet in reading.extra_sheets:
        yield sheet.file, sheet.sheet, None, None, None, None, say("register.unread-sheet", lang)


def undecided_rows(reading: Reading, lang: Lang) -> Iterator[tuple[Cells, Tone]]:
    """Rows of the summary for what names no known workshop, and for every workshop set aside."""
    for stray in reading.strays:
        yield (stray.id, "", say("register.stray", lang), stray.text(lang), *BLANK), Tone.BAD
    for workshop in reading.workshops_aside:
        yield undecided_row(workshop.id, workshop.name, workshop.problems, lang), Tone.FAINT


def undecided_row(name: str, title: str, problems: Sequence[Problem], lang: Lang) -> Cells:
    """A row of the summary for a workshop that is not decided."""
    return name, title, say("register.undecided", lang), fault_words(problems, lang), *BLANK


def fault_words(problems: Sequence[Problem], lang: Lang) -> str:
    """How many faults there are, and the first of them."""
    count = len(problems)
    return counted("register.faults", count, lang, n=count, first=problems[0].text(lang))


def caution(reading: Reading, lang: Lang) -> str:
    """On which condition every decision holds, where there are rows that may be any workshop's."""
    count = reading.stray_rows
    return counted("register.caution", count, lang, n=count) if count else ""
