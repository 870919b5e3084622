"""Facts: what is so. Frozen classes that know no rules, and the dossier that holds them together."""

from common_prosperity.facts.dossier import Dossier, Register
from common_prosperity.facts.events import Activity, Incident, IncidentKind, Training, TrainingKind
from common_prosperity.facts.organizations import Enterprise, Pairing, PartyOrganization, Side
from common_prosperity.facts.payments import CollectiveKind, CollectivePayment, Payment, PaymentKind
from common_prosperity.facts.people import (
    Disability,
    DisabilityCategory,
    Engagement,
    EngagementForm,
    Household,
    LowIncomeKind,
    LowIncomeStatus,
    Occupation,
    Sex,
    Worker,
)
from common_prosperity.facts.places import Region, Village
from common_prosperity.facts.statements import Attestation, Conferral, Evidence, PastFigure, Rating
from common_prosperity.facts.workshops import HostKind, Premises, PremisesKind, Project, Workshop, WorkshopKind

__all__ = [
    "Activity",
    "Attestation",
    "CollectiveKind",
    "CollectivePayment",
    "Conferral",
    "Disability",
    "DisabilityCategory",
    "Dossier",
    "Engagement",
    "EngagementForm",
    "Enterprise",
    "Evidence",
    "HostKind",
    "Household",
    "Incident",
    "IncidentKind",
    "LowIncomeKind",
    "LowIncomeStatus",
    "Occupation",
    "Pairing",
    "PartyOrganization",
    "PastFigure",
    "Payment",
    "PaymentKind",
    "Premises",
    "PremisesKind",
    "Project",
    "Rating",
    "Region",
    "Register",
    "Sex",
    "Side",
    "Training",
    "TrainingKind",
    "Village",
    "Worker",
    "Workshop",
    "WorkshopKind",
]
