"""The tables of payments (发放记录): one row each, and one row for each person and month; whoever they are owed to.

What stays unpaid of a payment (欠薪) is said here once, for these tables and for `people` alike.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from common_prosperity.facts import Dossier, Payment
from common_prosperity.facts.dossier import items
from common_prosperity.measures.table import Cell, Lazily, Table, fen
from common_prosperity.quantities import UNSTATED, Bounds, Number
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import TRUE

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
        "hours": lambda: [payment.hours for payment in found],
        "kind": lambda: [payment.kind for payment in found],
        "paid": lambda: [fen(payment.paid) for payment in found],
        "person": lambda: [payment.worker for payment in found],
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
        "hours": lambda: [total([payment.hours for payment in payments]) for payments in months.values()],
        "paid": lambda: [total([fen(payment.paid) for payment in payments]) for payments in months.values()],
        "person": lambda: [worker for worker, _ in months],
    }
    return _table("person_months", dossier, [payments[0] for payments in months.values()], columns)


def _table(name: str, dossier: Dossier, payments: Sequence[Payment], columns: Makers) -> Table:
    """A table whose rows are named by person and month; payments of a dossier all belong to its period."""
    months = {payment.month.index: payment.month for payment in payments}
    texts = {index: str(month) for index, month in months.items()}
    ids = tuple([f"{payment.worker} {texts[payment.month.index]}" for payment in payments])
    return Table(name, ids, Lazily(columns), (TRUE,) * len(ids), submitted=dossier.payments is not UNSTATED)
