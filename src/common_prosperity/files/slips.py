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
}
"""For a key, what people write in its place."""

MANY: Final = 16
"""As many keys may be listed in a message."""

FULL_WIDTH: Final[Mapping[str, str]] = dict(zip("“”‘’，：｛｝［］（）＝", "\"\"'',:{}[]()=", strict=True))
"""Chinese punctuation, with the mark TOML knows."""

HINTS: Final = (
    ("%", "一处百分数没有加引号", 'a percentage stands in quotation marks, "60%"'),
    ("inline table", "花括号 { … } 中的内容须写在同一行", "what stands in braces { … } stands on one line"),
    ("a key part", "花括号 { … } 中的内容须写在同一行", "what stands in braces { … } stands on one line"),
    ("Cannot overwrite a value", "同一个键写了两次", "a key stands twice"),
    ("Invalid value", "文字须加引号，日期写作 2023-06-30", "words stand in quotation marks, a day is written 2023-06-30"),
)
"""What a message of the parser, or the mark it stops at, most often means."""


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
    mark = _mark_at(text, place)
    zh = en = ""
    if mark in FULL_WIDTH:
        zh, en = f"全角的 {mark} 应为半角的 {FULL_WIDTH[mark]}", f"the full-width {mark} should be a plain {FULL_WIDTH[mark]}"
    else:
        zh, en = next(((zh, en) for sign, zh, en in HINTS if sign == mark or sign in detail), ("", ""))
    if not en:
        return Problem.of(place.replace(",", ""), "syntax", detail=detail)
    return Problem.of(place.replace(",", ""), "syntax-hint", detail=detail, zh=zh, en=en)


def _mark_at(text: str, place: str) -> str:
    """The character at `line 3, column 24`."""
    numbers = [int(word) for word in place.replace(",", "").split() if word.isdigit()]
    lines = text.split("\n")
    if len(numbers) != 2 or not 0 < numbers[0] <= len(lines):
        return ""
    return lines[numbers[0] - 1][numbers[1] - 1 : numbers[1]]


OF_THE_SCHEME: Final = frozenset(
    {"edition", "issuer", "jurisdiction", "effective", "supersedes", "extends", "ladder", "points"}
)
"""Keys that only the scheme itself has."""


def placed(problem: Problem) -> Problem:
    """The same problem; told more exactly where a key of the scheme itself stands below a heading."""
    name = dict(problem.details).get("name", "")
    below = problem.place not in ("$", "") and ".criteria[" not in problem.place
    if problem.code.startswith("unknown-key") and name in OF_THE_SCHEME and below:
        return attrs.evolve(problem, code="misplaced-key", details=(("name", name),))
    return problem
