"""Rows set aside, in a workbook, marked in place (待补行工作簿)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from common_prosperity.files.tables.addresses import letters
from common_prosperity.files.tables.headings import ORIGINAL_ROW, PROBLEMS
from common_prosperity.files.tables.results import AsideRow, AsideSheet, Reading, TableProblem
from common_prosperity.files.tables.workbooks import (
    FAULT_FILL,
    MEASURED_ROWS,
    OPTIONAL_FILL,
    REQUIRED_FILL,
    Book,
    content_width,
    fit_height,
    page,
    raw_format,
    write_content,
)
from common_prosperity.quantities import Text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

COMMENTS: Final = 20_000
"""Comments in one sheet; beyond them cells are coloured, and the reasons stand at the end of the row."""
PLACE_TITLES: Final = (
    Text("文件", "File"),
    Text("表", "Sheet"),
    Text("行", "Row"),
    Text("列", "Column"),
    Text("值", "Value"),
    Text("问题", "Problem"),
)
PLACE_WIDTHS: Final = (24, 18, 8, 22, 24, 70)
LINKED: Final = 2
"""The column that leads to the cell: the number of the row."""
LINKS: Final = 60_000
"""A sheet holds some 65,000 links."""
REASON_WIDTH: Final = 48
NARROWEST, BROADEST = 8, 30
"""Characters of a column of cells as they stood."""
FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")


def add_asides(book: Book, reading: Reading) -> None:
    """A list of all problems, each with a link to its cell, then each sheet with the rows to be mended."""
    taken = {PROBLEMS.in_(book.lang).casefold()}
    sheets = [(free_name(sheet.sheet, taken), sheet) for sheet in reading.aside if sheet.rows]
    _add_problems(book, reading.problems, dict(_links(sheets)))
    for name, sheet in sheets:
        _add_sheet(book, sheet, name)


def _links(sheets: Iterable[tuple[str, AsideSheet]]) -> Iterator[tuple[tuple[str, str, int], tuple[str, int, int]]]:
    """File, sheet and row where a row stood → its sheet, row and first column here."""
    for name, sheet in sheets:
        for at, row in enumerate(sheet.rows, start=2 if sheet.headings else 1):
            yield (sheet.file, sheet.sheet, row.row), (name, at, sheet.first_column)


def free_name(name: str, taken: set[str]) -> str:
    """A name for a sheet that spreadsheet programs allow and that is not taken."""
    plain = FORBIDDEN.sub(" ", name).strip("'")[:26] or "?"
    found, number = plain, 1
    while found.casefold() in taken:
        number += 1
        found = f"{plain} {number}"
    taken.add(found.casefold())
    return found


def _add_problems(
    book: Book, problems: Iterable[TableProblem], links: Mapping[tuple[str, str, int], tuple[str, int, int]]
) -> None:
    lang = book.lang
    sheet = book.book.add_worksheet(PROBLEMS.in_(lang))
    head = book.format("head", bold=True, font_color="#FFFFFF", bg_color=REQUIRED_FILL)
    linked = book.format("row-link", font_color=REQUIRED_FILL, underline=1, align="left", valign="top")
    wrapped = book.format("told", text_wrap=True, align="left", valign="top")
    for at, (title, width) in enumerate(zip(PLACE_TITLES, PLACE_WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        book.text(sheet, 0, at, title.in_(lang), head)
    for row, problem in enumerate(problems, start=1):
        value = problem.value
        if problem.withheld:
            value = "（不显示）" if lang == "zh" else "(withheld)"
        cells = (problem.file, problem.sheet, problem.row, problem.heading, value, problem.reason(lang))
        fit_height(sheet, row, zip(cells, PLACE_WIDTHS, strict=True))
        for at, cell in enumerate(cells):
            write_content(book, sheet, row, at, cell, form=wrapped)
        found = links.get((problem.file, problem.sheet, problem.row or 0))
        if found is not None and row <= LINKS:
            name, at, first = found
            cell = f"{letters((problem.column or first) - first + 1)}{at}"
            place = name.replace("'", "''")
            sheet.write_url(row, LINKED, f"internal:'{place}'!{cell}")
            write_content(book, sheet, row, LINKED, problem.row, form=linked)  # the link stays, and the number is one
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, 0, len(PLACE_TITLES) - 1)
    page(sheet)


def _add_sheet(book: Book, aside: AsideSheet, name: str) -> None:
    lang = book.lang
    sheet = book.book.add_worksheet(name)
    head = book.format("aside-head", bold=True, font_color=REQUIRED_FILL, bg_color=OPTIONAL_FILL, text_wrap=True)
    widths = _widths(aside)
    width = len(widths)
    for at, wide in enumerate(widths):
        sheet.set_column(at, at, wide)
    sheet.set_column(width, width, 10)
    sheet.set_column(width + 1, width + 1, REASON_WIDTH)
    first = 0
    if aside.headings:
        fit_height(sheet, 0, zip(aside.headings, widths, strict=False))
        for at, heading in enumerate(aside.headings):
            write_content(book, sheet, 0, at, heading, form=head)
        book.text(sheet, 0, width, ORIGINAL_ROW.in_(lang), head)
        book.text(sheet, 0, width + 1, PROBLEMS.in_(lang), head)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(aside.rows), width + 1)
        sheet.repeat_rows(0)
        first = 1
    left = COMMENTS
    for index, row in enumerate(aside.rows, start=first):
        left -= _add_row(book, sheet, index, row, aside, widths=widths, left=left)
    page(sheet)


def _widths(aside: AsideSheet) -> list[int]:
    """Columns as wide as their headings and cells want, within bounds."""
    widths = [NARROWEST] * max(len(aside.headings), *(len(row.cells) for row in aside.rows))
    for cells in (aside.headings, *(row.cells for row in aside.rows[:MEASURED_ROWS])):
        for at, cell in enumerate(cells):
            widths[at] = max(widths[at], min(content_width(cell) + 3, BROADEST))
    return widths


def _add_row(
    book: Book, sheet: "Worksheet", index: int, row: AsideRow, aside: AsideSheet, *, widths: Sequence[int], left: int
) -> int:
    """One row; returns how many comments it took."""
    width = len(widths)
    marks: dict[int, list[str]] = {}
    for problem in row.problems:
        at = 0 if problem.column is None else problem.column - aside.first_column
        marks.setdefault(at, []).append(problem.reason(book.lang))
    reasons = "；" if book.lang == "zh" else "; "
    told = reasons.join(reason for at in sorted(marks) for reason in marks[at])[:2000] if aside.headings else ""
    fit_height(sheet, index, [(told, REASON_WIDTH), *zip(row.cells, widths, strict=False)])
    taken = 0
    for at, cell in enumerate(row.cells):
        write_content(book, sheet, index, at, cell, form=_form(book, cell, fault=at in marks))
        if at in marks and taken < left:
            sheet.write_comment(index, at, "\n".join(marks[at]), {"x_scale": 1.8, "author": "common_prosperity"})
            taken += 1
    if aside.headings:
        write_content(book, sheet, index, width, row.row, form=_form(book, row.row, fault=bool(marks)))
        if told:
            book.text(sheet, index, width + 1, told, book.format("aside-told", text_wrap=True, valign="top"))
    return taken


def _form(book: Book, cell: Any, *, fault: bool) -> Any:
    """Words wrap, and cells at fault are coloured."""
    wraps = {"text_wrap": True} if isinstance(cell, str) else {}
    return raw_format(book, cell, valign="top", **wraps, **({"bg_color": FAULT_FILL} if fault else {}))
