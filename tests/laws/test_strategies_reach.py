"""What the strategies reach: counted over a sample that is the same every time, so that no law holds for want of cases."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from common_prosperity.awards import Decision, Verdict, decide, measure
from common_prosperity.files.grammar import TAGGED
from common_prosperity.measures.conditions import AtLeastKOf, Condition, Not, Relation
from common_prosperity.measures.how import How
from common_prosperity.measures.rounding import Rounding
from common_prosperity.measures.statements import Averaging, StatementKind
from common_prosperity.quantities import Bounds
from common_prosperity.schemes import Scheme
from common_prosperity.schemes.model import Force, SectionKind
from common_prosperity.schemes.points import Counting, Doubt, PerUnit, Shape
from common_prosperity.testing.strategies import completions, dossiers, measurements, narrowed, schemes

ROUNDS, EACH = 40, 10
"""How often so many schemes are drawn, each with a dossier, its completion, and measurements: many short runs vary more."""


def parts(condition: Condition) -> Iterator[str]:
    """The kinds of conditions within a condition."""
    yield condition.tag
    for part in getattr(condition, "of", ()) if not isinstance(condition, Not) else (condition.of,):
        yield from parts(part)
    if isinstance(condition, AtLeastKOf):
        yield f"k of {len(condition.of)}"


def of_scheme(scheme: Scheme) -> Iterator[str]:
    """What a scheme is made of."""
    conditions = [condition for _, condition in scheme.conditions()]
    for name in scheme.asked:
        how: Any = scheme.measures[name].how if name in scheme.measures else None
        if how is None:
            yield "parameter by key" if scheme.parameters[name].by in scheme.measures else "parameter"
            continue
        yield f"how {how.tag}"
        yield from (f"{how.tag} {name}" for name in ("where", "among", "weights", "verified") if getattr(how, name, None))
        yield from (
            f"{type(each).__name__} {each}" for each in (getattr(how, k, None) for k in ("kind", "average", "mode")) if each
        )
        conditions += [condition for _, condition in how.conditions()]
    for section, criterion in scheme.criteria():
        yield f"section {section.kind}"
        yield from (f"section {name}" for name in ("cap", "best") if isinstance(getattr(section, name), int))
        yield f"shape {criterion.points.tag}"
        yield from (f"counting {shape.count}" for shape in (criterion.points,) if isinstance(shape, PerUnit))
        yield "criterion applies" if criterion.applies is not None else "criterion always"
    yield from (f"force {requirement.force}" for requirement in scheme.requirements)
    yield from ("clause applies" for clause in (*scheme.requirements, *scheme.vetoes) if clause.applies is not None)
    for condition in conditions:
        yield from (f"condition {kind}" for kind in parts(condition))
        yield from (f"relation {leaf.relation}" for leaf in condition.leaves())
        yield from ("edge of points" for leaf in condition.leaves() if leaf.subject.startswith("points"))
        yield from ("edge by name" for leaf in condition.leaves() if leaf.edge_name)
    yield from (f"Rounding {scheme.points.rounding}" for _ in range(isinstance(scheme.points.round_to, int)))
    yield from (f"rules {name}" for name in ("floor", "ceiling", "round_to") if isinstance(getattr(scheme.points, name), int))
    yield from ("grade requires" for grade in scheme.grades if grade.requires is not None)
    yield ("ladder" if scheme.ladder else "table of grades") if scheme.grades else "no grades"
    yield from ("amount" for _ in scheme.amounts)


def of_decision(scheme: Scheme, decision: Decision) -> Iterator[str]:
    """What a decision says."""
    yield f"verdict {decision.verdict}"
    yield from (f"{finding.kind} {finding.verdict}" for finding in decision.eligibility.findings)
    yield "settled" if decision.settled else "open"
    yield "doubtful" if decision.doubtful else "clear"
    yield f"{min(len(decision.grades), 2)} grades and {'none' if decision.no_grade else 'not none'} possible"
    order = [grade.id for grade in scheme.grades]
    if decision.settled and decision.grade is not None:
        yield f"grade number {order.index(decision.grade.grade)}"
    if decision.settled and decision.verdict is Verdict.MET and scheme.grades and not decision.grades:
        yield "surely no grade"
    for section in decision.scorecard.sections:
        for line, criterion in zip(
            section.lines, next(s for s in scheme.sections if s.id == section.section).criteria, strict=True
        ):
            yield f"{'settled' if line.points.settled else 'open'} {criterion.points.tag}"
            yield f"line {line.verdict}"
            yield f"doubt {line.doubt}"
    yield from (f"amount {'settled' if amount.value.settled else 'open'}" for amount in decision.amounts)
    yield from (f"need of {'eligibility' if need.eligibility else 'points'}" for need in decision.needed)


@pytest.fixture(scope="module")
def seen() -> Counter[str]:
    """How often everything came up."""
    counts: Counter[str] = Counter()

    @settings(
        max_examples=EACH,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def sample(data: st.DataObject) -> None:
        scheme = data.draw(schemes())
        counts.update(of_scheme(scheme))
        dossier = data.draw(dossiers(scheme))
        complete = data.draw(completions(dossier, scheme))
        known = data.draw(measurements(scheme))
        exactly = data.draw(narrowed(known, scheme, settled=True))
        for found in (dossier, complete, known, exactly):
            counts.update(of_decision(scheme, decide(found, scheme)))
        before, after = measure(dossier, scheme), measure(complete, scheme)
        for name in set(scheme.asked) & scheme.measures.keys():
            tag, was, now = scheme.measures[name].how.tag, before[name], after[name]
            counts[f"{'known' if was.settled else 'open'} {tag} of a dossier"] += 1
            counts[f"{tag} filled in"] += not was.settled and now.settled
            counts["void" if isinstance(now, Bounds) and now.applies is False else "not void"] += 1

    for number in range(ROUNDS):
        seed(number)(sample)()
    return counts


WANTED = {
    "verdict": [f"verdict {verdict}" for verdict in Verdict],
    "finding": [
        f"{kind} {verdict}" for kind in ("requirement", "veto") for verdict in ("met", "not_met", "unknown", "not_applicable")
    ],
    "advice": ["advice met", "advice not_met", "advice unknown"],
    "settled": ["settled", "open", "doubtful", "clear", "surely no grade", "amount settled", "amount open"],
    "grades": [f"grade number {number}" for number in range(3)],
    "possible": [f"{count} grades and {none} possible" for count in (1, 2) for none in ("none", "not none")],
    "needs": ["need of eligibility", "need of points"],
    "shapes": [f"{state} {tag}" for state in ("settled", "open") for tag in TAGGED[Shape]],
    "hows": [f"how {tag}" for tag in TAGGED[How]],
    "filled": [f"{tag} filled in" for tag in TAGGED[How] if tag != "readings"],
    "known": [f"known {tag} of a dossier" for tag in TAGGED[How] if tag != "readings"],
    "aggregates": [
        "count where",
        "count weights",
        "sum where",
        "share where",
        "share among",
        "share weights",
        "distinct where",
    ],
    "statements": ["attested verified", *(f"StatementKind {kind}" for kind in StatementKind)],
    "ways": [*(f"Averaging {way}" for way in Averaging), *(f"Rounding {mode}" for mode in Rounding)],
    "parameters": ["parameter", "parameter by key"],
    "conditions": [f"condition {tag}" for tag in ("compare", "all", "any", "not", "at_least_k_of")],
    "relations": [*(f"relation {relation}" for relation in Relation), "edge by name", "edge of points"],
    "clauses": [*(f"force {force}" for force in Force), "clause applies", "criterion applies"],
    "sections": [*(f"section {kind}" for kind in SectionKind), "section cap", "section best"],
    "counting": [f"counting {way}" for way in Counting],
    "doubts": [f"doubt {doubt}" for doubt in Doubt],
    "rules": ["rules floor", "rules ceiling", "rules round_to", "ladder", "table of grades", "grade requires", "amount"],
    "void": ["void", "not void"],
}
"""What must come up, by what it is."""


@pytest.mark.parametrize("what", sorted(WANTED))
def test_the_strategies_reach_it(seen: Counter[str], what: str) -> None:
    missing = [name for name in WANTED[what] if not seen[name]]
    assert not missing


def test_much_is_open_and_much_is_settled(seen: Counter[str]) -> None:
    """Neither is rare: a sample of the one would leave most of the laws untried."""
    assert min(seen["open"], seen["settled"]) > ROUNDS * EACH / 3
    assert min(seen["verdict met"], seen["verdict not_met"], seen["verdict unknown"]) > ROUNDS * EACH / 4
