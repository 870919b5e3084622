"""A3, provincial women's workshops: the worked cases N1 to N5 and the two trade lists."""

import pytest
from library_dossiers import dossier, people, verdicts

import common_prosperity as cp

YEAR = cp.Period.year(2024)


def decide(
    women: int, men: int, head: object = cp.Sex.FEMALE, trade: str = "processing", period: cp.Period = YEAR
) -> cp.Decision:
    staff = [*people(women, sex=cp.Sex.FEMALE), *people(men, start=women, sex=cp.Sex.MALE)]
    facts = dossier(period, staff, headed_by=head, trade=trade, homestay_or_courtyard=False)
    return cp.decide(facts, cp.load_scheme("womens-workshop", on=period))


def test_n1_a_woman_heads_it_and_60_of_100_are_women() -> None:
    decision = decide(60, 40)
    assert decision.verdict.value == "met"
    assert decision.scheme == "womens-workshop@2024"


def test_n2_59_of_100_fail_the_ratio() -> None:
    decision = decide(59, 41)
    assert verdicts(decision) == {"head": "met", "women": "not_met", "premises": "met", "trade": "met"}


def test_n3_a_man_heads_it_though_all_are_women() -> None:
    decision = decide(100, 0, cp.Sex.MALE)
    assert verdicts(decision) == {"head": "not_met", "women": "met", "premises": "met", "trade": "met"}


def test_n4_chunan_meiguang_90_of_100_meets_the_ratio_and_its_head_is_asked_for() -> None:
    decision = decide(90, 10, cp.UNSTATED)
    assert (verdicts(decision)["women"], decision.verdict.value) == ("met", "unknown")
    assert [(need.table, need.column) for need in decision.needed] == [("workshop", "headed_by")]


def test_n5_sanmen_haiyou_50_women_and_one_man_meet_the_ratio() -> None:
    decision = decide(50, 1)
    women = next(finding for finding in decision.eligibility.findings if finding.clause == "women")
    assert str(women.comparisons[0].observed) == "50/51"
    assert verdicts(decision)["women"] == "met"


@pytest.mark.parametrize(("year", "verdict"), [(2023, "not_met"), (2024, "met")])
def test_digital_commerce_is_a_trade_from_2024_on(year: int, verdict: str) -> None:
    decision = decide(60, 40, trade="digital_commerce", period=cp.Period.year(year))
    assert decision.scheme == f"womens-workshop@{year}"
    assert verdicts(decision)["trade"] == verdict
