"""The commands around deciding: check, lint, new, diff, template, pseudonymise."""

import json
import re
from pathlib import Path

import pytest
from python_calamine import load_workbook
from xlsxwriter import Workbook

from common_prosperity.cli import main
from common_prosperity.files import read_scheme
from common_prosperity.files.tables import read_register

EXAMPLES = Path(__file__).parent.parent.parent / "docs" / "examples"
UNPAID = str(EXAMPLES / "unpaid-wages.json")
LINTED = Path(__file__).parent.parent / "schemes" / "linting" / "data"
NUMBER = "11010519491231002X"
"""The worked example that GB 11643 itself prints: nobody's number."""

HIVES = """
id = "hives"
edition = "1"
label = "hives"
issuer = "an invented office"
effective = { since = 2020-01-01 }
source = "invented"
requirements = [{ id = "h", label = "h", condition = { measure = "kept", at_least = 10 } }]
measures.kept = { label = { zh = "蜂箱数", en = "hives kept" }, unit = "count", attested = "hives" }
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own language."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


class TestCheck:
    """What an evaluator must look at."""

    def test_findings_with_file_place_code_and_reason(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", UNPAID, "--select", "C207"]) == 1
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].startswith(f"{UNPAID} $.payments[46]: C207 [error] ")
        assert lines[-1] == f"{len(lines) - 1} errors, 0 warnings, 0 infos"

    def test_as_data(self, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["check", UNPAID, "--select", "C207", "--format", "json"]) == 1
        data = json.loads(capfdbinary.readouterr().out)
        assert {finding["code"] for finding in data} == {"C207"}
        assert all(finding["zh"] and finding["en"] and finding["file"] == UNPAID for finding in data)

    def test_codes_are_chosen_and_left_out(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", UNPAID, "--select", "C2", "--ignore", "C207"]) == 0
        assert "0 errors" in capsys.readouterr().out

    def test_infos_alone_are_nothing_to_complain_of(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", str(EXAMPLES / "wanlihong.json"), "--lang", "zh"]) == 0
        assert "0 个错误、0 个提醒、1 条说明" in capsys.readouterr().out

    def test_a_register_and_what_of_it_cannot_be_read(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "工坊.csv").write_text("工坊编号,申报期间开始,申报期间结束\nw1,2023-01-32,2023-12-31\n", encoding="utf-8")
        assert main(["check", str(tmp_path)]) == 2
        told = capsys.readouterr()
        assert "is no date" in told.err
        assert told.out.splitlines()[-1] == "1 workshop was not checked, for faults in its rows."
        assert main(["check", str(tmp_path), str(tmp_path), "--lang", "zh"]) == 2
        assert capsys.readouterr().out.endswith("\n另有 2 个工坊因材料有误未核查。\n")

    def test_nobody_unchecked_is_not_spoken_of(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "工坊.csv").write_text("工坊编号,申报期间开始,申报期间结束\nw1,2023-01-01,2023-12-31\n", encoding="utf-8")
        assert main(["check", str(tmp_path)]) in {0, 1}
        assert "not checked" not in capsys.readouterr().out

    def test_statements_are_held_against_a_scheme(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        rules, application = tmp_path / "hives.toml", tmp_path / "a.json"
        rules.write_text(HIVES, encoding="utf-8")
        application.write_text(
            '{"workshop": {"id": "w"}, "period": {"since": "2023-01-01", "until": "2023-12-31"},'
            ' "attestations": [{"id": "蜂箱数", "value": 3}]}',
            encoding="utf-8",
        )
        assert main(["check", str(application)]) == 0
        capsys.readouterr()
        assert main(["check", str(application), "--scheme", str(rules), "--lang", "zh"]) == 1
        first, last = capsys.readouterr().out.splitlines()
        assert first.endswith("是否应为“hives”？")
        assert last == "0 个错误、1 个提醒、0 条说明"

    def test_a_scheme_that_nothing_bears_is_told_with_the_option(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", UNPAID, "--scheme", "outstandig-workshop"]) == 2
        assert capsys.readouterr().err.startswith("--scheme: ")


class TestSchemes:
    """For those who write schemes."""

    @pytest.mark.parametrize(("code", "word"), [("S201", "错误"), ("S303", "提醒"), ("S702", "说明")])
    def test_a_finding_and_the_sum_call_its_gravity_the_same(
        self, code: str, word: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        main(["schemes", "lint", str(LINTED / f"{code}-bad.toml"), "--lang", "zh"])
        *lines, total = capsys.readouterr().out.splitlines()
        assert all(f": {code} {word}: " in line for line in lines)
        assert re.search(rf"{len(lines)} [个条]{word}", total)

    def test_a_new_scheme_reads_and_lints_clean(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "our-county.toml"
        for lang in ("zh", "en"):
            path.unlink(missing_ok=True)
            assert main(["schemes", "new", str(path), "--lang", lang]) == 0
            assert read_scheme(path).id == "our-county"
            assert main(["schemes", "lint", str(path), "--lang", lang]) == 0
        assert "0 errors, 0 warnings" in capsys.readouterr().out

    def test_a_file_that_is_there_stays(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "our-county.toml"
        path.write_text("mine")
        assert main(["schemes", "new", str(path)]) == 2
        assert path.read_text() == "mine"
        assert "is not overwritten" in capsys.readouterr().err

    @pytest.mark.parametrize("name", ["Our County.toml", "county.json", '"; evil = "x.toml'])
    def test_a_name_that_cannot_be_an_id_is_refused(self, name: str, tmp_path: Path) -> None:
        assert main(["schemes", "new", str(tmp_path / name)]) == 2
        assert list(tmp_path.iterdir()) == []

    def test_a_faulty_scheme_has_findings_with_lines(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "our-county.toml"
        main(["schemes", "new", str(path)])
        path.write_text(path.read_text(encoding="utf-8") + "\n[nonsense]\n", encoding="utf-8")
        capsys.readouterr()
        assert main(["schemes", "lint", str(path)]) == 1
        first = capsys.readouterr().out.splitlines()[0]
        assert first.startswith(f"{path}:")
        assert "S001 error" in first

    @pytest.mark.parametrize(
        ("options", "codes"),
        [
            ([], ["S007", "S101"]),
            (["--select", "S1"], ["S101"]),
            (["--select", "s0, S1", "--ignore", "S101"], ["S007"]),
            (["--ignore", "S0"], ["S101"]),
        ],
    )
    def test_codes_are_chosen_and_left_out(
        self, options: list[str], codes: list[str], capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        files = [str(LINTED / f"{code}-bad.toml") for code in ("S007", "S101")]
        assert main(["schemes", "lint", *files, *options, "--format", "json"]) == 1
        assert [finding["code"] for finding in json.loads(capfdbinary.readouterr().out)] == codes

    @pytest.mark.parametrize(("option", "code"), [("--select", "C101"), ("--ignore", "S01O1")])
    def test_an_unknown_code_is_refused_with_its_option(
        self, option: str, code: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["schemes", "lint", str(LINTED / "S101-bad.toml"), option, code]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith(f"{option}: names no lint code: {code}; did you mean S")

    def test_a_file_that_is_no_scheme_is_told_of_whatever_is_selected(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["schemes", "lint", str(LINTED / "S001-bad.toml"), "--select", "S2"]) == 1
        assert "S001 error" in capsys.readouterr().out
        assert main(["schemes", "lint", str(LINTED / "S001-bad.toml"), "--select", "S2", "--ignore", "S001"]) == 0

    def test_lint_as_data(self, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        path = tmp_path / "bad.toml"
        path.write_text("id = 1")
        assert main(["schemes", "lint", str(path), "--format", "json"]) == 1
        assert {finding["code"] for finding in json.loads(capfdbinary.readouterr().out)} == {"S001"}

    def test_lint_of_a_folder(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Every scheme file in it, as if each had been named; one without any is refused."""
        assert main(["schemes", "lint", str(tmp_path)]) == 2
        assert "a folder without scheme files" in capsys.readouterr().err
        for name in ("one", "two"):
            main(["schemes", "new", str(tmp_path / f"{name}.toml")])
        capsys.readouterr()
        assert main(["schemes", "lint", str(tmp_path)]) == 0
        text = (tmp_path / "one.toml").read_text(encoding="utf-8")
        later = text.replace('edition = "2025"', 'edition = "2026"').replace("2025-01-01", "2026-01-01")
        (tmp_path / "two.toml").write_text(later, encoding="utf-8")
        capsys.readouterr()
        assert main(["schemes", "lint", str(tmp_path)]) == 1
        lines = capsys.readouterr().out.splitlines()
        assert [line.partition(":")[0] for line in lines if "S008" in line] == [
            str(tmp_path / f"{n}.toml") for n in ("one", "two")
        ]

    def test_what_changed_between_two_editions(self, capsys: pytest.CaptureFixture[str]) -> None:
        main(["schemes", "diff", "womens-workshop@2023", "womens-workshop@2024", "--lang", "zh"])
        assert "digital_commerce" in capsys.readouterr().out
        main(["schemes", "diff", "leed", "leed"])
        assert capsys.readouterr().out == "No difference.\n"

    def test_changes_as_data(self, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        main(["schemes", "diff", "womens-workshop@2023", "womens-workshop@2024", "--format", "json"])
        assert any(change["id"] == "trade" for change in json.loads(capfdbinary.readouterr().out))


class TestTemplate:
    """An empty workbook for a register."""

    def test_it_is_written_and_read_as_empty(self, tmp_path: Path) -> None:
        path = tmp_path / "register.xlsx"
        assert main(["template", str(path), "--lang", "zh"]) == 0
        reading = read_register(path)
        assert reading.sound
        assert reading.register.dossiers == ()

    def test_for_a_scheme_it_lists_what_is_asked(self, tmp_path: Path) -> None:
        rules, out = tmp_path / "hives.toml", tmp_path / "register.xlsx"
        rules.write_text(HIVES, encoding="utf-8")
        assert main(["template", str(out), "--scheme", str(rules), "--lang", "en"]) == 0
        rows = load_workbook(out).get_sheet_by_name("statements asked for").to_python()
        assert rows[3][:4] == ["Attestations", "hives", "hives kept", "a count"]

    def test_a_scheme_that_is_none_is_told_and_nothing_written(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["template", str(tmp_path / "register.xlsx"), "--scheme", "hivse"]) == 2
        assert capsys.readouterr().err.startswith("--scheme: ")
        assert list(tmp_path.iterdir()) == []

    def test_a_register_that_is_there_is_not_lost(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "register.xlsx"
        path.write_bytes(b"a year's work")
        assert main(["template", str(path)]) == 2
        assert path.read_bytes() == b"a year's work"
        assert "--force" in capsys.readouterr().err
        assert main(["template", str(path), "--force"]) == 0
        assert path.read_bytes() != b"a year's work"


class TestPseudonymise:
    """Identity numbers replaced before anything else touches them."""

    def test_numbers_are_gone_and_counted(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path, key = tmp_path / "names.csv", tmp_path / "key"
        path.write_text(f"姓名,身份证\n某甲,{NUMBER}\n某乙,无\n", encoding="utf-8")
        assert main(["pseudonymise", str(path), "--key-file", str(key), "--new-key"]) == 0
        copy = tmp_path / "names-pseudonymised.csv"
        assert NUMBER not in copy.read_text(encoding="utf-8")
        assert "p-" in copy.read_text(encoding="utf-8")
        told = capsys.readouterr().out
        assert "1 numbers of 1 person replaced" in told
        assert NUMBER not in told

    def test_what_only_looks_like_a_number_is_told_without_repeating_it(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path, key = tmp_path / "names.csv", tmp_path / "key"
        wrong = NUMBER[:-1] + "1"
        path.write_text(f"身份证\n{wrong}\n", encoding="utf-8")
        assert main(["pseudonymise", str(path), "--key-file", str(key), "--new-key", "--out", str(tmp_path / "out.csv")]) == 1
        told = capsys.readouterr()
        assert told.err
        assert wrong not in told.out + told.err

    def test_without_a_key_nothing_is_written(self, tmp_path: Path) -> None:
        path = tmp_path / "names.csv"
        path.write_text(NUMBER, encoding="utf-8")
        assert main(["pseudonymise", str(path), "--key-file", str(tmp_path / "key")]) == 2
        assert main(["pseudonymise", str(path)]) == 2
        assert [file.name for file in tmp_path.iterdir()] == ["names.csv"]

    @pytest.mark.parametrize("name", ["names.csv", "names.txt", "names.xlsx"])
    def test_a_file_in_which_nothing_stands_is_refused(
        self, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path, key = tmp_path / name, tmp_path / "key"
        if name.endswith(".xlsx"):
            with Workbook(str(path)) as book:
                book.add_worksheet("名单")
        else:
            path.write_text("\ufeff \n", encoding="utf-8")
        assert main(["pseudonymise", str(path), "--key-file", str(key), "--new-key"]) == 2
        assert capsys.readouterr().err == f"{path}: must not be empty\n"
        assert {file.name for file in tmp_path.iterdir()} == {name, "key"}

    def test_a_folder_and_a_file_of_another_kind_are_refused_by_name(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder, false = tmp_path / "names", tmp_path / "names.xlsx"
        folder.mkdir()
        false.write_bytes(b"a letter")
        key = ["--key-file", str(tmp_path / "key"), "--new-key"]
        for path in (folder, false):
            assert main(["pseudonymise", str(path), *key[: 3 if path == folder else 2]]) == 2
            assert capsys.readouterr().err.startswith(f"{path}: is no file of the kinds ")
