"""Whether a workshop is eligible: every requirement and veto, in three values and *not applicable*."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.awards import Verdict, eligibility
from common_prosperity.awards.results import VERDICTS, ClauseKind, verdict_of
from common_prosperity.measures.conditions import Relation
from common_prosperity.quantities import NOT_APPLICABLE, Bounds, Options, Period
from common_prosperity.quantities.truth import FALSE, TRUE, UNKNOWN, VOID
from common_prosperity.schemes import Scheme
from invented import YEAR, answers, measured, numbers, scheme

RULES = scheme(
    """
    requirements = [
      { id = "size", label = "size", condition = { measure = "a", at_least = 10 }, source = "art. 1", remedy = "hire" },
      { id = "where", label = "where", applies = { measure = "rural", equals = true }, condition = { measure = "b", less_than = 5 } },
      { id = "advice", label = "advice", force = "advised", condition = { measure = "b", at_most = 1 }, why = "better so" },
    ]
    vetoes = [{ id = "veto", label = "veto", condition = { measure = "bad", equals = true } }]
    """
    + numbers("a", "b")
    + answers("rural", "bad")
)
GOOD: dict[str, Any] = {"a": 10, "b": 1, "rural": True, "bad": False}


def verdicts(made: Scheme = RULES, **stated: Any) -> list[str]:
    """The verdict of all, and of each clause."""
    known = {name: value for name, value in {**GOOD, **stated}.items() if name in made.measures}
    found = eligibility(measured(**known), made)
    return [found.verdict.value, *(finding.verdict.value for finding in found.findings)]


OPEN = Bounds(None, None)
MAYBE = Bounds(0, 1)


class TestVerdicts:
    """One finding for each requirement and veto, and the verdict over those that can refuse."""

    @pytest.mark.parametrize(
        ("stated", "found"),
        [
            ({}, ["met", "met", "met", "met", "met"]),
            ({"a": 9}, ["not_met", "not_met", "met", "met", "met"]),
            ({"a": OPEN}, ["unknown", "unknown", "met", "met", "met"]),
            ({"a": NOT_APPLICABLE}, ["not_met", "not_met", "met", "met", "met"]),  # nothing to compare meets no requirement
            ({"a": Bounds(1, 5, None)}, ["not_met", "not_met", "met", "met", "met"]),
            ({"b": NOT_APPLICABLE, "rural": False}, ["met", "met", "not_applicable", "not_met", "met"]),
            ({"b": 3}, ["met", "met", "met", "not_met", "met"]),  # advice refuses nobody
            ({"b": 5}, ["not_met", "met", "not_met", "not_met", "met"]),
            ({"b": 5, "rural": False}, ["met", "met", "not_applicable", "not_met", "met"]),
            ({"b": 5, "rural": MAYBE}, ["unknown", "met", "unknown", "not_met", "met"]),
            ({"b": 3, "rural": MAYBE}, ["met", "met", "unknown", "not_met", "met"]),  # met, or not applicable: either way
            ({"bad": True}, ["not_met", "met", "met", "met", "not_met"]),
            ({"bad": MAYBE}, ["unknown", "met", "met", "met", "unknown"]),
            ({"bad": MAYBE, "a": 9}, ["not_met", "not_met", "met", "met", "unknown"]),
            ({"bad": NOT_APPLICABLE}, ["met", "met", "met", "met", "met"]),  # and incurs no veto
        ],
    )
    def test_examples(self, stated: dict[str, Any], found: list[str]) -> None:
        assert verdicts(**stated) == found

    def test_nothing_asked_nothing_refused(self) -> None:
        assert eligibility(measured(), scheme()).verdict is Verdict.MET

    def test_nothing_applicable(self) -> None:
        """Where no clause applies the scheme does not apply: the workshop is neither eligible nor refused."""
        alone = scheme(
            "requirements = [{ id = 'r', label = 'r', applies = { measure = 'rural', equals = true },"
            " condition = { measure = 'a', at_least = 1 } }]\n" + numbers("a") + answers("rural")
        )
        assert verdicts(alone, rural=False)[0] == "not_applicable"
        assert verdicts(alone, rural=NOT_APPLICABLE)[0] == "not_applicable"
        assert verdicts(alone, rural=MAYBE)[0] == "unknown"

    @pytest.mark.parametrize(
        ("condition", "verdict"),
        [
            ("{ measure = 'a', at_least = 10 }", "not_met"),
            ("{ not = { measure = 'a', at_least = 10 } }", "not_met"),
            ("{ all = [{ measure = 'a', at_least = 10 }, { measure = 'b', at_least = 1 }] }", "not_met"),
            ("{ any = [{ measure = 'a', at_least = 10 }, { measure = 'b', at_least = 1 }] }", "met"),
            (
                "{ at_least_k_of = { k = 1, of = [{ measure = 'a', at_least = 10 }, { measure = 'b', at_least = 2 }] } }",
                "not_met",
            ),
        ],
    )
    def test_a_comparison_without_an_answer_gives_no_award(self, condition: str, verdict: str) -> None:
        """A score stated as none met every threshold, and its opposite."""
        made = scheme(f"requirements = [{{ id = 'r', label = 'r', condition = {condition} }}]\n" + numbers("a", "b"))
        assert verdicts(made, a=NOT_APPLICABLE)[0] == verdict

    @given(st.booleans(), st.integers(0, 20), st.sampled_from([True, False]))
    def test_whatever_the_rest_an_incurred_veto_excludes(self, rural: bool, a: int, bad: bool) -> None:  # noqa: FBT001  # drawn
        overall = verdicts(a=a, rural=rural, bad=bad)[0]
        assert (overall == "met") is (a >= 10 and not bad)

    def test_every_truth_has_a_verdict(self) -> None:
        assert [VERDICTS[truth] for truth in (TRUE, FALSE, VOID, UNKNOWN)] == [
            Verdict.MET,
            Verdict.NOT_MET,
            Verdict.NOT_APPLICABLE,
            Verdict.UNKNOWN,
        ]
        assert all(verdict_of(truth) is Verdict.UNKNOWN for truth in (TRUE | VOID, FALSE | VOID, 7, 0))


class TestFindings:
    """A finding carries clause id, label, verdict, observed bounds, threshold, margin, source."""

    def test_a_comparison(self) -> None:
        finding = eligibility(measured(**{**GOOD, "a": Bounds(12, 14)}), RULES).findings[0]
        assert (finding.clause, finding.kind, finding.source) == ("size", ClauseKind.REQUIREMENT, "art. 1")
        assert (finding.observed, finding.threshold, finding.margin) == (Bounds(12, 14), Bounds(10, 10), Bounds(2, 4))
        assert finding.comparisons[0].relation is Relation.AT_LEAST
        assert getattr(finding.remedy, "en", None) == "hire"

    def test_kinds(self) -> None:
        kinds = [finding.kind.value for finding in eligibility(measured(**GOOD), RULES).findings]
        assert kinds == ["requirement", "requirement", "advice", "veto"]

    @pytest.mark.parametrize(
        ("condition", "observed", "margin"),
        [
            ("{ measure = 'a', at_least = 10 }", 12, Bounds(2, 2)),
            ("{ measure = 'a', more_than = 10 }", 12, Bounds(2, 2)),
            ("{ measure = 'a', at_most = 10 }", 12, Bounds(-2, -2)),
            ("{ measure = 'a', less_than = 10 }", 12, Bounds(-2, -2)),
            ("{ measure = 'a', equals = 10 }", 12, None),
            ("{ measure = 'a', one_of = [10, 12] }", 12, None),
            ("{ measure = 'a', at_least = 10 }", NOT_APPLICABLE, NOT_APPLICABLE),
        ],
    )
    def test_margins_are_positive_on_the_good_side(self, condition: str, observed: Any, margin: Bounds | None) -> None:
        made = scheme(f"requirements = [{{ id = 'r', label = 'r', condition = {condition} }}]\n" + numbers("a"))
        assert eligibility(measured(a=observed), made).findings[0].margin == margin

    def test_several_comparisons(self) -> None:
        both = "{ any = [{ measure = 'a', one_of = [1, 2] }, { not = { measure = 'b', at_least = 3 } }] }"
        made = scheme(f"requirements = [{{ id = 'r', label = 'r', condition = {both} }}]\n" + numbers("a", "b"))
        finding = eligibility(measured(a=2, b=7), made).findings[0]
        assert [(part.measure, part.verdict, part.threshold) for part in finding.comparisons] == [
            ("a", Verdict.MET, None),
            ("b", Verdict.MET, Bounds(3, 3)),
        ]
        assert (finding.verdict, finding.observed, finding.threshold, finding.margin) == (Verdict.MET, None, None, None)

    def test_options(self) -> None:
        made = scheme(
            "requirements = [{ id = 'r', label = 'r', condition = { measure = 'rank', one_of = ['gold', 'silver'] } }]\n"
            "[measures.rank]\nlabel = 'rank'\nunit = 'choice'\nattested = { of = 'rank', kind = 'choice' }\n"
        )
        finding = eligibility(measured(rank="gold"), made).findings[0]
        assert (finding.observed, finding.threshold, finding.margin) == (
            Options.exactly("gold"),
            Options(frozenset({"gold", "silver"})),
            None,
        )

    def test_points_can_be_required(self) -> None:
        made = scheme(
            "requirements = [{ id = 'r', label = 'r', condition = { measure = 'points', at_least = 3 } },"
            " { id = 'q', label = 'q', condition = { measure = 'points:s', at_least = 5 } }]\n"
            "sections = [{ id = 's', label = 's', criteria = [{ id = 'c', label = 'c', measure = 'a', marks = { at_most = 10 } }] }]\n"
            + numbers("a")
        )
        assert verdicts(made, a=4) == ["not_met", "met", "not_met"]


class TestOutsideItsDates:
    """A scheme asked about a date outside its own answers *not in force* or *expired*."""

    @pytest.mark.parametrize(("year", "verdict"), [(2019, Verdict.NOT_IN_FORCE), (2020, Verdict.MET)])
    def test_verdicts(self, year: int, verdict: Verdict) -> None:
        found = eligibility(type(measured()).of(Period.year(year), **GOOD), RULES)
        assert found.verdict is verdict
        assert bool(found.findings) is (verdict is Verdict.MET)
        assert YEAR.until.year == 2023
