"""What is declared as yes or no (`unit = "yes_no"`) gives nothing else: parameters, cases of measures, and amounts."""

from collections.abc import Iterator, Mapping
from typing import Any

from common_prosperity.errors import Problem
from common_prosperity.measures.cases import First
from common_prosperity.measures.definition import Measure, Unit
from common_prosperity.quantities import UNSTATED
from common_prosperity.schemes.model import Scheme
from common_prosperity.schemes.numerals import unit_of


def strange_answers(scheme: Scheme, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    """Every number, and every quantity of another unit, that stands for a yes or no.

    Args:
        scheme: the scheme.
        measures: all measures by name, the scheme's own and the built-in ones.
    """
    for place, value in _answers(scheme):
        fits = unit_of(value, scheme, measures) in (None, Unit.YES_NO) if isinstance(value, str) else value in (0, 1, UNSTATED)
        if not fits:
            yield Problem.of(place, "not-yes-no", name=value)


def _answers(scheme: Scheme) -> Iterator[tuple[str, Any]]:
    """What stands for a yes or no, with its place."""
    for name, parameter in scheme.parameters.items():
        for at, dated in enumerate(parameter.dated if parameter.unit is Unit.YES_NO else ()):
            yield f"$.parameters.{name}.dated[{at}].value", dated.value
            for key, value in dated.values.items() if isinstance(dated.values, Mapping) else ():
                yield f"$.parameters.{name}.dated[{at}].values.{key}", value
    for name, measure in scheme.measures.items():
        if measure.unit is Unit.YES_NO and isinstance(measure.how, First):
            yield from ((f"$.measures.{name}.first[{at}].value", case.value) for at, case in enumerate(measure.how.of))
    for index, amount in enumerate(scheme.amounts):
        if amount.unit is Unit.YES_NO:
            yield from ((f"$.amounts[{index}].first[{at}].value", case.value) for at, case in enumerate(amount.first))
            yield f"$.amounts[{index}].times", amount.times
