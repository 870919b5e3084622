"""What each column means and how it is filled in (填写说明), in words, drawn from the declarations of the facts."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from common_prosperity.errors import Lang
from common_prosperity.facts.fields import Term
from common_prosperity.facts.places import Region
from common_prosperity.files.tables.layout import TABLES, Column, Table
from common_prosperity.files.tables.words import UNIT_NAMES
from common_prosperity.quantities import Month, Text, Yuan

HOW: Final[Mapping[type, Text]] = {
    str: Text("文字", "text"),
    bool: Text("是 或 否", "yes or no"),
    int: Text("整数", "a whole number"),
    Fraction: Text("数值，可带小数或写作 1/3", "a number, with decimals or as 1/3"),
    dt.date: Text("日期，如 2023-06-30", "a date, such as 2023-06-30"),
    Month: Text("月份，如 2023-06", "a month, such as 2023-06"),
    Yuan: Text(
        "金额，最多两位小数；可写 2,600元、1.2万元", "an amount with at most two decimals; 2,600元 and 1.2万元 are read"
    ),
    Region: Text("行政区划代码，2、4、6、9 或 12 位", "a region code of 2, 4, 6, 9 or 12 digits"),
}


def how(table: Table, column: Column, lang: Lang) -> str:  # noqa: PLR0911  # one line for each kind of column
    """How a cell is filled in."""
    classes = column.shape.classes
    if column.role == "workshop":
        return {
            "zh": "“工坊”表中的编号；一行为几个工坊共有时用、隔开",
            "en": "an id of the sheet workshops; ids parted by commas where several share the row",
        }[lang]
    if column.role == "key" and column.limits.identifier:
        title = TABLES[table.parent].name(lang)
        return f"“{title}”表中的{column.name.zh}" if lang == "zh" else f"as in the sheet {title}"
    if column.role == "rows":
        title = TABLES[f"{table.key}.{column.key}"].name(lang)
        return f"“有”（逐行填入“{title}”表）" if lang == "zh" else f"some (a row each in the sheet {title})"
    if column.role == "list":
        item = {"zh": "逐个填写，用、隔开", "en": "one after another, parted by commas"}[lang]
        return item if classes == {str} else f"{HOW[column.shape.cls].in_(lang)}{'；' if lang == 'zh' else '; '}{item}"
    if len(classes) > 1:
        both = {"zh": "是、否、数值或文字", "en": "yes, no, a number, or text"}
        return HOW[Fraction].in_(lang) if classes == {int, Fraction} else both[lang]
    if issubclass(column.shape.cls, Term):
        return ("、" if lang == "zh" else ", ").join(member.text.in_(lang) for member in column.shape.cls)
    if column.limits.refers in TABLES:
        title = TABLES[column.limits.refers].name(lang)
        return f"“{title}”表中的编号" if lang == "zh" else f"an id of the sheet {title}"
    if column.limits.identifier:
        return {"zh": "编号，不得用身份证号码", "en": "an id, never a national identity number"}[lang]
    return HOW[column.shape.cls].in_(lang) + _range(column, lang)


def _range(column: Column, lang: Lang) -> str:
    least, most = column.limits.at_least, column.limits.at_most
    if most is not None:
        return f"，{least}–{most}" if lang == "zh" else f", {least} to {most}"
    if least is not None:
        return f"，不小于 {least}" if lang == "zh" else f", at least {least}"
    return ""


def blanks(column: Column, lang: Lang) -> str:
    """What an empty cell, 无 and 有 mean in a column."""
    said = [Text("必填", "required") if column.required else Text("空白＝没有人说明", "empty: nobody has stated it")]
    if column.none:
        said.append(Text("无＝确认没有", "none: there is none"))
    if column.some and column.role != "rows":
        said.append(Text("有＝有，但未细分", "some: there is, without particulars"))
    return ("；" if lang == "zh" else "; ").join(words.in_(lang) for words in said)


def definition(table: Table, column: Column, lang: Lang) -> str:
    """The comment on a heading: both names, the definition, how to fill it in, what an empty cell means."""
    unit = UNIT_NAMES.get(column.limits.unit)
    other = column.name.en if lang == "zh" else column.name.zh
    title = f"{column.name.in_(lang)} {other}" + ("" if unit is None else f" [{unit.in_(lang)}]")
    lines = [title, meaning(column, lang), how(table, column, lang), blanks(column, lang)]
    if column.limits.personal:
        lines.append({"zh": "敏感个人信息", "en": "sensitive personal information"}[lang])
    return "\n".join(line for line in lines if line)


def meaning(column: Column, lang: Lang) -> str:
    """The definition a field declares, if it does."""
    note = column.limits.note
    return "" if note is None else note.in_(lang)
