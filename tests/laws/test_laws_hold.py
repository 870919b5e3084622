"""The laws that always hold, over dossiers and schemes drawn at random, and over every scheme of the library."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common_prosperity.awards import Verdict, decide, measure
from common_prosperity.facts import Dossier, Workshop
from common_prosperity.files import load_scheme, scheme_files
from common_prosperity.quantities import UNSTATED, Period
from common_prosperity.testing import LAWS, check_completion, check_knowledge, laws
from common_prosperity.testing.strategies import (
    HOWS,
    completions,
    dossiers,
    less_stated,
    one_more_fact,
    periods,
    schemes,
    unstated_facts,
)
from common_prosperity.testing.strategies.completing import UNREAD

Property = Callable[[st.DataObject], None]
SCHEMES = [f"{name}@{edition}" for name, edition, _ in scheme_files()]


def of_any_scheme(law: laws.Law) -> Property:
    """A law over schemes drawn at random, as much as the profile says."""

    @given(st.data())
    def held(data: st.DataObject) -> None:
        law(data, data.draw(schemes()))

    return held


class TestCompletion:
    """For any way of filling in the unstated facts, the settled verdict, grade and points lie inside what was said before."""

    test_of_dossiers = staticmethod(of_any_scheme(laws.completion))
    test_of_measurements = staticmethod(of_any_scheme(laws.completion_of_measurements))

    @given(st.data())
    def test_a_completion_leaves_nothing_open(self, data: st.DataObject) -> None:
        """It really fills facts in: what is left has nothing it could refer to, or no measure reads it."""
        dossier = data.draw(dossiers())
        complete = data.draw(completions(dossier))
        left = [path for path in unstated_facts(complete) if path[-1] not in UNREAD]
        empty = {"household": "households", "village": "villages", "enterprise": "enterprises"}
        empty["party_organization"] = "party_organizations"
        assert all(getattr(complete, empty[str(path[-1])]) == () for path in left), left

    @given(st.data())
    def test_who_has_stated_everything_is_decided(self, data: st.DataObject) -> None:
        """With every fact stated every measure is known, and only the text itself can leave a decision open."""
        scheme = data.draw(schemes(hows=[how for how in HOWS if how != "readings"], in_force=True))
        blank = Dossier(workshop=Workshop(id="w"), period=data.draw(periods()))
        complete = data.draw(completions(blank, scheme))
        assert [name for name, value in measure(complete, scheme).items() if not value.settled] == []
        decision = decide(complete, scheme)
        assert decision.settled or decision.doubtful
        assert decision.settled or not decision.needed

    @given(st.data())
    def test_a_completion_keeps_what_was_stated(self, data: st.DataObject) -> None:
        """Taking facts away and filling them in anew gives two dossiers that agree on what is left."""
        scheme = data.draw(schemes())
        whole = data.draw(dossiers(scheme, unstated=0))
        known = data.draw(less_stated(whole, 0.3))
        check_completion(scheme, known, whole)
        check_completion(scheme, known, data.draw(completions(known, scheme)))


class TestKnowledge:
    """Stating one more fact only narrows bounds; a MET or NOT_MET never flips."""

    test_of_dossiers = staticmethod(of_any_scheme(laws.knowledge))
    test_of_measurements = staticmethod(of_any_scheme(laws.knowledge_of_measurements))

    @settings(max_examples=max(5, settings().max_examples // 8))
    @given(st.data())
    def test_fact_by_fact(self, data: st.DataObject) -> None:
        """From nothing but a name, fact by fact."""
        scheme = data.draw(schemes(in_force=True))
        known = Dossier(workshop=Workshop(id="w"), period=Period.year(2024))
        for _ in range(8):
            more = data.draw(one_more_fact(known, scheme))
            check_knowledge(scheme, known, more)
            known = more

    @given(st.data())
    def test_whoever_is_left_undecided_is_told_what_to_state(self, data: st.DataObject) -> None:
        scheme = data.draw(schemes(in_force=True))
        decision = decide(data.draw(dossiers(scheme)), scheme)
        silent = decision.verdict in (Verdict.NOT_IN_FORCE, Verdict.EXPIRED)
        assert silent or decision.doubtful or decision.settled == (not decision.needed)


class TestOrder:
    """Shuffling any collection changes nothing."""

    test_of_dossiers = staticmethod(of_any_scheme(laws.order))


class TestNames:
    """Renaming identifiers changes nothing but identifiers."""

    test_of_dossiers = staticmethod(of_any_scheme(laws.names))


class TestBounded:
    """Points lie within the scheme's declared minimum and maximum."""

    test_of_measurements = staticmethod(of_any_scheme(laws.bounded))


class TestMonotone:
    """Where a criterion is declared "more is better", more never costs points."""

    test_of_measurements = staticmethod(of_any_scheme(laws.monotone))


class TestVeto:
    """Whatever the points, an incurred veto excludes; an unknown veto never lets an award through."""

    test_of_measurements = staticmethod(of_any_scheme(laws.veto))


class TestGrades:
    """Every total has one grade at most."""

    test_of_tables = staticmethod(of_any_scheme(laws.grade_partition))


@pytest.mark.parametrize("law", [name for name in LAWS if name not in ("round_trip", "grade_partition")])
@pytest.mark.parametrize("name", SCHEMES)
def test_every_scheme_of_the_library_keeps_the_law(name: str, law: str) -> None:
    laws.try_law(LAWS[law], st.just(load_scheme(name)), max(2, settings().max_examples // 20))


def test_nothing_stated_settles_nothing_but_what_is_sure() -> None:
    """A dossier that says nothing at all is neither granted nor refused by the reference scheme."""
    decision = decide(Dossier(workshop=Workshop(id="w"), period=Period.year(2023)), load_scheme("outstanding-workshop"))
    assert decision.verdict is Verdict.UNKNOWN
    assert decision.workshop_name is UNSTATED
