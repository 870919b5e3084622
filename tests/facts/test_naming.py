"""Faults told by name: beside the position of a thing in its list, the id it bears."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.awards import decide
from common_prosperity.errors import InvalidFacts, InvalidScheme, Problem
from common_prosperity.facts import Attestation, PastFigure, Rating
from common_prosperity.facts.naming import named
from common_prosperity.files.dossiers import parse_dossier
from common_prosperity.files.json_text import dump
from common_prosperity.quantities import Period
from invented import dossier, scheme

JSON: dict[str, Any] = {"workshop": {"id": "w"}, "period": {"since": "2023-01-01", "until": "2023-12-31"}}
ASKING = """
sections = [{ id = "s", label = "s", criteria = [
  { id = "first", label = "first", measure = "sales", marks = { at_most = 10 } },
  { id = "second", label = "second", measure = "SALES", marks = { at_most = 10 } },
] }]
[measures]
SALES = { label = "sales", unit = "yuan", attested = "sales" }
"""


def thing(place: str, root: object) -> str:
    """The name of what a fault at a place concerns."""
    (found,) = named([Problem.of(place, "absent")], root)
    return found.thing


class TestNamed:
    """The innermost thing in a list that bears a name."""

    @given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=4), st.data())
    def test_the_thing_at_a_position(self, names: list[str], data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(names) - 1))
        assert thing(f"$.villages[{at}].name", {"villages": [{"id": name} for name in names]}) == names[at]

    @pytest.mark.parametrize(
        ("place", "name"),
        [
            ("$.sections[0].criteria[1].points", "c"),
            ("$.sections[0].criteria[2].points", "s"),  # it has no id itself
            ("$.sections[0].criteria[9].points", "s"),
            ("$.sections[0].label", "s"),
            ("$.sections[0].criteria[1].id", ""),  # the id itself is at fault
            ("$.sections[1].label", ""),
            ("$.workshop.opened", ""),
            ("$.history[0].value", "m"),
            ("$.history[0].measure", ""),
            ("$.measures.own.unit", ""),
            ("$", ""),
            ("line 3 column 4", ""),
        ],
    )
    def test_examples(self, place: str, name: str) -> None:
        sections = [{"id": "s", "criteria": [{"id": "b"}, {"id": "c"}, {"label": "d"}]}, {"id": 7}]
        history = [{"measure": "m", "id": "x"}]
        assert thing(place, {"sections": sections, "history": history, "workshop": {"id": "w"}, "measures": {}}) == name

    @pytest.mark.parametrize("name", ["33048119900101123X", "330481 19900101 123X", "x" * 129])
    def test_what_may_be_personal_is_not_told(self, name: str) -> None:
        assert thing("$.workers[0].born", {"workers": [{"id": name}]}) == ""

    def test_a_name_is_kept(self) -> None:
        problem = next(named([Problem.of("$.villages[0].name", "absent")], {"villages": [{"id": "v"}]}))
        assert next(named([problem], {"villages": [{"id": "other"}]})).thing == "v"


class TestWhereItIsTold:
    """In dossiers from files and from Python, in statements a scheme asks for, and in schemes."""

    def test_a_file(self) -> None:
        broken = {**JSON, "workers": [{"id": "a"}, {"id": "b", "born": "1990-13-01"}]}
        with pytest.raises(InvalidFacts) as caught:
            parse_dossier(dump(broken), "d.json")
        assert str(caught.value).startswith("d.json: $.workers[1].born (b): is no date")

    def test_facts_that_do_not_hold_together(self) -> None:
        figures = [PastFigure(measure="a", period=Period.year(2022)), PastFigure(measure="a", period=Period.year(2022))]
        ratings = [Rating(criterion="plan", member="m"), Rating(criterion="plan", member="m")]
        with pytest.raises(InvalidFacts) as caught:
            dossier(history=tuple(figures), ratings=tuple(ratings))
        assert [problem.where for problem in caught.value.problems] == ["$.ratings[1] (plan)", "$.history[1] (a)"]

    def test_a_statement(self) -> None:
        made = scheme(ASKING.replace('"SALES"', '"sales"').replace("SALES", "sales"))
        with pytest.raises(InvalidFacts) as caught:
            decide(dossier(attestations=(Attestation(id="sales", value="much"),)), made)
        assert "$.attestations[0].value (sales): must be a number" in str(caught.value)
        assert "$.attestations[0].value (sales)：应为数值" in caught.value.text("zh")

    def test_a_scheme(self) -> None:
        with pytest.raises(InvalidScheme) as caught:
            scheme(ASKING)
        assert "$.sections[0].criteria[0].measure (first): names no measure: sales" in str(caught.value)
