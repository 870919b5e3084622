"""Check S209: clauses for the options of a choice, some options of which, or a stated none, no clause is for."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from common_prosperity.measures.conditions import Compare, Condition, Relation
from common_prosperity.quantities import Options
from common_prosperity.quantities.truth import TRUE
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.gates import ALWAYS, refuses
from common_prosperity.schemes.linting.inspection import Inspection, found
from common_prosperity.schemes.linting.words import listed, named, options_text
from common_prosperity.schemes.linting.worlds import Worlds
from common_prosperity.schemes.model import Force, Requirement, Veto

Placed = tuple[str, Requirement | Veto, frozenset[str]]
"""A clause with its place and the options it is for."""


def check(inspection: Inspection) -> Iterator[LintFinding]:
    """Requirements among themselves, and vetoes among themselves."""
    for kind in (Requirement, Veto):
        by_choice: dict[str, list[Placed]] = {}
        for place, clause in inspection.gates():
            advised = isinstance(clause, Requirement) and clause.force is Force.ADVISED
            name = None if clause.applies is None or advised else _choice(clause.applies, inspection.worlds)
            if isinstance(clause, kind) and name is not None and clause.applies is not None:
                by_choice.setdefault(name, []).append((place, clause, _options(clause.applies, name, inspection.worlds)))
        for name, placed in by_choice.items():
            yield from _left_out(name, placed, inspection)


def _choice(condition: Condition, worlds: Worlds) -> str | None:
    """The choice of known options that alone decides a condition."""
    names = set(condition.names())
    name = next(iter(names), "")
    values = worlds.domain(name).inner
    return name if len(names) == 1 and values.options and not values.others else None


def _options(condition: Condition, name: str, worlds: Worlds) -> frozenset[str]:
    """The options for which a condition is met."""
    known = {option: {name: Options.exactly(option)} for option in worlds.domain(name).inner.options}
    day = worlds.days()[0]
    return frozenset(option for option, world in known.items() if condition.judge(worlds.lookup(world, day)) == TRUE)


def _left_out(name: str, placed: Sequence[Placed], inspection: Inspection) -> Iterator[LintFinding]:
    """Options that no clause is for, where some clauses are for these options and some for those."""
    if not any(one - other and other - one for (_, _, one), (_, _, other) in combinations(placed, 2)):
        return
    everything = inspection.worlds.domain(name).inner.options
    left = everything.difference(*(options for _, _, options in placed))
    free = sorted(option for option in left if not _settled(name, option, inspection))
    if free:
        place, _, _ = placed[-1]
        clauses = listed([clause.id for _, clause, _ in placed])
        worlds = [{name: Options.exactly(option)} for option in free]
        yield found(
            "S209",
            f"{place}.applies",
            name,
            worlds,
            subject=named(name, inspection.scheme),
            clauses=clauses,
            values=options_text(free),
        )


def _settled(name: str, option: str, inspection: Inspection) -> bool:
    """Whether a clause says what becomes of an option: one that refuses it, or that says which options are admitted."""
    stated = Compare(name, Relation.EQUALS, option)
    for _, clause in inspection.gates():
        names, applies = set(clause.condition.names()), clause.applies or ALWAYS
        if name not in names or (isinstance(clause, Requirement) and clause.force is Force.ADVISED):
            continue
        jointly = inspection.worlds.jointly([stated, clause.condition, applies], "outer")
        told = [refuses(clause, truth, where) for holds, truth, where in jointly or () if holds == TRUE]
        if told and (all(told) or (names == {name} and clause.applies is None)):
            return True
    return False
