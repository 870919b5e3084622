"""Numbers as a reader wants them: with their unit, rounded for display only, and saying so.

A number that ends within four decimals is shown in full. Any other is rounded and marked "about" (约): shares in per cent
to one decimal, other numbers to two, and to more where a small number, or its difference from a threshold, would keep
fewer than two digits. Money has two decimals, unless it needs more.
Both ends of a range have as many decimals, and each has its sign where money, shares and grades have one.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, NamedTuple

from common_prosperity.errors import Lang
from common_prosperity.quantities import Bounds, Number, decimal_text
from common_prosperity.reports.wording import WORDING, counted, say

HUNDREDFOLD: Final = frozenset({"share", "share_margin"})
FIXED: Final = frozenset({"yuan", "yuan_per_month", "yuan_per_hour", "yuan_per_year"})
MARK: Final = "mark"
"""Points without the word, for columns of points."""
PLACES: Final = 2
IN_FULL: Final = 4
"""A number that ends within so many decimals is shown with all of them."""
FINEST: Final = 6


class Digits(NamedTuple):
    """A number written out, and whether it had to be rounded."""

    text: str
    rounded: bool
    one: bool
    """Whether it is exactly one, which takes the singular."""
    places: int
    """The decimals it was written in; beyond the finest where it stands as a fraction."""


def digits(value: Number, unit: str, apart_from: Iterable[Number] = (), least: int = 0) -> Digits:
    """A number written out in decimals, without its unit.

    Args:
        value: the number.
        unit: what it counts.
        apart_from: numbers that must not look the same unless they are.
        least: the fewest decimals to write it in.
    """
    scaled = Fraction(value) * (100 if unit in HUNDREDFOLD else 1)
    fewest = max(1 if unit in HUNDREDFOLD else PLACES, least)
    whole = _exact_places(scaled)
    if whole is not None and fewest <= FINEST:
        return _digits(scaled, max(fewest, whole), unit, one=value == 1)
    others = [Fraction(other) * (100 if unit in HUNDREDFOLD else 1) for other in apart_from if other != value]
    if unit in HUNDREDFOLD:
        others += [Fraction(end) for end in (0, 100) if end != scaled]
    size = min(abs(scaled), *(abs(scaled - other) for other in others), Fraction(1))
    for places in range(fewest, FINEST + 1):
        plain = size * 10 ** (places - 1) >= 1 or places == FINEST
        if plain and all(_rounded(other * 10**places) != _rounded(scaled * 10**places) for other in others):
            return _digits(scaled, places, unit, one=False)
    return Digits(decimal_text(_whole(scaled)), rounded=False, one=False, places=FINEST + 1)


def _exact_places(value: Fraction) -> int | None:
    """The decimals in which a number stands exactly, if these are few."""
    return next((places for places in range(IN_FULL + 1) if (value * 10**places).denominator == 1), None)


def _digits(value: Fraction, places: int, unit: str, *, one: bool) -> Digits:
    steps = _rounded(value * 10**places)
    text = _decimals(steps, places, keep=places if unit in FIXED else 0)
    return Digits(text, rounded=Fraction(steps, 10**places) != value, one=one, places=places)


def _rounded(value: Fraction) -> int:
    """To the nearest whole number, a tie away from zero."""
    whole = (abs(value) + Fraction(1, 2)).__floor__()
    return whole if value >= 0 else -whole


def _whole(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else value


def _decimals(steps: int, places: int, *, keep: int) -> str:
    units, rest = divmod(abs(steps), 10**places)
    decimals = f"{rest:0{places}d}"
    decimals = decimals[:keep] + decimals[keep:].rstrip("0")
    sign = "-" if steps < 0 else ""
    return f"{sign}{units:,}.{decimals}" if decimals else f"{sign}{units:,}"


def edge(value: Number, unit: str, lang: Lang) -> str:
    """A threshold with its unit; where it cannot be written in decimals, as a fraction too."""
    if unit in FIXED and value.__class__ is int:
        return _with_unit(f"{value:,}", unit, lang)
    text = figure(value, unit, lang)
    if unit == "yes_no" or not digits(value, unit).rounded:
        return text
    return say("exactly", lang, exact=decimal_text(value), about=text)


def interval(low: Number, high: Number, unit: str, lang: Lang) -> str:
    """The numbers from one to another, both included, as a scheme prints them."""
    if low == high:
        return edge(low, unit, lang)
    if unit in FIXED and low.__class__ is high.__class__ is int:
        return _between(f"{low:,}", f"{high:,}", unit, lang)
    first, last = _ends(low, high, unit)
    if first.rounded or last.rounded:
        return _joined(_exact(low, first, unit, lang), _exact(high, last, unit, lang), lang)
    return _between(first.text, last.text, unit, lang)


def _exact(value: Number, found: Digits, unit: str, lang: Lang) -> str:
    """An end of a range, where one of them cannot be written in decimals."""
    text = _marked(found, unit, lang)
    return say("exactly.aside", lang, exact=decimal_text(value), about=text) if found.rounded else text


def figure(value: Number, unit: str, lang: Lang, apart_from: Iterable[Number] = ()) -> str:
    """A number with its unit.

    >>> figure(Fraction(26, 245), "share", "en"), figure(1, "people", "en"), figure(2600, "yuan", "zh")
    ('about 10.6%', '1 person', '2,600.00 元')
    """
    if unit == "yes_no":
        return say("yes" if value else "no", lang)
    return _marked(digits(value, unit, apart_from), unit, lang)


def _marked(found: Digits, unit: str, lang: Lang) -> str:
    text = _with_unit(found.text, unit, lang, one=found.one)
    return say("about", lang, x=text) if found.rounded else text


def _with_unit(text: str, unit: str, lang: Lang, *, one: bool = False, family: str = "unit") -> str:
    key = f"{family}.{unit}"
    if key not in WORDING:
        return text
    if text.startswith("-") and lang == "en" and unit in FIXED:
        return "-" + counted(key, 1 if one else 2, lang, x=text[1:])
    return counted(key, 1 if one else 2, lang, x=text)


def span(bounds: Bounds, unit: str, lang: Lang, natural: Bounds | None = None, apart_from: Iterable[Number] = ()) -> str:
    """What is known of a quantity: a number, an interval, or that nothing is known.

    Args:
        bounds: what is known.
        unit: what is counted.
        lang: in which language.
        natural: the range the quantity can have at all; what is as wide says nothing.
        apart_from: numbers that must not look the same unless they are.
    """
    if bounds.applies is False:
        return say("value.void", lang)
    apart = tuple(apart_from)
    low, high = bounds.lower, bounds.upper
    if low is not None and low == high:
        text = figure(low, unit, lang, apart)
    elif _says_nothing(bounds, unit, natural):
        return say("value.unknown", lang)
    elif low is not None and high is not None:
        text = _interval(low, high, unit, lang, apart)
    elif low is not None:
        text = say("value.from", lang, x=figure(low, unit, lang, apart))
    else:
        assert high is not None, "nothing at all is known, which was told above"
        text = say("value.to", lang, x=figure(high, unit, lang, apart))
    return text if bounds.applies else say("value.perhaps-void", lang, x=text)


def _says_nothing(bounds: Bounds, unit: str, natural: Bounds | None) -> bool:
    ends = (bounds.lower, bounds.upper)
    if unit in (MARK, "points"):
        return ends == (None, None)
    if natural is not None and ends == (natural.lower, natural.upper):
        return True
    return unit == "yes_no" or ends in ((None, None), (0, None)) or (unit == "share" and ends == (0, 1))


def _interval(low: Number, high: Number, unit: str, lang: Lang, apart: tuple[Number, ...]) -> str:
    first, last = _ends(low, high, unit, apart)
    text = _between(first.text, last.text, unit, lang)
    return say("about", lang, x=text) if first.rounded or last.rounded else text


def _ends(low: Number, high: Number, unit: str, apart: tuple[Number, ...] = ()) -> tuple[Digits, Digits]:
    """Both ends in as many decimals as the one that needs more."""
    least = 0
    while True:
        first, last = digits(low, unit, (*apart, high), least), digits(high, unit, (*apart, low), least)
        if first.places == last.places:
            return first, last
        least = max(first.places, last.places)


def _between(low: str, high: str, unit: str, lang: Lang) -> str:
    return _joined(_with_unit(low, unit, lang, family="from-unit"), _with_unit(high, unit, lang), lang)


def _joined(low: str, high: str, lang: Lang) -> str:
    """Both ends; only after a figure does Chinese want a space."""
    return say("value.between" if low[-1].isascii() else "value.between-words", lang, low=low, high=high)
