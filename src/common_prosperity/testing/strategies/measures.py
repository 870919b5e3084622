"""Strategies for measures of one's own, in every way in which a measure can be taken, and for dated parameters."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from common_prosperity.measures.aggregates import Count, Distinct, Sum
from common_prosperity.measures.cases import Case, First
from common_prosperity.measures.columns import COLUMNS, TABLES
from common_prosperity.measures.conditions import Condition
from common_prosperity.measures.definition import DatedValue, Measure, Parameter, Unit
from common_prosperity.measures.extremes import Greatest, Least
from common_prosperity.measures.formulas import Difference, GreatestOf, LeastOf, Product, Ratio, Readings, Total
from common_prosperity.measures.how import How, Weight
from common_prosperity.measures.rounding import Rounded, Rounding
from common_prosperity.measures.shares import Share
from common_prosperity.measures.statements import Attested, Averaging, Earlier, PanelMarks, StatementKind
from common_prosperity.quantities import UNSTATED, Number
from common_prosperity.testing.strategies.conditions import Quantity, columns_of, condition, edges
from common_prosperity.testing.strategies.quantities import chance, labels, numbers, pick, stated, words

COLUMN_NAMES: Final = {
    kind: tuple(
        f"{table}.{name}" for table, columns in COLUMNS.items() for name, column in columns.items() if column.kind == kind
    )
    for kind in ("number", "flag", "choice", "name")
}
"""Every `table.column`, by the kind of its cells."""

OPTIONS: Final = ("a", "b", "c")
"""Options of generated statements; a statement may always be none besides."""

Drawn = tuple[How, Unit, tuple[str, ...]]
"""A definition, its unit, and the options of a choice."""

Draw = Callable[[st.DrawFn, Sequence[Quantity]], Drawn]
"""Draws a definition, given the quantities known so far."""

COUNTS: Final[tuple[Number, ...]] = (2, 1, 0, Fraction(1, 2), 3)
"""What a row may count for."""

STEPS: Final[tuple[Number, ...]] = (1, 10, Fraction(1, 10), Fraction(1, 4))
"""What numbers may be rounded to."""

RANGES: Final[tuple[tuple[Number, Number], ...]] = ((0, 10), (0, 100), (-5, 5), (Fraction(1, 2), 3))
"""Between which marks a panel may choose."""


def weights(draw: st.DrawFn, table: str) -> tuple[Weight, ...]:
    """What rows count for: at times one or two weights, such as twice for grade 1 and 2."""
    count = pick(draw, (0, 1, 0, 1, 2))
    return tuple(Weight(counts=pick(draw, COUNTS), where=condition(draw, columns_of(table), (), 1)) for _ in range(count))


def optional(draw: st.DrawFn, quantities: Sequence[Quantity], named: Sequence[str] = (), most: int = 3) -> Condition | None:
    """A condition, or none."""
    return condition(draw, quantities, named, most) if chance(draw, 60) else None


def _count(draw: st.DrawFn, known: Sequence[Quantity]) -> Drawn:
    table = pick(draw, tuple(TABLES))
    where = optional(draw, columns_of(table), _named(known))
    return Count(of=table, where=where, weights=weights(draw, table)), Unit.COUNT, ()


def _share(draw: st.DrawFn, known: Sequence[Quantity]) -> Drawn:
    table = pick(draw, tuple(TABLES))
    where = condition(draw, columns_of(table), _named(known), 3)
    among = optional(draw, columns_of(table))
    return Share(of=table, where=where, among=among, weights=weights(draw, table)), Unit.SHARE, ()


def _over(cls: Callable[..., How], kind: str) -> Draw:
    """An aggregate over one column."""

    def of(draw: st.DrawFn, known: Sequence[Quantity]) -> Drawn:
        name = pick(draw, COLUMN_NAMES[kind])
        table, _, column = name.partition(".")
        unit = COLUMNS[table][column].unit if kind == "number" else "count"
        return cls(of=name, where=optional(draw, columns_of(table), _named(known))), Unit(unit or "number"), ()

    return of


def _operand(draw: st.DrawFn, known: Sequence[Quantity]) -> Any:
    return draw(numbers(0, 10)) if chance(draw, 25) else pick(draw, _named(known))


def _formula(cls: Callable[..., How], counts: tuple[int, ...] = (2, 2, 3)) -> Draw:
    """A formula over named quantities and plain numbers."""

    def of(draw: st.DrawFn, known: Sequence[Quantity]) -> Drawn:
        return cls(of=tuple(_operand(draw, known) for _ in range(pick(draw, counts)))), Unit.NUMBER, ()

    return of


def _rounded(draw: st.DrawFn, known: Sequence[Quantity]) -> Drawn:
    return Rounded(of=pick(draw, _named(known)), to=pick(draw, STEPS), mode=pick(draw, tuple(Rounding))), Unit.NUMBER, ()


def _first(draw: st.DrawFn, known: Sequence[Quantity]) -> Drawn:
    cases = [
        Case(value=_operand(draw, known), when=condition(draw, known, _named(known), 2)) for _ in range(pick(draw, (1, 2)))
    ]
    if chance(draw, 60):
        cases.append(Case(value=_operand(draw, known)))
    return First(of=tuple(cases)), Unit.NUMBER, ()


def _attested(kind: StatementKind, unit: Unit) -> Draw:
    """A statement; its id is given when it gets its name."""

    def of(draw: st.DrawFn, _known: Sequence[Quantity]) -> Drawn:
        options = OPTIONS if kind is StatementKind.CHOICE else ()
        signed = kind is StatementKind.NUMBER and chance(draw, 50)
        none = pick(draw, (0, 2)) if kind is StatementKind.NUMBER and chance(draw, 30) else UNSTATED
        between = pick(draw, RANGES) if kind is StatementKind.NUMBER and none is UNSTATED and chance(draw, 20) else ()
        how = Attested(of="s", kind=kind, options=options, none=none, between=between, signed=signed, verified=chance(draw, 30))
        return how, unit, (*options, "none") if options else ()

    return of


def _marks(draw: st.DrawFn, _known: Sequence[Quantity]) -> Drawn:
    low, high = pick(draw, RANGES)
    return PanelMarks(of="k", between=(low, high), average=pick(draw, tuple(Averaging))), Unit.POINTS, ()


def _earlier(draw: st.DrawFn, known: Sequence[Quantity]) -> Drawn:
    of = pick(draw, known)
    return Earlier(of=of.name, years=pick(draw, (1, 2))), Unit(of.unit), of.options


HOWS: Final[Mapping[str, Draw]] = {
    "count": _count,
    "sum": _over(Sum, "number"),
    "share": _share,
    "distinct": _over(Distinct, "name"),
    "least": _over(Least, "number"),
    "greatest": _over(Greatest, "number"),
    "ratio": _formula(Ratio, (2,)),
    "total": _formula(Total),
    "difference": _formula(Difference),
    "product": _formula(Product),
    "least_of": _formula(LeastOf),
    "greatest_of": _formula(GreatestOf),
    "readings": _formula(Readings),
    "rounded": _rounded,
    "first": _first,
    "attested_yes_no": _attested(StatementKind.YES_NO, Unit.YES_NO),
    "attested_number": _attested(StatementKind.NUMBER, Unit.NUMBER),
    "attested_choice": _attested(StatementKind.CHOICE, Unit.CHOICE),
    "marks": _marks,
    "earlier": _earlier,
}
"""Every way in which a measure can be taken: how its definition is drawn from the quantities known so far."""


def _named(known: Sequence[Quantity]) -> list[str]:
    return [quantity.name for quantity in known if quantity.numeric]


@st.composite
def own_measures(
    draw: st.DrawFn, known: Sequence[Quantity], hows: Sequence[str] = tuple(HOWS), most: int = 4
) -> dict[str, tuple[Measure, Quantity]]:
    """Measures of one's own by name, each of which may build on those before it.

    Args:
        draw: given by Hypothesis.
        known: quantities they may build on.
        hows: ways in which they may be taken, keys of `HOWS`.
        most: how many at most.
    """
    made: dict[str, tuple[Measure, Quantity]] = {}
    for number in range(1, pick(draw, range(most + 1)) + 1):
        kind = pick(draw, hows)
        quantities = [*known, *(quantity for _, quantity in made.values()), *(quantity for _, quantity in made.values())]
        how, unit, options = HOWS[kind](draw, quantities)
        name = f"m{number}"
        if isinstance(how, Attested):
            how = attrs.evolve(how, of=f"s-{name}")
        elif isinstance(how, PanelMarks):
            how = attrs.evolve(how, of=f"k-{name}")
        measure = Measure(label=draw(labels()), unit=unit, how=how, source=stated(draw, words(), 0.8))
        made[name] = measure, Quantity(name, unit.value, options)
    return made


@st.composite
def parameters(draw: st.DrawFn, choices: Sequence[Quantity] = ()) -> Parameter:
    """Published values that change over time, the first of them long in force.

    Args:
        draw: given by Hypothesis.
        choices: quantities whose option may pick the value.
    """
    since = [dt.date(1990, 1, 1), *(day for day in (dt.date(2023, 7, 1), dt.date(2024, 1, 1)) if chance(draw, 40))]
    label, unit = draw(labels()), pick(draw, (Unit.YUAN_PER_MONTH, Unit.NUMBER, Unit.PEOPLE))
    by = pick(draw, choices) if choices and chance(draw, 70) else None
    if by is None:
        dated = [DatedValue(since=day, value=draw(edges(unit.value))) for day in since]
        return Parameter(label=label, unit=unit, dated=tuple(dated))
    keyed = [DatedValue(since=day, values={option: draw(edges(unit.value)) for option in by.options}) for day in since]
    return Parameter(label=label, unit=unit, by=by.name, dated=tuple(keyed))
