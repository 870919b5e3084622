"""Checks on people (C1): their age, when they were engaged, and whether one id stands for one person."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from common_prosperity.checks.case import Case, Spell
from common_prosperity.checks.model import OWN, Check, Hit, Severity
from common_prosperity.quantities import UNSTATED, Text, years_between

OLDEST: Final = 100
"""Nobody is expected to work at this age; a birth date that says so is probably mistyped."""


def under_sixteen(case: Case) -> Iterator[Hit]:
    """Engaged, at the latest on `sure_since`, when not yet sixteen."""
    for spell, born in _aged(case):
        if years_between(born, spell.sure_since) < 16:
            yield _engaged(case, spell)


def young_worker(case: Case) -> Iterator[Hit]:
    """Sixteen or seventeen on some day of the period that is surely engaged."""
    period = case.dossier.period
    for spell, born in _aged(case):
        first, last = max(spell.sure_since, period.since), min(spell.sure_until, period.until)
        if first <= last and years_between(born, first) < 18 and years_between(born, last) >= 16:
            yield _engaged(case, spell)


def implausible_age(case: Case) -> Iterator[Hit]:
    """A hundred years or older on some day that is surely engaged."""
    end = case.dossier.period.until
    for spell, born in _aged(case):
        last = min(spell.sure_until, end)
        if spell.sure_since <= last and years_between(born, last) >= OLDEST:
            yield _engaged(case, spell)


def birth_dates_missing(case: Case) -> Iterator[Hit]:
    """Engaged people whose birth date nobody stated."""
    workers = case.workers
    missing = sum(name not in workers or workers[name].born is UNSTATED for name in case.spells_of)
    if missing:
        yield Hit(case.root, (case.workshop,), (("count", str(missing)),))


def listed_not_engaged(case: Case) -> Iterator[Hit]:
    """Described, though engagements are submitted and none is theirs, and neither pay nor an event speaks of them."""
    if case.dossier.engagements is UNSTATED:
        return
    known = {*case.spells_of, *_spoken_of(case)}
    found = {name: case.at("workers", at) for at, name in enumerate(case.workers) if name not in known}
    if found:
        first, *rest = found.values()
        ids = (case.workshop, *(("worker", name) for name in sorted(found)))
        yield Hit(first, ids, (("count", str(len(found))),), tuple(rest))


def _spoken_of(case: Case) -> Iterator[str]:
    yield from (payment.worker for payment in case.items("payments"))
    for collection, field in (("trainings", "participants"), ("trainings", "certified"), ("activities", "participants")):
        for event in case.items(collection):
            named = getattr(event, field)
            yield from () if named is UNSTATED else named


def form_changes(case: Case) -> Iterator[Hit]:
    """Engaged in the period in two forms, one after the other."""
    period = case.dossier.period
    found: dict[str, list[Spell]] = {}
    for name, spells in case.spells_of.items():
        within = [spell for spell in spells if spell.form is not UNSTATED and spell.surely_touches(period.since, period.until)]
        if len({spell.form for spell in within}) > 1:
            found[name] = within
    if found:
        first, *rest = [case.at("engagements", spell.row) for spells in found.values() for spell in spells]
        ids = (case.workshop, *(("worker", name) for name in sorted(found)))
        yield Hit(first, ids, (("count", str(len(found))),), tuple(rest))


def engaged_before_opening(case: Case) -> Iterator[Hit]:
    """Surely begun before the workshop opened."""
    opened = case.dossier.workshop.opened
    if opened is not UNSTATED:
        yield from (_engaged(case, spell) for spell in case.spells if spell.sure_since < opened)


def engaged_after_closing(case: Case) -> Iterator[Hit]:
    """Surely going on after the workshop closed."""
    closed = case.dossier.workshop.closed
    if isinstance(closed, dt.date):
        surely = [spell for spell in case.spells if spell.sure_since <= spell.sure_until]
        yield from (_engaged(case, spell) for spell in surely if spell.sure_until > closed)


def _aged(case: Case) -> Iterator[tuple[Spell, dt.date]]:
    workers = case.workers
    for spell in case.spells:
        worker = workers.get(spell.worker)
        if worker is not None and worker.born is not UNSTATED:
            yield spell, worker.born


def _engaged(case: Case, spell: Spell) -> Hit:
    return Hit(case.at("engagements", spell.row), (case.workshop, ("worker", spell.worker)))


CHILD_LABOUR: Final = "禁止使用童工规定（国务院令第364号，2002-10-01）art. 2; 劳动法 art. 15; https://hrss.sz.gov.cn/zmhd/cjwt/cjwt/ldgx/content/post_1997558.html"
YOUNG_WORKERS: Final = (
    "劳动法 art. 58, 64, 65; 未成年工特殊保护规定（劳部发〔1994〕498号）art. 2, 9; http://cqzyhr.com/list/11/192.htm"
)

CHECKS: Final = (
    Check(
        "C101",
        "under-sixteen",
        Severity.ERROR,
        Text("用工时未满16周岁", "a person was engaged when not yet sixteen"),
        Text(
            "用人单位不得招用未满16周岁的未成年人；这是不能以得分抵消的违法行为，先核对出生日期是否填错",
            "nobody under sixteen may be employed; no points make up for it. First see whether the birth date is mistyped",
        ),
        Text(
            "人员 {worker} 在工坊 {workshop} 用工时未满 16 周岁",
            "worker {worker} was under 16 while engaged at workshop {workshop}",
        ),
        CHILD_LABOUR,
        "born = 2008-06-01, since = 2023-07-01",
        under_sixteen,
    ),
    Check(
        "C102",
        "young-worker",
        Severity.WARNING,
        Text("期间内用工时为16或17周岁（未成年工）", "a person was sixteen or seventeen while engaged in the period"),
        Text(
            "未成年工须登记、体检，且不得从事有毒有害和重体力等劳动；请查《未成年工登记证》",
            "young workers must be registered and examined, and may not do dangerous or heavy work; ask for the registration",
        ),
        Text(
            "人员 {worker} 期间内在工坊 {workshop} 用工时为 16 或 17 周岁",
            "worker {worker} was 16 or 17 while engaged at workshop {workshop} in the period",
        ),
        YOUNG_WORKERS,
        "born = 2006-06-01, since = 2023-07-01",
        young_worker,
    ),
    Check(
        "C106",
        "engaged-before-opening",
        Severity.WARNING,
        Text("用工开始早于工坊开办", "an engagement began before the workshop opened"),
        Text(
            "企业原有职工可能被算作工坊新增就业",
            "staff the enterprise already had may be counted as jobs the workshop created",
        ),
        Text(
            "人员 {worker} 的用工早于工坊 {workshop} 开办",
            "worker {worker} was engaged before workshop {workshop} opened",
        ),
        OWN,
        "opened = 2022-05-01, since = 2021-01-01",
        engaged_before_opening,
    ),
    Check(
        "C107",
        "engaged-after-closing",
        Severity.ERROR,
        Text("工坊关闭后用工仍在继续", "an engagement goes on after the workshop closed"),
        Text("两者必有一误，期末在岗人数会因此虚高", "one of the two is wrong, and the people in post are overstated"),
        Text(
            "人员 {worker} 的用工在工坊 {workshop} 关闭后仍在继续",
            "worker {worker} is engaged after workshop {workshop} closed",
        ),
        OWN,
        "closed = 2023-06-30, until = none",
        engaged_after_closing,
    ),
    Check(
        "C108",
        "implausible-age",
        Severity.WARNING,
        Text("用工时已满100周岁", "a person was a hundred years old or more while engaged"),
        Text("多半是出生日期填错，或人员并不存在", "the birth date is probably mistyped, or the person does not exist"),
        Text(
            "人员 {worker} 在工坊 {workshop} 用工时已满 100 周岁",
            "worker {worker} was 100 years old or more while engaged at workshop {workshop}",
        ),
        OWN,
        "born = 1902-01-01, until = none",
        implausible_age,
    ),
    Check(
        "C109",
        "listed-not-engaged",
        Severity.WARNING,
        Text(
            "列出的人员没有任何用工，也没有发放、培训或活动提到",
            "a person is listed without any engagement, and neither pay nor a training or activity names them",
        ),
        Text(
            "没有用工的人员不计入任何人数；多半是漏填了“用工”",
            "nobody counts who is not engaged; the engagement was probably left out",
        ),
        Text(
            "工坊 {workshop} 列出的 {count} 名人员没有用工，不计入人数：{worker}",
            "people listed at workshop {workshop} without an engagement, who do not count ({count}): {worker}",
        ),
        OWN,
        "worker p1, engagements = []",
        listed_not_engaged,
        cleared_by=("payments.worker", "trainings.participants", "trainings.certified", "activities.participants"),
    ),
    Check(
        "C190",
        "birth-dates-missing",
        Severity.INFO,
        Text("用工人员出生日期未填", "the birth dates of engaged people are not stated"),
        Text("没有出生日期就无法核查童工", "without birth dates nobody can tell whether children work"),
        Text(
            "工坊 {workshop} 有 {count} 名用工人员的出生日期未填，无法核查年龄",
            "birth dates are not stated for {count} of the people engaged at workshop {workshop}, so ages cannot be checked",
        ),
        CHILD_LABOUR,
        "born left out",
        birth_dates_missing,
    ),
    Check(
        "C191",
        "form-changes",
        Severity.INFO,
        Text("期间内用工形式有变", "the form of engagement changes within the period"),
        Text(
            "people.form 是期间内最后一段用工的形式，计其全年；按形式计人、计酬的，其全年因此计入或不计入",
            "people.form is the form of the last engagement, for the whole period; where people or pay are counted by form, "
            "all of their year falls in or out",
        ),
        Text(
            "工坊 {workshop} 有 {count} 人期间内用工形式有变，people.form 只计最后一段：{worker}",
            "people at workshop {workshop} whose form of engagement changes within the period, and of whom people.form "
            "tells the last ({count}): {worker}",
        ),
        OWN,
        "engagement until 2023-12-30 form = full_time, since 2023-12-31 form = home_based",
        form_changes,
    ),
)
