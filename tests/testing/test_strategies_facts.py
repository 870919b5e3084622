"""What the strategies for facts draw: valid, consistent, and what they say they are."""

import datetime as dt
from collections import Counter
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.facts import Dossier, Engagement, Household, LowIncomeStatus, Payment, Register, Worker, Workshop
from common_prosperity.facts.dossier import COLLECTIONS, REFERENCES
from common_prosperity.quantities import UNSTATED, Bounds, Month, Period, Yuan
from common_prosperity.testing.strategies import (
    FACTS,
    bounds,
    bounds_inside,
    completions,
    days_near,
    dossiers,
    facts_of,
    less_stated,
    months_of,
    numbers,
    numbers_in,
    one_more_fact,
    periods,
    registers,
    renamed,
    shuffled,
    stated_facts,
    unstated_facts,
    yuan,
)
from common_prosperity.testing.strategies.completing import GROWING, UNREAD
from common_prosperity.testing.strategies.paths import at, restated
from common_prosperity.testing.strategies.quantities import credit_codes, maybe
from common_prosperity.testing.strategies.spells import filled_spells

PERIOD = Period.year(2024)
BLANK = Dossier(workshop=Workshop(id="w"), period=PERIOD)


class TestQuantities:
    """Quantities lie within the limits that were asked for."""

    @given(st.data(), st.integers(-20, 20), st.integers(0, 30))
    def test_numbers(self, data: st.DataObject, low: int, more: int) -> None:
        assert low <= data.draw(numbers(low, low + more)) <= low + more
        assert data.draw(numbers(low, None)) >= low
        assert data.draw(numbers(None, low)) <= low

    @given(st.data(), bounds())
    def test_numbers_in_bounds(self, data: st.DataObject, outer: Bounds) -> None:
        if outer.applies is not False:
            assert data.draw(numbers_in(outer)) in outer
        assert data.draw(bounds_inside(outer)).inside(outer)

    @given(yuan(100, 50_000))
    def test_money(self, amount: Yuan) -> None:
        assert 100 <= amount.fen <= 50_000

    @given(st.data(), periods())
    def test_days_and_months(self, data: st.DataObject, period: Period) -> None:
        assert data.draw(days_near(period, period.since, period.until)) in period
        assert data.draw(days_near(period, dt.date(1900, 1, 1), dt.date(1900, 1, 1))) == dt.date(1900, 1, 1)
        assert period.covers(data.draw(months_of(period)))

    @given(st.lists(maybe(st.just(1), 0.5), min_size=60, max_size=60))
    def test_maybe(self, drawn: list[Any]) -> None:
        assert set(drawn) <= {1, UNSTATED}

    @given(credit_codes())
    def test_credit_codes(self, code: str) -> None:
        assert code[:2] == "91"
        assert len(code) == 18


@pytest.mark.parametrize("cls", FACTS)
def test_facts_of_every_class(cls: type) -> None:
    stated = Counter[str]()

    @given(facts_of(cls, 0.5))
    def drawn(fact: Any) -> None:
        assert isinstance(fact, cls)
        stated.update(field.name for field in attrs.fields(cls) if getattr(fact, field.name) is not UNSTATED)

    drawn()
    assert stated.keys() == {field.name for field in attrs.fields(cls)}


class TestDossiers:
    """Dossiers are consistent; the class itself sees to that, so that here it is shown what they hold."""

    @given(dossiers(unstated=0))
    def test_complete_ones_say_everything(self, dossier: Dossier) -> None:
        assert [name for name in COLLECTIONS if getattr(dossier, name) is UNSTATED] == []

    @given(dossiers(unstated=1))
    def test_empty_ones_say_nothing(self, dossier: Dossier) -> None:
        assert stated_facts(dossier) == []

    @given(dossiers(period=PERIOD, workshop="w7"))
    def test_period_and_workshop_as_asked(self, dossier: Dossier) -> None:
        assert (dossier.period, dossier.workshop.id) == (PERIOD, "w7")

    @given(registers())
    def test_registers(self, register: Register) -> None:
        assert len({dossier.workshop.id for dossier in register.dossiers}) == len(register.dossiers) <= 3

    @given(st.data())
    def test_less_is_stated_and_the_rest_stays(self, data: st.DataObject) -> None:
        whole = data.draw(dossiers(unstated=0))
        less = data.draw(less_stated(whole))
        assert set(stated_facts(less)) <= set(stated_facts(whole))
        for path in stated_facts(less):
            value = at(less, path)
            assert isinstance(value, tuple) or attrs.has(value.__class__) or value == at(whole, path)


class TestCompletions:
    """A completion states what was unstated and keeps what was stated."""

    @given(st.data())
    def test_submitted_collections_keep_their_rows(self, data: st.DataObject) -> None:
        dossier = data.draw(dossiers())
        complete = data.draw(completions(dossier))
        for name in COLLECTIONS.keys() - set(GROWING):
            before, after = getattr(dossier, name), getattr(complete, name)
            assert before is UNSTATED or len(before) == len(after)

    def test_collections_never_submitted_bring_new_people_and_old(self) -> None:
        """Pay that was stated names somebody; the people who were never listed are that person and others."""
        paid = attrs.evolve(BLANK, payments=(Payment(worker="somebody", workshop="w", month=Month.of("2024-03")),))
        seen = Counter[str]()

        @given(completions(paid))
        def drawn(complete: Dossier) -> None:
            assert isinstance(complete.workers, tuple)
            assert isinstance(complete.engagements, tuple)
            named = {worker.id for worker in complete.workers}
            assert "somebody" in named
            seen["new people"] += len(named) > 1
            seen["engaged"] += any(spell.worker == "somebody" for spell in complete.engagements)
            seen["others engaged"] += any(spell.worker != "somebody" for spell in complete.engagements)
            seen["nobody engaged"] += not complete.engagements

        drawn()
        assert all(seen[what] for what in ("new people", "engaged", "others engaged")), seen

    @given(st.data())
    def test_every_reference_leads_somewhere(self, data: st.DataObject) -> None:
        complete = data.draw(completions(data.draw(dossiers())))
        known = {
            name: {item.id for item in getattr(complete, name)}
            for name in {target for _, _, target, _ in REFERENCES} - {"workshops"}
        }
        for collection, field, target, many in REFERENCES:
            for item in getattr(complete, collection) if target != "workshops" else ():
                value = getattr(item, field)
                names = value if many and value is not UNSTATED else (value,)
                assert set(names) <= known[target] | {None, UNSTATED}

    @given(st.data())
    def test_one_more_fact_states_one_more(self, data: st.DataObject) -> None:
        dossier = data.draw(dossiers())
        more = data.draw(one_more_fact(dossier))
        gained = set(stated_facts(more)) - set(stated_facts(dossier))
        assert set(stated_facts(dossier)) <= set(stated_facts(more))
        outermost = {path for path in gained if not any(path[:cut] in gained for cut in range(1, len(path)))}
        assert len(outermost) == (more != dossier)

    def test_where_all_is_stated_nothing_is_added(self) -> None:
        @given(st.data())
        def drawn(data: st.DataObject) -> None:
            complete = data.draw(completions(data.draw(dossiers(unstated=0))))
            if all(path[-1] in UNREAD for path in unstated_facts(complete)):
                assert data.draw(one_more_fact(complete)) == complete

        drawn()

    @given(st.data())
    def test_spells_of_one_owner_do_not_overlap(self, data: st.DataObject) -> None:
        """Whatever ends are stated, the others are found so that the spells stay apart."""
        spells = (
            LowIncomeStatus(until=dt.date(2024, 2, 1)),
            LowIncomeStatus(since=dt.date(2024, 6, 1)),
            LowIncomeStatus(),
            LowIncomeStatus(since=dt.date(2023, 1, 1), until=dt.date(2023, 12, 31)),
        )
        filled = data.draw(st.composite(lambda draw: filled_spells(draw, spells, PERIOD))())
        assert Household(id="h", low_income=tuple(filled)).low_income
        made = attrs.evolve(BLANK, households=(Household(id="h", low_income=tuple(filled)),))
        assert unstated_facts(made)

    @given(st.data())
    def test_somebody_still_engaged_joined_last(self, data: st.DataObject) -> None:
        """A spell that goes on begins after all others, though it is not stated when."""
        spells = (
            Engagement(worker="p", workshop="w", until=None),
            Engagement(worker="p", workshop="w", since=dt.date(2024, 3, 1)),
        )
        known = attrs.evolve(BLANK, workers=(Worker(id="p"),), engagements=spells)
        complete = data.draw(completions(known))
        assert isinstance(complete.engagements, tuple)
        lasting, ended = complete.engagements
        assert isinstance(ended.until, dt.date)
        assert isinstance(lasting.since, dt.date)
        assert ended.until < lasting.since <= PERIOD.until


class TestOtherOrdersAndNames:
    """The same facts in another order, and under other names."""

    @given(st.data())
    def test_shuffled(self, data: st.DataObject) -> None:
        dossier = data.draw(dossiers())
        other = data.draw(shuffled(dossier))
        for name in COLLECTIONS:
            before, after = getattr(dossier, name), getattr(other, name)
            assert before is after is UNSTATED or len(before) == len(after)
        assert {path[0] for path in stated_facts(other)} == {path[0] for path in stated_facts(dossier)}

    def test_something_does_change_places(self) -> None:
        moved = Counter[bool]()

        @given(st.data())
        def drawn(data: st.DataObject) -> None:
            dossier = data.draw(dossiers())
            moved[data.draw(shuffled(dossier)) != dossier] += 1

        drawn()
        assert moved[True] > moved[False] / 4

    @given(st.data())
    def test_renamed(self, data: st.DataObject) -> None:
        dossier = data.draw(dossiers())
        other, names = data.draw(renamed(dossier))
        assert len(set(names.values())) == len(names)
        assert other.workshop.id == names[dossier.workshop.id]
        if isinstance(dossier.workers, tuple) and isinstance(other.workers, tuple):
            assert [worker.id for worker in other.workers] == [names[worker.id] for worker in dossier.workers]
        if isinstance(dossier.ratings, tuple) and isinstance(other.ratings, tuple):
            assert [mark.criterion for mark in other.ratings] == [mark.criterion for mark in dossier.ratings]


class TestPaths:
    """Facts are found, and changed, where they stand."""

    @given(dossiers())
    def test_stated_and_unstated(self, dossier: Dossier) -> None:
        assert all(at(dossier, path) is UNSTATED for path in unstated_facts(dossier))
        assert all(at(dossier, path) is not UNSTATED for path in stated_facts(dossier))

    def test_a_change_within_a_change_is_lost(self) -> None:
        known = attrs.evolve(BLANK, workers=(Worker(id="p"),))
        changes: dict[tuple[str | int, ...], Any] = {("workers", 0, "disability"): None, ("workshop", "name"): "甲"}
        assert restated(known, changes) == attrs.evolve(
            BLANK, workshop=Workshop(id="w", name="甲"), workers=(Worker(id="p", disability=None),)
        )
        assert restated(known, {("workers",): UNSTATED, ("workers", 0, "disability"): None}) == BLANK
