"""Deciding about a register: printed, as a workbook, as CSV and as JSON."""

import csv
import json
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest
from python_calamine import CalamineWorkbook

from common_prosperity.cli import main
from common_prosperity.facts import Attestation, Dossier, Register
from common_prosperity.files import read_dossier
from common_prosperity.files.tables import write_register
from common_prosperity.quantities import UNSTATED

EXAMPLES = Path(__file__).parent.parent.parent / "docs" / "examples"
NAMES = ("wanlihong", "sewing-workshop", "unpaid-wages")


HEAD = """
# References: an invented notice.
# Checked with: invented cases.
# Limitations: invented.
id = "invented"
edition = "1"
label = { zh = "虚构办法", en = "An invented scheme" }
issuer = { zh = "虚构机关", en = "An invented body" }
effective = { since = 2020-01-01, until = 2030-12-31 }
source = "an invented notice"
"""
REFUSED_AND_OPEN = f"""{HEAD}
[[requirements]]
id = "open"
label = {{ zh = "开办千年", en = "open for a thousand years" }}
condition = {{ measure = "years_open", at_least = 1000 }}
source = "article 1"
[parameters.years_open]
label = {{ zh = "开办整年数", en = "full years" }}
unit = "years"
dated = [{{ since = 2020-01-01, value = 1 }}]
[measures.left_open]
label = {{ zh = "未写", en = "left open" }}
unit = "yuan"
readings = [0, 100]
[[amounts]]
id = "subsidy"
label = {{ zh = "补助", en = "subsidy" }}
unit = "yuan"
first = [{{ value = "left_open" }}]
"""
ASKED = """
[parameters.asked]
label = { zh = "要求年数", en = "years asked" }
unit = "years"
dated = [{ since = 2020-01-01, value = 1000 }]
"""
ELSEWHERE = f"""{HEAD}
[[requirements]]
id = "always"
label = {{ zh = "从不适用", en = "never asked" }}
condition = {{ measure = "zero", at_least = 1 }}
applies = {{ measure = "zero", at_least = 1 }}
source = "article 1"
[parameters.zero]
label = {{ zh = "零", en = "nought" }}
unit = "number"
dated = [{{ since = 2020-01-01, value = 0 }}]
"""
POINTS_ALONE = f"""{HEAD}
[[sections]]
id = "all"
label = {{ zh = "全部", en = "all" }}
[[sections.criteria]]
id = "five"
label = {{ zh = "五分", en = "five points" }}
measure = "five"
marks = {{ at_most = 10 }}
[parameters.five]
label = {{ zh = "五", en = "five" }}
unit = "points"
dated = [{{ since = 2020-01-01, value = 5 }}]
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own language."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def dossiers() -> list[Dossier]:
    return [read_dossier(EXAMPLES / f"{name}.json") for name in NAMES]


@pytest.fixture
def register(tmp_path: Path) -> str:
    """A register of the three examples."""
    path = tmp_path / "register.json"
    write_register(Register(dossiers=tuple(dossiers())), path)
    return str(path)


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


class TestNothingToDecide:
    """Exit code 0 would say that somebody was found eligible: where there is nobody, that is an error."""

    COMMANDS = (["decide"], ["decide", "--format", "json"], ["check"])

    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    @pytest.mark.parametrize("kind", ["register.json", "register.xlsx", "register"])
    def test_a_register_without_workshops(
        self, kind: str, command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / kind
        write_register(Register(dossiers=()), path)
        assert main([*command, str(path)]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith(f"{path}: holds no workshop")
        assert main([*command, str(path), "--lang", "zh"]) == 2
        assert "没有任何工坊" in capsys.readouterr().err

    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    def test_a_folder_without_tables(self, command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "sewing-workshop.json").write_bytes((EXAMPLES / "sewing-workshop.json").read_bytes())
        assert main([*command, str(tmp_path)]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith(f"{tmp_path}: holds no table of a register, only sewing-workshop.json")

    def test_results_are_not_written(self, tmp_path: Path) -> None:
        path = tmp_path / "register.json"
        write_register(Register(dossiers=()), path)
        assert main(["decide", str(path), "--out", str(tmp_path / "results.xlsx")]) == 2
        assert [file.name for file in tmp_path.iterdir()] == ["register.json"]


class TestPrinted:
    """A table of all workshops, and the gravest exit code."""

    def test_every_workshop_has_a_row(self, register: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["decide", register]) == 3
        told = capsys.readouterr().out
        assert "Results for 3 workshops" in told
        assert "1 eligible, 1 not eligible, 1 not settled; 0 not decided" in told
        assert "云岭缝纫共富工坊" in told
        assert "the lists of engagements" in told

    @pytest.mark.parametrize(("kept", "code"), [((1,), 0), ((1, 2), 1), ((0, 1, 2), 3)])
    def test_the_exit_code_is_the_gravest(self, kept: tuple[int, ...], code: int, tmp_path: Path) -> None:
        path = tmp_path / "some.json"
        write_register(Register(dossiers=tuple(dossiers()[index] for index in kept)), path)
        assert main(["decide", str(path)]) == code

    @pytest.mark.parametrize(
        ("file", "zh", "en", "code"),
        [
            (
                REFUSED_AND_OPEN,
                (
                    "符合条件 0 个，不符合条件 3 个，是否符合条件尚不能确定 0 个；另有 0 个因材料有误未评定。"
                    "结论已定而等级或应得、应缴数额尚不能确定的有 3 个。"
                ),
                (
                    "0 eligible, 3 not eligible, 0 not settled; 0 not decided for faults in their rows. "
                    "Of those with a verdict, 3 are not settled for their grade or an amount."
                ),
                3,
            ),
            (
                ELSEWHERE,
                "符合条件 0 个，不符合条件 0 个，是否符合条件尚不能确定 0 个，办法不适用 3 个；另有 0 个因材料有误未评定。",
                (
                    "0 eligible, 0 not eligible, 0 not settled, 3 to which the scheme does not apply; "
                    "0 not decided for faults in their rows."
                ),
                1,
            ),
            (
                POINTS_ALONE,
                "已评定 3 个；另有 0 个因材料有误未评定。",
                "3 rated; 0 not decided for faults in their rows.",
                0,
            ),
        ],
        ids=["refused and open", "elsewhere", "points alone"],
    )
    def test_the_counts_follow_the_verdict_of_each_row(  # noqa: PLR0917  # a table
        self, file: str, zh: str, en: str, code: int, register: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        rules = tmp_path / "rules.toml"
        rules.write_text(file, encoding="utf-8")
        for lang, said in (("zh", zh), ("en", en)):
            command = ["decide", register, "--scheme", str(rules), "--lang", lang]
            assert main([*command, "--format", "markdown"]) == code
            assert f"\n{said}\n" in capsys.readouterr().out
            assert main([*command, "--out", str(tmp_path / f"{lang}.json")]) == code
            assert capsys.readouterr().out.startswith(f"{said}\n")

    def test_points_alone_make_nobody_eligible(self, register: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        rules, results = tmp_path / "rules.toml", tmp_path / "results.xlsx"
        rules.write_text(POINTS_ALONE, encoding="utf-8")
        main(["decide", register, "--scheme", str(rules), "--format", "markdown"])
        told = capsys.readouterr().out
        assert "| 云岭缝纫共富工坊 | 5 points |" in told
        main(["decide", register, "--scheme", str(rules), "--out", str(results)])
        heading, *rows = sheets(results)["Summary"]
        assert {row[heading.index("Verdict")] for row in rows} == {"5 points"}

    def test_as_data(self, register: str, capsys: pytest.CaptureFixture[str]) -> None:
        main(["decide", register, "--format", "json"])
        data = json.loads(capsys.readouterr().out)
        assert [decision["settled"] for decision in data["decisions"]] == [False, True, True]
        assert data["problems"] == []

    def test_a_faulty_workshop_leaves_the_others_decided(self, register: str, capsys: pytest.CaptureFixture[str]) -> None:
        data = json.loads(Path(register).read_text(encoding="utf-8"))
        data["dossiers"][1]["period"]["since"] = "2023-02-30"
        Path(register).write_text(json.dumps(data), encoding="utf-8")
        assert main(["decide", register]) == 2
        told = capsys.readouterr()
        assert "Results for 3 workshops" in told.out
        assert "not decided" in told.out
        assert "1 not decided for faults" in told.out
        assert "$.dossiers[1].period.since" in told.err

    def test_a_statement_that_does_not_fit_concerns_its_own_workshop(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wrong = attrs.evolve(dossiers()[1], attestations=(Attestation(id="sales_income", value=True),))
        path = tmp_path / "register.json"
        write_register(Register(dossiers=(wrong, dossiers()[2])), path)
        assert main(["decide", str(path), "--scheme", "korea-social-enterprise"]) == 2
        told = capsys.readouterr()
        assert "yunling-sewing $.attestations[0].value" in told.err
        assert "1 not decided" in told.out

    @pytest.mark.parametrize(
        ("scheme", "unit", "value", "zh", "en"),
        [
            ("yes_no", "yes_no", 3, "应为是或否", "must be yes or no"),
            ("number", "number", True, "应为数值，如 14.99、5% 或 2/3", "must be a number, such as 14.99, 5% or 2/3"),
            ("choice", "choice", True, "应为选项之一", "must be one of the options"),
        ],
    )
    def test_a_cell_is_told_of_as_cells_are_filled_in(  # noqa: PLR0917  # a table
        self, scheme: str, unit: str, value: Any, zh: str, en: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        asked = {"yes_no": "equals = true", "number": "at_least = 1", "choice": 'equals = "a"'}[scheme]
        rules, path = tmp_path / "rules.toml", tmp_path / "register.xlsx"
        rules.write_text(
            f'{HEAD}[measures.m]\nlabel = "m"\nunit = "{unit}"\nattested = {{ of = "m", kind = "{scheme}" }}\n'
            f'[[requirements]]\nid = "r"\nlabel = "r"\nsource = "1"\ncondition = {{ measure = "m", {asked} }}\n',
            encoding="utf-8",
        )
        write_register(
            Register(dossiers=(attrs.evolve(dossiers()[1], attestations=(Attestation(id="m", value=value),)),)), path
        )
        for lang, said in (("zh", f"：{zh}\n"), ("en", f": {en}\n")):
            assert main(["decide", str(path), "--scheme", str(rules), "--lang", lang]) == 2
            assert said in capsys.readouterr().err

    def test_a_misnamed_statement_is_told_of(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        wrong = attrs.evolve(dossiers()[1], attestations=(Attestation(id="sale_income", value=1),))
        path, results = tmp_path / "register.json", tmp_path / "results.xlsx"
        write_register(Register(dossiers=(wrong, dossiers()[2])), path)
        command = ["decide", str(path), "--scheme", "korea-social-enterprise"]
        main(command)
        told = capsys.readouterr().out
        assert "! 云岭缝纫共富工坊: “sale_income” among the attestations" in told
        main([*command, "--out", str(results)])
        heading, *rows = sheets(results)["Summary"]
        cautions = [row[heading.index("Please note")] for row in rows]
        assert [("did you mean “sales_income”" in caution) for caution in cautions] == [True, False]

    def test_a_grade_that_is_open_says_so(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "register.json"
        write_register(Register(dossiers=(attrs.evolve(dossiers()[1], activities=UNSTATED, projects=UNSTATED),)), path)
        assert main(["decide", str(path), "--format", "markdown"]) == 3
        told = capsys.readouterr().out
        assert "the grade is not settled yet" in told
        assert "the lists of projects and activities" in told

    def test_a_broken_register_is_refused(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "register.json"
        path.write_text('{"dossiers": [', encoding="utf-8")
        assert main(["decide", str(path)]) == 2
        assert "is malformed" in capsys.readouterr().err
        path.write_text('{"note": "no \\"dossiers\\" here"}', encoding="utf-8")
        assert main(["decide", str(path)]) == 2

    @pytest.mark.parametrize(("task", "word", "code"), [("decide", b"deciding", 3), ("check", b"checking", 0)])
    def test_a_bar_shows_on_a_terminal_where_the_work_is_long(self, task: str, word: bytes, code: int, tmp_path: Path) -> None:
        """Nothing of it goes to standard output, and nothing at all where nobody watches."""
        many = tuple(
            attrs.evolve(dossiers()[0], workshop=attrs.evolve(dossiers()[0].workshop, id=f"w{number}"), conferrals=UNSTATED)
            for number in range(60)
        )
        path = tmp_path / "register.json"
        write_register(Register(dossiers=many), path)
        command = [sys.executable, "-m", "common_prosperity", task, str(path)]
        ours, theirs = pty.openpty()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, "TERM": "xterm"}) as process:  # noqa: S603  # the command under test
            os.close(theirs)
            assert process.stdout is not None
            told = process.stdout.read()
        seen = os.read(ours, 65536)
        os.close(ours)
        assert process.returncode == code
        assert word in seen
        assert word not in told
        quiet = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # the command under test
        assert quiet.stderr == b""

    def test_options_for_one_workshop_are_refused(self, register: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["decide", register, "--clause", "employment"]) == 2
        assert "--clause" in capsys.readouterr().err
        assert main(["decide", "-", "--out", "x.xlsx"]) == 2

    def test_a_scheme_nobody_wrote_is_refused_even_without_workshops(self, tmp_path: Path) -> None:
        path = tmp_path / "none.json"
        write_register(Register(dossiers=()), path)
        assert main(["decide", str(path), "--scheme", "nothing"]) == 2


class TestWorkbook:
    """Results to pass on."""

    def test_summary_findings_problems_and_rows(
        self, register: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = tmp_path / "results.xlsx"
        assert main(["decide", register, "--out", str(out), "--lang", "zh"]) == 3
        assert f"已写入 {out}" in capsys.readouterr().out
        book = sheets(out)
        assert list(book) == ["汇总", "逐条结论", "问题", "读取情况"]
        summary = [dict(zip(book["汇总"][0], row, strict=True)) for row in book["汇总"][1:]]
        assert [row["结论"] for row in summary] == ["尚不能确定", "符合条件", "不符合条件"]
        assert [(row["得分下限"], row["得分上限"]) for row in summary] == [(0, 110), (95.8, 95.8), (90.2, 90.2)]
        assert summary[1]["等级"] == "优秀共富工坊"
        assert summary[0]["尚需的事实"].startswith("用工、负面事件、场地")
        assert len(book["逐条结论"]) == 1 + 3 * 22 + 2  # what the grade asks besides, of the two that are not refused
        assert len(book["问题"]) == 1

    def test_every_finding_says_what_was_seen_and_asked(self, register: str, tmp_path: Path) -> None:
        out = tmp_path / "results.xlsx"
        main(["decide", register, "--out", str(out)])
        rows = sheets(out)["Findings"]
        findings = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        arrears = next(row for row in findings if row["Workshop id"] == "shiqiao-bamboo" and row["Id"] == "unpaid-wages")
        assert arrears["Verdict"] == "incurred"
        assert "arrears: ¥5,350.00" in arrears["Observed"]
        assert "arrears: more than ¥0" in arrears["Threshold"]
        deducted = next(row for row in findings if row["Workshop id"] == "shiqiao-bamboo" and row["Id"] == "incidents")
        assert (deducted["Points from"], deducted["Points to"], deducted["At most"]) == (-5, -5, "10 off")

    def test_a_clause_that_does_not_apply_says_why(self, register: str, tmp_path: Path) -> None:
        rules, results = tmp_path / "rules.toml", tmp_path / "results.xlsx"
        rules.write_text(ELSEWHERE, encoding="utf-8")
        main(["decide", register, "--scheme", str(rules), "--out", str(results)])
        heading, row, *_ = sheets(results)["Findings"]
        told = dict(zip(heading, row, strict=True))
        assert (told["Verdict"], told["Observed"], told["Threshold"], told["Margin"]) == (
            "not applicable",
            "nought: 0",
            "only where nought: at least 1",
            "",
        )

    def test_a_threshold_with_a_name_has_its_figure(self, register: str, tmp_path: Path) -> None:
        rules, results = tmp_path / "rules.toml", tmp_path / "results.xlsx"
        rules.write_text(REFUSED_AND_OPEN.replace("at_least = 1000", 'at_least = "asked"') + ASKED, encoding="utf-8")
        main(["decide", register, "--scheme", str(rules), "--lang", "zh", "--out", str(results)])
        heading, row, *_ = sheets(results)["逐条结论"]
        told = dict(zip(heading, row, strict=True))
        assert (told["实际"], told["标准"], told["余量"]) == ("1 年", "不少于“要求年数”（1,000 年）", "低 999 年")

    def test_text_is_never_a_formula(self, tmp_path: Path) -> None:
        """Text that begins like a formula stays text, in workbooks and in CSV."""
        name = '=HYPERLINK("http://example.invalid","x")'
        hostile = attrs.evolve(dossiers()[1], workshop=attrs.evolve(dossiers()[1].workshop, name=name))
        path, out, table = tmp_path / "r.json", tmp_path / "results.xlsx", tmp_path / "results.csv"
        write_register(Register(dossiers=(hostile,)), path)
        main(["decide", str(path), "--out", str(out)])
        assert sheets(out)["Summary"][1][1] == name
        import zipfile  # noqa: PLC0415  # to look into the file itself

        with zipfile.ZipFile(out) as archive:
            assert not any(b"<f>" in archive.read(part) for part in archive.namelist() if "sheet" in part)
        main(["decide", str(path), "--out", str(table)])
        with table.open(encoding="utf-8-sig", newline="") as file:
            cell = list(csv.reader(file))[1][1]
        assert cell[0] not in "=+-@"
        assert json.loads(cell) == name

    def test_rows_set_aside_are_written_back_and_every_problem_listed(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = tmp_path / "表"
        folder.mkdir()
        (folder / "工坊.csv").write_text(
            "工坊编号,工坊名称,申报期间开始,申报期间结束\nw1,云岭,2023-01-01,2023-12-31\nw2,石桥,2023-01-32,2023-12-31\n",
            encoding="utf-8",
        )
        out, aside = tmp_path / "results.xlsx", tmp_path / "aside.xlsx"
        assert main(["decide", str(folder), "--out", str(out), "--aside", str(aside)]) == 2
        assert aside.exists()
        book = sheets(out)
        assert [row[:3] for row in book["Summary"][1:]] == [["w2", "石桥", "not decided"], ["w1", "云岭", "not settled yet"]]
        assert any("2023-01-32" in str(row) for row in book["Problems"][1:])
        account = dict(zip(*book["Rows"][:2], strict=True))
        assert account["Rows read"] == account["Rows used"] + account["Rows set aside"] + account["Blank rows"] == 2
        told = capsys.readouterr().err
        assert "“Problems”" in told
        assert f"written to {aside}; mend them there" in told
        assert "--aside" not in told

    def test_how_to_mend_is_told_where_something_is_to_be_mended(
        self, register: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "工坊.csv").write_text("工坊编号,申报期间开始,申报期间结束\nw1,2023-01-32,2023-12-31\n", encoding="utf-8")
        Path(register).rename(tmp_path.with_suffix(".json"))
        assert main(["decide", str(tmp_path), "--lang", "zh"]) == 2
        assert capsys.readouterr().err.splitlines()[-1].startswith("加上 --aside 待改.xlsx")
        main(["decide", str(tmp_path.with_suffix(".json"))])
        assert "--aside" not in capsys.readouterr().err

    def test_a_sheet_that_is_full_goes_on_in_another(
        self, register: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("common_prosperity.cli.result_sheets.LAST_ROW", 40)
        out = tmp_path / "results.xlsx"
        main(["decide", register, "--out", str(out)])
        book = sheets(out)
        assert list(book) == ["Summary", "Findings", "Problems", "Rows", "Findings 2"]
        assert len(book["Findings"]) - 1 + len(book["Findings 2"]) - 1 == 3 * 22 + 2
        assert book["Findings 2"][0] == book["Findings"][0]

    def test_other_endings_are_refused(self, register: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["decide", register, "--out", str(tmp_path / "results.pdf")]) == 2
        assert ".xlsx, .csv, .json" in capsys.readouterr().err

    @pytest.mark.parametrize("name", ["results.xlsx", "results.csv", "results.json"])
    def test_what_cannot_be_written_is_told_and_leaves_nothing_behind(
        self, name: str, register: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Cells that were already written hold facts about people: they must not stay in a folder for all to read."""
        temporary = tmp_path / "temporary"
        temporary.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(temporary))
        assert main(["decide", register, "--out", str(tmp_path / "nowhere" / name)]) == 2
        assert sorted(path.name for path in tmp_path.iterdir()) == ["register.json", "temporary"]
        assert list(temporary.iterdir()) == []


class TestRowsOfNobody:
    """Unpaid wages under a mistyped id: one workshop waits, every other verdict says on which condition it holds."""

    STRAY = "石桥-bambo"

    @pytest.fixture
    def astray(self, tmp_path: Path) -> Path:
        """The examples, and one more incident; the first workshop's id may be meant, or a workshop nobody knows."""
        folder = tmp_path / "register"
        write_register(Register(dossiers=tuple(dossiers()[1:])), folder)
        with (folder / "负面事件.csv").open("a", encoding="utf-8", newline="") as file:
            file.write(f"{self.STRAY},wages-2,拖欠工资,2023-11-30,,\r\n")
        return folder

    def test_as_text(self, astray: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["decide", str(astray)]) == 2
        told = capsys.readouterr()
        assert "1 row names no workshop that is known" in told.out
        assert f"no workshop is called {self.STRAY}" in told.out
        assert "[负面事件] A4" in told.out
        assert f"names no workshop: {self.STRAY}" in told.err

    def test_in_a_workbook(self, astray: Path, tmp_path: Path) -> None:
        out = tmp_path / "results.xlsx"
        main(["decide", str(astray), "--out", str(out)])
        head, *rows = sheets(out)["Summary"]
        summary = [dict(zip(head, row, strict=True)) for row in rows]
        assert [(row["Workshop id"], row["Verdict"]) for row in summary] == [
            (self.STRAY, "no such workshop"), ("yunling-sewing", "eligible"), ("shiqiao-bamboo", "not eligible"),
        ]  # fmt: skip
        assert "[负面事件] A4" in summary[0]["Please note"]
        assert all("the verdict holds if it is not this workshop's" in row["Please note"] for row in summary[1:])

    def test_in_csv_and_json(self, astray: Path, tmp_path: Path) -> None:
        table, data = tmp_path / "results.csv", tmp_path / "results.json"
        main(["decide", str(astray), "--out", str(table)])
        with table.open(encoding="utf-8-sig", newline="") as file:
            assert next(row["Workshop id"] for row in csv.DictReader(file)) == self.STRAY
        main(["decide", str(astray), "--out", str(data)])
        told = json.loads(data.read_text(encoding="utf-8"))
        assert list(told)[:3] == ["caution", "strays", "decisions"]  # the condition comes before what holds on it
        assert told["caution"]["zh"].startswith("有 1 行")
        assert "the verdict holds if it is not this workshop's" in told["caution"]["en"]
        (stray,) = told["strays"]
        assert (stray["id"], stray["rows"], stray["aside"]) == (self.STRAY, 1, [])

    def test_the_workshop_that_is_most_likely_meant_waits(self, astray: Path, tmp_path: Path) -> None:
        file = astray / "负面事件.csv"
        file.write_bytes(file.read_bytes().replace(self.STRAY.encode(), b"yunling-sewimg"))
        out = tmp_path / "results.xlsx"
        assert main(["decide", str(astray), "--out", str(out), "--aside", str(tmp_path / "aside.xlsx")]) == 2
        assert [row[:3] for row in sheets(out)["Summary"][1:]] == [
            ["yunling-sewimg", "", "no such workshop"],
            ["yunling-sewing", "云岭缝纫共富工坊", "not decided"],
            ["shiqiao-bamboo", "石桥竹编共富工坊", "not eligible"],
        ]
        assert ["yunling-sewimg", "wages-2"] in [row[:2] for row in sheets(tmp_path / "aside.xlsx")["负面事件"]]


class TestOtherFiles:
    """CSV and JSON."""

    def test_csv(self, register: str, tmp_path: Path) -> None:
        out = tmp_path / "results.csv"
        assert main(["decide", register, "--out", str(out)]) == 3
        assert {path.name for path in tmp_path.glob("*.csv")} == {
            "results.csv",
            "results-findings.csv",
            "results-problems.csv",
            "results-rows.csv",
        }
        with out.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["Verdict"] for row in rows] == ["not settled yet", "eligible", "not eligible"]

    def test_what_was_not_read_is_named_and_not_repeated(self, tmp_path: Path) -> None:
        folder = tmp_path / "register"
        write_register(Register(dossiers=tuple(dossiers()[1:2])), folder)
        file = folder / "村.csv"
        first, *rest = file.read_text(encoding="utf-8-sig").splitlines()
        file.write_text("\n".join([f"{first},联系人,村民名", *(f"{row},某甲," for row in rest)]), encoding="utf-8")
        out, data = tmp_path / "results.xlsx", tmp_path / "results.json"
        main(["decide", str(folder), "--out", str(out)])
        main(["decide", str(folder), "--out", str(data)])
        (village,) = (row for row in sheets(out)["Rows"] if row[1] == "村")
        assert village[-1].startswith("the column “联系人” (1 filled)")
        unread = json.loads(data.read_text(encoding="utf-8"))["unread"]
        assert [(each["heading"], each["filled"]) for each in unread] == [("联系人", 1), ("村民名", 0)]
        assert "某甲" not in data.read_text(encoding="utf-8")
        assert not any("某甲" in str(cell) for rows in sheets(out).values() for row in rows for cell in row)

    def test_workshops_without_a_verdict_come_in_the_order_of_the_register(self, tmp_path: Path) -> None:
        folder = tmp_path / "register"
        folder.mkdir()
        names = [f"w{number}" for number in (7, 2, 9, 1, 8, 3)]
        rows = "".join(f"{name},2023-01-01,昨天\n" for name in names)
        (folder / "工坊.csv").write_text(f"工坊编号,申报期间开始,申报期间结束\n{rows}", encoding="utf-8")
        (folder / "党组织.csv").write_text("工坊,党组织编号,所属方\nw3,p,谁\nw1,p,谁\n", encoding="utf-8")
        out = tmp_path / "results.json"
        assert main(["decide", str(folder), "--out", str(out)]) == 2
        told = json.loads(out.read_text(encoding="utf-8"))
        assert [each["workshop"] for each in told["undecided"]] == names
        assert told["caution"] is None

    def test_json(self, register: str, tmp_path: Path) -> None:
        out = tmp_path / "results.json"
        main(["decide", register, "--out", str(out)])
        data = json.loads(out.read_text(encoding="utf-8"))
        assert len(data["decisions"]) == 3
        assert data["rows"][0]["rows-read"] == 3


class TestBothBases:
    """Claims beside what was verified: a sheet, a file and a pair of decisions more; the verified basis rules."""

    STATED: ClassVar[dict[str, Any]] = {"impact_score": 84, "legal_change": True, "years_since_verification": 0}
    COMMAND = ("--scheme", "b-corp@2019", "--basis", "both")

    @pytest.fixture
    def claimed(self, tmp_path: Path) -> str:
        """Claims of which only the score was looked at."""
        whole = dossiers()[0]
        statements = tuple(
            Attestation(id=name, value=value, verified=81 if name == "impact_score" else UNSTATED)
            for name, value in self.STATED.items()
        )
        path = tmp_path / "claims.json"
        write_register(Register(dossiers=(attrs.evolve(whole, attestations=statements),)), path)
        return str(path)

    def test_workbook(self, claimed: str, tmp_path: Path) -> None:
        assert main(["decide", claimed, *self.COMMAND, "--out", str(tmp_path / "r.xlsx")]) == 3
        found = sheets(tmp_path / "r.xlsx")
        assert list(found) == ["Summary", "Findings", "Problems", "Rows", "Claimed and verified"]
        rows = {row[2]: row for row in found["Claimed and verified"][1:]}
        assert rows["score"][4:6] == ["met", "81 points"]  # this scheme asks for the verified score on either basis
        assert rows["legal-change"][4:13] == ["met", "yes", "", "", "not known yet", "not known", "", "", "not verified yet"]

    def test_csv(self, claimed: str, tmp_path: Path) -> None:
        assert main(["decide", claimed, *self.COMMAND, "--out", str(tmp_path / "r.csv")]) == 3
        with (tmp_path / "r-beside.csv").open(encoding="utf-8-sig", newline="") as file:
            assert [row["Id"] for row in csv.DictReader(file)] == ["score", "legal-change", "recertified", "margin"]

    def test_json(self, claimed: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["decide", claimed, *self.COMMAND, "--format", "json"]) == 3
        (pair,) = json.loads(capsys.readouterr().out)["decisions"]
        assert [pair[basis]["eligibility"]["verdict"] for basis in ("claimed", "verified")] == ["met", "unknown"]

    def test_printed(self, claimed: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["decide", claimed, *self.COMMAND]) == 3
        assert "eligible" in capsys.readouterr().out

    def test_one_clause_is_told_on_one_basis(self, claimed: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["decide", claimed, *self.COMMAND, "--clause", "score"]) == 2
        assert "--basis both" in capsys.readouterr().err

    def test_one_basis_alone_needs_no_sheet(self, claimed: str, tmp_path: Path) -> None:
        assert main(["decide", claimed, "--basis", "claimed", "--out", str(tmp_path / "r.csv")]) == 3
        assert not (tmp_path / "r-beside.csv").exists()


class TestNothingThatIsReadIsLost:
    """A slip in a path must not cost a register."""

    def test_the_register_itself(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "r.xlsx"
        write_register(Register(dossiers=tuple(dossiers())), path)
        before = path.read_bytes()
        (tmp_path / "link.xlsx").symlink_to(path)
        for option, target in (
            ("--out", "r.xlsx"),
            ("--aside", "r.xlsx"),
            ("--out", f"../{tmp_path.name}/r.xlsx"),
            ("--out", "link.xlsx"),
        ):
            assert main(["decide", str(path), option, str(tmp_path / target)]) == 2
            assert capsys.readouterr().err == f"{option}: would be written over a file that is read\n"
        assert path.read_bytes() == before

    def test_one_of_its_files(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        folder = tmp_path / "csv"
        write_register(Register(dossiers=tuple(dossiers())), folder)
        before = {path: path.read_bytes() for path in folder.iterdir()}
        assert main(["decide", str(folder), "--out", str(folder / "工坊.csv")]) == 2
        assert main(["decide", str(folder), "--out", str(tmp_path / "r.xlsx"), "--aside", str(tmp_path / "r.xlsx")]) == 2
        assert {path: path.read_bytes() for path in folder.iterdir()} == before
        assert "--aside: " in capsys.readouterr().err

    def test_a_closed_standard_output(self, register: str) -> None:
        command = f'exec {sys.executable} -m common_prosperity decide "{register}" >&-'
        found = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)  # noqa: S603  # the command under test
        assert (found.returncode, "fault of the program" in found.stderr) == (3, False)
