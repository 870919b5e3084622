"""The case: a dossier made ready for checking, with people, spells and villages by id.

Spells are read both ways. `sure` is every day on which a person was engaged whatever the unstated ends may be; `may`
is every day on which the person may have been. A finding rests on the one or on the other so that it stays true when
more is stated.
"""

import calendar
import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

import attrs

from common_prosperity.facts import Attestation, Dossier, PaymentKind, Region, Register, Village, Worker
from common_prosperity.facts.dossier import items
from common_prosperity.quantities import UNSTATED, Month, Number
from common_prosperity.schemes.model import Scheme

NOT_FOR_WORK: Final = frozenset({PaymentKind.DIVIDEND, PaymentKind.RENT})
"""Payments that are surely no pay for work."""
NEVER: Final = dt.date.min
ALWAYS: Final = dt.date.max
DAY: Final = dt.timedelta(days=1)


class Spell(NamedTuple):
    """An engagement as days; `row` is its index. No day is surely engaged where `sure_until` lies before `sure_since`."""

    row: int
    worker: str
    form: Any
    sure_since: dt.date
    """The latest day on which it can have begun."""
    sure_until: dt.date
    """The earliest day on which it can have ended, at most the last day of the period where it goes on."""
    may_since: dt.date
    may_until: dt.date

    def surely_touches(self, first: dt.date, last: dt.date) -> bool:
        """Whether some day from `first` to `last` is surely engaged."""
        return max(self.sure_since, first) <= min(self.sure_until, last)

    def may_touch(self, first: dt.date, last: dt.date) -> bool:
        """Whether some day from `first` to `last` may be engaged."""
        return self.may_since <= last and self.may_until >= first


class PayMonth(NamedTuple):
    """What a person was paid for one month, apart from dividends and rent."""

    row: int
    """The first payment of the month."""
    paid: int | None
    """In fen, everything that may be pay counted in; `None` where some amount is unstated."""
    due: int | None
    hours: Number | None
    """The hours stated; `None` where no payment states any."""
    by_hour: bool
    """Whether no payment can be by the piece."""


@attrs.frozen(eq=False)
class Case:
    """One dossier and what checks look up in it again and again."""

    dossier: Dossier
    root: str = "$"
    """Where the dossier stands in the input."""
    scheme: Scheme | None = None
    """What it is to be decided by, where that is known."""

    @cached_property
    def workshop(self) -> tuple[str, str]:
        """The workshop as an id of a finding."""
        return ("workshop", self.dossier.workshop.id)

    def items(self, collection: str) -> tuple[Any, ...]:
        """The items of a collection, none where it was never submitted."""
        return items(self.dossier, collection)

    def at(self, collection: str, index: int) -> str:
        """The place of an item."""
        return f"{self.root}.{collection}[{index}]"

    @cached_property
    def workers(self) -> dict[str, Worker]:
        """The people described, by id."""
        return {worker.id: worker for worker in self.items("workers")}

    @cached_property
    def spells(self) -> tuple[Spell, ...]:
        """Every engagement, in order."""
        return tuple(_spells(self.dossier))

    @cached_property
    def spells_of(self) -> dict[str, list[Spell]]:
        """The engagements of each person."""
        found: dict[str, list[Spell]] = {}
        for spell in self.spells:
            found.setdefault(spell.worker, []).append(spell)
        return found

    @cached_property
    def _forms(self) -> dict[tuple[str, int], Any]:
        return {}

    def form_in(self, name: str, month: int) -> Any:
        """The one form in which a person was surely engaged in a month; `None` where there may be several, or none."""
        key = name, month
        if key not in self._forms:
            first, last = month_days(month)
            spells = [spell for spell in self.spells_of.get(name, ()) if spell.may_touch(first, last)]
            forms = {spell.form for spell in spells}
            sure = len(forms) == 1 and any(spell.surely_touches(first, last) for spell in spells)
            self._forms[key] = forms.pop() if sure and UNSTATED not in forms else None
        return self._forms[key]

    @cached_property
    def pay_months(self) -> dict[tuple[str, int], PayMonth]:
        """What each person was paid for each month, by worker and index of the month."""
        found: dict[tuple[str, int], PayMonth] = {}
        for index, payment in enumerate(self.items("payments")):
            kind = payment.kind
            if kind in NOT_FOR_WORK:
                continue
            paid, due, hours = payment.paid, payment.due, payment.hours
            month = PayMonth(
                index,
                None if paid is UNSTATED else paid.fen,
                None if due is UNSTATED else due.fen,
                None if hours is UNSTATED else hours,
                kind is not UNSTATED and kind is not PaymentKind.PIECE_RATE,
            )
            key = payment.worker, payment.month.index
            earlier = found.get(key)
            found[key] = month if earlier is None else _together(earlier, month)
        return found

    @cached_property
    def home(self) -> Village | None:
        """The village of the workshop, where it is described."""
        name = self.dossier.workshop.village
        return next((village for village in self.items("villages") if village.id == name), None)

    @cached_property
    def home_region(self) -> Region | None:
        """The region of that village, where it is stated."""
        return None if self.home is None or self.home.region is UNSTATED else self.home.region

    @cached_property
    def attested(self) -> dict[str, tuple[int, Attestation]]:
        """Attestations by id, with their index."""
        return {attestation.id: (index, attestation) for index, attestation in enumerate(self.items("attestations"))}


def _together(one: PayMonth, two: PayMonth) -> PayMonth:
    return PayMonth(
        one.row,
        None if one.paid is None or two.paid is None else one.paid + two.paid,
        None if one.due is None or two.due is None else one.due + two.due,
        two.hours if one.hours is None else one.hours + (two.hours or 0),
        one.by_hour and two.by_hour,
    )


Editions = Callable[[Dossier], Scheme]
"""Tells by which scheme a dossier is decided, where it depends on the period."""


def cases_of(subject: Dossier | Register, scheme: Scheme | Editions | None = None) -> Iterator[Case]:
    """A dossier, or each dossier of a register, made ready."""
    for root, dossier in _rooted(subject):
        yield Case(dossier, root, scheme(dossier) if callable(scheme) else scheme)


def _rooted(subject: Dossier | Register) -> Iterator[tuple[str, Dossier]]:
    if isinstance(subject, Dossier):
        yield "$", subject
    else:
        yield from ((f"$.dossiers[{index}]", dossier) for index, dossier in enumerate(subject.dossiers))


def _spells(dossier: Dossier) -> Iterator[Spell]:
    # A dossier refuses an engagement that begins after its period, so each has begun by the last day.
    end = dossier.period.until
    for index, spell in enumerate(items(dossier, "engagements")):
        since, until = spell.since, spell.until
        ends = until.__class__ is dt.date
        if since is UNSTATED:
            sure_since = min(until, end) if ends else end
            sure_until = until if ends else end if until is None else sure_since - DAY
            yield Spell(index, spell.worker, spell.form, sure_since, sure_until, NEVER, until if ends else ALWAYS)
        else:
            sure_until = until if ends else end if until is None else since
            yield Spell(index, spell.worker, spell.form, since, sure_until, since, until if ends else ALWAYS)


def contradicting(
    cases: Sequence[Case], collection: str, *traits: Callable[[Any], Any]
) -> Iterator[tuple[str, list[tuple[Case, int]]]]:
    """Ids of a collection that stand for items with different traits in several dossiers, and where they stand.

    A trait is a stated value, or `UNSTATED` or `None` where there is nothing to compare.
    """
    known: list[dict[str, Any]] = [{} for _ in traits]
    clashing: dict[str, list[tuple[Case, int]]] = {}
    for case in cases:
        for item in case.items(collection):
            for seen, trait in zip(known, traits, strict=True):
                value = trait(item)
                if value is not UNSTATED and value is not None and seen.setdefault(item.id, value) != value:
                    clashing[item.id] = []
    for case in cases if clashing else ():
        for index, item in enumerate(case.items(collection)):
            if item.id in clashing:
                clashing[item.id].append((case, index))
    yield from clashing.items()


def surely_cover(spells: Iterable[Spell], first: dt.date, last: dt.date) -> bool:
    """Whether every day from `first` to `last` is surely engaged, in one spell or in several that join."""
    sure = sorted((spell.sure_since, spell.sure_until) for spell in spells if spell.sure_since <= spell.sure_until)
    day = first
    for since, until in sure:
        if since <= day:
            day = max(day, until + DAY)
    return day > last


@functools.cache
def month_days(index: int) -> tuple[dt.date, dt.date]:
    """First and last day of the month with an index (`Month.index`)."""
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def whole_months(case: Case) -> range:
    """The months of which every day lies in the period, by index."""
    period = case.dossier.period
    first, last = Month.containing(period.since).index, Month.containing(period.until).index
    starts_within = period.since > month_days(first)[0]
    ends_within = period.until < month_days(last)[1]
    return range(first + starts_within, last + 1 - ends_within)
