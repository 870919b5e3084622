"""A8, employment quota for disabled people: the worked cases R1 to R8, and the older and provincial rules."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library_dossiers import amounts, disabled, dossier, people, verdicts

import common_prosperity as cp

LEVY = "disabled-employment-levy"
HEARING = cp.DisabilityCategory.HEARING


def facts(
    year: int, staff: int, grades: tuple[int, ...] = (), soldiers: tuple[int, int] = (0, 0), wage: int = 100_000, **stated: Any
) -> cp.Dossier:
    """A firm: its staff, the grades of its disabled people, its disabled soldiers of grades 1–3 and 4–8."""
    holders = [person for at, grade in enumerate(grades) for person in people(1, start=at, disability=disabled(HEARING, grade))]
    return dossier(
        cp.Period.year(year),
        holders,
        staff=staff,
        soldiers_grade_1_3=soldiers[0],
        soldiers_grade_4_8=soldiers[1],
        own_average_wage=wage,
        local_average_wage=stated.pop("local_average_wage", 100_000),
        **stated,
    )


def levy(year: int, *args: Any, **stated: Any) -> str:
    return amounts(cp.decide(facts(year, *args, **stated), cp.load_scheme(LEVY, on=cp.Period.year(year))))["levy"]


R1: dict[str, Any] = {"grades": (2, 3, 4), "soldiers": (1, 0), "wage": 50_000, "local_average_wage": 55_000}


def test_r1_published_examination_item_600_staff_short_of_3_owe_150000() -> None:
    scheme = cp.load_scheme(LEVY, on=cp.Period.year(2018))
    assert scheme.edition == "2015"
    measured = cp.measure(facts(2018, 600, **R1), scheme)
    decision = cp.decide(facts(2018, 600, **R1), scheme)
    assert amounts(decision) == {"levy": "150000"}
    assert (measured["counted"], measured["due"]) == (cp.Bounds.exactly(6), cp.Bounds.exactly(9))
    assert verdicts(decision) == {"quota": "not_met"}


def test_r2_the_same_with_the_relief_of_2023_owes_half_for_6_of_600_is_exactly_1_per_cent() -> None:
    assert levy(2023, 600, **R1) == "75000"
    measured = cp.measure(facts(2023, 600, **R1), cp.load_scheme(LEVY))
    assert measured["share_employed"] == cp.Bounds.exactly("1%")


def test_r3_30_staff_owe_nothing_31_owe_90_per_cent_of_0_465_persons() -> None:
    assert levy(2023, 30, wage=80_000) == "0"
    assert levy(2023, 31, wage=80_000) == "33480"


def test_r4_200_staff_with_one_of_grade_2_owe_50000() -> None:
    assert levy(2023, 200, (2,)) == "50000"


def test_r5_200_staff_with_one_of_grade_3_owe_180000() -> None:
    assert levy(2023, 200, (3,)) == "180000"


def test_r6_67_staff_with_one_of_grade_3_owe_250_and_66_owe_nothing() -> None:
    assert levy(2023, 67, (3,)) == "250"
    assert levy(2023, 66, (3,)) == "0"


@given(wage=st.integers(1, 10_000))
def test_r7_hunan_100_staff_counted_4_get_15_monthly_minimum_wages(wage: int) -> None:
    scheme = cp.load_scheme("disabled-employment-reward-hunan")
    decision = cp.decide(facts(2025, 100, (3, 3, 3, 3), minimum_wage=wage), scheme)
    assert amounts(decision) == {"levy": "0", "reward": str(15 * wage)}


def test_r8_shanxi_100_staff_counted_2_get_nothing_counted_3_get_a_reward() -> None:
    scheme = cp.load_scheme("disabled-employment-reward-shanxi")
    two = cp.decide(facts(2023, 100, (3, 3), minimum_wage=1900), scheme)
    three = cp.decide(facts(2023, 100, (3, 3, 3), minimum_wage=1900), scheme)
    assert amounts(two)["reward"] == "0"
    assert amounts(three)["reward"] == "950…1425"
    assert three.doubtful
    assert [need.table for need in three.needed] == ["readings"]


def test_shanxi_a_whole_excess_has_one_reading_only() -> None:
    scheme = cp.load_scheme("disabled-employment-reward-shanxi")
    decision = cp.decide(facts(2023, 200, (1, 2), minimum_wage=1900), scheme)
    assert amounts(decision)["reward"] == "950"
    assert not decision.doubtful


def test_tianjin_pays_up_to_9600_for_each_excess_person() -> None:
    scheme = cp.load_scheme("disabled-employment-reward-tianjin")
    assert amounts(cp.decide(facts(2023, 100, (3, 3, 3)), scheme))["reward"] == "14400"


@pytest.mark.parametrize(
    ("body", "establishment", "until", "verdict"),
    [
        ("organ", 49, "2027-12-31", "not_applicable"),
        ("organ", 50, "2027-12-31", "not_met"),
        ("institution", 66, "2027-12-31", "not_applicable"),
        ("institution", 67, "2027-12-31", "not_met"),
        ("school_or_kindergarten", 500, "2027-12-31", "not_applicable"),
        ("organ", 50, "2027-12-30", "met"),
    ],
)
def test_fujian_public_bodies_employ_one_by_the_end_of_2027(body: str, establishment: int, until: str, verdict: str) -> None:
    scheme = cp.load_scheme("disabled-employment-duty-fujian")
    firm = facts(2027, 100, body=body, establishment=establishment)
    period = cp.Period.of("2027-01-01", until)
    assert verdicts(cp.decide(cp.Dossier(**{**_fields(firm), "period": period}), scheme))["public-body"] == verdict


def _fields(firm: cp.Dossier) -> dict[str, Any]:
    return {name: getattr(firm, name) for name in ("workshop", "workers", "engagements", "attestations")}


def test_fujian_one_person_fulfils_the_duty_though_the_quota_is_missed() -> None:
    scheme = cp.load_scheme("disabled-employment-duty-fujian")
    decision = cp.decide(facts(2027, 200, (3,), body="organ", establishment=60), scheme)
    assert verdicts(decision) == {"quota": "not_met", "public-body": "met"}


def test_beijing_before_counted_blind_people_twice_at_1_7_and_60_per_cent() -> None:
    scheme = cp.load_scheme("disabled-employment-levy-beijing")
    blind = people(1, disability=disabled(cp.DisabilityCategory.VISUAL, 1))
    firm = dossier(cp.Period.year(2010), blind, staff=200, local_average_wage=50_000)
    assert amounts(cp.decide(firm, scheme)) == {"levy": "42000"}
    later = dossier(cp.Period.year(2016), blind, staff=200, local_average_wage=50_000)
    assert cp.decide(later, scheme).verdict.value == "expired"


@pytest.mark.parametrize(("year", "times"), [(2017, 3), (2018, 2)])
def test_the_wage_is_capped_at_three_and_then_two_local_averages(year: int, times: int) -> None:
    assert levy(year, 200, (), wage=1_000_000, local_average_wage=60_000) == str(3 * times * 60_000)


@pytest.mark.parametrize(("year", "edition"), [(2016, "2015"), (2021, "2020"), (2023, "2023"), (2027, "2023")])
def test_the_edition_is_the_one_in_force(year: int, edition: str) -> None:
    assert cp.load_scheme(LEVY, on=cp.Period.year(year)).edition == edition


def test_after_2027_the_relief_has_expired_and_nothing_is_extrapolated() -> None:
    decision = cp.decide(facts(2028, 31), cp.load_scheme(LEVY))
    assert (decision.verdict.value, decision.amounts) == ("expired", ())


@given(staff=st.integers(31, 2000), heads=st.integers(0, 5))
def test_the_levy_is_the_formula_printed_to_the_last_fraction(staff: int, heads: int) -> None:
    short = max(Fraction(staff * 15, 1000) - heads, Fraction(0))
    rate = Fraction(1, 2) if Fraction(heads, staff) >= Fraction(1, 100) else Fraction(9, 10)
    decision = cp.decide(facts(2023, staff, (3,) * heads, wage=77_777), cp.load_scheme(LEVY))
    assert decision.amounts[0].value == cp.Bounds.exactly(short * 77_777 * rate)


def test_an_unknown_grade_leaves_the_levy_between_the_two_counts() -> None:
    holder = people(1, disability=cp.Disability(category=HEARING))
    firm = dossier(
        workers=holder,
        staff=200,
        soldiers_grade_1_3=0,
        soldiers_grade_4_8=0,
        own_average_wage=100_000,
        local_average_wage=100_000,
    )
    decision = cp.decide(firm, cp.load_scheme(LEVY))
    assert amounts(decision)["levy"] == "50000…180000"
    assert [(need.table, need.column) for need in decision.needed] == [("people", "disability_grade")]
