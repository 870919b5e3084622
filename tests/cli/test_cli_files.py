"""Files that are not what they should be, in every command: one exit code, words with the place, never a traceback."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import common_prosperity as cp
from common_prosperity.cli import main
from common_prosperity.cli.commands import build
from common_prosperity.files.pseudonyms import new_key

EXAMPLES = Path(__file__).parent.parent.parent / "docs" / "examples"
SEWING = EXAMPLES / "sewing-workshop.json"
PROGRAM = f"{sys.executable} -m common_prosperity"
LONG = "a" * 300
HEAD = 'id = "county"\nedition = "1"\nlabel = "县"\nissuer = "县"\nsource = "art. 1"\neffective = { since = 2022-01-01 }\n'


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with one sound dossier, a key, and much that is neither."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "名 字.json").write_bytes(SEWING.read_bytes())
    new_key(tmp_path / "key")
    for ending in ("json", "toml", "xlsx", "csv", "ods", "xls", "zip", "txt"):
        (tmp_path / f"empty.{ending}").write_bytes(b"")
        (tmp_path / f"binary.{ending}").write_bytes(bytes(range(256)) * 8)
        (tmp_path / f"folder.{ending}").mkdir()
    return tmp_path


NAMES = st.one_of(
    st.builds(
        "{}.{}".format,
        st.sampled_from(["missing", "nowhere/missing", "empty", "binary", "folder", LONG, "汉 字", "名 字.json/x"]),
        st.sampled_from(["json", "toml", "xlsx", "csv", "ods", "xls", "zip", "txt"]),
    ),
    st.sampled_from(["", ".", "..", "/", " ", LONG, "-"]),
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=8).filter(lambda t: "/" not in t),
)
READING = (
    ["decide", "{}"],
    ["decide", "名 字.json", "--scheme", "{}"],
    ["check", "{}"],
    ["decide", "名 字.json", "--scheme", "{}", "--out", "x.csv"],
    ["decide", "{}", "--out", "x.csv"],
    ["schemes", "show", "{}"],
    ["schemes", "diff", "{}", "womens-workshop@2023"],
    ["pseudonymise", "{}", "--key-file", "key"],
    ["pseudonymise", "名 字.json", "--key-file", "{}"],
)


def codes_and_words(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(arguments)
    told = capsys.readouterr()
    assert "Traceback" not in told.err + told.out
    assert "fault of the program" not in told.err
    return code, told.err


def in_shell(arguments: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    words = ["bash", "-c", f"{PROGRAM} {arguments}"]
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=folder)  # noqa: S603  # the command under test


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestRead:
    """What cannot be read is bad input, and the words begin with the place."""

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(command=st.sampled_from(READING), name=NAMES)
    def test_is_bad_input(self, command: list[str], name: str, capsys: pytest.CaptureFixture[str]) -> None:
        given_name = "./-" if name.startswith("-") else name
        code, words = codes_and_words([part.format(given_name) for part in command], capsys)
        assert code == 2
        assert words

    def test_an_empty_path_does_not_lead_to_the_folder_one_stands_in(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (home / "工坊.csv").write_text("编号\nw\n", encoding="utf-8")
        for command in (["decide"], ["check"], ["decide", "--out", "x.csv"], ["decide", "--aside", "x.xlsx"]):
            assert codes_and_words([*command, ""], capsys) == (2, "path: must not be empty\n")
        assert not (home / "x.csv").exists()

    @pytest.mark.parametrize("name", ["", ".", "/", "..", LONG])
    @pytest.mark.parametrize("option", ["--out", "--aside"])
    def test_results_go_to_no_folder(self, option: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        code, words = codes_and_words(["decide", "名 字.json", option, name], capsys)
        assert (code, words.startswith(f"{option}: ")) == (2, True)

    def test_names_with_spaces_and_chinese(self, home: Path) -> None:
        (home / "文 件 夹").mkdir()
        assert main(["decide", "名 字.json", "--out", "文 件 夹/结 果.csv"]) == 0
        assert main(["check", "名 字.json"]) == 0
        assert main(["template", "文 件 夹/登 记.xlsx"]) == 0
        assert main(["pseudonymise", "名 字.json", "--key-file", "key"]) == 0
        assert {"结 果.csv", "登 记.xlsx"} <= {path.name for path in (home / "文 件 夹").iterdir()}

    def test_the_file_itself_is_no_key(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, words = codes_and_words(["pseudonymise", "名 字.json", "--key-file", "名 字.json"], capsys)
        assert (code, words.startswith("名 字.json: ")) == (2, True)


class TestWritten:
    """What cannot be written is told, what is read is never written over."""

    @pytest.mark.parametrize("target", ["nowhere/x", "folder"])
    @pytest.mark.parametrize(
        ("command", "ending"),
        [
            (["decide", "名 字.json", "--out"], ".xlsx"),
            (["decide", "名 字.json", "--out"], ".csv"),
            (["decide", "名 字.json", "--out"], ".json"),
            (["template"], ".xlsx"),
            (["schemes", "new"], ".toml"),
            (["pseudonymise", "名 字.json", "--key-file", "key", "--out"], ".json"),
        ],
        ids=lambda part: part if isinstance(part, str) else part[0],
    )
    def test_where_nothing_can_be(
        self, command: list[str], ending: str, target: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, words = codes_and_words([*command, target + ending], capsys)
        assert code == 2
        assert target in words

    @pytest.mark.parametrize(
        "command",
        [
            ["template", f"{LONG}.xlsx"],
            ["template", "名 字.json/x.xlsx"],
            ["schemes", "new", f"{LONG}/x.toml"],
            ["schemes", "new", "名 字.json/x.toml"],
            ["decide", "名 字.json", "--out", "名 字.json/x.xlsx"],
            ["decide", "名 字.json", "--out", "名 字.json/x.csv"],
            ["decide", "名 字.json", "--out", "名 字.json/x.json"],
            ["decide", "名 字.json", "--out", f"{LONG}.csv"],
            ["decide", "名 字.json", "--out", f"{'b' * 240}.csv"],
            ["decide", "名 字.json", "--out", f"{LONG}.json"],
            ["decide", "名 字.json", "--out", f"{LONG}.xlsx"],
            ["pseudonymise", "名 字.json", "--key-file", "key", "--out", f"{LONG}.json"],
            ["pseudonymise", "名 字.json", "--key-file", f"{LONG}", "--new-key"],
        ],
        ids=" ".join,
    )
    def test_names_no_file_can_have(self, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert codes_and_words(command, capsys)[0] == 2

    @pytest.mark.parametrize(
        ("arguments", "place"),
        [
            (["名 字.json", "--out", "名 字.json"], "--out"),
            (["名 字.json", "--out", "./link.json"], "--out"),
            (["名 字.json", "--out", "hard.json"], "--out"),
            (["名 字.json", "--aside", "名 字.json"], "--aside"),
            (["名 字.json", "--scheme", "scheme.json", "--out", "scheme.json"], "--out"),
            (["名 字.json", "--scheme", "county.toml", "--out", "schemes/base.json"], "--out"),
            (["tables", "--out", "tables/工坊.csv"], "--out"),
            (["tables", "--out", "tables/x.csv"], "--out x-rows.csv"),
            (["x-findings.csv", "--out", "x.csv"], "--out x-findings.csv"),
            ([".x-problems.csv.part", "--out", "x.csv"], "--out x-problems.csv"),
            (["x-beside.csv", "--basis", "both", "--out", "x.csv"], "--out x-beside.csv"),
            (["名 字.json", "--scheme", "x-rows.json", "--out", "x.json", "--aside", "x-rows.json"], "--aside"),
        ],
        ids=lambda part: part if isinstance(part, str) else " ".join(part),
    )
    def test_over_what_is_read(self, arguments: list[str], place: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (home / "link.json").symlink_to("名 字.json")
        (home / "hard.json").hardlink_to("名 字.json")
        (home / "scheme.json").write_text("{}")
        (home / "schemes").mkdir()
        cp.write_scheme(cp.load_scheme("outstanding-workshop"), home / "schemes" / "base.json")
        (home / "schemes" / "middle.toml").write_text('extends = "base.json"\n' + HEAD, encoding="utf-8")
        (home / "county.toml").write_text('extends = "schemes/middle.toml"\n' + HEAD, encoding="utf-8")
        (home / "x-rows.json").write_text("{}")
        (home / "tables").mkdir()
        for name in ("tables/工坊.csv", "tables/x-rows.csv", "x-findings.csv", ".x-problems.csv.part", "x-beside.csv"):
            (home / name).write_text("编号\nw\n", encoding="utf-8")
        before = contents(home)
        code, words = codes_and_words(["decide", *arguments], capsys)
        assert (code, words) == (2, f"{place}: would be written over a file that is read\n")
        assert contents(home) == before

    @pytest.mark.parametrize(
        ("out", "aside", "place"),
        [("results.xlsx", "results.xlsx", "--aside"), ("x.json", "./x.json", "--aside")],
    )
    def test_over_other_results(self, out: str, aside: str, place: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        before = contents(home)
        code, words = codes_and_words(["decide", "名 字.json", "--out", out, "--aside", aside], capsys)
        assert (code, words) == (2, f"{place}: would be written over other results\n")
        assert contents(home) == before

    def test_what_is_not_written_is_in_nobodys_way(self, home: Path) -> None:
        (home / "名 字.json").rename(home / "x-beside.json")
        before = (home / "x-beside.json").read_bytes()
        assert main(["decide", "x-beside.json", "--out", "x.csv"]) == 0
        assert main(["decide", "x-beside.json", "--basis", "both", "--out", "x.csv"]) == 0
        assert {"x.csv", "x-findings.csv", "x-problems.csv", "x-rows.csv", "x-beside.csv"} <= contents(home).keys()
        assert (home / "x-beside.json").read_bytes() == before
        assert not [name for name in contents(home) if name.endswith(".part")]


class TestStreams:
    """Readers who leave, disks that are full and streams that are closed."""

    COMMANDS = (
        "decide '名 字.json'",
        "decide '名 字.json' --format json",
        "schemes show outstanding-workshop --format html",
        "--help",
        "--version",
    )

    @pytest.mark.parametrize("command", COMMANDS)
    @pytest.mark.parametrize(("end", "code"), [("| head -c 0; exit ${PIPESTATUS[0]}", 0), (">&-", 0), (">/dev/full", 2)])
    def test_standard_output(self, command: str, end: str, code: int, home: Path) -> None:
        done = in_shell(f"{command} {end}", home)
        assert done.returncode == code
        assert done.stderr == ("stdout: cannot be written: No space left on device\n" if code else "")

    def test_standard_error_and_input(self, home: Path) -> None:
        for end in ("missing.json 2>&-", "- <&-", "- </dev/null"):
            done = in_shell(f"decide {end}", home)
            assert done.returncode == 2
            assert "Traceback" not in done.stderr


class TestHelp:
    """Help speaks one language, in whole sentences."""

    PATHS = (
        (),
        *((name,) for name in build("en") if name[0] != "-"),
        *(("schemes", n) for n in build("en")["schemes"] if n[0] != "-"),
    )

    def lines(self, path: tuple[str, ...], lang: str, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
        assert main([*path, "--help", "--lang", lang]) == 0
        told = capsys.readouterr()
        assert told.err == ""
        yield from told.out.splitlines()

    @pytest.mark.parametrize("path", PATHS, ids=" ".join)
    def test_in_each_language(self, path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
        english = list(self.lines(path, "en", capsys))
        chinese = list(self.lines(path, "zh", capsys))
        assert english[0].startswith(f"Usage: common-prosperity{''.join(f' {name}' for name in path)}")
        assert chinese[0].startswith("用法：")
        assert "ARGS" not in english[0]
        assert not re.search(r"[\u4e00-\u9fff]", "".join(english).replace("共富工坊", ""))
        for told, stop in ((english, "."), (chinese, "。")):
            assert "\n".join(told).split("\n\n")[1].endswith(stop)
        assert all(line.count("by default") <= 1 for line in english)
