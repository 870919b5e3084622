"""What is still needed, in words: which facts, of whom, and where they are filled in."""

import attrs
import pytest

from common_prosperity.awards import Need, decide, decide_both
from common_prosperity.errors import Lang
from common_prosperity.facts import Attestation, Dossier, Engagement, Worker, Workshop
from common_prosperity.facts.dossier import COLLECTIONS
from common_prosperity.facts.workshops import Workshop as WorkshopClass
from common_prosperity.measures.columns import COLUMNS, PRESENT
from common_prosperity.measures.tables import BUILDERS
from common_prosperity.quantities import Bounds, Period, date_of
from common_prosperity.reports import report, report_both
from common_prosperity.reports.asking import (
    DERIVED,
    FILLED_BY,
    MOST_ROWS,
    SUBMITTED_AS,
    collection_name,
    field_name,
    fields_words,
    first_words,
    misnamed_words,
    need_words,
)
from common_prosperity.reports.overview import SUMMARY, summary_row
from common_prosperity.reports.voice import Voice
from invented import scheme

EN, ZH = Voice("en"), Voice("zh")
ALONE = frozenset({"workshop", "incidents", "person_months", "payments"})
"""Tables whose rows belong to the period once they are there."""


def need(table: str, column: str = "", rows: tuple[str, ...] = (), measures: tuple[str, ...] = ("m",)) -> Need:
    stated = {"column": column} if column else {}
    return Need(table=table, rows=rows, measures=measures, clauses=(), eligibility=True, points=Bounds(0, 0), **stated)


class TestTheTableOfFacts:
    """Every column says which stated facts it is worked out from."""

    def test_every_column_is_there_and_no_other(self) -> None:
        for table, columns in COLUMNS.items():
            present = set() if table in ALONE else {PRESENT}
            assert set(FILLED_BY[table]) == set(columns) | present
        assert set(FILLED_BY) == set(COLUMNS) == set(BUILDERS)

    @pytest.mark.parametrize(
        "path", sorted({path for columns in FILLED_BY.values() for paths in columns.values() for path in paths})
    )
    def test_every_fact_named_is_one_that_can_be_stated(self, path: str) -> None:
        collection, _, field = path.partition(".")
        cls = WorkshopClass if collection == "workshop" else COLLECTIONS[collection]
        assert field in attrs.fields_dict(cls)
        assert all(text.zh and text.en for text in field_name(path))

    def test_lists_go_by_the_name_they_are_submitted_under(self) -> None:
        assert collection_name("people", "en") == "engagements"
        assert collection_name("person_months", "zh") == "发放"
        assert all(collection_name(table, "en") != table for table in SUBMITTED_AS)

    def test_what_nobody_could_state_is_asked_for_by_what_it_is_made_of(self) -> None:
        assert all(column in COLUMNS[table] for table, column in DERIVED)
        assert need_words(need("trainings", "person_hours", ("t1",)), EN) == "for t1 (trainings): hours and participants"


class TestWords:
    """Each kind of gap."""

    @pytest.mark.parametrize(
        ("gap", "en", "zh"),
        [
            (
                need("people", "disabled", ("w1", "w7", "w9")),
                "whether w1, w7 and w9 are certified disabled",
                "w1、w7 和 w9 是否为持证残疾人",
            ),
            (need("people", "disabled", ("w1",)), "whether w1 is certified disabled", "w1 是否为持证残疾人"),
            (need("incidents"), "the list of incidents, which was not submitted", "“负面事件”一表，尚未提交"),
            (need("people"), "the list of engagements, which was not submitted", "“用工”一表，尚未提交"),
            (need("people", "earned", ("w1", "w2")), "for w1 and w2: paid in the period", "w1 和 w2：期间实发"),
            (need("trainings", "present", ("t1",)), "whether t1 (trainings) falls within the period", "培训 t1 是否属于本期间"),
            (need("attestations", "insured"), "the statement “insured”: m", "申报事项“insured”：m"),
            (
                need("verifications", "insured"),
                "the verified value of the statement “insured”: m",
                "申报事项“insured”的核定值：m",
            ),
            (need("ratings", "plan"), "the panel's marks for “plan”: m", "评委对“plan”的打分：m"),
            (need("history", "staff"), "the figure of an earlier period “staff”: m", "历史数据“staff”：m"),
            (need("measurements", "m"), "m", "m"),
            (
                need("readings", "m"),
                "how the published text is to be read: m (only its issuer can settle it)",
                "办法原文未定之处：m（只有制定机关能够明确）",
            ),
        ],
    )
    def test_examples(self, gap: Need, en: str, zh: str) -> None:
        assert (need_words(gap, EN), need_words(gap, ZH)) == (en, zh)

    def test_many_people_are_counted_rather_than_listed(self) -> None:
        rows = tuple(f"w{number}" for number in range(66))
        text = need_words(need("people", "sex", rows), EN)
        assert f"w{MOST_ROWS - 1} and {66 - MOST_ROWS} more people" in text
        assert f"w{MOST_ROWS}," not in text
        assert "等 66 人" in need_words(need("people", "sex", rows), ZH)
        assert "等 20 项" in need_words(need("premises", "area", rows[:20]), ZH)

    def test_people_and_things_are_listed_as_a_reader_counts(self) -> None:
        text = need_words(need("people", "sex", ("p1", "p10", "p11", "p2")), EN)
        assert "p1, p2, p10 and p11" in text

    def test_several_lists_are_asked_for_in_one_breath(self) -> None:
        gaps = [need("people"), need("incidents"), need("attestations", "insured")]
        assert first_words(gaps, EN) == "the lists of engagements and incidents (not submitted); the statement “insured”: m"
        assert first_words(gaps[1:2], ZH) == "负面事件一表（尚未提交）"

    def test_where_to_fill_it_in(self) -> None:
        assert fields_words(need("people", "disabled", ("w1",)), EN) == "to be filled in: “disability” of workers"
        assert fields_words(need("people", "low_income", ("w1",)), ZH) == "请填写：人员表的“家庭”和家庭表的“低收入认定”"
        assert fields_words(need("people"), EN) == ""


ASKING = scheme(
    """
requirements = [
  { id = "s", label = "s", condition = { measure = "sales_wan", at_least = 10 } },
  { id = "g", label = "g", condition = { measure = "people_employed", more_than = "before" } },
]
[measures]
sales = { label = { zh = "销售额", en = "sales" }, unit = "yuan", attested = "sales" }
sales_wan = { label = { zh = "销售额（万元）", en = "sales in ten thousands" }, unit = "number", ratio = ["sales", 10000] }
before = { label = { zh = "上年人数", en = "people last year" }, unit = "people", earlier = "people_employed" }
"""
)


class TestStatements:
    """A statement goes by its own label, not by that of the measure that is worked out of it."""

    def test_examples(self) -> None:
        needs = decide(Dossier(workshop=Workshop(id="w"), period=Period.year(2023)), ASKING).needed
        told = {need.table: need_words(need, Voice("en", ASKING)) for need in needs}
        assert told["attestations"] == "the statement “sales”: sales"
        assert told["history"] == "the figure of an earlier period “people_employed”: people last year"
        bare = {need.table: need_words(need, Voice("en")) for need in needs}
        assert bare["attestations"] == "the statement “sales”: sales_wan"

    @pytest.mark.parametrize(
        ("lang", "words"),
        [
            ("en", "“sale” among the attestations is nothing that this scheme asks for; did you mean “sales” (sales)?"),
            ("zh", "申报事项中的“sale”不是本办法所问；是否应为“sales”（销售额）？"),
        ],
    )
    def test_a_misnamed_statement_is_told_of_in_every_report(self, lang: Lang, words: str) -> None:
        stated = (Attestation(id="sale", value=450000),)
        dossier = Dossier(workshop=Workshop(id="w"), period=Period.year(2023), attestations=stated)
        decision, voice = decide(dossier, ASKING), Voice(lang, ASKING)
        assert [text.startswith(words) for text in misnamed_words(decision, voice)] == [True]
        assert words in report(decision, ASKING, lang=lang, columns=400)
        assert words in report_both(decide_both(dossier, ASKING), ASKING, lang=lang, columns=400)
        caution = dict(zip(SUMMARY, summary_row(decision, voice, "rows are missing"), strict=True))["caution"]
        assert str(caution).startswith("rows are missing")
        assert words in str(caution)


def test_no_stated_fact_about_a_person_is_repeated() -> None:
    """Ids stand in a report; what is known of the people behind them does not."""
    period = Period.year(2023)
    secret = date_of("1971-04-05")
    dossier = Dossier(
        workshop=Workshop(id="w"),
        period=period,
        workers=(Worker(id="p1", born=secret), Worker(id="p2", born=secret)),
        engagements=tuple(Engagement(worker=name, workshop="w", since=period.since, until=None) for name in ("p1", "p2")),
    )
    rules = scheme(
        """
[[requirements]]
id = "disabled"
label = { zh = "残疾人", en = "disabled people" }
condition = { measure = "disabled_share", at_least = "30%" }
"""
    )
    from common_prosperity.reports import report  # noqa: PLC0415  # what is under test

    for lang in ("en", "zh"):
        text = report(decide(dossier, rules), rules, lang=lang)
        assert "p1" in text
        assert "1971" not in text
