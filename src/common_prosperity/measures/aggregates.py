"""Aggregates: what a table amounts to. Each gives exact bounds and names the cells that keep them apart."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, ClassVar, Final

import attrs

from common_prosperity.facts.fields import declared, term
from common_prosperity.measures.columns import COLUMNS, PRESENT, Column
from common_prosperity.measures.conditions import Condition, Value
from common_prosperity.measures.how import Gap, How, Sources, Weight
from common_prosperity.measures.masks import is_settled, met_truths, row_truths, unsettled_columns
from common_prosperity.measures.table import Cell, Table
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Number
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import FALSE, TRUE, UNKNOWN, Truth

WHERE: Final = term("条件", "where")
"""The condition on rows that every aggregate may carry."""


def _column_of(table: str, name: str) -> Column:
    return COLUMNS[table][name]


def _range(cell: Cell, column: Column) -> tuple[Number | None, Number | None]:
    """The least and greatest value of a numeric cell; a cell that is none counts nothing."""
    if cell.__class__ is int or isinstance(cell, Fraction):
        return cell, cell
    if cell is None:
        return 0, 0
    if isinstance(cell, Bounds):
        return cell.lower, cell.upper
    return (None if column.signed else 0), None


def _gaps(
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
        yield from _gaps(table, [self.where], truths, weight_columns(self.weights, table))


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


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Sum(How):
    """The sum of a column: `sum = "people.earned"`."""

    tag: ClassVar[str] = "sum"
    of: str = attrs.field(metadata=term("表.列", "table.column"))
    where: Condition | None = attrs.field(default=None, metadata=WHERE)

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """The condition on rows."""
        if self.where is not None:
            yield self.of.partition(".")[0], self.where

    def natural(self, _natural: Any) -> Value:
        """Any amount; none below zero where the column has none."""
        table, _, column = self.of.partition(".")
        return Bounds(None if _column_of(table, column).signed else 0, None)

    def value(self, sources: Sources) -> Value:
        """The least and the greatest sum that the cells allow."""
        name, _, column_name = self.of.partition(".")
        table, column = sources.table(name), _column_of(name, column_name)
        if not table.submitted:
            return Bounds(None if column.signed else 0, None)
        low: Number | None = 0
        high: Number | None = 0
        truths = row_truths(self.where, table, sources.value)
        for truth, cell in zip(truths, table.columns.get(column_name, ()), strict=True):
            if truth == FALSE:
                continue
            if truth == TRUE and cell.__class__ is int:
                least: Number | None = cell
                most: Number | None = least
            else:
                least, most = _range(cell, column)
                if truth != TRUE:
                    least = None if least is None else min(least, 0)
                    most = None if most is None else max(most, 0)
            low = None if low is None or least is None else low + least
            high = None if high is None or most is None else high + most
        return Bounds(_scaled(low, column), _scaled(high, column))

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """Rows in doubt, and cells not known."""
        name, _, column = self.of.partition(".")
        table = sources.table(name)
        yield from _gaps(table, [self.where], row_truths(self.where, table, sources.value), [column])


def _scaled(value: Number | None, column: Column) -> Number | None:
    return None if value is None else tidy(value) if column.scale == 1 else tidy(Fraction(value, column.scale))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Share(How):
    """The part of the rows `among` which `where` holds: `share = { of = "people", where = { … } }`."""

    tag: ClassVar[str] = "share"
    of: str = attrs.field(metadata=term("表", "table"))
    where: Condition = attrs.field(metadata=WHERE)
    among: Condition | None = attrs.field(default=None, metadata=term("范围", "among"))
    weights: tuple[Weight, ...] = attrs.field(default=(), metadata=term("权重", "weights"))

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """The conditions on rows."""
        yield self.of, self.where
        if self.among is not None:
            yield self.of, self.among
        for weight in self.weights:
            yield self.of, weight.where

    def natural(self, _natural: Any) -> Value:
        """From none to all; not applicable among nobody."""
        return Bounds(0, 1, None)

    def value(self, sources: Sources) -> Value:
        """The least and the greatest share that any completion of the rows gives.

        A row may be left out, count below the line only, or count above it too. The share is least where every row
        that may count below only does so and every row that may be left out is; greatest the other way round.
        """
        table = sources.table(self.of)
        if not table.submitted:
            return Bounds(0, 1, None)
        among = row_truths(self.among, table, sources.value)
        met = met_truths(self.where, table, sources.value)
        weights = row_weights(self.weights, table, sources) if self.weights else [(1, 1)] * len(among)
        surely = possibly = False
        above_low: Number = 0
        above_high: Number = 0
        below_low: Number = 0
        below_high: Number = 0
        some_above = some_below = False
        for inside, truth, (least, most) in zip(among, met, weights, strict=True):
            if inside == FALSE or not most:  # what counts for nothing is no part of the whole
                continue
            possibly = True
            surely = surely or (inside == TRUE and least > 0)
            if truth & TRUE:
                some_above, above_high = True, above_high + most
            if truth & FALSE:
                some_below, below_high = True, below_high + most
            if inside == TRUE and truth != UNKNOWN:
                above_low += least if truth == TRUE else 0
                below_low += least if truth == FALSE else 0
        if not possibly:
            return NOT_APPLICABLE
        low = _share(above_low, below_high) if some_below else 1
        high = _share(above_high, below_low) if some_above else 0
        return Bounds(low, high, True if surely else None)

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """Rows that may count above the line, below it, or not at all."""
        table = sources.table(self.of)
        among = row_truths(self.among, table, sources.value)
        met = met_truths(self.where, table, sources.value)
        truths = [
            FALSE if inside == FALSE else TRUE if inside == TRUE and truth != UNKNOWN else UNKNOWN
            for inside, truth in zip(among, met, strict=True)
        ]
        yield from _gaps(table, [self.among, self.where], truths, weight_columns(self.weights, table))


def _share(above: Number, below: Number) -> Number:
    return tidy(Fraction(above) / (above + below))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Distinct(How):
    """How many different names a column holds: `distinct = "people.household"`."""

    tag: ClassVar[str] = "distinct"
    of: str = attrs.field(metadata=term("表.列", "table.column"))
    where: Condition | None = attrs.field(default=None, metadata=WHERE)

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """The condition on rows."""
        if self.where is not None:
            yield self.of.partition(".")[0], self.where

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

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """Rows in doubt, and names not known."""
        name, _, column = self.of.partition(".")
        table = sources.table(name)
        yield from _gaps(table, [self.where], row_truths(self.where, table, sources.value), [column])


class _Extreme(How):
    """The least or the greatest value of a column; not applicable where no row has any."""

    of: str
    where: Condition | None

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """The condition on rows."""
        if self.where is not None:
            yield self.of.partition(".")[0], self.where

    def natural(self, _natural: Any) -> Value:
        """Any value of the column; not applicable without rows."""
        table, _, column = self.of.partition(".")
        return Bounds(None if _column_of(table, column).signed else 0, None, None)

    def value(self, sources: Sources) -> Value:
        """The extreme of the ranges of all cells, a row in doubt counting on one side only."""
        name, _, column_name = self.of.partition(".")
        table, column = sources.table(name), _column_of(name, column_name)
        if not table.submitted:
            return self.natural(None)
        truths = row_truths(self.where, table, sources.value)
        cells = [
            (UNKNOWN if cell is UNSTATED and column.none else truth, *_range(cell, column))
            for truth, cell in zip(truths, table.columns.get(column_name, ()), strict=True)
            if truth != FALSE and cell is not None
        ]
        if not cells:
            return NOT_APPLICABLE
        sure = [(low, high) for truth, low, high in cells if truth == TRUE]
        everyone = [(low, high) for _, low, high in cells]
        low, high = self.ends(sure, everyone)
        return Bounds(_scaled(low, column), _scaled(high, column), True if sure else None)

    def ends(self, sure: list[Any], everyone: list[Any]) -> tuple[Number | None, Number | None]:
        """The least and the greatest value the extreme may have."""
        raise NotImplementedError

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """Rows in doubt, and cells not known."""
        name, _, column = self.of.partition(".")
        table = sources.table(name)
        yield from _gaps(table, [self.where], row_truths(self.where, table, sources.value), [column])


def _low(values: Sequence[Number | None]) -> Number | None:
    return None if None in values else min(values)  # type: ignore[type-var]  # no None is left


def _high(values: Sequence[Number | None]) -> Number | None:
    return None if None in values else max(values)  # type: ignore[type-var]  # no None is left


def _known(values: Sequence[Number | None]) -> list[Number]:
    return [value for value in values if value is not None]


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Least(_Extreme):
    """The least value of a column: `least = "person_months.paid"`."""

    tag: ClassVar[str] = "least"
    of: str = attrs.field(metadata=term("表.列", "table.column"))
    where: Condition | None = attrs.field(default=None, metadata=WHERE)

    def ends(self, sure: list[Any], everyone: list[Any]) -> tuple[Number | None, Number | None]:
        """At least the lowest low; at most the lowest high among rows that surely count."""
        highs = _known([high for _, high in sure]) if sure else []
        top = min(highs) if highs else None if sure else _high([high for _, high in everyone])
        return _low([low for low, _ in everyone]), top


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Greatest(_Extreme):
    """The greatest value of a column: `greatest = "people.age"`."""

    tag: ClassVar[str] = "greatest"
    of: str = attrs.field(metadata=term("表.列", "table.column"))
    where: Condition | None = attrs.field(default=None, metadata=WHERE)

    def ends(self, sure: list[Any], everyone: list[Any]) -> tuple[Number | None, Number | None]:
        """At most the highest high; at least the highest low among rows that surely count."""
        lows = _known([low for low, _ in sure]) if sure else []
        bottom = max(lows) if lows else None if sure else _low([low for low, _ in everyone])
        return bottom, _high([high for _, high in everyone])
