"""Resolving a scheme: every name leads somewhere, every comparison compares like with like, nothing goes in circles.

What is found here makes a scheme unusable and is reported all at once; what is merely unwise is the linter's.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import attrs

from common_prosperity.errors import InvalidScheme, Problem, unknown_name
from common_prosperity.facts.fields import Term
from common_prosperity.facts.naming import named
from common_prosperity.measures.aggregates import Count, Distinct, Sum
from common_prosperity.measures.cases import First
from common_prosperity.measures.columns import COLUMNS, TABLES, Column
from common_prosperity.measures.conditions import ORDERED, Compare, Relation
from common_prosperity.measures.definition import Measure, Parameter, Unit
from common_prosperity.measures.extremes import Greatest, Least
from common_prosperity.measures.formulas import Difference, Formula, Ratio
from common_prosperity.measures.measurements import beyond
from common_prosperity.measures.rounding import Rounded
from common_prosperity.measures.shares import Share
from common_prosperity.measures.statements import Attested, Earlier, PanelMarks, StatementKind
from common_prosperity.quantities import UNSTATED
from common_prosperity.schemes.answers import strange_answers
from common_prosperity.schemes.model import ELIGIBLE, GRADE, POINTS, Amount, Scheme, SectionKind, is_outcome, is_points
from common_prosperity.schemes.numerals import unit_of, with_numbers
from common_prosperity.schemes.points import Bands, Checklist, Curve, Marks, PerUnit, Shape, YesNo
from common_prosperity.schemes.strangers import unknown_measure, unknown_row_name

NUMERIC_SHAPES = (Bands, Curve, PerUnit, Marks)


def resolve(scheme: Scheme, catalogue: Mapping[str, Measure], source: str) -> Scheme:
    """The same scheme with every measure of the catalogue that it uses, numbers in text read, and all checked.

    Args:
        scheme: a scheme with its own measures and parameters.
        catalogue: the built-in measures.
        source: what to call the scheme in messages.

    Raises:
        InvalidScheme: with every fault and its place.
    """
    scheme, problems = _read(scheme, catalogue)
    if problems:
        raise InvalidScheme(source, named(problems, scheme))
    measures = {**catalogue, **scheme.measures}
    used: dict[str, Measure] = dict(scheme.measures)
    waiting = [*scheme.asked]
    for parameter in scheme.parameters.values():
        waiting += [parameter.by] if isinstance(parameter.by, str) else []
    for measure in scheme.measures.values():
        waiting += measure.how.inputs()
    while waiting:
        name = waiting.pop()
        if name in scheme.parameters or name in used:
            continue
        used[name] = measures[name]
        waiting += measures[name].how.inputs()
    return attrs.evolve(scheme, measures={name: used[name] for name in sorted(used)})


def faults(scheme: Scheme, catalogue: Mapping[str, Measure]) -> tuple[Problem, ...]:
    """Every fault for which `resolve` would refuse a scheme."""
    return _read(scheme, catalogue)[1]


def _read(scheme: Scheme, catalogue: Mapping[str, Measure]) -> tuple[Scheme, tuple[Problem, ...]]:
    """The scheme with numbers in text read, and its faults."""
    measures = {**catalogue, **scheme.measures}
    try:
        scheme = with_numbers(scheme, measures)
    except RecursionError:
        return scheme, (Problem.of("$", "too-deep"),)
    return scheme, tuple(_problems(scheme, {**measures, **scheme.measures}))


def _problems(scheme: Scheme, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    yield from _ids(scheme)
    yield from _dates(scheme)
    yield from _total(scheme)
    yield from _parameters(scheme, measures)
    for name, measure in scheme.measures.items():
        yield from _measure(f"$.measures.{name}", measure, scheme, measures)
    yield from strange_answers(scheme, measures)
    yield from _cycles(scheme, measures)
    yield from _clauses(scheme, measures)
    for index, amount in enumerate(scheme.amounts):
        yield from _amount(f"$.amounts[{index}]", amount, scheme, measures)


def _clauses(scheme: Scheme, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    for place, condition in scheme.conditions():
        for leaf in condition.leaves():
            yield from _measure_leaf(place, leaf, scheme, measures, points=not place.startswith("$.sections"))
    for at, section in enumerate(scheme.sections):
        for index, criterion in enumerate(section.criteria):
            place = f"$.sections[{at}].criteria[{index}]"
            problems = list(_criterion(place, criterion.measure, criterion.points, scheme, measures))
            yield from problems
            if section.kind is SectionKind.DEDUCTION and section.cap is UNSTATED and not problems and criterion.most is None:
                yield Problem.of(place, "uncapped")


def _total(scheme: Scheme) -> Iterator[Problem]:
    rules = scheme.points
    if rules.round_to is not UNSTATED and rules.round_to <= 0:
        yield Problem.of("$.points.round_to", "expected", zh="正数", en="a number above zero")
    if rules.floor is not UNSTATED and rules.ceiling is not UNSTATED and rules.floor > rules.ceiling:
        yield Problem.of("$.points.floor", "too-large", bound="ceiling")


def _amount(place: str, amount: Amount, scheme: Scheme, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    if not amount.first:
        yield Problem.of(f"{place}.first", "empty")
    if amount.unit is Unit.CHOICE:
        yield Problem.of(f"{place}.unit", "amount-is-choice")
    for factor in (amount.times, *(case.value for case in amount.first)):
        if isinstance(factor, str):
            if factor not in (GRADE, ELIGIBLE):
                yield from _known_or_points(place, factor, scheme, measures, points=True)
            yield from _number(place, factor, scheme, measures)
    for case in amount.first:
        for leaf in () if case.when is None else case.when.leaves():
            if leaf.subject == GRADE:
                yield from _like_with_like(place, leaf, Unit.CHOICE, (*(grade.id for grade in scheme.grades), "none"))
            elif leaf.subject == ELIGIBLE:
                yield from _like_with_like(place, leaf, Unit.YES_NO, ())
            else:
                yield from _measure_leaf(place, leaf, scheme, measures, points=True)


def _ids(scheme: Scheme) -> Iterator[Problem]:
    criteria = {f"sections[{at}].criteria": section.criteria for at, section in enumerate(scheme.sections)}
    groups: tuple[Mapping[str, Sequence[Any]], ...] = (
        {"requirements": scheme.requirements, "vetoes": scheme.vetoes, **criteria},
        {"sections": scheme.sections},
        {"grades": scheme.grades},
        {"amounts": scheme.amounts},
    )
    for group in groups:
        seen: set[str] = set()
        for kind, items in group.items():
            for index, item in enumerate(items):
                if item.id in seen:
                    yield Problem.of(f"$.{kind}[{index}].id", "duplicate-id", name=item.id)
                seen.add(item.id)
    for name in sorted(scheme.measures.keys() & scheme.parameters.keys()):
        yield Problem.of(f"$.parameters.{name}", "duplicate-id", name=name)
    for name in (*scheme.measures, *scheme.parameters):
        if is_outcome(name):
            yield Problem.of(f"$.measures.{name}", "duplicate-id", name=name)


def _dates(scheme: Scheme) -> Iterator[Problem]:
    since, until = scheme.effective.since, scheme.effective.until
    if until is not UNSTATED and until is not None and until < since:
        yield Problem.of("$.effective.since", "later-than", other="until", **{"other@zh": "until（失效日期）"})


def _parameters(scheme: Scheme, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    for name, parameter in scheme.parameters.items():
        place = f"$.parameters.{name}"
        if not parameter.dated:
            yield Problem.of(f"{place}.dated", "empty")
        if parameter.unit is Unit.CHOICE:
            yield Problem.of(f"{place}.unit", "unit-unfit", unit=parameter.unit, how="dated")
        if isinstance(parameter.by, str):
            yield from _known(f"{place}.by", parameter.by, scheme, measures)
            if unit_of(parameter.by, scheme, measures) not in (None, Unit.CHOICE):
                yield Problem.of(f"{place}.by", "by-no-choice", name=parameter.by)
        yield from _dated(place, parameter)


def _dated(place: str, parameter: Parameter) -> Iterator[Problem]:
    days = [dated.since for dated in parameter.dated]
    for index, dated in enumerate(parameter.dated):
        if dated.since in days[:index]:
            yield Problem.of(f"{place}.dated[{index}].since", "duplicate-day", name=dated.since)
        if dated.values == {}:
            yield Problem.of(f"{place}.dated[{index}].values", "empty")
        wanted, other = ("value", "values") if parameter.by is UNSTATED else ("values", "value")
        if getattr(dated, other) is not UNSTATED:
            yield Problem.of(f"{place}.dated[{index}].{other}", "values-without-by" if other == "values" else "value-beside-by")
        elif getattr(dated, wanted) is UNSTATED:
            yield Problem.of(f"{place}.dated[{index}].{wanted}", "absent")


def _measure(place: str, measure: Measure, scheme: Scheme, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    how = measure.how
    tag = f"{place}.{how.tag}"
    yield from _table_or_column(tag, how)
    for table, condition in how.conditions():
        for leaf in condition.leaves():
            yield from _column_leaf(tag, table, leaf, scheme, measures)
    for other in [case.value for case in how.of if isinstance(case.value, str)] if isinstance(how, First) else how.inputs():
        yield from _known(tag, other, scheme, measures)
        if isinstance(how, Formula | First | Rounded):
            yield from _number(tag, other, scheme, measures)
    for case in how.of if isinstance(how, First) else ():
        for leaf in () if case.when is None else case.when.leaves():
            yield from _measure_leaf(tag, leaf, scheme, measures, points=False)
    yield from _kind(place, measure, scheme, measures)
    yield from _sizes(tag, how)


def _kind(place: str, measure: Measure, scheme: Scheme, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    """Only a statement, now or earlier, is a choice, and a statement is what its unit says."""
    how, unit, told = measure.how, measure.unit, measure.how.tag
    fit = unit is not Unit.CHOICE
    if isinstance(how, Earlier):
        of = unit_of(how.of, scheme, measures)
        fit = of is None or (of is Unit.CHOICE) == (unit is Unit.CHOICE)
    if isinstance(how, Attested):
        wanted = {StatementKind.YES_NO: {Unit.YES_NO}, StatementKind.CHOICE: {Unit.CHOICE}}
        fit, told = unit in wanted.get(how.kind, set(Unit) - {Unit.YES_NO, Unit.CHOICE}), f"{how.tag}.kind = {how.kind}"
    if not fit:
        yield Problem.of(f"{place}.unit", "unit-unfit", unit=unit, how=told)


def _statement(tag: str, how: Attested) -> Iterator[Problem]:
    """What a statement says of its numbers is said of a number, and its options are told apart."""
    numeric = how.kind is StatementKind.NUMBER
    for key in ("none", "between"):
        if not numeric and getattr(how, key) not in (UNSTATED, ()):
            yield Problem.of(f"{tag}.{key}", "expected", zh="不写：只有数值需要它", en="left out: only a number needs it")
    if numeric and how.between and not (len(how.between) == 2 and how.between[0] < how.between[1]):
        yield Problem.of(f"{tag}.between", "expected", zh="[最低, 最高]", en="[lowest, highest]")
    elif numeric and how.none is not UNSTATED:
        yield from beyond(f"{tag}.none", how.none, how.natural(None))
    for words in (Counter(label.zh for label in how.options.values()), Counter(label.en for label in how.options.values())):
        yield from (Problem.of(f"{tag}.options", "duplicate-id", name=word) for word, count in words.items() if count > 1)


def _sizes(tag: str, how: Any) -> Iterator[Problem]:
    """What a definition is made of is there, and in order."""
    if isinstance(how, Ratio | Difference) and len(how.of) == 1:
        yield Problem.of(tag, "expected", zh="两个或更多的量", en="two quantities or more")
    if isinstance(how, Rounded) and how.to <= 0:
        yield Problem.of(f"{tag}.to", "expected", zh="正数", en="a number above zero")
    if isinstance(how, Attested):
        yield from _statement(tag, how)
    if isinstance(how, PanelMarks) and not (len(how.between) == 2 and how.between[0] < how.between[1]):
        yield Problem.of(f"{tag}.between", "expected", zh="[最低分, 最高分]", en="[lowest, highest]")
    if getattr(how, "of", None) == ():
        yield Problem.of(tag, "empty")


def _number(place: str, name: str, scheme: Scheme, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    if unit_of(name, scheme, measures) is Unit.CHOICE:
        yield Problem.of(place, "expected", zh=f"数值，而 {name} 是选项", en=f"a number, and {name} is a choice")


def _table_or_column(place: str, how: Any) -> Iterator[Problem]:
    """An aggregate is taken of a table that exists, or of a column fit for it."""
    if isinstance(how, Count | Share) and how.of not in TABLES:
        yield unknown_row_name(place, how.of, TABLES, "表", "table")
    elif isinstance(how, Sum | Distinct | Least | Greatest):
        table, _, name = how.of.partition(".")
        column = COLUMNS.get(table, {}).get(name)
        if column is None and table in TABLES:
            labels = {f"{table}.{known}": found.label for known, found in COLUMNS[table].items()}
            yield unknown_row_name(place, how.of, labels, "列", "column", alike=bool(name))
        elif column is None:
            yield unknown_name(place, how.of, [f"{t}.{c}" for t, columns in COLUMNS.items() for c in columns], "列", "column")
        elif (column.kind == "number") == isinstance(how, Distinct):
            yield Problem.of(place, "expected", zh="可用于此算法的列", en=f"a column that {how.tag} can be taken of")


def _known(place: str, name: str, scheme: Scheme, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    if name not in measures and name not in scheme.parameters:
        if name[:1].isdigit():
            yield Problem.of(place, "number-or-name", name=name)
        else:
            labels = {known: found.label for known, found in measures.items()}
            labels |= {known: found.label for known, found in scheme.parameters.items()}
            yield unknown_measure(place, name, labels)


LONGEST: Final = 50
"""How long a chain of measures that build on each other may be."""


def _cycles(scheme: Scheme, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    """Names that lead back to themselves, and chains of names without a foreseeable end."""
    lengths: dict[str, int] = {}

    def visit(name: str, path: tuple[str, ...]) -> Iterator[Problem]:
        if name in path:
            yield Problem.of(f"$.measures.{name}", "circular", path=" → ".join((*path[path.index(name) :], name)))
        elif len(path) == LONGEST:
            yield Problem.of(f"$.measures.{path[0]}", "too-deep")
        elif name not in lengths:
            if name in scheme.parameters:
                by = scheme.parameters[name].by
                inputs = [by] if isinstance(by, str) else []
            else:
                inputs = list(measures[name].how.inputs()) if name in measures else []
            for other in inputs:
                yield from visit(other, (*path, name))
            lengths[name] = 1 + max((lengths.get(other, 0) for other in inputs), default=0)
            if lengths[name] == LONGEST + 1:
                yield Problem.of(f"$.measures.{name}", "too-deep")

    for name in (*scheme.measures, *scheme.parameters):
        yield from visit(name, ())


def _column_leaf(place: str, table: str, leaf: Compare, scheme: Scheme, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    columns = COLUMNS.get(table)
    if columns is None:
        return
    column = columns.get(leaf.subject)
    if column is None:
        yield unknown_row_name(place, leaf.subject, {name: found.label for name, found in columns.items()}, "列", "column")
        return
    if leaf.edge_name is not None:
        yield from _number(place, leaf.edge_name, scheme, measures)
    kind = {"flag": Unit.YES_NO, "choice": Unit.CHOICE, "name": Unit.CHOICE}.get(column.kind, Unit.NUMBER)
    yield from _like_with_like(place, leaf, kind, _options(column))


def _options(column: Column) -> tuple[str, ...]:
    options: type[Term] | None = column.options
    return () if options is None else tuple(member.value for member in options)


def _measure_leaf(
    place: str, leaf: Compare, scheme: Scheme, measures: Mapping[str, Measure], *, points: bool
) -> Iterator[Problem]:
    unit = unit_of(leaf.subject, scheme, measures)
    for name in leaf.names() if unit is not Unit.CHOICE else (leaf.subject,):
        yield from _known_or_points(place, name, scheme, measures, points=points)
    if leaf.edge_name is not None and unit is not Unit.CHOICE:
        yield from _number(place, leaf.edge_name, scheme, measures)
    if unit is not None:
        how = measures[leaf.subject].how if leaf.subject in measures else None
        options = how.options if isinstance(how, Attested) else ()
        yield from _like_with_like(place, leaf, unit, (*options, "none") if options else ())


def _known_or_points(
    place: str, name: str, scheme: Scheme, measures: Mapping[str, Measure], *, points: bool
) -> Iterator[Problem]:
    if is_points(name):
        known = [POINTS, *(f"{POINTS}:{section.id}" for section in scheme.sections)]
        if not points:
            yield Problem.of(place, "points-in-points", name=name)
        elif name not in known:
            yield unknown_name(place, name, known, "得分", "points")
    else:
        yield from _known(place, name, scheme, measures)


def _like_with_like(place: str, leaf: Compare, unit: Unit, options: tuple[str, ...]) -> Iterator[Problem]:
    """A yes or no is compared with a yes or no, an option with options, a number with numbers."""
    edges = leaf.edge if isinstance(leaf.edge, tuple) else (leaf.edge,)
    if unit is Unit.CHOICE:
        if leaf.relation in ORDERED or not all(isinstance(edge, str) for edge in edges):
            yield Problem.of(
                place, "unlike", name=leaf.subject, zh="选项（用 equals 或 one_of）", en="an option (by equals or one_of)"
            )
        else:
            for edge in edges:
                if options and edge not in options:
                    allowed = ", ".join(options)
                    yield Problem.of(place, "not-an-option", name=edge, subject=leaf.subject, allowed=allowed)
    elif unit is Unit.YES_NO:
        if leaf.relation is not Relation.EQUALS or not isinstance(leaf.edge, bool):
            yield Problem.of(place, "unlike", name=leaf.subject, zh="是或否（equals = true）", en="yes or no (equals = true)")
    elif any(isinstance(edge, bool) or (isinstance(edge, str) and leaf.relation not in ORDERED) for edge in edges):
        yield Problem.of(place, "unlike", name=leaf.subject, zh="数值", en="a number")


def _criterion(place: str, measure: Any, points: Shape, scheme: Scheme, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    inner = f"{place}.{points.tag}"
    if isinstance(points, YesNo | Checklist):
        if measure is not UNSTATED:
            yield Problem.of(f"{place}.measure", "measure-unused")
    elif measure is UNSTATED:
        yield Problem.of(f"{place}.measure", "absent")
    else:
        yield from _known(f"{place}.measure", measure, scheme, measures)
        found = measures.get(measure)
        if found is not None and (found.unit is Unit.CHOICE) == isinstance(points, NUMERIC_SHAPES):
            code = {Unit.CHOICE: "shape-for-choice", Unit.YES_NO: "shape-for-yes-no"}.get(found.unit, "shape-for-number")
            yield Problem.of(inner, code, name=measure)
    yield from _shape(inner, points)


def _shape(place: str, points: Any) -> Iterator[Problem]:
    if isinstance(points, Curve):
        xs = [knot.x for knot in points.knots]
        if not xs or any(left >= right for left, right in pairwise(xs)):
            yield Problem.of(place, "expected", zh="横坐标递增的折点", en="knots whose values increase")
    elif isinstance(points, PerUnit):
        if points.size <= 0:
            yield Problem.of(f"{place}.size", "expected", zh="正数", en="a number above zero")
        if points.points < 0:
            yield Problem.of(f"{place}.points", "too-small", bound=0)
    elif isinstance(points, Marks) and points.at_least > points.at_most:
        yield Problem.of(f"{place}.at_least", "too-large", bound="at_most")
    elif not getattr(points, {"choice": "options", "bands": "bands", "checklist": "items"}.get(points.tag, "tag")):
        yield Problem.of(place, "empty")
