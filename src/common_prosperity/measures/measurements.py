"""`Measurements`, the narrow waist: what is known of every measure a scheme asks for, and what is missing.

Whatever produced them, a dossier or a data frame of a whole province, everything after them is the same code.
"""

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple, Self, get_args

import attrs

from common_prosperity.errors import InvalidFacts, Lang, Problem, UnknownName
from common_prosperity.facts import Attestation, Dossier
from common_prosperity.facts.dossier import items
from common_prosperity.facts.naming import named
from common_prosperity.measures.conditions import Value
from common_prosperity.measures.definition import Measure, Parameter, Unit
from common_prosperity.measures.formulas import gaps_of
from common_prosperity.measures.how import Gap
from common_prosperity.measures.statements import Attested, PanelMarks, StatementKind, answer
from common_prosperity.measures.table import Table
from common_prosperity.measures.tables import BUILDERS
from common_prosperity.quantities import UNSTATED, Bounds, Options, Period, Text, decimal_text, exact


@attrs.frozen(eq=True, repr=False)
class Measurements(Mapping[str, Value]):
    """What is known of each measure by name; a measure that is not here may have any value it can have at all."""

    values_by_name: Mapping[str, Value]
    period: Period
    gaps: Mapping[str, tuple[Gap, ...]] = attrs.field(factory=dict)
    """For each measure that is not settled, the unstated facts behind it."""

    @classmethod
    def of(cls, period: Period, **stated: Any) -> Self:
        """Measurements from plain values.

        Args:
            period: the period they hold for.
            stated: for each measure a number, yes or no, an option, bounds, a pair of ends, or `UNSTATED`.
        """
        known = {name: value_of(value) for name, value in stated.items() if value is not UNSTATED}
        return cls(known, period)

    def __getitem__(self, name: str) -> Value:
        """What is known of a measure."""
        return self.values_by_name[name]

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self.values_by_name)

    def __len__(self) -> int:
        """How many measures."""
        return len(self.values_by_name)

    def __repr__(self) -> str:
        """Names and bounds."""
        inside = ", ".join(f"{name}={value}" for name, value in self.values_by_name.items())
        return f"Measurements({self.period}: {inside})"


def value_of(value: Any) -> Value:
    """A value as bounds or options.

    Raises:
        Fault: the value is neither a number, a truth, an option nor bounds.
    """
    if isinstance(value, Bounds | Options):
        return value
    if isinstance(value, bool):
        return Bounds(int(value), int(value))
    if isinstance(value, str):
        return Options(frozenset({value}))
    if isinstance(value, tuple) and len(value) == 2:
        lower, upper = value
        return Bounds(None if lower is None else exact(lower), None if upper is None else exact(upper))
    return Bounds.exactly(value)


@attrs.define(eq=False)
class _Evaluation:
    """One dossier under one set of definitions; every table and value is worked out once, when it is asked for."""

    dossier: Dossier
    measures: Mapping[str, Measure]
    parameters: Mapping[str, Parameter]
    _tables: dict[str, Table] = attrs.field(factory=dict)
    _values: dict[str, Value] = attrs.field(factory=dict)
    _gaps: dict[str, tuple[Gap, ...]] = attrs.field(factory=dict)
    _stated: dict[str, Attestation] | None = None

    @property
    def period(self) -> Period:
        return self.dossier.period

    def table(self, name: str) -> Table:
        if name not in self._tables:
            self._tables[name] = BUILDERS[name](self.dossier)
        return self._tables[name]

    def value(self, name: str) -> Value:
        if name not in self._values:
            if name in self.parameters:
                self._values[name] = self.parameters[name].value(name, self.period.until, self.value)
            else:
                self._values[name] = self.measures[name].how.value(self)
        return self._values[name]

    def range(self, name: str) -> Value:
        return natural_range(name, self.measures, self.parameters, self.period.until)

    def gaps(self, name: str) -> tuple[Gap, ...]:
        if name not in self._gaps:
            if self.value(name).settled:
                self._gaps[name] = ()
            elif name in self.parameters:
                by = self.parameters[name].by
                self._gaps[name] = self.gaps(by) if isinstance(by, str) else ()
            else:
                self._gaps[name] = gaps_of(name, self.measures[name].how, self)
        return self._gaps[name]

    def attestation(self, name: str, *, verified: bool = False) -> object:
        if self._stated is None:
            self._stated = {attestation.id: attestation for attestation in items(self.dossier, "attestations")}
        found = self._stated.get(name)
        if found is None:
            return UNSTATED
        return (found.as_verified() if verified else found).value

    def marks(self, criterion: str) -> tuple[object, ...] | None:
        found = tuple(rating.marks for rating in items(self.dossier, "ratings") if rating.criterion == criterion)
        return found or None

    def past(self, measure: str, years: int) -> object:
        year = self.period.until.year - years
        found = [f for f in items(self.dossier, "history") if f.measure == measure and f.period.until.year == year]
        latest = max(found, key=lambda figure: (figure.period.until, figure.period.days), default=None)
        return UNSTATED if latest is None else latest.value


def natural_range(name: str, measures: Mapping[str, Measure], parameters: Mapping[str, Parameter], day: dt.date) -> Value:
    """The range a measure or parameter can have when nothing is known of any dossier.

    Raises:
        UnknownName: nothing bears the name.
    """

    @functools.cache
    def natural(asked: str) -> Value:
        if asked in parameters:
            return parameters[asked].value(asked, day, natural)
        if asked not in measures:
            raise UnknownName(Problem.of("$", "unknown-name", name=asked, zh="指标", en="measure"))
        return measures[asked].how.natural(natural)

    return natural(name)


def take(
    dossier: Dossier, names: tuple[str, ...], measures: Mapping[str, Measure], parameters: Mapping[str, Parameter]
) -> Measurements:
    """Measure a dossier.

    Args:
        dossier: the facts.
        names: which measures and parameters to take.
        measures: the definitions of these and of all they build on.
        parameters: dated parameters by name.

    Raises:
        InvalidFacts: a statement is of another kind than its measure asks for.
        InvalidScheme: a parameter has no value for the period.
    """
    problems = list(misstated(dossier, measures, parameters))
    if problems:
        raise InvalidFacts(f"dossier {dossier.workshop.id}", named(problems, dossier))
    evaluation = _Evaluation(dossier, measures, parameters)
    values = {name: evaluation.value(name) for name in names}
    gaps = {name: evaluation.gaps(name) for name, value in values.items() if not value.settled}
    return Measurements(values, dossier.period, gaps)


class Answer(NamedTuple):
    """What a kind of statement is answered with."""

    classes: tuple[type, ...]
    words: Text
    """As JSON and TOML are written."""
    cell: Text
    """As a cell is filled in."""

    def problem(self, place: str) -> Problem:
        """That something else is stated; a cell is told of in its own words."""
        cell = {"cell@zh": self.cell.zh, "cell@en": self.cell.en}
        return Problem.of(place, "expected", zh=self.words.zh, en=self.words.en, **cell)


KINDS: Final[Mapping[StatementKind, Answer]] = {
    StatementKind.YES_NO: Answer(
        (bool,),
        Text("是或否（true 或 false，不加引号）", "yes or no: true or false, without quotation marks"),
        Text("是或否", "yes or no"),
    ),
    StatementKind.NUMBER: Answer(
        (int, Fraction),
        Text('数值，如 14.99、"14.99"、"5%" 或 "2/3"', 'a number, such as 14.99, "14.99", "5%" or "2/3"'),
        Text("数值，如 14.99、5% 或 2/3", "a number, such as 14.99, 5% or 2/3"),
    ),
    StatementKind.CHOICE: Answer(
        (str,),
        Text("选项，即加引号的文本", "an option, which is text in quotation marks"),
        Text("选项之一", "one of the options"),
    ),
}
"""What answers with what."""


FIGURES: Final[Mapping[Unit, StatementKind]] = {Unit.YES_NO: StatementKind.YES_NO, Unit.CHOICE: StatementKind.CHOICE}
"""What the figure of a measure is, by its unit; all others are numbers."""


def misstated(dossier: Dossier, measures: Mapping[str, Measure], parameters: Mapping[str, Parameter]) -> Iterator[Problem]:
    """Statements, marks and earlier figures whose kind is not the one their measure asks for, or that it can never have."""
    asked: dict[str, list[tuple[Attested, Unit]]] = {}
    for measure in measures.values():
        if isinstance(measure.how, Attested):
            asked.setdefault(measure.how.of, []).append((measure.how, measure.unit))
    for index, attestation in enumerate(items(dossier, "attestations")):
        for field in ("value", "verified"):
            place, value = f"$.attestations[{index}].{field}", getattr(attestation, field)
            yield from dict.fromkeys(p for how in asked.get(attestation.id, ()) for p in _misfit(place, value, *how))
    panels = [measure.how for measure in measures.values() if isinstance(measure.how, PanelMarks)]
    for index, rating in enumerate(items(dossier, "ratings") if panels else ()):
        if rating.marks is not UNSTATED:
            ranges = [how.natural(None) for how in panels if how.of == rating.criterion]
            yield from dict.fromkeys(p for each in ranges for p in beyond(f"$.ratings[{index}].marks", rating.marks, each))
    for index, figure in enumerate(items(dossier, "history")):
        if figure.measure in measures and figure.value is not None and figure.value is not UNSTATED:
            unit = measures[figure.measure].unit
            natural = natural_range(figure.measure, measures, parameters, dossier.period.until)
            kind = FIGURES.get(unit, StatementKind.NUMBER)
            value, place = answer(figure.value, kind), f"$.history[{index}].value"
            if value.__class__ in KINDS[kind].classes:
                yield from beyond(place, value, natural)
            else:
                yield KINDS[kind].problem(place)


def _misfit(place: str, value: Any, how: Attested, unit: Unit) -> Iterator[Problem]:
    """What is wrong with a stated value, for what the measure asks."""
    if value is None or value is UNSTATED:
        return
    found: Any = how.answer(value)
    if type(found) not in KINDS[how.kind].classes:
        yield KINDS[how.kind].problem(place)
    elif how.kind is StatementKind.CHOICE and how.options and found not in how.options:
        allowed = {f"allowed@{lang}": _listed(how.options, lang) for lang in get_args(Lang)}
        yield Problem.of(place, "no-option", name=found, **allowed)
    elif how.kind is StatementKind.NUMBER and how.between:
        yield from beyond(place, found, how.natural(None))
    elif how.kind is StatementKind.NUMBER and not how.signed and found < 0:
        yield Problem.of(place, "negative")
    elif unit is Unit.SHARE and not -SUSPICIOUS < found < SUSPICIOUS:
        yield Problem.of(place, "suspicious-share", name=decimal_text(found), percent=decimal_text(found * 100))


SUSPICIOUS: Final = 5
"""A share is held to be written as a percentage from here on, five times the whole, unless its measure says how far it goes."""


def _listed(options: Mapping[str, Text], lang: Lang) -> str:
    """The options by id, each with what it is called, where that is something else."""
    called = ((option, label.in_(lang)) for option, label in options.items())
    return ", ".join(option if label == option else f"{option} ({label})" for option, label in called)


def beyond(place: str, value: Any, natural: Value) -> Iterator[Problem]:
    """What is wrong with a mark or figure that lies outside the range of its measure."""
    if isinstance(natural, Options):
        if natural.possible is not None and value not in natural.possible:
            yield Problem.of(place, "no-option", name=value, allowed=", ".join(sorted(natural.possible)))
    elif natural.lower is not None and value < natural.lower:
        yield Problem.of(place, "too-small", bound=decimal_text(natural.lower))
    elif natural.upper is not None and value > natural.upper:
        yield Problem.of(place, "too-large", bound=decimal_text(natural.upper))
