"""A Chinese page shows the same files and the same tests as its English twin."""

import ast
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs"
TWINS = {
    "tutorial/county-rules.md": "zh/tutorial-county-rules.md",
}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def shown(page: str, language: str) -> list[str]:
    return [code for kind, code in BLOCK.findall((DOCS / page).read_text(encoding="utf-8")) if kind == language]


def modules(page: str) -> list[str]:
    """The Python that is no dialogue, without comments."""
    return [ast.dump(ast.parse(code)) for code in shown(page, "python") if not code.startswith(">>>")]


def commands(page: str) -> list[str]:
    lines = [line.removesuffix(" --lang zh") for code in shown(page, "console") for line in code.splitlines()]
    return [line for line in lines if line.startswith("$ ")]


def read(page: str) -> list[Any]:
    """Schemes and dossiers, as data."""
    return [tomllib.loads(code) for code in shown(page, "toml")] + [json.loads(code) for code in shown(page, "json")]


@pytest.mark.parametrize("english", TWINS)
def test_both_show_the_same_files_tests_and_commands(english: str) -> None:
    chinese = TWINS[english]
    assert read(english) == read(chinese)
    assert modules(english) == modules(chinese)
    assert commands(english) == commands(chinese)
    assert len(read(english)) + len(modules(english)) + len(commands(english)) > 0
