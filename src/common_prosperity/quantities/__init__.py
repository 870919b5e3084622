"""Quantities: exact, finite, dated. Unstated facts, numbers, money, days, bounds and truths."""

from common_prosperity.quantities.bounds import ANYTHING, NOT_APPLICABLE, Bounds, Options
from common_prosperity.quantities.calendar import Month, Period, date_of, years_between
from common_prosperity.quantities.money import Yuan
from common_prosperity.quantities.numbers import Number, decimal_text, exact, numeral
from common_prosperity.quantities.text import Text
from common_prosperity.quantities.unstated import UNSTATED, Unstated

__all__ = [
    "ANYTHING",
    "NOT_APPLICABLE",
    "UNSTATED",
    "Bounds",
    "Month",
    "Number",
    "Options",
    "Period",
    "Text",
    "Unstated",
    "Yuan",
    "date_of",
    "decimal_text",
    "exact",
    "numeral",
    "years_between",
]
