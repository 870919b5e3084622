"""One clause of a decision, told by itself."""

from collections.abc import Iterator

from common_prosperity.awards import Decision
from common_prosperity.awards.results import ScoreLine
from common_prosperity.errors import Lang, UnknownName, expect, unknown_name
from common_prosperity.reports.amounts import amount_details, amount_words
from common_prosperity.reports.asking import need_entry
from common_prosperity.reports.blocks import Block, Entry, Heading, Listing
from common_prosperity.reports.conditions import condition_words
from common_prosperity.reports.findings import finding_entry, finding_words, source_words
from common_prosperity.reports.rules import shape_words
from common_prosperity.reports.scorecards import observed_words
from common_prosperity.reports.voice import Voice
from common_prosperity.reports.writing import Format, write
from common_prosperity.schemes.model import Clause, Criterion, Scheme, SectionKind


def explain(
    decision: Decision,
    clause: str,
    scheme: Scheme | None = None,
    *,
    lang: Lang = "en",
    format: Format = "text",  # noqa: A002  # the word users know
    columns: int = 100,
    colour: bool = False,
) -> str:
    """What a decision says of one clause: verdict or points, why, and which facts are needed for it.

    Args:
        decision: what was decided.
        clause: the id of a requirement, veto, criterion or amount, or of a grade that asks for something besides points.
        scheme: as in `report`.
        lang: as in `report`.
        format: as in `report`.
        columns: as in `report`.
        colour: as in `report`.

    Raises:
        UnknownName: the decision says nothing of such a clause.
        Fault: there is no such format, or no such language.
        WrongKind: an argument is none of these.
    """
    expect("decision", decision, Decision)
    expect("clause", clause, str)
    expect("scheme", scheme, Scheme, type(None))
    blocks = clause_blocks(decision, clause, Voice.about(decision, lang, scheme))
    return write(blocks, lang, format, columns=columns, colour=colour)


def clause_blocks(decision: Decision, clause: str, voice: Voice) -> Iterator[Block]:
    """What a decision says of one clause.

    Raises:
        UnknownName: the decision says nothing of such a clause.
    """
    lines = {line.clause: (line, section.kind) for section in decision.scorecard.sections for line in section.lines}
    findings = {finding.clause: finding for finding in (*decision.besides, *decision.eligibility.findings)}
    amounts = {amount.amount: amount for amount in decision.amounts}
    known = voice.clauses().get(clause)
    if clause in findings:
        yield Heading(finding_words(findings[clause], voice), level=1)
        yield Listing(finding_entry(findings[clause], known, voice).inner)
    elif clause in lines:
        yield from _line_blocks(*lines[clause], known, voice)
    elif clause in amounts:
        amount = amounts[clause]
        headline = amount_words(amount, voice)
        yield Heading(voice.say("title", who=voice.text(amount.label), headline=headline), level=1)
        yield Listing(tuple(map(Entry, amount_details(amount, voice))))
    else:
        known_ids = [*findings, *lines, *amounts]
        raise UnknownName(unknown_name("clause", clause, known_ids, "条款", "clause", listed=True))
    needs = tuple(need_entry(need, decision, voice) for need in decision.needed if clause in need.clauses)
    if needs:
        yield Heading(voice.say("heading.needed"))
        yield Listing(needs, numbered=True)


def _line_blocks(line: ScoreLine, kind: SectionKind, criterion: Clause | None, voice: Voice) -> Iterator[Block]:
    points = voice.points(line.points)
    yield Heading(voice.say("title", who=voice.text(line.label), headline=points), level=1)
    told = []
    if isinstance(line.measure, str):
        told.append(voice.say("colon", a=voice.name(line.measure), b=observed_words(line, voice)))
    if isinstance(criterion, Criterion):
        told.append(voice.say("finding.rule", rule=shape_words(criterion.points, criterion.measure, voice, kind)))
        if criterion.applies is not None:
            told.append(voice.say("finding.applies", condition=condition_words(criterion.applies, voice)))
        if why := voice.text(criterion.why):
            told.append(voice.say("finding.why", text=why))
    if remedy := voice.text(line.remedy):
        told.append(voice.say("finding.remedy", text=remedy))
    if line.doubt is not None:
        told.append(voice.say(f"warning.{line.doubt}", label=voice.text(line.label), observed=observed_words(line, voice)))
    if source := source_words(line.source, line.basis, voice):
        told.append(voice.say("finding.source", source=source))
    yield Listing(tuple(map(Entry, told)))
