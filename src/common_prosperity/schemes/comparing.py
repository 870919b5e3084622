"""Comparing two editions of a scheme (修订对照): what changed, clause by clause, and for whom.

The effect of a change is told only where it is proven: stricter or looser for somebody, with an example, or neutral.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from common_prosperity.errors import expect
from common_prosperity.measures.conditions import Value
from common_prosperity.measures.definition import Parameter, Unit
from common_prosperity.quantities import UNSTATED, Bounds, Text
from common_prosperity.schemes.changes import WHOLE, Change, Kind, Part, Told, comings_and_goings, field_changes, shared
from common_prosperity.schemes.linting.entitlements import AmountShift, amount_shift
from common_prosperity.schemes.linting.inspection import outcome_domains
from common_prosperity.schemes.linting.pieces import band_region
from common_prosperity.schemes.linting.reach import Reaches
from common_prosperity.schemes.linting.shape_words import value_text
from common_prosperity.schemes.linting.strictness import (
    Effect,
    PointShift,
    Shift,
    clause_shift,
    condition_shift,
    effect_of,
    points_shift,
)
from common_prosperity.schemes.linting.words import condition_text, number_text, yes_or_no
from common_prosperity.schemes.linting.worlds import World, Worlds
from common_prosperity.schemes.model import (
    Amount,
    Criterion,
    Force,
    Grade,
    Requirement,
    Scheme,
    Section,
    SectionKind,
    Veto,
)
from common_prosperity.schemes.numerals import unit_of

__all__ = ["compare"]

NO_LONGER: Final = Text("例如 {world} 时不再符合", "for instance, with {world} it is no longer met")
NOW: Final = Text("例如 {world} 时现在符合", "for instance, with {world} it is met now")
AMOUNTS: Final = Text("例如 {world} 时由 {first} 变为 {second}", "for instance, {world} goes from {first} to {second}")
EVERYWHERE: Final = Text("由 {first} 变为 {second}", "from {first} to {second}")
POINTS: Final = Text(
    "例如 {world} 时由 {first} 分变为 {second} 分", "for instance, {world} goes from {first} to {second} points"
)


def compare(old: Scheme, new: Scheme) -> tuple[Change, ...]:
    """What changed from one edition, or one scheme, to another.

    Args:
        old: the earlier scheme.
        new: the later one.

    Returns:
        Changes in the order in which a scheme is read; clauses are told apart by their ids, not by their order.

    Raises:
        WrongKind: one of them is no scheme.
    """
    expect("old", old, Scheme)
    expect("new", new, Scheme)
    pair = _Pair(old, new)
    return (
        *_identity(pair),
        *_parameters(pair),
        *_measures(pair),
        *_gates(pair, Part.REQUIREMENT, old.requirements, new.requirements),
        *_gates(pair, Part.VETO, old.vetoes, new.vetoes),
        *_sections(pair),
        *_totals(pair),
        *_grades(pair),
        *_amounts(pair),
    )


class _Pair:
    """Two schemes with what their names can be."""

    def __init__(self, old: Scheme, new: Scheme) -> None:
        self.old, self.new = old, new
        self.before, self.after = (
            Worlds(scheme, {**Reaches.of(scheme).domains(), **outcome_domains(scheme)}) for scheme in (old, new)
        )


# ---- identity, parameters, measures --------------------------------------------------------------------------------


def _identity(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    names = ("id", "edition", "label", "issuer", "jurisdiction", "supersedes", "extends", "source")
    yield from field_changes(Part.SCHEME, "", (old, new), names)
    told: dict[str, Told] = dict.fromkeys(("since", "until", "lag"), (Effect.DATES, None))
    yield from field_changes(
        Part.SCHEME, "", (old.effective, new.effective), ("since", "until", "announced", "basis", "lag"), told
    )


def _parameters(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old.parameters, pair.new.parameters
    for name in (*new, *(name for name in old if name not in new)):
        one, other = old.get(name), new.get(name)
        if one is None or other is None:
            kind = Kind.ADDED if one is None else Kind.REMOVED
            found: Any = other or one
            words = {"after" if one is None else "before": found.label}
            yield Change(part=Part.PARAMETER, kind=kind, id=name, field=WHOLE, effect=Effect.NEUTRAL, **words)
            continue
        yield from field_changes(Part.PARAMETER, name, (one, other), ("label", "unit", "by", "source"))
        yield from _dated(pair, name, one, other)


def _dated(pair: _Pair, name: str, old: Parameter, new: Parameter) -> Iterator[Change]:
    """Values by the day from which they hold."""
    before, after = ({dated.since: dated for dated in parameter.dated} for parameter in (old, new))
    effect, who = _parameter_effect(pair, name)
    for day in sorted({*before, *after}):
        values = [
            None if dated is None else value_text(dated.value if dated.value is not UNSTATED else dated.values)
            for dated in (before.get(day), after.get(day))
        ]
        if before.get(day) is not None and after.get(day) is not None:
            named = Text(f"{day} 起数值的依据", f"the source of the value from {day}")
            yield from field_changes(Part.PARAMETER, name, (before[day], after[day]), ("source",), heading=named)
        if values[0] == values[1]:
            continue
        kind = Kind.ADDED if values[0] is None else Kind.REMOVED if values[1] is None else Kind.CHANGED
        yield Change(
            part=Part.PARAMETER,
            kind=kind,
            id=name,
            field=Text(f"{day} 起的数值", f"the value from {day}"),
            before=values[0],
            after=values[1],
            effect=effect,
            who=who,
        )


def _parameter_effect(pair: _Pair, name: str) -> Told:
    """What changed values do to requirements and vetoes that read the same otherwise; unknown where other things hang on them."""
    shifts = []
    elsewhere = {one for _, criterion in pair.new.criteria() for one in _criterion_names(criterion)}
    elsewhere |= {one for amount in pair.new.amounts for one in amount.names()}
    elsewhere |= {one for measure in pair.new.measures.values() for one in measure.how.inputs()}
    for one, other in shared([*pair.old.gates()], [*pair.new.gates()]):
        if name in other.condition.names() and one == other:
            shifts.append(clause_shift(one, pair.before, other, pair.after))
    if name in elsewhere or any(shift.effect is Effect.UNKNOWN for shift in shifts):
        return Effect.UNKNOWN, None
    effect = effect_of(
        stricter=any(shift.stricter is not None for shift in shifts), looser=any(shift.looser is not None for shift in shifts)
    )
    return effect, next((who for shift in shifts if (who := _who(pair, shift)) is not None), None)


def _criterion_names(criterion: Criterion) -> Iterator[str]:
    for condition in (criterion.applies, *(condition for _, condition in criterion.points.conditions())):
        if condition is not None:
            yield from condition.names()


def _measures(pair: _Pair) -> Iterator[Change]:
    """Measures that both have and that mean something else; new ones show in the clauses that read them."""
    for name in sorted(pair.old.measures.keys() & pair.new.measures.keys()):
        old, new = pair.old.measures[name], pair.new.measures[name]
        effects: dict[str, Told] = {
            "how": (Effect.UNKNOWN, _readers(pair, name)),
            "unit": (Effect.UNKNOWN, None),
        }
        yield from field_changes(Part.MEASURE, name, (old, new), ("how", "unit", "label", "definition", "source"), effects)


def _readers(pair: _Pair, name: str) -> Text | None:
    """The clauses that read a measure."""
    reading = []
    for clause in pair.new.clauses():
        names = set(_clause_names(clause))
        if name in names or name in _built_on(names, pair.after):
            reading.append(clause.id)
    return Text("涉及条款：" + "、".join(reading), "clauses that read it: " + ", ".join(reading)) if reading else None


def _clause_names(clause: Any) -> Iterator[str]:
    for condition in (getattr(clause, "condition", None), clause.applies):
        if condition is not None:
            yield from condition.names()
    if isinstance(clause, Criterion):
        yield from _criterion_names(clause)
        if isinstance(clause.measure, str):
            yield clause.measure


def _built_on(names: set[str], worlds: Worlds) -> set[str]:
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        measure = worlds.measure(waiting.pop())
        fresh = [] if measure is None else [name for name in measure.how.inputs() if name not in found]
        found.update(fresh)
        waiting += fresh
    return found


# ---- requirements and vetoes ---------------------------------------------------------------------------------------


def _gates(pair: _Pair, part: Part, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    effects = (lambda clause: _gate_alone(clause, Effect.STRICTER), lambda clause: _gate_alone(clause, Effect.LOOSER))
    yield from comings_and_goings(part, old, new, lambda clause: condition_text(clause.condition), effects)
    for one, other in shared(old, new):
        shift = clause_shift(one, pair.before, other, pair.after)
        told = (_advised(one, other, shift.effect), _who(pair, shift))
        by_field = {"condition": told, "applies": told, "force": (_force_effect(one, other), None)}
        fields = ("condition", "applies", "force", "label", "source", "basis", "why", "remedy")
        names = [field for field in fields if hasattr(other, field)]
        yield from field_changes(part, other.id, (one, other), names, by_field)


def _gate_alone(clause: Requirement | Veto, effect: Effect) -> Effect:
    """What a clause does by coming or going: advice refuses nobody."""
    return Effect.NEUTRAL if isinstance(clause, Requirement) and clause.force is Force.ADVISED else effect


def _advised(old: Requirement | Veto, new: Requirement | Veto, effect: Effect) -> Effect:
    """The effect of a changed condition; none where it is advice before and after."""
    both = all(isinstance(one, Requirement) and one.force is Force.ADVISED for one in (old, new))
    return Effect.NEUTRAL if both else effect


def _force_effect(old: Requirement | Veto, new: Requirement | Veto) -> Effect:
    if not isinstance(old, Requirement) or not isinstance(new, Requirement):
        return Effect.NEUTRAL
    return Effect.STRICTER if new.force is Force.REQUIRED else Effect.LOOSER


def _world_text(pair: _Pair, world: World) -> Text:
    """An example, each quantity with its value."""
    parts = [(name, _stated(pair, name, value)) for name, value in world.items()]
    return Text(
        "，".join(f"{name} = {text.zh}" for name, text in parts), ", ".join(f"{name} = {text.en}" for name, text in parts)
    )


def _stated(pair: _Pair, name: str, value: Value) -> Text:
    measures = {**pair.old.measures, **pair.new.measures}
    yes_no = isinstance(value, Bounds) and value.settled and unit_of(name, pair.new, measures) is Unit.YES_NO
    return yes_or_no(value.lower) if yes_no and isinstance(value, Bounds) else value_text(value)


def _filled(words: Text, **ends: Text) -> Text:
    return Text(
        words.zh.format_map({key: text.zh for key, text in ends.items()}),
        words.en.format_map({key: text.en for key, text in ends.items()}),
    )


def _who(pair: _Pair, shift: Shift) -> Text | None:
    """An example of somebody who is affected."""
    if shift.stricter is not None:
        return _filled(NO_LONGER, world=_world_text(pair, shift.stricter))
    return None if shift.looser is None else _filled(NOW, world=_world_text(pair, shift.looser))


# ---- sections, criteria, totals ------------------------------------------------------------------------------------


def _sections(pair: _Pair) -> Iterator[Change]:
    gain, loss = (lambda s: _worth(s, s.criteria, gained=True)), (lambda s: _worth(s, s.criteria, gained=False))
    yield from comings_and_goings(Part.SECTION, pair.old.sections, pair.new.sections, lambda _: Text.same(""), (gain, loss))
    for one, other in shared(pair.old.sections, pair.new.sections):
        told: dict[str, Told] = {
            "cap": (_cap_effect(one, other), None),
            "kind": (Effect.UNKNOWN, None),
            "best": (Effect.UNKNOWN, None),
        }
        yield from field_changes(Part.SECTION, other.id, (one, other), ("cap", "kind", "best", "label"), told)
        yield from _criteria(pair, one, other)


def _worth(section: Section, criteria: Iterable[Criterion], *, gained: bool) -> Effect:
    """What criteria do by coming or going: more points can be had or lost."""
    if any(criterion.points.limits()[0] < 0 for criterion in criteria):
        return Effect.UNKNOWN
    return Effect.LOOSER if gained != (section.kind is SectionKind.DEDUCTION) else Effect.STRICTER


def _cap_effect(old: Section, new: Section) -> Effect:
    low, high = (None if section.cap is UNSTATED else section.cap for section in (old, new))
    if low == high:
        return Effect.NEUTRAL
    raised = high is None or (low is not None and high > low)
    return Effect.LOOSER if raised != (new.kind is SectionKind.DEDUCTION) else Effect.STRICTER


def _criteria(pair: _Pair, old: Section, new: Section) -> Iterator[Change]:
    effects = (
        lambda criterion: _worth(new, [criterion], gained=True),
        lambda criterion: _worth(old, [criterion], gained=False),
    )
    yield from comings_and_goings(Part.CRITERION, old.criteria, new.criteria, lambda c: value_text(c.points), effects)
    for one, other in shared(old.criteria, new.criteria):
        shift = points_shift(one, pair.before, other, pair.after)
        told = _points_effect(pair, shift, deducted=new.kind is SectionKind.DEDUCTION)
        by_field = {"points": told, "measure": (Effect.UNKNOWN, None), "applies": (Effect.UNKNOWN, None)}
        fields = ("measure", "points", "applies", "better", "label", "source", "basis", "why", "remedy")
        yield from field_changes(Part.CRITERION, other.id, (one, other), fields, by_field)


def _points_effect(pair: _Pair, shift: PointShift, *, deducted: bool) -> Told:
    turned = {Effect.STRICTER: Effect.LOOSER, Effect.LOOSER: Effect.STRICTER}
    effect = turned.get(shift.effect, shift.effect) if deducted else shift.effect
    example = shift.less or shift.more
    if example is None:
        return effect, None
    world, first, second = example
    ends = {"first": Text.same(number_text(first)), "second": Text.same(number_text(second))}
    return effect, _filled(POINTS, world=_world_text(pair, world), **ends)


def _totals(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old.points, pair.new.points
    told: dict[str, Told] = {
        name: (_limit_effect(getattr(old, name), getattr(new, name), removed=removed), None)
        for name, removed in (("floor", Effect.STRICTER), ("ceiling", Effect.LOOSER))
    }
    told |= {"round_to": (Effect.UNKNOWN, None), "rounding": (Effect.UNKNOWN, None)}
    yield from field_changes(Part.TOTAL, "", (old, new), ("total", "floor", "ceiling", "round_to", "rounding"), told)


def _limit_effect(old: Any, new: Any, *, removed: Effect) -> Effect:
    """A raised limit of the total never costs points; one that goes away is told by `removed`."""
    opposite = Effect.LOOSER if removed is Effect.STRICTER else Effect.STRICTER
    if old is UNSTATED or new is UNSTATED:
        return removed if new is UNSTATED else opposite
    return Effect.LOOSER if new > old else Effect.STRICTER


# ---- grades and amounts --------------------------------------------------------------------------------------------

EDGES: Final = ("at_least", "more_than", "at_most", "less_than")


def _grades(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old.grades, pair.new.grades
    unknown = (lambda _: Effect.UNKNOWN, lambda _: Effect.UNKNOWN)
    yield from comings_and_goings(Part.GRADE, old, new, lambda grade: value_text(grade.requires or Text.same("")), unknown)
    yield from field_changes(Part.SCHEME, "", (pair.old, pair.new), ("ladder",), {"ladder": (Effect.UNKNOWN, None)})
    for one, other in shared(old, new):
        requires = condition_shift(one.requires, pair.before, other.requires, pair.after)
        lower = _edge_effect(one, other)
        told: dict[str, Told] = {"at_least": (lower, None), "more_than": (lower, None)}
        told |= dict.fromkeys(("at_most", "less_than"), (Effect.UNKNOWN, None))
        told["requires"] = (requires.effect, _who(pair, requires))
        yield from field_changes(Part.GRADE, other.id, (one, other), (*EDGES, "requires", "label", "source", "basis"), told)


def _edge_effect(old: Grade, new: Grade) -> Effect:
    """Whether a grade begins lower or higher; an upper edge is where the next grade begins."""
    was, now = band_region(old), band_region(new)
    if not was or not now:
        return Effect.UNKNOWN
    if was.cuts[0] == now.cuts[0]:
        return Effect.NEUTRAL
    return Effect.STRICTER if now.cuts[0] > was.cuts[0] else Effect.LOOSER


def _amounts(pair: _Pair) -> Iterator[Change]:
    unknown = (lambda _: Effect.UNKNOWN, lambda _: Effect.UNKNOWN)
    yield from comings_and_goings(Part.AMOUNT, pair.old.amounts, pair.new.amounts, _amount_words, unknown)
    for one, other in shared(pair.old.amounts, pair.new.amounts):
        shift = amount_shift(one, pair.before, other, pair.after)
        told: dict[str, Told] = dict.fromkeys(("times", "unit"), (Effect.UNKNOWN, None))
        told["first"] = (shift.effect, _amounts_text(pair, shift, other))
        yield from field_changes(Part.AMOUNT, other.id, (one, other), ("first", "times", "unit", "label", "source"), told)


def _amounts_text(pair: _Pair, shift: AmountShift, amount: Amount) -> Text | None:
    if shift.example is None:
        return None
    world, first, second = shift.example
    unit = f" × {amount.times}" if isinstance(amount.times, str) else ""
    words = AMOUNTS if world else EVERYWHERE
    ends = {"first": Text.same(f"{number_text(first)}{unit}"), "second": Text.same(f"{number_text(second)}{unit}")}
    return _filled(words, world=_world_text(pair, world), **ends)


def _amount_words(amount: Amount) -> Text:
    return value_text(amount.first)
