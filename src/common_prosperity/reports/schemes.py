"""A scheme on paper: its clauses, points and grades as tables that a committee can hold against the original."""

from collections.abc import Iterator, Sequence
from typing import Any

from common_prosperity.errors import Lang
from common_prosperity.measures.definition import DatedValue, Measure, Parameter
from common_prosperity.measures.statements import Attested
from common_prosperity.quantities import UNSTATED
from common_prosperity.reports.blocks import Block, Entry, Heading, Listing, Paragraph, Row, Table, Tone, Words
from common_prosperity.reports.conditions import condition_words, edges_words
from common_prosperity.reports.figures import MARK, edge, span
from common_prosperity.reports.findings import source_words
from common_prosperity.reports.rules import cases_words, how_words, shape_words
from common_prosperity.reports.scorecards import limit_words, section_label
from common_prosperity.reports.voice import Voice, stated
from common_prosperity.reports.writing import Format, write
from common_prosperity.schemes.members import MEMBERS
from common_prosperity.schemes.model import Basis, Clause, Effective, Force, Requirement, Scheme, Section, SectionKind, Veto
from common_prosperity.schemes.points import set_edges


def scheme_report(
    scheme: Scheme,
    *,
    lang: Lang = "en",
    format: Format = "text",  # noqa: A002  # the word users know
    columns: int = 100,
    colour: bool = False,
) -> str:
    """A scheme as tables.

    Args:
        scheme: the scheme.
        lang: `zh` or `en`.
        format: `text`, `markdown` or `html`.
        columns: how wide a line of text may be.
        colour: whether text is set off with terminal colours.

    Raises:
        Fault: there is no such format.
    """
    return write(scheme_blocks(scheme, Voice(lang, scheme)), lang, format, columns=columns, colour=colour)


def schemes_report(
    schemes: Sequence[Scheme],
    *,
    lang: Lang = "en",
    format: Format = "text",  # noqa: A002  # the word users know
    columns: int = 100,
    colour: bool = False,
) -> str:
    """A list of schemes, one row each.

    Args:
        schemes: the schemes.
        lang: as in `scheme_report`.
        format: as in `scheme_report`.
        columns: as in `scheme_report`.
        colour: as in `scheme_report`.

    Raises:
        Fault: there is no such format.
    """
    voice = Voice(lang)
    rows = [
        Row(
            (
                f"{scheme.id}@{scheme.edition}",
                voice.text(scheme.label),
                effective_words(scheme.effective, voice),
                str(len(list(scheme.clauses()))),
                span(scheme.limits, MARK, lang) if scheme.sections else "",
            )
        )
        for scheme in schemes
    ]
    table = _table(voice, ("scheme", "name", "effective", "clauses", "range"), rows, frozenset({3, 4}))
    blocks: list[Block] = [Heading(voice.say("heading.schemes"), level=1), table]
    return write(blocks, lang, format, columns=columns, colour=colour)


def effective_words(effective: Effective, voice: Voice) -> str:
    """The days on which a scheme is in force."""
    until = stated(effective.until)
    since = voice.say("scheme.from", since=effective.since)
    days = voice.say("period", since=effective.since, until=until) if until else since
    return voice.counted("scheme.lag", effective.lag, days=days, n=effective.lag) if effective.lag else days


def scheme_blocks(scheme: Scheme, voice: Voice) -> Iterator[Block]:
    """The whole scheme."""
    yield Heading(voice.text(scheme.label), level=1)
    yield Listing(tuple(map(Entry, _identity(scheme, voice))))
    bases = {clause.basis for clause in scheme.clauses()} | {grade.basis for grade in scheme.grades} | {scheme.effective.basis}
    if bases - {Basis.PRINTED}:
        yield Paragraph(voice.say("basis.legend"))
    yield from _requirements(scheme, voice)
    yield from _vetoes(scheme, voice)
    for section in scheme.sections:
        yield from _section(section, voice)
    yield from _totals(scheme, voice)
    yield from _grades(scheme, voice)
    yield from _amounts(scheme, voice)
    yield from _parameters(scheme, voice)
    yield from _measures(scheme, voice)


def _identity(scheme: Scheme, voice: Voice) -> Iterator[str]:
    yield voice.say("scheme.identity", id=scheme.id, edition=scheme.edition, issuer=voice.text(scheme.issuer))
    period, basis = effective_words(scheme.effective, voice), scheme.effective.basis
    days = period if basis is Basis.PRINTED else voice.say("scheme.days", period=period, basis=voice.say(f"basis.{basis}"))
    yield voice.say("scheme.in-force", period=days)
    for key, particular, value in (
        ("scheme.announced", "day", scheme.effective.announced),
        ("scheme.jurisdiction", "region", scheme.jurisdiction),
        ("scheme.supersedes", "name", scheme.supersedes),
        ("scheme.extends", "name", scheme.extends),
        ("scheme.source", "source", scheme.source),
    ):
        if text := stated(value):
            yield voice.say(key, **{particular: text})


def _table(voice: Voice, columns: Sequence[str], rows: Sequence[Row], figures: frozenset[int] = frozenset()) -> Table:
    """A table whose first column holds ids."""
    return Table(tuple(voice.say(f"column.{column}") for column in columns), tuple(rows), figures, frozenset({0}))


def _source(clause: Any, voice: Voice) -> Words:
    return Words(source_words(clause.source, clause.basis, voice), Tone.FAINT)


def _condition(clause: Requirement | Veto, voice: Voice) -> str:
    return _with_applies(clause, condition_words(clause.condition, voice), voice)


def _with_applies(clause: Clause, text: str, voice: Voice) -> str:
    if clause.applies is None:
        return text
    applies = voice.say("applies", condition=condition_words(clause.applies, voice))
    return voice.say("with", a=text, b=applies)


def _requirements(scheme: Scheme, voice: Voice) -> Iterator[Block]:
    if not scheme.requirements:
        return
    rows = []
    for clause in scheme.requirements:
        label = voice.text(clause.label)
        if clause.force is Force.ADVISED:
            label = voice.say("with", a=label, b=voice.say("advised"))
        rows.append(Row((clause.id, label, _condition(clause, voice), _source(clause, voice))))
    yield Heading(voice.say("heading.requirements"))
    yield _table(voice, ("id", "clause", "condition", "source"), rows)


def _vetoes(scheme: Scheme, voice: Voice) -> Iterator[Block]:
    if not scheme.vetoes:
        return
    yield Heading(voice.say("heading.vetoes"))
    rows = [
        Row((clause.id, voice.text(clause.label), _condition(clause, voice), _source(clause, voice)))
        for clause in scheme.vetoes
    ]
    yield _table(voice, ("id", "clause", "condition", "source"), rows)


def _section(section: Section, voice: Voice) -> Iterator[Block]:
    low, high = section.limits()
    most = -low if section.kind is SectionKind.DEDUCTION else high
    label = section_label(section.label, section.kind, voice)
    yield Heading(voice.say("scheme.section", label=label, most=voice.most(most)))
    rows = []
    for criterion in section.criteria:
        measure = voice.name(criterion.measure) if isinstance(criterion.measure, str) else ""
        rule = _with_applies(criterion, shape_words(criterion.points, criterion.measure, voice, section.kind), voice)
        most_points = limit_words(criterion.most, section.kind, voice)
        rows.append(Row((criterion.id, voice.text(criterion.label), measure, rule, most_points, _source(criterion, voice))))
    yield _table(voice, ("id", "criterion", "measure", "rule", "most", "source"), rows, frozenset({4}))
    if section.best is not UNSTATED:
        yield Paragraph(voice.say("scheme.best", n=section.best))


def _totals(scheme: Scheme, voice: Voice) -> Iterator[Block]:
    if not scheme.sections:
        return
    bonus = any(section.kind is SectionKind.BONUS for section in scheme.sections)
    text = voice.say("scheme.total.bonus" if bonus else "scheme.total", points=voice.points(scheme.limits))
    rules = scheme.points
    if rules.round_to is not UNSTATED:
        step = edge(rules.round_to, "number", voice.lang)
        text = voice.say("sentences", a=text, b=voice.say(f"scheme.round.{rules.rounding}", step=step))
    yield Paragraph(text)


def _grades(scheme: Scheme, voice: Voice) -> Iterator[Block]:
    if not scheme.grades:
        return
    yield Heading(voice.say("heading.grades"))
    rows = [
        Row(
            (
                grade.id,
                voice.text(grade.label),
                edges_words(set_edges(grade), "points", voice.lang),
                "" if grade.requires is None else condition_words(grade.requires, voice),
                _source(grade, voice),
            )
        )
        for grade in scheme.grades
    ]
    yield _table(voice, ("id", "grade", "edges", "requires", "source"), rows)
    if scheme.ladder:
        yield Paragraph(voice.say("scheme.ladder"))


def _amounts(scheme: Scheme, voice: Voice) -> Iterator[Block]:
    if not scheme.amounts:
        return
    rows = []
    for amount in scheme.amounts:
        if isinstance(amount.times, str):
            factor = cases_words(amount.first, "number", voice)
            value = voice.say("times", value=factor, name=voice.quantity(amount.times))
        else:
            value = cases_words(amount.first, amount.unit.value, voice)
        rows.append(Row((amount.id, voice.text(amount.label), value, Words(stated(amount.source), Tone.FAINT))))
    yield Heading(voice.say("heading.amounts"))
    yield _table(voice, ("id", "amount", "value", "source"), rows)


def _parameters(scheme: Scheme, voice: Voice) -> Iterator[Block]:
    if not scheme.parameters:
        return
    rows = []
    for name, parameter in scheme.parameters.items():
        for dated in parameter.dated:
            value = _dated_words(dated, parameter, voice)
            source = Words(stated(dated.source) or stated(parameter.source), Tone.FAINT)
            rows.append(Row((name, voice.text(parameter.label), stated(dated.since), value, source)))
    yield Heading(voice.say("heading.parameters"))
    yield _table(voice, ("id", "parameter", "since", "value", "source"), rows)


def _dated_words(dated: DatedValue, parameter: Parameter, voice: Voice) -> str:
    unit = parameter.unit.value
    if dated.values is UNSTATED:
        return "" if dated.value is UNSTATED else edge(dated.value, unit, voice.lang)
    tiers = ((voice.option(stated(parameter.by), key), value) for key, value in dated.values.items())
    return voice.listed(voice.say("colon", a=tier, b=edge(value, unit, voice.lang)) for tier, value in tiers)


def _measures(scheme: Scheme, voice: Voice) -> Iterator[Block]:
    if not scheme.measures:
        return
    yield Heading(voice.say("heading.measures"))
    yield measures_table(scheme.measures, voice)


def _definition(measure: Measure, voice: Voice) -> str:
    """The printed definition, else how it is taken; either way, whether only the verified value of a statement counts."""
    printed = voice.text(measure.definition)
    if printed and isinstance(measure.how, Attested) and measure.how.verified:
        return voice.say("with", a=printed, b=voice.say("how.verified"))
    return printed or how_words(measure.how, measure.unit.value, voice)


def measures_table(measures: Any, voice: Voice) -> Table:
    """Measures by name: label, unit, definition and source. Without a printed definition, how they are taken."""
    rows = []
    for name, measure in measures.items():
        definition = _definition(measure, voice)
        rows.append(
            Row(
                (
                    name,
                    voice.text(measure.label),
                    voice.text(MEMBERS[measure.unit]),
                    definition,
                    Words(stated(measure.source), Tone.FAINT),
                )
            )
        )
    return _table(voice, ("id", "measure", "unit", "definition", "source"), rows)
