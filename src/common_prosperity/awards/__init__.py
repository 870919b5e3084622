"""Awards: what follows. Eligibility, points, grades and the decision, as pure functions."""

from common_prosperity.awards.deciding import decide, eligibility, measure, score
from common_prosperity.awards.results import Decision, Eligibility, Finding, Need, Scorecard, Verdict

__all__ = [
    "Decision",
    "Eligibility",
    "Finding",
    "Need",
    "Scorecard",
    "Verdict",
    "decide",
    "eligibility",
    "measure",
    "score",
]
