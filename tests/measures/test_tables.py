"""From a dossier and its period to tables: one row a pairing, a place, a project, a training …"""

from fractions import Fraction
from typing import Any

import pytest

from common_prosperity.facts import (
    Activity,
    CollectiveKind,
    CollectivePayment,
    Dossier,
    EngagementForm,
    HostKind,
    Incident,
    IncidentKind,
    Pairing,
    PaymentKind,
    Premises,
    PremisesKind,
    Project,
    Sex,
    Training,
    TrainingKind,
    Workshop,
    WorkshopKind,
)
from common_prosperity.measures.columns import COLUMNS, TABLES
from common_prosperity.measures.table import Table
from common_prosperity.measures.tables import BUILDERS
from common_prosperity.quantities import UNSTATED, Bounds, Period, Yuan
from common_prosperity.quantities.truth import TRUE, UNKNOWN
from invented import day, dossier, engaged, paid


def table(name: str, told: Dossier) -> Table:
    return BUILDERS[name](told)


def row(name: str, told: Dossier) -> dict[str, Any]:
    """The cells of the only row."""
    found = table(name, told)
    assert len(found.ids) == 1
    return {column: cells[0] for column, cells in found.columns.items()}


class TestEveryTable:
    """All columns have one cell for each id; a table never submitted is told from one submitted empty."""

    def test_names(self) -> None:
        assert BUILDERS.keys() == TABLES.keys() == COLUMNS.keys()

    @pytest.mark.parametrize("name", sorted(set(TABLES) - {"workshop"}))
    def test_submitted(self, name: str) -> None:
        source = {"people": "engagements", "person_months": "payments"}.get(name, name)
        assert table(name, dossier()).submitted is False
        empty = table(name, dossier(**{source: ()}))
        assert (empty.submitted, empty.ids, empty.present) == (True, (), ())


class TestWorkshop:
    """The workshop itself is one row."""

    def test_stated(self) -> None:
        workshop = Workshop(
            id="w",
            kind=WorkshopKind.BRAND_LED,
            host=HostKind.COOPERATIVE,
            headed_by=Sex.FEMALE,
            opened=day("2020-12-31"),
            closed=None,
        )
        assert row("workshop", dossier(workshop=workshop)) == {
            "headed_by": Sex.FEMALE,
            "host": HostKind.COOPERATIVE,
            "kind": WorkshopKind.BRAND_LED,
            "open": True,
            "years_open": 3,
        }

    def test_unstated(self) -> None:
        found = row("workshop", dossier())
        assert found.pop("years_open") == Bounds(0, None)
        assert set(found.values()) == {UNSTATED}


PAIRING: dict[str, Any] = {"id": "p", "village_side": "v", "enterprise_side": "e"}


class TestPairings:
    """Pairings in the period, with their days and the joint activities that fall within it."""

    @pytest.mark.parametrize(
        ("facts", "present", "active", "days", "activities"),
        [
            ({"since": day("2022-01-01"), "until": None, "joint_activities": ()}, TRUE, True, 365, 0),
            (
                {
                    "since": day("2023-12-01"),
                    "until": day("2023-12-30"),
                    "joint_activities": (day("2023-12-02"), day("2022-12-02")),
                },
                TRUE,
                False,
                30,
                1,
            ),
            ({"since": day("2022-01-01")}, UNKNOWN, UNSTATED, Bounds(0, 365), UNSTATED),
            ({}, UNKNOWN, UNSTATED, Bounds(0, 365), UNSTATED),
        ],
    )
    def test_examples(self, facts: dict[str, Any], present: int, active: object, days: object, activities: object) -> None:
        told = dossier(pairings=(Pairing(**PAIRING, **facts),))
        assert table("pairings", told).present == (present,)
        assert row("pairings", told) == {"active": active, "days": days, "joint_activities": activities}

    def test_outside_the_period(self) -> None:
        told = dossier(
            pairings=(Pairing(**PAIRING, since=day("2024-01-01")), Pairing(**{**PAIRING, "id": "q"}, until=day("2022-01-01")))
        )
        assert table("pairings", told).ids == ()


class TestPremises:
    """Premises used in the period; rent saved is the market rent less the rent, for each calendar month that they touch."""

    @pytest.mark.parametrize(
        ("facts", "saved"),
        [
            ({"since": day("2022-01-01"), "until": None}, 12 * 50000),
            ({"since": day("2023-03-31"), "until": day("2023-05-01")}, 3 * 50000),
            ({"since": day("2023-12-31"), "until": None}, 50000),
            ({"since": day("2023-03-31")}, UNSTATED),
            ({"until": None}, UNSTATED),
            ({"since": day("2022-01-01"), "until": None, "rent": UNSTATED}, UNSTATED),
            ({"since": day("2022-01-01"), "until": None, "rent": Yuan.of(2000)}, -12 * 50000),
        ],
    )
    def test_rent_saved(self, facts: dict[str, Any], saved: object) -> None:
        place = Premises(**{"id": "p", "rent": Yuan.of(1000), "market_rent": Yuan.of(1500), **facts})
        assert row("premises", dossier(premises=(place,)))["rent_saved"] == saved

    @pytest.mark.parametrize(
        ("kind", "idle"),
        [
            (PremisesKind.IDLE_BUILDING, True),
            (PremisesKind.IDLE_LAND, True),
            (PremisesKind.PARTY_SERVICE, False),
            (PremisesKind.OTHER, False),
            (UNSTATED, UNSTATED),
        ],
    )
    def test_idle(self, kind: Any, idle: object) -> None:
        place = Premises(id="p", kind=kind, area=Fraction(241, 2), since=day("2023-01-01"), until=day("2023-06-30"))
        found = row("premises", dossier(premises=(place,)))
        assert (found["idle"], found["kind"], found["area"], found["in_use"]) == (idle, kind, Fraction(241, 2), False)


class TestProjects:
    """Projects in the period; labour cost saved is the enterprise's own cost less the cost in the workshop."""

    @pytest.mark.parametrize(
        ("own", "here", "saved"),
        [(Yuan.of(900), Yuan.of(700), 20000), (Yuan.of(700), Yuan.of(900), -20000), (UNSTATED, Yuan.of(1), UNSTATED)],
    )
    def test_examples(self, own: Any, here: Any, saved: object) -> None:
        project = Project(
            id="p", since=day("2023-01-01"), until=None, labour_cost=here, own_labour_cost=own, processing_fees=Yuan.of("1.5")
        )
        found = row("projects", dossier(projects=(project,)))
        assert found == {"active": True, "labour_cost": here.fen, "labour_saved": saved, "processing_fees": 150}


class TestEvents:
    """Trainings, activities and payments to the village of the period; a day unstated may lie outside it."""

    DATE = day("2023-05-05")

    @pytest.mark.parametrize(
        ("facts", "present", "participants", "person_hours", "certificates"),
        [
            ({"date": DATE, "hours": Fraction(5, 2), "participants": ("a", "b"), "certified": ("a",)}, TRUE, 2, 5, 1),
            ({"date": DATE, "hours": 4}, TRUE, UNSTATED, UNSTATED, UNSTATED),
            ({"date": DATE, "participants": ("a",)}, TRUE, 1, UNSTATED, UNSTATED),
            ({"hours": 0}, UNKNOWN, UNSTATED, 0, UNSTATED),  # nought hours are none, whoever came
            ({"participants": ()}, UNKNOWN, 0, 0, UNSTATED),
        ],
    )
    def test_trainings(
        self, facts: dict[str, Any], present: int, participants: object, person_hours: object, certificates: object
    ) -> None:
        told = dossier(trainings=(Training(id="t", kind=TrainingKind.SAFETY, **facts),))
        found = row("trainings", told)
        assert table("trainings", told).present == (present,)
        assert (found["participants"], found["person_hours"], found["certificates"]) == (
            participants,
            person_hours,
            certificates,
        )
        assert (found["kind"], found["hours"]) == (TrainingKind.SAFETY, facts.get("hours", UNSTATED))

    def test_activities(self) -> None:
        told = dossier(activities=(Activity(id="a", date=self.DATE, participants=("x", "y")),))
        assert row("activities", told) == {"participants": 2}

    def test_collective_payments(self) -> None:
        told = dossier(collective_payments=(CollectivePayment(id="c", kind=CollectiveKind.RENT, amount=Yuan.of(5)),))
        assert table("collective_payments", told).present == (UNKNOWN,)
        assert row("collective_payments", told) == {"amount": 500, "kind": CollectiveKind.RENT}


class TestIncidents:
    """Incidents up to the last day, whenever they happened; one is resolved that was by then."""

    @pytest.mark.parametrize(
        ("facts", "in_period", "resolved", "years"),
        [
            ({"date": day("2023-05-05"), "resolved": None}, True, False, 0),
            ({"date": day("2020-12-31"), "resolved": day("2023-12-31")}, False, True, 3),
            ({"date": day("2023-05-05"), "resolved": day("2024-01-01")}, True, False, 0),
            ({"resolved": day("2023-05-05")}, UNSTATED, True, Bounds(0, None)),
            ({}, UNSTATED, UNSTATED, Bounds(0, None)),
        ],
    )
    def test_examples(self, facts: dict[str, Any], in_period: object, resolved: object, years: object) -> None:
        told = dossier(incidents=(Incident(id="i", kind=IncidentKind.FIRE, **facts),))
        assert row("incidents", told) == {
            "in_period": in_period,
            "kind": IncidentKind.FIRE,
            "resolved": resolved,
            "years_since": years,
        }
        assert table("incidents", told).present == (TRUE,)


class TestPayments:
    """Payments one row each, and the pay of each person in each month."""

    PAYMENTS = (
        paid("a", "2023-01", "100", kind=PaymentKind.WAGE, hours=8),
        paid("a", "2023-01", "50.50", due=Yuan.of(80), hours=Fraction(1, 2)),
        paid("a", "2023-02", None, due=Yuan.of(30)),
        paid("b", "2023-01", None),
        paid("b", "2023-02", "7", due=UNSTATED),
    )

    def test_one_row_each(self) -> None:
        found = table("payments", dossier(payments=self.PAYMENTS))
        assert found.ids == ("a 2023-01", "a 2023-01", "a 2023-02", "b 2023-01", "b 2023-02")
        assert len(found.columns) == len(list(found.columns)) == len(COLUMNS["payments"])
        assert list(found.columns["paid"]) == [10000, 5050, UNSTATED, UNSTATED, 700]
        assert list(found.columns["due"]) == [10000, 8000, 3000, UNSTATED, UNSTATED]
        assert list(found.columns["arrears"]) == [0, 2950, Bounds(0, 3000), UNSTATED, UNSTATED]
        assert list(found.columns["kind"])[:2] == [PaymentKind.WAGE, UNSTATED]

    @pytest.mark.parametrize("amount", [None, "0", "9"])
    def test_nothing_is_owed_where_nothing_was_due(self, amount: str | None) -> None:
        assert row("payments", dossier(payments=(paid("a", "2023-01", amount, due=Yuan.of(0)),)))["arrears"] == 0

    @pytest.mark.parametrize("engagements", [UNSTATED, (), (engaged("b"),), (engaged("a"), engaged("b"))])
    def test_owed_to_whomever(self, engagements: Any) -> None:
        """Who is engaged is no matter of payments, but for the form in which."""
        told = dossier(payments=self.PAYMENTS, engagements=engagements)
        there, alone = table("payments", told), table("payments", dossier(payments=self.PAYMENTS))
        assert (there.ids, there.present, there.submitted) == (alone.ids, alone.present, alone.submitted)
        for name in COLUMNS["payments"].keys() - {"form"}:
            assert there.columns[name] == alone.columns[name]

    FULL, HOME = EngagementForm.FULL_TIME, EngagementForm.HOME_BASED

    @pytest.mark.parametrize(
        ("engagements", "forms"),
        [
            (UNSTATED, [UNSTATED] * 4),
            ((), [None] * 4),
            ((engaged("a", form=FULL),), [FULL, FULL, None, None]),
            ((engaged("a", "2023-02-01", form=FULL), engaged("b")), [None, FULL, UNSTATED, UNSTATED]),
            (
                (engaged("a", "2023-01-01", "2023-01-31", form=FULL), engaged("a", "2023-02-01", form=HOME)),
                [FULL, HOME, None, None],
            ),
            # The last one in the month counts for it.
            (
                (engaged("a", "2023-01-01", "2023-02-27", form=FULL), engaged("a", "2023-02-28", form=HOME)),
                [FULL, HOME, None, None],
            ),
            (
                (engaged("a", None, "2023-01-05", form=FULL), engaged("a", "2023-01-06", form=HOME)),
                [UNSTATED, HOME, None, None],
            ),
            ((engaged("a", None, "2023-01-05", form=HOME), engaged("a", "2023-01-06", form=HOME)), [HOME, HOME, None, None]),
            # It may have begun before February, or later.
            ((engaged("a", None, None, form=FULL),), [UNSTATED] * 2 + [None] * 2),
        ],
    )
    def test_form_of_the_engagement_in_the_month(self, engagements: Any, forms: list[Any]) -> None:
        told = dossier(payments=self.PAYMENTS, engagements=engagements)
        assert list(table("person_months", told).columns["form"]) == forms
        assert list(table("payments", told).columns["form"]) == [forms[0], *forms]

    def test_what_of_it_is_wages(self) -> None:
        told = dossier(payments=(*self.PAYMENTS, paid("b", "2023-02", "9", kind=PaymentKind.RENT)))
        assert list(table("payments", told).columns["wages"]) == [
            *(10000, Bounds(0, 5050), UNSTATED, UNSTATED, Bounds(0, 700), 0),
        ]
        assert list(table("person_months", told).columns["wages"]) == [
            *(Bounds(10000, 15050), Bounds(0, None), Bounds(0, None), Bounds(0, 700)),
        ]

    def test_one_row_a_person_and_month(self) -> None:
        found = table("person_months", dossier(payments=self.PAYMENTS))
        assert found.ids == ("a 2023-01", "a 2023-02", "b 2023-01", "b 2023-02")
        assert list(found.columns["paid"]) == [15050, Bounds(0, None), Bounds(0, None), 700]
        assert list(found.columns["due"]) == [18000, 3000, Bounds(0, None), Bounds(0, None)]
        assert list(found.columns["arrears"]) == [2950, Bounds(0, 3000), Bounds(0, None), Bounds(0, None)]
        assert list(found.columns["hours"]) == [Fraction(17, 2), *[Bounds(0, None)] * 3]
        assert list(found.columns["person"]) == ["a", "a", "b", "b"]

    def test_a_period_within_one_month(self) -> None:
        told = dossier(period=Period.of("2023-01-10", "2023-01-10"), payments=(paid("a", "2023-01", "1"),))
        assert row("person_months", told)["paid"] == 100
