"""Point shapes, criteria and schemes for the tests of the linter."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from common_prosperity.measures.conditions import All, AnyOf, Compare, Not, Relation, Value
from common_prosperity.measures.definition import Measure, Unit
from common_prosperity.measures.rounding import Rounding
from common_prosperity.measures.statements import Attested, StatementKind
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Options, Text
from common_prosperity.schemes.model import (
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

LABEL = Text("甲", "a")
SINCE = dt.date(2023, 1, 1)
OPTIONS = ("brand", "trademark")

values = st.integers(-3, 8) | st.fractions(-3, 8, max_denominator=2)
points = st.integers(0, 6) | st.fractions(0, 6, max_denominator=2)
EDGES = ("at_least", "more_than", "at_most", "less_than")


@st.composite
def bands(draw: st.DrawFn) -> Bands:
    """Bands that may overlap, leave holes, or be empty."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        lower = draw(st.sampled_from(["", "at_least", "more_than"]))
        upper = draw(st.sampled_from(["", "at_most", "less_than"]))
        edges = {name: draw(values) for name in (lower, upper) if name}
        found.append(Band(points=draw(points), **edges))
    return Bands(bands=tuple(found))


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    """Broken lines."""
    xs = sorted(draw(st.sets(values, min_size=1, max_size=4)))
    return Curve(knots=tuple(Knot(x, draw(points)) for x in xs))


@st.composite
def per_units(draw: st.DrawFn) -> PerUnit:
    """Points per unit, with or without a cap."""
    size: Any = draw(st.sampled_from([1, 2, Fraction(1, 2)]))
    given_points: Any = draw(st.sampled_from([0, 1, 2, Fraction(3, 2)]))
    cap: Any = draw(st.sampled_from([UNSTATED, 0, 3, 5]))
    above = draw(st.sampled_from([0, 1, -1]))
    return PerUnit(size=size, points=given_points, above=above, count=draw(st.sampled_from(Counting)), cap=cap)


marks = st.builds(Marks, at_least=st.integers(-2, 1), at_most=st.integers(2, 5))
lined: st.SearchStrategy[Any] = st.one_of(bands(), curves(), per_units(), marks)
"""Shapes that read a number."""

MEASURES: Mapping[str, Measure] = {
    "heads": Measure(label=LABEL, unit=Unit.PEOPLE, how=Attested(of="heads")),
    "yuan": Measure(label=LABEL, unit=Unit.YUAN, how=Attested(of="yuan", signed=True)),
    "part": Measure(label=LABEL, unit=Unit.SHARE, how=Attested(of="part")),
    "score": Measure(label=LABEL, unit=Unit.NUMBER, how=Attested(of="score", signed=True)),
    "insured": Measure(label=LABEL, unit=Unit.YES_NO, how=Attested(of="insured", kind=StatementKind.YES_NO)),
    "mark": Measure(label=LABEL, unit=Unit.CHOICE, how=Attested(of="mark", kind=StatementKind.CHOICE, options=OPTIONS)),
}
SCHEME = Scheme(
    id="s", edition="1", label=LABEL, issuer=LABEL, effective=Effective(since=SINCE), source="notice 2023", measures=MEASURES
)
"""A scheme with these measures and nothing else."""
NUMERIC = ("heads", "yuan", "part", "score")
VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    "heads": st.integers(0, 9),
    "yuan": st.integers(-400, 900).map(lambda fen: Fraction(fen, 100)),
    "part": st.fractions(0, 1, max_denominator=6),
    "score": values,
}


@st.composite
def measured(draw: st.DrawFn, *, none: bool = True) -> dict[str, Value]:
    """A settled value for every measure; numbers may be a stated none."""
    world: dict[str, Value] = {}
    for name, numbers in VALUES.items():
        world[name] = NOT_APPLICABLE if none and draw(st.integers(0, 5)) == 0 else Bounds.exactly(Fraction(draw(numbers)))
    world["insured"] = Bounds.exactly(draw(st.integers(0, 1)))
    world["mark"] = Options.exactly(draw(st.sampled_from([*OPTIONS, "none"])))
    return world


conditions = st.builds(
    Compare, st.sampled_from(NUMERIC), st.sampled_from([Relation.AT_LEAST, Relation.LESS_THAN, Relation.MORE_THAN]), values
)

nested = st.recursive(
    conditions,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=3,
)


@st.composite
def gates(draw: st.DrawFn) -> dict[str, Any]:
    """Requirements and vetoes of a scheme."""
    some = st.integers(0, 2)
    required = [
        Requirement(
            id=f"r{index}",
            label=LABEL,
            condition=draw(nested),
            applies=draw(st.none() | conditions),
            force=draw(st.sampled_from([Force.REQUIRED, Force.REQUIRED, Force.ADVISED])),
        )
        for index in range(draw(some))
    ]
    vetoes = [Veto(id=f"v{index}", label=LABEL, condition=draw(nested)) for index in range(draw(some))]
    return {"requirements": tuple(required), "vetoes": tuple(vetoes)}


@st.composite
def criteria(draw: st.DrawFn, number: int) -> Criterion:
    """A criterion of any shape."""
    kind = draw(st.sampled_from(["lined", "lined", "yes_no", "choice", "checklist"]))
    shape: Shape = draw(lined)
    measure: Any = draw(st.sampled_from(NUMERIC))
    if kind == "yes_no":
        shape, measure = YesNo(when=draw(conditions), points=draw(points), otherwise=draw(st.sampled_from([0, 1]))), UNSTATED
    elif kind == "choice":
        given = {name: draw(points) for name in (*OPTIONS, "none") if draw(st.booleans())}
        shape, measure = Choice(options=given or {"none": 0}), "mark"
    elif kind == "checklist":
        items = tuple(Item(label=LABEL, when=draw(conditions), points=draw(points)) for _ in range(draw(st.integers(1, 3))))
        best: Any = draw(st.sampled_from([UNSTATED, 1, 2]))
        cap: Any = draw(st.sampled_from([UNSTATED, 4]))
        shape, measure = Checklist(items=items, best=best, cap=cap), UNSTATED
    applies = draw(st.none() | conditions)
    better = draw(st.sampled_from([UNSTATED, *Direction]))
    return Criterion(id=f"c{number}", label=LABEL, measure=measure, points=shape, applies=applies, better=better)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Schemes with up to three sections and three grades."""
    sections = []
    for at in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(SectionKind))
        inside = tuple(draw(criteria(10 * at + index)) for index in range(draw(st.integers(1, 3))))
        cap: Any = draw(st.sampled_from([UNSTATED, 4, 7]))
        if kind is SectionKind.DEDUCTION and any(criterion.most is None for criterion in inside):
            cap = 5
        best: Any = draw(st.sampled_from([UNSTATED, UNSTATED, 1, 2]))
        sections.append(Section(id=f"s{at}", label=LABEL, kind=kind, cap=cap, best=best, criteria=inside))
    grades = []
    for index in range(draw(st.integers(0, 3))):
        lower: Any = {draw(st.sampled_from(["at_least", "more_than"])): draw(points)} if draw(st.booleans()) else {}
        upper: Any = {draw(st.sampled_from(["at_most", "less_than"])): draw(points)} if draw(st.booleans()) else {}
        grades.append(Grade(id=f"g{index}", label=LABEL, **lower, **upper))
    floor: Any = draw(st.sampled_from([UNSTATED, 0]))
    ceiling: Any = draw(st.sampled_from([UNSTATED, 10]))
    step: Any = draw(st.sampled_from([UNSTATED, 1, Fraction(1, 2)]))
    rules = TotalRules(floor=floor, ceiling=ceiling, round_to=step, rounding=draw(st.sampled_from(Rounding)))
    return Scheme(
        id="s",
        edition="1",
        label=LABEL,
        issuer=LABEL,
        effective=Effective(since=SINCE),
        source="notice 2023",
        measures=MEASURES,
        sections=tuple(sections),
        points=rules,
        grades=tuple(grades),
        ladder=draw(st.booleans()),
        **draw(gates()),
    )
