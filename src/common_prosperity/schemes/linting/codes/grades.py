"""Rows S301 to S399: grades and the totals they ask for."""

from typing import Final

from common_prosperity.quantities import Text
from common_prosperity.schemes.linting.findings import Rule, Severity

ROWS: Final = (
    Rule(
        code="S301",
        severity=Severity.WARNING,
        name=Text("等级重叠", "grades overlap"),
        what=Text("总分 {values} 同时符合 {grades}", "a total of {values} meets several grades: {grades}"),
        why=Text("同一总分有两个等级，决定只能是“未定”。", "One total has two grades, and the decision stays open."),
        mend=Text(
            "给较低的等级写上限，或写 ladder = true（取所列第一个）。",
            "Give the lower grade an upper edge, or write ladder = true, so that the first listed applies.",
        ),
        bad="at_least = 60  # and elsewhere at_least = 85",
        good="at_least = 60\nless_than = 85",
    ),
    Rule(
        code="S302",
        severity=Severity.WARNING,
        name=Text("等级之间有空档", "gap between grades"),
        what=Text(
            "总分 {values} 高于最低等级，却不属于任何等级", "a total of {values} lies above the lowest grade, but in none"
        ),
        why=Text("得分更高的工坊反而没有等级。", "A workshop with more points is left without a grade."),
        mend=Text("让各等级首尾相接。", "Let each grade begin where the one below ends."),
        bad="at_least = 60\nat_most = 79  # and elsewhere at_least = 80",
        good="at_least = 60\nless_than = 80",
    ),
    Rule(
        code="S303",
        severity=Severity.WARNING,
        name=Text("相邻等级共用端点", "grades share an end"),
        what=Text("总分 {values} 同时属于 {grades}", "a total of {values} belongs to several grades: {grades}"),
        why=Text("同一总分有两个等级，决定只能是“未定”。", "One total has two grades, and the decision stays open."),
        mend=Text(
            "一级用 less_than，上一级用 at_least；原文如此的，保留并在 Limitations 中说明。",
            "Use less_than with at_least; if the original prints it so, keep it and say so under Limitations.",
        ),
        bad="at_least = 60\nat_most = 80  # and elsewhere at_least = 80",
        good="at_least = 60\nless_than = 80",
    ),
    Rule(
        code="S304",
        severity=Severity.ERROR,
        name=Text("等级永远达不到", "grade out of reach"),
        what=Text("没有任何工坊能得到 {subject}：{reason}", "no workshop can get {subject}: {reason}"),
        why=Text("写明的等级无人可得。", "A grade that is offered cannot be had."),
        mend=Text("核对上下限、总分和所列次序。", "Check its edges, the total, and the order in which grades are listed."),
        bad="at_least = 120  # of 100",
        good="at_least = 90",
    ),
    Rule(
        code="S305",
        severity=Severity.WARNING,
        name=Text("高分没有等级", "totals above every grade"),
        what=Text("总分 {values} 高于所有等级", "a total of {values} lies above every grade"),
        why=Text("得分最高的工坊没有等级。", "The workshops with the most points are left without a grade."),
        mend=Text("最高等级不写上限。", "Leave the highest grade without an upper edge."),
        bad="at_least = 90\nat_most = 100  # of 110",
        good="at_least = 90",
    ),
    Rule(
        code="S306",
        severity=Severity.INFO,
        name=Text("等级边界在分值范围之外", "edge off the scale"),
        what=Text(
            "{subject} 的 {edge} = {value} 在可得总分 {values} 之外",
            "{subject}: {edge} = {value} lies off the scale of {values}",
        ),
        why=Text(
            "此边界不起作用，多半是总分改过而边界未改。",
            "The edge does nothing; perhaps the total was changed and the edge was not.",
        ),
        mend=Text("删去此边界，或改到范围之内。", "Leave the edge out, or bring it onto the scale."),
        bad="at_least = 60\nat_most = 150  # of 100",
        good="at_least = 60",
    ),
    Rule(
        code="S307",
        severity=Severity.WARNING,
        name=Text("高分而不满足另需条件者没有等级", "no grade for want of something besides"),
        what=Text(
            "总分 {values} 而不满足 {subject} 的另需条件（{condition}）者没有任何等级，分数更低的却可得 {lower}",
            "a total of {values} without what {subject} asks for besides ({condition}) has no grade, though fewer points get {lower}",
        ),
        why=Text("得分更高的工坊反而没有等级。", "A workshop with more points is left without a grade."),
        mend=Text(
            "较低的等级不写上限，并写 ladder = true（取所列第一个）；原文本意如此的，保留并在 Limitations 中说明。",
            "Leave the lower grade without an upper edge under ladder = true, so that the first listed applies; "
            "if none is meant, keep it and say so under Limitations.",
        ),
        bad="at_least = 60\nless_than = 80  # and elsewhere at_least = 80 with requires",
        good="at_least = 60  # under ladder = true",
    ),
)
