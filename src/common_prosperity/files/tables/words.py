r"""The words cells are written in (单元格用语): none, some, yes, no, lists, literal text, and units of measure.

An empty cell is unstated. 无 or none is none, 有 or some says that there is one, 是/否 or yes/no answer a question.
Names in a list are parted by 、 or a comma, semicolon or line break. Text in straight double quotes is a JSON string
and is taken to the letter: `"无"` is a name, `"=1"` is no formula, `"a、b"` is one item.

>>> listed("甲、乙, “丙”; \"丁、戊\"")
['甲', '乙', '“丙”', '丁、戊']
"""

import functools
import json
import re
import sys
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from common_prosperity.quantities import Text

NONE: Final = Text("无", "none")
SOME: Final = Text("有", "some")
YES: Final = Text("是", "yes")
NO: Final = Text("否", "no")
OTHERS: Final = Text("其余", "others")
"""In the column of the workshop: every workshop that has no row of its own in the table."""

NONE_WORDS: Final = frozenset({"无", "没有", "none", "null"})
STILL_WORDS: Final = frozenset({"至今", "现在", "present"})
"""In place of a last day: there is none, it goes on."""
SOME_WORDS: Final = frozenset({"有", "some"})
YES_WORDS: Final = frozenset({"是", "yes", "true", "y", "√", "✓", "✔"})
NO_WORDS: Final = frozenset({"否", "不是", "no", "false", "n", "×", "✗", "✘"})
FIRST_LETTERS: Final = frozenset("无没有至现nsp" + "NSP" + "ｎｓｐＮＳＰ")
"""How the words of none, some and still begin, which spares looking at every cell closely."""
OTHERS_WORDS: Final = frozenset({"其余", "其他", "others"})
TOTAL_WORDS: Final = frozenset({"合计", "总计", "小计", "共计", "total", "totals", "subtotal", "grandtotal", "sum"})
"""What alone in a cell says that the row adds up others."""
MIXED_YES: Final = frozenset({"是", "yes", "true"})
"""Yes where a cell may also hold a number or words, and a letter or a tick could be a choice."""
MIXED_NO: Final = frozenset({"否", "no", "false"})

WHITE: Final = "".join(filter(str.isspace, map(chr, range(sys.maxunicode)))) + "\ufeff\u200b"
"""Whatever prints as nothing at the ends of a cell."""
FULL_WIDTH: Final = {
    full: full - 0xFEE0 for first, last in ("09", "AZ", "az") for full in range(ord(first) + 0xFEE0, ord(last) + 0xFEE1)
}
"""Full-width digits and letters as typed with a Chinese keyboard."""
WHOLE: Final = re.compile(r"(?:0|[1-9][0-9]{0,14})\.0")
"""How programs write out a whole number that they keep as a fraction; it is exact up to fifteen digits."""
SHORTENED: Final = re.compile(r"[1-9](?:\.[0-9]+)?E\+[0-9]{2,3}|[1-9][0-9]{15,}\.0", re.IGNORECASE)
"""How programs write out a number of which they keep or show the first digits alone."""
SEPARATORS: Final = "、,，;；\r\n"
SPACES: Final = "".join(set(WHITE) - set(SEPARATORS))
ITEM: Final = re.compile(f"[^{SEPARATORS}]*")
FORMULA_STARTS: Final = tuple("=+-@\t\r＝＋－＠")
"""How text begins that a spreadsheet program may take for a formula."""


def trimmed(text: str) -> str:
    """Text without white space at its ends."""
    return text.strip(WHITE)


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Words as they are compared: half width, lower case, without spaces, underscores and hyphens."""
    return re.sub(r"[\s_\-]+", "", unicodedata.normalize("NFKC", trimmed(text)).casefold())


def literal_of(text: str) -> str | None:
    """What text in straight double quotes says to the letter; `None` where it is not so written."""
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, str) else None


def literal(text: str) -> str:
    """Text as a JSON string, which `literal_of` reads back; control characters and halves of characters are escaped."""
    plain = json.dumps(text, ensure_ascii=False)
    return "".join(c if _printable(c) else f"\\u{ord(c):04x}" for c in plain)


def _printable(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cs", "Cn", "Co"} or ord(character) > 0xFFFF


def identifier(text: str) -> str:
    """An identifier as it is compared: full-width digits and letters become plain ones, and `1001.0` is 1001."""
    found = text.strip() if text.isascii() else trimmed(text).translate(FULL_WIDTH)
    return found[:-2] if found.endswith(".0") and WHOLE.fullmatch(found) else found


def listed(text: str) -> list[str]:
    """The items of a list in one cell; empty ones are passed over."""
    if '"' not in text:
        return [item for part in re.split(f"[{SEPARATORS}]", text) if (item := identifier(part))]
    found: list[str] = []
    at = 0
    while at < len(text):
        if text[at] in SEPARATORS or text[at] in WHITE:
            at += 1
            continue
        if text[at] == '"':
            quoted = _quoted(text, at)
            if quoted is not None:
                found.append(quoted[0])
                at = quoted[1]
                continue
        match = ITEM.match(text, at)
        plain = "" if match is None else match[0]
        found.append(identifier(plain))
        at += len(plain)
    return found


def _quoted(text: str, at: int) -> tuple[str, int] | None:
    """An item in straight double quotes and where it ends, if one stands at a place."""
    try:
        item, end = json.JSONDecoder().raw_decode(text, at)
    except ValueError:
        return None
    rest = text[end:].lstrip(SPACES)
    return (item, end) if not rest or rest[0] in SEPARATORS else None


MONEY: Final[Mapping[str, Fraction]] = {
    word: Fraction(factor)
    for factor, words in {
        1: ("元", "圆", "人民币元", "yuan", "rmb", "cny"),
        1000: ("千元",),
        10_000: ("万元", "万"),
        100_000_000: ("亿元", "亿"),
    }.items()
    for word in words
}
MONTHLY: Final = {
    f"{word}{each}": factor for word, factor in MONEY.items() for each in ("", "/月", "每月", "/month", "permonth", "amonth")
}
UNITS: Final[Mapping[str, Mapping[str, Fraction]]] = {
    "yuan": MONEY,
    "yuan_per_month": MONTHLY,
    "hours": {word: Fraction(1) for word in ("小时", "h", "hr", "hrs", "hour", "hours")} | {"分钟": Fraction(1, 60)},
    "m2": {word: Fraction(1) for word in ("m2", "平方米", "平米", "sqm")}
    | {"亩": Fraction(2000, 3), "公顷": Fraction(10_000), "ha": Fraction(10_000)},
    "points": {word: Fraction(1) for word in ("分", "points", "point", "pts")},
}
"""Every unit word that can be converted exactly, by the unit of the field, with its factor."""

UNIT_NAMES: Final[Mapping[str, Text]] = {
    "yuan": Text("元", "yuan"),
    "yuan_per_month": Text("元/月", "yuan/month"),
    "hours": Text("小时", "hours"),
    "m2": Text("m²", "m²"),
    "points": Text("分", "points"),
}
"""The unit of a field as a heading shows it."""

FOREIGN: Final = frozenset(word for words in UNITS.values() for word in words) | {
    "美元", "港元", "usd", "天", "日", "days", "学时", "课时", "元/年", "元/天", "元/日", "万元/年", "yuan/year", "平方尺",
}  # fmt: skip
"""Words known to be units; in the heading of a column of another unit they are a fault, not a remark."""
