"""Spells in time whose ends may be unstated, checked by trying every day on which they may begin and end."""

import datetime as dt
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.measures.spells import day_in, day_range, days_in, on_day, overlaps
from common_prosperity.quantities import UNSTATED, Bounds, Period
from common_prosperity.quantities.truth import FALSE, TRUE, UNKNOWN
from invented import day

PERIOD = Period.of("2024-02-28", "2024-03-02")  # four days, one of them a leap day
DAYS = [day("2024-02-25") + dt.timedelta(days=offset) for offset in range(10)]
ENDS = st.tuples(st.sampled_from([*DAYS, UNSTATED]), st.sampled_from([*DAYS, None, UNSTATED]))


def readings(since: Any, until: Any) -> list[tuple[dt.date, dt.date | None]]:
    """Every way of stating what is unstated, with no end before its beginning."""
    begins = DAYS if since is UNSTATED else [since]
    ends = [*DAYS, None] if until is UNSTATED else [until]
    return [(begin, end) for begin, end in product(begins, ends) if end is None or begin <= end]


def covered(begin: dt.date, end: dt.date | None, first: dt.date, last: dt.date) -> int:
    return sum(1 for one in DAYS if first <= one <= last and begin <= one and (end is None or one <= end))


class TestEveryReading:
    """What surely and what possibly lies in a period is what every, and what some reading of the unstated ends says."""

    @given(ENDS)
    def test_overlaps(self, ends: tuple[Any, Any]) -> None:
        outcomes = {TRUE if covered(*reading, PERIOD.since, PERIOD.until) else FALSE for reading in readings(*ends)}
        if outcomes:
            assert overlaps(*ends, PERIOD.since, PERIOD.until) == sum(outcomes)

    @given(ENDS, st.sampled_from(DAYS[1:-1]))
    def test_on_a_day(self, ends: tuple[Any, Any], on: dt.date) -> None:
        outcomes = {TRUE if covered(*reading, on, on) else FALSE for reading in readings(*ends)}
        if outcomes:
            assert on_day(*ends, on) == sum(outcomes)

    @given(ENDS)
    def test_days(self, ends: tuple[Any, Any]) -> None:
        counts = [covered(*reading, PERIOD.since, PERIOD.until) for reading in readings(*ends)]
        if counts:
            assert day_range(*ends, PERIOD) == (min(counts), max(counts))
            low, high = min(counts), max(counts)
            assert days_in(*ends, PERIOD) == (low if low == high else Bounds(low, high))


class TestExamples:
    """`until=None` goes on; an unstated end is one from the beginning on, or none."""

    @pytest.mark.parametrize(
        ("on", "truth"), [("2024-02-27", FALSE), ("2024-02-28", TRUE), ("2024-03-02", TRUE), ("2024-03-03", FALSE)]
    )
    def test_a_day_in_a_period(self, on: str, truth: int) -> None:
        assert day_in(day(on), PERIOD) == truth
        assert day_in(UNSTATED, PERIOD) == UNKNOWN

    def test_a_leap_day_counts(self) -> None:
        assert days_in(day("2020-01-01"), None, PERIOD) == 4
        assert days_in(day("2024-02-29"), day("2024-02-29"), PERIOD) == 1

    def test_a_period_of_one_day(self) -> None:
        one = Period.of("2024-02-29", "2024-02-29")
        assert days_in(day("2024-02-29"), UNSTATED, one) == 1
        assert days_in(UNSTATED, day("2024-02-29"), one) == 1
        assert days_in(UNSTATED, UNSTATED, one) == Bounds(0, 1)
