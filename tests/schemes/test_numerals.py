"""Numbers in text beside `equals` and `one_of`: read as numbers where a number is compared, left alone where an option is."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.awards import decide
from common_prosperity.errors import InvalidScheme
from common_prosperity.files.codec import unstructure
from common_prosperity.files.json_text import dump
from common_prosperity.files.schemes import parse_scheme
from common_prosperity.measures.conditions import Compare, Relation
from common_prosperity.quantities import exact
from common_prosperity.schemes import Scheme
from invented import measured, numbers, scheme

NUMERALS = st.one_of(
    st.decimals(0, 200, places=2).map("{}%".format),
    st.fractions(0, 5, max_denominator=9).map(str),
    st.integers(0, 99).map(str),
)
"""Percentages, fractions and whole numbers, as text."""

RATE = (
    '[measures.rate]\nlabel = "rate"\nunit = "choice"\nattested = { of = "rate", kind = "choice", options = ["20%", "1/3"] }\n'
)
FLAG = '[measures.insured]\nlabel = "insured"\nunit = "yes_no"\nattested = { of = "insured", kind = "yes_no" }\n'


def of(condition: str, *more: str) -> Scheme:
    return scheme(f'requirements = [{{ id = "r", label = "r", condition = {condition} }}]\n' + "".join(more))


def edge(found: Scheme) -> Any:
    (leaf,) = found.requirements[0].condition.leaves()
    return leaf.edge


def written(found: Scheme) -> Scheme:
    """The scheme after it has been written and read."""
    return parse_scheme(dump(unstructure(found)), json=True)


class TestNumbers:
    """Where a number is compared, text that says a number is one, by whichever relation."""

    @given(
        st.sampled_from(["low_income_share", "own", "points", "limit"]),
        st.sampled_from([*Relation]),
        st.lists(NUMERALS, min_size=1),
    )
    def test_every_relation_reads_the_same_numbers(self, subject: str, relation: Relation, texts: list[str]) -> None:
        edges = texts if relation is Relation.ONE_OF else texts[0]
        limit = (
            '[parameters.limit]\nlabel = "limit"\nunit = "share"\nsource = "a"\ndated = [{ since = 2020-01-01, value = 1 }]\n'
        )
        found = of(f'{{ measure = "{subject}", {relation} = {json.dumps(edges)} }}', numbers("own"), limit)
        assert edge(found) == (tuple(map(exact, texts)) if relation is Relation.ONE_OF else exact(texts[0]))
        assert written(found) == found

    def test_percentages_beside_numbers(self) -> None:
        assert edge(of('{ measure = "women_share", one_of = [0, "20%", "1/3", 1] }')) == (0, Fraction(1, 5), Fraction(1, 3), 1)

    @pytest.mark.parametrize(("share", "verdict"), [("20%", "met"), ("20.01%", "not_met")])
    def test_decided(self, share: str, verdict: str) -> None:
        for condition in ('equals = "20%"', 'one_of = ["10%", "20%"]', 'one_of = [0.1, "20%"]'):
            found = decide(measured(women_share=exact(share)), of(f'{{ measure = "women_share", {condition} }}'))
            assert found.verdict.value == verdict

    def test_wherever_a_condition_stands(self) -> None:
        """In clauses, criteria, grades and amounts; in the rows of a measure, and in its cases."""
        compared = '{ measure = "own", equals = "50%" }'
        rows = '{ column = "hours", equals = "50%" }'
        found = of(
            f"{{ any = [{{ not = {compared} }}, {{ at_least_k_of = {{ k = 1, of = [{compared}] }} }}] }}, applies = {compared}",
            f'vetoes = [{{ id = "v", label = "v", condition = {compared} }}]\n',
            f'sections = [{{ id = "s", label = "s", criteria = [{{ id = "c", label = "c", applies = {compared}, ',
            f'checklist = [{{ label = "i", when = {compared}, points = 1 }}] }}] }}]\n',
            f'grades = [{{ id = "g", label = "g", at_least = 0, requires = {compared} }}]\n',
            'amounts = [{ id = "a", label = "a", unit = "yuan", '
            f'first = [{{ when = {compared}, value = 1 }}, {{ when = {{ measure = "grade", equals = "g" }}, value = 0 }}] }}]\n',
            f'[measures.some]\nlabel = "some"\nunit = "people"\ncount = {{ of = "people", where = {rows}, ',
            f"weights = [{{ counts = 2, where = {rows} }}] }}\n",
            f'[measures.part]\nlabel = "part"\nunit = "share"\nshare = {{ of = "people", where = {rows}, among = {rows} }}\n',
            f'[measures.case]\nlabel = "case"\nunit = "number"\nfirst = [{{ when = {compared}, value = 1 }}, {{ value = 0 }}]\n',
            numbers("own"),
        )
        edges = [leaf.edge for leaf in leaves(found)]
        assert edges.count(Fraction(1, 2)) == 13
        assert [other for other in edges if other != Fraction(1, 2)] == ["g"]
        assert written(found) == found


def leaves(part: Any) -> list[Compare]:
    """Every comparison anywhere within a scheme."""
    if isinstance(part, Compare):
        return [part]
    if isinstance(part, dict):
        return leaves(tuple(part.values()))
    if isinstance(part, tuple):
        return [leaf for item in part for leaf in leaves(item)]
    names = getattr(part.__class__, "__attrs_attrs__", ())
    return [leaf for field in names for leaf in leaves(getattr(part, field.name))]


class TestOptions:
    """Where an option is compared, text is its name, whatever it says."""

    @pytest.mark.parametrize(("condition", "told"), [('equals = "20%"', "20%"), ('one_of = ["20%", "1/3"]', ("20%", "1/3"))])
    def test_options_that_look_like_numbers(self, condition: str, told: Any) -> None:
        found = of(f'{{ measure = "rate", {condition} }}', RATE)
        assert edge(found) == told
        assert written(found) == found
        assert decide(measured(rate="20%"), found).verdict.value == "met"

    def test_columns_of_options_and_names(self) -> None:
        how = 'where = { all = [{ column = "household", equals = "12" }, { column = "kind", equals = "3" }] }'
        body = f'[measures.own]\nlabel = "own"\nunit = "people"\ncount = {{ of = "people", {how} }}\n'
        with pytest.raises(InvalidScheme) as caught:
            scheme(body)
        assert [problem.code for problem in caught.value.problems] == ["unknown-among"]
        found = scheme(body.replace(', { column = "kind", equals = "3" }', ""))
        assert [leaf.edge for leaf in leaves(found)] == ["12"]


class TestRefused:
    """What can be no number is refused as before."""

    @pytest.mark.parametrize(
        ("condition", "code"),
        [
            ('{ measure = "women_share", equals = "a fifth" }', "unlike"),
            ('{ measure = "women_share", one_of = ["20%", "a third"] }', "unlike"),
            ('{ measure = "women_share", one_of = [1, "a third"] }', "expected"),
            ('{ measure = "women_share", one_of = [1, ""] }', "bad-number"),
            ('{ measure = "women_share", equals = "20％" }', "unlike"),
            ('{ measure = "rate", equals = "30%" }', "not-an-option"),
            ('{ measure = "rate", one_of = [1, "20%"] }', "unlike"),
            ('{ measure = "insured", equals = "1" }', "unlike"),
            ('{ measure = "nowhere", equals = "20%" }', "unknown-measure"),
        ],
    )
    def test_refused(self, condition: str, code: str) -> None:
        with pytest.raises(InvalidScheme) as caught:
            of(condition, RATE, FLAG)
        assert [problem.code for problem in caught.value.problems] == [code]

    def test_nested_without_end(self) -> None:
        """Each depth is read or refused; none breaks."""
        codes = set()
        for depth in (*range(80, 360, 20), 900):
            condition = '{"all": [' * depth + '{"measure": "women_share", "equals": "20%"}' + "]}" * depth
            heading = (
                '"id": "s", "edition": "1", "label": "s", "issuer": "s", "source": "s", "effective": {"since": "2020-01-01"}'
            )
            text = f'{{{heading}, "requirements": [{{"id": "r", "label": "r", "condition": {condition}}}]}}'
            try:
                parse_scheme(text.encode(), json=True)
            except InvalidScheme as error:
                codes |= {problem.code for problem in error.problems}
        assert codes == {"too-deep"}
