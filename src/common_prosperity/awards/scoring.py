"""How many points: one line a criterion, one sum a section, one total, each as exact bounds."""

from common_prosperity.awards.results import Scorecard, ScoreLine, SectionScore, Verdict
from common_prosperity.measures.conditions import Lookup, Value
from common_prosperity.quantities import UNSTATED, Bounds
from common_prosperity.quantities.truth import TRUE
from common_prosperity.schemes.model import Criterion, Scheme, Section, SectionKind, shaped
from common_prosperity.schemes.points import Doubt, Points, best_of

NOTHING = Bounds(0, 0)


def criterion_points(criterion: Criterion, lookup: Lookup) -> tuple[Value | None, Bounds, Doubt | None, Verdict]:
    """What is observed, the points, whether the text leaves them in doubt, and their standing.

    A criterion that does not apply, or whose measure is not applicable, earns nothing.
    """
    observed = lookup(criterion.measure) if isinstance(criterion.measure, str) else None
    applicable = TRUE if criterion.applies is None else criterion.applies.judge(lookup)
    void = isinstance(observed, Bounds) and observed.applies is False
    if void or not applicable & TRUE:
        return observed, NOTHING, None, Verdict.NOT_APPLICABLE
    asked, perhaps_void = observed, False
    if isinstance(observed, Bounds) and observed.applies is None:
        asked, perhaps_void = Bounds(observed.lower, observed.upper), True
    found = criterion.points.award(asked, lookup)
    if applicable != TRUE or perhaps_void:
        found = Points(found.bounds.hull(NOTHING))
    verdict = Verdict.MET if found.bounds.settled and found.doubt is None else Verdict.UNKNOWN
    return observed, found.bounds, found.doubt, verdict


def section_points(section: Section, lines: list[Bounds]) -> Bounds:
    """The sum of the lines, or of the best few, within the section's cap; below zero for a deduction."""
    total = Bounds.total(lines) if section.best is UNSTATED else best_of(lines, section.best)
    if section.cap is not UNSTATED:
        total = total.clamped(None, section.cap)
    return -total if section.kind is SectionKind.DEDUCTION else total


def score(scheme: Scheme, lookup: Lookup) -> Scorecard:
    """Every criterion's points, their sums, and the total."""
    sections = []
    for section in scheme.sections:
        lines = [_line(criterion, lookup) for criterion in section.criteria]
        points = section_points(section, [line.points for line in lines])
        sections.append(
            SectionScore(
                section=section.id,
                label=section.label,
                kind=section.kind,
                lines=tuple(lines),
                points=points,
                cap=section.cap,
            )
        )
    return Scorecard(
        sections=tuple(sections),
        total=shaped(Bounds.total([section.points for section in sections]), scheme.points),
        limits=scheme.limits,
    )


def _line(criterion: Criterion, lookup: Lookup) -> ScoreLine:
    observed, points, doubt, verdict = criterion_points(criterion, lookup)
    return ScoreLine(
        clause=criterion.id,
        label=criterion.label,
        verdict=verdict,
        measure=criterion.measure,
        observed=observed,
        points=points,
        most=criterion.most,
        doubt=doubt,
        better=criterion.better,
        source=criterion.source,
        basis=criterion.basis,
        remedy=criterion.remedy,
    )
