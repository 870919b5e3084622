"""What measures can be: from outside nothing is missed, from inside nothing is invented."""

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest

from common_prosperity.files.schemes import load_catalogue
from common_prosperity.measures.aggregates import Count, Distinct, Sum
from common_prosperity.measures.cases import Case, First
from common_prosperity.measures.conditions import Compare, Relation
from common_prosperity.measures.definition import DatedValue, Measure, Parameter, Unit
from common_prosperity.measures.extremes import Greatest
from common_prosperity.measures.formulas import Difference, GreatestOf, LeastOf, Product, Ratio, Readings, Total
from common_prosperity.measures.how import Weight
from common_prosperity.measures.rounding import Rounded
from common_prosperity.measures.shares import Share
from common_prosperity.measures.statements import Attested, Earlier, PanelMarks, StatementKind
from common_prosperity.quantities import Bounds, Text
from common_prosperity.schemes.linting.domains import common_step
from common_prosperity.schemes.linting.intervals import IntervalSet
from common_prosperity.schemes.linting.worlds import Worlds
from common_prosperity.schemes.model import Effective, Scheme

SINCE = dt.date(2023, 1, 1)
LABEL = Text("量", "quantity")
GROWN = Compare("age", Relation.AT_LEAST, 18)
SEVERE = Compare("disability_grade", Relation.AT_MOST, 2)
MANY = Compare("heads", Relation.AT_LEAST, 10)


def worlds(**named: tuple[Unit, Any]) -> Worlds:
    """Worlds of a scheme with measures of these units and definitions."""
    measures = {name: Measure(label=LABEL, unit=unit, how=how) for name, (unit, how) in named.items()}
    return Worlds(
        Scheme(id="s", edition="1", label=LABEL, issuer=LABEL, effective=Effective(since=SINCE), source="x", measures=measures)
    )


HEADS = (Unit.PEOPLE, Count(of="people"))
STAFF = (Unit.PEOPLE, Attested(of="staff"))
MONEY = (Unit.YUAN, Sum(of="people.earned"))

CASES: dict[str, tuple[tuple[Unit, Any], str, Any, str, Any, bool]] = {
    "count": (HEADS, "[0, ∞)", 1, "[0, ∞)", 1, False),
    "weights": (
        (Unit.NUMBER, Count(of="people", weights=(Weight(counts=Fraction(1, 2), where=SEVERE),))),
        "[0, ∞)",
        None,
        "[0, ∞)",
        1,
        False,
    ),
    "double": ((Unit.PEOPLE, Count(of="people", weights=(Weight(counts=2, where=SEVERE),))), "[0, ∞)", 1, "[0, ∞)", 1, False),
    "distinct": ((Unit.HOUSEHOLDS, Distinct(of="people.household")), "[0, ∞)", 1, "[0, ∞)", 1, False),
    "money": (MONEY, "[0, ∞)", None, "[0, ∞)", Fraction(1, 100), False),
    "gain": ((Unit.YUAN, Sum(of="people.gain")), "(-∞, ∞)", None, "(-∞, ∞)", Fraction(1, 100), False),
    "days": ((Unit.DAYS, Sum(of="people.days_engaged")), "[0, ∞)", 1, "[0, ∞)", 1, False),
    "oldest": ((Unit.YEARS, Greatest(of="people.age")), "[0, ∞)", 1, "[0, ∞)", 1, True),
    "share": ((Unit.SHARE, Share(of="people", where=GROWN)), "[0, 1]", None, "[0, 1]", None, True),
    "stated heads": (STAFF, "[0, ∞)", None, "[0, ∞)", 1, True),
    "stated share": ((Unit.SHARE, Attested(of="part")), "[0, ∞)", None, "[0, 1]", None, True),
    "yes or no": (
        (Unit.YES_NO, Attested(of="insured", kind=StatementKind.YES_NO)),
        "{0} ∪ {1}",
        None,
        "{0} ∪ {1}",
        None,
        False,
    ),
    "marks": ((Unit.POINTS, PanelMarks(of="plan", between=(0, 10))), "[0, 10]", None, "[0, 10]", None, False),
    "monthly": ((Unit.NUMBER, Ratio(of=("heads", 12))), "[0, ∞)", None, "[0, ∞)", Fraction(1, 12), False),
    "women": ((Unit.NUMBER, Ratio(of=("grown", "heads"))), "[0, ∞)", None, "[0, 1]", None, True),
    "per head": ((Unit.YUAN, Ratio(of=("money", "heads"))), "[0, ∞)", None, "[0, ∞)", None, True),
    "sum": ((Unit.PEOPLE, Total(of=("heads", "grown"))), "[0, ∞)", 1, "[0, ∞)", 1, False),
    "shifted": ((Unit.NUMBER, Total(of=("heads", Fraction(1, 2)))), "[0.5, ∞)", Fraction(1, 2), "∅", None, False),
    "excess": ((Unit.PEOPLE, Difference(of=("heads", "grown"))), "(-∞, ∞)", 1, "[0, ∞)", 1, False),
    "floor": ((Unit.PEOPLE, GreatestOf(of=("heads", 3))), "[3, ∞)", 1, "[3, ∞)", 1, False),
    "cap": ((Unit.PEOPLE, LeastOf(of=("heads", 3))), "[0, 3]", 1, "[0, 3]", 1, False),
    "sixfold": ((Unit.NUMBER, Product(of=("heads", 6))), "[0, ∞)", 6, "[0, ∞)", 6, False),
    "nothing": ((Unit.NUMBER, Product(of=("heads", 0))), "{0}", None, "{0}", None, False),
    "rounded": ((Unit.YUAN, Rounded(of="money", to=100)), "[0, ∞)", 100, "[0, ∞)", 100, False),
    "cases": (
        (Unit.NUMBER, First(of=(Case(value=5, when=MANY), Case(value=0)))),
        "{0} ∪ {5}",
        None,
        "{0} ∪ {5}",
        None,
        False,
    ),
    "no case": ((Unit.NUMBER, First(of=(Case(value=5, when=MANY),))), "{5}", None, "{5}", None, True),
    "mixed cases": (
        (Unit.NUMBER, First(of=(Case(value="money", when=MANY), Case(value="heads")))),
        "[0, ∞)",
        None,
        "∅",
        None,
        False,
    ),
    "readings": ((Unit.YUAN, Readings(of=(10, 20))), "[10, 20]", None, "∅", None, False),
    "earlier": ((Unit.PEOPLE, Earlier(of="heads")), "[0, ∞)", 1, "[0, ∞)", 1, True),
}
"""Name: unit and definition; numbers and step from outside; numbers and step from inside; whether it may be void."""


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_domain_of_a_definition(case: tuple[tuple[Unit, Any], str, Any, str, Any, bool]) -> None:
    asked, outer, outer_step, inner, inner_step, void = case
    named = worlds(x=asked, heads=HEADS, grown=(Unit.PEOPLE, Count(of="people", where=GROWN)), money=MONEY)
    domain = named.domain("x")
    assert (str(domain.outer.numbers), domain.outer.step) == (outer, outer_step)
    assert str(domain.inner.numbers) == inner
    assert inner == "∅" or domain.inner.step == inner_step
    assert domain.outer.void is void


def test_choices_are_options_and_none() -> None:
    choice = Attested(of="work", kind=StatementKind.CHOICE, options=("hand", "machine"))
    named = worlds(
        work=(Unit.CHOICE, choice), last=(Unit.CHOICE, Earlier(of="work")), free=(Unit.CHOICE, attrs.evolve(choice, options=()))
    )
    assert named.domain("work").inner.options == {"hand", "machine", "none"}
    assert named.domain("last").outer.options == {"hand", "machine", "none"}
    assert named.domain("free").outer.others


def test_a_parameter_has_the_values_of_its_days() -> None:
    dated = tuple(DatedValue(since=dt.date(year, 1, 1), value=year) for year in (2020, 2022, 2024, 2026))
    parameter = Parameter(label=LABEL, unit=Unit.NUMBER, dated=dated)
    scheme = attrs.evolve(
        worlds().scheme, parameters={"p": parameter}, effective=Effective(since=SINCE, until=dt.date(2025, 12, 31))
    )
    assert str(Worlds(scheme).domain("p").outer.numbers) == "{2022} ∪ {2024}"


def test_values_of_the_catalogue_lie_inside_their_natural_ranges() -> None:
    """The inner domain of every built-in measure lies in its outer one, and the outer in its natural range."""
    catalogue = load_catalogue()
    named = Worlds(attrs.evolve(worlds().scheme, measures=catalogue))
    for name in catalogue:
        domain = named.domain(name)
        natural = named.scheme.natural(name, SINCE)
        assert domain.inner.numbers <= domain.outer.numbers
        assert isinstance(natural, Bounds)
        assert domain.outer.numbers <= IntervalSet.of(natural)
        assert domain.outer.void == (natural.applies is not True)


@pytest.mark.parametrize(
    ("steps", "common"),
    [([4, 6], 2), ([Fraction(1, 2), Fraction(1, 3)], Fraction(1, 6)), ([3, 0], 3), ([2, None], None), ([0], None), ([], None)],
)
def test_common_step(steps: list[Any], common: Any) -> None:
    assert common_step(steps) == common
