"""A decision told like a letter: the verdict first, then why, what to note, what follows, and what is still needed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from common_prosperity.awards import Decision, Finding, Need, Verdict
from common_prosperity.awards.results import ClauseKind, ScoreLine
from common_prosperity.errors import Lang, expect
from common_prosperity.measures.definition import Measure
from common_prosperity.measures.formulas import READINGS
from common_prosperity.reports.amounts import amount_details, amount_words
from common_prosperity.reports.asking import first_words, is_table, misnamed_words, need_entry
from common_prosperity.reports.blocks import Block, Entry, Heading, Listing, Paragraph, Tone, Words, words
from common_prosperity.reports.findings import finding_entry, finding_words
from common_prosperity.reports.rules import how_words
from common_prosperity.reports.scorecards import observed_words, scorecard_blocks
from common_prosperity.reports.voice import Voice, stated
from common_prosperity.reports.writing import Format, write
from common_prosperity.schemes.model import Basis, Grade, Scheme, SectionKind


def report(
    decision: Decision,
    scheme: Scheme | None = None,
    *,
    lang: Lang = "en",
    format: Format = "text",  # noqa: A002  # the word users know
    columns: int = 100,
    colour: bool = False,
) -> str:
    """A decision as a letter.

    Args:
        decision: what was decided.
        scheme: the scheme it was decided under, for its rules and reasons; without it, only what the decision holds is told.
        lang: `zh` or `en`.
        format: `text`, `markdown` or `html`.
        columns: how wide a line of text may be.
        colour: whether text is set off with terminal colours.

    Raises:
        Fault: there is no such format, or no such language.
        WrongKind: an argument is none of these.
    """
    expect("decision", decision, Decision)
    expect("scheme", scheme, Scheme, type(None))
    return write(decision_blocks(decision, Voice.about(decision, lang, scheme)), lang, format, columns=columns, colour=colour)


def decision_blocks(decision: Decision, voice: Voice) -> Iterator[Block]:
    """The whole letter."""
    yield _title(decision, voice)
    yield from _opening(decision, voice)
    if decision.eligibility.findings or decision.scorecard.sections:
        yield Heading(voice.say("heading.why"))
        yield from _findings(decision.eligibility.findings, voice)
        yield from scorecard_blocks(decision.scorecard, voice)
        yield from _findings(decision.besides, voice)
    if warnings := list(_warnings(decision, voice)):
        yield Heading(voice.say("heading.warnings"))
        yield Listing(tuple(Entry(warning, mark=Words("!", Tone.OPEN)) for warning in warnings))
    if decision.amounts:
        yield Heading(voice.say("heading.amounts"))
        yield Listing(tuple(_amounts(decision, voice)))
    if decision.needed:
        yield Heading(voice.say("heading.needed"))
        if any(is_table(need) for need in decision.needed):
            yield Paragraph(voice.say("need.empty"))
        yield Listing(tuple(need_entry(need, decision, voice) for need in decision.needed), numbered=True)
    yield Heading(voice.say("heading.record"))
    yield Listing(tuple(_record(decision, voice)))


# ---- the verdict ---------------------------------------------------------------------------------------------------


def headline(decision: Decision, voice: Voice) -> Words:
    """The verdict in a few words; under a scheme that sets no conditions, the grade or the points alone."""
    key, tone = _headline(decision, voice)
    grade = "" if decision.grade is None else voice.text(decision.grade.label)
    return Words(voice.say(key, grade=grade, points=voice.points(decision.scorecard.total)), tone)


def _headline(decision: Decision, voice: Voice) -> tuple[str, Tone]:
    key, tone = _conditional(decision, voice)
    if not unconditional(decision):
        return key, tone
    if key != "headline.eligible":
        return BARE.get(key, key), tone
    if not decision.scorecard.sections:
        return "headline.bare.nothing", Tone.FAINT
    return "headline.bare.points", Tone.GOOD if decision.scorecard.total.settled else Tone.OPEN


def _conditional(decision: Decision, voice: Voice) -> tuple[str, Tone]:
    if (found := standing(decision)) is not None:
        return found
    if decision.grade is not None:
        return "headline.grade", Tone.GOOD
    if voice.scheme is not None and voice.scheme.grades:
        return "headline.no-grade", Tone.GOOD
    if decision.amounts and not decision.scorecard.sections and unconditional(decision):
        return ("headline.amounts", Tone.GOOD) if decision.settled else (_whose("headline.amounts-open", decision), Tone.OPEN)
    return "headline.eligible", Tone.GOOD


def unconditional(decision: Decision) -> bool:
    """Whether the scheme has neither requirements nor vetoes, so that nobody is eligible or not."""
    barring = any(finding.kind is not ClauseKind.ADVICE for finding in decision.eligibility.findings)
    return decision.verdict is Verdict.MET and not barring


BARE: Final[Mapping[str, str]] = {
    "headline.grade": "headline.bare.grade",
    "headline.no-grade": "headline.bare.no-grade",
    "headline.grade-open": "headline.bare.grade-open",
    "headline.grade-open.text": "headline.bare.grade-open.text",
    "opening.eligible": "opening.bare",
    "opening.grade-open": "opening.bare.grade-open",
    "opening.grade-open.text": "opening.bare.grade-open.text",
}
"""What is said where a scheme sets no conditions, instead of what is said where it does."""


def standing(decision: Decision) -> tuple[str, Tone] | None:
    """What came out, by the key of its wording; `None` for a workshop that is eligible and whose grade is not open."""
    if decision.verdict is not Verdict.MET:
        key, tone = HEADLINES[decision.verdict]
        return _whose(key, decision) if decision.verdict is Verdict.UNKNOWN else key, tone
    return (_whose("headline.grade-open", decision), Tone.OPEN) if grade_open(decision) else None


def open_by_text(decision: Decision) -> bool:
    """Whether it is the published text alone, and no fact, that leaves the decision open."""
    return decision.doubtful and not decision.settled and all(need.table == READINGS for need in _behind(decision))


def _behind(decision: Decision) -> Iterator[Need]:
    """What the first thing that is open hangs on: eligibility, then the grade, then amounts."""
    amounts = {amount.amount for amount in decision.amounts}
    for need in decision.needed:
        if decision.verdict is Verdict.UNKNOWN:
            matters = need.eligibility
        else:
            matters = not grade_open(decision) or not amounts.issuperset(need.clauses)
        if matters:
            yield need


def _whose(key: str, decision: Decision) -> str:
    """The wording of something open: whether facts are missing, or the text itself has no answer."""
    return OPEN_BY_TEXT[key] if open_by_text(decision) else key


OPEN_BY_TEXT: Final[Mapping[str, str]] = {
    "headline.open": "headline.open.text",
    "headline.grade-open": "headline.grade-open.text",
    "headline.amounts-open": "headline.amounts-open.text",
    "opening.open": "opening.open.text",
    "opening.grade-open": "opening.grade-open.text",
    "opening.amounts-open": "opening.amounts-open.text",
}
"""What is said where no fact is missing, instead of what is said where some are."""


def grade_open(decision: Decision) -> bool:
    """Whether more than one grade, or a grade and none, are left."""
    return len(decision.grades) + decision.no_grade > 1


HEADLINES: Final[Mapping[Verdict, tuple[str, Tone]]] = {
    Verdict.NOT_MET: ("headline.refused", Tone.BAD),
    Verdict.UNKNOWN: ("headline.open", Tone.OPEN),
    Verdict.NOT_APPLICABLE: ("headline.void", Tone.FAINT),
    Verdict.NOT_IN_FORCE: ("headline.not-in-force", Tone.OPEN),
    Verdict.EXPIRED: ("headline.expired", Tone.OPEN),
}


def who(decision: Decision, voice: Voice) -> str:
    """The workshop by name, else by id."""
    return stated(decision.workshop_name) or stated(decision.workshop) or voice.say("who.nobody")


def _title(decision: Decision, voice: Voice) -> Heading:
    said = headline(decision, voice)
    return Heading(Words(voice.say("title", who=who(decision, voice), headline=said.text), said.tone), level=1)


def _opening(decision: Decision, voice: Voice) -> Iterator[Block]:
    """The verdict in a sentence, the points, and the grades."""
    particulars = {"scheme": voice.text(decision.scheme_label), "period": voice.period(decision.period)}
    key = OPENINGS[decision.verdict]
    if decision.verdict is Verdict.UNKNOWN:
        key = _whose(key, decision)
    elif decision.verdict is Verdict.MET and grade_open(decision):
        key = _whose("opening.grade-open", decision)
    elif _headline(decision, voice)[0].startswith("headline.amounts"):
        key = "opening.amounts"
    if unconditional(decision):
        key = BARE.get(key, key)
    if decision.verdict in DATED:
        day = "" if voice.scheme is None else stated(getattr(voice.scheme.effective, DATED[decision.verdict]))
        yield Paragraph(voice.say(key if day else f"{key}.bare", **particulars, **{DATED[decision.verdict]: day}))
        return
    failing = [finding for finding in decision.eligibility.findings if _refuses(finding)]
    yield Paragraph(voice.say(key, **particulars, clauses=voice.listed(finding_words(finding, voice) for finding in failing)))
    if decision.verdict is Verdict.NOT_MET and any(_open(finding) for finding in decision.eligibility.findings):
        yield Paragraph(voice.say("opening.refused.settled"))
    told = decision.verdict is Verdict.UNKNOWN or (decision.verdict is Verdict.MET and grade_open(decision))
    if not told and any(not amount.value.settled for amount in decision.amounts):
        yield Paragraph(voice.say(_whose("opening.amounts-open", decision)))
    if decision.doubtful and decision.settled:
        yield Paragraph(voice.say("opening.doubt.settled"))
    if decision.needed:
        first = first_words(decision.needed[:FIRST], voice)
        yield Paragraph(voice.counted("need.first", int(len(decision.needed) <= FIRST), needs=first))
    yield from _totals(decision, voice)


FIRST: Final = 3
"""So many needs stand in the opening."""

OPENINGS: Final[Mapping[Verdict, str]] = {
    Verdict.MET: "opening.eligible",
    Verdict.NOT_MET: "opening.refused",
    Verdict.UNKNOWN: "opening.open",
    Verdict.NOT_APPLICABLE: "opening.void",
    Verdict.NOT_IN_FORCE: "opening.not-in-force",
    Verdict.EXPIRED: "opening.expired",
}
DATED: Final[Mapping[Verdict, str]] = {Verdict.NOT_IN_FORCE: "since", Verdict.EXPIRED: "until"}
"""The day of the scheme that silences it."""


def _refuses(finding: Finding) -> bool:
    return finding.kind is not ClauseKind.ADVICE and finding.verdict is Verdict.NOT_MET


def _open(finding: Finding) -> bool:
    return finding.kind is not ClauseKind.ADVICE and finding.verdict is Verdict.UNKNOWN


def _totals(decision: Decision, voice: Voice) -> Iterator[Block]:
    card = decision.scorecard
    if card.sections:
        points, most = voice.points(card.total), card.limits.upper
        if most is None:
            yield Paragraph(voice.say("points.line", points=points))
        else:
            bonus = any(section.kind is SectionKind.BONUS for section in card.sections)
            key = "points.line.bonus" if bonus else "points.line.of"
            yield Paragraph(voice.say(key, points=points, most=voice.points(most)))
        if decision.verdict is Verdict.NOT_MET:
            yield Paragraph(Words(voice.say("points.refused"), Tone.FAINT))
    if decision.verdict in (Verdict.MET, Verdict.UNKNOWN) and decision.grades:
        labels = [voice.text(grade.label) for grade in decision.grades]
        labels += [voice.say("grades.none")] if decision.no_grade else []
        key = "grades.line" if decision.grade is not None else "grades.possible"
        yield Paragraph(voice.say(key, grades=voice.series(labels, "or")))
    for finding in decision.besides:
        if finding.verdict is Verdict.NOT_MET and card.total.settled:
            yield Paragraph(voice.say("grades.missed", grade=voice.text(finding.label)))


# ---- why -----------------------------------------------------------------------------------------------------------


KINDS: Final = {
    ClauseKind.REQUIREMENT: "heading.requirements",
    ClauseKind.VETO: "heading.vetoes",
    ClauseKind.ADVICE: "heading.advice",
    ClauseKind.GRADE: "heading.besides",
}
"""What clauses of a kind are called together."""


def _findings(findings: Sequence[Finding], voice: Voice) -> Iterator[Block]:
    clauses = voice.clauses()
    for kind, heading in KINDS.items():
        entries = [finding_entry(finding, clauses.get(finding.clause), voice) for finding in findings if finding.kind is kind]
        if entries:
            yield Heading(voice.say(heading), level=3)
            yield Listing(tuple(entries))


# ---- what to note, what follows, the record -------------------------------------------------------------------------


def _warnings(decision: Decision, voice: Voice) -> Iterator[str]:
    yield from misnamed_words(decision, voice)
    clauses = voice.clauses()
    for finding in decision.eligibility.findings:
        if finding.kind is ClauseKind.ADVICE and finding.verdict is Verdict.NOT_MET:
            entry = finding_entry(finding, clauses.get(finding.clause), voice)
            detail = words(entry.inner[0].said).text if entry.inner else ""
            yield voice.say("warning.advice", label=voice.text(finding.label), detail=detail)
    lines = [line for section in decision.scorecard.sections for line in section.lines]
    for line in lines:
        if line.doubt is not None:
            yield voice.say(f"warning.{line.doubt}", label=voice.text(line.label), observed=observed_words(line, voice))
    readings = [need for need in decision.needed if need.table == READINGS]
    for need in readings:
        yield voice.say("warning.readings", measures=_reading(str(need.column), voice))
    if decision.doubtful and not readings and not any(line.doubt for line in lines):
        yield voice.say("warning.grades")
    if voice.scheme is not None and voice.scheme.effective.basis is not Basis.PRINTED:
        yield voice.say(DAYS[voice.scheme.effective.basis])
    yield from _bases(decision, voice)


DAYS: Final[Mapping[Basis, str]] = {
    Basis.DERIVED: "warning.days.derived",
    Basis.ILLUSTRATIVE: "warning.days.illustrative",
}
"""What is said of a scheme whose days its source does not print."""


def _reading(name: str, voice: Voice) -> str:
    """What is open, and between which readings."""
    defined = voice.defined(name)
    if not isinstance(defined, Measure):
        return voice.name(name)
    return voice.say("with", a=voice.name(name), b=how_words(defined.how, defined.unit, voice))


def _bases(decision: Decision, voice: Voice) -> Iterator[str]:
    """Which numbers the source does not print."""
    lines = [line for section in decision.scorecard.sections for line in section.lines]
    grades = () if voice.scheme is None else voice.scheme.grades
    labels: dict[Basis, dict[str, None]] = {basis: {} for basis in Basis}
    clauses: list[Finding | ScoreLine | Grade] = [*decision.eligibility.findings, *lines, *grades]
    for told in clauses:
        labels[told.basis][voice.text(told.label)] = None
    derived, illustrative = voice.listed(labels[Basis.DERIVED]), voice.listed(labels[Basis.ILLUSTRATIVE])
    if illustrative and not labels[Basis.PRINTED]:
        yield voice.say("warning.none-printed", derived=derived) if derived else voice.say("warning.all-illustrative")
        return
    if derived:
        yield voice.say("warning.derived", clauses=derived)
    if illustrative:
        yield voice.say("warning.illustrative", clauses=illustrative)


def _amounts(decision: Decision, voice: Voice) -> Iterator[Entry]:
    for amount in decision.amounts:
        yield Entry(
            voice.say("amount", label=voice.text(amount.label), value=amount_words(amount, voice)),
            tuple(map(Entry, amount_details(amount, voice))),
        )


def _record(decision: Decision, voice: Voice) -> Iterator[Entry]:
    label, scheme = voice.text(decision.scheme_label), voice.scheme
    if scheme is None:
        yield Entry(voice.say("record.scheme.bare", label=label, scheme=decision.scheme))
    else:
        issuer = voice.text(scheme.issuer)
        yield Entry(voice.say("record.scheme", label=label, scheme=decision.scheme, issuer=issuer))
        yield Entry(voice.say("record.source", source=scheme.source))
    yield Entry(voice.say("record.period", period=voice.period(decision.period)))
    if isinstance(decision.workshop, str):
        yield Entry(voice.say("record.workshop", id=decision.workshop))
    yield Entry(voice.say("record.digest", digest=decision.digest))
    yield Entry(voice.say("record.rounded"))
