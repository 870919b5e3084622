"""Completions: dossiers in which everything that nobody had stated has been filled in, in keeping with what was stated.

A collection that was never submitted becomes any collection, with rows about people already named and about new ones. One
that was submitted keeps its rows. Whatever no stated fact allows for, such as the household of somebody where it was stated
that there are no households, stays unstated.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from common_prosperity.facts import (
    Activity,
    Attestation,
    CollectivePayment,
    Conferral,
    Disability,
    Dossier,
    Engagement,
    Enterprise,
    Evidence,
    Household,
    Incident,
    LowIncomeStatus,
    Pairing,
    PartyOrganization,
    PastFigure,
    Payment,
    Premises,
    Project,
    Rating,
    Side,
    Training,
    Village,
    Worker,
)
from common_prosperity.facts.dossier import REFERENCES, items
from common_prosperity.facts.fields import limits_of, shape_of
from common_prosperity.measures.definition import Unit
from common_prosperity.measures.statements import (
    LEAST_TO_TRIM,
    Attested,
    Averaging,
    Earlier,
    PanelMarks,
    StatementKind,
)
from common_prosperity.quantities import UNSTATED, Bounds, Month, Options, Period
from common_prosperity.quantities.calendar import FIRST_DAY, LAST_DAY
from common_prosperity.schemes import Scheme
from common_prosperity.schemes.model import Standing
from common_prosperity.schemes.points import Choice
from common_prosperity.testing.strategies.facts import stated_values, statements
from common_prosperity.testing.strategies.paths import at, restated, unstated_facts
from common_prosperity.testing.strategies.quantities import (
    chance,
    days_near,
    months,
    numbers,
    numbers_in,
    pick,
    regions,
    villages_regions,
    yuan,
)
from common_prosperity.testing.strategies.spells import filled_spell, filled_spells

PREFIXES: Final[Mapping[str, str]] = {
    "villages": "v",
    "party_organizations": "o",
    "enterprises": "e",
    "workers": "p",
    "households": "h",
}
"""Collections that facts refer to, with the letter their new ids begin with."""

EXIST: Final[Mapping[str, int]] = {"villages": 1, "households": 1}
"""Collections that hold something, whoever looks: a workshop lies in a village, a person belongs to a household."""

GROWING: Final = ("attestations", "ratings", "history")
"""Collections of statements, which grow when somebody states something new."""

UNREAD: Final = frozenset({"name", "topic", "address", "what", "note", "credit_code", "conferred_by", "date_as_told", "source"})
"""Facts that no measure reads; they are left as they are."""


@attrs.define
class _Filling:
    """One dossier that is being completed."""

    draw: st.DrawFn
    dossier: Dossier
    scheme: Scheme | None
    precise: bool
    ids: dict[str, list[str]] = attrs.field(factory=dict)
    """The ids each collection will have."""
    done: dict[str, Any] = attrs.field(factory=dict)
    """The collections completed so far."""

    @property
    def period(self) -> Period:
        return self.dossier.period

    def choose(self, target: str) -> Any:
        """A reference to one of a collection, unstated where there is none to refer to."""
        known = self.ids[target]
        return pick(self.draw, known) if known else UNSTATED

    def some(self, target: str) -> tuple[str, ...]:
        """References to any of a collection."""
        return tuple(name for name in self.ids[target] if chance(self.draw, 40))

    def fresh(self, most: int = 2) -> range:
        """Numbers for new rows."""
        return range(1, pick(self.draw, range(most + 1)) + 1)


@st.composite
def completions(draw: st.DrawFn, dossier: Dossier, scheme: Scheme | None = None, *, precise: bool = True) -> Dossier:
    """Dossiers in which every unstated fact that a measure reads is stated, consistent with what `dossier` states.

    Args:
        draw: given by Hypothesis.
        dossier: the facts known so far.
        scheme: whose statements, panel marks and earlier figures to supply as well.
        precise: whether regions are stated down to the village, so that it is known who lives where.
    """
    speaks = scheme is not None and scheme.standing(dossier.period) is Standing.IN_FORCE
    filling = _Filling(draw, dossier, scheme if speaks else None, precise)
    for target, prefix in PREFIXES.items():
        filling.ids[target] = _ids(filling, target, prefix)
    workshop = _filled(filling, "workshop", filled_spell(draw, dossier.workshop, dossier.period, ends=("opened", "closed")))
    if isinstance(workshop.opened, dt.date) and workshop.opened > dossier.period.until:
        workshop = attrs.evolve(workshop, opened=dossier.period.until)
    for collection, build in BUILDERS.items():
        filling.done[collection] = tuple(build(filling, getattr(dossier, collection)))
    return attrs.evolve(dossier, workshop=workshop, **filling.done)


def _ids(filling: _Filling, target: str, prefix: str) -> list[str]:
    """The ids of a collection: those submitted, or those referred to and a few new ones."""
    submitted = getattr(filling.dossier, target)
    if submitted is not UNSTATED:
        return [item.id for item in submitted]
    named = sorted(set(_named(filling.dossier, target)))
    least = 0 if named else EXIST.get(target, 0)
    count = max(least, pick(filling.draw, (2, 3, 4, 1, 5, 0) if target == "workers" else (1, 2, 0, 3)))
    return named + [name for number in range(1, count + 1) if (name := f"{prefix}{number}") not in named]


def _named(dossier: Dossier, target: str) -> Iterator[str]:
    for field in attrs.fields(dossier.workshop.__class__):
        name = getattr(dossier.workshop, field.name)
        if limits_of(field).refers == target and isinstance(name, str):
            yield name
    for collection, field_name, referred, many in REFERENCES:
        if referred == target:
            for item in items(dossier, collection):
                value = getattr(item, field_name)
                if isinstance(value, tuple if many else str):
                    yield from value if many else (value,)


def _filled(filling: _Filling, collection: str, item: Any) -> Any:
    """An item with each fact that is still unstated drawn from what its field allows."""
    changes: dict[str, Any] = {}
    for field in attrs.fields(item.__class__):
        if getattr(item, field.name) is not UNSTATED or field.name in UNREAD:
            continue
        special = SPECIAL.get((collection, field.name))
        if special is None:
            changes[field.name] = _usual(filling, item.__class__, field)
        else:
            item = attrs.evolve(item, **{field.name: special(filling, item)})
    return attrs.evolve(item, **changes)


def _usual(filling: _Filling, cls: type, field: "attrs.Attribute[Any]") -> Any:
    limits, shape = limits_of(field), shape_of(field.type)
    if limits.refers:
        if shape.many:
            return filling.some(limits.refers)
        return None if shape.none and chance(filling.draw, 50) else filling.choose(limits.refers)
    return filling.draw(stated_values(cls, field.name, 0))


def _day(filling: _Filling, first: dt.date = FIRST_DAY, last: dt.date | None = None) -> dt.date:
    return filling.draw(days_near(filling.period, first, filling.period.until if last is None else last))


def _born(filling: _Filling, _worker: Any) -> dt.date:
    return _day(filling, dt.date(filling.period.until.year - 90, 1, 1))


def _region(filling: _Filling, _item: Any) -> Any:
    return filling.draw(villages_regions() if filling.precise else regions())


def _disability(filling: _Filling, _worker: Any) -> Any:
    return _filled(filling, "disability", Disability()) if chance(filling.draw, 50) else None


def _resolved(filling: _Filling, incident: Any) -> dt.date | None:
    if chance(filling.draw, 50):
        return None
    return _day(filling, FIRST_DAY if incident.date is UNSTATED else incident.date, LAST_DAY)


def _happened(filling: _Filling, incident: Any) -> dt.date:
    return _day(filling, last=min(incident.resolved, filling.period.until) if isinstance(incident.resolved, dt.date) else None)


def _days_together(filling: _Filling, _pairing: Any) -> tuple[dt.date, ...]:
    return tuple(filling.draw(days_near(filling.period)) for _ in filling.fresh(3))


def _side(filling: _Filling, organization: Any) -> Any:
    """A side that fits the pairings the organisation already stands in."""
    pairings = items(filling.dossier, "pairings")
    possible = set(Side)
    if any(pairing.village_side == organization.id for pairing in pairings):
        possible.discard(Side.ENTERPRISE)
    if any(pairing.enterprise_side == organization.id for pairing in pairings):
        possible.discard(Side.VILLAGE)
    return pick(filling.draw, sorted(possible))


def _paid(filling: _Filling, payment: Any) -> Any:
    """Paid in full most often."""
    return payment.due if payment.due is not UNSTATED and chance(filling.draw, 50) else filling.draw(yuan())


def _within(filling: _Filling, _event: Any) -> dt.date:
    return _day(filling, filling.period.since)


SPECIAL: Final[Mapping[tuple[str, str], Callable[[_Filling, Any], Any]]] = {
    ("activities", "date"): _within,
    ("collective_payments", "date"): _within,
    ("conferrals", "date"): lambda filling, _: _day(filling, last=LAST_DAY),
    ("incidents", "date"): _happened,
    ("incidents", "resolved"): _resolved,
    ("pairings", "joint_activities"): _days_together,
    ("party_organizations", "side"): _side,
    ("payments", "paid"): _paid,
    ("trainings", "date"): _within,
    ("villages", "region"): _region,
    ("workers", "born"): _born,
    ("workers", "disability"): _disability,
    ("workers", "residence"): _region,
}
"""Facts that depend on others: how each is drawn."""


def numbered(prefix: str, numbers_used: range) -> list[str]:
    """Ids made of a letter and a number."""
    return [f"{prefix}{number}" for number in numbers_used]


def _simple(cls: type, prefix: str) -> Callable[[_Filling, Any], Iterator[Any]]:
    """Rows of one class, each with an id."""
    collection = BUILT[cls]

    def build(filling: _Filling, found: Any) -> Iterator[Any]:
        if found is UNSTATED:
            fixed = filling.ids.get(collection)
            found = [cls(id=name) for name in (numbered(prefix, filling.fresh()) if fixed is None else fixed)]
        for item in found:
            placed = item
            if hasattr(item, "since"):
                placed = filled_spell(filling.draw, item, filling.period)
            if isinstance(getattr(placed, "disability", None), Disability):
                placed = attrs.evolve(placed, disability=_filled(filling, "disability", placed.disability))
            yield _filled(filling, collection, placed)

    return build


BUILT: Final[Mapping[type, str]] = {
    Activity: "activities",
    CollectivePayment: "collective_payments",
    Enterprise: "enterprises",
    Incident: "incidents",
    PartyOrganization: "party_organizations",
    Premises: "premises",
    Project: "projects",
    Training: "trainings",
    Village: "villages",
    Worker: "workers",
}
"""Classes of items that bear an id and nothing that depends on other items."""


def _pairings(filling: _Filling, found: Any) -> Iterator[Any]:
    if found is UNSTATED:
        organizations = filling.done["party_organizations"]
        pairs = [
            (one.id, other.id)
            for one in organizations
            for other in organizations
            if one.id != other.id and one.side is not Side.ENTERPRISE and other.side is not Side.VILLAGE
        ]
        chosen = [pick(filling.draw, pairs) for _ in filling.fresh()] if pairs else []
        found = [
            Pairing(id=f"d{number}", village_side=one, enterprise_side=other) for number, (one, other) in enumerate(chosen, 1)
        ]
    for pairing in found:
        yield _filled(filling, "pairings", filled_spell(filling.draw, pairing, filling.period))


def _households(filling: _Filling, found: Any) -> Iterator[Any]:
    for household in [Household(id=name) for name in filling.ids["households"]] if found is UNSTATED else found:
        spells = household.low_income
        if spells is UNSTATED:
            spells = [LowIncomeStatus() for _ in filling.fresh()]
        spells = filled_spells(filling.draw, spells, filling.period)
        yield attrs.evolve(household, low_income=tuple(_filled(filling, "low_income", spell) for spell in spells))


def _engagements(filling: _Filling, found: Any) -> list[Any]:
    if found is UNSTATED:
        found = [
            Engagement(worker=worker, workshop=filling.dossier.workshop.id)
            for worker in filling.ids["workers"]
            for _ in range(pick(filling.draw, (1, 1, 1, 0, 2)))
        ]
    made: dict[int, Any] = {}
    for worker in dict.fromkeys(spell.worker for spell in found):
        own = [(index, spell) for index, spell in enumerate(found) if spell.worker == worker]
        spells = filled_spells(filling.draw, [spell for _, spell in own], filling.period, filling.period.until)
        made.update(zip((index for index, _ in own), spells, strict=True))
    return [_filled(filling, "engagements", made[index]) for index in range(len(made))]


def _payments(filling: _Filling, found: Any) -> Iterator[Any]:
    if found is UNSTATED:
        first, last = (Month.containing(day).index for day in (filling.period.since, filling.period.until))
        found = [
            Payment(worker=worker, workshop=filling.dossier.workshop.id, month=filling.draw(months(first, last)))
            for worker in filling.ids["workers"]
            for _ in filling.fresh()
        ]
    return (_filled(filling, "payments", payment) for payment in found)


def _conferrals(filling: _Filling, found: Any) -> Iterator[Any]:
    if found is UNSTATED:
        found = [
            Conferral(id=f"g{number}", title="优秀共富工坊", recipient=filling.dossier.workshop.id)
            for number in filling.fresh(1)
        ]
    return (_filled(filling, "conferrals", conferral) for conferral in found)


def _asked(filling: _Filling, kind: type) -> list[Any]:
    """What the scheme asks for in one way."""
    scheme = filling.scheme
    return [] if scheme is None else [measure.how for measure in scheme.measures.values() if isinstance(measure.how, kind)]


def _attestations(filling: _Filling, found: Any) -> Iterator[Any]:
    asked = {how.of: how for how in _asked(filling, Attested)}
    stated = [] if found is UNSTATED else list(found)
    missing = [Attestation(id=name) for name in asked if all(statement.id != name for statement in stated)]
    for statement in (*stated, *missing):
        how = asked.get(statement.id)
        answer = statements() if how is None else answers(how, filling.scheme)
        yield _verified(filling, _claimed(filling, statement, answer), answer)


def _claimed(filling: _Filling, statement: Attestation, answer: st.SearchStrategy[Any]) -> Attestation:
    return attrs.evolve(statement, value=filling.draw(answer)) if statement.value is UNSTATED else statement


def _verified(filling: _Filling, statement: Attestation, answer: st.SearchStrategy[Any]) -> Attestation:
    """The statement with what an evaluator found, unless its evidence has been verified and so the claim stands."""
    if statement.as_verified().value is not UNSTATED:
        return statement
    if chance(filling.draw, 50):
        return attrs.evolve(statement, verified=filling.draw(answer))
    if statement.evidence is UNSTATED or not statement.evidence:
        return attrs.evolve(statement, evidence=(Evidence(what="证明", verified=True),), verified=statement.value)
    evidence = tuple(attrs.evolve(each, verified=True) for each in statement.evidence if each.verified is UNSTATED)
    if len(evidence) < len(statement.evidence):
        return attrs.evolve(statement, verified=filling.draw(answer))
    return attrs.evolve(statement, evidence=evidence, verified=statement.value)


def answers(how: Attested, scheme: Scheme | None) -> st.SearchStrategy[Any]:
    """What may be stated where a scheme asks, none included."""
    if how.kind is StatementKind.YES_NO:
        return st.one_of(st.booleans(), st.none())
    if how.kind is StatementKind.NUMBER:
        return st.one_of(_numbers(how, scheme), st.none())
    options = tuple(how.options) or tuple(sorted(_options(how, scheme)))
    return st.one_of(st.sampled_from(options or ("a", "b")), st.none())


def _numbers(how: Attested, scheme: Scheme | None) -> st.SearchStrategy[Any]:
    """Numbers that may be stated: within the range of the measure, and no share that looks like a percentage."""
    found = how.natural(None)
    assert isinstance(found, Bounds)
    shares = () if scheme is None else (m for m in scheme.measures.values() if m.unit is Unit.SHARE and m.how == how)
    if not how.between and any(True for _ in shares):
        found = Bounds(-1 if how.signed else 0, 2)
    return numbers_in(attrs.evolve(found, applies=True))


def _options(how: Attested, scheme: Scheme | None) -> Iterator[str]:
    """Options that a scheme has something to say about, where it does not list them."""
    if scheme is None:
        return
    names = {name for name, measure in scheme.measures.items() if measure.how == how}
    for parameter in scheme.parameters.values():
        if parameter.by in names:
            dated = [set(value.values) for value in parameter.dated if isinstance(value.values, Mapping)]
            yield from set.intersection(*dated) if dated else ()
    for _, criterion in scheme.criteria():
        if criterion.measure in names and isinstance(criterion.points, Choice):
            yield from criterion.points.options


def _ratings(filling: _Filling, found: Any) -> Iterator[Any]:
    asked = {how.of: how for how in _asked(filling, PanelMarks)}
    stated = [] if found is UNSTATED else list(found)
    given = Counter(rating.criterion for rating in stated)
    missing = [
        Rating(criterion=name, member=f"further{number}")
        for name, how in asked.items()
        for number in range(1, _more_marks(filling, how, given[name]) + 1)
    ]
    for rating in (*stated, *missing):
        if rating.marks is UNSTATED:
            low, high = asked[rating.criterion].between if rating.criterion in asked else (0, 10)
            rating = attrs.evolve(rating, marks=filling.draw(numbers(low, high)))  # noqa: PLW2901  # the same mark, now stated
        yield rating


def _more_marks(filling: _Filling, how: PanelMarks, given: int) -> int:
    """How many marks are still to be given: some where there are none, and enough to trim."""
    least = LEAST_TO_TRIM if how.average is Averaging.TRIMMED_MEAN else 1
    if given:
        return max(0, least - given)
    return least + pick(filling.draw, (0, 1, 2, 3))


def _history(filling: _Filling, found: Any) -> Iterator[Any]:
    asked = {(how.of, filling.period.until.year - how.years) for how in _asked(filling, Earlier)}
    stated = [] if found is UNSTATED else list(found)
    missing = [
        PastFigure(measure=name, period=Period.year(year))
        for name, year in sorted(asked)
        if all((figure.measure, figure.period.until.year) != (name, year) for figure in stated)
    ]
    for figure in (*stated, *missing):
        if figure.value is UNSTATED:
            figure = attrs.evolve(figure, value=filling.draw(_earlier(filling, figure.measure)))  # noqa: PLW2901  # the same figure, now stated
        yield figure


def _earlier(filling: _Filling, name: str) -> st.SearchStrategy[Any]:
    scheme = filling.scheme
    if scheme is None or name not in scheme.measures:
        return statements()
    natural, unit = scheme.natural(name, filling.period.until), scheme.unit(name)
    if isinstance(natural, Options):
        return st.one_of(st.sampled_from(sorted(natural.possible or {"a", "b"})), st.none())
    if unit == "yes_no":
        return st.one_of(st.booleans(), st.none())
    return st.one_of(numbers_in(attrs.evolve(natural, applies=True)), st.none())


BUILDERS: Final[Mapping[str, Callable[[_Filling, Any], Sequence[Any] | Iterator[Any]]]] = {
    "villages": _simple(Village, "v"),
    "party_organizations": _simple(PartyOrganization, "o"),
    "enterprises": _simple(Enterprise, "e"),
    "pairings": _pairings,
    "premises": _simple(Premises, "r"),
    "projects": _simple(Project, "j"),
    "workers": _simple(Worker, "p"),
    "households": _households,
    "engagements": _engagements,
    "payments": _payments,
    "trainings": _simple(Training, "t"),
    "activities": _simple(Activity, "a"),
    "collective_payments": _simple(CollectivePayment, "c"),
    "incidents": _simple(Incident, "n"),
    "attestations": _attestations,
    "ratings": _ratings,
    "conferrals": _conferrals,
    "history": _history,
}
"""How each collection is completed, in an order in which what is referred to comes first."""


@st.composite
def one_more_fact(draw: st.DrawFn, dossier: Dossier, scheme: Scheme | None = None) -> Dossier:
    """The dossier with one more fact stated: a single one, or a whole collection that had never been submitted.

    Where there is nothing left to state, it is the dossier itself.
    """
    complete = draw(completions(dossier, scheme))
    added = [name for name in GROWING if len(items(complete, name)) > len(items(dossier, name))]
    fillable = [path for path in unstated_facts(dossier) if path[-1] not in UNREAD and at(complete, path) is not UNSTATED]
    options: list[Any] = [*fillable, *((name, None) for name in added if getattr(dossier, name) is not UNSTATED)]
    if not options:
        return dossier
    path = pick(draw, options)
    if path[-1] is not None:
        return restated(dossier, {path: at(complete, path)})
    stated = getattr(dossier, path[0])
    new = getattr(complete, path[0])[len(stated) :]
    grown: dict[str, Any] = {path[0]: (*stated, *_together(new))}
    return attrs.evolve(dossier, **grown)


def _together(new: tuple[Any, ...]) -> tuple[Any, ...]:
    """The statements that are one fact: all marks under one criterion, otherwise a single statement."""
    first = new[0]
    return tuple(item for item in new if item.criterion == first.criterion) if isinstance(first, Rating) else (first,)
