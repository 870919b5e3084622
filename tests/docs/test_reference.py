"""The pages of the reference are up to date: those made from declarations, and the one about the command line."""

import importlib.util
import re
from pathlib import Path

import pytest

from common_prosperity.cli import main

DOCS = Path(__file__).parents[2] / "docs"
SPEC = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
assert SPEC is not None
assert SPEC.loader is not None
MAKE_REFERENCE = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(MAKE_REFERENCE)
PAGES = dict(MAKE_REFERENCE.pages())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_made_pages_are_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path], "run python3 docs/make_reference.py"


COMMANDS = {
    "": ("check", "decide", "measures", "pseudonymise", "schemes", "template"),
    "schemes": ("diff", "lint", "list", "new", "show"),
}


def told(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    assert main([*command, "--help"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("group", COMMANDS)
def test_the_commands_are_these(group: str, capsys: pytest.CaptureFixture[str]) -> None:
    listed = re.findall(r"^([a-z]+)  +\S", told(capsys, *group.split()), re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS[group])


@pytest.mark.parametrize("command", [f"{group} {name}".strip() for group, names in COMMANDS.items() for name in names])
def test_the_page_of_the_command_line_names_every_command_and_option(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    options = set(re.findall(r"(?<![-\w])--[a-z][a-z-]+", told(capsys, *command.split())))
    assert command in page
    assert options <= set(re.findall(r"(?<![-\w])--[a-z][a-z-]+", page))
