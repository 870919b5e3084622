"""Reach of points: no score lies outside it, and every total inside it has measurements that get it."""

from fractions import Fraction
from itertools import pairwise

import attrs
from hypothesis import given
from hypothesis import strategies as st
from lint_strategies import LABEL, SCHEME, measured, schemes

from common_prosperity.awards import score
from common_prosperity.files.schemes import load_scheme
from common_prosperity.measures.conditions import All, Compare, Relation, Value
from common_prosperity.measures.definition import Measure, Unit
from common_prosperity.measures.measurements import Measurements
from common_prosperity.measures.rounding import Rounding, round_to
from common_prosperity.measures.statements import Attested
from common_prosperity.quantities import Period
from common_prosperity.schemes.linting.attaining import choose, world_of_total
from common_prosperity.schemes.linting.earning import Reach, criterion_reach
from common_prosperity.schemes.linting.intervals import IntervalSet
from common_prosperity.schemes.linting.pieces import some_number
from common_prosperity.schemes.linting.reach import Reaches, shaped_reach
from common_prosperity.schemes.linting.worlds import Worlds
from common_prosperity.schemes.model import Criterion, Scheme, TotalRules
from common_prosperity.schemes.points import Checklist, Item

PERIOD = Period.year(2023)


@given(schemes(), measured())
def test_no_settled_score_lies_outside(scheme: Scheme, world: dict[str, Value]) -> None:
    reaches, scorecard = Reaches.of(scheme), score(Measurements(world, PERIOD), scheme)
    for section in scorecard.sections:
        if all(line.doubt is None for line in section.lines) and section.points.settled:
            assert section.points.lower is not None
            assert section.points.lower in reaches.sections[section.section].outer
    doubtful = any(line.doubt for section in scorecard.sections for line in section.lines)
    if not doubtful and scorecard.total.settled:
        assert scorecard.total.lower is not None
        assert reaches.total.outer.holds(scorecard.total.lower)


@given(schemes(), st.data())
def test_measurements_that_are_found_get_the_total(scheme: Scheme, data: st.DataObject) -> None:
    reaches = Reaches.of(scheme)
    inner = reaches.total.inner
    assert inner.numbers <= reaches.total.outer.numbers
    if not inner.numbers:
        return
    number = some_number(data.draw(st.sampled_from(list(inner.numbers)[:50])), inner.step)
    assert inner.holds(number)
    world = world_of_total(reaches, number)
    if world is not None:
        total = score(Measurements(world, PERIOD), scheme).total
        assert (total.lower, total.upper) == (number, number)


edges = st.integers(-4, 4).map(lambda quarters: Fraction(quarters, 4))
spans = st.builds(
    lambda low, wide, open_low, open_high: (
        IntervalSet.satisfying(Relation.MORE_THAN if open_low else Relation.AT_LEAST, low)
        & IntervalSet.satisfying(Relation.LESS_THAN if open_high else Relation.AT_MOST, low + wide)
    ),
    edges,
    st.integers(0, 6).map(lambda quarters: Fraction(quarters, 4)),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(spans, max_size=3).map(IntervalSet.union_of), st.sampled_from([1, Fraction(1, 2)]), st.sampled_from(Rounding))
def test_a_rounded_total_goes_in_steps_and_each_is_what_some_sum_is_rounded_to(
    sums: IntervalSet, step: Fraction, mode: Rounding
) -> None:
    """Quarters, and what lies between them, are all that there is to try: neither spans nor rounding have other edges."""
    total = shaped_reach(Reach(sums, sums), TotalRules(round_to=step, rounding=mode)).inner
    tried = [Fraction(eighths, 8) for eighths in range(-24, 25)]
    given_points = {round_to(one, step, mode) for one in tried if one in sums}
    assert {one for one in tried if total.holds(one)} == given_points
    assert total.step == step


class TestTheReferenceScheme:
    scheme = load_scheme("outstanding-workshop@2023")
    reaches = Reaches.of(scheme)

    def test_every_total_on_the_scale_can_be_had(self) -> None:
        assert self.reaches.total.outer.numbers.low == self.scheme.limits.lower
        assert self.reaches.total.outer.numbers.high == self.scheme.limits.upper

    def test_each_grade_edge_is_reached_exactly(self) -> None:
        for edge in (60, 85):
            world = world_of_total(self.reaches, edge)
            assert world is not None
            assert score(Measurements(world, PERIOD), self.scheme).total.lower == edge
            assert score(Measurements(world, PERIOD), self.scheme).total.upper == edge


class TestChoosing:
    @given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=3), min_size=1, max_size=4), st.integers(0, 12))
    def test_one_of_each_that_add_up(self, options: list[list[int]], target: int) -> None:
        sets = [IntervalSet.union_of(map(IntervalSet.point, each)) for each in options]
        sums = {0}
        for each in options:
            sums = {one + other for one in sums for other in each}
        chosen = choose(sets, target)
        assert (chosen is not None) == (target in sums)
        if chosen is not None:
            assert sum(chosen) == target
            assert all(one in each for one, each in zip(chosen, sets, strict=True))


class TestTangledChecklists:
    """Items that hang together in too many ways are taken each by itself from outside, and not at all from inside."""

    NAMES = tuple(f"m{index}" for index in range(9))

    def criterion(self) -> tuple[Criterion, Worlds]:
        measures = {name: Measure(label=LABEL, unit=Unit.NUMBER, how=Attested(of=name)) for name in self.NAMES}
        pairs = [*pairwise(self.NAMES)]
        items = tuple(
            Item(label=LABEL, when=All((Compare(a, Relation.AT_LEAST, k), Compare(b, Relation.AT_LEAST, k + 1))), points=2)
            for k, (a, b) in enumerate(pairs)
        )
        criterion = Criterion(id="c", label=LABEL, points=Checklist(items=items, cap=7))
        return criterion, Worlds(attrs.evolve(SCHEME, measures=measures))

    def test_from_outside_and_from_inside(self) -> None:
        reach = criterion_reach(*self.criterion())
        assert not reach.inner
        assert [span.inside() for span in reach.outer] == [0, 2, 4, 6, 7]
