"""Checks S601 to S609: whether a scheme asks at least what the scheme it extends asks, clause by clause."""

from collections.abc import Iterator, Mapping
from typing import Any

from common_prosperity.quantities import UNSTATED, Bounds, Number, Text
from common_prosperity.schemes.extending import is_path
from common_prosperity.schemes.linting.attaining import world_of_total
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.gates import ALWAYS
from common_prosperity.schemes.linting.inspection import Inspection, found
from common_prosperity.schemes.linting.intervals import IntervalSet
from common_prosperity.schemes.linting.pieces import band_region, some_number
from common_prosperity.schemes.linting.strictness import clause_shift, condition_shift, points_shift, redefined
from common_prosperity.schemes.linting.words import condition_text, listed, named, number_text, region_text, world_text
from common_prosperity.schemes.linting.worlds import World, Worlds
from common_prosperity.schemes.model import (
    POINTS,
    Clause,
    Criterion,
    Force,
    Grade,
    Requirement,
    Scheme,
    Section,
    SectionKind,
    Veto,
)


def check(inspection: Inspection) -> Iterator[LintFinding]:
    """Everything about extending; without the base only what the file itself shows."""
    extends = inspection.scheme.extends
    if isinstance(extends, str) and "@" not in extends and not is_path(extends):
        yield found("S609", "$.extends", base=extends)
    base, worlds = inspection.base, inspection.base_worlds
    if base is None or worlds is None:
        return
    name = f"{base.id}@{base.edition}"
    yield from _gates(inspection, base, worlds, name)
    yield from _sections(inspection, base, worlds, name)
    yield from _grades(inspection, base, worlds, name)
    yield from _quantities(inspection, base, worlds, name)


def by_id(items: Any) -> Mapping[str, Any]:
    """Items by their ids."""
    return {item.id: item for item in items}


def clause_words(clause: Requirement | Veto, scheme: Scheme) -> Text:
    """What a clause asks for or excludes, with the restriction to where it applies."""
    words = condition_text(clause.condition, scheme)
    if clause.applies is None:
        return words
    where = condition_text(clause.applies, scheme)
    return Text(f"{words.zh}（限 {where.zh}）", f"{words.en} (where {where.en})")


def _gates(inspection: Inspection, base: Scheme, worlds: Worlds, name: str) -> Iterator[LintFinding]:
    old = by_id((*base.requirements, *base.vetoes))
    for place, clause in inspection.gates():
        before = old.get(clause.id)
        if before is None or before.__class__ is not clause.__class__ or _unchanged(before, clause, base, inspection.scheme):
            continue
        if _force(before) is Force.REQUIRED and _force(clause) is Force.ADVISED:
            yield found("S603", f"{place}.force", clause.id, base=name)
            continue
        looser = clause_shift(before, worlds, clause, inspection.worlds).looser
        if looser is not None:
            code = "S602" if isinstance(clause, Veto) else "S601"
            words = {"before": clause_words(before, base), "after": clause_words(clause, inspection.scheme)}
            yield found(code, f"{place}.condition", clause.id, [looser], base=name, **words)


def _force(clause: Requirement | Veto) -> Force:
    return clause.force if isinstance(clause, Requirement) else Force.REQUIRED


def _unchanged(before: Clause, after: Requirement | Veto, base: Scheme, scheme: Scheme) -> bool:
    """Whether a clause reads the same, with the same values of the parameters it names."""
    names = {*after.condition.names(), *(after.applies or ALWAYS).names()}
    return before == after and all(base.parameters.get(name) == scheme.parameters.get(name) for name in names)


def _sections(inspection: Inspection, base: Scheme, worlds: Worlds, name: str) -> Iterator[LintFinding]:
    old_sections: Mapping[str, Section] = by_id(base.sections)
    old_criteria = by_id(criterion for _, criterion in base.criteria())
    for at, section in enumerate(inspection.scheme.sections):
        place, before = f"$.sections[{at}]", old_sections.get(section.id)
        if before is not None and section.kind is not SectionKind.DEDUCTION and _cap_raised(before, section):
            most = [number_text(one.limits()[1]) for one in (before, section)]
            yield found("S605", f"{place}.cap", section.id, base=name, before=most[0], after=most[1])
        for index, criterion in enumerate(section.criteria):
            one: Criterion | None = old_criteria.get(criterion.id)
            if one is None or one == criterion:
                continue
            shift = points_shift(one, worlds, criterion, inspection.worlds)
            gain = shift.less if section.kind is SectionKind.DEDUCTION else shift.more
            if gain is not None:
                world, first, second = gain
                words: dict[str, str | Text] = {
                    "values": world_text(world, inspection.scheme),
                    "before": number_text(first),
                    "after": number_text(second),
                }
                inner = f"{place}.criteria[{index}].{criterion.points.tag}"
                yield found("S606", inner, criterion.id, [world], base=name, **words)


def _cap_raised(before: Section, after: Section) -> bool:
    if before.cap is UNSTATED:
        return False
    most = after.limits()[1]
    return most is None or most > before.cap


def _grades(inspection: Inspection, base: Scheme, worlds: Worlds, name: str) -> Iterator[LintFinding]:
    old: Mapping[str, Grade] = by_id(base.grades)
    for index, grade in enumerate(inspection.scheme.grades):
        before = old.get(grade.id)
        if before is None or before == grade:
            continue
        was, now = band_region(before), band_region(grade)
        lower = inspection.reaches.total.inner.within(now & _below(was))
        requires = condition_shift(before.requires, worlds, grade.requires, inspection.worlds)
        witness: list[World | None] = []
        if lower:
            number: Number = some_number(next(iter(lower)), inspection.reaches.total.inner.step)
            witness.append(world_of_total(inspection.reaches, number) or {POINTS: Bounds(number, number)})
        elif requires.looser is not None:
            witness.append(requires.looser)
        if witness:
            words = {"before": grade_words(before, base), "after": grade_words(grade, inspection.scheme)}
            yield found("S607", f"$.grades[{index}]", grade.id, witness, base=name, **words)


def _below(region: IntervalSet) -> IntervalSet:
    """All numbers before a region."""
    return IntervalSet(((-1, 0, 0), region.cuts[0])) if region and not region.cuts[0][0] else IntervalSet()


def grade_words(grade: Grade, scheme: Scheme) -> Text:
    """What a grade asks for: its totals and its further requirements."""
    totals = region_text(band_region(grade))
    if grade.requires is None:
        return totals
    further = condition_text(grade.requires, scheme)
    return Text(f"{totals.zh}，且 {further.zh}", f"{totals.en} and {further.en}")


def _quantities(inspection: Inspection, base: Scheme, worlds: Worlds, name: str) -> Iterator[LintFinding]:
    """Measures of the base that mean something else here, with the clauses of the base that read them unchanged."""
    changed = {
        measure
        for measure in base.measures.keys() & inspection.scheme.measures.keys()
        if inspection.scheme.measures[measure].how != base.measures[measure].how
    }
    if not changed:
        return
    kept = [clause for clause in inspection.scheme.clauses() if clause in set_of(base)]
    for measure in sorted(changed):
        reading = [clause.id for clause in kept if measure in _all_redefined(clause, worlds, inspection.worlds)]
        if reading:
            yield found(
                "S608",
                f"$.measures.{measure}",
                measure,
                subject=named(measure, inspection.scheme),
                base=name,
                clauses=listed(reading),
            )


def set_of(scheme: Scheme) -> list[Clause]:
    """All clauses of a scheme."""
    return list(scheme.clauses())


def _all_redefined(clause: Clause, old: Worlds, new: Worlds) -> set[str]:
    conditions = [getattr(clause, "condition", None) or ALWAYS, clause.applies or ALWAYS]
    names = {name for condition in conditions for name in condition.names()}
    if isinstance(clause, Criterion):
        names |= {clause.measure} if isinstance(clause.measure, str) else set()
        names |= {name for _, condition in clause.points.conditions() for name in condition.names()}
    return redefined(names, old, new)
