"""Every point of docs/explanation/what-the-language-says.md, decided: what the page claims can be said, is said, and means that."""

import datetime as dt
import re
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from library_dossiers import YEAR_2023, amounts, disabled, dossier, grades, people, verdicts

import common_prosperity as cp
from common_prosperity.files.schemes import parse_scheme
from common_prosperity.schemes.points import Doubt

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "what-the-language-says.md"
HEADER = {
    "id": '"part"',
    "edition": '"2026"',
    "label": '"part"',
    "issuer": '"page"',
    "effective": "{ since = 2020-01-01 }",
    "source": '"page"',
}
POINTS = {
    int(number): body
    for number, body in re.findall(
        r"^## (\d+)\..*?```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
}
SEVERE = disabled(cp.DisabilityCategory.PHYSICAL, 1)
MILD = disabled(cp.DisabilityCategory.PHYSICAL, 4)
Y = cp.Period.year
INCIDENTS = {kind.value: kind for kind in cp.IncidentKind}


def point(number: int) -> cp.Scheme:
    told = tomllib.loads(POINTS[number])
    header = "".join(f"{key} = {value}\n" for key, value in HEADER.items() if key not in told)
    return parse_scheme((header + POINTS[number]).encode(), f"point {number}")


def stated(number: int, **measured: Any) -> cp.Decision:
    numbers = {name: Fraction(value) if isinstance(value, str) else value for name, value in measured.items()}
    return cp.decide(cp.Measurements.of(YEAR_2023, **numbers), point(number))


def total(decision: cp.Decision) -> str:
    return str(decision.scorecard.total)


def test_the_page_has_an_example_for_each_of_the_eighteen_points() -> None:
    assert sorted(POINTS) == list(range(1, 19))


def test_point_1_overlaps_and_holes_are_reported() -> None:
    found = {years: stated(1, years=years) for years in (2, 3, "4.5", 5)}
    doubts = {years: decision.scorecard.sections[0].lines[0].doubt for years, decision in found.items()}
    assert doubts == {2: None, 3: Doubt.OVERLAP, "4.5": Doubt.HOLE, 5: None}
    assert [total(found[2]), total(found[3]), total(found[5])] == ["4", "4…6", "10"]


@pytest.mark.parametrize(
    ("work", "year", "fees", "verdict"),
    [
        ("hand", 2023, 100_000, "met"),
        ("machine", 2023, 199_999, "not_met"),
        ("hand", 2025, 100_000, "not_met"),
        ("machine", 2025, 240_000, "met"),
    ],
)
def test_point_2_the_threshold_depends_on_type_and_date(work: str, year: int, fees: int, verdict: str) -> None:
    decision = cp.decide(dossier(Y(year), people(5), fees=str(fees), work=work), point(2))
    assert verdicts(decision)["fees"] == verdict


@pytest.mark.parametrize(("staff", "helped", "verdict"), [(19, 3, "met"), (20, 3, "not_met"), (20, 4, "met"), (50, 7, "met")])
def test_point_2_the_threshold_is_affine_in_the_size(staff: int, helped: int, verdict: str) -> None:
    workers = [*people(helped, disability=MILD), *people(staff - helped, start=helped)]
    assert verdicts(cp.decide(dossier(workers=workers), point(2)))["disabled"] == verdict


@pytest.mark.parametrize(
    ("people_employed", "low", "disabled_people", "verdict"),
    [(10, 2, 1, "not_met"), (15, 3, 1, "met"), (15, 3, 0, "not_met"), (133, 30, 1, "met"), (134, 30, 1, "not_met")],
)
def test_point_3_a_ratio_and_a_number_and_a_quota_of_one_at_least(
    people_employed: int, low: int, disabled_people: int, verdict: str
) -> None:
    staff = [*people(disabled_people, disability=MILD), *people(people_employed - disabled_people, start=disabled_people)]
    measured = cp.measure(dossier(workers=staff), point(3))
    share = cp.Bounds.exactly(Fraction(low, people_employed))
    known = cp.Measurements({**measured, "low_income_people": cp.Bounds.exactly(low), "low_income_share": share}, YEAR_2023)
    assert cp.decide(known, point(3)).verdict.value == verdict
    assert measured["quota"] == cp.Bounds.exactly(max(people_employed * 15 // 1000, 1))


def test_point_4_hours_count_in_place_of_heads_and_seasonal_work_is_left_out() -> None:
    scheme = point(4)
    workers = [*people(1, disability=MILD, sex=cp.Sex.FEMALE), *people(2, start=1, sex=cp.Sex.MALE)]
    base = dossier(workers=workers)
    spells = (
        cp.Engagement(worker="p0", workshop="w", since=dt.date(2022, 1, 1), until=None, form=cp.EngagementForm.FULL_TIME),
        cp.Engagement(worker="p1", workshop="w", since=dt.date(2022, 1, 1), until=None, form=cp.EngagementForm.FULL_TIME),
        cp.Engagement(worker="p2", workshop="w", since=dt.date(2023, 12, 10), until=None, form=cp.EngagementForm.SEASONAL),
    )
    payments = tuple(
        cp.Payment(
            worker=worker, workshop="w", month=cp.Month.of("2023-12"), paid=cp.Yuan.of(1), due=cp.Yuan.of(1), hours=hours
        )
        for worker, hours in (("p0", 30), ("p1", 70), ("p2", 900))
    )
    measured = cp.measure(attrs.evolve(base, engagements=spells, payments=payments), scheme)
    assert measured["share_of_hours"] == cp.Bounds.exactly("30%")
    assert measured["women"] == cp.Bounds.exactly("50%")


def test_point_5_heads_weigh_by_days_hours_pay_and_grade() -> None:
    workers = [*people(3, disability=SEVERE), *people(1, start=3, disability=MILD), *people(1, start=4)]
    base = dossier(workers=workers)
    spells = tuple(
        cp.Engagement(worker=f"p{at}", workshop="w", since=since, until=None)
        for at, since in enumerate([dt.date(2022, 1, 1), dt.date(2022, 1, 1), dt.date(2023, 11, 1), *[dt.date(2022, 1, 1)] * 2])
    )
    payments = tuple(
        cp.Payment(
            worker=f"p{at}",
            workshop="w",
            month=cp.Month.of("2023-06"),
            paid=cp.Yuan.of(30_000),
            due=cp.Yuan.of(30_000),
            hours=hours,
        )
        for at, hours in enumerate([1000, 999, 2000, 2000, 2000])
    )
    measured = cp.measure(attrs.evolve(base, engagements=spells, payments=payments), point(5))
    assert measured["heads"] == cp.Bounds.exactly("3.75")


def test_point_6_whoever_is_both_counts_once() -> None:
    households = (
        cp.Household(id="poor", low_income=(cp.LowIncomeStatus(since=dt.date(2020, 1, 1), until=None),)),
        cp.Household(id="other", low_income=()),
    )
    workers = [
        *people(1, disability=MILD, household="poor"),
        *people(1, start=1, household="poor"),
        *people(1, start=2, disability=MILD, household="other"),
        *people(1, start=3, household="other"),
    ]
    payments = tuple(
        cp.Payment(
            worker=f"p{at}", workshop="w", month=cp.Month.of(f"2023-0{month}"), paid=cp.Yuan.of(1000), due=cp.Yuan.of(1000)
        )
        for at, months in enumerate([3, 3, 2, 3])
        for month in range(1, months + 1)
    )
    facts = attrs.evolve(dossier(workers=workers), households=households, payments=payments, pairings=())
    assert cp.measure(facts, point(6))["supported"] == cp.Bounds.exactly(2)
    assert cp.decide(facts, point(6)).verdict.value == "not_met"


@pytest.mark.parametrize(
    ("plan", "care", "premises", "expected"),
    [(40, 20, 1, ["star"]), (50, 19, 1, ["none"]), (30, 29, 1, ["none"]), (50, 50, 0, ["none"])],
)
def test_point_7_total_section_minimum_and_prerequisite(plan: int, care: int, premises: int, expected: list[str]) -> None:
    assert grades(stated(7, plan=plan, care=care, premises_in_use=premises)) == expected


@pytest.mark.parametrize(
    ("staff", "lifted", "incidents", "expected"), [(20, 9, 0, "15"), (20, 0, 1, "4"), (0, 0, 3, "-12"), (5, 1, 0, "7")]
)
def test_point_8_bonus_deduction_and_a_negative_total(staff: int, lifted: int, incidents: int, expected: str) -> None:
    decision = stated(8, people_employed=staff, lifted_people=lifted, unresolved_incidents=incidents)
    assert total(decision) == expected
    assert point(8).limits == cp.Bounds(-12, 15)


@pytest.mark.parametrize(
    ("missing", "rise", "hours", "activities", "expected"),
    [("21/100", "0.019", 0, 0, "7"), ("1/10", "0.05", 1, 2, "8"), (0, 0, 1, 2, "3"), ("1/100", "-0.05", 0, 5, "2")],
)
def test_point_9_started_and_full_units_and_the_best_two(
    missing: str, rise: str, hours: int, activities: int, expected: str
) -> None:
    given = {"training_hours": hours, "integration_activities": activities, "collective_income": 0}
    assert total(stated(9, updates_missing=missing, rise=rise, **given)) == expected


@pytest.mark.parametrize(
    ("kind", "day", "verdict"),
    [
        ("fire", "2023-03-01", "not_met"),
        ("fire", "2022-03-01", "met"),
        ("product_safety", "2023-03-01", "met"),
        ("product_safety", "2022-03-01", "not_met"),
        ("product_safety", "2021-03-01", "met"),
        ("false_report", "2021-01-01", "not_met"),
        ("false_report", "2020-12-31", "met"),
    ],
)
def test_point_10_now_next_year_and_three_years(kind: str, day: str, verdict: str) -> None:
    incident = cp.Incident(id="i", kind=INCIDENTS[kind], date=dt.date.fromisoformat(day), resolved=dt.date(2023, 12, 1))
    assert cp.decide(dossier(incidents=(incident,)), point(10)).verdict.value == verdict


@pytest.mark.parametrize(("years", "expected"), [((8, 9), "10"), ((9, 8), "5"), ((12, 10), "0"), ((8, None), "5…10")])
def test_point_11_points_follow_the_pattern_of_three_years(years: tuple[int, int | None], expected: str) -> None:
    history = tuple(
        cp.PastFigure(measure="people_employed", period=Y(year), value=cp.UNSTATED if value is None else value)
        for year, value in zip((2021, 2022), years, strict=True)
    )
    decision = cp.decide(attrs.evolve(dossier(workers=people(10)), history=history), point(11))
    assert total(decision) == expected


def test_point_12_one_bad_year_is_a_buffer_and_the_off_season_is_exempt() -> None:
    def decide(*, now: bool, before: bool, off: bool, review: int = 3) -> dict[str, str]:
        facts = dossier(workers=people(4), passed=now, years_since_review=review, off_season=off)
        history = (cp.PastFigure(measure="passed", period=Y(2022), value=before),)
        return verdicts(cp.decide(attrs.evolve(facts, history=history), point(12)))

    kept = {"two-bad-years": "met", "reviewed": "met", "in-post": "not_applicable"}
    assert decide(now=False, before=True, off=True) == kept
    assert decide(now=False, before=False, off=True)["two-bad-years"] == "not_met"
    assert decide(now=True, before=False, off=False, review=4) == {**kept, "reviewed": "not_met", "in-post": "not_met"}


@pytest.mark.parametrize(
    ("year", "held", "staff", "verdict"),
    [(2023, True, 10, "not_in_force"), (2024, True, 8, "met"), (2024, False, 9, "not_met"), (2025, True, 9, "not_met")],
)
def test_point_13_earlier_holders_have_a_year(year: int, held: bool, staff: int, verdict: str) -> None:  # noqa: FBT001  # a table's column
    assert cp.decide(dossier(Y(year), people(staff), held_before=held), point(13)).verdict.value == verdict
    effective = point(13).effective
    assert isinstance(effective.announced, dt.date)
    assert effective.announced > effective.since


@pytest.mark.parametrize(
    ("local", "staff", "verdict"), [(120, 110, "not_met"), (120, 120, "met"), (50, 99, "not_met"), (50, 100, "met")]
)
def test_point_14_a_local_figure_only_raises(local: int, staff: int, verdict: str) -> None:
    decision = cp.decide(dossier(workers=people(staff), fees="1000000", local_figure=local), point(14))
    assert verdicts(decision) == {"workers": verdict, "fees": "met"}


def test_point_15_a_warning_refuses_nobody_and_a_reading_stays_open() -> None:
    facts = dossier(workers=people(2, disability=MILD), award_received=10_000)
    decision = cp.decide(facts, point(15))
    assert (decision.verdict.value, verdicts(decision)) == ("met", {"most": "not_met"})
    assert amounts(decision) == {"award": "10000…20000"}
    assert decision.doubtful
    assert amounts(cp.decide(dossier(award_received=0), point(15))) == {"award": "20000"}


@pytest.mark.parametrize(("staff", "helped", "levy"), [(67, 1, "500"), (600, 6, "300000"), (100, 1, "50000"), (66, 1, "0")])
def test_point_16_fractions_of_a_person_are_exact(staff: int, helped: int, levy: str) -> None:
    assert amounts(cp.decide(dossier(workers=people(helped, disability=MILD), staff=staff), point(16))) == {"levy": levy}


@pytest.mark.parametrize(
    ("families", "wage", "verdict"),
    [(27, 21_600, "not_met"), (30, 21_600, "unknown"), (32, 21_600, "met"), (32, 21_599, "not_met")],
)
def test_point_17_units_and_about(families: int, wage: int, verdict: str) -> None:
    workers = [cp.Worker(id=f"p{at}", household=f"h{at % families}") for at in range(40)]
    decision = cp.decide(dossier(workers=workers, yearly_wage=wage), point(17))
    assert decision.verdict.value == verdict
    assert decision.doubtful is (verdict == "unknown")


@pytest.mark.parametrize(
    ("claimed", "verified", "verdict", "honest"),
    [(84, 80, "met", "met"), (84, 79, "not_met", "met"), (95, 80, "met", "not_met"), (95, None, "unknown", "unknown")],
)
def test_point_18_claimed_beside_verified(claimed: int, verified: int | None, verdict: str, honest: str) -> None:
    given = {} if verified is None else {"score": verified}
    decision = cp.decide(dossier(verified=given, score=claimed), point(18))
    assert (decision.verdict.value, verdicts(decision)["honest"]) == (verdict, honest)
