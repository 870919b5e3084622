"""A sheet of results in a workbook: headings, widths, colours, and how it prints."""

from collections.abc import Sequence
from typing import Any, Final

from common_prosperity.files.tables.workbooks import LAST_ROW, TEXT_LIMIT, Book, fit_height, page, write_content
from common_prosperity.reports.blocks import Tone
from common_prosperity.reports.overview import Cell, headings
from common_prosperity.reports.voice import Voice

FILLS: Final = {Tone.GOOD: "#DDF0E3", Tone.BAD: "#F8CBAD", Tone.OPEN: "#FFF0C7", Tone.FAINT: "#D9D9D9"}
LINES: Final = "#D5DDDC"
WIDTHS: Final = {
    "workshop": 24,
    "verdict": 18,
    "caution": 44,
    "unread": 60,
    "grades": 20,
    "points-from": 13,
    "points-to": 13,
    "most": 10,
    "amounts": 26,
    "needed": 60,
    "scheme": 28,
    "period": 25,
    "kind": 13,
    "clause": 28,
    "observed": 34,
    "threshold": 32,
    "margin": 24,
    "source": 44,
    "value": 24,
    "claimed-observed": 30,
    "verified-observed": 30,
    "reason": 70,
    "row": 8,
}
"""Widths of columns in characters."""
DEFAULT_WIDTH: Final = 18
COLOURED: Final = frozenset({"verdict", "caution", "difference"})
"""Columns that show the tone of their row."""
FIGURES: Final = frozenset({"points-from", "points-to", "most", "row", "rows-read", "rows-used", "rows-aside", "rows-blank"})
"""Columns of numbers, which stand on the right, and so do their headings."""
UNFOLDED: Final = frozenset({"digest"})
"""Columns that stay on one line."""
UNPRINTED: Final = ("scheme", "period", "digest")
"""Columns at the end of a row that are left out on paper, where they would make the rest too small to read."""


class Sheet:
    """Rows of one kind; a new sheet is begun when one is full."""

    def __init__(self, book: Book, title: str, columns: tuple[str, ...], voice: Voice) -> None:
        self.book, self.title, self.columns, self.voice = book, title, columns, voice
        self.number = 0
        self.next = LAST_ROW + 1
        self.printed = sum(column not in UNPRINTED for column in columns)
        self.sheet: Any = None
        self._begin()

    def _begin(self) -> None:
        self.number += 1
        name = self.title if self.number == 1 else f"{self.title} {self.number}"
        self.sheet = self.book.book.add_worksheet(name)
        head = self.book.format("results-head", bold=True, font_color="#FFFFFF", bg_color="#1F5C57", text_wrap=True)
        figures = self.book.format(
            "results-head-figures", bold=True, font_color="#FFFFFF", bg_color="#1F5C57", text_wrap=True, align="right", indent=1
        )
        for at, heading in enumerate(headings(self.columns, self.voice)):
            self.sheet.set_column(at, at, self._width(at))
            self.book.text(self.sheet, 0, at, heading, figures if self.columns[at] in FIGURES else head)
        self.sheet.freeze_panes(1, 1)
        self.sheet.autofilter(0, 0, 0, len(self.columns) - 1)
        self.sheet.repeat_rows(0)
        page(self.sheet)
        self.next = 1

    def row(self, cells: Sequence[Cell], tone: Tone = Tone.PLAIN) -> None:
        """One row, as high as its words want, coloured by its tone in the column of the verdict."""
        if self.next > LAST_ROW:
            self._begin()
        texts = [cell[:TEXT_LIMIT] if isinstance(cell, str) else cell for cell in cells]
        folded = ((text, self._width(at)) for at, text in enumerate(texts) if self.columns[at] not in UNFOLDED)
        fit_height(self.sheet, self.next, folded)
        for at, text in enumerate(texts):
            write_content(self.book, self.sheet, self.next, at, text, form=self._form(at, text, tone))
        self.sheet.print_area(0, 0, self.next, self.printed - 1)
        self.next += 1

    def _width(self, at: int) -> int:
        return WIDTHS.get(self.columns[at], DEFAULT_WIDTH)

    def _form(self, at: int, cell: Cell, tone: Tone) -> Any:
        look: dict[str, Any] = {"valign": "top", "border": 1, "border_color": LINES}
        if isinstance(cell, float):
            return self.book.format("results-fraction", align="right", indent=1, num_format="0.0#", **look)
        if not isinstance(cell, str):
            return self.book.format("results-number", align="right", indent=1, **look)
        if self.columns[at] in UNFOLDED:
            return self.book.format("results-unfolded", **look)
        if self.columns[at] == "caution" and cell and tone is not Tone.FAINT:
            tone = Tone.OPEN
        if self.columns[at] in COLOURED and tone in FILLS:
            return self.book.format(f"results-{tone}", text_wrap=True, bg_color=FILLS[tone], **look)
        return self.book.format("results-cell", text_wrap=True, **look)
