"""A5, employment-support workshops of Guangxi: the worked cases G1 to G6."""

from typing import Any

import pytest
from library_dossiers import dossier, people, verdicts

import common_prosperity as cp

WORKSHOP = cp.load_scheme("guangxi-workshop")
FACTORY = cp.load_scheme("guangxi-rural-factory")
G1: dict[str, Any] = {
    "form": "factory",
    "site": "village",
    "lifted_people_employed": 3,
    "monitored_people_employed": 2,
    "premium": 15,
    "people_insured": 5,
}


def decide(count: int, scheme: cp.Scheme = WORKSHOP, **stated: Any) -> cp.Decision:
    return cp.decide(dossier(workers=people(count), **G1 | stated), scheme)


def test_g1_factory_with_3_lifted_and_2_monitored_all_insured_is_recognised() -> None:
    decision = decide(5)
    assert decision.verdict.value == "met"
    assert verdicts(decision)["tourism"] == "not_applicable"


def test_g2_4_lifted_and_40_others_are_refused_for_there_is_no_ratio() -> None:
    decision = decide(44, lifted_people_employed=4, monitored_people_employed=0, people_insured=44)
    assert [clause for clause, verdict in verdicts(decision).items() if verdict == "not_met"] == ["people"]


def test_g3_insurance_of_14_99_is_refused() -> None:
    decision = decide(5, lifted_people_employed=5, monitored_people_employed=0, premium="14.99")
    assert [clause for clause, verdict in verdicts(decision).items() if verdict == "not_met"] == ["insurance"]


def test_g4_insurance_for_the_5_but_not_for_the_3_others_is_refused() -> None:
    decision = decide(8, lifted_people_employed=5, monitored_people_employed=0, people_insured=5)
    assert [clause for clause, verdict in verdicts(decision).items() if verdict == "not_met"] == ["insurance"]


G5: dict[str, Any] = {
    "lifted_people_employed": 10,
    "monitored_people_employed": 0,
    "people_insured": 10,
    "licensed": True,
    "months_running": 12,
    "people_on_contract": 10,
    "average_yearly_wage": 20_000,
    "business_income": 500_000,
}


def test_g5_at_every_edge_it_is_upgraded() -> None:
    assert decide(10, FACTORY, **G5).verdict.value == "met"


@pytest.mark.parametrize("short", [{"average_yearly_wage": 19_999}, {"months_running": 11}])
def test_g6_a_mean_wage_of_19999_or_11_months_stays_a_workshop(short: dict[str, Any]) -> None:
    assert decide(10, FACTORY, **G5 | short).verdict.value == "not_met"
    assert decide(10, WORKSHOP, **G5 | short).verdict.value == "met"


@pytest.mark.parametrize(
    "short", [{"licensed": False}, {"people_on_contract": 9}, {"lifted_people_employed": 9}, {"business_income": 499_999}]
)
def test_every_other_edge_of_the_upgrade_counts_too(short: dict[str, Any]) -> None:
    assert decide(10, FACTORY, **G5 | short).verdict.value == "not_met"


def test_farming_and_trade_count_people_led_to_income() -> None:
    led: dict[str, Any] = {"form": "farming", "link": "wages", "lifted_people_led": 4, "monitored_people_led": 1}
    none: dict[str, Any] = {"lifted_people_employed": 0, "monitored_people_employed": 0}
    assert decide(5, **led, **none).verdict.value == "met"
    assert verdicts(decide(5, **led | {"monitored_people_led": 0}, **none))["people"] == "not_met"


def test_the_factory_title_is_refused_to_whatever_is_no_workshop() -> None:
    uninsured = G5 | {"people_insured": 9}
    assert verdicts(decide(10, FACTORY, **uninsured))["insurance"] == "not_met"
