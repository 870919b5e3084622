"""How a single plain value is read; the quick and the careful path of the codec share these."""

import datetime as dt
import enum
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final, TypeVar

import attrs

from common_prosperity.errors import Fault
from common_prosperity.facts.checking import kind_words
from common_prosperity.facts.fields import Shape, Term
from common_prosperity.facts.places import Region
from common_prosperity.files import grammar
from common_prosperity.measures.conditions import Condition
from common_prosperity.quantities import (
    Bounds,
    Month,
    Number,
    Options,
    Text,
    Yuan,
    date_of,
    exact,
)
from common_prosperity.schemes.members import MEMBERS
from common_prosperity.schemes.points import Knot

T = TypeVar("T")


Reader = Callable[[Any, Any], Any]
"""Reads one plain value; the second argument is the type that cattrs passes along."""


AN_OBJECT: Final = {"zh": "对象，即花括号 { … } 中的键与值", "en": "an object: keys and values in braces { … }"}


def an_object(cls: type) -> dict[str, str]:
    """What is expected of a fact: an object, with the keys that must be there."""
    needed = ", ".join(field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING)
    return {"zh": f"{AN_OBJECT['zh']}，必有 {needed}", "en": f"{AN_OBJECT['en']}, with {needed}"} if needed else AN_OBJECT


class RepeatedKeys(dict[str, Any]):
    """A table in which keys stood more than once."""

    def __init__(self, table: dict[str, Any], repeated: tuple[str, ...]) -> None:
        super().__init__(table)
        self.repeated = repeated


@attrs.frozen
class Plain:
    """Plain data: dictionaries, lists, text, numbers, booleans and `None`, as JSON has them."""

    value: Any

    def repeats(self, keys: int) -> object | None:  # noqa: ARG002  # for descendants that know the text
        """The data with repeated keys marked, if there are any; `keys` is how many keys were read."""
        return None


def _read_number(value: Any, _: Any) -> Number:
    return exact(value)


def _as_is(value: Any, _: Any) -> Any:
    return value


def _reader(read: Callable[[Any], Any]) -> Reader:
    return lambda value, _: read(value)


READERS: Final[dict[type, Reader]] = {
    str: _as_is,
    bool: _as_is,
    int: _as_is,
    Yuan: _reader(Yuan.of),
    dt.date: _reader(date_of),
    Month: _reader(Month.of),
    Region: _reader(Region),
    Text: _reader(grammar.read_text),
    Knot: _reader(grammar.read_knot),
    Bounds: _reader(grammar.read_bounds),
    Options: _reader(grammar.read_options),
    Condition: _reader(grammar.read_condition),
}
"""How a single value is read. Where the class itself checks the value, it is passed as it is."""


STATEMENT: Final[frozenset[type]] = frozenset({bool, int, Fraction, str})
"""What a statement may answer with."""


MIXED: Final[dict[frozenset[type], Reader]] = {
    frozenset({int, Fraction}): _read_number,
    frozenset({int, Fraction, str}): _reader(grammar.read_quantity),
    STATEMENT: _reader(grammar.read_statement),
    frozenset({Bounds, Options}): _reader(grammar.read_value),
}
"""How a value of several classes is read."""


def _term_reader(cls: type[enum.StrEnum]) -> Reader:
    members = {member.value: member for member in cls}

    def read(value: Any, _: Any) -> enum.StrEnum:
        try:
            return members[value]
        except (KeyError, TypeError):
            told = {"allowed": ", ".join(members), "allowed@zh": "、".join(map(_in_chinese, cls))}
            raise Fault.of("$", "not-one-of", **told) from None

    return read


def _in_chinese(member: enum.StrEnum) -> str:
    """A member of a closed list as a file writes it, with what it is called."""
    words = member.text if isinstance(member, Term) else MEMBERS.get(member)
    return member.value if words is None else f"{member.value}（{words.zh}）"


def value_reader(shape: Shape, of_class: Callable[[type], Reader]) -> Reader:
    """The reader of a stated value, or of one item of a collection."""
    if len(shape.classes) > 1:
        return MIXED[shape.classes]
    if issubclass(shape.cls, enum.StrEnum):
        return _term_reader(shape.cls)
    return READERS.get(shape.cls) or of_class(shape.cls)


def refusal(shape: Shape, value: object) -> Fault:
    """The fault of a value that is not of a field's shape."""
    if value is None:
        return Fault.of("$", "null")
    zh, en = kind_words(shape)
    if shape.many and isinstance(value, dict):
        zh, en = f"{zh}（在办法文件中标题用双方括号：[[…]]）", f"{en} (in a scheme file, headings in two brackets: [[…]])"
    if shape.keyed and isinstance(value, list) and any(isinstance(item, dict) for item in value):
        zh, en = f"{zh}（标题用单方括号，连同名称：[….名称]）", f"{en} (headings in one bracket, with the name: [….name])"
    return Fault.of("$", "expected", zh=zh, en=en)


def is_fact(cls: type) -> bool:
    """Whether a class is declared field by field, so that it is read as a table."""
    return attrs.has(cls) and cls not in READERS and not issubclass(cls, Condition)
