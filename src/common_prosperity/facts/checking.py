"""The checks of facts that follow from their declarations: exact types, limits, and what no id may hold."""

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NoReturn

import attrs

from common_prosperity.errors import Fault, Problem, shown
from common_prosperity.facts.fields import Shape, limits_of, shape_of
from common_prosperity.quantities import UNSTATED, Yuan
from common_prosperity.quantities.calendar import FIRST_DAY, LAST_DAY

ID_LIMIT: Final = 128


SURELY_OPAQUE: Final = 15
"""Shorter text cannot hold an identity number."""


TEXT_LIMIT: Final = 4000


WORDS: Final[Mapping[type, tuple[str, str]]] = {
    bool: ("是或否（true 或 false，不加引号）", "yes or no (true or false)"),
    int: ("整数", "a whole number"),
    Fraction: ("数值", "an exact number"),
    str: ("加引号的文本", "text, in quotation marks"),
    dt.date: ("日期", "a date"),
    Yuan: ("金额", "an amount of money"),
}


def kind_words(shape: Shape) -> tuple[str, str]:
    """What a field asks for, in Chinese and English."""
    if shape.many:
        return "列表，即方括号 [ … ]", "a list, in brackets [ … ]"
    if shape.keyed:
        return "对照表，即花括号中的 { 名称 = 值, … }", "a table of names and values, { name = value, … }"
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


def _refuse(name: str, shape: Shape, value: Any, owner: object = None) -> None:
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
    elif Fraction in shape.classes and isinstance(value, float | Decimal):
        problem = Problem.of(name, "inexact", kind=value.__class__.__name__)
        raise Fault(attrs.evolve(problem, thing=getattr(owner, "id", "")))
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

    def check(owner: object, _attribute: object, value: Any) -> None:
        if value.__class__ not in classes and not isinstance(value, families):
            _refuse(name, shape, value, owner)
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
