"""Schemes over quantities that have few values only, so that every dossier there can be is tried."""

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from common_prosperity.awards import decide
from common_prosperity.awards.results import Decision, Finding, ScoreLine
from common_prosperity.measures.aggregates import Count
from common_prosperity.measures.cases import Case, First
from common_prosperity.measures.conditions import ORDERED, All, AnyOf, AtLeastKOf, Compare, Condition, Not, Relation, Value
from common_prosperity.measures.definition import DatedValue, Measure, Parameter, Unit
from common_prosperity.measures.formulas import LeastOf
from common_prosperity.measures.measurements import Measurements
from common_prosperity.measures.rounding import Rounding
from common_prosperity.measures.statements import Attested, StatementKind
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Options, Period, Text
from common_prosperity.schemes.model import (
    Amount,
    Criterion,
    Direction,
    Effective,
    Force,
    Grade,
    Requirement,
    Scheme,
    Section,
    SectionKind,
    TotalRules,
    Veto,
)
from common_prosperity.schemes.points import (
    Band,
    Bands,
    Checklist,
    Choice,
    Counting,
    Curve,
    Item,
    Knot,
    Marks,
    PerUnit,
    Shape,
    YesNo,
)

LABEL: Final = Text("甲", "a")
SINCE: Final = dt.date(2023, 1, 1)
LATER: Final = dt.date(2024, 1, 1)
DAYS: Final = (SINCE, LATER)


def _measure(unit: Unit, how: Any) -> Measure:
    return Measure(label=LABEL, unit=unit, how=how)


def _heads(more: int) -> Compare:
    return Compare("heads", Relation.AT_LEAST, more)


MEASURES: Final[Mapping[str, Measure]] = {
    "heads": _measure(Unit.PEOPLE, Count(of="people")),
    "staff": _measure(Unit.PEOPLE, Attested(of="staff")),
    "few": _measure(Unit.PEOPLE, LeastOf(of=("heads", 3))),
    "seats": _measure(Unit.PEOPLE, LeastOf(of=("staff", 2))),
    "half": _measure(
        Unit.NUMBER, First(of=(Case(value=2, when=_heads(5)), Case(value=Fraction(1, 2), when=_heads(2)), Case(value=0)))
    ),
    "insured": _measure(Unit.YES_NO, Attested(of="insured", kind=StatementKind.YES_NO)),
    "mark": _measure(Unit.CHOICE, Attested(of="mark", kind=StatementKind.CHOICE, options=("brand", "trademark"))),
}
PARAMETERS: Final[Mapping[str, Parameter]] = {
    "limit": Parameter(
        label=LABEL,
        unit=Unit.NUMBER,
        dated=(DatedValue(since=SINCE, value=1), DatedValue(since=LATER, value=2)),
    ),
    "by_mark": Parameter(
        label=LABEL, unit=Unit.NUMBER, by="mark", dated=(DatedValue(since=SINCE, values={"brand": 0, "trademark": 2}),)
    ),
}


def _numbers(*numbers: Any, void: bool = False) -> list[Value]:
    return [*(Bounds(number, number) for number in numbers), *([NOT_APPLICABLE] if void else [])]


GRID: Final[Mapping[str, list[Value]]] = {
    "few": _numbers(0, 1, 2, 3),
    "seats": _numbers(0, 1, 2, void=True),
    "half": _numbers(0, Fraction(1, 2), 2),
    "insured": _numbers(0, 1),
    "mark": [Options.exactly(option) for option in ("brand", "trademark", "none")],
}
"""All values of each quantity, taken as independent of one another."""
NUMERIC: Final = ("few", "seats", "half")

World = dict[str, Value]


def names_of(scheme: Scheme) -> list[str]:
    """The quantities that decide anything."""
    asked = set(scheme.asked)
    if "by_mark" in asked:
        asked.add("mark")
    return [name for name in GRID if name in asked]


def worlds(*schemes: Scheme) -> Iterator[tuple[World, dt.date]]:
    """Everything that can be, on each day on which something changes."""
    names = [name for name in GRID if any(name in names_of(scheme) for scheme in schemes)]
    days = DAYS if any("limit" in scheme.asked for scheme in schemes) else DAYS[:1]
    for day in days:
        for values in product(*(GRID[name] for name in names)):
            yield dict(zip(names, values, strict=True)), day


def measurements(world: Mapping[str, Value], day: dt.date, scheme: Scheme) -> Measurements:
    """A world with the values that parameters have in it."""

    def lookup(name: str) -> Value:
        return world[name] if name in world else scheme.natural(name, day)

    known = {name: one.value(name, day, lookup) for name, one in scheme.parameters.items() if name in scheme.asked}
    return Measurements({**world, **known}, Period(day, day))


def decided(world: Mapping[str, Value], day: dt.date, scheme: Scheme) -> Decision:
    """What follows."""
    return decide(measurements(world, day, scheme), scheme)


def line_of(decision: Decision, name: str) -> ScoreLine:
    """The line of a criterion."""
    return next(line for section in decision.scorecard.sections for line in section.lines if line.clause == name)


def finding_of(decision: Decision, name: str) -> Finding:
    """What is found of a clause."""
    return next(one for one in decision.eligibility.findings if one.clause == name)


# ---- strategies ----------------------------------------------------------------------------------------------------

edges: st.SearchStrategy[Any] = st.integers(-1, 4) | st.sampled_from([Fraction(1, 2), Fraction(3, 2), Fraction(5, 2)])
points: st.SearchStrategy[Any] = st.integers(0, 4) | st.sampled_from([Fraction(1, 2), Fraction(3, 2)])
ordered = st.sampled_from(sorted(ORDERED))


def comparisons(*, of_points: bool = False) -> st.SearchStrategy[Condition]:
    """One comparison."""
    names = st.sampled_from(NUMERIC)
    choices: list[st.SearchStrategy[Any]] = [
        st.builds(Compare, names, ordered, edges),
        st.builds(Compare, names, ordered, edges),
        st.builds(Compare, names, st.just(Relation.EQUALS), edges),
        st.builds(Compare, names, ordered, st.sampled_from(["limit", "by_mark", *NUMERIC])),
        st.builds(Compare, st.just("insured"), st.just(Relation.EQUALS), st.booleans()),
        st.builds(Compare, st.just("mark"), st.just(Relation.EQUALS), st.sampled_from(["brand", "trademark", "none"])),
        st.builds(Compare, names, st.just(Relation.ONE_OF), st.just((1, 2))),
        st.builds(Compare, st.just("mark"), st.just(Relation.ONE_OF), st.just(("brand", "none"))),
    ]
    if of_points:
        choices.append(st.builds(Compare, st.sampled_from(["points", "points:s0"]), ordered, points))
    return st.one_of(choices)


def conditions(*, of_points: bool = False) -> st.SearchStrategy[Condition]:
    """Comparisons and what they combine to."""
    return st.recursive(
        comparisons(of_points=of_points),
        lambda inner: st.one_of(
            st.builds(Not, inner),
            st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple)),
            st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
            st.builds(AtLeastKOf, st.integers(0, 3), st.lists(inner, min_size=1, max_size=3).map(tuple)),
        ),
        max_leaves=4,
    )


@st.composite
def bands(draw: st.DrawFn) -> Bands:
    """Bands that may overlap, leave holes, or be empty."""
    found = []
    for _ in range(draw(st.integers(1, 3))):
        lower = draw(st.sampled_from(["", "at_least", "more_than"]))
        upper = draw(st.sampled_from(["", "at_most", "less_than"]))
        given = {name: draw(edges) for name in (lower, upper) if name}
        found.append(Band(points=draw(points), **given))
    return Bands(bands=tuple(found))


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    """Broken lines."""
    xs = sorted(draw(st.sets(edges, min_size=1, max_size=3)))
    return Curve(knots=tuple(Knot(x, draw(points)) for x in xs))


per_units = st.builds(
    PerUnit,
    size=st.sampled_from([1, 2, Fraction(1, 2)]),
    points=points,
    above=st.sampled_from([0, 1, -1]),
    count=st.sampled_from(Counting),
    cap=st.sampled_from([UNSTATED, 0, 2, 3]),
)
marks = st.builds(Marks, at_least=st.integers(-1, 1), at_most=st.integers(1, 3))
lined: st.SearchStrategy[Any] = st.one_of(bands(), curves(), per_units, marks)


@st.composite
def shapes(draw: st.DrawFn) -> tuple[Any, Shape]:
    """A shape with the measure that it reads."""
    kind = draw(st.sampled_from(["lined", "lined", "lined", "yes_no", "choice", "checklist"]))
    if kind == "yes_no":
        return UNSTATED, YesNo(when=draw(conditions()), points=draw(points), otherwise=draw(st.sampled_from([0, 1])))
    if kind == "choice":
        given = {name: draw(points) for name in ("brand", "trademark", "none") if draw(st.booleans())}
        return "mark", Choice(options=given or {"none": 0})
    if kind == "checklist":
        items = [Item(label=LABEL, when=draw(conditions()), points=draw(points)) for _ in range(draw(st.integers(1, 3)))]
        best: Any = draw(st.sampled_from([UNSTATED, 1, 2]))
        cap: Any = draw(st.sampled_from([UNSTATED, 3]))
        return UNSTATED, Checklist(items=tuple(items), best=best, cap=cap)
    return draw(st.sampled_from(NUMERIC)), draw(lined)


@st.composite
def criteria(draw: st.DrawFn, name: str) -> Criterion:
    """A criterion of any shape."""
    measure, shape = draw(shapes())
    applies = draw(st.none() | conditions()) if draw(st.booleans()) else None
    better: Any = draw(st.sampled_from([UNSTATED, *Direction]))
    return Criterion(id=name, label=LABEL, measure=measure, points=shape, applies=applies, better=better)


@st.composite
def sections(draw: st.DrawFn, at: int) -> Section:
    """A section with up to two criteria."""
    kind = draw(st.sampled_from(SectionKind))
    inside = tuple(draw(criteria(f"c{at}{index}")) for index in range(draw(st.integers(1, 2))))
    cap: Any = draw(st.sampled_from([UNSTATED, UNSTATED, 2, 5]))
    if kind is SectionKind.DEDUCTION and any(criterion.most is None for criterion in inside):
        cap = 3
    best: Any = draw(st.sampled_from([UNSTATED, UNSTATED, 1, 2]))
    return Section(id=f"s{at}", label=LABEL, kind=kind, cap=cap, best=best, criteria=inside)


@st.composite
def grades(draw: st.DrawFn, name: str) -> Grade:
    """A grade with edges and perhaps a further requirement."""
    lower: Any = {draw(st.sampled_from(["at_least", "more_than"])): draw(points)} if draw(st.booleans()) else {}
    upper: Any = {draw(st.sampled_from(["at_most", "less_than"])): draw(points)} if draw(st.booleans()) else {}
    requires = draw(conditions(of_points=True)) if draw(st.integers(0, 3)) == 0 else None
    return Grade(id=name, label=LABEL, requires=requires, **lower, **upper)


by_option: st.SearchStrategy[Any] = st.one_of(
    st.builds(Compare, st.just("mark"), st.just(Relation.EQUALS), st.sampled_from(["brand", "trademark", "none"])),
    st.builds(Compare, st.just("mark"), st.just(Relation.ONE_OF), st.sampled_from([("brand", "none"), ("brand", "trademark")])),
)
"""Which options a clause is for."""


@st.composite
def requirements(draw: st.DrawFn, name: str) -> Requirement:
    """What must be met, or is advised."""
    force = draw(st.sampled_from([Force.REQUIRED, Force.REQUIRED, Force.ADVISED]))
    applies = draw(st.none() | st.none() | conditions() | by_option)
    return Requirement(id=name, label=LABEL, condition=draw(conditions(of_points=True)), applies=applies, force=force)


@st.composite
def vetoes(draw: st.DrawFn, name: str) -> Veto:
    """What excludes."""
    applies = draw(st.none() | st.none() | conditions() | by_option)
    return Veto(id=name, label=LABEL, condition=draw(conditions(of_points=True)), applies=applies)


@st.composite
def amounts(draw: st.DrawFn, name: str, grade_names: list[str]) -> Amount:
    """What follows from the facts, the points or the grade."""
    by_grade: list[st.SearchStrategy[Condition]] = [
        st.builds(Compare, st.just("grade"), st.just(Relation.EQUALS), st.sampled_from([*grade_names, "none"])),
        st.builds(Compare, st.just("eligible"), st.just(Relation.EQUALS), st.booleans()),
    ]
    cases = []
    for _ in range(draw(st.integers(1, 3))):
        when = draw(st.none() | conditions(of_points=True) | st.one_of(by_grade))
        cases.append(Case(value=draw(points | st.sampled_from(["few", "limit", "points"])), when=when))
    times: Any = draw(st.sampled_from([UNSTATED, UNSTATED, "few", "seats"]))
    return Amount(id=name, label=LABEL, unit=Unit.YUAN, first=tuple(cases), times=times)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Schemes with a little of everything."""
    some = st.integers(0, 2)
    floor: Any = draw(st.sampled_from([UNSTATED, 0, 1]))
    ceiling: Any = draw(st.sampled_from([UNSTATED, 4]))
    step: Any = draw(st.sampled_from([UNSTATED, 1, Fraction(1, 2), Fraction(1, 10)]))
    inside = tuple(draw(sections(at)) for at in range(draw(st.integers(1, 2))))
    graded = tuple(draw(grades(f"g{index}")) for index in range(draw(st.integers(0, 3))))
    return Scheme(
        id="s",
        edition="1",
        label=LABEL,
        issuer=LABEL,
        effective=Effective(since=SINCE),
        source="notice 2023",
        measures=MEASURES,
        parameters=PARAMETERS,
        requirements=tuple(draw(requirements(f"r{index}")) for index in range(draw(some))),
        vetoes=tuple(draw(vetoes(f"v{index}")) for index in range(draw(some))),
        sections=inside,
        points=TotalRules(floor=floor, ceiling=ceiling, round_to=step, rounding=draw(st.sampled_from(Rounding))),
        grades=graded,
        ladder=draw(st.booleans()),
        amounts=tuple(draw(amounts(f"a{index}", [grade.id for grade in graded])) for index in range(draw(st.integers(0, 1)))),
    )


@st.composite
def ranked(draw: st.DrawFn) -> Scheme:
    """Schemes of which grades ask for something besides, and end where the next begins."""
    edge = draw(points)
    best = draw(grades("g0"))
    asks = draw(st.none() | conditions(of_points=True))
    upper: Any = {draw(st.sampled_from(["at_most", "less_than"])): edge}
    graded = (
        attrs.evolve(best, at_least=edge, more_than=UNSTATED, requires=draw(conditions(of_points=True))),
        Grade(id="g1", label=LABEL, requires=asks, **upper),
    )
    return attrs.evolve(draw(schemes()), requirements=(), vetoes=(), amounts=(), grades=graded)
