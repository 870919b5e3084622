"""What the workbooks we write look like from inside: headings, drop-downs, comments, marks; and how writing fails."""

import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest
from python_calamine import load_workbook
from tables_building import sheets_of, small, write_folder, write_workbook

from common_prosperity.errors import InvalidFacts, Unreadable
from common_prosperity.facts import Attestation, Register
from common_prosperity.facts.fields import Term
from common_prosperity.files.dossiers import read_dossier
from common_prosperity.files.tables import read_register, write_aside, write_register, write_template
from common_prosperity.files.tables import writing as writing_module
from common_prosperity.files.tables.definitions import definition
from common_prosperity.files.tables.layout import TABLES
from common_prosperity.quantities import Yuan

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
SHEETS = [table for table in TABLES.values() if not table.on_demand]
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class TestTheTemplate:
    """One sheet a table, headings, drop-downs for every closed list, formats, a first sheet that explains, comments."""

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_sheets_and_headings(self, tmp_path: Path, lang: Any) -> None:
        write_template(tmp_path / "t.xlsx", lang)
        book = load_workbook(tmp_path / "t.xlsx")
        guide, *names, choices = book.sheet_names
        assert (guide, choices) == (("说明", "选项") if lang == "zh" else ("guide", "choices"))
        assert names == [table.name(lang) for table in SHEETS]
        for table in SHEETS:
            (headings,) = book.get_sheet_by_name(table.name(lang)).to_python()
            assert len(headings) == len(table.columns)
            for column, heading in zip(table.columns, headings, strict=True):
                assert str(heading).lower().startswith(column.name.in_(lang).lower())
                assert str(heading).endswith("*") == column.required

    def test_every_closed_list_has_a_drop_down_of_its_terms(self, tmp_path: Path) -> None:
        write_template(tmp_path / "t.xlsx", "zh")
        columns = list(zip(*load_workbook(tmp_path / "t.xlsx").get_sheet_by_name("选项").to_python(), strict=True))
        offered = [{str(cell) for cell in column if cell != ""} for column in columns]
        closed = [c for table in SHEETS for c in table.columns if len(c.shape.classes) == 1 and issubclass(c.shape.cls, Term)]
        assert len(closed) > 12
        for column in closed:
            terms = {member.text.zh for member in column.shape.cls}  # type: ignore[attr-defined]  # a closed list
            assert any(
                terms | ({"无"} if column.none else set()) | ({"有"} if column.some else set()) == words for words in offered
            )

    def test_drop_downs_refer_to_what_is_there(self, tmp_path: Path) -> None:
        write_template(tmp_path / "t.xlsx", "zh")
        found = parts(tmp_path / "t.xlsx")
        sources = [
            node.text or ""
            for name, data in found.items()
            if name.startswith("xl/worksheets/sheet")
            for node in ET.fromstring(data).iter(f"{SPACE}formula1")  # noqa: S314  # written by ourselves
        ]
        names = set(load_workbook(tmp_path / "t.xlsx").sheet_names)
        assert len(sources) > 50
        for source in sources:
            match = re.fullmatch(r"'([^']+)'!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+", source)
            assert match is not None
            assert match[1] in names

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_comments_define_every_column(self, tmp_path: Path, lang: Any) -> None:
        write_template(tmp_path / "t.xlsx", lang)
        told = b"".join(data for name, data in parts(tmp_path / "t.xlsx").items() if "comments" in name).decode()
        texts = re.findall(r"<t[^>]*>([^<]*)</t>", told)
        assert texts == [definition(table, column, lang) for table in SHEETS for column in table.columns]

    def test_the_guide_names_every_sheet_and_column(self, tmp_path: Path) -> None:
        write_template(tmp_path / "t.xlsx", "zh")
        cells = [str(cell) for row in load_workbook(tmp_path / "t.xlsx").get_sheet_by_name("说明").to_python() for cell in row]
        for table in SHEETS:
            assert f"{table.title.zh} {table.title.en}" in cells
            for column in table.columns:
                assert any(cell.startswith(column.name.zh) for cell in cells)

    def test_equal_registers_make_equal_files(self, tmp_path: Path) -> None:
        for name in ("a", "b"):
            write_register(small(), tmp_path / f"{name}.xlsx")
        assert parts(tmp_path / "a.xlsx") == parts(tmp_path / "b.xlsx")


class TestTheExample:
    """`docs/examples/register.xlsx` is the template, filled in."""

    def test_it_holds_the_two_invented_dossiers(self) -> None:
        reading = read_register(EXAMPLES / "register.xlsx")
        assert reading.sound
        assert reading.register.dossiers == tuple(
            read_dossier(EXAMPLES / name) for name in ("sewing-workshop.json", "unpaid-wages.json")
        )


class TestRowsSetAside:
    """Cells at fault are coloured and carry the reason; the file reads again."""

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_marks_in_place(self, tmp_path: Path, lang: Any) -> None:
        sheets = sheets_of(small())
        sheets["发放"][3][5] = "两千六"
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        write_aside(reading, tmp_path / "aside.xlsx", lang)
        book = load_workbook(tmp_path / "aside.xlsx")
        assert book.sheet_names == ["问题" if lang == "zh" else "problems", "工坊", "人员", "用工", "发放", "负面事件"]
        head, *rows = book.get_sheet_by_name("发放").to_python()
        assert [row[5] for row in rows] == ["两千六", 2600.0]
        assert [row[-2] for row in rows] == [4.0, 5.0]
        assert str(head[-1]) == ("问题" if lang == "zh" else "problems")
        reason = reading.problems[0].reason(lang)
        assert rows[0][-1] == reason
        assert reason in b"".join(data for name, data in parts(tmp_path / "aside.xlsx").items() if "comments" in name).decode()
        problem = book.get_sheet_by_name(book.sheet_names[0]).to_python()[1]
        assert problem[:4] == ["r.xlsx", "发放", 4.0, "实付金额（元）"]
        assert problem[5] == reason

    def test_the_list_of_problems_leads_to_the_cells(self, tmp_path: Path) -> None:
        """Also where a title stands above the headings, where columns begin further right, and where a name holds a quotation mark."""
        head, *rows = sheets_of(small("w1"))["人员"]
        rows[1][3] = "昨天"
        moved = [["", "名册"], [], *([["", *row] for row in (head, *rows)])]
        reading = read_register(
            write_workbook(tmp_path / "r.xlsx", {"工坊": sheets_of(small("w1"))["工坊"], "人员 (村's)": moved})
        )
        assert [(problem.row, problem.column) for problem in reading.problems] == [(5, 5)]
        write_aside(reading, tmp_path / "aside.xlsx")
        found = parts(tmp_path / "aside.xlsx")["xl/worksheets/sheet1.xml"].decode()
        (link,) = re.findall(r'location="([^"]*)"', found)
        name, _, cell = link.rpartition("!")
        sheet = load_workbook(tmp_path / "aside.xlsx").get_sheet_by_name(name[1:-1].replace("''", "'"))
        assert cell == "D3"  # an empty first column is left out
        assert sheet.to_python(skip_empty_area=False)[2][3] == "昨天"
        assert load_workbook(tmp_path / "aside.xlsx").get_sheet_by_name("问题").to_python()[1][2] == 5

    def test_columns_are_as_wide_as_their_cells_want(self, tmp_path: Path) -> None:
        """Within bounds; longer words wrap, and their row is as high as they want."""
        sheets = sheets_of(small("w1"))
        head = sheets["工坊"][0]
        name, note = (
            next(at for at, words in enumerate(head) if str(words).startswith(start)) for start in ("工坊名称", "备注")
        )
        sheets["工坊"][1][name] = "云岭" * 5
        sheets["工坊"][1][note] = "石桥" * 40
        sheets["工坊"][1][head.index("申报期间结束 *")] = "年底"
        write_aside(read_register(write_workbook(tmp_path / "r.xlsx", sheets)), tmp_path / "aside.xlsx")
        root = ET.fromstring(parts(tmp_path / "aside.xlsx")["xl/worksheets/sheet2.xml"])  # noqa: S314  # our own file
        widths: dict[int, float] = {}
        for col in root.iter(f"{SPACE}col"):
            widths |= dict.fromkeys(range(int(col.attrib["min"]) - 1, int(col.attrib["max"])), float(col.attrib["width"]))
        assert 23 <= widths[name] < 24.5
        assert 30 <= widths[note] < 31.5
        assert min(widths.values()) >= 8
        high = [float(row.attrib.get("ht", 15)) for row in root.iter(f"{SPACE}row")]
        assert high[1] > 60

    def test_what_came_from_json_goes_to_json(self, tmp_path: Path) -> None:
        (tmp_path / "r.json").write_text('{"dossiers": [{"workshop": {"id": "w"}}]}', encoding="utf-8")
        reading = read_register(tmp_path / "r.json")
        with pytest.raises(Unreadable):
            write_aside(reading, tmp_path / "aside.xlsx")
        write_aside(reading, tmp_path / "aside.json")
        assert [w.id for w in read_register(tmp_path / "aside.json").workshops_aside] == ["w"]

    def test_text_that_no_workbook_can_hold(self, tmp_path: Path) -> None:
        rows = [["工坊编号", "申报期间开始", "申报期间结束"], ["w1", "x" * 40_000, "2023-12-31"]]
        reading = read_register(write_folder(tmp_path / "r", {"工坊": rows}))
        with pytest.raises(Unreadable) as caught:
            write_aside(reading, tmp_path / "aside.xlsx")
        assert caught.value.problems[0].code == "too-long"
        assert [file.name for file in tmp_path.iterdir()] == ["r"]

    def test_a_sheet_without_headings_is_kept_whole(self, tmp_path: Path) -> None:
        rows: dict[str, list[list[Any]]] = {"人员": [["甲", "乙"], ["1", dt.date(2023, 1, 1)]]}
        reading = read_register(write_workbook(tmp_path / "r.xlsx", rows))
        write_aside(reading, tmp_path / "aside.xlsx")
        assert load_workbook(tmp_path / "aside.xlsx").get_sheet_by_name("人员").to_python() == [
            ["甲", "乙"],
            ["1", dt.date(2023, 1, 1)],
        ]


class TestWriting:
    """Large tables, values that no cell can hold, places that cannot be written to."""

    def test_a_table_longer_than_a_sheet_goes_on_in_another(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(writing_module, "SHEET_ROWS", 4)
        register = small()
        write_register(register, tmp_path / "r.xlsx")
        assert {"发放", "发放 2"} <= set(load_workbook(tmp_path / "r.xlsx").sheet_names)
        assert read_register(tmp_path / "r.xlsx").register == register

    def test_a_value_that_no_cell_can_hold(self, tmp_path: Path) -> None:
        """A whole number of more digits than can be read back is refused with its place, and nothing is written."""
        first = attrs.evolve(small("w1").dossiers[0], attestations=(Attestation(id="a", value=10**60),))
        with pytest.raises(InvalidFacts) as caught:
            write_register(Register(dossiers=(first,)), tmp_path / "r.xlsx")
        assert caught.value.problems[0].place == "w1 $.attestations[0].value"
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_holds_other_tables(self, tmp_path: Path) -> None:
        (tmp_path / "人员 2.csv").write_text("工坊,人员编号\n", encoding="utf-8")
        with pytest.raises(Unreadable):
            write_register(small(), tmp_path)

    @pytest.mark.parametrize("name", ["none/r.xlsx", "none/r.json"])
    def test_a_place_that_is_not_there(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(Unreadable):
            write_register(small(), tmp_path / name)

    def test_amounts_keep_every_digit(self, tmp_path: Path) -> None:
        register = small("w1", people=1)
        amount = Yuan(999_999_999_999_999)
        (payment,) = register.dossiers[0].payments  # type: ignore[misc]  # submitted
        first = attrs.evolve(register.dossiers[0], payments=(attrs.evolve(payment, due=amount, paid=amount),))
        for path in (tmp_path / "r.xlsx", tmp_path / "r"):
            write_register(Register(dossiers=(first,)), path)
            assert read_register(path).register.dossiers[0] == first
