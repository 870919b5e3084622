"""Points as a table: every criterion with what was observed, under its section, and the total."""

from collections.abc import Iterator

from common_prosperity.awards import Scorecard, Verdict
from common_prosperity.awards.results import ScoreLine, SectionScore
from common_prosperity.quantities import UNSTATED, Bounds, Number, Text
from common_prosperity.reports.blocks import Block, Heading, Row, Table, Tone, Words
from common_prosperity.reports.figures import MARK, span
from common_prosperity.reports.voice import Voice, stated
from common_prosperity.schemes.model import Criterion, SectionKind
from common_prosperity.schemes.points import YesNo


def scorecard_blocks(card: Scorecard, voice: Voice) -> Iterator[Block]:
    """Every criterion with what was observed and its points, under its section; the total last."""
    if not card.sections:
        return
    yield Heading(voice.say("heading.points"), level=3)
    columns = ("criterion", "observed", "points", "most", "source")
    rows = []
    for section in card.sections:
        rows.append(_section_row(section, voice))
        rows += [_line_row(line, section.kind, voice) for line in section.lines]
    total = (voice.say("total"), "", _mark(card.total, voice), limit_words(card.limits.upper, SectionKind.BASE, voice), "")
    rows.append(Row(total, leading=True))
    yield Table(tuple(voice.say(f"column.{column}") for column in columns), tuple(rows), frozenset({2, 3}))


def _section_row(section: SectionScore, voice: Voice) -> Row:
    label = section_label(section.label, section.kind, voice)
    most = _section_most(section, voice)
    return Row((label, "", _mark(section.points, voice), limit_words(most, section.kind, voice), ""), leading=True)


def section_label(label: Text, kind: SectionKind, voice: Voice) -> str:
    """What a section is called; whether it adds or deducts, where its name does not say so."""
    text = voice.text(label)
    if kind is SectionKind.BASE or (word := voice.say(f"section.{kind}")) in text.casefold():
        return text
    return voice.say("with", a=text, b=word)


def _section_most(section: SectionScore, voice: Voice) -> Number | None:
    """The most points a section can give, or take."""
    for known in () if voice.scheme is None else voice.scheme.sections:
        if known.id == section.section:
            low, high = known.limits()
            return -low if known.kind is SectionKind.DEDUCTION else high
    most: Number | None = 0
    for line in section.lines:
        most = None if most is None or line.most is None else most + max(line.most, 0)
    if section.cap is not UNSTATED:
        most = section.cap if most is None else min(most, section.cap)
    return most


def entering(line: ScoreLine, kind: SectionKind) -> Bounds:
    """The points of a criterion as they enter the total: what it deducts stands below zero."""
    return -line.points if kind is SectionKind.DEDUCTION else line.points


def _line_row(line: ScoreLine, kind: SectionKind, voice: Voice) -> Row:
    tone = Tone.OPEN if line.verdict is Verdict.UNKNOWN else Tone.PLAIN
    return Row(
        (
            voice.text(line.label),
            observed_words(line, voice),
            Words(_mark(entering(line, kind), voice), tone),
            limit_words(line.most, kind, voice),
            Words(stated(line.source), Tone.FAINT),
        )
    )


def observed_words(line: ScoreLine, voice: Voice) -> str:
    """What was observed under a criterion; for a condition, whether it holds."""
    if line.verdict is Verdict.NOT_APPLICABLE:
        return voice.say("verdict.criterion.not_applicable")
    if line.observed is not None and isinstance(line.measure, str):
        return voice.value(line.measure, line.observed)
    criterion = voice.clauses().get(line.clause)
    if isinstance(criterion, Criterion) and isinstance(criterion.points, YesNo):
        points = criterion.points
        held = [points.points in line.points, points.otherwise in line.points]
        return voice.say("value.unknown" if all(held) else "yes" if held[0] else "no")
    return ""


def points_words(card: Scorecard, voice: Voice) -> str:
    """The total without a unit; nothing where no points are given."""
    return _mark(card.total, voice) if card.sections else ""


def _mark(points: Bounds, voice: Voice) -> str:
    return span(points, MARK, voice.lang)


def limit_words(most: Number | None, kind: SectionKind, voice: Voice) -> str:
    """The most points a criterion or section gives, or takes."""
    if most is None:
        return voice.say("value.no-limit")
    mark = _mark(Bounds(most, most), voice)
    return voice.say("most.deducted", x=mark) if kind is SectionKind.DEDUCTION else mark
