"""What is still needed: the unstated facts that can change the verdict, the grade or an amount, most decisive first."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.awards import Decision, Verdict, decide
from common_prosperity.facts import Attestation, Incident, IncidentKind
from common_prosperity.measures.how import Gap
from common_prosperity.quantities import UNSTATED, Bounds
from common_prosperity.schemes import Scheme
from invented import answers, dossier, engaged, measured, numbers, paid, scheme, worker

OPEN = Bounds(None, None)
MAYBE = Bounds(0, 1)


def asked(decision: Decision) -> list[str]:
    """Which measures are asked for, in order."""
    return [name for need in decision.needed for name in need.measures]


def requiring(condition: str, more: str = "") -> Scheme:
    return scheme(
        f"requirements = [{{ id = 'r', label = 'r', condition = {condition} }}]\n{more}"
        + numbers("a", "b", "c")
        + answers("x", "y")
    )


A, B, C = (f"{{ measure = '{name}', at_least = 1 }}" for name in "abc")


class TestEligibility:
    """A measure can change the verdict if it is open in a part of a clause that no other part has decided already."""

    @pytest.mark.parametrize(
        ("condition", "stated", "names"),
        [
            (A, {}, ["a"]),
            (A, {"a": 1}, []),
            (A, {"a": Bounds(1, None)}, []),  # met whatever it is
            (f"{{ any = [{A}, {B}] }}", {"a": 0}, ["b"]),
            (f"{{ any = [{A}, {B}] }}", {"a": 1}, []),
            (f"{{ all = [{A}, {B}] }}", {"a": 0}, []),
            (f"{{ all = [{A}, {B}] }}", {}, ["a", "b"]),
            (f"{{ not = {A} }}", {}, ["a"]),
            (f"{{ at_least_k_of = {{ k = 2, of = [{A}, {B}, {C}] }} }}", {"a": 1}, ["b", "c"]),
            (f"{{ at_least_k_of = {{ k = 2, of = [{A}, {B}, {C}] }} }}", {"a": 1, "b": 1}, []),
            (f"{{ all = [{{ any = [{A}, {B}] }}, {C}] }}", {"a": 1}, ["c"]),  # the first part is decided
            ("{ measure = 'a', at_least = 'b' }", {}, ["a", "b"]),
            ("{ measure = 'a', at_least = 'b' }", {"b": 3}, ["a"]),
        ],
    )
    def test_parts(self, condition: str, stated: dict[str, Any], names: list[str]) -> None:
        decision = decide(measured(**stated), requiring(condition))
        assert sorted(asked(decision)) == names
        assert decision.settled is not bool(names)
        assert all(need.eligibility and need.clauses == ("r",) for need in decision.needed)

    def test_a_refusal_asks_for_nothing(self) -> None:
        made = requiring(A, "vetoes = [{ id = 'v', label = 'v', condition = { measure = 'x', equals = true } }]\n")
        assert asked(decide(measured(a=0), made)) == []
        assert asked(decide(measured(a=1), made)) == ["x"]

    def test_advice_is_not_asked_for(self) -> None:
        advised = scheme(f"requirements = [{{ id = 'r', label = 'r', force = 'advised', condition = {A} }}]\n" + numbers("a"))
        assert asked(decide(measured(), advised)) == []

    def test_whether_a_clause_applies(self) -> None:
        made = scheme(
            f"requirements = [{{ id = 'r', label = 'r', applies = {{ measure = 'x', equals = true }}, condition = {A} }}]\n"
            + numbers("a")
            + answers("x")
        )
        assert sorted(asked(decide(measured(), made))) == ["a", "x"]
        assert asked(decide(measured(x=True), made)) == ["a"]
        assert asked(decide(measured(x=False), made)) == []

    def test_one_clause_cannot_matter_where_the_other_is_decided(self) -> None:
        """A clause that is met or does not apply leaves the verdict as it is, where another is met."""
        made = scheme(
            f"requirements = [{{ id = 'r', label = 'r', condition = {A} }},"
            f" {{ id = 'q', label = 'q', applies = {{ measure = 'x', equals = true }}, condition = {B} }},"
            f" {{ id = 'p', label = 'p', condition = {C} }}]\n" + numbers("a", "b", "c") + answers("x")
        )
        assert asked(decide(measured(a=1, b=1), made)) == ["c"]  # whether q applies is open, and no matter


SCORED = """
points = { floor = 0 }
sections = [
  { id = "s", label = "s", cap = 10, criteria = [
    { id = "ca", label = "ca", measure = "a", marks = { at_most = 8 } }, { id = "cb", label = "cb", measure = "b", marks = { at_most = 8 } } ] },
  { id = "t", label = "t", criteria = [{ id = "cx", label = "cx", yes_no = { when = { measure = "x", equals = true }, points = 2 } }] },
]
""".replace("\n  ", " ").replace("\n]", " ]")
GRADES = "grades = [{ id = 'good', label = 'good', at_least = 9 }]\n"


def scored(grades: str = GRADES) -> Scheme:
    return scheme(SCORED + grades + numbers("a", "b") + answers("x", "y"))


class TestGrades:
    """A measure can change the grade if the points it is worth move the total across an edge."""

    @pytest.mark.parametrize(
        ("stated", "needs"),
        [
            ({}, [("a", Bounds(0, 8)), ("b", Bounds(0, 8)), ("x", Bounds(0, 2))]),
            ({"a": 8}, [("b", Bounds(0, 8)), ("x", Bounds(0, 2))]),
            ({"a": 8, "b": 2}, []),  # 10 already
            ({"a": 0, "x": False}, []),  # 8 at most
            ({"a": 0}, [("b", Bounds(0, 8)), ("x", Bounds(0, 2))]),
            ({"a": 8, "x": True}, []),
        ],
    )
    def test_worth_the_most_first(self, stated: dict[str, Any], needs: list[tuple[str, Bounds]]) -> None:
        decision = decide(measured(**stated), scored())
        assert [(need.measures[0], need.points) for need in decision.needed] == needs
        assert not any(need.eligibility for need in decision.needed)
        assert decision.settled is not bool(needs)

    def test_clauses_are_the_criteria(self) -> None:
        assert [need.clauses for need in decide(measured(), scored()).needed] == [("ca",), ("cb",), ("cx",)]

    def test_what_a_grade_asks_for_besides(self) -> None:
        grades = "grades = [{ id = 'good', label = 'good', at_least = 9, requires = { measure = 'y', equals = true } }]\n"
        assert asked(decide(measured(a=8, x=True), scored(grades))) == ["y"]
        assert asked(decide(measured(a=0, b=0, x=False), scored(grades))) == []  # out of reach
        assert asked(decide(measured(a=0, b=0), scored(grades))) == []

    def test_points_of_a_section(self) -> None:
        grades = "grades = [{ id = 'good', label = 'good', requires = { measure = 'points:s', at_least = 5 } }]\n"
        assert sorted(asked(decide(measured(), scored(grades)))) == ["a", "b"]
        assert asked(decide(measured(a=5), scored(grades))) == []

    def test_points_that_are_required(self) -> None:
        made = scheme(
            SCORED
            + "vetoes = [{ id = 'v', label = 'v', condition = { measure = 'points', less_than = 3 } }]\n"
            + numbers("a", "b")
            + answers("x")
        )
        decision = decide(measured(a=2), made)
        assert decision.verdict is Verdict.UNKNOWN
        assert [(need.measures[0], need.eligibility, need.clauses) for need in decision.needed] == [
            ("b", True, ("cb", "v")),
            ("x", True, ("cx", "v")),
        ]

    def test_exclusion_first(self) -> None:
        made = scheme(
            SCORED
            + GRADES
            + "vetoes = [{ id = 'v', label = 'v', condition = { measure = 'y', equals = true } }]\n"
            + numbers("a", "b")
            + answers("x", "y")
        )
        assert asked(decide(measured(), made)) == ["y", "a", "b", "x"]

    def test_whether_a_criterion_applies(self) -> None:
        made = scheme(
            "sections = [{ id = 's', label = 's', criteria = [{ id = 'c', label = 'c', measure = 'a', marks = { at_most = 8 }, applies = { measure = 'x', equals = true } }] }]\n"
            "grades = [{ id = 'good', label = 'good', at_least = 5 }]\n" + numbers("a") + answers("x")
        )
        assert sorted(asked(decide(measured(), made))) == ["a", "x"]
        assert asked(decide(measured(a=8), made)) == ["x"]
        assert asked(decide(measured(a=3), made)) == []

    def test_points_without_end_come_first(self) -> None:
        made = scheme(
            "sections = [{ id = 's', label = 's', criteria = [{ id = 'ca', label = 'ca', measure = 'a', marks = { at_most = 8 } },"
            " { id = 'cb', label = 'cb', measure = 'b', per_unit = { points = 1 } }] }]\n"
            "grades = [{ id = 'good', label = 'good', at_least = 5 }]\n" + numbers("a", "b")
        )
        assert [(need.measures[0], need.points) for need in decide(measured(), made).needed] == [
            ("b", Bounds(0, None)),
            ("a", Bounds(0, 8)),
        ]


class TestAmounts:
    """An amount asks for what it depends on; what the grade hangs on is asked for with the grade."""

    @pytest.mark.parametrize(
        ("amount", "stated", "names"),
        [
            ("first = [{ value = 'a', when = { measure = 'x', equals = true } }, { value = 0 }]", {}, ["a", "x"]),
            ("first = [{ value = 'a', when = { measure = 'x', equals = true } }, { value = 0 }]", {"x": False}, []),
            ("first = [{ value = 'a', when = { measure = 'x', equals = true } }, { value = 0 }]", {"x": True}, ["a"]),
            ("first = [{ value = 5, when = { measure = 'x', equals = true } }, { value = 5 }]", {}, []),
            ("first = [{ value = 5, when = { measure = 'x', equals = true } }, { value = 5 }], times = 'b'", {}, ["b"]),
            ("first = [{ value = 0 }], times = 'x'", {}, []),
            ("first = [{ value = 0 }], times = 'b'", {}, ["b"]),  # nought, or there is no such number
            ("first = [{ value = 5, when = { measure = 'x', equals = true } }, { value = 7 }], times = 'b'", {}, ["b", "x"]),
            ("first = [{ value = 5, when = { measure = 'x', equals = true } }]", {"x": False}, []),
        ],
    )
    def test_examples(self, amount: str, stated: dict[str, Any], names: list[str]) -> None:
        made = scheme(f"amounts = [{{ id = 'm', label = 'm', unit = 'yuan', {amount} }}]\n" + numbers("a", "b") + answers("x"))
        decision = decide(measured(**stated), made)
        assert sorted(asked(decision)) == names
        assert decision.settled is not bool(names)


class TestFacts:
    """Measures are asked for by the facts behind them: tables, columns of rows, statements, gathered under each."""

    RULES = scheme(
        """
        requirements = [
          { id = "wages", label = "wages", condition = { measure = "income_per_person_month", at_least = 1500 } },
          { id = "many", label = "many", condition = { measure = "disabled_people", at_least = 2 } },
          { id = "said", label = "said", condition = { measure = "x", equals = true } },
        ]
        vetoes = [{ id = "veto", label = "veto", condition = { measure = "unresolved_fire", at_least = 1 } }]
        """
        + answers("x")
    )

    def test_rows_columns_and_tables(self) -> None:
        told = dossier(
            engagements=(engaged("p"), engaged("q"), engaged("r")),
            workers=(worker("p"), worker("q", disability=None), worker("r")),
            payments=(paid("p", "2023-01", None), paid("q", "2023-01", "2000")),
        )
        needs = {need.gap.key: need for need in decide(told, self.RULES).needed}
        assert needs["people.disabled"].rows == ("p", "r")
        assert needs["people.earned"].rows == ("p",)
        assert (needs["incidents"].rows, needs["incidents"].column) == ((), UNSTATED)
        assert needs["attestations.x"].gap == Gap("attestations", "x")
        assert all(need.eligibility for need in needs.values())

    def test_stating_them_settles_the_decision(self) -> None:
        told = dossier(
            engagements=(engaged("p"),),
            workers=(worker("p", disability=None),),
            payments=(paid("p", "2023-01", "5"),),
            incidents=(Incident(id="i", kind=IncidentKind.FIRE, resolved=None),),
            attestations=(Attestation(id="x", value=True),),
        )
        decision = decide(told, self.RULES)
        assert (decision.verdict, decision.settled, decision.needed) == (Verdict.NOT_MET, True, ())

    def test_one_fact_behind_several_clauses(self) -> None:
        made = scheme(
            "requirements = [{ id = 'r', label = 'r', condition = { measure = 'people_employed', at_least = 2 } },"
            " { id = 'q', label = 'q', condition = { measure = 'people_in_post', at_least = 1 } }]\n"
        )
        (need,) = decide(dossier(), made).needed
        assert (need.table, need.measures, need.clauses) == ("people", ("people_employed", "people_in_post"), ("q", "r"))

    def test_what_the_text_leaves_open(self) -> None:
        """No fact settles it, only the issuer can: the decision is doubtful."""
        made = scheme(
            "amounts = [{ id = 'm', label = 'm', unit = 'yuan', first = [{ value = 'either' }] }]\n"
            "[measures.either]\nlabel = 'e'\nunit = 'yuan'\nreadings = [10000, 20000]\n"
        )
        decision = decide(dossier(), made)
        assert (decision.doubtful, decision.settled) == (True, False)
        assert [need.table for need in decision.needed] == ["readings"]
        assert decision.amounts[0].value == Bounds(10000, 20000)


@st.composite
def small_schemes(draw: st.DrawFn) -> Scheme:
    """Schemes over three numbers and two answers, with clauses, points, grades and amounts."""

    def condition(depth: int) -> str:
        kind = draw(st.sampled_from(["number", "answer", "all", "any", "not", "k"][: 6 if depth else 2]))
        if kind == "number":
            return f"{{ measure = '{draw(st.sampled_from('abc'))}', {draw(st.sampled_from(['at_least', 'less_than', 'equals']))} = {draw(st.integers(0, 4))} }}"
        if kind == "answer":
            return f"{{ measure = '{draw(st.sampled_from('xy'))}', equals = {str(draw(st.booleans())).lower()} }}"
        if kind == "not":
            return f"{{ not = {condition(depth - 1)} }}"
        parts = f"[{condition(depth - 1)}, {condition(depth - 1)}]"
        return f"{{ at_least_k_of = {{ k = 1, of = {parts} }} }}" if kind == "k" else f"{{ {kind} = {parts} }}"

    applies = f"applies = {condition(0)}, " if draw(st.booleans()) else ""
    body = f"requirements = [{{ id = 'r', label = 'r', {applies}condition = {condition(2)} }}]\n"
    if draw(st.booleans()):
        body += f"vetoes = [{{ id = 'v', label = 'v', condition = {condition(1)} }}]\n"
    body += f"ladder = {str(draw(st.booleans())).lower()}\n"
    body += f"grades = [{{ id = 'g', label = 'g', at_least = {draw(st.integers(1, 9))}, requires = {condition(0)} }}, {{ id = 'h', label = 'h', at_least = 3, less_than = 7 }}]\n"
    cap, best = (draw(st.sampled_from(["", f"{name} = {draw(st.integers(1, 6))}, "])) for name in ("cap", "best"))
    body += (
        f"sections = [{{ id = 's', label = 's', {cap}{best}criteria = ["
        "{ id = 'ca', label = 'ca', measure = 'a', curve = [[0, 0], [4, 5]] }, { id = 'cb', label = 'cb', measure = 'b', per_unit = { points = 2, cap = 5 } },"
        f" {{ id = 'cx', label = 'cx', yes_no = {{ when = {condition(0)}, points = 3 }} }}] }}]\n"
    )
    if draw(st.booleans()):
        body += f"amounts = [{{ id = 'm', label = 'm', unit = 'yuan', times = 'c', first = [{{ value = 2, when = {condition(0)} }}, {{ value = 'a', when = {{ measure = 'grade', equals = 'g' }} }}, {{ value = 0 }}] }}]\n"
    return scheme(body + numbers("a", "b", "c") + answers("x", "y"))


NUMBERS = st.integers(-1, 5)
STATED = st.fixed_dictionaries(
    {name: st.one_of(st.just(OPEN), NUMBERS) for name in "abc"} | {name: st.sampled_from([MAYBE, True, False]) for name in "xy"}
)


class TestEveryNeed:
    """What is needed is enough: stating it, one fact after another, settles the decision; nothing else has to be stated."""

    @given(small_schemes(), STATED, st.data())
    def test_enough(self, made: Scheme, stated: dict[str, Any], data: st.DataObject) -> None:
        known = dict(stated)
        for _ in range(6):
            decision = decide(measured(**known), made)
            if decision.settled or decision.doubtful:
                assert decision.settled is not decision.doubtful or not decision.needed
                return
            assert decision.needed, "what is open asks for something"
            name = asked(decision)[0]
            assert known[name] in (OPEN, MAYBE)
            known[name] = data.draw(NUMBERS if known[name] == OPEN else st.booleans(), label=name)
        raise AssertionError("five facts settle everything")

    @given(small_schemes(), STATED, st.data())
    def test_nothing_else(self, made: Scheme, stated: dict[str, Any], data: st.DataObject) -> None:
        """A fact that is not asked for changes neither verdict nor grade nor amount, whatever it is, where the rest is as it is."""
        decision = decide(measured(**stated), made)
        for name in sorted(set(stated) - set(asked(decision))):
            if stated[name] in (OPEN, MAYBE):
                value = data.draw(NUMBERS if stated[name] == OPEN else st.booleans(), label=name)
                after = decide(measured(**{**stated, name: value}), made)
                assert after.verdict is decision.verdict
                assert (after.grades, after.no_grade, after.settled) == (decision.grades, decision.no_grade, decision.settled)
