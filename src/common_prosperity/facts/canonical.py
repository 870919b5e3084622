"""The canonical form of facts and schemes, and the digest over it, so that anyone can recompute a decision.

Canonical text of a fact: the `repr` of the tuple of its fields in order of declaration, where money is whole fen, a month
the months since year nought, days and regions are their text, a closed list is its key, exact fractions are `(numerator, denominator)`, unstated is
`Ellipsis`, and nested facts are tuples of their own. The items of a collection are sorted: their order means nothing.
In schemes order has meaning and stays.
"""

import datetime as dt
import enum
import hashlib
from collections.abc import Callable, Mapping
from fractions import Fraction
from operator import attrgetter
from typing import Any, Final

import attrs

from common_prosperity.facts.dossier import COLLECTIONS, Dossier
from common_prosperity.facts.places import Region
from common_prosperity.quantities import UNSTATED, Month, Unstated, Yuan

PLAIN: Final[Mapping[type, Callable[[Any], Any]]] = {
    Yuan: attrgetter("fen"),
    Month: attrgetter("index"),
    dt.date: str,
    Region: attrgetter("code"),
    Fraction: lambda value: (value.numerator, value.denominator),
    Unstated: lambda _: ...,
}
AS_IS: Final = frozenset({str, int, bool, type(None)})


def plain(value: Any, *, ordered: bool) -> Any:  # noqa: PLR0911  # one line for each kind of value
    """The canonical form of any value of facts and schemes."""
    cls = value.__class__
    if cls in AS_IS:
        return value
    if cls in PLAIN:
        return PLAIN[cls](value)
    if isinstance(value, enum.Enum):
        return value.value
    if cls is tuple:
        forms = [plain(item, ordered=ordered) for item in value]
        return tuple(forms if ordered else sorted(forms, key=repr))
    if isinstance(value, frozenset):
        return tuple(sorted(value))
    if isinstance(value, Mapping):
        return tuple((key, plain(value[key], ordered=ordered)) for key in sorted(value))
    return (cls.__name__, *(plain(getattr(value, field.name), ordered=ordered) for field in attrs.fields(cls)))


def _converter(cls: type) -> Callable[[Any], Any] | None:
    return attrgetter("_value_") if issubclass(cls, enum.Enum) and cls not in PLAIN else PLAIN.get(cls)


def _rows(cls: type, found: tuple[Any, ...]) -> list[str]:
    """The sorted canonical texts of a collection, worked out column by column."""
    columns, words = [], []
    for field in attrs.fields(cls):
        values = list(map(attrgetter(field.name), found))
        classes = set(map(type, values))
        if len(classes) == 1 and (convert := _converter(next(iter(classes)))):
            values = list(map(convert, values))
        elif not classes <= AS_IS:
            forms: dict[Any, Any] = {}
            keys = [(value.__class__, value) for value in values]  # for `True` equals 1
            for key in keys:
                if key not in forms:
                    forms[key] = plain(key[1], ordered=False)
            values = [forms[key] for key in keys]
        if len(classes) == 1 and values.count(values[0]) == len(values):
            words.append(repr(values[0]).replace("%", "%%"))  # what all rows share is written once
        else:
            words.append("%r")
            columns.append(values)
    row = f"({', '.join(words)})"
    return sorted(map(row.__mod__, zip(*columns, strict=True))) if columns else [row % ()] * len(found)


def dossier_text(dossier: Dossier) -> str:
    """The canonical text of a dossier: a line for each field, a line for each item of a collection."""
    lines = []
    for field in attrs.fields(Dossier):
        value = getattr(dossier, field.name)
        if field.name in COLLECTIONS and value is not UNSTATED:
            lines += [field.name, *_rows(COLLECTIONS[field.name], value)]
        else:
            lines.append(f"{field.name} {plain(value, ordered=False)!r}")
    return "\n".join(lines)


def digest(*texts: str) -> str:
    """SHA-256 over texts, in hexadecimal."""
    return hashlib.sha256("\n\n".join(texts).encode()).hexdigest()
