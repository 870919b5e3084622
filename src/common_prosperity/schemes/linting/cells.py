"""Cells: one value for each stretch of values on which no comparison changes."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from common_prosperity.measures.conditions import Compare, Value
from common_prosperity.quantities import NOT_APPLICABLE, Bounds, Number, Options
from common_prosperity.quantities.bounds import tidy
from common_prosperity.schemes.linting.domains import Values
from common_prosperity.schemes.linting.intervals import EVERYTHING, Interval, IntervalSet

ANOTHER: Final = "…"
"""Stands for any option that no condition names."""


def cells(values: Values, cuts: set[Number], options: set[str], depth: int = 1) -> Iterator[Value]:
    """One value for each stretch between neighbouring cuts, `depth` of them where names are compared with each other."""
    yield from (Options.exactly(option) for option in sorted(values.options | (options if values.others else set())))
    if values.others:
        yield Options.exactly(ANOTHER)
    for region in regions(cuts):
        for span in values.within(region):
            yield from (Bounds(number, number) for number in numbers_of(span, values.step, depth))
    if values.void:
        yield NOT_APPLICABLE


def regions(cuts: set[Number]) -> Iterator[IntervalSet]:
    """The number line cut into the cuts themselves and the open stretches between them, from the least up."""
    points = IntervalSet.union_of(map(IntervalSet.point, cuts))
    pieces = [*points, *~points] if cuts else list(EVERYTHING)
    return (IntervalSet((span.start, span.end)) for span in sorted(pieces, key=lambda span: span.start))


def numbers_of(span: Interval, step: Number | None, count: int) -> Iterator[Number]:
    """Up to `count` different numbers of a stretch, on the grid of `step`."""
    if span.is_point:
        yield span.inside()
    elif step is None:
        yield from (span.inside(Fraction(index, count + 1)) for index in range(1, count + 1))
    else:
        start, way = (span.low, step) if span.low is not None else (span.high if span.high is not None else 0, -step)
        for index in range(count):
            number = tidy(start + Fraction(way) * index)
            if IntervalSet((span.start, span.end)) >= IntervalSet.point(number):
                yield number


def leaf_numbers(leaf: Compare) -> Iterator[Number]:
    """The numbers a comparison mentions; yes is 1 and no is 0."""
    for edge in leaf.edge if isinstance(leaf.edge, tuple) else (leaf.edge,):
        if not isinstance(edge, str):
            yield edge if isinstance(edge, Fraction) else int(edge)
