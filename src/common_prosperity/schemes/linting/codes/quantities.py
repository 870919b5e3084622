"""Rows S501 to S599: measures, parameters, their units and dates."""

from typing import Final

from common_prosperity.quantities import Text
from common_prosperity.schemes.linting.findings import Rule, Severity

ROWS: Final = (
    Rule(
        code="S501",
        severity=Severity.INFO,
        name=Text("指标未使用", "measure not used"),
        what=Text("指标 {subject} 没有任何条款用到", "no clause uses the measure {subject}"),
        why=Text("多半是漏了一条款，或名称写错。", "A clause is missing, or it names another measure."),
        mend=Text("补上条款，或删去指标。", "Add the clause, or leave the measure out."),
        bad="[measures.apprentices]",
        good='[measures.apprentices]  # and a clause with measure = "apprentices"',
    ),
    Rule(
        code="S502",
        severity=Severity.INFO,
        name=Text("参数未使用", "parameter not used"),
        what=Text("参数 {subject} 没有任何条款用到", "no clause uses the parameter {subject}"),
        why=Text("多半是条款里直接写了数字。", "The clause most likely has the number itself."),
        mend=Text(
            '在条款中引用，如 at_least = "minimum_wage"；或删去。',
            'Refer to it, as in at_least = "minimum_wage"; or leave it out.',
        ),
        bad="at_least = 2260",
        good='at_least = "minimum_wage"',
    ),
    Rule(
        code="S503",
        severity=Severity.WARNING,
        name=Text("占比大于一", "share above one"),
        what=Text(
            "{subject}：占比 {measure} 与 {value}（即 {percent}）比较",
            "{subject}: holds the share {measure} against {value}, which is {percent}",
        ),
        why=Text(
            '占比以 1 为全部：20 是 2000%，20% 写作 "20%" 或 0.2。',
            'Of a share, one is all: 20 is 2000 %, and 20 % is written "20%" or 0.2.',
        ),
        mend=Text('写作 "20%"。', 'Write "20%".'),
        bad='{ measure = "women_share", at_least = 20 }',
        good='{ measure = "women_share", at_least = "20%" }',
    ),
    Rule(
        code="S504",
        severity=Severity.WARNING,
        name=Text("单位不同却相比较", "unlike units compared"),
        what=Text(
            "{subject}：{measure}（{unit}）与 {other}（{other_unit}）单位不同",
            "{subject}: compares {measure} in {unit} with {other} in {other_unit}",
        ),
        why=Text("元与人、月与年不能相比。", "Yuan and people, months and years cannot be compared."),
        mend=Text(
            "换成同单位的量，或用 ratio、product 换算。",
            "Compare with a quantity of the same unit, or convert by ratio or product.",
        ),
        bad='{ measure = "wages_paid", at_least = "people_wanted" }',
        good='{ measure = "people_employed", at_least = "people_wanted" }',
    ),
    Rule(
        code="S505",
        severity=Severity.WARNING,
        name=Text("单位不同却相加减", "unlike units combined"),
        what=Text(
            "指标 {subject} 把 {measure}（{unit}）与 {other}（{other_unit}）放在一起 {tag}",
            "the measure {subject} takes the {tag} of {measure} in {unit} and {other} in {other_unit}",
        ),
        why=Text("不同单位的量相加没有意义。", "Quantities of unlike units have no sum."),
        mend=Text("只合并同单位的量。", "Combine like with like."),
        bad='total = ["wages_paid", "people_employed"]',
        good='total = ["wages_paid", "collective_income"]',
    ),
    Rule(
        code="S506",
        severity=Severity.WARNING,
        name=Text("单位与算法不符", "unit that does not fit"),
        what=Text(
            "指标 {subject} 单位为 {unit}，但按算法应为 {wanted}",
            "the measure {subject} is said to be in {unit}, but it is taken in {wanted}",
        ),
        why=Text("单位写错，后面的比较都会出错。", "With a wrong unit, every later comparison is wrong."),
        mend=Text("改 unit，或改算法。", "Mend unit, or how the measure is taken."),
        bad='unit = "yuan"\ncount = "people"',
        good='unit = "people"\ncount = "people"',
    ),
    Rule(
        code="S507",
        severity=Severity.ERROR,
        name=Text("有效期内参数无值", "parameter without a value"),
        what=Text(
            "参数 {subject} 自 {first} 起才有值，办法自 {since} 起施行",
            "the parameter {subject} has its first value on {first}, but the scheme is in force from {since}",
        ),
        why=Text("其间的申报无法认定。", "Nothing can be decided for the days between."),
        mend=Text("补上更早的数值及其依据。", "Add the earlier value with its source."),
        bad="dated = [{ since = 2024-01-01, value = 2260 }]  # in force since 2023",
        good="dated = [{ since = 2021-08-01, value = 2070 }, { since = 2024-01-01, value = 2260 }]",
    ),
    Rule(
        code="S508",
        severity=Severity.WARNING,
        name=Text("数值晚于失效日", "value after the end"),
        what=Text(
            "参数 {subject} 自 {day} 起的数值用不到：办法于 {until} 失效",
            "the value of {subject} from {day} is never used: the scheme ends on {until}",
        ),
        why=Text("日期写错，或失效日未更新。", "Either date may be wrong."),
        mend=Text("核对日期，或删去数值。", "Check the dates, or leave the value out."),
        bad="{ since = 2027-01-01, value = 2500 }  # in force until 2025",
        good="{ since = 2024-01-01, value = 2260 }",
    ),
    Rule(
        code="S509",
        severity=Severity.WARNING,
        name=Text("有一档没有数值", "tier without a value"),
        what=Text(
            "参数 {subject} 自 {day} 起没有 {values} 的数值", "from {day} the parameter {subject} has no value for {values}"
        ),
        why=Text("这一档的工坊无法认定。", "Nothing can be decided for workshops of that tier."),
        mend=Text("补上数值，或从指标的 options 中删去。", "Add the value, or strike it from the options of the measure."),
        bad="values = { one = 2490, two = 2260 }  # of the options one, two, three",
        good="values = { one = 2490, two = 2260, three = 2010 }",
    ),
    Rule(
        code="S510",
        severity=Severity.WARNING,
        name=Text("原文有多种读法", "several readings"),
        what=Text("指标 {subject} 原文未定，可读作 {values}", "the text leaves {subject} open, which can be read as {values}"),
        why=Text(
            "取决于它的认定无法确定，只有制定机关能作解释。",
            "Nothing that depends on it can be settled; only the issuer can say what is meant.",
        ),
        mend=Text(
            "向制定机关求证后改为一个数值；在此之前保留，并在 Limitations 中说明。",
            "Ask the issuer, then write the one value; until then keep it, and say so under Limitations.",
        ),
        bad="readings = [10_000, 20_000]",
        good="total = [20_000]  # the notice of 2024: the whole award",
    ),
    Rule(
        code="S511",
        severity=Severity.INFO,
        name=Text("“无”没有按零计", "none does not count as nought"),
        what=Text(
            "指标 {subject} 申报“无”时没有数值可比，{clauses} 的条件不成立；申报 0 时成立",
            "where none is stated for {subject} there is no number to compare, and conditions of {clauses} are not met that 0 would meet",
        ),
        why=Text(
            "填表的人常以“无”表示零，例如没有领过奖励；条件不成立时，会转到下一种情形，或不予认定。",
            "People write none where they mean nought, such as no award so far; a condition that is not met leads to the next case, or refuses.",
        ),
        mend=Text(
            "若“无”就是零，写 none = 0；若确实没有数值可比，可保留。",
            "Write none = 0 if none is nought; keep it where there really is no number.",
        ),
        bad='attested = "award_received"  # first = [{ value = 10_000, when = { measure = "award_received", at_most = 0 } }, { value = 0 }]',
        good='attested = { of = "award_received", none = 0 }',
    ),
)
