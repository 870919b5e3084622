"""Where facts stand in the files they come from, and what else stood in their rows."""

import datetime as dt
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables_building import sheets_of, small, write_folder, write_workbook
from test_tables_accounts import mend

from common_prosperity.checks import check
from common_prosperity.facts import Register
from common_prosperity.facts.dossier import COLLECTIONS, items
from common_prosperity.files.tables import Reading, read_register, write_aside, write_register
from common_prosperity.files.tables.extras import Extras
from common_prosperity.files.tables.layout import TABLES
from common_prosperity.quantities import UNSTATED
from common_prosperity.testing.strategies.dossiers import registers

Sheets = dict[str, list[list[Any]]]
CELL = re.compile(r"r\.xlsx \[(.+)\] ([A-Z]*)(\d+)")


def marked(register: Register) -> Sheets:
    """The sheets of a register, with a further column in which each row says where it stands."""
    sheets = sheets_of(register)
    for name, rows in sheets.items():
        rows[0].insert(1, "另记")
        for number, row in enumerate(rows[1:], start=2):
            row.insert(1, f"{name} {number}")
    return sheets


def facts_in(reading: Reading) -> Iterator[tuple[str, str, int | None, int | None]]:
    """Every fact that has a row: its table, workshop and indices."""
    for dossier in reading.register.dossiers:
        name = dossier.workshop.id
        yield "workshops", name, 0, None
        for collection in COLLECTIONS:
            found = getattr(dossier, collection)
            if found == ():
                yield collection, name, None, None
            for index, fact in enumerate(items(dossier, collection)):
                yield collection, name, index, None
                for column in TABLES[collection].columns:
                    inner = getattr(fact, column.key, UNSTATED) if column.role == "rows" else UNSTATED
                    for item in range(len(inner) if isinstance(inner, tuple) else 0):
                        yield f"{collection}.{column.key}", name, index, item


def notes(reading: Reading) -> list[Any]:
    """What stands beside every fact."""
    extras = Extras(reading.origins, plain=False)
    return [extras.beside(*fact) for fact in facts_in(reading)]


class TestPlaces:
    """A path into the register leads to the row that the fact was read from."""

    @given(register=registers(unstated=0.2).filter(lambda found: bool(found.dossiers)))
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def test_every_fact_is_where_its_place_says(self, register: Register) -> None:
        sheets = marked(register)
        with tempfile.TemporaryDirectory() as scratch:
            reading = read_register(write_workbook(Path(scratch) / "r.xlsx", sheets))
        extras = Extras(reading.origins, plain=False)
        at = {dossier.workshop.id: number for number, dossier in enumerate(reading.register.dossiers)}
        for table, workshop, index, item in facts_in(reading):
            if table != "workshops" and index is not None and item is None:
                cell = CELL.fullmatch(reading.place(f"$.dossiers[{at[workshop]}].{table}[{index}]"))
                assert cell is not None
                assert extras.beside(table, workshop, index, item) == [f"{cell[1]} {cell[3]}"]
                assert workshop in str(sheets[cell[1]][int(cell[3]) - 1][0])

    def test_columns_and_nested_rows(self, tmp_path: Path) -> None:
        sheets = sheets_of(small("w1", "w2"))
        sheets["家庭"] = [["工坊", "家庭编号", "低收入认定"], ["w2", "h1", "有"]]
        sheets["低收入认定"] = [["家庭编号", "工坊", "低收入类别"], ["h1", "w2", "低保"], ["h1", "w2", "特困"]]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert reading.place("$.dossiers[1]") == "r.xlsx [工坊] 3"
        assert reading.place("$.dossiers[1].period") == "r.xlsx [工坊] " + _letter(sheets["工坊"], "申报期间开始") + "3"
        assert reading.place("$.dossiers[0].payments[1].paid") == "r.xlsx [发放] F3"
        assert reading.place("$.dossiers[1].households[0].low_income[1]") == "r.xlsx [低收入认定] 3"
        assert reading.place("$.dossiers[1].households[0].low_income[1].kind") == "r.xlsx [低收入认定] C3"

    def test_what_has_no_row(self, tmp_path: Path) -> None:
        """A path into JSON stays a path, and so does one that leads to no dossier."""
        write_register(small("w1"), tmp_path / "r.json")
        reading = read_register(tmp_path / "r.json")
        assert reading.place("$.dossiers[0].workers[0]") == "$.dossiers[0].workers[0]"
        assert read_register(write_workbook(tmp_path / "r.xlsx", sheets_of(small("w1")))).place("$") == "$"

    def test_findings_of_checks_lead_to_rows(self, tmp_path: Path) -> None:
        sheets = sheets_of(small("w1"))
        sheets["人员"].insert(1, [""] * 5)
        sheets["人员"][2][3] = dt.date(2012, 5, 17)
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        (finding,) = check(reading.register, select="C101")
        assert reading.place(finding.place) in {"r.xlsx [用工] 2", "r.xlsx [人员] 3"}


def _letter(rows: list[list[Any]], heading: str) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[next(at for at, cell in enumerate(rows[0]) if str(cell).startswith(heading))]


class TestFurtherColumns:
    """Columns that nobody knows are listed with what stands in them, and written back beside their rows."""

    @given(register=registers(unstated=0.2).filter(lambda found: bool(found.dossiers)), form=st.sampled_from(("xlsx", "csv")))
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def test_nothing_is_lost_on_the_way(self, register: Register, form: str) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            reading = read_register(write_workbook(folder / "r.xlsx", marked(register)))
            again = folder / ("again.xlsx" if form == "xlsx" else "again")
            write_register(reading, again)
            back = read_register(again)
        assert back.register == reading.register == register
        assert notes(back) == notes(reading)
        assert all(note for (note,) in notes(reading))

    VALUES = (
        "电话 0571", "=1+1", "无", 2.5, 3, True, dt.date(2023, 6, 30), dt.datetime(2023, 6, 30, 8, 15), " ", "", "007",  # noqa: DTZ001  # cells have no zone
    )  # fmt: skip

    @pytest.mark.parametrize("value", VALUES)
    def test_whatever_stands_in_them(self, tmp_path: Path, value: Any) -> None:
        sheets = sheets_of(small("w1"))
        sheets["人员"][0].append("联系方式")
        sheets["人员"][2].append(value)
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        write_register(reading, tmp_path / "again.xlsx", "en")
        back = read_register(tmp_path / "again.xlsx")
        (before,), (after,) = reading.extra_columns, back.extra_columns
        assert before.heading == after.heading == "联系方式"
        assert list(before.cells()) == list(after.cells())
        assert before.filled == after.filled == len(list(before.cells()))

    def test_several_sheets_names_that_recur_and_names_that_are_missing(self, tmp_path: Path) -> None:
        head = ["工坊", "人员编号"]
        workshops = sheets_of(small("w1"))["工坊"]
        sheets = {
            "工坊": workshops,
            "人员": [[*head, "备注", "备注", ""], ["w1", "p1", "甲", "乙", "丙"]],
            "人员 2": [["电话", *head, "备注"], ["1", "w1", "p2", "丁"]],
        }
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        write_register(reading, tmp_path / "again.xlsx")
        back = read_register(tmp_path / "again.xlsx")
        assert [extra.heading for extra in back.extra_columns] == ["备注", "备注 D", "E", "电话"]
        assert [[cell for _, cell in extra.cells()] for extra in back.extra_columns] == [["甲", "丁"], ["乙"], ["丙"], ["1"]]

    def test_formulas_stay_text_in_csv(self, tmp_path: Path) -> None:
        sheets = sheets_of(small("w1"))
        sheets["人员"][0].append("备注")
        sheets["人员"][1].append("=1+1")
        write_register(read_register(write_folder(tmp_path / "r", sheets)), tmp_path / "again")
        assert '"""=1+1"""' in (tmp_path / "again" / "人员.csv").read_text(encoding="utf-8-sig")

    def test_they_are_in_no_message(self, tmp_path: Path) -> None:
        """People's names and telephone numbers stand there."""
        reading = read_register(write_workbook(tmp_path / "r.xlsx", marked(small("w1"))))
        told = repr(reading) + reading.text("zh") + reading.text("en") + repr(reading.extra_columns)
        assert "人员 2" not in told

    def test_json_has_no_place_for_them(self, tmp_path: Path) -> None:
        reading = read_register(write_workbook(tmp_path / "r.xlsx", marked(small("w1"))))
        write_register(reading, tmp_path / "again.json")
        assert read_register(tmp_path / "again.json").register == reading.register


def test_times_of_day_survive_among_the_rows_set_aside(tmp_path: Path) -> None:
    """Hours written as 8:30 in a row that is set aside for something else are still hours when it is read again."""
    import xlsxwriter  # noqa: PLC0415  # to write a time of day

    book = xlsxwriter.Workbook(str(tmp_path / "r.xlsx"))
    for name, rows in sheets_of(small("w1")).items():
        sheet = book.add_worksheet(name)
        for index, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(index, at, cell, book.add_format({"num_format": "yyyy-mm-dd"}))
                elif cell is not None:
                    sheet.write(index, at, cell)
        if name == "发放":
            hours = next(at for at, cell in enumerate(rows[0]) if str(cell).startswith("工时"))
            sheet.write_datetime(1, hours, dt.time(8, 30), book.add_format({"num_format": "h:mm"}))
            sheet.write(2, 2, "六月")
    book.close()
    write_aside(read_register(tmp_path / "r.xlsx"), tmp_path / "aside.xlsx")
    back = read_register(tmp_path / "aside.xlsx")
    assert [problem.value for problem in back.problems] == ["六月"]
    mended = read_register(mend(tmp_path / "aside.xlsx", {"六月": dt.date(2023, 6, 1), dt.timedelta(hours=8.5): "8:30"}))
    (first, _) = mended.register.dossiers[0].payments  # type: ignore[misc]  # submitted
    assert str(first.hours) == "17/2"
