"""Checks S501, S502 and S507 to S510: what is defined and never used, missing on some days, or left open by the text."""

import datetime as dt
from collections.abc import Iterator, Mapping

from common_prosperity.measures.definition import Parameter
from common_prosperity.measures.formulas import Readings
from common_prosperity.measures.statements import Attested
from common_prosperity.quantities import decimal_text
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.inspection import Inspection, found
from common_prosperity.schemes.linting.words import listed


def check(inspection: Inspection) -> Iterator[LintFinding]:
    """Everything about definitions and dated values."""
    for name, measure in inspection.own_measures.items():
        if name not in inspection.used:
            yield found("S501", f"$.measures.{name}", name)
        elif isinstance(measure.how, Readings):
            readings = [of if isinstance(of, str) else decimal_text(of) for of in measure.how.of]
            yield found("S510", f"$.measures.{name}.readings", name, values=listed(readings))
    for name, parameter in inspection.scheme.parameters.items():
        if name not in inspection.used:
            yield found("S502", f"$.parameters.{name}", name)
        yield from _dates(name, parameter, inspection)
        yield from _tiers(name, parameter, inspection)


def _dates(name: str, parameter: Parameter, inspection: Inspection) -> Iterator[LintFinding]:
    effective = inspection.scheme.effective
    first = min(dated.since for dated in parameter.dated)
    if first > effective.since:
        yield found("S507", f"$.parameters.{name}.dated", name, first=str(first), since=str(effective.since))
    for index, dated in enumerate(parameter.dated):
        place = f"$.parameters.{name}.dated[{index}]"
        if isinstance(effective.until, dt.date) and dated.since > effective.until:
            yield found("S508", place, name, day=str(dated.since), until=str(effective.until))


def _tiers(name: str, parameter: Parameter, inspection: Inspection) -> Iterator[LintFinding]:
    """Options that pick a value, for which there is none."""
    if not isinstance(parameter.by, str):
        return
    measure = inspection.scheme.measures.get(parameter.by)
    options = measure.how.options if measure is not None and isinstance(measure.how, Attested) else ()
    until = inspection.scheme.effective.until
    for index, dated in enumerate(parameter.dated):
        if not isinstance(dated.values, Mapping) or (isinstance(until, dt.date) and dated.since > until):
            continue
        missing = [option for option in options if option not in dated.values]
        if missing:
            place = f"$.parameters.{name}.dated[{index}].values"
            yield found("S509", place, name, day=str(dated.since), values=listed(missing))
