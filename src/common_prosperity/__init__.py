"""Typed facts, published schemes and explained decisions for common prosperity workshops (共富工坊).

Names are imported when they are first used, so that importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from common_prosperity.awards import (
        BothBases,
        Decision,
        Eligibility,
        Finding,
        Need,
        Scorecard,
        Verdict,
        decide,
        decide_both,
        eligibility,
        measure,
        score,
    )
    from common_prosperity.checks import CheckFinding, check
    from common_prosperity.errors import (
        Fault,
        Faults,
        InvalidFacts,
        InvalidScheme,
        Problem,
        ProsperityError,
        UnknownName,
        Unreadable,
        WrongKind,
    )
    from common_prosperity.facts import (
        Activity,
        Attestation,
        CollectiveKind,
        CollectivePayment,
        Conferral,
        Disability,
        DisabilityCategory,
        Dossier,
        Engagement,
        EngagementForm,
        Enterprise,
        Evidence,
        HostKind,
        Household,
        Incident,
        IncidentKind,
        LowIncomeKind,
        LowIncomeStatus,
        Occupation,
        Pairing,
        PartyOrganization,
        PastFigure,
        Payment,
        PaymentKind,
        Premises,
        PremisesKind,
        Project,
        Rating,
        Region,
        Register,
        Sex,
        Side,
        Training,
        TrainingKind,
        Village,
        Worker,
        Workshop,
        WorkshopKind,
    )
    from common_prosperity.files import (
        load_catalogue,
        load_scheme,
        read_decision,
        read_dossier,
        read_scheme,
        scheme_files,
        write_decision,
        write_dossier,
        write_scheme,
    )
    from common_prosperity.files.pseudonyms import pseudonymise
    from common_prosperity.files.tables import read_register, write_register, write_template
    from common_prosperity.measures import Measure, Measurements, gini, lorenz_points
    from common_prosperity.quantities import UNSTATED, Bounds, Month, Options, Period, Text, Yuan
    from common_prosperity.reports import explain, report, report_both
    from common_prosperity.schemes import Scheme
    from common_prosperity.schemes.comparing import compare
    from common_prosperity.schemes.linting import LintFinding, lint
    from common_prosperity.version import __version__

_ROOMS = (
    "version",
    "errors",
    "quantities",
    "facts",
    "measures",
    "schemes",
    "awards",
    "reports",
    "files",
    "checks",
    "schemes.linting",
    "schemes.comparing",
    "files.tables",
    "files.pseudonyms",
)
"""Where public names live, in the order in which they are looked for."""

__all__ = [
    "UNSTATED",
    "Activity",
    "Attestation",
    "BothBases",
    "Bounds",
    "CheckFinding",
    "CollectiveKind",
    "CollectivePayment",
    "Conferral",
    "Decision",
    "Disability",
    "DisabilityCategory",
    "Dossier",
    "Eligibility",
    "Engagement",
    "EngagementForm",
    "Enterprise",
    "Evidence",
    "Fault",
    "Faults",
    "Finding",
    "HostKind",
    "Household",
    "Incident",
    "IncidentKind",
    "InvalidFacts",
    "InvalidScheme",
    "LintFinding",
    "LowIncomeKind",
    "LowIncomeStatus",
    "Measure",
    "Measurements",
    "Month",
    "Need",
    "Occupation",
    "Options",
    "Pairing",
    "PartyOrganization",
    "PastFigure",
    "Payment",
    "PaymentKind",
    "Period",
    "Premises",
    "PremisesKind",
    "Problem",
    "Project",
    "ProsperityError",
    "Rating",
    "Region",
    "Register",
    "Scheme",
    "Scorecard",
    "Sex",
    "Side",
    "Text",
    "Training",
    "TrainingKind",
    "UnknownName",
    "Unreadable",
    "Verdict",
    "Village",
    "Worker",
    "Workshop",
    "WorkshopKind",
    "WrongKind",
    "Yuan",
    "__version__",
    "check",
    "compare",
    "decide",
    "decide_both",
    "eligibility",
    "explain",
    "gini",
    "lint",
    "load_catalogue",
    "load_scheme",
    "lorenz_points",
    "measure",
    "pseudonymise",
    "read_decision",
    "read_dossier",
    "read_register",
    "read_scheme",
    "report",
    "report_both",
    "scheme_files",
    "score",
    "write_decision",
    "write_dossier",
    "write_register",
    "write_scheme",
    "write_template",
]


def __getattr__(name: str) -> Any:
    """A public name, from the room it lives in."""
    if name in __all__:
        for room in _ROOMS:
            module = import_module(f"{__name__}.{room}")
            if name in module.__all__:
                globals()[name] = value = getattr(module, name)
                return value
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """The public names."""
    return list(__all__)
