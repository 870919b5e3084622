"""Strategies for quantities: numbers, money, days, months, periods, regions and bounds, edges of the field first."""

import datetime as dt
import functools
from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol, TypeVar

from hypothesis import strategies as st
from stdnum.cn import uscc

from common_prosperity.facts import Region
from common_prosperity.quantities import UNSTATED, Bounds, Month, Number, Period, Text, Unstated, Yuan, exact

T = TypeVar("T")

CENTURY = (dt.date(1930, 1, 1), dt.date(2060, 12, 31))
"""The days that generated facts speak of."""

TERMS = ("来料加工", "缝纫", "村企结对", "sewing", "packing", "共富工坊·甲")
"""Words for names and topics."""

COUNTY = "330481"
"""Where generated villages lie: Haining (海宁), Zhejiang."""


class Drawing(Protocol):
    """Draws from a strategy: the argument of `composite`, or the method of `data()`."""

    def __call__(self, strategy: st.SearchStrategy[T], /) -> T:
        """What the strategy gives."""


@functools.cache
def _below(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


def pick(draw: Drawing, options: Sequence[T]) -> T:
    """One of several things, the first of them the simplest; many times faster than to build `sampled_from` anew."""
    return options[draw(_below(len(options)))]


def chance(draw: Drawing, percent: int) -> bool:
    """Yes with a probability, no in the simplest case."""
    return draw(_below(100)) >= 100 - percent


def stated(draw: Drawing, strategy: st.SearchStrategy[T], unstated: float) -> T | Unstated:
    """What a strategy draws, or `UNSTATED` with a probability from 0 to 1."""
    return UNSTATED if unstated and chance(draw, round(unstated * 100)) else draw(strategy)


def maybe(strategy: st.SearchStrategy[T], unstated: float) -> st.SearchStrategy[T | Unstated]:
    """What a strategy draws, or `UNSTATED` with the given probability.

    Args:
        strategy: draws what is stated.
        unstated: from 0, always stated, to 1, never.
    """
    return st.composite(stated)(strategy, unstated)


@functools.cache
def words() -> st.SearchStrategy[str]:
    """Short words, mostly of the field, at times any printable text."""
    anything = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)
    return st.one_of(st.sampled_from(TERMS), anything)


@functools.cache
def labels() -> st.SearchStrategy[Text]:
    """Words in both languages, or in one for both."""
    usual = (Text("就业人数", "people employed"), Text("增收", "rise of income"), Text.same("共富"))
    return st.one_of(st.sampled_from(usual), st.sampled_from(usual), st.builds(Text, words(), words()))


@functools.lru_cache(maxsize=1024)
def numbers(
    lower: Number | None = 0,
    upper: Number | None = None,
    *,
    decimal: bool = False,
    usual: tuple[Number, ...] = (0, 1, 2, 3, 10),
) -> st.SearchStrategy[Number]:
    """Exact numbers within limits; small whole ones most often.

    Args:
        lower: the least, `None` for no limit.
        upper: the greatest, `None` for no limit.
        decimal: whether only decimals are wanted, none like one third.
        usual: numbers to prefer, where they lie within the limits.
    """
    preferred = [number for number in usual if (lower is None or number >= lower) and (upper is None or number <= upper)]
    ends = [end for end in (lower, upper) if end is not None]
    denominators = (1, 2, 4, 5, 10, 100) if decimal else (1, 2, 3, 7, 10, 100)
    low = lower if lower is not None else -10_000 if upper is None else upper - 20_000
    high = upper if upper is not None else low + 20_000

    def between(denominator: int) -> st.SearchStrategy[Number]:
        least, most = -(-low * denominator // 1), high * denominator // 1
        if least > most:
            return st.just(low)
        return st.integers(int(least), int(most)).map(lambda steps: exact(Fraction(steps, denominator)))

    return st.one_of(
        st.sampled_from(preferred or ends or [0]),
        st.sampled_from(denominators).flatmap(between),
        *([] if upper is not None else [st.sampled_from([max(low, 10**6), max(low, 10**11 + 1)])]),
    )


@functools.lru_cache(maxsize=1024)
def yuan(lower: int = 0, upper: int = 10**15 - 1) -> st.SearchStrategy[Yuan]:
    """Amounts of money, in fen from `lower` to `upper`; wages of the field most often."""
    usual = [fen for fen in (0, 1, 50_000, 99_999, 100_000, 150_050, 260_000, 500_000) if lower <= fen <= upper]
    fen = st.one_of(
        st.sampled_from(usual or [lower]), st.integers(lower, max(lower, min(upper, 1_000_000))), st.integers(lower, upper)
    )
    return fen.map(Yuan)


@functools.lru_cache(maxsize=1024)
def days(first: dt.date = CENTURY[0], last: dt.date = CENTURY[1]) -> st.SearchStrategy[dt.date]:
    """Days from `first` to `last`, both included."""
    return st.integers(0, (last - first).days).map(lambda shift: first + dt.timedelta(shift))


@functools.lru_cache(maxsize=1024)
def days_near(period: Period, first: dt.date = CENTURY[0], last: dt.date = CENTURY[1]) -> st.SearchStrategy[dt.date]:
    """Days from `first` to `last`, most often at the edges of a period, where rules decide."""
    day = dt.timedelta(1)
    edges = (period.since - day, period.since, period.since + day, period.until - day, period.until, period.until + day)
    near = sorted({edge for edge in (*edges, first, last) if first <= edge <= last})
    inside = (max(first, period.since), min(last, period.until))
    options = [st.sampled_from(near), days(first, last)]
    if inside[0] <= inside[1]:
        options.insert(1, days(*inside))
    return st.one_of(options)


@functools.lru_cache(maxsize=1024)
def months(first: int = 1930 * 12, last: int = 2060 * 12 + 11) -> st.SearchStrategy[Month]:
    """Months, given by their numbers since year nought."""
    return st.integers(first, last).map(Month)


def months_of(period: Period) -> st.SearchStrategy[Month]:
    """Months with at least one day in a period."""
    return months(Month.containing(period.since).index, Month.containing(period.until).index)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Calendar years most often; also halves, months, single days and odd stretches."""
    year = pick(draw, (2023, 2024, 2025, 2022))
    kind = pick(draw, ("year", "half", "month", "odd"))
    if kind == "year":
        return Period.year(year)
    if kind == "half":
        return Period(dt.date(year, 1, 1), dt.date(year, 6, 30))
    if kind == "month":
        since = dt.date(year, 2, 1)
        return Period(since, dt.date(year, 3, 1) - dt.timedelta(1))
    since = draw(days(dt.date(year, 1, 1), dt.date(year, 12, 31)))
    return Period(since, since + dt.timedelta(draw(st.integers(0, 400))))


@functools.lru_cache(maxsize=1024)
def regions() -> st.SearchStrategy[Region]:
    """Regions of every level, close to each other, so that people live in the village, near it and far away."""
    codes = ("33", "3304", COUNTY, f"{COUNTY}101", f"{COUNTY}101201", f"{COUNTY}101202", f"{COUNTY}102201", "330521100200")
    return st.sampled_from(codes).map(Region)


@functools.lru_cache(maxsize=1024)
def villages_regions() -> st.SearchStrategy[Region]:
    """Regions precise enough to tell who lives in the village."""
    return regions().filter(lambda region: region.level == "village")


@functools.lru_cache(maxsize=1024)
def credit_codes() -> st.SearchStrategy[str]:
    """Valid unified social credit codes (统一社会信用代码)."""
    bodies = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9)
    return bodies.map(lambda body: f"91{COUNTY}{body}").map(lambda code: code + uscc.calc_check_digit(code))


@st.composite
def bounds(draw: st.DrawFn, lower: Number | None = None, upper: Number | None = None, *, void: bool = True) -> Bounds:
    """Bounds of every kind within limits: a point, an interval, a half-line, and, where `void`, not applicable."""
    kind = pick(draw, ("point", "interval", "from", "to", "limits", *(("void", "perhaps") if void else ())))
    if kind == "void":
        return Bounds(None, None, applies=False)
    ends = sorted([draw(numbers(lower, upper)), draw(numbers(lower, upper))])
    if kind == "point":
        return Bounds(ends[0], ends[0])
    applies = None if kind == "perhaps" else True
    least = lower if kind in ("to", "limits") else ends[0]
    most = upper if kind in ("from", "limits") else ends[1]
    return Bounds(least, most, applies)


@st.composite
def bounds_inside(draw: st.DrawFn, outer: Bounds) -> Bounds:
    """Bounds that leave open nothing that `outer` does not; often a single value."""
    if outer.applies is False or (outer.applies is None and chance(draw, 25)):
        return Bounds(None, None, applies=False)
    ends = sorted([draw(numbers_in(outer)), draw(numbers_in(outer))])
    applies = pick(draw, (True, None)) if outer.applies is None else True
    kind = pick(draw, ("point", "point", "interval", "lower", "upper", "same"))
    if kind == "point":
        return Bounds(ends[0], ends[0])
    least = outer.lower if kind in ("lower", "same") else ends[0]
    most = outer.upper if kind in ("upper", "same") else ends[1]
    return Bounds(least, most, applies)


@functools.lru_cache(maxsize=1024)
def numbers_in(outer: Bounds) -> st.SearchStrategy[Number]:
    """Numbers that bounds hold, their ends most often."""
    lower, upper = outer.lower, outer.upper
    if lower is not None and lower == upper:
        return st.just(lower)
    beyond: Number | None = None
    if upper is not None and lower is None:
        lower = upper - 10_000
    if lower is not None and upper is None:
        beyond = lower + 10_000
    ends: list[Number] = [end for end in (lower, upper, beyond) if end is not None]
    return st.one_of(st.sampled_from(ends or [0]), numbers(lower, upper))
