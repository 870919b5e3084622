"""Checks S701 and S702: cases that are never the first to be met, and facts that meet none, in amounts and in measures."""

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from common_prosperity.measures.cases import Case, First
from common_prosperity.measures.conditions import All, AnyOf, AtLeastKOf, Condition, Not
from common_prosperity.quantities import Text
from common_prosperity.quantities.truth import FALSE, TRUE
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.inspection import Inspection, found
from common_prosperity.schemes.linting.words import named
from common_prosperity.schemes.linting.worlds import World, Worlds
from common_prosperity.schemes.model import is_outcome

COVERED: Final = Text("前面的情形已包含它", "the cases before it cover all of it")


def check(inspection: Inspection) -> Iterator[LintFinding]:
    """Everything about cases."""
    for index, amount in enumerate(inspection.scheme.amounts):
        yield from _cases(f"$.amounts[{index}].first", amount.id, amount.first, inspection.worlds)
    for name, measure in inspection.own_measures.items():
        if isinstance(measure.how, First):
            yield from _cases(f"$.measures.{name}.first", name, measure.how.of, inspection.worlds)


def _cases(place: str, subject: str, cases: Sequence[Case], worlds: Worlds) -> Iterator[LintFinding]:
    for index, case in enumerate(cases):
        reason = _never(cases[:index], case, worlds)
        if reason is not None:
            yield found(
                "S701",
                f"{place}[{index}]",
                subject,
                subject=named(subject, worlds.scheme),
                number=str(index + 1),
                reason=reason,
            )
    without = _without_a_case(cases, worlds)
    if without is not None:
        yield found("S702", place, subject, [without], subject=named(subject, worlds.scheme))


def _never(earlier: Sequence[Case], case: Case, worlds: Worlds) -> Text | None:
    """Why a case is never the first to be met; `None` where that is not proven."""
    if any(one.when is None for one in earlier):
        return COVERED
    before = AnyOf(tuple(one.when for one in earlier if one.when is not None))
    outcomes = worlds.outcomes(before if case.when is None else case.when, "outer")
    if not outcomes:
        return None
    if case.when is None:
        return COVERED if outcomes.keys() == {TRUE} else None
    if TRUE not in outcomes:
        return Text("其条件永远不成立", "its condition can never hold")
    jointly = worlds.jointly([before, case.when], "outer") if earlier else None
    return COVERED if jointly and not any(met == TRUE and one != TRUE for one, met in jointly) else None


def _without_a_case(cases: Sequence[Case], worlds: Worlds) -> World | None:
    """Facts that meet none of the cases, whatever grade, points and eligibility follow from them; `None` where none are found.

    What hangs on those alone is reserved: the others are meant to have nothing.
    """
    conditions = [case.when for case in cases if case.when is not None]
    if len(conditions) < len(cases):
        return None
    outcomes = worlds.outcomes(AnyOf(tuple(map(_favoured, conditions))), "inner") or {}
    return outcomes.get(FALSE)


def _favoured(condition: Condition, *, met: bool = True) -> Condition:
    """A condition as if whatever the scheme itself finds were in its favour."""
    if isinstance(condition, Not):
        return Not(_favoured(condition.of, met=not met))
    if isinstance(condition, All | AnyOf | AtLeastKOf):
        return attrs.evolve(condition, of=tuple(_favoured(part, met=met) for part in condition.of))
    if any(map(is_outcome, condition.names())):
        return All(()) if met else AnyOf(())
    return condition
