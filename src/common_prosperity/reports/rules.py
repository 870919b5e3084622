"""How points follow and how measures are taken, in words."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from common_prosperity.measures.aggregates import Count, Distinct, Sum
from common_prosperity.measures.cases import Case, First
from common_prosperity.measures.columns import COLUMNS, TABLES
from common_prosperity.measures.conditions import Condition
from common_prosperity.measures.extremes import Greatest, Least
from common_prosperity.measures.formulas import Difference, GreatestOf, LeastOf, Product, Ratio, Readings, Total
from common_prosperity.measures.how import How, Weight
from common_prosperity.measures.rounding import Rounded
from common_prosperity.measures.shares import Share
from common_prosperity.measures.statements import Attested, Earlier, PanelMarks
from common_prosperity.quantities import UNSTATED, Number
from common_prosperity.reports.conditions import RowSpeaker, condition_words, edges_words
from common_prosperity.reports.figures import edge, interval
from common_prosperity.reports.voice import Voice
from common_prosperity.reports.wording import WORDING
from common_prosperity.schemes.model import SectionKind
from common_prosperity.schemes.points import Bands, Checklist, Choice, Curve, Marks, PerUnit, Shape, YesNo, set_edges


def shape_words(shape: Shape, measure: Any, voice: Voice, kind: SectionKind = SectionKind.BASE) -> str:
    """How points follow from what is known.

    Args:
        shape: the point shape.
        measure: the name of the criterion's measure, or `UNSTATED`.
        voice: knows the names.
        kind: of the section: whether the points are deducted.
    """
    tell = SHAPES.get(type(shape))
    return shape.tag if tell is None else tell(shape, measure, voice, kind)


def _points(points: Number, voice: Voice, kind: SectionKind) -> str:
    """So many points, or so many off."""
    words = voice.points(points)
    return voice.say("shape.costs", points=words) if kind is SectionKind.DEDUCTION else words


def _earned(points: Number, voice: Voice, kind: SectionKind) -> str:
    """The same, after what earns them."""
    words = _points(points, voice, kind)
    return words if kind is SectionKind.DEDUCTION else voice.say("shape.earns", points=words)


def _yes_no(shape: YesNo, _measure: Any, voice: Voice, kind: SectionKind) -> str:
    return voice.say(
        "shape.yes_no",
        condition=condition_words(shape.when, voice),
        points=_points(shape.points, voice, kind),
        otherwise=_points(shape.otherwise, voice, kind),
    )


def _choice(shape: Choice, measure: Any, voice: Voice, kind: SectionKind) -> str:
    return voice.listed(
        voice.say("shape.option", option=voice.option(measure, option), points=_points(points, voice, kind))
        for option, points in shape.options.items()
    )


def _bands(shape: Bands, measure: Any, voice: Voice, kind: SectionKind) -> str:
    unit = voice.unit(measure)
    return voice.listed(
        voice.say("shape.band", edges=edges_words(set_edges(band), unit, voice.lang), points=_points(band.points, voice, kind))
        for band in shape.bands
    )


def _curve(shape: Curve, measure: Any, voice: Voice, kind: SectionKind) -> str:
    knots = [
        voice.say("shape.knot", x=voice.edge(measure, knot.x), points=_earned(knot.y, voice, kind)) for knot in shape.knots
    ]
    return voice.say("shape.curve", knots=voice.say("comma").join(knots))


def _per_unit(shape: PerUnit, measure: Any, voice: Voice, kind: SectionKind) -> str:
    points = _earned(shape.points, voice, kind)
    each = f"shape.each.{voice.unit(measure)}"
    if shape.size == 1 and each in WORDING:
        text = voice.say(each, points=points)
    else:
        text = voice.say(f"shape.per-unit.{shape.count}", size=voice.edge(measure, shape.size), points=points)
    if shape.above:
        text += voice.say("shape.above", x=voice.edge(measure, shape.above))
    return text + _cap(shape.cap, voice, kind)


def _checklist(shape: Checklist, _measure: Any, voice: Voice, kind: SectionKind) -> str:
    items = voice.listed(
        voice.say("shape.item", label=voice.text(item.label), points=_points(item.points, voice, kind)) for item in shape.items
    )
    best = shape.best
    text = voice.say("shape.checklist", items=items) if best is UNSTATED else voice.say("shape.best", n=best, items=items)
    return text + _cap(shape.cap, voice, kind)


def _marks(shape: Marks, _measure: Any, voice: Voice, _kind: SectionKind) -> str:
    return voice.say("shape.marks", low=voice.points(shape.at_least), high=voice.points(shape.at_most))


def _cap(cap: Any, voice: Voice, kind: SectionKind) -> str:
    return "" if cap is UNSTATED else voice.say("shape.cap", points=_points(cap, voice, kind))


SHAPES: Final[Mapping[type, Callable[..., str]]] = {
    YesNo: _yes_no,
    Choice: _choice,
    Bands: _bands,
    Curve: _curve,
    PerUnit: _per_unit,
    Checklist: _checklist,
    Marks: _marks,
}


def how_words(how: How, unit: str, voice: Voice) -> str:
    """How a measure is taken.

    Args:
        how: its definition.
        unit: what the measure is counted in.
        voice: knows the names.
    """
    tell = HOWS.get(type(how))
    return how.tag if tell is None else tell(how, unit, voice)


def _table(table: str, voice: Voice) -> str:
    return voice.text(TABLES[table]) if table in TABLES else table


def _rows(condition: Condition, table: str, voice: Voice) -> str:
    return condition_words(condition, RowSpeaker(voice, table))


def _where(text: str, condition: Condition | None, table: str, voice: Voice) -> str:
    return text if condition is None else voice.say("how.where", how=text, where=_rows(condition, table, voice))


def _weights(weights: tuple[Weight, ...], table: str, voice: Voice) -> str:
    return voice.listed(
        voice.say("how.weight", counts=edge(weight.counts, "number", voice.lang), where=_rows(weight.where, table, voice))
        for weight in weights
    )


def _count(how: Count, _unit: str, voice: Voice) -> str:
    table = _table(how.of, voice)
    if how.weights:
        text = voice.say("how.count.weighted", table=table, weights=_weights(how.weights, how.of, voice))
    else:
        text = voice.say("how.count", table=table)
    return _where(text, how.where, how.of, voice)


def _of_column(how: Any, _unit: str, voice: Voice) -> str:
    table, _, column = how.of.partition(".")
    label = COLUMNS.get(table, {}).get(column)
    text = voice.say(f"how.{how.tag}", column=column if label is None else voice.text(label.label), table=_table(table, voice))
    return _where(text, how.where, table, voice)


def _share(how: Share, _unit: str, voice: Voice) -> str:
    text = voice.say("how.share", table=_table(how.of, voice), where=_rows(how.where, how.of, voice))
    if how.among is not None:
        text = voice.say("how.among", how=text, among=_rows(how.among, how.of, voice))
    return text if not how.weights else voice.say("with", a=text, b=_weights(how.weights, how.of, voice))


def _operand(value: Any, unit: str, voice: Voice) -> str:
    return voice.quantity(value) if isinstance(value, str) else edge(value, unit, voice.lang)


def _by_sign(how: Any, unit: str, voice: Voice) -> str:
    plain = "number" if how.tag in ("ratio", "product") else unit
    return voice.say(f"how.{how.tag}.sign").join(_operand(value, plain, voice) for value in how.of)


def _extreme(how: Any, unit: str, voice: Voice) -> str:
    return voice.say(f"how.{how.tag}", x=voice.listed(_operand(value, unit, voice) for value in how.of))


def _rounded(how: Rounded, unit: str, voice: Voice) -> str:
    return voice.say(f"how.rounded.{how.mode}", of=voice.quantity(how.of), to=edge(how.to, unit, voice.lang))


def cases_words(cases: tuple[Case, ...], unit: str, voice: Voice) -> str:
    """The cases of a value, in their order."""
    if len(cases) == 1 and cases[0].when is None:
        return _operand(cases[0].value, unit, voice)
    return voice.listed(_case(case, unit, voice) for case in cases)


def _case(case: Case, unit: str, voice: Voice) -> str:
    value = _operand(case.value, unit, voice)
    if case.when is None:
        return voice.say("otherwise", value=value)
    return voice.say("when", value=value, condition=condition_words(case.when, voice))


def _first(how: First, unit: str, voice: Voice) -> str:
    return voice.say("how.first", cases=cases_words(how.of, unit, voice))


def _attested(how: Attested, unit: str, voice: Voice) -> str:
    text = voice.say("how.attested.verified" if how.verified else "how.attested", of=how.of)
    if how.none is not UNSTATED:
        text = voice.say("with", a=text, b=voice.say("how.attested.none", x=edge(how.none, unit, voice.lang)))
    options = [_option(option, voice.text(label), voice) for option, label in how.options.items()]
    return voice.say("with", a=text, b=voice.series(options, "or")) if options else text


def _option(option: str, label: str, voice: Voice) -> str:
    """What an option is called, and by which id it is stated."""
    return option if label == option else voice.say("with", a=label, b=option)


def _panel(how: PanelMarks, _unit: str, voice: Voice) -> str:
    low, high = how.between
    text = voice.say(f"how.marks.{how.average}", x=voice.say("how.marks", of=how.of))
    return voice.say("with", a=text, b=interval(low, high, "points", voice.lang))


def _earlier(how: Earlier, _unit: str, voice: Voice) -> str:
    return voice.counted("how.earlier", how.years, of=voice.name(how.of), years=how.years)


HOWS: Final[Mapping[type, Callable[..., str]]] = {
    Count: _count,
    Sum: _of_column,
    Share: _share,
    Distinct: _of_column,
    Least: _of_column,
    Greatest: _of_column,
    Ratio: _by_sign,
    Total: _by_sign,
    Difference: _by_sign,
    Product: _by_sign,
    LeastOf: _extreme,
    GreatestOf: _extreme,
    Readings: _extreme,
    Rounded: _rounded,
    First: _first,
    Attested: _attested,
    PanelMarks: _panel,
    Earlier: _earlier,
}
"""How each kind of definition is told. A test holds the table complete."""
