"""A1, stars for hosts of low-income households' bees: the worked cases W1 to W7."""

import datetime as dt
from typing import Any

import pytest
from library_dossiers import amounts, dossier, grades, verdicts

import common_prosperity as cp
from common_prosperity.quantities import NOT_APPLICABLE
from common_prosperity.schemes.points import Doubt

SCHEME = cp.load_scheme("wencheng-bee-hosting")
YEAR = cp.Period.year(2022)

W1: dict[str, Any] = {
    "county_body": True,
    "alliance": True,
    "provincial_body": False,
    "municipal_body": False,
    "honour": "county",
    "hives": 350,
    "years_kept": "4.5",
    "brand": "brand_or_trademark",
    "honey_sales": 450_000,
    "years_helping": "2.5",
    "ledger": True,
    "health_certificate": True,
    "insured": True,
    "wages_to_helped": 5000,
    "rise_over_guide": 0,
    "updates_missing": 0,
    "late_income_points": 0,
}
W2 = W1 | {"wages_to_helped": 10_000, "rise_over_guide": "13/100"}
TOP = W2 | {
    "provincial_body": True,
    "municipal_body": True,
    "honour": "provincial",
    "hives": 1000,
    "years_kept": 6,
    "brand": "trademark_and_base_title",
    "honey_sales": 1_000_000,
    "years_helping": 6,
}


def decide(stated: dict[str, Any], period: cp.Period = YEAR, incidents: tuple[cp.Incident, ...] = ()) -> cp.Decision:
    return cp.decide(dossier(period, incidents=incidents, **stated), SCHEME)


def total(decision: cp.Decision) -> str:
    return str(decision.scorecard.total)


def doubts(decision: cp.Decision) -> dict[str, Doubt]:
    return {line.clause: line.doubt for section in decision.scorecard.sections for line in section.lines if line.doubt}


def test_w1_67_points_three_stars_quota_175() -> None:
    decision = decide(W1)
    assert [str(section.points) for section in decision.scorecard.sections] == ["62", "5", "0"]
    assert (total(decision), grades(decision), amounts(decision)) == ("67", ["three-stars"], {"quota": "175"})
    assert decision.settled
    assert not decision.doubtful


def test_w2_82_points_four_stars_quota_245() -> None:
    decision = decide(W2)
    assert (total(decision), grades(decision), amounts(decision)) == ("82", ["four-stars"], {"quota": "245"})


def test_w3_deductions_take_it_to_72_three_stars_quota_175() -> None:
    decision = decide(W2 | {"updates_missing": "35/100", "late_income_points": 4})
    assert (total(decision), grades(decision), amounts(decision)) == ("72", ["three-stars"], {"quota": "175"})


BELOW_TOP = TOP | {
    "provincial_body": False,
    "municipal_body": False,
    "brand": "brand_or_trademark",
    "years_helping": "4.5",
}
W4 = {
    59: (W1 | {"honour": "municipal", "hives": 100, "wages_to_helped": 0}, "not_met", ["none"]),
    60: (W1 | {"honour": "provincial", "hives": 100, "wages_to_helped": 0}, "met", ["three-stars"]),
    90: (BELOW_TOP | {"wages_to_helped": 0}, "met", ["four-stars"]),
    91: (BELOW_TOP | {"wages_to_helped": 1}, "met", ["five-stars"]),
}


@pytest.mark.parametrize("points", W4)
def test_w4_59_not_qualified_60_three_90_four_91_five(points: int) -> None:
    stated, verdict, expected = W4[points]
    decision = decide(stated)
    assert (total(decision), decision.verdict.value, grades(decision)) == (str(points), verdict, expected)
    assert decision.settled


def test_w5_80_points_are_three_and_four_stars_and_the_decision_says_that_the_text_is_in_doubt() -> None:
    decision = decide(W2 | {"honour": None, "updates_missing": 0, "late_income_points": 1})
    assert total(decision) == "80"
    assert grades(decision) == ["four-stars", "three-stars"]
    assert decision.doubtful
    assert not decision.settled
    assert amounts(decision) == {"quota": "175…245"}


def test_w6_700_hives_lie_in_the_printed_hole() -> None:
    decision = decide(W1 | {"hives": 700})
    assert doubts(decision) == {"scale": Doubt.HOLE}
    assert decision.doubtful
    assert decision.scorecard.sections[0].lines[2].points == cp.Bounds(0, 10)
    assert grades(decision) == ["three-stars"]  # 61 points without it: nothing or ten more are three stars all the same


def test_w6_a_hole_neither_qualifies_nor_refuses() -> None:
    """57 points without any for the hives: whether three more are due for 700 of them the text does not say."""
    decision = decide(W4[59][0] | {"hives": 700})
    assert total(decision) == "57…67"
    assert decision.verdict is cp.Verdict.UNKNOWN
    assert decision.doubtful
    assert not decision.settled
    assert not decision.needed


@pytest.mark.parametrize("hives", [99, 500, 999])
def test_w6_the_hole_begins_below_100_and_at_500_and_ends_before_1000(hives: int) -> None:
    assert doubts(decide(W1 | {"hives": hives})) == {"scale": Doubt.HOLE}


@pytest.mark.parametrize("hives", [100, 499, 1000])
def test_w6_beside_the_hole_an_option_applies(hives: int) -> None:
    assert not doubts(decide(W1 | {"hives": hives}))


def test_w7_a_failed_sample_in_2022_leaves_the_stars_of_2022_and_takes_the_qualification_of_2023() -> None:
    sample = cp.Incident(id="sample", kind=cp.IncidentKind.PRODUCT_SAFETY, date=dt.date(2022, 5, 20), resolved=None)
    stated = TOP | {"provincial_body": False, "municipal_body": False, "wages_to_helped": 2000, "years_helping": "3.5"}
    first = decide(stated | {"brand": "trademark_and_base_title"}, YEAR, (sample,))
    assert (total(first), grades(first)) == ("95", ["five-stars"])
    after = decide(stated | {"brand": "trademark_and_base_title"}, cp.Period.year(2023), (sample,))
    assert after.verdict.value == "not_met"
    assert verdicts(after) == {"qualified": "met", "safety-event": "not_met"}
    assert (grades(after), amounts(after)) == (["none"], {"quota": "0"})
    assert decide(stated, cp.Period.year(2024), (sample,)).verdict.value == "met"


@pytest.mark.parametrize(("years", "points"), [("2", (2, 4)), ("3", (4, 6)), ("4", (6, 8)), ("5", (8, 10))])
def test_shared_end_points_of_the_years_are_reported_as_overlaps(years: str, points: tuple[int, int]) -> None:
    decision = decide(W1 | {"years_kept": int(years)})
    assert doubts(decision) == {"years-kept": Doubt.OVERLAP}
    assert decision.scorecard.sections[0].lines[3].points == cp.Bounds(*points)


def test_without_deductions_the_most_is_120_and_without_a_floor_the_least_is_below_nought() -> None:
    assert total(decide(TOP)) == "120"
    assert SCHEME.limits == cp.Bounds(-10, 120)


def test_claimed_without_evidence_is_open_on_the_verified_basis() -> None:
    claimed = dossier(YEAR, verified={"ledger": False}, **W1)
    verified = cp.decide(claimed.as_verified(), SCHEME)
    assert total(cp.decide(claimed, SCHEME)) == "67"
    assert verified.scorecard.total.upper is not None
    assert verified.scorecard.total.upper <= 110
    assert verified.scorecard.total != NOT_APPLICABLE
    assert not verified.settled
