"""The laws that hold for every scheme and every dossier, as functions that raise an `AssertionError` where one is broken.

`check_scheme` tries them all on a scheme, with facts drawn by Hypothesis. The single checks take facts of one's own:

* completion: whatever turns out, it lies inside what was said before; knowledge: stating more only narrows;
* order and names: neither the order of rows nor the names of people and things change an answer;
* bounded and monotone: points stay within their limits, and more of what is good never costs any;
* veto: an incurred veto excludes whatever the points, an unknown one never lets an award through;
* round trip: what is written reads back the same; grades: every total has at most one.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from common_prosperity.awards import Decision, Verdict, decide, measure
from common_prosperity.awards.grading import possible_grades
from common_prosperity.awards.judging import clause_truth
from common_prosperity.awards.results import Scorecard
from common_prosperity.awards.scoring import criterion_points
from common_prosperity.errors import InvalidFacts
from common_prosperity.facts import Dossier
from common_prosperity.files.codec import structure, unstructure
from common_prosperity.files.json_text import dump, parse
from common_prosperity.measures.conditions import Lookup, Value
from common_prosperity.measures.measurements import Measurements
from common_prosperity.quantities import Bounds, Number, Options, Unstated
from common_prosperity.quantities.truth import FALSE, TRUE
from common_prosperity.schemes import Scheme
from common_prosperity.schemes.model import Direction, SectionKind, Standing
from common_prosperity.schemes.points import covered, pieces, set_edges
from common_prosperity.testing.strategies.completing import GROWING, completions, one_more_fact
from common_prosperity.testing.strategies.dossiers import dossiers, renamed, shuffled
from common_prosperity.testing.strategies.measurements import measurements, narrowed
from common_prosperity.testing.strategies.paths import at, stated_facts
from common_prosperity.testing.strategies.quantities import numbers_in, pick

Known = Dossier | Measurements
"""What a decision can be made from."""


def check_completion(scheme: Scheme, dossier: Known, completed: Known) -> None:
    """Whatever the unstated facts turn out to be, the answer lies inside what was said before.

    Args:
        scheme: the scheme.
        dossier: what is known, a dossier or measurements.
        completed: the same with everything filled in.

    Raises:
        AssertionError: the completion contradicts what was stated, or its answer lies outside what was said.
    """
    if isinstance(dossier, Dossier) and isinstance(completed, Dossier):
        _keeps(dossier, completed)
    _narrower("completion", scheme, dossier, completed)


def check_knowledge(scheme: Scheme, dossier: Known, more: Known) -> None:
    """Stating one more fact only narrows bounds; a MET or NOT_MET never flips; what is settled stays.

    Args:
        scheme: the scheme.
        dossier: what is known, a dossier or measurements.
        more: the same with more stated.

    Raises:
        AssertionError: something became wider, flipped or came open again.
    """
    _narrower("knowledge", scheme, dossier, more)


def _keeps(dossier: Dossier, completed: Dossier) -> None:
    """Everything stated stands where it stood."""
    for path in stated_facts(dossier):
        before, after = at(dossier, path), at(completed, path)
        if isinstance(before, tuple):
            kept = len(before) <= len(after) if path[0] in GROWING else len(before) == len(after)
        else:
            kept = attrs.has(before.__class__) or before == after
        assert kept, f"completion: {path} was stated as {before!r} and is {after!r} now"


def _narrower(law: str, scheme: Scheme, known: Known, more: Known) -> None:
    if scheme.standing(known.period) is Standing.IN_FORCE:  # else a dated parameter may have no value
        measured, remeasured = measure(known, scheme), measure(more, scheme)
        for name in scheme.asked:
            if name in measured:
                assert name in remeasured, f"{law}: {name} was {measured[name]} and is not known any more"
                _inside(law, name, remeasured[name], measured[name])
    before, after = decide(known, scheme), decide(more, scheme)
    for finding, now in zip(before.eligibility.findings, after.eligibility.findings, strict=True):
        assert finding.verdict in (Verdict.UNKNOWN, now.verdict), (
            f"{law}: clause {now.clause} was {finding.verdict} and is {now.verdict} now"
        )
    assert before.verdict in (Verdict.UNKNOWN, after.verdict), (
        f"{law}: the verdict was {before.verdict} and is {after.verdict} now"
    )
    _points_inside(law, before.scorecard, after.scorecard)
    _outcome_inside(law, before, after)


def _points_inside(law: str, before: Scorecard, after: Scorecard) -> None:
    for section, new_section in zip(before.sections, after.sections, strict=True):
        for line, new_line in zip(section.lines, new_section.lines, strict=True):
            _inside(law, f"points of {line.clause}", new_line.points, line.points)
        _inside(law, f"points of section {section.section}", new_section.points, section.points)
    _inside(law, "the total", after.total, before.total)


def _outcome_inside(law: str, before: Decision, after: Decision) -> None:
    possible, left = [grade.grade for grade in before.grades], [grade.grade for grade in after.grades]
    assert set(left) <= set(possible), f"{law}: the possible grades were {possible} and are {left} now"
    assert before.no_grade or not after.no_grade, f"{law}: some grade was sure, and is not any more"
    asked = {finding.clause: finding.verdict for finding in before.besides}
    for finding in after.besides:
        was = asked.get(finding.clause)
        assert was in (Verdict.UNKNOWN, finding.verdict), (
            f"{law}: what {finding.clause} asks was {was}, is {finding.verdict} now"
        )
    for amount, now in zip(before.amounts, after.amounts, strict=True):
        _inside(law, f"amount {now.amount}", now.value, amount.value)
    if before.settled:
        assert after.settled, f"{law}: the decision was settled and is open again"
        assert (possible, before.no_grade) == (left, after.no_grade), f"{law}: the settled grade changed to {left}"


def _inside(law: str, what: str, inner: Value, outer: Value) -> None:
    if isinstance(inner, Options) and isinstance(outer, Options):
        fits = inner.inside(outer)
    else:
        fits = isinstance(inner, Bounds) and isinstance(outer, Bounds) and inner.inside(outer)
    assert fits, f"{law}: {what} is {inner} now, which {outer} did not leave open"


def check_order(scheme: Scheme, dossier: Dossier, other_order: Dossier) -> None:
    """Shuffling any collection changes nothing, the digest included.

    Args:
        scheme: the scheme.
        dossier: the facts.
        other_order: the same facts in another order.

    Raises:
        AssertionError: some part of the decision differs.
    """
    _same("order", decide(dossier, scheme), decide(other_order, scheme))


def check_names(scheme: Scheme, dossier: Dossier, renamed_dossier: Dossier, names: Mapping[str, str]) -> None:
    """Renaming identifiers changes nothing but identifiers, and the digest over them.

    Args:
        scheme: the scheme.
        dossier: the facts.
        renamed_dossier: the same facts under other names.
        names: the new name of each identifier.

    Raises:
        AssertionError: some part of the decision differs.
    """

    def row(name: str) -> str:
        first, _, month = name.partition(" ")
        return names.get(name) or " ".join(filter(None, (names.get(first, first), month)))

    before, after = decide(dossier, scheme), decide(renamed_dossier, scheme)
    needed = tuple(attrs.evolve(need, rows=tuple(sorted(map(row, need.rows)))) for need in before.needed)
    workshop = names.get(before.workshop, before.workshop) if isinstance(before.workshop, str) else before.workshop
    _same("names", attrs.evolve(before, workshop=workshop, needed=needed, digest=after.digest), after)


def _same(law: str, before: Decision, after: Decision) -> None:
    for field in attrs.fields(Decision):
        old, new = getattr(before, field.name), getattr(after, field.name)
        assert old == new, f"{law}: {field.name} was {old} and is {new} now"


def check_bounded(scheme: Scheme, dossier: Known) -> None:
    """Points lie within the limits that the scheme declares, of each criterion, of each section, and of the total.

    Raises:
        AssertionError: some points lie outside.
    """
    scorecard = decide(dossier, scheme).scorecard
    for section, scored in zip(scheme.sections, scorecard.sections, strict=False):
        for criterion, line in zip(section.criteria, scored.lines, strict=True):
            limits = Bounds(*criterion.points.limits()).hull(Bounds(0, 0))
            assert line.points.inside(limits), f"bounded: {line.clause} gives {line.points}, outside {limits}"
        limits = Bounds(*section.limits())
        assert scored.points.inside(limits), f"bounded: section {section.id} gives {scored.points}, outside {limits}"
    if scorecard.sections:
        assert scorecard.total.inside(scheme.limits), f"bounded: the total is {scorecard.total}, outside {scheme.limits}"


def check_monotone(scheme: Scheme, known: Measurements, name: str, low: Number, high: Number) -> None:
    """Where a criterion says that more is better, more never costs points; likewise for less.

    Args:
        scheme: the scheme.
        known: what else is known.
        name: a measure.
        low: a value of it.
        high: a greater value of it.

    Raises:
        AssertionError: the better value brings fewer points.
    """
    less, more = (
        attrs.evolve(known, values_by_name={**known.values_by_name, name: Bounds.exactly(value)}) for value in (low, high)
    )
    ways = set()
    for section, criterion in scheme.criteria():
        if criterion.measure == name:
            ways.add(criterion.better)
            sign = -1 if section.kind is SectionKind.DEDUCTION else 1
            before, after = (criterion_points(criterion, _lookup(scheme, found))[1] for found in (less, more))
            _no_loss(f"{criterion.id} gives {before} for {low} and {after} for {high}", before, after, criterion.better, sign)
    if len(ways) == 1 and _read_once(scheme, name):
        before, after = decide(less, scheme).scorecard.total, decide(more, scheme).scorecard.total
        _no_loss(f"the total is {before} for {low} of {name} and {after} for {high}", before, after, ways.pop(), 1)


def _no_loss(text: str, before: Bounds, after: Bounds, better: Direction | Unstated, sign: int) -> None:
    """Points that are known exactly change in the direction that helps, or not at all."""
    if before.lower is None or after.lower is None or not (before.settled and after.settled):
        return
    gain = (after.lower - before.lower) * sign
    lost = (better is Direction.MORE and gain < 0) or (better is Direction.LESS and gain > 0)
    assert not lost, f"monotone: {text}, though {better} is better"


def _read_once(scheme: Scheme, name: str) -> bool:
    """Whether only criteria read a measure, none of them by a condition, and nothing follows from it."""
    conditions = any(name in condition.names() for _, condition in scheme.conditions())
    follows = any(name in measure.how.inputs() for measure in scheme.measures.values())
    return not conditions and not follows and all(parameter.by != name for parameter in scheme.parameters.values())


def check_veto(scheme: Scheme, dossier: Known) -> None:
    """Whatever the points, an incurred veto excludes; an unknown veto never lets an award through.

    Raises:
        AssertionError: an award stands, or may stand, beside a veto that rules it out.
    """
    decision = decide(dossier, scheme)
    if decision.verdict in (Verdict.NOT_IN_FORCE, Verdict.EXPIRED):
        return
    lookup = _lookup(scheme, measure(dossier, scheme))
    for veto in scheme.vetoes:
        truth = clause_truth(veto, lookup)
        if truth == FALSE:
            assert decision.verdict is Verdict.NOT_MET, f"veto: {veto.id} is incurred and the verdict is {decision.verdict}"
            assert not decision.grades, f"veto: {veto.id} is incurred and {decision.grades} are possible"
        elif truth & FALSE:
            assert decision.verdict is not Verdict.MET, f"veto: {veto.id} may be incurred and the verdict is met"
            assert decision.grade is None, f"veto: {veto.id} may be incurred and the grade is {decision.grade}"


def _lookup(scheme: Scheme, measured: Measurements) -> Lookup:
    def look(name: str) -> Value:
        found = measured.get(name)
        return scheme.natural(name, measured.period.until) if found is None else found

    return look


def check_round_trip(value: Any) -> None:
    """What is written as JSON reads back the same.

    Args:
        value: a fact, dossier, register, scheme or decision.

    Raises:
        AssertionError: it reads back as something else.
    """
    text = dump(unstructure(value))
    read = structure(parse(text), value.__class__, "round trip", InvalidFacts, quick=isinstance(value, Dossier))
    assert read == value, f"round trip: {value!r} reads back as {read!r}"


def check_grade_partition(scheme: Scheme) -> None:
    """A total has one grade by the edges, or the decision says that the published text gives several.

    On a ladder the first grade that is met counts, so there nothing is to be checked. Whether a text gives two grades at
    all is for the linter to tell (S301, S303).

    Raises:
        AssertionError: two grades cover one total, and nobody is told.
    """
    if scheme.ladder:
        return
    free = attrs.evolve(scheme, grades=tuple(grade for grade in scheme.grades if grade.requires is None))
    for total in pieces(scheme.limits, free.grades):
        covering = [grade.id for grade in free.grades if covered(set_edges(grade), total) == TRUE]
        _, none, doubtful = possible_grades(free, total, lambda _: Bounds())
        assert none == (not covering), f"grades: a total of {total} has {' and '.join(covering) or 'none'}, and none: {none}"
        assert doubtful == (len(covering) > 1), f"grades: a total of {total} has {' and '.join(covering)}, and nobody is told"


def completion(data: st.DataObject, scheme: Scheme) -> None:
    """Completion, of a dossier."""
    dossier = data.draw(dossiers(scheme))
    check_completion(scheme, dossier, data.draw(completions(dossier, scheme)))


def completion_of_measurements(data: st.DataObject, scheme: Scheme) -> None:
    """Completion, of measurements."""
    known = data.draw(measurements(scheme))
    check_completion(scheme, known, data.draw(narrowed(known, scheme, settled=True)))


def knowledge(data: st.DataObject, scheme: Scheme) -> None:
    """Knowledge, by one more fact of a dossier."""
    dossier = data.draw(dossiers(scheme))
    check_knowledge(scheme, dossier, data.draw(one_more_fact(dossier, scheme)))


def knowledge_of_measurements(data: st.DataObject, scheme: Scheme) -> None:
    """Knowledge, by narrower measurements."""
    known = data.draw(measurements(scheme))
    check_knowledge(scheme, known, data.draw(narrowed(known, scheme)))


def order(data: st.DataObject, scheme: Scheme) -> None:
    """Order."""
    dossier = data.draw(dossiers(scheme))
    check_order(scheme, dossier, data.draw(shuffled(dossier)))


def names(data: st.DataObject, scheme: Scheme) -> None:
    """Names."""
    dossier = data.draw(dossiers(scheme))
    check_names(scheme, dossier, *data.draw(renamed(dossier)))


def bounded(data: st.DataObject, scheme: Scheme) -> None:
    """Bounded."""
    check_bounded(scheme, data.draw(measurements(scheme)))


def monotone(data: st.DataObject, scheme: Scheme) -> None:
    """Monotone, for one of the measures that criteria read."""
    known = data.draw(measurements(scheme, settled=True))
    ranges = {
        criterion.measure: scheme.natural(criterion.measure, known.period.until)
        for _, criterion in scheme.criteria()
        if isinstance(criterion.measure, str) and criterion.measure in known
    }
    numeric = {name: found for name, found in ranges.items() if isinstance(found, Bounds)}
    if numeric:
        name = pick(data.draw, sorted(numeric))
        low, high = sorted([data.draw(numbers_in(numeric[name])), data.draw(numbers_in(numeric[name]))])
        check_monotone(scheme, known, name, low, high)


def veto(data: st.DataObject, scheme: Scheme) -> None:
    """Veto."""
    check_veto(scheme, data.draw(measurements(scheme)))


def round_trip(data: st.DataObject, scheme: Scheme) -> None:
    """Round trip, of the scheme, a dossier and the decision on it."""
    dossier = data.draw(dossiers(scheme))
    for value in (scheme, dossier, decide(dossier, scheme)):
        check_round_trip(value)


def grade_partition(_data: st.DataObject, scheme: Scheme) -> None:
    """Grades."""
    check_grade_partition(scheme)


Law = Callable[[st.DataObject, Scheme], None]
"""A law as a property of a scheme and of whatever Hypothesis draws for it."""

LAWS: Final[Mapping[str, Law]] = {
    law.__name__: law
    for law in (
        completion,
        completion_of_measurements,
        knowledge,
        knowledge_of_measurements,
        order,
        names,
        bounded,
        monotone,
        veto,
        round_trip,
        grade_partition,
    )
}
"""Every law by name."""


def check_scheme(scheme: Scheme, examples: int = 100) -> None:
    """Every law on one scheme, with dossiers and measurements drawn for it.

    Args:
        scheme: the scheme.
        examples: how many cases to try for each law.

    Raises:
        AssertionError: a law is broken; the message says which, by which clause or measure.
    """
    for law in LAWS.values():
        try_law(law, st.just(scheme), examples)


def try_law(law: Law, schemes: st.SearchStrategy[Scheme], examples: int, *, shrink: bool = True) -> None:
    """Try one law on so many cases, the same ones each time.

    Args:
        law: one of `LAWS`.
        schemes: draws the schemes to try it on.
        examples: how many cases.
        shrink: whether to look for the smallest case once the law is broken, which may take minutes.

    Raises:
        AssertionError: the law is broken.
    """
    tried = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        phases=[Phase.generate, Phase.shrink] if shrink else [Phase.generate],
    )

    def of_any(data: st.DataObject) -> None:
        law(data, data.draw(schemes))

    tried(given(st.data())(of_any))()
