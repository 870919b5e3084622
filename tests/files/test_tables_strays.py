"""Rows that name no known workshop: the one that can be meant waits, and where several can, every verdict says so."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook
from tables_building import ids_of, only, sheets_of, small, write_workbook

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


class TestRowsBesideTheWrongWorkshop:
    """A row names a workshop that there is, and what it refers to is another's alone: both wait until it is mended."""

    def test_a_payment(self, tmp_path: Path) -> None:
        reading = mistyped(tmp_path, "发放", 1, IDS[1])
        assert ids_of(reading.register) == [IDS[2]]
        first, second = reading.workshops_aside
        assert [(problem.code, problem.sheet, problem.row) for problem in first.problems] == [("misplaced-row", "发放", 2)]
        assert {(problem.code, problem.sheet, problem.row) for problem in second.problems} == {
            ("misplaced-row", "发放", 2), ("dangling", "发放", 2),
        }  # fmt: skip
        assert first.problems[0].reason("zh") == (
            f"所指的人员或事项只有工坊 {IDS[0]} 才有（共 1 行）；改正工坊或所指的编号之前，{IDS[0]} 也不评定"
        )
        dangling = next(problem for problem in second.problems if problem.code == "dangling")
        assert dangling.reason("zh") == f"所指的 {IDS[0]}-p1 不在 人员 之中"
        assert dangling.reason("en") == f"refers to {IDS[0]}-p1, which is not among the workers"
        assert f"{IDS[0]}-p1" not in first.problems[0].reason("en")  # who it is about is nobody's business
        assert reading.strays == ()

    def test_mending_the_rows_decides_both(self, tmp_path: Path) -> None:
        sheets = sheets_of(small(*IDS))
        for row in sheets["发放"][1:3]:
            row[0] = IDS[2]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert ids_of(reading.register) == [IDS[1]]
        assert "共 2 行" in reading.workshops_aside[0].problems[0].reason("zh")
        write_aside(reading, tmp_path / "aside.xlsx")
        book = load_workbook(tmp_path / "aside.xlsx")
        again = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
        for row in again["发放"][1:]:
            row[0] = str(row[1]).removesuffix("-p1").removesuffix("-p2")
        mended = read_register(write_workbook(tmp_path / "mended.xlsx", again))
        assert mended.sound
        assert mended.register.dossiers == only(small(*IDS), IDS[0], IDS[2]).dossiers

    @pytest.mark.parametrize("change", ["amount", "workshop"])
    def test_the_doubt_is_told_beside_other_faults(self, tmp_path: Path, change: str) -> None:
        """Of the row itself, or of the workshop it names."""
        sheets = sheets_of(small(*IDS))
        sheets["发放"][1][0] = IDS[1]
        if change == "amount":
            sheets["发放"][1][4] = "两千六"
        else:
            sheets["工坊"][2][sheets["工坊"][0].index("申报期间结束 *")] = "年底"
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert ids_of(reading.register) == [IDS[2]]
        assert [problem.code for problem in reading.workshops_aside[0].problems] == ["misplaced-row"]

    def test_a_person_beside_the_wrong_workshop(self, tmp_path: Path) -> None:
        """The engagement and the pay of where the person works lead to where the person stands."""
        reading = mistyped(tmp_path, "人员", 1, IDS[1])
        assert ids_of(reading.register) == [IDS[2]]
        assert {problem.code for problem in reading.workshops_aside[1].problems} == {"misplaced-row"}

    def test_a_spell_of_a_household(self, tmp_path: Path) -> None:
        sheets = sheets_of(small(*IDS))
        sheets["家庭"] = [["工坊", "家庭编号", "低收入认定"], *([name, f"{name}-h1", "有"] for name in IDS)]
        sheets["家庭低收入认定"] = [["工坊", "家庭编号", "低收入类别"], *([name, f"{name}-h1", "低保"] for name in IDS)]
        assert read_register(write_workbook(tmp_path / "r.xlsx", sheets)).sound
        sheets["家庭低收入认定"][1][0] = IDS[2]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert ids_of(reading.register) == [IDS[1]]
        assert "misplaced-row" in {problem.code for problem in reading.workshops_aside[0].problems}

    def test_people_numbered_alike_are_no_evidence(self, tmp_path: Path) -> None:
        """Each workshop counts its own people from 1: a number too high is a slip, and no sign of who has so many."""
        sheets = sheets_of(small("w1", "w2"))
        sheets["人员"] = [sheets["人员"][0][:2], *([w, f"p{n}"] for w, most in (("w1", 9), ("w2", 4)) for n in range(1, most))]
        sheets["用工"] = [sheets["用工"][0][:2], ["w1", "p1"], ["w2", "p7"]]
        sheets["发放"] = []
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert ids_of(reading.register) == ["w1"]

    def test_without_a_list_of_its_own_a_workshop_may_mean_anybody(self, tmp_path: Path) -> None:
        """References to people who were never listed refute nothing, even where another workshop has such ids."""
        sheets = sheets_of(small("w1", "w2"))
        sheets["人员"] = [row for row in sheets["人员"] if row[0] != "w2"]
        for table in ("用工", "发放"):
            for row in sheets[table][1:]:
                row[1] = str(row[1]).replace("w2", "w1")
        assert read_register(write_workbook(tmp_path / "r.xlsx", sheets)).sound

    @pytest.mark.parametrize("participants", [f"{IDS[0]}-p1、{IDS[1]}-p1", f"{IDS[0]}-p1、nobody", f"{IDS[0]}-p1、{IDS[2]}-p1"])
    def test_a_row_that_refers_to_several(self, tmp_path: Path, participants: str) -> None:
        """One of its own people, one nobody knows, people of two others: it is nobody's beyond doubt."""
        sheets = sheets_of(small(*IDS))
        sheets["培训"] = [["工坊", "培训编号", "参加人员"], [IDS[1], "t1", participants]]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert ids_of(reading.register) == [IDS[0], IDS[2]]

    def test_a_person_whose_own_row_has_a_fault_is_known_all_the_same(self, tmp_path: Path) -> None:
        """The id stands there; one more workshop with the same id does not become the only one."""
        sheets = sheets_of(small("w1", "w2", people=3))
        sheets["人员"] += [["w1", "w2-p1"]]
        born = next(at for at, words in enumerate(sheets["人员"][0]) if str(words).startswith("出生日期"))
        next(row for row in sheets["人员"] if row[:2] == ["w2", "w2-p1"])[born] = "昨天"
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert ids_of(reading.register) == ["w1"]

    @given(data=st.data())
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    def test_whoever_lost_a_row_is_not_decided(self, data: st.DataObject) -> None:
        """Whichever row that refers to somebody is moved to another workshop, neither is decided, and the others are."""
        register = small(*IDS)
        sheets = sheets_of(register)
        table = data.draw(st.sampled_from(("用工", "发放")))
        row = data.draw(st.sampled_from(sheets[table][1:]))
        owner, other = row[0], data.draw(st.sampled_from([name for name in IDS if name != row[0]]))
        row[0] = other
        with tempfile.TemporaryDirectory() as scratch:
            reading = read_register(write_workbook(Path(scratch) / "r.xlsx", sheets))
        assert reading.register.dossiers == only(register, *({*IDS} - {owner, other})).dossiers
