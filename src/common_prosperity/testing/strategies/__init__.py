"""Strategies for everything a scheme deals with, for property tests of one's own schemes."""

from common_prosperity.testing.strategies.completing import completions, one_more_fact
from common_prosperity.testing.strategies.conditions import Quantity, measure_conditions, row_conditions
from common_prosperity.testing.strategies.dossiers import dossiers, less_stated, registers, renamed, shuffled
from common_prosperity.testing.strategies.facts import FACTS, any_fact, facts_of
from common_prosperity.testing.strategies.measurements import measurements, narrowed
from common_prosperity.testing.strategies.measures import HOWS, own_measures, parameters
from common_prosperity.testing.strategies.paths import stated_facts, unstated_facts
from common_prosperity.testing.strategies.periods import periods_of
from common_prosperity.testing.strategies.quantities import (
    bounds,
    bounds_inside,
    days,
    days_near,
    labels,
    months,
    months_of,
    numbers,
    numbers_in,
    periods,
    regions,
    words,
    yuan,
)
from common_prosperity.testing.strategies.schemes import SHAPES, schemes

__all__ = [
    "FACTS",
    "HOWS",
    "SHAPES",
    "Quantity",
    "any_fact",
    "bounds",
    "bounds_inside",
    "completions",
    "days",
    "days_near",
    "dossiers",
    "facts_of",
    "labels",
    "less_stated",
    "measure_conditions",
    "measurements",
    "months",
    "months_of",
    "narrowed",
    "numbers",
    "numbers_in",
    "one_more_fact",
    "own_measures",
    "parameters",
    "periods",
    "periods_of",
    "regions",
    "registers",
    "renamed",
    "row_conditions",
    "schemes",
    "shuffled",
    "stated_facts",
    "unstated_facts",
    "words",
    "yuan",
]
