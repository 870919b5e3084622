"""A second reading of schemes, written apart from the library: what follows where everything is known exactly.

It knows nothing of bounds or of three values. A value is a number, an option, or `None` where the measure is not applicable;
a condition is yes, no, or `None` where it has no answer. `DOUBT` stands where a published text gives no answer.
"""

import datetime as dt
import enum
import itertools
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from common_prosperity.awards import Verdict
from common_prosperity.measures.conditions import All, AnyOf, AtLeastKOf, Compare, Condition, Not
from common_prosperity.measures.measurements import Measurements
from common_prosperity.quantities import UNSTATED, Bounds, Options
from common_prosperity.schemes import Scheme
from common_prosperity.schemes.model import Criterion, Section, Veto
from common_prosperity.schemes.points import Bands, Checklist, Choice, Curve, Marks, PerUnit, YesNo

Values = Mapping[str, Any]


class Doubt(enum.Enum):
    """The text gives no answer, or two."""

    DOUBT = "doubt"


DOUBT = Doubt.DOUBT


def values_of(known: Measurements) -> dict[str, Any]:
    """Settled measurements as plain values."""
    plain: dict[str, Any] = {}
    for name, value in known.items():
        assert value.settled
        if isinstance(value, Options):
            assert value.possible is not None
            (plain[name],) = value.possible
        else:
            plain[name] = value.lower if value.applies else None
    return plain


RELATIONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "at_least": lambda value, edge: value >= edge,
    "more_than": lambda value, edge: value > edge,
    "at_most": lambda value, edge: value <= edge,
    "less_than": lambda value, edge: value < edge,
    "equals": lambda value, edge: value == edge,
    "one_of": lambda value, edge: value in edge,
}


def holds(condition: Condition, values: Values) -> bool | None:
    """Whether a condition is met."""
    if isinstance(condition, Compare):
        value, edge = values[condition.subject], condition.edge
        if isinstance(edge, str) and condition.relation.value not in ("equals", "one_of"):
            edge = values[edge]
        return None if value is None or edge is None else RELATIONS[condition.relation.value](value, edge)
    if isinstance(condition, Not):
        inner = holds(condition.of, values)
        return None if inner is None else not inner
    assert isinstance(condition, All | AnyOf | AtLeastKOf)
    parts = [holds(part, values) for part in condition.of]
    wanted = len(parts) if isinstance(condition, All) else 1 if isinstance(condition, AnyOf) else condition.k
    if parts.count(True) >= wanted:
        return True
    return False if len(parts) - parts.count(False) < wanted else None


def applies(condition: Condition | None, values: Values) -> bool:
    """Whether a clause applies at all."""
    return condition is None or holds(condition, values) is True


def verdict(scheme: Scheme, values: Values) -> Verdict:
    """Whether the workshop is eligible."""
    barring: list[Any] = [clause for clause in scheme.requirements if clause.force.value == "required"]
    found: list[bool | None] = []
    for clause in [*barring, *scheme.vetoes]:
        met = holds(clause.condition, values) is True
        found.append(met is not isinstance(clause, Veto) if applies(clause.applies, values) else None)
    if False in found:
        return Verdict.NOT_MET
    return Verdict.MET if True in found or not found else Verdict.NOT_APPLICABLE


def within(edges: Any, value: Any) -> bool:
    """Whether a band or grade covers a value."""
    limits = ((name, getattr(edges, name, UNSTATED)) for name in ("at_least", "more_than", "at_most", "less_than", "equals"))
    return all(RELATIONS[name](value, edge) for name, edge in limits if edge is not UNSTATED)


def along(knots: Any, x: Any) -> Any:
    """The height of a broken line."""
    for left, right in itertools.pairwise(knots):
        if left.x <= x <= right.x:
            return left.y + Fraction(right.y - left.y) * Fraction(x - left.x) / Fraction(right.x - left.x)
    return knots[0].y if x < knots[0].x else knots[-1].y


def units(shape: PerUnit, value: Any) -> Any:
    """How many units count."""
    over = Fraction(value - shape.above) / shape.size
    if over <= 0:
        return 0
    if shape.count.value == "exact":
        return over
    full = over.numerator // over.denominator
    return full + (shape.count.value == "started" and full != over)


def best_sum(given: list[Any], best: Any) -> Any:
    """The sum of all, or of the best few."""
    return sum(given if best is UNSTATED else sorted(given)[::-1][:best])


def points(criterion: Criterion, values: Values) -> Any:  # noqa: PLR0911  # one answer for each shape
    """What a criterion gives."""
    value: Any = values[criterion.measure] if isinstance(criterion.measure, str) else 0
    if value is None or not applies(criterion.applies, values):
        return 0
    shape = criterion.points
    if isinstance(shape, YesNo):
        return shape.points if holds(shape.when, values) is True else shape.otherwise
    if isinstance(shape, Choice):
        return shape.options.get(value, DOUBT)
    if isinstance(shape, Bands):
        covering = {band.points for band in shape.bands if within(band, value)}
        return covering.pop() if len(covering) == 1 else DOUBT
    if isinstance(shape, Curve):
        return along(shape.knots, value)
    if isinstance(shape, PerUnit):
        return capped(units(shape, value) * shape.points, shape.cap)
    if isinstance(shape, Checklist):
        given = [item.points if holds(item.when, values) is True else 0 for item in shape.items]
        return capped(best_sum(given, shape.best), shape.cap)
    assert isinstance(shape, Marks)
    return min(max(value, shape.at_least), shape.at_most)


def capped(value: Any, cap: Any) -> Any:
    """At most the cap."""
    return value if cap is UNSTATED else min(value, cap)


def section_points(section: Section, values: Values) -> Any:
    """What a section adds to the total."""
    lines = [points(criterion, values) for criterion in section.criteria]
    if DOUBT in lines:
        return DOUBT
    found = capped(best_sum(lines, section.best), section.cap)
    return -found if section.kind.value == "deduction" else found


def rounded(value: Any, step: Any, mode: str) -> Any:
    """A number brought to a multiple of a step."""
    steps = Fraction(value) / Fraction(step)
    down = steps.numerator // steps.denominator
    if mode == "half_up":
        twice = 2 * abs(steps.numerator) + steps.denominator
        down = twice // (2 * steps.denominator) * (1 if steps > 0 else -1)
    elif mode == "up" and steps != down:
        down += 1
    return down * Fraction(step)


def total(scheme: Scheme, values: Values) -> Any:
    """The points in total."""
    sections = [section_points(section, values) for section in scheme.sections]
    if DOUBT in sections:
        return DOUBT
    rules, found = scheme.points, sum(sections)
    if rules.floor is not UNSTATED:
        found = max(found, rules.floor)
    if rules.ceiling is not UNSTATED:
        found = min(found, rules.ceiling)
    return found if rules.round_to is UNSTATED else rounded(found, rules.round_to, rules.rounding.value)


def grades(scheme: Scheme, values: Values) -> list[str] | Doubt:
    """The grades that a workshop has, were it eligible: more than one where the text gives two."""
    found = total(scheme, values)
    if isinstance(found, Doubt):
        return found
    known = {**values, "points": found}
    known |= {f"points:{section.id}": section_points(section, values) for section in scheme.sections}
    met = [
        grade.id
        for grade in scheme.grades
        if within(grade, found) and (grade.requires is None or holds(grade.requires, known) is True)
    ]
    return met[:1] if scheme.ladder else met


def amounts(scheme: Scheme, values: Values, grade: str) -> dict[str, Any]:
    """The amounts that follow, `None` where none does."""
    eligible = verdict(scheme, values) is Verdict.MET
    known = {**values, "points": total(scheme, values), "grade": grade, "eligible": int(eligible)}
    known |= {f"points:{section.id}": section_points(section, values) for section in scheme.sections}
    found: dict[str, Any] = {}
    for amount in scheme.amounts:
        case = next((case for case in amount.first if case.when is None or holds(case.when, known) is True), None)
        value = None if case is None else known[case.value] if isinstance(case.value, str) else case.value
        times = known[amount.times] if isinstance(amount.times, str) else 1
        found[amount.id] = None if value is None or times is None else value * times
    return found


def in_force(scheme: Scheme, day: dt.date) -> bool:
    """Whether the scheme speaks about a period that ends on a day."""
    days, judged = scheme.effective, (day.year + scheme.effective.lag, day.month, day.day)
    begun = judged >= (days.since.year, days.since.month, days.since.day)
    return begun and not (isinstance(days.until, dt.date) and judged > (days.until.year, days.until.month, days.until.day))


def as_bounds(value: Any) -> Bounds:
    """A plain number as the library tells it."""
    return Bounds(None, None, applies=False) if value is None else Bounds.exactly(value)
