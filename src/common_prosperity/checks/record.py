"""Checks on the life of a workshop (C7): opening, closing, what ended before, what came after, titles, earlier figures."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from common_prosperity.checks.case import Case
from common_prosperity.checks.model import OWN, Check, Hit, Severity
from common_prosperity.quantities import UNSTATED, Text

PASSING: Final = (("projects", "project"), ("premises", "premises"))
DATED: Final = (("trainings", "training"), ("activities", "activity"), ("collective_payments", "payment"))


def conferral_before_opening(case: Case) -> Iterator[Hit]:
    """A title conferred before the workshop opened."""
    opened = case.dossier.workshop.opened
    for index, conferral in enumerate(case.items("conferrals") if opened is not UNSTATED else ()):
        if conferral.date is not UNSTATED and conferral.date < opened:
            yield Hit(case.at("conferrals", index), (case.workshop, ("conferral", conferral.id)))


def closed_before_period(case: Case) -> Iterator[Hit]:
    """A workshop that closed before the period for which it applies."""
    closed = case.dossier.workshop.closed
    if isinstance(closed, dt.date) and closed < case.dossier.period.since:
        yield Hit(f"{case.root}.workshop.closed", (case.workshop,))


def ended_before_period(case: Case) -> Iterator[Hit]:
    """A project or premises that ended before the period began."""
    since = case.dossier.period.since
    for collection, kind in PASSING:
        for index, item in enumerate(case.items(collection)):
            if isinstance(item.until, dt.date) and item.until < since:
                yield Hit(case.at(collection, index), (case.workshop, (kind, item.id)), (("item", item.id),))


def event_after_closing(case: Case) -> Iterator[Hit]:
    """A training, an activity or a payment to the collective after the workshop closed."""
    closed = case.dossier.workshop.closed
    for collection, kind in DATED if isinstance(closed, dt.date) else ():
        for index, item in enumerate(case.items(collection)):
            if item.date is not UNSTATED and item.date > closed:
                yield Hit(case.at(collection, index), (case.workshop, (kind, item.id)), (("item", item.id),))


def history_within_period(case: Case) -> Iterator[Hit]:
    """An earlier figure whose period reaches into the period of the application."""
    for index, figure in enumerate(case.items("history")):
        if figure.period.until >= case.dossier.period.since:
            details = (("measure", figure.measure), ("period", str(figure.period)))
            yield Hit(case.at("history", index), (case.workshop,), details)


CHECKS: Final = (
    Check(
        "C701",
        "conferral-before-opening",
        Severity.ERROR,
        Text("授牌日期早于工坊开办", "a title was conferred before the workshop opened"),
        Text("日期必有一误，或该称号属于别的工坊", "one date is wrong, or the title belongs to another workshop"),
        Text("授牌 {conferral} 早于工坊 {workshop} 开办", "conferral {conferral} precedes the opening of workshop {workshop}"),
        OWN,
        "opened = 2023-05-01, date = 2022-07-01",
        conferral_before_opening,
    ),
    Check(
        "C702",
        "closed-before-period",
        Severity.ERROR,
        Text("工坊在申报期间开始之前已经关闭", "the workshop closed before the period began"),
        Text("已关闭的工坊没有可供评价的期间", "a workshop that was closed has no period to be judged"),
        Text("工坊 {workshop} 在申报期间开始之前已经关闭", "workshop {workshop} closed before the period began"),
        OWN,
        "closed = 2022-11-30, period = 2023",
        closed_before_period,
    ),
    Check(
        "C703",
        "ended-before-period",
        Severity.WARNING,
        Text("项目或场地在申报期间开始之前已经结束", "a project or premises ended before the period began"),
        Text("期间内并无该项目或场地，不应计入", "it was not there in the period and does not count"),
        Text(
            "工坊 {workshop} 的 {item} 在申报期间开始之前已经结束",
            "{item} of workshop {workshop} ended before the period began",
        ),
        OWN,
        "until = 2022-06-30, period = 2023",
        ended_before_period,
    ),
    Check(
        "C704",
        "event-after-closing",
        Severity.WARNING,
        Text(
            "培训、活动或村集体款项晚于工坊关闭", "a training, activity or payment to the collective after the workshop closed"
        ),
        Text("日期可能填错，或并非该工坊所为", "the date may be wrong, or another workshop did it"),
        Text("{item} 的日期晚于工坊 {workshop} 关闭", "{item} is dated after workshop {workshop} closed"),
        OWN,
        "closed = 2023-06-30, date = 2023-09-01",
        event_after_closing,
    ),
    Check(
        "C705",
        "history-within-period",
        Severity.WARNING,
        Text("历史数据的期间与申报期间重叠", "an earlier figure reaches into the period of the application"),
        Text("同一时间的业绩可能被算作往年和本年", "the same achievement may be counted for both years"),
        Text(
            "工坊 {workshop} 的历史数据 {measure}（{period}）与申报期间重叠",
            "the earlier figure {measure} ({period}) of workshop {workshop} reaches into the period",
        ),
        OWN,
        "history period = 2022-07-01/2023-06-30, period = 2023",
        history_within_period,
    ),
)
