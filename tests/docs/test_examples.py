"""The example dossiers: made as the script makes them, complete, and decided as the documentation says."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

import common_prosperity as cp
from common_prosperity.checks import check

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKE_EXAMPLES = script("make_examples")
TOWNSHIP = MAKE_EXAMPLES.TOWNSHIP
INVENTED = sorted(MAKE_EXAMPLES.EXAMPLES)


def decided(name: str) -> cp.Decision:
    return cp.decide(cp.read_dossier(EXAMPLES / name), cp.load_scheme("outstanding-workshop"))


@pytest.mark.parametrize("name", INVENTED)
def test_the_files_are_what_the_script_makes(name: str) -> None:
    assert (EXAMPLES / name).read_bytes() == MAKE_EXAMPLES.text(MAKE_EXAMPLES.EXAMPLES[name]()).encode()


def unstated(fact: Any, place: str) -> list[str]:
    """The places of everything that is unstated in a fact."""
    found = []
    for field in attrs.fields(type(fact)):
        value = getattr(fact, field.name)
        if value is cp.UNSTATED:
            found.append(f"{place}.{field.name}")
        for index, item in enumerate(value if isinstance(value, tuple) else (value,)):
            if attrs.has(type(item)):
                found += unstated(item, f"{place}.{field.name}[{index}]")
    return found


@pytest.mark.parametrize("name", INVENTED)
def test_the_invented_dossiers_leave_nothing_unstated(name: str) -> None:
    assert unstated(cp.read_dossier(EXAMPLES / name), "$") == []


@pytest.mark.parametrize("name", INVENTED)
def test_the_invented_dossiers_say_that_they_are_invented(name: str) -> None:
    dossier = cp.read_dossier(EXAMPLES / name)
    assert isinstance(dossier.note, str)
    assert "虚构" in dossier.note
    assert "Invented" in dossier.note
    assert isinstance(dossier.villages, tuple)
    assert all(
        isinstance(village.region, cp.Region) and village.region.code.startswith(TOWNSHIP) for village in dossier.villages
    )


def test_the_checks_find_nothing_in_the_sewing_workshop() -> None:
    assert [finding.text("en") for finding in check(cp.read_dossier(EXAMPLES / "sewing-workshop.json"))] == []


def test_the_checks_find_the_unpaid_wages_and_nothing_else() -> None:
    assert {finding.code for finding in check(cp.read_dossier(EXAMPLES / "unpaid-wages.json"))} == {"C207"}


def test_the_sewing_workshop_earns_the_top_grade() -> None:
    decision = decided("sewing-workshop.json")
    assert decision.verdict is cp.Verdict.MET
    assert decision.settled
    assert [grade.grade for grade in decision.grades] == ["outstanding"]
    assert decision.scorecard.total == cp.Bounds.exactly("95.8")
    assert decision.needed == ()


def test_it_has_a_year_of_payments_for_more_than_twenty_people() -> None:
    dossier = cp.read_dossier(EXAMPLES / "sewing-workshop.json")
    assert isinstance(dossier.payments, tuple)
    months = {
        payment.worker: {str(p.month) for p in dossier.payments if p.worker == payment.worker} for payment in dossier.payments
    }
    assert 20 <= len(months) <= 30
    assert sum(len(paid) == 12 for paid in months.values()) >= 20


def test_the_workshop_with_unpaid_wages_is_vetoed_whatever_its_points() -> None:
    decision = decided("unpaid-wages.json")
    assert decision.scorecard.total == cp.Bounds.exactly("90.2")
    assert decision.verdict is cp.Verdict.NOT_MET
    assert decision.settled
    assert decision.grades == ()
    incurred = [finding.clause for finding in decision.eligibility.findings if finding.verdict is not cp.Verdict.MET]
    assert incurred == ["unpaid-wages"]


def test_the_articles_own_case_states_what_the_article_states() -> None:
    """A home for the disabled in Haining, skills training, training for independent living, one title."""
    plain = json.loads((EXAMPLES / "wanlihong.json").read_text(encoding="utf-8"))
    assert plain.keys() == {"workshop", "period", "villages", "trainings", "conferrals", "note"}
    assert plain["villages"] == [{"id": "haining", "region": "330481"}]
    assert [training["kind"] for training in plain["trainings"]] == ["vocational_skill", "independent_living"]
    assert not any({"date", "hours", "participants", "certified"} & training.keys() for training in plain["trainings"])
    (title,) = plain["conferrals"]
    assert "date" not in title
    assert "conferred_by" not in title


def test_the_articles_own_case_is_undetermined() -> None:
    decision = decided("wanlihong.json")
    assert decision.verdict is cp.Verdict.UNKNOWN
    assert not decision.settled
    tables = {need.table for need in decision.needed}
    barring = {"people", "incidents", "premises", "pairings", "payments", "trainings"}
    assert barring <= tables <= barring | {"projects", "activities", "collective_payments"}
