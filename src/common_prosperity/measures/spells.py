"""Spells in time whose ends may be unstated: what surely and what possibly lies in a period.

`since` unstated: it began at some time up to its end. `until` unstated: it ended at some time from its beginning on, or
goes on. `until=None`: it goes on.
"""

import datetime as dt
from typing import Any

from common_prosperity.quantities import UNSTATED, Bounds, Period, Unstated
from common_prosperity.quantities.truth import FALSE, TRUE, UNKNOWN, Truth, all_of

Since = dt.date | Unstated
Until = dt.date | None | Unstated


def overlaps(since: Since, until: Until, first: dt.date, last: dt.date) -> Truth:
    """Whether a spell has a day between `first` and `last`, both included."""
    if since.__class__ is dt.date:
        began = TRUE if since <= last else FALSE
    else:
        began = TRUE if until.__class__ is dt.date and until <= last else UNKNOWN
    if until is None:
        reaches = TRUE
    elif until.__class__ is dt.date:
        reaches = TRUE if until >= first else FALSE
    else:
        reaches = TRUE if since.__class__ is dt.date and since >= first else UNKNOWN
    return all_of((began, reaches))


def on_day(since: Since, until: Until, day: dt.date) -> Truth:
    """Whether a spell covers a day."""
    return overlaps(since, until, day, day)


def day_in(day: dt.date | Unstated, period: Period) -> Truth:
    """Whether a day lies in a period."""
    if day is UNSTATED:
        return UNKNOWN
    return TRUE if day in period else FALSE


def day_range(since: Since, until: Until, period: Period) -> tuple[int, int]:
    """The fewest and the most days of a period that a spell may cover."""
    first, last = period.since, period.until
    if since.__class__ is dt.date and (until is None or until.__class__ is dt.date):
        days = _length(max(since, first), last if until is None else min(until, last))
        return days, days
    open_end: Any = last if until is None or until is UNSTATED else until
    if since is UNSTATED:
        most = _length(first, min(open_end, last))
        surely = until if until.__class__ is dt.date else None
        return (1 if surely is not None and surely in period else 0), most
    return (1 if since in period else 0), _length(max(since, first), last)


def days_in(since: Since, until: Until, period: Period) -> int | Bounds:
    """Days of a period that a spell covers."""
    low, high = day_range(since, until, period)
    return low if low == high else Bounds(low, high)


def _length(first: dt.date, last: dt.date) -> int:
    return max(0, (last - first).days + 1)
