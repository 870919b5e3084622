"""Checks S201 to S208: requirements, vetoes, restrictions, and conditions of which parts do nothing."""

from collections.abc import Iterator, Sequence
from itertools import combinations as pairs_of
from typing import Final

import attrs

from common_prosperity.measures.conditions import All, AnyOf, AtLeastKOf, Condition, Not
from common_prosperity.quantities.truth import TRUE, Truth
from common_prosperity.schemes.linting.earning import never_applies
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.inspection import Inspection, found
from common_prosperity.schemes.linting.words import condition_text
from common_prosperity.schemes.linting.worlds import Joint, Outcomes, World, Worlds
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


def _outcome(place: str, clause: Requirement | Veto, worlds: Worlds) -> Iterator[LintFinding]:
    """A condition with one outcome only."""
    outcomes = worlds.where(clause.applies, clause.condition, "outer")
    if not outcomes or never_applies(clause.applies, worlds):
        return
    codes = ("S203", "S204") if isinstance(clause, Veto) else ("S201", "S202")
    settled = set(outcomes)
    if TRUE not in settled or settled == {TRUE}:
        code = codes[TRUE in settled]
        world = _shown(worlds.where(clause.applies, clause.condition, "inner"))
        yield found(code, f"{place}.condition", clause.id, [world], condition=condition_text(clause.condition, worlds.scheme))


def _shown(outcomes: Outcomes | None) -> World | None:
    """A world that surely can be."""
    return next(iter((outcomes or {}).values()), None)


def _applying(inspection: Inspection) -> Iterator[LintFinding]:
    clauses: list[tuple[str, Clause]] = [*inspection.gates()]
    clauses += [(place, criterion) for place, _, criterion in inspection.criteria()]
    for place, clause in clauses:
        outcomes = None if clause.applies is None else inspection.worlds.outcomes(clause.applies, "outer")
        if outcomes and clause.applies is not None and (TRUE not in outcomes or outcomes.keys() == {TRUE}):
            code = "S206" if TRUE in outcomes else "S205"
            world = _shown(inspection.worlds.outcomes(clause.applies, "inner"))
            yield found(
                code, f"{place}.applies", clause.id, [world], condition=condition_text(clause.applies, inspection.scheme)
            )


# ---- what is implied -----------------------------------------------------------------------------------------------


def refuses(clause: Requirement | Veto, truth: Truth, applies: Truth) -> bool:
    """Whether a clause refuses, given the outcome of its condition and of its restriction."""
    return applies == TRUE and (truth == TRUE) is isinstance(clause, Veto)


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
        shown = worlds.jointly(conditions, "inner") or {}
        only_one = any(refuses(one, a, b) and not refuses(other, c, d) for a, b, c, d in jointly)
        only_other = any(refuses(other, c, d) and not refuses(one, a, b) for a, b, c, d in jointly)
        if not only_other:
            idle.add(other_place)
            yield found("S207", f"{other_place}.condition", other.id, [_refused(shown, other, 2)], other=one.id)
        elif not only_one:
            idle.add(place)
            yield found("S207", f"{place}.condition", one.id, [_refused(shown, one, 0)], other=other.id)


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
                yield found("S208", place, subject_at(inspection, place), part=condition_text(condition, inspection.scheme))
            continue
        for inner, part in idle_parts(condition, inspection.worlds):
            subject = subject_at(inspection, place)
            yield found("S208", f"{place}{inner}", subject, part=condition_text(part, inspection.scheme))


def subject_at(inspection: Inspection, place: str) -> str:
    """The id of the clause or grade that a place lies in: every condition lies in one."""
    owners = (
        *inspection.gates(),
        *((at, criterion) for at, _, criterion in inspection.criteria()),
        *((f"$.grades[{index}]", grade) for index, grade in enumerate(inspection.scheme.grades)),
    )
    return next(owner.id for start, owner in owners if place.startswith(f"{start}."))


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
