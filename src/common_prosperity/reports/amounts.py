"""What follows for a workshop, in words: subsidies, levies, quotas."""

from collections.abc import Iterator

import attrs

from common_prosperity.awards.results import AmountLine
from common_prosperity.measures.definition import Measure
from common_prosperity.measures.how import Derived
from common_prosperity.quantities import UNSTATED, Options
from common_prosperity.reports.blocks import Tone, Words
from common_prosperity.reports.conditions import condition_words
from common_prosperity.reports.figures import span
from common_prosperity.reports.rules import how_words
from common_prosperity.reports.voice import Voice


def amount_words(line: AmountLine, voice: Voice) -> str:
    """An amount with its unit; where there is none, that no case of the scheme applies, or that it is not applicable."""
    if isinstance(line.value, Options):
        return voice.value(line.amount, line.value)
    if line.value.applies is True:
        return span(line.value, line.unit, voice.lang)
    if line.value.applies is False:
        return voice.say("amount.no-case" if _has_no_case(line, voice) else "verdict.requirement.not_applicable")
    known = span(attrs.evolve(line.value, applies=True), line.unit, voice.lang)
    return voice.say("amount.perhaps", value=known)


def _has_no_case(line: AmountLine, voice: Voice) -> bool:
    """Whether no case of an amount applies: every one has a condition, and none is told to hold."""
    amounts = () if voice.scheme is None else voice.scheme.amounts
    conditional = any(known.id == line.amount and all(case.when is not None for case in known.first) for known in amounts)
    return conditional and line.case is UNSTATED


def amount_details(line: AmountLine, voice: Voice) -> Iterator[Words]:
    """Why it is so much: the case that applies, every measure it is reckoned from, and the source."""
    amounts = () if voice.scheme is None else voice.scheme.amounts
    for known in amounts:
        if known.id == line.amount and isinstance(line.case, int) and (when := known.first[line.case - 1].when) is not None:
            yield Words(voice.say("amount.case", condition=condition_words(when, voice)))
    for part in line.parts:
        value, defined = voice.value(part.measure, part.value), voice.defined(part.measure)
        if isinstance(defined, Measure) and isinstance(defined.how, Derived):
            value = voice.say("with", a=value, b=how_words(defined.how, defined.unit, voice))
        yield Words(voice.say("colon", a=voice.name(part.measure), b=value))
    if isinstance(line.source, str):
        yield Words(voice.say("finding.source", source=line.source), Tone.FAINT)
