"""Words for numbers, regions and conditions, in Chinese and English."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from common_prosperity.measures.conditions import SIGNS, All, AnyOf, AtLeastKOf, Compare, Condition, Not
from common_prosperity.measures.definition import Unit
from common_prosperity.quantities import Number, Text, decimal_text
from common_prosperity.quantities.bounds import tidy
from common_prosperity.schemes.linting.intervals import Interval, IntervalSet

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


def quantity_text(value: Number, unit: Unit) -> str:
    """A number of a unit; a share as a percentage where that has an end."""
    percent = tidy(Fraction(value) * 100)
    shown = decimal_text(percent)
    return f"{shown}%" if unit is Unit.SHARE and "/" not in shown else number_text(value)


def span_text(span: Interval) -> Text:
    """One stretch in words."""
    if span.is_point:
        return Text.same(number_text(span.inside()))
    words = SPANS[span.low is not None, span.holds_low, span.high is not None, span.holds_high]
    ends = {"low": number_text(span.low), "high": number_text(span.high)}
    return Text(words.zh.format_map(ends), words.en.format_map(ends))


def region_text(region: IntervalSet, limit: int = 6) -> Text:
    """A set of numbers in words; of many stretches only the first few."""
    spans = [span_text(span) for span in region]
    more = len(spans) - limit
    shown = spans[:limit]
    zh = "、".join(text.zh for text in shown) + (f" 等 {len(spans)} 处" if more > 0 else "")
    en = "; ".join(text.en for text in shown) + (f" and {more} more" if more > 0 else "")
    return Text(zh, en)


def listed(items: Sequence[str]) -> Text:
    """Names in a row."""
    return Text("、".join(items), ", ".join(items))


def options_text(options: Sequence[str]) -> Text:
    """Options in a row, a stated none last and in words."""
    named = [Text.same(option) for option in options if option != "none"]
    told = [*named, *([Text("无（none）", "a stated none")] if "none" in options else [])]
    return Text("、".join(text.zh for text in told), " or ".join(text.en for text in told))


def condition_text(condition: Condition) -> Text:
    """A condition by the names it compares, `people_employed ≥ 10`."""
    if isinstance(condition, Compare):
        return Text.same(_comparison(condition))
    if isinstance(condition, Not):
        inner = condition_text(condition.of)
        return Text(f"非（{inner.zh}）", f"not ({inner.en})")
    assert isinstance(condition, All | AnyOf | AtLeastKOf)
    parts = [condition_text(part) for part in condition.of]
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


def _comparison(leaf: Compare) -> str:
    edge = leaf.edge
    if isinstance(edge, bool):
        shown = "yes" if edge else "no"
    elif isinstance(edge, tuple):
        shown = "{" + ", ".join(item if isinstance(item, str) else decimal_text(item) for item in edge) + "}"
    else:
        shown = edge if isinstance(edge, str) else decimal_text(edge)
    return f"{leaf.subject} {SIGNS[leaf.relation]} {shown}"
