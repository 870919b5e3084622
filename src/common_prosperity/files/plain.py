"""How a single value stands as plain data: exact numbers, bounds, options and conditions, as JSON has them."""

from fractions import Fraction
from typing import Any, Final

from common_prosperity.files import grammar
from common_prosperity.measures.conditions import Condition
from common_prosperity.measures.how import How, Weight
from common_prosperity.quantities import (
    Bounds,
    Number,
    Options,
    Yuan,
    decimal_text,
)

EXACT_DIGITS: Final = 15
"""A decimal of at most so many significant digits survives a JSON number unchanged."""


def plain_condition(owner: type, condition: Condition) -> Any:
    """A condition as a scheme file writes it where its owner stands."""
    return grammar.plain_condition(condition, subject_of(owner), plain_number, plain_statement)


def subject_of(owner: type) -> str:
    """What the conditions of a class compare: columns of rows, or measures."""
    return "column" if issubclass(owner, How | Weight) else "measure"


def plain_bounds(bounds: Bounds) -> Any:
    """Bounds as JSON has them: a number where settled, else both ends."""
    if bounds.settled and bounds.applies:
        return plain_number(bounds.lower)  # type: ignore[arg-type]  # settled: the end is a number
    ends = [None if end is None else plain_number(end) for end in (bounds.lower, bounds.upper)]
    return {"lower": ends[0], "upper": ends[1], "applies": bounds.applies}


def plain_options(options: Options) -> Any:
    """Options as JSON has them."""
    return {"options": None if options.possible is None else sorted(options.possible)}


def plain_number(value: Number) -> int | float | str:
    """A number as JSON has it: a decimal where that is exact, otherwise text."""
    if isinstance(value, int):
        return value
    text = decimal_text(value)
    if "/" in text or len(text.strip("-").replace(".", "").lstrip("0")) > EXACT_DIGITS:
        return text
    return float(text)


def plain_statement(value: object) -> Any:
    """A statement as JSON has it: a number that no decimal can write is told from words by `{"number": "1/3"}`."""
    plain = plain_number(value) if isinstance(value, Fraction) else value
    return {"number": plain} if plain is not value and isinstance(plain, str) else plain


def plain_yuan(amount: Yuan) -> int | float:
    """An amount as JSON has it: exact, for an amount has at most fifteen significant digits."""
    return amount.fen // 100 if amount.fen % 100 == 0 else float(str(amount))
