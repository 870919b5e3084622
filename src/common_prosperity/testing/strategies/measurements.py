"""Strategies for measurements of a scheme directly, without a dossier, and for knowing more of them."""

import attrs
from hypothesis import strategies as st

from common_prosperity.awards import measure
from common_prosperity.measures.conditions import Value
from common_prosperity.measures.measurements import Measurements
from common_prosperity.quantities import NOT_APPLICABLE, Bounds, Options, Period
from common_prosperity.schemes import Scheme
from common_prosperity.schemes.model import Standing
from common_prosperity.testing.strategies.conditions import USUAL
from common_prosperity.testing.strategies.periods import periods_for
from common_prosperity.testing.strategies.quantities import bounds_inside, chance, numbers_in, pick


def value_inside(draw: st.DrawFn, outer: Value, unit: str = "", *, settled: bool = False) -> Value:
    """What may be known of a quantity of which so much is known already.

    Args:
        draw: given by Hypothesis.
        outer: what is known.
        unit: the unit of the quantity.
        settled: whether it is to be known exactly.
    """
    if isinstance(outer, Options):
        options = sorted(outer.possible if outer.possible is not None else {"a", "b"})
        left = options if chance(draw, 30) and not settled else [pick(draw, options)]
        return Options(frozenset(option for option in left if not (len(left) > 2 and chance(draw, 30))) or frozenset(options))
    if outer.settled:
        return outer
    if unit == "yes_no":
        answers = [Bounds(0, 0), Bounds(1, 1), *([] if outer.applies else [NOT_APPLICABLE]), *([] if settled else [outer])]
        return pick(draw, answers)
    usual = [Bounds(number, number) for number in USUAL.get(unit, ()) if number in outer]
    if usual and chance(draw, 50):
        return pick(draw, usual)
    inside = draw(bounds_inside(outer))
    if not settled or inside.settled:
        return inside
    return Bounds.exactly(draw(numbers_in(inside)))


@st.composite
def measurements(draw: st.DrawFn, scheme: Scheme, *, settled: bool = False, period: Period | None = None) -> Measurements:
    """Measurements of everything a scheme asks for, within the range each measure can have at all.

    Args:
        draw: given by Hypothesis.
        scheme: the scheme.
        settled: whether everything is to be known exactly; otherwise anything may be open, or left out.
        period: the period they hold for; without it, any. For one of which the scheme does not speak there are none.
    """
    when = period or draw(periods_for(scheme))
    known: dict[str, Value] = {}
    for name in scheme.asked if scheme.standing(when) is Standing.IN_FORCE else ():
        if settled or not chance(draw, 25):
            known[name] = value_inside(draw, scheme.natural(name, when.until), scheme.unit(name), settled=settled)
    return Measurements(known, when)


@st.composite
def narrowed(draw: st.DrawFn, known: Measurements, scheme: Scheme, *, settled: bool = False) -> Measurements:
    """The same measurements with more known of some of them, or, where `settled`, with everything known exactly."""
    more: dict[str, Value] = {}
    if scheme.standing(known.period) is not Standing.IN_FORCE:
        return attrs.evolve(known, values_by_name=more)
    follows = measure(known, scheme)
    for name in scheme.asked:
        outer = follows.get(name)
        if outer is None:
            outer = scheme.natural(name, known.period.until)
        if settled or not chance(draw, 50):
            more[name] = value_inside(draw, outer, scheme.unit(name), settled=settled)
        elif name in known:
            more[name] = outer
    return attrs.evolve(known, values_by_name=more)
