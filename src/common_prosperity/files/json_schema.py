"""The JSON Schema (2020-12) of the dossier, generated from the declarations of the facts.

An editor that knows the schema completes keys and shows each fact's Chinese and English name. A dossier that is accepted
always fits the schema; one that fits it may still be refused, for what holds between facts no schema can say.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from common_prosperity.facts import Dossier, Region
from common_prosperity.facts.checking import ID_LIMIT, TEXT_LIMIT
from common_prosperity.facts.fields import Limits, Shape, Term, limits_of, shape_of
from common_prosperity.quantities import Month, Period, Text, Yuan
from common_prosperity.quantities.money import LIMIT, MONEY_TEXT
from common_prosperity.quantities.numbers import NUMBER_TEXT

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def _whole_text(pattern: str) -> dict[str, Any]:
    """Text that a pattern matches from end to end; digits are ASCII."""
    return {"type": "string", "pattern": "^" + pattern.replace(r"\d", "[0-9]") + "$"}


MONTH: Final = r"(19|20|21)\d{2}-(0[1-9]|1[0-2])"
NUMBER_WORDS: Final = _whole_text(NUMBER_TEXT.pattern)

NAMES: Final[Mapping[type, Text]] = {
    Period: Text("期间，首日和末日均含在内", "a period, its first and its last day included"),
}
"""Names of the classes that are no facts of their own; facts are named by their docstrings."""

DAYS: Final[Mapping[str, Text]] = {"since": Text("首日", "first day"), "until": Text("末日", "last day")}
"""Names of the fields of a period."""


def _money(limits: Limits) -> dict[str, Any]:
    most = LIMIT // 100
    number = {"type": "number", "minimum": -most if limits.at_least is None else limits.at_least, "exclusiveMaximum": most}
    return {"anyOf": [number, _whole_text(MONEY_TEXT.pattern)]}


def _number(limits: Limits) -> dict[str, Any]:
    least = {} if limits.at_least is None else {"minimum": limits.at_least}
    return {"anyOf": [{"type": "number", **least}, NUMBER_WORDS]}


def _whole(limits: Limits) -> dict[str, Any]:
    ends = {"minimum": limits.at_least, "maximum": limits.at_most}
    return {"type": "integer", **{key: end for key, end in ends.items() if end is not None}}


def _text(limits: Limits) -> dict[str, Any]:
    longest = ID_LIMIT if limits.identifier or limits.refers else TEXT_LIMIT
    return {"type": "string", "maxLength": longest, "pattern": r"\S"}


PLAIN: Final[Mapping[frozenset[type], Callable[[Limits], dict[str, Any]]]] = {
    frozenset({str}): _text,
    frozenset({bool}): lambda _: {"type": "boolean"},
    frozenset({int}): _whole,
    frozenset({int, Fraction}): _number,
    frozenset({bool, int, Fraction, str}): lambda _: {
        "anyOf": [
            {"type": "boolean"},
            {"type": "number"},
            {"type": "string", "maxLength": TEXT_LIMIT, "pattern": r"\S"},
            {
                "type": "object",
                "properties": {"number": {"anyOf": [{"type": "number"}, NUMBER_WORDS]}},
                "required": ["number"],
                "additionalProperties": False,
            },
        ]
    },
    frozenset({Yuan}): _money,
    frozenset({dt.date}): lambda _: {**_whole_text(MONTH + r"-(0[1-9]|[12]\d|3[01])"), "format": "date"},
    frozenset({Month}): lambda _: _whole_text(MONTH),
    frozenset({Region}): lambda _: _whole_text(r"(\d{2}|\d{4}|\d{6}|\d{6}(?!000)[0-5]\d{2}(\d{3})?)"),
}
"""What the values of plain classes look like in JSON."""


def dossier_schema() -> dict[str, Any]:
    """The JSON Schema of a dossier, as plain data.

    Names and notes stand in Chinese and English in `title` and `description`. The keywords `x-unit`, `x-refers-to` and
    `x-personal` give a field's unit, the collection whose ids it holds, and whether it is sensitive personal information
    (敏感个人信息).
    """
    definitions: dict[str, Any] = {}
    schema = _object(Dossier, definitions)
    return {
        "$schema": DIALECT,
        "title": "共富工坊申报材料 · dossier of a common prosperity workshop",
        **schema,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a class; classes it mentions are put among the definitions."""
    fields = attrs.fields(cls)
    return {
        "description": _both(NAMES[cls]) if cls in NAMES else str(cls.__doc__).partition("\n")[0],
        "type": "object",
        "properties": {field.name: _field(field, definitions) for field in fields},
        "required": [field.name for field in fields if field.default is attrs.NOTHING],
        "additionalProperties": False,
    }


def _both(text: Text) -> str:
    return f"{text.zh} · {text.en}"


def _field(field: "attrs.Attribute[Any]", definitions: dict[str, Any]) -> dict[str, Any]:
    limits = limits_of(field) if "term" in field.metadata else Limits(DAYS[field.name])
    return {**_annotations(limits), **_shape(shape_of(field.type), limits, definitions)}


def _annotations(limits: Limits) -> dict[str, Any]:
    told = {
        "title": _both(limits.name),
        "description": None if limits.note is None else _both(limits.note),
        "x-unit": limits.unit,
        "x-refers-to": limits.refers,
        "x-personal": limits.personal,
    }
    return {key: value for key, value in told.items() if value}


def _shape(shape: Shape, limits: Limits, definitions: dict[str, Any]) -> dict[str, Any]:
    value = PLAIN[shape.classes](limits) if shape.classes in PLAIN else _reference(shape.cls, definitions)
    if shape.many:
        value = {"type": "array", "items": value}
    return {"anyOf": [value, {"type": "null"}]} if shape.none else value


def _reference(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = _terms(cls) if issubclass(cls, Term) else _object(cls, definitions)
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _terms(cls: type[Term]) -> dict[str, Any]:
    return {
        "description": str(cls.__doc__).partition("\n")[0],
        "oneOf": [{"const": member.value, "title": _both(member.text)} for member in cls],
    }
