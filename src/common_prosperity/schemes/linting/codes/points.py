"""Rows S101 to S199: bands, curves, options and checklists."""

from typing import Final

from common_prosperity.quantities import Text
from common_prosperity.schemes.linting.findings import Rule, Severity

HOLE = Text(
    "落在空档的工坊没有确定的分值：从不得分到所列最高分都有可能；如结论取决于此，决定只能是“未定”。",
    "A workshop in the hole has no points that anybody could defend: all from none to the most that is listed stay possible, and where that decides, its decision stays open.",
)
TWICE = Text(
    "同一数值有两个分值，决定只能是“未定”。", "One value has two different numbers of points, and the decision stays open."
)

ROWS: Final = (
    Rule(
        code="S101",
        severity=Severity.WARNING,
        name=Text("分档重叠", "bands overlap"),
        what=Text(
            "{subject}：{values} 既得 {first} 分，又得 {second} 分",
            "{subject}: both {first} and {second} points for {values}",
        ),
        why=TWICE,
        mend=Text(
            "让各档首尾相接，边界只属于一档；原文如此的，保留并在 Limitations 中说明。",
            "Let each band end where the next begins; if the original prints it so, keep it and say so under Limitations.",
        ),
        bad="bands = [{ less_than = 12, points = 0 }, { at_least = 10, points = 5 }]",
        good="bands = [{ less_than = 10, points = 0 }, { at_least = 10, points = 5 }]",
    ),
    Rule(
        code="S102",
        severity=Severity.WARNING,
        name=Text("分档之间有空档", "gap between bands"),
        what=Text("{subject}：没有任何一档包含 {values}", "{subject}: no band covers {values}"),
        why=HOLE,
        mend=Text(
            "用 less_than 接到下一档的 at_least；原文如此的，保留并在 Limitations 中说明。",
            "End a band with less_than at the next one's at_least; if the original prints it so, keep it and say so under Limitations.",
        ),
        bad="bands = [{ at_most = 499, points = 8 }, { at_least = 1000, points = 10 }]",
        good="bands = [{ less_than = 1000, points = 8 }, { at_least = 1000, points = 10 }]",
    ),
    Rule(
        code="S103",
        severity=Severity.WARNING,
        name=Text("相邻两档共用端点", "bands share an end"),
        what=Text(
            "{subject}：相邻两档共用 {values}，分值不同",
            "{subject}: two neighbouring bands with different points share {values}",
        ),
        why=TWICE,
        mend=Text(
            "一档用 at_most，另一档用 more_than；或 less_than 与 at_least。",
            "Use at_most with more_than, or less_than with at_least.",
        ),
        bad="bands = [{ at_most = 10, points = 0 }, { at_least = 10, points = 5 }]",
        good="bands = [{ less_than = 10, points = 0 }, { at_least = 10, points = 5 }]",
    ),
    Rule(
        code="S104",
        severity=Severity.WARNING,
        name=Text("分档之外的数值", "values outside the bands"),
        what=Text("{subject}：各档之外还有 {values}", "{subject}: the bands leave out {values}"),
        why=HOLE,
        mend=Text(
            "首档不写下限、末档不写上限，或加一档 0 分。",
            "Leave the first band without a lower and the last without an upper edge, or add a band of no points.",
        ),
        bad="bands = [{ at_least = 10, points = 5 }]",
        good="bands = [{ less_than = 10, points = 0 }, { at_least = 10, points = 5 }]",
    ),
    Rule(
        code="S105",
        severity=Severity.WARNING,
        name=Text("选项没有分值", "option without points"),
        what=Text("{subject}：选项 {values} 没有分值", "{subject}: the options {values} have no points"),
        why=HOLE,
        mend=Text("给每个选项一个分值，可以是 0。", "Give every option its points, be they 0."),
        bad="choice = { brand = 5 }",
        good="choice = { brand = 5, none = 0, trademark = 10 }",
    ),
    Rule(
        code="S106",
        severity=Severity.INFO,
        name=Text("填“无”没有分值", "a stated none has no points"),
        what=Text("{subject}：填“无”时没有分值", "{subject}: whoever states none gets no points that are stated"),
        why=Text("“无”是一个答案，不同于没有填写。", "None is an answer, unlike an empty field."),
        mend=Text("加选项 none，可以是 0 分。", "Add the option none, be it for 0 points."),
        bad="choice = { brand = 5, trademark = 10 }",
        good="choice = { none = 0, brand = 5, trademark = 10 }",
    ),
    Rule(
        code="S107",
        severity=Severity.WARNING,
        name=Text("分值所指选项不存在", "points for no option"),
        what=Text(
            "{subject}：{values} 不是可填的选项，其分值无人可得",
            "{subject}: {values} can never be answered, so that nobody gets its points",
        ),
        why=Text("多半是拼写不同。", "It is most likely spelt otherwise in the measure."),
        mend=Text("与指标的 options 写得一样。", "Spell it as among the options of the measure."),
        bad="choice = { none = 0, brnd = 5 }",
        good="choice = { none = 0, brand = 5 }",
    ),
    Rule(
        code="S108",
        severity=Severity.WARNING,
        name=Text("空的一档", "dead band"),
        what=Text("{subject}：{values} 这一档没有任何可能的数值", "{subject}: no possible value lies in the band {values}"),
        why=Text(
            "此档的分值无人可得，多半是单位或上下限写错。", "Nobody can get its points; most likely a unit or an edge is wrong."
        ),
        mend=Text("核对上下限与指标的单位和范围。", "Check the edges against the unit and range of the measure."),
        bad="bands = [{ less_than = 20, points = 0 }, { at_least = 20, points = 5 }]  # of a share",
        good='bands = [{ less_than = "20%", points = 0 }, { at_least = "20%", points = 5 }]',
    ),
    Rule(
        code="S109",
        severity=Severity.WARNING,
        name=Text("满分不可及", "maximum out of reach"),
        what=Text(
            "{subject}：标明最高 {most} 分，但最多只能得 {reached} 分",
            "{subject}: offers up to {most} points, but no value gets more than {reached}",
        ),
        why=Text("申报人看到的满分实际上拿不到。", "Applicants are shown points that cannot be had."),
        mend=Text("按指标的范围改封顶、折点或单位。", "Fit cap, knots or size to the range of the measure."),
        bad='per_unit = { size = "1%", points = 1, cap = 120 }  # of a share',
        good='per_unit = { size = "1%", points = 1, cap = 100 }',
    ),
    Rule(
        code="S110",
        severity=Severity.WARNING,
        name=Text("分值处处相同", "the same points everywhere"),
        what=Text("{subject}：任何数值都得 {points} 分", "{subject}: every value gets {points} points"),
        why=Text("此项不区分任何工坊。", "The criterion tells no workshop from another."),
        mend=Text("核对各档或折点的分值。", "Check the points of the bands or knots."),
        bad="curve = [[0, 5], [100, 5]]",
        good="curve = [[0, 0], [100, 5]]",
    ),
    Rule(
        code="S111",
        severity=Severity.WARNING,
        name=Text("与所称方向相反", "against its own direction"),
        what=Text(
            "{subject}：声明“{better}”，但从 {low} 到 {high} 分值由 {first} 变为 {second}",
            "{subject}: says that {better} is better, but from {low} to {high} the points go from {first} to {second}",
        ),
        why=Text("多做反而少得，申报人会因此少报。", "Whoever does more gets less, and will report less."),
        mend=Text("调整分值，或改 better。", "Mend the points, or better."),
        bad='better = "more"\ncurve = [[0, 0], [10, 5], [20, 3]]',
        good='better = "more"\ncurve = [[0, 0], [10, 3], [20, 5]]',
    ),
    Rule(
        code="S112",
        severity=Severity.INFO,
        name=Text("限制从不起作用", "limit without effect"),
        what=Text("{subject}：{limit} = {value} 不限制任何情形", "{subject}: {limit} = {value} limits nothing"),
        why=Text("项目数或总分达不到这一限制。", "There are not enough items or points for it."),
        mend=Text("改小或删去。", "Lower it or leave it out."),
        bad="checklist = { items = [a, b], best = 3 }",
        good="checklist = { items = [a, b, c, d], best = 3 }",
    ),
    Rule(
        code="S113",
        severity=Severity.WARNING,
        name=Text("清单项早已注定", "item decided in advance"),
        what=Text("{subject}：清单中“{words}”{always}", "{subject}: the item “{words}” {always}"),
        why=Text("这一项不区分任何工坊。", "The item tells no workshop from another."),
        mend=Text("核对条件的边界与单位。", "Check the edges and units of its condition."),
        bad='when = { measure = "women_share", more_than = 1 }',
        good='when = { measure = "women_share", more_than = "50%" }',
    ),
)
