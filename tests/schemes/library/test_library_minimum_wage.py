"""C1, the minimum wage of Zhejiang by tier and date."""

from fractions import Fraction
from typing import Any

import pytest
from library_dossiers import dossier, verdicts

import common_prosperity as cp


def wage(month: str, tier: str, **stated: Any) -> dict[str, str]:
    period = cp.Period.of(f"{month}-01", f"{month}-28")
    return verdicts(cp.decide(dossier(period, tier=tier, **stated), cp.load_scheme("zhejiang-minimum-wage", on=period)))


@pytest.mark.parametrize(("month", "verdict"), [("2023-12", "met"), ("2024-01", "not_met")])
def test_2300_a_month_in_tier_1_is_right_until_2023_12_and_below_from_2024_01(month: str, verdict: str) -> None:
    assert wage(month, "1", relation="full_time", lowest_month=2300) == {"monthly": verdict, "hourly": "not_applicable"}


@pytest.mark.parametrize(("month", "verdict"), [("2023-06", "met"), ("2024-06", "not_met")])
def test_21_yuan_an_hour_in_tier_2_is_right_in_2023_and_below_in_2024(month: str, verdict: str) -> None:
    assert wage(month, "2", relation="hourly", lowest_hour=21)["hourly"] == verdict


def test_10_yuan_an_hour_of_work_at_home_is_not_judged() -> None:
    found = wage("2022-06", "3", relation="piece_or_home_work", lowest_hour=10)
    assert found == {"monthly": "not_applicable", "hourly": "not_applicable"}
    assert wage("2022-06", "3", relation="hourly", lowest_hour=10)["hourly"] == "not_met"


def test_where_the_relation_is_unstated_the_answer_is_unknown() -> None:
    assert wage("2022-06", "3", lowest_hour=10, lowest_month=3000)["hourly"] == "unknown"


PUBLISHED = {
    ("2017-12", "1"): (2010, "18.4"),
    ("2017-12", "2"): (1800, "16.5"),
    ("2017-12", "3"): (1660, "15"),
    ("2017-12", "4"): (1500, "13.6"),
    ("2021-08", "1"): (2280, "22"),
    ("2021-08", "2"): (2070, "20"),
    ("2021-08", "3"): (1840, "18"),
    ("2024-01", "1"): (2490, "24"),
    ("2024-01", "2"): (2260, "22"),
    ("2024-01", "3"): (2010, "20"),
}


@pytest.mark.parametrize(("month", "tier"), PUBLISHED)
def test_every_published_value_is_an_edge(month: str, tier: str) -> None:
    monthly, hourly = PUBLISHED[month, tier]
    assert wage(month, tier, relation="full_time", lowest_month=monthly)["monthly"] == "met"
    assert wage(month, tier, relation="full_time", lowest_month=f"{monthly - 1}.99")["monthly"] == "not_met"
    just_below = Fraction(hourly) - Fraction(1, 100)
    assert wage(month, tier, relation="hourly", lowest_hour=Fraction(hourly))["hourly"] == "met"
    assert wage(month, tier, relation="hourly", lowest_hour=just_below)["hourly"] == "not_met"


def test_the_fourth_tier_is_gone_from_2021_08() -> None:
    assert wage("2021-07", "4", relation="full_time", lowest_month=1500)["monthly"] == "met"
    with pytest.raises(cp.InvalidFacts) as caught:
        wage("2021-08", "4", relation="full_time", lowest_month=1500)
    assert "must be one of: 1, 2, 3" in str(caught.value)


def test_the_notice_of_2024_was_published_after_it_took_effect() -> None:
    effective = cp.load_scheme("zhejiang-minimum-wage@2024").effective
    assert (str(effective.since), str(effective.announced)) == ("2024-01-01", "2024-01-15")


@pytest.mark.parametrize(("tier", "rise"), [("1", 210), ("2", 190), ("3", 170)])
def test_every_rise_of_2024_rounds_to_the_printed_9_2_per_cent(tier: str, rise: int) -> None:
    old, new = PUBLISHED["2021-08", tier][0], PUBLISHED["2024-01", tier][0]
    assert new - old == rise
    assert round(Fraction(rise * 1000, old)) == 92
