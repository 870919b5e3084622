"""Checks of totals (C8): what an application states as a sum, against the rows it submits.

An attestation whose id is one of `TOTALS` states that measure. Each total is counted here as plainly as can be: the least
and the most the rows allow, whatever the unstated facts may be. A finding needs a number outside.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from common_prosperity.checks.case import ALWAYS, NEVER, Case
from common_prosperity.checks.model import OWN, Check, Hit, Severity
from common_prosperity.facts import HostKind, Household, Worker
from common_prosperity.quantities import UNSTATED, Number, Text, decimal_text, numeral
from common_prosperity.quantities.bounds import Bounds, tidy

Trait = Callable[[Case, Worker], bool | None]
"""Whether something is so of a person; `None` where that is not known."""


def people(trait: Trait) -> Callable[[Case], Bounds]:
    """People engaged in the period of whom something is so."""

    def count(case: Case) -> Bounds:
        sure, may = _engaged(case)
        known = {name: trait(case, case.workers[name]) if name in case.workers else None for name in may}
        return Bounds(sum(known[name] is True for name in sure), sum(value is not False for value in known.values()))

    return count


def _engaged(case: Case) -> tuple[set[str], set[str]]:
    """Who surely was and who may have been engaged in the period."""
    period = case.dossier.period
    first, last = period.since, period.until
    sure = {spell.worker for spell in case.spells if spell.surely_touches(first, last)}
    may = {spell.worker for spell in case.spells if spell.may_touch(first, last)}
    return sure, may


def _people_employed(case: Case) -> Bounds:
    sure, may = _engaged(case)
    return Bounds(len(sure), len(may))


def _people_in_post(case: Case) -> Bounds:
    day = case.dossier.period.until
    sure = {spell.worker for spell in case.spells if spell.surely_touches(day, day)}
    return Bounds(len(sure), len({spell.worker for spell in case.spells if spell.may_touch(day, day)}))


def _is_disabled(_case: Case, worker: Worker) -> bool | None:
    return None if worker.disability is UNSTATED else worker.disability is not None


def _is_severely_disabled(_case: Case, worker: Worker) -> bool | None:
    disability: Any = worker.disability
    if disability is None:
        return False
    return None if UNSTATED in (disability, getattr(disability, "grade", UNSTATED)) else disability.grade <= 2


def _is_low_income(case: Case, worker: Worker) -> bool | None:
    household = _households(case).get(worker.household) if isinstance(worker.household, str) else None
    if household is None or household.low_income is UNSTATED:
        return None
    period = case.dossier.period
    sure, may = _overlap(household.low_income, period.since, period.until)
    return True if sure else None if may else False


def _households(case: Case) -> dict[Any, Household]:
    return {household.id: household for household in case.items("households")}


def _overlap(spells: Iterable[Any], first: dt.date, last: dt.date) -> tuple[int, int]:
    """How many spells surely and how many possibly have a day from `first` to `last`."""
    sure = may = 0
    for spell in spells:
        since, until = spell.since, spell.until
        may += (NEVER if since is UNSTATED else since) <= last and (until if isinstance(until, dt.date) else ALWAYS) >= first
        if since is not UNSTATED:
            sure += since <= last and (ALWAYS if until is None else since if until is UNSTATED else until) >= first
        elif isinstance(until, dt.date):
            sure += first <= until <= last
    return sure, may


def _spells(collection: str, *, on_last_day: bool = False) -> Callable[[Case], Bounds]:
    def count(case: Case) -> Bounds:
        period = case.dossier.period
        return Bounds(*_overlap(case.items(collection), period.until if on_last_day else period.since, period.until))

    return count


def _wages_paid(case: Case) -> Bounds:
    """What was paid to the people engaged."""
    sure, may = _engaged(case)
    engaged = [payment for payment in case.items("payments") if payment.worker in may]
    low = sum(payment.paid.fen for payment in engaged if payment.worker in sure and payment.paid is not UNSTATED)
    if any(payment.paid is UNSTATED for payment in engaged):
        return Bounds(_yuan(low), None)
    return Bounds(_yuan(low), _yuan(sum(payment.paid.fen for payment in engaged)))


def _arrears(case: Case) -> Bounds:
    """What was due and not paid, whoever it is owed to."""
    payments = case.items("payments")
    stated = [payment for payment in payments if payment.due is not UNSTATED]
    low = sum(max(0, payment.due.fen - payment.paid.fen) for payment in stated if payment.paid is not UNSTATED)
    if len(stated) < len(payments):
        return Bounds(_yuan(low), None)
    return Bounds(_yuan(low), _yuan(low + sum(payment.due.fen for payment in stated if payment.paid is UNSTATED)))


def _yuan(fen: int) -> Number:
    return tidy(Fraction(fen, 100))


def _events(collection: str, size: Callable[[Any], tuple[Number, Number | None]]) -> Callable[[Case], Bounds]:
    """A sum over dated events; an event without a date may lie outside the period."""

    def total(case: Case) -> Bounds:
        low: Number = 0
        high: Number | None = 0
        for event in case.items(collection):
            least, most = size(event)
            low += 0 if event.date is UNSTATED else least
            high = None if high is None or most is None else high + most
        return Bounds(low, high)

    return total


def _one(_event: Any) -> tuple[Number, Number]:
    return 1, 1


def _participants(event: Any) -> tuple[Number, Number | None]:
    return (0, None) if event.participants is UNSTATED else (len(event.participants),) * 2


def _person_hours(event: Any) -> tuple[Number, Number | None]:
    least, most = _participants(event)
    if event.hours is UNSTATED:
        return 0, 0 if most == 0 else None
    return least * event.hours, 0 if event.hours == 0 else None if most is None else most * event.hours


def _amount(event: Any) -> tuple[Number, Number | None]:
    return (0, None) if event.amount is UNSTATED else (_yuan(event.amount.fen),) * 2


@attrs.frozen
class Total:
    """How a total is counted, over which collections, and whether its number tells something personal."""

    count: Callable[[Case], Bounds]
    collections: tuple[str, ...]
    personal: bool = False


TOTALS: Final[Mapping[str, Total]] = {
    "active_pairings": Total(_spells("pairings", on_last_day=True), ("pairings",)),
    "arrears": Total(_arrears, ("payments",), personal=True),
    "collective_income": Total(_events("collective_payments", _amount), ("collective_payments",)),
    "disabled_people": Total(people(_is_disabled), ("engagements",), personal=True),
    "integration_activities": Total(_events("activities", _one), ("activities",)),
    "integration_participations": Total(_events("activities", _participants), ("activities",)),
    "low_income_people": Total(people(_is_low_income), ("engagements",), personal=True),
    "people_employed": Total(_people_employed, ("engagements",)),
    "people_in_post": Total(_people_in_post, ("engagements",)),
    "projects": Total(_spells("projects"), ("projects",)),
    "severely_disabled_people": Total(people(_is_severely_disabled), ("engagements",), personal=True),
    "training_hours": Total(_events("trainings", _person_hours), ("trainings",)),
    "wages_paid": Total(_wages_paid, ("engagements", "payments"), personal=True),
}
"""Totals that can be counted from the rows, by the id of their measure."""


def total_contradicts_rows(case: Case) -> Iterator[Hit]:
    """An attested total that no reading of the rows allows."""
    for name, (index, attestation) in case.attested.items():
        total, value = TOTALS.get(name), numeral(attestation.value)
        if total is None or value.__class__ not in {int, Fraction}:
            continue
        if UNSTATED not in [getattr(case.dossier, collection) for collection in total.collections]:
            rows = total.count(case)
            if value not in rows:
                numbers = "" if total.personal else f": {decimal_text(value)} ≠ {rows}"
                yield Hit(case.at("attestations", index), (case.workshop,), (("measure", name), ("numbers", numbers)))


def home_for_nobody_disabled(case: Case) -> Iterator[Hit]:
    """A home for the disabled at which everybody engaged is certified to have no disability."""
    workers, engaged = case.workers, case.spells_of
    if case.dossier.workshop.host is HostKind.HOME_FOR_THE_DISABLED and engaged:
        if not all(name in workers and workers[name].disability is None for name in engaged):
            return
        yield Hit(f"{case.root}.workshop.host", (case.workshop,))


CHECKS: Final = (
    Check(
        "C801",
        "total-contradicts-rows",
        Severity.ERROR,
        Text("申报的合计数与明细不符", "a total in the application contradicts its rows"),
        Text(
            "合计数与名册不一致，两者必有一误；评审应以明细为准。可核对的合计：" + "、".join(TOTALS),
            "the total and the rows cannot both be right, and the rows are what can be verified. Totals that are checked: "
            + ", ".join(TOTALS),
        ),
        Text(
            "工坊 {workshop} 申报的 {measure} 与明细不符{numbers}",
            "the total {measure} of workshop {workshop} contradicts the rows{numbers}",
        ),
        OWN,
        "attestation people_employed = 66, engagements of 60 people",
        total_contradicts_rows,
    ),
    Check(
        "C802",
        "home-for-nobody-disabled",
        Severity.WARNING,
        Text("残疾人之家的用工人员均确认没有残疾", "a home for the disabled at which nobody engaged is disabled"),
        Text("运营主体类型或人员残疾情况有一项填错", "the kind of host or the disability of the people is wrong"),
        Text(
            "工坊 {workshop} 的运营主体是残疾人之家，而用工人员均确认没有残疾",
            "workshop {workshop} is a home for the disabled, and everybody engaged is certified to have no disability",
        ),
        OWN,
        "host = home_for_the_disabled, disability = none for all",
        home_for_nobody_disabled,
    ),
)
