"""Laws that every shipped scheme keeps, on measurements drawn at and around the edges its text prints."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import common_prosperity as cp
from common_prosperity.awards.scoring import criterion_points
from common_prosperity.measures.conditions import Compare
from common_prosperity.quantities import NOT_APPLICABLE, Number
from common_prosperity.schemes.model import Direction, SectionKind
from common_prosperity.schemes.points import Bands

SCHEMES = {path.stem: cp.load_scheme(path.stem) for _, _, path in cp.scheme_files()}
each_scheme = pytest.mark.parametrize("name", SCHEMES)
few = settings(max_examples=25)
BESIDE: list[Number] = [0, 0, 1, -1, Fraction(1, 100), Fraction(-1, 100), 50]
BEYOND: list[Number] = [0, 1, Fraction(1, 2), 40]


def period_of(scheme: cp.Scheme) -> cp.Period:
    """A year's end while the scheme is in force."""
    until = scheme.effective.until
    last = until if isinstance(until, dt.date) else dt.date(scheme.effective.since.year + 1, 12, 31)
    return cp.Period(max(scheme.effective.since, dt.date(last.year, 1, 1)), last)


def leaves(scheme: cp.Scheme) -> Iterator[Compare]:
    """Every comparison of the scheme."""
    for _, condition in scheme.conditions():
        yield from condition.leaves()
    for amount in scheme.amounts:
        for case in amount.first:
            if case.when is not None:
                yield from case.when.leaves()


def edges_of(scheme: cp.Scheme) -> list[Number]:
    """Every number a quantity is compared with."""
    found: set[Number] = {0, 100}
    found |= {leaf.edge for leaf in leaves(scheme) if isinstance(leaf.edge, int | Fraction) and not isinstance(leaf.edge, bool)}
    for _, criterion in scheme.criteria():
        if isinstance(criterion.points, Bands):
            found |= {edge for band in criterion.points.bands for _, edge in band.edges()}
    return sorted(found)


def inputs_first(scheme: cp.Scheme) -> list[str]:
    """The names asked for, each after those it is worked out from."""

    def behind(name: str) -> set[str]:
        if name in scheme.parameters:
            by = scheme.parameters[name].by
            inputs = {by} if isinstance(by, str) else set()
        else:
            inputs = set(scheme.measures[name].how.inputs())
        return inputs.union(*map(behind, inputs))

    return sorted(scheme.asked, key=lambda name: (len(behind(name)), name))


def measured(scheme: cp.Scheme, values: dict[str, Any]) -> cp.Measurements:
    """What follows from some values."""
    return cp.measure(cp.Measurements(values, period_of(scheme)), scheme)


@st.composite
def truths(draw: st.DrawFn, scheme: cp.Scheme) -> dict[str, Any]:
    """What is so: a value of every measure the scheme asks for, mostly at an edge or just beside it, none against another."""
    edges = edges_of(scheme)
    truth: dict[str, Any] = {}
    for name in inputs_first(scheme):
        natural = measured(scheme, truth).get(name) or scheme.natural(name, period_of(scheme).until)
        if natural.settled:
            truth[name] = natural
            continue
        if isinstance(natural, cp.Options):
            truth[name] = cp.Options.exactly(draw(st.sampled_from(sorted(natural.possible or {"some", "none"}))))
            continue
        if natural.applies is not True and draw(st.integers(0, 9)) == 0:
            truth[name] = NOT_APPLICABLE
            continue
        near = draw(st.sampled_from(edges)) + draw(st.sampled_from(BESIDE))
        held = cp.Bounds.exactly(near).clamped(natural.lower, natural.upper)
        if scheme.unit(name) == "yes_no":
            held = cp.Bounds.exactly(draw(st.integers(0, 1))).clamped(natural.lower, natural.upper)
        truth[name] = held
    return truth


@st.composite
def known_of(draw: st.DrawFn, scheme: cp.Scheme, truth: dict[str, Any]) -> dict[str, Any]:
    """What is known of it: the value, bounds around it, or nothing."""
    known: dict[str, Any] = {}
    for name, value in truth.items():
        how = draw(st.integers(0, 4))
        if how == 0:
            continue
        natural = scheme.natural(name, period_of(scheme).until)
        if how == 1 and isinstance(value, cp.Bounds) and value.applies and isinstance(natural, cp.Bounds):
            wider = cp.Bounds(value.lower, None if natural.upper is None else natural.upper)
            known[name] = wider
        else:
            known[name] = value
    return known


def decide(scheme: cp.Scheme, values: dict[str, Any]) -> cp.Decision:
    return cp.decide(cp.Measurements(values, period_of(scheme)), scheme)


@each_scheme
@few
@given(data=st.data())
def test_whatever_turns_out_lies_inside_what_was_said_before(name: str, data: st.DataObject) -> None:
    scheme = SCHEMES[name]
    truth = data.draw(truths(scheme))
    before, after = decide(scheme, data.draw(known_of(scheme, truth))), decide(scheme, truth)
    assert before.verdict.value in ("unknown", after.verdict.value)
    assert after.scorecard.total.inside(before.scorecard.total)
    assert {line.grade for line in after.grades} <= {line.grade for line in before.grades}
    assert before.no_grade or not after.no_grade
    for was, now in zip(before.amounts, after.amounts, strict=True):
        assert isinstance(was.value, cp.Bounds)
        assert isinstance(now.value, cp.Bounds)
        assert now.value.inside(was.value)
    if before.settled:
        assert after.settled


@each_scheme
@few
@given(data=st.data())
def test_points_stay_within_their_limits_and_a_settled_total_has_one_grade_or_is_doubtful(
    name: str, data: st.DataObject
) -> None:
    scheme = SCHEMES[name]
    decision = decide(scheme, data.draw(truths(scheme)))
    assert decision.scorecard.total.inside(scheme.limits)
    assert len(decision.grades) + decision.no_grade == 1 or decision.doubtful
    for section, scored in zip(scheme.sections, decision.scorecard.sections, strict=True):
        assert scored.points.inside(cp.Bounds(*section.limits()))


@each_scheme
@few
@given(data=st.data())
def test_a_breach_of_any_clause_that_can_refuse_refuses(name: str, data: st.DataObject) -> None:
    scheme = SCHEMES[name]
    decision = decide(scheme, data.draw(truths(scheme)))
    broken = [f for f in decision.eligibility.findings if f.verdict.value == "not_met" and f.kind.value != "advice"]
    assert (decision.verdict.value == "not_met") is bool(broken)
    assert not (broken and decision.grades)


BETTER = [
    (name, criterion.id)
    for name, scheme in SCHEMES.items()
    for _, criterion in scheme.criteria()
    if criterion.better in Direction
]


@pytest.mark.parametrize(("name", "clause"), BETTER)
@few
@given(data=st.data())
def test_more_of_what_is_better_never_costs_points(name: str, clause: str, data: st.DataObject) -> None:
    scheme = SCHEMES[name]
    section, criterion = next(found for found in scheme.criteria() if found[1].id == clause)
    edges = edges_of(scheme)
    low, high = sorted(data.draw(st.sampled_from(edges)) + data.draw(st.sampled_from(BEYOND)) for _ in range(2))

    def points(value: Number) -> cp.Bounds:
        return criterion_points(criterion, lambda _: cp.Bounds.exactly(value))[1]

    gain = points(high) - points(low)
    sign = (1 if criterion.better is Direction.MORE else -1) * (-1 if section.kind is SectionKind.DEDUCTION else 1)
    if points(low).settled and points(high).settled:
        assert gain.lower is not None
        assert gain.lower * sign >= 0
