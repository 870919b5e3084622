"""One typed value to one cell (单元格写法): as people read it, and so that reading gives the same value back.

Every value is read back before it is written; text that would not come back as it is, such as a name that is the
word 无, is written as a JSON string in straight double quotes.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, Final

import attrs

from common_prosperity.errors import Fault, Lang, ProsperityError
from common_prosperity.facts.fields import Term
from common_prosperity.facts.places import Region
from common_prosperity.files.tables.amounts import SIGNIFICANT, plain_decimal
from common_prosperity.files.tables.cells import SOME_STATED, reader
from common_prosperity.files.tables.days import EPOCH, FIRST_SERIAL
from common_prosperity.files.tables.layout import Column, PeriodDays
from common_prosperity.files.tables.words import (
    FORMULA_STARTS,
    NO,
    NONE,
    NONE_WORDS,
    OTHERS_WORDS,
    SOME,
    SOME_WORDS,
    STILL_WORDS,
    YES,
    fold,
    listed,
    literal,
)
from common_prosperity.quantities import UNSTATED, Month, Period, Yuan, decimal_text

Content = str | int | float | dt.date | None
"""What a cell is given; `None` leaves it empty."""
Write = Callable[[Any], Content]

CELL_LIMIT: Final = 32_000
"""Characters that fit in a cell; spreadsheet programs stop at 32,767."""


RESERVED: Final = NONE_WORDS | SOME_WORDS | STILL_WORDS | OTHERS_WORDS
"""Words that mean something where a list stands."""


class TooLong(Exception):  # no error: the list goes into a table of its own
    """A list does not fit in a cell."""


def writer(column: Column, lang: Lang, *, plain: bool = False) -> Write:
    """How the values of a column are written.

    Args:
        column: what the values are.
        lang: the language of none, yes, no and the terms of closed lists.
        plain: whether all must be text, as in CSV, and no text may begin like a formula.

    Returns:
        A function from a value to the content of a cell. It raises `TooLong` for a list that does not fit, and
        `Fault` for a value that no cell can hold.
    """
    read = reader(column)
    many = column.role in {"list", "rows", "workshop"}

    def write(value: Any) -> Content:
        if value is UNSTATED:
            return None
        if value is None or value == ():
            return NONE.in_(lang)
        if value is SOME_STATED or column.role == "rows":
            return SOME.in_(lang)
        content = _joined(value, column, plain=plain) if many else _content(value, lang, plain=plain)
        if not _reads_back(read, content, value, plain=plain) and isinstance(value, str | Region):
            content = literal(str(content))
        if _reads_back(read, content, value, plain=plain):
            return content
        raise Fault.of(column.key, "unwritable", detail="no cell can hold it")

    return write


def _reads_back(read: Callable[[Any], Any], content: Content, value: Any, *, plain: bool) -> bool:
    if plain and isinstance(content, str) and isinstance(value, str) and content.startswith(FORMULA_STARTS):
        return False
    try:
        found = read(content)
    except ProsperityError:
        return False
    return found.__class__ is value.__class__ and bool(found == value)


def _content(value: Any, lang: Lang, *, plain: bool) -> Content:  # noqa: PLR0911  # one line for each kind of value
    if isinstance(value, Term):
        return value.text.in_(lang)
    if value.__class__ is bool:
        return (YES if value else NO).in_(lang)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Yuan):
        return str(value) if plain else _number(Fraction(value.fen, 100))
    if isinstance(value, int | Fraction):
        return decimal_text(value) if plain else _number(value)
    if isinstance(value, Region):
        return value.code
    day = value.first_day if isinstance(value, Month) else value
    return str(value) if plain or (day - EPOCH).days < FIRST_SERIAL else day


def _number(value: int | Fraction) -> Content:
    """A number where the cell keeps it unchanged, else its exact text."""
    if isinstance(value, int):
        return value if abs(value) < 10**SIGNIFICANT else str(value)
    decimal = plain_decimal(value)
    return decimal_text(value) if decimal is None else float(decimal)


def _joined(value: tuple[Any, ...], column: Column, *, plain: bool) -> str:
    text = "、".join(_item(item, plain=plain) if isinstance(item, str) else str(item) for item in value)
    if len(text) > CELL_LIMIT:
        if column.role == "workshop":
            raise Fault.of(column.key, "too-long", bound=CELL_LIMIT)
        raise TooLong
    return text


def _item(item: str, *, plain: bool) -> str:
    safe = listed(item) == [item] and '"' not in item and fold(item) not in RESERVED and item.isprintable()
    return item if safe and not (plain and item.startswith(FORMULA_STARTS)) else literal(item)


def parts_of(value: Any, columns: tuple[Column, ...]) -> Iterator[Any]:
    """The parts of a compound value, one for each of its columns."""
    if value is UNSTATED or value is None:
        yield value
        yield from (UNSTATED for _ in columns[1:])
        return
    if isinstance(value, Period):
        value = PeriodDays(since=value.since, until=value.until)
    parts = [getattr(value, column.key.partition(".")[2]) for column in columns]
    if columns[0].some and all(part is UNSTATED for part in parts):
        parts[0] = SOME_STATED
    yield from parts


def columns_of(columns: tuple[Column, ...], field: str) -> tuple[Column, ...]:
    """The columns a compound field takes."""
    return tuple(column for column in columns if column.field == field)


def rows_of(facts: tuple[Any, ...]) -> Iterator[dict[str, Any]]:
    """Each fact by its fields."""
    for fact in facts:
        yield {field.name: getattr(fact, field.name) for field in attrs.fields(fact.__class__)}
