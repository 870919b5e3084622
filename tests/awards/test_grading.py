"""Which grades are still possible: explicit edges, ladders, further requirements, and texts that give two at once or none."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.awards import Decision, decide
from common_prosperity.quantities import Bounds
from common_prosperity.reports import explain, report
from common_prosperity.schemes import Scheme
from invented import bounds, inside, measured, numbers, scheme

SCORED = """
sections = [{ id = "s", label = "s", criteria = [{ id = "c", label = "c", measure = "a", marks = { at_most = 100 } }] }]
"""
STARS = """
grades = [
  { id = "three", label = "three", at_least = 60, less_than = 80 },
  { id = "four", label = "four", at_least = 80, at_most = 90 },
  { id = "five", label = "five", more_than = 90, requires = { measure = "b", at_least = 1 } },
]
"""
LADDER = """
ladder = true
grades = [
  { id = "gold", label = "gold", at_least = 80, requires = { measure = "b", at_least = 1 } },
  { id = "silver", label = "silver", at_least = 60 },
]
"""
OVERLAP = """
grades = [{ id = "three", label = "three", at_least = 60, at_most = 80 }, { id = "four", label = "four", at_least = 80 }]
"""


def made(grades: str) -> Scheme:
    return scheme(SCORED + grades + numbers("a", "b"))


def outcome(decision: Decision) -> tuple[list[str], bool, bool, bool]:
    """Possible grades, whether none is possible, whether the text is doubtful, whether all is settled."""
    return [line.grade for line in decision.grades], decision.no_grade, decision.doubtful, decision.settled


class TestEdges:
    """Grades with explicit edges on the total and further requirements."""

    @pytest.mark.parametrize(
        ("a", "b", "found"),
        [
            (59, 1, ([], True, False, True)),
            (60, 1, (["three"], False, False, True)),
            ("79.99", 1, (["three"], False, False, True)),
            (80, 1, (["four"], False, False, True)),
            (90, 1, (["four"], False, False, True)),
            ("90.01", 1, (["five"], False, False, True)),
            (91, 0, ([], True, False, True)),
            (91, Bounds(0, 1), (["five"], True, False, False)),
            (70, Bounds(0, 1), (["three"], False, False, True)),  # what five stars ask for cannot matter
            (Bounds(70, 85), 1, (["three", "four"], False, False, False)),
            (Bounds(85, 95), 0, (["four"], True, False, False)),
            (Bounds(61, 79), 1, (["three"], False, False, True)),
            (Bounds(0, 100), 1, (["three", "four", "five"], True, False, False)),
        ],
    )
    def test_stars(self, a: Any, b: Any, found: tuple[list[str], bool, bool, bool]) -> None:
        known = Bounds.exactly(a) if isinstance(a, str) else a
        assert outcome(decide(measured(a=known, b=b), made(STARS))) == found

    def test_the_one_grade(self) -> None:
        assert getattr(decide(measured(a=85, b=0), made(STARS)).grade, "grade", None) == "four"
        assert decide(measured(a=Bounds(70, 85), b=0), made(STARS)).grade is None
        assert decide(measured(a=10, b=0), made(STARS)).grade is None


class TestLadder:
    """On a ladder the first grade listed that is met applies."""

    @pytest.mark.parametrize(
        ("a", "b", "found"),
        [
            (85, 1, (["gold"], False, False, True)),
            (85, 0, (["silver"], False, False, True)),
            (85, Bounds(0, 1), (["gold", "silver"], False, False, False)),
            (65, Bounds(0, 1), (["silver"], False, False, True)),
            (Bounds(65, 85), 1, (["gold", "silver"], False, False, False)),
            (Bounds(80, 100), 1, (["gold"], False, False, True)),
            (Bounds(0, 65), 0, (["silver"], True, False, False)),
        ],
    )
    def test_examples(self, a: Any, b: Any, found: tuple[list[str], bool, bool, bool]) -> None:
        assert outcome(decide(measured(a=a, b=b), made(LADDER))) == found


class TestDoubt:
    """A text that gives two grades at once is doubtful; no fact settles it."""

    @pytest.mark.parametrize(
        ("a", "found"),
        [
            (80, (["three", "four"], False, True, False)),
            (79, (["three"], False, False, True)),
            (Bounds(79, 81), (["three", "four"], False, True, False)),
            (Bounds(81, 90), (["four"], False, False, True)),
        ],
    )
    def test_a_printed_overlap(self, a: Any, found: tuple[list[str], bool, bool, bool]) -> None:
        assert outcome(decide(measured(a=a), made(OVERLAP))) == found


class TestAskedBesides:
    """What grades ask besides points is told where the points may reach them, so that a missed grade is explained."""

    @pytest.mark.parametrize(
        ("grades", "a", "b", "found"),
        [
            (STARS, 91, 0, {"five": "not_met"}),
            (STARS, 91, 1, {"five": "met"}),
            (STARS, 90, 0, {}),
            (STARS, Bounds(0, 100), Bounds(0, 1), {"five": "unknown"}),
            (LADDER, 85, 0, {"gold": "not_met"}),
            (LADDER, 79, 0, {}),
        ],
    )
    def test_examples(self, grades: str, a: Any, b: Any, found: dict[str, str]) -> None:
        decision = decide(measured(a=a, b=b), made(grades))
        assert {finding.clause: finding.verdict.value for finding in decision.besides} == found
        assert all(finding.comparisons[0].measure == "b" for finding in decision.besides)

    def test_below_a_grade_that_is_sure_nothing_is_asked(self) -> None:
        below = LADDER.replace("at_least = 60 }", 'at_least = 60, requires = { measure = "b", at_least = 5 } }')
        assert [finding.clause for finding in decide(measured(a=85, b=1), made(below)).besides] == ["gold"]
        assert [finding.clause for finding in decide(measured(a=85, b=0), made(below)).besides] == ["gold", "silver"]

    def test_nothing_is_asked_of_who_is_refused(self) -> None:
        refusing = '[[requirements]]\nid = "r"\nlabel = "r"\ncondition = { measure = "b", at_least = 1 }\n'
        assert not decide(measured(a=91, b=0), scheme(SCORED + STARS + refusing + numbers("a", "b"))).besides

    def test_a_missed_grade_is_told_in_the_letter(self) -> None:
        law = made(STARS)
        decision = decide(measured(a=91, b=0), law)
        text = report(decision, law)
        assert "The points suffice for “five”, but what it asks besides is not met" in text.replace("\n", " ")
        assert "What grades ask besides points" in text
        assert "b: 0 (asked: at least 1" in explain(decision, "five", law)


class TestEveryOutcome:
    """For any way of filling in what is open, the grade is among those that were possible."""

    @pytest.mark.parametrize("grades", [STARS, LADDER, OVERLAP])
    @given(data=st.data(), a=bounds(st.integers(50, 100), void=False), b=bounds(st.integers(0, 2), void=False))
    def test_within(self, grades: str, data: st.DataObject, a: Bounds, b: Bounds) -> None:
        before = decide(measured(a=a, b=b), made(grades))
        stated = {name: data.draw(st.composite(inside)(known)) for name, known in (("a", a), ("b", b))}
        after = decide(measured(**stated), made(grades))
        assert set(outcome(after)[0]) <= set(outcome(before)[0])
        assert before.no_grade or not after.no_grade
        if before.settled:
            assert outcome(after)[:2] == outcome(before)[:2]

    def test_no_grades_at_all(self) -> None:
        assert outcome(decide(measured(a=5), made(""))) == ([], True, False, True)
