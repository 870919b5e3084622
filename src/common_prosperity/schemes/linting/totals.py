"""Checks S401 to S406: whether sections add up to what is declared, and caps do what they say."""

from collections.abc import Iterator

from common_prosperity.quantities import UNSTATED, Bounds, Number, Text
from common_prosperity.schemes.linting.earning import ZERO
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.inspection import Inspection, found
from common_prosperity.schemes.linting.words import number_text, region_text
from common_prosperity.schemes.model import Section, SectionKind
from common_prosperity.schemes.points import best_of


def check(inspection: Inspection) -> Iterator[LintFinding]:
    """Everything about sections and the total."""
    yield from _declared(inspection)
    for at, section in enumerate(inspection.scheme.sections):
        place = f"$.sections[{at}]"
        if inspection.reaches.sections[section.id].outer == ZERO:
            yield found("S404", place, section.id)
        else:
            yield from _cap(place, section)
    yield from _limits(inspection)


def most_of(section: Section) -> Number | None:
    """The most the criteria of a section offer before its cap."""
    each = [Bounds(0, None if criterion.most is None else max(criterion.most, 0)) for criterion in section.criteria]
    return best_of(each, len(each) if section.best is UNSTATED else section.best).upper


def _declared(inspection: Inspection) -> Iterator[LintFinding]:
    declared = inspection.scheme.points.total
    if declared is UNSTATED:
        return
    total: Number = 0
    endless: list[tuple[str, str]] = []
    for at, section in enumerate(inspection.scheme.sections):
        if section.kind is not SectionKind.BASE:
            continue
        most = section.limits()[1]
        if most is None:
            endless += [
                (f"$.sections[{at}].criteria[{index}]", criterion.id)
                for index, criterion in enumerate(section.criteria)
                if criterion.most is None
            ]
        else:
            total += most
    for place, name in endless:
        yield found("S406", place, name)
    if not endless and total != declared:
        yield found("S401", "$.points.total", declared=number_text(declared), sum=number_text(total))


def _cap(place: str, section: Section) -> Iterator[LintFinding]:
    if section.cap is UNSTATED:
        return
    offered = most_of(section)
    if offered is not None and offered < section.cap:
        yield found("S402", f"{place}.cap", section.id, cap=number_text(section.cap), sum=number_text(offered))
    for criterion in section.criteria:
        if criterion.most is not None and criterion.most > section.cap:
            most = number_text(criterion.most)
            yield found("S403", f"{place}.cap", section.id, cap=number_text(section.cap), other=criterion.id, most=most)


def _limits(inspection: Inspection) -> Iterator[LintFinding]:
    """A floor below, or a ceiling above, whatever the sections can come to."""
    rules, scale = inspection.scheme.points, inspection.reaches.sum.outer.hull
    if not scale:
        return  # some criterion gives no number of points for any value, which is told there
    idle: list[tuple[str, Number]] = []
    if rules.floor is not UNSTATED and scale.low is not None and rules.floor < scale.low:
        idle.append(("floor", rules.floor))
    if rules.ceiling is not UNSTATED and scale.high is not None and rules.ceiling > scale.high:
        idle.append(("ceiling", rules.ceiling))
    for edge, value in idle:
        words: dict[str, str | Text] = {"edge": edge, "value": number_text(value), "values": region_text(scale)}
        yield found("S405", f"$.points.{edge}", edge, **words)
