"""Aggregates are exact: their bounds are those of the values that the completions of a small table give, and no wider.

Each table is completed in every way: an unstated cell takes every value that matters, a row in doubt is left in and out.
Conditions read every column once, for what is read twice is judged as though it were two things (sound, but wider).
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import attrs
import plain_rules
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from common_prosperity.facts import Dossier, Workshop
from common_prosperity.measures.aggregates import Count, Distinct, Sum
from common_prosperity.measures.columns import COLUMNS
from common_prosperity.measures.conditions import All, AnyOf, AtLeastKOf, Compare, Condition, Not, Relation
from common_prosperity.measures.extremes import Greatest, Least
from common_prosperity.measures.how import How, Weight
from common_prosperity.measures.measurements import _Evaluation
from common_prosperity.measures.shares import Share
from common_prosperity.measures.table import Table
from common_prosperity.quantities import UNSTATED, Bounds, Period
from common_prosperity.quantities.truth import TRUE, UNKNOWN
from common_prosperity.testing.strategies.quantities import chance, pick

BLANK: Final = Dossier(workshop=Workshop(id="w"), period=Period.year(2024))
VAST: Final = 10**9
"""Stands for any amount."""

COUNTS: Final[tuple[int | Fraction, ...]] = (2, 0, Fraction(1, 2))

Row = Mapping[str, Any]

TESTED: Final[Mapping[str, tuple[Any, ...]]] = {
    "sex": ("female", "male"),
    "disabled": (True, False),
    "low_income": (True, False),
    "days_engaged": (0, 30, 180, 300),
    "age": (17, 18, 60),
    "lives_in": ("village", "township", "county"),
    "disability_grade": (None, 1, 3),
}
"""Columns that conditions read, with cells they may hold."""

SUMMED: Final[Mapping[str, tuple[Any, ...]]] = {
    "earned": (0, 250, 1000),
    "gain": (-500, 0, 700),
    "hours": (0, Fraction(5, 2), 8),
    "disability_grade": (None, 1, 3),
}
"""Columns that numbers are taken from."""


def leaves(draw: st.DrawFn, column: str) -> Compare:
    """A comparison of a column with something that tells its cells apart."""
    values = [value for value in TESTED[column] if value is not None]
    if isinstance(values[0], bool):
        return Compare(column, Relation.EQUALS, pick(draw, values))
    if isinstance(values[0], str):
        return Compare(column, Relation.ONE_OF, tuple(values[: pick(draw, (1, len(values) - 1))]))
    relation = pick(draw, (Relation.AT_LEAST, Relation.MORE_THAN, Relation.AT_MOST, Relation.LESS_THAN, Relation.EQUALS))
    return Compare(column, relation, pick(draw, [value for value in values if value]))


def read_once(draw: st.DrawFn, columns: list[str], most: int = 3) -> Condition:
    """A condition on columns that it takes off the list, each read once."""
    count = min(pick(draw, range(1, most + 1)), len(columns))
    parts: list[Condition] = []
    for _ in range(count):
        leaf = leaves(draw, columns.pop())
        parts.append(Not(leaf) if chance(draw, 30) else leaf)
    if count == 1:
        return parts[0]
    made: Condition = pick(draw, (All(tuple(parts)), AnyOf(tuple(parts)), AtLeastKOf(pick(draw, (1, 2)), tuple(parts))))
    return Not(made) if chance(draw, 20) else made


@st.composite
def tables(draw: st.DrawFn, taken: str | None) -> Table:
    """A table of few people, some of whose cells nobody has stated, or are known within bounds."""
    count = pick(draw, (2, 3, 4, 1, 0, 5))
    columns: dict[str, list[Any]] = {"household": [pick(draw, ("h1", "h2", UNSTATED)) for _ in range(count)]}
    for name, values in {**TESTED, **({taken: SUMMED[taken]} if taken else {})}.items():
        columns[name] = [_cell(draw, name, values) for _ in range(count)]
    ids = tuple(f"p{number}" for number in range(count))
    present = tuple(UNKNOWN if chance(draw, 20) else TRUE for _ in range(count))
    return Table("people", ids, columns, present, submitted=True)


def _cell(draw: st.DrawFn, column: str, values: tuple[Any, ...]) -> Any:
    if not chance(draw, 25):
        return pick(draw, values)
    numbers = sorted(value for value in values if value.__class__ in (int, Fraction))
    if len(numbers) > 1 and None not in values and chance(draw, 60):
        low = pick(draw, range(len(numbers) - 1))
        return Bounds(numbers[low], numbers[pick(draw, range(low + 1, len(numbers)))])
    return UNSTATED


def domain(table: Table, column: str, cell: Any, edges: Sequence[Any]) -> list[Any]:
    """Every value that matters of a cell: ends, edges, and something between them."""
    if isinstance(cell, Bounds):
        cuts = sorted({cell.lower, cell.upper, *(edge for edge in edges if edge.__class__ is not bool and edge in cell)})
        return [*cuts, *(Fraction(low + high) / 2 for low, high in itertools.pairwise(cuts))]
    if cell is not UNSTATED:
        return [cell]
    if column == "household":
        return ["h1", "h2", *(f"new {row}" for row in table.ids)]
    if column in ("sex", "disabled", "low_income", "lives_in"):
        return [*TESTED[column], *(["elsewhere"] if column == "lives_in" else [])]
    low = -VAST if COLUMNS[table.name][column].signed else 0
    none = [None] if COLUMNS[table.name][column].none else []
    return [*none, low, *edges, *(edge + 1 for edge in edges), VAST]


def completed(table: Table, columns: Sequence[str], edges: Mapping[str, list[Any]]) -> Iterator[list[Row]]:
    """Every completion of a table, as far as some columns go."""
    rows: list[list[Row | None]] = []
    size = 1
    for index, truth in enumerate(table.present):
        domains = [domain(table, name, table.columns[name][index], edges.get(name, [])) for name in columns]
        size *= (truth == UNKNOWN) + len(list(itertools.product(*domains)))
        assume(size <= 3000)
        made: list[Row | None] = [dict(zip(columns, cells, strict=True)) for cells in itertools.product(*domains)]
        rows.append([*made, None] if truth == UNKNOWN else made)
    for chosen in itertools.product(*rows):
        yield [row for row in chosen if row is not None]


def met(condition: Condition | None, row: Row) -> bool:
    """Whether a row meets a condition; a cell that is none fails every comparison."""
    if isinstance(condition, Compare):
        return row[condition.subject] is not None and bool(plain_rules.holds(condition, row))
    if isinstance(condition, Not):
        return not met(condition.of, row)
    if isinstance(condition, All):
        return all(met(part, row) for part in condition.of)
    if isinstance(condition, AnyOf):
        return any(met(part, row) for part in condition.of)
    return condition is None or sum(met(part, row) for part in condition.of) >= condition.k  # type: ignore[attr-defined]  # what is left


def weight(how: Count | Share, row: Row) -> Any:
    """What a row counts for."""
    return next((found.counts for found in how.weights if met(found.where, row)), 1)


def plainly(how: How, rows: list[Row]) -> Any:
    """An aggregate over rows of which everything is known; `None` where there is nothing to take it of."""
    if isinstance(how, Share):
        inside = [row for row in rows if met(how.among, row)]
        whole = sum(weight(how, row) for row in inside)
        return Fraction(sum(weight(how, row) for row in inside if met(how.where, row))) / whole if whole else None
    assert isinstance(how, Count | Sum | Distinct | Least | Greatest)
    counted = [row for row in rows if met(how.where, row)]
    if isinstance(how, Count):
        return sum(weight(how, row) for row in counted)
    column = how.of.partition(".")[2]
    cells = [row[column] for row in counted if row[column] is not None]
    if isinstance(how, Distinct):
        return len(set(cells))
    scale = COLUMNS["people"][column].scale
    if isinstance(how, Sum):
        return Fraction(sum(cells)) / scale
    if not cells:
        return None
    return Fraction(min(cells) if isinstance(how, Least) else max(cells)) / scale


def hull(found: list[Any]) -> Bounds:
    """The smallest bounds that hold every value."""
    numbers = [value for value in found if value is not None]
    if not numbers:
        return Bounds(None, None, applies=False)
    low, high = min(numbers), max(numbers)
    least, most = (None if abs(end) >= VAST / 1000 else end for end in (low, high))
    return Bounds(least, most, True if len(numbers) == len(found) else None)


@st.composite
def cases(draw: st.DrawFn, tag: str) -> tuple[How, Table]:
    """An aggregate with conditions, and a table to take it of."""
    columns = [column for column in TESTED if column != "disability_grade" or tag in ("count", "share", "distinct")]
    start = pick(draw, range(len(columns)))
    columns = columns[start:] + columns[:start]
    where = read_once(draw, columns)
    if tag in ("count", "share"):
        count = min(pick(draw, (0, 0, 1, 2)), len(columns))
        weights = [Weight(counts=pick(draw, COUNTS), where=read_once(draw, columns, 1)) for _ in range(count)]
        optional = None if chance(draw, 40) else where
        if tag == "count":
            return Count(of="people", where=optional, weights=tuple(weights)), draw(tables(None))
        among = read_once(draw, columns, 1) if columns and chance(draw, 60) else None
        return Share(of="people", where=where, among=among, weights=tuple(weights)), draw(tables(None))
    if tag == "distinct":
        return Distinct(of="people.household", where=where), draw(tables(None))
    taken = pick(draw, tuple(SUMMED))
    cls = {"sum": Sum, "least": Least, "greatest": Greatest}[tag]
    return cls(of=f"people.{taken}", where=None if chance(draw, 30) else where), draw(tables(taken))


def check_exact(how: How, table: Table) -> Bounds:
    """The bounds of an aggregate are the hull of what the completions of the table give."""
    leaf_edges: dict[str, list[Any]] = {}
    for _, condition in how.conditions():
        for leaf in condition.leaves():
            found = leaf.edge if isinstance(leaf.edge, tuple) else (leaf.edge,)
            leaf_edges[leaf.subject] = [edge for edge in found if edge.__class__ in (int, Fraction)]
    read = list(leaf_edges)
    of: str = how.of  # type: ignore[attr-defined]  # every aggregate has one
    if "." in of and of.partition(".")[2] not in read:
        read.append(of.partition(".")[2])
    scales = {name: COLUMNS["people"][name].scale for name in read}
    assert all(scales[name] == 1 for name in leaf_edges)
    expected = hull([plainly(how, rows) for rows in completed(table, read, leaf_edges)])
    bounds = how.value(_Evaluation(BLANK, {}, {}, tables={"people": table}))
    assert bounds == expected, f"{bounds}, and not {expected}"
    assert isinstance(bounds, Bounds)
    return bounds


@pytest.mark.parametrize("tag", ["count", "sum", "share", "distinct", "least", "greatest"])
def test_an_aggregate_is_exact(tag: str) -> None:
    @given(cases(tag))
    def exact(case: tuple[How, Table]) -> None:
        check_exact(*case)

    exact()


@given(tables("earned"))
def test_nothing_submitted_leaves_everything_open(table: Table) -> None:
    """A table never submitted may hold anything, whatever rows are known by chance."""
    never = attrs.evolve(table, submitted=False)
    found = {
        how.tag: how.value(_Evaluation(BLANK, {}, {}, tables={"people": never}))
        for how in (
            Count(of="people"),
            Sum(of="people.earned"),
            Sum(of="people.gain"),
            Share(of="people", where=Compare("sex", Relation.EQUALS, "female")),
            Distinct(of="people.household"),
            Least(of="people.earned"),
        )
    }
    assert found == {
        "count": Bounds(0, None),
        "sum": Bounds(None, None),
        "share": Bounds(0, 1, None),
        "distinct": Bounds(0, None),
        "least": Bounds(0, None, None),
    }
