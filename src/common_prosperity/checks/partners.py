"""Checks on Party organisations, enterprises and their pairings (C5)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from common_prosperity.checks.case import ALWAYS, NEVER, Case, contradicting
from common_prosperity.checks.model import OWN, Cases, Check, Hit, Severity
from common_prosperity.checks.persons import described_twice
from common_prosperity.checks.regions import standing
from common_prosperity.facts import Enterprise, Pairing
from common_prosperity.quantities import UNSTATED, Text

NATIONAL: Final = "100000"
"""The region digits of a body that is registered with the state itself."""


def _pairing(case: Case, index: int, pairing: Pairing, *details: tuple[str, str]) -> Hit:
    return Hit(case.at("pairings", index), (case.workshop, ("pairing", pairing.id)), details)


def pairing_lapsed(case: Case) -> Iterator[Hit]:
    """Ended before the period began, and not surely or possibly renewed."""
    since = case.dossier.period.since
    return ((_pairing(case, index, pairing)) for index, pairing in _ended(case) if pairing.until < since)


def pairing_lapsed_within(case: Case) -> Iterator[Hit]:
    """Ended in the period, before its last day, and not surely or possibly renewed."""
    since = case.dossier.period.since
    for index, pairing in _ended(case):
        if pairing.until >= since:
            yield _pairing(case, index, pairing, ("day", str(pairing.until)))


def _ended(case: Case) -> Iterator[tuple[int, Any]]:
    """Pairings that ended before the last day, unless the same two organisations may be paired on that day."""
    end = case.dossier.period.until
    pairings = case.items("pairings")
    running = {_sides(pairing) for pairing in pairings if not (isinstance(pairing.until, dt.date) and pairing.until < end)}
    for index, pairing in enumerate(pairings):
        if isinstance(pairing.until, dt.date) and pairing.until < end and _sides(pairing) not in running:
            yield index, pairing


def _sides(pairing: Pairing) -> tuple[str, str]:
    return pairing.village_side, pairing.enterprise_side


def joint_activity_outside_pairing(case: Case) -> Iterator[Hit]:
    """A joint activity on a day when the two organisations were surely not paired."""
    for index, pairing in enumerate(case.items("pairings")):
        if pairing.joint_activities is UNSTATED:
            continue
        first = NEVER if pairing.since is UNSTATED else pairing.since
        last = pairing.until if isinstance(pairing.until, dt.date) else ALWAYS
        for day in sorted({day for day in pairing.joint_activities if not first <= day <= last}):
            yield _pairing(case, index, pairing, ("day", str(day)))


def pairing_twice(case: Case) -> Iterator[Hit]:
    """The same two organisations surely paired twice on one day."""
    groups: dict[tuple[str, str], list[tuple[dt.date, dt.date, int]]] = {}
    pairings = case.items("pairings")
    for index, pairing in enumerate(pairings):
        if pairing.since is not UNSTATED:
            until = pairing.until
            last = until if isinstance(until, dt.date) else ALWAYS if until is None else pairing.since
            groups.setdefault(_sides(pairing), []).append((pairing.since, last, index))
    for spells in groups.values():
        clashing = overlapping(spells)
        if clashing:
            first, *rest = [case.at("pairings", index) for index in clashing]
            ids = (case.workshop, *(("pairing", name) for name in sorted(pairings[index].id for index in clashing)))
            yield Hit(first, ids, (), tuple(rest))


def overlapping(spells: list[tuple[dt.date, dt.date, Any]]) -> list[Any]:
    """Which of many spells (first day, last day, what) share a day with another, in order of what."""
    found: set[Any] = set()
    furthest: tuple[dt.date, Any] | None = None
    for since, until, what in sorted(spells):
        if furthest is not None and since <= furthest[0]:
            found |= {furthest[1], what}
        if furthest is None or until > furthest[0]:
            furthest = until, what
    return sorted(found)


def one_credit_code_twice(case: Case) -> Iterator[Hit]:
    """Two enterprises with one credit code."""
    holders: dict[str, list[int]] = {}
    enterprises = case.items("enterprises")
    for index, enterprise in enumerate(enterprises):
        if isinstance(enterprise.credit_code, str):
            holders.setdefault(enterprise.credit_code, []).append(index)
    for indices in holders.values():
        if len(indices) > 1:
            first, *rest = [case.at("enterprises", index) for index in indices]
            ids = (case.workshop, *(("enterprise", name) for name in sorted(enterprises[index].id for index in indices)))
            yield Hit(first, ids, (), tuple(rest))


def credit_code_region(case: Case) -> Iterator[Hit]:
    """A credit code whose region digits were never a region."""
    for index, enterprise in enumerate(case.items("enterprises")):
        if isinstance(enterprise.credit_code, str):
            region = enterprise.credit_code[2:8]
            if region != NATIONAL and standing(region, case.dossier.period) == "unknown":
                yield Hit(case.at("enterprises", index), (case.workshop, ("enterprise", enterprise.id)))


def one_enterprise_two_codes(cases: Cases) -> Iterator[Hit]:
    """One enterprise id with two credit codes in a register."""

    def code(enterprise: Enterprise) -> str | None:
        return enterprise.credit_code if isinstance(enterprise.credit_code, str) else None

    for name, places in contradicting(cases, "enterprises", code):
        yield described_twice(("enterprise", name), "enterprises", places)


CHECKS: Final = (
    Check(
        "C501",
        "pairing-lapsed",
        Severity.WARNING,
        Text("结对在申报期间开始之前已经结束", "a pairing ended before the period began"),
        Text("已失效的结对不能作为党建引领的依据", "a lapsed pairing is no ground for an award under Party building"),
        Text(
            "工坊 {workshop} 的结对 {pairing} 在申报期间开始之前已经结束",
            "pairing {pairing} of workshop {workshop} ended before the period began",
        ),
        OWN,
        "until = 2022-12-31, period = 2023",
        pairing_lapsed,
    ),
    Check(
        "C502",
        "pairing-lapsed-within",
        Severity.WARNING,
        Text("结对在申报期间内结束且未续签", "a pairing ended within the period and was not renewed"),
        Text("期末已不是有效结对", "it is no longer in force on the last day"),
        Text(
            "工坊 {workshop} 的结对 {pairing} 于 {day} 结束，未见续签",
            "pairing {pairing} of workshop {workshop} ended on {day} and was not renewed",
        ),
        OWN,
        "until = 2023-06-30, period = 2023",
        pairing_lapsed_within,
    ),
    Check(
        "C503",
        "joint-activity-outside-pairing",
        Severity.ERROR,
        Text("共建活动不在结对期内", "a joint activity on a day outside the pairing"),
        Text("日期自相矛盾，共建活动次数可能虚高", "the dates contradict each other, and joint activities are overstated"),
        Text(
            "工坊 {workshop} 的结对 {pairing} 在 {day} 有共建活动，而该日不在结对期内",
            "pairing {pairing} of workshop {workshop} has a joint activity on {day}, a day outside the pairing",
        ),
        OWN,
        "since = 2023-03-01, joint_activities = [2023-01-15]",
        joint_activity_outside_pairing,
    ),
    Check(
        "C504",
        "one-credit-code-twice",
        Severity.WARNING,
        Text("两家企业使用同一个统一社会信用代码", "two enterprises have one credit code"),
        Text("同一企业可能被算作两家", "one enterprise may be counted as two"),
        Text(
            "企业 {enterprise} 的统一社会信用代码相同（工坊 {workshop}）",
            "enterprises {enterprise} of workshop {workshop} have the same credit code",
        ),
        "GB 32100-2015: one code for each body",
        "e1 and e2: credit_code = 91330782MA2H0000U0",
        one_credit_code_twice,
    ),
    Check(
        "C505",
        "credit-code-region",
        Severity.WARNING,
        Text("统一社会信用代码中的区划从未存在", "the region digits of a credit code were never a region"),
        Text("校验码正确而区划不存在，代码可能是编造的", "a code with a right check digit and no such region may be made up"),
        Text(
            "企业 {enterprise} 的统一社会信用代码第 3 至 8 位不是区划代码（工坊 {workshop}）",
            "digits 3 to 8 of the credit code of enterprise {enterprise} of workshop {workshop} are no region code",
        ),
        "GB 32100-2015: digits 3 to 8 are the region of the registering office; GB/T 2260 by python-stdnum",
        "credit_code = 91990101…",
        credit_code_region,
    ),
    Check(
        "C506",
        "one-enterprise-two-codes",
        Severity.WARNING,
        Text("同一企业编号有两个统一社会信用代码", "one enterprise id has two credit codes"),
        Text("编号在整个名册中应只指一家企业", "within a register an id names one enterprise"),
        Text(
            "企业编号 {enterprise} 在工坊 {workshop} 的资料中对应不同的统一社会信用代码",
            "enterprise id {enterprise} has different credit codes in the dossiers of workshops {workshop}",
        ),
        OWN,
        "dossier A: e1 = 91330782MA2H0000U0; dossier B: e1 = 91331121MA2E00001R",
        one_enterprise_two_codes,
        across=True,
    ),
    Check(
        "C507",
        "pairing-twice",
        Severity.WARNING,
        Text("同样两个党组织的结对在时间上重叠", "the same two organisations are paired twice at the same time"),
        Text("同一结对会被算作两个", "one pairing is counted as two"),
        Text(
            "工坊 {workshop} 的结对 {pairing} 是同样两个党组织，时间重叠",
            "pairings {pairing} of workshop {workshop} join the same two organisations at the same time",
        ),
        OWN,
        "two pairings of v1 and e1: since = 2022-01-01, until = none",
        pairing_twice,
    ),
)
