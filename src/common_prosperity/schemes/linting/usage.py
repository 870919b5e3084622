"""Checks S501, S502 and S507 to S511: what is defined and never used, missing on some days, or left open by the text."""

from collections.abc import Iterator, Mapping
from typing import Final

from common_prosperity.measures.cases import First
from common_prosperity.measures.conditions import Compare, Condition
from common_prosperity.measures.definition import Parameter, Unit
from common_prosperity.measures.formulas import Readings
from common_prosperity.measures.statements import Attested
from common_prosperity.quantities import NOT_APPLICABLE, Bounds, decimal_text
from common_prosperity.quantities.truth import TRUE
from common_prosperity.schemes.asked import all_asking, conditions_of
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.inspection import Inspection, found
from common_prosperity.schemes.linting.words import listed, named
from common_prosperity.schemes.model import Scheme


def check(inspection: Inspection) -> Iterator[LintFinding]:
    """Everything about definitions and dated values."""
    for name, measure in inspection.own_measures.items():
        if name not in inspection.used:
            yield found("S501", f"$.measures.{name}", name, subject=named(name, inspection.scheme))
        elif isinstance(measure.how, Readings):
            readings = [named(of, inspection.scheme) if isinstance(of, str) else decimal_text(of) for of in measure.how.of]
            yield found(
                "S510", f"$.measures.{name}.readings", name, subject=named(name, inspection.scheme), values=listed(readings)
            )
        elif isinstance(measure.how, Attested) and measure.unit in COUNTED and measure.how.natural(None) == FROM_NOUGHT:
            yield from _stated_none(name, inspection.scheme)
    for name, parameter in inspection.scheme.parameters.items():
        if name not in inspection.used:
            yield found("S502", f"$.parameters.{name}", name, subject=named(name, inspection.scheme))
        yield from _dates(name, parameter, inspection)
        yield from _tiers(name, parameter, inspection)


COUNTED: Final = frozenset({Unit.COUNT, Unit.PEOPLE, Unit.HOUSEHOLDS, Unit.YUAN})
"""Units in which none of something is nought of it."""
FROM_NOUGHT: Final = Bounds(0, None, None)
"""A number that is not negative, and for which none may be stated."""
NOUGHT: Final = Bounds(0, 0)


def _stated_none(name: str, scheme: Scheme) -> Iterator[LintFinding]:
    """A clause that is met by nought, but not by none."""
    met = [clause for clause, condition in _conditions(scheme) if any(_by_nought(leaf, name) for leaf in condition.leaves())]
    if met:
        witness = [{name: NOUGHT}, {name: NOT_APPLICABLE}]
        yield found(
            "S511",
            f"$.measures.{name}.attested",
            name,
            witness,
            subject=named(name, scheme),
            clauses=listed(list(dict.fromkeys(met))),
        )


def _by_nought(leaf: Compare, name: str) -> bool:
    return leaf.subject == name and leaf.judge(lambda asked: NOUGHT if asked == name else Bounds()) == TRUE


def _conditions(scheme: Scheme) -> Iterator[tuple[str, Condition]]:
    """Every condition on measures, with the id of what it stands in."""
    for asking in all_asking(scheme):
        yield from ((asking.id, condition) for condition in conditions_of(asking))
    for name, measure in scheme.measures.items():
        if isinstance(measure.how, First):
            yield from ((name, case.when) for case in measure.how.of if case.when is not None)


def _dates(name: str, parameter: Parameter, inspection: Inspection) -> Iterator[LintFinding]:
    effective = inspection.scheme.effective
    first = min(dated.since for dated in parameter.dated)
    if first > effective.first:
        yield found(
            "S507",
            f"$.parameters.{name}.dated",
            name,
            subject=named(name, inspection.scheme),
            first=str(first),
            since=str(effective.first),
        )
    for index, dated in enumerate(parameter.dated):
        place = f"$.parameters.{name}.dated[{index}]"
        if effective.last is not None and dated.since > effective.last:
            yield found(
                "S508", place, name, subject=named(name, inspection.scheme), day=str(dated.since), until=str(effective.last)
            )


def _tiers(name: str, parameter: Parameter, inspection: Inspection) -> Iterator[LintFinding]:
    """Options that pick a value, for which there is none."""
    if not isinstance(parameter.by, str):
        return
    measure = inspection.scheme.measures.get(parameter.by)
    options = measure.how.options if measure is not None and isinstance(measure.how, Attested) else ()
    last = inspection.scheme.effective.last
    for index, dated in enumerate(parameter.dated):
        if not isinstance(dated.values, Mapping) or (last is not None and dated.since > last):
            continue
        missing = [option for option in options if option not in dated.values]
        if missing:
            place = f"$.parameters.{name}.dated[{index}].values"
            yield found(
                "S509", place, name, subject=named(name, inspection.scheme), day=str(dated.since), values=listed(missing)
            )
