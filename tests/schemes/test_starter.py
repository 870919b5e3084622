"""The starter: a file that reads, lints clean, and says what to change, in both languages."""

import re
import tomllib
from pathlib import Path

import pytest

from common_prosperity.errors import Lang
from common_prosperity.files.linting import lint_file
from common_prosperity.files.schemes import read_scheme
from common_prosperity.files.starter import starter

HAN = re.compile(r"[㐀-鿿]")
LANGS: tuple[Lang, Lang] = ("zh", "en")


@pytest.mark.parametrize("lang", LANGS)
def test_it_reads_and_lints_clean(lang: Lang, tmp_path: Path) -> None:
    path = tmp_path / "my-county.toml"
    path.write_text(starter(lang), encoding="utf-8")
    scheme = read_scheme(path)
    assert scheme.requirements
    assert scheme.vetoes
    assert scheme.sections
    assert scheme.grades
    assert lint_file(path) == ()


def test_its_data_are_the_same_in_both_languages() -> None:
    assert tomllib.loads(starter("zh")) == tomllib.loads(starter("en"))


def test_its_comments_speak_one_language() -> None:
    comments = {lang: [line for line in starter(lang).splitlines() if line.startswith("#")] for lang in LANGS}
    assert len(comments["zh"]) == len(comments["en"]) > 10
    assert all(HAN.search(line) for line in comments["zh"])
    assert not any(HAN.search(line) for line in comments["en"])
    assert not any(line.startswith(("#zh", "#en")) for lines in comments.values() for line in lines)


def test_it_bears_the_name_it_is_given() -> None:
    assert tomllib.loads(starter("en", name="yunling-stars"))["id"] == "yunling-stars"
