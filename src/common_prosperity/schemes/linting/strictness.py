"""Strictness: which of two versions of a clause admits more, proven value by value (从严从宽)."""

import enum
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import attrs

from common_prosperity.measures.aggregates import Count, Distinct, Sum
from common_prosperity.measures.conditions import ORDERED, All, Compare, Condition, Relation
from common_prosperity.measures.extremes import Greatest, Least
from common_prosperity.measures.how import How
from common_prosperity.measures.shares import Share
from common_prosperity.measures.statements import Attested
from common_prosperity.quantities import Bounds, Number, Options, Text
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import TRUE
from common_prosperity.schemes.linting.cells import regions
from common_prosperity.schemes.linting.gates import refuses
from common_prosperity.schemes.linting.intervals import IntervalSet
from common_prosperity.schemes.linting.pieces import Piece, shape_pieces, some_number
from common_prosperity.schemes.linting.worlds import Side, Statement, World, Worlds, joint
from common_prosperity.schemes.model import Criterion, Requirement, Veto, is_outcome
from common_prosperity.schemes.points import Bands, Choice, Curve, Marks, PerUnit, YesNo


class Effect(enum.StrEnum):
    """What a change does to those it concerns (影响)."""

    STRICTER = "stricter"
    LOOSER = "looser"
    MIXED = "mixed"
    """Stricter for some and looser for others."""
    LARGER = "larger"
    """An amount grows; whether that is a subsidy or a levy, a scheme does not say."""
    SMALLER = "smaller"
    VARIED = "varied"
    """An amount grows for some and shrinks for others."""
    NEUTRAL = "neutral"
    DATES = "dates"
    """It holds on other days."""
    UNKNOWN = "unknown"
    """Not proven either way."""


EFFECTS: Final[Mapping[Effect, Text]] = {
    Effect.STRICTER: Text("从严", "stricter"),
    Effect.LOOSER: Text("从宽", "looser"),
    Effect.MIXED: Text("有严有宽", "stricter for some, looser for others"),
    Effect.LARGER: Text("数额增加", "a larger amount"),
    Effect.SMALLER: Text("数额减少", "a smaller amount"),
    Effect.VARIED: Text("有增有减", "a larger amount for some, a smaller one for others"),
    Effect.NEUTRAL: Text("不影响结果", "changes no result"),
    Effect.DATES: Text("适用期间改变", "holds on other days"),
    Effect.UNKNOWN: Text("影响待核对", "to be checked by hand"),
}


@attrs.frozen
class Shift:
    """The effect of a change, with a world in which the new version refuses or gives less, and one the other way round."""

    effect: Effect
    stricter: World | None = None
    looser: World | None = None


ALWAYS: Final = All(())


def effect_of(*, stricter: bool, looser: bool) -> Effect:
    """The effect that follows from both questions."""
    if stricter and looser:
        return Effect.MIXED
    return Effect.STRICTER if stricter else Effect.LOOSER if looser else Effect.NEUTRAL


def clause_shift(old: Requirement | Veto, old_worlds: Worlds, new: Requirement | Veto, new_worlds: Worlds) -> Shift:
    """How the new version of a requirement or veto differs in whom it refuses."""
    names = [_names(old, old_worlds), _names(new, new_worlds)]
    old_days, new_days = old_worlds.days(names[0]), new_worlds.days(names[1])
    if not old_days or not new_days or redefined(names[0] & names[1], old_worlds, new_worlds):
        return Shift(Effect.UNKNOWN)
    if entangled(names[0] - names[1], old_worlds, names[1] - names[0], new_worlds):
        return Shift(narrowed(old, old_worlds, new, new_worlds))
    conditions = (
        (old.condition, old_worlds, old_days[-1]),
        (old.applies or ALWAYS, old_worlds, old_days[-1]),
        (new.condition, new_worlds, new_days[-1]),
        (new.applies or ALWAYS, new_worlds, new_days[-1]),
    )
    sides: tuple[Side, Side] = ("inner", "outer")
    shown, possible = (joint([Statement(*one) for one in conditions], side) for side in sides)
    if shown is None or possible is None:
        return Shift(Effect.UNKNOWN)
    found: dict[str, World] = {}
    unsure = guessed(names[0] | names[1])
    for a, b, c, d in possible:
        before, after = refuses(old, a, b), refuses(new, c, d)
        if before != after:
            world = None if unsure else shown.get((a, b, c, d))
            if world is None:
                return Shift(Effect.UNKNOWN)
            found.setdefault("stricter" if after else "looser", world)
    effect = effect_of(stricter="stricter" in found, looser="looser" in found)
    return Shift(effect, found.get("stricter"), found.get("looser"))


def guessed(names: "set[str]") -> bool:
    """Whether points, the grade or eligibility stand beside other names: they follow from the rest, so that no world is sure."""
    return len(names) > 1 and any(map(is_outcome, names))


DOWNWARD: Final = (Relation.AT_MOST, Relation.LESS_THAN)


def narrowed(old: Requirement | Veto, old_worlds: Worlds, new: Requirement | Veto, new_worlds: Worlds) -> Effect:
    """The effect where one version counts only some of the rows that the other counts: some are never more than all.

    No example is given: which rows there can be is not worked out.
    """
    one, other = old.condition, new.condition
    if (
        not (isinstance(one, Compare) and isinstance(other, Compare))
        or old.applies != new.applies
        or type(old) is not type(new)
    ):
        return Effect.UNKNOWN
    if old.applies is not None or one.relation is not other.relation or one.relation not in ORDERED:
        return Effect.UNKNOWN
    if isinstance(one.edge, str | tuple) or isinstance(other.edge, str | tuple):
        return Effect.UNKNOWN
    first, second = (
        getattr(worlds.measure(name), "how", None) for worlds, name in ((old_worlds, one.subject), (new_worlds, other.subject))
    )
    upward = one.relation not in DOWNWARD
    fewer = counts_some_of(second, first) and other.edge >= one.edge  # at most as large, held to at least as much
    more = counts_some_of(first, second) and other.edge <= one.edge
    if not (fewer or more):
        return Effect.UNKNOWN
    return Effect.STRICTER if (fewer is upward) is isinstance(new, Requirement) else Effect.LOOSER


def counts_some_of(part: How | None, whole: How | None) -> bool:
    """Whether a count surely counts no row that the other does not: where A and B hold, A holds."""
    if not (isinstance(part, Count) and isinstance(whole, Count)) or part.of != whole.of or part.weights or whole.weights:
        return False
    asked, enough = (() if how.where is None else _together(how.where) for how in (part, whole))
    if any(leaf.edge_name is not None for condition in (*asked, *enough) for leaf in condition.leaves()):
        return False  # a parameter may have another value in the other version
    return asked != enough and all(condition in asked for condition in enough)


def _together(condition: Condition) -> tuple[Condition, ...]:
    """The parts that must all hold."""
    return tuple(inner for part in condition.of for inner in _together(part)) if isinstance(condition, All) else (condition,)


def _names(clause: Requirement | Veto, worlds: Worlds) -> set[str]:
    """Every name that decides a clause: measures, parameters, and what picks their values."""
    conditions = (clause.condition, clause.applies or ALWAYS)
    return {name for condition in conditions for name in (*condition.names(), *worlds.variables(condition))}


def condition_shift(old: Condition | None, old_worlds: Worlds, new: Condition | None, new_worlds: Worlds) -> Shift:
    """How the new version of a condition that admits differs in whom it admits."""

    def requirement(condition: Condition | None) -> Requirement:
        return Requirement(id="x", label=Text.same("x"), condition=condition or ALWAYS)

    return clause_shift(requirement(old), old_worlds, requirement(new), new_worlds)


def entangled(left: set[str], left_worlds: Worlds, right: set[str], right_worlds: Worlds) -> bool:
    """Whether quantities draw on the same facts, so that one may follow from the other: disabled people are people."""
    return bool(facts_behind(left, left_worlds) & facts_behind(right, right_worlds))


def facts_behind(names: set[str], worlds: Worlds) -> set[str]:
    """The tables, statements and marks that quantities are taken from."""
    found: set[str] = set()
    waiting, seen = list(names), set()
    while waiting:
        name = waiting.pop()
        measure = worlds.measure(name)
        if name in seen or measure is None:
            continue
        seen.add(name)
        inputs = list(measure.how.inputs())
        waiting += inputs
        of = getattr(measure.how, "of", None)
        if isinstance(of, str) and of not in inputs:
            rows = isinstance(measure.how, Count | Sum | Share | Distinct | Least | Greatest)
            found.add(of.partition(".")[0] if rows else f"{measure.how.tag}:{of}")
    return found


def redefined(names: "set[str] | frozenset[str]", old: Worlds, new: Worlds) -> set[str]:
    """The names, and those they build on, that mean something else in the two schemes; parameters keep their meaning."""
    found: set[str] = set()
    waiting, seen = list(names), set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        one, other = old.measure(name), new.measure(name)
        if one is None or other is None:
            continue
        if _without_options(one.how) != _without_options(other.how):
            found.add(name)
        waiting += [*one.how.inputs(), *other.how.inputs()]
    return found


def _without_options(how: How) -> How:
    """A statement is the same whatever options it offers: only answers that both offer are compared."""
    return attrs.evolve(how, options={}) if isinstance(how, Attested) else how


@attrs.frozen
class PointShift:
    """How points for the same facts differ: the effect, and a value with its points before and after for each way."""

    effect: Effect
    more: tuple[World, Number, Number] | None = None
    less: tuple[World, Number, Number] | None = None


LINED: Final = (Bands, Curve, PerUnit, Marks)


def points_shift(old: Criterion, old_worlds: Worlds, new: Criterion, new_worlds: Worlds) -> PointShift:
    """How the points of a criterion differ, where both versions read the same measure in a comparable way."""
    if old.measure != new.measure or old.applies != new.applies:
        return PointShift(Effect.UNKNOWN)
    if isinstance(old.points, YesNo) and isinstance(new.points, YesNo):
        return _yes_no_shift(old.points, old_worlds, new.points, new_worlds)
    if not isinstance(new.measure, str) or redefined({new.measure}, old_worlds, new_worlds):
        return PointShift(Effect.UNKNOWN)
    if isinstance(old.points, Choice) and isinstance(new.points, Choice):
        return _option_shift(old.points, new.points, new.measure)
    if isinstance(old.points, LINED) and isinstance(new.points, LINED):
        return _line_shift(shape_pieces(old.points), shape_pieces(new.points), new.measure, new_worlds)
    return PointShift(Effect.UNKNOWN)


def _yes_no_shift(old: YesNo, old_worlds: Worlds, new: YesNo, new_worlds: Worlds) -> PointShift:
    """Points for the same condition; another condition is not compared."""
    outcomes = new_worlds.outcomes(new.when, "inner")
    if old.when != new.when or redefined(set(new.when.names()), old_worlds, new_worlds) or not outcomes:
        return PointShift(Effect.UNKNOWN)
    given = [(world, truth == TRUE) for truth, world in outcomes.items()]
    pairs = [(world, old.points if met else old.otherwise, new.points if met else new.otherwise) for world, met in given]
    return _summed([pair for pair in pairs if pair[1] != pair[2]])


def _option_shift(old: Choice, new: Choice, name: str) -> PointShift:
    if old.options.keys() != new.options.keys():
        return PointShift(Effect.UNKNOWN)
    changed: list[tuple[World, Number, Number]] = [
        ({name: Options.exactly(option)}, old.options[option], points)
        for option, points in new.options.items()
        if old.options[option] != points
    ]
    return _summed(changed)


def _line_shift(old: list[Piece], new: list[Piece], name: str, worlds: Worlds) -> PointShift:
    """The difference of two broken lines is a broken line: its sign is settled between the cuts and the crossings."""
    values = worlds.domain(name)
    cuts: set[Number] = set()
    for one in old:
        for other in new:
            region = one.region & other.region
            cuts |= {cut[1] for cut in region.cuts if not cut[0]}
            if region and one.slope != other.slope:
                cuts.add(tidy(Fraction(other.level - one.level) / (one.slope - other.slope)))
    changed: list[tuple[World, Number, Number]] = []
    proven = True
    for region in regions(cuts):
        if not values.outer.within(region):
            continue
        before = _points_in(old, region)
        after = _points_in(new, region)
        span = next(iter(values.inner.within(region)), None)
        if before is None or after is None or span is None:
            proven = proven and before == after
            continue
        number = some_number(span, values.inner.step)
        first, second = before.at(number), after.at(number)
        if first != second:
            changed.append(({name: Bounds(number, number)}, first, second))
    shift = _summed(changed)
    return shift if proven else attrs.evolve(shift, effect=Effect.UNKNOWN)


def _points_in(pieces: list[Piece], region: IntervalSet) -> Piece | None:
    """The one piece that covers a region; `None` over a hole, an overlap, or steps that are not worked out."""
    covering = [piece for piece in pieces if region <= piece.region]
    return covering[0] if len(covering) == 1 and covering[0].sure else None


def _summed(changed: list[tuple[World, Number, Number]]) -> PointShift:
    more = next((one for one in changed if one[2] > one[1]), None)
    less = next((one for one in changed if one[2] < one[1]), None)
    return PointShift(effect_of(stricter=less is not None, looser=more is not None), more, less)
