"""The one catalogue of wording: complete in both languages, and neither short of a phrase nor holding one too many."""

import ast
import inspect
import re
import string
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import common_prosperity
from common_prosperity.awards import Verdict
from common_prosperity.awards.results import ClauseKind
from common_prosperity.checks import Severity
from common_prosperity.measures.columns import COLUMNS
from common_prosperity.measures.conditions import Relation
from common_prosperity.measures.definition import Unit
from common_prosperity.measures.rounding import Rounding
from common_prosperity.measures.statements import Averaging
from common_prosperity.reports.figures import FIXED
from common_prosperity.reports.wording import WORDING, counted, say, series
from common_prosperity.schemes.model import Basis, SectionKind
from common_prosperity.schemes.points import Counting, Doubt

PACKAGE = Path(inspect.getfile(common_prosperity)).parent
SPEAKERS = {"say", "counted", "_named", "_switch", "_app", "_option"}


def particulars(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name is not None}


def said() -> Iterator[ast.expr]:
    """The key of every phrase that the source asks for."""
    for path in (*(PACKAGE / "reports").glob("*.py"), *(PACKAGE / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in SPEAKERS:
                    yield from node.args[:3]


def literals() -> set[str]:
    """Every string in the source that is a key, or could be one handed on."""
    found = set()
    for path in (*(PACKAGE / "reports").glob("*.py"), *(PACKAGE / "cli").glob("*.py")):
        if path.name == "wording.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found


def families() -> set[str]:
    """The keys that are put together from a closed list."""
    kinds: dict[str, Iterable[str]] = {
        "unit": (*Unit, "share_margin"),
        "from-unit": (*FIXED, "share", "grade"),
        "relation": (*Relation, "is"),
        "basis": set(Basis) - {Basis.PRINTED},
        "warning": Doubt,
        "section": set(SectionKind) - {SectionKind.BASE},
        "scheme.round": Rounding,
        "how.rounded": Rounding,
        "how.marks": Averaging,
        "shape.per-unit": Counting,
        "severity": Severity,
        "verb": ("be", "was", "fall"),
        "part": ("all", "any", "not", "k-of"),
        "veto": ("all", "any", "not", "k-of"),
        "how": ("sum", "distinct", "least", "greatest", "least_of", "greatest_of", "readings"),
        "verdict.criterion": (Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE),
    }
    keys = {f"{family}.{member}" for family, members in kinds.items() for member in members}
    answers = (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE)
    keys |= {f"verdict.{kind}.{verdict}" for kind in ClauseKind for verdict in answers}
    keys |= {"grade.name", "eligible.name", "opening.not-in-force.bare", "opening.expired.bare"}
    flags = ((table, name) for table, columns in COLUMNS.items() for name, column in columns.items() if column.kind == "flag")
    keys |= {f"need.whether.{table}.{name}" for table, name in flags}
    keys |= {f"how.{sign}.sign" for sign in ("ratio", "total", "difference", "product")}
    return keys - {"unit.yes_no", "unit.choice"}


@pytest.mark.parametrize("key", WORDING)
def test_every_phrase_is_there_in_both_languages_with_the_same_particulars(key: str) -> None:
    text = WORDING[key]
    assert text.zh.strip()
    assert text.en.strip()
    assert particulars(text.zh) <= particulars(text.en) | {"n"}
    assert particulars(text.en) - particulars(text.zh) <= {"be", "was", "fall", "more"}


def test_every_phrase_that_is_asked_for_exists() -> None:
    names = {
        value
        for key in said()
        for node in ast.walk(key)
        if isinstance(node, ast.Constant) and isinstance(value := node.value, str)
        if re.fullmatch(r"[a-z_-]+(\.[a-z_0-9-]+)+", value)
    }
    assert len(names) > 150
    assert sorted(name for name in names if name not in WORDING and not any(key.startswith(name) for key in WORDING)) == []
    assert sorted(key for key in families() if key not in WORDING) == []


def test_no_phrase_is_left_over() -> None:
    known = literals() | families()
    parts = {known_part for known_part in known if known_part.endswith(".")}
    spare = [
        key
        for key in WORDING
        if key not in known
        and key.removesuffix(".one") not in known
        and not any(f"{prefix}.{rest}" == key for prefix, _, rest in [key.rpartition(".")] if f"{prefix}." in parts)
    ]
    assert spare == []


def test_one_is_told_apart_in_english_only() -> None:
    assert counted("unit.people", 1, "en", x=1) == "1 person"
    assert counted("unit.people", 2, "en", x=2) == "2 people"
    assert counted("unit.people", 1, "zh", x=1) == "1 人"
    assert counted("unit.count", 1, "en", x=1) == "1"


def test_a_series_reads_like_one() -> None:
    assert series(["a", "b", "c"], "en") == "a, b and c"
    assert series(["甲", "乙", "丙"], "zh", "or") == "甲、乙或丙"
    assert series(["a"], "en") == "a"
    assert series([], "zh") == ""


@given(
    st.sampled_from(["甲", "甲乙", "w1", "10%", "¥5", "-3", "，", "（甲）", ""]),
    st.sampled_from(["relation.at_least", "excludes", "need.whether.people.disabled", "all", "otherwise", "and"]),
)
def test_in_chinese_one_space_parts_characters_from_letters_and_digits(words: str, key: str) -> None:
    values = dict.fromkeys(particulars(WORDING[key].zh), words)
    text = say(key, "zh", **values)
    assert text.replace(" ", "") == WORDING[key].zh.format_map(values).replace(" ", "")
    assert not re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff]", text)
    assert not re.search(r"[\u4e00-\u9fff][a-z0-9¥-]|[a-z0-9%][\u4e00-\u9fff]", text)


def test_a_phrase_nobody_wrote_is_refused() -> None:
    with pytest.raises(KeyError):
        say("no.such.phrase", "en")
