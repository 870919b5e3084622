"""Feeds the witness of a finding back through scoring and judging, to see with their eyes what the linter claims."""

from collections.abc import Callable, Mapping
from typing import Final

from common_prosperity.awards import decide, eligibility, score
from common_prosperity.awards.grading import possible_grades
from common_prosperity.awards.results import Finding, ScoreLine, Verdict
from common_prosperity.measures.cases import First
from common_prosperity.measures.measurements import Measurements
from common_prosperity.quantities import Bounds, Period
from common_prosperity.quantities.truth import TRUE, VOID
from common_prosperity.schemes.linting import LintFinding
from common_prosperity.schemes.linting.worlds import World
from common_prosperity.schemes.model import POINTS, Scheme
from common_prosperity.schemes.points import Doubt


def measurements(world: World, scheme: Scheme) -> Measurements:
    """A world on the first day of a scheme."""
    return Measurements(world, Period(scheme.effective.since, scheme.effective.since))


def line(finding: LintFinding, world: World, scheme: Scheme) -> ScoreLine:
    """The line of the finding's criterion."""
    card = score(measurements(world, scheme), scheme)
    return next(line for section in card.sections for line in section.lines if line.clause == finding.subject)


def judged(clause: str, world: World, scheme: Scheme) -> Finding:
    """What is found of a clause."""
    return next(one for one in eligibility(measurements(world, scheme), scheme).findings if one.clause == clause)


def _doubt(doubt: Doubt) -> "Demonstration":
    def shown(finding: LintFinding, scheme: Scheme, _: Scheme | None) -> bool:
        return all(line(finding, world, scheme).doubt is doubt for world in finding.witness)

    return shown


def _verdict(*verdicts: Verdict) -> "Demonstration":
    def shown(finding: LintFinding, scheme: Scheme, _: Scheme | None) -> bool:
        gates = {clause.id for clause in scheme.gates()}
        tell = judged if finding.subject in gates else lambda _, world, scheme: line(finding, world, scheme)
        return all(tell(finding.subject, world, scheme).verdict in verdicts for world in finding.witness)

    return shown


def _against(finding: LintFinding, scheme: Scheme, _: Scheme | None) -> bool:
    """The greater value gets other points than its direction promises."""
    first, second = (line(finding, world, scheme) for world in finding.witness)
    assert first.points.lower is not None
    assert second.points.lower is not None
    falling = second.points.lower < first.points.lower
    deducted = next(s for s in scheme.sections if finding.subject in [c.id for c in s.criteria]).kind.value == "deduction"
    return falling == ((str(first.better) == "more") != deducted)


def _implied(finding: LintFinding, scheme: Scheme, _: Scheme | None) -> bool:
    """Where the clause refuses, the other refuses too."""
    other = str(finding.details["other"])
    return all(
        judged(name, world, scheme).verdict is Verdict.NOT_MET for world in finding.witness for name in (finding.subject, other)
    )


def _grades(finding: LintFinding, scheme: Scheme) -> tuple[int, bool, bool]:
    """How many grades the example meets, whether none may follow, and whether the text gives two."""
    world = dict(finding.witness[0])
    if POINTS not in world:
        card = score(measurements(world, scheme), scheme)
        assert card.total.settled
        world |= {f"{POINTS}:{section.section}": section.points for section in card.sections} | {POINTS: card.total}
    total = world[POINTS]
    assert isinstance(total, Bounds)
    grades, none, doubtful = possible_grades(scheme, total, lambda name: world.get(name, Bounds()))
    return len(grades), none, doubtful


def _two_grades(finding: LintFinding, scheme: Scheme, _: Scheme | None) -> bool:
    return _grades(finding, scheme)[0] > 1 and _grades(finding, scheme)[2]


def _no_grade(finding: LintFinding, scheme: Scheme, _: Scheme | None) -> bool:
    return _grades(finding, scheme)[:2] == (0, True)


def _loosened(finding: LintFinding, scheme: Scheme, base: Scheme | None) -> bool:
    assert base is not None
    (world,) = finding.witness
    before, after = (judged(finding.subject, world, one).verdict for one in (base, scheme))
    return before is Verdict.NOT_MET and after is not Verdict.NOT_MET


def _more_points(finding: LintFinding, scheme: Scheme, base: Scheme | None) -> bool:
    assert base is not None
    (world,) = finding.witness
    before, after = (line(finding, world, one).points.lower for one in (base, scheme))
    assert before is not None
    assert after is not None
    return after > before


def _grade_loosened(finding: LintFinding, scheme: Scheme, base: Scheme | None) -> bool:
    """The same facts may now get the grade."""
    assert base is not None
    (world,) = finding.witness
    had = {line.grade for line in decide(measurements(world, base), base).grades}
    have = {line.grade for line in decide(measurements(world, scheme), scheme).grades}
    return finding.subject in have - had


def _none_is_not_nought(finding: LintFinding, scheme: Scheme, _: Scheme | None) -> bool:
    """Some comparison of the measure is met by nought and has no answer for none."""
    nought, none = (world[finding.subject] for world in finding.witness)
    conditions = [condition for _, condition in scheme.conditions()]
    conditions += [case.when for amount in scheme.amounts for case in amount.first if case.when is not None]
    leaves = [leaf for condition in conditions for leaf in condition.leaves() if leaf.subject == finding.subject]
    return any((leaf.judge(lambda _: nought), leaf.judge(lambda _: none)) == (TRUE, VOID) for leaf in leaves)


def _outside(finding: LintFinding, scheme: Scheme, _: Scheme | None) -> bool:
    """None of the clauses applies to what is stated."""
    clauses = getattr(finding.details["clauses"], "en", "").split(", ")
    verdicts = {judged(clause, world, scheme).verdict for world in finding.witness for clause in clauses}
    return len(clauses) > 1 and verdicts == {Verdict.NOT_APPLICABLE}


def _no_case(finding: LintFinding, scheme: Scheme, _: Scheme | None) -> bool:
    """The facts meet none of the cases, whatever the scheme finds of them."""
    amounts = [amount.first for amount in scheme.amounts if amount.id == finding.subject]
    hows = [one.how for name, one in scheme.measures.items() if name == finding.subject]
    (cases,) = amounts or [how.of for how in hows if isinstance(how, First)]
    (world,) = finding.witness
    met = [TRUE if case.when is None else case.when.judge(lambda name: world.get(name, Bounds())) for case in cases]
    return not any(truth == TRUE for truth in met)


Demonstration = Callable[[LintFinding, Scheme, Scheme | None], bool]

DEMONSTRATIONS: Final[Mapping[str, Demonstration]] = {
    "S101": _doubt(Doubt.OVERLAP),
    "S102": _doubt(Doubt.HOLE),
    "S103": _doubt(Doubt.OVERLAP),
    "S104": _doubt(Doubt.HOLE),
    "S105": _doubt(Doubt.HOLE),
    "S106": _doubt(Doubt.HOLE),
    "S111": _against,
    "S201": _verdict(Verdict.NOT_MET, Verdict.NOT_APPLICABLE),
    "S202": _verdict(Verdict.MET, Verdict.NOT_APPLICABLE),
    "S203": _verdict(Verdict.MET, Verdict.NOT_APPLICABLE),
    "S204": _verdict(Verdict.NOT_MET),
    "S205": _verdict(Verdict.NOT_APPLICABLE),
    "S206": _verdict(Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN),
    "S207": _implied,
    "S209": _outside,
    "S301": _two_grades,
    "S302": _no_grade,
    "S303": _two_grades,
    "S305": _no_grade,
    "S307": _no_grade,
    "S511": _none_is_not_nought,
    "S601": _loosened,
    "S602": _loosened,
    "S606": _more_points,
    "S607": _grade_loosened,
    "S702": _no_case,
}
"""For each code that brings a witness, how the witness shows it."""


def demonstrated(finding: LintFinding, scheme: Scheme, base: Scheme | None = None) -> bool:
    """Whether the witness shows what the finding says."""
    return bool(finding.witness) and DEMONSTRATIONS[finding.code](finding, scheme, base)
