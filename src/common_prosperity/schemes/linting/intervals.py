"""Exact sets of numbers (数集): unions of intervals with open or closed ends, over the rationals.

A set is kept as the increasing row of its *cuts*: places on the number line where membership changes. A cut lies just
before or just after a number, so that open and closed ends need no cases of their own: `[10, 20)` has the cuts just
before 10 and just before 20, and `{10}` those just before and just after 10.

>>> tens = IntervalSet.between(10, 20)
>>> str(tens - IntervalSet.point(15))
'[10, 15) ∪ (15, 20]'
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import lcm
from typing import Any, Final, Self, TypeVar

import attrs

from common_prosperity.measures.conditions import Relation
from common_prosperity.quantities import Bounds, Number, decimal_text
from common_prosperity.quantities.bounds import tidy

BEFORE: Final = 0
AFTER: Final = 1

Cut = tuple[int, Number, int]
"""Infinity's sign or 0, the number, and whether the cut lies just before or just after it; cuts sort as they lie."""

START: Final[Cut] = (-1, 0, BEFORE)
END: Final[Cut] = (1, 0, BEFORE)


def before(value: Number) -> Cut:
    """The cut just before a number."""
    return 0, value, BEFORE


def after(value: Number) -> Cut:
    """The cut just after a number."""
    return 0, value, AFTER


@attrs.frozen
class Interval:
    """One stretch without gaps, from one cut to a later one."""

    start: Cut
    end: Cut

    @property
    def low(self) -> Number | None:
        """The lower end; `None` where there is none."""
        return None if self.start[0] else self.start[1]

    @property
    def high(self) -> Number | None:
        """The upper end; `None` where there is none."""
        return None if self.end[0] else self.end[1]

    @property
    def holds_low(self) -> bool:
        """Whether the lower end belongs to it."""
        return self.start[0] == 0 and self.start[2] == BEFORE

    @property
    def holds_high(self) -> bool:
        """Whether the upper end belongs to it."""
        return self.end[0] == 0 and self.end[2] == AFTER

    @property
    def is_point(self) -> bool:
        """Whether it is a single number."""
        return self.start[0] == self.end[0] == 0 and self.start[1] == self.end[1]

    def inside(self, share: Fraction = Fraction(1, 2)) -> Number:
        """A number of it: `share` of the way from its lower to its upper end."""
        low, high = self.low, self.high
        if low is None:
            return tidy(share * 2 - 2) if high is None else tidy(high - 2 + share)
        if high is None:
            return tidy(low + share * 2)
        return low if self.is_point else tidy(low + (high - low) * share)

    def __str__(self) -> str:
        """Ends in brackets, round ones for an end that does not belong."""
        if self.is_point:
            return f"{{{decimal_text(self.start[1])}}}"
        low, high = self.low, self.high
        left = "(-∞" if low is None else f"{'[' if self.holds_low else '('}{decimal_text(low)}"
        right = "∞)" if high is None else f"{decimal_text(high)}{']' if self.holds_high else ')'}"
        return f"{left}, {right}"


@attrs.frozen
class IntervalSet:
    """A union of stretches that do not touch, by its cuts."""

    cuts: tuple[Cut, ...] = ()

    @classmethod
    def point(cls, value: Number) -> Self:
        """One number alone."""
        return cls((before(value), after(value)))

    @classmethod
    def between(cls, low: Number | None, high: Number | None) -> Self:
        """All numbers from `low` to `high`, both included; `None` is unbounded. Empty where `low` is above `high`."""
        start, end = START if low is None else before(low), END if high is None else after(high)
        return cls((start, end)) if start < end else cls()

    @classmethod
    def of(cls, bounds: Bounds) -> Self:
        """The numbers that bounds leave open."""
        return cls() if bounds.applies is False else cls.between(bounds.lower, bounds.upper)

    @classmethod
    def satisfying(cls, relation: Relation, edge: Number) -> Self:
        """The numbers that stand in a relation to an edge."""
        ends = {
            Relation.AT_LEAST: (before(edge), END),
            Relation.MORE_THAN: (after(edge), END),
            Relation.AT_MOST: (START, after(edge)),
            Relation.LESS_THAN: (START, before(edge)),
        }
        return cls(ends.get(relation, (before(edge), after(edge))))

    @classmethod
    def union_of(cls, sets: Iterable["IntervalSet"]) -> "IntervalSet":
        """The numbers of any of the sets."""
        return IntervalSet(tuple(_merged(sorted((span.start, span.end) for found in sets for span in found))))

    def __iter__(self) -> Iterator[Interval]:
        """The stretches, from the least up."""
        return (Interval(start, end) for start, end in zip(self.cuts[::2], self.cuts[1::2], strict=True))

    def __bool__(self) -> bool:
        """Whether any number belongs to it."""
        return bool(self.cuts)

    def __len__(self) -> int:
        """How many stretches."""
        return len(self.cuts) // 2

    def __contains__(self, value: Number) -> bool:
        """Whether a number belongs to it: an odd number of cuts lies before it."""
        place = before(value)
        return sum(cut <= place for cut in self.cuts) % 2 == 1

    def __or__(self, other: "IntervalSet") -> "IntervalSet":
        """The numbers of either."""
        return IntervalSet.union_of((self, other))

    def __invert__(self) -> "IntervalSet":
        """All other numbers."""
        cuts = self.cuts[1:] if self.cuts[:1] == (START,) else (START, *self.cuts)
        return IntervalSet(cuts[:-1] if cuts[-1:] == (END,) else (*cuts, END))

    def __and__(self, other: "IntervalSet") -> "IntervalSet":
        """The numbers of both."""
        spans: list[Cut] = []
        mine, theirs = list(self), list(other)
        i = j = 0
        while i < len(mine) and j < len(theirs):
            start, end = max(mine[i].start, theirs[j].start), min(mine[i].end, theirs[j].end)
            if start < end:
                spans += [start, end]
            if mine[i].end <= theirs[j].end:
                i += 1
            else:
                j += 1
        return IntervalSet(tuple(spans))

    def __sub__(self, other: "IntervalSet") -> "IntervalSet":
        """The numbers that the other lacks."""
        return self & ~other

    def __le__(self, other: "IntervalSet") -> bool:
        """Whether every number of it belongs to the other."""
        return not self - other

    @property
    def low(self) -> Number | None:
        """The lower end of the first stretch; `None` where unbounded. The set must not be empty."""
        return None if self.cuts[0][0] else self.cuts[0][1]

    @property
    def high(self) -> Number | None:
        """The upper end of the last stretch; `None` where unbounded. The set must not be empty."""
        return None if self.cuts[-1][0] else self.cuts[-1][1]

    @property
    def hull(self) -> "IntervalSet":
        """The one stretch from the lower end of the first to the upper end of the last."""
        return IntervalSet((self.cuts[0], self.cuts[-1])) if self.cuts else self

    def mapped(self, factor: Number, shift: Number) -> "IntervalSet":
        """The set of `factor·x + shift`."""
        if factor == 0:
            return IntervalSet.point(shift) if self else self

        def moved(cut: Cut) -> Cut:
            sign, value, side = cut
            turned = factor < 0
            if sign:
                return END if (sign > 0) != turned else START
            return 0, tidy(value * factor + shift), (1 - side) if turned else side

        cuts = tuple(moved(cut) for cut in self.cuts)
        return IntervalSet(cuts if factor > 0 else cuts[::-1])

    def plus(self, other: "IntervalSet") -> "IntervalSet":
        """The sums of one number of each, worked out on whole numbers of the smallest part that occurs in either."""
        part = lcm(*(Fraction(cut[1]).denominator for cut in (*self.cuts, *other.cuts)))
        mine, theirs = ([(_counted(span.start, part), _counted(span.end, part)) for span in found] for found in (self, other))
        spans = {(_sum(a, c, BEFORE), _sum(b, d, AFTER)) for a, b in mine for c, d in theirs}
        return IntervalSet(tuple((sign, tidy(Fraction(value, part)), side) for sign, value, side in _merged(sorted(spans))))

    def on_grid(self, step: Number | None) -> "IntervalSet":
        """The multiples of `step` in it, each run of neighbours as one closed stretch; itself where there is no step."""
        if step is None:
            return self
        cuts: list[Cut] = []
        for span in self:
            start, end = _grid_start(span, step), _grid_end(span, step)
            if start >= end:
                continue
            if cuts and not cuts[-1][0] and not start[0] and start[1] - cuts[-1][1] == step:
                cuts[-1] = end
            else:
                cuts += [start, end]
        return IntervalSet(tuple(cuts))

    def clamped(self, lowest: Number | None, highest: Number | None) -> "IntervalSet":
        """Its numbers, held between a floor and a ceiling."""
        inside = self & IntervalSet.between(lowest, highest)
        below = lowest is not None and bool(self & IntervalSet.satisfying(Relation.LESS_THAN, lowest))
        above = highest is not None and bool(self & IntervalSet.satisfying(Relation.MORE_THAN, highest))
        ends = [end for end, cut_off in ((lowest, below), (highest, above)) if cut_off and end is not None]
        return IntervalSet.union_of((inside, *map(IntervalSet.point, ends)))

    def __str__(self) -> str:
        """The stretches."""
        return " ∪ ".join(map(str, self)) or "∅"


C = TypeVar("C", bound=tuple[int, Any, int])


def _merged(spans: Iterable[tuple[C, C]]) -> list[C]:
    """The cuts of a union of sorted stretches."""
    cuts: list[C] = []
    for start, end in spans:
        if cuts and start <= cuts[-1]:
            cuts[-1] = max(cuts[-1], end)
        else:
            cuts += [start, end]
    return cuts


def _counted(cut: Cut, part: int) -> tuple[int, int, int]:
    """A cut in whole numbers of a part."""
    return cut[0], int(cut[1] * part), cut[2]


def _sum(left: tuple[int, int, int], right: tuple[int, int, int], held: int) -> tuple[int, int, int]:
    """Where the sums begin or end: with the sum of two ends, which belongs where both belong."""
    if left[0] or right[0]:
        return (left[0] or right[0]), 0, BEFORE
    return 0, left[1] + right[1], held if left[2] == right[2] == held else 1 - held


def _grid_start(span: Interval, step: Number) -> Cut:
    if span.low is None:
        return START
    steps = Fraction(span.low) / step
    first = steps.__ceil__()
    return before(tidy((first if first != steps or span.holds_low else first + 1) * Fraction(step)))


def _grid_end(span: Interval, step: Number) -> Cut:
    if span.high is None:
        return END
    steps = Fraction(span.high) / step
    last = steps.__floor__()
    return after(tidy((last if last != steps or span.holds_high else last - 1) * Fraction(step)))


EVERYTHING: Final = IntervalSet((START, END))
NOWHERE: Final = IntervalSet()
