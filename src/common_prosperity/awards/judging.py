"""Whether a workshop is eligible: every requirement and veto, judged in Kleene's three values and *not applicable*.

A condition that has no answer, such as a share among nobody, meets no requirement and incurs no veto. A clause is
not applicable only where its own `applies` says so.
"""

from collections.abc import Iterator
from typing import Any

from common_prosperity.awards.results import VERDICTS, ClauseKind, Comparison, Eligibility, Finding
from common_prosperity.measures.conditions import Compare, Condition, Lookup, Relation, Value, compare
from common_prosperity.quantities import Bounds
from common_prosperity.quantities.truth import IS_SO, OPPOSITE, TRUE, VOID, Truth, all_applicable
from common_prosperity.schemes.model import Force, Requirement, Scheme, Veto

UPWARD = frozenset({Relation.AT_LEAST, Relation.MORE_THAN})
DOWNWARD = frozenset({Relation.AT_MOST, Relation.LESS_THAN})


def clause_truth(clause: Requirement | Veto, lookup: Lookup) -> Truth:
    """Whether a clause leaves the way open: a requirement met, a veto not incurred, or neither applicable."""
    truth = IS_SO[clause.condition.judge(lookup)]
    if clause.__class__ is Veto:
        truth = OPPOSITE[truth]
    return where_applicable(clause.applies, truth, lookup)


def where_applicable(applies: Condition | None, truth: Truth, lookup: Lookup) -> Truth:
    """A truth that holds only where a condition does; elsewhere it is void."""
    if applies is None:
        return truth
    applicable = applies.judge(lookup)
    return (truth if applicable & TRUE else 0) | (VOID if applicable & ~TRUE else 0)


def barring(scheme: Scheme) -> Iterator[Requirement | Veto]:
    """The clauses that can refuse an award."""
    yield from (clause for clause in scheme.requirements if clause.force is Force.REQUIRED)
    yield from scheme.vetoes


def eligibility_truth(scheme: Scheme, lookup: Lookup) -> Truth:
    """Whether every clause that can refuse leaves the way open."""
    return all_applicable([clause_truth(clause, lookup) for clause in barring(scheme)])


def judge(scheme: Scheme, lookup: Lookup) -> Eligibility:
    """One finding for each requirement and veto, and the verdict over those that can refuse."""
    findings, truths = [], []
    for clause in scheme.gates():
        truth = clause_truth(clause, lookup)
        kind = _kind(clause)
        if kind is not ClauseKind.ADVICE:
            truths.append(truth)
        findings.append(finding_of(clause, kind, truth, lookup))
    return Eligibility(verdict=VERDICTS[all_applicable(truths)], findings=tuple(findings))


def finding_of(clause: Requirement | Veto, kind: ClauseKind, truth: Truth, lookup: Lookup) -> Finding:
    """A clause with its verdict and everything that it compares."""
    return Finding(
        clause=clause.id,
        kind=kind,
        label=clause.label,
        verdict=VERDICTS[truth],
        comparisons=_comparisons(clause.condition, lookup),
        scope=() if clause.applies is None else _comparisons(clause.applies, lookup),
        source=clause.source,
        basis=clause.basis,
        why=clause.why,
        remedy=clause.remedy,
    )


def _kind(clause: Requirement | Veto) -> ClauseKind:
    if isinstance(clause, Veto):
        return ClauseKind.VETO
    return ClauseKind.ADVICE if clause.force is Force.ADVISED else ClauseKind.REQUIREMENT


def _comparisons(condition: Condition, lookup: Lookup) -> tuple[Comparison, ...]:
    return tuple([_comparison(leaf, lookup) for leaf in condition.leaves()])


def _comparison(leaf: Compare, lookup: Lookup) -> Comparison:
    observed, threshold = lookup(leaf.subject), leaf.threshold(lookup)
    truth = leaf.judge(lookup) if threshold is None else compare(observed, leaf.relation, threshold)
    return Comparison(
        measure=leaf.subject,
        relation=leaf.relation,
        observed=observed,
        threshold=threshold,
        verdict=VERDICTS[truth],
        margin=_margin(observed, leaf.relation, threshold),
    )


def _margin(observed: Value, relation: Relation, threshold: Any) -> Bounds | None:
    if not isinstance(observed, Bounds) or not isinstance(threshold, Bounds):
        return None
    if relation in UPWARD:
        return observed - threshold
    return threshold - observed if relation in DOWNWARD else None
