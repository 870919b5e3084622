"""Words for point shapes and for whatever else a clause may hold, in Chinese and English."""

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from common_prosperity.measures.cases import Case
from common_prosperity.measures.conditions import Condition
from common_prosperity.measures.how import How, Weight
from common_prosperity.quantities import UNSTATED, Text, Unstated
from common_prosperity.schemes.linting.pieces import band_region
from common_prosperity.schemes.linting.words import condition_text, number_text, region_text
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
    return joined([Text.same(f"{option}: {number_text(points)}") for option, points in shape.options.items()])


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
    """The way a measure is taken, by the keys of a scheme file that are not left at their defaults."""
    stated = [(field.name, getattr(how, field.name)) for field in attrs.fields(type(how))]
    shown = [
        (name, value_text(value))
        for (name, value), field in zip(stated, attrs.fields(type(how)), strict=True)
        if value != field.default and value is not UNSTATED
    ]
    zh = "，".join(f"{name} = {text.zh}" for name, text in shown)
    return Text(f"{how.tag}（{zh}）", f"{how.tag} ({', '.join(f'{name} = {text.en}' for name, text in shown)})")


def _weight(weight: Any) -> Text:
    words, counts = condition_text(weight.where), number_text(weight.counts)
    return Text(f"{words.zh} 计为 {counts}", f"{words.en} counts {counts}")


def _mapping(values: Any) -> Text:
    return joined([Text.same(f"{key}: {value_text(item).en}") for key, item in values.items()])


VALUES: Final[tuple[tuple[type, Callable[[Any], Text]], ...]] = (
    (Unstated, lambda _: ABSENT),
    (type(None), lambda _: NOTHING),
    (Text, lambda text: text),
    (Condition, condition_text),
    (Shape, lambda shape: SHAPES[type(shape)](shape)),
    (bool, lambda value: Text("是", "yes") if value else Text("否", "no")),
    (int, lambda number: Text.same(number_text(number))),
    (Fraction, lambda number: Text.same(number_text(number))),
    (Case, _case),
    (How, _how),
    (Weight, _weight),
    (tuple, lambda items: joined([value_text(item) for item in items])),
    (Mapping, _mapping),
    (enum.StrEnum, lambda member: Text.same(member.value)),
    (dt.date, lambda day: Text.same(day.isoformat())),
)
"""How a value of each class is worded; the first class that fits applies."""
