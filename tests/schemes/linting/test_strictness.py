"""Strictness of two versions of a clause: no facts contradict what is proven, and the examples show it."""

from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st
from lint_strategies import LABEL, SCHEME, SINCE, bands, conditions, curves, marks, measured, nested, per_units

from common_prosperity.files.schemes import load_scheme
from common_prosperity.measures.conditions import Condition, Value
from common_prosperity.quantities import Bounds
from common_prosperity.quantities.truth import TRUE
from common_prosperity.schemes.linting.gates import refuses
from common_prosperity.schemes.linting.strictness import Effect, Shift, clause_shift, entangled, points_shift
from common_prosperity.schemes.linting.worlds import Worlds
from common_prosperity.schemes.model import Criterion, Requirement, Veto

World = dict[str, Value]


def _clause(kind: type, condition: Condition, applies: Condition | None) -> Any:
    return kind(id="c", label=LABEL, condition=condition, applies=applies)


def _refuses(clause: Requirement | Veto, world: World, worlds: Worlds) -> bool:
    lookup = worlds.lookup(world, SINCE)
    return refuses(clause, clause.condition.judge(lookup), TRUE if clause.applies is None else clause.applies.judge(lookup))


PAIRS = st.tuples(st.sampled_from([Requirement, Veto]), nested, st.none() | conditions, nested, st.none() | conditions)


@given(PAIRS, measured())
def test_no_facts_contradict_the_effect(pair: Any, world: World) -> None:
    kind, *parts = pair
    worlds = WORLDS
    old, new = _clause(kind, *parts[:2]), _clause(kind, *parts[2:])
    effect = clause_shift(old, worlds, new, worlds).effect
    before, after = _refuses(old, world, worlds), _refuses(new, world, worlds)
    if effect in (Effect.STRICTER, Effect.NEUTRAL):
        assert not (before and not after)
    if effect in (Effect.LOOSER, Effect.NEUTRAL):
        assert not (after and not before)


@given(PAIRS)
def test_examples_show_the_effect(pair: Any) -> None:
    kind, *parts = pair
    worlds = WORLDS
    old, new = _clause(kind, *parts[:2]), _clause(kind, *parts[2:])
    shift: Shift = clause_shift(old, worlds, new, worlds)
    for example, refusing, admitting in ((shift.stricter, new, old), (shift.looser, old, new)):
        if example is not None:
            assert _refuses(refusing, dict(example), worlds)
            assert not _refuses(admitting, dict(example), worlds)


@given(nested, st.none() | conditions)
def test_a_clause_is_as_strict_as_itself(condition: Condition, applies: Condition | None) -> None:
    worlds, clause = WORLDS, _clause(Requirement, condition, applies)
    assert clause_shift(clause, worlds, clause, worlds).effect in (Effect.NEUTRAL, Effect.UNKNOWN)


WORLDS = Worlds(SCHEME)
REFERENCE = Worlds(load_scheme("outstanding-workshop@2023"))
SHAPES = st.one_of(bands(), curves(), per_units(), marks)


@given(SHAPES, SHAPES, st.sampled_from(["heads", "yuan", "score"]), measured(none=False))
def test_no_value_contradicts_the_shift_of_points(one: Any, other: Any, name: str, world: World) -> None:
    worlds = WORLDS
    old, new = (Criterion(id="c", label=LABEL, measure=name, points=shape) for shape in (one, other))
    shift = points_shift(old, worlds, new, worlds)
    before, after = (criterion.points.award(world[name], world.__getitem__) for criterion in (old, new))
    if before.doubt is None and after.doubt is None:
        assert before.bounds.lower is not None
        assert after.bounds.lower is not None
        if shift.effect in (Effect.STRICTER, Effect.NEUTRAL):
            assert after.bounds.lower <= before.bounds.lower
        if shift.effect in (Effect.LOOSER, Effect.NEUTRAL):
            assert after.bounds.lower >= before.bounds.lower
    for example, more in ((shift.more, True), (shift.less, False)):
        if example is not None:
            shown, first, second = example
            value = shown[name]
            assert isinstance(value, Bounds)
            given_points = [criterion.points.award(value, world.__getitem__).bounds.lower for criterion in (old, new)]
            assert given_points == [first, second]
            assert (second > first) is more


def test_parts_of_the_same_table_are_entangled() -> None:
    assert entangled({"disabled_share"}, REFERENCE, {"people_employed"}, REFERENCE)
    assert not entangled({"people_employed"}, REFERENCE, {"projects"}, REFERENCE)


def test_a_redefined_measure_leaves_the_effect_unknown() -> None:
    scheme = REFERENCE.scheme
    other = attrs.evolve(scheme, measures={**scheme.measures, "people_employed": scheme.measures["disabled_people"]})
    clause = next(clause for clause in scheme.requirements if clause.id == "employment")
    assert clause_shift(clause, REFERENCE, clause, Worlds(other)).effect is Effect.UNKNOWN
