"""Exact numbers: whole numbers and fractions, never floats."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import Fault
from common_prosperity.quantities import Number, decimal_text, exact, numeral
from common_prosperity.quantities.numbers import LIMIT, whole
from invented import NUMBERS


class TestExact:
    """The exact number that was written: int, Fraction, Decimal, float by its shortest text, or text."""

    @given(NUMBERS)
    def test_a_number_is_itself(self, number: Number) -> None:
        assert exact(number) == number
        assert exact(Fraction(number)).__class__ is number.__class__

    @given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
    def test_a_decimal_is_what_it_says(self, value: Decimal) -> None:
        assert exact(value) == Fraction(value)
        assert exact(str(value)) == Fraction(value)

    @given(st.integers(-(10**12), 10**12), st.integers(0, 3))
    def test_a_float_is_its_shortest_text(self, digits: int, places: int) -> None:
        assert exact(float(f"{digits}e-{places}")) == Fraction(digits, 10**places)

    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("2600.50", Fraction(5201, 2)),
            ("20%", Fraction(1, 5)),
            ("20 %", Fraction(1, 5)),
            ("0.5%", Fraction(1, 200)),
            ("2/3", Fraction(2, 3)),
            ("26/245", Fraction(26, 245)),
            ("1.5/3", Fraction(1, 2)),  # a decimal over a whole number
            ("-.5", Fraction(-1, 2)),
            ("+7", 7),
            ("-0", 0),
            ("100%", 1),
        ],
    )
    def test_text_may_be_decimal_a_percentage_or_a_fraction(self, text: str, number: Number) -> None:
        assert exact(text) == number

    @given(NUMBERS)
    def test_text_that_is_a_number_is_read_and_all_else_left(self, number: Number) -> None:
        assert numeral(decimal_text(number)) == number
        assert numeral(number) is number
        assert [numeral(value) for value in ("none", "1e5", "12 people", "", True)] == ["none", "1e5", "12 people", "", True]

    def test_a_whole_fraction_is_an_int(self) -> None:
        assert whole(Fraction(6, 3)).__class__ is int
        assert whole(Fraction(6, 4)).__class__ is Fraction


class TestRefused:
    """Raises Fault: the value is no finite number; `True` and `False` are no numbers."""

    @pytest.mark.parametrize(
        "value",
        [
            True,
            False,
            None,
            "",
            "no",
            "1/0",
            "1e5",
            "1,000",
            "１２",  # full-width digits
            "٣",
            "0x10",
            "1" * 41,
            "1" * 101,
            [],
            {},
            float("nan"),
            float("inf"),
            -float("inf"),
            Decimal("NaN"),
            Decimal("sNaN"),
            Decimal("Infinity"),
            Decimal("1e41"),
            Decimal("1e-41"),
            Decimal("1e999999"),
            LIMIT,
            -LIMIT,
            10**4000,
        ],
    )
    def test_what_is_no_finite_exact_number(self, value: object) -> None:
        with pytest.raises(Fault) as caught:
            exact(value, "here")
        assert [(problem.place, problem.code) for problem in caught.value.problems] == [("here", "bad-number")]

    def test_the_largest_and_the_finest_that_are_read(self) -> None:
        assert exact(LIMIT - 1) == LIMIT - 1
        assert exact(Decimal("9e40")) == 9 * 10**40
        assert exact(Decimal("1e-40")) == Fraction(1, 10**40)


class TestDecimalText:
    """The number as exact text: decimal where it terminates within ten places, else a fraction."""

    @given(NUMBERS)
    def test_reads_back(self, number: Number) -> None:
        assert exact(decimal_text(number)) == number

    @pytest.mark.parametrize(
        ("number", "text"),
        [
            (0, "0"),
            (-12, "-12"),
            (Fraction(1, 4), "0.25"),
            (Fraction(-1, 40), "-0.025"),
            (Fraction(1, 3), "1/3"),
            (Fraction(-26, 245), "-26/245"),
            (Fraction(1, 2**10), "0.0009765625"),
            (Fraction(1, 2**11), "1/2048"),
        ],
    )
    def test_examples(self, number: Number, text: str) -> None:
        assert decimal_text(number) == text
