"""Awards: what follows. Eligibility, points, grades and the decision, as pure functions."""

from common_prosperity.awards.bases import BothBases, Outcome, decide_both, ruling
from common_prosperity.awards.deciding import decide, eligibility, measure, score
from common_prosperity.awards.results import Decision, Eligibility, Finding, Need, Scorecard, Verdict

__all__ = [
    "BothBases",
    "Decision",
    "Eligibility",
    "Finding",
    "Need",
    "Outcome",
    "Scorecard",
    "Verdict",
    "decide",
    "decide_both",
    "eligibility",
    "measure",
    "ruling",
    "score",
]
