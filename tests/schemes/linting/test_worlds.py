"""Outcomes of conditions: every outcome that values can bring about is found, and every outcome found has its world."""

import datetime as dt
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.measures.aggregates import Count
from common_prosperity.measures.conditions import All, AnyOf, AtLeastKOf, Compare, Condition, Not, Relation, Value
from common_prosperity.measures.definition import DatedValue, Measure, Parameter, Unit
from common_prosperity.measures.shares import Share
from common_prosperity.measures.statements import Attested, StatementKind
from common_prosperity.quantities import NOT_APPLICABLE, Bounds, Options, Text
from common_prosperity.quantities.truth import FALSE, TRUE, VOID
from common_prosperity.schemes.linting.worlds import Statement, Worlds, joint
from common_prosperity.schemes.model import Effective, Scheme

SINCE = dt.date(2023, 1, 1)
LATER = dt.date(2024, 1, 1)
WHERE = Compare("age", Relation.AT_LEAST, 18)


def _measure(unit: Unit, how: object) -> Measure:
    return Measure(label=Text("量", "quantity"), unit=unit, how=how)  # type: ignore[arg-type]  # one of the definitions below


MEASURES = {
    "people": _measure(Unit.PEOPLE, Count(of="people")),
    "women": _measure(Unit.PEOPLE, Count(of="people", where=Compare("sex", Relation.EQUALS, "female"))),
    "part": _measure(Unit.SHARE, Share(of="people", where=WHERE)),
    "balance": _measure(Unit.NUMBER, Attested(of="balance", signed=True)),
    "insured": _measure(Unit.YES_NO, Attested(of="insured", kind=StatementKind.YES_NO)),
    "work": _measure(Unit.CHOICE, Attested(of="work", kind=StatementKind.CHOICE, options=("hand", "machine"))),
}
PARAMETERS = {
    "floor": Parameter(
        label=Text("下限", "floor"),
        unit=Unit.NUMBER,
        dated=(DatedValue(since=SINCE, value=2), DatedValue(since=LATER, value=3)),
    ),
    "by_work": Parameter(
        label=Text("按工种", "by work"),
        unit=Unit.NUMBER,
        by="work",
        dated=(DatedValue(since=SINCE, values={"hand": 1, "machine": 4}),),
    ),
}
SCHEME = Scheme(
    id="s",
    edition="1",
    label=Text("甲", "a"),
    issuer=Text("甲", "a"),
    effective=Effective(since=SINCE),
    source="x",
    measures=MEASURES,
    parameters=PARAMETERS,
)
WORLDS = Worlds(SCHEME)
NUMBERS: dict[str, st.SearchStrategy[Any]] = {
    "people": st.integers(0, 6),
    "women": st.integers(0, 6),
    "part": st.fractions(0, 1, max_denominator=4),
    "balance": st.fractions(-3, 6, max_denominator=2),
}
WITH_NONE = ("part", "balance")


def _comparisons() -> st.SearchStrategy[Condition]:
    ordered = [Relation.AT_LEAST, Relation.MORE_THAN, Relation.AT_MOST, Relation.LESS_THAN]
    edges = st.integers(-1, 5) | st.fractions(0, 1, max_denominator=2)
    names = st.sampled_from(sorted(NUMBERS))
    return st.one_of(
        st.builds(Compare, names, st.sampled_from([*ordered, Relation.EQUALS]), edges),
        st.builds(Compare, names, st.sampled_from(ordered), st.sampled_from(["floor", "by_work", *NUMBERS])),
        st.builds(Compare, st.just("insured"), st.just(Relation.EQUALS), st.booleans()),
        st.builds(Compare, st.just("work"), st.just(Relation.EQUALS), st.sampled_from(["hand", "machine", "none"])),
        st.builds(Compare, names, st.just(Relation.ONE_OF), st.just((1, 3))),
    )


CONDITIONS = st.recursive(
    _comparisons(),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AtLeastKOf, st.integers(0, 3), st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=4,
)


@st.composite
def settled_worlds(draw: st.DrawFn) -> dict[str, Value]:
    """A value for every measure."""
    world: dict[str, Value] = {}
    for name, values in NUMBERS.items():
        number = draw(values)
        none = name in WITH_NONE and draw(st.booleans())
        world[name] = NOT_APPLICABLE if none else Bounds.exactly(Fraction(number))
    world["insured"] = Bounds.exactly(draw(st.integers(0, 1)))
    world["work"] = Options.exactly(draw(st.sampled_from(["hand", "machine", "none"])))
    return world


class TestOutcomes:
    @given(CONDITIONS, settled_worlds(), st.sampled_from([SINCE, LATER]))
    def test_whatever_can_come_about_is_among_the_outcomes(
        self, condition: Condition, world: dict[str, Value], day: dt.date
    ) -> None:
        outcomes = WORLDS.outcomes(condition, "outer")
        if outcomes is not None:
            assert condition.judge(WORLDS.lookup(world, day)) in outcomes

    @given(CONDITIONS)
    def test_every_outcome_has_a_world_that_shows_it(self, condition: Condition) -> None:
        for truth, world in (WORLDS.outcomes(condition, "inner") or {}).items():
            assert truth in (TRUE, FALSE, VOID)
            assert truth in {condition.judge(WORLDS.lookup(world, day)) for day in (SINCE, LATER)}

    @given(CONDITIONS, CONDITIONS, settled_worlds())
    def test_together(self, one: Condition, other: Condition, world: dict[str, Value]) -> None:
        jointly = joint([Statement(one, WORLDS, SINCE), Statement(other, WORLDS, SINCE)], "outer")
        lookup = WORLDS.lookup(world, SINCE)
        if jointly is not None:
            assert (one.judge(lookup), other.judge(lookup)) in jointly

    @given(CONDITIONS)
    def test_what_surely_happens_may_happen(self, condition: Condition) -> None:
        inner, outer = (WORLDS.outcomes(condition, side) for side in ("inner", "outer"))
        if inner is not None and outer is not None:
            assert inner.keys() <= outer.keys()


class TestExamples:
    def test_two_edges_on_one_measure_hang_together(self) -> None:
        both = All((Compare("people", Relation.AT_LEAST, 10), Compare("people", Relation.LESS_THAN, 5)))
        outcomes = WORLDS.outcomes(both, "outer")
        assert outcomes is not None
        assert set(outcomes) == {FALSE}

    def test_whole_numbers_leave_no_room_between_neighbours(self) -> None:
        between = All((Compare("people", Relation.MORE_THAN, 4), Compare("people", Relation.LESS_THAN, 5)))
        outcomes = WORLDS.outcomes(between, "outer")
        assert outcomes is not None
        assert TRUE not in outcomes

    def test_a_parameter_by_key_follows_its_key(self) -> None:
        condition = All((Compare("work", Relation.EQUALS, "machine"), Compare("people", Relation.AT_LEAST, "by_work")))
        outcomes = WORLDS.outcomes(condition, "outer")
        assert outcomes is not None
        world = outcomes[TRUE]
        assert world["work"] == Options.exactly("machine")
        people = world["people"]
        assert isinstance(people, Bounds)
        assert people.lower is not None
        assert people.lower >= 4

    def test_too_many_worlds_prove_nothing(self) -> None:
        names = [f"m{index}" for index in range(8)]
        measures = {name: _measure(Unit.NUMBER, Attested(of=name)) for name in names}
        worlds = Worlds(attrs.evolve(SCHEME, measures=measures, parameters={}))
        tangled = AnyOf(
            tuple(
                All((Compare(a, Relation.AT_LEAST, k), Compare(b, Relation.AT_LEAST, k)))
                for k, (a, b) in enumerate([*pairwise(names)] * 2)
            )
        )
        assert worlds.outcomes(tangled, "outer") is None

    def test_a_new_value_of_a_parameter_is_looked_at(self) -> None:
        at_two = All((Compare("people", Relation.AT_LEAST, "floor"), Compare("people", Relation.EQUALS, 2)))
        after = joint([Statement(at_two, WORLDS, LATER)], "outer")
        assert after is not None
        assert (TRUE,) not in after
        assert TRUE in (WORLDS.outcomes(at_two, "outer") or {})


@pytest.mark.parametrize(("name", "days"), [("floor", 2), ("people", 2)])
def test_days_are_those_on_which_something_changes(name: str, days: int) -> None:
    assert len(WORLDS.days({name})) == days
