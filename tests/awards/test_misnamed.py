"""Statements whose id the scheme does not ask for, while it asks for one much like it that is not stated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.awards import Decision, decide
from common_prosperity.awards.results import Misnamed
from common_prosperity.errors import InvalidFacts
from common_prosperity.facts import Attestation, PastFigure, Rating
from common_prosperity.files.codec import structure, unstructure
from common_prosperity.files.readers import Plain
from common_prosperity.quantities import Period
from invented import dossier, measured, scheme

ASKING = scheme(
    """
requirements = [
  { id = "h", label = "h", condition = { measure = "kept", at_least = 10 } },
  { id = "p", label = "p", condition = { measure = "plan", at_least = 6 } },
  { id = "g", label = "g", condition = { measure = "people_employed", more_than = "before" } },
]
[measures]
kept = { label = { zh = "蜂箱数", en = "hives kept" }, unit = "count", attested = "hives" }
plan = { label = { zh = "专家组打分（去掉最高最低分）", en = "the panel (trimmed)" }, unit = "points", marks = { of = "business_plan", between = [0, 10] } }
before = { label = { zh = "去年人数", en = "people last year" }, unit = "people", earlier = "people_employed" }
"""
)
LAST_YEAR = Period.year(2022)


def said(*names: str) -> tuple[Attestation, ...]:
    return tuple(Attestation(id=name, value=1) for name in names)


class TestMisnamed:
    """Only a statement that resembles one that is missing is told of."""

    @pytest.mark.parametrize("name", ["hive", "Hives", "hives_", "hivse"])
    def test_a_slip(self, name: str) -> None:
        found = decide(dossier(attestations=said(name)), ASKING)
        assert found.misnamed == (Misnamed(table="attestations", name=name, near="hives"),)
        assert "hives" in {need.column for need in found.needed}

    @given(st.sets(st.text("hives_", min_size=1, max_size=7)))
    def test_what_is_stated_is_not_missing(self, names: set[str]) -> None:
        assert decide(dossier(attestations=said(*sorted(names | {"hives"}))), ASKING).misnamed == ()

    @given(st.lists(st.text("hives_", min_size=1, max_size=7), unique=True))
    def test_the_order_does_not_matter(self, names: list[str]) -> None:
        there, back = (decide(dossier(attestations=said(*each)), ASKING) for each in (names, names[::-1]))
        assert there == back

    def test_a_statement_for_another_scheme(self) -> None:
        assert decide(dossier(attestations=said("insured", "beehive_boxes")), ASKING).misnamed == ()

    def test_marks_and_earlier_figures_too(self) -> None:
        found = decide(
            dossier(
                ratings=(Rating(criterion="busines_plan", member="m", marks=7),),
                history=(PastFigure(measure="people_employd", period=LAST_YEAR, value=3),),
            ),
            ASKING,
        )
        assert [(each.table, each.near) for each in found.misnamed] == [
            ("ratings", "business_plan"),
            ("history", "people_employed"),
        ]

    @pytest.mark.parametrize("name", ["蜂箱数", "hives kept", "Hives Kept", "hiveskept", "ｈｉｖｅｓ　ｋｅｐｔ"])
    def test_what_it_is_called_in_place_of_its_id(self, name: str) -> None:
        assert decide(dossier(attestations=said(name)), ASKING).misnamed == (
            Misnamed(table="attestations", name=name, near="hives"),
        )

    @pytest.mark.parametrize(
        ("called", "figure"),
        [
            ("专家组打分", "累计吸纳就业人数"),
            ("专家组打分(去掉最高最低分)", "people employed"),
            ("the panel", "去年人数"),
        ],
    )
    def test_marks_and_earlier_figures_by_what_they_are_called(self, called: str, figure: str) -> None:
        found = decide(
            dossier(
                ratings=(Rating(criterion=called, member="m", marks=7),),
                history=(PastFigure(measure=figure, period=LAST_YEAR, value=3),),
            ),
            ASKING,
        )
        assert [(each.table, each.name, each.near) for each in found.misnamed] == [
            ("ratings", called, "business_plan"),
            ("history", figure, "people_employed"),
        ]

    def test_what_is_stated_is_not_missed_under_what_it_is_called(self) -> None:
        assert decide(dossier(attestations=said("hives", "蜂箱数")), ASKING).misnamed == ()

    def test_nothing_without_a_dossier_or_outside_the_dates(self) -> None:
        assert decide(measured(kept=1), ASKING).misnamed == ()
        assert decide(dossier(period=Period.year(2019), attestations=said("hive")), ASKING).misnamed == ()

    def test_it_stands_in_the_decision_as_data(self) -> None:
        plain = unstructure(decide(dossier(attestations=said("hive")), ASKING))
        assert plain["misnamed"] == [{"table": "attestations", "name": "hive", "near": "hives"}]
        del plain["misnamed"]  # a decision of before
        assert structure(Plain(plain), Decision, "decision", InvalidFacts, quick=False).misnamed == ()
