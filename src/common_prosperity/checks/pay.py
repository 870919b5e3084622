"""Checks on pay (C2), other than the minimum wage: arrears, pay without an engagement, pay that looks made up."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from common_prosperity.checks.case import NOT_FOR_WORK, Case, month_days, surely_cover, whole_months
from common_prosperity.checks.model import OWN, Check, Hit, Severity, for_each_person
from common_prosperity.facts import Payment, PaymentKind
from common_prosperity.quantities import UNSTATED, Month, Text

FOR_WORK: Final = frozenset({PaymentKind.WAGE, PaymentKind.PIECE_RATE})
"""Pay that belongs to the month in which the work was done; a bonus, dividend, rent or allowance may come at any time."""
MANY: Final = 5
"""Equal amounts among fewer people than this are no surprise."""


def paid_for(case: Case, index: int, payment: Payment) -> Hit:
    """What is found in one payment."""
    return Hit(case.at("payments", index), (case.workshop, ("worker", payment.worker)), (("month", str(payment.month)),))


def _above_zero(payment: Payment) -> bool:
    paid, due = payment.paid, payment.due
    return (paid is not UNSTATED and paid.fen > 0) or (due is not UNSTATED and due.fen > 0)


@for_each_person
def pay_without_engagement(case: Case) -> Iterator[Hit]:
    """Pay for work in a month in which the person can have had no engagement."""
    if case.dossier.engagements is UNSTATED:
        return
    engaged = case.spells_of
    for index, payment in enumerate(case.items("payments")):
        if payment.kind in FOR_WORK:
            first, last = month_days(payment.month.index)
            spells = engaged.get(payment.worker, ())
            if not any(spell.may_touch(first, last) for spell in spells) and _above_zero(payment):
                yield paid_for(case, index, payment)


@for_each_person
def pay_outside_opening(case: Case) -> Iterator[Hit]:
    """Pay for work in a month that lies wholly before the opening or after the closing."""
    opened, closed = case.dossier.workshop.opened, case.dossier.workshop.closed
    earliest = Month.containing(opened).index if isinstance(opened, dt.date) else 0
    latest = Month.containing(closed).index if isinstance(closed, dt.date) else 10**6
    for index, payment in enumerate(case.items("payments") if earliest or latest < 10**6 else ()):
        if not earliest <= payment.month.index <= latest and payment.kind in FOR_WORK and _above_zero(payment):
            yield paid_for(case, index, payment)


def identical_pay(case: Case) -> Iterator[Hit]:
    """In every month in which five people or more were paid for work, all of them got the same."""
    totals: dict[tuple[int, str], int] = {}
    for payment in case.items("payments"):
        kind, paid = payment.kind, payment.paid
        if kind is UNSTATED:
            return
        if kind in FOR_WORK:
            if paid is UNSTATED:
                return
            if paid.fen:
                key = payment.month.index, payment.worker
                totals[key] = totals.get(key, 0) + paid.fen
    months: dict[int, list[int]] = {}
    for (month, _), total in totals.items():
        months.setdefault(month, []).append(total)
    crowded = [amounts for amounts in months.values() if len(amounts) >= MANY]
    if crowded and all(len(set(amounts)) == 1 for amounts in crowded):
        details = (("months", str(len(crowded))), ("people", str(max(map(len, crowded)))))
        yield Hit(f"{case.root}.payments", (case.workshop,), details)


@for_each_person
def arrears(case: Case) -> Iterator[Hit]:
    """Less was paid than was due."""
    for index, payment in enumerate(case.items("payments")):
        due, paid = payment.due, payment.paid
        if due is not UNSTATED and paid is not UNSTATED and due.fen > paid.fen:
            yield paid_for(case, index, payment)


@for_each_person
def paid_twice(case: Case) -> Iterator[Hit]:
    """The same amount for the same person, month and kind, more than once."""
    seen: dict[Any, int] = {}
    for index, payment in enumerate(case.items("payments")):
        paid, kind = payment.paid, payment.kind
        if paid is not UNSTATED and kind is not UNSTATED and paid.fen:
            key = payment.worker, payment.month.index, kind, paid.fen
            earlier = seen.setdefault(key, index)
            if earlier != index:
                hit = paid_for(case, index, payment)
                yield Hit(hit.place, hit.ids, hit.details, (case.at("payments", earlier),))


def engaged_unpaid(case: Case) -> Iterator[Hit]:
    """Surely engaged for a whole month of the period, and surely never paid for work in the period."""
    if case.dossier.payments is UNSTATED:
        return
    paid = {
        payment.worker
        for payment in case.items("payments")
        if payment.kind not in NOT_FOR_WORK and (payment.paid is UNSTATED or payment.paid.fen > 0)
    }
    months = list(whole_months(case))
    for name, spells in case.spells_of.items():
        if name not in paid and any(surely_cover(spells, *month_days(month)) for month in months):
            yield Hit(case.at("engagements", spells[0].row), (case.workshop, ("worker", name)))


def identical_baselines(case: Case) -> Iterator[Hit]:
    """Five people or more, all with the same income before joining, above nothing."""
    people: set[str] = set()
    amounts: set[int] = set()
    for spell in case.items("engagements"):
        if spell.baseline is UNSTATED:
            return
        people.add(spell.worker)
        amounts.add(spell.baseline.fen)
    if len(people) >= MANY and len(amounts) == 1 and amounts != {0}:
        yield Hit(f"{case.root}.engagements", (case.workshop,), (("people", str(len(people))),))


FULL_PAY: Final = (
    "劳动法 art. 50; 保障农民工工资支付条例（国务院令第724号，2020-05-01）art. 3, http://sc-crjs.com/culture_show-134.html"
)

CHECKS: Final = (
    Check(
        "C204",
        "pay-without-engagement",
        Severity.ERROR,
        Text("发放工资的月份没有用工", "pay for work in a month without an engagement"),
        Text(
            "工资应对应用工；没有用工的工资可能是虚列人员或用工日期填错",
            "pay belongs to an engagement; without one the person may be invented, or the dates are wrong",
        ),
        Text(
            "人员 {worker} 有 {month} 的工资，而当时不可能在工坊 {workshop} 用工",
            "worker {worker} has pay for {month}, when no engagement at workshop {workshop} can have been",
        ),
        OWN,
        "month = 2023-03, kind = wage, since = 2023-04-01",
        pay_without_engagement,
    ),
    Check(
        "C205",
        "pay-outside-opening",
        Severity.ERROR,
        Text("工坊开办前或关闭后的月份仍有工资", "pay for work in a month before the workshop opened or after it closed"),
        Text("工坊未开办或已关闭，不会有人在此工作", "nobody works in a workshop that has not opened or has closed"),
        Text(
            "人员 {worker} 有 {month} 的工资，而工坊 {workshop} 当时尚未开办或已关闭",
            "worker {worker} has pay for {month}, when workshop {workshop} had not opened or had closed",
        ),
        OWN,
        "closed = 2023-06-30, month = 2023-08, kind = wage",
        pay_outside_opening,
    ),
    Check(
        "C206",
        "identical-pay",
        Severity.WARNING,
        Text(
            "凡有五人以上领取报酬的月份，各人所得完全相同",
            "in every month in which five people or more were paid for work, all got the same",
        ),
        Text(
            "实际工资很少人人相同；请核对银行流水和考勤",
            "real pay is seldom the same for everybody; compare bank records and attendance",
        ),
        Text(
            "工坊 {workshop} 有 {months} 个月份人人报酬相同（最多 {people} 人）",
            "at workshop {workshop} everybody was paid the same in {months} months, up to {people} people",
        ),
        OWN,
        "five people, month = 2023-01, kind = wage, paid = 3000 each",
        identical_pay,
    ),
    Check(
        "C207",
        "arrears",
        Severity.ERROR,
        Text("实付少于应付（欠薪）", "less was paid than was due"),
        Text("欠薪违法，许多评选办法规定一票否决", "arrears of pay are unlawful, and many schemes veto them"),
        Text(
            "人员 {worker} 在 {month} 的实付少于应付（工坊 {workshop}）",
            "worker {worker} was paid less than was due for {month} at workshop {workshop}",
        ),
        FULL_PAY,
        "due = 2600, paid = 2000",
        arrears,
    ),
    Check(
        "C208",
        "paid-twice",
        Severity.WARNING,
        Text("同一人同月同类款项出现两笔相同金额", "the same amount twice for one person, month and kind"),
        Text("可能是重复录入，发放总额因此虚高", "the row may have been entered twice, and pay is overstated"),
        Text(
            "人员 {worker} 在 {month} 有两笔同类同额款项（工坊 {workshop}）",
            "worker {worker} has the same amount of one kind twice for {month} at workshop {workshop}",
        ),
        OWN,
        "two payments: month = 2023-01, kind = wage, paid = 2600",
        paid_twice,
    ),
    Check(
        "C211",
        "engaged-unpaid",
        Severity.WARNING,
        Text(
            "期间内用工满一个整月，却从未领取报酬",
            "a person engaged for a whole month of the period was never paid for work in it",
        ),
        Text("挂名人员会使就业人数虚高；也可能漏报工资", "people on paper only inflate the head count; or pay was left out"),
        Text(
            "人员 {worker} 在工坊 {workshop} 用工满整月，期间内却没有任何报酬",
            "worker {worker} was engaged at workshop {workshop} for whole months and never paid for work in the period",
        ),
        OWN,
        "since = 2023-01-01, until = none, no payment",
        engaged_unpaid,
    ),
    Check(
        "C212",
        "identical-baselines",
        Severity.WARNING,
        Text("五人以上的入坊前月收入完全相同且不为零", "five people or more all had the same income before joining, not zero"),
        Text("入坊前收入决定增收额，统一填写即为估计", "the income rise depends on it; one figure for all is a guess"),
        Text(
            "工坊 {workshop} 的 {people} 人入坊前月收入完全相同",
            "all {people} people at workshop {workshop} had the same monthly income before joining",
        ),
        OWN,
        "five engagements, baseline = 1200 each",
        identical_baselines,
    ),
)
