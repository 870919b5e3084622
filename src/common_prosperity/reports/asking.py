"""What is still needed, told so that somebody can go and find it out: which facts, of whom, where to fill them in.

People and things are named by their ids only; no stated fact about a person is ever repeated here.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from common_prosperity.awards import Decision, Need
from common_prosperity.errors import Lang
from common_prosperity.facts import Dossier, Workshop
from common_prosperity.facts.dossier import COLLECTIONS, KEYS
from common_prosperity.facts.fields import limits_of
from common_prosperity.measures.columns import COLUMNS, PRESENT
from common_prosperity.measures.formulas import READINGS
from common_prosperity.measures.statements import Attested, Earlier, PanelMarks
from common_prosperity.quantities import Text
from common_prosperity.quantities.text import natural
from common_prosperity.reports.blocks import Entry
from common_prosperity.reports.voice import Voice
from common_prosperity.reports.wording import WORDING
from common_prosperity.schemes.asked import NAMED

MOST_ROWS: Final = 12
"""So many ids are named; more are counted."""

SUBMITTED_AS: Final[Mapping[str, str]] = {"people": "engagements", "person_months": "payments"}
"""The collection of a dossier that a table comes from, where it is called otherwise."""

FILLED_BY: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "workshop": {
        "headed_by": ("workshop.headed_by",),
        "host": ("workshop.host",),
        "kind": ("workshop.kind",),
        "open": ("workshop.opened", "workshop.closed"),
        "years_open": ("workshop.opened",),
    },
    "people": {
        "age": ("workers.born",),
        "arrears": ("payments.due", "payments.paid"),
        "baseline": ("engagements.baseline", "engagements.since"),
        "certified": ("trainings.certified",),
        "days_engaged": ("engagements.since", "engagements.until"),
        "disability_category": ("workers.disability",),
        "disability_grade": ("workers.disability",),
        "disabled": ("workers.disability",),
        "earned": ("payments.paid",),
        "form": ("engagements.form",),
        "gain": ("payments.paid", "engagements.baseline"),
        "hours": ("payments.hours",),
        "household": ("workers.household",),
        "in_post": ("engagements.since", "engagements.until"),
        "lifted": ("workers.household", "households.low_income", "engagements.since"),
        "lives_in": ("workers.residence", "villages.region", "workshop.village"),
        "low_income": ("workers.household", "households.low_income"),
        "low_income_at_joining": ("workers.household", "households.low_income", "engagements.since"),
        "months_paid": ("payments.paid",),
        "occupation_before": ("workers.occupation_before",),
        "sex": ("workers.sex",),
        "training_hours": ("trainings.hours", "trainings.participants", "trainings.date"),
        "wage_months": ("payments.paid", "payments.kind"),
        "wages": ("payments.paid", "payments.kind"),
        PRESENT: ("engagements.since", "engagements.until"),
    },
    "person_months": {
        "arrears": ("payments.due", "payments.paid"),
        "due": ("payments.due",),
        "form": ("engagements.form", "engagements.since", "engagements.until"),
        "hours": ("payments.hours",),
        "paid": ("payments.paid",),
        "person": ("payments.worker",),
        "wages": ("payments.paid", "payments.kind"),
    },
    "payments": {
        "arrears": ("payments.due", "payments.paid"),
        "due": ("payments.due",),
        "form": ("engagements.form", "engagements.since", "engagements.until"),
        "hours": ("payments.hours",),
        "kind": ("payments.kind",),
        "paid": ("payments.paid",),
        "person": ("payments.worker",),
        "wages": ("payments.paid", "payments.kind"),
    },
    "pairings": {
        "active": ("pairings.since", "pairings.until"),
        "days": ("pairings.since", "pairings.until"),
        "joint_activities": ("pairings.joint_activities",),
        PRESENT: ("pairings.since", "pairings.until"),
    },
    "premises": {
        "area": ("premises.area",),
        "idle": ("premises.kind",),
        "in_use": ("premises.since", "premises.until"),
        "kind": ("premises.kind",),
        "rent_saved": ("premises.rent", "premises.market_rent", "premises.since", "premises.until"),
        PRESENT: ("premises.since", "premises.until"),
    },
    "projects": {
        "active": ("projects.since", "projects.until"),
        "labour_cost": ("projects.labour_cost",),
        "labour_saved": ("projects.labour_cost", "projects.own_labour_cost"),
        "processing_fees": ("projects.processing_fees",),
        PRESENT: ("projects.since", "projects.until"),
    },
    "trainings": {
        "certificates": ("trainings.certified",),
        "hours": ("trainings.hours",),
        "kind": ("trainings.kind",),
        "participants": ("trainings.participants",),
        "person_hours": ("trainings.hours", "trainings.participants"),
        PRESENT: ("trainings.date",),
    },
    "activities": {
        "participants": ("activities.participants",),
        PRESENT: ("activities.date",),
    },
    "incidents": {
        "in_period": ("incidents.date",),
        "kind": ("incidents.kind",),
        "resolved": ("incidents.resolved",),
        "years_since": ("incidents.date",),
    },
    "collective_payments": {
        "amount": ("collective_payments.amount",),
        "kind": ("collective_payments.kind",),
        PRESENT: ("collective_payments.date",),
    },
}
"""For every column, the stated facts it is worked out from. A test holds the table complete and true."""

DERIVED: Final = frozenset(
    {
        ("people", "days_engaged"),
        ("people", "gain"),
        ("premises", "rent_saved"),
        ("projects", "labour_saved"),
        ("trainings", "person_hours"),
        ("incidents", "years_since"),
        ("workshop", "years_open"),
    }
)
"""Columns that nobody could state as such: the facts they are worked out from are asked for instead."""

BY_ID: Final[Mapping[str, str]] = {
    "attestations": "need.attestation",
    "ratings": "need.ratings",
    "history": "need.history",
    "verifications": "need.verification",
    "measurements": "need.measurement",
    READINGS: "need.reading",
}
"""Gaps that are no rows of a table: their column, if any, is the id of one thing."""


ASKED_BY: Final[Mapping[str, type[Attested | PanelMarks | Earlier]]] = {
    "verifications": Attested,
    **{table: kind for table, (_, kind) in NAMED.items()},
}
"""For each kind of statement, the definitions that ask for it."""


def need_words(need: Need, voice: Voice) -> str:
    """Which facts are needed, as one phrase."""
    column = need.column if isinstance(need.column, str) else ""
    if need.table == READINGS:
        return voice.say(BY_ID[READINGS], what=voice.name(column))
    if need.table in BY_ID:
        what = voice.series(labels_of(need.table, column, voice) or [voice.name(name) for name in need.measures])
        return voice.say(BY_ID[need.table], id=column, what=what)
    if not column:
        return voice.say("need.table", name=collection_name(need.table, voice.lang))
    rows = rows_words(need, voice)
    if need.table in KEYS:
        rows = voice.say("rows.of", rows=rows, table=collection_name(need.table, voice.lang))
    key = "need.whether.present" if column == PRESENT else f"need.whether.{need.table}.{column}"
    if key in WORDING:
        verbs = {verb: voice.counted(f"verb.{verb}", len(need.rows)) for verb in ("be", "was", "fall")}
        return voice.say(key, rows=rows, **verbs)
    label = COLUMNS.get(need.table, {}).get(column)
    if (need.table, column) in DERIVED:
        what = voice.series([voice.text(field_name(path)[1]) for path in FILLED_BY[need.table][column]])
    else:
        what = column if label is None else voice.text(label.label)
    return voice.say("need.column", rows=rows, what=what)


def first_words(needs: Sequence[Need], voice: Voice) -> str:
    """Several needs in one phrase: the lists that were never submitted, then the rest."""
    tables = [need for need in needs if is_table(need)]
    names = voice.series([collection_name(need.table, voice.lang) for need in tables])
    words = [voice.counted("need.tables", len(tables), names=names)] if tables else []
    return voice.listed(words + [need_words(need, voice) for need in needs if need not in tables])


def misnamed_words(decision: Decision, voice: Voice) -> Iterator[str]:
    """Every statement that most likely was meant for something the scheme asks for."""
    for found in decision.misnamed:
        label = voice.series(labels_of(found.table, found.near, voice) or [found.near])
        table = collection_name(found.table, voice.lang)
        yield voice.say("warning.misnamed", table=table, name=found.name, near=found.near, label=label)


def labels_of(table: str, name: str, voice: Voice) -> list[str]:
    """What the measures are called that ask for a statement itself; none for anything else, or without a scheme."""
    kind = ASKED_BY.get(table)
    if voice.scheme is None or kind is None:
        return []
    measures = voice.scheme.measures.values()
    labels = [voice.text(each.label) for each in measures if isinstance(each.how, kind) and each.how.of == name]
    return list(dict.fromkeys(labels))


def is_table(need: Need) -> bool:
    """Whether a whole list is needed."""
    return not isinstance(need.column, str) and need.table not in BY_ID


def rows_words(need: Need, voice: Voice) -> str:
    """The ids a need concerns; the first few of many."""
    rows = sorted(need.rows, key=natural)
    if len(rows) <= MOST_ROWS:
        return voice.series(rows)
    key = "rows.more.people" if need.table == "people" else "rows.more"
    return voice.say(key, rows=voice.say("comma").join(rows[:MOST_ROWS]), n=len(rows), more=len(rows) - MOST_ROWS)


def collection_name(table: str, lang: Lang) -> str:
    """What the list behind a table is called."""
    name = SUBMITTED_AS.get(table, table)
    fields = attrs.fields_dict(Dossier)
    return limits_of(fields[name]).name.in_(lang) if name in fields else name


def field_name(path: str) -> tuple[Text, Text]:
    """The terms of a collection and of one of its fields: `workers.born`."""
    collection, _, field = path.partition(".")
    cls = Workshop if collection == "workshop" else COLLECTIONS[collection]
    return limits_of(attrs.fields_dict(Dossier)[collection]).name, limits_of(attrs.fields_dict(cls)[field]).name


def fields_words(need: Need, voice: Voice) -> str:
    """Where the facts are to be filled in; nothing where the need says so itself."""
    column = need.column if isinstance(need.column, str) else ""
    found = []
    for path in FILLED_BY.get(need.table, {}).get(column, ()):
        collection, field = field_name(path)
        found.append(voice.say("need.field", table=voice.text(collection), field=voice.text(field)))
    return voice.say("need.fill", fields=voice.series(found)) if found else ""


def need_entry(need: Need, decision: Decision, voice: Voice) -> Entry:
    """One need: which facts, what they can change, where they go."""
    inner = [bearing for bearing in (*_bearings(need, decision, voice), fields_words(need, voice)) if bearing]
    return Entry(need_words(need, voice), tuple(Entry(text) for text in inner))


def _bearings(need: Need, decision: Decision, voice: Voice) -> list[str]:
    """What stating the facts can change."""
    barring = {finding.clause: finding.label for finding in decision.eligibility.findings}
    scoring = {line.clause: line.label for section in decision.scorecard.sections for line in section.lines}
    grades = {grade.grade: grade.label for grade in decision.grades}
    amounts = {amount.amount: amount.label for amount in decision.amounts}

    def labels(known: Mapping[str, Text]) -> str:
        return voice.listed(voice.text(label) for clause, label in known.items() if clause in need.clauses)

    words = []
    if need.eligibility and (clauses := labels(barring)):
        words.append(voice.say("need.decides", clauses=clauses))
    if clauses := labels(grades):
        words.append(voice.say("need.grade", clauses=clauses))
    if clauses := labels(amounts):
        words.append(voice.say("need.amount", clauses=clauses))
    if clauses := labels(scoring):
        most = need.points.upper
        if most is None:
            words.append(voice.say("need.points.open", clauses=clauses))
        else:
            words.append(voice.say("need.points", points=voice.points(most), clauses=clauses))
    return words
