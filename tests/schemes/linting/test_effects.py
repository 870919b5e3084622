"""A told effect is never contradicted by deciding both schemes, whatever the facts."""

from typing import Any

import attrs
from grid_claims import Row, row, told
from grid_schemes import LABEL, amounts, finding_of, requirements, schemes, worlds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common_prosperity.awards.results import Verdict
from common_prosperity.measures.aggregates import Count
from common_prosperity.measures.conditions import ORDERED, All, Compare, Condition, Relation
from common_prosperity.quantities import Bounds, Options
from common_prosperity.quantities.truth import TRUE
from common_prosperity.schemes.changes import Part
from common_prosperity.schemes.comparing import compare
from common_prosperity.schemes.linting.strictness import Effect, counts_some_of
from common_prosperity.schemes.model import Amount, Scheme, Veto

slow = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])


def pairs(old: Scheme, new: Scheme) -> list[tuple[Row, Row]]:
    """What follows under both schemes, for everything there can be; parameters are those of both."""
    return [(row(world, day, old), row(world, day, new)) for world, day in worlds(old, new)]


def told_of(part: Part, old: Scheme, new: Scheme) -> set[Effect]:
    """The effects told of a part; none where nothing changed."""
    return {change.effect for change in compare(old, new) if change.part is part}


@st.composite
def versions(draw: st.DrawFn) -> tuple[Amount, Amount]:
    """Two versions of an amount: other values for the same conditions, or all of it anew."""
    old = draw(amounts("a", ["g0"]))
    if draw(st.integers(0, 2)) == 0:
        return old, attrs.evolve(draw(amounts("a", ["g0"])), times=old.times)
    values: st.SearchStrategy[Any] = st.integers(0, 3)
    return old, attrs.evolve(old, first=tuple(attrs.evolve(case, value=draw(values)) for case in old.first))


@slow
@given(schemes(), versions())
def test_amounts(scheme: Scheme, amounts_of: tuple[Amount, Amount]) -> None:
    grade = attrs.evolve(scheme.grades[0], id="g0") if scheme.grades else None
    bare = attrs.evolve(scheme, grades=() if grade is None else (grade,))
    old, new = (attrs.evolve(bare, amounts=(amount,)) for amount in amounts_of)
    effects = told_of(Part.AMOUNT, old, new)
    if not effects & {Effect.LARGER, Effect.SMALLER, Effect.NEUTRAL}:
        return
    for one, other in pairs(old, new):
        before, after = (each.decision.amounts[0].value for each in (one, other))
        assert isinstance(before, Bounds)
        assert isinstance(after, Bounds)
        if not (before.settled and after.settled and one.settled):
            continue
        if before.lower is None or after.lower is None:
            assert before == after
        else:
            assert before.lower <= after.lower or effects == {Effect.SMALLER}
            assert before.lower >= after.lower or effects == {Effect.LARGER}


@slow
@given(schemes(), requirements("r"), requirements("r"), st.sampled_from([Part.REQUIREMENT, Part.VETO]))
def test_requirements_and_vetoes(scheme: Scheme, one: Any, other: Any, kind: Part) -> None:
    if kind is Part.VETO:
        one, other = (Veto(id="r", label=LABEL, condition=each.condition, applies=each.applies) for each in (one, other))
    else:
        other = attrs.evolve(other, force=one.force)
    bare: dict[str, Any] = {"vetoes": (), "requirements": ()}
    field = "vetoes" if kind is Part.VETO else "requirements"
    old, new = (attrs.evolve(scheme, **{**bare, field: (each,)}) for each in (one, other))
    effects = told_of(kind, old, new)
    if not effects & {Effect.STRICTER, Effect.LOOSER}:
        return
    stricter = effects == {Effect.STRICTER}
    for before, after in pairs(old, new):
        looser, tighter = (before, after) if stricter else (after, before)
        decisive = told([before], one.condition, other.condition)
        if decisive and finding_of(looser.decision, "r").verdict is Verdict.NOT_MET:
            assert finding_of(tighter.decision, "r").verdict is Verdict.NOT_MET


asked = st.builds(
    Compare, st.sampled_from(["age", "days_engaged"]), st.sampled_from(sorted(ORDERED)), st.integers(0, 2)
) | st.builds(Compare, st.just("sex"), st.just(Relation.EQUALS), st.sampled_from(["female", "male"]))
wheres: st.SearchStrategy[Condition | None] = (
    st.none() | asked | st.lists(asked, min_size=1, max_size=3).map(lambda parts: All(tuple(parts)))
)
people = st.fixed_dictionaries(
    {"age": st.integers(0, 3), "days_engaged": st.integers(0, 3), "sex": st.sampled_from(["female", "male"])}
)


@given(wheres, wheres, st.lists(people, max_size=6))
def test_some_of_the_rows_are_never_more_than_all(part: Condition | None, whole: Condition | None, rows: list[Any]) -> None:
    if not counts_some_of(Count(of="people", where=part), Count(of="people", where=whole)):
        return
    for person in rows:
        known = {
            name: Options.exactly(cell) if isinstance(cell, str) else Bounds.exactly(cell) for name, cell in person.items()
        }
        counted = [where is None or where.judge(known.__getitem__) == TRUE for where in (part, whole)]
        assert counted[0] <= counted[1]
