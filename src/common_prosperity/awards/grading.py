"""Which grades are still possible, given what is known of the points and of the grades' further requirements."""

from common_prosperity.measures.conditions import Lookup
from common_prosperity.quantities import Bounds
from common_prosperity.quantities.truth import FALSE, TRUE, Truth, all_of
from common_prosperity.schemes.model import Grade, Scheme
from common_prosperity.schemes.points import covered, pieces, set_edges


def possible_grades(scheme: Scheme, total: Bounds, lookup: Lookup) -> tuple[list[Grade], bool, bool]:
    """The grades that may follow, in their order; whether none may; whether the text gives two at once.

    The total is cut at every edge, so that grades are judged on stretches on which no edge is passed.
    """
    found: set[str] = set()
    none = doubtful = False
    for piece in [total] if total.settled else pieces(total, scheme.grades):
        truths = [(grade, grade_truth(grade, piece, lookup)) for grade in scheme.grades]
        sure = [grade for grade, truth in truths if truth == TRUE]
        none = none or not sure
        if scheme.ladder:
            reached = [truth for _, truth in truths]
            last = reached.index(TRUE) + 1 if sure else len(truths)
            truths = truths[:last]
        else:
            doubtful = doubtful or len(sure) > 1
        found.update(grade.id for grade, truth in truths if truth & TRUE)
    return [grade for grade in scheme.grades if grade.id in found], none, doubtful


def grade_truth(grade: Grade, total: Bounds, lookup: Lookup) -> Truth:
    """Whether the edges cover the total and the further requirements are met."""
    truth = covered(set_edges(grade), total)
    if grade.requires is None or truth == FALSE:
        return truth
    further = grade.requires.judge(lookup)
    return all_of((truth, further))
