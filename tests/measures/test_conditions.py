"""Conditions: explicit edges, and combinations in Kleene's three values."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.measures.conditions import (
    HOLDS,
    ORDERED,
    SIGNS,
    All,
    AnyOf,
    AtLeastKOf,
    Compare,
    Condition,
    Not,
    Relation,
    Value,
    cell_truth,
    compare,
)
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Number, Options
from common_prosperity.quantities.truth import FALSE, TRUE, UNKNOWN, VOID, Truth
from invented import NUMBERS, bounds, inside

NUMERIC = [relation for relation in Relation if relation is not Relation.ONE_OF]
SETTLED = st.integers(-3, 3).map(lambda number: Bounds(number, number))
SMALL = st.integers(-3, 3)


def outcome(relation: Relation, value: Number | None, edge: Number | None) -> Truth:
    if value is None or edge is None:
        return VOID
    return TRUE if HOLDS[relation](value, edge) else FALSE


class TestCompare:
    """The outcomes of a comparison that the bounds of both sides leave open."""

    @pytest.mark.parametrize("relation", NUMERIC)
    @given(data=st.data(), value=bounds(), edge=bounds())
    def test_holds_every_outcome(self, relation: Relation, data: st.DataObject, value: Bounds, edge: Bounds) -> None:
        drawn = [data.draw(st.composite(inside)(known)) for known in (value, edge)]
        assert compare(value, relation, edge) & outcome(relation, drawn[0], drawn[1])

    @pytest.mark.parametrize("relation", NUMERIC)
    @given(value=bounds(SMALL), edge=bounds(SMALL))
    def test_leaves_open_no_more(self, relation: Relation, value: Bounds, edge: Bounds) -> None:
        """Every outcome is that of some values: the ends and what lies about them are enough to find them all."""

        def samples(known: Bounds) -> list[Number | None]:
            numbers = [Fraction(half, 2) for half in range(-16, 17) if Fraction(half, 2) in known]
            return [*numbers, *([] if known.applies else [None])]

        found = 0
        for one in samples(value):
            for other in samples(edge):
                found |= outcome(relation, one, other)
        assert compare(value, relation, edge) == found

    @pytest.mark.parametrize(
        ("relation", "at", "below", "above"),
        [
            (Relation.AT_LEAST, TRUE, FALSE, TRUE),  # 以上 includes the number
            (Relation.MORE_THAN, FALSE, FALSE, TRUE),  # 超过 does not
            (Relation.AT_MOST, TRUE, TRUE, FALSE),  # 以下 includes the number
            (Relation.LESS_THAN, FALSE, TRUE, FALSE),  # 不满 does not
            (Relation.EQUALS, TRUE, FALSE, FALSE),
        ],
    )
    def test_edges(self, relation: Relation, at: Truth, below: Truth, above: Truth) -> None:
        ten = Bounds(10, 10)
        assert [compare(Bounds.exactly(value), relation, ten) for value in (10, "9.99", "10.01")] == [at, below, above]
        assert SIGNS[relation]


class TestOptions:
    """An option is compared with options."""

    A, B, AB, OPEN = Options.exactly("a"), Options.exactly("b"), Options(frozenset({"a", "b"})), Options()

    @pytest.mark.parametrize(
        ("value", "threshold", "truth"),
        [
            (A, A, TRUE),
            (A, AB, TRUE),
            (B, A, FALSE),
            (AB, A, UNKNOWN),
            (OPEN, A, UNKNOWN),
            (A, OPEN, UNKNOWN),
            (Options(frozenset()), A, FALSE),
            (NOT_APPLICABLE, A, VOID),
            (A, NOT_APPLICABLE, VOID),
            (Bounds(1, 1), A, UNKNOWN),  # unlike things: nothing can be said
        ],
    )
    def test_examples(self, value: Value, threshold: Value, truth: Truth) -> None:
        assert compare(value, Relation.EQUALS, threshold) == truth


def looking(**known: Any) -> Any:
    return {
        name: value if isinstance(value, Bounds | Options) else Bounds.exactly(value) for name, value in known.items()
    }.__getitem__


PEOPLE = Compare("people", Relation.AT_LEAST, 10)
SHARE = Compare("share", Relation.MORE_THAN, "floor")
KIND = Compare("kind", Relation.ONE_OF, ("sewing", "bamboo"))
GRADE = Compare("grade", Relation.ONE_OF, (1, 2))
INSURED = Compare("insured", Relation.EQUALS, edge=True)


class TestConditions:
    """Comparisons combine by `all`, `any`, `not` and `at_least_k_of`."""

    def test_comparisons(self) -> None:
        known = looking(people=10, share="1/5", floor="20%", kind=Options.exactly("bamboo"), grade=2, insured=1)
        assert [condition.judge(known) for condition in (PEOPLE, SHARE, KIND, GRADE, INSURED)] == [
            TRUE,
            FALSE,
            TRUE,
            TRUE,
            TRUE,
        ]
        assert Compare("kind", Relation.EQUALS, "sewing").judge(known) == FALSE
        assert Compare("insured", Relation.EQUALS, edge=False).judge(known) == FALSE

    def test_a_number_among_several_is_open_where_the_number_is(self) -> None:
        assert GRADE.judge(looking(grade=Bounds(1, 4))) == UNKNOWN
        assert GRADE.judge(looking(grade=Bounds(3, 4))) == FALSE
        assert GRADE.judge(looking(grade=NOT_APPLICABLE)) == VOID

    def test_combinations(self) -> None:
        known = looking(people=Bounds(5, 15), share=1, floor=0, grade=9)
        assert All((PEOPLE, SHARE)).judge(known) == UNKNOWN
        assert All((PEOPLE, GRADE)).judge(known) == FALSE
        assert AnyOf((PEOPLE, SHARE)).judge(known) == TRUE
        assert Not(SHARE).judge(known) == FALSE
        assert AtLeastKOf(2, (PEOPLE, SHARE, GRADE)).judge(known) == UNKNOWN
        assert AtLeastKOf(1, (PEOPLE, SHARE, GRADE)).judge(known) == TRUE

    def test_names(self) -> None:
        whole = All((PEOPLE, AnyOf((SHARE, Not(KIND))), AtLeastKOf(1, (GRADE, INSURED))))
        assert list(whole.leaves()) == [PEOPLE, SHARE, KIND, GRADE, INSURED]
        assert list(whole.subjects()) == ["people", "share", "kind", "grade", "insured"]
        assert list(whole.names()) == ["people", "share", "floor", "kind", "grade", "insured"]
        assert SHARE.edge_name == "floor"
        assert KIND.edge_name is None

    def test_thresholds(self) -> None:
        known = looking(floor="1/5")
        assert PEOPLE.threshold(known) == Bounds(10, 10)
        assert SHARE.threshold(known) == Bounds.exactly("1/5")
        assert KIND.threshold(known) == Options(frozenset({"sewing", "bamboo"}))
        assert GRADE.threshold(known) is None
        assert INSURED.threshold(known) == Bounds(1, 1)

    def test_the_base_says_nothing(self) -> None:
        with pytest.raises(NotImplementedError):
            Condition().leaves()
        with pytest.raises(NotImplementedError):
            Condition().judge(looking())


class TestCells:
    """A cell that is none fails every comparison; an unstated one leaves it open."""

    @pytest.mark.parametrize("relation", Relation)
    def test_none_and_unstated(self, relation: Relation) -> None:
        edge: Any = (1, 2) if relation is Relation.ONE_OF else 1
        assert cell_truth(None, relation, edge) == FALSE
        assert cell_truth(UNSTATED, relation, edge) == UNKNOWN

    @pytest.mark.parametrize("relation", sorted(ORDERED))
    @given(cell=NUMBERS, edge=NUMBERS)
    def test_numbers(self, relation: Relation, cell: Number, edge: Number) -> None:
        truth = TRUE if HOLDS[relation](cell, edge) else FALSE
        assert cell_truth(cell, relation, edge) == cell_truth(cell, relation, Bounds(edge, edge)) == truth
        assert cell_truth(Bounds(cell, cell), relation, edge) == truth

    @pytest.mark.parametrize(
        ("cell", "relation", "edge", "truth"),
        [
            ("sewing", Relation.EQUALS, "sewing", TRUE),
            ("sewing", Relation.ONE_OF, ("bamboo",), FALSE),
            (True, Relation.EQUALS, True, TRUE),
            (False, Relation.EQUALS, True, FALSE),
            (Bounds(0, None), Relation.AT_LEAST, 5, UNKNOWN),
            (Bounds(5, None), Relation.AT_LEAST, 5, TRUE),
            (Bounds(1, 3), Relation.ONE_OF, (2, 9), UNKNOWN),
            (Bounds(4, 8), Relation.ONE_OF, (2, 9), FALSE),
            (2, Relation.ONE_OF, (2, 2, 9), TRUE),
            (5, Relation.AT_LEAST, Bounds(3, 7), UNKNOWN),
            (5, Relation.AT_LEAST, NOT_APPLICABLE, VOID),
        ],
    )
    def test_examples(self, cell: Any, relation: Relation, edge: Any, truth: Truth) -> None:
        assert cell_truth(cell, relation, edge) == truth
