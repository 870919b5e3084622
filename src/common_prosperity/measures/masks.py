"""Conditions over the rows of a table: a truth for every row."""

from collections.abc import Sequence

import attrs

from common_prosperity.measures.columns import COLUMNS
from common_prosperity.measures.conditions import (
    ORDERED,
    All,
    AnyOf,
    AtLeastKOf,
    Compare,
    Condition,
    Edge,
    Lookup,
    Not,
    cell_truth,
)
from common_prosperity.measures.table import Cell, Table
from common_prosperity.quantities import UNSTATED, Bounds
from common_prosperity.quantities.truth import IS_SO, OPPOSITE, TRUE, Truth, all_of, any_of, at_least_k_of


def row_truths(condition: Condition | None, table: Table, lookup: Lookup) -> Sequence[Truth]:
    """For each row, whether it is present and meets the condition; a comparison with an edge that is none meets nothing."""
    if condition is None:
        return table.present
    met = _truths(condition, table, lookup)
    return [IS_SO[b] if a == 1 else all_of((a, IS_SO[b])) for a, b in zip(table.present, met, strict=True)]


def met_truths(condition: Condition | None, table: Table, lookup: Lookup) -> Sequence[Truth]:
    """For each row, whether it meets the condition, supposing that it is present."""
    return row_truths(condition, attrs.evolve(table, present=(TRUE,) * len(table.ids)), lookup)


def _truths(condition: Condition, table: Table, lookup: Lookup) -> Sequence[Truth]:
    if isinstance(condition, Compare):
        return _leaf(condition, table, lookup)
    if isinstance(condition, Not):
        return [OPPOSITE[truth] for truth in _truths(condition.of, table, lookup)]
    assert isinstance(condition, All | AnyOf | AtLeastKOf)
    parts = [_truths(part, table, lookup) for part in condition.of]
    if isinstance(condition, AtLeastKOf):
        return [at_least_k_of(condition.k, truths) for truths in zip(*parts, strict=True)]
    combine = all_of if isinstance(condition, All) else any_of
    return [combine(truths) for truths in zip(*parts, strict=True)]


def _leaf(leaf: Compare, table: Table, lookup: Lookup) -> Sequence[Truth]:
    column = COLUMNS[table.name][leaf.subject]
    edge, relation = _edge(leaf, column.scale, lookup), leaf.relation
    known: dict[object, Truth] = {}
    truths = []
    for cell in table.columns.get(leaf.subject, ()):
        key = (cell.__class__, cell)
        truth = known.get(key)
        if truth is None:
            truth = known[key] = cell_truth(cell, relation, edge)
        truths.append(truth)
    return truths


def _edge(leaf: Compare, scale: int, lookup: Lookup) -> Edge | Bounds:
    edge = leaf.edge
    if leaf.relation in ORDERED and isinstance(edge, str):
        value = lookup(edge)
        assert isinstance(value, Bounds)
        return value * Bounds(scale, scale)
    if edge.__class__ in (bool, str):
        return edge
    if isinstance(edge, tuple):
        return edge if isinstance(edge[0], str) else tuple(item * scale for item in edge)
    return edge * scale


def unsettled_columns(condition: Condition | None, table: Table, row: int) -> list[str]:
    """Columns of a row whose cells leave the condition open."""
    if condition is None:
        return []
    names = {leaf.subject for leaf in condition.leaves()}
    return sorted(name for name in names if not is_settled(table.columns[name][row]))


def is_settled(cell: Cell) -> bool:
    """Whether a cell is fully known."""
    return cell.settled if isinstance(cell, Bounds) else cell is not UNSTATED
