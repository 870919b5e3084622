"""One cell to one typed value (单元格取值): as the field declares it, exactly, or with a reason why not.

Cells hold what the file holds: text, numbers, days. Numbers count to fifteen significant digits, which is all that
spreadsheet programs keep and show; what binary arithmetic leaves beyond them is no part of the value.
"""

import datetime as dt
import functools
import math
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NoReturn

from common_prosperity.errors import Fault
from common_prosperity.facts.fields import Term
from common_prosperity.facts.places import Region
from common_prosperity.files.tables.layout import Column
from common_prosperity.files.tables.words import (
    FIRST_LETTERS,
    MIXED_NO,
    MIXED_YES,
    NO_WORDS,
    NONE_WORDS,
    SOME_WORDS,
    STILL_WORDS,
    UNITS,
    YES_WORDS,
    fold,
    identifier,
    listed,
    literal_of,
    trimmed,
)
from common_prosperity.quantities import UNSTATED, Month, Number, Yuan, exact
from common_prosperity.quantities.money import LIMIT

Read = Callable[[Any], Any]

SIGNIFICANT: Final = 15
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
NUMBER: Final = re.compile(
    r"([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,40})(?:\.[0-9]{1,40})?|[+-]?\.[0-9]{1,40})"
    r"(%|/[1-9][0-9]{0,40})?\s*((?!e[+-]?[0-9])[^\W\d_].{0,40})?",
    re.IGNORECASE,
)
"""Digits, a percent sign or denominator, and a unit; `1e5` is how programs show a number they have shortened."""
CURRENCY: Final = re.compile(r"(?:¥|人民币|rmb|cny)\s*", re.IGNORECASE)
MONEY_UNITS: Final = frozenset({"yuan", "yuan_per_month"})
WHOLE_WORDS: Final = {word: index for index, word in enumerate("零一二三四五六七八九十")}


class Mark:
    """A cell that says something of its own: 有."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        """Its name."""
        return self.name


SOME_STATED: Final = Mark("SOME_STATED")
"""A cell that says 有: there is one."""


def reader(column: Column, factor: Fraction | None = None, *, from_1904: bool = False) -> Read:
    """How the cells of a column are read.

    Args:
        column: what the cells should hold.
        factor: what a number without a unit is multiplied by, from the unit in the heading.
        from_1904: whether serial dates count from 1904, as in old workbooks of Macintosh.

    Returns:
        A function from the content of a cell to a typed value, `UNSTATED`, `None`, or `SOME_STATED`. It raises
        `Fault` with a reason and no place.
    """
    if column.role == "workshop":
        return read_names
    read = _value_reader(column, factor, from_1904=from_1904)
    many = column.role in {"list", "rows"}
    words = column.shape.classes == {str} and not many

    def of_cell(raw: Any) -> Any:
        if raw.__class__ is not str:
            return (read(raw),) if many else read(raw)
        if words and raw.isalnum() and raw.isascii() and raw[0] not in "nN":
            return raw  # as most ids are: there is nothing to trim, to unfold or to look up
        text = trimmed(raw)
        if not text:
            return UNSTATED
        if text[0] in FIRST_LETTERS and len(text) < 10:
            word = fold(text)
            if word in NONE_WORDS or (word in STILL_WORDS and column.shape.classes == {dt.date}):
                return _none(column, text, many=many)
            if column.some and word in SOME_WORDS:
                return SOME_STATED
        return tuple(map(read, listed(text))) if many else read(text)

    return of_cell


def _none(column: Column, text: str, *, many: bool) -> Any:
    if column.none:
        return () if many else None
    if column.words:
        return text
    raise Fault.of("", "none-not-allowed")


def read_names(raw: Any) -> tuple[str, ...]:
    """The workshops a row names, usually one."""
    text = raw if raw.__class__ is str else _plain_text(raw, identifying=True)
    return tuple(dict.fromkeys(listed(text)))


def _no_item(_raw: Any) -> NoReturn:
    """Facts in a table of their own cannot stand in a cell."""
    raise Fault.of("", "expected", zh="“有”或“无”，内容另表逐行填写", en="some or none; each has a row in a table of its own")


def _value_reader(column: Column, factor: Fraction | None, *, from_1904: bool) -> Read:
    classes, unit = column.shape.classes, column.limits.unit
    if column.role == "rows":
        return _no_item
    if len(classes) > 1:
        return functools.partial(_number, unit=unit, factor=factor) if classes == {int, Fraction} else _mixed
    cls = column.shape.cls
    if cls is str and column.role == "list":
        return _list_item
    if issubclass(cls, Term):
        return _term_reader(cls)
    readers: dict[type, Read] = {
        str: functools.partial(_text, identifying=not column.words),
        Yuan: functools.partial(_money, unit=unit or "yuan", factor=factor),
        bool: _yes_or_no,
        int: _whole,
        dt.date: functools.partial(_day, from_1904=from_1904),
        Month: functools.partial(_month, from_1904=from_1904),
        Region: _region,
    }
    return readers[cls]


def _list_item(raw: Any) -> str:
    """An item of a list, which has been told apart already; a number alone in the cell is one item."""
    return raw if isinstance(raw, str) else _plain_text(raw, identifying=True)


# ---- text ----------------------------------------------------------------------------------------------------------


def _plain_text(raw: Any, *, identifying: bool) -> str:
    """The text a cell shows that holds something else."""
    if raw.__class__ in {int, float}:
        if abs(raw) >= 10**SIGNIFICANT:
            raise Fault.of("", "lost-digits")
        return str(int(raw)) if raw == int(raw) else f"{raw:.{SIGNIFICANT}g}"
    if identifying:
        raise Fault.of("", "expected", zh="文本", en="text")
    if raw.__class__ is dt.datetime and not raw.time():
        return raw.date().isoformat()
    return {True: "是", False: "否"}[raw] if raw.__class__ is bool else str(raw)


def _text(raw: Any, *, identifying: bool) -> str:
    if raw.__class__ is not str:
        return _plain_text(raw, identifying=identifying)
    found = literal_of(raw)
    if found is not None:
        return found
    return identifier(raw) if identifying else raw


def _term_reader(cls: type[Term]) -> Read:
    members = {fold(words): member for member in cls for words in (member.text.en, member.text.zh, member.value)}
    allowed = "、".join(f"{member.text.zh} {member.text.en}" for member in cls)

    def read(raw: Any) -> Term:
        member = members.get(fold(raw)) if raw.__class__ is str else None
        if member is None:
            raise Fault.of("", "not-one-of", allowed=allowed)
        return member

    return read


def _yes_or_no(raw: Any) -> bool:
    if raw.__class__ is bool:
        return raw
    word = fold(raw) if raw.__class__ is str else ""
    if word not in YES_WORDS | NO_WORDS:
        raise Fault.of("", "expected", zh="是或否", en="yes or no")
    return word in YES_WORDS


def _region(raw: Any) -> Region:
    """A region by its code; a code padded with noughts (330481000000) names the region above."""
    text = raw if raw.__class__ is str else _plain_text(raw, identifying=True)
    found = literal_of(text)
    if found is not None:
        return Region(found)
    code = unicodedata.normalize("NFKC", text)
    for length, padding in ((12, "000"), (9, "000"), (6, "00"), (4, "00")):
        if len(code) == length and code.endswith(padding):
            code = code[: -len(padding)]
    return Region(code)


# ---- numbers -------------------------------------------------------------------------------------------------------


def _bad(code: str) -> NoReturn:
    raise Fault.of("", code)


def _rounded(value: float, code: str) -> float:
    """A binary number to the digits a spreadsheet shows."""
    return float(f"{value:.{SIGNIFICANT}g}") if math.isfinite(value) else _bad(code)


def _quantity(raw: Any, unit: str, factor: Fraction | None, code: str) -> Fraction | int:
    """The exact number a cell holds, in the unit of the field."""
    if raw.__class__ is float:
        number: Number = exact(_rounded(raw, code))
    elif raw.__class__ is int:
        number = raw
    elif raw.__class__ is str:
        return _written_quantity(raw, unit, factor, code)
    elif unit == "hours" and raw.__class__ in {dt.time, dt.timedelta}:
        return _clock_hours(raw)
    else:
        _bad(code)
    return number if factor is None else number * factor


def _written_quantity(raw: str, unit: str, factor: Fraction | None, code: str) -> Fraction | int:
    text = unicodedata.normalize("NFKC", trimmed(literal_of(raw) or raw)).replace("\u2212", "-")
    currency = CURRENCY.match(text) if unit in MONEY_UNITS else None
    match = NUMBER.fullmatch(text, 0 if currency is None else currency.end())
    if match is None:
        _bad(code)
    digits, tail, word = match.groups()
    number = exact(digits.replace(",", "") + (tail or ""))
    word = fold(word or "")
    if word:
        known = UNITS.get(unit, {})
        if word not in known:
            raise Fault.of("", "bad-unit", name=word, zh=unit_words(unit)[0], en=unit_words(unit)[1])
        return number * known[word]
    return number if factor is None else number * factor


def unit_words(unit: str) -> tuple[str, str]:
    """What a field is measured in, in words; nothing for a plain number."""
    known = tuple(UNITS.get(unit, ("数值",)))
    return known[0], known[-1] if unit in UNITS else "a plain number"


def _clock_hours(raw: dt.time | dt.timedelta) -> Fraction:
    """A time or duration, as cells formatted 8:30 give it, in hours."""
    if isinstance(raw, dt.time):
        raw = dt.timedelta(hours=raw.hour, minutes=raw.minute, seconds=raw.second)
    return Fraction(raw // dt.timedelta(seconds=1), 3600)


def _number(raw: Any, *, unit: str, factor: Fraction | None) -> Number:
    found = _quantity(raw, unit, factor, "bad-number")
    return exact(found)


def _money(raw: Any, *, unit: str, factor: Fraction | None) -> Yuan:
    if raw.__class__ is float and factor is None:
        fen = round(raw * 100) if abs(raw) < LIMIT // 100 else LIMIT
        if fen / 100 == raw:
            return Yuan(fen)
    hundredfold = Fraction(_quantity(raw, unit, factor, "bad-money")) * 100
    if hundredfold.denominator != 1 or abs(hundredfold) >= LIMIT:
        _bad("bad-money")
    return Yuan(int(hundredfold))


def _whole(raw: Any) -> int:
    """A whole number; 二级 and 2级 are 2."""
    if raw.__class__ is str:
        word = fold(raw).removesuffix("级")
        if word in WHOLE_WORDS:
            return WHOLE_WORDS[word]
        raw = word
    found = exact(_quantity(raw, "", None, "bad-number"))
    if found.__class__ is not int:
        raise Fault.of("", "expected", zh="整数", en="a whole number")
    return found


def _mixed(raw: Any) -> bool | Number | str:
    """Yes or no, a number, or words. Text is a number where it is one from end to end, without leading noughts."""
    if raw.__class__ is bool:
        return raw
    if raw.__class__ in {int, float}:
        return exact(_quantity(raw, "", None, "bad-number"))
    if not isinstance(raw, str):
        return _plain_text(raw, identifying=False)
    return _mixed_text(raw) if (found := literal_of(raw)) is None else found


def _mixed_text(raw: str) -> bool | Number | str:
    word = fold(raw)
    if word in MIXED_YES or word in MIXED_NO:
        return word in MIXED_YES
    match = NUMBER.fullmatch(unicodedata.normalize("NFKC", raw))
    if match is None or match[3] or re.match(r"[+-]?0\d", raw):
        return raw
    return exact(match[1].replace(",", "") + (match[2] or ""))


def plain_decimal(value: Number) -> Decimal | None:
    """The number as a decimal that a spreadsheet keeps unchanged; `None` where there is none."""
    fraction = Fraction(value)
    rest = fraction.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return None
    places = 0
    while (fraction * 10**places).denominator != 1:
        places += 1
        if places > SIGNIFICANT:
            return None
    digits = int(fraction * 10**places)
    return Decimal(digits).scaleb(-places) if abs(digits) < 10**SIGNIFICANT else None


# ---- days and months -----------------------------------------------------------------------------------------------


def _of_serial(raw: float, code: str, *, from_1904: bool) -> dt.date:
    whole = int(raw)
    if whole in YEARS:
        _bad(code)
    if from_1904 and 0 <= whole <= LAST_SERIAL:
        return EPOCH_1904 + dt.timedelta(days=whole)
    if not FIRST_SERIAL <= whole <= LAST_SERIAL:
        _bad(code)
    return EPOCH + dt.timedelta(days=whole)


def _made(year: str, month: str, day: str, code: str) -> dt.date:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        raise Fault.of("", code) from None


def _day(raw: Any, *, from_1904: bool, code: str = "bad-date") -> dt.date:
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
            _bad(code)
        raw = int(text)
    if raw.__class__ is float and math.isfinite(raw):
        raw = int(raw)
    if raw.__class__ is not int:
        _bad(code)
    if len(str(raw)) == 8:
        return _day(str(raw), from_1904=from_1904, code=code)
    return _of_serial(raw, code, from_1904=from_1904)


def _month(raw: Any, *, from_1904: bool) -> Month:
    """A month; a full date stands for its month only where it is the first day, as programs make of `2023-06`."""
    if raw.__class__ in {int, float} and raw == int(raw):
        raw = str(int(raw))
    if raw.__class__ is str:
        text = unicodedata.normalize("NFKC", literal_of(raw) or raw)
        match = MONTH.fullmatch(text) or MONTH_DIGITS.fullmatch(text)
        if match is not None:
            return Month.containing(_made(match[1], match[2], "1", "bad-month"))
        raw = text
    day = _day(raw, from_1904=from_1904, code="bad-month")
    return Month.containing(day) if day.day == 1 else _bad("bad-month")
