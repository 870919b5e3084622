"""Figures without a dossier: held to the definitions of a scheme, and what follows from them worked out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.awards import decide, measure
from common_prosperity.errors import InvalidFacts
from common_prosperity.facts import Attestation
from common_prosperity.measures import Measurements
from common_prosperity.measures.formulas import READINGS
from common_prosperity.measures.how import Gap
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Number, Options, Period, decimal_text
from common_prosperity.schemes import Scheme
from invented import NUMBERS, dossier, measured, scheme

ASKING = """
requirements = [
  { id = "all", label = "all", condition = { measure = "all_sales", at_least = 100 } },
  { id = "each", label = "each", condition = { measure = "sales_each", at_least = 10 } },
  { id = "tens", label = "tens", condition = { measure = "tens", at_least = 10 } },
  { id = "kind", label = "kind", condition = { measure = "sort", at_least = 1 } },
  { id = "least", label = "least", condition = { measure = "pay", at_least = "least_pay" } },
  { id = "open", label = "open", condition = { measure = "as_read", at_least = 1 } },
]
parameters.least_pay = { label = "p", unit = "yuan", by = "tier", dated = [{ since = 2020-01-01, values = { a = 20, b = 10 } }] }
[measures]
here = { label = "here", unit = "yuan", attested = "here" }
there = { label = "there", unit = "yuan", attested = "there" }
pay = { label = "pay", unit = "yuan", attested = "pay" }
big = { label = "big", unit = "yes_no", attested = "big" }
tier = { label = "tier", unit = "choice", attested = { of = "tier", kind = "choice", options = ["a", "b"] } }
all_sales = { label = "all", unit = "yuan", total = ["here", "there"] }
sales_each = { label = "each", unit = "yuan", ratio = ["all_sales", "people_employed"] }
tens = { label = "tens", unit = "yuan", rounded = { of = "here", to = 10, mode = "down" } }
sort = { label = "sort", unit = "number", first = [{ when = { measure = "big", equals = true }, value = 2 }, { value = 0 }] }
as_read = { label = "as read", unit = "number", readings = [0, 2] }
"""
RULES: Scheme = scheme(ASKING)
STATED = ("here", "there", "pay", "big", "tier")

numbers = st.one_of(st.just(UNSTATED), st.none(), st.integers(0, 300), st.fractions(0, 300, max_denominator=4))
answers = st.fixed_dictionaries(
    {
        "here": numbers,
        "there": numbers,
        "pay": numbers,
        "big": st.sampled_from([UNSTATED, True, False]),
        "tier": st.sampled_from([UNSTATED, "a", "b"]),
    }
)


def figures(**stated: Any) -> Measurements:
    """The figures of statements; a stated none is a number that does not apply."""
    return measured(**{name: NOT_APPLICABLE if value is None else value for name, value in stated.items()})


class TestWhatFollows:
    """A total, a ratio, a rounded figure or a case follows from figures as it would from a dossier."""

    @given(answers)
    def test_the_same_as_from_a_dossier(self, stated: dict[str, Any]) -> None:
        said = tuple(Attestation(id=name, value=value) for name, value in stated.items())
        whole, bare = decide(dossier(attestations=said), RULES), decide(figures(**stated), RULES)
        assert bare.eligibility == whole.eligibility
        assert [need.clauses for need in bare.needed if need.table == READINGS] == [
            need.clauses for need in whole.needed if need.table == READINGS
        ]

    @given(answers, st.integers(0, 300))
    def test_what_is_given_itself_is_not_worked_out(self, stated: dict[str, Any], total: int) -> None:
        assert measure(figures(**stated, all_sales=total), RULES)["all_sales"] == Bounds(total, total)

    @given(answers)
    def test_once_is_enough(self, stated: dict[str, Any]) -> None:
        once = measure(figures(**stated), RULES)
        assert measure(once, RULES) == once

    def test_through_several_steps(self) -> None:
        found = measure(measured(here=90, there=(10, 30), people_employed=10), RULES)
        assert found["all_sales"] == Bounds(100, 120)
        assert found["sales_each"] == Bounds(10, 12)
        assert found["tens"] == Bounds(90, 90)
        assert found.gaps == {name: (Gap("measurements", "there"),) for name in ("there", "all_sales", "sales_each")} | {
            "as_read": (Gap(READINGS, "as_read"),),
            "least_pay": (Gap("measurements", "tier"),),
        }

    def test_a_parameter_follows_from_its_tier(self) -> None:
        assert measure(measured(tier="a"), RULES)["least_pay"] == Bounds(20, 20)
        assert measure(measured(), RULES)["least_pay"] == Bounds(10, 20, None)

    def test_where_nothing_is_given_the_figure_itself_is_asked_for(self) -> None:
        columns = {need.column for need in decide(measured(pay=30, tier="a", sort=1), RULES).needed}
        assert columns == {"all_sales", "sales_each", "tens", "as_read"}

    def test_where_a_part_is_given_the_rest_is_asked_for(self) -> None:
        columns = {need.column for need in decide(measured(pay=30, tier="a", sort=1, here=50), RULES).needed}
        assert columns == {"there", "people_employed", "as_read"}

    def test_a_scheme_that_is_silent_asks_nothing(self) -> None:
        assert not decide(Measurements.of(Period.year(2019), other=1), RULES).settled


class TestHeldToTheScheme:
    """Every name is one of the scheme's, every figure one that its measure can have; all faults are told at once."""

    def test_all_at_once(self) -> None:
        with pytest.raises(InvalidFacts) as caught:
            decide(
                measured(heer=1, income_per_person_month=1, there=-1, tier="c", pay="much", big="yes", here=Options()), RULES
            )
        assert [(problem.place, problem.code) for problem in caught.value.problems] == [
            ("$.big", "expected"),
            ("$", "unknown-name-near"),
            ("$.here", "expected"),
            ("$", "unknown-name"),
            ("$.pay", "expected"),
            ("$.there", "too-small"),
            ("$.tier", "no-option"),
        ]
        assert "names no measure of the scheme: heer; did you mean here?" in str(caught.value)

    @given(NUMBERS)
    def test_a_number_may_be_text(self, number: Number) -> None:
        size = -number if number < 0 else number
        assert measure(measured(here=decimal_text(size)), RULES) == measure(measured(here=size), RULES)

    def test_bounds_may_be_wider_than_the_range(self) -> None:
        assert measure(measured(here=Bounds(None, 5, None)), RULES)["here"] == Bounds(None, 5, None)


@pytest.mark.parametrize("known", [{}, {"m0": Bounds(1, 2)}, {"m0": 3}])
def test_a_measure_met_on_two_to_the_fortieth_ways_is_worked_out_once(known: dict[str, Any]) -> None:
    """Each measure adds the one before to itself: what is looked at anew on every way takes years."""
    doubled = "".join(
        f'm{at} = {{ label = "m", unit = "number", total = ["m{at - 1}", "m{at - 1}"] }}\n' for at in range(1, 41)
    )
    rules = scheme(
        f"""
requirements = [{{ id = "r", label = "r", condition = {{ measure = "m40", at_least = 1 }} }}]
[measures]
m0 = {{ label = "m", unit = "number", attested = "m0" }}
{doubled}"""
    )
    whole = (
        Bounds(0, None, None)
        if not known
        else Bounds(2**40, 2**41)
        if known == {"m0": Bounds(1, 2)}
        else Bounds(3 * 2**40, 3 * 2**40)
    )
    assert decide(measured(**known), rules).eligibility.findings[0].comparisons[0].observed == whole
