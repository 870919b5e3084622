"""Rows that name no known workshop: the one that can be meant waits, and where several can, every verdict says so."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables_building import ids_of, sheets_of, small, write_workbook

from common_prosperity.files.tables import Reading, Stray, read_register, write_aside
from common_prosperity.files.tables.strays import Likeness

IDS = ("yunling-sewing", "shiqiao-bamboo", "zhuxi-tea")


def mistyped(path: Path, table: str, row: int, name: str, *ids: str) -> Reading:
    """A register of invented workshops, one of whose rows names another."""
    sheets = sheets_of(small(*(ids or IDS)))
    sheets[table][row][0] = name
    return read_register(write_workbook(path / "r.xlsx", sheets))


def brief(stray: Stray) -> tuple[Any, ...]:
    """What is told of stray rows, in short."""
    return stray.id, stray.rows, stray.near, stray.aside


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """An id of letters and figures, and what becomes of it by one slip of the pen."""
    name = draw(st.text("abcdefgh23456789", min_size=3, max_size=12))
    at, character = draw(st.integers(0, len(name) - 1)), draw(st.sampled_from("abcdefgh23456789"))
    slip = draw(st.sampled_from(("wrong", "missing", "added", "swapped", "case", "hyphen")))
    return name, {
        "wrong": name[:at] + character + name[at + 1 :],
        "missing": name[:at] + name[at + 1 :],
        "added": name[:at] + character + name[at:],
        "swapped": name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
        "case": name.upper(),
        "hyphen": f"{name[:at]}-{name[at:]}",
    }[slip]


class TestLikeness:
    """Which id may be meant."""

    @given(pair=slips())
    def test_one_slip_is_near(self, pair: tuple[str, str]) -> None:
        name, slipped = pair
        if len(slipped.replace("-", "")) >= 3 or slipped.casefold() == name:
            assert Likeness([name]).near(slipped) == (name,)

    @given(known=st.lists(st.text("ab12-", min_size=1, max_size=6), unique=True), name=st.text("ab12-", max_size=6))
    def test_only_known_ids_are_near_and_order_means_nothing(self, known: list[str], name: str) -> None:
        near = Likeness(known).near(name)
        assert set(near) <= set(known)
        assert near == Likeness(known[::-1]).near(name)

    @pytest.mark.parametrize(
        ("name", "near"),
        [
            ("GF-0O1", ("gf-001",)), ("gf001", ("gf-001",)), ("gf-003", ("gf-001", "gf-002")), ("ｇｆ－００１", ("gf-001",)),
            ("gf-0012", ("gf-001", "gf-002")), ("zz-999", ()), ("", ()), ("w3", ()), ("W-1", ("w1",)),
        ],
    )  # fmt: skip
    def test_cases(self, name: str, near: tuple[str, ...]) -> None:
        """Ids of two characters are near to none but themselves: w3 is as likely a workshop of its own."""
        assert Likeness(["gf-001", "gf-002", "w1", "w2"]).near(name) == near


class TestNobodyIsDecidedUnaware:
    """Whichever row is mistyped: the reading says that the row may be anybody's, and whoever is most likely meant waits."""

    @given(
        table=st.sampled_from(("人员", "用工", "发放", "负面事件")),
        row=st.integers(1, 3),
        name=st.sampled_from(("", "zz", "yunling-sewimg", "SHIQIAO_BAMBOO", "zhuxi", "w9")),
        ids=st.sampled_from((IDS, ("w1", "w2", "w3"), ("gf-001", "gf-002", "gf-011"))),
    )
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def test_every_stray_row_is_accounted_for(self, table: str, row: int, name: str, ids: tuple[str, ...]) -> None:
        register = small(*ids)
        owner = sheets_of(register)[table][row][0]
        with tempfile.TemporaryDirectory() as scratch:
            reading = mistyped(Path(scratch), table, row, name, *ids)
        (stray,) = reading.strays
        aside = {workshop.id for workshop in reading.workshops_aside}
        assert (stray.id, stray.rows) == (name, 1)
        assert owner in {*aside, *ids_of(reading.register)}
        assert reading.stray_rows == 1
        assert set(stray.aside) <= aside
        assert set(ids) == aside | set(ids_of(reading.register))
        for lang in ("zh", "en"):
            assert stray.text(lang) in reading.text(lang)


class TestOneWorkshopCanBeMeant:
    """It is set aside, and told why; the others are decided."""

    def test_unpaid_wages_of_a_mistyped_workshop(self, tmp_path: Path) -> None:
        sheets = sheets_of(small(*IDS))
        head = sheets["负面事件"][0]
        kind = next(at for at, heading in enumerate(head) if str(heading).startswith("事件类别"))
        sheets["负面事件"] += [["shiqiao-banboo", "i1", *[""] * (len(head) - 2)]]
        sheets["负面事件"][-1][kind] = "拖欠工资"
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert ids_of(reading.register) == ["yunling-sewing", "zhuxi-tea"]
        assert [brief(stray) for stray in reading.strays] == [("shiqiao-banboo", 1, ("shiqiao-bamboo",), ("shiqiao-bamboo",))]
        (aside,) = reading.workshops_aside
        assert (aside.id, aside.name) == ("shiqiao-bamboo", "shiqiao-bamboo 工坊")
        assert [(problem.sheet, problem.row, problem.code) for problem in aside.problems] == [("负面事件", 5, "stray-row")]
        assert "unknown-name-near" in {problem.code for problem in reading.problems}

    def test_mending_the_row_decides_the_workshop_with_it(self, tmp_path: Path) -> None:
        from test_tables_accounts import mend  # noqa: PLC0415  # mends as a person would

        register = small(*IDS)
        reading = mistyped(tmp_path, "发放", 3, "shiqiao-banboo")
        assert ids_of(reading.register) == ["yunling-sewing", "zhuxi-tea"]
        write_aside(reading, tmp_path / "aside.xlsx")
        again = read_register(mend(tmp_path / "aside.xlsx", {"shiqiao-banboo": "shiqiao-bamboo"}))
        assert again.sound
        assert again.register.dossiers == register.dossiers[1:2]

    def test_what_a_row_refers_to_decides_where_ids_are_short(self, tmp_path: Path) -> None:
        """The worker is known in one workshop alone, so the pay is that workshop's whatever id stands beside it."""
        reading = mistyped(tmp_path, "发放", 3, "w9", "w1", "w2", "w3")
        assert ids_of(reading.register) == ["w1", "w3"]
        assert [brief(stray) for stray in reading.strays] == [("w9", 1, (), ("w2",))]

    def test_a_workshop_whose_own_row_is_mistyped(self, tmp_path: Path) -> None:
        reading = mistyped(tmp_path, "工坊", 1, "yunling-sewimg")
        assert ids_of(reading.register) == ["shiqiao-bamboo", "zhuxi-tea"]
        (stray,) = reading.strays
        assert brief(stray) == ("yunling-sewing", 7, ("yunling-sewimg",), ("yunling-sewimg",))
        assert {problem.code for workshop in reading.workshops_aside for problem in workshop.problems} == {"stray-row"}


class TestNobodyInParticular:
    """Several workshops can be meant, or none: all are decided, and all decisions hold on one condition."""

    def test_an_id_like_several(self, tmp_path: Path) -> None:
        reading = mistyped(tmp_path, "负面事件", 1, "gf-003", "gf-001", "gf-002")
        assert ids_of(reading.register) == ["gf-001", "gf-002"]
        assert [brief(stray) for stray in reading.strays] == [("gf-003", 1, ("gf-001", "gf-002"), ())]
        assert (
            reading.strays[0].text("zh") == "没有名为 gf-003 的工坊：1 行（r.xlsx [负面事件] A2）；相近的编号：gf-001, gf-002"
        )

    def test_no_id_at_all(self, tmp_path: Path) -> None:
        reading = mistyped(tmp_path, "负面事件", 2, "")
        assert [brief(stray) for stray in reading.strays] == [("", 1, (), ())]
        assert reading.strays[0].text() == "no workshop is named, in rows: 1 (r.xlsx [负面事件] A3)"

    def test_a_workshop_that_the_table_of_workshops_lacks(self, tmp_path: Path) -> None:
        """Its id is a slip away from another's, but it has people, engagements and pay of its own."""
        sheets = sheets_of(small("gf-001", "gf-002"))
        del sheets["工坊"][2]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert ids_of(reading.register) == ["gf-001"]
        assert [brief(stray) for stray in reading.strays] == [("gf-002", 7, ("gf-001",), ())]

    def test_references_that_nobody_knows_say_nothing(self, tmp_path: Path) -> None:
        """A worker known nowhere is evidence against every workshop, even one whose id is near."""
        sheets = sheets_of(small(*IDS))
        sheets["发放"][3][:2] = ["shiqiao-banboo", "nobody"]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert [brief(stray) for stray in reading.strays] == [("shiqiao-banboo", 1, ("shiqiao-bamboo",), ())]

    def test_a_row_that_several_share(self, tmp_path: Path) -> None:
        """Whoever is named and known is set aside with the row; the unknown one is told."""
        sheets = sheets_of(small("w1", "w2"))
        sheets["村"] = [["工坊", "村编号"], ["w1、w8、w9", "v"]]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert ids_of(reading.register) == ["w2"]
        assert [stray.id for stray in reading.strays] == ["w8", "w9"]

    def test_many_unknown_ids_take_no_time(self, tmp_path: Path) -> None:
        sheets = sheets_of(small("w1"))
        sheets["负面事件"] += [[f"unknown-{number:06d}", "i"] for number in range(5000)]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert reading.stray_rows == 5000
        assert ids_of(reading.register) == ["w1"]


class TestRowsOfTotals:
    """A row that only adds up others is set aside for that, and casts no doubt on anybody; no other row passes for one."""

    @pytest.mark.parametrize(
        "row",
        [
            ["", "合计", "2023-01", "", 5200], ["合计", "", "", "", 5200], ["小 计", "", "", "", "5,200元"],
            ["", "", "合计：", "", 5200.5], ["Grand total", "", dt.date(2023, 1, 1), "", 5200], ["合计", "合计", "", "", ""],
        ],
    )  # fmt: skip
    def test_it_is_nobodys(self, tmp_path: Path, row: list[Any]) -> None:
        """It is set aside with one reason, and does not unsettle a row that speaks for all others."""
        sheets = sheets_of(small("w1", "w2"))
        sheets["发放"] += [row]
        sheets["负面事件"] = [["工坊", "事件编号"], ["其余", "无"], ["总计", ""]]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert [(problem.sheet, problem.code) for problem in reading.problems] == [
            ("发放", "total-row"), ("负面事件", "total-row"),
        ]  # fmt: skip
        assert (ids_of(reading.register), reading.strays) == (["w1", "w2"], ())
        assert [dossier.incidents for dossier in reading.register.dossiers] == [(), ()]
        assert {account.aside for account in reading.accounts if account.table in {"payments", "incidents"}} == {1}

    @pytest.mark.parametrize(
        "row",
        [
            ["", "w1-p1", "2023-07", "", 2600], ["合计", "w1-p1", "2023-07", "", 2600], ["合计", "7", "2023-07", "", 2600],
            ["合计", "", "2023-07", "工资", 2600], ["合计", "", "", "", "见附表"], ["w9", "合计", "", "", 2600],
            ["合计工坊", "", "", "", 2600], ["本月合计数", "", "2023-07", "", 2600], ["", "", "2023-07", "", "合计"],
            ["", "", "2023-07", "", 2600],
        ],
    )  # fmt: skip
    def test_what_may_be_a_row_of_somebody_is_none(self, tmp_path: Path, row: list[Any]) -> None:
        """It names a person, a kind or another workshop, or the word is no more than part of it: its doubt is told."""
        sheets = sheets_of(small("w1", "w2"))
        sheets["发放"] += [row]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert "total-row" not in {problem.code for problem in reading.problems}
        assert sum(stray.rows for stray in reading.strays) == 1

    @pytest.mark.parametrize(("heading", "word"), [("备注", "合计"), ("备注", "小计"), ("事件说明", "合计")])
    def test_a_remark_is_no_total(self, tmp_path: Path, heading: str, word: str) -> None:
        """An incident whose workshop was forgotten stays in doubt whatever stands beside it."""
        sheets = sheets_of(small("w1", "w2"))
        sheets["负面事件"] = [
            ["工坊", "事件编号", "发生日期", heading],
            ["", "i1", "2023-05-01", word],
            ["", "", "2023-05-01", word],
        ]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert "total-row" not in {problem.code for problem in reading.problems}
        assert sum(stray.rows for stray in reading.strays) == 2

    def test_a_row_whose_person_is_an_error_is_none(self, tmp_path: Path) -> None:
        """The cell looks empty, and is not: a person was looked up there."""
        path = tmp_path / "r.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            book.add_worksheet("工坊").write_row(0, 0, ["工坊编号", "申报期间开始", "申报期间结束"])
            book.worksheets()[0].write_row(1, 0, ["w1", "2023-01-01", "2023-12-31"])
            sheet = book.add_worksheet("发放")
            sheet.write_row(0, 0, ["工坊", "人员", "所属月份", "应付金额"])
            sheet.write_row(1, 0, ["合计", "", "2023-06", 2600])
            sheet.write_formula(1, 1, "=VLOOKUP(1,A:A,1,0)", None, "#N/A")
        reading = read_register(path)
        assert {problem.code for problem in reading.problems} == {"unknown-name", "error-cell"}
        assert [stray.id for stray in reading.strays] == ["合计"]

    def test_no_workshop_is_called_total(self, tmp_path: Path) -> None:
        sheets = sheets_of(small("w1"))
        sheets["工坊"] += [["合计", "1 个"]]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert [problem.code for problem in reading.problems] == ["total-row"]
        assert (ids_of(reading.register), reading.workshops_aside) == (["w1"], ())

    @pytest.mark.parametrize("name", ["Total", "sum", "合计"])
    def test_unless_it_has_a_row_of_its_own(self, tmp_path: Path, name: str) -> None:
        """Then its rows are its rows, and a row without a person is a fault of that workshop."""
        register = small("w1", name)
        assert read_register(write_workbook(tmp_path / "r.xlsx", sheets_of(register))).register == register
        sheets = sheets_of(register)
        sheets["发放"] += [[name, "", "2023-07", "", 2600]]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert [problem.code for problem in reading.problems] == ["absent"]
        assert [workshop.id for workshop in reading.workshops_aside] == [name]

    def test_a_workshop_whose_row_holds_such_a_word_keeps_it(self, tmp_path: Path) -> None:
        """A subtotal of one workshop is a fault of that workshop, and a fact called 合计 is one."""
        sheets = sheets_of(small("w1", "w2"))
        head = sheets["负面事件"][0]
        sheets["负面事件"] = [head, ["w1", "合计", *[""] * (len(head) - 2)]]
        sheets["发放"] += [["w2", "小计", "", "", 5200]]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert "total-row" not in {problem.code for problem in reading.problems}
        assert [workshop.id for workshop in reading.workshops_aside] == ["w2"]
