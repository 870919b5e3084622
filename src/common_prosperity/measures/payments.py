"""The tables of payments (发放记录): one row each, and one row for each person and month; whoever they are owed to.

What stays unpaid of a payment (欠薪), and how much of it is wages (工资), is said here once, for these tables and for `people`.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from common_prosperity.facts import Dossier, Engagement, Payment
from common_prosperity.facts.dossier import items
from common_prosperity.facts.payments import WAGES
from common_prosperity.measures.spells import overlaps
from common_prosperity.measures.table import Cell, Lazily, Table, fen
from common_prosperity.quantities import UNSTATED, Bounds, Month, Number
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import FALSE, TRUE

Makers = Mapping[str, Callable[[], Sequence[Cell]]]
"""How each column is worked out."""


def arrears(payment: Payment) -> Cell:
    """What was due and not paid, in fen: all that was due at most; nothing where more was paid, or nothing was due."""
    due, paid = payment.due, payment.paid
    if due is UNSTATED:
        return UNSTATED
    if paid is UNSTATED:
        return Bounds(0, due.fen) if due.fen else 0
    return max(0, due.fen - paid.fen)


def wages(payment: Payment) -> Cell:
    """What was paid as wages, in fen; anything up to what was paid where nobody says what it was for."""
    if payment.kind is UNSTATED:
        return UNSTATED if payment.paid is UNSTATED else Bounds(0, payment.paid.fen) if payment.paid.fen else 0
    return fen(payment.paid) if payment.kind in WAGES else 0


def total(cells: Sequence[Any]) -> Cell:
    """Sum of amounts that are never negative: what is unstated leaves the sum open upwards."""
    known: Number = 0
    high: Number | None = 0
    for cell in cells:
        low, top = (
            (cell.lower or 0, cell.upper) if isinstance(cell, Bounds) else (0, None) if cell is UNSTATED else (cell, cell)
        )
        known += low
        high = None if high is None or top is None else high + top
    return tidy(known) if high == known else Bounds(tidy(known), None if high is None else tidy(high))


def payments_table(dossier: Dossier) -> Table:
    """The payments of a dossier, one row each."""
    found: tuple[Payment, ...] = items(dossier, "payments")
    columns: Makers = {
        "arrears": lambda: list(map(arrears, found)),
        "due": lambda: [fen(payment.due) for payment in found],
        "form": lambda: _forms(dossier, found),
        "hours": lambda: [payment.hours for payment in found],
        "kind": lambda: [payment.kind for payment in found],
        "paid": lambda: [fen(payment.paid) for payment in found],
        "person": lambda: [payment.worker for payment in found],
        "wages": lambda: list(map(wages, found)),
    }
    return _table("payments", dossier, found, columns)


def person_months_table(dossier: Dossier) -> Table:
    """The pay of each person in each month."""
    months: dict[tuple[str, int], list[Payment]] = {}
    for payment in items(dossier, "payments"):
        months.setdefault((payment.worker, payment.month.index), []).append(payment)
    columns: Makers = {
        "arrears": lambda: [total([arrears(payment) for payment in payments]) for payments in months.values()],
        "due": lambda: [total([fen(payment.due) for payment in payments]) for payments in months.values()],
        "form": lambda: _forms(dossier, [payments[0] for payments in months.values()]),
        "hours": lambda: [total([payment.hours for payment in payments]) for payments in months.values()],
        "paid": lambda: [total([fen(payment.paid) for payment in payments]) for payments in months.values()],
        "person": lambda: [worker for worker, _ in months],
        "wages": lambda: [total([wages(payment) for payment in payments]) for payments in months.values()],
    }
    return _table("person_months", dossier, [payments[0] for payments in months.values()], columns)


def _forms(dossier: Dossier, payments: Iterable[Payment]) -> list[Cell]:
    """The form of engagement of each person paid, in the month paid for."""
    if dossier.engagements is UNSTATED:
        return [UNSTATED for _ in payments]
    spells: dict[str, list[Engagement]] = {}
    for engagement in items(dossier, "engagements"):
        spells.setdefault(engagement.worker, []).append(engagement)
    return [_form_in(spells.get(payment.worker, ()), payment.month) for payment in payments]


def _form_in(spells: Sequence[Engagement], month: Month) -> Cell:
    """The form of the last engagement in a month: `None` where there surely is none, unstated where one cannot tell."""
    first = month.first_day
    last = Month(month.index + 1).first_day - dt.timedelta(days=1)
    reaching = [(overlaps(spell.since, spell.until, first, last), spell) for spell in spells]
    possible = [(truth, spell) for truth, spell in reaching if truth != FALSE]
    if not possible:
        return None
    forms = {spell.form for _, spell in possible}
    if len(forms) == 1 and any(truth == TRUE for truth, _ in possible):
        return forms.pop()
    begun = {spell.since: spell for truth, spell in possible if truth == TRUE and isinstance(spell.since, dt.date)}
    return begun[max(begun)].form if len(begun) == len(possible) else UNSTATED


def _table(name: str, dossier: Dossier, payments: Sequence[Payment], columns: Makers) -> Table:
    """A table whose rows are named by person and month; payments of a dossier all belong to its period."""
    months = {payment.month.index: payment.month for payment in payments}
    texts = {index: str(month) for index, month in months.items()}
    ids = tuple([f"{payment.worker} {texts[payment.month.index]}" for payment in payments])
    return Table(name, ids, Lazily(columns), (TRUE,) * len(ids), submitted=dossier.payments is not UNSTATED)
