"""A20, two controls from elsewhere: B Corp and LEED."""

from typing import Any

import pytest
from library_dossiers import amounts, dossier, grades, verdicts

import common_prosperity as cp


def b_corp(claimed: Any, verified: Any, *, legal_change: bool = True) -> cp.Decision:
    facts = dossier(
        verified={"impact_score": verified}, impact_score=claimed, legal_change=legal_change, years_since_verification=0
    )
    return cp.decide(facts, cp.load_scheme("b-corp"))


def test_b_corp_80_verified_and_the_legal_change_yes() -> None:
    decision = b_corp(90, 80)
    assert decision.verdict.value == "met"
    assert verdicts(decision)["margin"] == "met"


def test_b_corp_79_9_no() -> None:
    assert b_corp(90, "79.9").verdict.value == "not_met"


def test_b_corp_claimed_84_verified_79_no() -> None:
    decision = b_corp(84, 79)
    assert verdicts(decision) == {"score": "not_met", "margin": "not_met", "legal-change": "met", "recertified": "met"}
    assert decision.verdict.value == "not_met"


def test_b_corp_120_without_the_legal_change_no() -> None:
    assert b_corp(120, 120, legal_change=False).verdict.value == "not_met"


def test_b_corp_claimed_84_and_never_verified_is_neither_granted_nor_refused() -> None:
    decision = b_corp(84, cp.UNSTATED)
    assert decision.verdict.value == "unknown"
    assert [(need.table, need.column) for need in decision.needed] == [("verifications", "impact_score")]


def leed(points: int, missing: int = 0) -> cp.Decision:
    facts = dossier(prerequisites_missing=missing, credits=points, innovation=0, regional=0)
    return cp.decide(facts, cp.load_scheme("leed"))


LEVELS = [
    (39, "none"),
    (40, "certified"),
    (49, "certified"),
    (50, "silver"),
    (59, "silver"),
    (60, "gold"),
    (79, "gold"),
    (80, "platinum"),
]


@pytest.mark.parametrize(("points", "level"), LEVELS)
def test_leed_levels_at_their_edges(points: int, level: str) -> None:
    assert grades(leed(points)) == [level]


def test_leed_95_with_one_prerequisite_missing_is_no_level() -> None:
    decision = leed(95, missing=1)
    assert (decision.verdict.value, grades(decision)) == ("not_met", ["none"])


@pytest.mark.parametrize(("points", "credits"), [(39, "n/a"), (40, "0"), (50, "3"), (60, "4"), (80, "5")])
def test_leed_converts_to_breeam_credits(points: int, credits: str) -> None:  # noqa: A002  # the table's own word
    assert amounts(leed(points)) == {"breeam-credits": credits}


def test_leed_totals_110() -> None:
    assert cp.load_scheme("leed").limits == cp.Bounds(0, 110)
