"""Money, exact to the fen."""

from decimal import Decimal
from fractions import Fraction
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import Fault
from common_prosperity.quantities import Yuan
from common_prosperity.quantities.money import LIMIT, amounts

FEN = st.integers(1 - LIMIT, LIMIT - 1)
REFUSED: list[object] = [
    True,
    None,
    "",
    "a",
    "1.234",
    "1e3",
    "１２",
    "--1",
    10**13,
    "1" * 14,
    10**30,
    Decimal("0.001"),
    Decimal("NaN"),
    Decimal("sNaN"),
    Decimal("Infinity"),
    Decimal("1e13"),
    Decimal("1e999999"),
    Decimal("1e-999999"),
    float("nan"),
    float("inf"),
    0.125,
    1e300,
    [],
]


class TestYuan:
    """Money is decimal yuan with at most two decimals, finite; a float is accepted if its shortest text has two."""

    @given(FEN)
    def test_every_text_reads_back(self, fen: int) -> None:
        assert Yuan.of(str(Yuan(fen))) == Yuan(fen)
        assert Yuan.of(Decimal(fen) / 100) == Yuan(fen)

    @given(FEN)
    def test_survives_a_float(self, fen: int) -> None:
        """Fifteen significant digits survive JSON numbers, spreadsheets and data frames."""
        assert Yuan.of(fen / 100) == Yuan(fen)

    @pytest.mark.parametrize("value", REFUSED)
    def test_refused(self, value: object) -> None:
        with pytest.raises(Fault) as caught:
            Yuan.of(value)  # type: ignore[arg-type]  # the point of the test
        assert caught.value.problems[0].code == "bad-money"

    @pytest.mark.parametrize("value", [LIMIT, -LIMIT, True, 1.0, "1", None])
    def test_fen_are_whole_and_bounded(self, value: object) -> None:
        with pytest.raises(Fault):
            Yuan(value)  # type: ignore[arg-type]  # the point of the test

    def test_negative_nought_is_nought(self) -> None:
        assert Yuan.of(Decimal("-0.00")) == Yuan.of(-0.0) == Yuan.of("-0") == Yuan(0)

    def test_text_and_repr(self) -> None:
        assert str(Yuan(-5)) == "-0.05"
        assert repr(Yuan(260050)) == "Yuan('2600.50')"


class TestArithmetic:
    """Money and money make money; money by money is a ratio; money times money means nothing."""

    @given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9), st.integers(-100, 100))
    def test_as_fen(self, a: int, b: int, times: int) -> None:
        assert Yuan(a) + Yuan(b) == Yuan(a + b)
        assert Yuan(a) - Yuan(b) == Yuan(a - b)
        assert times * Yuan(a) == Yuan(a) * times == Yuan(a * times)
        assert -Yuan(a) == Yuan(-a)
        assert (Yuan(a) < Yuan(b)) is (a < b)
        if b:
            assert Yuan(a) / Yuan(b) == Fraction(a, b)

    @pytest.mark.parametrize(
        "wrong",
        [
            lambda: Yuan(1) + 1,  # type: ignore[operator]  # the point of the test
            lambda: Yuan(1) - 1,  # type: ignore[operator]  # the point of the test
            lambda: Yuan(1) * Yuan(1),  # type: ignore[operator]  # the point of the test
            lambda: Yuan(1) * 1.5,  # type: ignore[operator]  # the point of the test
            lambda: Yuan(1) * True,
            lambda: Yuan(1) / 2,  # type: ignore[operator]  # the point of the test
        ],
    )
    def test_units_do_not_mix(self, wrong: object) -> None:
        with pytest.raises(TypeError):
            wrong()  # type: ignore[operator]  # a function

    def test_a_sum_beyond_the_limit_is_refused(self) -> None:
        with pytest.raises(Fault):
            Yuan(LIMIT - 1) + Yuan(1)


class TestAmounts:
    """Many amounts at once: what `Yuan.of` gives for each."""

    @given(st.lists(FEN))
    def test_as_one_by_one(self, fens: list[int]) -> None:
        values = [fen // 100 if fen % 100 == 0 else Decimal(fen) / 100 for fen in fens]
        assert amounts(values) == [Yuan.of(value) for value in values] == [Yuan(fen) for fen in fens]

    @given(
        st.lists(st.integers(0, 99), min_size=1), st.sampled_from([value for value in REFUSED if isinstance(value, Decimal)])
    )
    def test_one_bad_amount_spoils_all(self, good: list[int], bad: Decimal) -> None:
        with pytest.raises((Fault, ArithmeticError)):
            amounts([*good, bad])

    def test_none_too_small(self) -> None:
        assert amounts([0, 1], at_least=0) == [Yuan(0), Yuan(100)]
        with pytest.raises(Fault):
            amounts([1, Decimal("-0.01")], at_least=0)
        with pytest.raises(Fault):
            amounts([10**13])

    def test_a_million_digits_are_refused_at_once(self) -> None:
        """`1e999990` is exact and finite; as a whole number it would take minutes."""
        began = perf_counter()
        with pytest.raises(Fault):
            amounts([Decimal("1e999990"), Decimal("1e999991")])
        assert perf_counter() - began < 1
