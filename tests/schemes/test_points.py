"""How points follow from what is known: each shape's bounds are those of every value that is left open, no more and no less."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.measures.conditions import Compare, Relation, Value
from common_prosperity.quantities import UNSTATED, Bounds, Number, Options, Text
from common_prosperity.quantities.truth import FALSE, TRUE, UNKNOWN
from common_prosperity.schemes.points import (
    Band,
    Bands,
    Checklist,
    Choice,
    Counting,
    Curve,
    Doubt,
    Item,
    Knot,
    Marks,
    PerUnit,
    Points,
    Shape,
    YesNo,
    best_of,
    pieces,
)
from invented import bounds

SMALL = st.integers(-6, 6)
POINTS = st.integers(-3, 9)
KNOWN = bounds(SMALL, void=False)
HALVES = [Fraction(half, 2) for half in range(-40, 41)]


def nothing(name: str) -> Value:
    raise KeyError(name)


def awarded(shape: Shape, value: Value | None) -> Points:
    return shape.award(value, nothing)


def at(shape: Shape, value: Number) -> Points:
    return awarded(shape, Bounds(value, value))


def tried(shape: Shape, known: Bounds) -> Bounds:
    """The hull of the points for the ends, for values about every edge within, and for values far out on an open side."""
    values = [half for half in HALVES if half in known]
    found = [at(shape, value).bounds for value in values]
    hull = found[0]
    for other in found[1:]:
        hull = hull.hull(other)
    return hull


class TestBands:
    """Points in steps; explicit edges; a value that no band covers is a hole, one that two cover with different points an overlap."""

    STARS = Bands(
        bands=(
            Band(less_than=60, points=0),
            Band(at_least=60, less_than=80, points=3),
            Band(at_least=80, at_most=90, points=4),
            Band(more_than=90, points=5),
        )
    )

    @pytest.mark.parametrize(
        ("total", "stars"), [(-5, 0), ("59.99", 0), (60, 3), ("79.99", 3), (80, 4), (90, 4), ("90.01", 5), (1000, 5)]
    )
    def test_edges(self, total: Any, stars: int) -> None:
        assert awarded(self.STARS, Bounds.exactly(total)) == Points(Bounds(stars, stars))

    @pytest.mark.parametrize(
        ("known", "points"),
        [
            (Bounds(70, 85), Bounds(3, 4)),
            (Bounds(0, None), Bounds(0, 5)),
            (Bounds(None, 59), Bounds(0, 0)),
            (Bounds(91, None), Bounds(5, 5)),
            (Bounds(None, None), Bounds(0, 5)),
        ],
    )
    def test_open_values(self, known: Bounds, points: Bounds) -> None:
        assert awarded(self.STARS, known) == Points(points)

    def test_a_printed_overlap(self) -> None:
        """60-80 three stars, 80-90 four: 80 belongs to both."""
        printed = Bands(bands=(Band(at_least=60, at_most=80, points=3), Band(at_least=80, at_most=90, points=4)))
        assert at(printed, 80) == Points(Bounds(3, 4), Doubt.OVERLAP)
        alike = Bands(bands=(Band(at_least=60, at_most=80, points=3), Band(at_least=80, at_most=90, points=3)))
        assert at(alike, 80) == Points(Bounds(3, 3))

    def test_a_printed_hole(self) -> None:
        """400-499 hives 8 points, 1000 and more 10: of 700 the text says nothing."""
        printed = Bands(bands=(Band(at_least=400, at_most=499, points=8), Band(at_least=1000, points=10)))
        assert at(printed, 700) == Points(Bounds(0, 10), Doubt.HOLE)  # nothing, or up to the most that is listed
        assert awarded(printed, Bounds(450, 700)) == Points(Bounds(0, 10))  # 8, or whatever the hole gives
        assert awarded(printed, Bounds(1000, None)) == Points(Bounds(10, 10))
        assert awarded(printed, Bounds(500, 999)) == Points(Bounds(0, 10), Doubt.HOLE)

    def test_nothing_is_possible_in_a_hole_between_deductions(self) -> None:
        shape = Bands(bands=(Band(at_least=2, less_than=3, points=-5), Band(at_least=4, points=-2)))
        assert at(shape, 1) == Points(Bounds(-5, 0), Doubt.HOLE)

    @given(st.lists(st.tuples(SMALL, SMALL, POINTS, st.booleans(), st.booleans()), min_size=1, max_size=4), KNOWN)
    def test_holds_every_value(self, drawn: list[tuple[int, int, int, bool, bool]], known: Bounds) -> None:
        made = []
        for one, other, points, low_open, high_open in drawn:
            low, high = min(one, other), max(one, other)
            lower = {"more_than": low} if low_open else {"at_least": low}
            upper = {"less_than": high} if high_open else {"at_most": high}
            made.append(Band(points=points, **lower, **upper))
        shape = Bands(bands=tuple(made))
        found = awarded(shape, known)
        assert found.bounds == tried(shape, known)
        if known.settled and found.doubt is None:
            assert found.bounds.settled

    def test_a_band_without_edges_covers_all(self) -> None:
        band = Band(points=7)
        assert band.covers(Bounds(None, None)) == TRUE
        assert list(band.edges()) == []
        assert [str(piece) for piece in pieces(Bounds(None, None), [band])] == ["0"]

    def test_covering_is_exact(self) -> None:
        band = Band(at_least=2, less_than=5, points=1)
        assert [band.covers(Bounds(low, high)) for low, high in ((2, 4), (5, 9), (1, 3), (None, 1))] == [
            TRUE,
            FALSE,
            UNKNOWN,
            FALSE,
        ]


class TestCurve:
    """Points along straight lines between knots, level beyond the ends."""

    RISE = Curve(knots=(Knot(0, 0), Knot(2600, 30)))

    @pytest.mark.parametrize(
        ("rise", "points"),
        [(-500, 0), (0, 0), (1300, 15), (2600, 30), (5000, 30), (100, Fraction(15, 13)), ("0.01", Fraction(3, 26000))],
    )
    def test_on_the_line(self, rise: Any, points: Number) -> None:
        assert awarded(self.RISE, Bounds.exactly(rise)) == Points(Bounds(points, points))

    def test_open_values(self) -> None:
        assert awarded(self.RISE, Bounds(None, None)) == Points(Bounds(0, 30))
        assert awarded(self.RISE, Bounds(1300, None)) == Points(Bounds(15, 30))
        assert awarded(self.RISE, Bounds(None, 1300)) == Points(Bounds(0, 15))

    def test_a_peak_within(self) -> None:
        tent = Curve(knots=(Knot(0, 0), Knot(5, 10), Knot(10, 0)))
        assert awarded(tent, Bounds(4, 7)) == Points(Bounds(6, 10))

    def test_one_knot(self) -> None:
        assert at(Curve(knots=(Knot(3, 7),)), -100) == Points(Bounds(7, 7))

    @given(st.dictionaries(SMALL, POINTS, min_size=1, max_size=5), KNOWN)
    def test_holds_every_value(self, drawn: dict[int, int], known: Bounds) -> None:
        shape = Curve(knots=tuple(Knot(x, drawn[x]) for x in sorted(drawn)))
        assert awarded(shape, known) == Points(tried(shape, known))


class TestPerUnit:
    """So many points for each full, started or exact unit above a point, up to a cap."""

    @pytest.mark.parametrize(
        ("shape", "value", "points"),
        [
            (PerUnit(points=2, cap=8), 3, 6),
            (PerUnit(points=2, cap=8), 9, 8),
            (PerUnit(points=2, cap=8), -3, 0),
            (PerUnit(size=Fraction(1, 100), points=1), Fraction(599, 10000), 5),  # 每满 1 % 得 1 分
            (
                PerUnit(size=Fraction(1, 10), points=2, count=Counting.STARTED),
                Fraction(11, 100),
                4,
            ),  # 每下降 10 % 扣 2 分, begun
            (PerUnit(size=Fraction(1, 10), points=2, count=Counting.STARTED), Fraction(1, 10), 2),
            (PerUnit(size=10, points=1, above=30), 30, 0),
            (PerUnit(size=10, points=1, above=30), 49, 1),
            (PerUnit(size=10, points=1, above=30, count=Counting.EXACT), 35, Fraction(1, 2)),
        ],
    )
    def test_examples(self, shape: PerUnit, value: Number, points: Number) -> None:
        assert at(shape, value) == Points(Bounds(points, points))

    def test_open_values(self) -> None:
        assert awarded(PerUnit(points=2, cap=8), Bounds(1, None)) == Points(Bounds(2, 8))
        assert awarded(PerUnit(points=2), Bounds(None, None)) == Points(Bounds(0, None))
        assert PerUnit(points=2).limits() == (0, None)

    @given(
        st.builds(
            PerUnit,
            size=st.sampled_from([1, 2, Fraction(1, 2), Fraction(3, 2)]),
            points=st.integers(0, 3),
            above=SMALL,
            count=st.sampled_from(Counting),
            cap=st.one_of(st.just(UNSTATED), st.integers(0, 9)),
        ),
        SMALL,
        SMALL,
    )
    def test_more_never_costs_points(self, shape: PerUnit, one: int, other: int) -> None:
        low, high = shape.at(min(one, other)), shape.at(max(one, other))
        assert 0 <= low <= high
        assert awarded(shape, Bounds(min(one, other), max(one, other))) == Points(Bounds(low, high))
        assert shape.cap is UNSTATED or high <= shape.cap


class TestChoice:
    """Points by option; an option that is not listed is a hole."""

    BRAND = Choice(options={"none": 0, "brand": 5, "trademark": 10})

    @pytest.mark.parametrize(
        ("value", "points"),
        [
            (Options.exactly("brand"), Points(Bounds(5, 5))),
            (Options(frozenset({"brand", "trademark"})), Points(Bounds(5, 10))),
            (Options(), Points(Bounds(0, 10))),  # a choice without a closed list may be one that is not listed
            (None, Points(Bounds(0, 10))),
            (Options.exactly("patent"), Points(Bounds(0, 10), Doubt.HOLE)),
            (Options(frozenset({"brand", "patent"})), Points(Bounds(0, 10))),  # 5, or whatever the hole gives
            (Options(frozenset()), Points(Bounds(0, 10), Doubt.HOLE)),
        ],
    )
    def test_examples(self, value: Value | None, points: Points) -> None:
        assert awarded(self.BRAND, value) == points

    @pytest.mark.parametrize("value", [Options(), None, Options.exactly("patent"), Options(frozenset({"trademark", "patent"}))])
    def test_nothing_is_possible_where_no_option_answers(self, value: Value | None) -> None:
        assert awarded(Choice(options={"brand": 5, "trademark": 10}), value).bounds == Bounds(0, 10)


class TestMarks:
    """The measure's value as points, within limits."""

    @pytest.mark.parametrize(
        ("value", "points"),
        [
            (Bounds(7, 7), Bounds(7, 7)),
            (Bounds(-3, 12), Bounds(0, 10)),
            (Bounds(None, None), Bounds(0, 10)),
            (Bounds(8, None), Bounds(8, 10)),
        ],
    )
    def test_examples(self, value: Bounds, points: Bounds) -> None:
        assert awarded(Marks(at_most=10), value) == Points(points)

    def test_limits(self) -> None:
        assert Marks(at_least=2, at_most=10).limits() == (2, 10)


def when(name: str) -> Compare:
    return Compare(name, Relation.EQUALS, edge=True)


def answers(**known: bool | None) -> Any:
    return {
        name: Bounds(0, 1) if value is None else Bounds(int(value), int(value)) for name, value in known.items()
    }.__getitem__


class TestYesNo:
    """Points if a condition is met, others otherwise."""

    SHAPE = YesNo(when=when("a"), points=6, otherwise=-1)

    @pytest.mark.parametrize(("known", "points"), [(True, Bounds(6, 6)), (False, Bounds(-1, -1)), (None, Bounds(-1, 6))])
    def test_examples(self, known: bool | None, points: Bounds) -> None:  # noqa: FBT001  # drawn
        assert self.SHAPE.award(None, answers(a=known)) == Points(points)

    def test_where_it_does_not_apply_it_is_not_met(self) -> None:
        assert self.SHAPE.award(None, {"a": Bounds(None, None, applies=False)}.__getitem__) == Points(Bounds(-1, -1))

    def test_limits_and_conditions(self) -> None:
        assert self.SHAPE.limits() == (-1, 6)
        assert list(self.SHAPE.conditions()) == [("when", when("a"))]


class TestChecklist:
    """Points for each item that holds, or only for the best few."""

    ITEMS = tuple(
        Item(label=Text.same(name), when=when(name), points=points) for name, points in (("a", 2), ("b", 3), ("c", 1))
    )

    @pytest.mark.parametrize(
        ("shape", "known", "points"),
        [
            (Checklist(items=ITEMS), {"a": True, "b": True, "c": False}, Bounds(5, 5)),
            (Checklist(items=ITEMS), {"a": True, "b": None, "c": None}, Bounds(2, 6)),
            (Checklist(items=ITEMS, best=2), {"a": True, "b": True, "c": True}, Bounds(5, 5)),
            (Checklist(items=ITEMS, best=1), {"a": None, "b": None, "c": True}, Bounds(1, 3)),
            (Checklist(items=ITEMS, cap=4), {"a": True, "b": True, "c": True}, Bounds(4, 4)),
        ],
    )
    def test_examples(self, shape: Checklist, known: dict[str, bool | None], points: Bounds) -> None:
        assert shape.award(None, answers(**known)) == Points(points)

    @given(
        st.lists(POINTS, min_size=3, max_size=3),
        st.lists(st.sampled_from([True, False, None]), min_size=3, max_size=3),
        st.sampled_from([UNSTATED, 1, 2]),
        st.sampled_from([UNSTATED, 0, 4]),
        st.data(),
    )
    def test_holds_every_answer(
        self, points: list[int], known: list[bool | None], best: Any, cap: Any, data: st.DataObject
    ) -> None:
        items = tuple(
            Item(label=Text.same(name), when=when(name), points=worth) for name, worth in zip("abc", points, strict=True)
        )
        shape = Checklist(items=items, best=best, cap=cap)
        found = shape.award(None, answers(**dict(zip("abc", known, strict=True)))).bounds
        settled = [data.draw(st.booleans()) if answer is None else answer for answer in known]
        outcome = shape.award(None, answers(**dict(zip("abc", settled, strict=True)))).bounds
        assert outcome.settled
        assert outcome.inside(found)
        assert found.inside(Bounds(*shape.limits()))

    def test_conditions(self) -> None:
        assert [place for place, _ in Checklist(items=self.ITEMS).conditions()] == [
            "items[0].when",
            "items[1].when",
            "items[2].when",
        ]


class TestBestOf:
    """The sum of the best few of several lines of points."""

    def test_examples(self) -> None:
        lines = [Bounds(1, 5), Bounds(2, 2), Bounds(0, 9)]
        assert best_of(lines, 2) == Bounds(3, 14)
        assert best_of(lines, 9) == Bounds(3, 16)
        assert best_of([Bounds(1, None), Bounds(2, 3)], 1) == Bounds(2, None)
        assert best_of([Bounds(None, 1), Bounds(2, 3)], 1) == Bounds(2, 3)
        assert best_of([Bounds(None, 1), Bounds(2, 3)], 2) == Bounds(None, 4)
        assert best_of([], 3) == Bounds(0, 0)


class TestEveryShape:
    """Points lie within the shape's limits, whatever is known."""

    SHAPES: tuple[Shape, ...] = (
        TestBands.STARS,
        TestCurve.RISE,
        PerUnit(points=2, cap=8),
        PerUnit(points=1),
        Marks(at_least=1, at_most=10),
    )

    @given(st.sampled_from(SHAPES), bounds(st.integers(-100, 3000), void=False))
    def test_limits(self, shape: Shape, known: Bounds) -> None:
        assert awarded(shape, known).bounds.inside(Bounds(*shape.limits()))

    def test_conditions(self) -> None:
        assert [list(shape.conditions()) for shape in self.SHAPES] == [[]] * len(self.SHAPES)

    def test_the_base_says_nothing(self) -> None:
        with pytest.raises(NotImplementedError):
            Shape().limits()
        with pytest.raises(NotImplementedError):
            Shape().award(None, nothing)
