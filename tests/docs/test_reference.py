"""The pages of the reference that are made from declarations are up to date."""

import importlib.util
from pathlib import Path

import pytest

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
