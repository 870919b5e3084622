"""Reach of points: no score lies outside it, and every total inside it has measurements that get it."""

from hypothesis import given
from hypothesis import strategies as st
from lint_strategies import measured, schemes

from common_prosperity.awards import score
from common_prosperity.files.schemes import load_scheme
from common_prosperity.measures.conditions import Value
from common_prosperity.measures.measurements import Measurements
from common_prosperity.quantities import Period
from common_prosperity.schemes.linting.intervals import IntervalSet
from common_prosperity.schemes.linting.reach import Reaches, choose
from common_prosperity.schemes.model import Scheme

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
        assert scorecard.total.lower in reaches.total.outer


@given(schemes(), st.data())
def test_measurements_that_are_found_get_the_total(scheme: Scheme, data: st.DataObject) -> None:
    reaches = Reaches.of(scheme)
    assert reaches.total.inner <= reaches.total.outer
    if not reaches.total.inner:
        return
    span = data.draw(st.sampled_from(list(reaches.total.inner)[:50]))
    world = reaches.world_of_total(span.inside())
    if world is not None:
        total = score(Measurements(world, PERIOD), scheme).total
        assert (total.lower, total.upper) == (span.inside(), span.inside())


class TestTheReferenceScheme:
    scheme = load_scheme("outstanding-workshop@2023")
    reaches = Reaches.of(scheme)

    def test_every_total_on_the_scale_can_be_had(self) -> None:
        assert self.reaches.total.outer.low == self.scheme.limits.lower
        assert self.reaches.total.outer.high == self.scheme.limits.upper

    def test_each_grade_edge_is_reached_exactly(self) -> None:
        for edge in (60, 85):
            world = self.reaches.world_of_total(edge)
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
