"""What the linter claims of any scheme: a witness shows what can happen, and no facts contradict what never happens."""

from collections.abc import Callable
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lint_demonstration import DEMONSTRATIONS, demonstrated, judged, line
from lint_strategies import measured, schemes

from common_prosperity.awards import score
from common_prosperity.awards.grading import possible_grades
from common_prosperity.awards.results import Verdict
from common_prosperity.measures.conditions import Value
from common_prosperity.measures.measurements import Measurements
from common_prosperity.quantities import Bounds, Period, exact
from common_prosperity.schemes.linting import LintFinding, lint
from common_prosperity.schemes.linting.gates import refuses
from common_prosperity.schemes.model import Scheme

PERIOD = Period.year(2023)
World = dict[str, Value]
slow = settings(suppress_health_check=[HealthCheck.too_slow])


def _settled(finding: LintFinding, world: World, scheme: Scheme) -> Bounds | None:
    """The points of the finding's criterion, where the text gives one number for an applicable measure."""
    found = line(finding, world, scheme)
    plain = found.doubt is None and found.verdict is not Verdict.NOT_APPLICABLE and found.points.settled
    return found.points if plain else None


def _never_the_most(finding: LintFinding, world: World, scheme: Scheme) -> bool:
    points = _settled(finding, world, scheme)
    return points is None or (points.upper is not None and points.upper <= exact(str(finding.details["reached"])))


def _always_the_same(finding: LintFinding, world: World, scheme: Scheme) -> bool:
    points = _settled(finding, world, scheme)
    return points is None or points.lower == exact(str(finding.details["points"]))


def _verdict_is_never(verdict: Verdict) -> Callable[[LintFinding, World, Scheme], bool]:
    return lambda finding, world, scheme: judged(finding.subject, world, scheme).verdict is not verdict


def _refused_already(finding: LintFinding, world: World, scheme: Scheme) -> bool:
    one, other = (judged(name, world, scheme).verdict for name in (finding.subject, str(finding.details["other"])))
    return one is not Verdict.NOT_MET or other is Verdict.NOT_MET


def _nobody_gets_it(finding: LintFinding, world: World, scheme: Scheme) -> bool:
    card = score(Measurements(world, PERIOD), scheme)
    doubtful = any(line.doubt for section in card.sections for line in section.lines)
    if doubtful or not card.total.settled:
        return True
    return finding.subject not in {grade.id for grade in possible_grades(scheme, card.total, lambda _: Bounds())[0]}


def _adds_nothing(finding: LintFinding, world: World, scheme: Scheme) -> bool:
    card = score(Measurements(world, PERIOD), scheme)
    section = next(section for section in card.sections if section.section == finding.subject)
    return any(line.doubt for line in section.lines) or section.points == Bounds(0, 0)


NEVER: Final[dict[str, Callable[[LintFinding, World, Scheme], bool]]] = {
    "S109": _never_the_most,
    "S110": _always_the_same,
    "S201": _verdict_is_never(Verdict.MET),
    "S202": _verdict_is_never(Verdict.NOT_MET),
    "S203": _verdict_is_never(Verdict.NOT_MET),
    "S204": _verdict_is_never(Verdict.MET),
    "S207": _refused_already,
    "S304": _nobody_gets_it,
    "S404": _adds_nothing,
}
"""What any settled facts must agree with."""


@slow
@given(schemes())
def test_every_witness_shows_its_finding(scheme: Scheme) -> None:
    for finding in lint(scheme):
        if finding.witness:
            assert finding.code in DEMONSTRATIONS
            assert demonstrated(finding, scheme), finding.text()
        assert "{" not in finding.text("zh") + finding.text("en")


@slow
@given(schemes(), st.lists(measured(), min_size=1, max_size=8))
def test_no_facts_contradict_what_never_happens(scheme: Scheme, worlds: list[World]) -> None:
    for finding in lint(scheme):
        if finding.code in NEVER:
            assert all(NEVER[finding.code](finding, world, scheme) for world in worlds), finding.text()


@slow
@given(schemes(), measured())
def test_refusing_is_what_judging_calls_not_met(scheme: Scheme, world: World) -> None:
    lookup = world.__getitem__
    for clause in scheme.gates():
        truth, applies = clause.condition.judge(lookup), 1 if clause.applies is None else clause.applies.judge(lookup)
        assert refuses(clause, truth, applies) == (judged(clause.id, world, scheme).verdict is Verdict.NOT_MET)
