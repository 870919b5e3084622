"""Checks on people across workshops (C1): who is engaged full-time twice, and whether one id stands for one person."""

import datetime as dt
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Final

from common_prosperity.checks.case import Case, Spell, contradicting
from common_prosperity.checks.model import OWN, Cases, Check, Hit, Severity
from common_prosperity.facts import EngagementForm
from common_prosperity.quantities import Month, Text


def _shared(cases: Cases) -> dict[str, list[Case]]:
    """People who are engaged at more than one workshop."""
    first: dict[str, Case] = {}
    shared: dict[str, list[Case]] = {}
    for case in cases:
        for name in {spell.worker for spell in case.items("engagements")}:
            if name in first:
                shared.setdefault(name, [first[name]]).append(case)
            else:
                first[name] = case
    return shared


def _full_time(cases: Iterable[Case], name: str) -> list[tuple[Spell, Case]]:
    spells = [(spell, case) for case in cases for spell in case.spells_of[name] if spell.form is EngagementForm.FULL_TIME]
    return sorted(spells, key=lambda pair: (pair[0].sure_since, pair[0].sure_until, pair[1].workshop))


def full_time_twice(cases: Cases) -> Iterator[Hit]:
    """Some day is surely engaged full-time at two workshops."""
    for name, engaging in _shared(cases).items():
        clashing: list[tuple[Spell, Case]] = []
        furthest: dict[str, tuple[Spell, Case]] = {}
        for spell, case in _full_time(engaging, name):
            if spell.sure_since > spell.sure_until:
                continue
            others = [pair for root, pair in furthest.items() if root != case.root and pair[0].sure_until >= spell.sure_since]
            if others:
                clashing += [*others, (spell, case)]
            held = furthest.get(case.root)
            if held is None or held[0].sure_until < spell.sure_until:
                furthest[case.root] = (spell, case)
            if len(furthest) > 2:
                # Two workshops are enough to find every later clash: the one that reaches furthest, and another.
                del furthest[min(furthest, key=lambda root: furthest[root][0].sure_until)]
        if clashing:
            yield _both(name, clashing, None)


def full_time_in_turn(cases: Cases) -> Iterator[Hit]:
    """Surely left one workshop and joined another in the same month, full-time at both."""
    for name, engaging in _shared(cases).items():
        months: dict[int, list[tuple[dt.date, bool, Spell, Case]]] = {}
        for spell, case in _full_time(engaging, name):
            engagement = case.items("engagements")[spell.row]
            for day, joins in ((engagement.until, False), (engagement.since, True)):
                if isinstance(day, dt.date):
                    months.setdefault(Month.containing(day).index, []).append((day, joins, spell, case))
        for month in sorted(months):
            found = list(_in_turn(months[month]))
            if found:
                yield _both(name, found, Month(month))
                break


def _in_turn(events: list[tuple[dt.date, bool, Spell, Case]]) -> Iterator[tuple[Spell, Case]]:
    """Who joins a workshop after having left another, from one month's events."""
    left: list[tuple[dt.date, bool, Spell, Case]] = []
    for event in sorted((event for event in events if not event[1]), key=lambda event: (event[0], event[3].workshop)):
        # The two earliest leavings from different workshops precede whatever any other would.
        if not left or (len(left) == 1 and left[0][3] is not event[3]):
            left.append(event)
    for since, _, spell, case in (event for event in events if event[1]):
        before = next((event for event in left if event[3] is not case and event[0] < since), None)
        if before is not None:
            yield before[2], before[3]
            yield spell, case


def _both(name: str, spells: Iterable[tuple[Spell, Case]], month: Month | None) -> Hit:
    places = {case.at("engagements", spell.row): case.workshop for spell, case in spells}
    first, *rest = sorted(places, key=lambda place: [int(part.split("]")[0]) for part in place.split("[")[1:]])
    ids = (*sorted(set(places.values())), ("worker", name))
    return Hit(first, ids, () if month is None else (("month", str(month)),), tuple(rest))


def one_id_two_people(cases: Cases) -> Iterator[Hit]:
    """One id is given two birth dates, or two sexes."""
    for name, places in contradicting(cases, "workers", attrgetter("born"), attrgetter("sex")):
        yield described_twice(("worker", name), "workers", places)


def described_twice(item: tuple[str, str], collection: str, places: list[tuple[Case, int]]) -> Hit:
    """What is found where one id has several descriptions."""
    first, *rest = [case.at(collection, index) for case, index in places]
    return Hit(first, (*sorted({case.workshop for case, _ in places}), item), (), tuple(rest))


CHECKS: Final = (
    Check(
        "C103",
        "full-time-twice",
        Severity.ERROR,
        Text("同一人在同一天全日制受雇于两家工坊", "one person is engaged full-time at two workshops on the same day"),
        Text(
            "一人不可能同时在两处全日制工作；同一就业岗位可能被重复申报",
            "nobody works full-time in two places at once; one job may be claimed twice",
        ),
        Text(
            "人员 {worker} 在同一时间全日制受雇于工坊 {workshop}",
            "worker {worker} is engaged full-time at workshops {workshop} at the same time",
        ),
        OWN,
        "two dossiers: worker p1, form = full_time, since = 2023-01-01, until = none",
        full_time_twice,
        across=True,
    ),
    Check(
        "C104",
        "full-time-in-turn",
        Severity.WARNING,
        Text(
            "同一人在同一个月先后全日制受雇于两家工坊",
            "one person leaves one workshop and joins another in the same month, full-time at both",
        ),
        Text(
            "换岗属正常，但当月工资和就业人数可能被两家同时申报",
            "changing jobs is normal, but the month's pay and the job may be claimed by both",
        ),
        Text(
            "人员 {worker} 在 {month} 先后全日制受雇于工坊 {workshop}",
            "worker {worker} is engaged full-time at workshops {workshop}, one after the other, in {month}",
        ),
        OWN,
        "dossier A: until = 2023-06-10; dossier B: since = 2023-06-15",
        full_time_in_turn,
        across=True,
    ),
    Check(
        "C105",
        "one-id-two-people",
        Severity.WARNING,
        Text("同一人员编号的出生日期或性别不一致", "one worker id has two birth dates or two sexes"),
        Text(
            "编号在整个名册中应只指一个人；编号若重复使用，C103、C104 便不可靠",
            "within a register an id names one person; where ids are used again, C103 and C104 mean little",
        ),
        Text(
            "人员编号 {worker} 在工坊 {workshop} 的资料中出生日期或性别不一致",
            "worker id {worker} has different birth dates or sexes in the dossiers of workshops {workshop}",
        ),
        OWN,
        "dossier A: p1 born = 1980-01-01; dossier B: p1 born = 1990-01-01",
        one_id_two_people,
        across=True,
    ),
)
