"""Movement: which way a quantity, a condition or an amount goes where parameters have other values (数值走向).

Formulas are followed as far as they only rise or only fall with what they are made of; whatever else hangs on a changed
parameter may go either way.
"""

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from common_prosperity.measures.cases import Case, First
from common_prosperity.measures.conditions import All, AnyOf, AtLeastKOf, Compare, Condition, Not, Relation
from common_prosperity.measures.definition import DatedValue
from common_prosperity.measures.formulas import Difference, GreatestOf, LeastOf, Product, Ratio, Total
from common_prosperity.measures.rounding import Rounded
from common_prosperity.quantities import Number, Unstated
from common_prosperity.schemes.linting.worlds import Worlds
from common_prosperity.schemes.model import Amount, is_outcome


class Way(enum.Enum):
    """Which way something goes, if it goes at all."""

    STILL = "still"
    UP = "up"
    DOWN = "down"
    EITHER = "either"


BACK: Final[Mapping[Way, Way]] = {Way.STILL: Way.STILL, Way.UP: Way.DOWN, Way.DOWN: Way.UP, Way.EITHER: Way.EITHER}


def together(ways: Iterable[Way]) -> Way:
    """The way of what rises with each of its parts."""
    found = {*ways} - {Way.STILL}
    return Way.STILL if not found else found.pop() if len(found) == 1 else Way.EITHER


@attrs.frozen(eq=False)
class Movement:
    """Two schemes, of which one has other parameters."""

    old: Worlds
    new: Worlds
    parameters: Mapping[str, Way] = attrs.field(init=False)
    """The ways of the parameters that both have, on the days of the newer."""

    def __attrs_post_init__(self) -> None:
        shared = self.old.scheme.parameters.keys() & self.new.scheme.parameters.keys()
        object.__setattr__(self, "parameters", {name: self._parameter(name) for name in sorted(shared)})

    def days(self) -> list[dt.date]:
        """The days of the newer on which a parameter of either changes."""
        first = self.new.scheme.effective.first
        return sorted({*self.new.days(), *(day for day in self.old.days() if day >= first)})

    def values(self, name: str) -> Iterator[tuple[DatedValue, DatedValue]]:
        """What is in force of a parameter on each of these days, before and after."""
        before, after = self.old.scheme.parameters[name], self.new.scheme.parameters[name]
        for day in self.days():
            one, other = before.in_force(day), after.in_force(day)
            if one is not None and other is not None:
                yield one, other

    def _parameter(self, name: str) -> Way:
        if self.old.scheme.parameters[name].by != self.new.scheme.parameters[name].by:
            return Way.EITHER
        ways = []
        for one, other in self.values(name):
            first, second = by_option(one), by_option(other)
            if first.keys() != second.keys():
                return Way.EITHER
            ways += [
                Way.STILL if first[key] == second[key] else Way.UP if second[key] > first[key] else Way.DOWN for key in first
            ]
        return together(ways)

    def behind(self, name: str) -> list[str]:
        """The changed parameters that a quantity rests on, itself among them."""
        if name in self.new.scheme.parameters:
            return [name] if self.parameters.get(name, Way.STILL) is not Way.STILL else []
        measure = self.new.measure(name)
        inputs = () if measure is None else measure.how.inputs()
        return [one for part in inputs for one in self.behind(part)]

    def of(self, name: str) -> Way:
        """The way of a quantity."""
        if name in self.parameters:
            return self.parameters[name]
        if is_outcome(name):  # what follows from every clause may follow from a changed one
            return together([Way.STILL if way is Way.STILL else Way.EITHER for way in self.parameters.values()])
        measure, before = self.new.measure(name), self.old.measure(name)
        if measure is None or not self.behind(name):
            return Way.STILL
        rule = RULES.get(type(measure.how))
        return Way.EITHER if rule is None or before is None or before.how != measure.how else rule(measure.how, self)

    def operand(self, operand: Number | str) -> Way:
        """The way of one operand of a formula."""
        return self.of(operand) if isinstance(operand, str) else Way.STILL

    def condition(self, condition: Condition | None) -> Way:
        """Up where a condition is met the more easily."""
        if isinstance(condition, Not):
            return BACK[self.condition(condition.of)]
        if isinstance(condition, All | AnyOf | AtLeastKOf):
            return together(self.condition(part) for part in condition.of)
        if not isinstance(condition, Compare):
            return Way.STILL
        subject, edge = self.of(condition.subject), Way.STILL if condition.edge_name is None else self.of(condition.edge_name)
        if condition.relation in (Relation.AT_LEAST, Relation.MORE_THAN):
            return together([subject, BACK[edge]])
        if condition.relation in (Relation.AT_MOST, Relation.LESS_THAN):
            return together([BACK[subject], edge])
        return Way.EITHER if {subject, edge} != {Way.STILL} else Way.STILL

    def amount(self, amount: Amount) -> Way:
        """The way of an amount that reads the same in both."""
        value = self.cases(amount.first)
        times = self.operand(amount.times) if isinstance(amount.times, str) else Way.STILL
        if isinstance(amount.times, str) and (value, times) != (Way.STILL, Way.STILL):
            factors: list[Number | str] = [amount.times, *(case.value for case in amount.first)]
            if not self.never_negative(factors):
                return Way.EITHER
        return together([value, times])

    def cases(self, cases: tuple[Case, ...]) -> Way:
        """The way of the first case that is met, where one is in both: an easier case takes facts from those after it."""
        easier = together(self.condition(case.when) for case in cases)
        values = together(self.operand(case.value) for case in cases)
        if easier is Way.STILL:
            return values
        numbers = [case.value for case in cases if not isinstance(case.value, str)]
        if len(numbers) < len(cases):
            return Way.EITHER
        if numbers == sorted(numbers):
            return BACK[easier]
        return easier if numbers == sorted(numbers, reverse=True) else Way.EITHER

    def never_negative(self, operands: Iterable[Number | str]) -> bool:
        """Whether operands are nought or more in both schemes."""
        return all(
            all(_low(operand, worlds) for worlds in (self.old, self.new)) if isinstance(operand, str) else operand >= 0
            for operand in operands
        )


def by_option(dated: DatedValue) -> Mapping[str, Number]:
    """The values by the options that pick them; a value that nothing picks under an empty name."""
    if isinstance(dated.values, Mapping):
        return dated.values
    return {} if isinstance(dated.value, Unstated) else {"": dated.value}


def _low(name: str, worlds: Worlds) -> bool:
    numbers = worlds.domain(name).outer.numbers
    return bool(numbers) and numbers.low is not None and numbers.low >= 0


def _sum(how: Any, movement: Movement) -> Way:
    return together(movement.operand(one) for one in how.of)


def _difference(how: Any, movement: Movement) -> Way:
    first, *rest = map(movement.operand, how.of)
    return together([first, *(BACK[way] for way in rest)])


def _product(how: Any, movement: Movement) -> Way:
    return _sum(how, movement) if movement.never_negative(how.of) else Way.EITHER


def _ratio(how: Any, movement: Movement) -> Way:
    """A whole that may come to nought, or cease to, has no ratio to fall to."""
    way = _difference(how, movement)
    still = all(movement.operand(one) is Way.STILL for one in how.of[1:])
    return way if still and movement.never_negative(how.of) else Way.EITHER


def _rounded(how: Any, movement: Movement) -> Way:
    return movement.of(how.of)


def _first(how: Any, movement: Movement) -> Way:
    return movement.cases(how.of)


RULES: Final[Mapping[type, Callable[[Any, Movement], Way]]] = {
    Total: _sum,
    LeastOf: _sum,
    GreatestOf: _sum,
    Difference: _difference,
    Product: _product,
    Ratio: _ratio,
    Rounded: _rounded,
    First: _first,
}
"""The ways of measures that are made of others."""
