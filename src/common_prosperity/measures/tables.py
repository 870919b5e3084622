"""From a dossier and its period to tables: one row a person, a pairing, a training, and so on.

A cell holds an exact number, yes or no, an option, `None` (surely none), `UNSTATED`, or bounds where part is known.
Amounts stand in fen. A row whose belonging to the period is not known is present `UNKNOWN`.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from common_prosperity.facts import Dossier, PremisesKind
from common_prosperity.facts.dossier import items
from common_prosperity.measures.payments import payments_table, person_months_table
from common_prosperity.measures.people import people_table
from common_prosperity.measures.spells import day_in, days_in, on_day, overlaps
from common_prosperity.measures.table import Cell, Table, fen, flag
from common_prosperity.quantities import UNSTATED, Bounds, Period, years_between
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import FALSE, TRUE, Truth

Row = tuple[str, Truth, dict[str, Cell]]
"""Id, whether the row belongs to the period, cells."""


def _table(name: str, submitted: object, rows: Iterable[Row]) -> Table:
    kept = [row for row in rows if row[1] != FALSE]
    columns: dict[str, list[Cell]] = {}
    for _, _, cells in kept:
        for column, cell in cells.items():
            columns.setdefault(column, []).append(cell)
    return Table(
        name,
        tuple(row[0] for row in kept),
        columns,
        tuple(row[1] for row in kept),
        submitted=submitted is not UNSTATED,
    )


def _spell_truth(fact: Any, period: Period) -> Truth:
    return overlaps(fact.since, fact.until, period.since, period.until)


def _workshop(dossier: Dossier) -> Table:
    workshop, until = dossier.workshop, dossier.period.until
    stated = workshop.opened.__class__ is dt.date
    cells: dict[str, Cell] = {
        "headed_by": workshop.headed_by,
        "host": workshop.host,
        "kind": workshop.kind,
        "open": flag(on_day(workshop.opened, workshop.closed, until)),
        "years_open": years_between(workshop.opened, until) if stated else Bounds(0, None),  # type: ignore[arg-type]  # a date
    }
    return _table("workshop", (), [(workshop.id, TRUE, cells)])


def _pairings(dossier: Dossier) -> Table:
    period = dossier.period
    return _table(
        "pairings",
        dossier.pairings,
        (
            (
                pairing.id,
                _spell_truth(pairing, period),
                {
                    "active": flag(on_day(pairing.since, pairing.until, period.until)),
                    "days": days_in(pairing.since, pairing.until, period),
                    "joint_activities": UNSTATED
                    if pairing.joint_activities is UNSTATED
                    else sum(day in period for day in pairing.joint_activities),
                },
            )
            for pairing in items(dossier, "pairings")
        ),
    )


def _premises(dossier: Dossier) -> Table:
    period = dossier.period

    def row(place: Any) -> Row:
        saved: Cell = UNSTATED
        if UNSTATED not in (place.rent, place.market_rent, place.since, place.until):
            months = _months(place.since, place.until, period)
            saved = (place.market_rent.fen - place.rent.fen) * months
        return (
            place.id,
            _spell_truth(place, period),
            {
                "area": place.area,
                "idle": UNSTATED
                if place.kind is UNSTATED
                else place.kind in (PremisesKind.IDLE_BUILDING, PremisesKind.IDLE_LAND),
                "in_use": flag(on_day(place.since, place.until, period.until)),
                "kind": place.kind,
                "rent_saved": saved,
            },
        )

    return _table("premises", dossier.premises, map(row, items(dossier, "premises")))


def _months(since: dt.date, until: dt.date | None, period: Period) -> int:
    """Calendar months of the period that a spell touches."""
    first, last = max(since, period.since), period.until if until is None else min(until, period.until)
    return Period(first, last).months if first <= last else 0


def _projects(dossier: Dossier) -> Table:
    period = dossier.period

    def row(project: Any) -> Row:
        saved: Cell = UNSTATED
        if UNSTATED not in (project.labour_cost, project.own_labour_cost):
            saved = project.own_labour_cost.fen - project.labour_cost.fen
        return (
            project.id,
            _spell_truth(project, period),
            {
                "active": flag(on_day(project.since, project.until, period.until)),
                "labour_cost": fen(project.labour_cost),
                "labour_saved": saved,
                "processing_fees": fen(project.processing_fees),
            },
        )

    return _table("projects", dossier.projects, map(row, items(dossier, "projects")))


def _size(listed: Any) -> Cell:
    return UNSTATED if listed is UNSTATED else len(listed)


def _times(hours: Any, people: Cell) -> Cell:
    if hours == 0 or people == 0:
        return 0
    return UNSTATED if UNSTATED in (hours, people) else tidy(hours * people)


def _trainings(dossier: Dossier) -> Table:
    def row(training: Any) -> Row:
        participants = _size(training.participants)
        return (
            training.id,
            day_in(training.date, dossier.period),
            {
                "certificates": _size(training.certified),
                "hours": training.hours,
                "kind": training.kind,
                "participants": participants,
                "person_hours": _times(training.hours, participants),
            },
        )

    return _table("trainings", dossier.trainings, map(row, items(dossier, "trainings")))


def _activities(dossier: Dossier) -> Table:
    return _table(
        "activities",
        dossier.activities,
        (
            (activity.id, day_in(activity.date, dossier.period), {"participants": _size(activity.participants)})
            for activity in items(dossier, "activities")
        ),
    )


def _incidents(dossier: Dossier) -> Table:
    period = dossier.period

    def row(incident: Any) -> Row:
        stated = incident.date is not UNSTATED
        resolved: Cell = UNSTATED
        if incident.resolved is not UNSTATED:
            resolved = incident.resolved is not None and incident.resolved <= period.until
        return (
            incident.id,
            TRUE,
            {
                "in_period": incident.date in period if stated else UNSTATED,
                "kind": incident.kind,
                "resolved": resolved,
                "years_since": years_between(incident.date, period.until) if stated else Bounds(0, None),
            },
        )

    return _table("incidents", dossier.incidents, map(row, items(dossier, "incidents")))


def _collective_payments(dossier: Dossier) -> Table:
    return _table(
        "collective_payments",
        dossier.collective_payments,
        (
            (payment.id, day_in(payment.date, dossier.period), {"amount": fen(payment.amount), "kind": payment.kind})
            for payment in items(dossier, "collective_payments")
        ),
    )


BUILDERS: Final[Mapping[str, Callable[[Dossier], Table]]] = {
    "workshop": _workshop,
    "people": people_table,
    "person_months": person_months_table,
    "payments": payments_table,
    "pairings": _pairings,
    "premises": _premises,
    "projects": _projects,
    "trainings": _trainings,
    "activities": _activities,
    "incidents": _incidents,
    "collective_payments": _collective_payments,
}
"""How each table is built from a dossier."""
