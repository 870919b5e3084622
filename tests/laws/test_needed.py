"""What is asked for can change the answer, and nothing else can.

Small schemes that read every measure once are decided in every way in which the open measures may turn out. A measure that
is asked for must change verdict, grade or amount in one of them; one that is not must change them in none.
"""

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs
import plain_rules
from hypothesis import assume, given
from hypothesis import strategies as st

from common_prosperity.awards import Decision, Verdict, decide
from common_prosperity.measures.cases import Case
from common_prosperity.measures.conditions import All, AnyOf, AtLeastKOf, Compare, Condition, Not, Relation
from common_prosperity.measures.definition import Measure, Unit
from common_prosperity.measures.measurements import Measurements
from common_prosperity.measures.statements import Attested
from common_prosperity.quantities import UNSTATED, Bounds, Period, Text, Unstated
from common_prosperity.schemes import Scheme
from common_prosperity.schemes.model import (
    Amount,
    Criterion,
    Effective,
    Grade,
    Requirement,
    Section,
    SectionKind,
    TotalRules,
    Veto,
)
from common_prosperity.schemes.points import Marks
from common_prosperity.testing.strategies import measurements, narrowed, schemes
from common_prosperity.testing.strategies.quantities import chance, pick

WORDS: Final = Text.same("甲")
PERIOD: Final = Period.year(2024)
NAMES: Final = tuple(f"q{number}" for number in range(1, 10))
EDGES: Final = (1, 2, 3)
OPEN: Final = ((0, 4), (0, 2), (1, 3), (2, 4), (0, 1), (3, 4), (2, 2))
CAPS: Final[tuple[int | Unstated, ...]] = (UNSTATED, 3)
FLOORS: Final[tuple[int | Unstated, ...]] = (UNSTATED, 0)
CEILINGS: Final[tuple[int | Unstated, ...]] = (UNSTATED, 5)
ORDER: Final = (Relation.AT_LEAST, Relation.MORE_THAN, Relation.AT_MOST, Relation.LESS_THAN)


def rule(draw: st.DrawFn, names: list[str], most: int = 2) -> Condition:
    """A condition on names that it takes off the list."""
    parts: list[Condition] = []
    for _ in range(min(pick(draw, range(1, most + 1)), len(names))):
        leaf = Compare(names.pop(), pick(draw, ORDER), pick(draw, EDGES))
        parts.append(Not(leaf) if chance(draw, 20) else leaf)
    if len(parts) == 1:
        return parts[0]
    made: Condition = pick(draw, (All(tuple(parts)), AnyOf(tuple(parts)), AtLeastKOf(1, tuple(parts))))
    return made


def criterion(draw: st.DrawFn, names: list[str]) -> Criterion:
    """Points that are the value itself, so that every whole number of them is reached."""
    name = names.pop()
    return Criterion(id=f"points-{name}", label=WORDS, measure=name, points=Marks(at_most=pick(draw, (4, 2))))


@st.composite
def schemes_read_once(draw: st.DrawFn, *, amounts: bool = False) -> Scheme:
    """Schemes in which no measure is read twice."""
    names = list(draw(st.permutations(NAMES)))
    requirements = tuple(
        Requirement(id=f"r{number}", label=WORDS, condition=rule(draw, names)) for number in range(pick(draw, (1, 0, 2)))
    )
    vetoes = (Veto(id="v", label=WORDS, condition=rule(draw, names)),) if chance(draw, 40) else ()
    sections = tuple(
        Section(
            id=f"s{number}",
            label=WORDS,
            kind=pick(draw, (SectionKind.BASE, SectionKind.DEDUCTION)),
            cap=pick(draw, CAPS),
            criteria=tuple(criterion(draw, names) for _ in range(min(pick(draw, (1, 2)), len(names)))),
        )
        for number in range(pick(draw, (1, 2, 2, 0)))
        if names
    )
    cuts = sorted({pick(draw, (0, 1, 2, 3, 4, 6)) for _ in range(pick(draw, (1, 2, 3, 3)))}, reverse=True)
    grades = tuple(
        Grade(
            id=f"g{cut}",
            label=WORDS,
            at_least=cut,
            requires=rule(draw, names, 1) if names and chance(draw, 40) else None,
        )
        for cut in cuts
    )
    given_amounts = tuple(amount(draw, names, number) for number in range(2) if names) if amounts else ()
    return Scheme(
        id="read-once",
        edition="1",
        label=WORDS,
        issuer=WORDS,
        source="tests",
        effective=Effective(since=dt.date(2000, 1, 1)),
        measures={name: Measure(label=WORDS, unit=Unit.NUMBER, how=Attested(of=name)) for name in NAMES},
        requirements=requirements,
        vetoes=vetoes,
        sections=sections,
        points=TotalRules(floor=pick(draw, FLOORS), ceiling=pick(draw, CEILINGS)),
        grades=grades,
        ladder=True,
        amounts=given_amounts,
    )


def amount(draw: st.DrawFn, names: list[str], number: int) -> Amount:
    """An amount of one case or two."""
    cases = [Case(value=pick(draw, (1, 2, 5)), when=rule(draw, names, 1))]
    if chance(draw, 50):
        cases.append(Case(value=3))
    times = names.pop() if names and chance(draw, 30) else UNSTATED
    return Amount(id=f"a{number}", label=WORDS, unit=Unit.NUMBER, first=tuple(cases), times=times)


@st.composite
def partly_known(draw: st.DrawFn, scheme: Scheme) -> Measurements:
    """Whole numbers from nought to four, four of them at most known by bounds alone."""
    known = {}
    left = 4
    for name in scheme.asked:
        low, high = pick(draw, OPEN) if left else (pick(draw, range(5)),) * 2
        left -= low < high
        known[name] = Bounds(low, high)
    return Measurements(known, PERIOD)


def ways(known: Measurements) -> Iterator[dict[str, Any]]:
    """Every way in which the measures may turn out, in whole numbers."""
    domains = [range(value.lower, value.upper + 1) for value in known.values()]  # type: ignore[union-attr, arg-type, operator]  # whole ends
    return (dict(zip(known, chosen, strict=True)) for chosen in itertools.product(*domains))


def outcome(scheme: Scheme, values: Mapping[str, Any]) -> tuple[Any, ...]:
    """What the decision is about: verdict, grade and amounts."""
    verdict = plain_rules.verdict(scheme, values)
    grades = plain_rules.grades(scheme, values) if verdict is Verdict.MET else []
    assert isinstance(grades, list)
    grade = grades[0] if grades else "none"
    return verdict, grade, tuple(plain_rules.amounts(scheme, values, grade).items())


def deciding(scheme: Scheme, known: Measurements) -> set[str]:
    """The open measures of which another value, all else alike, may change the outcome."""
    found = {tuple(values.items()): outcome(scheme, values) for values in ways(known)}
    names = list(known)
    changing = set()
    for index, name in enumerate(names):
        alike: dict[tuple[Any, ...], set[Any]] = {}
        for values, result in found.items():
            alike.setdefault(values[:index] + values[index + 1 :], set()).add(result)
        if any(len(results) > 1 for results in alike.values()):
            changing.add(name)
    return changing


def asked_for(decision: Decision) -> set[str]:
    """The measures that the decision asks for."""
    return {name for need in decision.needed for name in need.measures}


def check_needed(scheme: Scheme, known: Measurements) -> set[str]:
    """Exactly what can change the outcome is asked for."""
    needed, changing = asked_for(decide(known, scheme)), deciding(scheme, known)
    assert needed == changing, f"asked for {sorted(needed)}, while {sorted(changing)} can change the outcome"
    return needed


@given(st.data())
def test_exactly_what_can_change_the_answer_is_asked_for(data: st.DataObject) -> None:
    scheme = data.draw(schemes_read_once())
    check_needed(scheme, data.draw(partly_known(scheme)))


@given(st.data())
def test_nothing_else_changes_the_answer(data: st.DataObject) -> None:
    """On any scheme: what is not asked for may turn out this way or that, the answer is the same."""
    scheme = data.draw(schemes())
    known = data.draw(measurements(scheme))
    needed = asked_for(decide(known, scheme))
    one = data.draw(narrowed(known, scheme, settled=True))
    other = data.draw(narrowed(known, scheme, settled=True))
    mixed = attrs.evolve(one, values_by_name={name: (one if name in needed else other)[name] for name in one})
    first, second = decide(one, scheme), decide(mixed, scheme)
    assert first.verdict is second.verdict
    assert (first.grades, first.no_grade) == (second.grades, second.no_grade)
    assert [line.value for line in first.amounts] == [line.value for line in second.amounts]


@given(st.data())
def test_exactly_what_can_change_an_amount_is_asked_for(data: st.DataObject) -> None:
    scheme = data.draw(schemes_read_once(amounts=True))
    assume(scheme.amounts)
    check_needed(scheme, data.draw(partly_known(scheme)))
