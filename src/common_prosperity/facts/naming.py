"""Faults told by name: beside the position of a thing in its list, the id it bears."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from common_prosperity.errors import Problem, shown
from common_prosperity.facts.checking import ID_LIMIT, looks_like_identity_number

STEP: Final = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]", re.ASCII)
"""One step of a place: the name of a field, or a position in a list."""

NAMED_BY: Final[Mapping[str, str]] = {
    "engagements": "worker",
    "payments": "worker",
    "ratings": "criterion",
    "history": "measure",
}
"""What names the items of a list that have no id of their own."""


def named(problems: Iterable[Problem], root: Any) -> Iterator[Problem]:
    """The same problems, each with the id of the innermost thing in a list that it lies in.

    Args:
        problems: their places begin at the root, `$`.
        root: plain data, or facts, or a scheme.
    """
    for problem in problems:
        yield attrs.evolve(problem, thing=_thing(problem.place.removeprefix("$"), root)) if not problem.thing else problem


def _thing(place: str, root: Any) -> str:
    """The id of the innermost thing on the way to a place; nothing where the id itself is at fault, or may be personal."""
    found = last = by = collection = ""
    here = root
    for step in STEP.finditer(place):
        name, index = step[1], step[2]
        last = name or ""
        if name is not None:
            collection = name
            here = here.get(name) if isinstance(here, Mapping) else getattr(here, name, None)
            continue
        here = here[int(index)] if isinstance(here, list | tuple) and int(index) < len(here) else None
        key = NAMED_BY.get(collection, "id")
        own = here.get(key) if isinstance(here, Mapping) else getattr(here, key, None)
        if isinstance(own, str):
            found, by = own, key
    if not found or last == by or len(found) > ID_LIMIT or looks_like_identity_number(found):
        return ""
    return shown(found)
