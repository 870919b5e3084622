"""Aggregates: what a table amounts to. Each gives exact bounds and names the cells that keep them apart."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, ClassVar, Final

import attrs

from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import term
from common_prosperity.measures.columns import COLUMNS, PRESENT, Column
from common_prosperity.measures.conditions import Condition, Value
from common_prosperity.measures.how import Gap, How, Sources, Weight
from common_prosperity.measures.masks import is_settled, met_truths, row_truths, unsettled_columns
from common_prosperity.measures.table import Cell, Table
from common_prosperity.quantities import UNSTATED, Bounds, Number
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import FALSE, TRUE, Truth

WHERE: Final = term("条件", "where")
"""The condition on rows that every aggregate may carry."""


def column_of(table: str, name: str) -> Column:
    """The column of a table by its name."""
    return COLUMNS[table][name]


def cell_range(cell: Cell, column: Column) -> tuple[Number | None, Number | None]:
    """The least and greatest value of a numeric cell; a cell that is none counts nothing."""
    if cell.__class__ is int or isinstance(cell, Fraction):
        return cell, cell
    if cell is None:
        return 0, 0
    if isinstance(cell, Bounds):
        return cell.lower, cell.upper
    return (None if column.signed else 0), None


def row_gaps(
    table: Table, conditions: Sequence[Condition | None], truths: Sequence[Truth], columns: Sequence[str]
) -> Iterator[Gap]:
    """The cells that leave an aggregate open: of the conditions where a row is in doubt, of the columns where it counts."""
    if not table.submitted:
        yield Gap(table.name)
        return
    rows: dict[str, list[str]] = {}
    for index, truth in enumerate(truths):
        if truth == FALSE:
            continue
        names = [name for name in columns if not is_settled(table.columns[name][index])]
        if truth != TRUE:
            for condition in conditions:
                names += unsettled_columns(condition, table, index)
            if table.present[index] != TRUE:
                names.append(PRESENT)
        for name in dict.fromkeys(names):
            rows.setdefault(name, []).append(table.ids[index])
    for name in sorted(rows):
        yield Gap(table.name, name, tuple(rows[name]))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Count(How):
    """How many rows there are, or, with weights, what they count for: `count = "people"`."""

    tag: ClassVar[str] = "count"
    of: str = attrs.field(metadata=term("表", "table"))
    where: Condition | None = attrs.field(default=None, metadata=WHERE)
    weights: tuple[Weight, ...] = attrs.field(
        default=(),
        metadata=term(
            "权重", "weights", note=("第一个符合的权重生效，都不符合计 1", "the first that fits counts; otherwise one")
        ),
    )

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """The conditions on rows, with the table they speak of."""
        if self.where is not None:
            yield self.of, self.where
        for weight in self.weights:
            yield self.of, weight.where

    def natural(self, _natural: Any) -> Value:
        """Never negative."""
        return Bounds(0, None)

    def value(self, sources: Sources) -> Value:
        """Surely counted, and possibly counted."""
        table = sources.table(self.of)
        if not table.submitted:
            return Bounds(0, None)
        truths = row_truths(self.where, table, sources.value)
        if not self.weights:
            return Bounds(truths.count(TRUE), len(truths) - truths.count(FALSE))
        low: Number = 0
        high: Number = 0
        for truth, (least, most) in zip(truths, row_weights(self.weights, table, sources), strict=True):
            low += least if truth == TRUE else 0
            high += most if truth != FALSE else 0
        return Bounds(tidy(low), tidy(high))

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """Rows that may or may not count."""
        table = sources.table(self.of)
        truths = row_truths(self.where, table, sources.value)
        yield from row_gaps(table, [self.where], truths, weight_columns(self.weights, table))


def row_weights(weights: tuple[Weight, ...], table: Table, sources: Sources) -> list[tuple[Number, Number]]:
    """For each row, the least and the most it may count for."""
    open_rows: list[list[Number]] = [[] for _ in table.ids]
    undecided = [True] * len(table.ids)
    for weight in weights:
        for index, truth in enumerate(met_truths(weight.where, table, sources.value)):
            if undecided[index] and truth != FALSE:
                open_rows[index].append(weight.counts)
                undecided[index] = truth != TRUE
    for index, found in enumerate(open_rows):
        if undecided[index]:
            found.append(1)
    return [(min(found), max(found)) for found in open_rows]


def weight_columns(weights: tuple[Weight, ...], table: Table) -> list[str]:
    """The columns weights depend on."""
    return sorted({leaf.subject for weight in weights for leaf in weight.where.leaves() if leaf.subject in table.columns})


class OfColumn(How):
    """What aggregates of one column have in common; `of` is `table.column`."""

    __slots__ = ()
    of: str
    where: Condition | None

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """The condition on rows."""
        if self.where is not None:
            yield self.of.partition(".")[0], self.where

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """Rows in doubt, and cells not known."""
        name, _, column = self.of.partition(".")
        table = sources.table(name)
        yield from row_gaps(table, [self.where], row_truths(self.where, table, sources.value), [column])


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Sum(OfColumn):
    """The sum of a column: `sum = "people.earned"`."""

    tag: ClassVar[str] = "sum"
    of: str = attrs.field(metadata=term("表.列", "table.column"))
    where: Condition | None = attrs.field(default=None, metadata=WHERE)

    def natural(self, _natural: Any) -> Value:
        """Any amount; none below zero where the column has none."""
        table, _, column = self.of.partition(".")
        return Bounds(None if column_of(table, column).signed else 0, None)

    def value(self, sources: Sources) -> Value:
        """The least and the greatest sum that the cells allow."""
        name, _, column_name = self.of.partition(".")
        table, column = sources.table(name), column_of(name, column_name)
        if not table.submitted:
            return Bounds(None if column.signed else 0, None)
        low: Number | None = 0
        high: Number | None = 0
        truths, cells = row_truths(self.where, table, sources.value), table.columns.get(column_name, ())
        if set(map(type, cells)) <= {int} and truths.count(TRUE) == len(cells):
            whole = in_unit(sum(cells), column)  # type: ignore[arg-type]  # whole numbers all
            return Bounds(whole, whole)
        for truth, cell in zip(truths, cells, strict=True):
            if truth == FALSE:
                continue
            least, most = cell_range(cell, column)
            if truth != TRUE:
                least = None if least is None else min(least, 0)
                most = None if most is None else max(most, 0)
            low = None if low is None or least is None else low + least
            high = None if high is None or most is None else high + most
        return Bounds(in_unit(low, column), in_unit(high, column))


def in_unit(value: Number | None, column: Column) -> Number | None:
    """A value of a table, in the unit of its column: yuan where the table holds fen."""
    return None if value is None else tidy(value) if column.scale == 1 else tidy(Fraction(value, column.scale))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Distinct(OfColumn):
    """How many different names a column holds: `distinct = "people.household"`."""

    tag: ClassVar[str] = "distinct"
    of: str = attrs.field(metadata=term("表.列", "table.column"))
    where: Condition | None = attrs.field(default=None, metadata=WHERE)

    def natural(self, _natural: Any) -> Value:
        """Never negative."""
        return Bounds(0, None)

    def value(self, sources: Sources) -> Value:
        """Names surely there, and names that may be there; an unstated name may be any, old or new."""
        name, _, column = self.of.partition(".")
        table = sources.table(name)
        if not table.submitted:
            return Bounds(0, None)
        sure, possible, unnamed, sure_unnamed = set(), set(), 0, False
        for truth, cell in zip(row_truths(self.where, table, sources.value), table.columns.get(column, ()), strict=True):
            if truth == FALSE or cell is None:
                continue
            if cell is UNSTATED:
                unnamed += 1
                sure_unnamed = sure_unnamed or truth == TRUE
                continue
            possible.add(cell)
            if truth == TRUE:
                sure.add(cell)
        return Bounds(max(len(sure), int(sure_unnamed)), len(possible) + unnamed)
