"""Rows S201 to S299: requirements, vetoes, and the conditions they are made of."""

from typing import Final

from common_prosperity.quantities import Text
from common_prosperity.schemes.linting.findings import Rule, Severity

EDGES = Text("核对边界、单位和 all/any。", "Check the edges, the units, and all against any.")

ROWS: Final = (
    Rule(
        code="S201",
        severity=Severity.ERROR,
        name=Text("条件永远达不到", "requirement out of reach"),
        what=Text("{subject}：没有任何工坊能满足 {condition}", "{subject}: no workshop can meet {condition}"),
        why=Text("人人都会被拒绝。", "Everybody is refused."),
        mend=EDGES,
        bad='condition = { measure = "women_share", at_least = 60 }',
        good='condition = { measure = "women_share", at_least = "60%" }',
    ),
    Rule(
        code="S202",
        severity=Severity.WARNING,
        name=Text("条件永远满足", "requirement without effect"),
        what=Text("{subject}：任何工坊都满足 {condition}", "{subject}: no workshop can fail {condition}"),
        why=Text("此条件从不拒绝任何人。", "The requirement never refuses anybody."),
        mend=EDGES,
        bad='condition = { measure = "people_employed", at_least = 0 }',
        good='condition = { measure = "people_employed", at_least = 1 }',
    ),
    Rule(
        code="S203",
        severity=Severity.WARNING,
        name=Text("否决永不触发", "veto that cannot fire"),
        what=Text("{subject}：{condition} 永远不会发生", "{subject}: {condition} can never come about"),
        why=Text("写明的否决不起作用。", "A veto that is printed does nothing."),
        mend=EDGES,
        bad='condition = { measure = "arrears", less_than = 0 }',
        good='condition = { measure = "arrears", more_than = 0 }',
    ),
    Rule(
        code="S204",
        severity=Severity.ERROR,
        name=Text("否决必然触发", "veto that always fires"),
        what=Text("{subject}：任何工坊都落入 {condition}", "{subject}: every workshop falls under {condition}"),
        why=Text("人人都会被拒绝。", "Everybody is refused."),
        mend=EDGES,
        bad='condition = { measure = "arrears", at_least = 0 }',
        good='condition = { measure = "arrears", more_than = 0 }',
    ),
    Rule(
        code="S205",
        severity=Severity.WARNING,
        name=Text("从不适用", "never applies"),
        what=Text(
            "{subject}：适用条件 {condition} 永远不成立", "{subject}: it applies only where {condition}, which never holds"
        ),
        why=Text("条款形同虚设。", "The clause might as well not stand there."),
        mend=EDGES,
        bad='applies = { measure = "disabled_share", more_than = 1 }',
        good='applies = { measure = "disabled_share", more_than = 0 }',
    ),
    Rule(
        code="S206",
        severity=Severity.INFO,
        name=Text("处处适用", "applies to all"),
        what=Text("{subject}：适用条件 {condition} 永远成立", "{subject}: it applies where {condition}, which always holds"),
        why=Text("适用条件没有作用。", "The restriction restricts nothing."),
        mend=Text("删去 applies，或核对边界。", "Leave applies out, or check its edges."),
        bad='applies = { measure = "people_employed", at_least = 0 }',
        good='applies = { measure = "people_employed", at_least = 50 }',
    ),
    Rule(
        code="S207",
        severity=Severity.WARNING,
        name=Text("已包含在另一条款中", "implied by another clause"),
        what=Text(
            "{subject}：凡此条所拒绝的，{other} 都已拒绝", "{subject}: whatever it refuses is refused by {other} already"
        ),
        why=Text("读者会以为此条另有要求。", "A reader would think that it asks for something more."),
        mend=Text("删去较松的一条，或核对边界。", "Leave out the looser of the two, or check their edges."),
        bad="at_least = 10  # and elsewhere, of the same measure, at_least = 20",
        good="at_least = 20",
    ),
    Rule(
        code="S208",
        severity=Severity.INFO,
        name=Text("条件中多余的部分", "idle part of a condition"),
        what=Text("{subject}：{part} 有没有都一样", "{subject}: {part} makes no difference"),
        why=Text("其余部分已经决定了结果。", "The other parts decide without it."),
        mend=Text("删去，或核对边界。", "Leave it out, or check its edges."),
        bad='all = [{ measure = "people_employed", at_least = 10 }, { measure = "people_employed", at_least = 5 }]',
        good='all = [{ measure = "people_employed", at_least = 10 }, { measure = "people_employed", less_than = 500 }]',
    ),
    Rule(
        code="S209",
        severity=Severity.WARNING,
        name=Text("有的选项无条款适用", "options that no clause is for"),
        what=Text(
            "{clauses} 按 {subject} 的选项分别适用，申报 {values} 的一条也不适用",
            "{clauses} each apply to some options of {subject}, and none of them to {values}",
        ),
        why=Text(
            "申报其余选项或“无”的，不受任何一条约束。", "Whoever states another option, or none, escapes every one of them."
        ),
        mend=Text(
            "为其余选项另写条款，或另设一条要求所选须为其中之一（one_of）：列明而无条款的，即为不另作要求。",
            "Write a clause for the options left out, or a requirement that the choice is one of some (one_of): "
            "what it names is admitted without more.",
        ),
        bad='applies = { measure = "type", equals = "job" }  # and elsewhere equals = "service"',
        good='condition = { measure = "type", one_of = ["job", "service"] }  # in a requirement beside them',
    ),
)
