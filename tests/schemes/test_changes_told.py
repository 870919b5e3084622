"""Every field of every part of a scheme that can change is told, in Chinese and in English, and in nothing else."""

import re
from typing import Final

import attrs
import pytest

from common_prosperity.facts.fields import limits_of
from common_prosperity.files.grammar import TAGGED
from common_prosperity.files.schemes import parse_scheme
from common_prosperity.measures.definition import DatedValue, Measure, Parameter
from common_prosperity.measures.how import How
from common_prosperity.schemes.changes import Change, Kind, Part
from common_prosperity.schemes.comparing import compare
from common_prosperity.schemes.members import MEMBERS, WAYS
from common_prosperity.schemes.model import (
    Amount,
    Criterion,
    Effective,
    Grade,
    Requirement,
    Scheme,
    Section,
    TotalRules,
    Veto,
)

OLD: Final = """
id = "a-1"
edition = "1"
label = { zh = "甲", en = "first" }
issuer = { zh = "甲县", en = "first county" }
jurisdiction = "33"
effective = { since = 2022-01-01, until = 2022-12-31, announced = 2021-12-01 }
supersedes = "s@1"
source = "§1"
ladder = true
points = { total = 10, floor = 0, ceiling = 20, round_to = 1, rounding = "up" }

[parameters.p-1]
label = { zh = "甲", en = "first" }
unit = "yuan"
dated = [{ since = 2022-01-01, value = 5, source = "§1" }]
source = "§1"

[parameters.p-2]
label = "§"
unit = "share"
by = "m-1"
dated = [{ since = 2022-01-01, values = { o-1 = "5%", o-2 = 1 } }]

[parameters.p-3]
label = "§"
unit = "points"
dated = [{ since = 2021-01-01, value = 5 }]

[measures.m-0]
label = { zh = "甲", en = "first" }
unit = "people"
attested = { of = "f-1", none = 0 }
definition = { zh = "甲", en = "first" }
source = "§1"

[measures.m-1]
label = "§"
unit = "choice"
attested = { of = "f-1", options = ["o-1", "o-2"] }

[measures.m-2]
label = "§"
unit = "choice"
attested = { of = "f-1", options = { o-1 = { zh = "甲", en = "first" } } }

[measures.m-3]
label = "§"
unit = "yes_no"
attested = { of = "f-1", verified = true }

[[requirements]]
id = "r-1"
label = { zh = "甲", en = "first" }
condition = { measure = "m-3", equals = true }
applies = { measure = "m-1", one_of = ["o-1", "o-2"] }
force = "advised"
basis = "derived"
why = { zh = "甲", en = "first" }
remedy = { zh = "甲", en = "first" }
source = "§1"

[[requirements]]
id = "r-2"
label = "§"
condition = { any = [{ measure = "m-3", equals = true }, { not = { measure = "m-1", equals = "o-1" } }] }

[[vetoes]]
id = "v-1"
label = { zh = "甲", en = "first" }
condition = { measure = "m-0", at_most = "p-1" }
basis = "printed"
why = { zh = "甲", en = "first" }
remedy = { zh = "甲", en = "first" }
source = "§1"

[[sections]]
id = "s-1"
label = { zh = "甲", en = "first" }
kind = "base"
cap = 5
best = 2

[[sections.criteria]]
id = "c-1"
label = { zh = "甲", en = "first" }
measure = "m-0"
better = "more"
bands = [{ less_than = 5, points = 0 }, { at_least = 5, points = 2 }]
basis = "printed"
why = { zh = "甲", en = "first" }
remedy = { zh = "甲", en = "first" }
source = "§1"

[[sections.criteria]]
id = "c-2"
label = "§"
measure = "m-1"
choice = { o-1 = 1, o-2 = 2 }

[[sections.criteria]]
id = "c-3"
label = "§"
yes_no = { when = { measure = "m-3", equals = true }, points = 1 }

[[sections.criteria]]
id = "c-4"
label = "§"
measure = "m-0"
per_unit = { size = 2, points = 1, above = 1, count = "started", cap = 5 }

[[sections.criteria]]
id = "c-5"
label = "§"
measure = "m-0"
marks = { at_most = 5 }

[[sections]]
id = "s-2"
label = "§"
criteria = []

[[grades]]
id = "g-1"
label = { zh = "甲", en = "first" }
at_least = 5
at_most = 8
requires = { measure = "points:s-1", at_least = 2 }
basis = "printed"
source = "§1"

[[grades]]
id = "g-2"
label = "§"
more_than = 1
less_than = 5

[[grades]]
id = "g-3"
label = "§"

[[amounts]]
id = "a-1"
label = { zh = "甲", en = "first" }
unit = "yuan"
first = [{ value = 1, when = { all = [{ measure = "grade", equals = "g-1" }, { measure = "eligible", equals = true }] } }, { value = 0 }]
times = "m-0"
source = "§1"
"""

NEW: Final = """
id = "a-2"
edition = "2"
label = { zh = "乙", en = "second" }
issuer = { zh = "乙县", en = "second county" }
jurisdiction = "3301"
effective = { since = 2023-01-01, until = 2024-12-31, announced = 2022-12-01, basis = "derived", lag = 1 }
supersedes = "s@2"
source = "§2"
ladder = false
points = { total = 11, floor = 1, ceiling = 21, round_to = "0.5", rounding = "half_up" }

[parameters.p-1]
label = { zh = "乙", en = "second" }
unit = "yuan_per_month"
dated = [{ since = 2022-01-01, value = 6, source = "§2" }, { since = 2023-01-01, value = 7 }]
source = "§2"

[parameters.p-2]
label = "§"
unit = "number"
by = "m-2"
dated = [{ since = 2022-01-01, values = { o-1 = "6%" } }]

[parameters.p-4]
label = "§"
unit = "points"
dated = [{ since = 2021-01-01, value = 5 }]

[measures.m-0]
label = { zh = "乙", en = "second" }
unit = "households"
attested = { of = "f-1", none = 1, signed = true }
definition = { zh = "乙", en = "second" }
source = "§2"

[measures.m-1]
label = "§"
unit = "choice"
attested = { of = "f-1", options = ["o-1", "o-3"] }

[measures.m-2]
label = "§"
unit = "choice"
attested = { of = "f-1", options = { o-1 = { zh = "乙", en = "second" }, o-2 = "o-2" } }

[measures.m-3]
label = "§"
unit = "yes_no"
attested = { of = "f-2" }

[[requirements]]
id = "r-1"
label = { zh = "乙", en = "second" }
condition = { measure = "m-3", equals = false }
applies = { at_least_k_of = { k = 1, of = [{ measure = "m-1", equals = "o-1" }, { measure = "m-0", less_than = 5 }] } }
force = "required"
basis = "illustrative"
why = { zh = "乙", en = "second" }
remedy = { zh = "乙", en = "second" }
source = "§2"

[[requirements]]
id = "r-3"
label = "§"
condition = { all = [{ measure = "m-3", equals = false }, { measure = "points", more_than = 1 }] }

[[vetoes]]
id = "v-1"
label = { zh = "乙", en = "second" }
condition = { measure = "m-0", at_most = "p-4" }
applies = { measure = "m-3", equals = true }
basis = "derived"
why = { zh = "乙", en = "second" }
remedy = { zh = "乙", en = "second" }
source = "§2"

[[sections]]
id = "s-1"
label = { zh = "乙", en = "second" }
kind = "deduction"
cap = 6
best = 3

[[sections.criteria]]
id = "c-1"
label = { zh = "乙", en = "second" }
measure = "p-1"
better = "less"
curve = [[0, 0], [5, 5]]
applies = { measure = "m-3", equals = true }
basis = "illustrative"
why = { zh = "乙", en = "second" }
remedy = { zh = "乙", en = "second" }
source = "§2"

[[sections.criteria]]
id = "c-2"
label = "§"
checklist = { items = [{ label = { zh = "乙", en = "second" }, when = { measure = "m-3", equals = true }, points = 2 }], best = 1, cap = 2 }

[[sections.criteria]]
id = "c-3"
label = "§"
yes_no = { when = { measure = "m-3", equals = false }, points = 2, otherwise = 1 }

[[sections.criteria]]
id = "c-4"
label = "§"
measure = "m-0"
per_unit = { size = 3, points = 1, count = "exact", cap = 6 }

[[sections.criteria]]
id = "c-6"
label = "§"
measure = "m-0"
per_unit = { points = 1, cap = 3 }

[[sections]]
id = "s-3"
label = "§"
kind = "bonus"
cap = 1
criteria = []

[[grades]]
id = "g-1"
label = { zh = "乙", en = "second" }
at_least = 6
at_most = 9
requires = { measure = "m-3", equals = true }
basis = "illustrative"
source = "§2"

[[grades]]
id = "g-2"
label = "§"
more_than = 2
less_than = 6

[[grades]]
id = "g-4"
label = "§"
requires = { measure = "m-3", equals = true }

[[amounts]]
id = "a-1"
label = { zh = "乙", en = "second" }
unit = "people"
first = [{ value = "p-4", when = { measure = "grade", equals = "none" } }, { value = 2 }]
times = "p-1"
source = "§2"

[[amounts]]
id = "a-2"
label = "§"
unit = "people"
first = [{ value = 1 }]
"""
FIELDS: Final[dict[Part, tuple[type, ...]]] = {
    Part.SCHEME: (Scheme, Effective),
    Part.PARAMETER: (Parameter,),
    Part.MEASURE: (Measure,),
    Part.REQUIREMENT: (Requirement,),
    Part.VETO: (Veto,),
    Part.SECTION: (Section,),
    Part.CRITERION: (Criterion,),
    Part.TOTAL: (TotalRules,),
    Part.GRADE: (Grade,),
    Part.AMOUNT: (Amount,),
}
PARTS_OF_THEIR_OWN: Final = {
    (Scheme, name)
    for name in ("effective", "parameters", "measures", "requirements", "vetoes", "sections", "points", "grades", "amounts")
} | {(Section, "criteria"), (Parameter, "dated"), (Scheme, "extends")}
"""Fields whose contents are told one by one; what is extended is told of files that extend."""
ENGLISH: Final = re.compile(r"[A-Za-z_]{2,}")
PYTHON: Final = re.compile(r"\w+\(\w*=|'|<\w|UNSTATED|None|True|False|frozenset")
NAMES: Final = re.compile(r"\b(?:points:s-\d|points|grade|eligible|none)\b")
"""Names that a scheme file uses for what the scheme itself finds, and the id of the option that is always there."""


@pytest.fixture(name="changes", scope="module")
def _changes() -> tuple[Change, ...]:
    old, new = (parse_scheme(text.encode()) for text in (OLD, NEW))
    return (*compare(old, new), *compare(new, old))


def test_every_field_is_told(changes: tuple[Change, ...]) -> None:
    told = {(change.part, change.field.zh) for change in changes}
    for part, classes in FIELDS.items():
        for cls in classes:
            for field in attrs.fields(cls):
                if field.name != "id" and (cls, field.name) not in PARTS_OF_THEIR_OWN:
                    assert (part, limits_of(field).name.zh) in told, (part, field.name)
    values = {change.field.en for change in changes if change.part is Part.PARAMETER}
    assert {"the value from 2022-01-01", "the value from 2023-01-01", "the source of the value from 2022-01-01"} <= values
    assert {field.name for field in attrs.fields(DatedValue)} == {"since", "value", "values", "source"}
    for part in FIELDS.keys() - {Part.SCHEME, Part.MEASURE, Part.TOTAL, Part.VETO}:
        assert {change.kind for change in changes if change.part is part} == set(Kind), part


def test_chinese_is_chinese(changes: tuple[Change, ...]) -> None:
    for change in changes:
        text = NAMES.sub("", change.text("zh"))
        assert not ENGLISH.search(text), change.text("zh")


def test_no_python(changes: tuple[Change, ...]) -> None:
    for change in changes:
        for text in (change.text("zh"), change.text("en")):
            assert not PYTHON.search(text), text
        assert not re.search(r"[㐀-鿿，；：（）]", change.text("en").replace("§", "")), change.text("en")
        assert "_" not in change.text("en")


WHERE: Final = 'where = { all = [{ column = "sex", equals = "female" }, { column = "disabled", equals = true }] }'


def rows(of: str, more: str = "") -> str:
    return f'{{ of = "{of}", {WHERE}{more} }}'


WAYS_TAKEN: Final = {
    "count": (rows("people"), '{ of = "trainings" }'),
    "sum": (rows("people.earned"), '"people.arrears"'),
    "share": (rows("people", ', among = { column = "in_post", equals = true }'), rows("people")),
    "distinct": ('"people.household"', rows("people.household")),
    "least": ('"people.age"', rows("people.age")),
    "greatest": ('"people.age"', rows("people.age")),
    "ratio": ('["x-1", 2]', '["x-1", "x-2"]'),
    "total": ('["x-1", 2]', '["x-1", "x-2"]'),
    "difference": ('["x-1", 2]', '["x-1", "x-2"]'),
    "product": ('["x-1", 2]', '["x-1", "x-2"]'),
    "least_of": ('["x-1", 2]', '["x-1", "x-2"]'),
    "greatest_of": ('["x-1", 2]', '["x-1", "x-2"]'),
    "readings": ("[1, 2]", "[1, 3]"),
    "rounded": ('{ of = "x-1", to = 2, mode = "down" }', '{ of = "x-1", mode = "up" }'),
    "first": ('[{ value = 1, when = { measure = "x-1", at_least = 1 } }, { value = "x-1" }]', "[{ value = 2 }]"),
    "attested": ('{ of = "x-1", none = 0 }', '{ of = "x-1", none = 1, signed = true, verified = true }'),
    "marks": ('{ of = "x-1", between = [0, 10] }', '{ of = "x-1", between = [0, 5], average = "trimmed_mean" }'),
    "earlier": ('"x-1"', '{ of = "x-1", years = 2 }'),
}


@pytest.mark.parametrize("tag", TAGGED[How])
def test_every_way_of_taking_a_measure(tag: str) -> None:
    heading = OLD[: OLD.index("[parameters.p-1]")]
    inputs = "".join(f'[measures.x-{n}]\nlabel = "x"\nunit = "number"\nattested = "x-{n}"\n' for n in (1, 2))
    one, other = (
        parse_scheme(f'{heading}[measures.m-9]\nlabel = "x"\nunit = "number"\n{tag} = {how}\n{inputs}'.encode())
        for how in WAYS_TAKEN[tag]
    )
    (change,) = compare(one, other)
    assert ENGLISH.search(change.text("zh")) is None, change.text("zh")
    assert WAYS[tag].zh in change.text("zh")
    assert WAYS[tag].en in change.text("en")
    assert not PYTHON.search(change.text("en"))


def test_every_member_is_called_something() -> None:
    kinds = {type(member) for member in MEMBERS}
    assert all(member in MEMBERS for kind in kinds for member in kind)
    assert WAYS.keys() == TAGGED[How].keys()
