"""Events: trainings (送技能到人), activities of social integration (社会融入活动) and incidents."""

import datetime as dt
from collections.abc import Iterator

import attrs

from common_prosperity.errors import Faults, Problem
from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import Maybe, Term, term
from common_prosperity.facts.organizations import check_order
from common_prosperity.quantities import UNSTATED, Number


class TrainingKind(Term):
    """What a training teaches (培训类别)."""

    VOCATIONAL_SKILL = "vocational_skill", "职业技能", "vocational skill"
    INDEPENDENT_LIVING = "independent_living", "独立生活能力", "independent living"
    SAFETY = "safety", "安全生产", "safety at work"
    OTHER = "other", "其他", "other"


class IncidentKind(Term):
    """What went wrong (负面事件类别)."""

    UNPAID_WAGES = "unpaid_wages", "拖欠工资", "unpaid wages"
    ACCIDENT = "accident", "生产安全事故", "accident at work"
    FIRE = "fire", "火灾", "fire"
    PRODUCT_SAFETY = "product_safety", "产品质量安全事件", "product safety"
    ENVIRONMENT = "environment", "环境污染事件", "environmental harm"
    FALSE_REPORT = "false_report", "弄虚作假", "false report"
    OTHER = "other", "其他", "other"


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Training:
    """A training (送技能到人): `hours` for each participant, who took part, who was certified."""

    id: str = attrs.field(metadata=term("培训编号", "id", identifier=True))
    topic: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("培训主题", "topic"))
    kind: Maybe[TrainingKind] = attrs.field(default=UNSTATED, metadata=term("培训类别", "kind"))
    date: Maybe[dt.date] = attrs.field(default=UNSTATED, metadata=term("培训日期", "date"))
    hours: Maybe[Number] = attrs.field(
        default=UNSTATED,
        metadata=term("课时", "hours", unit="hours", at_least=0, note=("每人小时数", "hours for each participant")),
    )
    participants: Maybe[tuple[str, ...]] = attrs.field(
        default=UNSTATED, metadata=term("参加人员", "participants", refers="workers")
    )
    certified: Maybe[tuple[str, ...]] = attrs.field(
        default=UNSTATED,
        metadata=term("取证人员", "certified", refers="workers", note=("取得证书的人员", "who gained a certificate")),
    )

    def __attrs_post_init__(self) -> None:
        """Nobody is listed twice."""
        check_distinct(participants=self.participants, certified=self.certified)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Activity:
    """An activity of social integration (社会融入活动), such as a village fair or a visit."""

    id: str = attrs.field(metadata=term("活动编号", "id", identifier=True))
    topic: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("活动主题", "topic"))
    date: Maybe[dt.date] = attrs.field(default=UNSTATED, metadata=term("活动日期", "date"))
    participants: Maybe[tuple[str, ...]] = attrs.field(
        default=UNSTATED, metadata=term("参加人员", "participants", refers="workers")
    )

    def __attrs_post_init__(self) -> None:
        """Nobody is listed twice."""
        check_distinct(participants=self.participants)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Incident:
    """Something that counts against a workshop (负面事件); `resolved=None` says still open."""

    id: str = attrs.field(metadata=term("事件编号", "id", identifier=True))
    kind: Maybe[IncidentKind] = attrs.field(default=UNSTATED, metadata=term("事件类别", "kind"))
    date: Maybe[dt.date] = attrs.field(default=UNSTATED, metadata=term("发生日期", "date"))
    resolved: Maybe[dt.date | None] = attrs.field(default=UNSTATED, metadata=term("解决日期", "resolved"))
    what: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("事件说明", "what"))

    def __attrs_post_init__(self) -> None:
        """An order in time."""
        check_order(self.date, self.resolved)


def check_distinct(**lists: object) -> None:
    """Refuse lists of people in which somebody stands twice.

    Raises:
        Faults: with the place of every id that is repeated.
    """
    problems = [problem for place, ids in lists.items() if isinstance(ids, tuple) for problem in _repeated(place, ids)]
    if problems:
        raise Faults(" / ".join(lists), problems)


def _repeated(place: str, ids: tuple[str, ...]) -> Iterator[Problem]:
    if len(set(ids)) == len(ids):
        return
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name in seen:
            yield Problem.of(f"{place}[{index}]", "duplicate-id", name=name)
        seen.add(name)
