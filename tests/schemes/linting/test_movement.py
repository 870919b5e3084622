"""Which way things go with other parameters: what is told is held against deciding both schemes on all small facts."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lint_bodies import measure, requirement, scheme_of, section
from lint_strategies import LABEL, SCHEME, SINCE

from common_prosperity.awards import decide
from common_prosperity.awards.results import Decision, Verdict
from common_prosperity.facts.dossier import Dossier
from common_prosperity.facts.statements import Attestation
from common_prosperity.facts.workshops import Workshop
from common_prosperity.measures.cases import Case, First
from common_prosperity.measures.conditions import ORDERED, All, AnyOf, AtLeastKOf, Compare, Condition, Not, Relation
from common_prosperity.measures.definition import DatedValue, Measure, Parameter, Unit
from common_prosperity.measures.formulas import Difference, GreatestOf, LeastOf, Product, Ratio, Total
from common_prosperity.measures.rounding import Rounded
from common_prosperity.measures.statements import Attested, StatementKind
from common_prosperity.quantities import UNSTATED, Bounds, Period
from common_prosperity.schemes.linting import lint
from common_prosperity.schemes.linting.movement import Movement, Way
from common_prosperity.schemes.linting.worlds import Worlds
from common_prosperity.schemes.model import Amount, Requirement, Scheme, Veto

DAY = Period(SINCE, SINCE)


def _number(how: Any) -> Measure:
    return Measure(label=LABEL, unit=Unit.NUMBER, how=how)


MEASURES = {
    "a": _number(Attested(of="a")),
    "b": _number(Attested(of="b")),
    "kind": Measure(label=LABEL, unit=Unit.CHOICE, how=Attested(of="kind", kind=StatementKind.CHOICE, options=("x", "y"))),
    "due": _number(Product(of=("a", "p"))),
    "gap": _number(Difference(of=("due", "b"))),
    "short": _number(GreatestOf(of=("gap", 0))),
    "least": _number(LeastOf(of=("due", "b"))),
    "sum": _number(Total(of=("b", "by_kind"))),
    "part": _number(Ratio(of=("b", "a"))),
    "over": _number(Ratio(of=("due", "a"))),
    "under": _number(Ratio(of=("b", "due"))),
    "twice": _number(Product(of=("gap", 2))),
    "whole": _number(Rounded(of="due")),
    "tier": _number(
        First(
            of=(
                Case(value=2, when=Compare("part", Relation.AT_LEAST, "p")),
                Case(value=1, when=Compare("a", Relation.AT_LEAST, 2)),
                Case(value=0),
            )
        )
    ),
    "pick": _number(First(of=(Case(value="due", when=Compare("a", Relation.AT_LEAST, 1)), Case(value="b")))),
}
NAMES = [name for name in MEASURES if name != "kind"]
edges = st.integers(0, 4) | st.sampled_from([Fraction(1, 2), "p", *NAMES])


def _parameters(one: Any, x: Any, y: Any) -> dict[str, Parameter]:
    return {
        "p": Parameter(label=LABEL, unit=Unit.NUMBER, dated=(DatedValue(since=SINCE, value=one),)),
        "by_kind": Parameter(
            label=LABEL, unit=Unit.NUMBER, by="kind", dated=(DatedValue(since=SINCE, values={"x": x, "y": y, "none": 0}),)
        ),
    }


values = st.sampled_from([0, Fraction(1, 2), 1, 2])
parameters = st.builds(_parameters, values, values, values)
comparisons = st.builds(Compare, st.sampled_from(NAMES), st.sampled_from([*sorted(ORDERED), Relation.EQUALS]), edges)
conditions: st.SearchStrategy[Condition] = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, min_size=1, max_size=2).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=2).map(tuple)),
        st.builds(AtLeastKOf, st.integers(1, 2), st.lists(inner, min_size=2, max_size=2).map(tuple)),
    ),
    max_leaves=3,
)
cases = st.builds(Case, value=st.integers(-1, 3) | st.sampled_from(NAMES), when=st.none() | conditions)
amounts = st.builds(
    Amount,
    id=st.just("a"),
    label=st.just(LABEL),
    unit=st.just(Unit.YUAN),
    first=st.lists(cases, min_size=1, max_size=3).map(tuple),
    times=st.sampled_from([UNSTATED, UNSTATED, "short", "gap", "b"]),
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Scheme, Scheme]:
    """The same scheme with other parameters."""
    condition = draw(conditions)
    old = attrs.evolve(
        SCHEME,
        measures=MEASURES,
        parameters=draw(parameters),
        requirements=(Requirement(id="r", label=LABEL, condition=condition),),
        vetoes=(Veto(id="v", label=LABEL, condition=condition),),
        amounts=(draw(amounts),),
    )
    return old, attrs.evolve(old, parameters=draw(parameters))


def everything(*schemes: Scheme) -> Iterator[list[Decision]]:
    """What each scheme decides on all small facts."""
    for a, b, kind in product((0, 1, 2, 3), (0, 1, 3), ("x", "y")):
        told = tuple(Attestation(id=name, value=value) for name, value in (("a", a), ("b", b), ("kind", kind)))
        dossier = Dossier(workshop=Workshop(id="w"), period=DAY, attestations=told)
        yield [decide(dossier, scheme) for scheme in schemes]


def verdict(decision: Decision, clause: str) -> Verdict:
    """What is found of a clause."""
    return next(one.verdict for one in decision.eligibility.findings if one.clause == clause)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(pairs())
def test_what_goes_one_way_never_goes_the_other(schemes: tuple[Scheme, Scheme]) -> None:
    old, new = schemes
    movement = Movement(Worlds(old), Worlds(new))
    condition, amount = movement.condition(old.requirements[0].condition), movement.amount(old.amounts[0])
    for before, after in everything(old, new):
        met = [verdict(one, "r") is Verdict.MET for one in (before, after)]
        assert not (condition is Way.UP and met == [True, False])
        assert not (condition is Way.DOWN and met == [False, True])
        assert not (condition is Way.STILL and met[0] is not met[1])
        one, other = (each.amounts[0].value for each in (before, after))
        if isinstance(one, Bounds) and isinstance(other, Bounds) and one.lower is not None and other.lower is not None:
            assert not (amount is Way.UP and other.lower < one.lower)
            assert not (amount is Way.DOWN and other.lower > one.lower)
            assert not (amount is Way.STILL and other.lower != one.lower)


BASE = (
    measure("staff", "number", 'attested = "staff"')
    + measure("counted", "number", 'attested = "counted"')
    + measure("due", "number", 'product = ["staff", "asked"]')
    + measure("well", "yes_no", 'attested = { of = "well", kind = "yes_no" }')
    + "[parameters.asked]\n"
    + 'label = { zh = "参数", en = "parameter" }\nunit = "share"\nsource = "art. 5"\n'
    + 'dated = [{ since = 2023-01-01, value = "1.5%" }]\n'
)
REACHED = '{ measure = "counted", at_least = "due" }'
BEYOND = '{ measure = "counted", more_than = "due" }'


def told(clause: str, value: str) -> list[str]:
    """What is told of a clause where the base asks for 1.5 % and the scheme for something else."""
    base, scheme = (scheme_of(clause + BASE.replace("1.5%", each))[0] for each in ("1.5%", value))
    return [finding.code for finding in lint(scheme, base=base) if finding.code in ("S604", "S610")]


CLAUSES = {
    "a requirement": (requirement(REACHED), [], ["S604"]),
    "a requirement that is advice": (requirement(REACHED, more='force = "advised"'), [], []),
    "a veto": (requirement(BEYOND).replace("requirements", "vetoes"), ["S604"], []),
    "a requirement that applies somewhere": (
        requirement('{ measure = "well", equals = true }', more=f"applies = {BEYOND}"),
        ["S610"],
        ["S610"],
    ),
    "points for a condition": (section(f"yes_no = {{ when = {REACHED}, points = 2 }}"), [], ["S604"]),
    "points for a checklist": (
        section(f'checklist = {{ items = [{{ label = {{ zh = "甲", en = "first" }}, when = {REACHED}, points = 2 }}] }}'),
        [],
        ["S604"],
    ),
    "points for not meeting a condition": (
        section(f"yes_no = {{ when = {REACHED}, points = 1, otherwise = 2 }}"),
        ["S610"],
        ["S610"],
    ),
    "points taken off": (
        section(f"yes_no = {{ when = {REACHED}, points = 2 }}", more='kind = "deduction"\ncap = 2'),
        ["S604"],
        [],
    ),
    "points by a measure": (section('measure = "due"\ncurve = [[0, 0], [10, 10]]'), ["S610"], ["S610"]),
    "points where something applies": (
        section(f'yes_no = {{ when = {{ measure = "well", equals = true }}, points = 2 }}\napplies = {REACHED}'),
        ["S610"],
        ["S610"],
    ),
}


@pytest.mark.parametrize("case", CLAUSES.values(), ids=list(CLAUSES))
def test_what_is_told_of_a_raised_and_of_a_lowered_parameter(case: tuple[str, list[str], list[str]]) -> None:
    clause, raised, lowered = case
    assert [told(clause, value) for value in ("2%", "1%", "1.5%")] == [raised, lowered, []]


def by_type(by: str, values: str) -> str:
    """A requirement on heads by the option of a choice."""
    options = 'attested = { of = "type", options = ["job", "service"] }'
    return (
        requirement('{ measure = "staff", at_least = "doubled" }')
        + measure("staff", "number", 'attested = "staff"')
        + measure("type", "choice", options)
        + measure("kind", "choice", options.replace("type", "kind"))
        + measure("doubled", "number", 'product = ["heads", 2]')
        + "[parameters.heads]\n"
        + f'label = {{ zh = "参数", en = "parameter" }}\nunit = "number"\nby = "{by}"\nsource = "art. 5"\n'
        + f"dated = [{{ since = 2023-01-01, values = {{ {values} }} }}]\n"
    )


@pytest.mark.parametrize(
    ("by", "values", "codes"),
    [
        ("type", "job = 1, service = 2, none = 0", ["S610"]),
        ("type", "job = 2, service = 1", ["S610"]),
        ("kind", "job = 1, service = 2", ["S610"]),
        ("type", "job = 1, service = 1", ["S604"]),
        ("type", "job = 2, service = 2", []),
    ],
)
def test_a_parameter_by_options_that_are_others_may_go_either_way(by: str, values: str, codes: list[str]) -> None:
    base, scheme = (scheme_of(by_type(*one))[0] for one in (("type", "job = 1, service = 2"), (by, values)))
    assert [finding.code for finding in lint(scheme, base=base) if finding.code in ("S604", "S610")] == codes
