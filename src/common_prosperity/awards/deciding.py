"""The four questions: what it amounts to, whether it is eligible, how many points, and what follows."""

from collections.abc import Mapping
from functools import reduce

import attrs

from common_prosperity.awards.grading import asked_besides, possible_grades
from common_prosperity.awards.judging import eligibility_truth, judge
from common_prosperity.awards.needs import needed, open_amount_names
from common_prosperity.awards.results import (
    AmountLine,
    Decision,
    Eligibility,
    Finding,
    GradeLine,
    Misnamed,
    Need,
    Observed,
    Scorecard,
    Verdict,
)
from common_prosperity.awards.scoring import NOTHING
from common_prosperity.awards.scoring import score as score_points
from common_prosperity.errors import expect
from common_prosperity.facts import Dossier
from common_prosperity.facts.canonical import digest, dossier_text
from common_prosperity.measures.cases import First
from common_prosperity.measures.conditions import Lookup, Value
from common_prosperity.measures.formulas import READINGS
from common_prosperity.measures.given import completed
from common_prosperity.measures.measurements import Measurements, take
from common_prosperity.quantities import UNSTATED, Bounds, Options
from common_prosperity.quantities.truth import FALSE, TRUE, Truth
from common_prosperity.schemes.asked import misnamed_in
from common_prosperity.schemes.model import ELIGIBLE, GRADE, POINTS, Amount, Scheme, Standing, behind, is_points
from common_prosperity.version import __version__

SILENT: Mapping[Standing, Verdict] = {
    Standing.NOT_IN_FORCE: Verdict.NOT_IN_FORCE,
    Standing.EXPIRED: Verdict.EXPIRED,
}
"""The verdict of a scheme that does not speak about the period."""


def measure(dossier: Dossier | Measurements, scheme: Scheme) -> Measurements:
    """What a dossier amounts to under everything a scheme asks for.

    Args:
        dossier: the facts, or figures, from which the other measures of the scheme are worked out as far as they follow.
        scheme: whose measures to take.

    Returns:
        Bounds or options by name of measure; a known value is a single point.

    Raises:
        InvalidFacts: a statement or a figure is of another kind than its measure, or of none that the scheme knows.
        InvalidScheme: a parameter has no value for the period.
        WrongKind: one argument is none of these.
    """
    expect("dossier", dossier, Dossier, Measurements)
    expect("scheme", scheme, Scheme)
    return _taken(dossier, scheme)


def _taken(dossier: Dossier | Measurements, scheme: Scheme) -> Measurements:
    if isinstance(dossier, Measurements):
        return completed(dossier, (*scheme.asked, *scheme.reckoned), scheme.measures, scheme.parameters, scheme.ranges)
    return take(dossier, (*scheme.asked, *scheme.reckoned), scheme.measures, scheme.parameters)


def eligibility(dossier: Dossier | Measurements, scheme: Scheme) -> Eligibility:
    """Whether a workshop is eligible, with one finding for each requirement and veto.

    Raises:
        InvalidFacts: as `measure`.
        InvalidScheme: as `measure`.
        WrongKind: as `measure`.
    """
    measurements = _measured(dossier, scheme)
    if (silent := SILENT.get(scheme.standing(measurements.period))) is not None:
        return Eligibility(verdict=silent, findings=())
    lookup = _lookup(measurements, scheme)
    return judge(scheme, _with_points(lookup, score_points(scheme, lookup)))


def score(dossier: Dossier | Measurements, scheme: Scheme) -> Scorecard:
    """How many points a workshop gets: bounds for each criterion, each section and the total.

    A scheme that is not in force for the period gives no points at all.

    Raises:
        InvalidFacts: as `measure`.
        InvalidScheme: as `measure`.
        WrongKind: as `measure`.
    """
    measurements = _measured(dossier, scheme)
    if scheme.standing(measurements.period) in SILENT:
        return _no_points(scheme)
    return score_points(scheme, _lookup(measurements, scheme))


def decide(dossier: Dossier | Measurements, scheme: Scheme) -> Decision:
    """What follows for a workshop under a scheme, why, and what is still needed.

    Raises:
        InvalidFacts: as `measure`.
        InvalidScheme: as `measure`.
        WrongKind: as `measure`.
    """
    measurements = _measured(dossier, scheme)
    silent = SILENT.get(scheme.standing(measurements.period))
    if silent is not None:
        return _decision(
            dossier, measurements, scheme, Eligibility(verdict=silent, findings=()), _no_points(scheme), settled=False
        )
    bare = _lookup(measurements, scheme)
    scorecard = score_points(scheme, bare)
    lookup = _with_points(bare, scorecard)
    judged = judge(scheme, lookup)
    grades, none, doubtful = possible_grades(scheme, scorecard.total, lookup)
    grade_open = len(grades) + none > 1
    doubts = doubtful or any(line.doubt for section in scorecard.sections for line in section.lines)
    eligible = TRUE if judged.verdict is Verdict.MET else FALSE
    if judged.verdict is Verdict.UNKNOWN:
        eligible = eligibility_truth(scheme, lookup)
    lines = tuple([GradeLine(grade=grade.id, label=grade.label) for grade in grades]) if eligible & TRUE else ()
    no_grade = none or eligible != TRUE
    worlds = _worlds(lookup, eligible, lines, no_grade=no_grade)
    amounts = tuple([_amount(amount, worlds, measurements, scheme) for amount in scheme.amounts])
    open_amounts = [amount for amount, line in zip(scheme.amounts, amounts, strict=True) if not line.value.settled]
    settled = judged.verdict is not Verdict.UNKNOWN and not (judged.verdict is Verdict.MET and scheme.grades and grade_open)
    settled = settled and not open_amounts
    needs: tuple[Need, ...] = ()
    if not settled:
        names = {
            amount.id: list(dict.fromkeys(name for world in worlds for name in open_amount_names(amount, world)))
            for amount in open_amounts
        }
        needs = needed(scheme, measurements, lookup, eligible, scorecard, grade_open=grade_open, amounts=names)
    return _decision(
        dossier,
        measurements,
        scheme,
        judged,
        scorecard,
        settled=settled,
        grades=lines,
        no_grade=no_grade,
        besides=tuple(asked_besides(scheme, scorecard.total, lookup)) if eligible & TRUE else (),
        misnamed=_misnamed(dossier, scheme) if isinstance(dossier, Dossier) else (),
        doubtful=doubts or any(need.table == READINGS for need in needs),
        needs=needs,
        amounts=amounts,
    )


def _decision(
    given: Dossier | Measurements,
    measurements: Measurements,
    scheme: Scheme,
    judged: Eligibility,
    scorecard: Scorecard,
    *,
    settled: bool,
    grades: tuple[GradeLine, ...] = (),
    no_grade: bool = True,
    besides: tuple[Finding, ...] = (),
    misnamed: tuple[Misnamed, ...] = (),
    doubtful: bool = False,
    needs: tuple[Need, ...] = (),
    amounts: tuple[AmountLine, ...] = (),
) -> Decision:
    dossier = given if isinstance(given, Dossier) else None
    text = _measured_text(given) if isinstance(given, Measurements) else dossier_text(given)
    return Decision(
        scheme=f"{scheme.id}@{scheme.edition}",
        scheme_label=scheme.label,
        workshop=UNSTATED if dossier is None else dossier.workshop.id,
        workshop_name=UNSTATED if dossier is None else dossier.workshop.name,
        period=measurements.period,
        eligibility=judged,
        scorecard=scorecard,
        grades=grades,
        no_grade=no_grade,
        besides=besides,
        doubtful=doubtful,
        settled=settled,
        needed=needs,
        misnamed=misnamed,
        amounts=amounts,
        measures=scheme.spoken,
        digest=digest(text, scheme.digest, __version__),
    )


def _misnamed(dossier: Dossier, scheme: Scheme) -> tuple[Misnamed, ...]:
    """Statements that most likely were meant for something the scheme asks for."""
    return tuple([Misnamed(table=table, name=name, near=near) for table, name, near in misnamed_in(dossier, scheme)])


def _measured(dossier: Dossier | Measurements, scheme: Scheme) -> Measurements:
    """What is measured; nothing, where the scheme does not speak about the period and its parameters may have no value."""
    expect("dossier", dossier, Dossier, Measurements)
    expect("scheme", scheme, Scheme)
    if scheme.standing(dossier.period) in SILENT:
        return Measurements({}, dossier.period)
    return _taken(dossier, scheme)


def _measured_text(measurements: Measurements) -> str:
    lines = [str(measurements.period)]
    for name in sorted(measurements):
        value = measurements[name]
        if isinstance(value, Bounds):
            lines.append(f"{name} {value.lower} {value.upper} {value.applies}")
        else:
            lines.append(f"{name} {value}")
    return "\n".join(lines)


def _lookup(measurements: Measurements, scheme: Scheme) -> Lookup:
    """What is known of each name; for a name that was not measured, all it can be."""
    known: dict[str, Value] = {}
    for name in scheme.asked:
        value = measurements.get(name)
        known[name] = scheme.natural(name, measurements.period.until) if value is None else value
    return known.__getitem__


def _with_points(lookup: Lookup, scorecard: Scorecard) -> Lookup:
    """The same names, and points by the names conditions give them."""

    def look(name: str) -> Value:
        if name == POINTS:
            return scorecard.total
        if is_points(name):
            return next(s.points for s in scorecard.sections if f"{POINTS}:{s.section}" == name)
        return lookup(name)

    return look


def _no_points(scheme: Scheme) -> Scorecard:
    return Scorecard(sections=(), total=NOTHING, limits=scheme.limits)


def _worlds(lookup: Lookup, eligible: Truth, grades: tuple[GradeLine, ...], *, no_grade: bool) -> list[Lookup]:
    """One lookup for each outcome that is left: the same names, and the grade and eligibility by their names."""
    without = [1] * (eligible & TRUE) + [0] * (eligible != TRUE)
    outcomes = [(grade.grade, 1) for grade in grades] + [("none", each) for each in without if no_grade]

    def world(grade: str, eligible: int) -> Lookup:
        known: dict[str, Value] = {GRADE: Options(frozenset({grade})), ELIGIBLE: Bounds(eligible, eligible)}
        return lambda name: known[name] if name in known else lookup(name)

    return [world(*outcome) for outcome in outcomes]


def _amount(amount: Amount, worlds: list[Lookup], measurements: Measurements, scheme: Scheme) -> AmountLine:
    value = reduce(Bounds.hull, [_amount_in(amount, world) for world in worlds])
    cases = {_sure_case(amount, world) for world in worlds}
    case = cases.pop() if len(cases) == 1 else None
    drawn_on = amount if case is None else attrs.evolve(amount, first=(amount.first[case],))
    names = [name for name in behind(drawn_on.names(), scheme.measures) if name in measurements]
    return AmountLine(
        amount=amount.id,
        label=amount.label,
        unit=amount.unit,
        value=value,
        **({} if case is None else {"case": case + 1}),
        parts=tuple([Observed(measure=name, value=measurements[name]) for name in names]),
        source=amount.source,
    )


def _sure_case(amount: Amount, lookup: Lookup) -> int | None:
    """Which case surely is the first to hold; `None` where that is open, or none does."""
    for index, case in enumerate(amount.first):
        truth = TRUE if case.when is None else case.when.judge(lookup)
        if truth & TRUE:
            return index if truth == TRUE else None
    return None


def _amount_in(amount: Amount, lookup: Lookup) -> Bounds:
    value = First(of=amount.first).among(lookup)
    assert isinstance(value, Bounds), "a case gives a number"
    if isinstance(amount.times, str):
        times = lookup(amount.times)
        value *= times if isinstance(times, Bounds) else Bounds()
    return value
