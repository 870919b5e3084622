"""Break the code on purpose, one way at a time, and see which law fails.

Run by hand, from the root of the repository:

    PYTHONPATH=src python tests/laws/mutations.py            # every mutation against the laws that are to catch it
    PYTHONPATH=src python tests/laws/mutations.py --all      # against every law: who else notices
    PYTHONPATH=src python tests/laws/mutations.py unstated-cells-are-no    # one of them

The thorough profile of the tests runs the first of these. A law that no mutation breaks would prove nothing; a mutation that
no law notices would be a way in which an award could go wrong unseen. The code itself is left alone: each mutation replaces
a function while its laws are tried.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import Any, Final
from unittest.mock import patch

import attrs
import test_bounds_arithmetic
import test_condition_outcomes
import test_exact_aggregates
import test_needed
import test_plain_rules
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from common_prosperity.awards import deciding, grading, judging, needs, scoring
from common_prosperity.awards.grading import possible_grades
from common_prosperity.awards.results import ClauseKind
from common_prosperity.facts import canonical
from common_prosperity.files import plain, quick
from common_prosperity.measures import (
    aggregates,
    conditions,
    formulas,
    masks,
    people,
    rounding,
    shares,
    statements,
)
from common_prosperity.measures.table import Table
from common_prosperity.measures.tables import BUILDERS
from common_prosperity.quantities import UNSTATED, Bounds, Options
from common_prosperity.quantities.truth import FALSE, TRUE, UNKNOWN, VOID
from common_prosperity.schemes import points
from common_prosperity.schemes.model import Veto
from common_prosperity.testing import LAWS, strategies

Patches = Callable[[], list[Any]]
ANY_WAY: Final = tuple(strategies.HOWS)


# ---- the laws ------------------------------------------------------------------------------------------------------

Tried = Callable[[st.DataObject, tuple[str, ...]], None]
"""A law to try on whatever Hypothesis draws; the ways are those in which the measures of generated schemes are taken."""


def _law(name: str) -> Tried:
    def held(data: st.DataObject, ways: tuple[str, ...]) -> None:
        LAWS[name](data, data.draw(strategies.schemes(hows=ways)))

    return held


def _plain_rules(data: st.DataObject, ways: tuple[str, ...]) -> None:
    scheme = data.draw(strategies.schemes(hows=ways))
    test_plain_rules.check_plain_rules(scheme, data.draw(strategies.measurements(scheme, settled=True)))


def _exact_aggregates(data: st.DataObject, _ways: tuple[str, ...]) -> None:
    tag = data.draw(st.sampled_from(("count", "sum", "share", "distinct", "least", "greatest")))
    test_exact_aggregates.check_exact(*data.draw(test_exact_aggregates.cases(tag)))


def _condition_outcomes(data: st.DataObject, _ways: tuple[str, ...]) -> None:
    values = data.draw(test_condition_outcomes.known())
    asked = data.draw(test_condition_outcomes.read_once())
    assert asked.judge(values.__getitem__) == test_condition_outcomes.enumerated(asked, values)


def _needed(data: st.DataObject, _ways: tuple[str, ...]) -> None:
    scheme = data.draw(test_needed.schemes_read_once(amounts=data.draw(st.booleans())))
    test_needed.check_needed(scheme, data.draw(test_needed.partly_known(scheme)))


def _bounds_arithmetic(data: st.DataObject, _ways: tuple[str, ...]) -> None:
    test_bounds_arithmetic.check_ratio(data.draw(strategies.bounds()), data.draw(strategies.bounds()), data)


TRIED: Final[Mapping[str, Tried]] = {
    **{name: _law(name) for name in LAWS},
    "plain rules": _plain_rules,
    "exact aggregates": _exact_aggregates,
    "condition outcomes": _condition_outcomes,
    "needed": _needed,
    "bounds arithmetic": _bounds_arithmetic,
}
"""Every law, and every comparison with a second reading, by name."""


def caught(law: str, ways: tuple[str, ...] = ANY_WAY, rounds: int = 25, each: int = 40) -> str | None:
    """What a law says of the code as it is now; `None` where it holds. Many short runs vary more than a long one."""

    @settings(max_examples=each, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.data())
    def tried(data: st.DataObject) -> None:
        TRIED[law](data, ways)

    for number in range(rounds):
        try:
            seed(number)(tried)()
        except Exception as found:  # noqa: BLE001  # a broken library may fail in any way at all
            return _words(found)
    return None


def _words(found: BaseException) -> str:
    while isinstance(found, BaseExceptionGroup):
        found = found.exceptions[0]
    lines = str(found).strip().splitlines() or [""]
    return f"{type(found).__name__}: {lines[0]}"[:160]


# ---- the mutations -------------------------------------------------------------------------------------------------


def replaced(real: Any, new: Any) -> list[Any]:
    """A function replaced under every name by which the library knows it."""
    modules = [module for name, module in sys.modules.items() if name.startswith("common_prosperity")]
    found = [(module, name) for module in modules for name, value in vars(module).items() if value is real]
    assert found, f"the library has no {real}"
    return [patch.object(module, name, new) for module, name in found]


def _cells_are_no() -> list[Any]:
    real = conditions.cell_truth
    return replaced(real, lambda cell, *rest: FALSE if cell is UNSTATED else real(cell, *rest))


def _tables_are_empty() -> list[Any]:
    def submitted(build: Callable[[Any], Table]) -> Callable[[Any], Table]:
        return lambda dossier: attrs.evolve(build(dossier), submitted=True)

    return [patch.dict(BUILDERS, {name: submitted(build) for name, build in BUILDERS.items()})]


def _amounts_are_nought() -> list[Any]:
    real = aggregates.cell_range

    def known(cell: Any, column: Any) -> tuple[Any, Any]:
        low, _ = real(cell, column)
        return (low or 0,) * 2

    return replaced(real, known)


SWAPPED: Final = {
    conditions.Relation.AT_LEAST: conditions.Relation.MORE_THAN,
    conditions.Relation.MORE_THAN: conditions.Relation.AT_LEAST,
    conditions.Relation.AT_MOST: conditions.Relation.LESS_THAN,
    conditions.Relation.LESS_THAN: conditions.Relation.AT_MOST,
}


def _swapped_compare() -> list[Any]:
    real = conditions.compare

    def swapped(value: Any, relation: Any, threshold: Any) -> int:
        return real(value, SWAPPED.get(relation, relation), threshold)

    return [patch.object(module, "compare", swapped) for module in (conditions, judging)]  # bands and grades stay as they are


def _swapped_rows() -> list[Any]:
    holds = conditions.HOLDS
    return [patch.dict(holds, {relation: holds[other] for relation, other in SWAPPED.items()})]


def _swapped_grades() -> list[Any]:
    real = points.covered
    return [
        patch.object(
            grading, "covered", lambda edges, total: real([(SWAPPED[relation], edge) for relation, edge in edges], total)
        )
    ]


def _veto_ignored() -> list[Any]:
    real = judging._kind
    advice = ClauseKind.ADVICE
    return replaced(real, lambda clause: advice if isinstance(clause, Veto) else real(clause))


def _nothing_to_compare_passes() -> list[Any]:
    lenient = tuple(TRUE if truth == VOID else truth & UNKNOWN for truth in range(8))
    return [patch.object(judging, "IS_SO", lenient)]


def _unknown_veto_passes() -> list[Any]:
    real = judging.clause_truth

    def lenient(clause: Any, lookup: Any) -> int:
        truth = real(clause, lookup)
        return TRUE if isinstance(clause, Veto) and truth == UNKNOWN else truth

    return [patch.object(judging, "clause_truth", lenient)]  # the law asks the real one


def _clauses_always_apply() -> list[Any]:
    return replaced(judging.where_applicable, lambda _applies, truth, _lookup: truth)


def _criteria_always_apply() -> list[Any]:
    real = scoring.criterion_points
    return replaced(real, lambda criterion, lookup: real(attrs.evolve(criterion, applies=None), lookup))


def _share_of_the_known() -> list[Any]:
    real = masks.row_truths

    def value(self: Any, sources: Any) -> Any:
        table = sources.table(self.of)
        met = real(self.where, table, sources.value)
        among = real(self.among, table, sources.value)
        rows = [truth for inside, truth in zip(among, met, strict=True) if inside == TRUE and truth in (TRUE, FALSE)]
        return Bounds.exactly(Fraction(rows.count(TRUE), len(rows))) if rows else Bounds(0, 1, None)

    return [patch.object(shares.Share, "value", value)]


def _grade_by_the_best() -> list[Any]:
    real = possible_grades

    def hopeful(scheme: Any, total: Any, lookup: Any) -> Any:
        return real(scheme, total if total.upper is None else Bounds(total.upper, total.upper), lookup)

    return [patch.object(deciding, "possible_grades", hopeful)]


def _first_listed_joined() -> list[Any]:
    return [patch.object(people, "_earliest", lambda spells: spells[0])]


def _digest_in_order_of_rows() -> list[Any]:
    return [patch.object(canonical, "sorted", lambda rows, **_key: list(rows), create=True)]


def _households_by_first_letter() -> list[Any]:
    real = people.TRAITS["household"]

    def shortened(*known: Any) -> Any:
        household = real(*known)
        return household[:1] if isinstance(household, str) else household

    return [patch.dict(people.TRAITS, {"household": shortened})]


def _curve_goes_on() -> list[Any]:
    real = points.height

    def extended(knots: Any, x: Any) -> Any:
        if len(knots) > 1 and x > knots[-1].x:
            left, right = knots[-2:]
            return right.y + Fraction(right.y - left.y) * (x - right.x) / (right.x - left.x)
        return real(knots, x)

    return replaced(real, extended)


def _holes_give_the_fewest() -> list[Any]:
    return replaced(points.unanswered, lambda shape: Bounds(*shape.limits()))


def _two_grades_unsaid() -> list[Any]:
    real = grading.possible_grades
    return replaced(real, lambda scheme, total, lookup: (*real(scheme, total, lookup)[:2], False))


def _cap_forgotten() -> list[Any]:
    real = scoring.section_points
    return [patch.object(scoring, "section_points", lambda section, lines: real(attrs.evolve(section, cap=UNSTATED), lines))]


def _rounding_down() -> list[Any]:
    real = rounding.round_to
    return replaced(real, lambda value, step, _mode: real(value, step, rounding.Rounding.DOWN))


def _nobody_has_a_share_of_nought() -> list[Any]:
    real = Bounds.__truediv__

    def nought(left: Bounds, right: Bounds) -> Bounds:
        found = real(left, right)
        return Bounds(0, 0) if found.applies is False else found

    return [patch.object(Bounds, "__truediv__", nought), patch.object(formulas.Ratio, "combine", nought)]


def _missing_marks_left_out() -> list[Any]:
    def value(self: Any, sources: Any) -> Any:
        marks = [mark for mark in sources.marks(self.of) or () if mark is not UNSTATED]
        if not marks:
            return self.natural(None)
        return Bounds.exactly(statements.average(marks, self.average))

    return [patch.object(statements.PanelMarks, "value", value)]


def _first_option_taken() -> list[Any]:
    real = points.Choice.award

    def first(self: Any, value: Any, lookup: Any) -> Any:
        if isinstance(value, Options) and value.possible:
            value = Options.exactly(min(value.possible))
        return real(self, value, lookup)

    return [patch.object(points.Choice, "award", first)]


def _more_costs() -> list[Any]:
    real = points.PerUnit.at
    return [
        patch.object(
            points.PerUnit, "at", lambda self, value: (self.cap if self.cap is not UNSTATED else 0) - real(self, value)
        )
    ]


def _whole_yuan() -> list[Any]:
    quick.converter_of_facts.cache_clear()
    return replaced(plain.plain_yuan, lambda amount: amount.fen // 100)


def _asks_for_everything() -> list[Any]:
    def all_open(condition: Any, lookup: Any) -> Iterator[str]:
        return (name for name in condition.names() if not lookup(name).settled)

    return [patch.object(needs, "open_names", all_open)]


def _forgets_the_points() -> list[Any]:
    return [patch.object(needs, "_open_lines", lambda _view, _name: [])]


@attrs.frozen
class Mutation:
    """One way to break the code."""

    what: str
    patches: Patches
    by: tuple[str, ...]
    """The laws that are to catch it."""
    ways: tuple[str, ...] = ANY_WAY
    """In which ways the measures of the schemes that are tried are taken: of those it is about."""


COMPLETION: Final = ("completion", "knowledge")
MUTATIONS: Final[Mapping[str, Mutation]] = {
    "unstated-cells-are-no": Mutation(
        "an unstated cell fails every comparison", _cells_are_no, (*COMPLETION, "exact aggregates"), ("count", "share")
    ),
    "open-tables-are-empty": Mutation(
        "a table never submitted counts as empty", _tables_are_empty, ("completion",), ("count", "sum", "share")
    ),
    "unstated-amounts-are-nought": Mutation(
        "an unstated amount counts as 0", _amounts_are_nought, (*COMPLETION, "exact aggregates")
    ),
    "share-of-the-known": Mutation(
        "a share leaves out people of whom nothing is known",
        _share_of_the_known,
        ("completion", "exact aggregates"),
        ("share",),
    ),
    "missing-marks-left-out": Mutation(
        "an average leaves out marks not given", _missing_marks_left_out, COMPLETION, ("marks",)
    ),
    "first-option-taken": Mutation(
        "of several options that are left the first is taken",
        _first_option_taken,
        ("completion_of_measurements",),
        ("attested_choice", "attested_number"),
    ),
    "grade-by-the-best": Mutation(
        "grades are judged by the greatest total",
        _grade_by_the_best,
        ("completion_of_measurements", "knowledge_of_measurements", "needed"),
    ),
    "edge-swapped-in-conditions": Mutation(
        "≥ and >, ≤ and < change places in conditions on measures", _swapped_compare, ("plain rules", "condition outcomes")
    ),
    "edge-swapped-in-rows": Mutation(
        "≥ and >, ≤ and < change places in conditions on people", _swapped_rows, ("exact aggregates",)
    ),
    "edge-swapped-in-grades": Mutation("≥ and > change places in grades", _swapped_grades, ("plain rules", "needed")),
    "veto-ignored": Mutation("an incurred veto does not exclude", _veto_ignored, ("veto", "plain rules")),
    "nothing-to-compare-passes": Mutation(
        "a requirement is met where there is nothing to compare", _nothing_to_compare_passes, ("plain rules",)
    ),
    "unknown-veto-passes": Mutation(
        "a veto that may be incurred lets an award through", _unknown_veto_passes, ("completion_of_measurements",)
    ),
    "clauses-always-apply": Mutation("a clause that does not apply is judged", _clauses_always_apply, ("plain rules",)),
    "criteria-always-apply": Mutation("a criterion that does not apply gives points", _criteria_always_apply, ("plain rules",)),
    "first-listed-joined": Mutation("the engagement listed first is the first", _first_listed_joined, ("order",)),
    "digest-in-order-of-rows": Mutation("the digest follows the order of rows", _digest_in_order_of_rows, ("order",)),
    "households-by-first-letter": Mutation("households whose ids begin alike are one", _households_by_first_letter, ("names",)),
    "curve-goes-on": Mutation("a curve goes on beyond its last knot", _curve_goes_on, ("bounded", "plain rules")),
    "holes-give-the-fewest": Mutation("what no band covers gets points all the same", _holes_give_the_fewest, ("plain rules",)),
    "two-grades-unsaid": Mutation("nobody is told that a total has two grades", _two_grades_unsaid, ("grade_partition",)),
    "cap-forgotten": Mutation("a section is not capped", _cap_forgotten, ("bounded", "plain rules")),
    "more-costs": Mutation("more units give fewer points", _more_costs, ("monotone", "plain rules")),
    "rounding-down": Mutation("all rounding goes down", _rounding_down, ("plain rules",)),
    "nought-for-nobody": Mutation(
        "a ratio with divisor zero is zero", _nobody_has_a_share_of_nought, ("bounds arithmetic", "completion")
    ),
    "whole-yuan": Mutation("fen are lost in writing", _whole_yuan, ("round_trip",)),
    "asks-for-everything": Mutation("every open measure is asked for", _asks_for_everything, ("needed",)),
    "forgets-the-points": Mutation("what only points hang on is not asked for", _forgets_the_points, ("needed",)),
}
"""Every way to break the code, with the laws that are to catch it."""


@contextmanager
def broken(mutation: Mutation) -> Iterator[None]:
    """The library with one thing broken."""
    patches = mutation.patches()
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in patches:
            each.stop()
        quick.converter_of_facts.cache_clear()


def main(arguments: list[str]) -> int:
    """Try the mutations that are named, or all, and print a table of who caught what."""
    everyone = "--all" in arguments
    names = [name for name in arguments if name in MUTATIONS] or list(MUTATIONS)
    missed = 0
    for name in names:
        mutation = MUTATIONS[name]
        with broken(mutation):
            found = {law: caught(law, mutation.ways) for law in mutation.by}
            others = {law: caught(law, mutation.ways, rounds=3) for law in TRIED if everyone and law not in found}
        missed += None in found.values()
        sys.stdout.write(f"{name}: {mutation.what}\n")
        for law, words in found.items():
            sys.stdout.write(f"    {law}: {words or 'HELD, and should not have'}\n")
        if noticed := [law for law, words in others.items() if words]:
            sys.stdout.write(f"    noticed as well by {', '.join(noticed)}\n")
        sys.stdout.flush()
    return min(missed, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
