"""OpenDocument spreadsheets (.ods) looked over before they are parsed.

Cells and rows can be declared to repeat, and spaces in text to run on, so a few bytes can ask for any amount of memory;
the content is walked once, and what it would unfold to is counted. On the way merged cells are found.
"""

import zipfile
from typing import Final

import attrs

from common_prosperity.errors import Problem
from common_prosperity.files.tables.archives import SizeLimits, check_prolog, chunks_of, is_xml, refuse
from common_prosperity.files.tables.sheets import Merge
from common_prosperity.files.tables.workbook_parts import ERROR, NO_RESULT, Inspected, Odd, parse_xml

MACRO_FOLDERS: Final = ("basic/", "scripts/")
CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
SOURCES: Final = frozenset({"table-source", "dde-source", "dde-link", "cell-range-source"})
TEXT_LIMIT: Final = 40_000
"""Characters of one cell; spreadsheet programs stop at 32,767."""
UNIT: Final = 64
"""Characters of text that count as one more cell."""


def inspect_ods(archive: zipfile.ZipFile, limits: SizeLimits) -> Inspected:
    """Look over an OpenDocument spreadsheet.

    Raises:
        Fault: it holds macros, links to other files or is encrypted, declares entities, or unfolds to too much.
    """
    content = None
    for part in archive.infolist():
        name = part.filename.replace("\\", "/").casefold()
        if name.startswith(MACRO_FOLDERS) and not name.endswith("/"):
            raise refuse("macros")
        if name == "content.xml":
            content = part
            continue
        for index, piece in enumerate(chunks_of(archive, part)):
            if index == 0 and is_xml(piece):
                check_prolog(piece)
            if name == "meta-inf/manifest.xml" and b"encryption-data" in piece:
                raise refuse("encrypted")
    if content is None:
        raise refuse("unreadable", detail="content.xml is missing")
    sheets = _Sheets(limits)
    parse_xml(chunks_of(archive, content), sheets.start, sheets.end, sheets.text)
    return Inspected(sheets.odd, merges=sheets.merges)


@attrs.define
class _Sheets:
    limits: SizeLimits
    odd: dict[str, Odd] = attrs.field(factory=dict)
    merges: dict[str, list[Merge]] = attrs.field(factory=dict)
    name: str = ""
    row: int = 0
    column: int = 0
    width: int = 0
    row_repeat: int = 1
    row_cost: int = 0
    cost: int = 0
    last_row: int = 0
    cells: int = 0
    """Of the sheets before this one; all are laid out together."""
    cell_repeat: int = 1
    length: int = 0
    formula: bool = False
    valued: bool = False
    error: bool = False
    within: bool = False
    covered: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = name.rpartition(" ")[2]
        if name in CELLS:
            stated = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
            self.cell_repeat = _times(stated.get("number-columns-repeated"))
            self.formula = "formula" in stated
            kinds = {value for key, value in attributes.items() if key.endswith(" value-type")}
            self.error = "error" in kinds
            self.valued = bool(kinds)
            self.length = max((len(value) for key, value in stated.items() if key == "string-value"), default=0)
            self.within = True
            self.merge(_times(stated.get("number-rows-spanned")), _times(stated.get("number-columns-spanned")))
        elif name == "table-row":
            self.row_repeat = _times(attributes.get(_key(attributes, "number-rows-repeated")))
            self.column = self.row_cost = 0
        elif name == "table":
            self.name = attributes.get(_key(attributes, "name"), "")
            self.row = self.width = 0
        elif name == "s" and self.within:
            self.text(" " * min(_times(attributes.get(_key(attributes, "c"))), TEXT_LIMIT + 1))
        elif name in SOURCES:
            raise refuse("external-links")

    def text(self, data: str) -> None:
        """Text inside an element."""
        if self.within:
            self.length += len(data)
            if self.length > TEXT_LIMIT:
                raise refuse("too-large-file", size=f"{self.length} characters", bound=TEXT_LIMIT)

    def end(self, name: str) -> None:
        """An element ends."""
        name = name.rpartition(" ")[2]
        if name in CELLS:
            self.within = False
            if self.valued or self.formula or self.length:
                self.width = max(self.width, self.column + self.cell_repeat)
                self.row_cost += self.cell_repeat * (1 + self.length // UNIT)
                if self.error or (self.formula and not self.valued):
                    self.mark(ERROR if self.error else NO_RESULT)
            self.column += self.cell_repeat
            if self.column > 1 << 20:
                raise refuse("spread-too-wide", rows=self.row, columns=self.column)
        elif name == "table-row":
            if self.row_cost:
                self.cost += self.row_cost * self.row_repeat
                rows = self.row + self.row_repeat
                self.last_row = rows
                if max(self.cost, self.cells + rows * self.width) > self.limits.cells:
                    raise refuse("spread-too-wide", rows=rows, columns=self.width)
            self.row += self.row_repeat
        elif name == "table":
            self.cells += self.last_row * self.width
            self.last_row = self.width = 0

    def merge(self, rows: int, columns: int) -> None:
        """Remember that a cell spreads over others, which the parser does not tell."""
        if rows * columns > 1:
            area = (self.row, self.column), (self.row + rows - 1, self.column + columns - 1)
            self.merges.setdefault(self.name, []).append(area)

    def mark(self, problem: Problem) -> None:
        """Remember an odd cell, as often as it stands."""
        if self.cell_repeat * self.row_repeat > self.limits.cells // 100:
            raise refuse("spread-too-wide", rows=self.row_repeat, columns=self.cell_repeat)
        for row in range(self.row, self.row + self.row_repeat):
            for column in range(self.column, self.column + self.cell_repeat):
                self.odd.setdefault(self.name, {})[row, column] = problem


def _key(attributes: dict[str, str], local: str) -> str:
    return next((key for key in attributes if key.rpartition(" ")[2] == local), "")


def _times(text: str | None) -> int:
    if text is None:
        return 1
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 9):
        raise refuse("unreadable", detail="a repetition is no number")
    return max(int(text), 1)
