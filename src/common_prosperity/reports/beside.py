"""Both bases side by side (申报与核定对照): every clause as claimed and as verified, and what is still to be verified."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import attrs

from common_prosperity.awards import BothBases, Decision, Finding, Need
from common_prosperity.awards.results import ScoreLine
from common_prosperity.errors import Lang, expect
from common_prosperity.quantities import Bounds
from common_prosperity.reports.asking import misnamed_words, need_entry
from common_prosperity.reports.blocks import Block, Entry, Heading, Listing, Paragraph, Row, Said, Table, Tone, Words
from common_prosperity.reports.figures import MARK, span
from common_prosperity.reports.findings import MARKS
from common_prosperity.reports.overview import Cell, compared_words, grades_words, plain, plain_upper, verdict_words
from common_prosperity.reports.scorecards import entering, observed_words
from common_prosperity.reports.telling import KINDS, headline, who
from common_prosperity.reports.voice import Voice, stated
from common_prosperity.reports.writing import Format, write
from common_prosperity.schemes.model import Scheme


def report_both(
    both: BothBases,
    scheme: Scheme | None = None,
    *,
    lang: Lang = "en",
    format: Format = "text",  # noqa: A002  # the word users know
    columns: int = 100,
    colour: bool = False,
) -> str:
    """What is claimed beside what is verified: a row a clause, the totals, and what is still to be verified.

    Args:
        both: what was decided on both bases.
        scheme: as in `report`.
        lang: `zh` or `en`.
        format: `text`, `markdown` or `html`.
        columns: how wide a line of text may be.
        colour: whether text is set off with terminal colours.

    Raises:
        Fault: there is no such format, or no such language.
        WrongKind: an argument is none of these.
    """
    expect("both", both, BothBases)
    expect("scheme", scheme, Scheme, type(None))
    return write(both_blocks(both, Voice.about(both.verified, lang, scheme)), lang, format, columns=columns, colour=colour)


class Side(NamedTuple):
    """One clause, a total or a verdict on one basis."""

    words: str
    """The verdict of a clause; nothing where points say it."""
    observed: str
    points: Bounds | None
    tone: Tone


class Pair(NamedTuple):
    """The same on both bases."""

    kind: str
    id: str
    label: str
    claimed: Side
    verified: Side
    source: str = ""

    @property
    def differs(self) -> bool:
        """Whether verifying changes anything."""
        return self.claimed != self.verified


def pairs(both: BothBases, voice: Voice) -> Iterator[Pair]:
    """Every requirement, veto, recommendation and criterion on both bases."""
    for (kind, told, claimed), (_, _, verified) in zip(_sides(both.claimed, voice), _sides(both.verified, voice), strict=True):
        yield Pair(kind, told.clause, voice.text(told.label), claimed, verified, stated(told.source))


def _sides(decision: Decision, voice: Voice) -> Iterator[tuple[str, Finding | ScoreLine, Side]]:
    for finding in sorted(decision.eligibility.findings, key=lambda finding: list(KINDS).index(finding.kind)):
        observed = compared_words(finding, voice)[0]
        yield (
            voice.say(KINDS[finding.kind]),
            finding,
            Side(verdict_words(finding, voice), observed, None, MARKS[finding.verdict][1]),
        )
    for section in decision.scorecard.sections:
        for line in section.lines:
            points = entering(line, section.kind)
            yield voice.text(section.label), line, Side("", observed_words(line, voice), points, _tone(points))


def _tone(points: Bounds) -> Tone:
    return Tone.PLAIN if points.settled else Tone.OPEN


# ---- as a letter ---------------------------------------------------------------------------------------------------


COLUMNS: Final = ("clause", "claimed", "verified", "difference")


def both_blocks(both: BothBases, voice: Voice) -> Iterator[Block]:
    """The whole letter: a row a clause, then what is still to be verified."""
    yield Heading(voice.say("both.title", who=who(both.verified, voice)), level=1)
    yield Paragraph(
        voice.say(
            "both.opening",
            scheme=voice.text(both.verified.scheme_label),
            period=voice.period(both.verified.period),
            claimed=headline(both.claimed, voice).text,
            verified=headline(both.verified, voice).text,
        )
    )
    rows: list[Row] = []
    kind = ""
    for pair in pairs(both, voice):
        if pair.kind != kind:
            kind = pair.kind
            rows.append(Row((kind, "", "", ""), leading=True))
        rows.append(_row(pair, voice))
    rows += [_row(pair, voice, leading=True) for pair in _wholes(both, voice)]
    yield Table(tuple(voice.say(f"column.{column}") for column in COLUMNS), tuple(rows))
    if misnamed := list(misnamed_words(both.verified, voice)):
        yield Heading(voice.say("heading.warnings"))
        yield Listing(tuple(Entry(warning, mark=Words("!", Tone.OPEN)) for warning in misnamed))
    if needs := to_verify(both):
        yield Heading(voice.say("heading.to-verify"))
        yield Listing(tuple(need_entry(need, both.verified, voice) for need in needs), numbered=True)
    yield Heading(voice.say("heading.record"))
    digests = (("claimed", both.claimed.digest), ("verified", both.verified.digest))
    yield Listing(
        tuple(
            Entry(voice.say("colon", a=voice.say(f"column.{name}"), b=voice.say("record.digest", digest=digest)))
            for name, digest in digests
        )
    )


def _wholes(both: BothBases, voice: Voice) -> Iterator[Pair]:
    """The total, the verdict, and the grades."""
    claimed, verified = both.claimed, both.verified
    if verified.scorecard.sections:
        yield Pair("", "", voice.say("total"), _total(claimed), _total(verified))
    yield Pair("", "", voice.say("column.verdict"), _plain(headline(claimed, voice)), _plain(headline(verified, voice)))
    if verified.grades or claimed.grades:
        grades = [_plain(Words(grades_words(decision, voice))) for decision in (claimed, verified)]
        yield Pair("", "", voice.say("column.grade"), grades[0], grades[1])


def _total(decision: Decision) -> Side:
    total = decision.scorecard.total
    return Side("", "", total, _tone(total))


def _plain(said: Words) -> Side:
    return Side(said.text, "", None, said.tone)


def _row(pair: Pair, voice: Voice, *, leading: bool = False) -> Row:
    return Row((pair.label, _told(pair.claimed, voice), _told(pair.verified, voice), difference_words(pair, voice)), leading)


def _told(side: Side, voice: Voice) -> Said:
    said = side.words if side.points is None else span(side.points, MARK, voice.lang)
    return Words(voice.say("with", a=said, b=side.observed) if said and side.observed else said or side.observed, side.tone)


def difference(pair: Pair) -> Bounds | None:
    """By how many points the verified basis differs, where both are settled."""
    claimed, verified = pair.claimed.points, pair.verified.points
    settled = claimed is not None and verified is not None and claimed.settled and verified.settled
    return verified - claimed if settled and claimed is not None and verified is not None else None


def difference_words(pair: Pair, voice: Voice) -> str:
    """How the verified basis differs; nothing where it does not."""
    if not pair.differs:
        return ""
    points = difference(pair)
    if points is not None and points != Bounds(0, 0):
        sign = "+" if points.lower is not None and points.lower > 0 else ""
        return f"{sign}{span(points, MARK, voice.lang)}"
    opened = pair.verified.tone is Tone.OPEN is not pair.claimed.tone
    return voice.say("both.open" if opened else "both.differs")


def to_verify(both: BothBases) -> tuple[Need, ...]:
    """What is needed on the verified basis; statements that were made are still to be verified."""
    open_statements = {need.column for need in both.claimed.needed if need.table == "attestations"}
    return tuple(
        attrs.evolve(need, table="verifications")
        if need.table == "attestations" and isinstance(need.column, str) and need.column not in open_statements
        else need
        for need in both.verified.needed
    )


# ---- as cells ------------------------------------------------------------------------------------------------------


BESIDE: Final = (
    "workshop-id",
    "kind",
    "id",
    "clause",
    "claimed",
    "claimed-observed",
    "claimed-from",
    "claimed-to",
    "verified",
    "verified-observed",
    "verified-from",
    "verified-to",
    "difference",
    "source",
)
"""The columns of a table of many workshops, by the keys of their headings."""


def beside_rows(both: BothBases, voice: Voice) -> Iterator[tuple[tuple[Cell, ...], Tone]]:
    """Every clause of one workshop on both bases, with the tone of its verified side where that differs."""
    workshop = stated(both.verified.workshop)
    for pair in pairs(both, voice):
        cells = (*_cells(pair.claimed, voice), *_cells(pair.verified, voice), difference_words(pair, voice), pair.source)
        yield (workshop, pair.kind, pair.id, pair.label, *cells), pair.verified.tone if pair.differs else Tone.PLAIN


def _cells(side: Side, voice: Voice) -> tuple[Cell, ...]:
    if side.points is None:
        return side.words, side.observed, None, None
    return side.words, side.observed, plain(side.points.lower), plain_upper(side.points.upper, voice)
