"""Days, months and periods. Every period includes both its first and its last day."""

import datetime as dt
import functools
import re
from typing import Any, Final, Self

import attrs

from common_prosperity.errors import Fault

DATE_TEXT = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MONTH_TEXT = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
FIRST_DAY: Final = dt.date(1900, 1, 1)
LAST_DAY: Final = dt.date(2199, 12, 31)


def _index(_instance: object, _attribute: object, value: Any) -> None:
    if value.__class__ is not int or not FIRST_DAY.year * 12 <= value < (LAST_DAY.year + 1) * 12:
        raise Fault.of("$", "bad-month")


@attrs.frozen(order=True, repr=False)
class Month:
    """A calendar month (月份), such as 2023-06.

    >>> Month.of("2023-06").first_day
    datetime.date(2023, 6, 1)
    """

    index: int = attrs.field(validator=_index)
    """Months since year nought, January of year 1 being 12: consecutive months have consecutive numbers."""

    @classmethod
    def of(cls, text: str) -> "Month":
        """A month from its ISO text, `"2023-06"`.

        Raises:
            Fault: the text is no month of the years 1900 to 2199.
        """
        return _month(text) if text.__class__ is str else _no_month()

    @classmethod
    def containing(cls, day: dt.date) -> Self:
        """The month a day lies in."""
        return cls(day.year * 12 + day.month - 1)

    @property
    def first_day(self) -> dt.date:
        """The first day of the month."""
        return dt.date(self.index // 12, self.index % 12 + 1, 1)

    def __str__(self) -> str:
        """ISO text."""
        return f"{self.index // 12:04d}-{self.index % 12 + 1:02d}"

    def __repr__(self) -> str:
        """As one would write it."""
        return f"Month.of('{self}')"


def _no_month() -> Month:
    raise Fault.of("$", "bad-month")


@functools.lru_cache(maxsize=4096)
def _month(text: str) -> Month:
    match = MONTH_TEXT.fullmatch(text)
    if match is None:
        return _no_month()
    if not 1 <= int(match[2]) <= 12:
        return _no_month()
    return Month(int(match[1]) * 12 + int(match[2]) - 1)


@functools.lru_cache(maxsize=4096)
def _date(text: str) -> dt.date:
    if DATE_TEXT.fullmatch(text) is None:  # ISO 8601 knows other ways to write a day, such as 2023-W26-5
        raise Fault.of("$", "bad-date")
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise Fault.of("$", "bad-date") from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Fault.of("$", "bad-date")
    return day


def date_of(text: object) -> dt.date:
    """A day from its ISO text, `"2023-06-30"`.

    Raises:
        Fault: the text is no day of the years 1900 to 2199.
    """
    if text.__class__ is not str:
        raise Fault.of("$", "bad-date")
    return _date(text)


@attrs.frozen(repr=False)
class Period:
    """The days from `since` to `until`, both included (申报期间)."""

    since: dt.date
    until: dt.date

    def __attrs_post_init__(self) -> None:
        """Check the days and their order."""
        for name, day in (("since", self.since), ("until", self.until)):
            if day.__class__ is not dt.date or not FIRST_DAY <= day <= LAST_DAY:
                raise Fault.of(name, "bad-date")
        if self.since > self.until:
            raise Fault.of("since", "later-than", other="until", **{"other@zh": "until（结束日期）"})

    @classmethod
    def of(cls, since: str, until: str) -> Self:
        """A period from the ISO texts of its first and last day."""
        return cls(date_of(since), date_of(until))

    @classmethod
    def year(cls, year: int) -> Self:
        """A calendar year."""
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.until - self.since).days + 1

    @property
    def months(self) -> int:
        """Number of calendar months the period touches."""
        return Month.containing(self.until).index - Month.containing(self.since).index + 1

    def __contains__(self, day: dt.date) -> bool:
        """Whether a day lies in the period."""
        return self.since <= day <= self.until

    def covers(self, month: Month) -> bool:
        """Whether a month has at least one day in the period."""
        return Month.containing(self.since) <= month <= Month.containing(self.until)

    def __str__(self) -> str:
        """First and last day."""
        return f"{self.since}/{self.until}"

    def __repr__(self) -> str:
        """As one would write it."""
        return f"Period.of('{self.since}', '{self.until}')"


def years_between(earlier: dt.date, later: dt.date) -> int:
    """Full years from one day to another; a birthday on 29 February falls on 1 March."""
    return later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))
