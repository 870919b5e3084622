"""Checks on trainings and activities (C3): who took part, who was certified, what stands twice."""

from collections.abc import Iterator
from typing import Any, Final

from common_prosperity.checks.case import Case
from common_prosperity.checks.model import OWN, Check, Hit, Severity
from common_prosperity.quantities import UNSTATED, Text


def training_of_strangers(case: Case) -> Iterator[Hit]:
    """Somebody took part in a training who was never engaged."""
    return _strangers(case, "trainings", "training")


def activity_of_strangers(case: Case) -> Iterator[Hit]:
    """Somebody took part in an activity who was never engaged."""
    return _strangers(case, "activities", "activity")


def _strangers(case: Case, collection: str, kind: str) -> Iterator[Hit]:
    if case.dossier.engagements is UNSTATED:
        return
    engaged = case.spells_of
    for index, event in enumerate(case.items(collection)):
        if event.participants is not UNSTATED:
            strangers = sorted(name for name in event.participants if name not in engaged)
            if strangers:
                ids = (case.workshop, (kind, event.id), *(("worker", name) for name in strangers))
                yield Hit(case.at(collection, index), ids, (("count", str(len(strangers))),))


def certified_without_taking_part(case: Case) -> Iterator[Hit]:
    """Somebody gained a certificate in a training without taking part in it."""
    for index, training in enumerate(case.items("trainings")):
        if training.participants is not UNSTATED and training.certified is not UNSTATED:
            absent = sorted(set(training.certified) - set(training.participants))
            if absent:
                ids = (case.workshop, ("training", training.id), *(("worker", name) for name in absent))
                yield Hit(case.at("trainings", index), ids, (("count", str(len(absent))),))


def training_twice(case: Case) -> Iterator[Hit]:
    """Two trainings on the same day, on the same topic, with the same participants."""
    seen: dict[Any, list[int]] = {}
    trainings = case.items("trainings")
    for index, training in enumerate(trainings):
        if UNSTATED not in (training.date, training.topic, training.participants) and training.participants:
            key = training.date, training.topic.strip(), frozenset(training.participants)
            seen.setdefault(key, []).append(index)
    for indices in seen.values():
        if len(indices) > 1:
            first, *rest = [case.at("trainings", index) for index in indices]
            ids = (case.workshop, *(("training", name) for name in sorted(trainings[index].id for index in indices)))
            yield Hit(first, ids, (), tuple(rest))


CHECKS: Final = (
    Check(
        "C301",
        "training-of-strangers",
        Severity.WARNING,
        Text("培训参加人员从未在工坊用工", "somebody took part in a training who was never engaged at the workshop"),
        Text("外来人员会使培训人次和小时数虚高", "outsiders inflate the participants and hours of training"),
        Text(
            "培训 {training} 有 {count} 人从未在工坊 {workshop} 用工：{worker}",
            "{count} participants of training {training} were never engaged at workshop {workshop}: {worker}",
        ),
        OWN,
        "participants = [p9], no engagement of p9",
        training_of_strangers,
    ),
    Check(
        "C302",
        "activity-of-strangers",
        Severity.WARNING,
        Text("活动参加人员从未在工坊用工", "somebody took part in an activity who was never engaged at the workshop"),
        Text("外来人员会使活动人次虚高", "outsiders inflate the participations"),
        Text(
            "活动 {activity} 有 {count} 人从未在工坊 {workshop} 用工：{worker}",
            "{count} participants of activity {activity} were never engaged at workshop {workshop}: {worker}",
        ),
        OWN,
        "participants = [p9], no engagement of p9",
        activity_of_strangers,
    ),
    Check(
        "C303",
        "certified-without-taking-part",
        Severity.ERROR,
        Text("未参加培训却取得证书", "somebody gained a certificate without taking part"),
        Text("两份名单自相矛盾，取证人数会虚高", "the two lists contradict each other, and certificates are overstated"),
        Text(
            "培训 {training} 有 {count} 名取证人员不在参加人员之列（工坊 {workshop}）：{worker}",
            "{count} people certified by training {training} of workshop {workshop} did not take part in it: {worker}",
        ),
        OWN,
        "participants = [p1], certified = [p1, p2]",
        certified_without_taking_part,
    ),
    Check(
        "C304",
        "training-twice",
        Severity.WARNING,
        Text("同日、同题、同一批人的培训出现两次", "two trainings on one day, on one topic, with the same people"),
        Text("可能是重复录入，培训小时会虚高", "the training may have been entered twice, and hours are overstated"),
        Text("工坊 {workshop} 的培训 {training} 完全相同", "trainings {training} of workshop {workshop} are the same"),
        OWN,
        "t1 and t2: date = 2023-05-06, topic = sewing, participants = [p1, p2]",
        training_twice,
    ),
)
