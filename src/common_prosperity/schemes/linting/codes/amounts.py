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
)
