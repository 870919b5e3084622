"""One cell to one typed value (单元格取值): as the field declares it, exactly, or with a reason why not.

Cells hold what the file holds: text, numbers, days; `amounts` and `days` read those two.
"""

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final, NoReturn

from common_prosperity.errors import Fault
from common_prosperity.facts.fields import Term
from common_prosperity.facts.places import Region
from common_prosperity.files.tables.amounts import NUMBER, SIGNIFICANT, quantity, read_money, read_number, read_whole
from common_prosperity.files.tables.days import read_day, read_month
from common_prosperity.files.tables.layout import Column
from common_prosperity.files.tables.words import (
    FIRST_LETTERS,
    MIXED_NO,
    MIXED_YES,
    NO_WORDS,
    NONE_WORDS,
    SHORTENED,
    SOME_WORDS,
    STILL_WORDS,
    YES_WORDS,
    fold,
    identifier,
    listed,
    literal_of,
    trimmed,
)
from common_prosperity.quantities import UNSTATED, Month, Number, Yuan, exact

Read = Callable[[Any], Any]


class Mark:
    """A cell that says something of its own: 有."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        """Its name."""
        return self.name


SOME_STATED: Final = Mark("SOME_STATED")
"""A cell that says 有: there is one."""


def reader(column: Column, factor: Fraction | None = None, *, from_1904: bool = False) -> Read:
    """How the cells of a column are read.

    Args:
        column: what the cells should hold.
        factor: what a number without a unit is multiplied by, from the unit in the heading.
        from_1904: whether serial dates count from 1904, as in old workbooks of Macintosh.

    Returns:
        A function from the content of a cell to a typed value, `UNSTATED`, `None`, or `SOME_STATED`. It raises
        `Fault` with a reason and no place.
    """
    if column.role == "workshop":
        return read_names
    read = _value_reader(column, factor, from_1904=from_1904)
    many = column.role in {"list", "rows"}
    words = column.shape.classes == {str} and not many

    def of_cell(raw: Any) -> Any:
        if raw.__class__ is not str:
            return (read(raw),) if many else read(raw)
        if words and raw.isalnum() and raw.isascii() and raw[0] not in "nN":
            return raw  # as most ids are: there is nothing to trim, to unfold or to look up
        text = trimmed(raw)
        if not text:
            return UNSTATED
        if text[0] in FIRST_LETTERS and len(text) < 10:
            word = fold(text)
            if word in NONE_WORDS or (word in STILL_WORDS and column.shape.classes == {dt.date}):
                return _none(column, text, many=many)
            if column.some and word in SOME_WORDS:
                return SOME_STATED
        return tuple(map(read, listed(text))) if many else read(text)

    return of_cell


def _none(column: Column, text: str, *, many: bool) -> Any:
    if column.none:
        return () if many else None
    if column.words:
        return text
    raise Fault.of("", "none-not-allowed")


def read_names(raw: Any) -> tuple[str, ...]:
    """The workshops a row names, usually one."""
    text = raw if raw.__class__ is str else _plain_text(raw, identifying=True)
    return tuple(dict.fromkeys(listed(text)))


def _no_item(_raw: Any) -> NoReturn:
    """Facts in a table of their own cannot stand in a cell."""
    raise Fault.of("", "expected", zh="“有”或“无”，内容另表逐行填写", en="some or none; each has a row in a table of its own")


def _value_reader(column: Column, factor: Fraction | None, *, from_1904: bool) -> Read:
    classes, unit = column.shape.classes, column.limits.unit
    if column.role == "rows":
        return _no_item
    if len(classes) > 1:
        return functools.partial(read_number, unit=unit, factor=factor) if classes == {int, Fraction} else _mixed
    cls = column.shape.cls
    if cls is str and column.role == "list":
        return _list_item
    if issubclass(cls, Term):
        return _term_reader(cls)
    readers: dict[type, Read] = {
        str: functools.partial(_text, identifying=not column.words),
        Yuan: functools.partial(read_money, unit=unit or "yuan", factor=factor),
        bool: _yes_or_no,
        int: read_whole,
        dt.date: functools.partial(read_day, from_1904=from_1904),
        Month: functools.partial(read_month, from_1904=from_1904),
        Region: _region,
    }
    return readers[cls]


def _list_item(raw: Any) -> str:
    """An item of a list, which has been told apart already; a number alone in the cell is one item."""
    return raw if isinstance(raw, str) else _plain_text(raw, identifying=True)


def _plain_text(raw: Any, *, identifying: bool) -> str:
    """The text a cell shows that holds something else."""
    if raw.__class__ in {int, float}:
        if abs(raw) >= 10**SIGNIFICANT:
            raise Fault.of("", "lost-digits")
        return str(int(raw)) if raw == int(raw) else f"{raw:.{SIGNIFICANT}g}"
    if identifying:
        raise Fault.of("", "expected", zh="文本", en="text")
    if raw.__class__ is dt.datetime and not raw.time():
        return raw.date().isoformat()
    return {True: "是", False: "否"}[raw] if raw.__class__ is bool else str(raw)


def _text(raw: Any, *, identifying: bool) -> str:
    if raw.__class__ is not str:
        return _plain_text(raw, identifying=identifying)
    found = literal_of(raw)
    if found is not None:
        return found
    return _identifier(raw) if identifying else raw


def _identifier(raw: str) -> str:
    """A name or number by which something is known; one that has lost digits would be a name of several things."""
    found = identifier(raw)
    if SHORTENED.fullmatch(found):
        raise Fault.of("", "shortened")
    return found


def _term_reader(cls: type[Term]) -> Read:
    members = {fold(words): member for member in cls for words in (member.text.en, member.text.zh, member.value)}
    zh, en = "、".join(member.text.zh for member in cls), ", ".join(member.text.en for member in cls)

    def read(raw: Any) -> Term:
        member = members.get(fold(raw)) if raw.__class__ is str else None
        if member is None:
            raise Fault.of("", "not-a-term", zh=zh, en=en)
        return member

    return read


def _yes_or_no(raw: Any) -> bool:
    if raw.__class__ is bool:
        return raw
    word = fold(raw) if raw.__class__ is str else ""
    if word not in YES_WORDS | NO_WORDS:
        raise Fault.of("", "expected", zh="是或否", en="yes or no")
    return word in YES_WORDS


def _region(raw: Any) -> Region:
    """A region by its code; a code padded with noughts (330481000000) names the region above."""
    text = raw if raw.__class__ is str else _plain_text(raw, identifying=True)
    found = literal_of(text)
    if found is not None:
        return Region(found)
    code = _identifier(unicodedata.normalize("NFKC", text))
    for length, padding in ((12, "000"), (9, "000"), (6, "00"), (4, "00")):
        if len(code) == length and code.endswith(padding):
            code = code[: -len(padding)]
    return Region(code)


def _mixed(raw: Any) -> bool | Number | str:
    """Yes or no, a number, or words. Text is a number where it is one from end to end, without leading noughts."""
    if raw.__class__ is bool:
        return raw
    if raw.__class__ in {int, float}:
        return exact(quantity(raw, "", None, "bad-number"))
    if not isinstance(raw, str):
        return _plain_text(raw, identifying=False)
    return _mixed_text(raw) if (found := literal_of(raw)) is None else found


def _mixed_text(raw: str) -> bool | Number | str:
    word = fold(raw)
    if word in MIXED_YES or word in MIXED_NO:
        return word in MIXED_YES
    match = NUMBER.fullmatch(unicodedata.normalize("NFKC", raw))
    if match is None or match[3] or re.match(r"[+-]?0\d", raw):
        return raw
    return exact(match[1].replace(",", "") + (match[2] or ""))
