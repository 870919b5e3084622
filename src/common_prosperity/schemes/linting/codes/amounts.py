"""Rows S701 to S799: amounts, and measures that take the first case that is met."""

from typing import Final

from common_prosperity.quantities import Text
from common_prosperity.schemes.linting.findings import Rule, Severity

ROWS: Final = (
    Rule(
        code="S701",
        severity=Severity.WARNING,
        name=Text("情形永远轮不到", "case out of reach"),
        what=Text("{subject}：第 {number} 种情形永远轮不到：{reason}", "{subject}: case {number} is never reached: {reason}"),
        why=Text("取所列第一个符合的情形，次序决定结果。", "The first case that is met applies, so that their order matters."),
        mend=Text("把要求高的情形放在前面。", "Put the more demanding case first."),
        bad='first = [{ value = 1, when = { measure = "m", at_least = 10 } }, { value = 2, when = { measure = "m", at_least = 20 } }]',
        good='first = [{ value = 2, when = { measure = "m", at_least = 20 } }, { value = 1, when = { measure = "m", at_least = 10 } }]',
    ),
    Rule(
        code="S702",
        severity=Severity.INFO,
        name=Text("有的事实无情形可依", "facts without a case"),
        what=Text(
            "{subject}：有的事实不符合所列任何情形，{subject} 因而不适用",
            "{subject}: some facts meet none of the cases, so that {subject} is not applicable to them",
        ),
        why=Text(
            "没有兜底情形时，这些事实没有结果，比较也没有答案。",
            "Without a last case for all others these facts have no outcome, and no comparison with it an answer.",
        ),
        mend=Text(
            "在最后加一个不写 when 的情形；本意是没有待遇的写 { value = 0 }。",
            "Add a last case without a condition: { value = 0 } where nothing is due.",
        ),
        bad='first = [{ value = 10, when = { measure = "m", at_least = 10 } }]',
        good='first = [{ value = 10, when = { measure = "m", at_least = 10 } }, { value = 0 }]',
    ),
)
