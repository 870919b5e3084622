"""Checks on low-income households (C4): whether a registration still held when the person joined."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from common_prosperity.checks.case import Case
from common_prosperity.checks.model import OWN, Check, Hit, Severity
from common_prosperity.facts import Household
from common_prosperity.quantities import UNSTATED, Text


def low_income_ended_before_joining(case: Case) -> Iterator[Hit]:
    """The household was registered low-income at one time, and surely no longer when the person joined."""
    households: dict[str, Household] = {household.id: household for household in case.items("households")}
    for index, worker in enumerate(case.items("workers")):
        household = households.get(worker.household) if isinstance(worker.household, str) else None
        if household is None or household.low_income is UNSTATED or not household.low_income:
            continue
        joined = _joined(case, worker.id)
        ends = [status.until for status in household.low_income]
        if joined is not None and all(isinstance(end, dt.date) and end < joined for end in ends):
            yield Hit(case.at("workers", index), (case.workshop, ("worker", worker.id)))


def _joined(case: Case, name: str) -> dt.date | None:
    """The day a person first joined; `None` where the beginning of some engagement is unstated."""
    engagements = case.items("engagements")
    days = [engagements[spell.row].since for spell in case.spells_of.get(name, ())]
    return min(days) if days and UNSTATED not in days else None


CHECKS: Final = (
    Check(
        "C401",
        "low-income-ended-before-joining",
        Severity.WARNING,
        Text("家庭的低收入认定在入坊前已结束", "the household's low-income registration had ended before the person joined"),
        Text(
            "此人入坊时已不是低收入农户，不应算作带动低收入农户就业或增收",
            "the person was no longer low-income on joining, and is no example of work for low-income households",
        ),
        Text(
            "人员 {worker} 的家庭在其加入工坊 {workshop} 之前已结束低收入认定",
            "the low-income registration of the household of worker {worker} had ended before joining workshop {workshop}",
        ),
        OWN,
        "low_income until = 2021-12-31, since = 2023-01-01",
        low_income_ended_before_joining,
    ),
)
