"""The codec: plain data to facts and back, strictly, by a fast path and a careful one that say the same."""

import datetime as dt
import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import Faults, InvalidFacts
from common_prosperity.facts import Attestation, Disability, DisabilityCategory, Dossier, Worker
from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import Maybe, term
from common_prosperity.files.codec import structure, unstructure
from common_prosperity.files.grammar import read_bounds, read_options, read_statement
from common_prosperity.files.json_text import dump, parse
from common_prosperity.files.plain import plain_bounds, plain_number, plain_options, plain_statement, plain_yuan
from common_prosperity.files.quick import assemble, records
from common_prosperity.files.readers import Plain
from common_prosperity.quantities import UNSTATED, Bounds, Month, Number, Options, Text, Yuan, exact
from invented import NUMBERS, bounds

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "docs" / "examples").glob("*.json"))
HEADER: dict[str, Any] = {"workshop": {"id": "w"}, "period": {"since": "2023-01-01", "until": "2023-12-31"}}


def read(data: Any, *, quick: bool = True) -> Dossier:
    return structure(Plain(data), Dossier, "x", InvalidFacts, quick=quick)


def faults(data: Any) -> list[tuple[str, str]]:
    """What is wrong; both paths must say the same."""
    found = []
    for quick in (True, False):
        with pytest.raises(InvalidFacts) as caught:
            read(data, quick=quick)
        found.append([(problem.place, problem.code) for problem in caught.value.problems])
    assert found[0] == found[1]
    return found[0]


class TestTwoPaths:
    """The fast path assumes that all is well; the careful one names every fault. Where all is well they agree."""

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
    def test_examples(self, path: Path) -> None:
        data = json.loads(path.read_bytes())
        assert read(data) == read(data, quick=False)

    @pytest.mark.parametrize(
        "workers",
        [
            [],
            [{"id": "a"}],
            [{"id": "a"}, {"id": "b", "sex": "female"}],  # not all keys everywhere
            [{"id": "a", "sex": "male"}, {"sex": "female", "id": "b"}],  # in another order
            [{"id": "a", "disability": None}, {"id": "b", "disability": {}}, {"id": "c", "disability": {"grade": 1}}],
        ],
    )
    def test_lists(self, workers: list[dict[str, Any]]) -> None:
        data = {**HEADER, "workers": workers}
        assert read(data) == read(data, quick=False)
        assert unstructure(read(data))["workers"] == workers

    @pytest.mark.parametrize(
        ("data", "found"),
        [
            (None, [("$", "null")]),
            ([], [("$", "expected")]),
            ({}, [("$.workshop", "absent"), ("$.period", "absent")]),
            ({**HEADER, "workers": [{}]}, [("$.workers[0].id", "absent")]),
            ({**HEADER, "workers": [{"id": "a"}, {"sex": "male"}]}, [("$.workers[1].id", "absent")]),
            (
                {**HEADER, "workers": [{"id": 1}, {"id": True}]},
                [("$.workers[0].id", "expected"), ("$.workers[1].id", "expected")],
            ),
            ({**HEADER, "households": [{"id": "h", "low_income": [{}, 5]}]}, [("$.households[0].low_income[1]", "expected")]),
            ({**HEADER, "households": [{"id": "h", "low_income": [""]}]}, [("$.households[0].low_income[0]", "expected")]),
            ({**HEADER, "households": [{"id": "h", "low_income": [[]]}]}, [("$.households[0].low_income[0]", "expected")]),
            ({**HEADER, "trainings": [{"id": "t", "participants": "ab"}]}, [("$.trainings[0].participants", "expected")]),
            ({**HEADER, "trainings": [{"id": "t", "participants": {"a": 1}}]}, [("$.trainings[0].participants", "expected")]),
            (
                {**HEADER, "pairings": [{"id": "p", "village_side": "a", "enterprise_side": "a"}]},
                [("$.pairings[0].enterprise_side", "contradiction")],
            ),
            ({**HEADER, "period": []}, [("$.period", "expected")]),
            ({**HEADER, "period": ""}, [("$.period", "expected")]),
            ({**HEADER, "workshop": {"id": "w", "nmae": "x"}}, [("$.workshop", "unknown-key-near")]),
        ],
    )
    def test_faults(self, data: Any, found: list[tuple[str, str]]) -> None:
        assert faults(data) == found

    def test_a_column_of_unlike_values(self) -> None:
        """Equal values of unlike kinds, such as `1` and `True`, are told apart, whatever stands beside them."""
        values = [1, True, "1", 0, False, None, "x"]
        data = {**HEADER, "attestations": [{"id": f"s{at}", "value": value} for at, value in enumerate(values)]}
        stated = read(data).attestations
        assert isinstance(stated, tuple)
        assert [(statement.value.__class__, statement.value) for statement in stated] == [
            (value.__class__, value) for value in values
        ]


class TestColumns:
    """Many facts of one class, column by column; what is missing must have a default."""

    def test_nothing(self) -> None:
        assert records(Worker, []) == []

    def test_assembled(self) -> None:
        made = assemble(Worker, {"id": ("a", "b"), "disability": (None, Disability(category=DisabilityCategory.HEARING))}, 2)
        assert made == [
            Worker(id="a", disability=None),
            Worker(id="b", disability=Disability(category=DisabilityCategory.HEARING)),
        ]

    @pytest.mark.parametrize("wrong", [None, 0, "", {}, [1], ["a"], [[]], [None]])
    def test_only_lists_of_objects(self, wrong: Any) -> None:
        with pytest.raises(TypeError):
            records(Worker, wrong)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Inner:
    id: str = attrs.field(metadata=term("编号", "id", identifier=True))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Outer:
    """Shapes of fields that no dossier has."""

    texts: tuple[Text, ...] = attrs.field(default=(), metadata=term("文字", "texts"))
    rates: Mapping[str, int | Fraction] = attrs.field(factory=dict, metadata=term("费率", "rates"))
    inner: Maybe[Inner | None] = attrs.field(default=UNSTATED, metadata=term("内", "inner"))


class TestShapes:
    """Lists, tables of names and values, and facts within facts are read alike."""

    @pytest.mark.parametrize(
        ("data", "found"),
        [
            ({"texts": None}, [("$.texts", "null")]),
            ({"texts": [None, "a", 3]}, [("$.texts[0]", "null"), ("$.texts[2]", "expected")]),
            ({"rates": None}, [("$.rates", "null")]),
            ({"rates": []}, [("$.rates", "expected")]),
            ({"rates": {"a": "x", "b": 1, "c": None}}, [("$.rates.a", "bad-number"), ("$.rates.c", "null")]),
            ({"rates": {"\x1b": 1}}, [("$.rates.�", "control-characters")]),
            ({"inner": 5}, [("$.inner", "expected")]),
            ({"inner": {"id": ""}}, [("$.inner.id", "empty")]),
        ],
    )
    def test_faults(self, data: Any, found: list[tuple[str, str]]) -> None:
        with pytest.raises(Faults) as caught:
            structure(Plain(data), Outer, "x", Faults, quick=False)
        assert [(problem.place, problem.code) for problem in caught.value.problems] == found

    def test_read_and_written(self) -> None:
        data = {"texts": ["a", {"zh": "甲", "en": "b"}], "rates": {"a": 1, "b": 0.5}, "inner": None}
        made = structure(Plain(data), Outer, "x", Faults, quick=False)
        assert made == Outer(texts=(Text.same("a"), Text("甲", "b")), rates={"a": 1, "b": Fraction(1, 2)}, inner=None)
        assert unstructure(made) == data
        assert unstructure(Outer()) == {}


class TestWritten:
    """Numbers, amounts, bounds and options stand in JSON as they are, exact, and read back the same."""

    @given(st.one_of(NUMBERS, st.fractions(max_denominator=10**6), st.integers(-(10**20), 10**20)))
    def test_numbers(self, number: Number) -> None:
        number = number.numerator if number.denominator == 1 else number
        again = json.loads(json.dumps(plain_number(number)), parse_float=str)
        assert exact(again) == number
        assert read_statement(json.loads(json.dumps(plain_statement(number)), parse_float=Fraction)) == number

    @pytest.mark.parametrize(
        ("number", "plain"),
        [
            (5, 5),
            (Fraction(1, 4), 0.25),
            (Fraction(1, 3), "1/3"),
            (Fraction(10**16 + 1, 2), "5000000000000000.5"),
            (Fraction(-1, 2), -0.5),
        ],
    )
    def test_decimals_where_they_are_exact(self, number: Number, plain: object) -> None:
        assert plain_number(number) == plain
        assert plain_statement(number) == ({"number": plain} if isinstance(plain, str) else plain)

    @given(st.integers(1 - 10**15, 10**15 - 1))
    def test_amounts(self, fen: int) -> None:
        assert Yuan.of(json.loads(json.dumps(plain_yuan(Yuan(fen))))) == Yuan(fen)

    @given(bounds())
    def test_bounds(self, known: Bounds) -> None:
        assert read_bounds(json.loads(json.dumps(plain_bounds(known)))) == known

    @pytest.mark.parametrize("options", [Options(), Options.exactly("a"), Options(frozenset({"a", "b"}))])
    def test_options(self, options: Options) -> None:
        assert read_options(plain_options(options)) == options

    def test_statements_keep_their_kind(self) -> None:
        """A fraction is told from the same words."""
        for value in (True, 1, "1/3", Fraction(1, 3), None, "x", Fraction(1, 2)):
            statement = Attestation(id="s", value=value)
            data = {**HEADER, "attestations": [unstructure(statement)]}
            stated = read(json.loads(json.dumps(data))).attestations
            assert isinstance(stated, tuple)
            assert (stated[0].value.__class__, stated[0].value) == (value.__class__, value)

    def test_plain_values(self) -> None:
        assert unstructure(Month.of("2023-01")) == "2023-01"
        assert unstructure(dt.date(2023, 1, 2)) == "2023-01-02"


class TestRepeatedKeys:
    """A key that stands twice is never swallowed, whatever reads the table it stands in."""

    @pytest.mark.parametrize(
        ("text", "places"),
        [
            ('{"a": 1, "a": 2}', ["$"]),
            ('{"b": {"c": [{"a": 1, "a": 1, "a": 1}]}}', ["$.b.c[0]"]),
            ('{"a": {"x": 1, "x": 2}, "a": {"y": 1, "y": 2}}', ["$", "$.a"]),
        ],
    )
    def test_places(self, text: str, places: list[str]) -> None:
        with pytest.raises(InvalidFacts) as caught:
            structure(parse(text.encode()), Dossier, "x", InvalidFacts)
        assert [problem.place for problem in caught.value.problems if problem.code == "duplicate-key"] == places

    def test_colons_in_words_are_no_keys(self) -> None:
        data = {**HEADER, "note": "a: b: c:", "workers": [{"id": "x:y"}]}
        assert structure(parse(dump(data)), Dossier, "x", InvalidFacts) == read(data)

    def test_where_all_else_is_well(self) -> None:
        text = dump({**HEADER, "note": "n"}).replace(b'"note": "n"', b'"note": "n", "note": "n"')
        with pytest.raises(InvalidFacts) as caught:
            structure(parse(text), Dossier, "x", InvalidFacts)
        assert [(problem.place, problem.code) for problem in caught.value.problems] == [("$", "duplicate-key")]
