"""How a fact is declared: one annotation and one term per field say everything the other rooms need.

`field_transformer=declared` gives a frozen attrs class validators that follow from its annotations: types are exact
(`True` is no number, a `float` is no amount), `None` and `UNSTATED` are allowed only where written.
`term` gives a field its Chinese and English name, its unit and its limits. Codec, JSON Schema, workbook
headings and reference pages all read the same declaration.
"""

import datetime as dt
import enum
import functools
import re
import types
import typing
import unicodedata
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, NoReturn, Self, TypeAlias, TypeVar

import attrs

from common_prosperity.errors import Fault, shown
from common_prosperity.quantities import UNSTATED, Text, Unstated, Yuan
from common_prosperity.quantities.calendar import FIRST_DAY, LAST_DAY

T = TypeVar("T")

Maybe: TypeAlias = T | Unstated
"""A fact that may be unstated."""

ID_LIMIT: Final = 128
SURELY_OPAQUE: Final = 15
"""Shorter text cannot hold an identity number."""
TEXT_LIMIT: Final = 4000


class Term(enum.StrEnum):
    """A closed list whose members carry their official Chinese term and an English one."""

    text: Text

    def __new__(cls, value: str, zh: str, en: str) -> Self:
        """A member: its key in files, its Chinese term, its English term."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.text = Text(zh, en)
        return member


@attrs.frozen
class Shape:
    """What a field may hold, read off its annotation."""

    classes: frozenset[type]
    """The exact classes of a stated value, or of each item of a collection."""
    many: bool = False
    none: bool = False
    unstated: bool = False
    keyed: bool = False
    """Whether the field holds a mapping from names to values of the classes."""

    @functools.cached_property
    def families(self) -> tuple[type, ...]:
        """The classes of which descendants are accepted as well: those of our own making."""
        return tuple(cls for cls in self.classes if attrs.has(cls))

    @property
    def cls(self) -> type:
        """The one class, where there is only one."""
        return next(iter(self.classes))


@attrs.frozen
class Limits:
    """What `term` says of a field besides its type."""

    name: Text
    unit: str = ""
    identifier: bool = False
    refers: str = ""
    """The collection of the dossier whose ids this field holds."""
    personal: bool = False
    """Sensitive personal information (个人信息保护法 art. 28): kept out of `repr` and of messages."""
    at_least: int | None = None
    at_most: int | None = None
    note: Text | None = None


def term(
    zh: str,
    en: str,
    *,
    unit: str = "",
    identifier: bool = False,
    refers: str = "",
    personal: bool = False,
    at_least: int | None = None,
    at_most: int | None = None,
    note: tuple[str, str] | None = None,
) -> Mapping[str, Limits]:
    """Metadata of a field: its names and, where they apply, unit, role, privacy, smallest value and definition."""
    about = None if note is None else Text(*note)
    return {"term": Limits(Text(zh, en), unit, identifier, refers, personal, at_least, at_most, about)}


UNIONS: Final = (typing.Union, types.UnionType)


def _shape_of(annotation: Any) -> Shape:
    parts = typing.get_args(annotation) if typing.get_origin(annotation) in UNIONS else (annotation,)
    plain = [part for part in parts if part not in (type(None), Unstated)]
    origin = typing.get_origin(plain[0])
    many, keyed = origin is tuple, origin is Mapping
    if many or keyed:
        inner = typing.get_args(plain[0])[-1 if keyed else 0]
        plain = list(typing.get_args(inner)) if typing.get_origin(inner) in UNIONS else [inner]
    return Shape(frozenset(plain), many, type(None) in parts, Unstated in parts, keyed)


shape_of: Final[Callable[[Any], Shape]] = functools.cache(_shape_of)
"""The shape an annotation describes."""


def limits_of(attribute: "attrs.Attribute[Any]") -> Limits:
    """What `term` said of a field."""
    limits: Limits = attribute.metadata["term"]
    return limits


WORDS: Final[Mapping[type, tuple[str, str]]] = {
    bool: ("是或否", "yes or no (true or false)"),
    int: ("整数", "a whole number"),
    Fraction: ("数值", "an exact number"),
    str: ("文本", "text"),
    dt.date: ("日期", "a date"),
    Yuan: ("金额", "an amount of money"),
}


def kind_words(shape: Shape) -> tuple[str, str]:
    """What a field asks for, in Chinese and English."""
    if shape.many:
        return "列表", "a list"
    if shape.keyed:
        return "对照表", "a table of names and values"
    words = [WORDS.get(cls, (cls.__name__, f"a {cls.__name__}")) for cls in sorted(shape.classes, key=lambda c: c.__name__)]
    return "或".join(zh for zh, _ in words), " or ".join(en for _, en in words)


def check_text(value: str, place: str, *, identifier: bool) -> None:
    """Refuse text that is empty or endless, and ids that look like national identity numbers.

    Raises:
        Fault: the text is refused; the message never repeats it.
    """
    limit = ID_LIMIT if identifier else TEXT_LIMIT
    if len(value) > limit:
        raise Fault.of(place, "too-long", bound=limit)
    if not value.strip():
        raise Fault.of(place, "empty")
    if not value.isprintable() and holds_control_characters(value, INVISIBLE if identifier else CONTROLS):
        raise Fault.of(place, "control-characters")
    if identifier and len(value) >= SURELY_OPAQUE and looks_like_identity_number(value):
        raise Fault.of(place, "identity-number")


CONTROLS: Final = frozenset({"Cc", "Cs"})
"""Unicode categories that no text may hold, its tabs and ends of lines apart: they steer terminals, or are no characters."""
INVISIBLE: Final = CONTROLS | {"Cf", "Zl", "Zp"}
"""Unicode categories that no id may hold: ids that look alike are alike."""
LINES: Final = frozenset("\t\n\r")


def holds_control_characters(value: str, refused: frozenset[str]) -> bool:
    """Whether text holds characters of the refused categories; an id has no lines."""
    allowed = frozenset() if refused is INVISIBLE else LINES
    return any(unicodedata.category(character) in refused for character in value if character not in allowed)


IDENTITY_NUMBER: Final = re.compile(
    r"[1-9]\d{5}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]"  # region, day of birth, order, check
    r"|(?<!\d)[1-9]\d{7}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}(?!\d)",  # as issued before 1999
    re.ASCII,
)


def looks_like_identity_number(value: str) -> bool:
    """Whether text holds a mainland identity number (居民身份证号码, GB 11643), as certificate numbers do that embed one.

    Spaces, dashes and other marks within it, and full-width digits, do not hide it.
    """
    compact = "".join(character for character in unicodedata.normalize("NFKC", value) if character.isalnum())
    return IDENTITY_NUMBER.search(compact) is not None


Check = Callable[[object, "attrs.Attribute[Any]", Any], None]
"""An attrs validator. It runs on every construction, so the accepting path comes first and is short."""


def _refuse(name: str, shape: Shape, value: Any) -> None:
    """Let `None` and `UNSTATED` pass where they are allowed.

    Raises:
        Fault: the value is of none of the classes the field holds.
    """
    if value is UNSTATED:
        if not shape.unstated:
            raise Fault.of(name, "absent")
    elif value is None:
        if not shape.none:
            raise Fault.of(name, "null")
    else:
        zh, en = kind_words(shape)
        raise Fault.of(name, "expected", zh=zh, en=en)


def _refuse_item(place: str, shape: Shape) -> NoReturn:
    zh, en = kind_words(attrs.evolve(shape, many=False, keyed=False))
    raise Fault.of(place, "expected", zh=zh, en=en)


def _collection_check(name: str, shape: Shape, *, identifier: bool) -> Check:
    classes, families = shape.classes, shape.families

    def check(_instance: object, _attribute: object, value: Any) -> None:
        if value.__class__ is not tuple:
            _refuse(name, shape, value)
            return
        for index, item in enumerate(value):
            if item.__class__ not in classes and not isinstance(item, families):
                _refuse_item(f"{name}[{index}]", shape)
            if item.__class__ is str:
                check_text(item, f"{name}[{index}]", identifier=identifier)

    return check


def _mapping_check(name: str, shape: Shape) -> Check:
    def check(_instance: object, _attribute: object, value: Any) -> None:
        if not isinstance(value, Mapping):
            _refuse(name, shape, value)
            return
        for key, item in value.items():
            if key.__class__ is not str or (item.__class__ not in shape.classes and not isinstance(item, shape.families)):
                _refuse_item(f"{name}.{shown(str(key))}", shape)
            check_text(key, f"{name}.{shown(key)}", identifier=True)

    return check


def _text_check(name: str, shape: Shape, *, identifier: bool) -> Check:
    def check(_instance: object, _attribute: object, value: Any) -> None:
        if value.__class__ is not str:
            _refuse(name, shape, value)
        elif not 0 < len(value) < SURELY_OPAQUE or not value.isprintable() or value.isspace():
            check_text(value, name, identifier=identifier)

    return check


def _value_check(name: str, shape: Shape, *, identifier: bool) -> Check:
    classes, families = shape.classes, shape.families

    def check(_instance: object, _attribute: object, value: Any) -> None:
        if value.__class__ not in classes and not isinstance(value, families):
            _refuse(name, shape, value)
        elif value.__class__ is dt.date and not FIRST_DAY <= value <= LAST_DAY:
            raise Fault.of(name, "bad-date")
        elif value.__class__ is str:
            check_text(value, name, identifier=identifier)

    return check


def _number_check(name: str, shape: Shape, low: int, high: int | None) -> Check:
    def check(_instance: object, _attribute: object, value: Any) -> None:
        if value.__class__ not in shape.classes:
            _refuse(name, shape, value)
            return
        number: Any = getattr(value, "fen", value)
        if number < low:
            raise Fault.of(name, "too-small", bound=low)
        if high is not None and number > high:
            raise Fault.of(name, "too-large", bound=high)

    return check


def _validator(attribute: "attrs.Attribute[Any]", shape: Shape) -> Check:
    """The check that follows from a field's annotation and limits."""
    name, limits = attribute.name, limits_of(attribute)
    identifier = limits.identifier or bool(limits.refers)
    if shape.many:
        return _collection_check(name, shape, identifier=identifier)
    if shape.keyed:
        return _mapping_check(name, shape)
    if shape.classes == {str}:
        return _text_check(name, shape, identifier=identifier)
    if limits.at_least is not None:
        return _number_check(name, shape, limits.at_least, limits.at_most)
    return _value_check(name, shape, identifier=identifier)


@functools.cache
def checks_of(cls: type) -> Mapping[str, Check]:
    """The checks that follow from the declarations of a class, by field."""
    return {field.name: _validator(field, shape_of(field.type)) for field in attrs.fields(cls) if "term" in field.metadata}


def described(_cls: type, fields: list["attrs.Attribute[Any]"]) -> list["attrs.Attribute[Any]"]:
    """The attrs field transformer of results: what the library itself works out needs no check when it is made.

    Reading them from a file checks every field all the same.
    """
    return [field.evolve(repr=not limits_of(field).personal) for field in fields]


def declared(_cls: type, fields: list["attrs.Attribute[Any]"]) -> list["attrs.Attribute[Any]"]:
    """The attrs field transformer of facts: validators follow from annotations, personal facts stay out of `repr`."""
    return [
        field.evolve(validator=_validator(field, shape_of(field.type)), repr=not limits_of(field).personal) for field in fields
    ]


def fact(cls: type[T]) -> type[T]:
    """Declare a class of facts."""
    return attrs.frozen(cls, kw_only=True, slots=True, weakref_slot=False, field_transformer=declared)
