"""Names in the glossary and in the walk through the article exist; the page on the scheme format leaves nothing out."""

import re
import tomllib
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import attrs
import pytest

import common_prosperity as cp
from common_prosperity.files.grammar import TAGGED
from common_prosperity.measures.cases import Case
from common_prosperity.measures.conditions import Relation
from common_prosperity.measures.definition import DatedValue, Measure, Parameter, Unit
from common_prosperity.measures.how import How, Weight
from common_prosperity.measures.rounding import Rounding
from common_prosperity.measures.statements import Averaging
from common_prosperity.schemes import model, points

DOCS = Path(__file__).parents[2] / "docs"
FORMAT = (DOCS / "reference" / "scheme-format.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`\n]+)`")
WORDS = re.compile(r"[A-Za-z_][\w.]*")

SCHEME_PARTS = (
    model.Scheme,
    model.Effective,
    model.Requirement,
    model.Veto,
    model.Section,
    model.Criterion,
    model.Grade,
    model.TotalRules,
    model.Amount,
    Case,
    Measure,
    Parameter,
    DatedValue,
    Weight,
    points.Band,
    points.Item,
    *TAGGED[points.Shape].values(),
)


def known_names() -> set[str]:
    """Everything a page may call by its name."""
    names = {*cp.__all__, *cp.load_catalogue(), *(relation.value for relation in Relation), *TAGGED[points.Shape]}
    names |= {name for name, _, _ in cp.scheme_files()} | {mode.value for mode in Averaging}
    for cls in (*(getattr(cp, name) for name in cp.__all__), *vars(model).values(), points.Doubt):
        if isinstance(cls, type):
            names.add(cls.__name__)
            if attrs.has(cls):
                names |= {name for field in attrs.fields(cls) for name in (field.name, f"{cls.__name__}.{field.name}")}
            if issubclass(cls, Enum):
                names |= {name for member in cls for name in (f"{cls.__name__}.{member.name}", str(member.value))}
    return names


@pytest.mark.parametrize("page", ["glossary.md", "explanation/the-article.md"])
def test_what_a_page_names_exists(page: str) -> None:
    code = CODE.findall((DOCS / page).read_text(encoding="utf-8"))
    told = {word for span in code if WORDS.fullmatch(span) for word in [span.removeprefix("facts.programme.")]}
    assert len(told) > 30
    assert told - known_names() - {"None", "wanlihong.json", "ZHEJIANG", "FIGURES", "WANLIHONG_TITLE"} == set()


def toml_blocks() -> list[dict[str, Any]]:
    return [tomllib.loads(block) for block in re.findall(r"^```toml\n(.*?)^```", FORMAT, re.DOTALL | re.MULTILINE)]


def keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_in(inner)


def test_every_shape_and_every_way_to_take_a_measure_has_an_example() -> None:
    shown = {key for block in toml_blocks() for key in keys_in(block)}
    assert set(TAGGED[points.Shape]) - shown == set()
    assert set(TAGGED[How]) - shown == set()


def test_every_way_to_compare_and_to_combine_has_an_example() -> None:
    shown = {key for block in toml_blocks() for key in keys_in(block)}
    assert {*(relation.value for relation in Relation), "all", "any", "not", "at_least_k_of"} - shown == set()


@pytest.mark.parametrize("cls", SCHEME_PARTS, ids=lambda cls: cls.__name__)
def test_every_key_of_a_scheme_file_is_explained(cls: type) -> None:
    code = {word for span in CODE.findall(FORMAT) for word in WORDS.findall(span)}
    code |= {key for block in toml_blocks() for key in keys_in(block)}
    families = {name for name in ("how", "points") if name not in code}
    short = {"options", "bands", "knots"}  # written in their short form, under the key of the shape
    assert {field.name for field in attrs.fields(cls)} - code - families - short == set()


def test_every_unit_and_every_mode_is_named() -> None:
    code = {word for span in CODE.findall(FORMAT) for word in WORDS.findall(span)}
    wanted = {
        member.value
        for cls in (Unit, Averaging, Rounding, points.Counting, model.Basis, model.Force, model.SectionKind)
        for member in cls
    }
    assert wanted - code == set()
