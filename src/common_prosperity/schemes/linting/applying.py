"""Applying: what a measure can be where a criterion applies (适用范围)."""

import attrs

from common_prosperity.measures.conditions import Compare, Condition, Relation, Value
from common_prosperity.quantities import Bounds, Number, Options
from common_prosperity.quantities.truth import TRUE
from common_prosperity.schemes.linting.cells import leaf_numbers, numbers_of, regions
from common_prosperity.schemes.linting.domains import Domain, Values
from common_prosperity.schemes.linting.intervals import IntervalSet
from common_prosperity.schemes.linting.worlds import Side, Worlds


def applicable(worlds: Worlds, name: str, applies: Condition | None) -> Domain:
    """The values a quantity can have where a condition on it is met; the condition is looked at value by value."""
    domain = worlds.domain(name)
    if applies is None:
        return domain
    if name not in set(worlds.variables(applies)):
        met = worlds.outcomes(applies, "inner") or {}
        return domain if TRUE in met else Domain(domain.outer, Values())
    mine = [leaf for leaf in applies.leaves() if name in leaf.names()]
    if any(set(leaf.names()) - {name} - worlds.scheme.parameters.keys() for leaf in mine):
        return Domain(domain.outer, Values())  # compared with another quantity, so that no value stands for its neighbours
    cuts: set[Number] = set()
    for leaf in mine:
        cuts |= {cut for cut in leaf_numbers(leaf) if leaf.subject == name}
        cuts |= {edge for other in leaf.names() if other != name for edge in worlds.edges(other)}
    return Domain(_meeting(worlds, name, applies, cuts, "outer"), _meeting(worlds, name, applies, cuts, "inner"))


def _meeting(worlds: Worlds, name: str, applies: Condition, cuts: set[Number], side: Side) -> Values:
    """The values that leave room for the condition to be met."""
    domain = worlds.domain(name)
    values = domain.outer if side == "outer" else domain.inner

    def met(value: Value) -> bool:
        edge = value.lower if isinstance(value, Bounds) else min(value.possible or ())
        assert edge is not None, "only single values are looked at"
        jointly = worlds.jointly([applies, Compare(name, Relation.EQUALS, edge)], side)
        return side == "outer" if jointly is None else (TRUE, TRUE) in jointly

    kept = []
    for region in regions(cuts):
        spans = list(values.within(region))
        number = next(numbers_of(spans[0], values.step, 1), None) if spans else None
        if number is not None and met(Bounds(number, number)):
            kept.append(region)
    options = frozenset(option for option in values.options if met(Options.exactly(option)))
    numbers = values.numbers & IntervalSet.union_of(kept)
    return attrs.evolve(values, numbers=numbers, options=options)
