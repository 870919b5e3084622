"""Each way of breaking the code breaks the laws that are to notice it; the code as it is breaks none.

Three ways are tried every time, all of them with the thorough profile.
"""

import os

import mutations
import pytest

ALWAYS = ("unstated-cells-are-no", "edge-swapped-in-grades", "veto-ignored")
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


@pytest.mark.parametrize("name", mutations.MUTATIONS if THOROUGH else ALWAYS)
def test_the_laws_notice(name: str) -> None:
    mutation = mutations.MUTATIONS[name]
    with mutations.broken(mutation):
        held = [law for law in mutation.by if mutations.caught(law, mutation.ways) is None]
    assert held == []


@pytest.mark.parametrize("law", mutations.TRIED)
def test_the_code_as_it_is_keeps_every_law(law: str) -> None:
    assert mutations.caught(law, rounds=2, each=10) is None


def test_what_was_broken_is_whole_again() -> None:
    """A mutation leaves no trace, or every later test would run on broken code."""
    for mutation in mutations.MUTATIONS.values():
        with mutations.broken(mutation):
            pass
    assert mutations.caught("plain rules", rounds=1, each=10) is None


def test_every_law_is_broken_by_something() -> None:
    broken = {law for mutation in mutations.MUTATIONS.values() for law in mutation.by}
    assert mutations.TRIED.keys() == broken
