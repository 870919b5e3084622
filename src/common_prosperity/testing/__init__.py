"""Testing: strategies and laws for people who write schemes. It needs Hypothesis, the extra `testing`.

>>> from common_prosperity.files import load_scheme
>>> from common_prosperity.testing import check_scheme
>>> check_scheme(load_scheme("outstanding-workshop"), examples=1)
"""

from common_prosperity.testing import strategies
from common_prosperity.testing.laws import (
    LAWS,
    check_bounded,
    check_completion,
    check_grade_partition,
    check_knowledge,
    check_monotone,
    check_names,
    check_order,
    check_round_trip,
    check_scheme,
    check_veto,
    try_law,
)

__all__ = [
    "LAWS",
    "check_bounded",
    "check_completion",
    "check_grade_partition",
    "check_knowledge",
    "check_monotone",
    "check_names",
    "check_order",
    "check_round_trip",
    "check_scheme",
    "check_veto",
    "strategies",
    "try_law",
]
