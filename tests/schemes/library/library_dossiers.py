"""Dossiers of invented workshops for the worked cases of the library, from plain descriptions."""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import common_prosperity as cp

YEAR_2023 = cp.Period.year(2023)


def people(count: int, *, start: int = 0, **traits: Any) -> list[cp.Worker]:
    """So many people of the same traits; one who is not said to be disabled is certified to be not."""
    traits = {"disability": None, **traits}
    return [cp.Worker(id=f"p{start + index}", **traits) for index in range(count)]


def disabled(category: cp.DisabilityCategory, grade: int) -> cp.Disability:
    """A certified disability."""
    return cp.Disability(category=category, grade=grade)


def attestations(stated: dict[str, Any], verified: dict[str, Any]) -> tuple[cp.Attestation, ...]:
    """Statements from plain values, numbers also as text such as `"14.99"` or `"2/3"`."""

    def number(value: Any) -> Any:
        return Fraction(value) if isinstance(value, str) and value[:1].isdigit() and not value.isdigit() else value

    return tuple(
        cp.Attestation(id=name, value=number(value), verified=number(verified.get(name, cp.UNSTATED)))
        for name, value in stated.items()
    )


def dossier(
    period: cp.Period = YEAR_2023,
    workers: Iterable[cp.Worker] = (),
    *,
    headed_by: Any = cp.UNSTATED,
    fees: str = "",
    incidents: tuple[cp.Incident, ...] = (),
    verified: dict[str, Any] | None = None,
    **stated: Any,
) -> cp.Dossier:
    """One workshop's dossier: everybody is engaged for the whole period.

    Args:
        period: the period.
        workers: the people.
        headed_by: sex of its head.
        fees: processing fees of its one project.
        incidents: what went wrong.
        verified: values an evaluator found, by statement.
        stated: statements by id.
    """
    staff = tuple(workers)
    since = dt.date(period.since.year - 1, 1, 1)
    return cp.Dossier(
        workshop=cp.Workshop(id="w", headed_by=headed_by),
        period=period,
        workers=staff,
        engagements=tuple(cp.Engagement(worker=worker.id, workshop="w", since=since, until=None) for worker in staff),
        premises=(cp.Premises(id="hall", kind=cp.PremisesKind.IDLE_BUILDING, since=since, until=None),),
        projects=(cp.Project(id="line", since=since, until=None, processing_fees=cp.Yuan.of(fees)),) if fees else (),
        incidents=incidents,
        attestations=attestations(stated, verified or {}),
    )


def verdicts(decision: cp.Decision) -> dict[str, str]:
    """The verdict of every clause by its id."""
    return {finding.clause: finding.verdict.value for finding in decision.eligibility.findings}


def amounts(decision: cp.Decision) -> dict[str, str]:
    """The text of every amount by its id."""
    return {line.amount: str(line.value) for line in decision.amounts}


def grades(decision: cp.Decision) -> list[str]:
    """The grades that are still possible, `none` included."""
    return [line.grade for line in decision.grades] + (["none"] if decision.no_grade else [])
