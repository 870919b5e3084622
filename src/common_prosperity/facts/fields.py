"""How a fact is declared: one annotation and one term per field say everything the other rooms need.

`field_transformer=declared` gives a frozen attrs class validators that follow from its annotations: types are exact
(`True` is no number, a `float` is no amount), `None` and `UNSTATED` are allowed only where written.
`term` gives a field its Chinese and English name, its unit and its limits. Codec, JSON Schema, workbook
headings and reference pages all read the same declaration.
"""

import enum
import functools
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, Final, Self, TypeAlias, TypeVar

import attrs

from common_prosperity.quantities import Text, Unstated

T = TypeVar("T")


Maybe: TypeAlias = T | Unstated
"""A fact that may be unstated."""


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
