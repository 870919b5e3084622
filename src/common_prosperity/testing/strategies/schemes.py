"""Strategies for schemes: valid rules of every kind, over the built-in measures and measures of their own."""

import datetime as dt
import functools
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from common_prosperity.facts import Region
from common_prosperity.files.schemes import load_catalogue
from common_prosperity.measures.cases import Case
from common_prosperity.measures.conditions import Condition
from common_prosperity.measures.definition import Unit
from common_prosperity.measures.rounding import Rounding
from common_prosperity.quantities import UNSTATED, Number, Unstated
from common_prosperity.schemes import Scheme
from common_prosperity.schemes.model import (
    ELIGIBLE,
    GRADE,
    POINTS,
    Amount,
    Basis,
    Criterion,
    Direction,
    Effective,
    Force,
    Grade,
    Requirement,
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
from common_prosperity.schemes.resolving import resolve
from common_prosperity.testing.strategies.conditions import Quantity, condition, edges
from common_prosperity.testing.strategies.measures import HOWS, own_measures, parameters
from common_prosperity.testing.strategies.quantities import chance, labels, numbers, pick, stated, words

AWARDED: Final[tuple[Number, ...]] = (0, 1, 2, 5, 10, 15, Fraction(5, 2))
"""Points that tables of the field print."""


@functools.cache
def points_of(*, signed: bool = False) -> st.SearchStrategy[Number]:
    """Points a line of a table gives."""
    usual = (*AWARDED, -2, -5) if signed else AWARDED
    return st.one_of(st.sampled_from(usual), st.sampled_from(usual), numbers(0, 20))


def yes_no_points(draw: st.DrawFn, known: Sequence[Quantity]) -> YesNo:
    """Points if a condition is met."""
    otherwise = draw(points_of()) if chance(draw, 30) else 0
    return YesNo(when=_condition(draw, known, 2), points=draw(points_of(signed=True)), otherwise=otherwise)


def choice_points(draw: st.DrawFn, options: Sequence[str]) -> Choice:
    """Points by option; an option may be missing from the table."""
    listed = [option for option in options if not chance(draw, 15)] or options[:1]
    return Choice(options={option: draw(points_of(signed=True)) for option in listed})


def bands_points(draw: st.DrawFn, unit: str = "count") -> Bands:
    """Points in steps: mostly a table without holes and overlaps, at times one with both, as published tables have them."""
    if chance(draw, 35):
        return Bands(bands=tuple(_loose_band(draw, unit) for _ in range(pick(draw, (1, 2, 3)))))
    cuts = sorted({draw(edges(unit)) for _ in range(pick(draw, range(4)))})
    given = [draw(points_of(signed=True)) for _ in range(len(cuts) + 1)]
    given = sorted(given) if not chance(draw, 50) else given
    opening, closing = pick(draw, (("at_least", "less_than"), ("more_than", "at_most")))
    made = []
    for index, points in enumerate(given):
        limits = {opening: cuts[index - 1]} if index else {}
        limits |= {closing: cuts[index]} if index < len(cuts) else {}
        made.append(Band(points=points, **limits))
    return Bands(bands=tuple(made))


def _loose_band(draw: st.DrawFn, unit: str) -> Band:
    often, seldom = 0.5, 0.8
    return Band(
        at_least=stated(draw, edges(unit), often),
        more_than=stated(draw, edges(unit), seldom),
        at_most=stated(draw, edges(unit), seldom),
        less_than=stated(draw, edges(unit), often),
        equals=stated(draw, edges(unit), seldom),
        points=draw(points_of()),
    )


def curve_points(draw: st.DrawFn, unit: str = "count") -> Curve:
    """Points along straight lines, mostly rising or falling."""
    xs = sorted({draw(edges(unit)) for _ in range(pick(draw, (2, 1, 3, 4)))})
    ys = [draw(points_of(signed=True)) for _ in xs]
    order = pick(draw, ("rising", "rising", "falling", "any"))
    ys = ys if order == "any" else sorted(ys, reverse=order == "falling")
    return Curve(knots=tuple(Knot(x, y) for x, y in zip(xs, ys, strict=True)))


def per_unit_points(draw: st.DrawFn, unit: str = "count") -> PerUnit:
    """Points for each unit, mostly capped."""
    return PerUnit(
        size=draw(edges(unit)) or 1,
        points=draw(points_of()),
        above=draw(edges(unit)) if chance(draw, 30) else 0,
        count=pick(draw, tuple(Counting)),
        cap=stated(draw, points_of(), 0.3),
    )


def checklist_points(draw: st.DrawFn, known: Sequence[Quantity]) -> Checklist:
    """Points for items that hold, at times only for the best few."""
    items = tuple(
        Item(label=draw(labels()), when=_condition(draw, known, 2), points=draw(points_of(signed=True)))
        for _ in range(pick(draw, (1, 2, 3)))
    )
    best = pick(draw, (1, 2, 3)) if chance(draw, 40) else UNSTATED
    return Checklist(items=items, best=best, cap=stated(draw, points_of(), 0.6))


def marks_points(draw: st.DrawFn, _unit: str = "points") -> Marks:
    """A measure's value as points, within limits."""
    ends = sorted((pick(draw, (0, 0, -5, 1)), draw(points_of())))
    return Marks(at_least=ends[0], at_most=ends[1])


def _condition(draw: st.DrawFn, known: Sequence[Quantity], most: int) -> Condition:
    return condition(draw, known, [quantity.name for quantity in known if quantity.numeric], most)


SHAPES: Final = ("yes_no", "choice", "bands", "curve", "per_unit", "checklist", "marks")


NUMERIC: Final[Mapping[str, Callable[[st.DrawFn, str], Shape]]] = {
    "bands": bands_points,
    "curve": curve_points,
    "per_unit": per_unit_points,
    "marks": marks_points,
}
"""Shapes that read a number."""


def rises(shape: Shape) -> bool | None:
    """Whether more of the measure never costs points (`True`), never brings any (`False`), or neither (`None`)."""
    if isinstance(shape, PerUnit | Marks):
        return True
    if isinstance(shape, Curve):
        given = [knot.y for knot in shape.knots]
    elif isinstance(shape, Bands) and not _loose(shape):
        given = [band.points for band in shape.bands]
    else:
        return None
    if given == sorted(given):
        return True
    return False if given == sorted(given, reverse=True) else None


def _loose(shape: Bands) -> bool:
    """Whether some band does not begin exactly where the one before it ends."""
    pairs = itertools.pairwise([None, *shape.bands, None])
    return not all(_joined(before, after) for before, after in pairs)


def _joined(before: Band | None, after: Band | None) -> bool:
    ends = (UNSTATED, UNSTATED) if before is None else (before.less_than, before.at_most)
    starts = (UNSTATED, UNSTATED) if after is None else (after.at_least, after.more_than)
    return ends == starts and (before is None or after is None or ends.count(UNSTATED) == 1)


@attrs.frozen
class _Names:
    """Gives every clause a name of its own."""

    counter: Iterator[int] = attrs.field(factory=lambda: itertools.count(1))

    def next(self, prefix: str) -> str:
        return f"{prefix}{next(self.counter)}"


def _clause(draw: st.DrawFn, names: _Names, known: Sequence[Quantity]) -> dict[str, Any]:
    return {
        "id": names.next("c"),
        "label": draw(labels()),
        "source": stated(draw, words(), 0.7),
        "basis": pick(draw, tuple(Basis)),
        "remedy": stated(draw, labels(), 0.9),
        "applies": _condition(draw, known, 1) if chance(draw, 25) else None,
    }


def _criterion(draw: st.DrawFn, names: _Names, known: Sequence[Quantity], shapes: Sequence[str]) -> Criterion:
    tag, clause = pick(draw, shapes), _clause(draw, names, known)
    fitting = [quantity for quantity in known if (quantity.unit == "choice") == (tag == "choice")]
    if tag == "checklist":
        return Criterion(points=checklist_points(draw, known), **clause)
    if tag == "yes_no" or not fitting:
        return Criterion(points=yes_no_points(draw, known), **clause)
    quantity = pick(draw, fitting)
    shape = choice_points(draw, quantity.options) if tag == "choice" else NUMERIC[tag](draw, quantity.unit)
    rising = rises(shape)
    own = clause["applies"] is not None and quantity.name in clause["applies"].names()
    better = UNSTATED if rising is None or own else Direction.MORE if rising else Direction.LESS
    return Criterion(measure=quantity.name, better=better, points=shape, **clause)


TURNED: Final[Mapping[Direction | Unstated, Direction | Unstated]] = {
    Direction.MORE: Direction.LESS,
    Direction.LESS: Direction.MORE,
    UNSTATED: UNSTATED,
}
"""Which way a criterion helps, once its points are taken off the total."""


def _section(draw: st.DrawFn, names: _Names, known: Sequence[Quantity], shapes: Sequence[str]) -> Section:
    kind = pick(draw, (SectionKind.BASE, SectionKind.BASE, SectionKind.BONUS, SectionKind.DEDUCTION))
    criteria = tuple(_criterion(draw, names, known, shapes) for _ in range(pick(draw, (1, 2, 3))))
    uncapped = any(criterion.most is None for criterion in criteria)
    cap = stated(draw, points_of(), 0 if kind is SectionKind.DEDUCTION and uncapped else 0.5)
    if kind is SectionKind.DEDUCTION:
        criteria = tuple(attrs.evolve(criterion, better=TURNED[criterion.better]) for criterion in criteria)
    best = pick(draw, (1, 2)) if chance(draw, 25) else UNSTATED
    return Section(id=names.next("t"), label=draw(labels()), kind=kind, cap=cap, best=best, criteria=criteria)


def _grades(draw: st.DrawFn, scheme: Scheme, known: Sequence[Quantity]) -> tuple[tuple[Grade, ...], bool]:
    """Grades as a table of steps, at times with a shared end as printed, or as a ladder on which the first that is met applies."""
    ladder = chance(draw, 50)
    cuts = sorted({draw(points_of()) for _ in range(pick(draw, (2, 4, 3, 1, 4, 0)))}, reverse=True)
    made, upper = [], None
    for number, cut in enumerate(cuts):
        limits: dict[str, Any] = {"more_than" if ladder and chance(draw, 50) else "at_least": cut}
        if not ladder and upper is not None:
            limits["at_most" if chance(draw, 25) else "less_than"] = upper
        requires = _condition(draw, [*known, *_points_quantities(scheme)], 2) if chance(draw, 33) else None
        made.append(Grade(id=f"g{number}", label=draw(labels()), requires=requires, **limits))
        upper = cut
    if made and chance(draw, 25):
        rest: dict[str, Any] = {} if ladder or upper is None else {"less_than": upper}
        made.append(Grade(id="rest", label=draw(labels()), **rest))
    return tuple(made), ladder


def _points_quantities(scheme: Scheme) -> list[Quantity]:
    return [Quantity(POINTS, "points"), *(Quantity(f"{POINTS}:{section.id}", "points") for section in scheme.sections)]


def _amount(draw: st.DrawFn, number: int, scheme: Scheme, known: Sequence[Quantity]) -> Amount:
    outcomes = [Quantity(ELIGIBLE, "yes_no"), Quantity(POINTS, "points")]
    outcomes += [Quantity(GRADE, "choice", (*(grade.id for grade in scheme.grades), "none"))] * 2
    numeric = [quantity.name for quantity in known if quantity.numeric]
    cases = tuple(
        Case(
            value=pick(draw, numeric) if chance(draw, 50) else draw(points_of()),
            when=None if chance(draw, 20) else _condition(draw, [*known[:3], *outcomes], 2),
        )
        for _ in range(pick(draw, (1, 2, 3)))
    )
    times = pick(draw, numeric) if chance(draw, 50) else UNSTATED
    return Amount(id=f"a{number}", label=draw(labels()), unit=Unit.NUMBER, first=cases, times=times)


def _rules(draw: st.DrawFn) -> TotalRules:
    def mostly_not(*numbers_: Number) -> Any:
        return pick(draw, numbers_) if chance(draw, 40) else UNSTATED

    return TotalRules(
        floor=mostly_not(0, 5, -10),
        ceiling=mostly_not(10, 20, 100),
        round_to=mostly_not(1, Fraction(1, 10), 5),
        rounding=pick(draw, tuple(Rounding)),
    )


@functools.cache
def catalogue_quantities() -> tuple[Quantity, ...]:
    """The built-in measures."""
    return tuple(Quantity(name, measure.unit.value) for name, measure in load_catalogue().items())


@st.composite
def schemes(
    draw: st.DrawFn,
    *,
    hows: Sequence[str] = tuple(HOWS),
    shapes: Sequence[str] = SHAPES,
    in_force: bool = False,
) -> Scheme:
    """Valid schemes, complete with every measure they ask for.

    Args:
        draw: given by Hypothesis.
        hows: the ways in which measures of their own may be taken, keys of `HOWS`.
        shapes: the shapes of points they may use.
        in_force: whether they are surely in force from 2000 on; otherwise some are not yet, or no longer.
    """
    catalogue = catalogue_quantities()
    few = list(dict.fromkeys(pick(draw, catalogue) for _ in range(pick(draw, range(1, 7)))))
    own = draw(own_measures(few, hows))
    known = [*few, *(quantity for _, quantity in own.values() for _ in range(3))]
    choices = [quantity for _, quantity in own.values() if quantity.unit == "choice"]
    published = {f"p{number}": draw(parameters(choices)) for number in range(pick(draw, range(3)))}
    known += [Quantity(name, parameter.unit.value) for name, parameter in published.items()]
    names = _Names()
    late = not in_force and chance(draw, 10)
    ended = not in_force and chance(draw, 10)
    scheme = Scheme(
        id="generated",
        edition="1",
        label=draw(labels()),
        issuer=draw(labels()),
        source=draw(words()),
        jurisdiction=Region("33") if chance(draw, 50) else UNSTATED,
        effective=Effective(
            since=dt.date(2024, 7, 1) if late else dt.date(2000, 1, 1),
            until=dt.date(2024, 9, 30) if ended else UNSTATED,
            basis=pick(draw, tuple(Basis)),
            lag=pick(draw, (0, 0, 0, 1, 2)),
        ),
        parameters=published,
        measures={name: measure for name, (measure, _) in own.items()},
        requirements=tuple(
            Requirement(condition=_condition(draw, known, 4), force=pick(draw, tuple(Force)), **_clause(draw, names, known))
            for _ in range(pick(draw, range(4)))
        ),
        vetoes=tuple(
            Veto(condition=_condition(draw, known, 4), **_clause(draw, names, known)) for _ in range(pick(draw, range(3)))
        ),
        sections=tuple(_section(draw, names, known, shapes) for _ in range(pick(draw, range(4)))),
        points=_rules(draw),
    )
    grades, ladder = _grades(draw, scheme, known)
    scheme = attrs.evolve(scheme, grades=grades, ladder=ladder)
    amounts = tuple(_amount(draw, number, scheme, known) for number in range(pick(draw, range(3))))
    return resolve(attrs.evolve(scheme, amounts=amounts), load_catalogue(), "generated scheme")
