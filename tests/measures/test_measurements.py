"""`Measurements`, the narrow waist: what is known of every measure a scheme asks for, and what is missing."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from common_prosperity.awards import decide, measure
from common_prosperity.errors import Fault, InvalidFacts, InvalidScheme, UnknownName
from common_prosperity.facts import Attestation, Evidence, PastFigure, Rating
from common_prosperity.measures import Measurements, Parameter
from common_prosperity.measures.definition import DatedValue, Unit
from common_prosperity.measures.how import Gap
from common_prosperity.measures.measurements import natural_range
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Number, Options, Period, Text, Yuan, decimal_text
from invented import NUMBERS, YEAR, day, dossier, engaged, measured, paid, scheme


class TestFromPlainValues:
    """For each measure a number, yes or no, an option, bounds, a pair of ends, or `UNSTATED`."""

    def test_examples(self) -> None:
        given = measured(
            a=5, b=True, c="good", d=(1, None), e=(None, "20%"), f=Bounds(1, 2), g=Options(), h=UNSTATED, i="1/3", j=2.5
        )
        assert dict(given) == {
            "a": Bounds(5, 5),
            "b": Bounds(1, 1),
            "c": Options.exactly("good"),
            "d": Bounds(1, None),
            "e": Bounds(None, Fraction(1, 5)),
            "f": Bounds(1, 2),
            "g": Options(),
            "i": Options.exactly("1/3"),
            "j": Bounds.exactly("2.5"),
        }
        assert len(given) == 9
        assert given.period == YEAR

    @pytest.mark.parametrize("value", [None, [], {}, (1,), (1, 2, 3), (2, 1), float("nan"), object()])
    def test_refused(self, value: object) -> None:
        with pytest.raises(Fault):
            measured(a=value)

    def test_shown(self) -> None:
        assert repr(Measurements.of(YEAR, a=5, b=(0, None))) == "Measurements(2023-01-01/2023-12-31: a=5, b=0…∞)"


ASKING = """
requirements = [
  { id = "insured", label = "insured", condition = { measure = "insured", equals = true } },
  { id = "rank", label = "rank", condition = { measure = "rank", one_of = ["gold", "none"] } },
  { id = "grown", label = "grown", condition = { measure = "people_employed", more_than = "last_year" } },
  { id = "pay", label = "pay", condition = { measure = "pay", at_least = "minimum_wage" } },
  { id = "plan", label = "plan", condition = { measure = "plan", at_least = 6 } },
  { id = "rise", label = "rise", condition = { measure = "rise", at_least = 0 } },
  { id = "loss", label = "loss", condition = { measure = "loss", at_most = "5%" } },
  { id = "women", label = "women", condition = { measure = "women", at_least = "60%" } },
]
[measures.insured]
label = "insured"
unit = "yes_no"
attested = { of = "insured", kind = "yes_no" }
[measures.rank]
label = "rank"
unit = "choice"
attested = { of = "rank", options = { gold = { zh = "金牌", en = "a gold medal" }, silver = "银牌" } }
[measures.loss]
label = "loss"
unit = "share"
attested = "loss"
[measures.women]
label = "women"
unit = "share"
attested = { of = "women", between = [0, 1] }
[measures.tier]
label = "tier"
unit = "choice"
attested = { of = "tier", kind = "choice", options = ["1", "2"] }
[measures.pay]
label = "pay"
unit = "yuan"
attested = "pay"
[measures.rise]
label = "rise"
unit = "number"
attested = { of = "rise", signed = true, verified = true }
[measures.last_year]
label = "people last year"
unit = "people"
earlier = "people_employed"
[measures.plan]
label = "plan"
unit = "points"
marks = { of = "plan", between = [0, 10] }
[parameters.minimum_wage]
label = "minimum wage"
unit = "yuan_per_month"
by = "tier"
dated = [
  { since = 2021-08-01, values = { 1 = 2280, 2 = 2070 } },
  { since = 2024-01-01, values = { 1 = 2490 } },
]
"""


def said(**stated: Any) -> tuple[Attestation, ...]:
    return tuple(Attestation(id=name, value=value) for name, value in stated.items())


class TestTaken:
    """What a dossier amounts to under everything a scheme asks for, and the unstated facts behind what is not settled."""

    def test_all_stated(self) -> None:
        told = dossier(
            engagements=(engaged("a"), engaged("b")),
            attestations=(
                *said(insured=True, rank="gold", tier="2", pay=2300, loss=0, women=1),
                Attestation(id="rise", value=7, verified=-5),
            ),
            history=(PastFigure(measure="people_employed", period=Period.year(2022), value=1),),
            ratings=(Rating(criterion="plan", member="m", marks=8), Rating(criterion="other", member="m", marks=1)),
        )
        found = measure(told, scheme(ASKING))
        assert dict(found) == {
            "insured": Bounds(1, 1),
            "last_year": Bounds(1, 1),
            "loss": Bounds(0, 0),
            "minimum_wage": Bounds(2070, 2070),
            "pay": Bounds(2300, 2300),
            "people_employed": Bounds(2, 2),
            "plan": Bounds(8, 8),
            "rank": Options.exactly("gold"),
            "rise": Bounds(-5, -5),
            "women": Bounds(1, 1),
        }
        assert found.gaps == {}
        assert measure(found, scheme(ASKING)) == found

    def test_nothing_stated(self) -> None:
        found = measure(dossier(), scheme(ASKING))
        assert found.gaps == {
            "insured": (Gap("attestations", "insured"),),
            "last_year": (Gap("history", "people_employed"),),
            "loss": (Gap("attestations", "loss"),),
            "minimum_wage": (Gap("attestations", "tier"),),
            "pay": (Gap("attestations", "pay"),),
            "people_employed": (Gap("people"),),
            "plan": (Gap("ratings", "plan"),),
            "rank": (Gap("attestations", "rank"),),
            "rise": (Gap("verifications", "rise"),),
            "women": (Gap("attestations", "women"),),
        }
        assert found["minimum_wage"] == Bounds(2070, 2280, None)  # or no tier at all
        assert found["rank"] == Options(frozenset({"gold", "silver", "none"}))

    def test_what_is_missing_for_a_formula_is_missing_for_its_open_operands(self) -> None:
        told = dossier(
            engagements=(engaged("a", baseline=Yuan.of(100)),), payments=(paid("a", "2023-01", None), paid("a", "2023-02", "5"))
        )
        asked = """
        requirements = [
          { id = "a", label = "a", condition = { measure = "income_per_person_month", at_least = 1 } },
          { id = "b", label = "b", condition = { measure = "wages_paid", at_least = 1 } },
          { id = "c", label = "c", condition = { measure = "per_head", at_least = 1 } },
        ]
        [measures.per_head]
        label = "per head"
        unit = "yuan"
        ratio = ["wages_paid", "people_employed"]
        """
        earned, months = Gap("people", "earned", ("a",)), Gap("people", "months_paid", ("a",))
        assert measure(told, scheme(asked)).gaps == {
            "income_per_person_month": (earned, months),
            "wages_paid": (earned,),
            "per_head": (earned,),
        }

    def test_a_parameter_is_open_where_its_tier_is(self) -> None:
        found = measure(dossier(attestations=()), scheme(ASKING))
        assert found.gaps["minimum_wage"] == (Gap("attestations", "tier"),)

    def test_the_verified_basis(self) -> None:
        proven = Attestation(id="rise", value=7, evidence=(Evidence(what="ledger", verified=True),))
        assert measure(dossier(attestations=(proven,)), scheme(ASKING))["rise"] == Bounds(7, 7)
        assert measure(dossier(attestations=said(rise=7)), scheme(ASKING))["rise"] == Bounds(None, None, None)

    @pytest.mark.parametrize(
        ("statement", "code"),
        [
            ({"insured": 1}, "expected"),
            ({"insured": "yes"}, "expected"),
            ({"rank": True}, "expected"),
            ({"tier": 3}, "no-option"),
            ({"tier": Fraction(3, 2)}, "expected"),
            ({"rank": "bronze"}, "no-option"),
            ({"pay": "much"}, "expected"),
            ({"pay": True}, "expected"),
            ({"pay": "14,99"}, "expected"),
            ({"pay": -1}, "negative"),
            ({"pay": "-1"}, "negative"),
            ({"loss": 30}, "suspicious-share"),
            ({"loss": "500%"}, "suspicious-share"),
            ({"women": "101%"}, "too-large"),
            ({"women": -1}, "too-small"),
            ({"rank": "金"}, "no-option"),
        ],
    )
    def test_statements_of_another_kind(self, statement: dict[str, Any], code: str) -> None:
        for fields in ({"value": next(iter(statement.values()))}, {"verified": next(iter(statement.values()))}):
            attestation = Attestation(id=next(iter(statement)), **fields)
            with pytest.raises(InvalidFacts) as caught:
                measure(dossier(attestations=(Attestation(id="other", value="x"), attestation)), scheme(ASKING))
            place = f"$.attestations[1].{next(iter(fields))}"
            assert [(problem.place, problem.code) for problem in caught.value.problems] == [(place, code)]

    @given(NUMBERS)
    def test_a_number_stated_as_text_is_that_number(self, number: Number) -> None:
        size = -number if number < 0 else number
        found = measure(dossier(attestations=said(pay=decimal_text(size), tier="2")), scheme(ASKING))
        assert found["pay"] == Bounds(size, size)
        assert found["minimum_wage"] == Bounds(2070, 2070)  # the tier is an option, and stays what was written

    @pytest.mark.parametrize("tier", ["2", 2])
    def test_an_option_may_be_a_whole_number(self, tier: int | str) -> None:
        assert measure(dossier(attestations=said(tier=tier)), scheme(ASKING))["minimum_wage"] == Bounds(2070, 2070)

    @pytest.mark.parametrize("rank", ["gold", "金牌", "a gold medal"])
    def test_an_option_may_be_stated_by_what_it_is_called(self, rank: str) -> None:
        assert measure(dossier(attestations=said(rank=rank)), scheme(ASKING))["rank"] == Options.exactly("gold")

    @pytest.mark.parametrize(("stated", "share"), [(3, 3), ("499.9%", Fraction(4999, 1000)), ("30%", Fraction(3, 10))])
    def test_a_share_may_pass_the_whole_as_a_rise_may(self, stated: Any, share: Number) -> None:
        assert measure(dossier(attestations=said(loss=stated)), scheme(ASKING))["loss"] == Bounds(share, share)

    @pytest.mark.parametrize(("marks", "code"), [(150, "too-large"), (-3, "too-small")])
    def test_a_mark_beyond_the_scale_is_told(self, marks: int, code: str) -> None:
        ratings = (Rating(criterion="other", member="m", marks=99), Rating(criterion="plan", member="m", marks=marks))
        with pytest.raises(InvalidFacts) as caught:
            measure(dossier(ratings=ratings), scheme(ASKING))
        (problem,) = caught.value.problems
        assert (problem.place, problem.thing, problem.code) == ("$.ratings[1].marks", "plan", code)

    def test_an_earlier_number_as_text(self) -> None:
        figure = PastFigure(measure="people_employed", period=Period.year(2022), value="12")
        assert measure(dossier(history=(figure,)), scheme(ASKING))["last_year"] == Bounds(12, 12)

    @pytest.mark.parametrize("value", [True, "many", "-1/0"])
    def test_earlier_figures_of_another_kind(self, value: Any) -> None:
        figure = PastFigure(measure="people_employed", period=Period.year(2022), value=value)
        with pytest.raises(InvalidFacts) as caught:
            measure(dossier(history=(PastFigure(measure="other", period=YEAR, value="x"), figure)), scheme(ASKING))
        assert [(p.place, p.code) for p in caught.value.problems] == [("$.history[1].value", "expected")]

    @pytest.mark.parametrize(
        ("measure_name", "value", "code"),
        [
            ("people_employed", -1, "too-small"),
            ("low_income_share", 2, "too-large"),
            ("low_income_share", "101%", "too-large"),
            ("rank", "bronze", "no-option"),
        ],
    )
    def test_earlier_figures_that_no_measure_can_have(self, measure_name: str, value: Any, code: str) -> None:
        figure = PastFigure(measure=measure_name, period=Period.year(2022), value=value)
        asked = ASKING + '[measures.then]\nlabel = "then"\nunit = "share"\nearlier = "low_income_share"\n'
        with pytest.raises(InvalidFacts) as caught:
            measure(dossier(history=(figure,)), scheme(asked))
        assert [(p.place, p.code) for p in caught.value.problems] == [("$.history[0].value", code)]

    def test_an_earlier_choice(self) -> None:
        figure = PastFigure(measure="rank", period=Period.year(2022), value="silver")
        asked = scheme(ASKING + '[measures.then]\nlabel = "then"\nunit = "choice"\nearlier = "rank"\n')
        assert measure(dossier(history=(figure,)), asked)["rank"] == Options(frozenset({"gold", "silver", "none"}))

    def test_of_several_figures_of_a_year_the_latest_counts_in_any_order(self) -> None:
        periods = [
            Period.of("2022-01-01", "2022-06-30"),
            Period.of("2022-07-01", "2022-12-31"),
            Period.year(2022),
            Period.year(2021),
        ]
        figures = tuple(PastFigure(measure="people_employed", period=period, value=at) for at, period in enumerate(periods))
        for order in (figures, figures[::-1]):
            assert measure(dossier(history=order), scheme(ASKING))["last_year"] == Bounds(2, 2)  # the whole year

    def test_none_then(self) -> None:
        figure = PastFigure(measure="people_employed", period=Period.year(2022), value=None)
        assert measure(dossier(history=(figure,)), scheme(ASKING))["last_year"] == NOT_APPLICABLE

    def test_what_is_no_option_is_told_with_those_there_are(self) -> None:
        with pytest.raises(InvalidFacts) as caught:
            measure(dossier(attestations=said(rank="bronze", tier=True)), scheme(ASKING))
        assert [problem.reason() for problem in caught.value.problems] == [
            "has bronze, which is no option; must be one of: gold (a gold medal), silver (银牌)",
            "must be an option, which is text in quotation marks",
        ]

    def test_two_measures_of_one_statement_in_two_kinds(self) -> None:
        """A statement that is not both is refused, whichever it is."""
        both = scheme(
            '[measures.a]\nlabel = "a"\nunit = "number"\nattested = "x"\n'
            '[measures.b]\nlabel = "b"\nunit = "choice"\nattested = { of = "x", kind = "choice" }\n'
        )
        for value in (True, "one"):
            with pytest.raises(InvalidFacts):
                measure(dossier(attestations=said(x=value)), both)


class TestHandedIn:
    """Measurements that are handed in are held to the kind that the scheme's measure has."""

    @pytest.mark.parametrize(
        ("name", "value"), [("people_employed", "many"), ("rank", 5), ("rank", NOT_APPLICABLE), ("pay", Options())]
    )
    def test_refused(self, name: str, value: Any) -> None:
        with pytest.raises(InvalidFacts) as caught:
            decide(measured(**{name: value}), scheme(ASKING))
        assert [(problem.place, problem.code) for problem in caught.value.problems] == [(f"$.{name}", "expected")]

    def test_all_at_once(self) -> None:
        with pytest.raises(InvalidFacts) as caught:
            decide(measured(rank=1, pay="much", insured="yes"), scheme(ASKING))
        assert [problem.place for problem in caught.value.problems] == ["$.insured", "$.pay", "$.rank"]


class TestRanges:
    """The range a measure or parameter can have when nothing is known of any dossier."""

    def test_names(self) -> None:
        asked = scheme(ASKING)
        assert asked.natural("people_employed", day("2023-12-31")) == Bounds(0, None)
        assert asked.natural("minimum_wage", day("2023-12-31")) == Bounds(2070, 2280, None)
        assert asked.unit("minimum_wage") == "yuan_per_month"
        with pytest.raises(UnknownName):
            natural_range("nothing", asked.measures, asked.parameters, day("2023-12-31"))


def looking_up_nothing(name: str) -> Options:
    raise KeyError(name)


def parameter(*dated: DatedValue, by: Any = UNSTATED) -> Parameter:
    return Parameter(label=Text.same("p"), unit=Unit.YUAN, by=by, dated=dated)


class TestParameters:
    """The value in force on a day; none before the first, and none for a key that has none."""

    OLD = DatedValue(since=day("2021-08-01"), value=2070)
    NEW = DatedValue(since=day("2024-01-01"), value=2260)

    @pytest.mark.parametrize(
        ("on", "value"), [("2021-08-01", 2070), ("2023-12-31", 2070), ("2024-01-01", 2260), ("2199-01-01", 2260)]
    )
    def test_by_date(self, on: str, value: int) -> None:
        for dated in ((self.OLD, self.NEW), (self.NEW, self.OLD)):
            assert parameter(*dated).value("p", day(on), looking_up_nothing) == Bounds(value, value)

    @pytest.mark.parametrize(
        ("held", "on", "code"),
        [
            (parameter(OLD), "2021-07-31", "no-value-on"),
            (parameter(DatedValue(since=day("2021-08-01"))), "2022-01-01", "no-value-on"),
            (parameter(DatedValue(since=day("2021-08-01"), values={"1": 5}), by="tier"), "2022-01-01", "no-value-for"),
        ],
    )
    def test_without_a_value(self, held: Parameter, on: str, code: str) -> None:
        with pytest.raises(InvalidScheme) as caught:
            held.value("p", day(on), {"tier": Options.exactly("2")}.__getitem__)
        assert [(problem.place, problem.code) for problem in caught.value.problems] == [("$.parameters.p", code)]

    @pytest.mark.parametrize(
        ("tier", "value"),
        [
            (Options.exactly("1"), Bounds(5, 5)),
            (Options(frozenset({"1", "2"})), Bounds(5, 8)),
            (Options(frozenset({"1", "none"})), Bounds(5, 5, None)),
            (Options(), Bounds(5, 8)),
            (Options.exactly("none"), NOT_APPLICABLE),
            (NOT_APPLICABLE, Bounds(5, 8)),
        ],
    )
    def test_by_key(self, tier: Any, value: Bounds) -> None:
        held = parameter(DatedValue(since=day("2021-08-01"), values={"1": 5, "2": 8}), by="tier")
        assert held.value("p", day("2022-01-01"), {"tier": tier}.__getitem__) == value

    def test_a_tier_that_the_new_values_lack(self) -> None:
        """In 2024 there is no value for tier 2: the scheme is faulty, not the dossier."""
        told = dossier(period=Period.year(2024), attestations=said(tier="2"))
        with pytest.raises(InvalidScheme) as caught:
            measure(told, scheme(ASKING))
        assert caught.value.problems[0].text() == "$.parameters.minimum_wage: has no value for 2 on 2024-12-31"
