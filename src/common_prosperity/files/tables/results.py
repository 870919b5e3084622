"""What reading a register gives (读取结果): the register, every fault with its place, and whatever was set aside.

Rows are accounted for: in every sheet, rows read = rows used + rows set aside + blank rows.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Self

import attrs

from common_prosperity.errors import Lang, Problem, shown
from common_prosperity.facts import Register
from common_prosperity.files.tables.addresses import cell_place, letters
from common_prosperity.files.tables.origins import DOSSIER, Origins
from common_prosperity.files.tables.sheets import blank
from common_prosperity.quantities import Text


@attrs.frozen
class TableProblem(Problem):
    """One fault in a table: which file, sheet, row and column, and why. Rows and columns count from 1."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: int | None = None
    heading: str = ""
    value: str | None = None
    """What stands there, shortened; `None` where nothing stands there or it is withheld."""
    withheld: bool = False
    """Whether the column holds sensitive personal information, whose values are never repeated."""

    @classmethod
    def at(
        cls,
        problem: Problem,
        *,
        file: str,
        sheet: str = "",
        row: int | None = None,
        column: int | None = None,
        heading: str = "",
        value: object = None,
        withheld: bool = False,
    ) -> Self:
        """A problem with its place in a table."""
        place = cell_place(file, sheet, row, column)
        details = problem.details
        if withheld:
            details = tuple((name, "…" if name in PARTICULAR else text) for name, text in details)
        text = None if withheld or value is None or value == "" else shown(str(value))
        return cls(place, problem.code, details, file, sheet, row, column, shown(heading), text, withheld)

    def text(self, lang: Lang = "en") -> str:
        """Place, heading, value and reason in one line."""
        what = "".join((f" {self.heading}" if self.heading else "", f" {self.value!r}" if self.value is not None else ""))
        return f"{self.where}{what}{'：' if lang == 'zh' else ': '}{self.reason(lang)}"


PARTICULAR = frozenset({"name", "near"})
"""Particulars of a problem that may repeat what a cell says."""


@attrs.frozen
class Account:
    """What became of the rows of one sheet below its headings."""

    file: str
    sheet: str
    table: str
    """The table it was read as, such as `payments`."""
    read: int
    used: int
    aside: int
    blank: int
    encoding: str = ""
    """Of a CSV file: the encoding it was found to have."""


@attrs.frozen
class ExtraColumn:
    """A column of a known table whose heading means nothing to it.

    Its values are kept here, in rows set aside, and beside all rows where a reading is written out again; results do not
    repeat them, for they may be names or telephone numbers.
    """

    file: str
    sheet: str
    column: int
    heading: str
    filled: int
    """How many of its cells are filled."""
    values: Sequence[Any] = attrs.field(default=(), repr=False)
    """Its cells as they stand in the file, from `first_row` on; an empty one is empty text."""
    first_row: int = 1

    def cells(self) -> Iterator[tuple[int, Any]]:
        """The row and the value of each cell that is filled."""
        rows = enumerate(self.values, start=self.first_row)
        return ((row, value) for row, value in rows if not blank(value))

    near: Text | None = None
    """The column that may be meant by the heading, if one is missing that is called much the same."""

    def hint(self, lang: Lang) -> str:
        """Which column may be meant."""
        if self.near is None:
            return ""
        return f"；是否想写 {self.near.zh}？" if lang == "zh" else f"; is {self.near.en} meant?"

    def text(self, lang: Lang = "en") -> str:
        """One line."""
        place = f"{self.file} [{self.sheet}] {letters(self.column)} {self.heading}".strip()
        what = f"：未读取的列，{self.filled} 格有内容" if lang == "zh" else f": column not read, {self.filled} filled"
        return place + what + self.hint(lang)


@attrs.frozen
class ExtraSheet:
    """A sheet or file that is no table of a register; it was not read."""

    file: str
    sheet: str

    def text(self, lang: Lang = "en") -> str:
        """One line."""
        return f"{self.file} [{self.sheet}]{'：不是登记表，未读取' if lang == 'zh' else ': no table of a register, not read'}"


@attrs.frozen
class AsideRow:
    """A row that was set aside: it has faults, or its workshop has."""

    row: int
    cells: tuple[Any, ...] = attrs.field(repr=False)
    """The row as it stood in the file."""
    problems: tuple[TableProblem, ...] = ()
    used: bool = False
    """Whether the row also serves a workshop that was read; it is then counted among the used ones."""


@attrs.frozen
class AsideSheet:
    """The rows of one sheet that were set aside, under their own headings."""

    file: str
    sheet: str
    table: str
    headings: tuple[Any, ...] = attrs.field(repr=False)
    """The heading row as it stood; empty where none was found."""
    rows: tuple[AsideRow, ...]
    problems: tuple[TableProblem, ...] = ()
    """Faults of the sheet as a whole."""
    first_column: int = 1


@attrs.frozen
class WorkshopAside:
    """A workshop that was not read, because its own rows are not sound."""

    id: str
    problems: tuple[TableProblem, ...]
    name: str = ""
    """What it is called, where that could be read."""


@attrs.frozen
class Stray:
    """Rows that name no workshop that is known, all under one id; they may be any workshop's."""

    id: str
    """As it stands in the rows; empty where nothing stands."""
    rows: int
    places: tuple[str, ...]
    """Where the rows begin in each sheet."""
    near: tuple[str, ...] = ()
    """Workshops whose ids are a slip of the pen away."""
    aside: tuple[str, ...] = ()
    """Workshops that are most likely meant, and are set aside until the rows are mended."""

    def text(self, lang: Lang = "en") -> str:
        """One line."""
        if lang == "zh":
            what = f"没有名为 {shown(self.id)} 的工坊" if self.id else "未填工坊"
            where = f"：{self.rows} 行（{'；'.join(self.places)}）"
            whose = f"；很可能属于 {_names(self.aside)}，改正之前不评定" if self.aside else ""
            near = f"；相近的编号：{_names(self.near[:3])}" if self.near and not self.aside else ""
        else:
            what = f"no workshop is called {shown(self.id)}" if self.id else "no workshop is named"
            where = f", in rows: {self.rows} ({'; '.join(self.places)})"
            whose = f"; most likely of {_names(self.aside)}, not decided until they are mended" if self.aside else ""
            near = f"; near to {_names(self.near[:3])}" if self.near and not self.aside else ""
        return what + where + whose + near


@attrs.frozen
class Reading:
    """A register as it was read, with everything that was not."""

    source: str
    register: Register = attrs.field(repr=False)
    """Every workshop whose own rows are sound."""
    problems: tuple[TableProblem, ...] = ()
    accounts: tuple[Account, ...] = ()
    aside: tuple[AsideSheet, ...] = ()
    """Rows to mend: those with faults, and the sound ones of the same workshops."""
    workshops_aside: tuple[WorkshopAside, ...] = ()
    strays: tuple[Stray, ...] = ()
    """Rows of which nobody knows whose they are; decisions hold if they are not the workshop's."""
    extra_columns: tuple[ExtraColumn, ...] = ()
    extra_sheets: tuple[ExtraSheet, ...] = ()
    origins: Origins | None = attrs.field(default=None, repr=False, eq=False)
    """Where the facts of the register stand; nowhere but in their document where they came from JSON."""
    documents_aside: tuple[Any, ...] = attrs.field(default=(), repr=False)
    """From JSON: the dossiers that were set aside, as plain data."""

    @property
    def stray_rows(self) -> int:
        """How many rows may be any workshop's; every decision holds on the condition that none is the workshop's own."""
        return sum(stray.rows for stray in self.strays)

    def place(self, path: str) -> str:
        """Where a path into the register stands: file, sheet and cell, as `register.xlsx [发放] F48`.

        Args:
            path: such as `$.dossiers[1].payments[46].paid`, as checks give it.

        Returns:
            The path itself where it leads to no row, as in a register from JSON.
        """
        match = DOSSIER.match(path)
        if match is None or self.origins is None:
            return path
        workshop = self.register.dossiers[int(match[1])].workshop.id
        return self.origins.place(workshop, f"${path[match.end() :]}")

    @property
    def sound(self) -> bool:
        """Whether everything was read."""
        return not self.problems

    def text(self, lang: Lang = "en") -> str:
        """Every problem, then what was set aside and what was not read, a line each."""
        lines = [problem.text(lang) for problem in self.problems]
        if self.workshops_aside:
            names = _names([workshop.id for workshop in self.workshops_aside])
            lines.append(f"搁置的工坊：{names}" if lang == "zh" else f"workshops set aside: {names}")
        lines += [stray.text(lang) for stray in self.strays]
        lines += [column.text(lang) for column in self.extra_columns]
        lines += [sheet.text(lang) for sheet in self.extra_sheets]
        return "\n".join(lines)


def _names(ids: Sequence[str]) -> str:
    return ", ".join(shown(name) for name in ids)
