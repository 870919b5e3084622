"""The parts a report is made of: headings, paragraphs, lists and tables, whatever they are written out as."""

import enum

import attrs


class Tone(enum.StrEnum):
    """How words are meant, so that a writer may set them off."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    GOOD = "good"
    BAD = "bad"
    OPEN = "open"


@attrs.frozen
class Words:
    """Text on one line, meant in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


def _words(value: Words | str) -> Words:
    return Words(value) if isinstance(value, str) else value


def _all_words(values: "tuple[Words | str, ...]") -> tuple[Words, ...]:
    return tuple(map(_words, values))


@attrs.frozen
class Heading:
    """A heading; level 1 is the title."""

    words: Words = attrs.field(converter=_words)
    level: int = 2


@attrs.frozen
class Paragraph:
    """Running text."""

    words: Words = attrs.field(converter=_words)


@attrs.frozen
class Entry:
    """One entry of a list, with a mark in front and entries of its own below."""

    words: Words = attrs.field(converter=_words)
    inner: "tuple[Entry, ...]" = ()
    mark: Words = attrs.field(default=Words(""), converter=_words)


@attrs.frozen
class Listing:
    """A list; numbered where order means something."""

    entries: tuple[Entry, ...]
    numbered: bool = False


@attrs.frozen
class Row:
    """One row of a table; a leading row opens a group or sums one up."""

    cells: tuple[Words, ...] = attrs.field(converter=_all_words)
    leading: bool = False


@attrs.frozen
class Table:
    """A table, with or without headings."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    figures: frozenset[int] = frozenset()
    """Columns of numbers, set flush right."""
    whole: frozenset[int] = frozenset()
    """Columns of identifiers, which are broken last."""


Block = Heading | Paragraph | Listing | Table
