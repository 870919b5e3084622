"""Checks S503 to S506: whether like is compared and combined with like."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from common_prosperity.measures.aggregates import Count, Distinct, Sum
from common_prosperity.measures.cases import First
from common_prosperity.measures.columns import COLUMNS
from common_prosperity.measures.conditions import Compare
from common_prosperity.measures.definition import Measure, Unit
from common_prosperity.measures.extremes import Greatest, Least
from common_prosperity.measures.formulas import Difference, GreatestOf, LeastOf, Ratio, Total
from common_prosperity.measures.measurements import SUSPICIOUS
from common_prosperity.measures.rounding import Rounded
from common_prosperity.measures.shares import Share
from common_prosperity.measures.statements import Earlier
from common_prosperity.quantities import Number
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.gates import subject_at
from common_prosperity.schemes.linting.inspection import Inspection, found
from common_prosperity.schemes.linting.words import named, number_text, unit_of
from common_prosperity.schemes.model import Scheme
from common_prosperity.schemes.points import Bands, Curve, PerUnit, Shape, set_edges

FREE: Final = frozenset({Unit.NUMBER, Unit.YES_NO, Unit.POINTS})
"""Units that go with any other."""
HEADS: Final = frozenset({Unit.COUNT, Unit.PEOPLE, Unit.HOUSEHOLDS, Unit.GRADE})
MONEY: Final = frozenset({Unit.YUAN, Unit.YUAN_PER_MONTH, Unit.YUAN_PER_HOUR, Unit.YUAN_PER_YEAR})
UNCOUNTABLE: Final = MONEY | {Unit.SHARE, Unit.YES_NO, Unit.CHOICE, Unit.M2}
ADDED: Final = (Total, Difference, LeastOf, GreatestOf)


def check(inspection: Inspection) -> Iterator[LintFinding]:
    """Everything about units."""
    scheme = inspection.scheme
    for place, condition in scheme.conditions():
        subject = subject_at(inspection, place)
        for leaf in condition.leaves():
            yield from _leaf(place, subject, leaf, inspection)
    for place, _, criterion in inspection.criteria():
        if isinstance(criterion.measure, str):
            for value in marks(criterion.points):
                yield from _share(f"{place}.{criterion.points.tag}", criterion.id, criterion.measure, value, inspection)
    for name, measure in inspection.own_measures.items():
        yield from _combined(name, measure, scheme)
        yield from _taken(name, measure, scheme)
        if isinstance(measure.how, First):
            for case in measure.how.of:
                for leaf in () if case.when is None else case.when.leaves():
                    yield from _leaf(f"$.measures.{name}.first", name, leaf, inspection)


def alike(left: Unit, right: Unit) -> bool:
    """Whether two units may be compared and added."""
    if left is right or left in FREE or right in FREE:
        return True
    return Unit.COUNT in (left, right) and {left, right} <= HEADS


def marks(shape: Shape) -> Iterator[Number]:
    """The values of the measure that a shape of points mentions."""
    if isinstance(shape, Bands):
        yield from {edge for band in shape.bands for _, edge in set_edges(band)}
    elif isinstance(shape, Curve):
        yield from (knot.x for knot in shape.knots)
    elif isinstance(shape, PerUnit):
        yield from (shape.size, shape.above)


def _leaf(place: str, subject: str, leaf: Compare, inspection: Inspection) -> Iterator[LintFinding]:
    scheme = inspection.scheme
    unit = unit_of(leaf.subject, scheme)
    edges = leaf.edge if isinstance(leaf.edge, tuple) else (leaf.edge,)
    for edge in edges:
        if isinstance(edge, int | Fraction) and not isinstance(edge, bool):
            yield from _share(place, subject, leaf.subject, edge, inspection)
    other = None if leaf.edge_name is None else unit_of(leaf.edge_name, scheme)
    if unit is not None and other is not None and not alike(unit, other):
        names = {"measure": named(leaf.subject, scheme), "other": named(str(leaf.edge_name), scheme)}
        yield found("S504", place, subject, unit=unit.value, other_unit=other.value, **names)


def _share(place: str, subject: str, name: str, value: Number, inspection: Inspection) -> Iterator[LintFinding]:
    """A number above one beside a share that cannot exceed one, or far above one beside one that can."""
    if unit_of(name, inspection.scheme) is not Unit.SHARE or value <= 1:
        return
    outer = inspection.worlds.domain(name).outer.numbers
    bounded = bool(outer) and outer.high is not None and outer.high <= 1
    if bounded or value >= SUSPICIOUS:
        percent = f"{number_text(value * 100)} %"
        yield found("S503", place, subject, measure=named(name, inspection.scheme), value=number_text(value), percent=percent)


def _combined(name: str, measure: Measure, scheme: Scheme) -> Iterator[LintFinding]:
    how: Any = measure.how
    values = how.of if isinstance(how, ADDED) else [case.value for case in how.of] if isinstance(how, First) else ()
    units = [(one, unit) for one in values if isinstance(one, str) and (unit := unit_of(one, scheme)) is not None]
    for (one, unit), (other, other_unit) in pairwise(units):
        if not alike(unit, other_unit):
            names = {"subject": named(name, scheme), "measure": named(one, scheme), "other": named(other, scheme)}
            yield found(
                "S505", f"$.measures.{name}.{how.tag}", name, unit=unit.value, other_unit=other_unit.value, tag=how.tag, **names
            )
            return


def _taken(name: str, measure: Measure, scheme: Scheme) -> Iterator[LintFinding]:
    """The unit that a measure declares against the one it is taken in."""
    wanted = _wanted(measure, scheme)
    if wanted:
        yield found(
            "S506", f"$.measures.{name}.unit", name, subject=named(name, scheme), unit=measure.unit.value, wanted=wanted
        )


def _wanted(measure: Measure, scheme: Scheme) -> str:
    """The unit a measure should have, where its own cannot be right; empty where it can."""
    how: Any = measure.how
    unit = measure.unit
    if isinstance(how, Count | Distinct):
        return "count" if unit in UNCOUNTABLE else ""
    if isinstance(how, Share):
        return "share" if unit not in (Unit.SHARE, Unit.NUMBER) else ""
    if isinstance(how, Sum | Least | Greatest):
        table, _, column = how.of.partition(".")
        taken = COLUMNS[table][column].unit
        money = taken.startswith("yuan") and unit in MONEY
        return taken if taken and not money and not alike(unit, Unit(taken)) else ""
    if isinstance(how, Ratio):
        return _ratio_unit(how, unit, scheme)
    values = how.of if isinstance(how, ADDED) else (how.of,) if isinstance(how, Rounded | Earlier) else ()
    units = [found_one for one in values if isinstance(one, str) and (found_one := unit_of(one, scheme)) is not None]
    unlike = [one for one in units if not alike(unit, one)]
    return unlike[0].value if unlike and len(unlike) == len(units) else ""


def _ratio_unit(how: Ratio, unit: Unit, scheme: Scheme) -> str:
    """A share is a part of the same kind; money is a part of money."""
    units = [unit_of(one, scheme) if isinstance(one, str) else Unit.NUMBER for one in how.of]
    known = [one for one in units if one is not None]
    if len(known) != len(units) or len(known) < 2:
        return ""
    if unit is Unit.SHARE and not alike(known[0], known[1]) and not ({known[0], known[1]} <= MONEY):
        return f"{known[0]} / {known[1]}"
    if unit in MONEY and known[0] not in MONEY and known[0] not in FREE:
        return f"{known[0]} / {known[1]}"
    return ""
