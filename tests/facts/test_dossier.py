"""The dossier resolves its references when it is made and reports everything that does not hold together at once."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import Fault, Faults, InvalidFacts
from common_prosperity.facts import (
    Activity,
    Attestation,
    CollectivePayment,
    Conferral,
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
    Register,
    Side,
    Training,
    Village,
    Workshop,
)
from common_prosperity.facts.dossier import COLLECTIONS, KEYS, REFERENCES, items
from common_prosperity.quantities import UNSTATED, Month, Period
from invented import YEAR, day, dossier, engaged, paid, worker


def faults(**facts: Any) -> list[tuple[str, str]]:
    """Place and reason of everything that keeps a dossier from being made."""
    with pytest.raises(InvalidFacts) as caught:
        dossier(**facts)
    assert caught.value.source == "dossier w"
    return [(problem.place, problem.code) for problem in caught.value.problems]


class TestReferences:
    """References are checked against collections that were submitted; an unstated collection refutes nothing."""

    @pytest.mark.parametrize(
        ("facts", "place"),
        [
            ({"workshop": Workshop(id="w", village="x"), "villages": ()}, "$.workshop.village"),
            ({"workshop": Workshop(id="w", enterprise="x"), "enterprises": ()}, "$.workshop.enterprise"),
            (
                {"enterprises": (Enterprise(id="e", party_organization="x"),), "party_organizations": ()},
                "$.enterprises[0].party_organization",
            ),
            (
                {
                    "pairings": (Pairing(id="p", village_side="x", enterprise_side="o"),),
                    "party_organizations": (PartyOrganization(id="o"),),
                },
                "$.pairings[0].village_side",
            ),
            ({"projects": (Project(id="p", enterprise="x"),), "enterprises": ()}, "$.projects[0].enterprise"),
            ({"workers": (worker("a", household="x"),), "households": ()}, "$.workers[0].household"),
            ({"engagements": (engaged("x"),), "workers": ()}, "$.engagements[0].worker"),
            ({"engagements": (Engagement(worker="a", workshop="x"),)}, "$.engagements[0].workshop"),
            ({"payments": (paid("x", "2023-01", "1"),), "workers": ()}, "$.payments[0].worker"),
            ({"payments": (Payment(worker="a", workshop="x", month=Month.of("2023-01")),)}, "$.payments[0].workshop"),
            (
                {"trainings": (Training(id="t", participants=("a", "x")),), "workers": (worker("a"),)},
                "$.trainings[0].participants[1]",
            ),
            ({"trainings": (Training(id="t", certified=("x",)),), "workers": ()}, "$.trainings[0].certified[0]"),
            ({"activities": (Activity(id="t", participants=("x",)),), "workers": ()}, "$.activities[0].participants[0]"),
            (
                {"collective_payments": (CollectivePayment(id="c", village="x"),), "villages": ()},
                "$.collective_payments[0].village",
            ),
            ({"conferrals": (Conferral(id="c", title="t", recipient="x"),)}, "$.conferrals[0].recipient"),
        ],
    )
    def test_dangling(self, facts: dict[str, Any], place: str) -> None:
        assert faults(**facts) == [(place, "dangling")]

    def test_every_reference_is_tested_above(self) -> None:
        """A new reference needs a new case."""
        assert len(REFERENCES) == 14

    def test_unstated_collections_refute_nothing(self) -> None:
        made = dossier(engagements=(engaged("x"),), workshop=Workshop(id="w", village="v", enterprise=None))
        assert made.workers is UNSTATED

    def test_a_household_is_never_named(self) -> None:
        """The household is personal: its id stays out of the message."""
        with pytest.raises(InvalidFacts) as caught:
            dossier(workers=(worker("a", household="poor-house"),), households=())
        assert "poor-house" not in str(caught.value)
        assert "poor-house" not in caught.value.text("zh")


class TestIds:
    """Ids are unique within their collection; nobody marks a criterion twice, and no earlier figure is given twice."""

    @pytest.mark.parametrize("collection", KEYS)
    def test_repeated(self, collection: str) -> None:
        cls: Any = COLLECTIONS[collection]
        required = {field.name: "o" for field in attrs.fields(cls) if field.default is attrs.NOTHING}
        one = {"pairings": {"village_side": "a", "enterprise_side": "b"}, "conferrals": {"recipient": "w"}}.get(collection, {})
        facts = tuple(cls(**{**required, **one, "id": name}) for name in ("a", "b", "a", "a"))
        assert faults(**{collection: facts}) == [
            (f"$.{collection}[2].id", "duplicate-id"),
            (f"$.{collection}[3].id", "duplicate-id"),
        ]

    def test_marks(self) -> None:
        ratings = (
            Rating(criterion="plan", member="m1"),
            Rating(criterion="plan", member="m2"),
            Rating(criterion="plan", member="m1"),
        )
        assert faults(ratings=ratings) == [("$.ratings[2]", "duplicate-id")]

    def test_history(self) -> None:
        figures = tuple(PastFigure(measure="people_employed", period=Period.year(year), value=1) for year in (2021, 2022, 2021))
        assert faults(history=figures) == [("$.history[2]", "duplicate-id")]

    def test_a_register_has_every_workshop_once(self) -> None:
        assert Register(dossiers=(dossier(), dossier(workshop=Workshop(id="v")))).dossiers[1].workshop.id == "v"
        with pytest.raises(InvalidFacts) as caught:
            Register(dossiers=(dossier(), dossier()))
        assert [(p.place, p.code) for p in caught.value.problems] == [("$.dossiers[1].workshop.id", "duplicate-id")]


class TestPairings:
    """A pairing has a Party organisation of the village on one side and one of an enterprise on the other."""

    def test_sides(self) -> None:
        organizations = (
            PartyOrganization(id="v", side=Side.VILLAGE),
            PartyOrganization(id="e", side=Side.ENTERPRISE),
            PartyOrganization(id="u"),
        )
        fit = (
            Pairing(id="1", village_side="v", enterprise_side="e"),
            Pairing(id="2", village_side="u", enterprise_side="e"),
            Pairing(id="3", village_side="v", enterprise_side="u"),
        )
        assert dossier(party_organizations=organizations, pairings=fit).pairings == fit
        unfit = (Pairing(id="1", village_side="e", enterprise_side="v"),)
        assert faults(party_organizations=organizations, pairings=unfit) == [
            ("$.pairings[0].village_side", "contradiction"),
            ("$.pairings[0].enterprise_side", "contradiction"),
        ]


class TestOverlaps:
    """Spells of one person at one workshop, and of one household, do not overlap; unstated ends may still avoid it."""

    @pytest.mark.parametrize(
        ("one", "other", "overlap"),
        [
            (("2023-01-01", "2023-03-31"), ("2023-04-01", None), False),
            (("2023-01-01", "2023-03-31"), ("2023-03-31", None), True),  # the day itself
            (("2023-01-01", None), ("2023-06-01", "2023-06-30"), True),
            (("2022-01-01", None), ("2023-06-01", None), True),
            (("2023-01-01", "unstated"), ("2023-06-01", None), False),  # the first may have ended
            (("2023-06-01", "unstated"), ("2023-06-01", "2023-06-02"), True),  # but it had begun
            (("unstated", "2023-03-31"), ("2023-01-01", "2023-03-01"), False),
            (("unstated", "2023-03-31"), ("2023-03-31", None), True),  # it covers its last day
            (("unstated", None), ("2022-01-01", None), True),  # both go on
            (("unstated", None), ("2022-01-01", "2022-02-01"), False),
            (("unstated", "unstated"), ("2022-01-01", None), False),
        ],
    )
    def test_of_one_person(self, one: tuple[str, str | None], other: tuple[str, str | None], *, overlap: bool) -> None:
        def stated(ends: tuple[str, str | None]) -> dict[str, Any]:
            named = {"since": ends[0], "until": ends[1]}
            return {name: None if text is None else day(text) for name, text in named.items() if text != "unstated"}

        spells = tuple(Engagement(worker="a", workshop="w", **stated(ends)) for ends in (one, other))
        statuses = tuple(LowIncomeStatus(**stated(ends)) for ends in (one, other))
        for facts, place in (
            ({"engagements": spells}, "$.engagements"),
            ({"households": (Household(id="h", low_income=statuses),)}, "$.households[0].low_income"),
        ):
            if overlap:
                ((found, code),) = faults(**facts)
                assert (found.startswith(place), code) == (True, "overlap")
            else:
                assert dossier(**facts).workshop.id == "w"

    def test_of_two_people_they_may(self) -> None:
        assert len(items(dossier(engagements=(engaged("a"), engaged("b"))), "engagements")) == 2

    def test_one_long_spell_over_several_short_ones(self) -> None:
        """Each short one overlaps the long one, not its neighbour."""
        spells = (
            engaged("a", "2023-01-01", "2023-12-31"),
            engaged("a", "2023-02-01", "2023-02-10"),
            engaged("a", "2023-03-01", "2023-03-10"),
        )
        with pytest.raises(InvalidFacts) as caught:
            dossier(engagements=spells)
        assert [(p.place, dict(p.details)["other"]) for p in caught.value.problems] == [
            ("$.engagements[1]", "$.engagements[0]"),
            ("$.engagements[2]", "$.engagements[0]"),
        ]


class TestPeriod:
    """Payments and events lie in the period; nothing is dated after its last day."""

    def test_months_of_payments(self) -> None:
        payments = tuple(paid("a", month, "1") for month in ("2022-12", "2023-01", "2023-12", "2024-01"))
        assert faults(payments=payments) == [
            ("$.payments[0].month", "outside-period"),
            ("$.payments[3].month", "outside-period"),
        ]
        assert items(dossier(payments=payments[1:3]), "payments") == payments[1:3]

    def test_a_month_that_the_period_only_touches_is_within_it(self) -> None:
        made = dossier(
            period=Period.of("2023-01-31", "2023-02-01"), payments=(paid("a", "2023-01", "1"), paid("a", "2023-02", "1"))
        )
        assert len(items(made, "payments")) == 2

    def test_days_of_events(self) -> None:
        late = day("2024-01-01")
        assert faults(
            trainings=(Training(id="t", date=late), Training(id="u")),
            activities=(Activity(id="t", date=day("2022-12-31")),),
            collective_payments=(CollectivePayment(id="c", date=late),),
        ) == [
            ("$.trainings[0].date", "outside-period"),
            ("$.activities[0].date", "outside-period"),
            ("$.collective_payments[0].date", "outside-period"),
        ]

    def test_the_future(self) -> None:
        later = day("2024-01-01")
        assert faults(
            workshop=Workshop(id="w", opened=later),
            workers=(worker("a", born=later), worker("b")),
            engagements=(engaged("a", "2024-01-01"), engaged("b", None)),
            incidents=(Incident(id="i", date=later), Incident(id="j", date=day("2022-01-01"))),
        ) == [
            ("$.workshop.opened", "later-than"),
            ("$.workers[0].born", "later-than"),
            ("$.engagements[0].since", "later-than"),
            ("$.incidents[0].date", "later-than"),
        ]

    def test_an_engagement_that_ended_before_the_period_is_history(self) -> None:
        assert dossier(engagements=(engaged("a", "2020-01-01", "2021-01-01"),)).period == YEAR


class TestTogether:
    """All that does not hold together is reported at once, with places and reasons."""

    def test_all_at_once(self) -> None:
        found = faults(
            workers=(worker("a"), worker("a", born=day("2024-05-05"))),
            engagements=(engaged("b"), engaged("b")),
            payments=(paid("a", "2021-01", "1"),),
        )
        assert [code for _, code in found] == [
            "duplicate-id",
            "dangling",
            "dangling",
            "overlap",
            "outside-period",
            "later-than",
        ]

    def test_the_field_is_named_by_its_key_and_its_term(self) -> None:
        with pytest.raises(InvalidFacts) as caught:
            dossier(workers=(worker("a", born=day("2024-05-05")),))
        assert "不得晚于“period.until（申报期间结束日期）”" in caught.value.text("zh")
        assert "must not be later than period.until" in caught.value.text("en")
        with pytest.raises(Fault) as late:
            Period.of("2023-02-01", "2023-01-01")
        assert late.value.text("zh").endswith("不得晚于“until（结束日期）”")

    @given(st.permutations(range(3)))
    def test_in_any_order(self, order: list[int]) -> None:
        spells = [engaged("a", "2023-01-01", "2023-03-01"), engaged("a", "2023-02-01", "2023-05-01"), engaged("b")]
        found = faults(engagements=tuple(spells[index] for index in order))
        assert [code for _, code in found] == ["overlap"]


class TestSingleFacts:
    """Facts that contradict themselves cannot be made."""

    @pytest.mark.parametrize("cls", [Workshop, Premises, Project])
    def test_ends_before_beginnings(self, cls: Any) -> None:
        since, until = ("opened", "closed") if cls is Workshop else ("since", "until")
        with pytest.raises(ValueError, match="must not be later than until"):
            cls(id="x", **{since: day("2023-01-02"), until: day("2023-01-01")})
        assert getattr(cls(id="x", **{since: day("2023-01-01"), until: day("2023-01-01")}), since) == day("2023-01-01")

    def test_spells_and_incidents(self) -> None:
        for make in (
            lambda: engaged("a", "2023-01-02", "2023-01-01"),
            lambda: LowIncomeStatus(since=day("2023-01-02"), until=day("2023-01-01")),
            lambda: Pairing(id="p", village_side="a", enterprise_side="b", since=day("2023-01-02"), until=day("2023-01-01")),
            lambda: Incident(id="i", date=day("2023-01-02"), resolved=day("2023-01-01")),
        ):
            with pytest.raises(ValueError, match="later than"):
                make()

    def test_a_pairing_of_one_organization_with_itself(self) -> None:
        with pytest.raises(ValueError, match="both sides are one organisation"):
            Pairing(id="p", village_side="a", enterprise_side="a")

    def test_nobody_is_listed_twice(self) -> None:
        for make, places in (
            (
                lambda: Training(id="t", participants=("a", "b", "a", "b"), certified=("c", "c")),
                ["participants[2]", "participants[3]", "certified[1]"],
            ),
            (lambda: Activity(id="t", participants=("a", "a")), ["participants[1]"]),
        ):
            with pytest.raises(Faults) as caught:
                make()
            assert [(problem.place, problem.code) for problem in caught.value.problems] == [
                (place, "duplicate-id") for place in places
            ]
        assert Training(id="t", participants=("a", "b"), certified=()).certified == ()

    @pytest.mark.parametrize(
        ("code", "valid"),
        [
            ("91350100M000100Y43", True),  # printed as an example beside GB 32100-2015
            ("91330782MA2H0000U0", True),  # a remainder of nought gives the check character 0
            ("91331121MA2E00001R", True),
            ("53330200MJ88000019", True),
            ("91350100M000100Y4Z", False),
            ("91310115MA1G4L1WXK", False),  # by a rule modulo 11 that is told here and there
            ("91350100M000100Y4", False),
            ("９１３５０１００M000100Y43", False),  # full-width digits
            ("91350100-M000100Y43", False),
            ("91350100m000100y43", False),
            ("²²²²²²²²²²²²²²²²²²", False),
        ],
    )
    def test_credit_codes(self, code: str, *, valid: bool) -> None:
        """统一社会信用代码, GB 32100-2015, by its check character."""
        if valid:
            assert Enterprise(id="e", credit_code=code).credit_code == code
        else:
            with pytest.raises(ValueError, match="no valid unified social credit code"):
                Enterprise(id="e", credit_code=code)

    def test_an_enterprise_without_a_code(self) -> None:
        assert Enterprise(id="e", credit_code=None).credit_code is None
        assert Enterprise(id="e").credit_code is UNSTATED


class TestVerified:
    """On the verified basis a value is what an evaluator found; else the claimed one where all its evidence is verified."""

    @pytest.mark.parametrize(
        ("attestation", "value"),
        [
            (Attestation(id="a", value=5, verified=4), 4),
            (Attestation(id="a", value=5, verified=None), None),
            (Attestation(id="a", value=5), UNSTATED),
            (Attestation(id="a", value=5, evidence=()), UNSTATED),
            (Attestation(id="a", value=5, evidence=(Evidence(what="x", verified=True),)), 5),
            (Attestation(id="a", value=5, evidence=(Evidence(what="x", verified=True), Evidence(what="y"))), UNSTATED),
            (Attestation(id="a", value=5, evidence=(Evidence(what="x", verified=False),)), UNSTATED),
        ],
    )
    def test_of_one_statement(self, attestation: Attestation, value: object) -> None:
        assert attestation.as_verified().value == value

    def test_of_a_dossier(self) -> None:
        claimed = dossier(attestations=(Attestation(id="a", value=5), Attestation(id="b", value=True, verified=True)))
        verified = claimed.as_verified()
        assert [statement.value for statement in items(verified, "attestations")] == [UNSTATED, True]
        silent: Dossier = dossier()
        assert silent.as_verified() is silent

    def test_villages_know_whether_they_are_weak(self) -> None:
        assert Village(id="v", income_weak=True).income_weak is True
