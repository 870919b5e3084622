"""The README begins with two commands, and its Chinese twin tells the same."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "docs" / "zh" / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMENT = re.compile(r"  #.*")


def blocks(text: str, language: str) -> list[str]:
    return [COMMENT.sub("", code) for kind, code in BLOCK.findall(text) if kind == language]


def test_it_begins_with_exactly_two_commands() -> None:
    assert [code.strip() for code in blocks(ENGLISH, "sh")] == [
        'python3 -m pip install ".[cli]" && python3 -m common_prosperity decide docs/examples/wanlihong.json',
        'python3 -m pip install -e ".[test]" && python3 -m pytest',
    ]
    assert ENGLISH.index("```sh") < ENGLISH.index("\n## ")
    assert [kind for kind, _ in BLOCK.findall(ENGLISH)][:2] == ["sh", "sh"]


def test_the_chinese_twin_gives_the_same_commands() -> None:
    first, second = (code.strip() for code in blocks(CHINESE, "sh"))
    assert [first.removesuffix(" --lang zh"), second] == [code.strip() for code in blocks(ENGLISH, "sh")]


def test_the_chinese_twin_shows_the_same_python() -> None:
    assert blocks(CHINESE, "python") == blocks(ENGLISH, "python")


def test_every_extra_is_told_in_both() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert len(extras) >= 5
    for extra in extras.keys() - {"bench"}:  # for whoever works on the library
        assert f"`{extra}`" in ENGLISH
        assert f"`{extra}`" in CHINESE


def test_links_lead_to_files() -> None:
    for page, folder in ((ENGLISH, ROOT), (CHINESE, ROOT / "docs" / "zh")):
        links = re.findall(r"\]\((?!https?:)([^)#]+)", page)
        assert len(links) > 10
        assert [link for link in links if not (folder / link).exists()] == []
