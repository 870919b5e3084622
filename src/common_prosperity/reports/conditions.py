"""Conditions in words: of measures, as in a requirement, and of the rows of a table, as inside a measure."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple, Protocol

from common_prosperity.errors import Lang
from common_prosperity.measures.columns import COLUMNS, Column
from common_prosperity.measures.conditions import All, AnyOf, AtLeastKOf, Compare, Condition, Not, Relation
from common_prosperity.quantities import Number
from common_prosperity.reports.figures import edge as edge_figure
from common_prosperity.reports.figures import interval
from common_prosperity.reports.voice import Voice
from common_prosperity.reports.wording import say, series

COLUMN_UNITS: Final[Mapping[str, str]] = {"flag": "yes_no", "choice": "choice", "name": "choice"}


class Speaker(Protocol):
    """Knows what the subjects of a condition are called."""

    @property
    def lang(self) -> Lang:
        """The language."""

    def name(self, subject: str) -> str:
        """What a subject is called."""

    def unit(self, subject: str) -> str:
        """What it is counted in."""

    def option(self, subject: str, option: str) -> str:
        """What an option of it is called."""

    def quantity(self, name: str) -> str:
        """What a named threshold is called."""


class RowSpeaker(NamedTuple):
    """Speaks of the columns of one table."""

    voice: Voice
    table: str

    @property
    def lang(self) -> Lang:
        """The language."""
        return self.voice.lang

    def _column(self, subject: str) -> Column | None:
        return COLUMNS.get(self.table, {}).get(subject)

    def name(self, subject: str) -> str:
        """The label of the column."""
        column = self._column(subject)
        return subject if column is None else column.label.in_(self.lang)

    def unit(self, subject: str) -> str:
        """The unit of the column."""
        column = self._column(subject)
        return "number" if column is None else COLUMN_UNITS.get(column.kind, column.unit or "number")

    def option(self, subject: str, option: str) -> str:
        """The term of the column's closed list."""
        column = self._column(subject)
        members = () if column is None or column.options is None else column.options
        terms = {member.value: member.text.in_(self.lang) for member in members}
        return terms.get(option, option)

    def quantity(self, name: str) -> str:
        """A measure or parameter of the scheme."""
        return self.voice.quantity(name)


def condition_words(condition: Condition, speaker: Speaker, *, inside: bool = False) -> str:
    """A condition as one phrase.

    Args:
        condition: the condition.
        speaker: knows the names.
        inside: whether it stands inside another and is to be bracketed where it joins parts.
    """
    text = WORDS[type(condition)](condition, speaker)
    joins = isinstance(condition, All | AnyOf | AtLeastKOf) and len(condition.of) > 1
    return say("brackets", speaker.lang, x=text) if inside and joins else text


def _joined(key: str, condition: All | AnyOf, speaker: Speaker) -> str:
    parts = [condition_words(part, speaker, inside=True) for part in condition.of]
    text = parts[0] if parts else ""
    for part in parts[1:]:
        text = say(key, speaker.lang, a=text, b=part)
    return text


def _negated(condition: Not, speaker: Speaker) -> str:
    return say("not", speaker.lang, x=condition_words(condition.of, speaker))


def _counted(condition: AtLeastKOf, speaker: Speaker) -> str:
    parts = [condition_words(part, speaker, inside=True) for part in condition.of]
    return say("k-of", speaker.lang, k=condition.k, x=say("semicolon", speaker.lang).join(parts))


def compare_words(leaf: Compare, speaker: Speaker) -> str:
    """One comparison as a phrase: what is compared, and with what."""
    name = speaker.name(leaf.subject)
    if speaker.unit(leaf.subject) == "yes_no" and isinstance(leaf.edge, bool):
        return name if leaf.edge else say("compare.not", speaker.lang, subject=name)
    return say("compare", speaker.lang, subject=name, relation=edge_words(leaf, speaker))


def edge_words(leaf: Compare, speaker: Speaker) -> str:
    """What a subject is compared with: `at least 10 people`."""
    lang = speaker.lang
    if leaf.edge_name is not None:
        return say(f"relation.{leaf.relation}", lang, x=speaker.quantity(leaf.edge_name))
    edges = leaf.edge if isinstance(leaf.edge, tuple) else (leaf.edge,)
    unit = speaker.unit(leaf.subject)
    shown = [
        speaker.option(leaf.subject, edge)
        if isinstance(edge, str)
        else edge_figure(int(edge) if isinstance(edge, bool) else edge, unit, lang)
        for edge in edges
    ]
    key = "relation.is" if any(isinstance(edge, str) for edge in edges) else f"relation.{leaf.relation}"
    return say(key, lang, x=series(shown, lang, "or"))


WORDS: Final[Mapping[type, Callable[..., str]]] = {
    Compare: compare_words,
    All: lambda condition, speaker: _joined("all", condition, speaker),
    AnyOf: lambda condition, speaker: _joined("any", condition, speaker),
    Not: _negated,
    AtLeastKOf: _counted,
}
"""How each kind of condition is told."""


def edges_words(edges: Iterable[tuple[Relation, Number]], unit: str, lang: Lang) -> str:
    """The edges of a band or grade: `at least 10, less than 20`."""
    known = dict(edges)
    if known.keys() == {Relation.AT_LEAST, Relation.AT_MOST}:
        return interval(known[Relation.AT_LEAST], known[Relation.AT_MOST], unit, lang)
    words = [say(f"relation.{relation}", lang, x=edge_figure(edge, unit, lang)) for relation, edge in known.items()]
    return say("comma", lang).join(words) if words else say("shape.any-value", lang)
