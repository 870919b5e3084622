"""Cases that once broke a law, shrunk, each by the law it broke."""

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest

from common_prosperity.awards import Verdict, decide, eligibility, measure
from common_prosperity.errors import InvalidFacts
from common_prosperity.facts import Disability, Dossier, Engagement, PastFigure, Payment, PaymentKind, Worker, Workshop
from common_prosperity.files import load_catalogue, load_scheme
from common_prosperity.measures.aggregates import Sum
from common_prosperity.measures.cases import Case
from common_prosperity.measures.conditions import Compare, Condition, Relation
from common_prosperity.measures.definition import Measure, Unit
from common_prosperity.measures.extremes import Greatest, Least
from common_prosperity.measures.measurements import Measurements
from common_prosperity.measures.statements import Attested, Earlier, StatementKind
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Month, Options, Period, Text, Yuan
from common_prosperity.schemes import Scheme
from common_prosperity.schemes.model import Amount, Criterion, Effective, Grade, Requirement, Section
from common_prosperity.schemes.points import Curve, Knot, Marks
from common_prosperity.schemes.resolving import resolve
from common_prosperity.testing import check_knowledge, check_round_trip

WORDS = Text.same("甲")
PERIOD = Period.year(2024)
BLANK = Dossier(workshop=Workshop(id="w"), period=PERIOD)


def number(name: str) -> tuple[str, Measure]:
    """A stated number as a measure."""
    return name, Measure(label=WORDS, unit=Unit.NUMBER, how=Attested(of=name))


def scheme_of(measures: dict[str, Measure] | None = None, **parts: Any) -> Scheme:
    """A scheme with four stated numbers, and whatever is given."""
    stated = dict(map(number, ("a", "b", "c", "d")))
    whole = Scheme(
        id="shrunk",
        edition="1",
        label=WORDS,
        issuer=WORDS,
        source="tests",
        effective=Effective(since=dt.date(2000, 1, 1)),
        measures={**stated, **(measures or {})},
        **parts,
    )
    return resolve(whole, load_catalogue(), "tests")


def asks(condition: Condition) -> dict[str, Any]:
    """One requirement."""
    return {"requirements": (Requirement(id="r", label=WORDS, condition=condition),)}


def marks(*names: str, **of_section: Any) -> Section:
    """A section in which each number is its own points."""
    criteria = tuple(Criterion(id=f"of-{name}", label=WORDS, measure=name, points=Marks(at_most=10)) for name in names)
    return Section(id="s", label=WORDS, criteria=criteria, **of_section)


def needed(scheme: Scheme, **known: Any) -> set[str]:
    """The measures a decision asks for."""
    return {name for need in decide(Measurements.of(PERIOD, **known), scheme).needed for name in need.measures}


class TestEarlierFigures:
    """Knowledge: an earlier figure that turns out to be none was not left open."""

    def test_a_number_that_was_none(self) -> None:
        how = Measure(label=WORDS, unit=Unit.PEOPLE, how=Earlier(of="people_employed"))
        scheme = scheme_of({"m": how}, **asks(Compare("m", Relation.AT_LEAST, 1)))
        none = PastFigure(measure="people_employed", period=Period.year(2023), value=None)
        assert measure(BLANK, scheme)["m"] == Bounds(0, None, None)
        check_knowledge(scheme, BLANK, attrs.evolve(BLANK, history=(none,)))

    def test_a_choice_that_was_none(self) -> None:
        choice = Measure(label=WORDS, unit=Unit.CHOICE, how=Attested(of="k", kind=StatementKind.CHOICE, options=("x", "y")))
        earlier = Measure(label=WORDS, unit=Unit.CHOICE, how=Earlier(of="k"))
        scheme = scheme_of({"k": choice, "m": earlier}, **asks(Compare("m", Relation.EQUALS, "x")))
        known = attrs.evolve(BLANK, history=(PastFigure(measure="k", period=Period.year(2023), value=None),))
        assert measure(BLANK, scheme)["m"] == Options(frozenset({"x", "y", "none"}))
        assert measure(known, scheme)["m"] == Options(frozenset({"none"}))
        check_knowledge(scheme, BLANK, known)

    @pytest.mark.parametrize(("name", "value"), [("people_employed", -1), ("women_share", 2)])
    def test_a_figure_its_measure_can_never_have(self, name: str, value: int) -> None:
        how = Measure(label=WORDS, unit=load_catalogue()[name].unit, how=Earlier(of=name))
        scheme = scheme_of({"m": how}, **asks(Compare("m", Relation.AT_LEAST, 1)))
        known = attrs.evolve(BLANK, history=(PastFigure(measure=name, period=Period.year(2023), value=value),))
        with pytest.raises(InvalidFacts) as raised:
            measure(known, scheme)
        assert [problem.place for problem in raised.value.problems] == ["$.history[0].value"]


class TestRoundTrip:
    """A fraction that no decimal can write was read back as an option."""

    @pytest.mark.parametrize(
        "condition",
        [
            Compare("a", Relation.EQUALS, Fraction(1, 7)),
            Compare("a", Relation.ONE_OF, (Fraction(34, 3), 1)),
            Compare("a", Relation.AT_LEAST, Fraction(1, 3)),
        ],
    )
    def test_fractions_in_comparisons(self, condition: Condition) -> None:
        check_round_trip(scheme_of(**asks(condition)))


class TestExtremes:
    """Exactness: people certified to have no disability counted as grade nought."""

    def of(self, *workers: Worker) -> tuple[Any, ...]:
        engagements = tuple(Engagement(worker=worker.id, workshop="w", since=PERIOD.since, until=None) for worker in workers)
        known = attrs.evolve(BLANK, workers=workers, engagements=engagements)
        hows = {
            "l": Least(of="people.disability_grade"),
            "g": Greatest(of="people.disability_grade"),
            "s": Sum(of="people.age"),
        }
        measures = {name: Measure(label=WORDS, unit=Unit.GRADE, how=how) for name, how in hows.items()}
        scheme = scheme_of(measures, **asks(Compare("l", Relation.AT_LEAST, "g")))
        found = measure(known, scheme)
        return found["l"], found["g"]

    def test_the_least_grade_is_that_of_those_who_have_one(self) -> None:
        able = Worker(id="p", disability=None)
        assert self.of(able, Worker(id="q", disability=Disability(grade=3))) == (Bounds(3, 3), Bounds(3, 3))
        assert self.of(able) == (NOT_APPLICABLE, NOT_APPLICABLE)

    def test_whoever_may_have_none_may_not_count(self) -> None:
        assert self.of(Worker(id="p")) == (Bounds(0, None, None), Bounds(0, None, None))


class TestUnpaidWages:
    """Veto: a wage that was owed to somebody who has no engagement in the period escaped it."""

    @pytest.mark.parametrize("engaged", [(), ("p",)])
    @pytest.mark.parametrize(
        ("paid", "verdict"), [(999, Verdict.NOT_MET), (1000, Verdict.MET), (UNSTATED, Verdict.UNKNOWN)], ids=str
    )
    def test_whoever_it_is_owed_to(self, engaged: tuple[str, ...], paid: Any, verdict: Verdict) -> None:
        told = Dossier(
            workshop=Workshop(id="w"),
            period=PERIOD,
            workers=(Worker(id="p"), Worker(id="q")),
            engagements=tuple(Engagement(worker=name, workshop="w", since=PERIOD.since, until=None) for name in engaged),
            payments=(
                Payment(
                    worker="q",
                    workshop="w",
                    kind=PaymentKind.WAGE,
                    month=Month.of("2024-03"),
                    due=Yuan.of(1000),
                    paid=paid if paid is UNSTATED else Yuan.of(paid),
                ),
            ),
            incidents=(),
        )
        findings = eligibility(told, load_scheme("outstanding-workshop")).findings
        assert [finding.verdict for finding in findings if finding.clause == "unpaid-wages"] == [verdict]


class TestNeeded:
    """What was asked for although it could change nothing."""

    def test_a_further_requirement_of_a_grade_out_of_reach(self) -> None:
        top = Grade(id="top", label=WORDS, at_least=20, requires=Compare("b", Relation.AT_LEAST, 1))
        good = Grade(id="good", label=WORDS, at_least=5)
        scheme = scheme_of(sections=(marks("a"),), grades=(top, good), ladder=True)
        assert needed(scheme, a=(0, 10)) == {"a"}

    def test_points_where_only_a_further_requirement_is_open(self) -> None:
        good = Grade(id="good", label=WORDS, at_least=0, requires=Compare("b", Relation.AT_LEAST, 1))
        scheme = scheme_of(sections=(marks("a"),), grades=(good,), ladder=True)
        assert needed(scheme, a=(1, 9), b=(0, 2)) == {"b"}

    def test_a_measure_beyond_the_last_knot(self) -> None:
        """Whatever it is the curve is level there; only whether the criterion applies is open."""
        curve = Curve(knots=(Knot(0, 0), Knot(10, 5)))
        applies = Compare("b", Relation.AT_LEAST, 1)
        line = Criterion(id="c", label=WORDS, measure="a", points=curve, applies=applies)
        section = Section(id="s", label=WORDS, criteria=(line,))
        scheme = scheme_of(sections=(section,), grades=(Grade(id="good", label=WORDS, at_least=3),), ladder=True)
        assert needed(scheme, a=(20, 30), b=(0, 2)) == {"b"}

    def test_a_line_that_is_never_among_the_best(self) -> None:
        grades = (Grade(id="good", label=WORDS, at_least=4),)
        scheme = scheme_of(sections=(marks("a", "b", best=1),), grades=grades, ladder=True)
        assert needed(scheme, a=(3, 5), b=(0, 2)) == {"a"}

    def test_a_case_of_an_amount_that_gives_the_same(self) -> None:
        cases = (Case(value=3, when=Compare("a", Relation.AT_LEAST, 1)), Case(value=3))
        amount = Amount(id="x", label=WORDS, unit=Unit.NUMBER, first=cases, times="b")
        assert needed(scheme_of(amounts=(amount,)), a=(0, 2), b=(0, 2)) == {"b"}

    def test_what_is_multiplied_by_nought(self) -> None:
        cases = (Case(value=0),)
        amount = Amount(id="x", label=WORDS, unit=Unit.NUMBER, first=cases, times="b")
        other = Amount(id="y", label=WORDS, unit=Unit.NUMBER, first=(Case(value="c"),))
        assert needed(scheme_of(amounts=(amount, other)), b=(0, 2), c=(0, 2)) == {"c"}


def test_unstated_is_not_none() -> None:
    """The sentinel the cases above rest on."""
    assert BLANK.history is UNSTATED
