"""Days and months in cells (日期与月份): real dates, serial dates, and dates as they are written in Chinese and English."""

import datetime as dt
import math
import re
import unicodedata
from typing import Any, Final

from common_prosperity.errors import Fault
from common_prosperity.files.tables.amounts import refuse_as
from common_prosperity.files.tables.words import literal_of
from common_prosperity.quantities import Month

EPOCH: Final = dt.date(1899, 12, 30)
EPOCH_1904: Final = dt.date(1904, 1, 1)
FIRST_SERIAL: Final = 61
"""1 March 1900: before it, serial dates count a 29 February 1900 that never was."""
LAST_SERIAL: Final = 109_574
YEARS: Final = range(1900, 2200)
"""A bare number that may be a year is no serial date."""

DAY: Final = re.compile(
    r"(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*[日号]?"
    r"(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?",
    re.ASCII,
)
DAY_DIGITS: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
MONTH: Final = re.compile(r"(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*月?(?:份)?", re.ASCII)
MONTH_DIGITS: Final = re.compile(r"((?:19|2[01])\d{2})(\d{2})", re.ASCII)


def _of_serial(raw: float, code: str, *, from_1904: bool) -> dt.date:
    whole = int(raw)
    if whole in YEARS:
        refuse_as(code)
    if from_1904 and 0 <= whole <= LAST_SERIAL:
        return EPOCH_1904 + dt.timedelta(days=whole)
    if not FIRST_SERIAL <= whole <= LAST_SERIAL:
        refuse_as(code)
    return EPOCH + dt.timedelta(days=whole)


def _made(year: str, month: str, day: str, code: str) -> dt.date:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        raise Fault.of("", code) from None


def read_day(raw: Any, *, from_1904: bool, code: str = "bad-date") -> dt.date:
    """A day; the time of a time stamp falls away."""
    if raw.__class__ is dt.date:
        return raw
    if raw.__class__ is dt.datetime:
        return raw.date()
    if raw.__class__ is str:
        text = unicodedata.normalize("NFKC", literal_of(raw) or raw)
        match = DAY.fullmatch(text) or DAY_DIGITS.fullmatch(text)
        if match is not None:
            return _made(match[1], match[2], match[3], code)
        if not (text.isascii() and text.isdigit() and len(text) <= 6):
            refuse_as(code)
        raw = int(text)
    if raw.__class__ is float and math.isfinite(raw):
        raw = int(raw)
    if raw.__class__ is not int:
        refuse_as(code)
    if len(str(raw)) == 8:
        return read_day(str(raw), from_1904=from_1904, code=code)
    return _of_serial(raw, code, from_1904=from_1904)


def read_month(raw: Any, *, from_1904: bool) -> Month:
    """A month; a full date stands for its month only where it is the first day, as programs make of `2023-06`."""
    if raw.__class__ in {int, float} and raw == int(raw):
        raw = str(int(raw))
    if raw.__class__ is str:
        text = unicodedata.normalize("NFKC", literal_of(raw) or raw)
        match = MONTH.fullmatch(text) or MONTH_DIGITS.fullmatch(text)
        if match is not None:
            return Month.containing(_made(match[1], match[2], "1", "bad-month"))
        raw = text
    day = read_day(raw, from_1904=from_1904, code="bad-month")
    return Month.containing(day) if day.day == 1 else refuse_as("bad-month")
