"""An invented scheme that uses everything a scheme can say, and measurements for it."""

from typing import Any, Final

from hypothesis import strategies as st

from common_prosperity.measures.measurements import Measurements
from common_prosperity.quantities import Bounds, Options
from common_prosperity.testing.strategies.quantities import bounds_inside
from invented import YEAR, scheme

FULL: Final = """
ladder = true
points = { total = 60, floor = 0, ceiling = 80, round_to = "0.5" }

[parameters.wage]
label = { zh = "最低工资", en = "minimum wage" }
unit = "yuan_per_month"
by = "tier"
dated = [
  { since = 2020-01-01, values = { one = 2280, two = 2070 }, source = "notice 1" },
  { since = 2024-01-01, values = { one = 2490, two = 2260 } },
]

[parameters.target]
label = { zh = "目标人数", en = "target" }
unit = "people"
dated = [{ since = 2020-01-01, value = 12 }]

[measures.tier]
label = { zh = "工资档", en = "wage tier" }
unit = "choice"
attested = { of = "tier", kind = "choice", options = ["one", "two"] }

[measures.staff]
label = { zh = "职工人数", en = "staff" }
unit = "people"
attested = "staff"

[measures.pay]
label = { zh = "人均工资", en = "pay" }
unit = "yuan_per_month"
attested = "pay"

[measures.insured]
label = { zh = "已参保", en = "insured" }
unit = "yes_no"
attested = { of = "insured", kind = "yes_no" }

[measures.local]
label = { zh = "本地占比", en = "local share" }
unit = "share"
share = { of = "people", where = { column = "lives_in", one_of = ["village", "township"] } }

[measures.fires]
label = { zh = "火灾", en = "fires" }
unit = "count"
count = { of = "incidents", where = { all = [{ column = "kind", equals = "fire" }, { not = { column = "resolved", equals = true } }] } }

[measures.severe]
label = { zh = "重度残疾人折算", en = "severely disabled people, weighted" }
unit = "people"
definition = { zh = "一至二级计两人", en = "grades 1 and 2 count twice" }
count = { of = "people", where = { column = "disabled", equals = true }, weights = [{ counts = 2, where = { column = "disability_grade", at_most = 2 } }] }

[measures.hours]
label = { zh = "培训小时", en = "hours" }
unit = "hours"
attested = "hours"

[measures.plan]
label = { zh = "评委打分", en = "plan" }
unit = "points"
marks = { of = "plan", between = [0, 10], average = "trimmed_mean" }

[measures.before]
label = { zh = "上年职工人数", en = "staff a year ago" }
unit = "people"
earlier = { of = "staff", years = 1 }

[measures.brand]
label = { zh = "品牌", en = "brand" }
unit = "choice"
attested = { of = "brand", kind = "choice", options = ["village", "county"] }

[measures.unread]
label = { zh = "原文未定", en = "left open" }
unit = "number"
readings = [1, 2]

[measures.growth]
label = { zh = "增长", en = "growth" }
unit = "people"
rounded = { of = "raw_growth", to = 2, mode = "down" }

[measures.raw_growth]
label = { zh = "增长原值", en = "raw growth" }
unit = "people"
greatest_of = ["more", 0]

[measures.more]
label = { zh = "差额", en = "difference" }
unit = "people"
difference = ["staff", "before"]

[measures.base]
label = { zh = "基数", en = "base" }
unit = "yuan_per_month"
first = [{ value = "wage", when = { measure = "pay", less_than = "wage" } }, { value = "pay" }]

[[requirements]]
id = "size"
label = { zh = "职工达到目标", en = "enough staff" }
condition = { measure = "staff", at_least = "target" }
source = "art. 1"
why = { zh = "规模", en = "size matters" }
remedy = { zh = "增加职工", en = "hire" }

[[requirements]]
id = "kinds"
label = { zh = "工资与参保", en = "pay and insurance" }
condition = { at_least_k_of = { k = 2, of = [
  { measure = "pay", at_least = "wage" },
  { measure = "insured", equals = true },
  { all = [{ measure = "local", more_than = "1/3" }, { not = { measure = "brand", equals = "none" } }] },
] } }
basis = "derived"
source = "art. 2"

[[requirements]]
id = "county"
label = { zh = "县级品牌", en = "county brand" }
condition = { measure = "brand", one_of = ["county", "village"] }
applies = { measure = "staff", more_than = 20 }
basis = "illustrative"

[[requirements]]
id = "balance"
label = { zh = "不宜超过五成", en = "at most half" }
condition = { measure = "local", at_most = "50%" }
force = "advised"
source = "art. 3"

[[vetoes]]
id = "fire"
label = { zh = "火灾未处置", en = "unresolved fire" }
condition = { any = [{ measure = "fires", at_least = 1 }, { measure = "staff", less_than = 3 }] }
remedy = { zh = "处置完毕", en = "settle it" }

[[sections]]
id = "work"
label = { zh = "就业", en = "work" }
best = 4

[[sections.criteria]]
id = "staff-points"
label = { zh = "职工分", en = "staff points" }
measure = "staff"
better = "more"
bands = [{ at_most = 10, points = 0 }, { at_least = 10, less_than = 20, points = 5 }, { at_least = 25, points = 10 }]
source = "art. 4"

[[sections.criteria]]
id = "pay-points"
label = { zh = "工资分", en = "pay points" }
measure = "pay"
better = "more"
curve = [[0, 0], ["2450/37", 1], [3000, 9]]

[[sections.criteria]]
id = "brand-points"
label = { zh = "品牌分", en = "brand points" }
measure = "brand"
choice = { none = 0, village = 3, county = 6 }

[[sections.criteria]]
id = "insured-points"
label = { zh = "参保分", en = "insurance points" }
yes_no = { when = { measure = "insured", equals = true }, points = 4 }
applies = { measure = "staff", at_least = 5 }

[[sections.criteria]]
id = "plan-points"
label = { zh = "方案分", en = "plan points" }
measure = "plan"
marks = { at_most = 10 }

[[sections.criteria]]
id = "severe-points"
label = { zh = "重残分", en = "severe points" }
measure = "severe"
per_unit = { points = 2, cap = 8 }

[[sections]]
id = "extra"
label = { zh = "加分", en = "bonus" }
kind = "bonus"
cap = 10

[[sections.criteria]]
id = "list"
label = { zh = "清单", en = "list" }
checklist = { items = [
  { label = { zh = "培训", en = "training" }, when = { measure = "hours", more_than = 0 }, points = 2 },
  { label = { zh = "增长", en = "growth" }, when = { measure = "growth", at_least = 2 } },
], best = 1, cap = 2 }

[[sections.criteria]]
id = "hours-points"
label = { zh = "小时分", en = "hours points" }
measure = "hours"
per_unit = { size = 8, points = "1.5", above = 8, count = "started", cap = 6 }

[[sections]]
id = "less"
label = { zh = "违规", en = "breaches" }
kind = "deduction"
cap = 6

[[sections.criteria]]
id = "fires-points"
label = { zh = "火灾扣分", en = "fires deducted" }
measure = "fires"
per_unit = { size = 2, points = 3, count = "exact", cap = 6 }

[[grades]]
id = "high"
label = { zh = "一等", en = "first class" }
at_least = 30
requires = { all = [{ measure = "points:work", at_least = 12 }, { measure = "insured", equals = true }] }
source = "art. 9"

[[grades]]
id = "low"
label = { zh = "二等", en = "second class" }
more_than = 10

[[amounts]]
id = "subsidy"
label = { zh = "补助", en = "subsidy" }
unit = "yuan"
first = [
  { value = 30000, when = { all = [{ measure = "eligible", equals = true }, { measure = "grade", equals = "high" }] } },
  { value = 10000, when = { measure = "eligible", equals = true } },
  { value = 0 },
]
source = "art. 10"

[[amounts]]
id = "wages"
label = { zh = "工资补贴", en = "wage subsidy" }
unit = "yuan"
first = [{ value = "1/3", when = { measure = "points", at_least = 20 } }, { value = 0 }]
times = "base"

[[amounts]]
id = "open"
label = { zh = "未定", en = "as read" }
unit = "number"
first = [{ value = "unread" }]
"""

SCHEME: Final = scheme(FULL)


def all_known(**other: Any) -> Measurements:
    """Everything known and good: thirty staff, paid and insured, first class."""
    stated: dict[str, Any] = {
        "tier": "one",
        "staff": 30,
        "pay": 3000,
        "insured": True,
        "local": Bounds.exactly("2/5"),
        "fires": 0,
        "severe": 4,
        "hours": 40,
        "plan": 9,
        "before": 20,
        "brand": "county",
        "unread": 1,
        "growth": 10,
        "wage": 2280,
        "target": 12,
        "base": 3000,
    }
    return Measurements.of(YEAR, **{**stated, **other})


CHOICES: Final = {"tier": ("one", "two", "none"), "brand": ("village", "county", "none")}
YES_NO: Final = ("insured",)


@st.composite
def measured_somehow(draw: st.DrawFn) -> Measurements:
    """Measurements in which anything may be known, partly known or unknown."""
    stated: dict[str, Any] = {}
    for name in SCHEME.asked:
        if draw(st.booleans()):
            continue
        if name in CHOICES:
            stated[name] = Options(draw(st.frozensets(st.sampled_from(CHOICES[name]), min_size=1)))
        elif name in YES_NO:
            stated[name] = draw(st.sampled_from([Bounds(0, 0), Bounds(1, 1), Bounds(0, 1)]))
        else:
            natural = SCHEME.natural(name, YEAR.until)
            assert isinstance(natural, Bounds)
            stated[name] = draw(bounds_inside(natural))
    return Measurements.of(YEAR, **stated)
