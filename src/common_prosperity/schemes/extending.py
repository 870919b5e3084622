"""A scheme that extends another: it keeps every clause, adds its own, and replaces those that bear the same id.

Local rules may narrow what they extend; whether they do is the linter's to say.
"""

from collections.abc import Sequence
from typing import Any

import attrs

from common_prosperity.schemes.model import Scheme, TotalRules


def is_path(name: str) -> bool:
    """Whether the name of a scheme is the path of its file, and no id of the library."""
    return name.endswith((".toml", ".json"))


def extend(base: Scheme, scheme: Scheme) -> Scheme:
    """The scheme with everything of its base that it does not replace."""
    return attrs.evolve(
        scheme,
        parameters={**base.parameters, **scheme.parameters},
        measures={**base.measures, **scheme.measures},
        requirements=_merged(base.requirements, scheme.requirements),
        vetoes=_merged(base.vetoes, scheme.vetoes),
        sections=_merged(base.sections, scheme.sections),
        points=base.points if scheme.points == TotalRules() else scheme.points,
        grades=scheme.grades or base.grades,
        ladder=scheme.ladder if scheme.grades else base.ladder,
        amounts=_merged(base.amounts, scheme.amounts),
    )


def _merged(base: Sequence[Any], own: Sequence[Any]) -> tuple[Any, ...]:
    """The base's items in their places, replaced where the same id stands again, then what is new.

    An id that stands twice in the scheme itself stands twice here: resolving refuses it.
    """
    instead: dict[str, list[Any]] = {}
    for item in own:
        instead.setdefault(item.id, []).append(item)
    kept = [item for old in base for item in instead.pop(old.id, [old])]
    return (*kept, *(item for items in instead.values() for item in items))
