"""The table of checks, its reference page, selection by code, and the data behind single checks."""

import datetime as dt
import inspect
import pickle
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

from common_prosperity.checks import CHECKS, Check, check
from common_prosperity.checks.catalogue import GROUPS
from common_prosperity.checks.minimum_wage import STANDARDS, Standard, standard_on, tier_of
from common_prosperity.checks.reference import anchor, reference_page
from common_prosperity.checks.regions import standing, years_of
from common_prosperity.errors import UnknownName
from common_prosperity.facts import Dossier, Payment, Register, Workshop
from common_prosperity.facts.dossier import COLLECTIONS
from common_prosperity.quantities import Month, Period, Yuan

DOCS = Path(__file__).parents[2] / "docs"
DOSSIER = Dossier(
    workshop=Workshop(id="w"),
    period=Period.year(2023),
    payments=(Payment(worker="p", workshop="w", month=Month.of("2023-01"), due=Yuan.of(2), paid=Yuan.of(1)),),
)


def test_codes_and_names_are_distinct_and_belong_to_a_group() -> None:
    codes = [item.code for item in CHECKS]
    assert codes == sorted(set(codes))
    assert len({item.name for item in CHECKS}) == len(CHECKS)
    assert all(re.fullmatch(r"C\d{3}", code) and code[:2] in GROUPS for code in codes)


@pytest.mark.parametrize("item", CHECKS, ids=lambda item: item.code)
class TestEveryRow:
    """One table drives selection, wording and docs, so that each row must be whole."""

    def test_says_everything_in_both_languages(self, item: Check) -> None:
        for text in (item.what, item.why, item.text):
            assert re.search(r"[一-鿿]", text.zh)
            assert not re.search(r"[一-鿿]", text.en)
        assert item.source
        assert item.example

    def test_asks_for_the_same_particulars_in_both_languages(self, item: Check) -> None:
        asked = [sorted(re.findall(r"{(\w+)}", words)) for words in (item.text.zh, item.text.en)]
        assert asked[0] == asked[1]

    def test_names_facts_that_exist(self, item: Check) -> None:
        for fact in item.cleared_by:
            collection, field = fact.split(".")
            assert collection == "workshop" or collection in COLLECTIONS
            assert hasattr(Workshop if collection == "workshop" else COLLECTIONS[collection], field)

    def test_has_a_small_documented_function(self, item: Check) -> None:
        assert item.find.__doc__
        assert len(inspect.getsource(item.find).splitlines()) <= 30

    def test_stands_on_the_page(self, item: Check) -> None:
        assert f"({anchor(item)})=" in reference_page()


def test_the_reference_page_is_up_to_date() -> None:
    page = (DOCS / "reference" / "checks.md").read_text(encoding="utf-8")
    assert page == reference_page(), "run python3 docs/make_checks_page.py"


def test_the_how_to_runs() -> None:
    for example in Sybil([PythonCodeBlockParser()], pattern="*.md").parse(DOCS / "how-to" / "check-applications.md"):
        example.evaluate()


class TestSelection:
    """Codes, or their beginnings, in any case; what is none is refused."""

    def codes(self, **chosen: object) -> list[str]:
        return [finding.code for finding in check(DOSSIER, **chosen)]  # type: ignore[arg-type]  # the test of refusals too

    @pytest.mark.parametrize("select", [["C207"], ["c207"], "C207", "C1, C20", ("C2",), {"C"}])
    def test_a_beginning_stands_for_all_it_begins(self, select: object) -> None:
        assert self.codes(select=select) == ["C207"]

    def test_what_is_both_selected_and_ignored_is_ignored(self) -> None:
        assert self.codes(select=["C2"], ignore=["C207"]) == []

    @pytest.mark.parametrize("code", ["C999", "S101", "", "207", "C2077"])
    def test_an_unknown_code_is_refused(self, code: str) -> None:
        with pytest.raises(UnknownName) as caught:
            check(DOSSIER, ignore=[code])
        assert caught.value.text("zh")

    def test_the_nearest_code_is_named(self) -> None:
        with pytest.raises(UnknownName, match="did you mean C207"):
            check(DOSSIER, select=["C2077"])

    def test_a_register_of_none_has_no_findings(self) -> None:
        assert check(Register(dossiers=())) == ()


def test_findings_survive_pickling() -> None:
    findings = check(DOSSIER)
    assert pickle.loads(pickle.dumps(findings)) == findings  # noqa: S301  # written a moment ago


class TestMinimumWage:
    """浙政发〔2017〕43号, 浙政发〔2021〕22号 and the notice of January 2024."""

    def test_editions_follow_each_other_without_a_gap(self) -> None:
        for earlier, later in pairwise(STANDARDS):
            assert later.since - earlier.until == dt.timedelta(days=1)

    @pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: str(standard.since))
    def test_higher_tiers_pay_more_and_hours_follow_months(self, standard: Standard) -> None:
        monthly, hourly = standard.monthly, standard.hourly
        assert list(monthly) == sorted(monthly, reverse=True)
        assert list(hourly) == sorted(hourly, reverse=True)
        assert len(monthly) == len(hourly)
        assert all(amount / rate < 174 for amount, rate in zip(monthly, hourly, strict=True))

    def test_the_published_figures(self) -> None:
        """2,300 a month in the first tier is enough in December 2023 and too little in January 2024."""
        december, january = (standard_on(dt.date.fromisoformat(day)) for day in ("2023-12-31", "2024-01-01"))
        assert december is not None
        assert january is not None
        assert december.monthly[0] < Yuan.of(2300) < january.monthly[0]
        assert december.hourly[1] < Yuan.of(21) < january.hourly[1]

    @pytest.mark.parametrize("day", ["2017-11-30", "2026-01-01"])
    def test_nothing_is_extrapolated(self, day: str) -> None:
        assert standard_on(dt.date.fromisoformat(day)) is None

    @given(st.none() | st.booleans() | st.fractions() | st.text() | st.integers(5))
    def test_what_states_no_tier_is_none(self, value: object) -> None:
        assert tier_of(value) in {None, 1, 2, 3, 4}
        if not isinstance(value, str):
            assert tier_of(value) is None


ZHEJIANG_2024 = {
    "3300": "00",
    "3301": "00 02 05 06 08 09 10 11 12 13 14 22 27 82",
    "3302": "00 03 05 06 11 12 13 25 26 81 82",
    "3303": "00 02 03 04 05 24 26 27 28 29 81 82 83",
    "3304": "00 02 11 21 24 81 82 83",
    "3305": "00 02 03 21 22 23",
    "3306": "00 02 03 04 24 81 83",
    "3307": "00 02 03 23 26 27 81 82 83 84",
    "3308": "00 02 03 22 24 25 81",
    "3309": "00 02 03 21 22",
    "3310": "00 02 03 04 22 23 24 81 82 83",
    "3311": "00 02 21 22 23 24 25 26 27 81",
}
"""Every code of Zhejiang at the end of 2024, by prefecture: https://github.com/yescallop/areacodes, data/2024.txt."""


class TestRegions:
    """GB/T 2260 by years."""

    @pytest.mark.parametrize("code", [head + tail for head, tails in ZHEJIANG_2024.items() for tail in tails.split()])
    def test_no_county_of_zhejiang_is_taken_for_unknown(self, code: str) -> None:
        assert standing(code, Period.year(2024)) == "in force"

    def test_a_code_is_judged_in_its_time(self) -> None:
        assert standing("330103", Period.year(2020)) == "in force"
        assert standing("330103", Period.year(2023)) == "ended"
        assert standing("330113", Period.year(2020)) == "ended"
        assert standing("330499", Period.year(2023)) == "unknown"
        assert years_of("330402") == ((1983, 1992), (1993, 2004), (2005, 9999))

    def test_provinces_and_prefectures_are_codes_too(self) -> None:
        assert [standing(code, Period.year(2023)) for code in ("33", "3304", "99", "3399")] == [
            *("in force", "in force"),
            *("unknown", "unknown"),
        ]

    def test_zones_of_the_statistics_are_left_alone(self) -> None:
        assert standing("330171", Period.year(2023)) == "in force"
