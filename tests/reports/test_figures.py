"""Numbers for readers: rounded for display only, saying so, and never so that a difference disappears."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import Lang
from common_prosperity.quantities import Bounds, Number, Options
from common_prosperity.reports.figures import MARK, digits, edge, figure, interval, span
from common_prosperity.reports.voice import Voice
from invented import NUMBERS, bounds, scheme

RANKS = """
[measures.rank]
label = { zh = "级别", en = "rank" }
unit = "choice"
[measures.rank.attested]
of = "rank"
kind = "choice"
options = { national = { zh = "国家级", en = "national" }, provincial = { zh = "省级", en = "provincial" }, city = { zh = "市级", en = "city" } }
[[requirements]]
id = "ranked"
label = { zh = "有级别", en = "ranked" }
condition = { measure = "rank", one_of = ["national", "provincial"] }
"""
MONEY = ("yuan", "yuan_per_month", "yuan_per_hour", "yuan_per_year")
AMOUNT = re.compile(r"(¥?)([\d,]+)(\.\d+)?")
UNITS = st.sampled_from(["count", "people", "share", "yuan", "yuan_per_month", "hours", "points", "number", MARK, "unheard-of"])
LANGS = st.sampled_from(["zh", "en"])


def shown(text: str) -> Fraction:
    """The number a text shows."""
    if "/" in text:
        return Fraction(text)
    return Fraction(text.replace(",", ""))


class TestDigits:
    """A number is exact as shown, or is marked, or is shown as a fraction."""

    @given(NUMBERS, UNITS)
    def test_what_is_not_marked_is_exact(self, value: Number, unit: str) -> None:
        found = digits(value, unit)
        scale = 100 if unit == "share" else 1
        assert found.rounded == (shown(found.text) != Fraction(value) * scale)

    @given(NUMBERS, UNITS)
    def test_rounding_is_off_by_half_a_last_place_at_most(self, value: Number, unit: str) -> None:
        scale = 100 if unit == "share" else 1
        places = Fraction(1, 20) if unit == "share" else Fraction(1, 200)
        assert abs(shown(digits(value, unit).text) - Fraction(value) * scale) <= places

    @given(st.integers(-(10**7), 10**7), st.integers(0, 4), UNITS, NUMBERS)
    def test_a_number_of_few_decimals_is_shown_in_full(self, steps: int, places: int, unit: str, beside: Number) -> None:
        value = Fraction(steps, 10**places) / (100 if unit == "share" else 1)
        found = digits(value, unit, [beside])
        assert not found.rounded
        assert shown(found.text) == value * (100 if unit == "share" else 1)

    @given(NUMBERS, NUMBERS, UNITS)
    def test_a_difference_can_be_recomputed_from_what_is_shown(self, one: Number, other: Number, unit: str) -> None:
        scale = 100 if unit == "share" else 1
        gap = abs(Fraction(one) - other)
        if gap * scale >= Fraction(1, 10**4):
            seen = abs(shown(digits(one, unit, [other]).text) - shown(digits(other, unit, [one]).text))
            assert abs(seen - gap * scale) <= gap * scale / 10
            assert abs(shown(digits(gap, unit, [0]).text) - gap * scale) <= gap * scale / 20

    @given(NUMBERS, NUMBERS, UNITS)
    def test_different_numbers_look_different_beside_each_other(self, one: Number, other: Number, unit: str) -> None:
        if one != other:
            assert digits(one, unit, [other]).text != digits(other, unit, [one]).text

    def test_a_difference_of_a_millionth_is_shown_as_a_fraction(self) -> None:
        close = Fraction(1, 3) + Fraction(1, 10**9)
        assert digits(close, "number", [Fraction(1, 3)]).text == "1000000003/3000000000"

    def test_a_share_that_is_not_all_never_looks_like_all(self) -> None:
        assert digits(Fraction(99_999, 100_000), "share").text == "99.999"
        assert digits(Fraction(1, 100_000), "share").text == "0.001"


class TestFigure:
    """A number with its unit, in the two languages."""

    @pytest.mark.parametrize(
        ("value", "unit", "zh", "en"),
        [
            (1, "people", "1 人", "1 person"),
            (3700, "households", "3,700 户", "3,700 households"),
            (Fraction(3, 7), "share", "约 42.9%", "about 42.9%"),
            (Fraction(2, 5), "share", "40%", "40%"),
            (2600, "yuan", "2,600.00 元", "¥2,600.00"),
            (-300, "yuan", "-300.00 元", "-¥300.00"),
            (Fraction(1, 3), "yuan_per_month", "约 0.33 元/月", "about ¥0.33 a month"),
            (Fraction(201, 200), "number", "1.005", "1.005"),
            (Fraction(14_580_001, 10_000), "yuan", "1,458.0001 元", "¥1,458.0001"),
            (Fraction(1, 300), "hours", "约 0.0033 小时", "about 0.0033 hours"),
            (2, "grade", "2 级", "grade 2"),
            (Fraction(45, 2), "hours", "22.5 小时", "22.5 hours"),
            (1, "yes_no", "是", "yes"),
            (0, "yes_no", "否", "no"),
            (7, "unheard-of", "7", "7"),
        ],
    )
    def test_examples(self, value: Number, unit: str, zh: str, en: str) -> None:
        assert (figure(value, unit, "zh"), figure(value, unit, "en")) == (zh, en)

    @given(NUMBERS, UNITS, LANGS)
    def test_about_says_that_it_was_rounded(self, value: Number, unit: str, lang: Lang) -> None:
        word = {"zh": "约", "en": "about"}[lang]
        assert figure(value, unit, lang).startswith(word) == digits(value, unit).rounded

    def test_an_edge_stands_as_printed_and_exactly(self) -> None:
        assert edge(2600, "yuan", "en") == "¥2,600"
        assert edge(Fraction(26, 245), "share", "en") == "26/245, about 10.6%"
        assert edge(Fraction(3, 10), "share", "zh") == "30%"
        assert interval(100, 199, "people", "zh") == "100 至 199 人"
        assert interval(5, 5, "people", "en") == "5 people"

    @pytest.mark.parametrize(
        ("low", "high", "unit", "zh", "en"),
        [
            (100_000, 190_000, "yuan", "100,000 至 190,000 元", "¥100,000 to ¥190,000"),
            (100_000, Fraction(379_999, 2), "yuan", "100,000.00 至 189,999.50 元", "¥100,000.00 to ¥189,999.50"),
            (-5, 5, "yuan", "-5 至 5 元", "-¥5 to ¥5"),
            (Fraction(1, 5), Fraction(299, 1000), "share", "20% 至 29.9%", "20% to 29.9%"),
            (Fraction(26, 245), 1, "share", "26/245（约 10.6%）至 100%", "26/245 (about 10.6%) to 100%"),
            (1, Fraction(5, 3), "hours", "1 小时至 5/3（约 1.67 小时）", "1 hour to 5/3 (about 1.67 hours)"),
            (1, 2, "grade", "1 至 2 级", "grade 1 to grade 2"),
        ],
    )
    def test_a_range_of_a_scheme(self, low: Number, high: Number, unit: str, zh: str, en: str) -> None:
        assert (interval(low, high, unit, "zh"), interval(low, high, unit, "en")) == (zh, en)


class TestSpan:
    """What is known of a quantity."""

    @pytest.mark.parametrize(
        ("known", "unit", "zh", "en"),
        [
            (Bounds(3, 3), "people", "3 人", "3 people"),
            (Bounds(4, 9), "people", "4 至 9 人", "4 to 9 people"),
            (Bounds(4, None), "people", "不少于 4 人", "at least 4 people"),
            (Bounds(None, 9), "people", "不多于 9 人", "at most 9 people"),
            (Bounds(0, None), "people", "未知", "not known"),
            (Bounds(0, 1, None), "share", "未知", "not known"),
            (Bounds(Fraction(1, 3), 1), "share", "约 33.3% 至 100%", "about 33.3% to 100%"),
            (Bounds(0, 1), "yes_no", "未知", "not known"),
            (Bounds(None, None, applies=False), "people", "无从比较", "nothing to compare"),
            (Bounds(2, 5, None), "people", "2 至 5 人，也可能无从比较", "2 to 5 people, or nothing to compare"),
            (Bounds(-3, 5), "yuan", "-3.00 至 5.00 元", "-¥3.00 to ¥5.00"),
            (
                Bounds(2000, Fraction(4001, 2)),
                "yuan_per_month",
                "2,000.00 至 2,000.50 元/月",
                "¥2,000.00 to ¥2,000.50 a month",
            ),
            (Bounds(9, 31), "yuan_per_hour", "9.00 至 31.00 元/小时", "¥9.00 to ¥31.00 an hour"),
            (Bounds(Fraction(1, 5), Fraction(2, 5)), "share_margin", "20 至 40 个百分点", "20 to 40 percentage points"),
            (Bounds(1, 2), "grade", "1 至 2 级", "grade 1 to grade 2"),
            (Bounds(0, None), "points", "不少于 0 分", "at least 0 points"),
            (Bounds(0, 110), MARK, "0 至 110", "0 to 110"),
        ],
    )
    def test_examples(self, known: Bounds, unit: str, zh: str, en: str) -> None:
        assert (span(known, unit, "zh"), span(known, unit, "en")) == (zh, en)

    def test_as_much_as_the_quantity_can_be_at_all_is_not_known(self) -> None:
        assert span(Bounds(0, 10), "points", "en") == "0 to 10 points"
        assert span(Bounds(0, 10), "number", "en", Bounds(0, 10)) == "not known"

    @given(bounds(), UNITS, LANGS)
    def test_every_bounds_can_be_told(self, known: Bounds, unit: str, lang: Lang) -> None:
        text = span(known, unit, lang)
        assert text
        assert not re.search(r"[{}]|None|Fraction", text)

    def test_a_choice_that_may_be_anything_is_not_known(self) -> None:
        assert Voice("en").value("brand", Options()) == "not known"
        assert Voice("zh").value("brand", Options(frozenset({"a", "none"}))) == "a 或无"

    def test_options_are_listed_in_the_order_of_the_scheme_none_last(self) -> None:
        law = scheme(RANKS)
        every = frozenset({"national", "provincial", "city", "none"})
        for voice, said in ((Voice("zh", law), "国家级、市级或无"), (Voice("en"), "city, national or none")):
            assert voice.value("rank", Options(every - {"provincial"})) == said
        assert Voice("zh", law).value("rank", Options(every)) == "未知"
        assert Voice("zh", law).value("rank", Options(frozenset({"none"}))) == "无"

    @given(NUMBERS, NUMBERS, st.sampled_from(MONEY))
    def test_every_amount_of_a_range_of_money_has_the_sign_and_as_many_decimals(
        self, one: Number, other: Number, unit: str
    ) -> None:
        low, high = sorted((one, other))
        for text in (span(Bounds(low, high), unit, "en"), interval(low, high, unit, "en")):
            shown = AMOUNT.findall(re.sub(r"-?\d+[./]\d+( \(about|, about)", "", text))
            assert len(shown) == (1 if low == high else 2)
            assert all(sign for sign, _, _ in shown)
            assert len({len(decimals) for _, _, decimals in shown}) == 1

    def test_a_close_range_is_told_exactly_at_both_ends(self) -> None:
        assert (
            span(Bounds(Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**9)), "yuan", "en") == "¥1/3 to ¥1000000003/3000000000"
        )

    @given(bounds(void=False), UNITS)
    def test_what_is_settled_is_told_as_one_number(self, known: Bounds, unit: str) -> None:
        if known.settled and known.lower is not None:
            assert span(known, unit, "en") == figure(known.lower, unit, "en")
