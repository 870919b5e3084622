"""Worlds: what conditions come to for every combination of values, by proof rather than by sampling.

A condition compares quantities with edges. Between two neighbouring edges nothing about it changes, so that one value
stands for a whole stretch, and the finitely many combinations of stretches stand for all that can be. A *world* is one
such combination: a value for each name, which anybody can feed back into a decision.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial, reduce
from itertools import product
from typing import Final, Literal

import attrs

from common_prosperity.measures.conditions import All, AnyOf, AtLeastKOf, Condition, Lookup, Not, Value
from common_prosperity.measures.definition import Measure
from common_prosperity.quantities import NOT_APPLICABLE, Number, Options
from common_prosperity.quantities.truth import FALSE, OPPOSITE, TRUE, VOID, Truth, all_of, any_of, at_least_k_of
from common_prosperity.schemes.linting.cells import cells, leaf_numbers
from common_prosperity.schemes.linting.domains import Domain, Values, common, measure_domain, parameter_domain
from common_prosperity.schemes.linting.intervals import EVERYTHING
from common_prosperity.schemes.model import Scheme

Side = Literal["outer", "inner"]
World = Mapping[str, Value]
Outcomes = Mapping[Truth, World]
"""Each outcome that is possible, with a world that shows it."""
Joint = Mapping[tuple[Truth, ...], World]

LIMIT: Final = 20_000
"""So many worlds are looked at before a claim is left unproven."""
SINGLE: Final = (TRUE, FALSE, VOID)


@attrs.define(eq=False)
class Worlds:
    """What the quantities of one scheme can be."""

    scheme: Scheme
    outcomes_of: Mapping[str, Domain] = attrs.field(factory=dict)
    """Domains of points, of the grade and of eligibility."""
    _domains: dict[str, Domain] = attrs.field(factory=dict)
    _jointly: dict[tuple[tuple[Condition, ...], Side], Joint | None] = attrs.field(factory=dict)

    def measure(self, name: str) -> Measure | None:
        """The definition of a measure; `None` for a parameter or an outcome."""
        return None if name in self.scheme.parameters else self.scheme.measures.get(name)

    def domain(self, name: str) -> Domain:
        """The values a measure, a parameter, points or an outcome can have while the scheme is in force."""
        if name not in self._domains:
            self._domains[name] = self._domain(name)
        return self._domains[name]

    def _domain(self, name: str) -> Domain:
        if name in self.outcomes_of:
            return self.outcomes_of[name]
        if name in self.scheme.parameters:
            found = [self.scheme.parameters[name].in_force(day) for day in self.days()]
            return parameter_domain([dated for dated in found if dated is not None])
        measure = self.measure(name)
        return Domain(Values(EVERYTHING, void=True), Values()) if measure is None else measure_domain(measure, self)

    def days(self, names: "frozenset[str] | set[str]" = frozenset()) -> list[dt.date]:
        """The first day of which it speaks and every later one on which a parameter changes, where all of `names` have a value."""
        first, last = self.scheme.effective.first, self.scheme.effective.last or dt.date.max
        changes = {dated.since for parameter in self.scheme.parameters.values() for dated in parameter.dated}
        days = [first, *sorted(day for day in changes if first < day <= last)]
        named = [self.scheme.parameters[name] for name in names if name in self.scheme.parameters]
        return [day for day in days if all(parameter.in_force(day) is not None for parameter in named)]

    def variables(self, condition: Condition) -> Iterator[str]:
        """The names whose values decide the condition, parameters replaced by what picks their value."""
        for name in dict.fromkeys(condition.names()):
            if name not in self.scheme.parameters:
                yield name
            elif isinstance(by := self.scheme.parameters[name].by, str):
                yield by

    def lookup(self, world: World, day: dt.date) -> Lookup:
        """What is known of each name in a world on a day."""

        def look(name: str) -> Value:
            if name in world:
                return world[name]
            parameter = self.scheme.parameters.get(name)
            dated = None if parameter is None else parameter.in_force(day)
            if parameter is None or dated is None:
                return NOT_APPLICABLE
            if isinstance(dated.values, Mapping) and isinstance(parameter.by, str):
                options = look(parameter.by)
                if not isinstance(options, Options) or options.possible is None or options.possible - dated.values.keys():
                    return NOT_APPLICABLE
            return parameter.value(name, day, look)

        return look

    def edges(self, name: str) -> list[Number]:
        """The numbers a named edge can be, where it is a parameter."""
        if name not in self.scheme.parameters:
            return []
        return [span.inside() for span in self.domain(name).outer.numbers]

    def outcomes(self, condition: Condition, side: Side) -> Outcomes | None:
        """The outcomes a condition can have on any day in force; `None` where that takes too long to prove."""
        days = self.days(set(condition.names()))
        found = [outcomes_on(condition, self, day, side) for day in days]
        known = [part for part in found if part is not None]
        return {truth: world for part in known for truth, world in part.items()} if len(known) == len(days) else None

    def jointly(self, conditions: Sequence[Condition], side: Side) -> Joint | None:
        """The outcomes several conditions can have together on any day in force."""
        key = (tuple(conditions), side)
        if key not in self._jointly:
            days = self.days({name for condition in conditions for name in condition.names()})
            found = [joint([Statement(condition, self, day) for condition in conditions], side) for day in days]
            known = [part for part in found if part is not None]
            whole = {truths: world for part in known for truths, world in part.items()}
            self._jointly[key] = whole if len(known) == len(days) else None
        return self._jointly[key]

    def where(self, applies: Condition | None, condition: Condition, side: Side) -> Outcomes | None:
        """The outcomes a condition can have where another is met."""
        if applies is None:
            return self.outcomes(condition, side)
        jointly = self.jointly([applies, condition], side)
        if jointly is None:
            return None
        return {truth: world for (applicable, truth), world in jointly.items() if applicable == TRUE}

    def completed(self, condition: Condition, fixed: World) -> World | None:
        """A world with the fixed values in which a condition is met; `None` where none is found."""
        for day in self.days(set(condition.names())):
            statement = Statement(condition, self, day)
            for world in combinations([statement], "inner") or ():
                whole = {**world, **fixed}
                if statement.judge(whole) == TRUE:
                    return whole
        return None


@attrs.frozen(eq=False)
class Statement:
    """A condition of one scheme on one day."""

    condition: Condition
    worlds: Worlds
    day: dt.date
    _known: dict[tuple[int, ...], Truth] = attrs.field(factory=dict, init=False)
    """Outcomes of comparisons by the identities of comparison and values: worlds are made of few values again and again."""
    _names: dict[int, tuple[str, ...]] = attrs.field(factory=dict, init=False)

    def judge(self, world: World) -> Truth:
        """The outcomes that a world leaves open."""
        return self._judge(self.condition, world)

    def _judge(self, condition: Condition, world: World) -> Truth:
        if isinstance(condition, All):
            return all_of([self._judge(part, world) for part in condition.of])
        if isinstance(condition, AnyOf):
            return any_of([self._judge(part, world) for part in condition.of])
        if isinstance(condition, Not):
            return OPPOSITE[self._judge(condition.of, world)]
        if isinstance(condition, AtLeastKOf):
            return at_least_k_of(condition.k, [self._judge(part, world) for part in condition.of])
        names = self._names.get(id(condition))
        if names is None:
            names = self._names[id(condition)] = tuple(self.worlds.variables(condition))
        key = (id(condition), *[id(world[name]) for name in names])
        truth = self._known.get(key)
        if truth is None:
            truth = self._known[key] = condition.judge(self.worlds.lookup(world, self.day))
        return truth


def joint(statements: Sequence[Statement], side: Side) -> Joint | None:
    """The outcomes that statements can have together, each with a world; `None` where there are too many worlds.

    Statements that share no names are independent, and are looked at apart.
    """
    whole: dict[tuple[tuple[int, Truth], ...], World] = {(): {}}
    for group in _groups_of([set(one.worlds.variables(one.condition)) for one in statements]):
        part = _together([statements[index] for index in group], side)
        if part is None or len(whole) * len(part) > LIMIT:
            return None
        whole = {
            (*known, *zip(group, truths, strict=True)): {**world, **more}
            for known, world in whole.items()
            for truths, more in part.items()
        }
    return {tuple(truth for _, truth in sorted(known)): world for known, world in whole.items()}


def _together(statements: Sequence[Statement], side: Side) -> Joint | None:
    """The outcomes of statements that hang together, world by world."""
    found: dict[tuple[Truth, ...], World] = {}
    worlds = combinations(statements, side)
    if worlds is None:
        return None
    for world in worlds:
        truths = tuple([statement.judge(world) for statement in statements])
        if truths in found:
            continue
        if all(truth in SINGLE for truth in truths):
            found[truths] = world
        elif side == "outer":
            for single in product(*([one for one in SINGLE if truth & one] for truth in truths)):
                found.setdefault(single, world)
    return found


def _groups_of(names: Sequence[set[str]]) -> list[list[int]]:
    """Positions of sets of names, gathered where they share a name."""
    groups: list[tuple[set[str], list[int]]] = []
    for index, own in enumerate(names):
        shared, members = set(own), [index]
        for group in [group for group in groups if group[0] & own]:
            groups.remove(group)
            shared |= group[0]
            members = group[1] + members
        groups.append((shared, members))
    return [members for _, members in groups]


def combinations(statements: Sequence[Statement], side: Side) -> Iterator[World] | None:
    """Every combination of stretches of all names in the statements; `None` where there are too many."""
    owners: dict[str, list[Worlds]] = {}
    cuts: dict[str, set[Number]] = {}
    options: dict[str, set[str]] = {}
    linked: dict[str, set[str]] = {}
    for statement in statements:
        for name in statement.worlds.variables(statement.condition):
            owners.setdefault(name, []).append(statement.worlds)
        for leaf in statement.condition.leaves():
            edges = leaf.edge if isinstance(leaf.edge, tuple) else (leaf.edge,)
            numbers = set(leaf_numbers(leaf))
            if leaf.edge_name is None:
                options.setdefault(leaf.subject, set()).update(edge for edge in edges if isinstance(edge, str))
            else:
                numbers.update(statement.worlds.edges(leaf.edge_name))
                cuts.setdefault(leaf.edge_name, set()).update(statement.worlds.edges(leaf.subject))
                linked.setdefault(leaf.subject, set()).add(leaf.edge_name)
            cuts.setdefault(leaf.subject, set()).update(numbers)
    groups = _groups(owners, linked)
    choices: list[list[Value]] = []
    size = 1
    for name, asked in owners.items():
        group, values = groups[name], _side(asked, name, side)
        shared = {cut for member in group for cut in cuts.get(member, ())}
        if len(group) > 1:
            shared |= {cut[1] for other in group for cut in _side(owners[other], other, side).numbers.cuts if not cut[0]}
            values = attrs.evolve(values, step=None) if side == "outer" else values
        choices.append(list(cells(values, shared, options.get(name, set()), len(group))))
        size *= len(choices[-1])
        if size > LIMIT:
            return None
    return (dict(zip(owners, values, strict=True)) for values in product(*choices))


def _side(asked: Sequence[Worlds], name: str, side: Side) -> Values:
    """The values of a name, of several schemes those that all of them allow."""
    domains = [worlds.domain(name) for worlds in dict.fromkeys(asked)]
    if side == "outer":
        return reduce(partial(common, surely=False), [domain.outer for domain in domains])
    return reduce(partial(common, surely=True), [domain.inner for domain in domains])


def _groups(names: Mapping[str, object], linked: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """For each name, the names that are compared with it, directly or by way of others."""
    groups = {name: {name} for name in names}
    for name, others in linked.items():
        for other in others:
            if name in groups and other in groups and groups[name] is not groups[other]:
                merged = groups[name] | groups[other]
                groups.update(dict.fromkeys(merged, merged))
    return groups


def outcomes_on(condition: Condition, worlds: Worlds, day: dt.date, side: Side) -> Outcomes | None:
    """The outcomes of a condition on a day, parts that share no names being looked at apart."""
    if isinstance(condition, Not):
        inner = outcomes_on(condition.of, worlds, day, side)
        return None if inner is None else {OPPOSITE[truth]: world for truth, world in inner.items()}
    if isinstance(condition, All | AnyOf | AtLeastKOf):
        groups = _apart(condition.of, worlds)
        if len(groups) > 1:
            return _combined(condition, groups, worlds, day, side)
    found = joint([Statement(condition, worlds, day)], side)
    return None if found is None else {truths[0]: world for truths, world in found.items()}


def _apart(parts: Sequence[Condition], worlds: Worlds) -> list[list[Condition]]:
    """The parts, gathered where they share a name."""
    groups = _groups_of([set(worlds.variables(part)) for part in parts])
    return [[parts[index] for index in group] for group in groups]


def _combined(
    condition: All | AnyOf | AtLeastKOf, groups: list[list[Condition]], worlds: Worlds, day: dt.date, side: Side
) -> Outcomes | None:
    """The outcomes of a condition whose groups of parts are independent of each other."""
    states: dict[tuple[Truth, ...], World] = {(): {}}
    for group in groups:
        if len(group) == 1:
            single = outcomes_on(group[0], worlds, day, side)
            part: Joint | None = None if single is None else {(truth,): world for truth, world in single.items()}
        else:
            part = joint([Statement(member, worlds, day) for member in group], side)
        if part is None or len(states) * len(part) > LIMIT:
            return None
        states = _merged(condition, states, part)
    if isinstance(condition, AtLeastKOf):
        k = condition.k
        return _judged(states, lambda truths: at_least_k_of(k, truths))
    return _judged(states, all_of if isinstance(condition, All) else any_of)


def _merged(condition: Condition, states: Mapping[tuple[Truth, ...], World], part: Joint) -> dict[tuple[Truth, ...], World]:
    """States with one more group; of *all* and *any*, only what the parts so far come to is kept."""
    merged: dict[tuple[Truth, ...], World] = {}
    for truths, world in states.items():
        for more, values in part.items():
            key = (*truths, *more)
            if not isinstance(condition, AtLeastKOf):
                key = ((all_of if isinstance(condition, All) else any_of)(key),)
            merged.setdefault(tuple(sorted(key)), {**world, **values})
    return merged


def _judged(states: Mapping[tuple[Truth, ...], World], judge: Callable[[tuple[Truth, ...]], Truth]) -> Outcomes:
    found: dict[Truth, World] = {}
    for truths, world in states.items():
        found.setdefault(judge(truths), world)
    return found
