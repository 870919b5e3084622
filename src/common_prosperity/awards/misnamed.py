"""Statements whose id the scheme does not ask for, while it asks for one much like it that is not stated.

A statement may well have been collected for another scheme. So one that resembles nothing that is missing is not told of.
"""

import difflib
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Final

from common_prosperity.awards.results import Misnamed
from common_prosperity.facts import Dossier
from common_prosperity.facts.dossier import items
from common_prosperity.measures.statements import Attested, Earlier, PanelMarks
from common_prosperity.schemes.model import Scheme

NAMED: Final[Mapping[str, tuple[str, type[Attested | PanelMarks | Earlier]]]] = {
    "attestations": ("id", Attested),
    "ratings": ("criterion", PanelMarks),
    "history": ("measure", Earlier),
}
"""For each collection of statements, the field that says what is stated, and the definitions that ask for it."""

ALIKE: Final = 0.75
"""How much of two names must agree, from 0 to 1, for one to be taken for a slip of the other."""


def misnamed(dossier: Dossier, scheme: Scheme) -> tuple[Misnamed, ...]:
    """Statements that most likely were meant for something the scheme asks for."""
    return tuple(found for table, named in NAMED.items() for found in _misnamed(dossier, scheme, table, *named))


def _misnamed(
    dossier: Dossier, scheme: Scheme, table: str, field: str, kind: type[Attested | PanelMarks | Earlier]
) -> Iterator[Misnamed]:
    stated = set(map(attrgetter(field), items(dossier, table)))
    asked = {measure.how.of for measure in scheme.measures.values() if isinstance(measure.how, kind)}
    missing = sorted(asked - stated)
    for name in sorted(stated - asked) if missing else ():
        near = difflib.get_close_matches(name, missing, n=1, cutoff=ALIKE)
        if near:
            yield Misnamed(table=table, name=name, near=near[0])
