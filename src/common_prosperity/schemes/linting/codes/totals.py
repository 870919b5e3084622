"""Rows S401 to S499: sections, caps and the declared total."""

from typing import Final

from common_prosperity.quantities import Text
from common_prosperity.schemes.linting.findings import Rule, Severity

ROWS: Final = (
    Rule(
        code="S401",
        severity=Severity.WARNING,
        name=Text("总分对不上", "total does not add up"),
        what=Text(
            "声明基本分满分 {declared}，各基本部分合计 {sum}",
            "the declared total is {declared}, but the base sections add up to {sum}",
        ),
        why=Text("或有一项漏抄，或有一项分值抄错。", "A criterion was left out, or its points were copied wrongly."),
        mend=Text("逐项对照原文的分值。", "Hold the points against the original, one by one."),
        bad="points = { total = 100 }  # of sections that give 95",
        good="points = { total = 95 }",
    ),
    Rule(
        code="S402",
        severity=Severity.WARNING,
        name=Text("部分封顶达不到", "section cap out of reach"),
        what=Text(
            "{subject}：封顶 {cap} 分，各项合计最多 {sum} 分",
            "{subject}: capped at {cap} points, but its criteria give at most {sum}",
        ),
        why=Text("封顶不起作用，或漏了一项。", "The cap does nothing, or a criterion is missing."),
        mend=Text("改封顶，或补上缺的一项。", "Lower the cap, or add what is missing."),
        bad="cap = 20  # of criteria that give 15",
        good="cap = 10",
    ),
    Rule(
        code="S403",
        severity=Severity.INFO,
        name=Text("封顶低于单项满分", "cap below a single criterion"),
        what=Text(
            "{subject}：部分封顶 {cap} 分，低于单项 {other} 的满分 {most} 分",
            "{subject}: capped at {cap} points, less than the {most} of {other} alone",
        ),
        why=Text("该项的满分永远不能全部计入。", "The most that the criterion offers never counts in full."),
        mend=Text("核对封顶与单项满分。", "Check the cap against the points of the criterion."),
        bad="cap = 5  # of a criterion that gives 10",
        good="cap = 10",
    ),
    Rule(
        code="S404",
        severity=Severity.WARNING,
        name=Text("部分不计分", "section that adds nothing"),
        what=Text("{subject}：这一部分永远是 0 分", "{subject}: the section always comes to 0 points"),
        why=Text("其中各项都不起作用。", "None of its criteria counts for anything."),
        mend=Text("改封顶，或改各项分值。", "Mend the cap or the points."),
        bad="cap = 0",
        good="cap = 10",
    ),
    Rule(
        code="S405",
        severity=Severity.INFO,
        name=Text("总分上下限不起作用", "floor or ceiling without effect"),
        what=Text("{edge} = {value} 不起作用：合计总在 {values}", "{edge} = {value} does nothing: the sum is always {values}"),
        why=Text("多半是加分或扣分部分改过而上下限未改。", "Perhaps a bonus or deduction was changed and the limit was not."),
        mend=Text("核对后改正或删去。", "Check it, and mend it or leave it out."),
        bad="points = { floor = -20 }  # of sections that never go below 0",
        good="points = { floor = 0 }",
    ),
    Rule(
        code="S406",
        severity=Severity.WARNING,
        name=Text("基本分没有上限", "base points without a limit"),
        what=Text(
            "{subject}：没有上限，声明的总分无从核对", "{subject}: has no maximum, so that the declared total cannot be checked"
        ),
        why=Text("单项可以无限累加，压过其余各项。", "One criterion can outweigh all others."),
        mend=Text("给该项或其部分封顶。", "Cap the criterion or its section."),
        bad="per_unit = { points = 2 }",
        good="per_unit = { points = 2, cap = 10 }",
    ),
)
