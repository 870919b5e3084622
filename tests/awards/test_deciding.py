"""The decision: everything a scheme makes of a workshop, with what is still needed and a digest to recompute it by."""

from typing import Any

import attrs
import pytest

from common_prosperity.awards import Decision, Verdict, decide, eligibility, measure, score
from common_prosperity.facts import Attestation, Workshop
from common_prosperity.files import parse_decision
from common_prosperity.files.codec import unstructure
from common_prosperity.files.json_text import dump
from common_prosperity.measures import Measurements
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Options, Period
from invented import answers, dossier, engaged, measured, numbers, scheme

BODY = """
requirements = [{ id = "people", label = "people", condition = { measure = "people_employed", at_least = 2 } }]
vetoes = [{ id = "bad", label = "bad", condition = { measure = "bad", equals = true } }]
sections = [{ id = "s", label = "s", criteria = [{ id = "c", label = "c", measure = "a", marks = { at_most = 10 } }] }]
grades = [{ id = "good", label = "good", at_least = 6 }]
amounts = [
  { id = "bonus", label = "bonus", unit = "yuan", times = "people_employed", first = [
    { value = 1000, when = { measure = "grade", equals = "good" } }, { value = 100, when = { measure = "eligible", equals = true } }, { value = 0 } ] },
  { id = "fee", label = "fee", unit = "yuan", times = "points", first = [{ value = 3 }] },
]
""".replace("\n    ", " ")
RULES = scheme(BODY + numbers("a") + answers("bad"))


def told(*people: str, **stated: Any) -> Any:
    return dossier(
        workshop=Workshop(id="w", name="竹编工坊"),
        engagements=tuple(engaged(name) for name in people),
        attestations=tuple(Attestation(id=name, value=value) for name, value in stated.items()),
    )


def amounts(decision: Decision) -> dict[str, object]:
    return {line.amount: line.value for line in decision.amounts}


class TestFourQuestions:
    """What it amounts to, whether it is eligible, how many points, and what follows; of a dossier or of measurements."""

    def test_they_agree(self) -> None:
        facts = told("p", "q", a=7, bad=False)
        known = measure(facts, RULES)
        for given in (facts, known):
            decision = decide(given, RULES)
            assert decision.eligibility == eligibility(given, RULES)
            assert decision.scorecard == score(given, RULES)
            assert (decision.verdict, decision.settled, decision.needed) == (Verdict.MET, True, ())
            assert getattr(decision.grade, "grade", None) == "good"

    def test_who_and_what(self) -> None:
        decision = decide(told("p", "q", a=7, bad=False), RULES)
        assert (decision.scheme, decision.scheme_label.en) == ("invented@1", "an invented scheme")
        assert (decision.workshop, decision.workshop_name, decision.period) == ("w", "竹编工坊", Period.year(2023))
        bare = decide(measured(people_employed=2, a=7, bad=False), RULES)
        assert (bare.workshop, bare.workshop_name) == (UNSTATED, UNSTATED)

    def test_reads_back(self) -> None:
        for facts in (told("p", "q", a=7, bad=False), told("p"), told("p", "q", a=3), dossier()):
            decision = decide(facts, RULES)
            assert parse_decision(dump(unstructure(decision))) == decision


class TestNeverOnWhatNobodyCollected:
    """An award is never granted, and never refused, on a fact that nobody collected."""

    @pytest.mark.parametrize(
        ("stated", "verdict", "grades", "no_grade", "settled"),
        [
            ({"people_employed": 2, "a": 7, "bad": False}, Verdict.MET, ["good"], False, True),
            ({"people_employed": 2, "a": 7}, Verdict.UNKNOWN, ["good"], True, False),
            ({"people_employed": 2, "bad": False}, Verdict.MET, ["good"], True, False),
            ({"people_employed": 1, "a": 7}, Verdict.NOT_MET, [], True, True),
            ({"people_employed": 2, "a": 7, "bad": True}, Verdict.NOT_MET, [], True, True),
            ({"a": 7, "bad": True}, Verdict.NOT_MET, [], True, True),
            ({}, Verdict.UNKNOWN, ["good"], True, False),
            ({"people_employed": 2, "a": 3, "bad": False}, Verdict.MET, [], True, True),
        ],
    )
    def test_examples(
        self, stated: dict[str, Any], verdict: Verdict, grades: list[str], *, no_grade: bool, settled: bool
    ) -> None:
        made = attrs.evolve(RULES, amounts=())
        decision = decide(measured(**stated), made)
        assert (decision.verdict, [line.grade for line in decision.grades], decision.no_grade) == (verdict, grades, no_grade)
        assert decision.settled is settled
        assert bool(decision.needed) is not settled


class TestPerhapsNotApplicable:
    """Where a scheme refuses a workshop or does not apply to it, no grade is possible, whichever it is."""

    def test_no_grade(self) -> None:
        made = scheme(
            "requirements = [{ id = 'r', label = 'r', applies = { measure = 'a', at_least = 1 }, condition = { measure = 'b', at_least = 1 } }]\n"
            "grades = [{ id = 'g', label = 'g', requires = { measure = 'c', at_least = 1 } }]\n"
            "amounts = [{ id = 'm', label = 'm', unit = 'yuan', first = [{ value = 'eligible' }] }]\n" + numbers("a", "b", "c")
        )
        decision = decide(measured(b=0), made)
        assert (decision.verdict, decision.grades, decision.no_grade, decision.settled) == (Verdict.UNKNOWN, (), True, False)
        assert [need.measures for need in decision.needed] == [("a",)]
        assert amounts(decision) == {"m": Bounds(0, 0)}
        assert decide(measured(b=0, a=0), made).verdict is Verdict.NOT_APPLICABLE
        assert decide(measured(b=0, a=1), made).verdict is Verdict.NOT_MET


class TestAmounts:
    """A quantity that follows: the value of the first case whose condition is met, times a quantity where one is named."""

    @pytest.mark.parametrize(
        ("stated", "bonus", "fee"),
        [
            ({"people_employed": 3, "a": 7, "bad": False}, Bounds(3000, 3000), Bounds(21, 21)),
            ({"people_employed": 3, "a": 5, "bad": False}, Bounds(300, 300), Bounds(15, 15)),
            ({"people_employed": 3, "a": 7, "bad": True}, Bounds(0, 0), Bounds(21, 21)),
            ({"people_employed": 3, "a": 7}, Bounds(0, 3000), Bounds(21, 21)),
            ({"people_employed": 3, "bad": False}, Bounds(300, 3000), Bounds(0, 30)),
            ({"people_employed": (3, 5), "a": 7, "bad": False}, Bounds(3000, 5000), Bounds(21, 21)),
            ({"people_employed": 1, "a": 7, "bad": False}, Bounds(0, 0), Bounds(21, 21)),
        ],
    )
    def test_examples(self, stated: dict[str, Any], bonus: Bounds, fee: Bounds) -> None:
        assert amounts(decide(measured(**stated), RULES)) == {"bonus": bonus, "fee": fee}

    def test_an_open_amount_leaves_the_decision_open(self) -> None:
        decision = decide(measured(people_employed=(3, 5), a=7, bad=False), RULES)
        assert (decision.verdict, decision.settled) == (Verdict.MET, False)
        assert [need.measures for need in decision.needed] == [("people_employed",)]

    def test_grade_and_eligibility_go_together(self) -> None:
        """In no outcome is a workshop graded and not eligible: what holds only there is not counted in."""
        body = "{ all = [{ measure = 'grade', equals = 'good' }, { measure = 'eligible', equals = false }] }"
        made = scheme(BODY.replace('{ measure = "eligible", equals = true }', body) + numbers("a") + answers("bad"))
        assert amounts(decide(measured(people_employed=3, a=7), made))["bonus"] == Bounds(0, 3000)

    def test_no_case_holds(self) -> None:
        made = scheme(
            "amounts = [{ id = 'm', label = 'm', unit = 'yuan', first = [{ value = 5, when = { measure = 'a', at_least = 1 } }] }]\n"
            + numbers("a")
        )
        assert amounts(decide(measured(a=0), made)) == {"m": NOT_APPLICABLE}
        assert amounts(decide(measured(), made)) == {"m": Bounds(5, 5, None)}


class TestOutsideItsDates:
    """It never silently extrapolates: no findings, no points, no grades, nothing needed, nothing settled."""

    @pytest.mark.parametrize("year", [2019])
    def test_not_in_force(self, year: int) -> None:
        facts = dossier(period=Period.year(year))
        decision = decide(facts, RULES)
        assert (decision.verdict, decision.settled, decision.needed, decision.amounts) == (Verdict.NOT_IN_FORCE, False, (), ())
        assert (decision.grades, decision.no_grade, decision.grade) == ((), True, None)
        assert (decision.scorecard.total, decision.scorecard.limits) == (Bounds(0, 0), Bounds(0, 10))
        assert decide(Measurements.of(Period.year(year), a=7), RULES).verdict is Verdict.NOT_IN_FORCE
        assert eligibility(facts, RULES).verdict is Verdict.NOT_IN_FORCE
        assert score(facts, RULES).total == Bounds(0, 0)

    def test_parameters_are_not_asked_about_days_before_the_scheme(self) -> None:
        made = scheme(
            "requirements = [{ id = 'r', label = 'r', condition = { measure = 'a', at_least = 'p' } }]\n"
            + numbers("a")
            + "[parameters.p]\nlabel = 'p'\nunit = 'yuan'\ndated = [{ since = 2020-01-01, value = 1 }]\n"
        )
        assert decide(dossier(period=Period.year(2019)), made).verdict is Verdict.NOT_IN_FORCE


class TestDigest:
    """SHA-256 over the canonical dossier, scheme and library version, so anyone can recompute it."""

    def test_same_facts_same_digest(self) -> None:
        one, other = told("p", "q", a=7, bad=False), told("q", "p", a=7, bad=False)
        assert decide(one, RULES).digest == decide(other, RULES).digest
        assert len(decide(one, RULES).digest) == 64

    @pytest.mark.parametrize(
        "changed",
        [
            lambda: decide(told("p", a=7, bad=False), RULES),
            lambda: decide(told("p", "q", a=8, bad=False), RULES),
            lambda: decide(
                told("p", "q", a=7, bad=False),
                scheme(BODY.replace("at_least = 6", "at_least = 5") + numbers("a") + answers("bad")),
            ),
            lambda: decide(measure(told("p", "q", a=7, bad=False), RULES), RULES),
        ],
    )
    def test_any_change_changes_it(self, changed: Any) -> None:
        assert changed().digest != decide(told("p", "q", a=7, bad=False), RULES).digest

    def test_of_measurements(self) -> None:
        digests = {
            decide(measured(people_employed=2, bad=False, a=a), RULES).digest
            for a in (7, 8, (7, 8), (7, None), Bounds(7, 7, None))
        }
        assert len(digests) == 5
        ranked = "requirements = [{ id = 'r', label = 'r', condition = { measure = 'k', equals = 'x' } }]\n[measures.k]\nlabel = 'k'\nunit = 'choice'\nattested = 'k'\n"
        made = scheme(ranked)
        assert decide(measured(k="x"), made).digest != decide(measured(k=Options()), made).digest


class TestNotebooks:
    """In a notebook a decision, a scorecard and a scheme show themselves as a readable table."""

    def test_shown(self) -> None:
        decision = decide(told("p", "q", a=7, bad=False), RULES)
        for shown in (decision, decision.scorecard, RULES):
            assert "<table" in shown._repr_html_()
