"""What is still needed: the unstated facts that can change the verdict, the grade or an amount, most decisive first.

A measure can change the verdict if it is open in a part of a clause that no other part has decided already. It can change
the grade if the points it is worth move the total across an edge. Facts that can do neither are not asked for.
First come facts that can exclude the workshop, then those worth the most points.
"""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from common_prosperity.awards.grading import stretches
from common_prosperity.awards.judging import barring, clause_truth
from common_prosperity.awards.results import Need, Scorecard, ScoreLine
from common_prosperity.awards.scoring import section_points
from common_prosperity.measures.cases import First
from common_prosperity.measures.conditions import All, AnyOf, AtLeastKOf, Compare, Condition, Lookup, Not
from common_prosperity.measures.how import Gap
from common_prosperity.measures.measurements import Measurements
from common_prosperity.quantities import Bounds, Number
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import FALSE, OPPOSITE, TRUE, VOID, Truth
from common_prosperity.schemes.model import ELIGIBLE, GRADE, POINTS, Amount, Criterion, Scheme, is_points


@attrs.define
class _Stake:
    """What one open measure, or one gap, can change."""

    measures: dict[str, None] = attrs.field(factory=dict)
    clauses: dict[str, None] = attrs.field(factory=dict)
    eligibility: bool = False
    lines: dict[str, Bounds] = attrs.field(factory=dict)

    def points(self) -> Bounds:
        widths = [bounds.width for bounds in self.lines.values()]
        return Bounds(0, None if None in widths else tidy(sum(width for width in widths if width is not None)))


def open_names(condition: Condition, lookup: Lookup, asked: Truth = TRUE) -> Iterator[str]:
    """Names whose value is open in a part of the condition that can still change whether its outcome is the one asked for."""
    truth = condition.judge(lookup)
    if truth == asked or not truth & asked:
        return
    if isinstance(condition, Compare):
        yield from (name for name in condition.names() if not lookup(name).settled)
    elif isinstance(condition, Not):
        yield from open_names(condition.of, lookup, OPPOSITE[asked])
    else:
        assert isinstance(condition, All | AnyOf | AtLeastKOf)
        for part in condition.of:
            yield from open_names(part, lookup, asked)


@attrs.frozen
class _View:
    """A scheme, what is known of each name (points included), and the points."""

    scheme: Scheme
    lookup: Lookup
    scorecard: Scorecard


def needed(
    scheme: Scheme,
    measurements: Measurements,
    lookup: Lookup,
    eligible: Truth,
    scorecard: Scorecard,
    *,
    grade_open: bool,
    amounts: Mapping[str, Iterable[str]],
) -> tuple[Need, ...]:
    """The facts that can still change the verdict, the grade or an amount.

    Args:
        scheme: the scheme.
        measurements: what is known, and the gaps behind what is not.
        lookup: gives what is known of each name, points included.
        eligible: the truth of eligibility.
        scorecard: the points.
        grade_open: whether more than one grade, or a grade and none, are possible for an eligible workshop.
        amounts: for each amount that is open, the open names it depends on.
    """
    view = _View(scheme, lookup, scorecard)
    stakes: dict[str, _Stake] = {}
    if eligible not in (TRUE, FALSE, VOID):
        for clause in barring(scheme):
            truth = clause_truth(clause, lookup)
            if truth in (TRUE, FALSE, VOID) or not truth & (FALSE | (eligible & VOID)):
                continue
            for condition in (clause.condition, clause.applies):
                if condition is not None:
                    _enter(view, stakes, open_names(condition, lookup), clause.id, eligibility=True)
    if eligible & TRUE and grade_open:
        _enter_grades(view, stakes)
    for amount, names in amounts.items():
        _enter(view, stakes, names, amount, eligibility=False)
    return _ranked(_by_gap(stakes, measurements))


def open_amount_names(amount: Amount, lookup: Lookup) -> Iterator[str]:
    """Names whose value is open and can still change an amount; what the grade hangs on is asked for with the grade."""
    names: list[str] = []
    value = First(of=amount.first).among(lookup)
    if isinstance(amount.times, str):
        times = lookup(amount.times)
        assert isinstance(value, Bounds)
        assert isinstance(times, Bounds)
        names += [] if (value * times).settled else [amount.times]
    for index, case in enumerate(() if value.settled else amount.first):
        truth = TRUE if case.when is None else case.when.judge(lookup)
        own, rest = (First(of=of).among(lookup) for of in ((attrs.evolve(case, when=None),), amount.first[index + 1 :]))
        if case.when is not None and not (own.settled and own == rest):
            names += open_names(case.when, lookup)
        if truth & TRUE and isinstance(case.value, str):
            names.append(case.value)
        if truth == TRUE:
            break
    return (name for name in dict.fromkeys(names) if name not in (GRADE, ELIGIBLE) and not lookup(name).settled)


def _enter_grades(view: _View, stakes: dict[str, _Stake]) -> None:
    """Enter what may move the total across an edge, and what grades that are in reach ask for besides."""
    parts = list(stretches(view.scheme, view.scorecard.total, view.lookup))
    if any(part != parts[0] for part in parts):
        _enter(view, stakes, [POINTS], "", eligibility=False)
    in_doubt = {grade.id: grade for part in parts for grade, truth in part if truth != TRUE}
    for grade in in_doubt.values():
        assert grade.requires is not None, "its edges alone leave a grade in no doubt on any part"
        _enter(view, stakes, open_names(grade.requires, view.lookup), grade.id, eligibility=False)


def _enter(view: _View, stakes: dict[str, _Stake], names: Iterable[str], clause: str, *, eligibility: bool) -> None:
    """Enter what each open name can change; a name that stands for points passes it on to the lines behind them."""
    for name in names:
        behind = list(_open_lines(view, name)) if is_points(name) else [(name, clause, None)]
        for measure, line, points in behind:
            stake = stakes.setdefault(measure, _Stake())
            stake.clauses[line] = None
            if points is not None:
                stake.lines[line] = points
            if eligibility:
                stake.clauses[clause] = None
                stake.eligibility = True


def _open_lines(view: _View, name: str) -> Iterator[tuple[str, str, Bounds]]:
    """Open measures behind the points of a name, with the criterion and the points it leaves open."""
    for section, scored in zip(view.scheme.sections, view.scorecard.sections, strict=True):
        if name not in (POINTS, f"{POINTS}:{section.id}") or scored.points.settled:
            continue
        least = [Bounds(line.points.lower, line.points.lower) for line in scored.lines]
        for index, (criterion, line) in enumerate(zip(section.criteria, scored.lines, strict=True)):
            # A line counts most where the others give least: there a cap, or a count of the best few, leaves it most room.
            alone = [*least[:index], line.points, *least[index + 1 :]]
            if not section_points(section, alone).settled:
                for open_name in dict.fromkeys(_line_names(criterion, line, view.lookup)):
                    yield open_name, criterion.id, line.points


def _line_names(criterion: Criterion, line: ScoreLine, lookup: Lookup) -> Iterator[str]:
    """Open names behind the points of a line: what may make it apply or not, and what its points follow from."""
    observed = line.observed
    if criterion.applies is not None:
        yield from open_names(criterion.applies, lookup)
    perhaps_void = isinstance(observed, Bounds) and observed.applies is None
    if perhaps_void or not criterion.points.award(observed, lookup).bounds.settled:
        if isinstance(criterion.measure, str) and not lookup(criterion.measure).settled:
            yield criterion.measure
        for _, condition in criterion.points.conditions():
            yield from open_names(condition, lookup)


def _by_gap(stakes: dict[str, _Stake], measurements: Measurements) -> dict[Gap, _Stake]:
    """The same stakes, gathered under the facts that are missing."""
    rows: dict[str, dict[str, None]] = {}
    gathered: dict[str, tuple[Gap, _Stake]] = {}
    for name, stake in stakes.items():
        for gap in measurements.gaps.get(name) or (Gap("measurements", name),):
            _, whole = gathered.setdefault(gap.key, (gap, _Stake()))
            rows.setdefault(gap.key, {}).update(dict.fromkeys(gap.rows))
            whole.measures[name] = None
            whole.clauses.update(stake.clauses)
            whole.eligibility = whole.eligibility or stake.eligibility
            whole.lines.update(stake.lines)
    return {attrs.evolve(gap, rows=tuple(sorted(rows[key]))): stake for key, (gap, stake) in gathered.items()}


def _ranked(stakes: dict[Gap, _Stake]) -> tuple[Need, ...]:
    def rank(entry: tuple[Gap, _Stake]) -> tuple[bool, bool, Number, int, Gap]:
        gap, stake = entry
        worth = stake.points().upper
        return not stake.eligibility, worth is not None, -(worth or 0), -len(stake.clauses), gap

    return tuple(
        Need(
            table=gap.table,
            **({"column": gap.column} if gap.column else {}),
            rows=gap.rows,
            measures=tuple(stake.measures),
            clauses=tuple(sorted(clause for clause in stake.clauses if clause)),
            eligibility=stake.eligibility,
            points=stake.points(),
        )
        for gap, stake in sorted(stakes.items(), key=rank)
    )
