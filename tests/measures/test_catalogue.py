"""The built-in measures: what they are called, what they come to on a hand-worked dossier, and an independent oracle."""

import datetime as dt
from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.facts import (
    Activity,
    CollectivePayment,
    Disability,
    Dossier,
    Engagement,
    Household,
    Incident,
    IncidentKind,
    LowIncomeStatus,
    Occupation,
    Pairing,
    Payment,
    PaymentKind,
    Premises,
    PremisesKind,
    Project,
    Region,
    Sex,
    Training,
    TrainingKind,
    Village,
    Worker,
    Workshop,
)
from common_prosperity.facts.dossier import items
from common_prosperity.files import load_catalogue
from common_prosperity.measures.measurements import natural_range, take
from common_prosperity.quantities import NOT_APPLICABLE, Bounds, Month, Number, Text, Yuan
from invented import day, dossier, engaged, paid, worker

CATALOGUE: Final = load_catalogue()
ASKED: Final = tuple(sorted(CATALOGUE))


def value(told: Dossier, name: str) -> Any:
    return take(told, (name,), CATALOGUE, {})[name]


def spell(since: str, until: str | None) -> LowIncomeStatus:
    return LowIncomeStatus(since=day(since), until=None if until is None else day(until))


HAND_WORKED: Final = dossier(
    workshop=Workshop(id="w", village="v"),
    villages=(Village(id="v", region=Region("330481100201")),),
    pairings=(
        Pairing(
            id="p",
            village_side="a",
            enterprise_side="b",
            since=day("2022-01-01"),
            until=None,
            joint_activities=(day("2023-03-01"), day("2023-09-01")),
        ),
        Pairing(
            id="q",
            village_side="a",
            enterprise_side="c",
            since=day("2022-01-01"),
            until=day("2023-02-01"),
            joint_activities=(day("2022-03-01"),),
        ),
    ),
    premises=(
        Premises(
            id="hall",
            kind=PremisesKind.PARTY_SERVICE,
            area=200,
            rent=Yuan(0),
            market_rent=Yuan.of(500),
            since=day("2022-01-01"),
            until=None,
        ),
        Premises(
            id="mill",
            kind=PremisesKind.IDLE_BUILDING,
            area=Fraction(241, 2),
            rent=Yuan.of(300),
            market_rent=Yuan.of(800),
            since=day("2023-07-01"),
            until=None,
        ),
        Premises(
            id="shed", kind=PremisesKind.OTHER, area=9, rent=Yuan(0), market_rent=Yuan(0), since=day("2022-01-01"), until=None
        ),
    ),
    projects=(
        Project(
            id="z",
            since=day("2023-01-01"),
            until=None,
            processing_fees=Yuan.of("120000.50"),
            labour_cost=Yuan.of(100),
            own_labour_cost=Yuan.of(160),
        ),
    ),
    workers=(
        worker(
            "ann",
            sex=Sex.FEMALE,
            residence=Region("330481100201"),
            household="poor",
            disability=Disability(grade=2),
            occupation_before=Occupation.FARMING,
        ),
        worker(
            "bei",
            sex=Sex.FEMALE,
            residence=Region("330481100202"),
            household="poor",
            disability=None,
            occupation_before=Occupation.HOMEMAKER,
        ),
        worker(
            "cao",
            sex=Sex.MALE,
            residence=Region("330482100201"),
            household="rich",
            disability=Disability(grade=3),
            occupation_before=Occupation.MIGRANT,
        ),
        worker("guest"),
        worker(
            "dai",
            sex=Sex.FEMALE,
            residence=Region("330481101201"),
            household="third",
            disability=None,
            occupation_before=Occupation.UNEMPLOYED,
        ),
    ),
    households=(
        Household(id="poor", low_income=(spell("2020-01-01", "2023-06-30"),)),
        Household(id="rich", low_income=()),
        Household(id="third", low_income=(spell("2023-11-01", None),)),
    ),
    engagements=(
        engaged("ann", "2022-06-01", None, baseline=Yuan.of(500)),
        engaged("bei", "2023-07-01", None, baseline=Yuan.of(800)),
        engaged("cao", "2022-01-01", "2023-02-28", baseline=Yuan.of(2000)),
        engaged("dai", "2023-12-01", None, baseline=Yuan.of(0)),
    ),
    payments=(
        paid("ann", "2023-01", "2500", kind=PaymentKind.WAGE),
        paid("ann", "2023-02", "2300", due=Yuan.of(2400), kind=PaymentKind.PIECE_RATE),
        paid("bei", "2023-07", "1800", kind=PaymentKind.WAGE),
        paid("cao", "2023-01", "1900", kind=PaymentKind.RENT),
        paid("dai", "2023-12", "0", due=Yuan.of(50), kind=PaymentKind.BONUS),
        paid("guest", "2023-04", "2000", due=Yuan.of(2020), kind=PaymentKind.RENT),  # was never engaged
    ),
    trainings=(
        Training(
            id="sewing",
            kind=TrainingKind.VOCATIONAL_SKILL,
            date=day("2023-03-03"),
            hours=8,
            participants=("ann", "cao", "guest"),
            certified=("ann",),
        ),
        Training(
            id="living",
            kind=TrainingKind.INDEPENDENT_LIVING,
            date=day("2023-08-08"),
            hours=Fraction(5, 2),
            participants=("ann", "bei"),
            certified=(),
        ),
    ),
    activities=(
        Activity(id="fair", date=day("2023-05-01"), participants=("ann", "bei", "cao")),
        Activity(id="visit", date=day("2023-10-01"), participants=()),
    ),
    collective_payments=(CollectivePayment(id="rent", date=day("2023-12-01"), amount=Yuan.of(30000)),),
    incidents=(
        Incident(id="late", kind=IncidentKind.UNPAID_WAGES, date=day("2023-02-28"), resolved=None),
        Incident(id="smoke", kind=IncidentKind.FIRE, date=day("2021-02-28"), resolved=day("2021-03-05")),
        Incident(id="spill", kind=IncidentKind.ENVIRONMENT, date=day("2022-02-28"), resolved=day("2024-03-05")),
    ),
)

WORKED: dict[str, object] = {
    "active_pairings": 1,
    "joint_activities": 2,  # of the one in 2022 none falls within the period
    "idle_area_in_use": "120.5",
    "premises_in_use": 2,  # the shed is neither
    "projects": 1,
    "processing_fees": "120000.5",
    "labour_cost_saved": 60,
    "land_cost_saved": 500 * 12 + 500 * 6,
    "people_employed": 4,
    "people_in_post": 3,
    "local_people": 2,  # ann in the village, bei in the township
    "local_share": "1/2",
    "low_income_people": 3,  # ann, bei, and dai since November
    "low_income_share": "3/4",
    "low_income_people_at_joining": 2,  # ann and dai; bei joined the day after the spell had ended
    "low_income_share_at_joining": "1/2",
    "lifted_people": 1,
    "disabled_people": 2,
    "disabled_share": "1/2",
    "severely_disabled_people": 1,
    "women_share": "3/4",
    "surplus_labour_people": 3,
    "households_with_income": 2,  # dai was paid nothing
    "retained_share": "1/2",  # ann 365 days, bei 184; cao 59, dai 31
    "wages_paid": 2500 + 2300 + 1800 + 1900,
    "person_months_paid": 4,
    "wages": 2500 + 2300 + 1800,  # what cao got was rent
    "wage_months": 3,
    "wage_per_person_month": 2200,  # 6600 ÷ 3
    "wage_arrears": 100 + 50,  # ann and dai; the guest is owed rent
    "arrears": 100 + 50 + 20,  # ann, dai, and the guest too
    "gain": (4800 - 2 * 500) + (1800 - 800) + (1900 - 2000),
    "income_per_person_month": 2125,  # 8500 ÷ 4
    "monthly_income_rise": 1175,  # (8500 - 3800) ÷ 4
    "lowest_paid_person_month": 1800,
    "training_hours": 3 * 8 + 5,
    "training_hours_of_people": 2 * 8 + 5,
    "training_hours_per_person": "21/4",
    "certified_people": 1,
    "independent_living_hours": 5,
    "integration_activities": 2,
    "integration_participations": 3,
    "collective_income": 30000,
    "unresolved_unpaid_wages": 1,
    "unresolved_accident": 0,
    "unresolved_fire": 0,
    "unresolved_product_safety": 0,
    "unresolved_environment": 1,  # resolved after the last day
    "unresolved_false_report": 0,
    "unresolved_other": 0,
    "unresolved_incidents": 2,
}


class TestHandWorked:
    """What each measure comes to, worked out by hand."""

    @pytest.mark.parametrize("name", ASKED)
    def test_value(self, name: str) -> None:
        assert value(HAND_WORKED, name) == Bounds.exactly(WORKED[name])

    @pytest.mark.parametrize("name", ASKED)
    def test_nothing_stated(self, name: str) -> None:
        """Of a dossier in which nothing is stated, a measure may be anything that it can be at all."""
        told = value(dossier(), name)
        assert not told.settled
        assert told == natural_range(name, CATALOGUE, {}, day("2023-12-31"))

    @pytest.mark.parametrize("name", ASKED)
    def test_everything_submitted_empty(self, name: str) -> None:
        """Nobody and nothing: counts and sums are nought, shares and ratios are not applicable."""
        empty = dict.fromkeys(
            (
                "pairings",
                "premises",
                "projects",
                "engagements",
                "payments",
                "trainings",
                "activities",
                "collective_payments",
                "incidents",
            ),
            (),
        )
        told = value(dossier(**empty), name)
        unit = CATALOGUE[name].unit.value
        relative = unit == "share" or name in (
            "income_per_person_month",
            "monthly_income_rise",
            "lowest_paid_person_month",
            "training_hours_per_person",
            "wage_per_person_month",
        )
        assert told == (NOT_APPLICABLE if relative else Bounds(0, 0))


class TestDeclared:
    """Each with label and definition in Chinese and English, and unit."""

    @pytest.mark.parametrize("name", ASKED)
    def test_wording(self, name: str) -> None:
        measure = CATALOGUE[name]
        assert measure.label.zh != measure.label.en
        assert measure.label.en.isascii()
        assert isinstance(measure.definition, Text)
        assert measure.definition.zh != measure.definition.en
        assert all(any("一" <= character <= "鿿" for character in words) for words in (measure.label.zh, measure.definition.zh))

    def test_every_kind_of_incident_has_its_measure(self) -> None:
        assert {f"unresolved_{kind.value}" for kind in IncidentKind} <= CATALOGUE.keys()


WAGE_KINDS = {PaymentKind.WAGE, PaymentKind.PIECE_RATE, PaymentKind.BONUS, PaymentKind.ALLOWANCE}
DAYS = st.dates(dt.date(2022, 11, 1), dt.date(2023, 12, 31))
LATER = st.dates(dt.date(2022, 11, 1), dt.date(2024, 2, 28))
NAMES = ("a", "b", "c", "d")


@st.composite
def fully_stated(draw: st.DrawFn) -> Dossier:
    """A small dossier in which everything that the oracle asks for is stated."""
    people = draw(st.lists(st.sampled_from(NAMES), unique=True))
    spells = []
    for name in people:
        cuts = sorted(draw(st.lists(LATER, min_size=1, max_size=4, unique=True)))
        for since, until in zip(cuts[::2], [*cuts[1::2], None], strict=False):
            if since <= dt.date(2023, 12, 31):
                baseline = Yuan.of(draw(st.integers(0, 3000)))
                spells.append(Engagement(worker=name, workshop="w", baseline=baseline, since=since, until=until))
    payments = draw(
        st.lists(
            st.builds(
                lambda name, month, fen, due, kind: Payment(
                    worker=name, workshop="w", month=Month.of(f"2023-{month:02d}"), paid=Yuan(fen), due=Yuan(due), kind=kind
                ),
                st.sampled_from(NAMES),
                st.integers(1, 12),
                st.one_of(st.just(0), st.integers(0, 400_000)),
                st.integers(0, 400_000),
                st.sampled_from(PaymentKind),
            ),
            max_size=8,
        )
    )
    statuses = draw(st.lists(st.tuples(DAYS, st.none() | st.integers(0, 300)), max_size=1))
    low = tuple(
        LowIncomeStatus(since=since, until=None if length is None else since + dt.timedelta(days=length))
        for since, length in statuses
    )
    homes = draw(st.fixed_dictionaries({name: st.sampled_from(["h", "g"]) for name in NAMES}))
    return dossier(
        engagements=tuple(spells),
        payments=tuple(payments),
        workers=tuple(Worker(id=name, household=homes[name]) for name in NAMES),
        households=(Household(id="h", low_income=low), Household(id="g", low_income=())),
    )


def days_of(told: Dossier, name: str) -> set[dt.date]:
    """The days of the period on which a person is engaged, one by one."""
    found = set()
    for offset in range(told.period.days):
        on = told.period.since + dt.timedelta(days=offset)
        for engagement in items(told, "engagements"):
            if engagement.worker == name and engagement.since <= on and (engagement.until is None or on <= engagement.until):
                found.add(on)
    return found


def registered(told: Dossier, name: str, days: set[dt.date]) -> bool:
    home = next(one.household for one in items(told, "workers") if one.id == name)
    spells = next(one.low_income for one in items(told, "households") if one.id == home)
    return any(one.since <= on and (one.until is None or on <= one.until) for one in spells for on in days)


class TestOracle:
    """The main measures, told once more in the plainest Python: day by day and payment by payment."""

    @given(fully_stated())
    def test_people(self, told: Dossier) -> None:
        people = [name for name in NAMES if days_of(told, name)]
        whole = {told.period.since + dt.timedelta(days=offset) for offset in range(told.period.days)}
        low_income = [name for name in people if registered(told, name, whole)]
        assert value(told, "people_employed") == Bounds(len(people), len(people))
        assert value(told, "people_in_post") == Bounds.exactly(sum(told.period.until in days_of(told, name) for name in people))
        assert value(told, "low_income_people") == Bounds.exactly(len(low_income))
        share = Bounds.exactly(Fraction(len(low_income), len(people))) if people else NOT_APPLICABLE
        assert value(told, "low_income_share") == share
        stayed = sum(len(days_of(told, name)) >= 180 for name in people)
        assert value(told, "retained_share") == (Bounds.exactly(Fraction(stayed, len(people))) if people else NOT_APPLICABLE)

    @given(fully_stated())
    def test_arrears(self, told: Dossier) -> None:
        """Due and not paid, payment by payment, whoever it is owed to."""
        owed = sum(max(0, one.due.fen - one.paid.fen) for one in items(told, "payments"))
        assert value(told, "arrears") == Bounds.exactly(Fraction(owed, 100))
        wages = sum(max(0, one.due.fen - one.paid.fen) for one in items(told, "payments") if one.kind in WAGE_KINDS)
        assert value(told, "wage_arrears") == Bounds.exactly(Fraction(wages, 100))

    @given(fully_stated())
    def test_wages(self, told: Dossier) -> None:
        """Payment by payment, without dividends, rent and others."""
        people = [name for name in NAMES if days_of(told, name)]
        found = [one for one in items(told, "payments") if one.worker in people and one.kind in WAGE_KINDS]
        total = Fraction(sum(one.paid.fen for one in found), 100)
        months = len({(one.worker, str(one.month)) for one in found if one.paid.fen > 0})
        assert value(told, "wages") == Bounds.exactly(total)
        assert value(told, "wage_months") == Bounds.exactly(months)
        assert value(told, "wage_per_person_month") == (Bounds.exactly(total / months) if months else NOT_APPLICABLE)

    @given(fully_stated())
    def test_income(self, told: Dossier) -> None:
        """人均月增收 = (Σ earned - Σ baseline × months paid) ÷ Σ months paid."""
        earned: Number = 0
        months: Number = 0
        rise: Number = 0
        for name in (name for name in NAMES if days_of(told, name)):
            joined = min((one for one in items(told, "engagements") if one.worker == name), key=lambda one: one.since)
            pay = [one for one in items(told, "payments") if one.worker == name]
            with_pay = {str(one.month) for one in pay if one.paid.fen > 0}
            total = sum(Fraction(one.paid.fen, 100) for one in pay)
            earned, months = earned + total, months + len(with_pay)
            rise += total - Fraction(joined.baseline.fen, 100) * len(with_pay)
        assert value(told, "wages_paid") == Bounds.exactly(earned)
        assert value(told, "income_per_person_month") == (
            Bounds.exactly(Fraction(earned) / months) if months else NOT_APPLICABLE
        )
        assert value(told, "monthly_income_rise") == (Bounds.exactly(Fraction(rise) / months) if months else NOT_APPLICABLE)
