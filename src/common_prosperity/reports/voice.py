"""How the quantities of a scheme are called: their labels, units and values in one language."""

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Self

from common_prosperity.awards import Decision
from common_prosperity.errors import Lang
from common_prosperity.facts.places import Region
from common_prosperity.measures.conditions import Value
from common_prosperity.measures.definition import Measure, MeasureLine, Parameter, Unit
from common_prosperity.measures.statements import Attested, Earlier
from common_prosperity.quantities import UNSTATED, Bounds, Number, Options, Period, Text
from common_prosperity.quantities.text import natural as natural_order
from common_prosperity.reports.figures import edge, span
from common_prosperity.reports.wording import counted, say, series
from common_prosperity.schemes.model import ELIGIBLE, GRADE, POINTS, Clause, Scheme, is_points

OUTCOME_UNITS: Final[Mapping[str, str]] = {GRADE: "choice", ELIGIBLE: "yes_no"}


class Voice(NamedTuple):
    """One language, and the scheme whose quantities are spoken of; without one, what a decision tells of them."""

    lang: Lang
    scheme: Scheme | None = None
    catalogue: Mapping[str, Measure | MeasureLine] = MappingProxyType({})
    """What measures are called and counted in where there is no scheme to say it."""

    @classmethod
    def about(cls, decision: Decision, lang: Lang, scheme: Scheme | None) -> Self:
        """A voice for a decision; without the scheme, measures are called and counted as the decision says."""
        if scheme is not None:
            return cls(lang, scheme)
        sections = (_points_line(f"{POINTS}:{section.section}", section.label) for section in decision.scorecard.sections)
        return cls(lang, None, {line.measure: line for line in (*decision.measures, *sections)})

    def say(self, key: str, **particulars: object) -> str:
        """A phrase of the catalogue."""
        return say(key, self.lang, **particulars)

    def counted(self, key: str, count: object, **particulars: object) -> str:
        """A phrase that counts something."""
        return counted(key, count, self.lang, **particulars)

    def series(self, words: Iterable[str], joint: str = "and") -> str:
        """Several words as one phrase."""
        return series(list(words), self.lang, joint)

    def listed(self, words: Iterable[str]) -> str:
        """Several phrases, parted by semicolons."""
        return self.say("semicolon").join(words)

    def text(self, words: Any) -> str:
        """Words of a scheme; nothing where they are unstated."""
        return words.in_(self.lang) if isinstance(words, Text) else ""

    def clauses(self) -> Mapping[str, Clause]:
        """The clauses of the scheme by id, what grades ask besides points among them."""
        return {} if self.scheme is None else self.scheme.by_id

    def defined(self, name: str) -> Measure | Parameter | MeasureLine | None:
        """The measure or parameter of a name."""
        if self.scheme is not None:
            found = self.scheme.parameters.get(name) or self.scheme.measures.get(name)
            if found is not None:
                return found
            if is_points(name):
                sections = {f"{POINTS}:{section.id}": section.label for section in self.scheme.sections}
                return _points_line(name, sections[name]) if name in sections else None
        return self.catalogue.get(name)

    def name(self, subject: str) -> str:
        """What a quantity is called."""
        found = self.defined(subject)
        if found is not None:
            return found.label.in_(self.lang)
        if subject == POINTS:
            return self.say("points.total")
        return self.say(f"{subject}.name") if subject in OUTCOME_UNITS else subject

    def unit(self, subject: str) -> str:
        """What a quantity is counted in."""
        found = self.defined(subject)
        if found is not None:
            return found.unit.value
        return "points" if is_points(subject) else OUTCOME_UNITS.get(subject, "number")

    def option(self, subject: str, option: str) -> str:
        """What an option of a choice is called."""
        if option == "none":
            return self.say("grades.none" if subject == GRADE else "none")
        return self.text(labels[option]) if option in (labels := self._options(subject)) else option

    def _options(self, subject: str) -> Mapping[str, Text]:
        """What the options of a choice are called, where the scheme says it."""
        if subject == GRADE:
            return {} if self.scheme is None else {grade.id: grade.label for grade in self.scheme.grades}
        found = self.defined(subject)
        how = found.how if isinstance(found, Measure) else None
        if isinstance(how, Earlier):
            return self._options(how.of)
        return how.options if isinstance(how, Attested) else {}

    def quantity(self, name: str) -> str:
        """A quantity that serves as a threshold."""
        return f"“{self.name(name)}”"

    def edge(self, subject: str, value: Number) -> str:
        """A number that a scheme gives for a quantity."""
        return edge(value, self.unit(subject), self.lang)

    def value(self, subject: str, value: Value, apart_from: Iterable[Number] = ()) -> str:
        """What is known of a quantity."""
        if isinstance(value, Options):
            return self._options_left(subject, value)
        natural = self._natural(subject)
        return span(value, self.unit(subject), self.lang, natural if isinstance(natural, Bounds) else None, apart_from)

    def _options_left(self, subject: str, left: Options) -> str:
        """The options that are left, in the order of the scheme, none last; nothing is known where all are."""
        if left.possible is None or (not left.settled and left == self._natural(subject)):
            return self.say("value.unknown")
        order = list(self._options(subject))

        def rank(option: str) -> tuple[bool, int, tuple[list[str], str]]:
            return option == "none", order.index(option) if option in order else len(order), natural_order(option)

        return self.series([self.option(subject, option) for option in sorted(left.possible, key=rank)], "or")

    def _natural(self, subject: str) -> Value | None:
        if self.scheme is None or subject not in self.scheme.measures or subject in self.scheme.parameters:
            return None
        return self.scheme.natural(subject, self.scheme.effective.first)

    def points(self, points: Bounds | Number) -> str:
        """So many points."""
        bounds = points if isinstance(points, Bounds) else Bounds(points, points)
        return span(bounds, "points", self.lang)

    def most(self, most: Number | None) -> str:
        """The most points there are."""
        return self.say("value.no-limit") if most is None else self.points(most)

    def period(self, period: Period) -> str:
        """First and last day."""
        return self.say("period", since=period.since, until=period.until)


def _points_line(name: str, section: Text) -> MeasureLine:
    """The points of a section, as a quantity."""
    label = Text(say("points.section", "zh", section=section.zh), say("points.section", "en", section=section.en))
    return MeasureLine(measure=name, label=label, unit=Unit.POINTS)


def stated(value: object) -> str:
    """A plain fact as text: days, regions, names; nothing where it is unstated."""
    if value is UNSTATED or value is None:
        return ""
    if isinstance(value, Region):
        return value.code
    return value.isoformat() if isinstance(value, dt.date) else str(value)
