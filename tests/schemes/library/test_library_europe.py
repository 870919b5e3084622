"""A19, European thresholds with their dates."""

from typing import Any

import pytest
from library_dossiers import amounts, disabled, dossier, people, verdicts

import common_prosperity as cp

PHYSICAL = disabled(cp.DisabilityCategory.PHYSICAL, 3)


def staff(of_100: int, **others: Any) -> list[cp.Worker]:
    """A hundred people, so many of them disabled."""
    traits = {"occupation_before": cp.Occupation.EMPLOYED, "household": "h", **others}
    return [*people(of_100, disability=PHYSICAL, **traits), *people(100 - of_100, start=of_100, **traits)]


def european(year: int, of_100: int, **stated: Any) -> cp.Decision:
    period = cp.Period.year(year)
    facts = dossier(period, staff(of_100), integration_is_main_aim=True, **stated)
    facts = cp.Dossier(**{**_fields(facts), "households": (cp.Household(id="h", low_income=()),)})
    return cp.decide(facts, cp.load_scheme("eu-reserved-contracts", on=period))


def _fields(facts: cp.Dossier) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in ("workshop", "period", "workers", "engagements", "attestations")}


def test_eu_30_of_100_yes_under_the_new_directive_no_under_the_old() -> None:
    new, old = european(2020, 30), european(2010, 30)
    assert (new.scheme, new.verdict.value) == ("eu-reserved-contracts@2014", "met")
    assert (old.scheme, old.verdict.value) == ("eu-reserved-contracts@2004", "not_met")


@pytest.mark.parametrize(("of_100", "verdict"), [(50, "not_met"), (51, "met")])
def test_eu_the_old_directive_needs_51_of_100(of_100: int, verdict: str) -> None:
    assert european(2010, of_100).verdict.value == verdict


def test_eu_29_of_100_no() -> None:
    assert verdicts(european(2020, 29)) == {"share": "not_met", "aim": "met"}


def test_eu_somebody_unemployed_before_counts_once_though_disabled_as_well() -> None:
    period = cp.Period.year(2020)
    workers = staff(30)
    workers[0] = cp.Worker(id="p0", disability=PHYSICAL, household="h", occupation_before=cp.Occupation.UNEMPLOYED)
    measured = cp.measure(dossier(period, workers, integration_is_main_aim=True), cp.load_scheme("eu-reserved-contracts"))
    assert measured["disabled_or_disadvantaged"] == cp.Bounds(cp.Bounds.exactly("30%").lower, 1)


def test_a_member_state_that_narrows_keeps_the_directive_and_asks_for_more() -> None:
    scheme = cp.load_scheme("spain-reserved-contracts")
    facts = dossier(
        cp.Period.year(2022), staff(30), integration_is_main_aim=True, non_profit_share="60/100", profits_reinvested=True
    )
    assert [requirement.id for requirement in scheme.requirements] == ["share", "aim", "disabled", "non-profit", "reinvested"]
    assert verdicts(cp.decide(facts, scheme)) == {
        "share": "met",
        "aim": "met",
        "disabled": "not_met",
        "non-profit": "met",
        "reinvested": "met",
    }
    full = dossier(
        cp.Period.year(2022), staff(70), integration_is_main_aim=True, non_profit_share="60/100", profits_reinvested=True
    )
    assert cp.decide(full, scheme).verdict.value == "met"


@pytest.mark.parametrize(("of_100", "verdict", "advice"), [(29, "not_met", "met"), (30, "met", "met"), (55, "met", "not_met")])
def test_germany_30_yes_29_no_55_a_warning_and_no_refusal(of_100: int, verdict: str, advice: str) -> None:
    decision = cp.decide(dossier(workers=people(100), severely_disabled=of_100), cp.load_scheme("germany-inclusion-firm"))
    assert decision.verdict.value == verdict
    assert verdicts(decision)["most"] == advice
    assert [finding.kind.value for finding in decision.eligibility.findings] == ["requirement", "advice"]


def french(year: int, of_100: int, *, before_2019: bool) -> cp.Decision:
    scheme = cp.load_scheme("france-adapted-enterprise")
    return cp.decide(dossier(cp.Period.year(year), staff(of_100), approved_before_2019=before_2019), scheme)


@pytest.mark.parametrize(("year", "verdict"), [(2018, "not_met"), (2019, "met")])
def test_france_60_per_cent_no_in_2018_yes_in_2019(year: int, verdict: str) -> None:
    assert french(year, 60, before_2019=False).verdict.value == verdict


def test_france_90_per_cent_in_2022_qualifies_and_80_count_for_aid() -> None:
    decision = french(2022, 90, before_2019=True)
    assert decision.verdict.value == "met"
    assert amounts(decision) == {"aided-share": "0.8"}
    assert amounts(french(2022, 90, before_2019=False)) == {"aided-share": "0.9"}


@pytest.mark.parametrize(("year", "share"), [(2020, "0.9"), (2021, "0.85"), (2022, "0.8"), (2023, "0.75")])
def test_france_the_cap_of_the_share_falls_by_year(year: int, share: str) -> None:
    assert amounts(french(year, 90, before_2019=True)) == {"aided-share": share}


@pytest.mark.parametrize(("of_100", "verdict"), [(99, "not_met"), (100, "met")])
def test_france_a_sheltered_workshop_is_all_disabled(of_100: int, verdict: str) -> None:
    assert cp.decide(dossier(workers=staff(of_100)), cp.load_scheme("france-sheltered-workshop")).verdict.value == verdict
