"""Findings and their absence in small schemes, for what the pairs of files leave out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lint_bodies import found, grade, measure, requirement, scheme_of, section

from common_prosperity.measures.aggregates import Count
from common_prosperity.measures.columns import COLUMNS
from common_prosperity.measures.conditions import Compare, Relation
from common_prosperity.measures.how import Weight
from common_prosperity.measures.shares import Share
from common_prosperity.quantities import Text
from common_prosperity.schemes.linting import lint
from common_prosperity.schemes.linting.intervals import EVERYTHING, IntervalSet
from common_prosperity.schemes.linting.shape_words import value_text
from common_prosperity.schemes.linting.words import region_text
from common_prosperity.schemes.points import Counting, PerUnit

PEOPLE = requirement('{ measure = "people_employed", at_least = 10 }')
TENTHS = 'points = { round_to = "0.1" }\n'
HUNDRED = section('measure = "people_employed"\ncurve = [[0, 0], [100, 100]]')
PROJECTS = '{ measure = "projects", at_least = 1 }'
NO_PROJECTS = '{ measure = "projects", less_than = 1 }'
TRAINED = '{ measure = "training_hours", more_than = 0 }'
AMOUNT = (
    '[[amounts]]\nid = "a"\nlabel = {{ zh = "待遇", en = "amount" }}\nunit = "yuan"\nsource = "art. 4"\nfirst = [{cases}]\n'
)
YES = 'label = { zh = "甲", en = "first" }'


def two(lower: str, upper: str) -> str:
    """Two grades of which the upper lies within the lower, each with a requirement of its own."""
    return grade("good", f"at_least = 60\nrequires = {lower}") + grade("best", f"at_least = 80\nrequires = {upper}")


TYPE = measure("type", "choice", 'attested = { of = "type", options = ["job", "service", "other"] }')


def of_type(condition: str, option: str, more: str = "") -> str:
    """A requirement for one option of a choice."""
    return requirement(condition, f"of-{option}", f'applies = {{ measure = "type", equals = "{option}" }}\n{more}')


BOTH = of_type(PROJECTS, "job") + of_type(TRAINED, "service")

BODIES: dict[str, tuple[str, list[str]]] = {
    "grades that ask for what cannot be met together": (HUNDRED + two(PROJECTS, NO_PROJECTS), []),
    "grades that ask for what can be met together": (HUNDRED + two(PROJECTS, TRAINED), ["S301"]),
    "grades whose totals hang together with points of a section": (
        HUNDRED + two('{ measure = "points:s", less_than = 80 }', '{ measure = "points:s", at_least = 80 }'),
        [],
    ),
    "grades of which one asks for few people, and whose totals rise with people": (
        HUNDRED
        + grade("good", "at_least = 60")
        + grade("best", 'at_least = 80\nrequires = { measure = "people_employed", at_most = 70 }'),
        [],
    ),
    "grades of which one asks for few people, on totals that few people get": (
        HUNDRED
        + grade("good", "at_least = 60")
        + grade("best", 'at_least = 80\nrequires = { measure = "people_employed", at_most = 80 }'),
        ["S301"],
    ),
    "grades that share 80 of a hundred in tenths": (
        TENTHS + HUNDRED + grade("good", "at_least = 60\nat_most = 80") + grade("best", "at_least = 80"),
        ["S303"],
    ),
    "grades that overlap, of a hundred in tenths": (
        TENTHS + HUNDRED + grade("good", "at_least = 60\nat_most = 85") + grade("best", "at_least = 80"),
        ["S301"],
    ),
    "grades that leave a tenth out, of a hundred in tenths": (
        TENTHS + HUNDRED + grade("good", "at_least = 60\nless_than = 80") + grade("best", "more_than = 80"),
        ["S302"],
    ),
    "grades that leave out less than a tenth, of a hundred in tenths": (
        TENTHS + HUNDRED + grade("good", 'at_least = 60\nat_most = "79.9"') + grade("best", 'at_least = "79.99"'),
        [],
    ),
    "totals in tenths above every grade": (TENTHS + HUNDRED + grade("good", 'at_least = 60\nat_most = "99.9"'), ["S305"]),
    "a grade between two tenths": (
        TENTHS + HUNDRED + grade("good", 'at_least = "80.02"\nless_than = "80.1"'),
        ["S304", "S305"],
    ),
    "grades that share 80, of which one asks for points of a section and for what else is so": (
        HUNDRED
        + grade("good", "at_least = 60\nat_most = 80")
        + grade("best", f'at_least = 80\nrequires = {{ all = [{{ measure = "points:s", at_least = 80 }}, {TRAINED}] }}'),
        ["S303", "S307"],
    ),
    "grades that share 80, of which one asks for more points of the only section": (
        HUNDRED
        + grade("good", "at_least = 60\nat_most = 80")
        + grade("best", f'at_least = 80\nrequires = {{ all = [{{ measure = "points:s", more_than = 80 }}, {TRAINED}] }}'),
        ["S307"],
    ),
    "a total that fails what the best grade asks of a section, and is above the next": (
        HUNDRED
        + grade("best", f'at_least = 80\nrequires = {{ all = [{{ measure = "points:s", at_least = 90 }}, {TRAINED}] }}')
        + grade("good", "at_least = 60\nless_than = 80"),
        ["S307"],
    ),
    "grades that share 80, of which one asks for a total, or points, in ways that are only looked at": (
        HUNDRED
        + grade("good", "at_least = 60\nat_most = 80")
        + grade(
            "best",
            'at_least = 80\nrequires = { at_least_k_of = { k = 2, of = [{ measure = "points:s", at_least = 80 }, '
            f'{{ measure = "points", at_most = 80 }}, {PROJECTS}] }} }}',
        ),
        ["S303"],
    ),
    "grades that share 80, of which one asks for more than that in all": (
        HUNDRED
        + grade("good", "at_least = 60\nat_most = 80")
        + grade("best", 'at_least = 80\nrequires = { measure = "points", more_than = 80 }'),
        [],
    ),
    "the only grade asks for something besides": (HUNDRED + grade("good", f"at_least = 60\nrequires = {PROJECTS}"), []),
    "every grade asks for the same besides": (
        HUNDRED
        + grade("best", f"at_least = 80\nrequires = {PROJECTS}")
        + grade("good", f"at_least = 60\nless_than = 80\nrequires = {PROJECTS}"),
        [],
    ),
    "who lacks what one grade asks for besides has what the other asks": (
        HUNDRED
        + grade("best", f"at_least = 80\nrequires = {PROJECTS}")
        + grade("good", "at_least = 60\nless_than = 80")
        + grade("other", f"at_least = 80\nrequires = {NO_PROJECTS}"),
        [],
    ),
    "grades that overlap where one of two ways is met": (
        HUNDRED
        + grade("good", "at_least = 60")
        + grade("best", f'at_least = 80\nrequires = {{ any = [{{ measure = "points:s", less_than = 80 }}, {TRAINED}] }}'),
        ["S301"],
    ),
    "clauses for two of three options": (BOTH + TYPE, ["S209"]),
    "clauses for two of three options, of which one is advice": (
        of_type(PROJECTS, "job") + of_type(TRAINED, "service", 'force = "advised"') + TYPE,
        [],
    ),
    "two clauses for the same option": (
        of_type(PROJECTS, "job") + of_type(TRAINED, "job").replace("of-job", "again") + TYPE,
        [],
    ),
    "clauses for two of three options, and a requirement that names all": (
        BOTH + requirement('{ measure = "type", one_of = ["job", "service", "other"] }', "types") + TYPE,
        [],
    ),
    "clauses for two of three options, the others refused among other things": (
        BOTH
        + requirement(
            '{ all = [{ measure = "people_employed", at_least = 10 }, { measure = "type", one_of = ["job", "service"] }] }',
            "types",
        )
        + TYPE,
        [],
    ),
    "clauses for two of three options, the others refused only with something else": (
        BOTH + requirement(f'{{ any = [{PROJECTS}, {{ measure = "type", one_of = ["job", "service"] }}] }}', "types") + TYPE,
        ["S209"],
    ),
    "an amount for who is eligible": (
        PEOPLE + AMOUNT.format(cases='{ value = 1, when = { measure = "eligible", equals = true } }'),
        [],
    ),
    "an amount for who is eligible and has projects": (
        PEOPLE
        + AMOUNT.format(cases=f'{{ value = 1, when = {{ all = [{PROJECTS}, {{ measure = "eligible", equals = true }}] }} }}'),
        ["S702"],
    ),
    "an amount for who is not eligible, or has projects": (
        PEOPLE
        + AMOUNT.format(
            cases=f'{{ value = 1, when = {{ not = {{ any = [{NO_PROJECTS}, {{ measure = "eligible", equals = true }}] }} }} }}'
        ),
        ["S702"],
    ),
    "cases that cover all there can be": (
        AMOUNT.format(cases=f"{{ value = 1, when = {PROJECTS} }}, {{ value = 2, when = {NO_PROJECTS} }}"),
        [],
    ),
    "a measure by cases that leave some out": (
        requirement('{ measure = "kind", at_least = 1 }')
        + measure("kind", "number", f"first = [{{ value = 1, when = {PROJECTS} }}, {{ value = 0, when = {TRAINED} }}]"),
        ["S702"],
    ),
    "a direction of points that nobody can get": (
        section(
            'measure = "people_employed"\nbetter = "less"\ncurve = [[0, 0], [100, 100]]\n'
            'applies = { measure = "women_share", more_than = 1 }'
        ),
        ["S205"],
    ),
    "points for no value at all, and grades": (
        "points = { floor = 0, ceiling = 9 }\n"
        + section('measure = "people_employed"\nbands = [{ less_than = 0, points = 1 }]')
        + grade("good", "at_least = 60"),
        ["S104", "S108"],
    ),
    "a grade that asks for the impossible": (
        HUNDRED + grade("good", 'at_least = 60\nrequires = { measure = "women_share", more_than = 1 }'),
        ["S304"],
    ),
    "a grade that asks for what always holds": (
        HUNDRED + grade("good", 'at_least = 60\nrequires = { measure = "projects", at_least = 0 }'),
        ["S208"],
    ),
    "the lower grade listed first on a ladder": (
        "ladder = true\n" + HUNDRED + grade("good", "at_least = 60") + grade("best", "at_least = 80"),
        ["S304"],
    ),
    "a share required only of some": (
        requirement(
            '{ measure = "women_share", at_least = "60%" }', "w", 'applies = { measure = "people_employed", at_least = 5 }'
        ),
        [],
    ),
    "advice on a share": (requirement('{ measure = "women_share", at_least = "60%" }', "w", 'force = "advised"'), []),
    "advice beside a stricter requirement": (
        PEOPLE + requirement('{ measure = "people_employed", at_least = 5 }', "a", 'force = "advised"'),
        [],
    ),
    "the looser of two requirements listed first": (
        PEOPLE + requirement('{ measure = "people_employed", at_least = 20 }', "size"),
        ["S207"],
    ),
    "two requirements that refuse the same": (
        PEOPLE + requirement('{ measure = "people_employed", more_than = 9 }', "size"),
        ["S207"],
    ),
    "a restriction that makes both matter": (
        PEOPLE + requirement('{ measure = "people_employed", at_least = 20 }', "size", f"applies = {PROJECTS}"),
        [],
    ),
    "a part of *at least k of* is left alone": (
        requirement(f"{{ at_least_k_of = {{ k = 1, of = [{PROJECTS}, {TRAINED}] }} }}"),
        [],
    ),
    "idle inside *not*": (
        requirement('{ not = { any = [{ measure = "projects", at_least = 2 }, { measure = "projects", at_least = 3 }] } }'),
        ["S208"],
    ),
    "an upper edge that no share passes": (
        PEOPLE + requirement('{ measure = "women_share", at_least = "60%", at_most = 1 }', "women"),
        ["S208"],
    ),
    "a case after one without a condition": (AMOUNT.format(cases="{ value = 1 }, { value = 2 }"), ["S701"]),
    "a last case after cases that cover everything": (
        AMOUNT.format(cases=f"{{ value = 1, when = {PROJECTS} }}, {{ value = 2, when = {NO_PROJECTS} }}, {{ value = 3 }}"),
        ["S701"],
    ),
    "a case that can never be": (
        AMOUNT.format(cases='{ value = 1, when = { measure = "women_share", more_than = 1 } }, { value = 2 }'),
        ["S701"],
    ),
    "a case of a measure": (
        requirement('{ measure = "wanted", at_least = 1 }')
        + measure("wanted", "count", f"first = [{{ value = 3 }}, {{ value = 2, when = {PROJECTS} }}]"),
        ["S202", "S701"],
    ),
    "a case by grade": (
        HUNDRED
        + grade("good", "at_least = 60")
        + AMOUNT.format(
            cases='{ value = 1, when = { measure = "grade", equals = "good" } }, { value = 2, when = { measure = "eligible", equals = true } }'
        ),
        [],
    ),
    "a unit that rounding does not change": (
        requirement('{ measure = "whole", at_least = 1 }')
        + measure("whole", "people", 'rounded = { of = "wages_paid", to = 100 }'),
        ["S506"],
    ),
    "money per person": (
        requirement('{ measure = "each", at_least = 1 }')
        + PEOPLE.replace("employment", "p")
        + measure("each", "yuan", 'ratio = ["wages_paid", "people_employed"]'),
        [],
    ),
    "money out of people": (
        requirement('{ measure = "each", at_least = 1 }')
        + PEOPLE.replace("employment", "p")
        + measure("each", "yuan", 'ratio = ["people_employed", "people_employed"]'),
        ["S506"],
    ),
    "a share of money among people": (
        requirement('{ measure = "each", at_least = 1 }')
        + PEOPLE.replace("employment", "p")
        + measure("each", "share", 'ratio = ["wages_paid", "people_employed"]'),
        ["S506"],
    ),
    "a share said to be in people": (
        PEOPLE
        + requirement('{ measure = "old", at_least = 1 }', "o")
        + measure("old", "people", 'share = { of = "people", where = { column = "age", at_least = 60 } }'),
        ["S506"],
    ),
    "people summed into yuan": (
        requirement('{ measure = "x", at_least = 1 }') + measure("x", "yuan", 'sum = "people.months_paid"'),
        ["S506"],
    ),
    "pay of a month held against a monthly wage": (
        requirement('{ measure = "x", at_least = 2000 }')
        + PEOPLE.replace("employment", "p")
        + measure("x", "yuan_per_month", 'least = "person_months.paid"'),
        [],
    ),
    "units in cases of a measure": (
        requirement('{ measure = "x", at_least = 1 }')
        + measure(
            "x",
            "number",
            'first = [{ value = 1, when = { measure = "wages_paid", at_least = "people_employed" } }, { value = 0 }]',
        ),
        ["S504"],
    ),
    "yes or no beside anything": (
        requirement('{ measure = "x", at_least = 1 }')
        + measure("x", "people", 'total = ["people_employed", "insured"]')
        + measure("insured", "yes_no", 'attested = { of = "insured", kind = "yes_no" }'),
        [],
    ),
    "a curve over a share in per cent": (section('measure = "women_share"\ncurve = [[0, 0], [60, 10]]'), ["S109", "S503"]),
    "a checklist that never reaches its cap": (
        section(f"checklist = {{ items = [{{ {YES}, when = {PROJECTS} }}, {{ {YES}, when = {TRAINED} }}], cap = 5 }}"),
        ["S112"],
    ),
    "a section of which more count than there are": (
        section(f"yes_no = {{ when = {PROJECTS}, points = 5 }}", more="best = 2"),
        ["S112"],
    ),
    "the best of nothing": (section(f"yes_no = {{ when = {PROJECTS}, points = 0 }}"), ["S110", "S404"]),
    "deduction: the more incidents, the more is lost": (
        section(
            'measure = "unresolved_incidents"\nbetter = "less"\nper_unit = { points = 1, cap = 3 }',
            more='kind = "deduction"\ncap = 3',
        ),
        [],
    ),
    "bonus for incidents, which are better few": (
        section(
            'measure = "unresolved_incidents"\nbetter = "less"\nper_unit = { points = 1, cap = 3 }',
            more='kind = "bonus"\ncap = 3',
        ),
        ["S111"],
    ),
}


@pytest.mark.parametrize("case", BODIES.values(), ids=list(BODIES))
def test_what_is_found(case: tuple[str, list[str]]) -> None:
    body, codes = case
    assert sorted(found(body)) == codes


def test_a_veto_listed_after_a_requirement_that_refuses_the_same() -> None:
    body = PEOPLE + (
        '[[vetoes]]\nid = "few"\nlabel = { zh = "人少", en = "few" }\nsource = "art. 5"\n'
        'condition = { measure = "people_employed", less_than = 8 }\n'
    )
    scheme, text = scheme_of(body)
    (finding,) = lint(scheme, text=text)
    assert finding.text() == "few: whatever it refuses is refused by employment already"
    assert {name: str(value) for name, value in finding.witness[0].items()} == {"people_employed": "0"}


class TestWords:
    @pytest.mark.parametrize(
        ("region", "zh", "en"),
        [
            (IntervalSet.between(5, 9), "5 至 9", "5 to 9"),
            (IntervalSet.between(5, None), "5 以上", "5 or more"),
            (~IntervalSet.between(5, 9), "不满 5、超过 9", "less than 5; more than 9"),
            (IntervalSet.between(5, 9) - IntervalSet.point(9), "5 以上、不满 9", "5 to below 9"),
            (IntervalSet.between(5, 9) - IntervalSet.point(5), "超过 5、至多 9", "above 5, up to 9"),
            (IntervalSet.between(5, 7) - IntervalSet.point(5) - IntervalSet.point(7), "大于 5、小于 7", "between 5 and 7"),
            (EVERYTHING, "任何数值", "any value"),
        ],
    )
    def test_regions(self, region: IntervalSet, zh: str, en: str) -> None:
        assert region_text(region) == Text(zh, en)

    @given(st.integers(8, 30))
    def test_of_many_stretches_a_few_are_told(self, count: int) -> None:
        many = IntervalSet.union_of(IntervalSet.point(2 * number) for number in range(count))
        assert region_text(many).en == f"0; 2; 4; 6; 8; 10 and {count - 6} more"

    @pytest.mark.parametrize(
        ("text", "en", "zh"),
        [
            (
                'yes_no = { when = { measure = "projects", at_least = 1 }, points = 5 }',
                "5 if projects ≥ 1, else 0",
                "projects ≥ 1 得 5 分，否则 0 分",
            ),
            (
                'measure = "work"\nchoice = { none = 0, hand = 5, machine = 3 }',
                "none: 0; hand: 5; machine: 3",
                "none：0；hand：5；machine：3",
            ),
            (
                'measure = "projects"\nbands = [{ less_than = 1, points = 0 }, { at_least = 1, points = 4 }]',
                "less than 1: 0; 1 or more: 4",
                "不满 1：0；1 以上：4",
            ),
            ('measure = "projects"\nmarks = { at_most = 10 }', "as marked, 0 to 10", "按分计，0 至 10"),
            (
                'measure = "projects"\nper_unit = { size = 2, points = 1, above = 3, cap = 4 }',
                "1 for each full 2, above 3, up to 4",
                "自 3 起，每满 2 得 1 分，封顶 4",
            ),
            (
                f"checklist = {{ items = [{{ {YES}, when = {PROJECTS} }}, {{ {YES}, when = {TRAINED}, points = 2 }}], best = 1 }}",
                "first (projects ≥ 1): 1; first (training_hours > 0): 2; the best 1",
                "甲（projects ≥ 1）：1；甲（training_hours > 0）：2；取最高 1 项",
            ),
        ],
    )
    def test_shapes(self, text: str, en: str, zh: str) -> None:
        work = measure("work", "choice", 'attested = { of = "work", kind = "choice", options = ["hand", "machine"] }')
        scheme, _ = scheme_of(section(text) + work)
        assert value_text(scheme.sections[0].criteria[0].points) == Text(zh, en)

    @pytest.mark.parametrize("count", Counting)
    def test_ways_of_counting_differ(self, count: Counting) -> None:
        told = {value_text(PerUnit(points=1, count=other)).en for other in Counting}
        assert value_text(PerUnit(points=1, count=count)).en in told
        assert len(told) == 3

    def test_definitions(self) -> None:
        severe = Compare("disability_grade", Relation.AT_MOST, 2)
        count = Count(of="people", weights=(Weight(counts=2, where=severe),))
        assert value_text(count).en == (
            "count (table: people engaged at any time in the period; "
            f"weights: {COLUMNS['people']['disability_grade'].label.en} ≤ 2 counts 2)"
        )
        share = Share(of="people", where=severe)
        assert value_text(share).zh == (
            f"占比（表：期间内用工人员；条件：{COLUMNS['people']['disability_grade'].label.zh} ≤ 2）"
        )
