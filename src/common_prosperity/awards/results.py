"""What a scheme makes of a workshop: findings, points, grades, needs, and the decision that holds them."""

import enum
from importlib import import_module
from typing import Final

import attrs

from common_prosperity.facts.checking import described
from common_prosperity.facts.fields import Maybe, term
from common_prosperity.measures.conditions import Relation, Value
from common_prosperity.measures.definition import MeasureLine
from common_prosperity.measures.how import Gap
from common_prosperity.quantities import UNSTATED, Bounds, Number, Options, Period, Text
from common_prosperity.quantities.truth import FALSE, TRUE, VOID, Truth
from common_prosperity.schemes.model import Basis, Direction, SectionKind
from common_prosperity.schemes.points import Doubt


class Verdict(enum.StrEnum):
    """The answer to a clause, or to a whole scheme."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    NOT_IN_FORCE = "not_in_force"
    EXPIRED = "expired"


VERDICTS: Final = tuple(
    {TRUE: Verdict.MET, FALSE: Verdict.NOT_MET, VOID: Verdict.NOT_APPLICABLE}.get(truth, Verdict.UNKNOWN) for truth in range(8)
)
"""The verdict of every truth."""


class ClauseKind(enum.StrEnum):
    """Which part of a scheme a finding speaks of."""

    REQUIREMENT = "requirement"
    VETO = "veto"
    ADVICE = "advice"
    GRADE = "grade"
    """What a grade asks besides points."""


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=described)
class Comparison:
    """One comparison of a clause: what was observed, against which threshold, by what margin."""

    measure: str = attrs.field(metadata=term("指标", "measure"))
    relation: Relation = attrs.field(metadata=term("关系", "relation"))
    observed: Bounds | Options = attrs.field(metadata=term("实际", "observed"))
    threshold: Bounds | Options | None = attrs.field(default=None, metadata=term("标准", "threshold"))
    verdict: Verdict = attrs.field(metadata=term("结论", "verdict"))
    margin: Bounds | None = attrs.field(
        default=None,
        metadata=term("余量", "margin", note=("正数为超出标准的量", "positive: how far beyond the threshold on the good side")),
    )


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=described)
class Finding:
    """The answer to one requirement or veto. A veto is `MET` when it is not incurred, `NOT_MET` when it is."""

    clause: str = attrs.field(metadata=term("条款", "clause"))
    kind: ClauseKind = attrs.field(metadata=term("类别", "kind"))
    label: Text = attrs.field(metadata=term("名称", "label"))
    verdict: Verdict = attrs.field(metadata=term("结论", "verdict"))
    comparisons: tuple[Comparison, ...] = attrs.field(metadata=term("比较", "comparisons"))
    scope: tuple[Comparison, ...] = attrs.field(
        default=(),
        metadata=term(
            "适用条件的比较",
            "scope",
            note=("是否适用取决于这些比较", "the comparisons on which it hangs whether the clause applies"),
        ),
    )
    source: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("依据", "source"))
    basis: Basis = attrs.field(metadata=term("数值依据", "basis"))
    why: Maybe[Text] = attrs.field(default=UNSTATED, metadata=term("理由", "why"))
    remedy: Maybe[Text] = attrs.field(default=UNSTATED, metadata=term("补救", "remedy"))

    @property
    def observed(self) -> Value | None:
        """What was observed; `None` where the clause compares more than one thing."""
        return self.comparisons[0].observed if len(self.comparisons) == 1 else None

    @property
    def threshold(self) -> Value | None:
        """The threshold; `None` where the clause compares more than one thing."""
        return self.comparisons[0].threshold if len(self.comparisons) == 1 else None

    @property
    def margin(self) -> Bounds | None:
        """The margin; `None` where the clause compares more than one thing."""
        return self.comparisons[0].margin if len(self.comparisons) == 1 else None


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=described)
class Eligibility:
    """Whether a workshop is eligible, with one finding for each requirement and veto."""

    verdict: Verdict = attrs.field(metadata=term("结论", "verdict"))
    findings: tuple[Finding, ...] = attrs.field(metadata=term("逐条结论", "findings"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=described)
class ScoreLine:
    """The points of one criterion."""

    clause: str = attrs.field(metadata=term("条款", "clause"))
    label: Text = attrs.field(metadata=term("名称", "label"))
    verdict: Verdict = attrs.field(metadata=term("状态", "verdict", note=("met 为得分已确定", "met: the points are settled")))
    measure: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("指标", "measure"))
    observed: Bounds | Options | None = attrs.field(default=None, metadata=term("实际", "observed"))
    points: Bounds = attrs.field(metadata=term("得分", "points"))
    most: Number | None = attrs.field(default=None, metadata=term("满分", "most"))
    doubt: Doubt | None = attrs.field(default=None, metadata=term("原文存疑", "doubt"))
    better: Maybe[Direction] = attrs.field(default=UNSTATED, metadata=term("方向", "better"))
    source: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("依据", "source"))
    basis: Basis = attrs.field(metadata=term("数值依据", "basis"))
    remedy: Maybe[Text] = attrs.field(default=UNSTATED, metadata=term("补救", "remedy"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=described)
class SectionScore:
    """The points of one section, before and after its cap; a deduction enters the total below zero."""

    section: str = attrs.field(metadata=term("部分", "section"))
    label: Text = attrs.field(metadata=term("名称", "label"))
    kind: SectionKind = attrs.field(metadata=term("性质", "kind"))
    lines: tuple[ScoreLine, ...] = attrs.field(metadata=term("逐项得分", "lines"))
    points: Bounds = attrs.field(metadata=term("得分", "points"))
    cap: Maybe[Number] = attrs.field(default=UNSTATED, metadata=term("封顶", "cap"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=described)
class Scorecard:
    """The points under a scheme, as bounds."""

    sections: tuple[SectionScore, ...] = attrs.field(metadata=term("各部分得分", "sections"))
    total: Bounds = attrs.field(metadata=term("总分", "total"))
    limits: Bounds = attrs.field(metadata=term("分值范围", "limits"))

    def _repr_html_(self) -> str:
        """A notebook's view of the points, asked for by name because reports stand below awards."""
        return str(import_module("common_prosperity.reports").scorecard_html(self))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=described)
class Need:
    """Facts nobody has stated, and what stating them can change."""

    table: str = attrs.field(metadata=term("表", "table"))
    column: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("列", "column"))
    rows: tuple[str, ...] = attrs.field(default=(), metadata=term("行", "rows"))
    measures: tuple[str, ...] = attrs.field(metadata=term("影响指标", "measures"))
    clauses: tuple[str, ...] = attrs.field(metadata=term("影响条款", "clauses"))
    eligibility: bool = attrs.field(metadata=term("影响资格", "eligibility"))
    points: Bounds = attrs.field(metadata=term("涉及分值", "points at stake"))

    @property
    def gap(self) -> Gap:
        """The unstated facts."""
        return Gap(self.table, self.column if isinstance(self.column, str) else "", self.rows)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=described)
class Misnamed:
    """A statement whose id the scheme does not ask for, while it asks for one much like it that is not stated."""

    table: str = attrs.field(metadata=term("表", "table"))
    name: str = attrs.field(metadata=term("填报事项", "stated id"))
    near: str = attrs.field(metadata=term("疑为", "most likely meant"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=described)
class Observed:
    """What is known of one measure."""

    measure: str = attrs.field(metadata=term("指标", "measure"))
    value: Bounds | Options = attrs.field(metadata=term("数值", "value"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=described)
class AmountLine:
    """A quantity that follows, such as a subsidy or a quota, with what it is reckoned from."""

    amount: str = attrs.field(metadata=term("编号", "amount"))
    label: Text = attrs.field(metadata=term("名称", "label"))
    unit: str = attrs.field(metadata=term("单位", "unit"))
    value: Bounds | Options = attrs.field(metadata=term("数值", "value"))
    case: Maybe[int] = attrs.field(
        default=UNSTATED,
        metadata=term(
            "适用情形", "case", note=("第几种，自 1 起；尚不能确定的不填", "which one, from 1 on; left out where it is open")
        ),
    )
    parts: tuple[Observed, ...] = attrs.field(
        default=(),
        metadata=term(
            "计算依据", "parts", note=("情形和数值所用的各指标", "every measure that the case and its value draw on")
        ),
    )
    source: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("依据", "source"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=described)
class GradeLine:
    """A grade that is still possible."""

    grade: str = attrs.field(metadata=term("等级", "grade"))
    label: Text = attrs.field(metadata=term("名称", "label"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=described)
class Decision:
    """Everything a scheme makes of a workshop, with what is still needed and a digest to recompute it by."""

    scheme: str = attrs.field(metadata=term("办法", "scheme", note=("编号@版本", "id@edition")))
    scheme_label: Text = attrs.field(metadata=term("办法名称", "scheme label"))
    workshop: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("工坊", "workshop"))
    workshop_name: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("工坊名称", "workshop name"))
    period: Period = attrs.field(metadata=term("期间", "period"))
    eligibility: Eligibility = attrs.field(metadata=term("资格", "eligibility"))
    scorecard: Scorecard = attrs.field(metadata=term("得分", "scorecard"))
    grades: tuple[GradeLine, ...] = attrs.field(metadata=term("可能的等级", "possible grades"))
    no_grade: bool = attrs.field(metadata=term("可能无等级", "no grade possible"))
    besides: tuple[Finding, ...] = attrs.field(
        default=(),
        metadata=term(
            "等级另需条件",
            "asked besides",
            note=("分数所及的各等级在分数之外的条件", "what the grades that the points may reach ask besides"),
        ),
    )
    doubtful: bool = attrs.field(
        metadata=term(
            "原文存疑", "doubtful", note=("办法原文自身没有唯一答案", "the published text itself gives no single answer")
        )
    )
    settled: bool = attrs.field(metadata=term("已确定", "settled"))
    needed: tuple[Need, ...] = attrs.field(metadata=term("尚需事实", "needed"))
    misnamed: tuple[Misnamed, ...] = attrs.field(default=(), metadata=term("疑似误写的事项", "misnamed statements"))
    amounts: tuple[AmountLine, ...] = attrs.field(metadata=term("应得与应缴", "amounts"))
    measures: tuple[MeasureLine, ...] = attrs.field(
        default=(), metadata=term("所用指标", "measures", note=("名称与单位", "what they are called and counted in"))
    )
    digest: str = attrs.field(metadata=term("数字摘要", "digest", note=("校验用", "to check the decision by")))

    def _repr_html_(self) -> str:
        """A notebook's view of the decision, asked for by name because reports stand below awards."""
        return str(import_module("common_prosperity.reports").decision_html(self))

    @property
    def verdict(self) -> Verdict:
        """Whether the workshop is eligible."""
        return self.eligibility.verdict

    @property
    def grade(self) -> GradeLine | None:
        """The one grade that is settled, if one is."""
        return self.grades[0] if len(self.grades) == 1 and not self.no_grade else None


def verdict_of(truth: Truth) -> Verdict:
    """The verdict of a truth."""
    return VERDICTS[truth]
