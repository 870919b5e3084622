"""What each finding claims, held against everything there can be on a small grid."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs
from grid_schemes import DAYS, GRID, World, decided, finding_of, line_of, measurements, worlds
from lint_demonstration import demonstrated

from common_prosperity.awards.grading import possible_grades
from common_prosperity.awards.results import Decision, ScoreLine, Verdict
from common_prosperity.measures.conditions import Condition, Lookup, Not, Value
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Options, exact
from common_prosperity.quantities.truth import TRUE
from common_prosperity.schemes.linting import LintFinding
from common_prosperity.schemes.model import ELIGIBLE, GRADE, POINTS, Criterion, Scheme, Section, SectionKind, is_points
from common_prosperity.schemes.points import Bands, Checklist, Doubt, covered, set_edges


@attrs.frozen
class Row:
    """One combination of values, its day, what is known of every name, and what follows."""

    world: World
    day: Any
    lookup: Lookup
    decision: Decision
    grades: frozenset[str]

    @property
    def clear(self) -> bool:
        """Whether the text gives one number of points."""
        return not any(line.doubt for section in self.decision.scorecard.sections for line in section.lines)

    @property
    def settled(self) -> bool:
        """Whether the text gives one number of points and at most one grade."""
        return self.clear and len(self.grades) < 2


def row(world: World, day: Any, scheme: Scheme) -> Row:
    """What follows from a world."""
    decision, known = decided(world, day, scheme), measurements(world, day, scheme)
    card = decision.scorecard
    outcomes: dict[str, Value] = {f"{POINTS}:{section.section}": section.points for section in card.sections}
    outcomes[POINTS] = card.total

    def look(name: str) -> Value:
        if name in outcomes:
            return outcomes[name]
        return known[name] if name in known else scheme.natural(name, day)

    found = possible_grades(scheme, card.total, look)[0]
    grades = frozenset(grade.id for grade in found)
    met = int(decision.eligibility.verdict is Verdict.MET)
    outcomes |= {GRADE: Options(grades or frozenset({"none"})), ELIGIBLE: Bounds(met, met)}
    return Row(world, day, look, decision, grades)


def table(scheme: Scheme) -> list[Row]:
    """Everything there can be."""
    return [row(world, day, scheme) for world, day in worlds(scheme)]


def told(rows: list[Row], *conditions: Condition) -> list[Row]:
    """The rows that decide conditions; where they ask for points, those for which the text gives one number."""
    of_points = any(is_points(name) for condition in conditions for name in condition.names())
    return [one for one in rows if one.clear or not of_points]


Claim = Callable[[LintFinding, Scheme, list[Row]], bool]


def _clause(scheme: Scheme, name: str) -> Any:
    return next(one for one in scheme.clauses() if one.id == name)


def _section(scheme: Scheme, name: str) -> Section:
    return next(one for one in scheme.sections if one.id == name)


def _index(place: str) -> int:
    """The last position that a place names."""
    return int(re.findall(r"\[(\d+)\]", place)[-1])


def _applies(one: Row, clause: Any) -> bool:
    if clause.applies is not None and clause.applies.judge(one.lookup) != TRUE:
        return False
    return not (isinstance(clause, Criterion) and isinstance(clause.measure, str)) or (
        one.lookup(clause.measure) != NOT_APPLICABLE
    )


def _lines(rows: list[Row], name: str) -> list[ScoreLine]:
    """The lines of a criterion where it applies and the text gives one number."""
    lines = [line_of(one.decision, name) for one in rows]
    return [line for line in lines if line.doubt is None and line.verdict is not Verdict.NOT_APPLICABLE]


# ---- claims about the points of single criteria --------------------------------------------------------------------


def _doubtful(doubt: Doubt) -> Claim:
    def shown(finding: LintFinding, scheme: Scheme, _: list[Row]) -> bool:
        return bool(finding.witness) and all(
            any(line_of(decided(world, day, scheme), finding.subject).doubt is doubt for day in DAYS)
            for world in finding.witness
        )

    return shown


def _empty_band(finding: LintFinding, scheme: Scheme, rows: list[Row]) -> bool:
    one = _clause(scheme, finding.subject)
    assert isinstance(one.points, Bands)
    band = one.points.bands[_index(finding.place)]
    values = [each.lookup(one.measure) for each in rows if _applies(each, one)]
    return not any(isinstance(value, Bounds) and band.covers(value) == TRUE for value in values)


def _never_the_most(finding: LintFinding, _: Scheme, rows: list[Row]) -> bool:
    reached = exact(str(finding.details["reached"]))
    return all(line.points.upper is not None and line.points.upper <= reached for line in _lines(rows, finding.subject))


def _always_the_same(finding: LintFinding, _: Scheme, rows: list[Row]) -> bool:
    points = Bounds.exactly(exact(str(finding.details["points"])))
    return all(line.points == points for line in _lines(rows, finding.subject))


def _against_its_direction(finding: LintFinding, scheme: Scheme, _: list[Row]) -> bool:
    section, one = next(pair for pair in scheme.criteria() if pair[1].id == finding.subject)
    pairs = []
    for world in finding.witness:
        lines = [line_of(decided(world, day, scheme), finding.subject) for day in DAYS]
        line = next(line for line in lines if line.verdict is Verdict.MET)
        assert isinstance(line.observed, Bounds)
        pairs.append((exact(str(line.observed.lower)), exact(str(line.points.lower))))
    (low, first), (high, second) = pairs
    rising = (str(one.better) == "more") != (section.kind is SectionKind.DEDUCTION)
    return low < high and (second < first if rising else second > first)


def _item_does_nothing(finding: LintFinding, scheme: Scheme, rows: list[Row]) -> bool:
    one = _clause(scheme, finding.subject)
    assert isinstance(one.points, Checklist)
    when = one.points.items[_index(finding.place)].when
    always = "always" in getattr(finding.details["always"], "en", "")
    return {when.judge(each.lookup) == TRUE for each in rows if _applies(each, one)} <= {always}


# ---- claims that a part of the scheme makes no difference ----------------------------------------------------------


def _same_points(scheme: Scheme, rows: list[Row]) -> bool:
    return all(decided(one.world, one.day, scheme).scorecard.total == one.decision.scorecard.total for one in rows if one.clear)


def _with_section(scheme: Scheme, name: str, **given: Any) -> Scheme:
    changed = [attrs.evolve(one, **given) if one.id == name else one for one in scheme.sections]
    return attrs.evolve(scheme, sections=tuple(changed))


def _idle_limit(finding: LintFinding, scheme: Scheme, rows: list[Row]) -> bool:
    limit: dict[str, Any] = {str(finding.details["limit"]): UNSTATED}
    if ".criteria" not in finding.place:
        return _same_points(_with_section(scheme, finding.subject, **limit), rows)
    section, one = next(pair for pair in scheme.criteria() if pair[1].id == finding.subject)
    without: Any = attrs.evolve(one, points=attrs.evolve(one.points, **limit))
    criteria = tuple(without if each is one else each for each in section.criteria)
    return _same_points(_with_section(scheme, section.id, criteria=criteria), rows)


def _idle_cap(finding: LintFinding, scheme: Scheme, rows: list[Row]) -> bool:
    return _same_points(_with_section(scheme, finding.subject, cap=UNSTATED), rows)


def _section_gives_nothing(finding: LintFinding, _: Scheme, rows: list[Row]) -> bool:
    given = [section for one in rows if one.clear for section in one.decision.scorecard.sections]
    return all(section.points == Bounds(0, 0) for section in given if section.section == finding.subject)


def _idle_edge_of_total(finding: LintFinding, scheme: Scheme, rows: list[Row]) -> bool:
    without: Any = {finding.subject: UNSTATED}
    return _same_points(attrs.evolve(scheme, points=attrs.evolve(scheme.points, **without)), rows)


# ---- claims about who is admitted ----------------------------------------------------------------------------------


def _verdict_is_never(verdict: Verdict) -> Claim:
    def held(finding: LintFinding, scheme: Scheme, rows: list[Row]) -> bool:
        decisive = told(rows, _clause(scheme, finding.subject).condition)
        return all(finding_of(one.decision, finding.subject).verdict is not verdict for one in decisive)

    return held


def _applying(*, always: bool) -> Claim:
    def held(finding: LintFinding, scheme: Scheme, rows: list[Row]) -> bool:
        applies = _clause(scheme, finding.subject).applies
        return all((applies.judge(one.lookup) == TRUE) is always for one in rows)

    return held


def _refused_already(finding: LintFinding, scheme: Scheme, rows: list[Row]) -> bool:
    other = str(finding.details["other"])
    decisive = told(rows, *(_clause(scheme, name).condition for name in (finding.subject, other)))
    refused = [one for one in decisive if finding_of(one.decision, finding.subject).verdict is Verdict.NOT_MET]
    return all(finding_of(one.decision, other).verdict is Verdict.NOT_MET for one in refused)


PART: Final = re.compile(r"\.(all|any|not|at_least_k_of)(?:\.of)?(?:\[(\d+)\])?")


def _without(condition: Any, path: str) -> Condition:
    """The condition without the part that a path leads to."""
    match = PART.match(path)
    assert match is not None
    rest = path[match.end() :]
    if isinstance(condition, Not):
        return Not(_without(condition.of, rest))
    index, parts = int(match[2]), list(condition.of)
    parts[index : index + 1] = [_without(parts[index], rest)] if rest else []
    changed: Condition = attrs.evolve(condition, of=tuple(parts))
    return changed


def _idle_part(finding: LintFinding, scheme: Scheme, rows: list[Row]) -> bool:
    place = finding.place
    start, condition = next(pair for pair in scheme.conditions() if place == pair[0] or place.startswith(f"{pair[0]}."))
    decisive = told(rows, condition)
    if place == start:
        return all(condition.judge(one.lookup) == TRUE for one in decisive)
    other = _without(condition, place.removeprefix(start))
    return all(condition.judge(one.lookup) == other.judge(one.lookup) for one in decisive)


# ---- claims about grades and amounts -------------------------------------------------------------------------------


def _total_shown(count: Callable[[int], bool]) -> Claim:
    """So many grades follow from the witness; a total for which no measurements are found is looked at by itself."""

    def shown(finding: LintFinding, scheme: Scheme, _: list[Row]) -> bool:
        if any(POINTS in world for world in finding.witness):
            return demonstrated(finding, scheme)
        return bool(finding.witness) and all(
            any(count(len(row(dict(world), day, scheme).grades)) for day in DAYS) for world in finding.witness
        )

    return shown


def _falls_through(finding: LintFinding, scheme: Scheme, rows: list[Row]) -> bool:
    """The example has no grade, though its total would do for the grade; fewer points have another grade."""
    one = next(grade for grade in scheme.grades if grade.id == finding.subject)
    (shown,) = [each for day in DAYS if (each := row(dict(finding.witness[0]), day, scheme)).clear][:1]
    total = shown.decision.scorecard.total
    lower = [each.decision.scorecard.total for each in rows if each.clear and str(finding.details["lower"]) in each.grades]
    assert total.lower is not None
    falls = not shown.grades and covered(set_edges(one), total) == TRUE
    return falls and any(other.lower is not None and other.lower < total.lower for other in lower)


def _nobody_gets_it(finding: LintFinding, _: Scheme, rows: list[Row]) -> bool:
    return all(finding.subject not in one.grades for one in rows if one.clear)


def _idle_edge_of_grade(finding: LintFinding, scheme: Scheme, rows: list[Row]) -> bool:
    edge: dict[str, Any] = {finding.place.rpartition(".")[2]: UNSTATED}
    grades = tuple(attrs.evolve(one, **edge) if one.id == finding.subject else one for one in scheme.grades)
    other = attrs.evolve(scheme, grades=grades)
    return all(row(one.world, one.day, other).grades == one.grades for one in rows if one.clear)


def _case_is_never_first(finding: LintFinding, scheme: Scheme, rows: list[Row]) -> bool:
    cases = next(amount.first for amount in scheme.amounts if amount.id == finding.subject)
    for one in rows:
        met = [case.when is None or case.when.judge(one.lookup) == TRUE for case in cases]
        if one.settled and any(met) and met.index(True) == int(str(finding.details["number"])) - 1:
            return False
    return True


def _meets_no_case(finding: LintFinding, scheme: Scheme, _: list[Row]) -> bool:
    cases = next(amount.first for amount in scheme.amounts if amount.id == finding.subject)
    conditions = [case.when for case in cases if case.when is not None]
    shown = [row(dict(world), day, scheme) for world in finding.witness for day in DAYS]
    unmet = [not any(condition.judge(one.lookup) == TRUE for condition in conditions) for one in shown]
    return len(conditions) == len(cases) and any(unmet)


def _outside_all(finding: LintFinding, scheme: Scheme, rows: list[Row]) -> bool:
    """None of the clauses applies to whoever states the options."""
    clauses = getattr(finding.details["clauses"], "en", "").split(", ")
    options = [world[finding.subject] for world in finding.witness]
    stated = [one for one in rows if one.lookup(finding.subject) in options]
    verdicts = {finding_of(one.decision, clause).verdict for one in stated for clause in clauses}
    return bool(stated) and verdicts == {Verdict.NOT_APPLICABLE}


CLAIMS: Final[Mapping[str, Claim]] = {
    "S101": _doubtful(Doubt.OVERLAP),
    "S102": _doubtful(Doubt.HOLE),
    "S103": _doubtful(Doubt.OVERLAP),
    "S104": _doubtful(Doubt.HOLE),
    "S105": _doubtful(Doubt.HOLE),
    "S106": _doubtful(Doubt.HOLE),
    "S108": _empty_band,
    "S109": _never_the_most,
    "S110": _always_the_same,
    "S111": _against_its_direction,
    "S112": _idle_limit,
    "S113": _item_does_nothing,
    "S201": _verdict_is_never(Verdict.MET),
    "S202": _verdict_is_never(Verdict.NOT_MET),
    "S203": _verdict_is_never(Verdict.NOT_MET),
    "S204": _verdict_is_never(Verdict.MET),
    "S205": _applying(always=False),
    "S206": _applying(always=True),
    "S207": _refused_already,
    "S208": _idle_part,
    "S209": _outside_all,
    "S301": _total_shown(lambda count: count > 1),
    "S302": _total_shown(lambda count: count == 0),
    "S303": _total_shown(lambda count: count > 1),
    "S304": _nobody_gets_it,
    "S305": _total_shown(lambda count: count == 0),
    "S306": _idle_edge_of_grade,
    "S307": _falls_through,
    "S402": _idle_cap,
    "S404": _section_gives_nothing,
    "S405": _idle_edge_of_total,
    "S701": _case_is_never_first,
    "S702": _meets_no_case,
}
"""For each code that claims something about outcomes, whether it is so."""


def can_be(world: Mapping[str, Value]) -> bool:
    """Whether the values of a world are among those there can be; points are looked at elsewhere."""
    return all(value in GRID[name] for name, value in world.items() if not name.startswith(POINTS))
