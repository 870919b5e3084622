"""Words for numbers, regions and conditions, in Chinese and English."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from common_prosperity.measures.columns import COLUMNS, Column
from common_prosperity.measures.conditions import SIGNS, All, AnyOf, AtLeastKOf, Compare, Condition, Not
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


def condition_text(condition: Condition, table: str = "") -> Text:
    """A condition by the names it compares, `people_employed ≥ 10`.

    Args:
        condition: the condition.
        table: the table whose rows it speaks of, where it compares columns: these are told by what they are called.
    """
    if isinstance(condition, Compare):
        return _comparison(condition, COLUMNS.get(table, {}).get(condition.subject))
    if isinstance(condition, Not):
        inner = condition_text(condition.of, table)
        return Text(f"非（{inner.zh}）", f"not ({inner.en})")
    assert isinstance(condition, All | AnyOf | AtLeastKOf)
    parts = [condition_text(part, table) for part in condition.of]
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


def _comparison(leaf: Compare, column: Column | None) -> Text:
    edges = [_edge(edge, column) for edge in (leaf.edge if isinstance(leaf.edge, tuple) else (leaf.edge,))]
    shown = edges[0]
    if isinstance(leaf.edge, tuple):
        shown = Text("{" + "、".join(edge.zh for edge in edges) + "}", "{" + ", ".join(edge.en for edge in edges) + "}")
    subject = Text.same(leaf.subject) if column is None else column.label
    sign = SIGNS[leaf.relation]
    return Text(f"{subject.zh} {sign} {shown.zh}", f"{subject.en} {sign} {shown.en}")


def _edge(edge: object, column: Column | None) -> Text:
    """What is compared with: yes or no, a number, or an option or quantity by its name."""
    if isinstance(edge, bool):
        return yes_or_no(edge)
    if isinstance(edge, int | Fraction):
        return Text.same(decimal_text(edge))
    options = () if column is None or column.options is None else column.options
    return next((option.text for option in options if option.value == edge), Text.same(str(edge)))


def yes_or_no(value: object) -> Text:
    """Yes or no."""
    return Text("是", "yes") if value else Text("否", "no")
