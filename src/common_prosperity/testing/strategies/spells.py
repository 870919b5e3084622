"""Spells in time that do not overlap: filling in the ends that nobody has stated."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from common_prosperity.quantities import UNSTATED, Period
from common_prosperity.quantities.calendar import FIRST_DAY, LAST_DAY
from common_prosperity.testing.strategies.quantities import chance, days_near, pick

DAY = dt.timedelta(1)
Stretch = tuple[dt.date, dt.date]


def filled_spell(draw: st.DrawFn, spell: Any, period: Period, *, ends: tuple[str, str] = ("since", "until")) -> Any:
    """One spell that stands alone, with both ends stated.

    Args:
        draw: given by Hypothesis.
        spell: a fact with a first and a last day.
        period: the period near whose edges days are drawn.
        ends: the names of the two days.
    """
    first, last = ends
    if getattr(spell, first) is UNSTATED:
        latest = getattr(spell, last)
        spell = attrs.evolve(
            spell, **{first: draw(days_near(period, FIRST_DAY, latest if isinstance(latest, dt.date) else LAST_DAY))}
        )
    if getattr(spell, last) is UNSTATED:
        until = None if chance(draw, 50) else draw(days_near(period, getattr(spell, first), LAST_DAY))
        spell = attrs.evolve(spell, **{last: until})
    return spell


def filled_spells(draw: st.DrawFn, spells: Sequence[Any], period: Period, latest_start: dt.date = LAST_DAY) -> list[Any]:
    """Spells of one owner, with both ends of each stated and none overlapping another.

    Args:
        draw: given by Hypothesis.
        spells: facts with `since` and `until`, in any order.
        period: the period near whose edges days are drawn.
        latest_start: no spell begins later.
    """
    made = list(spells)
    for index, spell in enumerate(made):
        if UNSTATED not in (spell.since, spell.until):
            continue
        others = [taken for at, other in enumerate(made) if at != index for taken in surely_taken(other, latest_start)]
        made[index] = _placed(draw, spell, sorted(others), period, latest_start)
    return made


def surely_taken(spell: Any, latest_start: dt.date) -> list[Stretch]:
    """The days a spell covers however its unstated ends turn out."""
    since, until = spell.since, spell.until
    if since is UNSTATED and until is UNSTATED:
        return []
    if since is UNSTATED:
        return [(latest_start, LAST_DAY)] if until is None else [(until, until)]
    return [(since, since if until is UNSTATED else LAST_DAY if until is None else until)]


def _placed(draw: st.DrawFn, spell: Any, taken: list[Stretch], period: Period, latest_start: dt.date) -> Any:
    """The spell with its ends within the free days around the end that is stated, or within any."""
    gaps = [(low, high) for low, high in _gaps(taken) if low <= latest_start]
    known = spell.since if spell.since is not UNSTATED else spell.until
    if isinstance(known, dt.date):
        gaps = [(low, high) for low, high in gaps if low <= known <= high]
    elif known is None:
        gaps = [(low, high) for low, high in gaps if high == LAST_DAY]
    if not gaps:
        reject()
    low, high = pick(draw, gaps)
    since, until = spell.since, spell.until
    if since is UNSTATED:
        latest = min(until if isinstance(until, dt.date) else high, latest_start)
        since = draw(days_near(period, low, latest))
    if until is UNSTATED:
        until = None if high == LAST_DAY and chance(draw, 50) else draw(days_near(period, since, high))
    return attrs.evolve(spell, since=since, until=until)


def _gaps(taken: list[Stretch]) -> list[Stretch]:
    """The stretches of free days between those taken."""
    gaps, free = [], FIRST_DAY
    for since, until in taken:
        if free < since:
            gaps.append((free, since - DAY))
        free = LAST_DAY if until == LAST_DAY else max(free, until + DAY)
        if until == LAST_DAY:
            return gaps
    return [*gaps, (free, LAST_DAY)]
