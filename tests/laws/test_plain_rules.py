"""Where everything is known, the library gives what a plain second reading of the scheme gives."""

import plain_rules
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.awards import Decision, Verdict, decide
from common_prosperity.measures.measurements import Measurements
from common_prosperity.schemes import Scheme
from common_prosperity.schemes.points import Doubt
from common_prosperity.testing.strategies import measurements, schemes


def check_plain_rules(scheme: Scheme, known: Measurements) -> Decision:
    """Verdict, points, grade and amounts of settled measurements, against the second reading."""
    decision, values = decide(known, scheme), plain_rules.values_of(known)
    if not plain_rules.in_force(scheme, known.period.until):
        assert decision.verdict in (Verdict.NOT_IN_FORCE, Verdict.EXPIRED)
        return decision
    assert decision.verdict is plain_rules.verdict(scheme, values)
    for section, scored in zip(scheme.sections, decision.scorecard.sections, strict=True):
        for criterion, line in zip(section.criteria, scored.lines, strict=True):
            points = plain_rules.points(criterion, values)
            assert (line.doubt is not None) == (points is plain_rules.DOUBT), criterion.id
            assert points is plain_rules.DOUBT or line.points == plain_rules.as_bounds(points), criterion.id
            assert line.doubt is not Doubt.HOLE or 0 in line.points, f"{criterion.id}: a hole may give nothing"
    total = plain_rules.total(scheme, values)
    if total is plain_rules.DOUBT:
        return decision
    assert decision.scorecard.total == plain_rules.as_bounds(total)
    grades = plain_rules.grades(scheme, values)
    expected = grades if decision.verdict is Verdict.MET else []
    assert [line.grade for line in decision.grades] == expected
    assert decision.no_grade == (not expected)
    assert isinstance(grades, list)
    if len(grades) < 2:
        grade = expected[0] if expected else "none"
        found = {line.amount: line.value for line in decision.amounts}
        assert found == {
            name: plain_rules.as_bounds(value) for name, value in plain_rules.amounts(scheme, values, grade).items()
        }
        assert decision.settled
    return decision


@given(st.data())
def test_what_is_known_is_decided_as_the_rules_say(data: st.DataObject) -> None:
    scheme = data.draw(schemes())
    check_plain_rules(scheme, data.draw(measurements(scheme, settled=True)))
