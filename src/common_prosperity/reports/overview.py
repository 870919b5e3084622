"""Many decisions at a glance: a row a workshop, and a row a clause, as plain cells for tables and workbooks."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from common_prosperity.awards import Decision, Finding, Verdict
from common_prosperity.awards.results import ScoreLine, SectionScore
from common_prosperity.quantities import Number
from common_prosperity.reports.amounts import amount_words
from common_prosperity.reports.asking import first_words, misnamed_words
from common_prosperity.reports.blocks import Tone
from common_prosperity.reports.conditions import condition_words
from common_prosperity.reports.findings import MARKS, margin_words, observed_beside, scope_words, threshold_words
from common_prosperity.reports.scorecards import entering, limit_words, observed_words
from common_prosperity.reports.telling import KINDS, headline, standing, unconditional
from common_prosperity.reports.voice import Voice, stated
from common_prosperity.schemes.model import Requirement, SectionKind, Veto

Cell = str | int | float | None
"""Words, a number, or nothing."""

SUMMARY: Final = (
    "workshop-id",
    "workshop",
    "verdict",
    "caution",
    "grades",
    "points-from",
    "points-to",
    "amounts",
    "needed",
    "scheme",
    "period",
    "digest",
)
FINDINGS: Final = (
    "workshop-id",
    "kind",
    "id",
    "clause",
    "verdict",
    "observed",
    "threshold",
    "margin",
    "points-from",
    "points-to",
    "most",
    "source",
)
"""The columns of both tables, by the keys of their headings."""
FIRST: Final = 8
"""So many needs are named in a cell; more are counted."""


def headings(columns: tuple[str, ...], voice: Voice) -> tuple[str, ...]:
    """The headings of columns."""
    return tuple(voice.say(f"column.{column}") for column in columns)


def outcome_words(decision: Decision, voice: Voice) -> tuple[str, Tone]:
    """What came out in a few words, apart from the grade unless that is all there is to say."""
    if unconditional(decision):
        return headline(decision, voice)
    key, tone = standing(decision) or ("headline.eligible", Tone.GOOD if decision.settled else Tone.OPEN)
    return voice.say(key), tone


def summary_row(decision: Decision, voice: Voice, caution: str = "") -> tuple[Cell, ...]:
    """One workshop: verdict and what to keep in mind with it, grades, points from and to, amounts, what is needed."""
    total = decision.scorecard.total if decision.scorecard.sections else None
    amounts = (voice.say("colon", a=voice.text(amount.label), b=amount_words(amount, voice)) for amount in decision.amounts)
    return (
        stated(decision.workshop),
        stated(decision.workshop_name),
        outcome_words(decision, voice)[0],
        voice.listed(
            filter(None, (caution, voice.say("caution.doubt") if decision.doubtful else "", *misnamed_words(decision, voice)))
        ),
        grades_words(decision, voice),
        None if total is None else plain(total.lower),
        None if total is None else plain_upper(total.upper, voice),
        voice.listed(amounts),
        needed_words(decision, voice),
        decision.scheme,
        voice.period(decision.period),
        decision.digest,
    )


def grades_words(decision: Decision, voice: Voice) -> str:
    """The grades that are left; nothing for a workshop that is not eligible."""
    if decision.verdict not in (Verdict.MET, Verdict.UNKNOWN) or voice.scheme is None or not voice.scheme.grades:
        return ""
    labels = [voice.text(grade.label) for grade in decision.grades]
    return voice.series([*labels, *([voice.say("grades.none")] if decision.no_grade else [])], "or")


def needed_words(decision: Decision, voice: Voice) -> str:
    """What is still needed, the most decisive first."""
    words = first_words(decision.needed[:FIRST], voice)
    more = len(decision.needed) - FIRST
    return voice.say("rows.more", rows=words, n=len(decision.needed), more=more) if more > 0 else words


def plain(value: Number | None) -> Cell:
    """A number that a spreadsheet can reckon with."""
    if value is None or isinstance(value, int):
        return value
    return float(round(Fraction(value), 6))


def plain_upper(value: Number | None, voice: Voice) -> Cell:
    """The most, as a number that a spreadsheet can reckon with; words where there is no limit."""
    return voice.say("value.no-limit") if value is None else plain(value)


def finding_rows(decision: Decision, voice: Voice) -> Iterator[tuple[tuple[Cell, ...], Tone]]:
    """Every requirement, veto, recommendation and criterion of one decision, with the tone of its verdict."""
    workshop = stated(decision.workshop)
    for finding in (*decision.eligibility.findings, *decision.besides):
        yield (workshop, *_finding_row(finding, voice)), MARKS[finding.verdict][1]
    for section in decision.scorecard.sections:
        for line in section.lines:
            yield (workshop, *_line_row(line, section, voice)), Tone.OPEN if line.verdict is Verdict.UNKNOWN else Tone.PLAIN


def compared_words(finding: Finding, voice: Voice) -> tuple[str, str, str]:
    """What was observed under a clause, what is asked, and by how much it is off."""
    clause = voice.clauses().get(finding.clause)
    if finding.verdict is Verdict.NOT_APPLICABLE:
        applies = None if clause is None else clause.applies
        told = "" if applies is None else voice.say("applies", condition=condition_words(applies, voice))
        return voice.listed(scope_words(finding, clause, voice)), told, ""
    leaves = list(clause.condition.leaves()) if isinstance(clause, Requirement | Veto) else []
    seen: list[str] = []
    asked: list[str] = []
    margins: list[str] = []
    for index, comparison in enumerate(finding.comparisons):
        name = voice.name(comparison.measure)
        observed = observed_beside(comparison, voice)
        threshold = threshold_words(comparison, leaves[index], voice) if len(leaves) == len(finding.comparisons) else ""
        margin = margin_words(comparison, voice).lstrip("，; ")
        several = len(finding.comparisons) > 1
        for words, text in ((seen, observed), (asked, threshold), (margins, margin)):
            if text:
                words.append(voice.say("colon", a=name, b=text) if several else text)
    return voice.listed(seen), voice.listed(asked), voice.listed(margins)


def verdict_words(told: Finding | ScoreLine, voice: Voice) -> str:
    """The verdict of one clause in a word or two."""
    if isinstance(told, Finding):
        return voice.say(f"verdict.{told.kind}.{told.verdict}")
    return voice.say(f"verdict.criterion.{told.doubt or told.verdict}")


def _finding_row(finding: Finding, voice: Voice) -> tuple[Cell, ...]:
    return (
        voice.say(KINDS[finding.kind]),
        finding.clause,
        voice.text(finding.label),
        verdict_words(finding, voice),
        *compared_words(finding, voice),
        None,
        None,
        None,
        stated(finding.source),
    )


def _line_row(line: ScoreLine, section: SectionScore, voice: Voice) -> tuple[Cell, ...]:
    points = entering(line, section.kind)
    deducted = line.most is not None and section.kind is SectionKind.DEDUCTION
    return (
        voice.text(section.label),
        line.clause,
        voice.text(line.label),
        verdict_words(line, voice),
        observed_words(line, voice),
        "",
        "",
        plain(points.lower),
        plain_upper(points.upper, voice),
        limit_words(line.most, section.kind, voice) if deducted else plain_upper(line.most, voice),
        stated(line.source),
    )
