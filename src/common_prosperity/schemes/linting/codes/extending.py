"""Rows S601 to S699: a scheme that extends another may narrow it only."""

from typing import Final

from common_prosperity.quantities import Text
from common_prosperity.schemes.linting.findings import Rule, Severity

NARROW = Text("地方办法可以从严，不得从宽。", "Local rules may be stricter than what they extend, not looser.")
RESTORE = Text(
    "不低于上位办法；原文确实从宽的，在 Limitations 中说明依据。",
    "Ask at least what the base asks; if the original does loosen it, say by what right under Limitations.",
)

ROWS: Final = (
    Rule(
        code="S601",
        severity=Severity.WARNING,
        name=Text("资格条件放宽", "requirement loosened"),
        what=Text(
            "{subject}：{base} 要求 {before}，本办法只要求 {after}",
            "{subject}: {base} asks for {before}, this scheme only for {after}",
        ),
        why=NARROW,
        mend=RESTORE,
        bad="at_least = 5  # where the base has 10",
        good="at_least = 15",
    ),
    Rule(
        code="S602",
        severity=Severity.WARNING,
        name=Text("否决放宽", "veto loosened"),
        what=Text(
            "{subject}：{base} 否决 {before}，本办法只否决 {after}",
            "{subject}: {base} excludes {before}, this scheme only {after}",
        ),
        why=NARROW,
        mend=RESTORE,
        bad="more_than = 1000  # where the base has 0",
        good="more_than = 0",
    ),
    Rule(
        code="S603",
        severity=Severity.WARNING,
        name=Text("必要条件改为建议", "requirement made advice"),
        what=Text("{subject}：{base} 必须满足，本办法仅作建议", "{subject}: required by {base}, only advised here"),
        why=NARROW,
        mend=RESTORE,
        bad='force = "advised"',
        good='force = "required"',
    ),
    Rule(
        code="S604",
        severity=Severity.WARNING,
        name=Text("参数改变使条款放宽", "loosened through a parameter"),
        what=Text(
            "{subject}：文字与 {base} 相同，参数改变（{parameters}）使其从宽",
            "{subject}: reads as in {base}, and is looser through other parameters ({parameters})",
        ),
        why=Text(
            "条款文字未变，其所依据的参数改变后，符合的更多。", "The clause reads the same, but more meet it with these values."
        ),
        mend=RESTORE,
        bad='dated = [{ since = 2024-01-01, value = "1.4%" }]  # where the base has 1.5 %',
        good='dated = [{ since = 2024-01-01, value = "1.5%" }]',
    ),
    Rule(
        code="S605",
        severity=Severity.WARNING,
        name=Text("部分可得更多分", "section gives more"),
        what=Text(
            "{subject}：{base} 最多计 {before} 分，本办法最多 {after} 分",
            "{subject}: counts for at most {before} points under {base}, for up to {after} here",
        ),
        why=Text("封顶提高，同样的等级更容易达到。", "With a higher cap the same grades are easier to reach."),
        mend=RESTORE,
        bad="cap = 20  # where the base has 10",
        good="cap = 10",
    ),
    Rule(
        code="S606",
        severity=Severity.WARNING,
        name=Text("评分项给分更多", "criterion gives more"),
        what=Text(
            "{subject}：{values} 在 {base} 得 {before} 分，在本办法得 {after} 分",
            "{subject}: {values} gets {before} points under {base}, {after} here",
        ),
        why=Text(
            "同样的事实得分更高，同样的等级更容易达到。",
            "The same facts earn more points, and the same grades are easier to reach.",
        ),
        mend=RESTORE,
        bad="curve = [[10, 8], [66, 15]]  # where the base begins with 4",
        good="curve = [[10, 4], [66, 15]]",
    ),
    Rule(
        code="S607",
        severity=Severity.WARNING,
        name=Text("等级放宽", "grade loosened"),
        what=Text(
            "{subject}：{base} 要求 {before}，本办法只要求 {after}",
            "{subject}: {base} asks for {before}, this scheme only for {after}",
        ),
        why=NARROW,
        mend=RESTORE,
        bad="at_least = 80  # where the base has 85",
        good="at_least = 90",
    ),
    Rule(
        code="S608",
        severity=Severity.WARNING,
        name=Text("上位办法的量被改写", "quantity redefined"),
        what=Text(
            "{subject} 在 {base} 中另有定义，其条款 {clauses} 随之改变",
            "{subject} is defined otherwise in {base}, whose clauses {clauses} change with it",
        ),
        why=Text("条款文字未变，含义已变。", "The clauses read the same and mean something else."),
        mend=Text("另起一个名称。", "Give it a name of its own."),
        bad="[measures.incidents_in_period]  # which the base defines",
        good="[measures.county_incidents]",
    ),
    Rule(
        code="S609",
        severity=Severity.INFO,
        name=Text("上位办法未注明版本", "base without an edition"),
        what=Text("扩展自 {base}，未注明版本", "extends {base} without naming an edition"),
        why=Text(
            "上位办法改版时，本办法会不声不响地改变。", "When the base gets a new edition, this scheme changes in silence."
        ),
        mend=Text("写作 编号@版本。", "Write id@edition."),
        bad='extends = "outstanding-workshop"',
        good='extends = "outstanding-workshop@2023"',
    ),
    Rule(
        code="S610",
        severity=Severity.INFO,
        name=Text("参数改变影响条款或待遇", "changed through a parameter"),
        what=Text(
            "{subject}：文字与 {base} 相同，参数已改变（{parameters}）：{effect}",
            "{subject}: reads as in {base} with other parameters ({parameters}): {effect}",
        ),
        why=Text(
            "待遇增减有利于谁，须看它是补助还是收费；不能证明的，须人工核对。",
            "Whom a larger amount helps depends on whether it is a subsidy or a levy; what is not proven is to be checked by hand.",
        ),
        mend=Text("核对参数；确为本意的，不必改。", "Check the parameter; leave it if it is meant."),
        bad='dated = [{ since = 2024-01-01, value = "1.6%" }]  # where the base has 1.5 %',
        good='dated = [{ since = 2024-01-01, value = "1.5%" }]',
    ),
)
