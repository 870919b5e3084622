"""A scheme that extends another: it keeps every clause, adds its own, and replaces those that bear the same id.

Local rules may narrow what they extend; whether they do is the linter's to say.
"""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, Final

import attrs

from common_prosperity.errors import Problem
from common_prosperity.schemes.model import Effective, Scheme, TotalRules

LISTED: Final = re.compile(r"\$\.(requirements|vetoes|sections|grades|amounts)\[(\d+)\]")
"""The place of an item of a scheme, with its list and its number."""
NAMED: Final = re.compile(r"\$\.(measures|parameters)\.(.+)")
"""The place of a measure or parameter, its name first in what follows."""


def is_path(name: str) -> bool:
    """Whether the name of a scheme is the path of its file, and no id of the library."""
    return name.endswith((".toml", ".json"))


def extend(base: Scheme, scheme: Scheme) -> Scheme:
    """The scheme with everything of its base that it does not replace; begun under its base, it ends with it at the latest."""
    changed: dict[str, Any] = {
        kind: tuple([getattr(owner, kind)[at] for owner, at in _merged(kind, base, scheme)])
        for kind in ("requirements", "vetoes", "sections", "grades", "amounts")
    }
    return attrs.evolve(
        scheme,
        effective=_no_longer_than(base.effective, scheme.effective),
        parameters={**base.parameters, **scheme.parameters},
        measures={**base.measures, **scheme.measures},
        points=base.points if scheme.points == TotalRules() else scheme.points,
        ladder=scheme.ladder if scheme.grades else base.ladder,
        **changed,
    )


def _no_longer_than(base: Effective, own: Effective) -> Effective:
    """The days of a scheme that begins under its base, cut where the base ends: rules are never used outside their dates.

    What begins when its base has ended takes over its words, as a later edition does, and has days of its own.
    """
    if not isinstance(base.until, dt.date) or base.until < own.since:
        return own
    return attrs.evolve(own, until=min(base.until, own.until) if isinstance(own.until, dt.date) else base.until)


def _merged(kind: str, base: Scheme, scheme: Scheme) -> list[tuple[Scheme, int]]:
    """The base's items in their places, replaced where the same id stands again, then what is new; of grades one set whole.

    Each is told by the scheme it is of, and its number there. An id that stands twice in the scheme itself stands twice
    here: resolving refuses it.
    """
    own = getattr(scheme, kind)
    if kind == "grades" and own:
        return [(scheme, at) for at in range(len(own))]
    instead: dict[str, list[tuple[Scheme, int]]] = {}
    for at, item in enumerate(own):
        instead.setdefault(item.id, []).append((scheme, at))
    kept = [found for at, old in enumerate(getattr(base, kind)) for found in instead.pop(old.id, [(base, at)])]
    return [*kept, *(found for items in instead.values() for found in items)]


def in_own_words(problem: Problem, base: Scheme, scheme: Scheme) -> Problem:
    """A problem of an extended scheme, placed in the file of what extends, or told as the base's.

    Args:
        problem: a problem of `extend(base, scheme)`.
        base: the scheme that is extended.
        scheme: what extends it, as it was read.
    """
    listed, named = LISTED.match(problem.place), NAMED.match(problem.place)
    part = ""
    if listed is not None:
        owner, at = _merged(listed[1], base, scheme)[int(listed[2])]
        if owner is scheme:
            return attrs.evolve(problem, place=f"$.{listed[1]}[{at}]{problem.place[listed.end() :]}")
        part = f"{listed[1]} {getattr(base, listed[1])[at].id}"
        own_id = _own_id(problem, scheme)
        if own_id:
            return attrs.evolve(problem, place=own_id)
    elif named is not None:
        name = _name(named[2], getattr(base, named[1]))
        part = "" if not name or name in getattr(scheme, named[1]) else f"{named[1]} {name}"
    if not part:
        return problem
    words = {f"reason@{lang}": problem.reason(lang) for lang in ("zh", "en")}
    return Problem.of("$.extends", "inherited", name=scheme.extends, part=part, **words)


def _name(text: str, named: Sequence[str] | Any) -> str:
    """The longest of some names that a text begins with, whole."""
    return max((name for name in named if text == name or text.startswith(f"{name}.")), key=len, default="")


def _own_id(problem: Problem, scheme: Scheme) -> str:
    """Where the scheme itself gives the id that a clause of its base bears already."""
    if problem.code != "duplicate-id":
        return ""
    name = dict(problem.details)["name"]
    lists = {"requirements": scheme.requirements, "vetoes": scheme.vetoes} | {
        f"sections[{at}].criteria": section.criteria for at, section in enumerate(scheme.sections)
    }
    places = [f"$.{kind}[{at}].id" for kind, items in lists.items() for at, item in enumerate(items) if item.id == name]
    return next(iter(places), "")
