"""C3, grades of intellectual disability by age, as far as a scheme can say them."""

from typing import Any

import pytest
from library_dossiers import amounts, dossier

import common_prosperity as cp

SCHEME = cp.load_scheme("disability-grade-intellectual")


def grade(key: str, **stated: Any) -> str:
    return amounts(cp.decide(dossier(**stated), SCHEME))[key]


def test_age_10_iq_20_is_grade_2() -> None:
    assert grade("by-quotient", years_of_age=10, iq=20) == "2"


def test_age_5_dq_25_is_grade_1() -> None:
    assert grade("by-quotient", years_of_age=5, dq=25) == "1"


def test_iq_70_is_no_grade_by_iq() -> None:
    assert grade("by-quotient", years_of_age=10, iq=70) == "n/a"


def test_das_51_is_no_grade() -> None:
    assert grade("by-das", years_of_age=30, das=51) == "n/a"


@pytest.mark.parametrize(
    ("iq", "expected"), [(19, "1"), (20, "2"), (34, "2"), (35, "3"), (49, "3"), (50, "4"), (69, "4"), (70, "n/a")]
)
def test_every_edge_of_the_iq_column(iq: int, expected: str) -> None:
    assert grade("by-quotient", years_of_age=7, iq=iq) == expected


@pytest.mark.parametrize(
    ("dq", "expected"), [(25, "1"), (26, "2"), (39, "2"), (40, "3"), (54, "3"), (55, "4"), (75, "4"), (76, "n/a")]
)
def test_every_edge_of_the_dq_column(dq: int, expected: str) -> None:
    assert grade("by-quotient", years_of_age=6, dq=dq) == expected


@pytest.mark.parametrize(("das", "expected"), [(116, "1"), (115, "2"), (106, "2"), (105, "3"), (96, "3"), (95, "4"), (52, "4")])
def test_every_edge_of_the_das_column(das: int, expected: str) -> None:
    assert grade("by-das", years_of_age=18, das=das) == expected
    assert grade("by-das", years_of_age=17, das=das) == "n/a"


def test_an_unknown_age_leaves_both_keys_open() -> None:
    assert grade("by-quotient", dq=20, iq=60) == "1…4"
