"""Checks S201 to S209: requirements, vetoes, restrictions, and conditions of which parts do nothing."""

from collections.abc import Iterator, Sequence
from itertools import combinations as pairs_of
from typing import Final

import attrs

from common_prosperity.measures.aggregates import Count, Distinct, Sum
from common_prosperity.measures.conditions import All, AnyOf, AtLeastKOf, Compare, Condition, Not, Relation
from common_prosperity.measures.extremes import Greatest, Least
from common_prosperity.measures.formulas import Ratio, Total
from common_prosperity.measures.how import How
from common_prosperity.measures.shares import Share
from common_prosperity.quantities import NOT_APPLICABLE, Bounds
from common_prosperity.quantities.truth import FALSE, TRUE, Truth
from common_prosperity.schemes.linting.earning import never_applies
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.inspection import Inspection, found
from common_prosperity.schemes.linting.words import condition_text, listed
from common_prosperity.schemes.linting.worlds import Joint, Statement, World, Worlds, combinations
from common_prosperity.schemes.model import Clause, Force, Requirement, Veto

ALWAYS: Final = All(())
"""A condition that asks nothing."""


def check(inspection: Inspection) -> Iterator[LintFinding]:
    """Everything about clauses that admit or refuse, and about every condition."""
    constant: set[str] = set()
    for place, clause in inspection.gates():
        for finding in _outcome(place, clause, inspection.worlds):
            constant.add(place)
            yield finding
    yield from _applying(inspection)
    yield from _implied(inspection, constant)
    yield from _idle_parts(inspection, constant)
    yield from _nobody(inspection)


def _outcome(place: str, clause: Requirement | Veto, worlds: Worlds) -> Iterator[LintFinding]:
    """A condition with one outcome only."""
    outcomes = worlds.where(clause.applies, clause.condition, "outer")
    if not outcomes or never_applies(clause.applies, worlds):
        return
    codes = ("S203", "S204") if isinstance(clause, Veto) else ("S201", "S202")
    settled = set(outcomes)
    if TRUE not in settled:
        code = codes[0]
    elif isinstance(clause, Veto):
        code = codes[1] if settled == {TRUE} else ""
    else:
        code = codes[1] if FALSE not in settled else ""
    if code:
        world = next(iter(outcomes.values()))
        yield found(code, f"{place}.condition", clause.id, [world], condition=condition_text(clause.condition))


def _applying(inspection: Inspection) -> Iterator[LintFinding]:
    clauses: list[tuple[str, Clause]] = [*inspection.gates()]
    clauses += [(place, criterion) for place, _, criterion in inspection.criteria()]
    for place, clause in clauses:
        outcomes = None if clause.applies is None else inspection.worlds.outcomes(clause.applies, "outer")
        if outcomes and clause.applies is not None and (TRUE not in outcomes or outcomes.keys() == {TRUE}):
            code = "S206" if TRUE in outcomes else "S205"
            world = next(iter(outcomes.values()))
            yield found(code, f"{place}.applies", clause.id, [world], condition=condition_text(clause.applies))


# ---- what is implied -----------------------------------------------------------------------------------------------


def refuses(clause: Requirement | Veto, truth: Truth, applies: Truth) -> bool:
    """Whether a clause refuses, given the outcome of its condition and of its restriction."""
    return applies == TRUE and truth == (TRUE if isinstance(clause, Veto) else FALSE)


def _implied(inspection: Inspection, constant: set[str]) -> Iterator[LintFinding]:
    """Clauses that refuse only what another refuses as well; of two that refuse the same, the later one."""
    worlds = inspection.worlds
    barring = [
        (place, clause)
        for place, clause in inspection.gates()
        if place not in constant and not (isinstance(clause, Requirement) and clause.force is Force.ADVISED)
    ]
    idle: set[str] = set()
    for (place, one), (other_place, other) in pairs_of(barring, 2):
        if place in idle or other_place in idle or not _related(one, other, worlds):
            continue
        conditions = [one.condition, one.applies or ALWAYS, other.condition, other.applies or ALWAYS]
        jointly = worlds.jointly(conditions, "outer")
        if not jointly:
            continue
        only_one = any(refuses(one, a, b) and not refuses(other, c, d) for a, b, c, d in jointly)
        only_other = any(refuses(other, c, d) and not refuses(one, a, b) for a, b, c, d in jointly)
        if not only_other:
            idle.add(other_place)
            yield found("S207", f"{other_place}.condition", other.id, [_refused(jointly, other, 2)], other=one.id)
        elif not only_one:
            idle.add(place)
            yield found("S207", f"{place}.condition", one.id, [_refused(jointly, one, 0)], other=other.id)


def _refused(jointly: Joint, clause: Requirement | Veto, at: int) -> World | None:
    """A world in which a clause refuses."""
    return next((world for truths, world in jointly.items() if refuses(clause, truths[at], truths[at + 1])), None)


def _related(one: Requirement | Veto, other: Requirement | Veto, worlds: Worlds) -> bool:
    return bool(set(worlds.variables(one.condition)) & set(worlds.variables(other.condition)))


# ---- parts that do nothing -----------------------------------------------------------------------------------------


def _idle_parts(inspection: Inspection, constant: set[str]) -> Iterator[LintFinding]:
    for place, condition in inspection.scheme.conditions():
        owner, _, _ = place.rpartition(".")
        outcomes = inspection.worlds.outcomes(condition, "outer")
        if owner in constant or (outcomes is not None and len(outcomes) < 2):
            if outcomes is not None and outcomes.keys() == {TRUE} and place.startswith("$.grades"):
                yield found("S208", place, subject_at(inspection, place), part=condition_text(condition))
            continue
        for inner, part in idle_parts(condition, inspection.worlds):
            subject = subject_at(inspection, place)
            yield found("S208", f"{place}{inner}", subject, part=condition_text(part))


def subject_at(inspection: Inspection, place: str) -> str:
    """The id of the clause or grade that a place lies in."""
    for start, clause in (
        *inspection.gates(),
        *((at, criterion) for at, _, criterion in inspection.criteria()),
        *((f"$.grades[{index}]", grade) for index, grade in enumerate(inspection.scheme.grades)),
    ):
        if place.startswith(f"{start}."):
            return clause.id
    return ""


def idle_parts(condition: Condition, worlds: Worlds, place: str = "") -> Iterator[tuple[str, Condition]]:
    """Parts of a condition without which it comes to the same in every world, with their places."""
    if isinstance(condition, Not):
        yield from idle_parts(condition.of, worlds, f"{place}.not")
    if not isinstance(condition, All | AnyOf | AtLeastKOf):
        return
    key = f"{place}.at_least_k_of.of" if isinstance(condition, AtLeastKOf) else f"{place}.{condition.tag}"
    left = list(condition.of)
    for index in reversed(range(len(condition.of))):
        part = condition.of[index]
        yield from idle_parts(part, worlds, f"{key}[{index}]")
        if isinstance(condition, AtLeastKOf) or len(left) == 1:
            continue
        names = set(worlds.variables(part))
        related = [other for other in left if set(worlds.variables(other)) & names]
        rest = [other for other in related if other is not part]
        whole: Sequence[Condition] = [attrs.evolve(condition, of=tuple(related)), attrs.evolve(condition, of=tuple(rest))]
        jointly = worlds.jointly(whole, "outer")
        if jointly and all(one == other for one, other in jointly):
            left.remove(part)
            yield f"{key}[{index}]", part


# ---- shares among nobody -------------------------------------------------------------------------------------------


def _nobody(inspection: Inspection) -> Iterator[LintFinding]:
    """Requirements on a part of a whole that nothing in the scheme makes sure of."""
    worlds = inspection.worlds
    required = [
        (place, clause)
        for place, clause in inspection.gates()
        if isinstance(clause, Requirement) and clause.force is Force.REQUIRED
    ]
    exposed = {
        name
        for _, clause in required
        for name in worlds.variables(clause.condition)
        if worlds.domain(name).inner.void and not backed(name, set(), worlds)
    }
    conditions = [clause.condition for _, clause in required if clause.applies is None] if exposed else []
    sure = {name for condition in conditions for name in assured(condition, worlds, _divisors(exposed, worlds))}
    for place, clause in required:
        if clause.applies is not None and never_applies(clause.applies, worlds):
            continue
        world = _passing_among_nobody(clause.condition, sure, worlds)
        if world is not None:
            names = [name for name, value in world.items() if value == NOT_APPLICABLE]
            yield found("S209", f"{place}.condition", clause.id, [world], values=listed(names))


def _passing_among_nobody(condition: Condition, sure: set[str], worlds: Worlds) -> World | None:
    """A world that a requirement lets pass only because a part is taken of a whole that is nought."""
    names = [name for name in worlds.variables(condition) if worlds.domain(name).inner.void]
    exposed = {name for name in names if not backed(name, sure, worlds)}
    for day in worlds.days(set(condition.names())) if exposed else ():
        statement = Statement(condition, worlds, day)
        judged = [(world, statement.judge(world)) for world in combinations([statement], "inner") or ()]
        failing = [world for world, truth in judged if truth == FALSE]
        judged.sort(key=lambda one: -list(one[0].values()).count(NOT_APPLICABLE))  # parts of one whole are void together
        for world, truth in judged:
            void = {name for name, value in world.items() if value == NOT_APPLICABLE}
            if truth == FALSE or not void or not void <= exposed:
                continue
            for name in void:
                others = {key: value for key, value in world.items() if key != name}
                if any(others.items() <= other.items() for other in failing):
                    return world
    return None


def _divisors(names: set[str], worlds: Worlds) -> set[str]:
    """The names that ratios are divided by, and those their sums are made of."""
    found: set[str] = set()
    for name in names:
        measure = worlds.measure(name)
        if measure is not None and isinstance(measure.how, Ratio):
            found.update(one for one in measure.how.of[1:] if isinstance(one, str))
    for name in tuple(found):
        measure = worlds.measure(name)
        found.update(() if measure is None else measure.how.inputs())
    return found


def assured(condition: Condition, worlds: Worlds, divisors: set[str]) -> Iterator[str]:
    """Names that are above nought wherever a requirement does not refuse: divisors, and what is counted or summed."""
    for name in dict.fromkeys(worlds.variables(condition)):
        measure = worlds.measure(name)
        if measure is None or not (name in divisors or isinstance(measure.how, Count | Sum | Distinct)):
            continue
        jointly = worlds.jointly([condition, Compare(name, Relation.MORE_THAN, 0)], "outer")
        if jointly and all(truth == FALSE or above == TRUE for truth, above in jointly):
            yield name


def backed(name: str, sure: set[str], worlds: Worlds) -> bool:
    """Whether the whole that a part is taken of is made sure of by names that are above nought.

    Only shares, ratios and extremes are looked at: a stated none is the applicant's own answer.
    """
    measure = worlds.measure(name)
    how = None if measure is None else measure.how
    if isinstance(how, Share | Least | Greatest):
        table = how.of.partition(".")[0]
        among = how.among if isinstance(how, Share) else how.where
        return any(_fills(worlds, other, table, among) for other in sure)
    if isinstance(how, Ratio):
        return all(_above_nought(one, sure, worlds) for one in how.of[1:])
    return True


def _fills(worlds: Worlds, name: str, table: str, among: Condition | None) -> bool:
    """Whether a quantity above nought shows that a table has rows of a kind."""
    measure = worlds.measure(name)
    how = None if measure is None else measure.how
    if not isinstance(how, Count | Sum | Distinct) or how.of.partition(".")[0] != table:
        return False
    parts = how.where.of if isinstance(how.where, All) else (how.where,)
    return among is None or among == how.where or among in parts


def _above_nought(divisor: object, sure: set[str], worlds: Worlds) -> bool:
    if not isinstance(divisor, str):
        return divisor != 0
    if divisor in sure or divisor in worlds.scheme.parameters:
        return True
    measure = worlds.measure(divisor)
    how: How | None = None if measure is None else measure.how
    if isinstance(how, Count):
        return any(_fills(worlds, other, how.of, how.where) for other in sure)
    if isinstance(how, Total):
        parts = [one for one in how.of if isinstance(one, str)]
        low = [worlds.domain(one).outer.hull for one in parts]
        return any(one in sure for one in parts) and all(
            isinstance(b, Bounds) and b.lower is not None and b.lower >= 0 for b in low
        )
    return False
