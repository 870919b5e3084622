"""How many points: one line a criterion, one sum a section, one total, each as exact bounds."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.awards import Scorecard, Verdict, score
from common_prosperity.measures import Measurements
from common_prosperity.quantities import NOT_APPLICABLE, Bounds, Number, Options, Period
from invented import answers, bounds, inside, measured, numbers, scheme

CHOICE = "[measures.rank]\nlabel = 'rank'\nunit = 'choice'\nattested = { of = 'rank', kind = 'choice' }\n"
RULES = scheme(
    """
    points = { floor = -3, ceiling = 18, round_to = "0.5" }
    [[sections]]
    id = "base"
    label = "base"
    cap = 15
    criteria = [
      { id = "curve", label = "curve", measure = "a", better = "more", curve = [[0, 0], [10, 10]], source = "art. 2" },
      { id = "each", label = "each", measure = "b", per_unit = { points = 2, cap = 8 }, applies = { measure = "rural", equals = true } },
    ]
    [[sections]]
    id = "best"
    label = "best"
    kind = "bonus"
    best = 1
    criteria = [
      { id = "marks", label = "marks", measure = "c", marks = { at_most = 3 } },
      { id = "rank", label = "rank", measure = "rank", choice = { gold = 4, silver = 2 } },
    ]
    [[sections]]
    id = "minus"
    label = "minus"
    kind = "deduction"
    cap = 5
    criteria = [{ id = "fires", label = "fires", measure = "d", per_unit = { points = 2 } }]
    """
    + numbers("a", "b", "c", "d")
    + answers("rural")
    + CHOICE
)
KNOWN: dict[str, Any] = {"a": 5, "b": 3, "c": 2, "d": 1, "rank": "silver", "rural": True}


def card(**stated: Any) -> Scorecard:
    return score(measured(**{**KNOWN, **stated}), RULES)


class TestLines:
    """A criterion that does not apply, or whose measure is not applicable, earns nothing."""

    @pytest.mark.parametrize(
        ("stated", "points", "verdict"),
        [
            ({"b": 3}, Bounds(6, 6), Verdict.MET),
            ({"b": Bounds(1, 3)}, Bounds(2, 6), Verdict.UNKNOWN),
            ({"b": Bounds(4, None)}, Bounds(8, 8), Verdict.MET),  # at the cap whatever it is
            ({"b": 3, "rural": False}, Bounds(0, 0), Verdict.NOT_APPLICABLE),
            ({"b": 3, "rural": Bounds(0, 1)}, Bounds(0, 6), Verdict.UNKNOWN),
            ({"b": NOT_APPLICABLE}, Bounds(0, 0), Verdict.NOT_APPLICABLE),
            ({"b": Bounds(3, 3, None)}, Bounds(0, 6), Verdict.UNKNOWN),
            ({"b": Bounds(0, 0, None)}, Bounds(0, 0), Verdict.MET),  # nothing either way
        ],
    )
    def test_examples(self, stated: dict[str, Any], points: Bounds, verdict: Verdict) -> None:
        line = card(**stated).sections[0].lines[1]
        assert (line.points, line.verdict) == (points, verdict)

    def test_told_whole(self) -> None:
        line = card().sections[0].lines[0]
        assert (line.clause, line.measure, line.observed, line.points, line.most) == (
            "curve",
            "a",
            Bounds(5, 5),
            Bounds(5, 5),
            10,
        )
        assert (line.source, str(line.better), line.doubt) == ("art. 2", "more", None)

    @pytest.mark.parametrize(
        ("value", "points", "doubt"),
        [
            ("bronze", Bounds(0, 4), "hole"),
            (Options(frozenset({"gold", "bronze"})), Bounds(0, 4), None),
            ("gold", Bounds(4, 4), None),
        ],
    )
    def test_doubt_in_the_text(self, value: Any, points: Bounds, doubt: str | None) -> None:
        line = card(rank=value).sections[1].lines[1]
        assert (line.points, line.doubt) == (points, doubt)
        assert line.verdict is (Verdict.MET if value == "gold" else Verdict.UNKNOWN)

    def test_what_may_not_apply_is_in_no_doubt_yet(self) -> None:
        """Where it is open whether a value exists at all, its edges are told as they stand, together with nothing."""
        made = scheme(
            "sections = [{ id = 's', label = 's', criteria = [{ id = 'c', label = 'c', measure = 'a',"
            " bands = [{ at_most = 3, points = 2 }, { at_least = 3, points = 5 }] }] }]\n" + numbers("a")
        )
        line = score(measured(a=Bounds(3, 3, None)), made).sections[0].lines[0]
        assert (line.points, line.doubt) == (Bounds(0, 5), None)
        assert score(measured(a=Bounds(1, 2, None)), made).sections[0].lines[0].points == Bounds(0, 2)


class TestSums:
    """The sum of the lines, or of the best few, within the section's cap; below zero for a deduction; the total shaped."""

    def test_worked_by_hand(self) -> None:
        """base 5 + 6 = 11; best of 2 and 2 is 2; minus 2: 11 in all."""
        made = card()
        assert [section.points for section in made.sections] == [Bounds(11, 11), Bounds(2, 2), Bounds(-2, -2)]
        assert made.total == Bounds(11, 11)
        assert made.limits == RULES.limits == Bounds(-3, 18)

    @pytest.mark.parametrize(
        ("stated", "total"),
        [
            ({"a": 10, "b": 9}, 15),  # base held at 15, plus 2, less 2
            ({"a": 10, "b": 9, "rank": "gold", "d": 0}, 18),  # 19, held at the ceiling
            ({"a": 0, "b": 0, "c": 0, "d": 9, "rank": "silver"}, -3),  # 2 - 5
            ({"a": Fraction(21, 10)}, 8),  # 2.1 + 6 + 2 - 2 = 8.1, in halves 8
            ({"a": Fraction(9, 4)}, Fraction(17, 2)),  # 8.25, a tie, goes up to 8.5
        ],
    )
    def test_caps_floor_ceiling_and_rounding(self, stated: dict[str, Any], total: Number) -> None:
        assert card(**stated).total == Bounds(total, total)

    @given(st.data(), bounds(st.integers(-2, 12)), bounds(st.integers(-2, 12)), bounds(st.integers(-2, 12)))
    def test_every_outcome_lies_within(self, data: st.DataObject, a: Bounds, b: Bounds, d: Bounds) -> None:
        open_card = card(a=a, b=b, d=d, rural=Bounds(0, 1), rank=Options(frozenset({"gold", "silver"})))
        drawn = {name: data.draw(st.composite(inside)(known)) for name, known in (("a", a), ("b", b), ("d", d))}
        stated = {name: NOT_APPLICABLE if value is None else value for name, value in drawn.items()}
        closed = card(**stated, rural=data.draw(st.booleans()), rank=data.draw(st.sampled_from(["gold", "silver"])))
        assert closed.total.settled
        assert closed.total.inside(open_card.total)
        assert open_card.total.inside(open_card.limits)
        for narrow, wide in zip(closed.sections, open_card.sections, strict=True):
            assert narrow.points.inside(wide.points)


class TestOutsideItsDates:
    """A scheme that is not in force for the period gives no points at all."""

    def test_no_points(self) -> None:
        made = score(Measurements.of(Period.year(2019), **KNOWN), RULES)
        assert (made.sections, made.total) == ((), Bounds(0, 0))
