"""Which grades are still possible, given what is known of the points and of the grades' further requirements."""

from collections.abc import Iterator

from common_prosperity.awards.judging import clause_truth, finding_of
from common_prosperity.awards.results import ClauseKind, Finding
from common_prosperity.measures.conditions import Lookup
from common_prosperity.quantities import Bounds
from common_prosperity.quantities.truth import FALSE, IS_SO, TRUE, Truth, all_of
from common_prosperity.schemes.model import Grade, Scheme
from common_prosperity.schemes.points import covered, pieces, set_edges

Stretch = list[tuple[Grade, Truth]]
"""The grades that may follow on a part of the total, with the truth of each."""


def stretches(scheme: Scheme, total: Bounds, lookup: Lookup) -> Iterator[Stretch]:
    """The grades that may follow on each part of the total on which no edge is passed; on a ladder, down to the first sure one."""
    for piece in [total] if total.settled else pieces(total, scheme.grades):
        found = []
        for grade in scheme.grades:
            truth = grade_truth(grade, piece, lookup)
            if truth & TRUE:
                found.append((grade, truth))
                if scheme.ladder and truth == TRUE:
                    break
        yield found


def possible_grades(scheme: Scheme, total: Bounds, lookup: Lookup) -> tuple[list[Grade], bool, bool]:
    """The grades that may follow, in their order; whether none may; whether the text gives two at once."""
    found: set[str] = set()
    none = doubtful = False
    for stretch in stretches(scheme, total, lookup):
        sure = [truth for _, truth in stretch].count(TRUE)
        none = none or not sure
        doubtful = doubtful or sure > 1
        found.update(grade.id for grade, _ in stretch)
    return [grade for grade in scheme.grades if grade.id in found], none, doubtful


def asked_besides(scheme: Scheme, total: Bounds, lookup: Lookup) -> Iterator[Finding]:
    """What the grades ask besides that the total may reach; on a ladder, down to the first that is sure."""
    for grade in scheme.grades:
        besides = grade.besides
        if covered(set_edges(grade), total) == FALSE:
            continue
        if besides is not None:
            yield finding_of(besides, ClauseKind.GRADE, clause_truth(besides, lookup), lookup)
        if scheme.ladder and grade_truth(grade, total, lookup) == TRUE:
            return


def grade_truth(grade: Grade, total: Bounds, lookup: Lookup) -> Truth:
    """Whether the edges cover the total and the further requirements are met."""
    truth = covered(set_edges(grade), total)
    if grade.requires is None or truth == FALSE:
        return truth
    return all_of((truth, IS_SO[grade.requires.judge(lookup)]))
