"""Checks S604 and S610: what changed values of the base's parameters do to its clauses and amounts that read the same."""

from collections.abc import Iterator, Mapping
from typing import Final

from common_prosperity.measures.conditions import Condition
from common_prosperity.measures.definition import DatedValue, Unit
from common_prosperity.quantities import Text
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.inspection import Inspection, found
from common_prosperity.schemes.linting.loosening import by_id
from common_prosperity.schemes.linting.movement import BACK, Movement, Way, by_option, together
from common_prosperity.schemes.linting.strictness import EFFECTS, Effect
from common_prosperity.schemes.linting.words import listed, named, quantity_text
from common_prosperity.schemes.model import Criterion, Force, Requirement, Scheme, SectionKind, Veto
from common_prosperity.schemes.points import Checklist, Shape, YesNo

LOOSER: Final[Mapping[Way, Effect]] = {Way.UP: Effect.LOOSER, Way.DOWN: Effect.STRICTER, Way.EITHER: Effect.UNKNOWN}
LARGER: Final[Mapping[Way, Effect]] = {Way.UP: Effect.LARGER, Way.DOWN: Effect.SMALLER, Way.EITHER: Effect.UNKNOWN}


def check(inspection: Inspection) -> Iterator[LintFinding]:
    """Everything about parameters of the base that have other values here."""
    base, worlds = inspection.base, inspection.base_worlds
    if base is None or worlds is None:
        return
    movement = Movement(worlds, inspection.worlds)
    for subject, names, effect in (*_clauses(inspection, base, movement), *_amounts(inspection, base, movement)):
        changed = list(dict.fromkeys(parameter for name in names for parameter in movement.behind(name)))
        if not changed or effect in (None, Effect.STRICTER):
            continue
        words: dict[str, str | Text] = {
            "base": f"{base.id}@{base.edition}",
            "parameters": listed([_told(name, movement) for name in changed]),
        }
        place = f"$.parameters.{changed[0]}"
        if effect is Effect.LOOSER:
            yield found("S604", place, subject, **words)
        else:
            yield found("S610", place, subject, effect=EFFECTS[effect], **words)


Told = tuple[str, list[str], Effect | None]
"""The id of a clause, grade or amount that reads the same, the names it rests on, and the effect; none where it stays."""


def _clauses(inspection: Inspection, base: Scheme, movement: Movement) -> Iterator[Told]:
    old = by_id((*base.clauses(), *base.grades))
    for _, gate in inspection.gates():
        advised = isinstance(gate, Requirement) and gate.force is Force.ADVISED
        measures = [name for name in _names(gate.condition, gate.applies) if name not in inspection.scheme.parameters]
        if old.get(gate.id) == gate and not advised and any(map(movement.behind, measures)):
            way = movement.condition(gate.condition)
            way = BACK[way] if isinstance(gate, Veto) else way
            still = movement.condition(gate.applies) is Way.STILL
            yield gate.id, _names(gate.condition, gate.applies), LOOSER.get(way if still else Way.EITHER)
    for _, section, criterion in inspection.criteria():
        if old.get(criterion.id) == criterion:
            way = _points(criterion, movement)
            effect = LOOSER.get(BACK[way] if section.kind is SectionKind.DEDUCTION else way)
            yield criterion.id, _names_read(criterion), effect
    for grade in inspection.scheme.grades:
        if old.get(grade.id) == grade:
            yield grade.id, _names(grade.requires), LOOSER.get(movement.condition(grade.requires))


def _amounts(inspection: Inspection, base: Scheme, movement: Movement) -> Iterator[Told]:
    old = by_id(base.amounts)
    for amount in inspection.scheme.amounts:
        if old.get(amount.id) == amount:
            yield amount.id, list(amount.names()), LARGER.get(movement.amount(amount))


def _names(*conditions: Condition | None) -> list[str]:
    return [name for condition in conditions if condition is not None for name in condition.names()]


def _names_read(criterion: Criterion) -> list[str]:
    own = [criterion.measure] if isinstance(criterion.measure, str) else []
    return own + _names(criterion.applies, *(condition for _, condition in criterion.points.conditions()))


def _points(criterion: Criterion, movement: Movement) -> Way:
    """The way of the points: known where conditions that are met never cost any."""
    shape: Shape = criterion.points
    whole = together(
        [
            movement.condition(criterion.applies),
            movement.operand(criterion.measure) if isinstance(criterion.measure, str) else Way.STILL,
        ]
    )
    if whole is not Way.STILL:
        return Way.EITHER
    parts = together(movement.condition(condition) for _, condition in shape.conditions())
    gains = (isinstance(shape, YesNo) and shape.points >= shape.otherwise) or (
        isinstance(shape, Checklist) and all(item.points >= 0 for item in shape.items)
    )
    return parts if gains or parts is Way.STILL else Way.EITHER


def _told(name: str, movement: Movement) -> Text:
    """A parameter with its values before and after, on the first day on which they differ."""
    unit = movement.new.scheme.parameters[name].unit
    texts = [[_values(dated, unit) for dated in pair] for pair in movement.values(name)]
    what = named(name, movement.new.scheme)
    change = next((f"{before} → {after}" for before, after in texts if before != after), "")
    return Text(f"{what.zh}：{change}", f"{what.en}: {change}") if change else what


def _values(dated: DatedValue, unit: Unit) -> str:
    values = by_option(dated)
    return ", ".join(f"{key} = {quantity_text(value, unit)}".removeprefix(" = ") for key, value in values.items())
