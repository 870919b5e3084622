"""An award is never granted, and never refused, on a fact that nobody collected: the four rows that engines get wrong.

The rule: ten workers or more, 20 % of them low-income or more, a curve of 0 to 30 points over a rise of ¥0 to ¥2,600, a veto on
unpaid wages. `four-rows.toml` says it; the dossiers here leave one thing unstated at a time.
"""

from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pytest

from common_prosperity.awards import Decision, Verdict, decide
from common_prosperity.facts import Dossier, Household, LowIncomeStatus
from common_prosperity.facts.dossier import items
from common_prosperity.files import read_scheme
from common_prosperity.quantities import UNSTATED, Bounds, Period, Yuan
from invented import day, dossier, engaged, measured, paid, worker

SCHEME: Final = read_scheme(Path(__file__).parent / "data" / "four-rows.toml")


def told(people: int = 10, low_income: int = 2, **facts: Any) -> Dossier:
    """So many people, of whom so many live in the one poor household; each is paid ¥1,300 more than before, for one month."""
    names = [f"p{number}" for number in range(people)]
    poor = LowIncomeStatus(since=day("2020-01-01"), until=None)
    stated: dict[str, Any] = {
        "workers": tuple(worker(name, household="poor" if at < low_income else "rich") for at, name in enumerate(names)),
        "households": (Household(id="poor", low_income=(poor,)), Household(id="rich", low_income=())),
        "engagements": tuple(engaged(name, baseline=Yuan.of(700)) for name in names),
        "payments": tuple(paid(name, "2023-05", "2000") for name in names),
        "incidents": (),
    }
    return dossier(**{**stated, **facts})


def needed(decision: Decision) -> list[tuple[str, str | None]]:
    return [(need.table, need.column if isinstance(need.column, str) else None) for need in decision.needed]


class TestFourRows:
    """What engines that default the missing answer wrongly is answered rightly."""

    def test_all_stated(self) -> None:
        """10 workers, 2 of 10 low-income, a rise of ¥1,300: half of the 30 points."""
        decision = decide(told(), SCHEME)
        assert (decision.verdict, decision.scorecard.total, decision.settled) == (Verdict.MET, Bounds(15, 15), True)
        assert decision.needed == ()

    def test_whether_wages_are_unpaid_is_missing(self) -> None:
        """Undetermined, not eligible with 15 points."""
        decision = decide(told(incidents=UNSTATED), SCHEME)
        assert (decision.verdict, decision.settled) == (Verdict.UNKNOWN, False)
        assert decision.scorecard.total == Bounds(15, 15)
        assert needed(decision) == [("incidents", None)]

    def test_the_number_of_workers_is_missing(self) -> None:
        """Undetermined, neither eligible with 15 points nor refused with none."""
        decision = decide(told(engagements=UNSTATED), SCHEME)
        assert (decision.verdict, decision.settled) == (Verdict.UNKNOWN, False)
        assert decision.scorecard.total == Bounds(0, 30)
        assert ("people", None) in needed(decision)

    def test_the_number_alone_is_missing(self) -> None:
        """Where all but the number of workers is measured, the points are known and the verdict is not."""
        known = measured(low_income_share=Fraction(1, 5), unresolved_unpaid_wages=0, monthly_income_rise=1300)
        decision = decide(known, SCHEME)
        assert (decision.verdict, decision.scorecard.total) == (Verdict.UNKNOWN, Bounds(15, 15))
        assert needed(decision) == [("measurements", "people_employed")]

    def test_the_income_rise_is_missing(self) -> None:
        """0 to 30 points, not nought and no error; the workshop is eligible whatever it is."""
        decision = decide(told(payments=UNSTATED), SCHEME)
        assert (decision.verdict, decision.scorecard.total) == (Verdict.MET, Bounds(0, 30))

    def test_nine_workers_and_wages_unknown(self) -> None:
        """Not eligible: the veto cannot matter, and whether wages are unpaid is not asked for."""
        decision = decide(told(people=9, incidents=UNSTATED), SCHEME)
        assert (decision.verdict, decision.settled) == (Verdict.NOT_MET, True)
        assert decision.needed == ()
        verdicts = {finding.clause: finding.verdict for finding in decision.eligibility.findings}
        assert verdicts == {"workers": Verdict.NOT_MET, "low-income": Verdict.MET, "unpaid-wages": Verdict.UNKNOWN}


class TestEdges:
    """Explicit edges, with the margin by which a threshold is met or missed."""

    @pytest.mark.parametrize(
        ("people", "low_income", "verdict"),
        [
            (10, 2, Verdict.MET),
            (9, 2, Verdict.NOT_MET),
            (10, 1, Verdict.NOT_MET),
            (15, 3, Verdict.MET),
            (16, 3, Verdict.NOT_MET),
        ],
    )
    def test_thresholds(self, people: int, low_income: int, verdict: Verdict) -> None:
        assert decide(told(people, low_income), SCHEME).verdict is verdict

    def test_margins(self) -> None:
        """16 workers are 6 more than 10; 3 of 16 are 3/16 - 1/5 = -1/80 of all."""
        findings = decide(told(16, 3), SCHEME).eligibility.findings
        assert [finding.margin for finding in findings] == [Bounds(6, 6), Bounds.exactly("-1/80"), Bounds(-1, -1)]

    @pytest.mark.parametrize(
        ("period", "verdict"),
        [
            (Period.year(2022), Verdict.NOT_IN_FORCE),
            (Period.of("2022-12-31", "2023-01-01"), Verdict.MET),
            (Period.year(2023), Verdict.MET),
            (Period.of("2023-12-31", "2024-01-01"), Verdict.EXPIRED),
        ],
    )
    def test_outside_its_dates_the_scheme_says_nothing(self, period: Period, verdict: Verdict) -> None:
        spells = tuple(engaged(spell.worker, "2020-01-01", baseline=Yuan.of(700)) for spell in items(told(), "engagements"))
        decision = decide(told(period=period, payments=(), engagements=spells), SCHEME)
        assert decision.verdict is verdict
        if verdict is not Verdict.MET:
            assert (decision.eligibility.findings, decision.scorecard.total, decision.settled) == ((), Bounds(0, 0), False)
