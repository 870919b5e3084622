"""Unified social credit codes (GB 32100-2015), against the standard's own arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import Fault
from common_prosperity.facts import Enterprise

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def checked(body: str) -> str:
    """Seventeen characters with their check character: 31 less the weighted sum modulo 31, and 0 for 31."""
    total = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(body))
    return body + ALPHABET[(31 - total % 31) % 31]


BODIES = st.tuples(
    st.sampled_from("123456789ANY"), st.from_regex(r"[0-9]{7}", fullmatch=True), st.text(ALPHABET, min_size=9, max_size=9)
).map("".join)


@given(BODIES)
def test_a_code_with_the_right_check_character_is_accepted(body: str) -> None:
    assert Enterprise(id="e", credit_code=checked(body)).credit_code == checked(body)


@given(BODIES, st.sampled_from(ALPHABET))
def test_a_code_with_another_check_character_is_refused(body: str, other: str) -> None:
    if body + other != checked(body):
        with pytest.raises(Fault):
            Enterprise(id="e", credit_code=body + other)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91330782MA2H0000U0", "91331121MA2E00001R", "53330200MJ88000019"])
def test_published_and_worked_codes(code: str) -> None:
    assert Enterprise(id="e", credit_code=code).credit_code == code


@pytest.mark.parametrize(
    "code",
    [
        "91350100M000100Y4Z",  # Z is not in the alphabet
        "91310115MA1G4L1WXK",  # printed as an example of a wrong rule
        checked("N2330481MF0000000")[:-1],
        checked("N2330481MF0000000").lower(),
        "B" + checked("N2330481MF0000000")[1:],
        "N２330481MF00000000",
        "N2330481IOSVZ00000",
    ],
)
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(Fault):
        Enterprise(id="e", credit_code=code)
