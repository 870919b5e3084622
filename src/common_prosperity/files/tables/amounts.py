"""Numbers, amounts and units in cells (数值与金额): 2,600元, 0.26万元, 80㎡, 8:30, 1/3, 20%, exactly.

Numbers count to fifteen significant digits, which is all that spreadsheet programs keep and show; what binary arithmetic
leaves beyond them is no part of the value.
"""

import datetime as dt
import math
import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NoReturn

from common_prosperity.errors import Fault
from common_prosperity.files.tables.words import UNITS, fold, literal_of, trimmed
from common_prosperity.quantities import Number, Yuan, exact
from common_prosperity.quantities.money import LIMIT

SIGNIFICANT: Final = 15
NUMBER: Final = re.compile(
    r"([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,40})(?:\.[0-9]{1,40})?|[+-]?\.[0-9]{1,40})"
    r"(%|/[1-9][0-9]{0,40})?\s*((?!e[+-]?[0-9])[^\W\d_].{0,40})?",
    re.IGNORECASE,
)
"""Digits, a percent sign or denominator, and a unit; `1e5` is how programs show a number they have shortened."""
CLOCK: Final = re.compile(r"(\d{1,4}):([0-5]\d)", re.ASCII)
"""Hours and minutes, as cells of times show them and text files keep them."""
CURRENCY: Final = re.compile(r"(?:¥|人民币|rmb|cny)\s*", re.IGNORECASE)
MONEY_UNITS: Final = frozenset({"yuan", "yuan_per_month"})
WHOLE_WORDS: Final = {word: index for index, word in enumerate("零一二三四五六七八九十")}


def refuse_as(code: str) -> NoReturn:
    """Refuse a cell for a reason.

    Raises:
        Fault: always.
    """
    raise Fault.of("", code)


def _rounded(value: float, code: str) -> float:
    """A binary number to the digits a spreadsheet shows."""
    return float(f"{value:.{SIGNIFICANT}g}") if math.isfinite(value) else refuse_as(code)


def quantity(raw: Any, unit: str, factor: Fraction | None, code: str) -> Fraction | int:
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
        refuse_as(code)
    return number if factor is None else number * factor


def _written_quantity(raw: str, unit: str, factor: Fraction | None, code: str) -> Fraction | int:
    text = unicodedata.normalize("NFKC", trimmed(literal_of(raw) or raw)).replace("\u2212", "-")
    if unit == "hours" and (clock := CLOCK.fullmatch(text)):
        return int(clock[1]) + Fraction(int(clock[2]), 60)
    currency = CURRENCY.match(text) if unit in MONEY_UNITS else None
    match = NUMBER.fullmatch(text, 0 if currency is None else currency.end())
    if match is None:
        refuse_as(code)
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


def read_number(raw: Any, *, unit: str, factor: Fraction | None) -> Number:
    """An exact number, in the unit of the field."""
    found = quantity(raw, unit, factor, "bad-number")
    return exact(found)


def read_money(raw: Any, *, unit: str, factor: Fraction | None) -> Yuan:
    """An amount of money."""
    if raw.__class__ is float and factor is None:
        fen = round(raw * 100) if abs(raw) < LIMIT // 100 else LIMIT
        if fen / 100 == raw:
            return Yuan(fen)
    hundredfold = Fraction(quantity(raw, unit, factor, "bad-money")) * 100
    if hundredfold.denominator != 1 or abs(hundredfold) >= LIMIT:
        refuse_as("bad-money")
    return Yuan(int(hundredfold))


def read_whole(raw: Any) -> int:
    """A whole number; 二级 and 2级 are 2."""
    if raw.__class__ is str:
        word = fold(raw).removesuffix("级")
        if word in WHOLE_WORDS:
            return WHOLE_WORDS[word]
        raw = word
    found = exact(quantity(raw, "", None, "bad-whole"))
    if found.__class__ is not int:
        raise Fault.of("", "bad-whole")
    return found


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
