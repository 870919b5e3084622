"""Regions by their official codes, and the programme's published figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import Fault
from common_prosperity.facts import Region
from common_prosperity.facts.places import LEVELS
from common_prosperity.facts.programme import FIGURES, LOW_INCOME_PEOPLE, PEOPLE_EMPLOYED, WANLIHONG_TITLE, WORKSHOPS, ZHEJIANG
from common_prosperity.quantities import UNSTATED, Bounds

CODES = st.builds(
    lambda length, county, township, village: f"{county:06d}{township:03d}{village:03d}"[:length],
    st.sampled_from(sorted(LEVELS)),
    st.integers(330000, 331199),
    st.integers(1, 599),
    st.integers(0, 599),
)


class TestRegion:
    """2, 4 or 6 digits are province, prefecture and county, 9 a township and 12 a village."""

    @given(CODES, CODES)
    def test_contains_what_begins_alike(self, one: str, other: str) -> None:
        assert Region(one).contains(Region(other)) is (other[: len(one)] == one)
        assert Region(one).contains(Region(one))

    @given(CODES, CODES, st.sampled_from(sorted(LEVELS.values())))
    def test_sharing_is_mutual_and_true_only_if_both_lie_in_one(self, one: str, other: str, level: str) -> None:
        digits = next(length for length, name in LEVELS.items() if name == level)
        shares = Region(one).shares(Region(other), level)
        assert shares == Region(other).shares(Region(one), level)
        if shares:
            assert one[:digits] == other[:digits]
            assert len(one) >= digits <= len(other)
        if shares is False:
            assert one[:digits] != other[:digits]

    @pytest.mark.parametrize(
        ("code", "level"),
        [
            ("33", "province"),
            ("3304", "prefecture"),
            ("330481", "county"),
            ("331124100", "township"),
            ("331124100201", "village"),
            ("330481045", "township"),
        ],
    )
    def test_levels(self, code: str, level: str) -> None:
        assert Region(code).level == level

    @pytest.mark.parametrize(
        "code",
        ["", "3", "333", "3304811", "330481000", "330481600", "33048160", "3304811002011", "３３", "33a1", 33, None, "330481 "],
    )
    def test_refused(self, code: object) -> None:
        with pytest.raises(Fault) as caught:
            Region(code)  # type: ignore[arg-type]  # the point of the test
        assert caught.value.problems[0].code == "abroad"


class TestProgramme:
    """Over 3,700 workshops and 245,000 people in employment in total, 26,000 of them from low-income rural households; Zhejiang."""

    def test_figures(self) -> None:
        assert [figure.value for figure in FIGURES] == [Bounds(3700, None), Bounds(245_000, 245_000), Bounds(26_000, 26_000)]
        assert {figure.region for figure in FIGURES} == {ZHEJIANG} == {Region("33")}
        assert (WORKSHOPS.as_told, PEOPLE_EMPLOYED.unit, LOW_INCOME_PEOPLE.unit) == ("over 3,700", "people", "people")
        assert all(figure.source for figure in FIGURES)

    def test_the_title_names_no_day(self) -> None:
        assert (WANLIHONG_TITLE.title, WANLIHONG_TITLE.recipient) == ("优秀共富工坊", "wanlihong")
        assert WANLIHONG_TITLE.date is UNSTATED
        assert WANLIHONG_TITLE.conferred_by is UNSTATED
