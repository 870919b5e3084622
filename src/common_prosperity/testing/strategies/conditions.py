"""Strategies for conditions: on the rows of a table inside a measure, and on measures inside a scheme."""

import functools
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

import attrs
from hypothesis import strategies as st

from common_prosperity.measures.columns import COLUMNS
from common_prosperity.measures.conditions import ORDERED, All, AnyOf, AtLeastKOf, Compare, Condition, Not, Relation
from common_prosperity.quantities import Number
from common_prosperity.testing.strategies.quantities import Drawing, chance, numbers, pick

RELATIONS: Final = tuple(sorted(ORDERED))

USUAL: Final[Mapping[str, tuple[Number, ...]]] = {
    "yuan": (0, 1, 1000, 1500, Fraction("2600.5"), 5000),
    "yuan_per_month": (0, 600, 1000, 2600),
    "days": (1, 30, 180, 365),
    "months": (1, 2, 3, 12),
    "years": (0, 16, 18, 60),
    "grade": (1, 2, 3, 4),
    "hours": (0, 1, 8, 24),
    "m2": (0, 100, 500),
    "share": (0, Fraction(1, 5), Fraction(1, 3), Fraction(1, 2), Fraction(3, 5), 1),
    "points": (0, 5, 10, 60),
}
"""Numbers that rules of the field name, by unit."""


@attrs.frozen
class Quantity:
    """A named quantity that conditions and criteria may speak of."""

    name: str
    unit: str
    """As `Unit` has it; `yes_no` and `choice` are no numbers."""
    options: tuple[str, ...] = ()

    @property
    def numeric(self) -> bool:
        """Whether it is a number."""
        return self.unit not in ("yes_no", "choice")


@functools.cache
def edges(unit: str) -> st.SearchStrategy[Number]:
    """Numbers to compare a quantity of a unit with."""
    usual = USUAL.get(unit, (0, 1, 2, 3, 5))
    return st.one_of(st.sampled_from(usual), numbers(0, 10 if unit not in USUAL else max(usual), usual=usual))


def comparison(draw: Drawing, quantity: Quantity, named: Sequence[str] = ()) -> Condition:
    """A comparison of one quantity with something like it.

    Args:
        draw: given by Hypothesis.
        quantity: the subject.
        named: names of numbers that may serve as the edge.
    """
    name = quantity.name
    if quantity.unit == "yes_no":
        return Compare(name, Relation.EQUALS, not chance(draw, 50))
    if quantity.unit == "choice":
        options = tuple(dict.fromkeys(pick(draw, quantity.options) for _ in range(pick(draw, (1, 2, 3)))))
        one = len(options) == 1 and chance(draw, 50)
        return Compare(name, Relation.EQUALS, options[0]) if one else Compare(name, Relation.ONE_OF, options)
    relation = pick(draw, (*RELATIONS, *RELATIONS, Relation.EQUALS, Relation.ONE_OF))
    if relation is Relation.ONE_OF:
        return Compare(name, relation, tuple(draw(edges(quantity.unit)) for _ in range(pick(draw, (1, 2, 3)))))
    if named and relation in ORDERED and chance(draw, 20):
        return Compare(name, relation, pick(draw, named))
    return Compare(name, relation, draw(edges(quantity.unit)))


def condition(draw: Drawing, quantities: Sequence[Quantity], named: Sequence[str] = (), most: int = 4) -> Condition:
    """A condition: a comparison, or several combined by `all`, `any`, `not` and `at_least_k_of`.

    Args:
        draw: given by Hypothesis.
        quantities: what may be compared.
        named: names of numbers that may serve as edges.
        most: how many comparisons at most.
    """
    kind = pick(
        draw, ("compare", "compare", "all", "any", "not", "at_least_k_of") if most > 1 else ("compare", "compare", "not")
    )
    if kind == "compare":
        return comparison(draw, pick(draw, quantities), named)
    if kind == "not":
        return Not(
            condition(draw, quantities, named, most - 1) if most > 1 else comparison(draw, pick(draw, quantities), named)
        )
    count = pick(draw, range(1, min(most, 3) + 1))
    parts = tuple(condition(draw, quantities, named, most // count) for _ in range(count))
    if kind == "at_least_k_of":
        return AtLeastKOf(pick(draw, range(count + 2)), parts)
    return All(parts) if kind == "all" else AnyOf(parts)


@functools.cache
def columns_of(table: str) -> tuple[Quantity, ...]:
    """The columns of a table as quantities, but for those that hold names, which no rule can know."""
    found = []
    for name, column in COLUMNS[table].items():
        if column.kind == "number":
            found.append(Quantity(name, column.unit))
        elif column.kind == "flag":
            found.append(Quantity(name, "yes_no"))
        elif column.options is not None:
            found.append(Quantity(name, "choice", tuple(option.value for option in column.options)))
    return tuple(found)


@st.composite
def row_conditions(draw: st.DrawFn, table: str, named: Sequence[str] = (), most: int = 3) -> Condition:
    """Conditions on the rows of a table.

    Args:
        draw: given by Hypothesis.
        table: the name of the table.
        named: names of numbers that may serve as edges.
        most: how many comparisons at most.
    """
    return condition(draw, columns_of(table), named, most)


@st.composite
def measure_conditions(draw: st.DrawFn, quantities: Sequence[Quantity], most: int = 4) -> Condition:
    """Conditions on named quantities, some of which serve as edges of others.

    Args:
        draw: given by Hypothesis.
        quantities: what may be compared.
        most: how many comparisons at most.
    """
    return condition(draw, quantities, [quantity.name for quantity in quantities if quantity.numeric], most)
