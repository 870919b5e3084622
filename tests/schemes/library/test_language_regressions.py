"""Faults that the published schemes brought to light, each with the input that showed it."""

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import strategies as st
from library_dossiers import amounts, dossier, people

import common_prosperity as cp
from common_prosperity.files.schemes import parse_scheme
from common_prosperity.testing import LAWS, try_law

PART = """\
id = "part"
edition = "2026"
label = "part"
issuer = "tests"
effective = { since = 2020-01-01 }
source = "tests"
"""


def part(text: str) -> cp.Scheme:
    return parse_scheme((PART + text).encode())


def test_a_statement_of_two_thirds_reads_back_as_a_number_and_not_as_words(tmp_path: Path) -> None:
    facts = dossier(profit="2/3", words=cp.UNSTATED)
    cp.write_dossier(facts, tmp_path / "dossier.json")
    read = cp.read_dossier(tmp_path / "dossier.json")
    assert read == facts
    assert isinstance(read.attestations, tuple)
    assert read.attestations[0].value == Fraction(2, 3)


def test_a_dated_parameter_without_a_value_does_not_hide_that_the_scheme_is_not_in_force() -> None:
    scheme = cp.load_scheme("songyang-brokers")
    before = dossier(cp.Period.year(2022))
    assert cp.eligibility(before, scheme).verdict.value == "not_in_force"
    assert cp.score(before, scheme).sections == ()
    assert cp.decide(before, scheme).verdict.value == "not_in_force"


def test_a_verified_value_of_another_kind_is_refused_once_with_its_place() -> None:
    with pytest.raises(cp.InvalidFacts) as caught:
        cp.decide(dossier(verified={"impact_score": True}, impact_score=80), cp.load_scheme("b-corp"))
    assert [problem.place for problem in caught.value.problems] == ["$.attestations[0].verified"]


def test_a_parameter_of_a_stated_none_is_not_applicable() -> None:
    scheme = cp.load_scheme("songyang-brokers")
    decision = cp.decide(dossier(fees="100000", work=None, award_received=0), scheme)
    assert "lower_fees" in cp.measure(dossier(work=None), scheme)
    assert amounts(decision)["ordinary-subsidy"] == "1"


@pytest.mark.parametrize("law", ["completion", "knowledge", "veto"])
def test_the_laws_are_tried_before_a_dated_parameter_has_its_first_value(law: str) -> None:
    try_law(LAWS[law], st.just(cp.load_scheme("songyang-brokers")), examples=30)


QUOTA = """
ladder = true
[measures]
score = { label = "score", unit = "points", attested = "score" }
size = { label = "size", unit = "count", attested = "size" }
[[sections]]
id = "s"
label = "s"
criteria = [{ id = "c", label = "c", measure = "score", marks = { at_most = 100 } }]
[[grades]]
id = "high"
label = "high"
at_least = 80
[[grades]]
id = "low"
label = "low"
[[amounts]]
id = "quota"
label = "quota"
unit = "count"
first = [{ value = "70%", when = { measure = "grade", equals = "high" } }, { value = "50%", when = { measure = "grade", equals = "low" } }, { value = 0 }]
times = "size"
"""


def test_an_amount_by_grade_is_taken_outcome_by_outcome_and_never_of_no_grade_at_all() -> None:
    decision = cp.decide(dossier(size=100), part(QUOTA))
    assert amounts(decision) == {"quota": "50…70"}
    assert not decision.settled


def test_what_an_amount_hangs_on_is_asked_for() -> None:
    decision = cp.decide(dossier(score=90), part(QUOTA))
    assert amounts(decision) == {"quota": "0…∞ or n/a"}
    assert [(need.column, need.clauses) for need in decision.needed] == [("size", ("quota",))]
    assert not decision.settled
    settled = cp.decide(dossier(score=90, size=10), part(QUOTA))
    assert settled.settled
    assert not settled.needed


def test_a_grade_stands_though_an_amount_is_open() -> None:
    grade = cp.decide(dossier(score=90), part(QUOTA)).grade
    assert grade is not None
    assert grade.grade == "high"


WORKSHOP = """
[measures]
female = { label = "f", unit = "count", count = { of = "workshop", where = { column = "headed_by", equals = "female" } } }
old = { label = "o", unit = "count", count = { of = "workshop", where = { column = "years_open", at_least = 1 } } }
open = { label = "o", unit = "count", count = { of = "workshop", where = { column = "open", equals = true } } }
[[requirements]]
id = "r"
label = "r"
condition = { all = [{ measure = "female", at_least = 1 }, { measure = "old", at_least = 1 }, { measure = "open", at_least = 1 }] }
"""


@pytest.mark.parametrize(
    ("opened", "closed", "verdict"),
    [
        (dt.date(2022, 12, 31), None, "met"),
        (dt.date(2023, 1, 1), None, "not_met"),
        (dt.date(2020, 1, 1), dt.date(2023, 12, 30), "not_met"),
        (cp.UNSTATED, None, "unknown"),
    ],
)
def test_the_workshop_itself_is_a_table_of_one_row(opened: dt.date, closed: dt.date | None, verdict: str) -> None:
    workshop = cp.Workshop(id="w", headed_by=cp.Sex.FEMALE, opened=opened, closed=closed)
    decision = cp.decide(cp.Dossier(workshop=workshop, period=cp.Period.year(2023)), part(WORKSHOP))
    assert decision.verdict.value == verdict
    assert {need.table for need in decision.needed} == ({"workshop"} if verdict == "unknown" else set())


BEST = """
[measures]
x = { label = "x", unit = "points", attested = "x" }
y = { label = "y", unit = "points", attested = "y" }
z = { label = "z", unit = "points", attested = "z" }
[[sections]]
id = "s"
label = "s"
best = 2
criteria = [
  { id = "a", label = "a", measure = "x", marks = { at_most = 10 } },
  { id = "b", label = "b", measure = "y", marks = { at_most = 20 } },
  { id = "c", label = "c", measure = "z", marks = { at_most = 30 } },
]
"""


def test_the_best_two_of_three_criteria_count() -> None:
    scheme = part(BEST)
    assert scheme.limits == cp.Bounds(0, 50)
    assert cp.score(dossier(x=10, y=3, z=7), scheme).total == cp.Bounds(17, 17)
    assert cp.score(dossier(x=10, y=3), scheme).total == cp.Bounds(13, 40)


READINGS = """
[measures]
whole = { label = "whole", unit = "people", rounded = { of = "people_employed", to = 5, mode = "down" } }
either = { label = "either", unit = "people", readings = ["whole", "people_employed"] }
[[requirements]]
id = "r"
label = "r"
condition = { measure = "either", at_least = 12 }
"""


@pytest.mark.parametrize(("count", "verdict", "doubtful"), [(10, "not_met", False), (13, "unknown", True), (15, "met", False)])
def test_readings_matter_only_where_they_differ(count: int, verdict: str, *, doubtful: bool) -> None:
    decision = cp.decide(dossier(workers=people(count)), part(READINGS))
    assert (decision.verdict.value, decision.doubtful) == (verdict, doubtful)
    assert [need.table for need in decision.needed] == (["readings"] if doubtful else [])


def test_where_facts_are_missing_they_are_asked_for_before_the_reading() -> None:
    nothing = cp.Dossier(workshop=cp.Workshop(id="w"), period=cp.Period.year(2023))
    decision = cp.decide(nothing, part(READINGS))
    assert [need.table for need in decision.needed] == ["people"]
    assert not decision.doubtful
