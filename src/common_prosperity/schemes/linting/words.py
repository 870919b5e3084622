"""Words for numbers, regions and conditions, in Chinese and English."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

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


def condition_text(condition: Condition, scheme: Scheme | None = None) -> Text:
    """A condition in words: `people_employed ≥ 10`; names with their labels where the scheme is known."""
    if isinstance(condition, Compare):
        return _comparison(condition, scheme)
    if isinstance(condition, Not):
        inner = condition_text(condition.of, scheme)
        return Text(f"非（{inner.zh}）", f"not ({inner.en})")
    assert isinstance(condition, All | AnyOf | AtLeastKOf)
    parts = [condition_text(part, scheme) for part in condition.of]
    if not parts:
        return Text("无条件", "always")
    inner_zh, inner_en = (
        [_bracketed(text.zh, part) for text, part in zip(parts, condition.of, strict=True)],
        [_bracketed(text.en, part) for text, part in zip(parts, condition.of, strict=True)],
    )
    if isinstance(condition, AtLeastKOf):
        return Text(f"至少 {condition.k} 项：{'；'.join(inner_zh)}", f"at least {condition.k} of: {'; '.join(inner_en)}")
    zh, en = (" 且 ", " and ") if isinstance(condition, All) else (" 或 ", " or ")
    return Text(zh.join(inner_zh), en.join(inner_en))


def _bracketed(text: str, part: Condition) -> str:
    return text if isinstance(part, Compare | Not) else f"({text})"


def _comparison(leaf: Compare, scheme: Scheme | None) -> Text:
    subject, sign, unit = named(leaf.subject, scheme), SIGNS[leaf.relation], unit_of(leaf.subject, scheme)
    edge = leaf.edge
    if isinstance(edge, bool):
        shown = Text("是", "yes") if edge else Text("否", "no")
    elif isinstance(edge, tuple):
        items = ", ".join(item if isinstance(item, str) else quantity_text(item, unit) for item in edge)
        shown = Text.same(f"{{{items}}}")
    else:
        shown = named(edge, scheme) if isinstance(edge, str) else Text.same(quantity_text(edge, unit))
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
