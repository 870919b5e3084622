"""The one catalogue of wording: every phrase of reports and of the command line, Chinese and English side by side.

A key names an occasion; a phrase names its particulars in braces, the same ones in both languages. `KEY.one` stands in
where there is exactly one of what is counted.
"""

import string
from collections.abc import Mapping
from typing import Final

from common_prosperity.errors import Lang
from common_prosperity.quantities import Text

WORDING: Final[Mapping[str, Text]] = {
    key: Text(zh, en)
    for key, (zh, en) in {
        # ---- numbers and what they count ------------------------------------------------------------------------
        "about": ("约 {x}", "about {x}"),
        "unit.count": ("{x}", "{x}"),
        "unit.people": ("{x} 人", "{x} people"),
        "unit.people.one": ("{x} 人", "{x} person"),
        "unit.households": ("{x} 户", "{x} households"),
        "unit.households.one": ("{x} 户", "{x} household"),
        "unit.share": ("{x}%", "{x}%"),
        "unit.share_margin": ("{x} 个百分点", "{x} percentage points"),
        "unit.yuan": ("{x} 元", "¥{x}"),
        "unit.yuan_per_month": ("{x} 元/月", "¥{x} a month"),
        "unit.yuan_per_hour": ("{x} 元/小时", "¥{x} an hour"),
        "unit.yuan_per_year": ("{x} 元/年", "¥{x} a year"),
        "unit.hours": ("{x} 小时", "{x} hours"),
        "unit.hours.one": ("{x} 小时", "{x} hour"),
        "unit.days": ("{x} 天", "{x} days"),
        "unit.days.one": ("{x} 天", "{x} day"),
        "unit.months": ("{x} 个月", "{x} months"),
        "unit.months.one": ("{x} 个月", "{x} month"),
        "unit.years": ("{x} 年", "{x} years"),
        "unit.years.one": ("{x} 年", "{x} year"),
        "unit.m2": ("{x} 平方米", "{x} m²"),
        "unit.grade": ("{x} 级", "grade {x}"),
        "unit.points": ("{x} 分", "{x} points"),
        "unit.points.one": ("{x} 分", "{x} point"),
        "unit.number": ("{x}", "{x}"),
        "from-unit.share": ("{x}%", "{x}%"),
        "from-unit.yuan": ("{x}", "¥{x}"),
        "from-unit.yuan_per_month": ("{x}", "¥{x}"),
        "from-unit.yuan_per_hour": ("{x}", "¥{x}"),
        "from-unit.yuan_per_year": ("{x}", "¥{x}"),
        "from-unit.grade": ("{x}", "grade {x}"),
        "yes": ("是", "yes"),
        "no": ("否", "no"),
        "none": ("无", "none"),
        "exactly": ("{exact}，{about}", "{exact}, {about}"),
        "exactly.aside": ("{exact}（{about}）", "{exact} ({about})"),
        "value.unknown": ("未知", "not known"),
        "value.void": ("无从比较", "nothing to compare"),
        "value.perhaps-void": ("{x}，也可能无从比较", "{x}, or nothing to compare"),
        "value.from": ("不少于 {x}", "at least {x}"),
        "value.to": ("不多于 {x}", "at most {x}"),
        "value.between": ("{low} 至 {high}", "{low} to {high}"),
        "value.between-words": ("{low}至 {high}", "{low} to {high}"),
        "value.no-limit": ("不封顶", "no limit"),
        "period": ("{since} 至 {until}", "{since} to {until}"),
        # ---- joining --------------------------------------------------------------------------------------------
        "colon": ("{a}：{b}", "{a}: {b}"),
        "and": ("{a}和{b}", "{a} and {b}"),
        "or": ("{a}或{b}", "{a} or {b}"),
        "comma": ("、", ", "),
        "sentences": ("{a}。{b}", "{a}. {b}"),
        "sentences.both": ("{a}{b}", "{a} {b}"),
        "semicolon": ("；", "; "),
        "rows.of": ("{table} {rows}", "{rows} ({table})"),
        "rows.more": ("{rows}等 {n} 项", "{rows} and {more} more"),
        "rows.more.people": ("{rows}等 {n} 人", "{rows} and {more} more people"),
        "brackets": ("（{x}）", "({x})"),
        "with": ("{a}（{b}）", "{a} ({b})"),
        # ---- conditions -----------------------------------------------------------------------------------------
        "relation.at_least": ("不少于 {x}", "at least {x}"),
        "relation.more_than": ("超过 {x}", "more than {x}"),
        "relation.at_most": ("不超过 {x}", "at most {x}"),
        "relation.less_than": ("少于 {x}", "less than {x}"),
        "relation.equals": ("为 {x}", "{x}"),
        "relation.one_of": ("为 {x}", "{x}"),
        "relation.is": ("为{x}", "{x}"),
        "compare": ("{subject}{relation}", "{subject}: {relation}"),
        "compare.not": ("非{subject}", "not {subject}"),
        "all": ("{a}，且{b}", "{a}, and {b}"),
        "any": ("{a}，或{b}", "{a}, or {b}"),
        "not": ("并非（{x}）", "not ({x})"),
        "k-of": ("以下至少 {k} 项：{x}", "at least {k} of these: {x}"),
        "part.all": ("须同时满足：", "all of these:"),
        "part.any": ("满足其一即可：", "one of these is enough:"),
        "part.not": ("须不满足：", "this must not hold:"),
        "part.k-of": ("至少满足 {k} 项：", "at least {k} of these:"),
        "veto.all": ("以下同时出现即否决：", "all of these together exclude:"),
        "veto.any": ("以下出现其一即否决：", "any one of these excludes:"),
        "veto.not": ("不满足以下即否决：", "excludes unless this holds:"),
        "veto.k-of": ("以下出现 {k} 项即否决：", "any {k} of these exclude:"),
        "asked": ("{label}：{observed}（要求{threshold}{margin}）", "{label}: {observed} (asked: {threshold}{margin})"),
        "excludes": ("{label}：{observed}（{threshold}即否决{margin}）", "{label}: {observed} (excludes: {threshold}{margin})"),
        "compared": (
            "{label}：{observed}（与“{threshold}”相比{margin}）",
            "{label}: {observed} (against: {threshold}{margin})",
        ),
        "margin.above": ("，高出 {x}", "; {x} above"),
        "margin.below": ("，低 {x}", "; {x} below"),
        "margin.exact": ("，恰在界线上", "; exactly on the edge"),
        "points.total": ("总分", "total of points"),
        "points.section": ("“{section}”得分", "points for {section}"),
        "grade.name": ("等级", "grade"),
        "eligible.name": ("符合条件", "eligible"),
        "when": ("{value}（{condition}）", "{value} if {condition}"),
        "otherwise": ("其他情形：{value}", "otherwise {value}"),
        "times": ("（{value}）× {name}", "({value}) × {name}"),
        # ---- how points follow ----------------------------------------------------------------------------------
        "shape.earns": ("得 {points}", "{points}"),
        "shape.costs": ("扣 {points}", "{points} off"),
        "shape.yes_no": ("{condition}：{points}；否则 {otherwise}", "{points} if {condition}; otherwise {otherwise}"),
        "shape.option": ("{option}：{points}", "{option}: {points}"),
        "shape.band": ("{edges}：{points}", "{edges}: {points}"),
        "shape.any-value": ("任何数值", "any value"),
        "shape.curve": ("{knots}，其间按直线折算", "{knots}, in proportion between"),
        "shape.knot": ("{x} {points}", "{points} for {x}"),
        "shape.per-unit.full": ("每满 {size} {points}", "{points} for each full {size}"),
        "shape.per-unit.started": (
            "每 {size} {points}，不足部分按一个单位计",
            "{points} for each {size}, a part counting whole",
        ),
        "shape.per-unit.exact": ("每 {size} {points}，按比例折算", "{points} for each {size}, in proportion"),
        "shape.each.count": ("每项{points}", "{points} each"),
        "shape.each.people": ("每人{points}", "{points} for each person"),
        "shape.each.households": ("每户{points}", "{points} for each household"),
        "shape.above": ("（超过 {x} 的部分）", " above {x}"),
        "shape.item": ("{label} {points}", "{label} {points}"),
        "shape.checklist": ("逐项累计：{items}", "for each of: {items}"),
        "shape.best": ("取最高 {n} 项：{items}", "the best {n} of: {items}"),
        "shape.cap": ("，至多 {points}", ", at most {points}"),
        "shape.marks": ("按数值直接计分，{low} 至 {high}", "the value itself as points, from {low} to {high}"),
        # ---- how measures are taken -----------------------------------------------------------------------------
        "how.count": ("{table}的行数", "number of {table}"),
        "how.count.weighted": ("{table}的加权行数（{weights}）", "weighted number of {table} ({weights})"),
        "how.sum": ("“{column}”之和（{table}）", "sum of “{column}” over {table}"),
        "how.share": ("{table}中符合以下条件的比例：{where}", "share of {table}, counting: {where}"),
        "how.distinct": ("“{column}”的不同取值个数（{table}）", "number of different “{column}” among {table}"),
        "how.least": ("“{column}”的最小值（{table}）", "least “{column}” among {table}"),
        "how.greatest": ("“{column}”的最大值（{table}）", "greatest “{column}” among {table}"),
        "how.where": ("{how}，限于：{where}", "{how}, counting only: {where}"),
        "how.among": ("{how}，范围：{among}", "{how}, among: {among}"),
        "how.weight": ("{where}计 {counts}", "{counts} for: {where}"),
        "how.ratio.sign": (" ÷ ", " ÷ "),
        "how.total.sign": (" + ", " + "),
        "how.difference.sign": (" − ", " − "),
        "how.product.sign": (" × ", " × "),
        "how.least_of": ("取小：{x}", "the smallest of: {x}"),
        "how.greatest_of": ("取大：{x}", "the largest of: {x}"),
        "how.readings": ("原文未定，可能为：{x}", "the text leaves open which of: {x}"),
        "how.rounded.down": ("{of}，向下取整到 {to}", "{of}, rounded down to {to}"),
        "how.rounded.up": ("{of}，向上取整到 {to}", "{of}, rounded up to {to}"),
        "how.rounded.half_up": ("{of}，四舍五入到 {to}", "{of}, rounded half up to {to}"),
        "how.first": ("依次取：{cases}", "the first that fits: {cases}"),
        "how.attested": ("申报事项“{of}”", "the statement “{of}”"),
        "how.attested.verified": (
            "申报事项“{of}”，只计核定值",
            "the statement “{of}”, of which only the verified value counts",
        ),
        "how.verified": ("只计核定值", "only the verified value counts"),
        "how.attested.none": ("“无”计为 {x}", "none counts as {x}"),
        "how.marks": ("评委对“{of}”的打分", "the panel's marks for “{of}”"),
        "how.marks.mean": ("{x}，取平均", "{x}, their mean"),
        "how.marks.median": ("{x}，取中位数", "{x}, their median"),
        "how.marks.trimmed_mean": ("{x}，去掉最高和最低后取平均", "{x}, their mean without the highest and the lowest"),
        "how.earlier": ("{years} 年前的“{of}”", "“{of}” {years} years before"),
        "how.earlier.one": ("上一年的“{of}”", "“{of}” a year before"),
        # ---- verdicts -------------------------------------------------------------------------------------------
        "verdict.requirement.met": ("满足", "met"),
        "verdict.requirement.not_met": ("不满足", "not met"),
        "verdict.requirement.unknown": ("尚不能确定", "not known yet"),
        "verdict.requirement.not_applicable": ("不适用", "not applicable"),
        "verdict.criterion.met": ("得分已确定", "settled"),
        "verdict.criterion.unknown": ("得分尚不能确定", "not settled yet"),
        "verdict.criterion.not_applicable": ("不适用", "not applicable"),
        "verdict.criterion.hole": ("原文没有规定", "the text has no answer"),
        "verdict.criterion.overlap": ("原文有不止一个答案", "the text has more than one answer"),
        "verdict.veto.met": ("未触发", "not incurred"),
        "verdict.veto.not_met": ("已触发", "incurred"),
        "verdict.veto.unknown": ("尚不能排除", "not ruled out yet"),
        "verdict.veto.not_applicable": ("不适用", "not applicable"),
        "verdict.grade.met": ("满足", "met"),
        "verdict.grade.not_met": ("不满足", "not met"),
        "verdict.grade.unknown": ("尚不能确定", "not known yet"),
        "verdict.grade.not_applicable": ("不适用", "not applicable"),
        "verdict.advice.met": ("符合", "followed"),
        "verdict.advice.not_met": ("不符合", "not followed"),
        "verdict.advice.unknown": ("尚不能确定", "not known yet"),
        "verdict.advice.not_applicable": ("不适用", "not applicable"),
        "headline.grade": ("符合条件，{grade}", "eligible, {grade}"),
        "headline.eligible": ("符合条件", "eligible"),
        "headline.no-grade": ("符合条件，但未达到任何等级", "eligible, but no grade is reached"),
        "headline.grade-open": ("符合条件，等级尚不能确定", "eligible, the grade is not settled yet"),
        "headline.grade-open.text": (
            "符合条件，但办法原文对等级没有唯一的答案",
            "eligible, but the published text leaves the grade open",
        ),
        "headline.amounts": ("应得、应缴数额已确定", "what follows is settled"),
        "headline.amounts-open": ("应得、应缴数额尚不能确定", "what follows is not settled yet"),
        "headline.amounts-open.text": (
            "办法原文对应得、应缴数额没有唯一的答案",
            "the published text leaves open what follows",
        ),
        "headline.bare.grade": ("{grade}", "{grade}"),
        "headline.bare.no-grade": ("未达到任何等级", "no grade is reached"),
        "headline.bare.grade-open": ("等级尚不能确定", "the grade is not settled yet"),
        "headline.bare.grade-open.text": ("办法原文对等级没有唯一的答案", "the published text leaves the grade open"),
        "headline.bare.points": ("得分 {points}", "{points}"),
        "headline.bare.nothing": ("没有可评定的事项", "there is nothing to decide"),
        "headline.refused": ("不符合条件", "not eligible"),
        "headline.open": ("尚不能确定", "not settled yet"),
        "headline.open.text": ("办法原文没有唯一的答案，不能确定", "the published text leaves it open"),
        "headline.void": ("本办法不适用", "the scheme does not apply"),
        "headline.not-in-force": ("办法尚未施行", "the scheme was not in force yet"),
        "headline.expired": ("办法已经失效", "the scheme is no longer in force"),
        "title": ("{who}：{headline}", "{who}: {headline}"),
        "who.nobody": ("申报工坊", "the workshop"),
        # ---- the letter -----------------------------------------------------------------------------------------
        "opening.eligible": (
            "依据《{scheme}》，该工坊在 {period} 期间满足全部资格条件。",
            "Under “{scheme}”, the workshop meets every condition for the period {period}.",
        ),
        "opening.bare": (
            "依据《{scheme}》，该工坊 {period} 期间的评定结果如下。",
            "Under “{scheme}”, the outcome for the period {period} is as follows.",
        ),
        "opening.bare.grade-open": (
            "依据《{scheme}》，该工坊在 {period} 期间的等级取决于还没有人说明的事实。",
            "Under “{scheme}”, the workshop's grade for the period {period} depends on facts that have not been stated.",
        ),
        "opening.bare.grade-open.text": (
            "依据《{scheme}》，办法原文对该工坊在 {period} 期间的等级没有唯一的答案，只有制定机关能够解释。",
            "Under “{scheme}”, the published text gives no single answer for the workshop's grade in the period {period}, and only its issuer can.",
        ),
        "opening.refused": (
            "依据《{scheme}》，该工坊在 {period} 期间不符合条件：{clauses}。",
            "Under “{scheme}”, the workshop is not eligible for the period {period}: {clauses}.",
        ),
        "opening.refused.settled": (
            "尚未说明的事实无论如何填报，都不会改变这一结论。",
            "No fact that is still unstated could change this.",
        ),
        "opening.open": (
            "依据《{scheme}》，该工坊在 {period} 期间是否符合条件尚不能确定，因为有关事实还没有人说明。没有说明的事实，既不据以授予，也不据以拒绝。",
            "Under “{scheme}”, it cannot be decided yet whether the workshop is eligible for the period {period}, because facts that matter have not been stated. Nothing is granted and nothing is refused on a fact that nobody stated.",
        ),
        "opening.open.text": (
            "依据《{scheme}》，该工坊在 {period} 期间是否符合条件不能确定：决定资格的事实均已说明，但办法原文没有唯一的答案，只有制定机关能够解释。原文没有规定的，既不据以授予，也不据以拒绝。",
            "Under “{scheme}”, it cannot be decided whether the workshop is eligible for the period {period}: every fact that eligibility hangs on is stated, but the published text gives no single answer, and only its issuer can. Nothing is granted and nothing is refused on what the text does not say.",
        ),
        "opening.grade-open": (
            "依据《{scheme}》，该工坊在 {period} 期间满足全部资格条件，但等级取决于还没有人说明的事实。",
            "Under “{scheme}”, the workshop meets every condition for the period {period}; its grade depends on facts that have not been stated.",
        ),
        "opening.amounts": (
            "依据《{scheme}》，该工坊 {period} 期间应得、应缴的数额如下文所列。",
            "Under “{scheme}”, the workshop's entitlements or dues for the period {period} are those below.",
        ),
        "opening.amounts-open": (
            "下文所列数额尚不能确定，因为有关事实还没有人说明。",
            "The amounts below are not settled yet, because facts that matter have not been stated.",
        ),
        "opening.amounts-open.text": (
            "下文所列数额不能确定：所需事实均已说明，但办法原文没有唯一的答案，只有制定机关能够解释。",
            "The amounts below cannot be settled: every fact that matters is stated, but the published text gives no single answer, and only its issuer can.",
        ),
        "opening.grade-open.text": (
            "依据《{scheme}》，该工坊在 {period} 期间满足全部资格条件，但办法原文对其等级没有唯一的答案，只有制定机关能够解释。",
            "Under “{scheme}”, the workshop meets every condition for the period {period}, but the published text gives no single answer for its grade, and only its issuer can.",
        ),
        "opening.doubt.settled": (
            "办法原文另有存疑之处（见“提请注意”），但无论怎样理解，这一结论都不变。",
            "The published text is in doubt in places (see “Please note”); however it is read, this outcome stays the same.",
        ),
        "opening.void": (
            "《{scheme}》的条件对该工坊在 {period} 期间都不适用。",
            "No condition of “{scheme}” applies to the workshop for the period {period}.",
        ),
        "opening.not-in-force": (
            "《{scheme}》自 {since} 起施行，不适用于 {period} 期间，因此不作结论。",
            "“{scheme}” is in force from {since} and says nothing about the period {period}; nothing is decided.",
        ),
        "opening.not-in-force.bare": (
            "《{scheme}》在 {period} 期间尚未施行，因此不作结论。",
            "“{scheme}” was not in force yet in the period {period}; nothing is decided.",
        ),
        "opening.expired": (
            "《{scheme}》已于 {until} 失效，不适用于 {period} 期间，因此不作结论。",
            "“{scheme}” was in force until {until} and says nothing about the period {period}; nothing is decided.",
        ),
        "opening.expired.bare": (
            "《{scheme}》在 {period} 期末已经失效，因此不作结论。",
            "“{scheme}” was no longer in force at the end of the period {period}; nothing is decided.",
        ),
        "points.line": ("得分：{points}", "Points: {points}"),
        "points.line.of": ("得分：{points}（满分 {most}）", "Points: {points} (of at most {most})"),
        "points.line.bonus": (
            "得分：{points}（满分 {most}，含加分）",
            "Points: {points} (of at most {most}, bonus included)",
        ),
        "most.deducted": ("最多扣 {x}", "{x} off"),
        "points.refused": (
            "得分仅供参考，分数再高也不能抵消不满足的条件。",
            "The points are for information; no number of points outweighs a condition that is not met.",
        ),
        "grades.line": ("等级：{grades}", "Grade: {grades}"),
        "grades.possible": ("仍有可能的等级：{grades}", "Grades still possible: {grades}"),
        "grades.missed": (
            "总分已够“{grade}”，但其另需条件不满足，见“等级另需条件”。",
            "The points suffice for “{grade}”, but what it asks besides is not met; see “What grades ask besides points”.",
        ),
        "grades.none": ("无等级", "no grade"),
        "heading.why": ("理由", "Why"),
        "heading.requirements": ("资格条件", "Requirements"),
        "heading.vetoes": ("一票否决", "Exclusions"),
        "heading.besides": ("等级另需条件", "What grades ask besides points"),
        "heading.advice": ("建议性要求", "Recommendations"),
        "heading.points": ("得分", "Points"),
        "heading.warnings": ("提请注意", "Please note"),
        "heading.amounts": ("应得与应缴", "What follows"),
        "heading.needed": ("尚需的事实", "What is still needed"),
        "heading.record": ("依据与存档", "On record"),
        "finding": ("{label}：{verdict}", "{label}: {verdict}"),
        "finding.source": ("依据：{source}", "Source: {source}"),
        "finding.why": ("理由：{text}", "Reason: {text}"),
        "finding.remedy": ("补救：{text}", "What would mend it: {text}"),
        "finding.applies": ("仅适用于：{condition}", "Applies only where {condition}"),
        "finding.applies.bare": ("是否适用取决于：", "Whether it applies hangs on:"),
        "finding.rule": ("计分办法：{rule}", "How points follow: {rule}"),
        "basis.derived": ("推算", "derived"),
        "basis.illustrative": ("示意", "illustrative"),
        "basis.legend": (
            "依据后标“推算”的，数值由来源数据推算；标“示意”的，数值并无出处。",
            "Where a source is marked “derived”, the numbers follow from its figures; marked “illustrative”, they are ours.",
        ),
        "source.basis": ("{source}（{basis}）", "{source} ({basis})"),
        "column.criterion": ("评分项", "Criterion"),
        "column.observed": ("实际", "Observed"),
        "column.points": ("得分", "Points"),
        "column.most": ("满分", "At most"),
        "column.source": ("依据", "Source"),
        "column.clause": ("条款", "Clause"),
        "column.condition": ("条件", "Condition"),
        "column.rule": ("计分办法", "How points follow"),
        "column.grade": ("等级", "Grade"),
        "column.edges": ("总分", "Total"),
        "column.requires": ("另需条件", "Further condition"),
        "column.amount": ("应得或应缴", "What"),
        "column.value": ("数值", "Value"),
        "column.parameter": ("参数", "Parameter"),
        "column.since": ("起始日期", "From"),
        "column.measure": ("指标", "Measure"),
        "column.unit": ("单位", "Unit"),
        "column.definition": ("定义", "Definition"),
        "column.id": ("编号", "Id"),
        "column.edition": ("版本", "Edition"),
        "column.name": ("名称", "Name"),
        "column.issuer": ("制定机关", "Issuer"),
        "column.effective": ("施行期间", "In force"),
        "column.clauses": ("条款数", "Clauses"),
        "column.range": ("分值范围", "Points"),
        "column.workshop": ("工坊", "Workshop"),
        "column.verdict": ("结论", "Verdict"),
        "column.points-from": ("得分下限", "Points from"),
        "column.points-to": ("得分上限", "Points to"),
        "column.needed": ("尚需的事实", "Still needed"),
        "column.kind": ("类别", "Kind"),
        "column.threshold": ("标准", "Threshold"),
        "column.margin": ("余量", "Margin"),
        "column.workshop-id": ("工坊编号", "Workshop id"),
        "column.grades": ("等级", "Grade"),
        "column.amounts": ("应得与应缴", "Entitlements and dues"),
        "column.file": ("文件", "File"),
        "column.sheet": ("表", "Sheet"),
        "column.row": ("行", "Row"),
        "column.heading": ("列", "Column"),
        "column.reason": ("问题", "Problem"),
        "column.rows-read": ("读取行数", "Rows read"),
        "column.rows-used": ("采用行数", "Rows used"),
        "column.rows-aside": ("搁置行数", "Rows set aside"),
        "column.rows-blank": ("空白行数", "Blank rows"),
        "column.scheme": ("办法", "Scheme"),
        "column.period": ("期间", "Period"),
        "column.digest": ("数字摘要（校验用）", "Digest"),
        "column.caution": ("提请注意", "Please note"),
        "column.unread": ("未读取的内容", "Not read"),
        "total": ("合计", "Total"),
        "section.deduction": ("扣分", "deduction"),
        "section.bonus": ("加分", "bonus"),
        "warning.misnamed": (
            "{table}中的“{name}”不是本办法所问；是否应为“{near}”（{label}）？改正之前，“{near}”视为未填。",
            "“{name}” among the {table} is nothing that this scheme asks for; did you mean “{near}” ({label})? Until it is mended, that counts as unstated.",
        ),
        "warning.advice": (
            "不符合建议性要求“{label}”，不影响结论：{detail}",
            "The recommendation “{label}” is not followed, which changes nothing in the verdict: {detail}",
        ),
        "caution.doubt": ("办法原文有存疑之处，见明细", "the published text is in doubt in places, see the clauses"),
        "warning.hole": (
            "“{label}”：办法原文没有规定这一数值（{observed}）得多少分，因此从不得分到所列最高分都视为可能。",
            "“{label}”: the published text does not say how many points this value ({observed}) earns, so that anything from none to the most that is listed stays possible.",
        ),
        "warning.overlap": (
            "“{label}”：办法原文对这一数值（{observed}）给出不止一个分数，因此按其最低至最高计。",
            "“{label}”: the published text gives more than one answer for this value ({observed}), so that all of them stay possible.",
        ),
        "warning.readings": (
            "办法原文未定之处：{measures}，因此按各种可能的读法计。",
            "The published text leaves open: {measures}; every reading of it is reckoned with.",
        ),
        "warning.grades": (
            "办法原文对这一总分给出不止一个等级。",
            "The published text gives more than one grade for this total.",
        ),
        "warning.days.derived": (
            "本办法的施行或失效日期不是来源所载，而是推算或回忆所得；它是否适用于这一期间取决于此。",
            "The days on which this scheme is in force are not printed in its source but derived or recalled; whether it speaks about the period hangs on them.",
        ),
        "warning.days.illustrative": (
            "本办法的施行或失效日期是示意，没有来源；它是否适用于这一期间取决于此。",
            "The days on which this scheme is in force are chosen for illustration and have no source; whether it speaks about the period hangs on them.",
        ),
        "warning.none-printed": (
            "本办法的数值都不是原文所载。由来源数据推算的有：{derived}。其余均为示意。",
            "No number of this scheme is printed in its source. Derived from the source's figures are those of: {derived}. All others are chosen for illustration.",
        ),
        "warning.all-illustrative": (
            "本办法的数值都不是原文所载，均为示意。",
            "No number of this scheme is printed in its source; all are chosen for illustration.",
        ),
        "warning.derived": (
            "以下条款的数值由来源数据推算，并非原文所载：{clauses}",
            "The numbers of these clauses are derived from the source's figures, not printed there: {clauses}",
        ),
        "warning.illustrative": (
            "以下条款的数值为示意，并无出处：{clauses}",
            "The numbers of these clauses are chosen for illustration and have no source: {clauses}",
        ),
        "amount.case": ("适用情形：{condition}", "case that applies: {condition}"),
        "amount.no-case": ("无适用情形", "no case applies"),
        "amount.perhaps": ("{value}，也可能没有这一数额", "{value}, or no such amount at all"),
        "amount": ("{label}：{value}", "{label}: {value}"),
        "record.scheme": ("办法：{label}（{scheme}），{issuer}", "Scheme: {label} ({scheme}), {issuer}"),
        "record.scheme.bare": ("办法：{label}（{scheme}）", "Scheme: {label} ({scheme})"),
        "record.source": ("办法来源：{source}", "Source of the scheme: {source}"),
        "record.period": ("申报期间：{period}", "Period: {period}"),
        "record.workshop": ("工坊编号：{id}", "Workshop: {id}"),
        "record.digest": (
            "数字摘要（校验用）：{digest}（由申报材料、办法和软件版本算出，可据以复核）",
            "Digest: {digest} (over dossier, scheme and library version, to recompute the decision by)",
        ),
        "record.rounded": (
            "标“约”的数值仅在显示时舍入，计算均为精确值。",
            "Numbers marked “about” are rounded for display only; all reckoning is exact.",
        ),
        # ---- what is needed -------------------------------------------------------------------------------------
        "need.table": ("“{name}”一表，尚未提交", "the list of {name}, which was not submitted"),
        "need.empty": (
            "确实没有的，请提交空表；空着不填只表示没有人说明。",
            "Where there are none, submit an empty list; what is left out counts as not stated.",
        ),
        "need.tables": ("{names}各表（尚未提交）", "the lists of {names} (not submitted)"),
        "need.tables.one": ("{names}一表（尚未提交）", "the list of {names} (not submitted)"),
        "need.first": ("最需要的是：{needs}。全部见下文“尚需的事实”。", "Needed most: {needs}. The whole list stands below."),
        "need.first.one": ("需要的是：{needs}。", "Needed: {needs}."),
        "need.column": ("{rows}：{what}", "for {rows}: {what}"),
        "need.attestation": ("申报事项“{id}”：{what}", "the statement “{id}”: {what}"),
        "need.ratings": ("评委对“{id}”的打分：{what}", "the panel's marks for “{id}”: {what}"),
        "need.verification": ("申报事项“{id}”的核定值：{what}", "the verified value of the statement “{id}”: {what}"),
        "need.reading": (
            "办法原文未定之处：{what}（只有制定机关能够明确）",
            "how the published text is to be read: {what} (only its issuer can settle it)",
        ),
        "need.history": ("历史数据“{id}”：{what}", "the figure of an earlier period “{id}”: {what}"),
        "need.measurement": ("{what}", "{what}"),
        "need.fill": ("请填写：{fields}", "to be filled in: {fields}"),
        "need.field": ("{table}表的“{field}”", "“{field}” of {table}"),
        "need.decides": ("可能决定是否符合条件：{clauses}", "can decide eligibility: {clauses}"),
        "need.grade": ("影响等级：{clauses}", "bears on the grade: {clauses}"),
        "need.amount": ("影响应得或应缴：{clauses}", "bears on: {clauses}"),
        "need.points": ("最多影响 {points}：{clauses}", "worth up to {points}: {clauses}"),
        "need.points.open": ("影响得分：{clauses}", "bears on points: {clauses}"),
        "need.whether.present": ("{rows}是否属于本期间", "whether {rows} {fall} within the period"),
        "need.whether.workshop.open": ("{rows}期末是否在办", "whether {rows} {was} open on the last day"),
        "need.whether.people.certified": ("{rows}期间内是否取得证书", "whether {rows} gained a certificate in the period"),
        "need.whether.people.disabled": ("{rows}是否为持证残疾人", "whether {rows} {be} certified disabled"),
        "need.whether.people.in_post": ("{rows}期末是否在岗", "whether {rows} {was} engaged on the last day"),
        "need.whether.people.lifted": (
            "{rows}入坊时是否低收入、期末是否已退出",
            "whether {rows} {was} low-income at joining and no longer on the last day",
        ),
        "need.whether.people.low_income": (
            "{rows}的家庭期间内是否曾为低收入农户",
            "whether the household of {rows} was registered low-income in the period",
        ),
        "need.whether.people.low_income_at_joining": (
            "{rows}的家庭入坊时是否为低收入农户",
            "whether the household of {rows} was registered low-income on the day of joining",
        ),
        "need.whether.pairings.active": ("{rows}期末是否有效", "whether {rows} {was} in force on the last day"),
        "need.whether.premises.idle": ("{rows}是否为闲置房屋或土地", "whether {rows} {was} idle building or land before"),
        "need.whether.premises.in_use": ("{rows}期末是否在用", "whether {rows} {was} in use on the last day"),
        "need.whether.projects.active": ("{rows}期末是否在做", "whether {rows} {was} running on the last day"),
        "need.whether.incidents.in_period": ("{rows}是否发生在期间内", "whether {rows} happened in the period"),
        "need.whether.incidents.resolved": ("{rows}期末是否已解决", "whether {rows} {was} resolved by the last day"),
        "verb.be.one": ("是", "is"),
        "verb.be": ("是", "are"),
        "verb.was.one": ("是", "was"),
        "verb.was": ("是", "were"),
        "verb.fall.one": ("属于", "falls"),
        "verb.fall": ("属于", "fall"),
        # ---- a scheme on paper ----------------------------------------------------------------------------------
        "scheme.identity": ("{id}，{edition} 版，{issuer}", "{id}, edition {edition}, {issuer}"),
        "scheme.lag": ("{days}，评定 {n} 年前的期间", "{days}, for periods {n} years before"),
        "scheme.lag.one": ("{days}，评定上一年度", "{days}, for periods a year before"),
        "scheme.in-force": ("施行期间：{period}", "In force: {period}"),
        "scheme.days": ("{period}（日期{basis}）", "{period} (days {basis})"),
        "scheme.from": ("自 {since} 起", "from {since}"),
        "scheme.announced": ("公布日期：{day}", "Announced: {day}"),
        "scheme.jurisdiction": ("适用地区：{region}（行政区划代码）", "Jurisdiction: region {region}"),
        "scheme.supersedes": ("替代：{name}", "Supersedes: {name}"),
        "scheme.extends": ("扩展自：{name}", "Extends: {name}"),
        "scheme.source": ("来源：{source}", "Source: {source}"),
        "scheme.section": ("{label}，至多 {most}", "{label}, at most {most}"),
        "scheme.best": ("只计得分最高的 {n} 项。", "Only the best {n} of these count."),
        "scheme.ladder": ("按所列顺序取第一个符合的等级。", "The first grade listed that is met applies."),
        "scheme.total": ("总分 {points}", "Total: {points}"),
        "scheme.total.bonus": ("总分 {points}，含加分", "Total: {points}, bonus included"),
        "scheme.round.down": ("总分向下取整到 {step}。", "The total is rounded down to {step}."),
        "scheme.round.up": ("总分向上取整到 {step}。", "The total is rounded up to {step}."),
        "scheme.round.half_up": ("总分四舍五入到 {step}。", "The total is rounded half up to {step}."),
        "heading.grades": ("等级", "Grades"),
        "heading.parameters": ("参数", "Parameters"),
        "heading.measures": ("指标", "Measures"),
        "heading.catalogue": ("内置指标", "Built-in measures"),
        "heading.schemes": ("办法库", "Library of schemes"),
        "heading.beside": ("申报与核定对照", "Claimed and verified"),
        "heading.to-verify": ("尚待核定", "Still to be verified"),
        "both.title": ("{who}：申报与核定对照", "{who}: claimed and verified"),
        "both.opening": (
            "依据《{scheme}》，期间 {period}：按申报，{claimed}；按核定，{verified}。只有核定的结论可以作数。",
            "Under “{scheme}”, period {period}: as claimed, {claimed}; as verified, {verified}. Only what is verified counts.",
        ),
        "both.open": ("尚未核定", "not verified yet"),
        "both.differs": ("不同", "differs"),
        "column.claimed": ("按申报", "As claimed"),
        "column.verified": ("按核定", "As verified"),
        "column.difference": ("差异", "Difference"),
        "column.claimed-points": ("申报得分", "Claimed points"),
        "column.claimed-observed": ("申报数值", "Claimed value"),
        "column.claimed-from": ("申报得分下限", "Claimed points from"),
        "column.claimed-to": ("申报得分上限", "Claimed points to"),
        "column.verified-observed": ("核定数值", "Verified value"),
        "column.verified-from": ("核定得分下限", "Verified points from"),
        "column.verified-to": ("核定得分上限", "Verified points to"),
        "heading.summary": ("汇总", "Summary"),
        "heading.findings": ("逐条结论", "Findings"),
        "heading.rows": ("读取情况", "Rows"),
        "heading.problems": ("问题", "Problems"),
        "applies": ("仅当{condition}", "only where {condition}"),
        "advised": ("建议性，不影响结论", "recommended only"),
        # ---- many workshops -------------------------------------------------------------------------------------
        "register.title": ("{n} 个工坊的评定结果", "Results for {n} workshops"),
        "register.title.one": ("{n} 个工坊的评定结果", "Results for {n} workshop"),
        "register.count.unconditional": ("已评定 {n} 个", "{n} rated"),
        "register.count.met": ("符合条件 {n} 个", "{n} eligible"),
        "register.count.not_met": ("不符合条件 {n} 个", "{n} not eligible"),
        "register.count.unknown": ("是否符合条件尚不能确定 {n} 个", "{n} not settled"),
        "register.count.not_applicable": ("办法不适用 {n} 个", "{n} to which the scheme does not apply"),
        "register.count.not_in_force": ("办法尚未施行 {n} 个", "{n} of a period before the scheme was in force"),
        "register.count.expired": ("办法已经失效 {n} 个", "{n} of a period after the scheme was in force"),
        "register.joint": ("，", ", "),
        "register.counts": (
            "{decided}；另有 {aside} 个因材料有误未评定。",
            "{decided}; {aside} not decided for faults in their rows.",
        ),
        "register.unsettled": (
            "结论已定而等级或应得、应缴数额尚不能确定的有 {n} 个。",
            "Of those with a verdict, {n} are not settled for their grade or an amount.",
        ),
        "register.unsettled.one": (
            "结论已定而等级或应得、应缴数额尚不能确定的有 {n} 个。",
            "Of those with a verdict, {n} is not settled for its grade or an amount.",
        ),
        "register.undecided": ("未评定", "not decided"),
        "register.faults": ("材料有 {n} 处问题，改正后再评定。{first}", "{n} faults, to be mended first. {first}"),
        "register.faults.one": ("材料有 {n} 处问题，改正后再评定。{first}", "{n} fault, to be mended first. {first}"),
        "register.unread-column": ("列“{name}”（{n} 格有内容）", "the column “{name}” ({n} filled)"),
        "register.unread-sheet": ("整张表：不是登记表的一部分", "the whole sheet: it is no table of a register"),
        "register.stray": ("查无此工坊", "no such workshop"),
        "register.caution": (
            "有 {n} 行不知属于哪个工坊，均不属于本工坊时结论才成立。",
            "{n} rows name no workshop that is known; the verdict holds if none of them is this workshop's.",
        ),
        "register.caution.one": (
            "有 {n} 行不知属于哪个工坊，不属于本工坊时结论才成立。",
            "{n} row names no workshop that is known; the verdict holds if it is not this workshop's.",
        ),
        "register.strays": (
            "有 {n} 行不知属于哪个工坊；任一行属于某个工坊，该工坊的结论就可能不同。请先查明：",
            "{n} rows name no workshop that is known; the verdict of whichever they belong to may change. Please find out first:",
        ),
        "register.strays.one": (
            "有 {n} 行不知属于哪个工坊；它属于哪个工坊，该工坊的结论就可能不同。请先查明：",
            "{n} row names no workshop that is known; the verdict of whichever it belongs to may change. Please find out first:",
        ),
        "register.problems": (
            "共有 {n} 个问题，见结果文件的“问题”部分。",
            "{n} problems; they stand in the results under “Problems”.",
        ),
        "register.problems.one": (
            "有 {n} 个问题，见结果文件的“问题”部分。",
            "{n} problem; it stands in the results under “Problems”.",
        ),
        "register.written": ("已写入 {path}", "written to {path}"),
        "register.deciding": ("正在评定", "deciding"),
        "register.unchecked": (
            "另有 {n} 个工坊因材料有误未核查。",
            "{n} workshops were not checked, for faults in their rows.",
        ),
        "register.unchecked.one": (
            "另有 {n} 个工坊因材料有误未核查。",
            "{n} workshop was not checked, for faults in its rows.",
        ),
        "register.checking": ("正在核查", "checking"),
        # ---- the command line -----------------------------------------------------------------------------------
        "cli.app": (
            "共富工坊的评定：事实、办法、结论与理由。",
            "Decisions about common prosperity workshops (共富工坊): facts, schemes, verdicts and reasons.",
        ),
        "cli.commands": ("命令", "Commands"),
        "cli.parameters": ("参数", "Parameters"),
        "cli.decide": (
            "评定一个工坊：是否符合条件、得多少分、为什么、还需要什么。",
            "Decide about a workshop: whether it is eligible, its points, why, and what is still needed.",
        ),
        "cli.decide.exit": (
            "退出码：0 已确定且符合条件，1 已确定但不符合（或办法不适用），2 输入或用法有误，3 结论、等级或数额尚不能确定（或办法未施行、已失效）。",
            "Exit codes: 0 settled and eligible, 1 settled and not eligible (or the scheme does not apply), 2 bad input or usage, 3 verdict, grade or an amount not settled (or the scheme is not in force).",
        ),
        "cli.decide.register": (
            "对登记表逐个工坊评定，退出码取其中最重的，依次为 2、3、1、0。",
            "Of a register, every workshop is decided; the exit code is the gravest among them, in the order 2, 3, 1, 0.",
        ),
        "cli.aside": (
            "把登记表中有误而搁置的行写入工作簿（.xlsx），就地标出问题",
            "write the rows of a register that were set aside to a workbook (.xlsx), each fault marked in place",
        ),
        "cli.check": (
            "核查申报材料：指出评审人必须查看之处。",
            "Check applications: name what an evaluator must look at.",
        ),
        "cli.check.exit": (
            "退出码：0 没有错误和提醒，1 有，2 输入或用法有误。",
            "Exit codes: 0 no errors or warnings, 1 some, 2 bad input or usage.",
        ),
        "cli.template.scheme": (
            "办法的编号、编号@版本，或文件路径；另列该办法所问的申报事项、评委打分和历史数据",
            "a scheme by id, by id@edition, or by path, whose statements, marks and earlier figures to list",
        ),
        "cli.check.scheme": (
            "办法的编号、编号@版本，或文件路径；据此核查申报事项、评委打分和历史数据",
            "a scheme by id, by id@edition, or by path, to hold statements, marks and earlier figures against",
        ),
        "cli.check.files": ("申报材料或登记表", "dossiers and registers"),
        "cli.select": ("只看这些代码或其开头，如 {example}", "only these codes or their beginnings, such as {example}"),
        "cli.ignore": ("不看这些代码或其开头", "not these codes or their beginnings"),
        "cli.schemes.lint": (
            "检查办法文件：重叠、空档、够不到的分数和等级、缺少出处等。",
            "Lint scheme files: overlaps, gaps, points and grades out of reach, missing sources and more.",
        ),
        "cli.schemes.files": ("办法文件（.toml），或存放办法文件的文件夹", "scheme files (.toml), or folders of them"),
        "cli.schemes.new": ("写一份带注释的办法范本。", "Write a commented scheme file to begin with."),
        "cli.new.file": ("要写的文件，如 my-county.toml", "the file to write, such as my-county.toml"),
        "cli.schemes.diff": (
            "逐条列出两个办法或两个版本的不同。",
            "List what changed between two schemes or editions, clause by clause.",
        ),
        "cli.template": ("写一份空白登记表工作簿。", "Write an empty workbook for a register of workshops."),
        "cli.template.file": ("要写的工作簿（.xlsx）", "the workbook to write (.xlsx)"),
        "cli.force": ("文件已存在时覆盖", "overwrite a file that is there"),
        "cli.pseudonymise": (
            "把文件中的身份证号码换成带密钥的摘要，另存一份。",
            "Copy a file with every national identity number replaced by a keyed digest.",
        ),
        "cli.pseudonymise.exit": (
            "退出码：0 全部替换，1 另有像身份证号码而校验不符之处，2 输入或用法有误。",
            "Exit codes: 0 all replaced, 1 something looks like an identity number and fails the check, 2 bad input or usage.",
        ),
        "cli.pseudonymise.file": ("工作簿、CSV、JSON 或文本文件", "a workbook, CSV, JSON or text file"),
        "cli.key-file": (
            "密钥文件，至少 32 个随机字节；须妥善保管",
            "the key, a file of at least 32 random bytes; keep it safe",
        ),
        "cli.new-key": ("先生成新的密钥文件", "make a new key file first"),
        "cli.pseudonymise.out": (
            "写到何处；缺省在原文件旁，名称加 -pseudonymised",
            "where to write; by default beside the file, with -pseudonymised in its name",
        ),
        "cli.keep": (
            "号码中要保留的：birth_date, sex, region",
            "what to keep of a number: birth_date, sex, region",
        ),
        "severity.error": ("{n} 个错误", "{n} errors"),
        "severity.error.one": ("{n} 个错误", "{n} error"),
        "severity.warning": ("{n} 个提醒", "{n} warnings"),
        "severity.warning.one": ("{n} 个提醒", "{n} warning"),
        "severity.info": ("{n} 条说明", "{n} infos"),
        "severity.info.one": ("{n} 条说明", "{n} info"),
        "diff.none": ("没有不同。", "No difference."),
        "pseudonymise.done": (
            "替换 {numbers} 处号码，涉及 {people} 人；已写入 {path}",
            "{numbers} numbers of {people} people replaced; written to {path}",
        ),
        "pseudonymise.done.one": (
            "替换 {numbers} 处号码，涉及 {people} 人；已写入 {path}",
            "{numbers} numbers of {people} person replaced; written to {path}",
        ),
        "register.aside-written": (
            "搁置的行已写入 {path}；在其中改正并保存，再对它评定即可",
            "rows set aside are written to {path}; mend them there, save the file, and decide about it",
        ),
        "register.aside-hint": (
            "加上 --aside 待改.xlsx，可将这些工坊的行另存为一个工作簿，就地标出问题，便于改正。",
            "With --aside mend.xlsx, the rows of these workshops go to a workbook of their own, with each fault marked in place.",
        ),
        "cli.schemes": ("办法库。", "The library of schemes."),
        "cli.schemes.list": ("列出办法库中的办法。", "List the schemes of the library."),
        "cli.schemes.show": ("以表格显示一个办法。", "Show a scheme as tables a committee can read."),
        "cli.measures": ("列出内置指标及其定义。", "List the built-in measures with their definitions."),
        "cli.dossier": (
            "申报材料（JSON，- 为标准输入），或登记表（工作簿、CSV 文件夹或压缩包、JSON）",
            "the dossier, a JSON file, - for standard input; or a register: a workbook, CSV files, JSON",
        ),
        "cli.scheme": ("办法的编号、编号@版本，或文件路径", "a scheme by id, by id@edition, or by path"),
        "cli.lang": ("输出语言；缺省由环境变量 LANG 决定", "language; by default that of the environment variable LANG"),
        "cli.format": ("输出格式", "how to print"),
        "cli.basis": (
            "申报事项的采信依据：claimed 按申报，verified 按核定，both 两者对照（以核定为准）",
            "the basis on which statements count: claimed, verified, or both side by side (the verified one rules)",
        ),
        "cli.out": (
            "把登记表的结果写入 .xlsx、.csv 或 .json 文件",
            "write the results of a register to a file: .xlsx, .csv or .json",
        ),
        "cli.clause": ("只说明这一条款", "tell of this clause only"),
        "cli.help": ("显示本帮助。", "Show this help."),
        "cli.version": ("显示版本。", "Show the version."),
        "cli.extra-missing": (
            "命令行需要另装组件：pip install 'common-prosperity[cli]'",
            "the command line needs an extra: pip install 'common-prosperity[cli]'",
        ),
        "cli.tables-missing": (
            "读写表格需要另装组件：pip install 'common-prosperity[tables]'",
            "spreadsheets need an extra: pip install 'common-prosperity[tables]'",
        ),
        "cli.usage": ("用法：{usage}", "Usage: {usage}"),
        "cli.choices": ("可选：{choices}", "one of: {choices}"),
        "cli.default": ("缺省：{value}", "by default {value}"),
        "sentence-joint": ("；", "; "),
        "cli.complaint": ("{text}", "{text}"),
        "cli.own-fault": (
            "程序自身出错：{error}（{place}）。请报告此错误。",
            "a fault of the program itself: {error} ({place}). Please report it.",
        ),
        "usage.missing-value": ("{name} 后面缺少取值", "{name} needs a value"),
        "usage.tables-from-stdin": (
            "--out 和 --aside 用于登记表文件，不能用于标准输入",
            "--out and --aside are for a register in a file, not for standard input",
        ),
        "usage.exists": ("{path} 已经存在，不予覆盖", "{path} is there already and is not overwritten"),
        "usage.exists.force": (
            "{path} 已经存在；用 --force 覆盖",
            "{path} is there already; --force overwrites it",
        ),
        "usage.scheme-name": (
            "{name} 不能用作办法文件名：应为小写字母、数字和连字符，以 .toml 结尾",
            "{name} cannot be the file of a scheme: lower-case letters, digits and hyphens, ending in .toml",
        ),
        "usage.workbook-name": ("{path} 应以 .xlsx 结尾", "{path} should end in .xlsx"),
        "usage.clause-for-both": ("--clause 不能与 --basis both 同用", "--clause does not go with --basis both"),
        "usage.clause-for-register": (
            "--clause 用于单个工坊，不能用于登记表",
            "--clause tells of one workshop, not of a register",
        ),
        "usage.error": ("用法有误：{detail}", "usage: {detail}"),
        "usage.help": ("用 --help 查看用法。", "See --help."),
        "usage.unknown-command": ("没有命令 {name}", "there is no command {name}"),
        "usage.unknown-option": ("没有选项 {name}", "there is no option {name}"),
        "usage.missing": ("缺少参数 {name}", "{name} is required"),
        "usage.bad-value": ("{name} 不能为 {value}", "{name} cannot be {value}"),
        "usage.one-of": ("{name} 不能为 {value}；只能是：{allowed}", "{name} cannot be {value}; it must be one of: {allowed}"),
        "usage.unused": ("多余的参数 {name}", "{name} is one argument too many"),
        "usage.repeated": ("{name} 只能给出一次", "{name} may be given only once"),
    }.items()
}
"""Every phrase. Tests hold both languages complete, with the same particulars, and every key in use."""


def say(key: str, lang: Lang, /, **particulars: object) -> str:
    """A phrase in one language, with its particulars.

    In Chinese, one space parts characters from Latin letters and digits, and none stands between characters.
    """
    phrase = WORDING[key].in_(lang)
    if lang == "en":
        return phrase.format_map(particulars)
    said = ""
    for literal, name, _, _ in PARTS(phrase):
        said = _joined(said, literal)
        if name is not None:
            said = _joined(said, str(particulars[name]))
    return said


PARTS: Final = string.Formatter().parse
LATIN: Final = frozenset("0123456789%¥-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


OPENING: Final = frozenset("“（《")
CLOSING: Final = frozenset("”）》，。；：")


def _joined(before: str, after: str) -> str:
    if not before or not after:
        return before + after
    if before[-1] == " " and (_is_character(after[0]) or after[0] in OPENING) and _is_character(before[-2:-1]):
        return before[:-1] + after
    if after[0] == " " and (_is_character(before[-1]) or before[-1] in CLOSING) and _is_character(after[1:2]):
        return before + after[1:]
    touches = (_is_character(before[-1]) and after[0] in LATIN) or (before[-1] in LATIN and _is_character(after[0]))
    return f"{before} {after}" if touches else before + after


def _is_character(text: str) -> bool:
    return "\u4e00" <= text <= "\u9fff"


def counted(key: str, count: object, lang: Lang, /, **particulars: object) -> str:
    """A phrase that counts something: the wording for exactly one where there is one and it is wanted."""
    one = f"{key}.one"
    return say(one if count == 1 and one in WORDING else key, lang, **particulars)


def series(words: list[str], lang: Lang, joint: str = "and") -> str:
    """Several words as one phrase: `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return say(joint, lang, a=say("comma", lang).join(words[:-1]), b=words[-1])
