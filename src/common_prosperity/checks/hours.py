"""Checks on hours of work (C2)."""

from collections.abc import Iterator
from typing import Any, Final

from common_prosperity.checks.case import NOT_FOR_WORK, Case, month_days
from common_prosperity.checks.model import OWN, Check, Hit, Severity, for_each_person
from common_prosperity.checks.pay import paid_for
from common_prosperity.facts import EngagementForm
from common_prosperity.quantities import UNSTATED, Number, Text

LONGEST: Final[dict[Any, int]] = {EngagementForm.FULL_TIME: 220, EngagementForm.PART_TIME: 124}
"""Hours a month beyond which the law is surely broken: full-time 23 working days of 8 hours and 36 of overtime
(劳动法 art. 36, 41); part-time 31 days of 4 hours (劳动合同法 art. 68)."""


def _hours(case: Case, *, for_work: bool) -> dict[tuple[str, int], tuple[int, Number]]:
    """Hours stated for each person and month, with the first payment that states some."""
    found: dict[tuple[str, int], tuple[int, Number]] = {}
    for index, payment in enumerate(case.items("payments")):
        hours = payment.hours
        if hours is not UNSTATED and hours and not (for_work and payment.kind in NOT_FOR_WORK):
            key = payment.worker, payment.month.index
            first, known = found.get(key, (index, 0))
            found[key] = first, known + hours
    return found


@for_each_person
def impossible_hours(case: Case) -> Iterator[Hit]:
    """More hours in a month than the month has."""
    for (_, month), (index, hours) in _hours(case, for_work=False).items():
        if hours > 24 * month_days(month)[1].day:
            yield paid_for(case, index, case.items("payments")[index])


@for_each_person
def hours_beyond_the_law(case: Case) -> Iterator[Hit]:
    """More hours in a month than the form of engagement allows."""
    for (name, month), (index, hours) in _hours(case, for_work=True).items():
        if hours > min(LONGEST.values()):
            form = case.form_in(name, month)
            if form in LONGEST and hours > LONGEST[form]:
                hit = paid_for(case, index, case.items("payments")[index])
                yield Hit(hit.place, hit.ids, (*hit.details, ("most", str(LONGEST[form]))))


CHECKS: Final = (
    Check(
        "C209",
        "impossible-hours",
        Severity.ERROR,
        Text("一个月的工时多于该月的小时数", "more hours in a month than the month has"),
        Text("工时填错会使小时工资失真", "wrong hours make the hourly pay meaningless"),
        Text(
            "人员 {worker} 在 {month} 的工时多于该月的小时数（工坊 {workshop}）",
            "worker {worker} has more hours in {month} than the month has, at workshop {workshop}",
        ),
        OWN,
        "month = 2023-02, hours = 700",
        impossible_hours,
    ),
    Check(
        "C210",
        "hours-beyond-the-law",
        Severity.WARNING,
        Text("月工时超过该用工形式的法定上限", "more hours in a month than the form of engagement allows"),
        Text(
            "全日制每月加班不得超过36小时；非全日制平均每日不超过4小时，超出即可能应按全日制用工。综合计算工时须经批准",
            "full-time work may have 36 hours of overtime a month; part-time work averages at most 4 hours a day, beyond "
            "that it may be full-time in law. Averaging hours over months needs a permit",
        ),
        Text(
            "人员 {worker} 在 {month} 的工时超过 {most} 小时的法定上限（工坊 {workshop}）",
            "worker {worker} has more than the lawful {most} hours in {month} at workshop {workshop}",
        ),
        "劳动法 art. 36, 41, https://m.jxyuer.com/baike/zonghe/1896773.html; 劳动合同法 art. 68, https://www.shztw.cn/s/40291.html",
        "form = part_time, month = 2023-01, hours = 170",
        hours_beyond_the_law,
    ),
)
