"""The sheet of statements: what a scheme asks for, under which id, and the drop-downs that offer these ids."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook
from xlsxwriter import Workbook

from common_prosperity.errors import Fault, Unreadable, WrongKind
from common_prosperity.files.schemes import read_scheme, scheme_files
from common_prosperity.files.tables import read_register, write_template
from common_prosperity.files.tables.statements import UNITS, entries_of
from common_prosperity.measures.definition import Unit
from common_prosperity.schemes import Scheme
from common_prosperity.schemes.asked import asked_of
from invented import scheme

BODY = """
requirements = [
  { id = "old", label = { zh = "比上年多", en = "more than before" }, condition = { measure = "people_employed", more_than = "before" } },
  { id = "hives", label = { zh = "养蜂", en = "keeps bees" }, source = "art. 2", condition = { measure = "each", at_least = 50 } },
]
[[vetoes]]
id = "uninsured"
label = { zh = "未投保", en = "not insured" }
applies = { measure = "owner", equals = "firm" }
condition = { measure = "insured", equals = false }
[[sections]]
id = "s"
label = "s"
[[sections.criteria]]
id = "plan"
label = { zh = "计划", en = "plan" }
measure = "plan"
marks = { at_most = 10 }
[[sections.criteria]]
id = "extra"
label = { zh = "其他", en = "others" }
yes_no = { points = 1, when = { measure = "open_days", at_least = 200 } }
[[amounts]]
id = "a"
label = { zh = "补贴", en = "subsidy" }
unit = "yuan"
first = [{ value = "floor" }]
[[grades]]
id = "hives"
label = { zh = "优秀", en = "excellent" }
at_least = 1
requires = { measure = "stars_before", at_least = 3 }
[parameters.floor]
label = "floor"
unit = "yuan"
by = "tier"
dated = [{ since = 2020-01-01, values = { a = 1, b = 2 } }]
[measures]
each = { label = "each", unit = "number", ratio = ["both", "people_employed"] }
both = { label = "both", unit = "count", greatest_of = ["kept", "kept_found"] }
kept = { label = { zh = "蜂箱数", en = "hives kept" }, unit = "count", attested = { of = "hives", none = 0 }, source = "form 3" }
kept_found = { label = { zh = "核定蜂箱数", en = "hives found" }, unit = "count", attested = { of = "hives", verified = true } }
unused = { label = "unused", unit = "count", attested = "unused" }
owner = { label = "owner", unit = "choice", attested = { of = "owner", options = { firm = { zh = "企业", en = "firm" }, other = "other" } } }
tier = { label = "tier", unit = "choice", attested = { of = "tier", options = ["a", "b"] } }
insured = { label = "insured", unit = "yes_no", attested = "insured" }
open_days = { label = "days", unit = "days", attested = "open_days" }
plan = { label = "plan", unit = "points", marks = { of = "business_plan", between = [0, "7.5"] } }
before = { label = { zh = "去年人数", en = "people then" }, unit = "people", earlier = "people_employed" }
stars = { label = { zh = "星级", en = "stars" }, unit = "count", attested = "stars_now" }
stars_before = { label = "stars before", unit = "count", earlier = { of = "stars", years = 2 } }
"""
ASKING = scheme(BODY)
NOTHING = scheme()


def listed(rules: Scheme, lang: Any = "en") -> dict[tuple[str, str], tuple[str, ...]]:
    return {(entry.table, entry.id): entry.cells for entry in entries_of(rules, lang)}


class TestWhatIsListed:
    """Everything a clause, a grade or an amount depends on that has no table of its own; once each."""

    def test_in_the_order_of_the_tables_and_of_what_asks(self) -> None:
        assert list(listed(ASKING)) == [
            *(("attestations", name) for name in ("hives", "insured", "owner", "open_days", "tier")),
            ("ratings", "business_plan"),
            *(("history", name) for name in ("people_employed", "stars")),
        ]

    def test_one_row_for_all_that_ask_the_same(self) -> None:
        assert listed(ASKING)["attestations", "hives"] == (
            *("Attestations", "hives", "hives kept; hives found"),
            "a count; none counts as 0; only a verified value counts",
            *("", "keeps bees (hives)", "form 3; art. 2"),
        )

    def test_options_with_what_they_are_called(self) -> None:
        assert listed(ASKING)["attestations", "owner"][4] == "firm\nother"
        assert listed(ASKING, "zh")["attestations", "owner"][3:5] == ("选项之一的编号", "firm：企业\nother")
        assert listed(ASKING)["attestations", "tier"][4:6] == ("a\nb", "subsidy (a)")

    def test_marks_and_earlier_figures(self) -> None:
        assert listed(ASKING)["ratings", "business_plan"][3] == "points from 0 to 7.5"
        assert listed(ASKING, "zh")["history", "people_employed"][2:4] == (
            "累计吸纳就业人数；去年人数",
            "人；期间止于申报期末之年的前 1 年",
        )
        assert listed(ASKING)["history", "stars"][5] == "excellent (hives)"

    @pytest.mark.parametrize("path", [path for _, _, path in scheme_files()], ids=lambda path: str(path.stem))
    def test_of_every_scheme_of_the_library_nothing_is_left_out(self, path: Path) -> None:
        rules = read_scheme(path)
        found = listed(rules)
        assert found.keys() <= {(asked.table, asked.id) for asked in asked_of(rules)}
        for asked in asked_of(rules):
            needed = any(name in rules.asked for name in asked.measures)
            assert (asked.table, asked.id) in found or not needed
        assert all(all(cells[at] for at in (0, 1, 2, 3, 5)) for cells in found.values())

    def test_every_unit_has_its_words(self) -> None:
        assert UNITS.keys() == set(Unit)


class TestTheSheet:
    """It stands behind the guide; nothing in it is read; the sheets for statements offer its ids."""

    @pytest.mark.parametrize(("lang", "name", "second"), [("zh", "事项清单", "填在"), ("en", "statements asked for", "Sheet")])
    def test_it_is_written(self, tmp_path: Path, lang: Any, name: str, second: str) -> None:
        write_template(tmp_path / "t.xlsx", lang, scheme=ASKING)
        book = load_workbook(tmp_path / "t.xlsx")
        assert book.sheet_names[1] == name
        title, rule, headings, *rows = book.get_sheet_by_name(name).to_python()
        assert "invented@1" in str(title[0])
        assert rule[0]
        assert headings[0] == second
        assert [tuple(row) for row in rows] == [entry.cells for entry in entries_of(ASKING, lang)]

    def test_the_columns_for_ids_offer_them(self, tmp_path: Path) -> None:
        write_template(tmp_path / "t.xlsx", scheme=ASKING)
        with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
            sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
        offered = {formula for text in sheets for formula in re.findall(r"<formula1>('事项清单'[^<]*)</formula1>", text)}
        assert offered == {"'事项清单'!$B$4:$B$8", "'事项清单'!$B$9:$B$9", "'事项清单'!$B$10:$B$11"}

    def test_what_is_filled_in_beside_it_is_read_without_complaint(self, tmp_path: Path) -> None:
        write_template(tmp_path / "t.xlsx", scheme=ASKING)
        cells: dict[str, list[list[Any]]] = {
            "事项清单": load_workbook(tmp_path / "t.xlsx").get_sheet_by_name("事项清单").to_python()
        }
        with Workbook(str(tmp_path / "filled.xlsx")) as book:
            for name, rows in {
                **cells,
                "工坊": [["工坊编号", "申报期间开始", "申报期间结束"], ["w", "2023-01-01", "2023-12-31"]],
            }.items():
                sheet = book.add_worksheet(name)
                for at, row in enumerate(rows):
                    sheet.write_row(at, 0, row)
        reading = read_register(tmp_path / "filled.xlsx")
        assert reading.sound
        assert (reading.extra_sheets, reading.extra_columns) == ((), ())

    def test_a_scheme_that_asks_for_nothing_says_so(self, tmp_path: Path) -> None:
        write_template(tmp_path / "t.xlsx", scheme=NOTHING)
        rows = load_workbook(tmp_path / "t.xlsx").get_sheet_by_name("事项清单").to_python()
        assert rows[1][0] == "本办法不问申报事项、评委打分和历史数据。"
        assert len(rows) == 3

    def test_without_a_scheme_there_is_none(self, tmp_path: Path) -> None:
        write_template(tmp_path / "t.xlsx")
        assert "事项清单" not in load_workbook(tmp_path / "t.xlsx").sheet_names

    def test_what_cannot_be(self, tmp_path: Path) -> None:
        with pytest.raises(Unreadable):
            write_template(tmp_path / "t.csv", scheme=ASKING)
        with pytest.raises(WrongKind):
            write_template(tmp_path / "t.xlsx", scheme="hives")  # type: ignore[arg-type]  # what is refused
        with pytest.raises(Fault):
            write_template(tmp_path / "t.xlsx", "fr", scheme=ASKING)  # type: ignore[arg-type]  # what is refused
        assert list(tmp_path.iterdir()) == []
