"""Words for numbers, regions and conditions, in Chinese and English."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from common_prosperity.measures.columns import COLUMNS, Column
from common_prosperity.measures.conditions import SIGNS, All, AnyOf, AtLeastKOf, Compare, Condition, Not
from common_prosperity.measures.definition import Measure, Parameter, Unit
from common_prosperity.quantities import Bounds, Number, Text, decimal_text
from common_prosperity.quantities.bounds import tidy
from common_prosperity.schemes.linting.intervals import Interval, IntervalSet
from common_prosperity.schemes.linting.worlds import World
from common_prosperity.schemes.model import Scheme, is_outcome

SPANS: Final = {
    (True, True, True, True): Text("{low} 至 {high}", "{low} to {high}"),
    (True, True, True, False): Text("{low} 以上、不满 {high}", "{low} to below {high}"),
    (True, False, True, True): Text("超过 {low}、至多 {high}", "above {low}, up to {high}"),
    (True, False, True, False): Text("大于 {low}、小于 {high}", "between {low} and {high}"),
    (True, True, False, False): Text("{low} 以上", "{low} or more"),
    (True, False, False, False): Text("超过 {low}", "more than {low}"),
    (False, False, True, True): Text("至多 {high}", "{high} or less"),
    (False, False, True, False): Text("不满 {high}", "less than {high}"),
    (False, False, False, False): Text("任何数值", "any value"),
}
"""Whether there is a lower end, whether it belongs, whether there is an upper end, whether it belongs: the wording."""


def number_text(value: Number | None) -> str:
    """A number as written in a scheme; a thin bar for none."""
    return "—" if value is None else decimal_text(tidy(value))


def quantity_text(value: Number, unit: Unit | None) -> str:
    """A number of a unit; a share as a percentage where that has an end."""
    percent = tidy(Fraction(value) * 100)
    shown = decimal_text(percent)
    return f"{shown}%" if unit is Unit.SHARE and "/" not in shown else number_text(value)


def unit_of(name: str, scheme: Scheme | None) -> Unit | None:
    """The unit of a measure or parameter; `None` for points and other outcomes."""
    known = _definition(name, scheme)
    return None if known is None else known.unit


def _definition(name: str, scheme: Scheme | None) -> Measure | Parameter | None:
    return None if scheme is None or is_outcome(name) else scheme.parameters.get(name) or scheme.measures.get(name)


def named(name: str, scheme: Scheme | None) -> Text:
    """A measure or parameter by its label, with its name in the file; anything else by its name alone."""
    known = _definition(name, scheme)
    if known is None:
        return Text.same(name)
    said = known.label.en.replace(" ", "_") == name  # an English label that says no more than the name
    return Text(f"{known.label.zh}（{name}）", name if said else f"{known.label.en} ({name})")


def span_text(span: Interval, unit: Unit | None = None) -> Text:
    """One stretch in words."""
    if span.is_point:
        return Text.same(quantity_text(span.inside(), unit))
    words = SPANS[span.low is not None, span.holds_low, span.high is not None, span.holds_high]
    ends = {key: "" if end is None else quantity_text(end, unit) for key, end in (("low", span.low), ("high", span.high))}
    return Text(words.zh.format_map(ends), words.en.format_map(ends))


def region_text(region: IntervalSet, unit: Unit | None = None, limit: int = 6) -> Text:
    """A set of numbers of a unit in words; of many stretches only the first few."""
    spans = [span_text(span, unit) for span in region]
    more = len(spans) - limit
    shown = spans[:limit]
    zh = "、".join(text.zh for text in shown) + (f" 等 {len(spans)} 处" if more > 0 else "")
    en = "; ".join(text.en for text in shown) + (f" and {more} more" if more > 0 else "")
    return Text(zh, en)


def listed(items: Sequence[str | Text]) -> Text:
    """Names in a row."""
    texts = [item if isinstance(item, Text) else Text.same(item) for item in items]
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))


def options_text(options: Sequence[str]) -> Text:
    """Options in a row, a stated none last and in words."""
    named = [Text.same(option) for option in options if option != "none"]
    told = [*named, *([Text("无（none）", "a stated none")] if "none" in options else [])]
    return Text("、".join(text.zh for text in told), " or ".join(text.en for text in told))


def condition_text(condition: Condition, scheme: Scheme | None = None, *, table: str = "") -> Text:
    """A condition in words, `people_employed ≥ 10`.

    Args:
        condition: the condition.
        scheme: the scheme, where measures are told by what they are called as well.
        table: the table whose rows it speaks of, where it compares columns: these are told by what they are called.
    """
    if isinstance(condition, Compare):
        column = COLUMNS.get(table, {}).get(condition.subject)
        return _of_measure(condition, scheme) if column is None else _of_column(condition, column)
    if isinstance(condition, Not):
        inner = condition_text(condition.of, scheme, table=table)
        return Text(f"非（{inner.zh}）", f"not ({inner.en})")
    assert isinstance(condition, All | AnyOf | AtLeastKOf)
    parts = [condition_text(part, scheme, table=table) for part in condition.of]
    if not parts:
        return Text("无条件", "always")
    inner_zh = [text.zh if isinstance(part, Compare | Not) else f"（{text.zh}）" for text, part in _pairs(parts, condition)]
    inner_en = [text.en if isinstance(part, Compare | Not) else f"({text.en})" for text, part in _pairs(parts, condition)]
    if isinstance(condition, AtLeastKOf):
        return Text(f"至少 {condition.k} 项：{'；'.join(inner_zh)}", f"at least {condition.k} of: {'; '.join(inner_en)}")
    zh, en = (" 且 ", " and ") if isinstance(condition, All) else (" 或 ", " or ")
    return Text(zh.join(inner_zh), en.join(inner_en))


def _pairs(parts: Sequence[Text], condition: All | AnyOf | AtLeastKOf) -> Iterator[tuple[Text, Condition]]:
    return zip(parts, condition.of, strict=True)


def _of_measure(leaf: Compare, scheme: Scheme | None) -> Text:
    unit = unit_of(leaf.subject, scheme)

    def edge(value: object) -> Text:
        if isinstance(value, bool):
            return yes_or_no(value)
        if isinstance(value, int | Fraction):
            return Text.same(quantity_text(value, unit))
        return named(str(value), scheme) if leaf.edge_name is not None else Text.same(str(value))

    return _compared(named(leaf.subject, scheme), leaf, edge)


def _of_column(leaf: Compare, column: Column) -> Text:
    options = () if column.options is None else column.options

    def edge(value: object) -> Text:
        if isinstance(value, bool):
            return yes_or_no(value)
        if isinstance(value, int | Fraction):
            return Text.same(decimal_text(value))
        return next((option.text for option in options if option.value == value), Text.same(str(value)))

    return _compared(column.label, leaf, edge)


def _compared(subject: Text, leaf: Compare, edge: Callable[[object], Text]) -> Text:
    edges = [edge(each) for each in (leaf.edge if isinstance(leaf.edge, tuple) else (leaf.edge,))]
    shown = edges[0]
    if isinstance(leaf.edge, tuple):
        shown = Text("{" + "、".join(each.zh for each in edges) + "}", "{" + ", ".join(each.en for each in edges) + "}")
    sign = SIGNS[leaf.relation]
    return Text(f"{subject.zh} {sign} {shown.zh}", f"{subject.en} {sign} {shown.en}")


def world_text(world: World, scheme: Scheme | None) -> Text:
    """Facts in a row, each by its name."""
    texts = []
    for name, value in world.items():
        unit, what = unit_of(name, scheme), named(name, scheme)
        number = value.lower if isinstance(value, Bounds) and value.lower == value.upper else None
        shown = str(value) if number is None else quantity_text(number, unit)
        texts.append(Text(f"{what.zh} = {shown}", f"{what.en} = {shown}"))
    return listed(texts)


def yes_or_no(value: object) -> Text:
    """Yes or no."""
    return Text("是", "yes") if value else Text("否", "no")
