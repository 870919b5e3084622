"""Shares: the part of the rows that meet a condition, with exact bounds."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, ClassVar

import attrs

from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import term
from common_prosperity.measures.aggregates import WHERE, row_gaps, row_weights, weight_columns
from common_prosperity.measures.conditions import Condition, Value
from common_prosperity.measures.how import Gap, How, Sources, Weight
from common_prosperity.measures.masks import met_truths, row_truths
from common_prosperity.quantities import NOT_APPLICABLE, Bounds, Number
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import FALSE, TRUE, UNKNOWN


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
        yield from row_gaps(table, [self.among, self.where], truths, weight_columns(self.weights, table))


def _share(above: Number, below: Number) -> Number:
    return tidy(Fraction(above) / (above + below))
