"""Exit codes, errors and languages of the command line, through its real entry point."""

import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common_prosperity.cli import main
from common_prosperity.cli.language import spoken
from common_prosperity.cli.misuse import Misuse
from common_prosperity.files import read_decision
from common_prosperity.version import __version__

EXAMPLES = Path(__file__).parent.parent.parent / "docs" / "examples"
WANLIHONG = str(EXAMPLES / "wanlihong.json")
SEWING = str(EXAMPLES / "sewing-workshop.json")
UNPAID = str(EXAMPLES / "unpaid-wages.json")
COMMAND = [sys.executable, "-m", "common_prosperity"]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own language."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("NO_COLOR", raising=False)


def run(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*COMMAND, *arguments], capture_output=True, encoding="utf-8", check=False, **options)  # type: ignore[call-overload,no-any-return]  # noqa: S603  # the command under test


class TestExitCodes:
    """0 settled and eligible, 1 settled and not eligible, 2 bad input or usage, 3 not settled or not in force."""

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (["decide", SEWING], 0),
            (["decide", UNPAID], 1),
            (["decide", WANLIHONG], 3),
            (["decide", SEWING, "--scheme", "zhejiang-minimum-wage@2024"], 3),
            (["decide", SEWING, "--basis", "verified"], 0),
            (["decide", SEWING, "--basis", "both"], 0),
            (["decide", SEWING, "--clause", "employment"], 0),
            (["decide", SEWING, "--clause", "nothing"], 2),
            (["decide", SEWING, "--scheme", "nothing"], 2),
            (["decide", SEWING, "--scheme", "nothing.toml"], 2),
            (["decide", "nothing.json"], 2),
            (["decide"], 2),
            (["decide", SEWING, SEWING], 2),
            (["decide", SEWING, "--format", "pdf"], 2),
            (["decide", SEWING, "--nothing"], 2),
            (["decide", "--nothing"], 2),
            (["decide", SEWING, "--scheme", "a", "--scheme", "b"], 2),
            (["nothing"], 2),
            (["--lang", "fr", "measures"], 2),
            (["measures", "--lang"], 2),
            (["template", "x.xlsx", "--force=perhaps"], 2),
            (["schemes", "nothing"], 2),
            (["schemes", "show", "nothing"], 2),
            (["schemes", "show"], 2),
            (["schemes", "show", "outstanding-workshop"], 0),
            (["schemes", "list"], 0),
            (["measures"], 0),
            (["check"], 2),
            (["check", SEWING, "--select", "C999"], 2),
            (["check", SEWING, "--select", "C1"], 0),
            (["check", UNPAID, "--select", "C207"], 1),
            (["schemes", "lint"], 2),
            (["schemes", "lint", "nothing.toml", "--ignore", "S999"], 2),
            (["schemes", "diff", "womens-workshop@2023", "nothing"], 2),
            (["schemes", "diff", "womens-workshop@2023", "womens-workshop@2024"], 0),
            (["template", "register.xls"], 2),
            ([], 0),
            (["--help"], 0),
            (["decide", "--help"], 0),
            (["--version"], 0),
        ],
    )
    def test_in_both_languages(self, arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(arguments) == code
        english = capsys.readouterr()
        assert main([*arguments, "--lang", "zh"] if "--lang" not in arguments else arguments) == code
        chinese = capsys.readouterr()
        for told in (english, chinese):
            assert "Traceback" not in told.err
            assert bool(told.err) == (code == 2)
        if code == 2 and "--lang" not in arguments:
            assert re.search(r"[\u4e00-\u9fff]", chinese.err)
            assert not re.search(r"[\u4e00-\u9fff]", english.err)

    def test_through_the_installed_command(self) -> None:
        found = run("decide", WANLIHONG, "--lang", "zh")
        assert found.returncode == 3
        assert found.stdout.startswith("海宁万里红残疾人之家：尚不能确定\n")
        assert found.stderr == ""

    def test_bad_input_names_the_place_and_the_reason(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        broken = tmp_path / "broken.json"
        broken.write_text('{"workshop": {"id": "w", "hots": 1}, "period": {"since": "2023-02-30", "until": "2023-12-31"}}')
        assert main(["decide", str(broken)]) == 2
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) == 2
        assert any("$.workshop" in line and "hots" in line for line in lines)
        assert any("$.period.since" in line for line in lines)

    def test_an_unknown_name_says_by_which_option_it_came(self, capsys: pytest.CaptureFixture[str]) -> None:
        main(["decide", SEWING, "--scheme", "outstanding-workshops"])
        assert capsys.readouterr().err.startswith("--scheme: ")
        main(["schemes", "show", "outstanding-workshops"])
        assert "did you mean outstanding-workshop?" in capsys.readouterr().err

    def test_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--version"]) == 0
        assert capsys.readouterr().out.strip() == __version__

    def test_a_fault_of_the_program_is_one_line(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        import common_prosperity.cli.deciding as room  # noqa: PLC0415  # to break it

        def broken(*_: object) -> None:
            message = "born 1971-04-05"
            raise ZeroDivisionError(message)

        monkeypatch.setattr(room, "exit_code", broken)
        assert main(["decide", SEWING]) == 70
        told = capsys.readouterr().err
        assert "ZeroDivisionError (test_cli_exits.py:" in told
        assert "1971" not in told
        assert len(told.splitlines()) == 1

    def test_an_interruption_ends_quietly(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        import common_prosperity.cli.deciding as room  # noqa: PLC0415  # to interrupt it

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(room, "exit_code", interrupted)
        assert main(["decide", SEWING]) == 130
        assert capsys.readouterr().err == ""


WORDS = st.sampled_from(
    [
        "decide",
        "schemes",
        "show",
        "list",
        "measures",
        "check",
        "--lang",
        "zh",
        "fr",
        "--format",
        "json",
        "--scheme",
        "--",
        "-",
        "",
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=5))
def test_no_arguments_whatever_end_in_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"{}")))
    monkeypatch.chdir(EXAMPLES)
    assert main(arguments) in {0, 1, 2, 3}
    assert "Traceback" not in capsys.readouterr().err


class TestLanguage:
    """`--lang` wherever it stands, else LANG, else English."""

    @pytest.mark.parametrize(
        ("arguments", "environment", "lang", "rest"),
        [
            (["decide", "x"], {}, "en", ["decide", "x"]),
            (["decide", "x"], {"LANG": "zh_CN.UTF-8"}, "zh", ["decide", "x"]),
            (["decide", "x"], {"LANG": "de_DE.UTF-8"}, "en", ["decide", "x"]),
            (["--lang", "zh", "decide", "x"], {}, "zh", ["decide", "x"]),
            (["decide", "x", "--lang=en"], {"LANG": "zh_CN"}, "en", ["decide", "x"]),
            (["decide", "--", "--lang", "zh"], {}, "en", ["decide", "--", "--lang", "zh"]),
        ],
    )
    def test_examples(self, arguments: list[str], environment: dict[str, str], lang: str, rest: list[str]) -> None:
        assert spoken(arguments, environment) == (lang, rest)

    @pytest.mark.parametrize("arguments", [["--lang"], ["--lang", "fr"], ["--lang="]])
    def test_a_language_that_is_not_spoken_is_refused(self, arguments: list[str]) -> None:
        with pytest.raises(Misuse, match="--lang"):
            spoken(arguments, {})

    def test_help_is_in_the_language_asked_for(self, capsys: pytest.CaptureFixture[str]) -> None:
        main(["decide", "--help", "--lang", "zh"])
        told = capsys.readouterr().out
        assert told.startswith("用法：common-prosperity decide")
        assert "可选：text, markdown, html, json；缺省：text" in told
        main(["decide", "--help"])
        assert "by default outstanding-workshop" in capsys.readouterr().out

    def test_lang_of_the_environment_decides(self) -> None:
        assert "尚不能确定" in run("decide", WANLIHONG, env={**os.environ, "LANG": "zh_CN.UTF-8"}).stdout
        assert "not settled yet" in run("decide", WANLIHONG, env={**os.environ, "LANG": "C.UTF-8"}).stdout


class TestOutput:
    """What goes where, and how."""

    def test_json_is_the_decision(self, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["decide", SEWING, "--format", "json"]) == 0
        path = tmp_path / "decision.json"
        path.write_bytes(capfdbinary.readouterr().out)
        assert read_decision(path).settled

    @pytest.mark.parametrize(
        ("form", "start"), [("markdown", "# "), ("html", '<div class="common-prosperity"'), ("text", "云岭")]
    )
    def test_formats(self, form: str, start: str, capsys: pytest.CaptureFixture[str]) -> None:
        main(["decide", SEWING, "--format", form])
        assert capsys.readouterr().out.startswith(start)

    @pytest.mark.parametrize("what", [["schemes", "list"], ["schemes", "show", "leed"], ["measures"]])
    def test_data_for_other_programs(self, what: list[str], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main([*what, "--format", "json"]) == 0
        assert json.loads(capfdbinary.readouterr().out)

    def test_standard_input_serves_as_a_dossier(self) -> None:
        found = run("decide", "-", input=Path(UNPAID).read_text(encoding="utf-8"))
        assert found.returncode == 1
        assert "not eligible" in found.stdout
        wrong = run("decide", "-", input="{")
        assert wrong.returncode == 2
        assert wrong.stderr.startswith("stdin: ")

    def test_one_clause(self, capsys: pytest.CaptureFixture[str]) -> None:
        main(["decide", UNPAID, "--clause", "unpaid-wages", "--lang", "zh"])
        told = capsys.readouterr().out
        assert told.startswith("拖欠工资未解决：已触发\n")
        assert "吸纳就业" not in told

    def test_a_closed_pipe_ends_quietly(self) -> None:
        with subprocess.Popen(  # noqa: S603  # the command under test
            [*COMMAND, "schemes", "show", "outstanding-workshop"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 0

    def test_an_encoding_without_chinese_prints_escapes(self) -> None:
        found = run("decide", WANLIHONG, env={**os.environ, "PYTHONIOENCODING": "ascii", "LANG": "zh_CN.UTF-8"})
        assert found.returncode == 3
        assert "\\u6d77\\u5b81" in found.stdout

    def test_colours_are_for_terminals(self) -> None:
        def on_a_terminal(**environment: str) -> bytes:
            ours, theirs = pty.openpty()
            with subprocess.Popen(  # noqa: S603  # the command under test
                [*COMMAND, "decide", UNPAID], stdout=theirs, env={**os.environ, "TERM": "xterm", **environment}
            ) as process:
                os.close(theirs)
                seen = b""
                while True:
                    try:
                        part = os.read(ours, 65536)
                    except OSError:
                        break
                    if not part:
                        break
                    seen += part
            os.close(ours)
            assert process.returncode == 1
            return seen

        assert b"\x1b[" in on_a_terminal()
        assert b"\x1b[" not in on_a_terminal(NO_COLOR="1")
        assert b"\x1b[" not in on_a_terminal(TERM="dumb")
        assert "\x1b[" not in run("decide", UNPAID).stdout

    def test_hostile_names_cannot_take_over_the_terminal(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        dossier = json.loads(Path(WANLIHONG).read_text(encoding="utf-8"))
        dossier["workshop"]["name"] = "x\u202eevil"
        path = tmp_path / "hostile.json"
        path.write_text(json.dumps(dossier), encoding="utf-8")
        main(["decide", str(path)])
        told = capsys.readouterr()
        assert "\u202e" not in told.out + told.err


class TestStart:
    """Starting is quick because nothing is loaded that is not used."""

    def test_deciding_loads_no_extra_but_the_command_line(self) -> None:
        code = (
            "import sys; from common_prosperity.cli import main; main(['decide', sys.argv[1]]);"
            "print([m for m in ('rich', 'xlsxwriter', 'python_calamine', 'hypothesis') if m in sys.modules], file=sys.stderr)"
        )
        found = subprocess.run([sys.executable, "-c", code, WANLIHONG], capture_output=True, encoding="utf-8", check=True)  # noqa: S603  # the command under test
        assert found.stderr.strip() == "[]"

    @pytest.mark.parametrize(
        ("module", "arguments", "extra"),
        [("cyclopts", ["--version"], "cli"), ("xlsxwriter", ["template", "new.xlsx"], "tables")],
    )
    def test_a_missing_extra_is_named(self, module: str, arguments: list[str], extra: str, tmp_path: Path) -> None:
        code = (
            f"import sys; sys.modules[{module!r}] = None; from common_prosperity.cli import main; sys.exit(main(sys.argv[1:]))"
        )
        for lang in ("en", "zh"):
            found = subprocess.run(  # noqa: S603  # the command under test
                [sys.executable, "-c", code, *arguments, "--lang", lang],
                capture_output=True,
                encoding="utf-8",
                check=False,
                cwd=tmp_path,
            )
            assert found.returncode == 2
            assert f"pip install 'common-prosperity[{extra}]'" in found.stderr
            assert "Traceback" not in found.stderr
