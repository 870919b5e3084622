"""Schemes, measures and conditions on paper."""

import re
from typing import Any

import attrs
import pytest
from full_scheme import SCHEME
from hypothesis import given, settings
from hypothesis import strategies as st

from common_prosperity import reports
from common_prosperity.awards import decide
from common_prosperity.errors import Lang
from common_prosperity.files.grammar import TAGGED
from common_prosperity.files.schemes import load_catalogue, load_scheme, scheme_files
from common_prosperity.measures.conditions import All, AnyOf, AtLeastKOf, Compare, Condition, Not, Relation
from common_prosperity.measures.definition import Measure, Unit
from common_prosperity.measures.how import How
from common_prosperity.quantities import Text
from common_prosperity.reports import explain, measures_report, scheme_report, schemes_report
from common_prosperity.reports.conditions import RowSpeaker, condition_words
from common_prosperity.reports.rules import HOWS, SHAPES, how_words, shape_words
from common_prosperity.reports.voice import Voice
from common_prosperity.reports.writing import FORMATS
from common_prosperity.schemes.model import Amount, Basis, Clause, Grade
from common_prosperity.schemes.points import Shape
from invented import measured, scheme

EN, ZH = Voice("en", SCHEME), Voice("zh", SCHEME)
PATHS = [path for _, _, path in scheme_files()]


class TestEveryShippedScheme:
    """Both languages, every format, every clause."""

    @pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_every_clause_grade_amount_and_measure_is_on_paper(self, path: Any, lang: Lang) -> None:
        law = load_scheme(path)
        text = scheme_report(law, lang=lang, columns=10_000)
        items: list[Clause | Grade | Amount] = [*law.clauses(), *law.grades, *law.amounts]
        for item in items:
            assert item.id in text
            assert re.sub(r"\s+", " ", item.label.in_(lang)) in text
        for name in (*law.measures, *law.parameters):
            assert name in text
        assert not re.search(r"\{[a-z]+\}|None|UNSTATED|Fraction|Bounds\(", text)

    def test_the_library_is_listed(self) -> None:
        schemes = [load_scheme(path) for path in PATHS]
        for form in FORMATS:
            text = schemes_report(schemes, lang="zh", format=form)
            if form != "markdown":
                assert all(f"{law.id}@{law.edition}" in text for law in schemes)
            assert len(text) > 1000


TIERS = """
[parameters.wage]
label = { zh = "最低工资", en = "minimum wage" }
unit = "yuan_per_month"
by = "class"
dated = [{ since = 2020-01-01, values = { "1" = 2260, "2" = 2010 } }]
[measures.class]
label = { zh = "乡镇类别", en = "class" }
unit = "choice"
[measures.class.attested]
of = "class"
kind = "choice"
verified = true
options = { "1" = { zh = "一类乡镇", en = "first class" }, "2" = { zh = "二类乡镇", en = "second class" } }
[[requirements]]
id = "paid"
label = { zh = "工资达标", en = "paid enough" }
condition = { measure = "income_per_person_month", at_least = "wage" }
"""


class TestFullScheme:
    """Everything a scheme can say, in words."""

    def test_in_english(self) -> None:
        text = scheme_report(SCHEME, columns=10_000)
        for words in (
            "In force: from 2020-01-01",
            "staff: at least “target”",
            "at least 2 of these: pay: at least “minimum wage”; insured; (local share: more than 1/3, about 33.3%, and not (brand: none))",
            "brand: county or village (only where staff: more than 20 people)",
            "at most half (recommended only)",
            "at most 10 people: 0 points; at least 10 people, less than 20 people: 5 points; at least 25 people: 10 points",
            "none: 0 points; village: 3 points; county: 6 points",
            "4 points if insured; otherwise 0 points (only where staff: at least 5 people)",
            "2 points for each person, at most 8 points",
            "the best 1 of: training 2 points; growth 1 point, at most 2 points",
            "Only the best 4 of these count.",
            "Total: 0 to 45 points, bonus included. The total is rounded half up to 0.5.",
            "more than 10 points",
            "points for work: at least 12 points, and insured",
            "¥30,000 if eligible, and grade: first class; ¥10,000 if eligible; otherwise ¥0",
            "(1/3, about 0.33 if total of points: at least 20 points; otherwise 0) × “base”",
            "one: ¥2,280 a month; two: ¥2,070 a month",
            "notice 1",
            "grades 1 and 2 count twice",
            "the panel's marks for “plan”, their mean without the highest and the lowest (0 to 10 points)",
            "“staff” a year before",
            "“raw growth”, rounded down to 2 people",
            "the largest of: “difference”; 0 people",
            "“staff” − “staff a year ago”",
            "the first that fits: “minimum wage” if pay: less than “minimum wage”; otherwise “pay”",
            "share of people engaged at any time in the period, one row a person, counting: where the person lives: same village or same township",
            "the text leaves open which of: 1; 2",
            "The first grade listed that is met applies.",
        ):
            assert words in text, words

    def test_in_chinese(self) -> None:
        text = scheme_report(SCHEME, lang="zh", columns=10_000)
        for words in (
            "施行期间：自 2020-01-01 起",
            "职工人数不少于“目标人数”",
            "以下至少 2 项：人均工资不少于“最低工资”；已参保；（本地占比超过 1/3，约 33.3%，且并非（品牌为无））",
            "每人得 2 分，至多 8 分",
            "每 8 小时得 1.5 分，不足部分按一个单位计（超过 8 小时的部分），至多 6 分",
            "总分 0 至 45 分，含加分。总分四舍五入到 0.5。",
            "依次取：“最低工资”（人均工资少于“最低工资”）；其他情形：“人均工资”",
        ):
            assert words in text, words

    def test_a_deduction_takes_points(self) -> None:
        shapes = (
            "per_unit = { points = 1, cap = 3 }",
            "curve = [[0, 0], [4, 3]]",
            "bands = [{ less_than = 4, points = 0 }, { at_least = 4, points = 3 }]",
            "marks = { at_most = 3 }",
            "per_unit = { size = 2, points = 1, count = 'started', cap = 3 }",
        )
        criteria = "".join(
            f'[[sections.criteria]]\nid = "c{at}"\nlabel = "c"\nmeasure = "fires"\n{shape}\n' for at, shape in enumerate(shapes)
        )
        law = scheme(
            '[measures.fires]\nlabel = "f"\nunit = "count"\nattested = "fires"\n'
            f'[[sections]]\nid = "s"\nlabel = "s"\nkind = "deduction"\ncap = 9\n{criteria}'
        )
        text = scheme_report(law, lang="zh", columns=10_000)
        for words in (
            "每项扣 1 分，至多扣 3 分",
            "0 扣 0 分、4 扣 3 分，其间按直线折算",
            "不少于 4：扣 3 分",
            "按数值直接计分，0 分至 3 分",
            "每 2 扣 1 分，不足部分按一个单位计，至多扣 3 分",
            "最多扣 3",
        ):
            assert words in text, words
        assert not re.search("得 [0-9]", text)
        told = scheme_report(law, columns=10_000)
        assert "1 point off each, at most 3 points off" in told
        decision = decide(measured(fires=1), law)
        assert "每项扣 1 分" in explain(decision, "c0", law, lang="zh")

    def test_tiers_go_by_their_labels_and_verified_statements_are_told(self) -> None:
        law = scheme(TIERS)
        assert "一类乡镇：2,260 元/月；二类乡镇：2,010 元/月" in scheme_report(law, lang="zh", columns=10_000)
        assert "first class: ¥2,260 a month" in scheme_report(law, columns=10_000)
        assert "申报事项“class”，只计核定值（一类乡镇（1）或二类乡镇（2））" in scheme_report(law, lang="zh", columns=10_000)
        assert "of which only the verified value counts" in scheme_report(law, columns=10_000)
        defined = scheme(TIERS.replace('unit = "choice"', 'unit = "choice"\ndefinition = { zh = "按名录", en = "as listed" }'))
        assert "as listed (only the verified value counts)" in scheme_report(defined, columns=10_000)

    def test_days_that_no_source_prints_say_so(self) -> None:
        law = scheme(TIERS)
        assert "derived" not in scheme_report(law)
        dated = attrs.evolve(law, effective=attrs.evolve(law.effective, basis=Basis.DERIVED))
        assert "施行期间：自 2020-01-01 起（日期推算）" in scheme_report(dated, lang="zh")
        assert "In force: from 2020-01-01 (days derived)" in scheme_report(dated)
        assert "Where a source is marked “derived”" in scheme_report(dated)

    def test_what_is_not_there_takes_no_heading(self) -> None:
        text = scheme_report(scheme())
        assert "Requirements" not in text
        assert "Grades" not in text
        assert "Total" not in text

    def test_dates_and_lineage_are_told(self) -> None:
        law = load_scheme("disabled-employment-levy@2023")
        text = scheme_report(law, lang="zh")
        assert "2023-01-01 至 2027-12-31" in text
        assert "替代：disabled-employment-levy@2020" in text
        assert "扩展自" in text


class TestMeasures:
    """The catalogue, and every kind of definition and shape."""

    def test_the_catalogue_is_on_paper(self) -> None:
        catalogue = load_catalogue()
        for lang in ("zh", "en"):
            text = measures_report(catalogue, lang=lang, columns=10_000)
            for name, measure in catalogue.items():
                assert name in text
                assert measure.label.in_(lang) in text

    def test_without_a_printed_definition_the_way_it_is_taken_stands(self) -> None:
        for name, measure in load_catalogue().items():
            for voice in (Voice("en", catalogue=load_catalogue()), Voice("zh", catalogue=load_catalogue())):
                words = how_words(measure.how, measure.unit.value, voice)
                assert words
                assert words != measure.how.tag, name

    @pytest.mark.parametrize(("family", "table"), [(How, HOWS), (Shape, SHAPES)])
    def test_every_kind_can_be_told(self, family: type, table: Any) -> None:
        assert set(TAGGED[family].values()) == set(table)

    def test_a_kind_nobody_taught_it_goes_by_its_tag(self) -> None:
        class Strange(How):
            tag = "strange"

        class Odd(Shape):
            tag = "odd"

        assert how_words(Strange(), "count", EN) == "strange"
        assert shape_words(Odd(), "staff", EN) == "odd"


SUBJECTS = {"staff": 3, "local": "1/4", "pay": 10}


@st.composite
def conditions(draw: st.DrawFn, depth: int = 2) -> Condition:
    """Conditions over the full scheme's measures."""
    if depth == 0 or draw(st.booleans()):
        subject = draw(st.sampled_from(["staff", "pay", "insured", "brand"]))
        if subject == "insured":
            return Compare(subject, Relation.EQUALS, draw(st.booleans()))
        if subject == "brand":
            return Compare(subject, Relation.ONE_OF, ("county", "none"))
        return Compare(subject, draw(st.sampled_from(list(Relation)[:4])), draw(st.integers(0, 99)))
    parts = tuple(draw(st.lists(conditions(depth - 1), min_size=1, max_size=3)))
    kind = draw(st.sampled_from(["all", "any", "not", "k"]))
    if kind == "not":
        return Not(parts[0])
    return {"all": All(parts), "any": AnyOf(parts), "k": AtLeastKOf(1, parts)}[kind]


@settings(max_examples=60)
@given(conditions())
def test_every_comparison_of_a_condition_is_in_its_words(condition: Condition) -> None:
    for voice in (EN, ZH):
        words = condition_words(condition, voice)
        for leaf in condition.leaves():
            assert voice.name(leaf.subject) in words
            if isinstance(leaf.edge, int) and not isinstance(leaf.edge, bool):
                assert str(leaf.edge) in words
        opening, closing = ("（", "）") if voice.lang == "zh" else ("(", ")")
        assert words.count(opening) == words.count(closing)


def test_and_within_or_is_bracketed() -> None:
    one, two, three = (Compare("staff", Relation.AT_LEAST, number) for number in (1, 2, 3))
    words = condition_words(AnyOf((All((one, two)), three)), EN)
    assert words == "(staff: at least 1 person, and staff: at least 2 people), or staff: at least 3 people"


def test_rows_are_spoken_of_by_the_labels_and_terms_of_their_columns() -> None:
    speaker = RowSpeaker(EN, "people")
    assert condition_words(Compare("disabled", Relation.EQUALS, edge=False), speaker) == "not certified disabled"
    assert condition_words(Compare("sex", Relation.EQUALS, "female"), speaker) == "sex: female"
    assert condition_words(Compare("age", Relation.LESS_THAN, 16), RowSpeaker(ZH, "people")) == "期末周岁少于 16 年"
    assert condition_words(Compare("unheard-of", Relation.AT_LEAST, 2), speaker) == "unheard-of: at least 2"


def test_what_a_row_is_compared_with_may_have_a_name() -> None:
    law = scheme(
        """
[parameters.line]
label = { zh = "收入线", en = "income line" }
unit = "yuan"
dated = [{ since = 2020-01-01, value = 5000 }]
[measures.heads]
label = { zh = "加权占比", en = "weighted share" }
unit = "share"
share = { of = "people", where = { column = "earned", at_least = "line" }, among = { column = "in_post", equals = true }, weights = [{ counts = 2, where = { column = "sex", equals = "female" } }] }
[[requirements]]
id = "heads"
label = { zh = "占比", en = "share" }
condition = { measure = "heads", at_least = "50%" }
"""
    )
    text = scheme_report(law, columns=10_000)
    assert (
        "counting: paid in the period: at least “income line”, among: engaged on the last day of the period (2 for: sex: female)"
        in text
    )
    assert "¥5,000" in text


def test_a_name_the_room_does_not_have_is_refused() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        reports.nonsense  # noqa: B018  # asking is the test


def test_a_measure_may_speak_for_both_languages() -> None:
    measure = Measure(label=Text.same("人数 people"), unit=Unit.PEOPLE, how=load_catalogue()["people_employed"].how)
    assert "人数 people" in measures_report({"n": measure}, lang="zh", columns=10_000)
