"""A16, Korean social enterprises and the Social Value Index."""

from typing import Any

import pytest
from library_dossiers import amounts, dossier, grades, verdicts

import common_prosperity as cp

SCHEME = cp.load_scheme("korea-social-enterprise")
FIRM: dict[str, Any] = {
    "legal_form": True,
    "company": True,
    "paid_workers": 10,
    "sales_income": 50,
    "labour_cost": 100,
    "stakeholders": True,
    "articles": True,
    "profit_to_purpose": "2/3",
    "type": "job",
    "vulnerable_workers": "30/100",
}


def decide(**stated: Any) -> cp.Decision:
    return cp.decide(dossier(**FIRM | stated), SCHEME)


@pytest.mark.parametrize(("share", "verdict"), [("30/100", "met"), ("299/1000", "not_met")])
def test_job_type_30_per_cent_yes_29_9_no(share: str, verdict: str) -> None:
    assert verdicts(decide(vulnerable_workers=share))["purpose"] == verdict


@pytest.mark.parametrize(
    ("workers", "users", "verdict"),
    [("25/100", "19/100", "not_met"), ("20/100", "20/100", "met"), ("19/100", "25/100", "not_met")],
)
def test_mixed_type_asks_for_both_shares_and_adds_nothing(workers: str, users: str, verdict: str) -> None:
    assert verdicts(decide(type="mixed", vulnerable_workers=workers, vulnerable_users=users))["purpose"] == verdict


def test_sales_of_50_against_labour_of_100_suffice() -> None:
    assert verdicts(decide())["sales"] == "met"
    assert verdicts(decide(sales_income="49.99"))["sales"] == "not_met"
    assert decide().verdict.value == "met"


def test_an_association_that_keeps_its_profit_is_not_judged_by_condition_7() -> None:
    decision = decide(company=False, profit_to_purpose=0)
    assert verdicts(decision)["profit"] == "not_applicable"
    assert decision.verdict.value == "met"


@pytest.mark.parametrize(("share", "verdict"), [("2/3", "met"), ("66666/100000", "not_met")])
def test_a_company_gives_exactly_two_thirds(share: str, verdict: str) -> None:
    assert verdicts(decide(profit_to_purpose=share))["profit"] == verdict


@pytest.mark.parametrize(("points", "grade"), [("89.9", "excellent"), (90, "outstanding"), (75, "excellent")])
def test_svi_89_9_is_excellent_90_outstanding_75_excellent(points: Any, grade: str) -> None:
    decision = cp.decide(dossier(cp.Period.year(2025), svi_points=points), cp.load_scheme("korea-svi"))
    assert grades(decision) == [grade]
    assert not decision.doubtful


def test_svi_below_75_the_text_leaves_three_grades_open() -> None:
    decision = cp.decide(dossier(cp.Period.year(2025), svi_points="74.9"), cp.load_scheme("korea-svi"))
    assert grades(decision) == ["good", "insufficient", "weak"]
    assert decision.doubtful
    assert amounts(decision) == {"measured-again": "0…1", "shut-out": "0"}


def test_svi_low_grades_are_shut_out_of_public_purchase_from_2026() -> None:
    decision = cp.decide(dossier(cp.Period.year(2026), svi_points=10), cp.load_scheme("korea-svi"))
    assert amounts(decision)["shut-out"] == "0…1"


def test_svi_before_2025_every_grade_is_open_for_no_edges_are_shown() -> None:
    scheme = cp.load_scheme("korea-svi", on=cp.Period.year(2024))
    decision = cp.decide(dossier(cp.Period.year(2024), svi_points=95), scheme)
    assert (scheme.edition, grades(decision)) == ("2018", ["outstanding", "excellent", "ordinary", "insufficient"])
    assert decision.doubtful
