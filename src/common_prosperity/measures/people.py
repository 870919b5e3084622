"""The table `people`: one row for each person engaged at the workshop at any time in the period (累计吸纳就业)."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final

from common_prosperity.facts import Dossier, Household, Payment, Worker
from common_prosperity.facts.dossier import items
from common_prosperity.measures.columns import Neighbourhood
from common_prosperity.measures.payments import arrears, total, wages
from common_prosperity.measures.spells import day_in, day_range, overlaps
from common_prosperity.measures.table import Cell, Lazily, Table, fen, flag
from common_prosperity.quantities import UNSTATED, Bounds, Number, Period, years_between
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import FALSE, OPPOSITE, TRUE, UNKNOWN, Truth, all_of, any_of

Columns = dict[str, list[Cell]]


def people_table(dossier: Dossier) -> Table:
    """The people of a dossier, with everything measures ask of them."""
    spells = _spells(dossier)
    days = {worker: _days(engagements, dossier.period) for worker, engagements in spells.items()}
    ids = tuple(worker for worker, (_, most) in days.items() if most > 0)
    columns: Columns = {
        "days_engaged": [_range(*days[worker]) for worker in ids],
        "in_post": [
            flag(any_of([_reaches(spell, dossier.period.until, dossier.period) for spell in spells[worker]])) for worker in ids
        ],
    }
    firsts = [_earliest(spells[worker]) for worker in ids]
    latest = [_latest(spells[worker], dossier.period) for worker in ids]
    columns["form"] = [UNSTATED if spell is None else spell.form for spell in latest]
    columns["baseline"] = [UNSTATED if spell is None else fen(spell.baseline) for spell in firsts]
    columns |= _pay(dossier, ids)
    columns["gain"] = [
        _gain(*cells) for cells in zip(columns["earned"], columns["baseline"], columns["months_paid"], strict=True)
    ]
    columns |= _poverty(dossier, ids, [UNSTATED if spell is None else spell.since for spell in firsts])
    columns |= _learning(dossier, ids)
    present = tuple(TRUE if days[worker][0] > 0 else UNKNOWN for worker in ids)
    makers: dict[str, Callable[[], list[Cell]]] = {name: partial(columns.__getitem__, name) for name in columns}
    makers |= _traits(dossier, ids)
    makers["arrears"] = partial(_summed, dossier, ids, arrears)
    makers["wages"] = partial(_summed, dossier, ids, wages)
    makers["wage_months"] = partial(_wage_months, dossier, ids)
    return Table("people", ids, Lazily(makers), present, submitted=dossier.engagements is not UNSTATED)


def _spells(dossier: Dossier) -> dict[str, list[Any]]:
    spells: dict[str, list[Any]] = {}
    for engagement in items(dossier, "engagements"):
        spells.setdefault(engagement.worker, []).append(engagement)
    return spells


def _reaches(spell: Any, first: dt.date, period: Period) -> Truth:
    """Whether an engagement has a day from `first` to the end of the period.

    No engagement of a dossier begins after its period: it has begun by then even where nobody says when.
    """
    began = dt.date.min if spell.since is UNSTATED else spell.since
    return overlaps(began, spell.until, first, period.until)


def _days(engagements: list[Any], period: Period) -> tuple[int, int]:
    ranges = [day_range(spell.since, spell.until, period) for spell in engagements]
    surely = [
        max(low, int(_reaches(spell, period.since, period) == TRUE))
        for spell, (low, _) in zip(engagements, ranges, strict=True)
    ]
    most = min(period.days, sum(high for _, high in ranges))
    return min(most, sum(surely)), most


def _range(low: int, high: int) -> Cell:
    return low if low == high else Bounds(low, high)


def _earliest(spells: list[Any]) -> Any:
    """The engagement by which a person joined; `None` where the order is not stated."""
    if len(spells) == 1:
        return spells[0]
    if any(spell.since is UNSTATED for spell in spells):
        return None
    return min(spells, key=lambda spell: spell.since)


def _latest(spells: list[Any], period: Period) -> Any:
    """The last engagement that reaches into the period; `None` where that is not stated."""
    reaching = [(_reaches(spell, period.since, period), spell) for spell in spells]
    possible = [(truth, spell) for truth, spell in reaching if truth != FALSE]
    if len(possible) == 1:
        return possible[0][1]
    if any(truth != TRUE or spell.since is UNSTATED for truth, spell in possible):
        return None
    return max((spell for _, spell in possible), key=lambda spell: spell.since)


def _pay(dossier: Dossier, ids: tuple[str, ...]) -> Columns:
    """Pay of each person: what is known, and whether more may come."""
    months = dossier.period.months
    if dossier.payments is UNSTATED:
        anything: list[Cell] = [Bounds(0, None)] * len(ids)
        return {"earned": anything, "hours": anything, "months_paid": [Bounds(0, months)] * len(ids)}
    purses = {worker: _Purse() for worker in ids}
    stray = _Purse()
    for payment in dossier.payments:
        purses.get(payment.worker, stray).take(payment)
    found = [purses[worker] for worker in ids]
    return {
        "earned": [_open(purse.earned, None if purse.pay_unknown else 0) for purse in found],
        "hours": [_open(purse.hours, None if purse.hours_unknown else 0) for purse in found],
        "months_paid": [
            _range(len(purse.months), len(purse.months | purse.perhaps)) if purse.perhaps else len(purse.months)
            for purse in found
        ],
    }


def _summed(dossier: Dossier, ids: tuple[str, ...], of: Callable[[Payment], Cell]) -> list[Cell]:
    """What an amount of each payment comes to for each person in the period."""
    if dossier.payments is UNSTATED:
        return [Bounds(0, None)] * len(ids)
    amounts: dict[str, list[Cell]] = {worker: [] for worker in ids}
    for payment in dossier.payments:
        if payment.worker in amounts:
            amounts[payment.worker].append(of(payment))
    return [total(amounts[worker]) for worker in ids]


def _wage_months(dossier: Dossier, ids: tuple[str, ...]) -> list[Cell]:
    """In how many months of the period each person was paid wages."""
    if dossier.payments is UNSTATED:
        return [Bounds(0, dossier.period.months)] * len(ids)
    surely: dict[str, set[int]] = {worker: set() for worker in ids}
    perhaps: dict[str, set[int]] = {worker: set() for worker in ids}
    for payment in dossier.payments:
        amount = wages(payment)
        if amount != 0 and payment.worker in surely:
            months = surely if isinstance(amount, int) else perhaps
            months[payment.worker].add(payment.month.index)
    return [_range(len(surely[worker]), len(surely[worker] | perhaps[worker])) for worker in ids]


class _Purse:
    """A running account of one person's pay."""

    __slots__ = ("earned", "hours", "hours_unknown", "months", "pay_unknown", "perhaps")

    def __init__(self) -> None:
        self.earned = 0
        self.hours: Number = 0
        self.pay_unknown = self.hours_unknown = False
        self.months: set[int] = set()
        self.perhaps: set[int] = set()

    def take(self, payment: Any) -> None:
        """Enter one payment."""
        paid = payment.paid
        if paid is UNSTATED:
            self.pay_unknown = True
            self.perhaps.add(payment.month.index)
        elif paid.fen > 0:
            self.earned += paid.fen
            self.months.add(payment.month.index)
        if payment.hours is UNSTATED:
            self.hours_unknown = True
        else:
            self.hours += payment.hours


def _open(known: Number, more: Number | None) -> Cell:
    """A sum of which `known` is sure and `more` may come, `None` being any amount."""
    if more is None:
        return Bounds(tidy(known), None)
    return tidy(known) if more == 0 else Bounds(tidy(known), tidy(known + more))


def _bounds(cell: Any) -> Bounds:
    return cell if isinstance(cell, Bounds) else Bounds(0, None) if cell is UNSTATED else Bounds(cell, cell)


def _gain(earned: Cell, baseline: Cell, months: Cell) -> Cell:
    """`earned - baseline × months`: what a person had above the income before joining."""
    if earned.__class__ is int and baseline.__class__ is int and months.__class__ is int:
        return earned - baseline * months
    gain = _bounds(earned) - _bounds(baseline) * _bounds(months)
    return gain.lower if gain.settled else gain


Trait = Callable[[Worker, Period, Any], Cell]
"""What is so of a person, given the period and the region of the workshop's village."""


def _traits(dossier: Dossier, ids: tuple[str, ...]) -> Mapping[str, Callable[[], list[Cell]]]:
    """What is so of each person, apart from pay: few schemes ask for every trait."""
    workers: Mapping[str, Worker] = {worker.id: worker for worker in items(dossier, "workers")}
    known = [workers.get(worker) for worker in ids]
    home = _home(dossier)

    def cells(trait: Trait) -> list[Cell]:
        return [UNSTATED if worker is None else trait(worker, dossier.period, home) for worker in known]

    return {name: partial(cells, trait) for name, trait in TRAITS.items()}


def _home(dossier: Dossier) -> Any:
    """The region of the workshop's village."""
    for village in items(dossier, "villages"):
        if village.id == dossier.workshop.village:
            return village.region
    return UNSTATED


def _age(worker: Worker, period: Period, _home: Any) -> Cell:
    return UNSTATED if worker.born is UNSTATED else years_between(worker.born, period.until)


def _lives_in(worker: Worker, _period: Period, home: Any) -> Cell:
    residence = worker.residence
    if residence is UNSTATED or home is UNSTATED:
        return UNSTATED
    for level in (Neighbourhood.VILLAGE, Neighbourhood.TOWNSHIP, Neighbourhood.COUNTY):
        same = home.shares(residence, level.value)
        if same is None:
            return UNSTATED
        if same:
            return level
    return Neighbourhood.ELSEWHERE


def _of_disability(name: str) -> Trait:
    def trait(worker: Worker, _period: Period, _home: Any) -> Cell:
        disability: Any = worker.disability
        return disability if disability is None or disability is UNSTATED else getattr(disability, name)

    return trait


TRAITS: Final[Mapping[str, Trait]] = {
    "age": _age,
    "disabled": lambda worker, _period, _home: UNSTATED if worker.disability is UNSTATED else worker.disability is not None,
    "disability_category": _of_disability("category"),
    "disability_grade": _of_disability("grade"),
    "household": lambda worker, _period, _home: worker.household,
    "lives_in": _lives_in,
    "occupation_before": lambda worker, _period, _home: worker.occupation_before,
    "sex": lambda worker, _period, _home: worker.sex,
}


def _poverty(dossier: Dossier, ids: tuple[str, ...], joined: list[Any]) -> Columns:
    """Low-income status in the period, at joining, and left behind since."""
    homes = {worker.id: worker.household for worker in items(dossier, "workers")}
    households: Mapping[Any, Household] = {household.id: household for household in items(dossier, "households")}
    first, last = dossier.period.since, dossier.period.until
    columns: Columns = {"low_income": [], "low_income_at_joining": [], "lifted": []}
    for worker, joining in zip(ids, joined, strict=True):
        household = households.get(homes.get(worker, UNSTATED))
        spells: Any = UNSTATED if household is None else household.low_income
        at_joining = _registered_at(spells, joining, last)
        columns["low_income"].append(flag(_registered(spells, first, last)))
        columns["low_income_at_joining"].append(flag(at_joining))
        columns["lifted"].append(flag(_lifted(spells, joining, at_joining, last)))
    return columns


def _registered(spells: Any, first: dt.date, last: dt.date) -> Truth:
    if spells is UNSTATED:
        return UNKNOWN
    return any_of([overlaps(spell.since, spell.until, first, last) for spell in spells])


def _lifted(spells: Any, joining: Any, at_joining: Truth, last: dt.date) -> Truth:
    """Whether a family was low-income at joining and no longer is: one spell held then, and has ended since."""
    truth = all_of((at_joining, OPPOSITE[_registered(spells, last, last)]))
    if spells is UNSTATED or not truth & TRUE:
        return truth
    ended = [spell for spell in spells if spell.until is UNSTATED or (spell.until is not None and spell.until < last)]
    return truth if joining != last and _registered_at(ended, joining, last) & TRUE else FALSE


def _registered_at(spells: Any, joining: Any, last: dt.date) -> Truth:
    """Whether the household was registered on the day of joining, which may be any up to the last day of the period."""
    if joining is not UNSTATED:
        return _registered(spells, joining, joining)
    return FALSE if _registered(spells, dt.date.min, last) == FALSE else UNKNOWN


def _learning(dossier: Dossier, ids: tuple[str, ...]) -> Columns:
    """Hours of training and certificates of each person."""
    if dossier.trainings is UNSTATED:
        return {"training_hours": [Bounds(0, None)] * len(ids), "certified": [UNSTATED] * len(ids)}
    held = [(training, truth) for training in dossier.trainings if (truth := day_in(training.date, dossier.period)) != FALSE]
    sure: dict[str, Number] = dict.fromkeys(ids, 0)
    more: dict[str, Number | None] = dict.fromkeys(ids, 0)
    for training, truth in held:
        known = training.participants is not UNSTATED
        for worker in ids if training.participants is UNSTATED else training.participants:
            if worker not in sure:
                continue
            if training.hours is UNSTATED:
                more[worker] = None
            elif known and truth == TRUE:
                sure[worker] += training.hours
            else:
                above = more[worker]
                more[worker] = None if above is None else above + training.hours
    return {
        "training_hours": [_open(sure[worker], more[worker]) for worker in ids],
        "certified": [flag(truth) for truth in _certified(held, ids)],
    }


def _certified(held: Iterable[tuple[Any, Truth]], ids: tuple[str, ...]) -> list[Truth]:
    truths = dict.fromkeys(ids, FALSE)
    for training, truth in held:
        known = training.certified is not UNSTATED
        for worker in training.certified if known else ids:
            if worker in truths:
                truths[worker] = any_of((truths[worker], truth if known else UNKNOWN))
    return list(truths.values())
