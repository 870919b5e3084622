"""The parts a report is made of: headings, paragraphs, lists and tables, whatever they are written out as.

They are plain tuples with names: the command line makes them on every start, and they hold nothing to check.
"""

import enum
from typing import NamedTuple, TypeAlias


class Tone(enum.StrEnum):
    """How words are meant, so that a writer may set them off."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    GOOD = "good"
    BAD = "bad"
    OPEN = "open"


class Words(NamedTuple):
    """Text on one line, meant in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


Said: TypeAlias = Words | str
"""Words; text alone is meant plainly."""


def words(said: Said) -> Words:
    """What is said, with its tone."""
    return Words(said) if isinstance(said, str) else said


class Heading(NamedTuple):
    """A heading; level 1 is the title."""

    said: Said
    level: int = 2


class Paragraph(NamedTuple):
    """Running text."""

    said: Said


class Entry(NamedTuple):
    """One entry of a list, with a mark in front and entries of its own below."""

    said: Said
    inner: "tuple[Entry, ...]" = ()
    mark: Said = ""


class Listing(NamedTuple):
    """A list; numbered where order means something."""

    entries: tuple[Entry, ...]
    numbered: bool = False


class Row(NamedTuple):
    """One row of a table; a leading row opens a group or sums one up."""

    cells: tuple[Said, ...]
    leading: bool = False


class Table(NamedTuple):
    """A table, with or without headings."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    figures: frozenset[int] = frozenset()
    """Columns of numbers, set flush right."""
    whole: frozenset[int] = frozenset()
    """Columns of identifiers, which are broken last."""


Block: TypeAlias = Heading | Paragraph | Listing | Table
