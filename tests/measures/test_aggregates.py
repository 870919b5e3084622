"""Aggregates: what a table amounts to, as the exact interval that any completion could give.

Small tables with unstated cells are completed in every possible way; the bounds must be the least and the greatest of what the
definition, told in one line of Python, gives for each of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.measures.aggregates import Count, Distinct, Sum
from common_prosperity.measures.conditions import All, AnyOf, AtLeastKOf, Compare, Condition, Not, Relation
from common_prosperity.measures.extremes import Greatest, Least, _Extreme
from common_prosperity.measures.how import Gap, How, Weight
from common_prosperity.measures.shares import Share
from common_prosperity.measures.table import Table, fen, flag
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Yuan
from common_prosperity.quantities.truth import FALSE, TRUE, UNKNOWN
from invented import Given

Row = Mapping[str, Any]
COLUMNS = ("in_post", "disabled", "certified", "days_engaged", "household", "gain")


def people(rows: Sequence[Row], *, submitted: bool = True) -> Given:
    """The table of people, from rows."""
    columns = {name: [row.get(name, UNSTATED) for row in rows] for name in COLUMNS} if rows else {}
    present = tuple(row.get("present", TRUE) for row in rows)
    return Given(Table("people", tuple(f"p{i}" for i in range(len(rows))), columns, present, submitted=submitted))


FLAGS = st.sampled_from([True, False, UNSTATED])
NUMBERS = st.one_of(st.integers(0, 3), st.sampled_from([Bounds(0, 2), Bounds(1, 3), Bounds(2, 2)]))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "present": st.sampled_from([TRUE, TRUE, UNKNOWN]),
            "in_post": FLAGS,
            "disabled": FLAGS,
            "certified": FLAGS,
            "days_engaged": NUMBERS,
            "household": st.sampled_from(["h", "g", UNSTATED]),
        }
    ),
    max_size=3,
)


def ways(row: Row) -> Iterator[Row | None]:
    """Every way of stating what a row leaves open; `None` where it does not belong to the period."""
    if row["present"] == UNKNOWN:
        yield None
    days = row["days_engaged"]
    choices = [
        [True, False] if row["in_post"] is UNSTATED else [row["in_post"]],
        [True, False] if row["disabled"] is UNSTATED else [row["disabled"]],
        [True, False] if row["certified"] is UNSTATED else [row["certified"]],
        sorted({days.lower or 0, days.upper or 0}) if isinstance(days, Bounds) else [days],
        ["h", "g", "new", "newer", "newest"] if row["household"] is UNSTATED else [row["household"]],
    ]
    for in_post, disabled, certified, number, household in product(*choices):
        yield {"in_post": in_post, "disabled": disabled, "certified": certified, "days_engaged": number, "household": household}


def completions(rows: Sequence[Row], *needed: str) -> Iterator[list[Row]]:
    """Every completion, of the columns that are needed; the others are taken as they come first."""
    kept = ("present", *needed)
    narrowed = [{name: value if name in kept else OTHERWISE[name] for name, value in row.items()} for row in rows]
    for chosen in product(*(list(ways(row)) for row in narrowed)):
        yield [row for row in chosen if row is not None]


OTHERWISE: Row = {"in_post": True, "disabled": True, "certified": True, "days_engaged": 0, "household": "h"}


def exactly(rows: Sequence[Row], of: Callable[[list[Row]], Any], *needed: str) -> Bounds:
    """The least and the greatest that any completion gives."""
    found = [of(completed) for completed in completions(rows, *needed)]
    values = [value for value in found if value is not None]
    if not values:
        return NOT_APPLICABLE
    return Bounds(min(values), max(values), True if len(values) == len(found) else None)


IN_POST = Compare("in_post", Relation.EQUALS, edge=True)
DISABLED = Compare("disabled", Relation.EQUALS, edge=True)
CERTIFIED = Compare("certified", Relation.EQUALS, edge=True)
TWICE = (Weight(counts=2, where=CERTIFIED),)
NOT_AT_ALL = (Weight(counts=0, where=CERTIFIED), Weight(counts=Fraction(1, 2), where=IN_POST))


class TestCount:
    """How many rows there are, or, with weights, what they count for."""

    @given(ROWS)
    def test_rows(self, rows: list[Row]) -> None:
        assert Count(of="people").value(people(rows)) == exactly(rows, len)

    @given(ROWS)
    def test_where(self, rows: list[Row]) -> None:
        counted = exactly(rows, lambda done: sum(row["disabled"] for row in done), "disabled")
        assert Count(of="people", where=DISABLED).value(people(rows)) == counted

    @given(ROWS)
    def test_combined_conditions(self, rows: list[Row]) -> None:
        where = AnyOf(
            (All((DISABLED, Not(IN_POST))), AtLeastKOf(2, (CERTIFIED, Compare("days_engaged", Relation.MORE_THAN, 1))))
        )

        def counted(done: list[Row]) -> int:
            return sum(
                (row["disabled"] and not row["in_post"]) or (row["certified"] and row["days_engaged"] > 1) for row in done
            )

        exact = exactly(rows, counted, "disabled", "in_post", "certified", "days_engaged")
        assert Count(of="people", where=where).value(people(rows)) == exact

    @given(ROWS)
    def test_weights(self, rows: list[Row]) -> None:
        """Grade 1 or 2 counts twice, and the like."""
        counted = exactly(
            rows, lambda done: sum((2 if row["certified"] else 1) for row in done if row["disabled"]), "disabled", "certified"
        )
        assert Count(of="people", where=DISABLED, weights=TWICE).value(people(rows)) == counted

    @given(ROWS)
    def test_the_first_weight_that_fits_counts(self, rows: list[Row]) -> None:
        def weight(row: Row) -> Fraction:
            return Fraction(0) if row["certified"] else Fraction(1, 2) if row["in_post"] else Fraction(1)

        counted = exactly(rows, lambda done: sum(map(weight, done)), "certified", "in_post")
        assert Count(of="people", weights=NOT_AT_ALL).value(people(rows)) == counted

    def test_a_weight_is_never_negative(self) -> None:
        with pytest.raises(ValueError, match="smaller than 0"):
            Weight(counts=-1, where=CERTIFIED)


class TestSum:
    """The least and the greatest sum that the cells allow."""

    @given(ROWS)
    def test_column(self, rows: list[Row]) -> None:
        summed = exactly(rows, lambda done: sum(row["days_engaged"] for row in done), "days_engaged")
        assert Sum(of="people.days_engaged").value(people(rows)) == summed

    @given(ROWS)
    def test_where(self, rows: list[Row]) -> None:
        summed = exactly(
            rows, lambda done: sum(row["days_engaged"] for row in done if row["disabled"]), "days_engaged", "disabled"
        )
        assert Sum(of="people.days_engaged", where=DISABLED).value(people(rows)) == summed

    def test_money_stands_in_fen_and_comes_out_in_yuan(self) -> None:
        rows = [{"gain": -250}, {"gain": 100}]
        assert Sum(of="people.gain").value(people(rows)) == Bounds.exactly("-1.50")

    def test_an_unstated_amount_may_be_any(self) -> None:
        assert Sum(of="people.days_engaged").value(people([{"days_engaged": 5}, {}])) == Bounds(5, None)
        assert Sum(of="people.gain").value(people([{"gain": 500}, {}])) == Bounds(None, None)
        doubtful: list[Row] = [
            {"gain": 500},
            {"gain": -300, "present": UNKNOWN},
            {"gain": Bounds(None, 200), "present": UNKNOWN},
        ]
        assert Sum(of="people.gain").value(people(doubtful)) == Bounds(None, 7)

    def test_none_counts_nothing(self) -> None:
        table = Table("people", ("a", "b"), {"disability_grade": [None, 2]}, (TRUE, TRUE), submitted=True)
        assert Sum(of="people.disability_grade").value(Given(table)) == Bounds(2, 2)


class TestShare:
    """The least and the greatest share that any completion of the rows gives; not applicable among nobody."""

    @given(ROWS)
    def test_among_all(self, rows: list[Row]) -> None:
        def share(done: list[Row]) -> Fraction | None:
            return Fraction(sum(row["disabled"] for row in done), len(done)) if done else None

        assert Share(of="people", where=DISABLED).value(people(rows)) == exactly(rows, share, "disabled")

    @given(ROWS)
    def test_among_some(self, rows: list[Row]) -> None:
        def share(done: list[Row]) -> Fraction | None:
            among = [row for row in done if row["in_post"]]
            return Fraction(sum(row["disabled"] for row in among), len(among)) if among else None

        assert Share(of="people", where=DISABLED, among=IN_POST).value(people(rows)) == exactly(
            rows, share, "disabled", "in_post"
        )

    @given(ROWS)
    def test_weights(self, rows: list[Row]) -> None:
        def share(done: list[Row]) -> Fraction | None:
            weights = [(2 if row["certified"] else 1, row["disabled"]) for row in done]
            whole = sum(weight for weight, _ in weights)
            return Fraction(sum(weight for weight, counts in weights if counts), whole) if whole else None

        measure = Share(of="people", where=DISABLED, weights=TWICE)
        assert measure.value(people(rows)) == exactly(rows, share, "disabled", "certified")

    @given(ROWS)
    def test_what_counts_for_nothing_is_no_part_of_the_whole(self, rows: list[Row]) -> None:
        def share(done: list[Row]) -> Fraction | None:
            weights = [(0 if row["certified"] else Fraction(1, 2) if row["in_post"] else 1, row["disabled"]) for row in done]
            whole = sum(weight for weight, _ in weights)
            return Fraction(sum(weight for weight, counts in weights if counts)) / whole if whole else None

        measure = Share(of="people", where=DISABLED, weights=NOT_AT_ALL)
        assert measure.value(people(rows)) == exactly(rows, share, "disabled", "certified", "in_post")

    def test_the_unknown_are_never_dropped_from_the_denominator(self) -> None:
        """Two of ten are surely disabled, of three more nobody knows: 20 % to 50 %, not two of seven."""
        rows = [{"disabled": True}] * 2 + [{"disabled": False}] * 5 + [{}] * 3
        assert Share(of="people", where=DISABLED).value(people(rows)) == Bounds(Fraction(1, 5), Fraction(1, 2))


class TestDistinct:
    """Names surely there, and names that may be there; an unstated name may be any, old or new."""

    @given(ROWS)
    def test_names(self, rows: list[Row]) -> None:
        counted = exactly(rows, lambda done: len({row["household"] for row in done}), "household")
        assert Distinct(of="people.household").value(people(rows)) == counted

    @given(ROWS)
    def test_where(self, rows: list[Row]) -> None:
        counted = exactly(
            rows, lambda done: len({row["household"] for row in done if row["disabled"]}), "household", "disabled"
        )
        assert Distinct(of="people.household", where=DISABLED).value(people(rows)) == counted

    def test_none_is_no_name(self) -> None:
        table = Table("people", ("a", "b"), {"household": [None, "h"]}, (TRUE, TRUE), submitted=True)
        assert Distinct(of="people.household").value(Given(table)) == Bounds(1, 1)


class TestExtremes:
    """The least or the greatest value of a column; not applicable where there are no rows."""

    @pytest.mark.parametrize(("how", "pick"), [(Least, min), (Greatest, max)])
    @given(rows=ROWS)
    def test_least_and_greatest(self, how: Any, pick: Any, rows: list[Row]) -> None:
        found = exactly(rows, lambda done: pick((row["days_engaged"] for row in done), default=None), "days_engaged")
        assert how(of="people.days_engaged").value(people(rows)) == found

    @pytest.mark.parametrize(("how", "pick"), [(Least, min), (Greatest, max)])
    @given(rows=ROWS)
    def test_where(self, how: Any, pick: Any, rows: list[Row]) -> None:
        found = exactly(
            rows,
            lambda done: pick((row["days_engaged"] for row in done if row["disabled"]), default=None),
            "days_engaged",
            "disabled",
        )
        assert how(of="people.days_engaged", where=DISABLED).value(people(rows)) == found

    def test_open_ends(self) -> None:
        rows: list[Row] = [{"days_engaged": 5}, {}, {"days_engaged": Bounds(2, None), "present": UNKNOWN}]
        assert Least(of="people.days_engaged").value(people(rows)) == Bounds(0, 5)
        assert Greatest(of="people.days_engaged").value(people(rows)) == Bounds(5, None)
        assert Least(of="people.days_engaged").value(people(rows[1:2])) == Bounds(0, None)
        assert Greatest(of="people.gain").value(people([{}])) == Bounds(None, None)
        assert Least(of="people.days_engaged").value(people(rows[2:])) == Bounds(2, None, None)
        assert Greatest(of="people.gain").value(people([{"present": UNKNOWN}])) == Bounds(None, None, None)


ALL_HOWS: list[tuple[How, Bounds]] = [
    (Count(of="people"), Bounds(0, None)),
    (Sum(of="people.days_engaged"), Bounds(0, None)),
    (Sum(of="people.gain"), Bounds(None, None)),
    (Share(of="people", where=DISABLED), Bounds(0, 1, None)),
    (Distinct(of="people.household"), Bounds(0, None)),
    (Least(of="people.days_engaged"), Bounds(0, None, None)),
    (Greatest(of="people.gain"), Bounds(None, None, None)),
]


class TestNeverSubmitted:
    """A table never submitted may hold anything: [0, ∞) rows."""

    @pytest.mark.parametrize(("how", "bounds"), ALL_HOWS)
    def test_anything(self, how: How, bounds: Bounds) -> None:
        nothing = people([], submitted=False)
        assert how.value(nothing) == how.natural(nothing.value) == bounds
        assert list(how.gaps(nothing)) == [Gap("people")]

    @pytest.mark.parametrize(("how", "bounds"), ALL_HOWS)
    def test_submitted_empty_it_holds_nothing(self, how: How, bounds: Bounds) -> None:
        value = how.value(people([]))
        assert value == (NOT_APPLICABLE if bounds.applies is None else Bounds(0, 0))
        assert list(how.gaps(people([]))) == []

    @given(ROWS)
    def test_everything_lies_within_the_natural_range(self, rows: list[Row]) -> None:
        for how, bounds in ALL_HOWS:
            value = how.value(people(rows))
            assert isinstance(value, Bounds)
            assert value.inside(bounds)


class TestGaps:
    """Each names the cells that keep its bounds apart: of a condition where a row is in doubt, of a column where it counts."""

    OPEN: Sequence[Row] = (
        {"in_post": True, "disabled": UNSTATED, "certified": UNSTATED, "days_engaged": Bounds(0, 1), "household": UNSTATED},
        {"in_post": True, "disabled": True, "certified": False, "days_engaged": 1, "household": "h", "present": UNKNOWN},
        {"in_post": False, "disabled": False, "certified": UNSTATED, "days_engaged": UNSTATED, "household": UNSTATED},
    )

    @pytest.mark.parametrize(
        ("how", "gaps"),
        [
            (Count(of="people"), [Gap("people", "present", ("p1",))]),
            (Count(of="people", where=DISABLED), [Gap("people", "disabled", ("p0",)), Gap("people", "present", ("p1",))]),
            (
                Count(of="people", where=DISABLED, weights=TWICE),
                [Gap("people", "certified", ("p0",)), Gap("people", "disabled", ("p0",)), Gap("people", "present", ("p1",))],
            ),
            (
                Sum(of="people.days_engaged", where=DISABLED),
                [Gap("people", "days_engaged", ("p0",)), Gap("people", "disabled", ("p0",)), Gap("people", "present", ("p1",))],
            ),
            (
                Share(of="people", where=DISABLED, among=IN_POST),
                [Gap("people", "disabled", ("p0",)), Gap("people", "present", ("p1",))],
            ),
            (
                Distinct(of="people.household", where=IN_POST),
                [Gap("people", "household", ("p0",)), Gap("people", "present", ("p1",))],
            ),
            (
                Least(of="people.days_engaged", where=IN_POST),
                [Gap("people", "days_engaged", ("p0",)), Gap("people", "present", ("p1",))],
            ),
        ],
    )
    def test_examples(self, how: How, gaps: list[Gap]) -> None:
        assert list(how.gaps(people(self.OPEN))) == gaps

    @given(ROWS)
    def test_no_gap_where_all_is_settled_and_one_where_it_is_not(self, rows: list[Row]) -> None:
        sources = people(rows)
        for how in (
            Count(of="people", where=DISABLED),
            Sum(of="people.days_engaged", where=IN_POST),
            Share(of="people", where=DISABLED),
        ):
            value = how.value(sources)
            assert isinstance(value, Bounds)
            if not value.settled:
                assert list(how.gaps(sources))

    def test_keys(self) -> None:
        assert (Gap("people", "disabled", ("a",)).key, Gap("people").key) == ("people.disabled", "people")

    def test_conditions(self) -> None:
        weighted = Share(of="people", where=DISABLED, among=IN_POST, weights=TWICE)
        assert [condition for _, condition in weighted.conditions()] == [DISABLED, IN_POST, CERTIFIED]
        assert list(Count(of="people", where=DISABLED, weights=TWICE).conditions()) == [
            ("people", DISABLED),
            ("people", CERTIFIED),
        ]
        assert list(Share(of="people", where=DISABLED).conditions()) == [("people", DISABLED)]
        assert list(Count(of="people", weights=TWICE).conditions()) == [("people", CERTIFIED)]
        assert list(Sum(of="people.gain").conditions()) == []
        for how in (Sum, Distinct, Least):
            assert list(how(of="people.household", where=DISABLED).conditions()) == [("people", DISABLED)]
            assert list(how(of="people.household").conditions()) == []


class TestRows:
    """Conditions over the rows of a table: edges may be named, money is compared in yuan, numbers in lists too."""

    @pytest.mark.parametrize(
        ("condition", "count"),
        [
            (Compare("gain", Relation.AT_LEAST, 5), Bounds(2, 2)),
            (Compare("gain", Relation.AT_LEAST, Fraction(501, 100)), Bounds(1, 1)),
            (Compare("gain", Relation.ONE_OF, (5, 7)), Bounds(2, 2)),
            (Compare("gain", Relation.EQUALS, -1), Bounds(1, 1)),
            (Compare("gain", Relation.AT_LEAST, "floor"), Bounds(1, 2)),
            (Compare("household", Relation.EQUALS, "h"), Bounds(1, 1)),
            (Compare("household", Relation.ONE_OF, ("h", "g")), Bounds(2, 2)),
        ],
    )
    def test_edges(self, condition: Condition, count: Bounds) -> None:
        rows = [{"gain": 500, "household": "h"}, {"gain": 700, "household": "g"}, {"gain": -100, "household": "f"}]
        sources = attrs.evolve(people(rows), named={"floor": Bounds(4, 6)})
        how = Count(of="people", where=condition)
        assert how.value(sources) == count
        assert list(how.inputs()) == (["floor"] if condition == Compare("gain", Relation.AT_LEAST, "floor") else [])

    def test_equal_cells_of_different_kinds_are_told_apart(self) -> None:
        """`True` equals 1 in Python."""
        table = Table(
            "workshop", ("a", "b"), {"years_open": [1, Bounds(1, 1)], "open": [True, False]}, (TRUE, TRUE), submitted=True
        )
        assert Count(of="workshop", where=Compare("years_open", Relation.EQUALS, 1)).value(Given(table)) == Bounds(2, 2)
        assert Count(of="workshop", where=Compare("open", Relation.EQUALS, edge=True)).value(Given(table)) == Bounds(1, 1)

    def test_cells(self) -> None:
        assert [flag(TRUE), flag(FALSE), flag(UNKNOWN)] == [True, False, UNSTATED]
        assert (fen(Yuan.of("2.50")), fen(UNSTATED)) == (250, UNSTATED)

    def test_the_base_says_nothing(self) -> None:
        nothing = people([])
        asked: list[Callable[[], object]] = [
            lambda: How().natural(nothing.value),
            lambda: How().value(nothing),
            lambda: How().gaps(nothing),
        ]
        for ask in asked:
            with pytest.raises(NotImplementedError):
                ask()
        with pytest.raises(NotImplementedError):
            _Extreme.ends(Least(of="people.gain"), [], [])
        assert list(How().conditions()) == []
