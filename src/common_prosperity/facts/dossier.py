"""The dossier: one workshop's application for one period; the register: many of them.

A dossier resolves its references when it is made and reports everything that does not hold together at once.
References are checked against collections that were submitted; an unstated collection refutes nothing.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import chain
from operator import attrgetter
from typing import Any, Final

import attrs

from common_prosperity.errors import InvalidFacts, Problem
from common_prosperity.facts.checking import declared
from common_prosperity.facts.events import Activity, Incident, Training
from common_prosperity.facts.fields import Maybe, limits_of, shape_of, term
from common_prosperity.facts.naming import named
from common_prosperity.facts.organizations import Enterprise, Pairing, PartyOrganization, Side
from common_prosperity.facts.payments import CollectivePayment, Payment
from common_prosperity.facts.people import Engagement, Household, Worker
from common_prosperity.facts.places import Village
from common_prosperity.facts.statements import Attestation, Conferral, PastFigure, Rating
from common_prosperity.facts.workshops import Premises, Project, Workshop
from common_prosperity.quantities import UNSTATED, Month, Period


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Dossier:
    """One workshop's application (申报材料) for one period, with everything stated about it.

    A collection left out was never submitted and stays `UNSTATED`; an empty one says that there are none.

    Raises:
        InvalidFacts: unknown or repeated ids, overlapping spells, a pairing whose sides do not fit, payments or
            events outside the period, all reported together.
    """

    workshop: Workshop = attrs.field(metadata=term("工坊", "workshop"))
    period: Period = attrs.field(metadata=term("申报期间", "period"))
    villages: Maybe[tuple[Village, ...]] = attrs.field(default=UNSTATED, metadata=term("村", "villages"))
    party_organizations: Maybe[tuple[PartyOrganization, ...]] = attrs.field(
        default=UNSTATED, metadata=term("党组织", "party organizations")
    )
    enterprises: Maybe[tuple[Enterprise, ...]] = attrs.field(default=UNSTATED, metadata=term("企业", "enterprises"))
    pairings: Maybe[tuple[Pairing, ...]] = attrs.field(default=UNSTATED, metadata=term("结对", "pairings"))
    premises: Maybe[tuple[Premises, ...]] = attrs.field(default=UNSTATED, metadata=term("场地", "premises"))
    projects: Maybe[tuple[Project, ...]] = attrs.field(default=UNSTATED, metadata=term("项目", "projects"))
    workers: Maybe[tuple[Worker, ...]] = attrs.field(default=UNSTATED, metadata=term("人员", "workers"))
    households: Maybe[tuple[Household, ...]] = attrs.field(default=UNSTATED, metadata=term("家庭", "households"))
    engagements: Maybe[tuple[Engagement, ...]] = attrs.field(default=UNSTATED, metadata=term("用工", "engagements"))
    payments: Maybe[tuple[Payment, ...]] = attrs.field(default=UNSTATED, metadata=term("发放", "payments"))
    trainings: Maybe[tuple[Training, ...]] = attrs.field(default=UNSTATED, metadata=term("培训", "trainings"))
    activities: Maybe[tuple[Activity, ...]] = attrs.field(default=UNSTATED, metadata=term("活动", "activities"))
    collective_payments: Maybe[tuple[CollectivePayment, ...]] = attrs.field(
        default=UNSTATED, metadata=term("村集体收入", "collective payments")
    )
    incidents: Maybe[tuple[Incident, ...]] = attrs.field(default=UNSTATED, metadata=term("负面事件", "incidents"))
    attestations: Maybe[tuple[Attestation, ...]] = attrs.field(default=UNSTATED, metadata=term("申报事项", "attestations"))
    ratings: Maybe[tuple[Rating, ...]] = attrs.field(default=UNSTATED, metadata=term("评委打分", "ratings"))
    conferrals: Maybe[tuple[Conferral, ...]] = attrs.field(default=UNSTATED, metadata=term("授牌", "conferrals"))
    history: Maybe[tuple[PastFigure, ...]] = attrs.field(default=UNSTATED, metadata=term("历史数据", "history"))
    note: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("备注", "note"))

    def as_verified(self) -> "Dossier":
        """The same dossier on the verified basis: statements without verified evidence count as unstated."""
        if not isinstance(self.attestations, tuple):
            return self
        return attrs.evolve(self, attestations=tuple(statement.as_verified() for statement in self.attestations))

    def __attrs_post_init__(self) -> None:
        """Resolve the references and check what must hold between facts."""
        problems = list(_problems(self))
        if problems:
            raise InvalidFacts(f"dossier {self.workshop.id}", named(problems, self))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Register:
    """Many workshops' dossiers (工坊名册)."""

    dossiers: tuple[Dossier, ...] = attrs.field(metadata=term("申报材料", "dossiers"))

    def __attrs_post_init__(self) -> None:
        """Every workshop applies once."""
        problems = list(_repeated_ids("dossiers", self.dossiers, "workshop.id"))
        if problems:
            raise InvalidFacts("register", problems)


COLLECTIONS: Final = {field.name: shape_of(field.type).cls for field in attrs.fields(Dossier) if shape_of(field.type).many}
"""Collections of a dossier by name, with the class of their items."""


def _references() -> Iterator[tuple[str, str, str, bool]]:
    for collection, cls in COLLECTIONS.items():
        for field in attrs.fields(cls):
            if target := limits_of(field).refers:
                yield collection, field.name, target, shape_of(field.type).many


REFERENCES: Final = tuple(_references())
"""Every reference between facts: collection, field, collection referred to, whether the field holds many."""

PERSONAL: Final = tuple(
    f".{field.name}" for cls in COLLECTIONS.values() for field in attrs.fields(cls) if limits_of(field).personal
)
"""Endings of places whose values are never repeated in a message."""

KEYS: Final = {name: "id" for name, cls in COLLECTIONS.items() if any(field.name == "id" for field in attrs.fields(cls))}
"""Collections whose items bear an id of their own."""

EVENTS: Final = ("trainings", "activities", "collective_payments")
"""Collections of dated events that belong to the period."""


def items(dossier: Dossier, collection: str) -> tuple[Any, ...]:
    """The items of a collection, none where it was never submitted."""
    found = getattr(dossier, collection)
    return () if found is UNSTATED else found


def _problems(dossier: Dossier) -> Iterator[Problem]:
    for collection in KEYS:
        yield from _repeated_ids(collection, items(dossier, collection), "id")
    yield from _repeated_keys(dossier)
    yield from _dangling(dossier)
    yield from _pairing_sides(dossier)
    yield from _overlaps(dossier)
    yield from _outside_period(dossier)


def _repeated_ids(collection: str, found: tuple[Any, ...], key: str) -> Iterator[Problem]:
    key_of = attrgetter(key)
    if len(set(map(key_of, found))) == len(found):
        return
    seen: set[str] = set()
    for index, item in enumerate(found):
        name = key_of(item)
        if name in seen:
            yield Problem.of(f"$.{collection}[{index}].{key}", "duplicate-id", name=name)
        seen.add(name)


def _repeated_keys(dossier: Dossier) -> Iterator[Problem]:
    """Nobody marks a criterion twice, and no earlier figure is given twice."""
    keys: dict[str, Callable[[Any], Any]] = {
        "ratings": lambda rating: (rating.criterion, rating.member),
        "history": lambda figure: (figure.measure, figure.period),
    }
    for collection, key_of in keys.items():
        seen = set()
        for index, item in enumerate(items(dossier, collection)):
            key = key_of(item)
            if key in seen:
                yield Problem.of(f"$.{collection}[{index}]", "duplicate-id", name=" / ".join(map(str, key)))
            seen.add(key)


def _known_ids(dossier: Dossier) -> dict[str, set[str] | None]:
    """The ids in every collection that is referred to; `None` where it was never submitted and refutes nothing."""
    known: dict[str, set[str] | None] = {"workshops": {dossier.workshop.id}}
    for target in {target for _, _, target, _ in REFERENCES} - {"workshops"}:
        found = getattr(dossier, target)
        known[target] = None if found is UNSTATED else {item.id for item in found}
    return known


def _dangling(dossier: Dossier) -> Iterator[Problem]:
    known = _known_ids(dossier)
    for field in attrs.fields(Workshop):
        target = limits_of(field).refers
        if target:
            yield from _missing(getattr(dossier.workshop, field.name), f"$.workshop.{field.name}", target, known[target])
    for collection, field_name, target, many in REFERENCES:
        ids = known[target]
        if ids is None:
            continue
        values = list(map(attrgetter(field_name), items(dossier, collection)))
        named = set(chain.from_iterable(value for value in values if value.__class__ is tuple)) if many else set(values)
        if named - ids - {UNSTATED, None}:
            for index, value in enumerate(values):
                yield from _missing(value, f"$.{collection}[{index}].{field_name}", target, ids)


def _missing(value: object, place: str, target: str, ids: set[str] | None) -> Iterator[Problem]:
    for at, name in _named(value, place):
        if ids is not None and name not in ids:
            yield Problem.of(at, "dangling", name="…" if place.endswith(PERSONAL) else name, table=target)


def _named(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, tuple):
        yield from ((f"{place}[{index}]", name) for index, name in enumerate(value))
    elif isinstance(value, str):
        yield place, value


def _pairing_sides(dossier: Dossier) -> Iterator[Problem]:
    sides = {organization.id: organization.side for organization in items(dossier, "party_organizations")}
    for index, pairing in enumerate(items(dossier, "pairings")):
        for field, wrong in (("village_side", Side.ENTERPRISE), ("enterprise_side", Side.VILLAGE)):
            if sides.get(getattr(pairing, field)) is wrong:
                yield Problem.of(
                    f"$.pairings[{index}].{field}", "contradiction", other="party_organizations", detail=f"side is {wrong}"
                )


def _overlaps(dossier: Dossier) -> Iterator[Problem]:
    """Spells of one person at one workshop, and of one household, do not overlap."""
    engagements = items(dossier, "engagements")
    if len({spell.worker for spell in engagements}) < len(engagements):
        by_worker: dict[str, list[tuple[int, Any]]] = {}
        for index, spell in enumerate(engagements):
            by_worker.setdefault(spell.worker, []).append((index, spell))
        for spells in by_worker.values():
            yield from _overlapping(spells, "$.engagements")
    for index, household in enumerate(items(dossier, "households")):
        if household.low_income is not UNSTATED and len(household.low_income) > 1:
            yield from _overlapping(list(enumerate(household.low_income)), f"$.households[{index}].low_income")


def _overlapping(spells: list[tuple[int, Any]], place: str) -> Iterator[Problem]:
    """Overlaps that no reading of the unstated ends could avoid."""
    dated = sorted((*days, index) for index, spell in spells if (days := _sure_days(spell)))
    reached, reaching = dt.date.min, 0
    for first, last, index in dated:
        if first <= reached:
            yield Problem.of(f"{place}[{index}]", "overlap", other=f"{place}[{reaching}]")
        if last > reached:
            reached, reaching = last, index


def _sure_days(spell: Any) -> tuple[dt.date, dt.date] | None:
    """The first and the last day a spell surely covers; `until=None` goes on for good."""
    days = [day for day in (spell.since, dt.date.max if spell.until is None else spell.until) if day is not UNSTATED]
    return (min(days), max(days)) if days else None


def _outside_period(dossier: Dossier) -> Iterator[Problem]:
    period = dossier.period
    first, last = Month.containing(period.since).index, Month.containing(period.until).index
    payments = items(dossier, "payments")
    if payments:
        months = {payment.month.index for payment in payments}
        if min(months) < first or max(months) > last:
            for index, payment in enumerate(payments):
                if not first <= payment.month.index <= last:
                    yield Problem.of(f"$.payments[{index}].month", "outside-period", period=period)
    for collection in EVENTS:
        for index, event in enumerate(items(dossier, collection)):
            if event.date is not UNSTATED and event.date not in period:
                yield Problem.of(f"$.{collection}[{index}].date", "outside-period", period=period)
    yield from _after(dossier)


def _after(dossier: Dossier) -> Iterator[Problem]:
    """Facts dated after the period's last day: to the application they are in the future."""
    until = dossier.period.until
    end = {"other": "period.until", "other@zh": "period.until（申报期间结束日期）"}
    if dossier.workshop.opened.__class__ is dt.date and dossier.workshop.opened > until:
        yield Problem.of("$.workshop.opened", "later-than", **end)
    for collection, field in (("workers", "born"), ("engagements", "since"), ("incidents", "date")):
        for index, item in enumerate(items(dossier, collection)):
            day = getattr(item, field)
            if day is not UNSTATED and day > until:
                yield Problem.of(f"$.{collection}[{index}].{field}", "later-than", **end)
