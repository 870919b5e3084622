"""Writing workbooks (写工作簿): the empty template, a register, and the rows to be mended.

Text is always written as text and never as a formula or a link, whatever it begins with. Nothing in a workbook tells
when or where it was made.
"""

import contextlib
import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from common_prosperity.errors import Fault, Lang, Problem, Unreadable
from common_prosperity.facts.fields import Term
from common_prosperity.files.reading import discard, part_of, reasons
from common_prosperity.files.tables.addresses import letters
from common_prosperity.files.tables.definitions import definition
from common_prosperity.files.tables.headings import CHOICES
from common_prosperity.files.tables.layout import TABLES, Column, Table
from common_prosperity.files.tables.words import NO, NONE, SOME, UNIT_NAMES, YES
from common_prosperity.files.tables.written import Content
from common_prosperity.quantities import Month, Text, Yuan

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LAST_ROW: Final = 1_048_575
CHOSEN_ROWS: Final = 2_000
"""Ids that a drop-down offers from another sheet."""
MADE: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # a fixed date, for equal registers to make equal files
TEXT_LIMIT: Final = 32_767

REQUIRED_FILL, OPTIONAL_FILL, FAULT_FILL, KEPT_FILL = "#1F5C57", "#DCEBE9", "#F8CBAD", "#F2F2F2"


@attrs.define
class Book:
    """A workbook being written, with its formats."""

    book: "Workbook"
    lang: Lang
    formats: dict[str, "Format"] = attrs.field(factory=dict)
    choices: dict[tuple[str, ...], str] = attrs.field(factory=dict)
    """Closed list → where it stands."""
    statements: dict[tuple[str, str], str] = attrs.field(factory=dict)
    """Table and column of the ids of statements → where those stand that a scheme asks for."""

    def format(self, name: str, **properties: Any) -> "Format":
        """A format, made once."""
        if name not in self.formats:
            self.formats[name] = self.book.add_format(
                {"font_name": "Calibri", "font_size": 11, "valign": "vcenter", **properties}
            )
        return self.formats[name]

    def text(self, sheet: "Worksheet", row: int, column: int, text: str, form: "Format | None" = None) -> None:
        """Write text as text.

        Raises:
            Fault: it does not fit in a cell.
        """
        if len(text) > TEXT_LIMIT or sheet.write_string(row, column, text, form) != 0:
            raise Fault.of("", "too-long", bound=TEXT_LIMIT)


@contextlib.contextmanager
def writing(path: str | Path, lang: Lang) -> Iterator[Book]:
    """A workbook that appears at `path` only when it is complete.

    Raises:
        Unreadable: the file cannot be written.
    """
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415  # an extra, loaded on use
        from xlsxwriter.exceptions import XlsxWriterException  # noqa: PLC0415  # an extra, loaded on use
    except ImportError:
        raise Unreadable(Problem.of(str(path), "extra-absent", name="tables")) from None

    path = Path(path)
    part = part_of(path)
    folder = tempfile.TemporaryDirectory()
    options = {
        "tmpdir": folder.name,
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd",
    }
    book = Workbook(str(part), options)
    try:
        part.touch()
        book.set_properties({"created": MADE})
        yield Book(book, lang)
        book.close()
        part.replace(path)
    except (OSError, XlsxWriterException) as error:
        if isinstance(error, Unreadable):
            raise
        told = reasons(error) if isinstance(error, OSError) else {"detail": str(error)}
        raise Unreadable(Problem.of(str(path), "unwritable", **told)) from None
    finally:
        discard(part)
        for sheet in book.worksheets():
            sheet.row_data_fh.close()  # of a book that was not finished
        folder.cleanup()


# ---- tables --------------------------------------------------------------------------------------------------------


def number_format(column: Column) -> str:
    """How a spreadsheet program shows the cells of a column; text stays text, so that codes keep their digits."""
    classes = column.shape.classes
    if classes == {dt.date} and not column.shape.many:
        return "yyyy-mm-dd"
    if classes == {Month}:
        return "yyyy-mm"
    if classes == {Yuan}:
        return "#,##0.00"
    return "General" if classes & {int} else "@"


def cell_format(book: Book, column: Column) -> "Format":
    """The format of the cells of a column: words wrap, and days stand on the left like the words beside them."""
    kind = number_format(column)
    wraps = column.words or column.role == "list"
    left = kind.startswith("yyyy") or column.shape.classes == {int}
    look = {"text_wrap": True} if wraps else {"align": "left"} if left else {}
    return book.format(f"{kind} {look}", num_format=kind, **look)


def heading(column: Column, lang: Lang) -> str:
    """What stands above a column: its name, its unit, and an asterisk where it must be filled in."""
    name = column.name.in_(lang)
    unit = UNIT_NAMES.get(column.limits.unit)
    told = "" if unit is None else f"（{unit.zh}）" if lang == "zh" else f" ({unit.en})"
    return f"{name[0].upper()}{name[1:]}{told}{' *' if column.required else ''}"


def choices(column: Column, lang: Lang) -> tuple[str, ...]:
    """What a cell may be chosen from, where the list is closed."""
    marks = (*([SOME.in_(lang)] if column.some else []), *([NONE.in_(lang)] if column.none else []))
    if column.role == "rows":
        return marks
    if column.role == "list" or len(column.shape.classes) > 1:
        return ()
    cls, limits = column.shape.cls, column.limits
    if cls is bool:
        return (YES.in_(lang), NO.in_(lang), *marks)
    if issubclass(cls, Term):
        return (*(member.text.in_(lang) for member in cls), *marks)
    if cls is int and limits.at_least is not None and limits.at_most is not None:
        return (*map(str, range(limits.at_least, limits.at_most + 1)), *marks)
    return ()


def add_table(
    book: Book, table: Table, name: str, rows: Sequence[Sequence[Content]] = (), extras: Sequence[str] = ()
) -> "Worksheet":
    """A sheet with the headings of a table, its formats and its drop-downs; columns are as wide as the rows want.

    Args:
        book: the workbook.
        table: what the sheet is.
        name: of the sheet.
        rows: what will stand in it.
        extras: headings of further columns.
    """
    sheet = book.book.add_worksheet(name)
    lang = book.lang
    required = book.format(
        "required", bold=True, font_color="#FFFFFF", bg_color=REQUIRED_FILL, text_wrap=True, border=1,
        border_color="#FFFFFF",
    )  # fmt: skip
    optional = book.format(
        "optional", bold=True, font_color=REQUIRED_FILL, bg_color=OPTIONAL_FILL, text_wrap=True, border=1,
        border_color="#FFFFFF",
    )  # fmt: skip
    for at, column in enumerate(table.columns):
        words = heading(column, lang)
        wide = max((content_width(row[at]) for row in rows[:MEASURED_ROWS]), default=0)
        sheet.set_column(at, at, _column_width(column, words, wide), cell_format(book, column))
        _offer(book, sheet, table, column, at)
    sheet.set_row(0, 34)
    for at, column in enumerate(table.columns):
        book.text(sheet, 0, at, heading(column, lang), required if column.required else optional)
        sheet.write_comment(0, at, definition(table, column, lang), COMMENT)
    further = book.format("further", italic=True, bg_color=KEPT_FILL, text_wrap=True)
    for at, words in enumerate(extras, start=len(table.columns)):
        wide = max((content_width(row[at]) for row in rows[:MEASURED_ROWS]), default=0)
        sheet.set_column(at, at, max(12, min(max(wide, display_width(words)) + 2, WIDEST)))
        book.text(sheet, 0, at, words, further)
        sheet.write_comment(0, at, FURTHER.in_(lang), COMMENT)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, 0, len(table.columns) + len(extras) - 1)
    page(sheet)
    sheet.repeat_rows(0)
    return sheet


FURTHER: Final = Text(
    "另加的列：原样保留，不参与评定。", "A further column: it is kept as it stood, and no decision depends on it."
)
COMMENT: Final = {"x_scale": 2.4, "y_scale": 1.9, "font_name": "Calibri", "font_size": 9, "author": "common_prosperity"}


def page(sheet: "Worksheet") -> None:
    """How a sheet prints."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.set_footer("&C&A  &P / &N")


MEASURED_ROWS: Final = 500
WIDEST: Final = 44
LINE_HEIGHT: Final = 15
MOST_LINES: Final = 20


def display_width(words: str) -> int:
    """How wide text prints, in widths of a Latin letter."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in words)


def content_width(content: Any) -> int:
    """How wide the content of a cell prints; numbers and days as a day does."""
    if isinstance(content, str):
        return max(map(display_width, content.split("\n")))
    return 0 if content is None else 11


def fit_height(sheet: "Worksheet", row: int, cells: Iterable[tuple[Content, float]]) -> None:
    """Make a row as high as its words want, each wrapped in a column so many characters wide; before they are written."""
    words = ((content.split("\n"), int(wide) - 1) for content, wide in cells if isinstance(content, str))
    lines = max((sum(-(-display_width(part) // wide) or 1 for part in parts) for parts, wide in words), default=1)
    if lines > 1:
        sheet.set_row(row, LINE_HEIGHT * min(lines, MOST_LINES))


def _column_width(column: Column, words: str, wide: int) -> float:
    roomy = 24 if column.words or column.role == "list" else 16 if str in column.shape.classes else 12
    return max(roomy, min(display_width(words) + 3, 26), min(wide + 2, WIDEST))


def _offer(book: Book, sheet: "Worksheet", table: Table, column: Column, at: int) -> None:
    """The drop-down of a column: the words of a closed list, the ids a scheme asks for, or the ids of another sheet."""
    lang = book.lang
    words = choices(column, lang)
    source = book.choices[words] if words else book.statements.get((table.key, column.key))
    if source is not None:
        options: dict[str, Any] = {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_title": "不在选项之中" if lang == "zh" else "Not in the list",
            "error_message": "请从下拉列表中选择。" if lang == "zh" else "Please choose from the list.",
        }
        sheet.data_validation(1, at, LAST_ROW, at, options)
        return
    target = "workshops" if column.role == "workshop" else column.limits.refers
    if target in TABLES and column.role in {"workshop", "plain", "part", "item"}:
        owner = TABLES[target]
        identity = next(i for i, each in enumerate(owner.columns) if each.key in {"id", "workshop.id"})
        letter = letters(identity + 1)
        source = f"='{owner.name(lang)}'!${letter}$2:${letter}${CHOSEN_ROWS}"
        sheet.data_validation(1, at, LAST_ROW, at, {"validate": "list", "source": source, "show_error": False})


def plan_choices(book: Book) -> None:
    """Where the closed lists will stand to which the drop-downs refer."""
    lists = {words: None for table in TABLES.values() for column in table.columns if (words := choices(column, book.lang))}
    name = CHOICES.in_(book.lang)
    for at, words in enumerate(lists, start=1):
        book.choices[words] = f"='{name}'!${letters(at)}$1:${letters(at)}${len(words)}"


def add_choices(book: Book) -> None:
    """The sheet of the closed lists; it is hidden."""
    sheet = book.book.add_worksheet(CHOICES.in_(book.lang))
    for row in range(max(map(len, book.choices))):
        for at, words in enumerate(book.choices):
            if row < len(words):
                book.text(sheet, row, at, words[row])
    sheet.hide()


def write_rows(book: Book, sheet: "Worksheet", table: Table, rows: Sequence[Sequence[Content]]) -> None:
    """The rows of a table below its headings, cells of further columns at their end; a row is as high as its words want."""
    forms = [cell_format(book, column) for column in table.columns]
    wrapping = [at for at, column in enumerate(table.columns) if column.words or column.role == "list"]
    for index, row in enumerate(rows, start=1):
        fit_height(sheet, index, ((row[at], WIDEST) for at in wrapping))
        for at, content in enumerate(row):
            if content is not None:
                form = forms[at] if at < len(forms) else raw_format(book, content)
                write_content(book, sheet, index, at, content, form=form)


def raw_format(book: Book, content: Any, **look: Any) -> "Format":
    """The format of a cell as it came: days and times stay days and times, whatever else is asked for."""
    if isinstance(content, dt.date):
        look |= {"num_format": "yyyy-mm-dd", "align": "left"}
    elif isinstance(content, dt.time | dt.timedelta):
        look |= {"num_format": "[h]:mm:ss", "align": "left"}
    return book.format(f"raw {look}", **look)


def write_content(book: Book, sheet: "Worksheet", row: int, at: int, content: Any, *, form: "Format | None" = None) -> None:
    """One cell."""
    if content is None or content == "":
        if form is not None:
            sheet.write_blank(row, at, None, form)
    elif isinstance(content, str):
        book.text(sheet, row, at, content, form)
    elif isinstance(content, bool):
        sheet.write_boolean(row, at, content, form)
    elif isinstance(content, int | float):
        sheet.write_number(row, at, content, form)
    else:
        sheet.write_datetime(row, at, content, form)


def sheet_names(table: Table, lang: Lang, rows: Sequence[Any], limit: int) -> Iterator[tuple[str, Sequence[Any]]]:
    """The sheets a table takes: 发放, 发放 2, … with their rows."""
    title = table.name(lang)
    yield title, rows[:limit]
    for number, start in enumerate(range(limit, len(rows), limit), start=2):
        yield f"{title} {number}", rows[start : start + limit]


def tables_to_write(rows: Mapping[str, Sequence[Any]]) -> Iterator[Table]:
    """The tables a workbook shows: all but those that only lists too long for a cell need."""
    return (table for table in TABLES.values() if not table.on_demand or rows.get(table.key))
