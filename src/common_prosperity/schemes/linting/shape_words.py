"""Words for point shapes and for whatever else a clause may hold, in Chinese and English."""

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from common_prosperity.facts.fields import limits_of
from common_prosperity.facts.places import Region
from common_prosperity.measures.aggregates import Count, Distinct, Sum
from common_prosperity.measures.cases import Case
from common_prosperity.measures.columns import COLUMNS, TABLES
from common_prosperity.measures.conditions import Condition
from common_prosperity.measures.extremes import Greatest, Least
from common_prosperity.measures.how import How, Weight
from common_prosperity.measures.shares import Share
from common_prosperity.quantities import UNSTATED, Text, Unstated
from common_prosperity.schemes.linting.pieces import band_region
from common_prosperity.schemes.linting.words import condition_text, number_text, region_text, yes_or_no
from common_prosperity.schemes.members import MEMBERS, WAYS
from common_prosperity.schemes.points import (
    Bands,
    Checklist,
    Choice,
    Counting,
    Curve,
    Marks,
    PerUnit,
    Shape,
    YesNo,
)

ABSENT: Final = Text("未写明", "not stated")
NOTHING: Final = Text("无", "none")
COUNTING: Final[Mapping[Counting, Text]] = {
    Counting.FULL: Text("每满 {size} 得 {points} 分", "{points} for each full {size}"),
    Counting.STARTED: Text("每 {size}（不足按一个计）得 {points} 分", "{points} for each {size} begun"),
    Counting.EXACT: Text("每 {size} 按比例得 {points} 分", "{points} for each {size}, in proportion"),
}


def joined(parts: "list[Text]") -> Text:
    """Phrases in a row."""
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def _yes_no(shape: Any) -> Text:
    words, points, otherwise = condition_text(shape.when), number_text(shape.points), number_text(shape.otherwise)
    return Text(f"{words.zh} 得 {points} 分，否则 {otherwise} 分", f"{points} if {words.en}, else {otherwise}")


def _choice(shape: Any) -> Text:
    return _mapping(shape.options)


def _bands(shape: Any) -> Text:
    parts = []
    for band in shape.bands:
        words, points = region_text(band_region(band)), number_text(band.points)
        parts.append(Text(f"{words.zh}：{points}", f"{words.en}: {points}"))
    return joined(parts)


def _curve(shape: Any) -> Text:
    return Text.same(" – ".join(f"({number_text(knot.x)}, {number_text(knot.y)})" for knot in shape.knots))


def _per_unit(shape: Any) -> Text:
    ends = {"size": number_text(shape.size), "points": number_text(shape.points)}
    words = COUNTING[shape.count]
    zh, en = words.zh.format_map(ends), words.en.format_map(ends)
    if shape.above:
        zh, en = f"自 {number_text(shape.above)} 起，{zh}", f"{en}, above {number_text(shape.above)}"
    if shape.cap is not UNSTATED:
        zh, en = f"{zh}，封顶 {number_text(shape.cap)}", f"{en}, up to {number_text(shape.cap)}"
    return Text(zh, en)


def _checklist(shape: Any) -> Text:
    parts = []
    for item in shape.items:
        words, points = condition_text(item.when), number_text(item.points)
        parts.append(Text(f"{item.label.zh}（{words.zh}）：{points}", f"{item.label.en} ({words.en}): {points}"))
    for limit, zh, en in ((shape.best, "取最高 {} 项", "the best {}"), (shape.cap, "封顶 {}", "up to {}")):
        if limit is not UNSTATED:
            parts.append(Text(zh.format(number_text(limit)), en.format(number_text(limit))))
    return joined(parts)


def _marks(shape: Any) -> Text:
    low, high = number_text(shape.at_least), number_text(shape.at_most)
    return Text(f"按分计，{low} 至 {high}", f"as marked, {low} to {high}")


SHAPES: Final[Mapping[type[Shape], Callable[[Any], Text]]] = {
    YesNo: _yes_no,
    Choice: _choice,
    Bands: _bands,
    Curve: _curve,
    PerUnit: _per_unit,
    Checklist: _checklist,
    Marks: _marks,
}


def value_text(value: Any) -> Text:
    """Any value of a clause in words."""
    return next((words(value) for cls, words in VALUES if isinstance(value, cls)), Text.same(str(value)))


def _case(case: Any) -> Text:
    words = Text("其余情形", "otherwise") if case.when is None else condition_text(case.when)
    given = value_text(case.value)
    return Text(f"{words.zh}：{given.zh}", f"{words.en}: {given.en}")


def _how(how: Any) -> Text:
    """The way a measure is taken, with whatever is not left at its default."""
    table = (
        getattr(how, "of", "").partition(".")[0] if isinstance(how, Count | Sum | Share | Distinct | Least | Greatest) else ""
    )
    shown = []
    for field in attrs.fields(type(how)):
        value = getattr(how, field.name)
        if value not in (field.default, UNSTATED, (), {}):
            words = _rows(value, table) if table else value_text(value)
            name = limits_of(field).name
            shown.append((f"{name.zh}：{words.zh}", f"{name.en}: {words.en}"))
    name = WAYS[how.tag]
    return Text(f"{name.zh}（{'；'.join(zh for zh, _ in shown)}）", f"{name.en} ({'; '.join(en for _, en in shown)})")


def _rows(value: Any, table: str) -> Text:
    """A part of what is taken from the rows of a table: the table or its column, a condition on its rows, or weights."""
    if isinstance(value, Condition):
        return condition_text(value, table=table)
    if isinstance(value, tuple):
        return joined([_weight(weight, table) for weight in value])
    name, _, column = value.partition(".")
    told = TABLES.get(name, Text.same(name))
    words = Text(told.zh.partition("（")[0], told.en.partition(",")[0])
    found = COLUMNS.get(name, {}).get(column)
    return words if found is None else Text(f"{words.zh}中的{found.label.zh}", f"{found.label.en} of {words.en}")


def _weight(weight: Weight, table: str) -> Text:
    words, counts = condition_text(weight.where, table=table), number_text(weight.counts)
    return Text(f"{words.zh} 计为 {counts}", f"{words.en} counts {counts}")


def _mapping(values: Any) -> Text:
    """Names and values; an option that is called by its own id is told once."""
    shown = [(key, value_text(item)) for key, item in values.items()]
    return joined([Text(f"{k}：{t.zh}" if t.zh != k else k, f"{k}: {t.en}" if t.en != k else k) for k, t in shown])


VALUES: Final[tuple[tuple[type, Callable[[Any], Text]], ...]] = (
    (Unstated, lambda _: ABSENT),
    (type(None), lambda _: NOTHING),
    (Text, lambda text: text),
    (Condition, condition_text),
    (Shape, lambda shape: SHAPES[type(shape)](shape)),
    (bool, yes_or_no),
    (int, lambda number: Text.same(number_text(number))),
    (Fraction, lambda number: Text.same(number_text(number))),
    (Case, _case),
    (How, _how),
    (tuple, lambda items: joined([value_text(item) for item in items])),
    (Mapping, _mapping),
    (enum.StrEnum, lambda member: MEMBERS[member]),
    (Region, lambda region: Text.same(region.code)),
    (dt.date, lambda day: Text.same(day.isoformat())),
)
"""How a value of each class is worded; the first class that fits applies."""
