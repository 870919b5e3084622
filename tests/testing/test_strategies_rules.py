"""What the strategies for rules draw: valid schemes, measurements within range, and steps that rise where they say so."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.files import load_catalogue, load_scheme
from common_prosperity.measures.columns import COLUMNS
from common_prosperity.measures.conditions import Condition
from common_prosperity.quantities import UNSTATED, Bounds, Period
from common_prosperity.schemes import Scheme
from common_prosperity.schemes.model import Direction, SectionKind, Standing
from common_prosperity.schemes.points import Band, Bands, Curve, Knot, Marks, YesNo
from common_prosperity.schemes.resolving import resolve
from common_prosperity.testing.strategies import (
    HOWS,
    SHAPES,
    Quantity,
    measure_conditions,
    measurements,
    narrowed,
    own_measures,
    parameters,
    periods_of,
    row_conditions,
    schemes,
)
from common_prosperity.testing.strategies.schemes import rises

PEOPLE = Quantity("people_employed", "people")


class TestSchemes:
    """Schemes are valid: they resolve against the catalogue of measures, and nothing in them is unknown."""

    @given(schemes())
    def test_they_resolve_to_themselves(self, scheme: Scheme) -> None:
        assert resolve(scheme, load_catalogue(), "generated") == scheme
        assert set(scheme.asked) <= scheme.measures.keys() | scheme.parameters.keys()

    @given(schemes(in_force=True), st.integers(2000, 2199))
    def test_in_force_where_asked(self, scheme: Scheme, year: int) -> None:
        assert scheme.standing(Period.year(year)) is Standing.IN_FORCE

    @given(schemes(hows=("marks",), shapes=("curve",)))
    def test_only_what_was_asked_for(self, scheme: Scheme) -> None:
        assert {criterion.points.tag for _, criterion in scheme.criteria()} <= {"curve"}
        own = [measure for name, measure in scheme.measures.items() if name not in load_catalogue()]
        assert {measure.how.tag for measure in own} <= {"marks"}

    @given(schemes())
    def test_directions_turn_in_deductions(self, scheme: Scheme) -> None:
        """A measure whose points are taken off helps by being less."""
        for section, criterion in scheme.criteria():
            rising = rises(criterion.points)
            if criterion.better is not UNSTATED and rising is not None:
                helps = rising is not (section.kind is SectionKind.DEDUCTION)
                assert criterion.better is (Direction.MORE if helps else Direction.LESS)

    def test_every_way_and_every_shape_has_a_name(self) -> None:
        assert set(SHAPES) == {"yes_no", "choice", "bands", "curve", "per_unit", "checklist", "marks"}
        assert len(HOWS) == 20


class TestRises:
    """Which shapes never cost points for more."""

    def test_curves(self) -> None:
        assert rises(Curve(knots=(Knot(0, 0), Knot(1, 5), Knot(2, 5)))) is True
        assert rises(Curve(knots=(Knot(0, 5), Knot(1, 0)))) is False
        assert rises(Curve(knots=(Knot(0, 0), Knot(1, 5), Knot(2, 1)))) is None

    def test_bands_that_join(self) -> None:
        joined = Bands(bands=(Band(less_than=1, points=0), Band(at_least=1, less_than=2, points=3), Band(at_least=2, points=4)))
        assert rises(joined) is True
        assert rises(Bands(bands=(Band(less_than=1, points=0), Band(more_than=1, points=3)))) is None
        assert rises(Bands(bands=(Band(at_least=1, points=0),))) is None

    def test_others(self) -> None:
        assert rises(Marks(at_most=5)) is True
        assert rises(YesNo(when=row_condition(), points=1)) is None


def row_condition() -> Condition:
    """Any condition."""
    scheme = load_scheme("outstanding-workshop")
    return scheme.requirements[0].condition


class TestParts:
    """Conditions, measures and parameters on their own."""

    @given(st.sampled_from(sorted(COLUMNS)).flatmap(lambda table: st.tuples(st.just(table), row_conditions(table))))
    def test_conditions_speak_of_their_table(self, drawn: tuple[str, Condition]) -> None:
        table, condition = drawn
        assert set(condition.subjects()) <= COLUMNS[table].keys()

    @given(measure_conditions([PEOPLE], 3))
    def test_conditions_on_measures(self, condition: Condition) -> None:
        assert set(condition.names()) == {"people_employed"}
        assert len(list(condition.leaves())) <= 3

    @given(own_measures([PEOPLE], most=3))
    def test_own_measures(self, made: dict[str, tuple[object, Quantity]]) -> None:
        assert len(made) <= 3
        assert all(quantity.name == name for name, (_, quantity) in made.items())

    @given(parameters([Quantity("tier", "choice", ("a", "b"))]))
    def test_parameters_have_a_value_for_every_key(self, parameter: object) -> None:
        dated = parameter.dated  # type: ignore[attr-defined]  # a parameter
        assert all((value.value is UNSTATED) is (value.values is not UNSTATED) for value in dated)
        assert all(value.values is UNSTATED or value.values.keys() == {"a", "b"} for value in dated)


class TestMeasurements:
    """Measurements lie within the range each measure has, and narrow where asked."""

    @given(st.data())
    def test_within_the_natural_range(self, data: st.DataObject) -> None:
        scheme = data.draw(schemes())
        known = data.draw(measurements(scheme))
        for name, value in known.items():
            natural = scheme.natural(name, known.period.until)
            assert type(value) is type(natural)
            assert value.inside(natural)  # type: ignore[arg-type]  # of one type

    @given(st.data())
    def test_narrowed(self, data: st.DataObject) -> None:
        scheme = data.draw(schemes())
        known = data.draw(measurements(scheme))
        more, all_known = data.draw(narrowed(known, scheme)), data.draw(narrowed(known, scheme, settled=True))
        for name, value in known.items():
            assert more[name].inside(value)  # type: ignore[arg-type]  # of one type
            assert all_known[name].inside(value)  # type: ignore[arg-type]  # of one type
        assert all(value.settled for value in all_known.values())

    @given(st.data())
    def test_settled(self, data: st.DataObject) -> None:
        scheme = data.draw(schemes(in_force=True))
        known = data.draw(measurements(scheme, settled=True, period=Period.year(2024)))
        assert known.keys() == set(scheme.asked)
        assert all(value.settled for value in known.values())
        yes_no = [known[name] for name in scheme.asked if scheme.unit(name) == "yes_no"]
        assert all(value in (Bounds(0, 0), Bounds(1, 1), Bounds(None, None, applies=False)) for value in yes_no)


def test_periods_of_a_scheme_are_mostly_those_it_speaks_of() -> None:
    scheme = load_scheme("outstanding-workshop")
    standings = Counter[Standing]()

    @given(periods_of(scheme))
    def drawn(period: Period) -> None:
        standings[scheme.standing(period)] += 1

    drawn()
    assert standings[Standing.IN_FORCE] > standings[Standing.NOT_IN_FORCE] > 0
