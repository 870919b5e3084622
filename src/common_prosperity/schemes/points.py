"""How points follow from what is known: the seven shapes a criterion can have.

Every shape gives exact bounds, and says so where the published text gives no answer at all (a hole) or two (an overlap).
In a hole everything from nothing to the most that is listed stays possible, so that nothing is granted on an answer that
the text does not give.
"""

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import Maybe, term
from common_prosperity.measures.conditions import Condition, Lookup, Relation, Value, compare
from common_prosperity.quantities import UNSTATED, Bounds, Number, Options, Text
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import FALSE, TRUE, Truth


class Doubt(enum.StrEnum):
    """Why the published text itself gives no single answer."""

    HOLE = "hole"
    """No option covers the value."""
    OVERLAP = "overlap"
    """Options with different points cover the value."""


@attrs.frozen
class Points:
    """Bounds of points, and whether the text itself leaves them in doubt."""

    bounds: Bounds
    doubt: Doubt | None = None


@attrs.frozen
class Shape:
    """The base of all point shapes; `tag` is the key under which a scheme file writes it."""

    tag: ClassVar[str]

    def award(self, value: Value | None, lookup: Lookup) -> Points:
        """The points for what is known of the criterion's measure.

        Args:
            value: bounds or options of the measure, which is applicable; `None` for a shape that reads conditions only.
            lookup: gives what is known of any other measure.
        """
        raise NotImplementedError

    def limits(self) -> tuple[Number, Number | None]:
        """The fewest and the most points it can give; `None` where there is no cap."""
        raise NotImplementedError

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """Conditions inside the shape, each with its place."""
        return iter(())


def best_of(lines: Sequence[Bounds], count: int) -> Bounds:
    """The sum of the best few of several lines of points."""
    lows = sorted((line.lower for line in lines if line.lower is not None), reverse=True)
    highs = sorted((line.upper for line in lines if line.upper is not None), reverse=True)
    count = min(count, len(lines))
    return Bounds(
        tidy(sum(lows[:count], Fraction(0))) if len(lows) >= count else None,
        tidy(sum(highs[:count], Fraction(0))) if len(highs) == len(lines) else None,
    )


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Band:
    """One step of a table: `{ at_least = 10, less_than = 20, points = 5 }`."""

    at_least: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("以上（含）", "at least"))
    more_than: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("超过（不含）", "more than"))
    at_most: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("以下（含）", "at most"))
    less_than: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("不满（不含）", "less than"))
    points: int | Fraction = attrs.field(metadata=term("分值", "points"))

    def edges(self) -> Iterator[tuple[Relation, Number]]:
        """The edges that are set."""
        return set_edges(self)

    def covers(self, value: Bounds) -> Truth:
        """Whether the band covers the value."""
        return covered(self.edges(), value)


def set_edges(banded: object) -> Iterator[tuple[Relation, Number]]:
    """The edges of a band or grade that are set."""
    for relation in (Relation.AT_LEAST, Relation.MORE_THAN, Relation.AT_MOST, Relation.LESS_THAN):
        edge = getattr(banded, relation.value)
        if edge is not UNSTATED:
            yield relation, edge


def covered(edges: Iterable[tuple[Relation, Number]], value: Bounds) -> Truth:
    """Whether a value lies within edges, exact because edges of one band concern one value."""
    truths = [compare(value, relation, Bounds(edge, edge)) for relation, edge in edges]
    if FALSE in truths:
        return FALSE
    return TRUE if all(truth == TRUE for truth in truths) else TRUE | FALSE


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class YesNo(Shape):
    """Points if a condition is met: `yes_no = { when = { … }, points = 5 }`."""

    tag: ClassVar[str] = "yes_no"
    when: Condition = attrs.field(metadata=term("条件", "when"))
    points: int | Fraction = attrs.field(metadata=term("分值", "points"))
    otherwise: int | Fraction = attrs.field(default=0, metadata=term("否则", "otherwise"))

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """The condition."""
        yield "when", self.when

    def limits(self) -> tuple[Number, Number | None]:
        """The smaller and the greater of the two."""
        return min(self.points, self.otherwise), max(self.points, self.otherwise)

    def award(self, value: Value | None, lookup: Lookup) -> Points:  # noqa: ARG002  # a shape that reads conditions only
        """One, the other, or both."""
        truth = self.when.judge(lookup)
        given = [self.points] if truth & TRUE else []
        given += [self.otherwise] if truth & ~TRUE else []
        return Points(Bounds(min(given), max(given)))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Choice(Shape):
    """Points by option: `choice = { none = 0, brand = 5, trademark = 10 }`."""

    tag: ClassVar[str] = "choice"
    options: Mapping[str, int | Fraction] = attrs.field(metadata=term("选项分值", "options"))

    def limits(self) -> tuple[Number, Number | None]:
        """The least and the most any option gives."""
        return min(self.options.values()), max(self.options.values())

    def award(self, value: Value | None, lookup: Lookup) -> Points:  # noqa: ARG002  # a shape that reads its own measure only
        """The hull of the options that are left; an option that is not listed is a hole."""
        possible = value.possible if isinstance(value, Options) else None
        names = possible or ()
        given = [self.options[name] for name in names if name in self.options]
        if given and len(given) == len(names):
            return Points(Bounds(min(given), max(given)))
        return Points(unanswered(self), None if given or possible is None else Doubt.HOLE)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Bands(Shape):
    """Points in steps: `bands = [{ less_than = 10, points = 0 }, { at_least = 10, points = 5 }]`."""

    tag: ClassVar[str] = "bands"
    bands: tuple[Band, ...] = attrs.field(metadata=term("分档", "bands"))

    def limits(self) -> tuple[Number, Number | None]:
        """The least and the most any band gives."""
        given = [band.points for band in self.bands]
        return min(given), max(given)

    def award(self, value: Value | None, lookup: Lookup) -> Points:  # noqa: ARG002  # a shape that reads its own measure only
        """The hull of the bands the value may lie in."""
        assert isinstance(value, Bounds)
        possible = [band.points for band in self.bands if band.covers(value) & TRUE]
        if not possible:
            return Points(unanswered(self), Doubt.HOLE)
        hull = Bounds(min(possible), max(possible))
        if value.settled:
            return Points(hull, Doubt.OVERLAP if hull.lower != hull.upper else None)
        return Points(unanswered(self) if holes(self.bands, value) else hull)


def unanswered(shape: Shape) -> Bounds:
    """The points where the text gives no answer: anything between nothing and all that is listed."""
    return Bounds(*shape.limits()).hull(Bounds(0, 0))


def holes(bands: tuple[Band, ...], value: Bounds) -> bool:
    """Whether some value within the bounds lies in no band."""
    return any(all(band.covers(piece) == FALSE for band in bands) for piece in pieces(value, bands))


def pieces(value: Bounds, bands: Iterable[object]) -> Iterator[Bounds]:
    """The bounds cut at every edge: the edges themselves, and one value within each open stretch between them.

    Within a stretch no edge is passed, so one value stands for all.
    """
    cuts = {edge for band in bands for _, edge in set_edges(band) if edge in value}
    cuts |= {end for end in (value.lower, value.upper) if end is not None}
    ranked = sorted(cuts)
    if not ranked:
        yield Bounds(0, 0)
        return
    if value.lower is None:
        yield Bounds.exactly(ranked[0] - 1)
    if value.upper is None:
        yield Bounds.exactly(ranked[-1] + 1)
    for index, cut in enumerate(ranked):
        yield Bounds(cut, cut)
        if index:
            yield Bounds.exactly(Fraction(ranked[index - 1] + cut) / 2)


@attrs.frozen
class Knot:
    """One corner of a curve: the points `y` at the value `x`."""

    x: Number
    y: Number


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Curve(Shape):
    """Points along straight lines between knots, level beyond the ends: `curve = [[0, 0], [2600, 30]]`."""

    tag: ClassVar[str] = "curve"
    knots: tuple[Knot, ...] = attrs.field(metadata=term("折点", "knots"))

    def limits(self) -> tuple[Number, Number | None]:
        """The lowest and the highest knot."""
        heights = [knot.y for knot in self.knots]
        return min(heights), max(heights)

    def award(self, value: Value | None, lookup: Lookup) -> Points:  # noqa: ARG002  # a shape that reads its own measure only
        """The hull of the curve over the bounds: its ends and every knot between them."""
        assert isinstance(value, Bounds)
        knots, lower, upper = self.knots, value.lower, value.upper
        start = knots[0].y if lower is None else height(knots, lower)
        if lower is not None and lower == upper:
            return Points(Bounds(start, start))
        end = knots[-1].y if upper is None else height(knots, upper)
        inside = [knot.y for knot in knots if (lower is None or knot.x > lower) and (upper is None or knot.x < upper)]
        return Points(Bounds(min(start, end, *inside), max(start, end, *inside)))


def height(knots: tuple[Knot, ...], x: Number) -> Number:
    """The height of a curve at `x`."""
    left = knots[0]
    if x <= left.x:
        return left.y
    for right in knots:
        if x <= right.x:
            run = right.x - left.x
            return tidy(Fraction(left.y * run + (right.y - left.y) * (x - left.x), run))
        left = right
    return left.y


class Counting(enum.StrEnum):
    """How units are counted (计数方式)."""

    FULL = "full"
    """每满: only whole units count."""
    STARTED = "started"
    """每超, 不足一个单位按一个单位计: a unit begun counts whole."""
    EXACT = "exact"
    """In proportion."""


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class PerUnit(Shape):
    """So many points for each unit: `per_unit = { size = "1%", points = 1, above = 0, count = "full", cap = 10 }`."""

    tag: ClassVar[str] = "per_unit"
    size: int | Fraction = attrs.field(default=1, metadata=term("单位", "size"))
    points: int | Fraction = attrs.field(metadata=term("每单位分值", "points"))
    above: int | Fraction = attrs.field(default=0, metadata=term("起算点", "above"))
    count: Counting = attrs.field(default=Counting.FULL, metadata=term("计数方式", "count"))
    cap: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("封顶", "cap", at_least=0))

    def limits(self) -> tuple[Number, Number | None]:
        """From nothing to the cap."""
        return 0, None if self.cap is UNSTATED else self.cap

    def award(self, value: Value | None, lookup: Lookup) -> Points:  # noqa: ARG002  # a shape that reads its own measure only
        """The points at both ends; more units never cost points."""
        assert isinstance(value, Bounds)
        cap = self.limits()[1]
        return Points(
            Bounds(0 if value.lower is None else self.at(value.lower), cap if value.upper is None else self.at(value.upper))
        )

    def at(self, value: Number) -> Number:
        """The points for a known value."""
        units = Fraction(value - self.above) / self.size
        if self.count is not Counting.EXACT:
            units = Fraction(units.__floor__() if self.count is Counting.FULL else units.__ceil__())
        given = tidy(max(units, Fraction(0)) * self.points)
        return given if self.cap is UNSTATED else min(given, self.cap)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Item:
    """One entry of a checklist."""

    label: Text = attrs.field(metadata=term("名称", "label"))
    when: Condition = attrs.field(metadata=term("条件", "when"))
    points: int | Fraction = attrs.field(default=1, metadata=term("分值", "points"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Checklist(Shape):
    """Points for each item that holds, or only for the best few: `checklist = { items = […], best = 5, cap = 10 }`."""

    tag: ClassVar[str] = "checklist"
    items: tuple[Item, ...] = attrs.field(metadata=term("清单", "items"))
    best: Maybe[int] = attrs.field(default=UNSTATED, metadata=term("取最高几项", "best", at_least=1))
    cap: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("封顶", "cap", at_least=0))

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """The condition of every item."""
        return ((f"items[{index}].when", item.when) for index, item in enumerate(self.items))

    def limits(self) -> tuple[Number, Number | None]:
        """The sums of the worst and of the best, within the cap."""
        given = [item.points for item in self.items]
        return self._sum([min(points, 0) for points in given]), self._sum([max(points, 0) for points in given])

    def award(self, value: Value | None, lookup: Lookup) -> Points:  # noqa: ARG002  # a shape that reads conditions only
        """The sums with every open item taken at its worst and at its best."""
        lows, highs = [], []
        for item in self.items:
            truth = item.when.judge(lookup)
            given = ([item.points] if truth & TRUE else []) + ([0] if truth & ~TRUE else [])
            lows.append(min(given))
            highs.append(max(given))
        return Points(Bounds(self._sum(lows), self._sum(highs)))

    def _sum(self, given: list[Number]) -> Number:
        ranked = sorted(given, reverse=True)
        total = tidy(sum(ranked if self.best is UNSTATED else ranked[: self.best], Fraction(0)))
        return total if self.cap is UNSTATED else min(total, self.cap)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Marks(Shape):
    """The measure's value as points, within limits: `marks = { at_most = 10 }`."""

    tag: ClassVar[str] = "marks"
    at_least: int | Fraction = attrs.field(default=0, metadata=term("最低", "at least"))
    at_most: int | Fraction = attrs.field(metadata=term("最高", "at most"))

    def limits(self) -> tuple[Number, Number | None]:
        """The limits."""
        return self.at_least, self.at_most

    def award(self, value: Value | None, lookup: Lookup) -> Points:  # noqa: ARG002  # a shape that reads its own measure only
        """The value, held within the limits."""
        assert isinstance(value, Bounds)
        return Points(value.clamped(self.at_least, self.at_most))
