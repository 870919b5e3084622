"""The checks say what is wrong, and on which clause: tried on facts and schemes that break a law by themselves."""

import datetime as dt
from unittest.mock import patch

import attrs
import pytest

from common_prosperity.facts import Dossier, Incident, IncidentKind, Worker, Workshop
from common_prosperity.files import load_catalogue, load_scheme
from common_prosperity.measures.conditions import Compare, Relation
from common_prosperity.measures.measurements import Measurements
from common_prosperity.quantities import Period, Text
from common_prosperity.schemes import Scheme
from common_prosperity.schemes.model import Criterion, Direction, Effective, Grade, Requirement, Section, SectionKind, Veto
from common_prosperity.schemes.points import Curve, Knot
from common_prosperity.schemes.resolving import resolve
from common_prosperity.testing import (
    check_bounded,
    check_completion,
    check_grade_partition,
    check_knowledge,
    check_monotone,
    check_names,
    check_order,
    check_round_trip,
    check_scheme,
    check_veto,
    laws,
)

WORDS = Text.same("甲")
PERIOD = Period.year(2024)
BLANK = Dossier(workshop=Workshop(id="w"), period=PERIOD)
FIRE = Incident(id="n", kind=IncidentKind.FIRE, date=dt.date(2024, 5, 1), resolved=None)


def scheme_of(
    better: Direction = Direction.MORE, kind: SectionKind = SectionKind.BASE, *, grades: tuple[Grade, ...] = ()
) -> Scheme:
    """A scheme on people and incidents, with one falling curve."""
    curve = Curve(knots=(Knot(0, 5), Knot(10, 0)))
    criterion = Criterion(id="people", label=WORDS, measure="people_employed", better=better, points=curve)
    scheme = Scheme(
        id="of-people",
        edition="1",
        label=WORDS,
        issuer=WORDS,
        source="tests",
        effective=Effective(since=dt.date(2000, 1, 1)),
        requirements=(Requirement(id="ten", label=WORDS, condition=Compare("people_employed", Relation.AT_LEAST, 10)),),
        vetoes=(Veto(id="fire", label=WORDS, condition=Compare("unresolved_fire", Relation.AT_LEAST, 1)),),
        sections=(Section(id="s", label=WORDS, kind=kind, criteria=(criterion,)),),
        grades=grades,
    )
    return resolve(scheme, load_catalogue(), "tests")


def people(number: int, *, fires: object = 0) -> Measurements:
    """So many people, and so many fires."""
    return Measurements.of(PERIOD, people_employed=number, unresolved_fire=fires)


class TestNarrowing:
    """Completion and knowledge."""

    def test_what_was_stated_must_stand(self) -> None:
        known = attrs.evolve(BLANK, workers=(Worker(id="p", disability=None),))
        check_completion(scheme_of(), BLANK, known)
        with pytest.raises(AssertionError, match=r"completion: .*workers.* was stated"):
            check_completion(scheme_of(), known, attrs.evolve(BLANK, workers=()))

    def test_bounds_must_not_widen(self) -> None:
        known = attrs.evolve(BLANK, incidents=(FIRE,))
        check_knowledge(scheme_of(), BLANK, known)
        with pytest.raises(AssertionError, match="knowledge: unresolved_fire is 0…∞ now, which 1 did not leave open"):
            check_knowledge(scheme_of(), known, BLANK)

    def test_a_verdict_must_not_flip(self) -> None:
        """Measurements that say nothing of a measure any more, and others by which a clause flips."""
        with pytest.raises(AssertionError, match="people_employed was 12 and is not known any more"):
            check_knowledge(scheme_of(), people(12), Measurements.of(PERIOD))
        with pytest.raises(AssertionError, match="knowledge: people_employed is 9 now"):
            check_knowledge(scheme_of(), people(12), people(9))


class TestSameAnswer:
    """Order and names."""

    def test_other_facts_are_no_other_order(self) -> None:
        with pytest.raises(AssertionError, match="order: eligibility was"):
            check_order(scheme_of(), BLANK, attrs.evolve(BLANK, incidents=(FIRE,)))

    def test_the_names_must_fit(self) -> None:
        other = attrs.evolve(BLANK, workshop=Workshop(id="x"))
        check_names(scheme_of(), BLANK, other, {"w": "x"})
        with pytest.raises(AssertionError, match="names: workshop was w and is x now"):
            check_names(scheme_of(), BLANK, other, {})


class TestPoints:
    """Bounded and monotone, and one grade for each total."""

    def test_a_falling_curve_does_not_help_by_more(self) -> None:
        check_monotone(scheme_of(Direction.LESS), people(0), "people_employed", 1, 9)
        with pytest.raises(AssertionError, match=r"monotone: people gives 4\.5 for 1 and 0\.5 for 9, though more is better"):
            check_monotone(scheme_of(Direction.MORE), people(0), "people_employed", 1, 9)

    def test_in_a_deduction_it_does(self) -> None:
        scheme = scheme_of(Direction.MORE, SectionKind.DEDUCTION)
        check_monotone(scheme, people(0), "people_employed", 1, 9)
        check_bounded(scheme, people(3))
        check_bounded(scheme, BLANK)

    def test_two_grades_for_one_total(self) -> None:
        good, fair = (Grade(id=name, label=WORDS, at_least=edge) for name, edge in (("good", 3), ("fair", 1)))
        check_grade_partition(attrs.evolve(scheme_of(grades=(good, fair)), ladder=True))
        check_grade_partition(scheme_of(grades=(good, attrs.evolve(fair, less_than=3))))
        check_grade_partition(scheme_of(grades=(good, fair)))
        silent = patch.object(laws, "possible_grades", lambda *_: ([], False, False))
        with silent, pytest.raises(AssertionError, match="grades: a total of 3 has good and fair, and nobody is told"):
            check_grade_partition(scheme_of(grades=(good, attrs.evolve(fair, at_least=0))))


def test_vetoes_known_and_unknown() -> None:
    check_veto(scheme_of(), people(12))
    check_veto(scheme_of(), people(12, fires=1))
    check_veto(scheme_of(), people(12, fires=(0, 1)))


def test_what_reads_back_the_same() -> None:
    check_round_trip(FIRE)
    check_round_trip(scheme_of())


class TestSchemes:
    """All laws on one scheme, for its author."""

    def test_a_sound_scheme(self) -> None:
        check_scheme(load_scheme("outstanding-workshop"), examples=3)

    def test_a_scheme_that_breaks_a_law_is_told_which(self) -> None:
        with pytest.raises(AssertionError, match="monotone: people gives"):
            check_scheme(scheme_of(Direction.MORE), examples=40)
