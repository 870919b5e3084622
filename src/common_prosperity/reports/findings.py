"""The reasons of a decision: every requirement, veto and recommendation, with what was observed and asked."""

from collections.abc import Iterator, Mapping
from typing import Final

from common_prosperity.awards import Finding, Verdict
from common_prosperity.awards.results import ClauseKind, Comparison
from common_prosperity.measures.conditions import All, AnyOf, AtLeastKOf, Compare, Condition, Not, Relation, Value
from common_prosperity.quantities import Bounds, Number, Options
from common_prosperity.reports.blocks import Entry, Tone, Words, words
from common_prosperity.reports.conditions import compare_words, condition_words, edge_words
from common_prosperity.reports.figures import figure
from common_prosperity.reports.voice import Voice
from common_prosperity.schemes.model import Basis, Clause, Requirement, Veto

MARKS: Final[Mapping[Verdict, tuple[str, Tone]]] = {
    Verdict.MET: ("✓", Tone.GOOD),
    Verdict.NOT_MET: ("✗", Tone.BAD),
    Verdict.UNKNOWN: ("?", Tone.OPEN),
    Verdict.NOT_APPLICABLE: ("–", Tone.FAINT),
}
OPPOSITE: Final[Mapping[Verdict, Verdict]] = {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET}
DOWNWARD: Final = frozenset({Relation.AT_MOST, Relation.LESS_THAN})
ORDERED: Final = DOWNWARD | {Relation.AT_LEAST, Relation.MORE_THAN}


def finding_words(finding: Finding, voice: Voice) -> str:
    """A clause and its verdict as one phrase."""
    verdict = voice.say(f"verdict.{finding.kind}.{finding.verdict}")
    return voice.say("finding", label=voice.text(finding.label), verdict=verdict)


def finding_entry(finding: Finding, clause: Clause | None, voice: Voice) -> Entry:
    """A clause with its verdict, what was compared, its source, and what would mend it.

    Args:
        finding: what the decision says of it.
        clause: the clause itself, where the scheme is at hand.
        voice: knows the names.
    """
    mark, tone = MARKS[finding.verdict]
    inner = [] if finding.verdict is Verdict.NOT_APPLICABLE else list(_compared(finding, clause, voice))
    inner += _scope(finding, clause, voice)
    if why := voice.text(finding.why):
        inner.append(Entry(voice.say("finding.why", text=why)))
    if finding.verdict is Verdict.NOT_MET and (remedy := voice.text(finding.remedy)):
        inner.append(Entry(voice.say("finding.remedy", text=remedy)))
    if source := source_words(finding.source, finding.basis, voice):
        inner.append(Entry(Words(voice.say("finding.source", source=source), Tone.FAINT)))
    said = Words(finding_words(finding, voice), tone if tone is Tone.BAD else Tone.PLAIN)
    return Entry(said, tuple(inner), Words(mark, tone))


def source_words(source: object, basis: Basis, voice: Voice) -> str:
    """Where a clause comes from; where the source does not print its numbers, that too."""
    text = source if isinstance(source, str) else ""
    if basis is Basis.PRINTED:
        return text
    told = voice.say(f"basis.{basis}")
    return voice.say("source.basis", source=text, basis=told) if text else told


def _scope(finding: Finding, clause: Clause | None, voice: Voice) -> Iterator[Entry]:
    """Where a clause applies; with what was observed, unless it does apply."""
    applies = None if clause is None else clause.applies
    open_or_void = finding.verdict in (Verdict.NOT_APPLICABLE, Verdict.UNKNOWN)
    seen = tuple(map(Entry, scope_words(finding, clause, voice))) if open_or_void else ()
    if applies is not None:
        yield Entry(voice.say("finding.applies", condition=condition_words(applies, voice)), seen)
    elif seen:
        yield Entry(voice.say("finding.applies.bare"), seen)


def scope_words(finding: Finding, clause: Clause | None, voice: Voice) -> list[str]:
    """What was observed of everything on which it hangs whether a clause applies, each once, and of named thresholds."""
    leaves = [] if clause is None or clause.applies is None else list(clause.applies.leaves())
    if len(leaves) != len(finding.scope):
        return [words(_plain(comparison, voice, "inner").said).text for comparison in finding.scope]
    seen: dict[str, Value] = {}
    for comparison, leaf in zip(finding.scope, leaves, strict=True):
        seen[comparison.measure] = comparison.observed
        if leaf.edge_name is not None and comparison.threshold is not None:
            seen[leaf.edge_name] = comparison.threshold
    return [voice.say("colon", a=voice.name(name), b=voice.value(name, value)) for name, value in seen.items()]


def _compared(finding: Finding, clause: Clause | None, voice: Voice) -> Iterator[Entry]:
    """The comparisons, ordered by the condition they are parts of."""
    veto = finding.kind is ClauseKind.VETO
    comparisons = iter(finding.comparisons)
    if not isinstance(clause, Requirement | Veto) or len(list(clause.condition.leaves())) != len(finding.comparisons):
        for comparison in comparisons:
            yield _plain(comparison, voice, "veto" if veto else "part")
        return
    side = "veto" if veto else "part"
    if isinstance(clause.condition, Compare):
        yield _comparison(next(comparisons), clause.condition, voice, side)._replace(mark="")
        return
    yield from _parts(clause.condition, comparisons, voice, side)


def _parts(condition: Condition, comparisons: Iterator[Comparison], voice: Voice, side: str) -> Iterator[Entry]:
    """A condition and its parts; `side` is `part` of what is asked, `veto` of what excludes, `inner` where it is neither."""
    if isinstance(condition, Compare):
        yield _comparison(next(comparisons), condition, voice, side)
    elif isinstance(condition, Not):
        key = "veto.not" if side == "veto" else "part.not"
        yield Entry(voice.say(key), tuple(_parts(condition.of, comparisons, voice, "inner")))
    else:
        assert isinstance(condition, All | AnyOf | AtLeastKOf), "these are all conditions there are"
        parts = [entry for part in condition.of for entry in _parts(part, comparisons, voice, side)]
        kind = {All: "all", AnyOf: "any", AtLeastKOf: "k-of"}[type(condition)]
        key = f"{'veto' if side == 'veto' else 'part'}.{kind}"
        yield Entry(voice.say(key, k=getattr(condition, "k", 0)), tuple(parts))


def _comparison(comparison: Comparison, leaf: Compare, voice: Voice, side: str) -> Entry:
    """One comparison: what was observed, what is asked, and by how much it is off."""
    asked = compare_words(leaf, voice) if isinstance(leaf.edge, bool) else threshold_words(comparison, leaf, voice)
    return _told(comparison, asked, voice, side)


def threshold_words(comparison: Comparison, leaf: Compare, voice: Voice) -> str:
    """What is asked; of a threshold with a name, the figure too."""
    asked, threshold = edge_words(leaf, voice), comparison.threshold
    if leaf.edge_name is None or not isinstance(threshold, Bounds):
        return asked
    return voice.say("with", a=asked, b=voice.value(leaf.edge_name, threshold, _numbers(comparison.observed)))


def observed_beside(comparison: Comparison, voice: Voice) -> str:
    """What was observed, so that it does not look like a threshold that it is not."""
    return voice.value(comparison.measure, comparison.observed, _numbers(comparison.threshold))


def _plain(comparison: Comparison, voice: Voice, side: str) -> Entry:
    """One comparison as the decision alone tells it."""
    name, threshold = comparison.measure, comparison.threshold
    asked = ""
    if threshold is not None:
        key = "relation.is" if isinstance(threshold, Options) else f"relation.{comparison.relation}"
        asked = voice.say(key, x=voice.value(name, threshold, _numbers(comparison.observed)))
    return _told(comparison, asked, voice, side)


def _told(comparison: Comparison, asked: str, voice: Voice, side: str) -> Entry:
    """A comparison with the mark of its verdict; what excludes is turned round, and what stands under a *not* has none."""
    name, seen = voice.name(comparison.measure), observed_beside(comparison, voice)
    if asked:
        key = {"veto": "excludes", "part": "asked"}.get(side, "compared")
        text = voice.say(key, label=name, observed=seen, threshold=asked, margin=margin_words(comparison, voice))
    else:
        text = voice.say("colon", a=name, b=seen)
    verdict = comparison.verdict
    shown = OPPOSITE.get(verdict, verdict) if side == "veto" else verdict
    return Entry(text, mark="" if side == "inner" else Words(*MARKS[shown]))


def _numbers(value: object) -> tuple[Number, ...]:
    """The number that something is, where it is one: what stands beside it must not look the same."""
    number = _single(value)
    return () if number is None else (number,)


def _single(threshold: object) -> Number | None:
    return threshold.lower if isinstance(threshold, Bounds) and threshold.settled else None


def margin_words(comparison: Comparison, voice: Voice) -> str:
    """How far what was observed lies above or below the threshold, where both are known; beside nought it says nothing."""
    margin, edge = comparison.margin, _single(comparison.threshold)
    if comparison.relation not in ORDERED or margin is None or not margin.settled or margin.lower is None or edge in (None, 0):
        return ""
    above: Number = -margin.lower if comparison.relation in DOWNWARD else margin.lower
    if above == 0:
        return voice.say("margin.exact")
    unit = voice.unit(comparison.measure)
    size = above if above > 0 else -above
    text = figure(size, "share_margin" if unit == "share" else unit, voice.lang, (0,))
    return voice.say("margin.above" if above > 0 else "margin.below", x=text)
