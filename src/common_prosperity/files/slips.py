"""Slips of the pen: what people write for a key of a scheme file, and what the parser of TOML means by its messages."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from typing import Final

import attrs

from common_prosperity.errors import Problem

MEANT: Final[Mapping[str, Iterable[str]]] = {
    "at_least": (">=", "≥", "gte", "ge", "min", "minimum", "from", "以上", "不少于", "不低于"),
    "more_than": (">", "gt", "greater_than", "over", "超过"),
    "at_most": ("<=", "≤", "lte", "le", "max", "maximum", "to", "以下", "不超过"),
    "less_than": ("<", "lt", "below", "under", "不满", "低于"),
    "equals": ("=", "==", "is", "eq", "equal", "equal_to", "为"),
    "one_of": ("in", "is_in", "among"),
    "all": ("and", "all_of", "且"),
    "any": ("or", "any_of", "或"),
    "when": ("if", "condition"),
    "value": ("then",),
    "requires": ("condition", "when"),
    "condition": ("when", "if", "requires"),
    "applies": ("only_if", "where"),
    "points": ("score", "分值"),
    "label": ("name", "title"),
    "measure": ("metric", "indicator", "parameter"),
    "column": ("field",),
    "since": ("start", "valid_from"),
    "until": ("end", "valid_until"),
    "first": ("cases", "value"),
    "dated": ("value", "values"),
    "sections": ("criteria",),
}
"""For a key, what people write in its place."""

MANY: Final = 16
"""As many keys may be listed in a message."""

FULL_WIDTH: Final[Mapping[str, str]] = dict(zip("“”‘’，：｛｝［］（）＝", "\"\"'',:{}[]()=", strict=True))
"""Chinese punctuation, with the mark TOML knows."""

A_NUMBER: Final = (
    '数值不带单位，百分数加引号，如 10 或 "60%"',
    'numbers stand without a unit, percentages in quotation marks: 10, or "60%"',
)
TRUE_FALSE: Final = ("是与否写作小写的 true、false", "yes and no are written true and false, in small letters")
MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "%": A_NUMBER,
    "/": ("日期写作 2023-06-30", "a day is written 2023-06-30"),
    "T": TRUE_FALSE,
    "F": TRUE_FALSE,
}
"""What the mark that the parser stops at most often means."""
HINTS: Final = (
    (
        "Unclosed inline table",
        "花括号 { … } 没有闭合；其中的内容须写在同一行，各项以逗号分开",
        "braces { … } are not closed; what stands in them stands on one line, with commas between",
    ),
    (
        "a key part",
        "花括号 { … } 中的内容须写在同一行，各项以逗号分开；中文的键加引号",
        "what stands in braces { … } stands on one line, with commas between; a key in Chinese stands in quotation marks",
    ),
    (
        "Unclosed array",
        "方括号 [ … ] 没有闭合，或各项之间缺少逗号",
        "brackets [ … ] are not closed, or a comma is missing between items",
    ),
    ("Illegal character", "引号没有成对", "quotation marks do not come in pairs"),
    ("Unterminated string", "引号没有成对", "quotation marks do not come in pairs"),
    ("Unescaped '\\\\' in a string", "引号中的 \\ 须写作 \\\\", "within quotation marks, \\ is written \\\\"),
    ("Cannot overwrite a value", "同一个键写了两次", "a key stands twice"),
    ("Duplicate inline table key", "同一个键写了两次", "a key stands twice"),
    ("twice", "同一个方括号标题写了两次", "a heading in brackets stands twice"),
    ("namespace", "方括号标题与上文的键重复", "a heading in brackets repeats a key that stands above"),
    ("table declaration", "标题的方括号没有闭合", "the brackets of a heading are not closed"),
    ("array declaration", "标题的方括号没有闭合", "the brackets of a heading are not closed"),
    ("Invalid date", "日期写作 2023-06-30", "a day is written 2023-06-30"),
    ("Invalid value", "文字须加引号，日期写作 2023-06-30", "words stand in quotation marks, a day is written 2023-06-30"),
    ("Expected '='", "键之后应有等号：键 = 值", "after a key stands an equals sign: key = value"),
    ("Expected newline", "一行只写一项：键 = 值", "a line holds one key and its value"),
    ("Invalid statement", "此处应是 键 = 值，或方括号标题", "here stands a key and its value, or a heading in brackets"),
)
"""What a message of the parser most often means."""


def unknown_key(key: str, known: Collection[str]) -> Problem:
    """The problem of a key that nothing bears: with the one that is meant, or with those there are."""
    meant = [known_key for known_key, slips in MEANT.items() if known_key in known and key.lower() in slips]
    near = meant or difflib.get_close_matches(key[:100], sorted(known), n=1)
    if near:
        return Problem.of("$", "unknown-key-near", name=key, near=near[0])
    if len(known) <= MANY:
        return Problem.of("$", "unknown-key-known", name=key, known=", ".join(sorted(known)))
    return Problem.of("$", "unknown-key", name=key)


def toml_problem(text: str, message: str) -> Problem:
    """A message of the parser as a problem, with what it most often means.

    Args:
        text: the text that was parsed.
        message: the parser's words, which end in `(at line 3, column 24)`.
    """
    detail, _, place = message.rstrip(")").rpartition(" (at ")
    before, mark = _marks_at(text, place)
    if before.isdigit() and mark.isalpha():
        zh, en = A_NUMBER
    elif mark in FULL_WIDTH:
        zh, en = f"全角的 {mark} 应为半角的 {FULL_WIDTH[mark]}", f"the full-width {mark} should be a plain {FULL_WIDTH[mark]}"
    else:
        found = (hint for sign, *hint in HINTS if sign in detail)
        zh, en = MARKS.get(mark) or next(found, ("", ""))
    if not en:
        return Problem.of(place.replace(",", ""), "syntax", detail=detail)
    return Problem.of(place.replace(",", ""), "syntax-hint", zh=zh, en=en)


def _marks_at(text: str, place: str) -> tuple[str, str]:
    """The character before, and that at, `line 3, column 24`."""
    numbers = [int(word) for word in place.replace(",", "").split() if word.isdigit()]
    lines = text.split("\n")
    if len(numbers) != 2 or not 0 < numbers[0] <= len(lines):
        return "", ""
    line, at = lines[numbers[0] - 1], numbers[1] - 1
    return line[max(at - 1, 0) : at], line[at : at + 1]


OF_THE_SCHEME: Final = frozenset(
    {"edition", "issuer", "jurisdiction", "effective", "supersedes", "extends", "ladder", "points"}
)
"""Keys that only the scheme itself has."""


def placed(problem: Problem) -> Problem:
    """The same problem; told more exactly where a key of the scheme itself stands below a heading."""
    name = dict(problem.details).get("name", "")
    if (problem.place, name) == ("$", "criteria"):
        return attrs.evolve(problem, code="criteria-outside", details=())
    below = problem.place not in ("$", "") and ".criteria[" not in problem.place
    if problem.code.startswith("unknown-key") and name in OF_THE_SCHEME and below:
        return attrs.evolve(problem, code="misplaced-key", details=(("name", name),))
    return problem
