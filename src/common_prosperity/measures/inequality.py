"""Income inequality among the people paid (收入差距): Gini coefficient (基尼系数) and Lorenz curve (洛伦兹曲线), exact.

The Gini coefficient is the mean absolute difference between the pay of two people drawn at random, with replacement, over
twice the mean pay: 0 where all are paid alike, (n - 1) / n where one of n people has everything. The Lorenz curve says
which share of all pay the worst-paid share of the people receives.

Sources: M. O. Lorenz, "Methods of Measuring the Concentration of Wealth", 1905; C. Gini, "Variabilità e mutabilità", 1912.

>>> str(gini([Yuan.of(1000), Yuan.of(3000)]))
'0.25'
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import accumulate
from typing import Final, TypeAlias

import attrs

from common_prosperity.errors import Fault
from common_prosperity.facts import Dossier
from common_prosperity.measures.people import people_table
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Number, Unstated, Yuan, exact
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import TRUE

Amount: TypeAlias = Yuan | int | Fraction | Bounds | Unstated
"""What one person was paid: an amount, at least so much, or unstated."""

WHOLE: Final = Bounds(0, 1, None)
"""The Gini coefficient of people of whom nothing is known."""


@attrs.frozen
class _Pay:
    """What is known of everybody's pay."""

    known: tuple[Number, ...] = ()
    """Of those whose pay is fully stated."""
    floors: tuple[Number, ...] = ()
    """Of those who were paid at least so much and perhaps more."""
    doubtful: int = 0
    """How many more may or may not be among the people paid."""

    @property
    def people(self) -> int:
        """How many people are surely meant."""
        return len(self.known) + len(self.floors)


def gini(paid: Dossier | Iterable[Amount]) -> Bounds:
    """The Gini coefficient of pay, a share from 0 to 1.

    Of a dossier, the people are those paid more than zero in the period. In a sequence, everybody counts, those paid
    nothing as well.

    Args:
        paid: a dossier, or an amount for each person, in any one unit.

    Returns:
        One exact value where all pay is stated. A person of whom only part of the pay is stated may have been paid any
        amount above it: then the exact interval that this leaves. Where it is not even known who was paid, an interval
        that holds it. Not applicable where nobody was paid anything.

    Raises:
        Fault: an amount is negative or no amount.
    """
    pay = _pay_of(paid)
    if pay is None:
        return WHOLE
    most = pay.people + pay.doubtful
    if not most or not (any(pay.known) or pay.floors or pay.doubtful):
        return NOT_APPLICABLE
    one_has_everything = tidy(Fraction(most - 1, most))
    if pay.doubtful:
        return Bounds(0, one_has_everything, True if pay.people else None)
    if not pay.floors:
        return Bounds.exactly(_coefficient(pay.known))
    some_is_paid = any(pay.known) or any(pay.floors)
    return Bounds(_least(pay.known, pay.floors), one_has_everything, True if some_is_paid else None)


def lorenz_points(paid: Dossier | Iterable[Amount]) -> tuple[tuple[Fraction, Fraction], ...] | None:
    """The corners of the Lorenz curve: share of the people, worst paid first, and share of all pay they receive.

    Args:
        paid: as for `gini`.

    Returns:
        From (0, 0) to (1, 1), a corner for each person; no corners at all where nobody was paid anything. `None` where
        somebody's pay is not stated: a curve of the others would say something else.

    Raises:
        Fault: as `gini`.
    """
    pay = _pay_of(paid)
    if pay is None or pay.floors or pay.doubtful:
        return None
    people, total = pay.people, sum(pay.known)
    if not total:
        return ()
    sums = accumulate(sorted(pay.known), initial=Fraction(0))
    return tuple((Fraction(count, people), Fraction(received) / total) for count, received in enumerate(sums))


def _pay_of(paid: Dossier | Iterable[Amount]) -> _Pay | None:
    """Everybody's pay; `None` where nobody has said who was engaged."""
    return _pay_in(paid) if isinstance(paid, Dossier) else _pay_among(paid)


def _pay_in(dossier: Dossier) -> _Pay | None:
    table = people_table(dossier)
    if not table.submitted:
        return None
    known: list[Number] = []
    floors: list[Number] = []
    doubtful = 0
    for present, earned in zip(table.present, table.columns["earned"], strict=True):
        bounds = earned if isinstance(earned, Bounds) else Bounds.exactly(earned)
        low = bounds.lower or 0
        if bounds.upper == 0:
            continue
        if present != TRUE or not low:
            doubtful += 1
        elif bounds.settled:
            known.append(low)
        else:
            floors.append(low)
    return _Pay(tuple(known), tuple(floors), doubtful)


def _pay_among(amounts: Iterable[Amount]) -> _Pay:
    lowest = list(_lowest(amounts))
    return _Pay(tuple(low for low, settled in lowest if settled), tuple(low for low, settled in lowest if not settled))


def _lowest(amounts: Iterable[Amount]) -> Iterator[tuple[Number, bool]]:
    """The least each person was paid, and whether that is all."""
    for index, amount in enumerate(amounts):
        if amount is UNSTATED:
            yield 0, False
            continue
        place = f"[{index}]"
        low: Number
        if isinstance(amount, Bounds):
            low, settled = amount.lower or 0, amount.settled
        else:
            low, settled = exact(Fraction(amount.fen, 100) if isinstance(amount, Yuan) else amount, place), True
        if isinstance(amount, Bounds) and amount.applies is not True:
            raise Fault.of(place, "bad-number")
        if low < 0:
            raise Fault.of(place, "too-small", bound=0)
        yield low, settled


def _coefficient(values: Iterable[Number]) -> Number:
    """Gini's coefficient of known amounts that are not all zero, by their ranks."""
    ranked = sorted(values)
    count = len(ranked)
    weighted = sum((2 * rank - count - 1) * value for rank, value in enumerate(ranked, start=1))
    return tidy(Fraction(weighted) / (count * sum(ranked)))


def _least(known: tuple[Number, ...], floors: tuple[Number, ...]) -> Number:
    """The least coefficient when some may have been paid more than their floors.

    Inequality is least where all of these are raised to one level, or stay above it. As the level rises the coefficient
    falls first and rises later, and between two amounts it turns nowhere: the least lies at the first amount from which
    on it rises.
    """
    levels = sorted({value for value in (*known, *floors) if value >= min(floors)})
    if not levels[-1]:  # nobody is known to have been paid anything: any level will do
        levels = [1]

    def at(level: Number) -> Number:
        return _coefficient([*known, *(max(floor, level) for floor in floors)])

    def rises(level: Number) -> bool:
        raised = sum(floor <= level for floor in floors)
        below = sum(value <= level for value in known)
        people = len(known) + len(floors)
        return 2 * below + raised >= people * (1 + at(level))

    return at(levels[bisect_left(levels, True, key=rises)])  # noqa: FBT003  # the first level that rises
