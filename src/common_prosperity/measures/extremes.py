"""Extremes: the least or the greatest value of a column, with exact bounds."""

from collections.abc import Sequence
from typing import Any, ClassVar

import attrs

from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import term
from common_prosperity.measures.aggregates import WHERE, OfColumn, cell_range, column_of, in_unit
from common_prosperity.measures.conditions import Condition, Value
from common_prosperity.measures.how import Sources
from common_prosperity.measures.masks import row_truths
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Number
from common_prosperity.quantities.truth import FALSE, TRUE, UNKNOWN


class _Extreme(OfColumn):
    """The least or the greatest value of a column; not applicable where no row has any."""

    __slots__ = ()

    def natural(self, _natural: Any) -> Value:
        """Any value of the column; not applicable without rows."""
        table, _, column = self.of.partition(".")
        return Bounds(None if column_of(table, column).signed else 0, None, None)

    def value(self, sources: Sources) -> Value:
        """The extreme of the ranges of all cells, a row in doubt counting on one side only."""
        name, _, column_name = self.of.partition(".")
        table, column = sources.table(name), column_of(name, column_name)
        if not table.submitted:
            return self.natural(None)
        truths = row_truths(self.where, table, sources.value)
        cells = [
            (UNKNOWN if cell is UNSTATED and column.none else truth, *cell_range(cell, column))
            for truth, cell in zip(truths, table.columns.get(column_name, ()), strict=True)
            if truth != FALSE and cell is not None
        ]
        if not cells:
            return NOT_APPLICABLE
        sure = [(low, high) for truth, low, high in cells if truth == TRUE]
        everyone = [(low, high) for _, low, high in cells]
        low, high = self.ends(sure, everyone)
        return Bounds(in_unit(low, column), in_unit(high, column), True if sure else None)

    def ends(self, sure: list[Any], everyone: list[Any]) -> tuple[Number | None, Number | None]:
        """The least and the greatest value the extreme may have."""
        raise NotImplementedError


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
