"""Figures without a dossier: held to the definitions of a scheme, and what follows from them worked out.

Somebody who has the figures alone gives those they have. A total, a ratio or a case that a scheme makes of them follows as
it would from a dossier, unless it is given itself.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import attrs

from common_prosperity.errors import InvalidFacts, Problem, unknown_name
from common_prosperity.measures.conditions import Value
from common_prosperity.measures.definition import Measure, Parameter, Unit
from common_prosperity.measures.formulas import gaps_of
from common_prosperity.measures.how import Derived, Gap
from common_prosperity.measures.measurements import FIGURES, KINDS, Measurements, beyond, natural_range
from common_prosperity.measures.statements import Earlier, StatementKind
from common_prosperity.quantities import Bounds, Options, Period, numeral


def plain_ranges(measures: Mapping[str, Measure]) -> Mapping[str, Bounds]:
    """The numbers that measures can have at all, of those that are no formulas."""
    plain = (
        (name, measure.how.natural(lambda _: Bounds()))
        for name, measure in measures.items()
        if measure.unit is not Unit.CHOICE and not isinstance(measure.how, Derived | Earlier)
    )
    return {name: found for name, found in plain if isinstance(found, Bounds)}


def completed(
    given: Measurements,
    names: tuple[str, ...],
    measures: Mapping[str, Measure],
    parameters: Mapping[str, Parameter],
    ranges: Mapping[str, Bounds],
) -> Measurements:
    """The same figures, and those that follow from them.

    Args:
        given: figures by name.
        names: which measures and parameters are asked for.
        measures: the definitions of these and of all they build on.
        parameters: dated parameters by name.
        ranges: the plain ranges of the measures.

    Raises:
        InvalidFacts: a name that nothing bears, a figure of another kind than its measure, or one that it can never have.
        InvalidScheme: a parameter has no value for the period.
    """
    read = {name: _read(value, measures.get(name)) if value.__class__ is Options else value for name, value in given.items()}
    suspect = sorted([name for name, value in read.items() if name not in ranges or not _within(value, ranges[name])])
    problems = [problem for name in suspect for problem in _faults(name, read[name], measures, parameters, given.period.until)]
    if problems:
        raise InvalidFacts("measurements", problems)
    if read.keys() >= set(names) and all(value.settled for value in read.values()):
        return Measurements(read, given.period)
    figures = _Figures(attrs.evolve(given, values_by_name=read), measures, parameters)
    known = read | {name: figures.value(name) for name in names if name not in read and figures.known(name)}
    gaps = {name: figures.gaps(name) for name, value in known.items() if not value.settled}
    return Measurements(known, given.period, gaps)


def _within(value: Value, natural: Bounds) -> bool:
    """Whether a figure plainly is a number that its measure can have; a slower look tells what is wrong with others."""
    return isinstance(value, Bounds) and value.inside(natural)


def _read(value: Value, measure: Measure | None) -> Value:
    """A number that was given as text, where a number is asked for."""
    if measure is None or measure.unit in FIGURES or not isinstance(value, Options) or not value.settled:
        return value
    number = numeral(_only(value))
    return value if isinstance(number, str) else Bounds(number, number)


def _only(options: Options) -> str:
    """The one option that is left."""
    return next(iter(options.possible or ()))


def _faults(
    name: str, value: Value, measures: Mapping[str, Measure], parameters: Mapping[str, Parameter], day: dt.date
) -> Iterator[Problem]:
    """What is wrong with a figure, for what bears its name."""
    place, defined = f"$.{name}", parameters.get(name) or measures.get(name)
    if defined is None:
        yield unknown_name("$", name, [*measures, *parameters], "本办法的指标", "measure of the scheme")
        return
    kind = FIGURES.get(defined.unit, StatementKind.NUMBER)
    if isinstance(value, Options) is not (kind is StatementKind.CHOICE):
        yield KINDS[kind].problem(place)
    elif value.settled and name in measures:
        natural = natural_range(name, measures, parameters, day)
        if isinstance(value, Options):
            yield from beyond(place, _only(value), natural)
        elif value.lower is not None:
            yield from beyond(place, value.lower, natural)


@attrs.define(eq=False)
class _Figures:
    """What is given, and what follows from it."""

    given: Measurements
    measures: Mapping[str, Measure]
    parameters: Mapping[str, Parameter]
    _values: dict[str, Value] = attrs.field(factory=dict)
    _known: dict[str, bool] = attrs.field(factory=dict)
    _gaps: dict[str, tuple[Gap, ...]] = attrs.field(factory=dict)

    @property
    def period(self) -> Period:
        return self.given.period

    def known(self, name: str) -> bool:
        """Whether a quantity is given, or something is that it follows from."""
        if name not in self._known:
            self._known[name] = name in self.given or name in self.parameters or self._derived(name) is not None
        return self._known[name]

    def _derived(self, name: str) -> Derived | None:
        """The definition of what follows from something that is known."""
        how = self.measures[name].how
        if not isinstance(how, Derived):
            return None
        inputs = list(how.inputs())
        return how if not inputs or any(map(self.known, inputs)) else None

    def value(self, name: str) -> Value:
        if name not in self._values:
            if name in self.given:
                self._values[name] = self.given[name]
            elif name in self.parameters:
                self._values[name] = self.parameters[name].value(name, self.period.until, self.value)
            elif (how := self._derived(name)) is not None:
                self._values[name] = how.value(self)
            else:
                self._values[name] = natural_range(name, self.measures, self.parameters, self.period.until)
        return self._values[name]

    def gaps(self, name: str) -> tuple[Gap, ...]:
        if name not in self._gaps:
            self._gaps[name] = () if self.value(name).settled else tuple(dict.fromkeys(self._missing(name)))
        return self._gaps[name]

    def _missing(self, name: str) -> Iterable[Gap]:
        """What is missing for something that is not settled."""
        if name not in self.given:
            if name in self.parameters:
                by = self.parameters[name].by
                return self.gaps(by) if isinstance(by, str) else ()
            if (how := self._derived(name)) is not None:
                return gaps_of(name, how, self)
        return self.given.gaps.get(name) or (Gap("measurements", name),)
