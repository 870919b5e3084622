"""All faults of a scheme file at once: those that only show in what stands without the parts at fault, and no others."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import InvalidScheme
from common_prosperity.files.codec import structure
from common_prosperity.files.readers import Plain
from common_prosperity.files.schemes import parse_scheme, parse_toml, read_scheme, scheme_files
from common_prosperity.files.slips import placed
from common_prosperity.schemes import Scheme

Path_ = tuple[str | int, ...]
Told = list[tuple[str, str]]

WHOLE: Final = {path.stem: data for _, _, path in scheme_files() if "extends" not in (data := parse_toml(path.read_bytes()))}
"""The shipped schemes that extend no other, as plain data."""
STRANGE: Final[list[Any]] = [None, True, 5, "?", "", [], {}, [5], {"a": 5}, "2023-02-30", {"zh": "甲"}]
HEAD: Final = """\
id = "county"
edition = "2026"
label = { zh = "某县", en = "county" }
issuer = { zh = "某县", en = "county" }
effective = { since = 2026-01-01 }
source = "2026"
"""


def text(data: Any) -> bytes:
    return json.dumps(data, default=float, ensure_ascii=False).encode()


def faults(data: Any) -> Told:
    try:
        parse_scheme(text(data), json=True)
    except InvalidScheme as error:
        return [(problem.place, problem.code) for problem in error.problems]
    return []


def of_structure(data: Any) -> Told:
    """The faults that reading alone finds."""
    try:
        structure(Plain(json.loads(text(data))), Scheme, "", InvalidScheme, quick=False)
    except InvalidScheme as error:
        return [(problem.place, problem.code) for problem in map(placed, error.problems)]
    return []


def paths(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Every place in plain data."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from paths(item, (*path, key))


LISTS: Final = ("requirements", "vetoes", "sections")


def clause(path: Path_) -> Path_:
    """The clause that a place lies in; of a section's own parts, the section."""
    return path[: 4 if path[0] == "sections" and path[2:3] == ("criteria",) and len(path) > 3 else 2]


def place_of(path: Path_) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


def at(data: Any, path: Path_) -> Any:
    for step in path:
        data = data[step]
    return data


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[Any, Path_]:
    """A scheme with one value exchanged, or one key added, so that it cannot be read."""
    data = copy.deepcopy(WHOLE[draw(st.sampled_from(sorted(WHOLE)))])
    path = draw(st.sampled_from(sorted(paths(data), key=str)))
    owner = at(data, path[:-1])
    if isinstance(at(data, path), dict) and draw(st.booleans()):
        at(data, path)["atleast"] = 5
        return data, (*path, "atleast")
    if isinstance(owner, dict) and draw(st.booleans()):
        owner[f"{path[-1]}_"] = owner.pop(path[-1])
    else:
        owner[path[-1]] = draw(st.sampled_from(STRANGE))
    return data, path


class TestOneFault:
    """A single fault is told alone: nothing that follows from leaving its part out is."""

    @given(spoilt())
    def test_of_structure(self, case: tuple[Any, Path_]) -> None:
        data, path = case
        told = of_structure(data)
        if told and path not in {("measures",), ("parameters",)}:  # with another table, names are unknown indeed
            assert faults(data) == told


class TestTwoFaults:
    """A fault of structure hides no misspelt name in another clause, and places are those of the file."""

    @given(spoilt(), st.data())
    def test_a_misspelt_name_elsewhere(self, case: tuple[Any, Path_], draw: st.DataObject) -> None:
        data, path = case
        structural = of_structure(data)
        if len(path) == 1 or path[-1] == "id" or (path[0] == "sections" and len(path) == 2):
            return  # a table, a section or an id may define names that are asked for elsewhere
        names = [
            name
            for name in paths(data)
            if name[-1] == "measure" and name[0] in LISTS and clause(name)[: len(clause(path))] != clause(path)
        ]
        if not structural or not names:
            return
        name = draw.draw(st.sampled_from(names))
        at(data, name[:-1])["measure"] = "zzzz"
        told = faults(data)
        assert told[: len(structural)] == structural
        more = told[len(structural) :]
        assert more
        assert {code for _, code in more} == {"unknown-measure"}
        assert all(place.startswith(place_of(clause(name))) for place, _ in more)


class TestTogether:
    """Written by hand: what is told of several faults, and where."""

    BODY: Final = """
[[requirements]]
id = "a"
label = { zh = "甲" }
condition = { measure = "people_employd", at_least = 1 }

[[requirements]]
id = "b"
label = "b"
condition = { measure = "own", atleast = 1, more_than = "wages_payed" }

[[requirements]]
label = "c"
condition = { all = [{ measure = "own" }, { measure = "arears", at_most = 0 }] }

[[requirements]]
id = "b"
label = "d"
condition = "own > 1"

[[sections]]
id = "s"
label = "s"
kind = "deduction"
cap = "ten"

[[sections.criteria]]
id = "x"
label = "x"
measure = "own"
marks = { at_most = "many" }

[[sections.criteria]]
id = "y"
label = "y"
measure = "pepole"
per_unit = { points = 1 }

[[grades]]
id = "gold"
label = "gold"
at_least = "x"

[[amounts]]
id = "m"
label = "m"
unit = "yuan"
first = [{ value = 1, when = { measure = "grade", equals = "golden" } }, { value = "own" }]

[measures.own]
label = "own"
unit = "yuan/month"
attested = "own"

[measures.other]
label = "other"
unit = "number"
sauce = "x"
total = ["own", "peopel_employed"]
"""
    TOLD: Final = [
        ("$.measures.own.unit", "no-option"),
        ("$.measures.other", "unknown-key-near"),
        ("$.requirements[0].label", "expected"),
        ("$.requirements[1].condition", "unknown-key-near"),
        ("$.requirements[2].condition.all[0]", "expected"),
        ("$.requirements[2].id", "absent"),
        ("$.requirements[3].condition", "expected"),
        ("$.sections[0].cap", "bad-number"),
        ("$.sections[0].criteria[0].marks.at_most", "bad-number"),
        ("$.grades[0].at_least", "bad-number"),
        ("$.requirements[3].id", "duplicate-id"),
        ("$.measures.other.total", "unknown-name-near"),
        ("$.requirements[0].condition", "unknown-name-near"),
        ("$.requirements[1].condition", "unknown-name-near"),
        ("$.requirements[2].condition", "unknown-name-near"),
        ("$.sections[0].criteria[1].measure", "unknown-measure"),
        ("$.amounts[0]", "not-an-option"),
    ]

    def test_all(self) -> None:
        with pytest.raises(InvalidScheme) as caught:
            parse_scheme((HEAD + self.BODY).encode())
        told = [(problem.place, problem.code) for problem in caught.value.problems]
        assert sorted(told) == sorted(self.TOLD)

    @pytest.mark.parametrize(
        ("body", "told"),
        [
            pytest.param(
                "[measure.own]\nlabel = 'own'\nunit = 'people'\nattested = 'own'\n"
                "[[requirements]]\nid = 'r'\nlabel = 'r'\ncondition = { measure = 'own', at_least = 1 }\n",
                [("$", "unknown-key-near")],
                id="a heading misspelt: its names are known",
            ),
            pytest.param(
                "measures = 5\n[[requirements]]\nid = 'r'\nlabel = 'r'\ncondition = { measure = 'own', at_least = 1 }\n",
                [("$.measures", "expected")],
                id="no measures at all: any name might have been one",
            ),
            pytest.param(
                "[[sections]]\nlabel = 's'\ncriteria = []\n"
                "[[requirements]]\nid = 'r'\nlabel = 'r'\ncondition = { measure = 'points:s', at_least = 1 }\n",
                [("$.sections[0].id", "absent")],
                id="a section without its id",
            ),
            pytest.param(
                "[[grade]]\nid = 'g'\nlabel = 'g'\n[[amounts]]\nid = 'a'\nlabel = 'a'\nunit = 'yuan'\n"
                "first = [{ value = 1, when = { measure = 'grade', equals = 'g' } }]\n",
                [("$", "unknown-key-near")],
                id="grades below a misspelt heading",
            ),
            pytest.param(
                "[measures.people_employed]\nlabel = 'own'\nunit = 'choise'\nattested = 'own'\n"
                "[[requirements]]\nid = 'r'\nlabel = 'r'\ncondition = { measure = 'people_employed', equals = 'x' }\n",
                [("$.measures.people_employed.unit", "no-option")],
                id="a faulty measure is not the one of the catalogue that it replaces",
            ),
            pytest.param(
                "extend = 'x.toml'\n[[requirements]]\nid = 'r'\nlabel = 'r'\ncondition = { measure = 'own', at_least = 1 }\n",
                [("$", "unknown-key-near")],
                id="a base under a misspelt key: any name might be its",
            ),
            pytest.param(
                "extends = 5\n[[requirements]]\nid = 'r'\nlabel = 'r'\ncondition = { measure = 'own', at_least = 1 }\n",
                [("$.extends", "expected")],
                id="no base: any name might be its",
            ),
            pytest.param(
                "extends = 'nowhere'\n[[requirements]]\nid = 'r'\nlabel = 'r'\ncondition = { measure = 'own', at_least = 1 }\n"
                "[points]\nround_to = 0\n",
                [("$.extends", "unknown-base"), ("$.points.round_to", "expected")],
                id="a base that is not there hides nothing else",
            ),
            pytest.param(
                "[[sections]]\nid = 's'\nlabel = 's'\nkind = 'deduction'\ncap = '?'\n"
                "[[sections.criteria]]\nid = 'c'\nlabel = 'c'\nmeasure = 'arrears'\nper_unit = { points = 1 }\n",
                [("$.sections[0].cap", "bad-number")],
                id="a cap that cannot be read is a cap",
            ),
        ],
    )
    def test_what_was_left_out_is_not_missed(self, body: str, told: Told) -> None:
        with pytest.raises(InvalidScheme) as caught:
            parse_scheme((HEAD + body).encode())
        assert [(problem.place, problem.code) for problem in caught.value.problems] == told


BASE: Final = (
    HEAD.replace("county", "province")
    + """
[[requirements]]
id = "first"
label = "first"
condition = { measure = "own", at_least = 1 }

[[requirements]]
id = "second"
label = "second"
condition = { measure = "arrears", at_most = 0 }

[[vetoes]]
id = "veto"
label = "veto"
condition = { measure = "arrears", more_than = 0 }

[[grades]]
id = "gold"
label = "gold"

[[amounts]]
id = "prize"
label = "prize"
unit = "yuan"
first = [{ value = 1, when = { measure = "grade", equals = "gold" } }]

[measures.own]
label = "own"
unit = "people"
attested = "own"

[measures.twice]
label = "twice"
unit = "people"
total = ["own", "own"]
"""
)


class TestExtending:
    """A fault of a scheme that extends another stands where its own file has it; the base's is told by the base's name."""

    def faults(self, folder: Path, body: str) -> list[Any]:
        (folder / "base.toml").write_text(BASE, encoding="utf-8")
        local = folder / "local.toml"
        local.write_text(f'{HEAD}extends = "base.toml"\n{body}', encoding="utf-8")
        with pytest.raises(InvalidScheme) as caught:
            read_scheme(local)
        return [*caught.value.problems]

    @pytest.mark.parametrize(
        ("body", "place", "code"),
        [
            (
                "[[requirements]]\nid = 'third'\nlabel = 'x'\ncondition = { measure = 'zzzz', at_least = 1 }\n",
                "$.requirements[0].condition",
                "unknown-measure",
            ),
            (
                "[[requirements]]\nid = 'second'\nlabel = 'x'\ncondition = { measure = 'zzzz', at_least = 1 }\n",
                "$.requirements[0].condition",
                "unknown-measure",
            ),
            (
                "[[requirements]]\nid = 'veto'\nlabel = 'x'\ncondition = { measure = 'arrears', at_least = 1 }\n",
                "$.requirements[0].id",
                "duplicate-id",
            ),
            (
                "[[amounts]]\nid = 'other'\nlabel = 'x'\nunit = 'yuan'\nfirst = [{ value = 'zzzz' }]\n",
                "$.amounts[0]",
                "unknown-measure",
            ),
            ("[points]\nround_to = 0\n", "$.points.round_to", "expected"),
            ("[measures.mine]\nlabel = 'x'\nunit = 'people'\ntotal = ['zzzz']\n", "$.measures.mine.total", "unknown-measure"),
        ],
    )
    def test_its_own(self, tmp_path: Path, body: str, place: str, code: str) -> None:
        (problem,) = self.faults(tmp_path, body)
        assert (problem.place, problem.code) == (place, code)

    @pytest.mark.parametrize(
        ("body", "parts"),
        [
            ("[[grades]]\nid = 'silver'\nlabel = 'x'\n", ["amounts prize"]),
            (
                "[measures.own]\nlabel = 'x'\nunit = 'choice'\nattested = 'own'\n",
                ["measures twice", "measures twice", "requirements first"],
            ),
            ("[parameters.twice]\nlabel = 'x'\nunit = 'people'\ndated = [{ since = 2026-01-01, value = 1 }]\n", []),
        ],
    )
    def test_the_bases(self, tmp_path: Path, body: str, parts: list[str]) -> None:
        problems = [problem for problem in self.faults(tmp_path, body) if problem.code == "inherited"]
        assert sorted(dict(problem.details)["part"] for problem in problems) == parts
        for problem in problems:
            assert problem.place == "$.extends"
            assert "base.toml" in problem.reason("zh")
            assert "base.toml" in problem.reason("en")
