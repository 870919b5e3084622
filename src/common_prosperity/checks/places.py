"""Checks on regions, villages and premises (C6)."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from common_prosperity.checks.case import ALWAYS, NEVER, Case
from common_prosperity.checks.model import OWN, Cases, Check, Hit, Severity
from common_prosperity.checks.partners import overlapping
from common_prosperity.checks.regions import standing
from common_prosperity.quantities import UNSTATED, Text

GB2260: Final = (
    "GB/T 2260 by the dated table of python-stdnum, with 330113 and 330114 added; county parts 71 to 79 are left alone, since "
    "statistics use them for zones, http://wangzhen.pro/?p=518"
)
CODED: Final = (("villages", "region", "village"), ("enterprises", "region", "enterprise"), ("workers", "residence", "worker"))
"""Where region codes stand: collection, field, and what the item is called."""
KINDS: Final = [kind for _, _, kind in CODED]
COMPLETE: Final = re.compile("[省市县区].+(?:[县区市镇乡村]|街道)")
"""An address that names two levels of administration means one place; 文化礼堂 alone stands in every village."""
FILLERS: Final = re.compile(r"[\s,.;:()，。；：（）、\-—]+")


def _coded(case: Case, digits: int, wanted: Callable[[str], bool]) -> Iterator[Hit]:
    """One hit for each beginning of a region code that is wanted, at all the items that bear it."""
    bearers: dict[str, list[tuple[str, tuple[str, str]]] | None] = {}
    for collection, field, kind in CODED:
        for index, item in enumerate(case.items(collection)):
            region = getattr(item, field)
            if region is UNSTATED:
                continue
            code = region.code[:digits]
            if code not in bearers:
                bearers[code] = [] if wanted(code) else None
            found = bearers[code]
            if found is not None:
                found.append((case.at(collection, index), (kind, item.id)))
    for found in filter(None, bearers.values()):
        first, *rest = (place for place, _ in found)
        ids = sorted({pair for _, pair in found}, key=lambda pair: (KINDS.index(pair[0]), pair[1]))
        yield Hit(first, (case.workshop, *ids), tuple(("item", name) for _, name in ids), tuple(rest))


def region_unknown(case: Case) -> Iterator[Hit]:
    """A code whose county, prefecture or province never was in force."""
    period = case.dossier.period
    return _coded(case, 6, lambda code: standing(code, period) == "unknown")


def region_ended(case: Case) -> Iterator[Hit]:
    """A code that was in force before the period or after it, and at no time in it."""
    period = case.dossier.period
    return _coded(case, 6, lambda code: standing(code, period) == "ended")


def village_code_of_no_village(case: Case) -> Iterator[Hit]:
    """Twelve digits that end in 000: a township written as if it were a village."""
    return _coded(case, 12, lambda code: len(code) == 12 and code.endswith("000"))


def village_elsewhere(case: Case) -> Iterator[Hit]:
    """A village of the dossier that surely lies in another county than the workshop."""
    home = case.home_region
    for index, village in enumerate(case.items("villages") if home is not None else ()):
        if village is not case.home and village.region is not UNSTATED and village.region.shares(home, "county") is False:
            yield Hit(case.at("villages", index), (case.workshop, ("village", village.id)))


def village_code_too_coarse(case: Case) -> Iterator[Hit]:
    """The region of the workshop's village is stated, but ends above the township."""
    home = case.home_region
    if home is not None and home.level not in {"township", "village"}:
        yield Hit(case.root, (case.workshop,))


# ---- premises ------------------------------------------------------------------------------------------------------

Use = tuple[dt.date, dt.date, Any]
"""First and last day on which premises may have been used, and which they are."""


def _uses(case: Case, mark: Any) -> Iterator[tuple[str, Use]]:
    for index, premises in enumerate(case.items("premises")):
        if premises.address is not UNSTATED:
            since = NEVER if premises.since is UNSTATED else premises.since
            until = premises.until if isinstance(premises.until, dt.date) else ALWAYS
            yield normal(premises.address), (since, until, (mark, index))


def normal(address: str) -> str:
    """An address without spaces, punctuation and differences of width and case."""
    return FILLERS.sub("", unicodedata.normalize("NFKC", address).casefold())


def premises_twice(case: Case) -> Iterator[Hit]:
    """One address twice in a dossier, unless stated dates keep the uses apart."""
    groups: dict[str, list[Use]] = {}
    for address, use in _uses(case, 0):
        groups.setdefault(address, []).append(use)
    premises = case.items("premises")
    for uses in groups.values():
        clashing = [index for _, index in overlapping(uses)] if len(uses) > 1 else []
        if clashing:
            first, *rest = [case.at("premises", index) for index in clashing]
            ids = (case.workshop, *(("premises", name) for name in sorted(premises[index].id for index in clashing)))
            yield Hit(first, ids, (), tuple(rest))


def premises_shared(cases: Cases) -> Iterator[Hit]:
    """One address at two workshops, unless stated dates keep the uses apart."""
    groups: dict[tuple[str, str], list[Use]] = {}
    for number, case in enumerate(cases):
        region = case.home_region
        village = region.code if region is not None and region.level == "village" else ""
        for address, use in _uses(case, number):
            complete = COMPLETE.search(address) is not None
            if complete or village:
                groups.setdefault(("" if complete else village, address), []).append(use)
    for uses in groups.values():
        if len({use[2][0] for use in uses}) > 1:
            clashing = _between_workshops(uses)
            if clashing:
                yield _shared(cases, clashing)


def _between_workshops(uses: Iterable[Use]) -> list[tuple[int, int]]:
    """Premises that may be used while another workshop may use them."""
    found: set[tuple[int, int]] = set()
    furthest: dict[int, tuple[dt.date, tuple[int, int]]] = {}
    for since, until, what in sorted(uses):
        for number, (last, other) in furthest.items():
            if number != what[0] and last >= since:
                found |= {other, what}
        if what[0] not in furthest or furthest[what[0]][0] < until:
            furthest[what[0]] = until, what
        if len(furthest) > 2:
            # Two workshops are enough to find every later clash: the one that reaches furthest, and another.
            del furthest[min(furthest, key=lambda number: furthest[number][0])]
    return sorted(found)


def _shared(cases: Cases, clashing: list[tuple[int, int]]) -> Hit:
    first, *rest = [cases[number].at("premises", index) for number, index in clashing]
    workshops = sorted({cases[number].workshop for number, _ in clashing})
    names = sorted({cases[number].items("premises")[index].id for number, index in clashing})
    return Hit(first, (*workshops, *(("premises", name) for name in names)), (), tuple(rest))


CHECKS: Final = (
    Check(
        "C601",
        "region-unknown",
        Severity.ERROR,
        Text("区划代码的省、市、县部分从未存在", "the province, prefecture or county of a region code never existed"),
        Text("区划代码决定是否本地就业、适用哪一档最低工资", "the code decides who is local and which minimum wage applies"),
        Text("{item} 的区划代码从未存在（工坊 {workshop}）", "the region code of {item} never existed (workshop {workshop})"),
        GB2260,
        "region = 330499",
        region_unknown,
    ),
    Check(
        "C602",
        "region-ended",
        Severity.WARNING,
        Text("区划代码在申报期间不在使用", "a region code was not in force in the period"),
        Text(
            "区划调整后应使用新代码，否则本地就业人数会算错",
            "use the new code after a reorganisation, or local people are miscounted",
        ),
        Text(
            "{item} 的区划代码在申报期间不在使用（工坊 {workshop}）",
            "the region code of {item} was not in force in the period (workshop {workshop})",
        ),
        GB2260,
        "region = 330103 (until 2021), period = 2023",
        region_ended,
    ),
    Check(
        "C603",
        "village-code-of-no-village",
        Severity.WARNING,
        Text("12 位区划代码以 000 结尾，不是村（社区）", "a region code of twelve digits ends in 000 and names no village"),
        Text(
            "乡镇请写 9 位；写成 12 位会被当作同村比较",
            "write a township with nine digits; with twelve it is compared as a village",
        ),
        Text(
            "{item} 的 12 位区划代码以 000 结尾，不是村（社区）（工坊 {workshop}）",
            "the twelve-digit region code of {item} ends in 000 and names no village (workshop {workshop})",
        ),
        "统计用区划代码, http://tjj.gansu.gov.cn/HdApp/HdBas/HdClsContentDisp.asp?Id=11689",
        "region = 330481100000",
        village_code_of_no_village,
    ),
    Check(
        "C604",
        "village-elsewhere",
        Severity.WARNING,
        Text("参与村与工坊所在村不在同一个县", "a village of the dossier lies in another county than the workshop"),
        Text("村集体收入和本地就业可能归错地方", "collective income and local jobs may be credited to the wrong place"),
        Text(
            "村 {village} 与工坊 {workshop} 所在村不在同一个县（市、区）",
            "village {village} lies in another county than workshop {workshop}",
        ),
        OWN,
        "workshop's village region = 330481…, other village region = 331124…",
        village_elsewhere,
    ),
    Check(
        "C605",
        "premises-twice",
        Severity.WARNING,
        Text("同一地址的场地在材料中出现两次", "one address stands twice among the premises"),
        Text("盘活面积会重复计算；同址不同房间请在地址中写明", "area is counted twice; name the rooms if they differ"),
        Text("工坊 {workshop} 的场地 {premises} 地址相同", "premises {premises} of workshop {workshop} have the same address"),
        OWN,
        "r1 and r2: address = 海宁市许村镇某村文化礼堂",
        premises_twice,
        cleared_by=("premises.since", "premises.until"),
    ),
    Check(
        "C606",
        "premises-shared",
        Severity.WARNING,
        Text("两家工坊使用同一地址的场地", "two workshops use premises at one address"),
        Text("同一处闲置房屋可能被两家同时申报", "one idle building may be claimed by both"),
        Text("工坊 {workshop} 的场地 {premises} 地址相同", "premises {premises} of workshops {workshop} have the same address"),
        OWN,
        "two dossiers: address = 海宁市许村镇某村文化礼堂",
        premises_shared,
        across=True,
        cleared_by=("premises.since", "premises.until"),
    ),
    Check(
        "C690",
        "village-code-too-coarse",
        Severity.INFO,
        Text("工坊所在村的区划代码不到乡镇一级", "the region code of the workshop's village ends above the township"),
        Text("无法判断谁是本村、本乡镇居民", "nobody can tell who lives in the village or the township"),
        Text(
            "工坊 {workshop} 所在村的区划代码不到乡镇一级，无法判断本地就业",
            "the region code of the village of workshop {workshop} ends above the township, so local people cannot be told",
        ),
        "统计用区划代码, http://tjj.gansu.gov.cn/HdApp/HdBas/HdClsContentDisp.asp?Id=11689",
        "region = 330481",
        village_code_too_coarse,
    ),
)
