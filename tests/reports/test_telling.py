"""A decision as a letter: the verdict first, then why, what to note, what follows, and what is still needed."""

import re
from typing import Any

import attrs
import pytest
from full_scheme import SCHEME, all_known, measured_somehow
from hypothesis import given, settings
from hypothesis import strategies as st

from common_prosperity.awards import Decision, decide
from common_prosperity.errors import Lang, UnknownName
from common_prosperity.measures.measurements import Measurements
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Period
from common_prosperity.reports import explain, report
from common_prosperity.reports.asking import need_words
from common_prosperity.reports.overview import compared_words, summary_row
from common_prosperity.reports.telling import headline, who
from common_prosperity.reports.voice import Voice
from common_prosperity.reports.writing import FORMATS
from common_prosperity.schemes.model import Basis
from invented import dossier, engaged, measured, scheme

LANGS: tuple[Lang, Lang] = ("zh", "en")

ONE_RULE = """
[[requirements]]
id = "people"
label = { zh = "人数", en = "people" }
condition = { measure = "people_employed", at_least = 10 }
"""
ELSEWHERE = f"""{ONE_RULE}applies = {{ measure = "people_employed", more_than = 500 }}
"""
GRADED = """
ladder = true
[[sections]]
id = "all"
label = { zh = "全部", en = "all" }
[[sections.criteria]]
id = "people"
label = { zh = "人数分", en = "points for people" }
measure = "people_employed"
curve = [[0, 0], [100, 100]]
[[grades]]
id = "good"
label = { zh = "良好", en = "Good" }
at_least = 60
"""
POINTS = GRADED.partition("[[grades]]")[0].replace("ladder = true", "")
SIZE = ONE_RULE.replace('"people"', '"size"', 1)
MIXED = GRADED.replace("[[sections]]", f"{SIZE}[[sections]]", 1)
ADVISED = f"""{ONE_RULE}force = "advised"
"""
DUE = """
[parameters.due]
label = {{ zh = "应安排人数", en = "due" }}
unit = "people"
dated = [{{ since = 2020-01-01, value = "{due}" }}]
[[requirements]]
id = "enough"
label = {{ zh = "达标", en = "enough" }}
condition = {{ measure = "people_employed", at_least = "due" }}
"""
SCOPED = """
[parameters.fewest]
label = { zh = "最低人数", en = "the fewest" }
unit = "people"
dated = [{ since = 2020-01-01, value = 3 }]
[[requirements]]
id = "many"
label = { zh = "多人", en = "many" }
condition = { measure = "people_employed", at_least = 10 }
applies = { any = [{ measure = "people_employed", more_than = 500 }, { measure = "disabled_people", at_least = "fewest" }] }
"""
LEVY = """
[[amounts]]
id = "levy"
label = { zh = "保障金", en = "levy" }
unit = "yuan"
first = [{ value = 0, when = { measure = "people_employed", at_most = 30 } }, { value = 1000 }]
"""


def told(decision: Decision, lang: Lang = "en", **options: Any) -> str:
    return report(decision, SCHEME, lang=lang, **options)


class TestHeadline:
    """The verdict in a few words, for everything that can come out."""

    @pytest.mark.parametrize(
        ("rules", "known", "en", "zh"),
        [
            (ONE_RULE, measured(people_employed=12), "eligible", "符合条件"),
            (ONE_RULE, measured(people_employed=9), "not eligible", "不符合条件"),
            (ONE_RULE, measured(), "not settled yet", "尚不能确定"),
            (
                ELSEWHERE,
                measured(people_employed=12),
                "the scheme does not apply",
                "本办法不适用",
            ),
            (GRADED, measured(people_employed=70), "Good", "良好"),
            (GRADED, measured(people_employed=7), "no grade is reached", "未达到任何等级"),
            (GRADED, measured(), "the grade is not settled yet", "等级尚不能确定"),
            (MIXED, measured(people_employed=70), "eligible, Good", "符合条件，良好"),
            (MIXED, measured(people_employed=12), "eligible, but no grade is reached", "符合条件，但未达到任何等级"),
            (
                MIXED,
                measured(people_employed=Bounds(12, 70)),
                "eligible, the grade is not settled yet",
                "符合条件，等级尚不能确定",
            ),
            (ADVISED, measured(people_employed=7), "there is nothing to decide", "没有可评定的事项"),
            (POINTS, measured(people_employed=7), "7 points", "得分 7 分"),
            (POINTS, measured(), "0 to 100 points", "得分 0 至 100 分"),
            (POINTS + LEVY, measured(people_employed=7), "7 points", "得分 7 分"),
            (LEVY, measured(people_employed=7), "what follows is settled", "应得、应缴数额已确定"),
            (LEVY, measured(), "what follows is not settled yet", "应得、应缴数额尚不能确定"),
            (ONE_RULE, Measurements.of(Period.year(2019)), "the scheme was not in force yet", "办法尚未施行"),
        ],
    )
    def test_examples(self, rules: str, known: Measurements, en: str, zh: str) -> None:
        law = scheme(rules)
        decision = decide(known, law)
        assert headline(decision, Voice("en", law)).text == en
        assert headline(decision, Voice("zh", law)).text == zh

    @pytest.mark.parametrize("form", FORMATS)
    @pytest.mark.parametrize("known", [measured(people_employed=70), measured(people_employed=7), measured()])
    @pytest.mark.parametrize("rules", [GRADED, POINTS, LEVY, POINTS + LEVY, ADVISED])
    def test_a_scheme_without_conditions_makes_nobody_eligible(self, rules: str, known: Measurements, form: Any) -> None:
        law = scheme(rules)
        decision = decide(known, law)
        for scheme_at_hand in (law, None):
            assert "eligible" not in report(decision, scheme_at_hand, format=form)
            assert "condition" not in report(decision, scheme_at_hand, format=form)
            assert not re.search("符合条件|资格|条件", report(decision, scheme_at_hand, lang="zh", format=form))

    def test_the_verdict_is_the_first_line_of_the_letter(self) -> None:
        decision = decide(all_known(), SCHEME)
        assert told(decision).splitlines()[0] == "the workshop: eligible, first class"
        assert told(decision, "zh").splitlines()[0] == "申报工坊：符合条件，一等"

    def test_an_expired_scheme_says_when_it_ended(self) -> None:
        law = attrs.evolve(SCHEME, effective=attrs.evolve(SCHEME.effective, until=Period.year(2022).until))
        decision = decide(all_known(), law)
        assert "until 2022-12-31" in report(decision, law)
        assert "2022-12-31 失效" in report(decision, law, lang="zh")
        assert "no longer in force" in report(decision)

    def test_a_scheme_of_amounts_alone_speaks_of_them(self) -> None:
        law = scheme(LEVY)
        assert "entitlements or dues" in report(decide(measured(people_employed=7), law), law)
        assert "应得、应缴的数额如下文所列" in report(decide(measured(people_employed=7), law), law, lang="zh")
        assert "The amounts below are not settled yet" in report(decide(measured(), law), law)

    def test_a_scheme_to_come_says_when_it_begins(self) -> None:
        decision = decide(Measurements.of(Period.year(2019)), SCHEME)
        assert "in force from 2020-01-01" in told(decision)
        assert "Points:" not in told(decision)


class TestReasons:
    """Every requirement and veto with what was observed, the threshold, the margin and the source."""

    def test_a_requirement_that_is_met(self) -> None:
        text = told(decide(all_known(), SCHEME))
        assert "✓ enough staff: met" in text
        assert "- staff: 30 people (asked: at least “target” (12 people); 18 people above)" in text
        assert "- Reason: size matters" in text
        assert "- Source: art. 1" in text
        assert "hire" not in text

    def test_a_requirement_that_is_not_met_says_what_would_mend_it(self) -> None:
        text = told(decide(all_known(staff=11), SCHEME))
        assert "✗ enough staff: not met" in text
        assert "1 person below" in text
        assert "- What would mend it: hire" in text
        assert "not eligible for the period 2023-01-01 to 2023-12-31: enough staff: not met." in text.replace("\n", " ")

    def test_a_veto_says_what_excludes(self) -> None:
        text = told(decide(all_known(fires=2), SCHEME), "zh")
        assert "✗ 火灾未处置：已触发" in text
        assert "✗ 火灾：2（不少于 1 即否决，高出 1）" in text
        assert "✓ 职工人数：30 人（少于 3 人即否决，高出 27 人）" in text

    def test_parts_stand_under_how_they_combine(self) -> None:
        text = told(decide(all_known(), SCHEME))
        assert "at least 2 of these:" in text
        assert "all of these:" in text
        assert "this must not hold:" in text
        assert "- brand: county (against: no " not in text

    def test_where_a_clause_applies_stands_with_it(self) -> None:
        assert "Applies only where staff: more than 20 people" in told(decide(all_known(), SCHEME))

    @pytest.mark.parametrize("form", FORMATS)
    def test_a_clause_that_does_not_apply_says_only_why(self, form: Any) -> None:
        law = scheme(SCOPED)
        decision = decide(measured(people_employed=9, disabled_people=1), law)
        text = report(decision, law, format=form, columns=10_000)
        assert "at least 10 people" not in text
        assert "below" not in text
        for words in (
            "many: not applicable",
            "Applies only where people employed: more than 500 people, or disabled people: at least",
        ):
            assert words in text
        for words in ("people employed: 9 people", "disabled people: 1 person", "the fewest: 3 people"):
            assert words in text.replace("<li>", "\n")
        bare = report(decision, format=form, columns=10_000)
        assert "Whether it applies hangs on:" in bare
        assert "9 people (against: more than 500 people; 491 people below)" in bare
        assert "at least 10 people" not in bare

    def test_where_it_is_open_whether_a_clause_applies_both_are_told(self) -> None:
        law = scheme(SCOPED)
        text = report(decide(measured(people_employed=9), law), law, columns=10_000)
        assert "people employed: 9 people (asked: at least 10 people; 1 person below)" in text
        assert "    - disabled people: not known\n" in text

    def test_points_for_what_does_not_apply(self) -> None:
        law = scheme(UNCAPPED)
        assert re.search(r"points for sales +not applicable", report(decide(measured(staff=0, sold=5), law), law))

    def test_close_numbers_do_not_look_alike(self) -> None:
        law = scheme(
            """
[[requirements]]
id = "share"
label = { zh = "占比", en = "share" }
condition = { measure = "disabled_share", at_least = "1/3" }
"""
        )
        text = report(decide(measured(disabled_share=Bounds.exactly("3333/10000")), law), law)
        assert "33.33%" in text
        assert "1/3, about 33.3%" in text
        assert "about 0.0033 percentage points below" in text.replace("\n    ", " ")

    @pytest.mark.parametrize(
        ("due", "staff", "said"),
        [
            ("1.005", 1, "people employed: 1 person (asked: at least “due” (1.005 people); 0.005 people below)"),
            ("2.002", 2, "people employed: 2 people (asked: at least “due” (2.002 people); 0.002 people below)"),
            (
                "6007/3000",
                2,
                "people employed: 2 people (asked: at least “due” (about 2.0023 people); about 0.0023 people below)",
            ),
        ],
    )
    def test_a_margin_follows_from_what_is_shown(self, due: str, staff: int, said: str) -> None:
        law = scheme(DUE.format(due=due))
        decision = decide(measured(people_employed=staff), law)
        assert said in report(decision, law, columns=10_000)
        assert said.replace("“due” (", "").replace(");", ";") in report(decision, columns=10_000)
        seen, asked, margin = compared_words(decision.eligibility.findings[0], Voice("en", law))
        assert f"people employed: {seen} (asked: {asked}; {margin})" == said

    def test_points_are_listed_by_section_with_the_total_last(self) -> None:
        text = told(decide(all_known(fires=0), SCHEME))
        rows = text[text.index("Criterion") : text.index("Please note")].splitlines()
        assert [row.split("  ")[0] for row in rows if row.startswith(("work", "bonus", "breaches", "Total"))] == [
            "work",
            "bonus",
            "breaches (deduction)",
            "Total",
        ]
        assert re.search(r"insurance points +yes +4 +4", text)
        assert re.search(r"fires deducted +0 +0 +6 off", text)

    def test_what_a_deduction_takes_at_most_is_no_full_mark(self) -> None:
        text = told(decide(all_known(fires=0), SCHEME), "zh")
        assert re.search(r"火灾扣分 +0 +0 +最多扣 6", text)
        assert re.search(r"违规（扣分） +0 +最多扣 6", text)
        assert re.search(r"得分：[\d.]+ 分（满分 45 分，含加分）", text)

    def test_points_of_a_workshop_that_is_refused_are_for_information(self) -> None:
        assert "no number of points outweighs" in told(decide(all_known(fires=2), SCHEME))
        assert "分数再高也不能抵消" in told(decide(all_known(fires=2), SCHEME), "zh")

    def test_what_is_settled_in_spite_of_gaps_says_so(self) -> None:
        assert "No fact that is still unstated could change this." in told(decide(measured(staff=2), SCHEME))


RECKONED = """
[parameters.rate]
label = "rate"
unit = "share"
dated = [{ since = 2020-01-01, value = "1.5%" }]
[measures]
staff = { label = "staff", unit = "people", attested = "staff" }
counted = { label = "counted", unit = "number", attested = "counted" }
wage = { label = "wage", unit = "yuan_per_year", attested = "wage" }
due = { label = "due", unit = "number", product = ["staff", "rate"] }
short = { label = "short", unit = "number", difference = ["due", "counted"] }
full = { label = "full levy", unit = "yuan", product = ["short", "wage"] }
[[amounts]]
id = "levy"
label = "levy"
unit = "yuan"
first = [{ value = "full", when = { measure = "counted", at_least = 6 } }, { value = 0 }]
"""

ONE_OPEN = """
[measures.wanted]
label = { zh = "所需人数", en = "people wanted" }
unit = "people"
readings = [10, 20]
[[requirements]]
id = "enough"
label = { zh = "人数足够", en = "enough people" }
condition = { measure = "people_employed", at_least = "wanted" }
[[amounts]]
id = "subsidy"
label = { zh = "补助", en = "subsidy" }
unit = "yuan"
first = [{ value = 1000, when = { measure = "projects", at_least = 1 } }, { value = 0 }]
"""


class TestWarnings:
    """What a reader must not overlook."""

    def test_a_hole_in_the_text(self) -> None:
        text = told(decide(all_known(staff=22), SCHEME)).replace("\n  ", " ")
        assert "“staff points”: the published text does not say how many points this value (22 people) earns" in text
        assert "however it is read, this outcome stays the same" in text.replace("\n", " ")

    def test_an_overlap_in_the_text(self) -> None:
        text = told(decide(all_known(staff=10), SCHEME), "zh").replace("\n  ", "")
        assert "“职工分”：办法原文对这一数值（10 人）给出不止一个分数" in text

    def test_advice_that_is_not_followed(self) -> None:
        text = told(decide(all_known(local=Bounds.exactly("3/5")), SCHEME)).replace("\n  ", " ")
        assert "The recommendation “at most half” is not followed" in text
        assert "10 percentage points above" in text
        assert decide(all_known(local=Bounds.exactly("3/5")), SCHEME).verdict == "met"

    def test_numbers_that_no_source_prints(self) -> None:
        text = told(decide(all_known(), SCHEME)).replace("\n  ", " ")
        assert "derived from the source's figures, not printed there: pay and insurance" in text
        assert "chosen for illustration and have no source: county brand" in text

    def test_a_scheme_without_any_printed_number(self) -> None:
        law = scheme(ONE_RULE + 'basis = "illustrative"\n')
        assert "all are chosen for illustration" in report(decide(measured(), law), law)
        mixed = scheme(
            ONE_RULE + 'basis = "illustrative"\n' + ONE_RULE.replace('"people"', '"other"', 1) + 'basis = "derived"\n'
        )
        assert "All others are chosen for illustration" in report(decide(measured(), mixed), mixed).replace("\n  ", " ")

    @pytest.mark.parametrize(
        ("basis", "said"), [("derived", "but derived or recalled"), ("illustrative", "chosen for illustration")]
    )
    def test_days_that_no_source_prints(self, basis: str, said: str) -> None:
        law = scheme(ONE_RULE)
        assert "The days on which" not in report(decide(measured(), law), law)
        dated = attrs.evolve(law, effective=attrs.evolve(law.effective, basis=Basis(basis)))
        text = report(decide(measured(), dated), dated).replace("\n  ", " ")
        assert "The days on which this scheme is in force are" in text
        assert said in text

    def test_the_text_is_blamed_for_what_it_leaves_open_alone(self) -> None:
        """Eligibility hangs on the text, an amount on a fact: the headline names the first, the list asks for the second."""
        law = scheme(ONE_OPEN)
        text = report(decide(measured(people_employed=15), law), law).replace("\n", " ")
        assert text.startswith("the workshop: the published text leaves it open")
        assert "every fact that eligibility hangs on is stated" in text
        assert "What is still needed" in text

    def test_a_text_that_leaves_its_reading_open(self) -> None:
        text = told(decide(all_known(unread=Bounds(1, 2)), SCHEME)).replace("\n  ", " ")
        assert "as read: 1 to 2" in text
        assert "The amounts below are not settled yet" in text

    def test_two_grades_for_one_total(self) -> None:
        law = scheme(
            GRADED.replace("ladder = true", "")
            + '[[grades]]\nid = "other"\nlabel = { zh = "其他", en = "Other" }\nat_least = 50\n'
        )
        text = report(decide(measured(people_employed=70), law), law).replace("\n", " ")
        assert "more than one grade for this total" in text
        assert "gives no single answer for the workshop's grade" in text


class TestWhatFollows:
    """Amounts and needs."""

    def test_amounts_with_their_unit_and_source(self) -> None:
        text = told(decide(all_known(), SCHEME))
        assert "- subsidy: ¥30,000.00" in text
        assert "- wage subsidy: ¥1,000.00" in text
        assert "  - Source: art. 10" in text

    def test_a_case_that_applies_is_never_told_as_none(self) -> None:
        """Its value was not applicable, and the amount said that no case applies, above the case that does."""
        law = scheme(RECKONED.replace(", { value = 0 }", ""))
        text = explain(decide(measured(staff=600, counted=6, wage=NOT_APPLICABLE), law), "levy", law)
        assert text.startswith("levy: not applicable")
        assert "case that applies: counted: at least 6" in text

    @pytest.mark.parametrize(
        ("people", "zh", "en"),
        [
            (7, "0.00 元", "¥0.00"),
            (40, "无适用情形", "no case applies"),
            (Bounds(20, 40), "0.00 元，也可能没有这一数额", "¥0.00, or no such amount at all"),
        ],
    )
    def test_an_amount_whose_cases_none_holds(self, people: Any, zh: str, en: str) -> None:
        law = scheme(LEVY.replace(", { value = 1000 }", ""))
        decision = decide(measured(people_employed=people), law)
        for lang, said in (("zh", f"- 保障金：{zh}\n"), ("en", f"- levy: {en}\n")):
            assert said in report(decision, law, lang=lang)  # type: ignore[arg-type]  # both are languages
        assert f"levy: {en}" in summary_row(decision, Voice("en", law))

    def test_an_amount_of_what_does_not_apply(self) -> None:
        law = scheme(
            '[[amounts]]\nid = "a"\nlabel = { zh = "奖励", en = "reward" }\nunit = "share"\nfirst = [{ value = "disabled_share" }]'
        )
        decision = decide(measured(disabled_share=NOT_APPLICABLE), law)
        assert "- reward: not applicable\n" in report(decision, law)
        assert "- reward: not applicable\n" in report(decision)

    def test_needs_stand_in_the_order_of_the_decision(self) -> None:
        decision = decide(measured(fires=0), SCHEME)
        voice = Voice("en", SCHEME)
        text = told(decision, columns=10_000)
        places = [text.index(f"{number}. {need_words(need, voice)}") for number, need in enumerate(decision.needed, 1)]
        assert len(places) > 5
        assert places == sorted(places)

    def test_a_need_says_what_it_can_change(self) -> None:
        text = told(decide(measured(), SCHEME), columns=10_000)
        assert "- can decide eligibility: enough staff; " in text
        assert re.search(r"- worth up to [\d.]+ points: ", text)
        assert re.search(r"- bears on: .*subsidy", text)

    def test_a_settled_decision_asks_for_nothing(self) -> None:
        assert "still needed" not in told(decide(all_known(), SCHEME))

    def test_the_record_names_scheme_period_and_digest(self) -> None:
        decision = decide(all_known(), SCHEME)
        for lang in LANGS:
            text = told(decision, lang, columns=10_000)
            assert "invented@1" in text
            assert "2023-01-01" in text
            assert decision.digest in text


class TestExplain:
    """One clause by itself."""

    def test_a_requirement(self) -> None:
        text = explain(decide(all_known(), SCHEME), "size", SCHEME)
        assert text.startswith("enough staff: met\n")
        assert "size matters" in text

    def test_a_criterion_says_how_points_follow(self) -> None:
        text = explain(decide(all_known(), SCHEME), "hours-points", SCHEME)
        assert text.startswith("hours points: 6 points\n")
        assert "hours: 40 hours" in text
        assert "1.5 points for each 8 hours, a part counting whole above 8 hours, at most 6 points" in text.replace("\n  ", " ")

    def test_an_open_clause_says_what_is_needed_for_it(self) -> None:
        text = explain(decide(measured(), SCHEME), "plan-points", SCHEME, lang="zh")
        assert "尚需的事实" in text
        assert "评委打分" in text

    def test_a_doubt_in_the_text_is_told(self) -> None:
        assert "does not say how many points" in explain(decide(all_known(staff=22), SCHEME), "staff-points", SCHEME)

    def test_a_clause_nobody_wrote_is_refused_with_the_nearest(self) -> None:
        with pytest.raises(UnknownName, match="did you mean staff-points"):
            explain(decide(all_known(), SCHEME), "staff-point", SCHEME)
        with pytest.raises(
            UnknownName, match=r"names no clause: nothing-like-it; there are: high, size, kinds, county, .*, staff-points"
        ):
            explain(decide(all_known(), SCHEME), "nothing-like-it", SCHEME)
        law = scheme(LEVY)
        with pytest.raises(UnknownName, match=r"names no clause: duty; there are: levy$"):
            explain(decide(measured(), law), "duty", law)

    def test_an_amount_is_told_with_its_case_and_everything_it_is_reckoned_from(self) -> None:
        law = scheme(RECKONED)
        decision = decide(measured(staff=600, counted=6, wage=50_000), law)
        (line,) = decision.amounts
        assert (line.case, [(part.measure, str(part.value)) for part in line.parts]) == (
            1,
            [
                ("full", "150000"),
                ("counted", "6"),
                ("short", "3"),
                ("wage", "50000"),
                ("due", "9"),
                ("staff", "600"),
                ("rate", "0.015"),
            ],
        )
        text = explain(decision, "levy", law)
        assert "case that applies: counted: at least 6" in text
        assert "full levy: ¥150,000.00 (“short” × “wage”)" in text
        assert text in report(decision, law).replace("  - ", "- ") or "due: 9 (“staff” × “rate”)" in text

    def test_of_an_open_amount_every_case_is_told(self) -> None:
        law = scheme(RECKONED)
        (line,) = decide(measured(staff=600, counted=Bounds(5, 6), wage=50_000), law).amounts
        assert line.case is UNSTATED
        assert "counted" in {part.measure for part in line.parts}


UNCAPPED = """
ladder = true
[measures.sold]
label = { zh = "销售额", en = "sales" }
unit = "number"
attested = "sold"
[measures.staff]
label = { zh = "人数", en = "staff" }
unit = "people"
attested = "staff"
[[requirements]]
id = "some"
label = { zh = "几种人数", en = "some numbers" }
condition = { measure = "staff", one_of = [10, 20] }
[[sections]]
id = "all"
label = { zh = "全部", en = "all" }
[[sections.criteria]]
id = "sales"
label = { zh = "销售分", en = "points for sales" }
measure = "sold"
per_unit = { size = 1000, points = 1 }
applies = { measure = "staff", at_least = 1 }
why = { zh = "做大", en = "growth counts" }
remedy = { zh = "多卖", en = "sell more" }
[[grades]]
id = "good"
label = { zh = "良好", en = "Good" }
at_least = 5
"""


class TestWithoutLimit:
    """A scheme that gives points without a cap, and one whose text leaves its reading open."""

    def test_points_without_a_limit(self) -> None:
        law = scheme(UNCAPPED)
        text = report(decide(measured(staff=10), law), law)
        assert "Points: at least 0 points\n" in text
        assert re.search(r"points for sales +not known +at least 0 +no limit", text)
        assert "- bears on points: points for sales" in text
        assert re.search(r"no limit", report(decide(measured(staff=10), law)))

    def test_a_criterion_with_all_that_can_be_said_of_it(self) -> None:
        law = scheme(UNCAPPED)
        decision = decide(measured(staff=10, sold=2000), law)
        text = explain(decision, "sales", law)
        for words in (
            "sales: 2,000",
            "1 point for each full 1,000",
            "Applies only where staff: at least 1 person",
            "growth counts",
        ):
            assert words in text
        assert "What would mend it: sell more" in text
        assert "sell more" in explain(decision, "sales")

    def test_one_of_several_numbers(self) -> None:
        law = scheme(UNCAPPED)
        assert "staff: 15 people (asked: 10 people or 20 people)" in report(decide(measured(staff=15), law), law)
        assert "✗ staff: 15 people\n" in report(decide(measured(staff=15), law))

    def test_a_reading_only_the_issuer_can_settle(self) -> None:
        law = scheme(
            """
[measures.wage]
label = { zh = "工资线", en = "wage line" }
unit = "people"
readings = [10, 20]
[[requirements]]
id = "enough"
label = { zh = "达线", en = "reaches the line" }
condition = { measure = "people_employed", at_least = "wage" }
"""
        )
        spells = tuple(engaged(f"p{number}") for number in range(15))
        decision = decide(dossier(engagements=spells), law)
        text = report(decision, law).replace("\n", " ")
        assert "how the published text is to be read: wage line (only its issuer can settle it)" in text
        assert text.startswith("w: the published text leaves it open")
        assert "every fact that eligibility hangs on is stated" in text
        assert "facts that matter have not been stated" not in text
        told = "The published text leaves open: wage line (the text leaves open which of: 10 people; 20 people); every reading of it is"
        assert told in text.replace("   ", " ").replace("  ", " ")


@settings(max_examples=25)
@given(measured_somehow(), st.sampled_from(LANGS), st.sampled_from(FORMATS), st.booleans())
def test_whatever_is_known_can_be_told(known: Measurements, lang: Lang, form: Any, with_scheme: bool) -> None:  # noqa: FBT001  # drawn
    """Every clause and every need is in the letter, the verdict first, in both languages and all formats."""
    decision = decide(known, SCHEME)
    law = SCHEME if with_scheme else None
    voice = Voice.about(decision, lang, law)
    text = report(decision, law, lang=lang, format=form, columns=10_000)
    assert headline(decision, voice).text in text[:300]
    assert who(decision, voice) in text[:300]
    for finding in decision.eligibility.findings:
        assert finding.label.in_(lang) in text
    for section in decision.scorecard.sections:
        assert all(line.label.in_(lang) in text for line in section.lines)
    if form == "text":
        assert all(need_words(need, voice) in text for need in decision.needed)
    assert decision.digest in text
    assert not re.search(r"\{[a-z]+\}|None|UNSTATED|Fraction|Bounds", text)
    for finding in decision.eligibility.findings:
        assert explain(decision, finding.clause, law, lang=lang, format=form)
    for section in decision.scorecard.sections:
        assert all(explain(decision, line.clause, law, lang=lang, format=form) for line in section.lines)


@settings(max_examples=25)
@given(measured_somehow(), st.sampled_from(LANGS))
def test_a_decision_alone_calls_and_counts_measures_as_its_scheme_does(known: Measurements, lang: Lang) -> None:
    decision = decide(known, SCHEME)
    alone, beside = Voice.about(decision, lang, None), Voice(lang, SCHEME)
    seen = [(line.measure, line.observed) for finding in decision.eligibility.findings for line in finding.comparisons]
    scored = (line for section in decision.scorecard.sections for line in section.lines)
    seen += [(line.measure, line.observed) for line in scored if isinstance(line.measure, str) and line.observed is not None]
    for name in {name for name, _ in seen} | {name for need in decision.needed for name in need.measures}:
        assert alone.name(name) == beside.name(name)
        assert alone.unit(name) == beside.unit(name)
    for name, observed in seen:
        if isinstance(observed, Bounds) and observed.settled:
            assert alone.value(name, observed) == beside.value(name, observed)


def test_points_of_a_section_are_called_by_its_label_with_and_without_a_scheme() -> None:
    decision = decide(all_known(), SCHEME)
    section = decision.scorecard.sections[0]
    for voice in (Voice.about(decision, "en", None), Voice("en", SCHEME)):
        assert voice.name(f"points:{section.section}") == f"points for {section.label.en}"
        assert voice.value(f"points:{section.section}", Bounds(2, 2)) == "2 points"
        assert voice.name("points:nothing") == "points:nothing"
        assert voice.name("points") == "total of points"


@settings(max_examples=25)
@given(measured_somehow())
def test_telling_changes_nothing_and_says_the_same_twice(known: Measurements) -> None:
    decision = decide(known, SCHEME)
    assert report(decision, SCHEME) == report(decide(known, SCHEME), SCHEME)
