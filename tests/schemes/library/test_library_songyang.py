"""A2, supplied-material processing in Songyang: the worked cases S1 to S6 and the county targets."""

from typing import Any

import pytest
from library_dossiers import amounts, dossier, grades, people, verdicts

import common_prosperity as cp

BROKERS = cp.load_scheme("songyang-brokers")
FIRST_TIME: dict[str, Any] = {"award_received": 0, "hosts_service_centre": False, "own_premises": False, "rented_area": 0}


def award(fees: str, **stated: Any) -> str:
    return amounts(cp.decide(dossier(fees=fees, **FIRST_TIME | stated), BROKERS))["first-award"]


def test_s1_hand_work_first_time_100000_gives_10000() -> None:
    assert award("100000", work="hand") == "10000"


def test_s2_hand_work_99999_99_gives_nothing() -> None:
    assert award("99999.99", work="hand") == "0"


@pytest.mark.parametrize(("fees", "expected"), [("199999", "0"), ("200000", "10000"), ("400000", "20000")])
def test_s3_machine_work_199999_200000_400000(fees: str, expected: str) -> None:
    assert award(fees, work="machine") == expected


def test_s4_hand_work_200000_first_time_gives_20000() -> None:
    assert award("200000", work="hand") == "20000"


def test_s5_reaching_the_upper_threshold_after_the_lower_award_is_undetermined_by_the_text() -> None:
    decision = cp.decide(dossier(fees="200000", **FIRST_TIME | {"work": "hand", "award_received": 10_000}), BROKERS)
    assert amounts(decision)["first-award"] == "10000…20000"
    assert decision.doubtful
    assert not decision.settled
    assert [(need.table, need.measures) for need in decision.needed] == [("readings", ("award_on_rising",))]


def test_s5_the_award_is_given_once_only() -> None:
    assert award("150000", work="hand", award_received=10_000) == "0"
    assert award("900000", work="hand", award_received=20_000) == "0"


def test_an_award_stated_as_none_is_no_award() -> None:
    assert award("200000", work="hand", award_received=None) == "20000"


def test_where_the_type_of_work_is_unstated_both_awards_are_left_and_it_is_asked_for() -> None:
    decision = cp.decide(dossier(fees="200000", **FIRST_TIME), BROKERS)
    assert amounts(decision)["first-award"] == "10000…20000"
    assert [(need.table, need.column) for need in decision.needed] == [("attestations", "work")]
    assert not decision.doubtful


@pytest.mark.parametrize(("fees", "expected"), [("49999.99", "0"), ("50000", "0…1"), ("99999.99", "0…1"), ("100000", "1")])
def test_an_ordinary_subsidy_starts_somewhere_between_50000_and_100000(fees: str, expected: str) -> None:
    decision = cp.decide(dossier(fees=fees, **FIRST_TIME | {"work": "hand"}), BROKERS)
    assert amounts(decision)["ordinary-subsidy"] == expected
    assert decision.doubtful is (expected == "0…1")


def test_rent_and_premises_and_the_service_centre() -> None:
    stated = FIRST_TIME | {
        "work": "hand",
        "rented_area": 320,
        "own_premises": True,
        "years_in_trade": 1,
        "hosts_service_centre": True,
    }
    decision = cp.decide(dossier(fees="300000", **stated), BROKERS)
    assert amounts(decision) == {
        "first-award": "20000",
        "rent-support": "320",
        "own-premises": "1",
        "ordinary-subsidy": "1",
        "service-centre": "100000",
    }
    assert amounts(cp.decide(dossier(fees="299999.99", **stated), BROKERS))["own-premises"] == "0"
    assert amounts(cp.decide(dossier(fees="199999.99", **stated), BROKERS))["rent-support"] == "0"


@pytest.mark.parametrize(("workers", "fees", "verdict"), [(100, "1000000", "met"), (99, "5000000", "not_met")])
def test_s6_100_workers_and_1000000_make_a_key_workshop_99_do_not(workers: int, fees: str, verdict: str) -> None:
    scheme = cp.load_scheme("songyang-key-workshop")
    assert cp.decide(dossier(workers=people(workers), fees=fees), scheme).verdict.value == verdict


TARGETS: dict[str, Any] = {
    "centre_area": 500,
    "centre_people": 1000,
    "centre_fees": 5_000_000,
    "key_workshops": 10,
    "brokers": 250,
    "budget": 2_000_000,
}


def test_the_county_meets_its_targets_at_their_edges() -> None:
    decision = cp.decide(dossier(**TARGETS), cp.load_scheme("songyang-county-targets"))
    assert decision.verdict.value == "met"
    assert grades(decision) == ["none"]


@pytest.mark.parametrize("target", TARGETS)
def test_one_below_any_target_misses_it(target: str) -> None:
    decision = cp.decide(dossier(**TARGETS | {target: TARGETS[target] - 1}), cp.load_scheme("songyang-county-targets"))
    assert decision.verdict.value == "not_met"
    assert list(verdicts(decision).values()).count("not_met") == 1


def test_before_its_day_the_rule_is_not_in_force() -> None:
    assert cp.decide(dossier(cp.Period.year(2022), fees="100000"), BROKERS).verdict.value == "not_in_force"
