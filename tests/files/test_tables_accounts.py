"""Whatever happens to cells: rows add up, other workshops are untouched, what was set aside can be read again."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook
from tables_building import ids_of, only, sheets_of, small, write_folder, write_workbook, write_zip

from common_prosperity.errors import Unreadable
from common_prosperity.facts import Register
from common_prosperity.files.tables import Reading, read_register, write_aside
from common_prosperity.testing.strategies.dossiers import registers

JUNK: tuple[Any, ...] = (
    "", None, " ", "？", "无", "有", "是", "none", "至今", "abc", "2023-13-40", "2,600元", "-1", 0, 1, -5, 2.5, 1e16, 45107, True, False,
    dt.date(2023, 6, 15), "=1+1", '"', "a、b", "99999999", "330481", "x" * 200, "110101199003071234", "\ufeff", "12亩", "#REF!",
)  # fmt: skip
"""What may stand in a cell by mistake."""


@attrs.frozen
class Corrupted:
    """A register as sheets in which cells were overwritten."""

    register: Register
    sheets: dict[str, list[list[Any]]]
    hit: frozenset[str]
    """Workshops some of whose rows were hit."""


@st.composite
def corrupted(draw: st.DrawFn) -> Corrupted:
    """Sheets with a few cells overwritten, blank rows put in, and columns in another order."""
    register = draw(registers(unstated=0.1).filter(lambda found: bool(found.dossiers)))
    sheets = sheets_of(register)
    hit: set[str] = set()
    for _ in range(draw(st.integers(0, 4))):
        rows = sheets[draw(st.sampled_from(sorted(sheets)))]
        row = rows[draw(st.integers(1, len(rows) - 1))]
        hit.add(str(row[_workshop_at(rows[0])]))
        row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(JUNK))
    for name, rows in sheets.items():
        order = draw(st.permutations(range(len(rows[0]))))
        sheets[name] = [[row[at] for at in order] for row in rows]
        for _ in range(draw(st.integers(0, 2))):
            sheets[name].insert(draw(st.integers(1, len(rows))), [""] * len(rows[0]))
    return Corrupted(register, sheets, frozenset(hit))


def _workshop_at(headings: list[Any]) -> int:
    return next(at for at, heading in enumerate(headings) if str(heading) in {"工坊编号 *", "工坊 *", "获授工坊 *"})


def rows_in(sheets: dict[str, list[list[Any]]]) -> int:
    """Rows below the headings, without the blank ones that end a sheet, which no program keeps."""
    count = 0
    for rows in sheets.values():
        last = max((index for index, row in enumerate(rows) if any(cell not in ("", None) for cell in row)), default=0)
        count += last
    return count


class TestTheNumberOfRowsAddsUp:
    """Rows read = rows used + rows set aside + blank rows, in every sheet, always."""

    @given(found=corrupted(), form=st.sampled_from(("xlsx", "csv", "zip")))
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    def test_under_arbitrary_corruption(self, found: Corrupted, form: str) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            reading = read_register(_written(Path(scratch), found, form))
            for account in reading.accounts:
                assert account.read == account.used + account.aside + account.blank
                kept = [row for sheet in reading.aside if sheet.sheet == account.sheet for row in sheet.rows]
                assert account.aside == sum(not row.used for row in kept)
            if form == "xlsx":
                assert sum(account.read for account in reading.accounts) == rows_in(found.sheets)
            assert_others_untouched(found, reading)
            assert_aside_stays_aside(reading, Path(scratch))

    def test_nothing_wrong_nothing_aside(self, tmp_path: Path) -> None:
        register = small()
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets_of(register)))
        assert reading.register == register
        assert [(a.table, a.read, a.used, a.aside, a.blank) for a in reading.accounts] == [
            ("workshops", 3, 3, 0, 0), ("workers", 6, 6, 0, 0), ("engagements", 6, 6, 0, 0), ("payments", 6, 6, 0, 0),
            ("incidents", 3, 3, 0, 0),
        ]  # fmt: skip


def _written(scratch: Path, found: Corrupted, form: str) -> Path:
    if form == "xlsx":
        return write_workbook(scratch / "r.xlsx", found.sheets)
    return write_folder(scratch / "r", found.sheets) if form == "csv" else write_zip(scratch / "r.zip", found.sheets)


def assert_others_untouched(found: Corrupted, reading: Reading) -> None:
    """A workshop none of whose rows was hit is read as it was written, unless a stray row seems to be its own."""
    read = {dossier.workshop.id: dossier for dossier in reading.register.dossiers}
    claiming = {name for stray in reading.strays for name in stray.aside}
    for dossier in found.register.dossiers:
        if dossier.workshop.id not in found.hit | claiming:
            assert read[dossier.workshop.id] == dossier


def assert_aside_stays_aside(reading: Reading, scratch: Path) -> None:
    """Written out and read again unmended, the same workshops are set aside again, and nothing else is read."""
    names = {workshop.id for workshop in reading.workshops_aside}
    assert names.isdisjoint(ids_of(reading.register))
    write_aside(reading, scratch / "aside.xlsx")
    if not reading.aside:
        with pytest.raises(Unreadable, match="holds no table of a register"):
            read_register(scratch / "aside.xlsx")
        return
    again = read_register(scratch / "aside.xlsx")
    assert {workshop.id for workshop in again.workshops_aside} == names
    assert again.register == Register(dossiers=())
    assert sum(len(sheet.rows) for sheet in again.aside) == sum(len(sheet.rows) for sheet in reading.aside)


class TestMending:
    """What was set aside is mended in place and read again; with the first reading it makes the whole."""

    def test_one_cell(self, tmp_path: Path) -> None:
        register = small()
        sheets = sheets_of(register)
        sheets["发放"][3][2] = "六月"
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert reading.register == only(register, "w1", "w3")
        assert [workshop.id for workshop in reading.workshops_aside] == ["w2"]
        write_aside(reading, tmp_path / "aside.xlsx")
        mended = mend(tmp_path / "aside.xlsx", {"六月": dt.date(2023, 6, 1)})
        assert read_register(mended).register == only(register, "w2")

    def test_rows_that_workshops_share(self, tmp_path: Path) -> None:
        register = small()
        sheets = sheets_of(register)
        sheets["村"] = [["工坊", "村编号", "村名"], ["w1、w2", "v", "甲村"], ["w3", "v", "乙村"]]
        sheets["人员"][1][3] = "昨天"
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert ids_of(reading.register) == ["w2", "w3"]
        (villages,) = (sheet for sheet in reading.aside if sheet.table == "villages")
        assert [(row.cells[0], row.used) for row in villages.rows] == [("w1", True)]
        write_aside(reading, tmp_path / "aside.xlsx")
        mended = read_register(mend(tmp_path / "aside.xlsx", {"昨天": dt.date(1980, 5, 17)}))
        assert ids_of(mended.register) == ["w1"]
        assert [village.name for village in mended.register.dossiers[0].villages] == ["甲村"]  # type: ignore[union-attr]  # submitted


def mend(path: Path, repairs: dict[Any, Any]) -> Path:
    """Overwrite cells as a person would."""
    book = load_workbook(path)
    sheets = {
        name: [
            [repairs.get(cell, cell) for cell in row] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        for name in book.sheet_names
    }
    return write_workbook(path.with_name("mended.xlsx"), sheets)
