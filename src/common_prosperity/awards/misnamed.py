"""Statements whose id the scheme does not ask for, while it asks for one much like it, or so called, that is not stated."""

from common_prosperity.awards.results import Misnamed
from common_prosperity.facts import Dossier
from common_prosperity.schemes.asked import misnamed_in
from common_prosperity.schemes.model import Scheme


def misnamed(dossier: Dossier, scheme: Scheme) -> tuple[Misnamed, ...]:
    """Statements that most likely were meant for something the scheme asks for."""
    return tuple([Misnamed(table=table, name=name, near=near) for table, name, near in misnamed_in(dossier, scheme)])
