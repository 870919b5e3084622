"""Conditions say exactly which outcomes are left: judged against every way in which the open quantities may turn out.

Exact where each quantity is read once; where one is read twice the outcomes said may be too many, never too few.
"""

import itertools
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import plain_rules
from hypothesis import assume, given
from hypothesis import strategies as st

from common_prosperity.measures.conditions import ORDERED, All, AnyOf, AtLeastKOf, Compare, Condition, Not, Relation, Value
from common_prosperity.quantities import NOT_APPLICABLE, Bounds, Number, Options
from common_prosperity.quantities.truth import FALSE, TRUE, VOID, Truth
from common_prosperity.testing.strategies.conditions import Quantity, condition
from common_prosperity.testing.strategies.quantities import bounds, chance, pick

EDGES: Final[tuple[Number, ...]] = (-1, 0, 1, Fraction(3, 2), 3)
NAMES: Final = ("a", "b", "c", "d", "e")
OPTIONS: Final = ("x", "y", "z")


@st.composite
def known(draw: st.DrawFn) -> dict[str, Value]:
    """What is known of five quantities: four numbers and a choice."""
    found: dict[str, Value] = {name: draw(bounds(-2, 4)) for name in NAMES[:4]}
    left = frozenset(option for option in OPTIONS if not chance(draw, 40)) or frozenset(OPTIONS)
    return {**found, "e": Options(left)}


def outcomes(value: Value, edges: list[Number]) -> list[Any]:
    """Every value that matters: ends, edges, something between them and something beyond."""
    if isinstance(value, Options):
        assert value.possible is not None
        return sorted(value.possible)
    cuts = sorted({*edges, *(end for end in (value.lower, value.upper) if end is not None)} - {None})
    around = [cuts[0] - 1, *cuts, *(Fraction(low + high) / 2 for low, high in itertools.pairwise(cuts)), cuts[-1] + 1]
    found = [number for number in around if number in value]
    return [*found, *([None] if value.applies is not True else [])]


def enumerated(asked: Condition, values: Mapping[str, Value]) -> Truth:
    """The outcomes that the ways in which the quantities may turn out give."""
    ends = [end for value in values.values() if isinstance(value, Bounds) for end in (value.lower, value.upper)]
    edges: list[Number] = [*EDGES, *(end for end in ends if end is not None)]
    names = sorted(set(asked.names()))
    domains = [outcomes(values[name], edges) for name in names]
    size = 1
    for found in domains:
        size *= len(found)
    assume(size <= 20_000)
    truth = 0
    for chosen in itertools.product(*domains):
        answer = plain_rules.holds(asked, dict(zip(names, chosen, strict=True)))
        truth |= VOID if answer is None else TRUE if answer else FALSE
    return truth


@st.composite
def read_once(draw: st.DrawFn) -> Condition:
    """A condition that reads every quantity once at most, one of them perhaps as the edge of another."""
    names = list(draw(st.permutations(NAMES)))
    leaves: list[Condition] = []
    for _ in range(pick(draw, (1, 2, 3, 4))):
        if not names:
            break
        name = names.pop()
        if name == "e":
            leaves.append(Compare(name, Relation.ONE_OF, OPTIONS[: pick(draw, (1, 2))]))
            continue
        relation = pick(draw, (*sorted(ORDERED), Relation.EQUALS))
        named = relation in ORDERED and names and names[-1] != "e" and chance(draw, 25)
        leaves.append(Compare(name, relation, names.pop() if named else pick(draw, EDGES)))
    while len(leaves) > 1:
        count = pick(draw, range(1, len(leaves) + 1))
        parts, leaves = tuple(leaves[:count]), leaves[count:]
        made: Condition = pick(draw, (All(parts), AnyOf(parts), AtLeastKOf(pick(draw, range(count + 2)), parts)))
        if count == 1:
            made = parts[0]
        leaves.append(Not(made) if chance(draw, 25) else made)
    return Not(leaves[0]) if chance(draw, 20) else leaves[0]


@given(read_once(), known())
def test_outcomes_are_exact_where_every_quantity_is_read_once(asked: Condition, values: dict[str, Value]) -> None:
    assert asked.judge(values.__getitem__) == enumerated(asked, values)


@given(st.data(), known())
def test_no_outcome_is_lost(data: st.DataObject, values: dict[str, Value]) -> None:
    quantities = [*(Quantity(name, "number") for name in NAMES[:4]), Quantity("e", "choice", OPTIONS)]
    asked = condition(data.draw, quantities, NAMES[:4], 4)
    found = enumerated(asked, values)
    assert asked.judge(values.__getitem__) & found == found


@given(read_once(), known())
def test_what_is_settled_is_judged_as_the_words_say(asked: Condition, values: dict[str, Value]) -> None:
    plain: dict[str, Any] = {}
    for name, value in values.items():
        plain[name] = outcomes(value, [0])[0] if not isinstance(value, Bounds) or value.applies is not False else None
    settled = {
        name: Options.exactly(found) if isinstance(found, str) else NOT_APPLICABLE if found is None else Bounds(found, found)
        for name, found in plain.items()
    }
    answer = plain_rules.holds(asked, plain)
    assert asked.judge(settled.__getitem__) == (VOID if answer is None else TRUE if answer else FALSE)
