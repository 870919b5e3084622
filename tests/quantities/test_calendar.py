"""Days, months and periods; every period includes both its first and its last day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import Fault
from common_prosperity.quantities import Month, Period, date_of, years_between
from common_prosperity.quantities.calendar import FIRST_DAY, LAST_DAY

DAYS = st.dates(FIRST_DAY, LAST_DAY)


class TestDates:
    """A day from its ISO text; raises Fault for no day of the years 1900 to 2199."""

    @given(DAYS)
    def test_reads_back(self, day: dt.date) -> None:
        assert date_of(day.isoformat()) == day

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "2023",
            "2023-02-29",
            "2023-13-01",
            "20230630",
            "2023-W26-5",  # ISO 8601 knows weeks; a dossier does not
            "2023-6-3",
            "2023-06-30T00:00:00",
            "2023-06-30 ",
            "２０２３-06-30",
            "1899-12-31",
            "2200-01-01",
            20230630,
            None,
            dt.date(2023, 6, 30),
        ],
    )
    def test_refused(self, text: object) -> None:
        with pytest.raises(Fault) as caught:
            date_of(text)
        assert caught.value.problems[0].code == "bad-date"


class TestMonth:
    """A calendar month; consecutive months have consecutive numbers."""

    @given(DAYS)
    def test_contains_its_days(self, day: dt.date) -> None:
        month = Month.containing(day)
        assert month.first_day == day.replace(day=1)
        assert Month.of(str(month)) == month
        assert eval(repr(month)) == month  # noqa: S307  # a repr is how one would write it
        if day.month < 12:
            assert Month.containing(day.replace(day=1, month=day.month + 1)).index == month.index + 1

    @pytest.mark.parametrize(
        "text", ["", "2023", "2023-00", "2023-13", "2023-1", "1899-12", "2200-01", "2023-06-30", None, 202306]
    )
    def test_refused(self, text: object) -> None:
        with pytest.raises(Fault) as caught:
            Month.of(text)  # type: ignore[arg-type]  # the point of the test
        assert caught.value.problems[0].code == "bad-month"

    @pytest.mark.parametrize("index", [True, 0, 10**6, 1.5, "1"])
    def test_an_index_is_a_whole_number_within_the_years(self, index: object) -> None:
        with pytest.raises(Fault):
            Month(index)  # type: ignore[arg-type]  # the point of the test


class TestPeriod:
    """The days from `since` to `until`, both included."""

    @given(DAYS, DAYS, DAYS)
    def test_counts_and_contains(self, one: dt.date, other: dt.date, day: dt.date) -> None:
        since, until = min(one, other), max(one, other)
        period = Period(since, until)
        assert since in period
        assert until in period
        assert (day in period) is (since <= day <= until)
        assert period.days == sum(1 for _ in range(since.toordinal(), until.toordinal() + 1))
        assert period.covers(Month.containing(day)) is (
            since.replace(day=1) <= day and Month.containing(day) <= Month.containing(until)
        )
        assert eval(repr(period)) == period  # noqa: S307  # a repr is how one would write it

    def test_one_day(self) -> None:
        period = Period.of("2024-02-29", "2024-02-29")
        assert (period.days, period.months, str(period)) == (1, 1, "2024-02-29/2024-02-29")

    def test_a_leap_year(self) -> None:
        assert (Period.year(2024).days, Period.year(2023).days) == (366, 365)

    def test_two_days_may_touch_two_months(self) -> None:
        assert Period.of("2023-01-31", "2023-02-01").months == 2

    @pytest.mark.parametrize(
        ("since", "until", "place", "code"),
        [
            (dt.date(2023, 2, 1), dt.date(2023, 1, 1), "since", "later-than"),
            (dt.date(1899, 1, 1), dt.date(2023, 1, 1), "since", "bad-date"),
            (dt.date(2023, 1, 1), dt.date(2200, 1, 1), "until", "bad-date"),
            (dt.datetime(2023, 1, 1, tzinfo=dt.UTC), dt.date(2023, 1, 1), "since", "bad-date"),
            ("2023-01-01", dt.date(2023, 1, 1), "since", "bad-date"),
        ],
    )
    def test_refused(self, since: dt.date, until: dt.date, place: str, code: str) -> None:
        with pytest.raises(Fault) as caught:
            Period(since, until)
        assert [(problem.place, problem.code) for problem in caught.value.problems] == [(place, code)]


class TestYearsBetween:
    """Full years from one day to another; a birthday on 29 February falls on 1 March."""

    @pytest.mark.parametrize(
        ("born", "on", "age"),
        [
            ("1990-06-15", "2023-06-14", 32),
            ("1990-06-15", "2023-06-15", 33),
            ("2004-02-29", "2023-02-28", 18),
            ("2004-02-29", "2023-03-01", 19),
            ("2004-02-29", "2024-02-29", 20),
            ("2023-06-15", "2023-06-15", 0),
        ],
    )
    def test_examples(self, born: str, on: str, age: int) -> None:
        assert years_between(date_of(born), date_of(on)) == age

    @given(st.dates(dt.date(1950, 1, 1), dt.date(2020, 1, 1)), st.integers(0, 80))
    def test_the_birthday_itself_completes_the_year(self, born: dt.date, age: int) -> None:
        if (born.month, born.day) != (2, 29):
            birthday = born.replace(year=born.year + age)
            assert years_between(born, birthday) == age
            assert years_between(born, birthday - dt.timedelta(days=1)) == age - 1
