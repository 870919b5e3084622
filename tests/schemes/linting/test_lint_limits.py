"""Where nothing is proven nothing is claimed, and texts that are rarely written."""

from itertools import pairwise

import pytest
from lint_bodies import HEADER, grade, measure, requirement, scheme_of, section

from common_prosperity.measures.conditions import All
from common_prosperity.schemes.comparing import compare
from common_prosperity.schemes.linting import lint
from common_prosperity.schemes.linting.reach import Reaches
from common_prosperity.schemes.linting.strictness import Effect
from common_prosperity.schemes.linting.words import condition_text

NAMES = [f"m{index}" for index in range(8)]
STATED = "".join(measure(name, "number", f'attested = {{ of = "{name}" }}') for name in NAMES)


def both(index: int, first: str, second: str) -> str:
    """Two statements of so much at least: the more of the one, the less of the other, so that no pair follows from another."""
    edges = ", ".join(f'{{ measure = "{name}", at_least = {edge} }}' for name, edge in ((first, index), (second, 100 - index)))
    return f"{{ all = [{edges}] }}"


PAIRS = [both(index, *pair) for index, pair in enumerate([*pairwise(NAMES)] * 3)]
TANGLED = f"{{ any = [{', '.join(PAIRS)}] }}"
PROJECTS = '{ measure = "projects", at_least = 1 }'
WHERE = '{ measure = "people_employed", at_least = 5 }'


def codes(body: str) -> set[str]:
    """The codes found in a scheme with the statements."""
    scheme, text = scheme_of(body + STATED)
    return {finding.code for finding in lint(scheme, text=text)}


class TestTooManyWorlds:
    """Conditions over eight quantities that hang together are not worked out, and so nothing is claimed of them."""

    @pytest.fixture(autouse=True)
    def sooner(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Give up after fewer worlds than usual: what is left unproven is the same, and comes sooner."""
        monkeypatch.setattr("common_prosperity.schemes.linting.worlds.LIMIT", 2_000)

    def test_of_two_that_ask_the_same_none_is_called_implied(self) -> None:
        assert codes(requirement(TANGLED, "a") + requirement(TANGLED, "b")) == set()

    def test_where_a_clause_applies(self) -> None:
        assert codes(requirement(PROJECTS, "a", f"applies = {TANGLED}")) == set()

    def test_beside_other_parts(self) -> None:
        assert codes(requirement(f"{{ all = [{TANGLED}, {PROJECTS}] }}")) == set()

    def test_cases(self) -> None:
        amount = (
            '[[amounts]]\nid = "a"\nlabel = { zh = "待遇", en = "amount" }\nunit = "yuan"\nsource = "art. 4"\n'
            f"first = [{{ value = 1, when = {TANGLED} }}, {{ value = 2 }}]\n"
        )
        assert codes(amount) == set()

    def test_comparing(self) -> None:
        old, new = (scheme_of(requirement(TANGLED, more=more) + STATED)[0] for more in ("", f"applies = {PROJECTS}"))
        (change,) = compare(old, new)
        assert change.effect is Effect.UNKNOWN

    def test_comparing_amounts(self) -> None:
        amount = (
            '[[amounts]]\nid = "a"\nlabel = {{ zh = "待遇", en = "amount" }}\nunit = "yuan"\nsource = "art. 4"\n'
            "first = [{{ value = {value}, when = {when} }}, {{ value = 0 }}]\n"
        )
        old, new = (scheme_of(amount.format(value=value, when=TANGLED) + STATED)[0] for value in (1, 2))
        (change,) = compare(old, new)
        assert change.effect is Effect.UNKNOWN

    def test_a_long_checklist_may_give_anything_between_its_ends(self) -> None:
        items = ", ".join(f'{{ label = {{ zh = "甲", en = "first" }}, when = {pair} }}' for pair in PAIRS)
        body = section(f"checklist = {{ items = [{items}] }}") + grade("good", "at_least = 5\nat_most = 6")
        scheme, _ = scheme_of(body + STATED)
        assert str(Reaches.of(scheme).total.outer.numbers) == "[0, 21]"
        assert "S304" not in codes(body)


class TestWhatIsLeftAlone:
    def test_bands_of_a_quantity_that_is_compared_with_another_where_they_apply(self) -> None:
        applies = 'applies = { measure = "people_employed", at_least = "projects" }'
        bands = "bands = [{ less_than = 5, points = 1 }, { at_least = 9, points = 2 }]"
        assert "S102" in codes(section(f'measure = "people_employed"\n{bands}'))
        assert "S102" not in codes(section(f'measure = "people_employed"\n{bands}\n{applies}'))

    def test_points_of_a_choice_without_printed_options(self) -> None:
        free = measure("work", "choice", 'attested = { of = "work", kind = "choice" }')
        assert "S110" not in codes(section('measure = "work"\nchoice = { hand = 1 }') + free)

    def test_an_illustrative_clause_needs_no_source(self) -> None:
        cited = requirement(PROJECTS)
        bare = cited.replace('source = "art. 1"\n', "")
        assert "S005" in codes(bare)
        assert "S005" not in codes(bare + 'basis = "illustrative"\n')


class TestTexts:
    def test_a_text_of_comments_alone_lacks_what_a_header_says(self) -> None:
        scheme, _ = scheme_of(requirement(PROJECTS))
        assert [finding.code for finding in lint(scheme, text="# References: a notice\n")] == ["S002"]

    def test_a_text_that_cannot_be_read_gives_the_first_line(self) -> None:
        scheme, _ = scheme_of(requirement('{ measure = "projects", at_least = 0 }'))
        for text in (f"{HEADER}requirements = [", f"{HEADER}requirements = [@"):
            assert {(finding.code, finding.place) for finding in lint(scheme, text=text)} == {("S202", "$")}

    def test_no_condition(self) -> None:
        assert (condition_text(All(())).zh, condition_text(All(())).en) == ("无条件", "always")

    def test_a_share_is_a_percentage_where_that_has_an_end_and_whatever_is_measured_has_its_label(self) -> None:
        share = measure("women", "share", 'attested = "women"').replace(
            'zh = "指标", en = "measure"', 'zh = "妇女占比", en = "women"'
        )
        parts = [
            '{ measure = "women", at_least = "20%" }',
            '{ measure = "women", less_than = "2/3" }',
            '{ measure = "well", equals = true }',
        ]
        scheme, _ = scheme_of(
            requirement(f"{{ any = [{', '.join(parts)}] }}")
            + section('measure = "women"\nbands = [{ at_least = "20%", points = 1 }]')
            + share
            + measure("well", "yes_no", 'attested = { of = "well", kind = "yes_no" }')
        )
        words = condition_text(scheme.requirements[0].condition, scheme)
        assert words.zh == "妇女占比（women） ≥ 20% 或 妇女占比（women） < 2/3 或 指标（well） = 是"
        assert words.en == "women ≥ 20% or women < 2/3 or measure (well) = yes"
        texts = [finding.text("zh") for finding in lint(scheme) if finding.code == "S104"]
        assert texts == ["s-c：各档之外还有 0% 以上、不满 20%"]


class TestLoosened:
    """What a base asked for and where, in the words of a finding."""

    def test_a_restricted_requirement(self) -> None:
        strict, loose = (
            scheme_of(requirement(f'{{ measure = "projects", at_least = {edge} }}', more=f"applies = {WHERE}"))[0]
            for edge in (2, 1)
        )
        (finding,) = [one for one in lint(loose, base=strict) if one.code == "S601"]
        assert "projects ≥ 2 (where people_employed ≥ 5)" in finding.text("en")
        assert "送项目数（projects） ≥ 2（限 累计吸纳就业人数（people_employed） ≥ 5）" in finding.text("zh")

    def test_what_a_grade_asks_for_besides(self) -> None:
        body = section('measure = "people_employed"\ncurve = [[0, 0], [100, 100]]')
        strict, loose = (
            scheme_of(body + grade("good", f'at_least = 60\nrequires = {{ measure = "projects", at_least = {edge} }}'))[0]
            for edge in (2, 1)
        )
        (finding,) = [one for one in lint(loose, base=strict) if one.code == "S607"]
        assert "60 or more and projects ≥ 2" in finding.text("en")
        assert lint(strict, base=loose) == ()
