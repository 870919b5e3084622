"""What stands in a cell, as people and programs write it, becomes the value of the field, or a reason why not."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from common_prosperity.errors import Fault
from common_prosperity.facts import DisabilityCategory, Region, Sex
from common_prosperity.files.tables.amounts import plain_decimal
from common_prosperity.files.tables.cells import SOME_STATED, reader
from common_prosperity.files.tables.layout import TABLES, Column
from common_prosperity.files.tables.words import fold, listed, literal, literal_of
from common_prosperity.files.tables.written import writer
from common_prosperity.quantities import UNSTATED, Month, Yuan


def column(table: str, key: str) -> Column:
    found = TABLES[table].column(key)
    assert found is not None
    return found


BORN, UNTIL = column("workers", "born"), column("engagements", "until")
MONTH, PAID, RENT = column("payments", "month"), column("payments", "paid"), column("premises", "rent")
AREA, HOURS = column("premises", "area"), column("payments", "hours")
SEX, GRADE, CATEGORY = column("workers", "sex"), column("workers", "disability.grade"), column("workers", "disability.category")
YES_NO, REGION = column("villages", "income_weak"), column("villages", "region")
NAME, CODE, HOUSEHOLD = column("villages", "name"), column("enterprises", "credit_code"), column("workers", "household")
VALUE, PEOPLE, SPELLS = column("attestations", "value"), column("trainings", "participants"), column("households", "low_income")


def code_of(field: Column, raw: Any, **options: Any) -> str:
    """Why a cell is refused."""
    with pytest.raises(Fault) as caught:
        reader(field, **options)(raw)
    return caught.value.problems[0].code


class TestDays:
    @pytest.mark.parametrize(
        "raw",
        [
            "2023-06-30", "2023/6/30", "2023.6.30", "2023年6月30日", "2023 年 6 月 30 日", "２０２３－０６－３０", "20230630", 20230630.0,
            45107.0, 45107, "45107", dt.date(2023, 6, 30), dt.datetime(2023, 6, 30), dt.datetime(2023, 6, 30, 8, 15),  # noqa: DTZ001
            "2023-06-30 00:00:00", "2023-06-30T08:15", " 2023-06-30 ", "2023年6月30号",
        ],
    )  # fmt: skip
    def test_as_people_and_programs_write_them(self, raw: Any) -> None:
        assert reader(BORN)(raw) == dt.date(2023, 6, 30)

    @pytest.mark.parametrize(
        "raw", ["2023-02-30", "2023-13-01", "30/6/2023", "六月三十日", 2023, 2023.0, "2023", "2023-06", True, 60.0, -1.0, 1e300,
                float("nan"), dt.time(1), 0.5]
    )  # fmt: skip
    def test_what_is_no_day(self, raw: Any) -> None:
        """A bare year is no serial date of 1905."""
        assert code_of(BORN, raw) == "bad-date"

    def test_serial_dates_of_1904(self) -> None:
        assert reader(BORN, from_1904=True)(43645) == dt.date(2023, 6, 30)

    @pytest.mark.parametrize("raw", ["无", "none", "NULL", "至今", "没有", " 无 "])
    def test_none_where_there_may_be_none(self, raw: str) -> None:
        assert reader(UNTIL)(raw) is None

    def test_none_where_there_must_be_one(self) -> None:
        assert code_of(BORN, "无") == "none-not-allowed"

    @given(day=st.dates(dt.date(1900, 3, 1), dt.date(2199, 12, 31)))
    @example(day=dt.date(1905, 7, 15))
    def test_every_serial_date_that_is_no_year(self, day: dt.date) -> None:
        serial = (day - dt.date(1899, 12, 30)).days
        if serial in range(1900, 2200):
            assert code_of(BORN, serial) == "bad-date"
        else:
            assert reader(BORN)(float(serial)) == day


class TestMonths:
    @pytest.mark.parametrize(
        "raw", ["2023-06", "2023-6", "2023/6", "2023.06", "2023年6月", "2023年6月份", "202306", 202306.0, dt.date(2023, 6, 1), 45078,
                "2023-06-01", "２０２３年６月"]
    )  # fmt: skip
    def test_as_people_and_programs_write_them(self, raw: Any) -> None:
        assert reader(MONTH)(raw) == Month.of("2023-06")

    @pytest.mark.parametrize("raw", ["2023-13", "6月", dt.date(2023, 6, 15), "2023-06-15", 2023, 6, "2023"])
    def test_what_is_no_month(self, raw: Any) -> None:
        """A day within a month does not say which month a payment is for."""
        assert code_of(MONTH, raw) == "bad-month"


class TestMoney:
    @pytest.mark.parametrize(
        ("raw", "fen"),
        [
            (2600, 260_000), (2600.5, 260_050), ("2600", 260_000), ("2,600", 260_000), ("２，６００．５０", 260_050), ("¥2,600.00", 260_000),
            ("￥2600元", 260_000), ("2,600元", 260_000), ("2600 元", 260_000), ("0.26万元", 260_000), ("1.5万", 1_500_000),
            ("人民币 300 元", 30_000), ("RMB 300", 30_000), ("1,234,567.89", 123_456_789), (0, 0), ("0", 0), (".5", 50),
            (2600.1 + 1e-12, 260_010), (9_999_999_999_999.99, 999_999_999_999_999),
        ],
    )  # fmt: skip
    def test_as_people_and_programs_write_it(self, raw: Any, fen: int) -> None:
        assert reader(PAID)(raw) == Yuan(fen)

    @pytest.mark.parametrize(
        "raw", ["2,60", "2.600,50", "约2600", "2600-2800", "1.234", 0.001, True, dt.date(2023, 6, 1), "1e3", "--", 1e14, "1/3",
                float("inf"), "１２ ３４"]
    )  # fmt: skip
    def test_what_is_no_amount(self, raw: Any) -> None:
        assert code_of(PAID, raw) == "bad-money"

    @pytest.mark.parametrize("raw", ["300美元", "300元/年", "300斤", "300元/月"])
    def test_other_units(self, raw: str) -> None:
        assert code_of(PAID, raw) == "bad-unit"

    def test_a_monthly_amount(self) -> None:
        assert reader(RENT)("0.3万元/月") == Yuan(300_000)

    def test_the_unit_of_the_heading(self) -> None:
        """Under 万元 a bare number counts ten thousandfold; one with a unit of its own does not."""
        read = reader(PAID, Fraction(10_000))
        assert read(0.26) == read("0.26") == read("2600元") == read("0.26万") == Yuan(260_000)

    @given(fen=st.integers(0, 10**15 - 1))
    def test_every_amount_as_a_binary_number(self, fen: int) -> None:
        """A spreadsheet holds amounts as binary fractions; each stands for the decimal it was written as."""
        assert reader(PAID)(float(f"{fen // 100}.{fen % 100:02d}")) == Yuan(fen)


class TestNumbers:
    @pytest.mark.parametrize(
        ("field", "raw", "number"),
        [
            (AREA, 80, 80), (AREA, 80.5, Fraction(161, 2)), (AREA, "80㎡", 80), (AREA, "80 平方米", 80), (AREA, "3亩", 2000),
            (AREA, "1/3", Fraction(1, 3)), (HOURS, dt.time(8, 30), Fraction(17, 2)), (HOURS, dt.timedelta(hours=26), 26),
            (HOURS, "8:30", Fraction(17, 2)), (HOURS, "８：３０", Fraction(17, 2)), (HOURS, "168:00", 168), (HOURS, "8小时", 8), (HOURS, "90分钟", Fraction(3, 2)), (GRADE, "二级", 2), (GRADE, "2级", 2), (GRADE, 2.0, 2), (GRADE, "２", 2),
        ],
    )  # fmt: skip
    def test_as_people_and_programs_write_them(self, field: Column, raw: Any, number: Any) -> None:
        found = reader(field)(raw)
        assert found == number
        assert found.__class__ is number.__class__

    @pytest.mark.parametrize(
        ("field", "raw", "code"),
        [
            (GRADE, 1.5, "bad-whole"), (GRADE, "1.5", "bad-whole"), (GRADE, "二三", "bad-whole"), (GRADE, True, "bad-whole"),
            (AREA, "大约80", "bad-number"), (AREA, True, "bad-number"), (AREA, dt.time(1), "bad-number"),
        ],
    )  # fmt: skip
    def test_what_is_no_such_number(self, field: Column, raw: Any, code: str) -> None:
        assert code_of(field, raw) == code

    def test_lessons_are_no_hours(self) -> None:
        """课时 may be of 45 minutes."""
        assert code_of(HOURS, "8:60") == code_of(AREA, "8:30") == "bad-number"
        assert code_of(HOURS, "8课时") == "bad-unit"

    @given(number=st.one_of(st.integers(-(10**15) + 1, 10**15 - 1), st.decimals(-(10**6), 10**6, places=3).map(Fraction)))
    def test_a_decimal_a_spreadsheet_keeps(self, number: Any) -> None:
        decimal = plain_decimal(number)
        assert decimal is not None
        assert reader(AREA)(float(decimal)) == number


class TestWords:
    @pytest.mark.parametrize("raw", ["女", "female", "FEMALE", " 女 ", "Female"])
    def test_terms_in_both_languages(self, raw: str) -> None:
        assert reader(SEX)(raw) is Sex.FEMALE

    @pytest.mark.parametrize("raw", ["f", "女性?", 1, True, ""])
    def test_other_words(self, raw: Any) -> None:
        if raw == "":
            assert reader(SEX)(raw) is UNSTATED
        else:
            assert code_of(SEX, raw) == "not-a-term"

    @pytest.mark.parametrize(
        ("raw", "answer"),
        [
            ("是", True),
            ("否", False),
            ("Yes", True),
            ("no", False),
            ("√", True),
            ("×", False),
            ("ＴＲＵＥ", True),
            (False, False),
        ],
    )
    def test_yes_and_no(self, raw: Any, answer: bool) -> None:  # noqa: FBT001  # a table of cases
        assert reader(YES_NO)(raw) is answer

    @pytest.mark.parametrize("raw", [1, 0, "1", "也许", "有"])
    def test_neither_yes_nor_no(self, raw: Any) -> None:
        assert code_of(YES_NO, raw) == "expected"

    @pytest.mark.parametrize("raw", ["", " ", "\u3000", "\ufeff", "\n"])
    def test_blank_is_unstated(self, raw: str) -> None:
        for field in (BORN, MONTH, PAID, AREA, SEX, YES_NO, REGION, NAME, CODE, VALUE, PEOPLE, SPELLS, GRADE):
            assert reader(field)(raw) is UNSTATED

    def test_disability(self) -> None:
        assert reader(CATEGORY)("无") is None
        assert reader(CATEGORY)("有") is SOME_STATED
        assert reader(CATEGORY)("肢体") is DisabilityCategory.PHYSICAL

    def test_lists(self) -> None:
        assert reader(PEOPLE)("p1、p2,p3；p4\np5") == ("p1", "p2", "p3", "p4", "p5")
        assert reader(PEOPLE)("无") == ()
        assert reader(PEOPLE)(7.0) == ("7",)
        assert reader(SPELLS)("无") == ()
        assert reader(SPELLS)("有") is SOME_STATED
        assert code_of(SPELLS, "低保") == "expected"


class TestTextAndIds:
    @pytest.mark.parametrize(
        ("raw", "text"),
        [
            ("Ｗ０１", "W01"), (1001.0, "1001"), (1001, "1001"), (" a ", "a"), ('"Ｗ０１"', "Ｗ０１"), ('"无"', "无"), ("1001.0", "1001"),
            ('"1001.0"', "1001.0"), ("01.0", "01.0"), ("1.10", "1.10"), ("1.0.0", "1.0.0"), ("0.0", "0"),
            ("a.0", "a.0"), ("1E5", "1E5"), ('"1E+11"', "1E+11"),
        ],
    )  # fmt: skip
    def test_ids(self, raw: Any, text: str) -> None:
        assert reader(HOUSEHOLD)(raw) == text

    def test_ids_that_a_program_has_changed(self) -> None:
        """Numbers of more than fifteen digits have lost their end; `3-1` has become a day."""
        assert code_of(CODE, 9.1330481e17) == "lost-digits"
        assert code_of(HOUSEHOLD, dt.date(2023, 3, 1)) == "expected"

    @pytest.mark.parametrize("raw", ["3.30481E+11", "9.1e+17", "1E+11", "12345678901234567.0"])
    @pytest.mark.parametrize("field", [HOUSEHOLD, REGION])
    def test_numbers_that_a_program_has_shortened(self, raw: str, field: Column) -> None:
        """Many ids are shortened to one; text files keep what the sheet showed."""
        assert code_of(field, raw) == "shortened"
        assert reader(PEOPLE)(f"7.0、{raw}") == ("7", raw)  # nobody has such an id, and that is told

    @given(name=st.from_regex(r"[0-9]{1,18}(\.[0-9]{1,2})?(E\+[0-9]{2})?", fullmatch=True))
    @example(name="1001.0")
    @example(name="1E+11")
    def test_every_id_is_written_so_that_it_reads_back(self, name: str) -> None:
        for plain in (False, True):
            assert reader(HOUSEHOLD)(writer(HOUSEHOLD, "zh", plain=plain)(name)) == name
            assert reader(PEOPLE)(writer(PEOPLE, "zh", plain=plain)((name,))) == (name,)

    @pytest.mark.parametrize(
        ("raw", "text"), [("（一）村", "（一）村"), ("无", "无"), (12.5, "12.5"), ('"半"截', '"半"截'), (True, "是")]
    )
    def test_free_text_stays_as_it_is(self, raw: Any, text: str) -> None:
        assert reader(NAME)(raw) == text

    @pytest.mark.parametrize(
        ("raw", "code"),
        [(330481, "330481"), ("330481000000", "330481"), ("330481101000", "330481101"), ("330000", "33"), ("３３０４", "3304"),
         (330481101201.0, "330481101201"), ("330481101201.0", "330481101201"), ("330481.0", "330481"), ("330481000000.0", "330481"),
         ("３３０４８１．０", "330481"), ('"330400"', "330400")],
    )  # fmt: skip
    def test_regions_padded_with_noughts(self, raw: Any, code: str) -> None:
        assert reader(REGION)(raw) == Region(code)

    @pytest.mark.parametrize(
        ("raw", "value"),
        [("是", True), ("no", False), (True, True), (5.0, 5), ("5", 5), ("20%", Fraction(1, 5)), ("1,200", 1200), ("007", "007"), ("a", "a"),
         ("无", None), ('"5"', "5"), ("5元", "5元"), ("y", "y"), (2.5, Fraction(5, 2)), ("2/3", Fraction(2, 3))],
    )  # fmt: skip
    def test_attested_values(self, raw: Any, value: Any) -> None:
        found = reader(VALUE)(raw)
        assert found == value
        assert found.__class__ is value.__class__

    @given(text=st.text())
    def test_literals(self, text: str) -> None:
        assert literal_of(literal(text)) == text
        assert listed(f"x、{literal(text)} ， y") == ["x", text, "y"]

    @given(text=st.text(min_size=1).filter(str.strip))
    def test_any_text_is_written_so_that_it_reads_back(self, text: str) -> None:
        for plain in (False, True):
            content = writer(NAME, "zh", plain=plain)(text)
            assert reader(NAME)(content) == text
            assert not plain or not str(content).startswith(("=", "+", "-", "@", "\t", "\r"))

    @given(text=st.text())
    def test_folding_twice_is_folding_once(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)
