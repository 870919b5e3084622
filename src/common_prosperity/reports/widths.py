"""Text on a terminal: how wide it is, and where it may be broken.

Chinese characters take two columns. A line may break at a space, after `_` and `/`, and between Chinese characters, but no line begins
with closing punctuation and none ends with opening punctuation (行首行尾禁则).
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

NOT_FIRST: Final = frozenset("，。；：、！？）》」』”’…％%,.;:!?)]}")
NOT_LAST: Final = frozenset("（《「『“‘([{¥")
BREAK_AFTER: Final = frozenset(" _/”’")
BREAK_BEFORE: Final = frozenset("“‘")
"""Narrow characters after and before which a line may break; wide ones part anywhere."""
ESCAPES: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Characters that would move the cursor, turn the direction of writing, hide, or cannot be written at all."""


def clean(text: str) -> str:
    """The text on one line, with nothing in it that could take over a terminal."""
    return ESCAPES.sub("�", " ".join(text.split()))


@functools.lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """How many columns the text takes.

    >>> width("共富 ok")
    7
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def _pieces(text: str) -> Iterator[str]:
    """The text cut wherever a line may break; a space stands at the end of the piece before it."""
    piece = ""
    for before, character in zip(" " + text, text, strict=False):
        may_break = before in BREAK_AFTER or character in BREAK_BEFORE or _columns(character) == 2 or _columns(before) == 2
        if piece and may_break and character != " " and character not in NOT_FIRST and before not in NOT_LAST:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def wrapped(text: str, limit: int) -> list[str]:
    """The text as lines of at most `limit` columns; a longer word is cut."""
    if width(text) <= limit:
        return [text.rstrip()]
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width(line) + width(piece.rstrip()) > limit:
            lines.append(line.rstrip())
            line = ""
        line += piece
        while width(line.rstrip()) > limit:
            head = _head(line, limit)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line.rstrip()] if line.rstrip() or not lines else lines


def _head(text: str, limit: int) -> str:
    """As much of the text as fits, one character at least."""
    end = 1
    while end < len(text) and width(text[: end + 1]) <= limit:
        end += 1
    return text[:end]


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled up with spaces to a number of columns."""
    filling = " " * (columns - width(text))
    return filling + text if right else text + filling
