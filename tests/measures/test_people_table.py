"""The table `people`: one row for each person engaged at the workshop at any time in the period."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import InvalidFacts
from common_prosperity.facts import (
    Disability,
    DisabilityCategory,
    Dossier,
    Engagement,
    EngagementForm,
    Household,
    LowIncomeStatus,
    Occupation,
    PaymentKind,
    Region,
    Sex,
    Training,
    Village,
    Workshop,
)
from common_prosperity.measures.columns import COLUMNS
from common_prosperity.measures.people import people_table
from common_prosperity.quantities import UNSTATED, Bounds, Period, Yuan
from common_prosperity.quantities.truth import TRUE, UNKNOWN
from invented import day, dossier, engaged, paid, worker


def cells(told: Dossier, column: str) -> list[Any]:
    """A column of the table."""
    return list(people_table(told).columns[column])


def cell(column: str, **facts: Any) -> Any:
    """The one cell of a column where there is one person."""
    (found,) = cells(dossier(**facts), column)
    return found


OPEN: Any = UNSTATED
MONTHS: list[Any] = ["2022-06-01", "2023-01-01", "2023-06-01", "2023-12-30", "2023-12-31", "2024-01-01", UNSTATED]


def ends(since: Any, until: Any) -> dict[str, Any]:
    """The ends of a spell, of which those that are unstated are left out."""
    named = {"since": since, "until": until}
    return {name: None if end is None else day(end) for name, end in named.items() if end is not UNSTATED}


def spell(name: str = "a", since: Any = OPEN, until: Any = OPEN, **facts: Any) -> Engagement:
    """An engagement whose ends may be unstated."""
    return Engagement(worker=name, workshop="w", **ends(since, until), **facts)


class TestWhoIsThere:
    """A row for everybody engaged at any time in the period, once, however many spells there are."""

    @pytest.mark.parametrize(
        ("since", "until", "present", "days", "in_post"),
        [
            ("2023-01-01", "2023-12-31", TRUE, 365, True),
            ("2020-05-05", None, TRUE, 365, True),
            ("2023-12-31", None, TRUE, 1, True),
            ("2020-05-05", "2023-01-01", TRUE, 1, False),
            ("2023-03-01", "2023-03-31", TRUE, 31, False),
            ("2023-03-01", OPEN, TRUE, Bounds(1, 306), UNSTATED),
            ("2020-03-01", OPEN, UNKNOWN, Bounds(0, 365), UNSTATED),
            (OPEN, "2023-02-01", TRUE, Bounds(1, 32), False),
            (OPEN, "2024-02-01", TRUE, Bounds(1, 365), True),  # nobody begins after the period
            (OPEN, None, TRUE, Bounds(1, 365), True),
            (OPEN, OPEN, UNKNOWN, Bounds(0, 365), UNSTATED),
        ],
    )
    def test_one_spell(self, since: Any, until: Any, present: int, days: Any, in_post: Any) -> None:
        told = dossier(engagements=(spell("a", since, until),))
        assert people_table(told).present == (present,)
        assert (cells(told, "days_engaged"), cells(told, "in_post")) == ([days], [in_post])

    @pytest.mark.parametrize(("since", "until"), [("2020-01-01", "2022-12-31"), (OPEN, "2022-12-31")])
    def test_an_engagement_that_ended_before_the_period_is_no_row(self, since: Any, until: Any) -> None:
        assert people_table(dossier(engagements=(spell("a", since, until),))).ids == ()

    def test_two_spells_of_one_person_are_one_row(self) -> None:
        told = dossier(
            engagements=(spell("a", "2022-06-01", "2023-01-31"), spell("b", "2023-01-01", None), spell("a", "2023-12-01", None))
        )
        assert people_table(told).ids == ("a", "b")
        assert cells(told, "days_engaged") == [31 + 31, 365]
        assert cells(told, "in_post") == [True, True]

    def test_never_more_days_than_the_period_has(self) -> None:
        told = dossier(engagements=(spell("a", "2023-01-01", OPEN), spell("a", "2023-02-01", OPEN)))
        assert cells(told, "days_engaged") == [Bounds(2, 365)]

    def test_a_period_of_one_day(self) -> None:
        told = dossier(
            period=Period.of("2024-02-29", "2024-02-29"), engagements=(spell("a", "2024-02-29", None), spell("b", OPEN, OPEN))
        )
        assert cells(told, "days_engaged") == [1, Bounds(0, 1)]

    def test_submitted_or_not(self) -> None:
        assert people_table(dossier()).submitted is False
        assert people_table(dossier(engagements=())).submitted is True

    def test_every_column_is_there(self) -> None:
        assert people_table(dossier(engagements=())).columns.keys() == COLUMNS["people"].keys()


class TestPay:
    """Yuan paid, and due and not paid, in the period; months with pay above zero; all of it open where a payment is."""

    PEOPLE = (spell("a", "2023-01-01", None),)

    @pytest.mark.parametrize(
        ("payments", "earned", "arrears", "months"),
        [
            ((), 0, 0, 0),
            ((paid("a", "2023-01", "2600.50"),), 260050, 0, 1),
            ((paid("a", "2023-01", "0"),), 0, 0, 0),  # paid nothing is no month with pay
            ((paid("a", "2023-01", "100"), paid("a", "2023-01", "50"), paid("a", "2023-02", "10")), 16000, 0, 2),
            ((paid("a", "2023-01", "100", due=Yuan.of(150)),), 10000, 5000, 1),
            ((paid("a", "2023-01", "150", due=Yuan.of(100)),), 15000, 0, 1),  # more than was due makes no good elsewhere
            ((paid("a", "2023-01", "150", due=Yuan.of(100)), paid("a", "2023-02", "0", due=Yuan.of(30))), 15000, 3000, 1),
            ((paid("a", "2023-01", None),), Bounds(0, None), Bounds(0, None), Bounds(0, 1)),
            ((paid("a", "2023-01", None, due=Yuan.of(80)),), Bounds(0, None), Bounds(0, 8000), Bounds(0, 1)),
            ((paid("a", "2023-01", "100", due=UNSTATED),), 10000, Bounds(0, None), 1),
            ((paid("a", "2023-01", "100"), paid("a", "2023-01", None)), Bounds(10000, None), Bounds(0, None), 1),
            (
                (paid("a", "2023-01", None), paid("a", "2023-02", None, due=Yuan.of(80)), paid("a", "2023-03", "5")),
                Bounds(500, None),
                Bounds(0, None),
                Bounds(1, 3),
            ),
        ],
    )
    def test_amounts(self, payments: Any, earned: Any, arrears: Any, months: Any) -> None:
        told = dossier(engagements=self.PEOPLE, payments=payments)
        assert [cells(told, name) for name in ("earned", "arrears", "months_paid")] == [[earned], [arrears], [months]]

    @pytest.mark.parametrize(
        ("payments", "wages", "months"),
        [
            ((), 0, 0),
            (tuple(paid("a", f"2023-0{month}", "1", kind=kind) for month, kind in enumerate(PaymentKind, 1)), 400, 4),
            (
                (paid("a", "2023-01", "1000", kind=PaymentKind.WAGE), paid("a", "2023-02", "500", kind=PaymentKind.RENT)),
                100000,
                1,
            ),
            ((paid("a", "2023-01", "9", kind=PaymentKind.WAGE), paid("a", "2023-01", "5", kind=PaymentKind.BONUS)), 1400, 1),
            ((paid("a", "2023-01", "0", kind=PaymentKind.WAGE),), 0, 0),
            ((paid("a", "2023-01", "5"),), Bounds(0, 500), Bounds(0, 1)),  # nobody says what it was for
            ((paid("a", "2023-01", "0"),), 0, 0),
            ((paid("a", "2023-01", None),), Bounds(0, None), Bounds(0, 1)),
            ((paid("a", "2023-01", None, kind=PaymentKind.WAGE),), Bounds(0, None), Bounds(0, 1)),
            ((paid("a", "2023-01", None, kind=PaymentKind.RENT),), 0, 0),
            ((paid("a", "2023-01", "5"), paid("a", "2023-01", "2", kind=PaymentKind.WAGE)), Bounds(200, 700), 1),
            ((paid("left", "2023-01", "5", kind=PaymentKind.WAGE),), 0, 0),
        ],
    )
    def test_wages(self, payments: Any, wages: Any, months: Any) -> None:
        told = dossier(engagements=self.PEOPLE, payments=payments)
        assert [cells(told, name) for name in ("wages", "wage_months")] == [[wages], [months]]

    def test_hours(self) -> None:
        payments = (paid("a", "2023-01", "1", hours=8), paid("a", "2023-02", "1", hours=5))
        assert cell("hours", engagements=self.PEOPLE, payments=payments) == 13
        assert cell("hours", engagements=self.PEOPLE, payments=(*payments, paid("a", "2023-03", "1"))) == Bounds(13, None)

    def test_months_count_that_the_period_only_touches(self) -> None:
        told = dossier(
            period=Period.of("2023-01-31", "2023-02-01"),
            engagements=(spell("a", "2023-01-31", None),),
            payments=(paid("a", "2023-01", "1"), paid("a", "2023-02", "1")),
        )
        assert cells(told, "months_paid") == [2]

    def test_payments_never_submitted(self) -> None:
        told = dossier(engagements=self.PEOPLE)
        assert (
            cells(told, "earned") == cells(told, "arrears") == cells(told, "hours") == cells(told, "wages") == [Bounds(0, None)]
        )
        assert cells(told, "months_paid") == cells(told, "wage_months") == [Bounds(0, 12)]

    def test_payments_to_somebody_else(self) -> None:
        told = dossier(engagements=self.PEOPLE, payments=(paid("left", "2023-01", "100"),))
        assert cells(told, "earned") == [0]


class TestGain:
    """Earned less the income before joining for each month paid."""

    @pytest.mark.parametrize(
        ("baseline", "payments", "gain"),
        [
            (Yuan.of(500), (paid("a", "2023-01", "2000"), paid("a", "2023-02", "1000")), 200000),  # 3000 - 500 × 2
            (Yuan.of(2500), (paid("a", "2023-01", "2000"),), -50000),
            (Yuan.of(0), (), 0),
            (UNSTATED, (paid("a", "2023-01", "2000"),), Bounds(None, 200000)),
            (UNSTATED, (), 0),
            (Yuan.of(500), (paid("a", "2023-01", None),), Bounds(-50000, None)),
            (Yuan.of(0), (paid("a", "2023-01", None),), Bounds(0, None)),
        ],
    )
    def test_examples(self, baseline: Any, payments: Any, gain: Any) -> None:
        assert cell("gain", engagements=(spell("a", "2023-01-01", None, baseline=baseline),), payments=payments) == gain

    def test_the_baseline_is_that_of_joining(self) -> None:
        first, second = (
            spell("a", "2021-01-01", "2021-06-30", baseline=Yuan.of(1)),
            spell("a", "2023-01-01", None, baseline=Yuan.of(2)),
        )
        assert cell("baseline", engagements=(second, first)) == 100
        open_first = spell("a", OPEN, "2021-06-30", baseline=Yuan.of(1))
        assert cell("baseline", engagements=(second, open_first)) is UNSTATED  # whichever came first


class TestForm:
    """The form of the last engagement that reaches into the period."""

    @pytest.mark.parametrize(
        ("spells", "form"),
        [
            ((spell("a", OPEN, OPEN, form=EngagementForm.SEASONAL),), EngagementForm.SEASONAL),
            (
                (
                    spell("a", "2023-06-01", None, form=EngagementForm.FULL_TIME),
                    spell("a", "2023-01-01", "2023-03-01", form=EngagementForm.SEASONAL),
                ),
                EngagementForm.FULL_TIME,
            ),
            (
                (
                    spell("a", "2020-01-01", "2021-01-01", form=EngagementForm.FULL_TIME),
                    spell("a", OPEN, "2023-03-01", form=EngagementForm.SEASONAL),
                ),
                EngagementForm.SEASONAL,
            ),
            (
                (
                    spell("a", OPEN, "2023-01-05", form=EngagementForm.FULL_TIME),
                    spell("a", "2023-02-01", None, form=EngagementForm.SEASONAL),
                ),
                UNSTATED,
            ),
            (
                (
                    spell("a", "2022-01-01", OPEN, form=EngagementForm.FULL_TIME),
                    spell("a", "2023-02-01", None, form=EngagementForm.SEASONAL),
                ),
                UNSTATED,
            ),
            ((spell("a", "2023-02-01", None),), UNSTATED),
        ],
    )
    def test_examples(self, spells: Any, form: Any) -> None:
        assert cell("form", engagements=spells) == form


class TestTraits:
    """Age in full years on the last day; sex, disability and occupation as stated; who is not listed is not known."""

    @pytest.mark.parametrize(
        ("facts", "column", "value"),
        [
            ({"born": day("1963-12-31")}, "age", 60),
            ({"born": day("1964-01-01")}, "age", 59),
            ({}, "age", UNSTATED),
            ({"sex": Sex.FEMALE}, "sex", Sex.FEMALE),
            ({"occupation_before": Occupation.FARMING}, "occupation_before", Occupation.FARMING),
            ({"household": "h"}, "household", "h"),
            ({"disability": None}, "disabled", False),
            ({"disability": None}, "disability_grade", None),
            ({"disability": None}, "disability_category", None),
            ({"disability": Disability()}, "disabled", True),
            ({"disability": Disability()}, "disability_grade", UNSTATED),
            ({"disability": Disability(grade=2)}, "disability_grade", 2),
            (
                {"disability": Disability(category=DisabilityCategory.HEARING)},
                "disability_category",
                DisabilityCategory.HEARING,
            ),
            ({}, "disabled", UNSTATED),
            ({}, "disability_grade", UNSTATED),
        ],
    )
    def test_examples(self, facts: dict[str, Any], column: str, value: object) -> None:
        found = cell(column, engagements=(spell("a", "2023-01-01", None),), workers=(worker("a", **facts),))
        assert found == value
        assert found.__class__ is value.__class__

    def test_nobody_listed(self) -> None:
        told = dossier(engagements=(spell("a", "2023-01-01", None),))
        for column in (
            "age",
            "sex",
            "disabled",
            "disability_grade",
            "household",
            "lives_in",
            "occupation_before",
            "low_income",
        ):
            assert cells(told, column) == [UNSTATED]


class TestWhereTheyLive:
    """`village`, `township`, `county` or `elsewhere`, by region code against the workshop's village; open where codes are too short."""

    @pytest.mark.parametrize(
        ("residence", "home", "lives_in"),
        [
            ("330481100201", "330481100201", "village"),
            ("330481100202", "330481100201", "township"),
            ("330481101201", "330481100201", "county"),
            ("330482100201", "330481100201", "elsewhere"),
            ("34", "330481100201", "elsewhere"),
            ("330481100", "330481100201", UNSTATED),  # the same township, perhaps the same village
            ("330481101", "330481100201", "county"),
            ("330481", "330481100201", UNSTATED),
            ("330482", "330481", "elsewhere"),
            ("330481100201", "33", UNSTATED),
            (None, "330481100201", UNSTATED),
            ("330481100201", None, UNSTATED),
        ],
    )
    def test_examples(self, residence: str | None, home: str | None, lives_in: object) -> None:
        village = Village(id="v") if home is None else Village(id="v", region=Region(home))
        person = worker("a") if residence is None else worker("a", residence=Region(residence))
        people = {"engagements": (spell("a", "2023-01-01", None),), "workers": (person,)}
        assert (
            cell("lives_in", workshop=Workshop(id="w", village="v"), villages=(Village(id="u"), village), **people) == lives_in
        )

    def test_without_a_village(self) -> None:
        people = {"engagements": (spell("a", "2023-01-01", None),), "workers": (worker("a", residence=Region("33")),)}
        assert cell("lives_in", **people, villages=(Village(id="u", region=Region("33")),)) is UNSTATED
        assert cell("lives_in", **people) is UNSTATED


class TestPoverty:
    """Low-income in the period and at joining both exist; a family that climbs out costs the workshop nothing: it is lifted."""

    @pytest.mark.parametrize(
        ("spells", "within", "at_joining", "lifted"),
        [
            ((), False, False, False),
            ((("2020-01-01", None),), True, True, False),
            ((("2020-01-01", "2022-12-31"),), False, True, True),  # out before the period
            ((("2020-01-01", "2023-06-30"),), True, True, True),
            ((("2020-01-01", "2023-12-31"),), True, True, False),  # still registered on the last day
            ((("2023-02-01", None),), True, False, False),  # fell into poverty after joining
            ((("2019-01-01", "2020-12-31"), ("2023-02-01", "2023-03-01")), True, False, False),
            ((("2020-01-01", OPEN),), UNSTATED, UNSTATED, UNSTATED),
            (((OPEN, None),), UNSTATED, UNSTATED, False),
            (UNSTATED, UNSTATED, UNSTATED, UNSTATED),
        ],
    )
    def test_spells(self, spells: Any, within: object, at_joining: object, lifted: object) -> None:
        registered = UNSTATED if spells is UNSTATED else tuple(LowIncomeStatus(**ends(*one)) for one in spells)
        household = Household(id="h", low_income=registered)
        told = dossier(
            engagements=(spell("a", "2022-06-01", None),), workers=(worker("a", household="h"),), households=(household,)
        )
        assert [cells(told, name) for name in ("low_income", "low_income_at_joining", "lifted")] == [
            [within],
            [at_joining],
            [lifted],
        ]

    @pytest.mark.parametrize("joined", ["2023-01-01", "2023-06-01", "2023-12-31", OPEN])
    @given(spells=st.lists(st.tuples(st.sampled_from(MONTHS), st.sampled_from([*MONTHS, None])), max_size=2))
    def test_lifted_as_every_reading_has_it(self, joined: Any, spells: list[tuple[Any, Any]]) -> None:
        """A family is lifted that was registered on the day of joining and is not on the last day of the period."""
        last = day("2023-12-31")

        def readings(since: Any, until: Any) -> list[tuple[Any, Any]]:
            begins = MONTHS[:-1] if since is UNSTATED else [since]
            closes = [*MONTHS[:-1], None] if until is UNSTATED else [until]
            return [(b, e) for b in begins for e in closes if e is None or day(b) <= day(e)]

        outcomes = set()
        for chosen in product(*(readings(*one) for one in spells)):
            for joining in MONTHS[:-2] if joined is UNSTATED else [joined]:
                at, now = (any(day(b) <= on and (e is None or on <= day(e)) for b, e in chosen) for on in (day(joining), last))
                outcomes.add(at and not now)
        if not outcomes:  # an end before its beginning
            return
        statuses = [LowIncomeStatus(**ends(*one)) for one in spells]
        try:
            told = dossier(
                engagements=(spell("a", joined, None),),
                workers=(worker("a", household="h"),),
                households=(Household(id="h", low_income=tuple(statuses)),),
            )
        except InvalidFacts:
            return
        (found,) = cells(told, "lifted")
        assert {found} == outcomes if len(outcomes) == 1 else found is UNSTATED

    def test_nobody_knows_when_the_person_joined(self) -> None:
        people = {"engagements": (spell("a", OPEN, None),), "workers": (worker("a", household="h"),)}
        once = Household(id="h", low_income=(LowIncomeStatus(since=day("2020-01-01"), until=None),))
        assert cell("low_income_at_joining", **people, households=(once,)) is UNSTATED
        assert cell("low_income_at_joining", **people, households=(Household(id="h", low_income=()),)) is False

    def test_of_several_engagements_the_first_is_the_joining(self) -> None:
        spells = (spell("a", "2023-05-01", None), spell("a", "2020-01-01", "2020-12-31"))
        household = Household(id="h", low_income=(LowIncomeStatus(since=day("2019-01-01"), until=day("2020-06-30")),))
        people = {"engagements": spells, "workers": (worker("a", household="h"),), "households": (household,)}
        assert cell("low_income_at_joining", **people) is True


class TestLearning:
    """Hours of training in the period, and certificates; a training whose date or list is unstated leaves them open."""

    PEOPLE = (spell("a", "2023-01-01", None), spell("b", "2023-01-01", None))
    DATE = day("2023-05-05")

    @pytest.mark.parametrize(
        ("trainings", "hours"),
        [
            ((), [0, 0]),
            ((Training(id="t", date=DATE, hours=6, participants=("a", "x")),), [6, 0]),
            (
                (
                    Training(id="t", date=DATE, hours=6, participants=("a", "b")),
                    Training(id="u", date=DATE, hours=2, participants=("b",)),
                ),
                [6, 8],
            ),
            ((Training(id="t", hours=6, participants=("a",)),), [Bounds(0, 6), 0]),  # perhaps not in the period
            ((Training(id="t", date=DATE, hours=6),), [Bounds(0, 6), Bounds(0, 6)]),  # perhaps not these
            ((Training(id="t", date=DATE, participants=("a",)),), [Bounds(0, None), 0]),
            (
                (Training(id="t", date=DATE, participants=("a",)), Training(id="u", hours=3, participants=("a",))),
                [Bounds(0, None), 0],
            ),
            ((Training(id="t", date=DATE, hours=6, participants=("a",)), Training(id="u")), [Bounds(6, None), Bounds(0, None)]),
            (UNSTATED, [Bounds(0, None), Bounds(0, None)]),
        ],
    )
    def test_hours(self, trainings: Any, hours: list[Any]) -> None:
        assert cells(dossier(engagements=self.PEOPLE, trainings=trainings), "training_hours") == hours

    @pytest.mark.parametrize(
        ("trainings", "certified"),
        [
            ((), [False, False]),
            ((Training(id="t", date=DATE, certified=("a", "x")),), [True, False]),
            ((Training(id="t", certified=("a",)),), [UNSTATED, False]),
            ((Training(id="t", date=DATE),), [UNSTATED, UNSTATED]),
            ((Training(id="t", date=DATE), Training(id="u", date=DATE, certified=("b",))), [UNSTATED, True]),
            (UNSTATED, [UNSTATED, UNSTATED]),
        ],
    )
    def test_certificates(self, trainings: Any, certified: list[Any]) -> None:
        assert cells(dossier(engagements=self.PEOPLE, trainings=trainings), "certified") == certified


def test_the_order_of_facts_means_nothing() -> None:
    """Shuffling any collection changes nothing but the order of the rows."""
    spells = (engaged("a", "2023-01-01", "2023-02-01"), engaged("b"), engaged("a", "2023-03-01"))
    payments = (paid("a", "2023-01", "1"), paid("b", "2023-01", None), paid("a", "2023-02", "5"))
    one, other = (
        people_table(dossier(engagements=e, payments=p)) for e, p in ((spells, payments), (spells[::-1], payments[::-1]))
    )
    for name, column in one.columns.items():
        assert dict(zip(one.ids, column, strict=True)) == dict(zip(other.ids, other.columns[name], strict=True))
