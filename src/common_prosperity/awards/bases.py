"""One application on two bases (申报与核定): as the applicant states it, and as an evaluator has verified it.

An attestation counts on the verified basis with the value an evaluator found, or with the stated one where all its evidence
is verified; else it is unstated there. Only the verified basis grants or refuses.
"""

from importlib import import_module

import attrs

from common_prosperity.awards.deciding import decide
from common_prosperity.awards.results import Decision
from common_prosperity.errors import expect
from common_prosperity.facts import Dossier
from common_prosperity.facts.checking import described
from common_prosperity.facts.fields import term
from common_prosperity.schemes.model import Scheme


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=described)
class BothBases:
    """The decision that follows from what is claimed, and the one that follows from what is verified."""

    claimed: Decision = attrs.field(metadata=term("按申报", "as claimed"))
    verified: Decision = attrs.field(metadata=term("按核定", "as verified"))

    def _repr_html_(self) -> str:
        """A notebook's view of both, asked for by name because reports stand below awards."""
        return str(import_module("common_prosperity.reports").both_html(self))


Outcome = Decision | BothBases


def decide_both(dossier: Dossier, scheme: Scheme) -> BothBases:
    """What follows for a workshop as it states things, and what follows from what an evaluator has verified.

    Raises:
        InvalidFacts: as `measure`.
        InvalidScheme: as `measure`.
        WrongKind: as `measure`; measurements do not say what was verified.
    """
    expect("dossier", dossier, Dossier)
    return BothBases(claimed=decide(dossier, scheme), verified=decide(dossier.as_verified(), scheme))


def ruling(outcome: Outcome) -> Decision:
    """The decision that counts: of both bases, the verified one."""
    return outcome.verified if isinstance(outcome, BothBases) else outcome
