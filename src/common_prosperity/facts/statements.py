"""Statements: what somebody attests, marks or confers, with the evidence for it."""

import datetime as dt
from fractions import Fraction

import attrs

from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import Maybe, term
from common_prosperity.quantities import UNSTATED, Number, Period


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Evidence:
    """A document that bears a statement out (佐证材料)."""

    what: str = attrs.field(metadata=term("材料名称", "what"))
    where: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("存放位置", "where"))
    verified: Maybe[bool] = attrs.field(
        default=UNSTATED,
        metadata=term(
            "已核验", "verified", note=("评审人是否核验属实", "whether an evaluator has checked it and found it true")
        ),
    )


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Attestation:
    """Any other stated fact a scheme asks for (申报事项): yes or no, a number, or a choice.

    `value=None` says that there is none; leaving it out says that nobody has stated it.
    """

    id: str = attrs.field(metadata=term("事项", "id", identifier=True))
    value: Maybe[bool | int | Fraction | str | None] = attrs.field(default=UNSTATED, metadata=term("填报值", "value"))
    verified: Maybe[bool | int | Fraction | str | None] = attrs.field(
        default=UNSTATED, metadata=term("核定值", "verified", note=("评审人核定的值", "the value an evaluator found"))
    )
    evidence: Maybe[tuple[Evidence, ...]] = attrs.field(default=UNSTATED, metadata=term("佐证", "evidence"))

    def as_verified(self) -> "Attestation":
        """The same statement on the verified basis.

        Its value is the one an evaluator found; failing that, the claimed one where all its evidence is verified; else
        unstated.
        """
        value = self.verified
        if value is UNSTATED and isinstance(self.evidence, tuple) and self.evidence:
            proven = all(evidence.verified is True for evidence in self.evidence)
            value = self.value if proven else UNSTATED
        return attrs.evolve(self, value=value)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Rating:
    """The marks one panel member gives under one criterion (评委打分)."""

    criterion: str = attrs.field(metadata=term("评分项", "criterion", identifier=True))
    member: str = attrs.field(metadata=term("评委编号", "member", identifier=True))
    marks: Maybe[Number] = attrs.field(default=UNSTATED, metadata=term("分数", "marks", unit="points"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class PastFigure:
    """The value of a measure in an earlier period (历史数据), as it was established then."""

    measure: str = attrs.field(metadata=term("指标", "measure", identifier=True))
    period: Period = attrs.field(metadata=term("期间", "period"))
    value: Maybe[bool | int | Fraction | str | None] = attrs.field(default=UNSTATED, metadata=term("数值", "value"))
    evidence: Maybe[tuple[Evidence, ...]] = attrs.field(default=UNSTATED, metadata=term("佐证", "evidence"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Conferral:
    """A title actually given (授牌): which title, to whom, by whom, when."""

    id: str = attrs.field(metadata=term("授予编号", "id", identifier=True))
    title: str = attrs.field(metadata=term("称号", "title"))
    recipient: str = attrs.field(metadata=term("获授工坊", "recipient", refers="workshops"))
    conferred_by: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("授予单位", "conferred by"))
    date: Maybe[dt.date] = attrs.field(default=UNSTATED, metadata=term("授予日期", "date"))
    date_as_told: Maybe[str] = attrs.field(
        default=UNSTATED,
        metadata=term(
            "日期原文", "date as told", note=("来源只给出大致日期时的表述", "the wording, where the source gives no exact date")
        ),
    )
    source: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("来源", "source"))
