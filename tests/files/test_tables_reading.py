"""Registers as villages hand them in: headings, titles, encodings, merged cells, what is said and what is not."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
import xlsxwriter
from tables_building import csv_text, ids_of, ods, only, sheets_of, small, write_folder, write_workbook, write_zip

from common_prosperity.errors import InvalidFacts, Unreadable
from common_prosperity.facts import (
    Disability,
    DisabilityCategory,
    Dossier,
    LowIncomeKind,
    Region,
    Register,
    Sex,
    Training,
    Worker,
)
from common_prosperity.files.codec import unstructure
from common_prosperity.files.tables import Reading, read_register, write_aside, write_register
from common_prosperity.files.tables.headings import COLUMN_NAMES, column_names, table_named
from common_prosperity.files.tables.layout import TABLES
from common_prosperity.quantities import UNSTATED, Period, Yuan

WORKSHOPS = [
    ["工坊编号", "工坊名称", "申报期间开始", "申报期间结束"],
    *([name, f"{name} 工坊", "2023-01-01", "2023-12-31"] for name in ("w1", "w2")),
]


def read(path: Path, **sheets: Any) -> Reading:
    """Two workshops and some more sheets, as a workbook."""
    return read_register(write_workbook(path / "r.xlsx", {"工坊": WORKSHOPS, **sheets}))


def cell(text: str, rows: int = 1, columns: int = 1) -> str:
    """A cell of an OpenDocument spreadsheet that spreads over others."""
    spread = f"table:number-rows-spanned='{rows}' table:number-columns-spanned='{columns}'" if rows * columns > 1 else ""
    return f"<table:table-cell office:value-type='string' {spread}><text:p>{text}</text:p></table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def first(reading: Reading) -> Dossier:
    """The dossier of the first workshop."""
    return reading.register.dossiers[0]


def problems(reading: Reading) -> list[tuple[str, str]]:
    """Where and why."""
    return [(problem.place.partition(" ")[2], problem.code) for problem in reading.problems]


class TestHeadings:
    """Headings in Chinese or English, in any order; what means nothing is listed."""

    @pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
    def test_every_name_of_a_column_finds_it(self, table: Any) -> None:
        names = column_names(table)
        for column in table.columns:
            for words in (column.name.zh, column.name.en):
                assert COLUMN_NAMES[table.key][words.casefold().replace(" ", "")].key == column.key
        assert (
            len({column.name.zh for column in table.columns}) == len({c.name.en for c in table.columns}) == len(table.columns)
        )
        assert set(names) == set(COLUMN_NAMES[table.key])

    @pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
    def test_every_name_of_a_table_finds_it(self, table: Any) -> None:
        for name in (
            table.title.zh,
            table.title.en,
            table.key,
            f"{table.title.zh} 2",
            f"{table.title.zh}-联丰村",
            f"03 {table.title.zh}（一）",
        ):
            assert table_named(name) is table

    def test_languages_mixed_and_columns_in_any_order(self, tmp_path: Path) -> None:
        reading = read(tmp_path, Workers=[["出生日期", "Sex", "ＩＤ", "工坊\n编号"], ["1980-05-17", "女", "p1", "w1"]])
        assert reading.sound
        assert first(reading).workers == (Worker(id="p1", sex=Sex.FEMALE, born=dt.date(1980, 5, 17)),)

    def test_titles_above_the_headings(self, tmp_path: Path) -> None:
        rows = [
            ["联丰村共富工坊人员名册"],
            [],
            ["填报单位：", "联丰村"],
            ["工坊", "人员编号", "性别"],
            ["w1", "p1", "女"],
            ["w1", "p2", "？"],
        ]
        reading = read(tmp_path, 人员=rows)
        assert problems(reading) == [("[人员] C6", "not-a-term")]

    def test_extra_columns_are_listed(self, tmp_path: Path) -> None:
        reading = read(
            tmp_path, 人员=[["工坊", "姓名", "人员编号", "身份证号码"], ["w1", "某甲", "p1", ""], ["w1", "某乙", "p2", "3"]]
        )
        assert reading.sound
        assert [(extra.heading, extra.column, extra.filled) for extra in reading.extra_columns] == [
            ("姓名", 2, 2),
            ("身份证号码", 4, 1),
        ]
        assert [list(extra.cells()) for extra in reading.extra_columns] == [[(2, "某甲"), (3, "某乙")], [(3, "3")]]
        assert "某甲" not in repr(reading) + reading.text("zh") + reading.text("en")

    def test_a_heading_that_nearly_means_something(self, tmp_path: Path) -> None:
        """It is not taken for what it may mean; whoever wrote it is asked."""
        reading = read(tmp_path, 发放=[["工坊", "人员", "月份", "实付款额"], ["w1", "p", "2023-06", 1]])
        (absent,) = reading.problems
        assert (absent.code, absent.reason("zh")) == ("heading-absent-near", "缺少必需的列：所属月份；“月份”一列是否就是？")
        month, paid = reading.extra_columns
        assert month.text("en").endswith("column not read, 1 filled; is month meant?")
        assert paid.near is not None
        assert paid.near.zh == "实付金额"

    @pytest.mark.parametrize("heading", ["姓名", "联系电话", "", "x" * 5000])
    def test_a_heading_that_means_nothing_like_it(self, tmp_path: Path, heading: str) -> None:
        reading = read(tmp_path, 人员=[["工坊", "人员编号", heading], ["w1", "p", "1"]])
        assert [extra.near for extra in reading.extra_columns] == [None]

    def test_other_sheets_are_listed(self, tmp_path: Path) -> None:
        reading = read(tmp_path, 图表=[["x"]])
        assert [(extra.file, extra.sheet) for extra in reading.extra_sheets] == [("r.xlsx", "图表")]

    def test_a_unit_in_the_heading(self, tmp_path: Path) -> None:
        rows = [["工坊", "项目编号", "加工费（万元）", "用工成本(元)"], ["w1", "j", 43.6, 39.8]]
        (project,) = first(read(tmp_path, 项目=rows)).projects  # type: ignore[misc]  # submitted
        assert (project.processing_fees, project.labour_cost) == (Yuan(43_600_000), Yuan(3_980))

    def test_a_unit_that_cannot_be_converted(self, tmp_path: Path) -> None:
        reading = read(tmp_path, 项目=[["工坊", "项目编号", "加工费（美元）"], ["w1", "j", 1]])
        assert problems(reading) == [("[项目] C1", "bad-unit")]
        assert ids_of(reading.register) == ["w2"]

    def test_a_column_twice(self, tmp_path: Path) -> None:
        reading = read(tmp_path, 人员=[["工坊", "人员编号", "性别", "Sex"], ["w1", "p", "女", "男"]])
        assert problems(reading) == [("[人员] D1", "heading-repeated")]
        assert ids_of(reading.register) == ["w2"]

    def test_a_required_column_missing(self, tmp_path: Path) -> None:
        reading = read(tmp_path, 发放=[["工坊", "人员编号", "实付金额"], ["w1", "p", 1]])
        assert problems(reading) == [("[发放]", "heading-absent")]
        assert ids_of(reading.register) == ["w2"]

    def test_no_headings_at_all(self, tmp_path: Path) -> None:
        """Nothing is known of the table, so nothing of it is stated."""
        reading = read(tmp_path, 发放=[["甲", "乙"], ["w1", "p"]])
        assert problems(reading) == [("[发放]", "no-headings")]
        assert [dossier.payments for dossier in reading.register.dossiers] == [UNSTATED, UNSTATED]
        assert reading.accounts[-1] == attrs.evolve(reading.accounts[-1], read=2, used=0, aside=2, blank=0)

    def test_one_of_two_sheets_without_headings(self, tmp_path: Path) -> None:
        """Who has rows in the other sheet may have lost some, and is set aside; nobody else is."""
        rows = [["工坊", "人员编号"], ["w1", "p1"]]
        reading = read(tmp_path, **{"人员": rows, "人员 2": [["甲", "乙"], ["w1", "p2"]]})
        assert ids_of(reading.register) == ["w2"]
        assert [problem.code for problem in reading.workshops_aside[0].problems] == ["table-incomplete"]


class TestRows:
    """Row numbers are those of the spreadsheet program, whatever stands between."""

    def test_blank_rows_do_not_shift_the_numbers(self, tmp_path: Path) -> None:
        rows: list[list[Any]] = [["工坊", "人员编号", "性别"], [], ["w1", "p1", "女"], [" "], [], ["w1", "p2", "？"]]
        reading = read(tmp_path, 人员=rows)
        assert problems(reading) == [("[人员] C6", "not-a-term")]
        assert (reading.accounts[1].read, reading.accounts[1].blank) == (5, 3)

    def test_merged_cells_hold_for_every_row(self, tmp_path: Path) -> None:
        rows = [["工坊", "人员编号", "性别"], ["w1", "p1", "女"], ["", "p2", "女"], ["", "", ""], ["w2", "p3", "男"]]
        path = write_workbook(tmp_path / "r.xlsx", {"工坊": WORKSHOPS, "人员": rows}, merges={"人员": ["A2:A4"]})
        reading = read_register(path)
        assert reading.sound
        assert [len(dossier.workers) for dossier in reading.register.dossiers] == [2, 1]  # type: ignore[arg-type]  # submitted
        assert reading.accounts[1].blank == 1

    def test_merged_cells_of_ods_hold_as_well(self, tmp_path: Path) -> None:
        """As LibreOffice writes them: a title over all columns, a workshop over three rows, one of them blank."""
        rows = [
            (cell("人员名册", columns=3), "<table:covered-table-cell table:number-columns-repeated='2'/>"),
            (cell("工坊"), cell("人员编号"), cell("性别")),
            (cell("w1", rows=3), cell("p1"), cell("女")),
            (COVERED, cell("p2"), cell("女")),
            (COVERED, "<table:table-cell table:number-columns-repeated='2'/>"),
            (cell("w2"), cell("p3"), cell("男")),
        ]
        workers = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
        workshops = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in WORKSHOPS)
        reading = read_register(ods(tmp_path, workshops, more=f"<table:table table:name='人员'>{workers}</table:table>"))
        assert reading.sound
        assert [len(dossier.workers) for dossier in reading.register.dossiers] == [2, 1]  # type: ignore[arg-type]  # submitted
        assert reading.accounts[1].blank == 1

    def test_an_error_in_merged_cells_is_one_in_every_row(self, tmp_path: Path) -> None:
        """The rows below show nothing, and must not pass for unstated."""
        failed = "<table:table-cell table:formula='of:=1/0' office:value-type='string' {calc} {span}/>".format(
            calc="xmlns:calcext='urn:x' calcext:value-type='error'", span="table:number-rows-spanned='2'"
        )
        rows = [
            (*map(cell, ("工坊", "人员编号", "出生日期")),),
            (cell("w1"), cell("p1"), failed),
            (cell("w2"), cell("p2"), COVERED),
        ]
        workers = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
        workshops = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in WORKSHOPS)
        reading = read_register(ods(tmp_path, workshops, more=f"<table:table table:name='人员'>{workers}</table:table>"))
        assert problems(reading) == [("[人员] C2", "error-cell"), ("[人员] C3", "error-cell")]

    def test_a_row_for_several_workshops(self, tmp_path: Path) -> None:
        reading = read(tmp_path, 村=[["工坊", "村编号", "村名"], ["w1、w2", "v", "联丰村"]])
        assert reading.sound
        assert {village.name for dossier in reading.register.dossiers for village in dossier.villages} == {"联丰村"}  # type: ignore[union-attr]  # submitted

    def test_a_table_in_several_sheets(self, tmp_path: Path) -> None:
        head = ["工坊", "人员编号"]
        reading = read(tmp_path, **{"人员": [head, ["w1", "p1"]], "人员 2": [head, ["w1", "p2"]]})
        assert [worker.id for worker in first(reading).workers] == ["p1", "p2"]  # type: ignore[union-attr]  # submitted

    def test_a_workshop_nobody_has_introduced(self, tmp_path: Path) -> None:
        reading = read(tmp_path, 人员=[["工坊", "人员编号"], ["w9", "p"], ["", "q"]])
        assert problems(reading) == [("[人员] A2", "unknown-name"), ("[人员] A3", "absent")]
        assert ids_of(reading.register) == ["w1", "w2"]

    def test_no_workshops_at_all(self, tmp_path: Path) -> None:
        reading = read_register(write_workbook(tmp_path / "r.xlsx", {"人员": [["工坊", "人员编号"], ["w1", "p"]]}))
        assert problems(reading) == [("", "no-workshops")]
        assert reading.accounts[0].aside == 1

    def test_the_same_workshop_twice(self, tmp_path: Path) -> None:
        reading = read_register(write_workbook(tmp_path / "r.xlsx", {"工坊": [*WORKSHOPS, WORKSHOPS[1]]}))
        assert problems(reading) == [("[工坊] A2", "duplicate-id"), ("[工坊] A4", "duplicate-id")]
        assert ids_of(reading.register) == ["w2"]

    def test_days_counted_from_1904(self, tmp_path: Path) -> None:
        """Old workbooks of Macintosh; a plain number under a date counts from there as well."""
        book = xlsxwriter.Workbook(str(tmp_path / "r.xlsx"), {"date_1904": True})
        sheet = book.add_worksheet("工坊")
        sheet.write_row(0, 0, ["工坊编号", "开办日期", "申报期间开始", "申报期间结束"])
        sheet.write_string(1, 0, "w1")
        sheet.write_datetime(1, 1, dt.date(2021, 3, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_number(1, 2, (dt.date(2023, 1, 1) - dt.date(1904, 1, 1)).days)
        sheet.write_string(1, 3, "2023-12-31")
        book.close()
        found = first(read_register(tmp_path / "r.xlsx"))
        assert (found.workshop.opened, found.period) == (dt.date(2021, 3, 1), Period.year(2023))

    def test_ids_and_codes_that_a_program_wrote_out_as_fractions(self, tmp_path: Path) -> None:
        """As text in one table and as a number in another; also in a list, and in the column of the workshop."""
        sheets: dict[str, list[list[Any]]] = {
            "工坊": [WORKSHOPS[0], ["2023001.0", "云岭", "2023-01-01", "2023-12-31"]],
            "村": [["工坊", "村编号", "区划代码"], ["2023001", "v", "330481100201.0"], [2023001.0, "u", 330481100202.0]],
            "人员": [
                ["工坊", "人员编号", "居住地区划代码"],
                ["2023001.0", "1001.0", "330481000000.0"],
                [2023001, 1002.0, 330481],
            ],
            "培训": [["工坊", "培训编号", "参加人员"], [2023001, "t1", "1001、1002.0"]],
        }
        for path in (write_workbook(tmp_path / "r.xlsx", sheets), write_folder(tmp_path / "r", sheets)):
            reading = read_register(path)
            assert reading.sound, reading.text()
            assert ids_of(reading.register) == ["2023001"]
            (found,) = reading.register.dossiers
            assert isinstance(found.villages, tuple)
            assert [village.region for village in found.villages] == [Region("330481100201"), Region("330481100202")]
            assert isinstance(found.trainings, tuple)
            assert [training.participants for training in found.trainings] == [("1001", "1002")]

    def test_yes_is_not_one(self, tmp_path: Path) -> None:
        """A program's TRUE equals 1 and is another answer."""
        rows = [
            ["工坊", "事项", "填报值"],
            ["w1", "a", True],
            ["w1", "b", 1],
            ["w1", "c", False],
            ["w1", "d", 0],
            ["w1", "e", 1.0],
        ]
        statements = first(read(tmp_path, 申报事项=rows)).attestations
        assert [repr(statement.value) for statement in statements] == ["True", "1", "False", "0", "1"]  # type: ignore[union-attr]  # submitted

    def test_progress_is_told_sheet_by_sheet(self, tmp_path: Path) -> None:
        names: list[str] = []
        read_register(
            write_workbook(tmp_path / "r.xlsx", {"工坊": WORKSHOPS, "人员": [["工坊", "人员编号"]]}), progress=names.append
        )
        assert names == ["工坊", "人员"]


class TestNoneAndUnstated:
    """A workshop without rows has not said anything; 无 has to be written."""

    HEAD = ("工坊", "事件编号", "事件类别")

    def test_a_table_without_a_row_is_unstated(self, tmp_path: Path) -> None:
        reading = read(tmp_path, 负面事件=[self.HEAD, ["w1", "i", "火灾"]])
        assert reading.register.dossiers[1].incidents is UNSTATED

    @pytest.mark.parametrize("row", [["w2", "无"], ["w2", "", "无"], ["w2", "none", "None"]])
    def test_a_row_that_says_none(self, tmp_path: Path, row: list[str]) -> None:
        reading = read(tmp_path, 负面事件=[self.HEAD, ["w1", "i", "火灾"], row])
        assert reading.sound
        assert reading.register.dossiers[1].incidents == ()

    def test_a_row_that_says_none_for_all_others(self, tmp_path: Path) -> None:
        reading = read(tmp_path, 负面事件=[self.HEAD, ["w1", "i", "火灾"], ["其余", "无"]])
        assert reading.sound
        assert [len(dossier.incidents) for dossier in reading.register.dossiers] == [1, 0]  # type: ignore[arg-type]  # submitted

    def test_none_for_all_others_does_not_hold_while_rows_are_astray(self, tmp_path: Path) -> None:
        """The fire of a workshop whose id was mistyped must not become "no incidents"."""
        reading = read(tmp_path, 负面事件=[self.HEAD, ["W-1", "i", "火灾"], ["其余", "无"]])
        assert problems(reading) == [
            ("[负面事件] A2", "unknown-name-near"), ("[负面事件] A2", "stray-row"), ("[负面事件] 3", "others-unsettled"),
        ]  # fmt: skip
        assert [(dossier.workshop.id, dossier.incidents) for dossier in reading.register.dossiers] == [("w2", UNSTATED)]

    def test_none_beside_rows(self, tmp_path: Path) -> None:
        reading = read(tmp_path, 负面事件=[self.HEAD, ["w1", "i", "火灾"], ["w1", "无"]])
        assert problems(reading) == [("[负面事件] 3", "none-beside-some")]
        assert ids_of(reading.register) == ["w2"]

    @pytest.mark.parametrize(
        ("cells", "disability"),
        [
            (("", ""), UNSTATED), (("无", ""), None), (("无", "无"), None), (("", "无"), None), (("有", ""), Disability()),
            (("肢体", 3), Disability(category=DisabilityCategory.PHYSICAL, grade=3)), (("", 3), Disability(grade=3)),
            (("有", 3), Disability(grade=3)),
        ],
    )  # fmt: skip
    def test_disability(self, tmp_path: Path, cells: tuple[Any, ...], disability: Any) -> None:
        reading = read(tmp_path, 人员=[["工坊", "人员编号", "残疾类别", "残疾等级"], ["w1", "p", *cells]])
        assert reading.sound
        assert first(reading).workers == (Worker(id="p", disability=disability),)

    def test_disability_none_with_a_grade(self, tmp_path: Path) -> None:
        reading = read(tmp_path, 人员=[["工坊", "人员编号", "残疾类别", "残疾等级"], ["w1", "p", "无", 2]])
        assert problems(reading) == [("[人员] C2", "none-beside-some")]
        assert "2" not in reading.problems[0].text("zh").partition("C2")[2]


class TestNestedTables:
    """Low-income spells and evidence have a row each, beside the fact they belong to."""

    SPELLS = (
        ("工坊", "家庭编号", "低收入类别", "认定日期", "退出日期"),
        ("w1", "h1", "低保", "2020-01-01", "2021-12-31"),
        ("w1", "h1", "特困", "2022-01-01", "无"),
    )

    def test_spells_are_given_to_their_household(self, tmp_path: Path) -> None:
        households = [["工坊", "家庭编号", "低收入认定"], ["w1", "h1", "有"], ["w1", "h2", "无"], ["w1", "h3", ""]]
        reading = read(tmp_path, 家庭=households, 低收入认定=self.SPELLS)
        assert reading.sound
        one, two, three = first(reading).households  # type: ignore[misc]  # submitted
        assert one.low_income is not UNSTATED
        assert [spell.kind for spell in one.low_income] == [LowIncomeKind.MINIMUM_LIVING, LowIncomeKind.EXTREME_POVERTY]
        assert (two.low_income, three.low_income) == ((), UNSTATED)

    @pytest.mark.parametrize(
        ("said", "spells", "code"),
        [
            ("无", True, "none-beside-some"),
            ("有", False, "some-without-rows"),
            (None, True, "dangling"),
            ("低保", False, "expected"),
        ],
    )
    def test_what_does_not_fit_together(self, tmp_path: Path, said: str | None, spells: bool, code: str) -> None:  # noqa: FBT001  # a table of cases
        households = [["工坊", "家庭编号", "低收入认定"], *([] if said is None else [["w1", "h1", said]])]
        sheets = {"家庭": households, **({"低收入认定": self.SPELLS} if spells else {})}
        reading = read(tmp_path, **sheets)
        assert {problem.code for problem in reading.problems} == {code}
        assert ids_of(reading.register) == ["w2"]

    def test_overlapping_spells_are_found_where_they_stand(self, tmp_path: Path) -> None:
        spells = [*self.SPELLS, ["w1", "h1", "低保", "2023-01-01", ""]]
        reading = read(tmp_path, 家庭=[["工坊", "家庭编号"], ["w1", "h1"]], 低收入认定=spells)
        assert [(problem.row, problem.code) for problem in reading.problems] == [(4, "overlap")]

    def test_a_list_in_the_cell_and_in_rows(self, tmp_path: Path) -> None:
        trainings = [["工坊", "培训编号", "参加人员"], ["w1", "t", "p1、p2"]]
        reading = read(tmp_path, 培训=trainings, 培训参加人员=[["工坊", "培训编号", "参加人员"], ["w1", "t", "p3"]])
        assert problems(reading) == [("[培训] C2", "listed-twice")]

    def test_a_list_too_long_for_a_cell_takes_rows(self, tmp_path: Path) -> None:
        people = tuple(f"participant-number-{number:06d}" for number in range(1500))
        training = Training(id="t", participants=people, certified=people[:2])
        register = small("w1")
        register = Register(
            dossiers=tuple(attrs.evolve(found, workers=UNSTATED, trainings=(training,)) for found in register.dossiers)
        )
        for path in (tmp_path / "r.xlsx", tmp_path / "r"):
            write_register(register, path)
            reading = read_register(path)
            assert reading.register == register
            assert "trainings.participants" in {account.table for account in reading.accounts}


class TestBetweenFacts:
    """What a dossier finds out when it is put together is told by sheet, row and column."""

    def test_places_of_rows(self, tmp_path: Path) -> None:
        sheets = sheets_of(small("w1", "w2"))
        sheets["用工"][2][1] = "p9"
        sheets["发放"][1][2] = dt.date(2024, 6, 1)
        sheets["人员"][2][1] = "w1-p1"
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert sorted(problems(reading)) == [
            ("[人员] B3", "duplicate-id"), ("[发放] B3", "dangling"), ("[发放] C2", "outside-period"), ("[用工] B3", "dangling"),
        ]  # fmt: skip
        assert ids_of(reading.register) == ["w2"]

    def test_an_end_before_its_beginning(self, tmp_path: Path) -> None:
        reading = read(
            tmp_path,
            用工=[
                ["工坊", "人员", "开始日期", "结束日期"],
                ["w1", "p", "2023-06-01", "2023-05-01"],
                ["w2", "q", "2023-06-01", "无"],
            ],
        )
        assert problems(reading) == [("[用工] C2", "later-than")]
        assert reading.problems[0].reason("zh") == "不得晚于“结束日期”"
        assert reading.problems[0].reason("en") == "must not be later than until"
        assert ids_of(reading.register) == ["w2"]

    def test_fields_that_lie_elsewhere_are_called_as_in_the_sheets(self, tmp_path: Path) -> None:
        shop = ["工坊编号", "申报期间开始", "申报期间结束", "开办日期"]
        reading = read(
            tmp_path, 工坊=[shop, ["w1", "2023-06-01", "2023-05-01", ""], ["w2", "2023-01-01", "2023-12-31", "2024-05-01"]]
        )
        assert [problem.reason("zh") for problem in reading.problems] == ["不得晚于“申报期间结束”"] * 2
        assert {problem.reason("en") for problem in reading.problems} == {"must not be later than period until"}

    def test_all_faults_at_once_from_top_to_bottom(self, tmp_path: Path) -> None:
        rows = [["工坊", "人员编号", "性别", "出生日期"], ["w1", "p1", "？", "昨天"], ["w2", "", "女", "2023-02-30"]]
        assert problems(read(tmp_path, 人员=rows)) == [
            ("[人员] C2", "not-a-term"), ("[人员] D2", "bad-date"), ("[人员] B3", "absent"), ("[人员] D3", "bad-date"),
        ]  # fmt: skip


class TestEveryFaultAtOnce:
    """A fault in one row hides no fault of the same workshop in another."""

    def test_what_rows_say_of_each_other(self, tmp_path: Path) -> None:
        sheets = sheets_of(small("w1", "w2"))
        sheets["人员"][1][3] = "昨天"
        sheets["用工"][2][2] = dt.date(2024, 5, 1)
        sheets["发放"][1][1] = "w1-p9"
        sheets["发放"][2][2] = dt.date(2024, 6, 1)
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert problems(reading) == [
            ("[人员] D2", "bad-date"), ("[用工] C3", "later-than"), ("[发放] B2", "dangling"), ("[发放] C3", "outside-period"),
        ]  # fmt: skip
        assert ids_of(reading.register) == ["w2"]

    def test_what_is_missing_only_for_a_fault_of_its_own(self, tmp_path: Path) -> None:
        """Whoever mends the row of the person mends every row that names the person."""
        sheets = sheets_of(small("w1"))
        sheets["人员"][1][3] = "昨天"
        assert problems(read_register(write_workbook(tmp_path / "r.xlsx", sheets))) == [("[人员] D2", "bad-date")]

    def test_an_id_that_cannot_be_read_might_be_any(self, tmp_path: Path) -> None:
        sheets = sheets_of(small("w1"))
        sheets["人员"][1][1] = dt.date(2023, 1, 1)
        assert problems(read_register(write_workbook(tmp_path / "r.xlsx", sheets))) == [("[人员] B2", "expected")]

    def test_facts_that_contradict_themselves_do_not_shift_the_places_of_others(self, tmp_path: Path) -> None:
        sheets = sheets_of(small("w1", people=3))
        sheets["用工"][1][2:4] = [dt.date(2023, 6, 1), dt.date(2023, 5, 1)]
        sheets["用工"][3][1] = "w1-p2"
        assert problems(read_register(write_workbook(tmp_path / "r.xlsx", sheets))) == [
            ("[用工] C2", "later-than"), ("[用工] 4", "overlap"),
        ]  # fmt: skip

    def test_the_second_reading_finds_nothing_that_the_first_did_not(self, tmp_path: Path) -> None:
        from test_tables_accounts import mend  # noqa: PLC0415  # mends as a person would

        sheets = sheets_of(small("w1"))
        sheets["人员"][1][3], sheets["发放"][1][1], sheets["用工"][1][4] = "昨天", "w1-p9", "临时工"
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert len(reading.problems) == 3
        mended = mend(tmp_path / "r.xlsx", {"昨天": dt.date(1980, 5, 17), "w1-p9": "w1-p1", "临时工": "计件"})
        assert read_register(mended).sound


class TestPrivacy:
    """What a personal cell says is in no message; nor are identity numbers, wherever they stand."""

    def test_values_are_withheld(self, tmp_path: Path) -> None:
        rows = [
            ["工坊", "人员编号", "性别", "出生日期", "家庭"],
            ["w1", "p1", "某性", "七四年春", "h7"],
            ["w2", "330481197405172345", "", "", ""],
        ]
        reading = read(tmp_path, 人员=rows, 家庭=[["工坊", "家庭编号"], ["w1", "h1"]])
        told = reading.text("zh") + reading.text("en") + repr(reading)
        assert {problem.code for problem in reading.problems} == {"not-a-term", "bad-date", "identity-number"}
        assert not any(secret in told for secret in ("某性", "七四年春", "33048119740517"))

    def test_a_household_that_is_not_there(self, tmp_path: Path) -> None:
        rows = [["工坊", "人员编号", "家庭"], ["w1", "p1", "h7"]]
        reading = read(tmp_path, 人员=rows, 家庭=[["工坊", "家庭编号"], ["w1", "h1"]])
        assert [problem.code for problem in reading.problems] == ["dangling"]
        assert "h7" not in reading.text("zh") + repr(reading)


class TestForms:
    """Workbook, folder, archive and JSON; UTF-8 with and without its mark, GB18030, UTF-16."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
    @pytest.mark.parametrize("write", [write_folder, write_zip])
    def test_delimited_text(self, tmp_path: Path, encoding: str, write: Any) -> None:
        register = small()
        reading = read_register(write(tmp_path / "r.zip", sheets_of(register), encoding))
        assert reading.sound
        assert reading.register == register

    def test_workbooks_and_text_in_one_folder(self, tmp_path: Path) -> None:
        """One workbook from each village, the pay of all of them as GBK text, and what spreadsheet programs leave behind."""
        register = small("w1", "w2", "w3")
        whole = sheets_of(register)
        for name in ("w1", "w2", "w3"):
            part = {key: rows for key, rows in sheets_of(only(register, name)).items() if key != "发放"}
            write_workbook(tmp_path / f"{name}.xlsx", part)
        (tmp_path / "发放.csv").write_bytes(csv_text(whole["发放"]).encode("gbk"))
        for name in ("~$w1.xlsx", ".~lock.w1.xlsx#"):
            (tmp_path / name).write_bytes(b"open")
        (tmp_path / "说明.docx").write_bytes(b"")
        (tmp_path / "照片.jpg").write_bytes(b"")
        reading = read_register(tmp_path)
        assert reading.sound
        assert sorted(reading.register.dossiers, key=lambda found: found.workshop.id) == list(register.dossiers)
        assert {account.file for account in reading.accounts} == {"w1.xlsx", "w2.xlsx", "w3.xlsx", "发放.csv"}
        assert [extra.sheet for extra in reading.extra_sheets] == ["照片.jpg"]

    def test_faults_and_rows_set_aside_keep_the_name_of_their_workbook(self, tmp_path: Path) -> None:
        folder = tmp_path / "villages"
        folder.mkdir()
        for name in ("w1", "w2"):
            sheets = sheets_of(small(name))
            sheets["人员"][1][3] = "昨天"
            write_workbook(folder / f"{name}.xlsx", sheets)
        reading = read_register(folder)
        assert [problem.place for problem in reading.problems] == ["w1.xlsx [人员] D2", "w2.xlsx [人员] D2"]
        write_aside(reading, tmp_path / "aside.xlsx")
        assert {workshop.id for workshop in read_register(tmp_path / "aside.xlsx").workshops_aside} == {"w1", "w2"}

    def test_a_workbook_in_a_folder_that_cannot_be_read(self, tmp_path: Path) -> None:
        """Nobody knows whose rows it holds, so nobody is decided without them."""
        write_workbook(tmp_path / "a.xlsx", sheets_of(small("w1")))
        (tmp_path / "b.xlsx").write_bytes(b"PK damaged")
        with pytest.raises(Unreadable) as caught:
            read_register(tmp_path)
        assert caught.value.problems[0].place == str(tmp_path / "b.xlsx")

    def test_names_in_an_archive_from_a_chinese_system(self, tmp_path: Path) -> None:
        path = write_zip(tmp_path / "r.zip", {"工坊": WORKSHOPS})
        data = path.read_bytes().replace("工坊.csv".encode(), b"\xb9\xa4\xb7\xbb__.csv")
        path.write_bytes(data.replace(b"\x00\x08", b"\x00\x00"))
        assert ids_of(read_register(path).register) in ([], ["w1", "w2"])

    @pytest.mark.parametrize("mark", ["\t", ";"])
    def test_other_separators(self, tmp_path: Path, mark: str) -> None:
        (tmp_path / "工坊.csv").write_text("\n".join(mark.join(row) for row in WORKSHOPS), encoding="utf-8")
        assert ids_of(read_register(tmp_path).register) == ["w1", "w2"]

    def test_a_row_that_has_slipped(self, tmp_path: Path) -> None:
        """An unquoted comma in an address moves everything after it."""
        text = csv_text(WORKSHOPS) + "w3,某镇,某村,2023-01-01,2023-12-31\n"
        (tmp_path / "工坊.csv").write_text(text, encoding="utf-8")
        reading = read_register(tmp_path)
        assert "more-cells" in {problem.code for problem in reading.problems}
        assert ids_of(reading.register) == ["w1", "w2"]

    def test_a_quotation_mark_that_is_never_closed(self, tmp_path: Path) -> None:
        """It would swallow every row after it."""
        (tmp_path / "工坊.csv").write_text(csv_text(WORKSHOPS[:2]) + 'w2,"乙坊,2023-01-01,2023-12-31\n', encoding="utf-8")
        reading = read_register(tmp_path)
        assert [problem.code for problem in reading.problems] == ["syntax"]

    def test_text_in_no_known_encoding(self, tmp_path: Path) -> None:
        (tmp_path / "工坊.csv").write_bytes(b"\x81\x00\xff\xfe")
        assert {problem.code for problem in read_register(tmp_path).problems} == {"encoding-csv"}

    def test_json(self, tmp_path: Path) -> None:
        register = small()
        write_register(register, tmp_path / "r.json")
        reading = read_register(tmp_path / "r.json")
        assert reading.sound
        assert reading.register == register
        (tmp_path / "one.json").write_text(json.dumps(unstructure(register.dossiers[0])), encoding="utf-8")
        assert read_register(tmp_path / "one.json").register == only(register, "w1")

    def test_faults_in_json(self, tmp_path: Path) -> None:
        plain = unstructure(small())
        plain["dossiers"][1]["workers"][0]["born"] = "1980-13-01"
        plain["dossiers"].append({"workshop": {"id": "w3"}})
        (tmp_path / "r.json").write_text(json.dumps(plain), encoding="utf-8")
        reading = read_register(tmp_path / "r.json")
        assert ids_of(reading.register) == ["w1"]
        assert [problem.place for problem in reading.problems] == [
            "r.json $.dossiers[1].workers[0].born", "r.json $.dossiers[2].workshop.id", "r.json $.dossiers[3].period",
            "r.json $.dossiers[3].workshop.id",
        ]  # fmt: skip
        assert (reading.accounts[0].read, reading.accounts[0].used, reading.accounts[0].aside) == (4, 1, 3)

    @pytest.mark.parametrize("text", ["[]", '{"dossiers": 5}', '{"dossiers": [], "x": 1}'])
    def test_json_of_something_else(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "r.json").write_text(text, encoding="utf-8")
        with pytest.raises((InvalidFacts, Unreadable)) if text != "[]" else pytest.raises(InvalidFacts):
            reading = read_register(tmp_path / "r.json")
            raise InvalidFacts("r.json", reading.problems)

    @pytest.mark.parametrize("name", ["missing.xlsx", "note.docx", "empty.xlsx"])
    def test_what_is_no_register(self, tmp_path: Path, name: str) -> None:
        if name != "missing.xlsx":
            (tmp_path / name).write_bytes(b"" if name == "empty.xlsx" else b"a letter")
        with pytest.raises(Unreadable) as caught:
            read_register(tmp_path / name)
        assert caught.value.problems[0].place == str(tmp_path / name)

    @pytest.mark.parametrize("form", ["folder", "zip", "xlsx"])
    def test_what_holds_no_table_says_what_it_holds_instead(self, tmp_path: Path, form: str) -> None:
        sheets = {name: [["a", "b"]] for name in ("名单", "Sheet1")}
        writers: dict[str, Any] = {"folder": write_folder, "zip": write_zip, "xlsx": write_workbook}
        path = writers[form](tmp_path / f"r.{form}", sheets)
        with pytest.raises(Unreadable) as caught:
            read_register(path)
        (problem,) = caught.value.problems
        assert (problem.place, problem.code) == (str(path), "no-tables-but")
        assert all(name in problem.text("zh") and name in problem.text("en") for name in sheets)

    def test_of_many_strange_sheets_a_few_are_named(self, tmp_path: Path) -> None:
        with pytest.raises(Unreadable, match="only s0, s1, s2, s3, s4, …:"):
            read_register(write_workbook(tmp_path / "r.xlsx", {f"s{index}": [["a"]] for index in range(6)}))

    def test_an_empty_folder_and_an_empty_archive(self, tmp_path: Path) -> None:
        (tmp_path / "r").mkdir()
        for path in (tmp_path / "r", write_zip(tmp_path / "r.zip", {})):
            with pytest.raises(Unreadable) as caught:
                read_register(path)
            assert [(problem.place, problem.code) for problem in caught.value.problems] == [(str(path), "no-tables")]

    def test_a_lone_file_that_is_no_table(self, tmp_path: Path) -> None:
        (tmp_path / "names.csv").write_text("a,b\n", encoding="utf-8")
        with pytest.raises(Unreadable, match="only names:"):
            read_register(tmp_path / "names.csv")
