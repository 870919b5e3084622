"""Where facts stand in a dossier: paths to every fact that may be unstated, and dossiers with some facts changed.

A path runs from the dossier inwards: `("workers",)` is the whole collection, `("workers", 3, "disability", "grade")` one
fact of one of its items.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import attrs

from common_prosperity.facts import Dossier
from common_prosperity.facts.dossier import COLLECTIONS
from common_prosperity.facts.fields import shape_of
from common_prosperity.quantities import UNSTATED

T = TypeVar("T")
Path = tuple[str | int, ...]


def open_facts(value: Any, at: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every fact that may be unstated, with its path and what stands there, outer ones first."""
    for field in attrs.fields(value.__class__):
        found, path, shape = getattr(value, field.name), (*at, field.name), shape_of(field.type)
        if shape.unstated:
            yield path, found
        if isinstance(found, tuple):
            for index, item in enumerate(found):
                if _holds_facts(item):
                    yield from open_facts(item, (*path, index))
        elif _holds_facts(found):
            yield from open_facts(found, path)


def _holds_facts(value: Any) -> bool:
    return attrs.has(value.__class__) and any("term" in field.metadata for field in attrs.fields(value.__class__))


def unstated_facts(dossier: Dossier) -> list[Path]:
    """The paths of everything that nobody has stated."""
    return [path for path, value in open_facts(dossier) if value is UNSTATED]


def stated_facts(dossier: Dossier) -> list[Path]:
    """The paths of everything that has been stated and need not have been."""
    return [path for path, value in open_facts(dossier) if value is not UNSTATED]


def at(value: Any, path: Path) -> Any:
    """What stands at a path."""
    for step in path:
        value = getattr(value, step) if isinstance(step, str) else value[step]
    return value


def restated(value: T, changes: Mapping[Path, Any]) -> T:
    """The same facts with others at some paths; a change inside something that changes as a whole is lost."""
    made: T = _restated(value, changes)
    return made


def _restated(value: Any, changes: Mapping[Path, Any]) -> Any:
    if () in changes:
        return changes[()]
    inner: dict[str | int, dict[Path, Any]] = {}
    for path, new in changes.items():
        inner.setdefault(path[0], {})[path[1:]] = new
    if isinstance(value, tuple):
        return tuple(_restated(item, inner[index]) if index in inner else item for index, item in enumerate(value))
    return attrs.evolve(value, **{str(name): _restated(getattr(value, str(name)), within) for name, within in inner.items()})


def mapped(dossier: Dossier, change: Callable[[str, "attrs.Attribute[Any]", Any], Any]) -> Dossier:
    """A dossier with every field of every item, and of the workshop, passed through a function.

    Args:
        dossier: the facts.
        change: is given the collection, `workshop` for the workshop, the field and the value, and gives the new value.
    """

    def of(collection: str, item: Any) -> Any:
        fields = attrs.fields(item.__class__)
        return attrs.evolve(item, **{field.name: change(collection, field, getattr(item, field.name)) for field in fields})

    collections: dict[str, Any] = {
        name: tuple(of(name, item) for item in getattr(dossier, name))
        for name in COLLECTIONS
        if getattr(dossier, name) is not UNSTATED
    }
    return attrs.evolve(dossier, workshop=of("workshop", dossier.workshop), **collections)
