"""Formulas: measures made of other measures, one operation each; statements, panels and earlier figures."""

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import Fault
from common_prosperity.measures.cases import Case, First
from common_prosperity.measures.conditions import Compare, Relation, Value
from common_prosperity.measures.formulas import Difference, Formula, GreatestOf, LeastOf, Product, Ratio, Readings, Total
from common_prosperity.measures.how import Gap, How
from common_prosperity.measures.rounding import Rounded, Rounding, round_to
from common_prosperity.measures.statements import (
    LEAST_TO_TRIM,
    Attested,
    Averaging,
    Earlier,
    PanelMarks,
    StatementKind,
    average,
)
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Number, Options
from invented import NUMBERS, Given, bounds, inside

REDUCERS: dict[type[Formula], Callable[[Number, Number], Number | None]] = {
    Total: lambda a, b: a + b,
    Difference: lambda a, b: a - b,
    Product: lambda a, b: a * b,
    LeastOf: min,
    GreatestOf: max,
    Ratio: lambda a, b: Fraction(a) / b if b else None,
}


STEPS: st.SearchStrategy[Number] = NUMBERS.filter(bool).map(lambda number: max(number, -number))


class TestFormulas:
    """A formula over operands, which are numbers or names; not applicable where an operand is not."""

    @pytest.mark.parametrize("formula", REDUCERS)
    @given(data=st.data(), one=bounds(), other=bounds(), number=NUMBERS)
    def test_holds_every_outcome(self, formula: Any, data: st.DataObject, one: Bounds, other: Bounds, number: Number) -> None:
        chosen = [data.draw(st.composite(inside)(known)) for known in (one, other)]

        def combined(a: Number | None, b: Number | None) -> Number | None:
            return None if a is None or b is None else REDUCERS[formula](a, b)

        found = formula(of=("a", number, "b")).value(Given(named={"a": one, "b": other}))
        outcome = reduce(combined, [chosen[0], number, chosen[1]])
        assert outcome in found if outcome is not None else found.applies is not True

    @pytest.mark.parametrize("formula", REDUCERS)
    @given(one=NUMBERS, other=NUMBERS)
    def test_settled_operands_settle_it(self, formula: Any, one: Number, other: Number) -> None:
        found = formula(of=("a", other)).value(Given(named={"a": Bounds(one, one)}))
        outcome = REDUCERS[formula](one, other)
        assert found == (NOT_APPLICABLE if outcome is None else Bounds.exactly(outcome))

    @given(bounds(), bounds())
    def test_a_cap_is_known_where_one_side_is(self, one: Bounds, other: Bounds) -> None:
        smaller, larger = (how(of=("a", "b")).value(Given(named={"a": one, "b": other})) for how in (LeastOf, GreatestOf))
        assert isinstance(smaller, Bounds)
        assert isinstance(larger, Bounds)
        if one.applies and other.applies and one.upper is not None:
            assert smaller.upper is not None
        if one.applies and other.applies and one.lower is not None:
            assert larger.lower is not None

    def test_its_range_combines_the_ranges_of_its_operands(self) -> None:
        ranges: dict[str, Value] = {"a": Bounds(0, None), "b": Bounds(0, 1, None), "c": Options()}
        assert Total(of=("a", "b", 2)).natural(ranges.__getitem__) == Bounds(2, None, None)
        assert Difference(of=("a", "c")).natural(ranges.__getitem__) == Bounds(None, None)
        assert Difference(of=("a", "c")).value(Given(named=ranges)) == Bounds(None, None)

    def test_what_is_missing_for_an_operand_is_missing_for_it(self) -> None:
        gaps = {"a": (Gap("people"),), "b": (Gap("payments"),)}
        how = Ratio(of=("a", 2, "b"))
        assert list(how.gaps(Given(missing=gaps))) == [Gap("people"), Gap("payments")]
        assert list(how.inputs()) == ["a", "b"]

    def test_ratio_for_nobody(self) -> None:
        """A ratio whose denominator is surely zero is not applicable, never zero and never an exception."""
        assert Ratio(of=(5, "a")).value(Given(named={"a": Bounds(0, 0)})) == NOT_APPLICABLE


class TestReadings:
    """What the text leaves open: any value from its least to its greatest reading; no fact settles it."""

    def test_between(self) -> None:
        how = Readings(of=(10_000, "b"))
        known = Given(named={"b": Bounds(20_000, 20_000)})
        assert how.value(known) == Bounds(10_000, 20_000)
        assert list(how.gaps(known)) == [Gap("readings")]

    def test_missing_facts_first(self) -> None:
        known = Given(named={"b": Bounds(0, 20)}, missing={"b": (Gap("people"),)})
        assert list(Readings(of=(10, "b")).gaps(known)) == [Gap("people")]
        assert list(Readings(of=(10, 10)).gaps(known)) == []


class TestRounding:
    """The multiple of a step that the mode prescribes; `half_up` sends a tie away from zero."""

    @pytest.mark.parametrize(
        ("value", "step", "down", "up", "half_up"),
        [
            ("2.5", 1, 2, 3, 3),
            ("-2.5", 1, -3, -2, -3),
            ("2.4", 1, 2, 3, 2),
            ("0.15", "0.1", "0.1", "0.2", "0.2"),
            ("245.5", 5, 245, 250, 245),
            (7, 7, 7, 7, 7),
            ("0.05", "0.1", 0, "0.1", "0.1"),
        ],
    )
    def test_examples(self, value: Any, step: Any, down: Any, up: Any, half_up: Any) -> None:
        exact = [Bounds.exactly(number).lower for number in (value, step, down, up, half_up)]
        assert [round_to(exact[0], exact[1], mode) for mode in (Rounding.DOWN, Rounding.UP, Rounding.HALF_UP)] == exact[2:]  # type: ignore[arg-type]  # numbers

    @given(NUMBERS, STEPS, st.sampled_from(Rounding))
    def test_a_multiple_less_than_a_step_away(self, value: Number, step: Number, mode: Rounding) -> None:
        rounded = round_to(value, step, mode)
        assert (Fraction(rounded) / step).denominator == 1
        assert abs(Fraction(rounded) - value) < step
        if mode is Rounding.HALF_UP:
            assert abs(Fraction(rounded) - value) <= Fraction(step) / 2
            assert round_to(-value, step, mode) == -rounded

    @given(st.data(), bounds(), STEPS, st.sampled_from(Rounding))
    def test_of_bounds(self, data: st.DataObject, known: Bounds, step: Number, mode: Rounding) -> None:
        found = Rounded(of="a", to=step, mode=mode).value(Given(named={"a": known}))
        value = data.draw(st.composite(inside)(known))
        assert isinstance(found, Bounds)
        assert found.applies is not True if value is None else round_to(value, step, mode) in found
        assert Rounded(of="a", to=step, mode=mode).natural({"a": known}.__getitem__) == found

    def test_names(self) -> None:
        how = Rounded(of="a")
        assert list(how.inputs()) == ["a"]
        assert list(how.gaps(Given(missing={"a": (Gap("people"),)}))) == [Gap("people")]
        assert how.natural({"a": Options()}.__getitem__) == Bounds()


LARGE = Compare("people", Relation.AT_LEAST, 100)
SMALL = Compare("people", Relation.LESS_THAN, "floor")


class TestFirst:
    """The value of the first case whose condition is met; not applicable where none is."""

    HOW = First(of=(Case(value=30, when=LARGE), Case(value="wage", when=SMALL), Case(value=10)))

    @pytest.mark.parametrize(
        ("people", "value", "gaps"),
        [
            (Bounds(100, 100), Bounds(30, 30), []),
            (Bounds(5, 5), Bounds(1, 2), [Gap("payments")]),
            (Bounds(50, 50), Bounds(10, 10), []),
            (Bounds(50, 150), Bounds(10, 30), [Gap("engagements")]),
            (Bounds(5, 50), Bounds(1, 10), [Gap("engagements"), Gap("payments")]),
            (Bounds(0, None), Bounds(1, 30), [Gap("engagements"), Gap("payments")]),
            (NOT_APPLICABLE, Bounds(10, 10), []),
        ],
    )
    def test_examples(self, people: Bounds, value: Bounds, gaps: list[Gap]) -> None:
        known = Given(
            named={"people": people, "floor": Bounds(10, 10), "wage": Bounds(1, 2)},
            missing={"people": () if people.settled else (Gap("engagements"),), "wage": (Gap("payments"),)},
        )
        assert self.HOW.value(known) == value
        assert list(dict.fromkeys(self.HOW.gaps(known))) == gaps

    def test_none_is_met(self) -> None:
        bare = First(of=(Case(value=30, when=LARGE),))
        assert bare.value(Given(named={"people": Bounds(1, 1)})) == NOT_APPLICABLE
        assert bare.value(Given(named={"people": Bounds(1, 200)})) == Bounds(30, 30, None)
        assert bare.natural({"people": Bounds(0, None)}.__getitem__) == Bounds(30, 30, None)
        assert list(bare.gaps(Given(named={"people": Bounds(1, 1)}))) == []

    def test_no_case_at_all(self) -> None:
        assert First(of=()).value(Given()) == NOT_APPLICABLE

    def test_all_cases(self) -> None:
        known: dict[str, Value] = {"people": Bounds(0, None), "floor": Bounds(1, 1), "wage": Options()}
        assert self.HOW.natural(known.__getitem__) == Bounds(None, None)
        assert list(self.HOW.inputs()) == ["people", "wage", "people", "floor"]


class TestAttested:
    """A stated none is no, no such number, or the option `none`; what is unstated may be anything."""

    @pytest.mark.parametrize(
        ("how", "stated", "value"),
        [
            (Attested(of="x", kind=StatementKind.YES_NO), True, Bounds(1, 1)),
            (Attested(of="x", kind=StatementKind.YES_NO), False, Bounds(0, 0)),
            (Attested(of="x", kind=StatementKind.YES_NO), None, Bounds(0, 0)),
            (Attested(of="x", kind=StatementKind.YES_NO), UNSTATED, Bounds(0, 1)),
            (Attested(of="x"), Fraction(1, 3), Bounds(Fraction(1, 3), Fraction(1, 3))),
            (Attested(of="x"), None, NOT_APPLICABLE),
            (Attested(of="x"), UNSTATED, Bounds(0, None, None)),
            (Attested(of="x", none=0), None, Bounds(0, 0)),
            (Attested(of="x", none=0), UNSTATED, Bounds(0, None)),
            (Attested(of="x", signed=True), UNSTATED, Bounds(None, None, None)),
            (Attested(of="x", kind=StatementKind.CHOICE, options=("a", "b")), "a", Options.exactly("a")),
            (Attested(of="x", kind=StatementKind.CHOICE, options=("a", "b")), None, Options.exactly("none")),
            (Attested(of="x", kind=StatementKind.CHOICE, options=("a", "b")), UNSTATED, Options(frozenset({"a", "b", "none"}))),
            (Attested(of="x", kind=StatementKind.CHOICE), UNSTATED, Options()),
        ],
    )
    def test_examples(self, how: Attested, stated: object, value: Value) -> None:
        known = Given(stated={} if stated is UNSTATED else {"x": stated})
        assert how.value(known) == value
        assert value.inside(how.natural(known.value))  # type: ignore[arg-type]  # of one kind
        assert list(how.gaps(known)) == ([] if value.settled else [Gap("attestations", "x")])

    def test_verified_only(self) -> None:
        how = Attested(of="x", verified=True)
        assert how.value(Given(stated={"x": 5, "x verified": 4})) == Bounds(4, 4)
        assert list(how.gaps(Given(stated={"x": 5}))) == [Gap("verifications", "x")]


class TestPanel:
    """The average of a panel's marks, with every missing mark taken at its lowest and at its highest."""

    @pytest.mark.parametrize(
        ("averaging", "given", "value"),
        [
            (Averaging.MEAN, (8, 9, 7), Bounds(8, 8)),
            (Averaging.MEAN, (8, 9, UNSTATED), Bounds(Fraction(17, 3), 9)),
            (Averaging.MEDIAN, (8, 9, 1), Bounds(8, 8)),
            (Averaging.MEDIAN, (8, 9, 1, 2), Bounds(5, 5)),
            (Averaging.TRIMMED_MEAN, (8, 9, 1, 10), Bounds(Fraction(17, 2), Fraction(17, 2))),
            (Averaging.TRIMMED_MEAN, (8, 9), Bounds(8, 9)),  # two cannot be trimmed: a third mark is still to be given
            (Averaging.TRIMMED_MEAN, (8,), Bounds(0, 10)),
            (Averaging.TRIMMED_MEAN, (8, 8), Bounds(8, 8)),  # whatever the third is
        ],
    )
    def test_examples(self, averaging: Averaging, given: tuple[object, ...], value: Bounds) -> None:
        how = PanelMarks(of="plan", between=(0, 10), average=averaging)
        known = Given(panel={"plan": given})
        assert how.value(known) == value
        assert list(how.gaps(known)) == ([] if value.settled else [Gap("ratings", "plan")])

    def test_nobody_has_marked(self) -> None:
        how = PanelMarks(of="plan", between=(0, 10))
        assert how.value(Given()) == how.natural(Given().value) == Bounds(0, 10)
        assert list(how.gaps(Given())) == [Gap("ratings", "plan")]

    @given(
        st.lists(st.one_of(st.integers(0, 10), st.just(UNSTATED)), min_size=1, max_size=5),
        st.sampled_from(Averaging),
        st.data(),
    )
    def test_holds_every_completion(self, given: list[Any], averaging: Averaging, data: st.DataObject) -> None:
        found = PanelMarks(of="plan", between=(0, 10), average=averaging).value(Given(panel={"plan": tuple(given)}))
        if averaging is Averaging.TRIMMED_MEAN:
            given += [UNSTATED] * (LEAST_TO_TRIM - len(given))
        completed = [data.draw(st.integers(0, 10)) if mark is UNSTATED else mark for mark in given]
        assert isinstance(found, Bounds)
        assert average(completed, averaging) in found


RANK = Options(frozenset({"gold", "silver"}))


class TestEarlier:
    """A measure as it stood in an earlier period; where nobody said, anything it can be, or nothing."""

    @pytest.mark.parametrize(
        ("figure", "natural", "value"),
        [
            (12, Bounds(0, None), Bounds(12, 12)),
            (True, Bounds(0, 1), Bounds(1, 1)),
            ("gold", RANK, Options.exactly("gold")),
            (None, Bounds(0, None), NOT_APPLICABLE),
            (None, RANK, Options.exactly("none")),
            (UNSTATED, Bounds(0, None), Bounds(0, None, None)),
            (UNSTATED, RANK, Options(frozenset({"gold", "silver", "none"}))),
            (UNSTATED, Options(), Options()),
        ],
    )
    def test_examples(self, figure: object, natural: Value, value: Value) -> None:
        how = Earlier(of="people", years=2)
        known = Given(named={"range of people": natural}, earlier={("people", 2): figure})
        assert how.value(known) == value
        assert value.inside(how.natural({"people": natural}.__getitem__))  # type: ignore[arg-type]  # of one kind
        assert list(how.gaps(known)) == ([] if value.settled else [Gap("history", "people")])

    def test_names_and_years(self) -> None:
        assert list(Earlier(of="people").inputs()) == ["people"]
        with pytest.raises(Fault):
            Earlier(of="people", years=0)


def test_every_definition_says_how_it_is_written() -> None:
    """Each kind of definition stands in a scheme under a key of its own."""
    kinds: list[type[How]] = [*REDUCERS, Readings, Rounded, First, Attested, PanelMarks, Earlier]
    assert len({kind.tag for kind in kinds}) == len(kinds)
