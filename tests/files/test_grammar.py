"""The grammar of scheme files: conditions, words, corners, and parts that are told by the key they stand under."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import InvalidScheme, ProsperityError
from common_prosperity.files.codec import unstructure
from common_prosperity.files.grammar import (
    plain_condition,
    read_bounds,
    read_condition,
    read_knot,
    read_operand,
    read_options,
    read_value,
)
from common_prosperity.files.json_text import dump
from common_prosperity.files.plain import plain_number, plain_statement
from common_prosperity.files.schemes import parse_scheme
from common_prosperity.measures.conditions import ORDERED, All, AnyOf, AtLeastKOf, Compare, Condition, Not, Relation
from common_prosperity.quantities import Bounds, Options
from invented import HEADING, scheme

EDGES = st.one_of(st.integers(-5, 5), st.fractions(max_denominator=7).filter(lambda edge: edge.denominator > 1))
LEAVES = st.one_of(
    st.builds(Compare, st.sampled_from(["a", "b"]), st.sampled_from(sorted(ORDERED)), st.one_of(EDGES, st.just("floor"))),
    st.builds(Compare, st.just("a"), st.just(Relation.EQUALS), st.one_of(EDGES, st.booleans(), st.sampled_from(["x", "1/3"]))),
    st.builds(Compare, st.just("a"), st.just(Relation.ONE_OF), st.lists(EDGES, min_size=1, max_size=3).map(tuple)),
    st.builds(
        Compare,
        st.just("a"),
        st.just(Relation.ONE_OF),
        st.lists(st.sampled_from(["x", "1/3"]), min_size=1, max_size=3).map(tuple),
    ),
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Not, inner),
        st.builds(AtLeastKOf, st.integers(0, 3), st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


def refused(data: Any) -> list[tuple[str, str]]:
    with pytest.raises(ProsperityError) as caught:
        read_condition(data)
    return [(problem.place, problem.code.removesuffix("-near").removesuffix("-known")) for problem in caught.value.problems]


class TestConditions:
    """A condition reads back as it was written, for measures and for columns of rows."""

    @given(CONDITIONS, st.sampled_from(["measure", "column"]))
    def test_round_trip(self, condition: Condition, subject: str) -> None:
        written = json.loads(
            json.dumps(plain_condition(condition, subject, plain_number, plain_statement)), parse_float=Fraction
        )
        assert read_condition(written) == condition

    def test_several_edges_are_all_of_them(self) -> None:
        assert read_condition({"measure": "a", "at_least": 10, "less_than": "20%"}) == All(
            (Compare("a", Relation.AT_LEAST, 10), Compare("a", Relation.LESS_THAN, Fraction(1, 5)))
        )

    @pytest.mark.parametrize(
        ("data", "found"),
        [
            (5, [("$", "expected")]),
            ({}, [("$", "expected")]),
            ({"all": [{"measure": "a", "equals": 1}], "any": [{"measure": "a", "equals": 1}]}, [("$", "expected")]),
            ({"both": []}, [("$", "unknown-key")]),
            ({"measure": "a", "column": "b", "equals": 1}, [("measure", "expected")]),
            ({"measure": "", "equals": 1}, [("measure", "expected")]),
            ({"measure": 5, "equals": 1}, [("measure", "expected")]),
            ({"measure": "a", "at_least": True}, [("at_least", "bad-number")]),
            ({"measure": "a", "at_least": ""}, [("at_least", "bad-number")]),
            ({"measure": "a", "at_least": [1]}, [("at_least", "bad-number")]),
            ({"measure": "a", "equals": None}, [("equals", "bad-number")]),
            ({"measure": "a", "one_of": [True]}, [("one_of", "bad-number")]),
            ({"measure": "a", "one_of": "x"}, [("one_of", "expected")]),
            ({"measure": "a", "at_least": None, "at_most": None}, [("at_least", "bad-number"), ("at_most", "bad-number")]),
            ({"not": {"measure": "a"}}, [("not", "expected")]),
            ({"all": [3, {"any": [4]}]}, [("all[0]", "expected"), ("all[1].any[0]", "expected")]),
            ({"at_least_k_of": {"k": True, "of": []}}, [("at_least_k_of", "expected")]),
            ({"at_least_k_of": {"k": 1}}, [("at_least_k_of", "expected")]),
        ],
    )
    def test_refused(self, data: Any, found: list[tuple[str, str]]) -> None:
        assert refused(data) == found


class TestParts:
    """Numbers, corners, bounds and options."""

    @pytest.mark.parametrize(
        ("plain", "value"), [("20%", Fraction(1, 5)), ("2/3", Fraction(2, 3)), ("floor", "floor"), (5, 5), ("10x", "10x")]
    )
    def test_operands(self, plain: Any, value: object) -> None:
        assert read_operand(plain) == value

    @pytest.mark.parametrize(
        ("read", "plain"),
        [
            (read_operand, ""),
            (read_operand, True),
            (read_knot, [1]),
            (read_knot, "1, 2"),
            (read_knot, [1, True]),
            (read_bounds, {"lower": 2, "upper": 1, "applies": True}),
            (read_bounds, {"lower": 1, "upper": 2, "applies": "yes"}),
            (read_bounds, {"lower": 1, "upper": 2}),
            (read_bounds, None),
            (read_options, {"options": "a"}),
            (read_options, {"options": [1]}),
            (read_options, "a"),
            (read_value, {"options": 5}),
            (read_value, "many"),
        ],
    )
    def test_refused(self, read: Any, plain: Any) -> None:
        with pytest.raises(ProsperityError):
            read(plain)

    def test_values(self) -> None:
        assert read_value({"options": ["a"]}) == Options.exactly("a")
        assert read_value({"lower": None, "upper": "1/3", "applies": None}) == Bounds(None, Fraction(1, 3), None)
        assert read_value(5) == Bounds(5, 5)


SHORT_AND_LONG = [
    ('count = "people"', 'count = { of = "people" }'),
    ('sum = "people.gain"', 'sum = { of = "people.gain" }'),
    ('ratio = ["arrears", 2]', 'ratio = { of = ["arrears", 2] }'),
    ('rounded = "arrears"', 'rounded = { of = "arrears", to = 1, mode = "half_up" }'),
    ('attested = "x"', 'attested = { of = "x", kind = "number" }'),
    ('attested = { of = "x", none = 0 }', 'attested = { of = "x", kind = "number", none = "0/1" }'),
    ("first = [{ value = true }]", "first = { of = [{ value = 1 }] }"),
    ('earlier = "arrears"', 'earlier = { of = "arrears", years = 1 }'),
    ("first = [{ value = 1 }]", "first = { of = [{ value = 1 }] }"),
]


CHOICE = '[measures.own]\nlabel = "own"\nunit = "choice"\nattested = {{ of = "own", options = {options} }}\n'


class TestTagged:
    """The way a measure is taken is told by its key; a short form gives the main part alone."""

    @pytest.mark.parametrize(("short", "long"), SHORT_AND_LONG)
    def test_short_forms(self, short: str, long: str) -> None:
        made = [scheme(f'[measures.own]\nlabel = "own"\nunit = "number"\n{how}\n') for how in (short, long)]
        assert made[0] == made[1]
        assert parse_scheme(dump(unstructure(made[0])), json=True) == made[0]

    def test_options_are_ids_with_or_without_what_they_are_called(self) -> None:
        listed = scheme(CHOICE.format(options='["hand", "machine"]'))
        named = scheme(CHOICE.format(options='{ hand = "hand", machine = { zh = "machine", en = "machine" } }'))
        assert listed == named
        assert parse_scheme(dump(unstructure(listed)), json=True) == listed

    @pytest.mark.parametrize(
        ("options", "found"),
        [
            ("[1]", [("$.measures.own.attested.options[0]", "expected")]),
            ('["a", "b", "a"]', [("$.measures.own.attested.options[2]", "duplicate-id")]),
            ("{ a = 1 }", [("$.measures.own.attested.options.a", "expected")]),
            ('"a"', [("$.measures.own.attested.options", "expected")]),
        ],
    )
    def test_options_that_are_none(self, options: str, found: list[tuple[str, str]]) -> None:
        with pytest.raises(InvalidScheme) as caught:
            scheme(CHOICE.format(options=options))
        assert [(problem.place, problem.code) for problem in caught.value.problems] == found

    def test_every_optional_condition_may_be_left_out(self) -> None:
        body = (
            '[measures.own]\nlabel = "own"\nunit = "people"\n'
            'count = { of = "people", where = { column = "disabled", equals = true }, weights = [{ counts = 2, where = { column = "disability_grade", at_most = 2 } }] }\n'
        )
        again = parse_scheme(dump(unstructure(scheme(body))), json=True)
        assert again == scheme(body)

    def test_nested_without_end(self) -> None:
        condition: Any = {"measure": "arrears", "at_most": 0}
        for _ in range(900):
            condition = {"not": condition}
        data = {
            "id": "s", "edition": "1", "label": "s", "issuer": "s", "source": "s", "effective": {"since": "2020-01-01"},
            "requirements": [{"id": "r", "label": "r", "condition": condition}],
        }  # fmt: skip
        with pytest.raises(InvalidScheme) as caught:
            parse_scheme(json.dumps(data).encode(), json=True)
        assert [(problem.place, problem.code) for problem in caught.value.problems] == [("$", "too-deep")]
        assert HEADING
