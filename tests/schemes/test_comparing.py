"""What changed between two editions, clause by clause, and for whom."""

import json
import re
from collections.abc import Iterator

import attrs
import pytest

from common_prosperity.files.schemes import load_scheme, parse_scheme, scheme_files
from common_prosperity.schemes.changes import Change, Kind, Part
from common_prosperity.schemes.comparing import compare
from common_prosperity.schemes.linting.strictness import Effect
from common_prosperity.schemes.model import Scheme

OLD = """\
id = "county"
edition = "2023"
label = { zh = "办法", en = "rules" }
issuer = { zh = "某县", en = "some county" }
effective = { since = 2023-01-01 }
source = "notice (2023) No. 1"
points = { total = 20, floor = 0, ceiling = 30 }

[parameters.wanted]
label = { zh = "要求人数", en = "people wanted" }
unit = "people"
source = "art. 1"
dated = [{ since = 2023-01-01, value = 10 }]

[[requirements]]
id = "size"
label = { zh = "规模", en = "size" }
condition = { measure = "people_employed", at_least = "wanted" }
source = "art. 1"

[[requirements]]
id = "training"
label = { zh = "培训", en = "training" }
condition = { measure = "training_hours", at_least = 10 }
source = "art. 2"

[[vetoes]]
id = "arrears"
label = { zh = "欠薪", en = "arrears" }
condition = { measure = "arrears", more_than = 100 }
source = "art. 3"

[[sections]]
id = "jobs"
label = { zh = "就业", en = "jobs" }
cap = 20

[[sections.criteria]]
id = "people"
label = { zh = "人数", en = "people" }
measure = "people_employed"
better = "more"
curve = [[0, 0], [50, 20]]
source = "art. 4"

[[sections]]
id = "deduction"
label = { zh = "扣分", en = "deduction" }
kind = "deduction"
cap = 5

[[sections.criteria]]
id = "incidents"
label = { zh = "事件", en = "incidents" }
measure = "unresolved_incidents"
better = "less"
per_unit = { points = 1, cap = 5 }
source = "art. 5"

[[grades]]
id = "good"
label = { zh = "良好", en = "good" }
at_least = 10
source = "art. 6"

[[amounts]]
id = "award"
label = { zh = "奖励", en = "award" }
unit = "yuan"
source = "art. 7"
first = [{ value = 1000, when = { measure = "grade", equals = "good" } }, { value = 0 }]
"""


def scheme(text: str) -> Scheme:
    return parse_scheme(text.encode())


def changed(old: str, new: str) -> Change:
    """The one change from a replacement in the text."""
    assert old in OLD
    (change,) = compare(scheme(OLD), scheme(OLD.replace(old, new)))
    return change


CASES = {
    "a threshold raised": (
        'at_least = 10 }\nsource = "art. 2',
        'at_least = 12 }\nsource = "art. 2',
        Part.REQUIREMENT,
        Effect.STRICTER,
    ),
    "a threshold lowered": (
        'at_least = 10 }\nsource = "art. 2',
        'at_least = 8 }\nsource = "art. 2',
        Part.REQUIREMENT,
        Effect.LOOSER,
    ),
    "an edge that no longer belongs": (
        'at_least = 10 }\nsource = "art. 2',
        'more_than = 10 }\nsource = "art. 2',
        Part.REQUIREMENT,
        Effect.STRICTER,
    ),
    "a range moved": ('at_least = 10 }\nsource = "art. 2', 'at_most = 20 }\nsource = "art. 2', Part.REQUIREMENT, Effect.MIXED),
    "the same in other words": ('at_least = 10 }\nsource = "art. 2', 'at_least = "20/2" }\nsource = "art. 2', None, None),
    "a label": ('"规模", en = "size"', '"规模", en = "large"', Part.REQUIREMENT, Effect.NEUTRAL),
    "a source": ('"art. 3"', '"art. 3a"', Part.VETO, Effect.NEUTRAL),
    "a requirement made advice": ('source = "art. 2"', 'source = "art. 2"\nforce = "advised"', Part.REQUIREMENT, Effect.LOOSER),
    "a veto that excludes more": ("more_than = 100", "more_than = 0", Part.VETO, Effect.STRICTER),
    "a veto that excludes less": ("more_than = 100", "more_than = 500", Part.VETO, Effect.LOOSER),
    "more points": ("[50, 20]", "[40, 20]", Part.CRITERION, Effect.LOOSER),
    "fewer points": ("[50, 20]", "[60, 20]", Part.CRITERION, Effect.STRICTER),
    "points for other values": ("[[0, 0], [50, 20]]", "[[0, 5], [80, 20]]", Part.CRITERION, Effect.MIXED),
    "more deducted": ("points = 1, cap = 5", "points = 2, cap = 5", Part.CRITERION, Effect.STRICTER),
    "a cap lowered": ("cap = 20\n", "cap = 15\n", Part.SECTION, Effect.STRICTER),
    "a cap raised": ("cap = 20\n", "cap = 25\n", Part.SECTION, Effect.LOOSER),
    "no cap any more": ("cap = 20\n", "", Part.SECTION, Effect.LOOSER),
    "a deduction's cap raised": ('kind = "deduction"\ncap = 5', 'kind = "deduction"\ncap = 6', Part.SECTION, Effect.STRICTER),
    "a floor gone": ("floor = 0, ", "", Part.TOTAL, Effect.STRICTER),
    "a ceiling lowered": ("ceiling = 30", "ceiling = 25", Part.TOTAL, Effect.STRICTER),
    "a ceiling gone": (", ceiling = 30", "", Part.TOTAL, Effect.LOOSER),
    "rounding": ("ceiling = 30", "ceiling = 30, round_to = 1", Part.TOTAL, Effect.UNKNOWN),
    "the total as printed": ("total = 20", "total = 25", Part.TOTAL, Effect.NEUTRAL),
    "a grade made harder": ("at_least = 10\n", "at_least = 12\n", Part.GRADE, Effect.STRICTER),
    "a grade's edge no longer belongs": ("at_least = 10\n", "at_least = 9\n", Part.GRADE, Effect.LOOSER),
    "a grade asks for more": (
        'source = "art. 6"',
        'source = "art. 6"\nrequires = { measure = "projects", at_least = 1 }',
        Part.GRADE,
        Effect.STRICTER,
    ),
    "a parameter raised": ("value = 10 }", "value = 15 }", Part.PARAMETER, Effect.STRICTER),
    "a parameter's new value": (
        "value = 10 }",
        "value = 10 }, { since = 2024-01-01, value = 5 }",
        Part.PARAMETER,
        Effect.LOOSER,
    ),
    "the end": (
        'since = 2023-01-01 }\nsource = "notice',
        'since = 2023-01-01, until = 2025-12-31 }\nsource = "notice',
        Part.SCHEME,
        Effect.DATES,
    ),
    "the edition": ('edition = "2023"', 'edition = "2024"', Part.SCHEME, Effect.NEUTRAL),
    "an amount raised": ("value = 1000", "value = 2000", Part.AMOUNT, Effect.LARGER),
    "an amount lowered": ("value = 1000", "value = 200", Part.AMOUNT, Effect.SMALLER),
    "an amount for others": (
        'equals = "good" } }, { value = 0 }',
        'equals = "none" } }, { value = 0 }',
        Part.AMOUNT,
        Effect.VARIED,
    ),
    "the same amount in other words": (
        'equals = "good" } }, { value = 0 }',
        'equals = "good" } }, { value = 0, when = { measure = "grade", equals = "none" } }, { value = 0 }',
        Part.AMOUNT,
        Effect.NEUTRAL,
    ),
    "an amount that others get nothing of": (", { value = 0 }]", "]", Part.AMOUNT, Effect.UNKNOWN),
    "an amount by people": ("value = 0 }]", 'value = 0 }]\ntimes = "people_employed"', Part.AMOUNT, Effect.UNKNOWN),
    "an amount in another unit": ('unit = "yuan"', 'unit = "yuan_per_month"', Part.AMOUNT, Effect.UNKNOWN),
    "an amount that follows a quantity": ("value = 1000", 'value = "projects"', Part.AMOUNT, Effect.UNKNOWN),
    "the better direction": ('better = "more"', 'better = "less"', Part.CRITERION, Effect.NEUTRAL),
    "another measure": (
        'measure = "people_employed"\nbetter',
        'measure = "people_in_post"\nbetter',
        Part.CRITERION,
        Effect.UNKNOWN,
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_each_kind_of_change(case: tuple[str, str, Part | None, Effect | None]) -> None:
    old, new, part, effect = case
    if part is None:
        assert compare(scheme(OLD), scheme(OLD.replace(old, new))) == ()
        return
    change = changed(old, new)
    assert (change.part, change.effect) == (part, effect)
    assert change.before != change.after
    assert change.before is not None or change.kind is Kind.ADDED


class TestTelling:
    def test_a_threshold_with_both_values_and_an_example(self) -> None:
        change = changed('at_least = 10 }\nsource = "art. 2', 'at_least = 12 }\nsource = "art. 2')
        assert change.text("en") == (
            "requirement training: condition changed from “training_hours ≥ 10” to “training_hours ≥ 12” "
            "(stricter; for instance, with training_hours = 10 it is no longer met)"
        )
        assert change.text("zh") == (
            "资格条件 training：条件由“training_hours ≥ 10”改为“training_hours ≥ 12”（从严；例如 training_hours = 10 时不再符合）"
        )

    def test_points(self) -> None:
        change = changed("[50, 20]", "[60, 20]")
        assert "from “(0, 0) – (50, 20)” to “(0, 0) – (60, 20)”" in change.text("en")
        assert "for instance, people_employed = " in change.text("en")

    def test_the_value_of_a_parameter_names_its_day(self) -> None:
        change = changed("value = 10 }", "value = 10 }, { since = 2024-01-01, value = 5 }")
        assert change.text("en").startswith("parameter wanted: the value from 2024-01-01 added: 5 (looser")
        assert "people_employed = 5" in change.text("zh")

    def test_an_amount_with_an_example(self) -> None:
        change = changed("value = 1000", "value = 2000")
        assert change.text("en").endswith("(a larger amount; for instance, grade = good goes from 1000 to 2000)")
        assert change.text("zh").endswith("（数额增加；例如 grade = good 时由 1000 变为 2000）")

    def test_an_amount_for_everybody_times_a_quantity(self) -> None:
        flat = OLD[: OLD.index("first = ")] + 'first = [{ value = 5 }]\ntimes = "people_employed"\n'
        (change,) = compare(scheme(flat), scheme(flat.replace("value = 5", "value = 3")))
        assert change.text("en").endswith("(a smaller amount; from 5 × people_employed to 3 × people_employed)")

    def test_an_amount_times_what_may_be_less_than_nothing(self) -> None:
        flat = OLD[: OLD.index("first = ")] + 'first = [{ value = 5 }]\ntimes = "monthly_income_rise"\n'
        (change,) = compare(scheme(flat), scheme(flat.replace("value = 5", "value = 3")))
        assert change.effect is Effect.UNKNOWN


COUNTS = """
[measures.women]
label = { zh = "妇女", en = "women" }
unit = "people"
count = { of = "people", where = { column = "sex", equals = "female" } }

[measures.older_women]
label = { zh = "年长妇女", en = "older women" }
unit = "people"
count = { of = "people", where = { all = [{ column = "sex", equals = "female" }, { column = "age", at_least = 50 }] } }

[measures.young]
label = { zh = "青年", en = "young people" }
unit = "people"
count = { of = "people", where = { column = "age", less_than = 30 } }
"""


class TestCountsOfOneTable:
    """Of the rows that A holds for, some have B as well: never more than all of them."""

    @pytest.mark.parametrize(
        ("old", "new", "effect"),
        [
            ('"women", at_least = 5', '"older_women", at_least = 5', Effect.STRICTER),
            ('"women", at_least = 5', '"older_women", at_least = 6', Effect.STRICTER),
            ('"women", at_least = 5', '"older_women", at_least = 4', Effect.UNKNOWN),
            ('"women", at_most = 5', '"older_women", at_most = 5', Effect.LOOSER),
            ('"older_women", at_least = 5', '"women", at_least = 5', Effect.LOOSER),
            ('"older_women", less_than = 5', '"women", less_than = 4', Effect.STRICTER),
            ('"people_employed", at_least = 5', '"women", at_least = 5', Effect.STRICTER),
            ('"women", at_least = 5', '"young", at_least = 5', Effect.UNKNOWN),
            ('"women", at_least = 5', '"older_women", more_than = 5', Effect.UNKNOWN),
            ('"women", at_least = 5', '"women_share", at_least = 5', Effect.UNKNOWN),
            ('"women", at_least = 5', '"older_women", at_least = "wanted"', Effect.UNKNOWN),
        ],
    )
    def test_requirements_and_vetoes(self, old: str, new: str, effect: Effect) -> None:
        flipped = {Effect.STRICTER: Effect.LOOSER, Effect.LOOSER: Effect.STRICTER}
        for gate, told in (
            ('"training_hours", at_least = 10', effect),
            ('"arrears", more_than = 100', flipped.get(effect, effect)),
        ):
            assert gate in OLD
            one, other = (scheme(OLD.replace(gate, text) + COUNTS) for text in (old, new))
            (change,) = compare(one, other)
            assert (change.effect, change.who) == (told, None)

    def test_counts_that_read_a_parameter(self) -> None:
        """The parameter may have another value in the other edition."""
        paid = COUNTS.replace('column = "age", at_least = 50', 'column = "earned", at_least = "wanted"')
        gate = '"training_hours", at_least = 10'
        one, other = (scheme(OLD.replace(gate, f'"{name}", at_least = 5') + paid) for name in ("women", "older_women"))
        (change,) = compare(one, other)
        assert change.effect is Effect.UNKNOWN


class TestAmountsThatAreNotCompared:
    """Where it is not proven who gets more, the change is left to be checked by hand."""

    @staticmethod
    def effect(old: str, new: str) -> Effect:
        start = OLD.index("first = ")
        one, other = (scheme(OLD[:start] + text + COUNTS) for text in (old, new))
        (change,) = [change for change in compare(one, other) if change.part is Part.AMOUNT]
        return change.effect

    @staticmethod
    def first(measure: str, value: int) -> str:
        return f'first = [{{ value = {value}, when = {{ measure = "{measure}", at_least = 5 }} }}, {{ value = 0 }}]\n'

    def test_a_condition_on_a_quantity_of_the_same_table(self) -> None:
        assert self.effect(self.first("women", 1), self.first("women", 2)) is Effect.LARGER
        assert self.effect(self.first("women", 1), self.first("young", 1)) is Effect.UNKNOWN

    def test_a_condition_on_a_quantity_with_another_definition(self) -> None:
        one = scheme(OLD[: OLD.index("first = ")] + self.first("women", 1) + COUNTS)
        other = scheme(OLD[: OLD.index("first = ")] + self.first("women", 2) + COUNTS.replace('"female"', '"male"'))
        (change,) = [change for change in compare(one, other) if change.part is Part.AMOUNT]
        assert change.effect is Effect.UNKNOWN

    def test_a_factor_of_the_table_that_the_condition_reads(self) -> None:
        times = 'times = "people_employed"\n'
        assert self.effect(self.first("women", 1) + times, self.first("women", 2) + times) is Effect.UNKNOWN

    def test_the_grade_beside_a_quantity(self) -> None:
        both = (
            'first = [{{ value = {value}, when = {{ all = [{{ measure = "grade", equals = "good" }}, '
            '{{ measure = "women", at_least = 5 }}] }} }}, {{ value = 0 }}]\n'
        )
        assert self.effect(both.format(value=1), both.format(value=2)) is Effect.UNKNOWN


class TestComingAndGoing:
    @pytest.mark.parametrize(
        ("start", "end", "effect"),
        [
            ('[[requirements]]\nid = "training"', "[[vetoes]]", Effect.LOOSER),
            ("[[vetoes]]", "[[sections]]", Effect.LOOSER),
            ('[[sections]]\nid = "deduction"', "[[grades]]", Effect.LOOSER),
            ("[[grades]]", "[[amounts]]", Effect.UNKNOWN),
        ],
    )
    def test_what_goes_and_what_comes(self, start: str, end: str, effect: Effect) -> None:
        shorter = OLD[: OLD.index(start)] + OLD[OLD.index(end, OLD.index(start) + 5) :]
        shorter = (
            shorter.replace(' when = { measure = "grade", equals = "good" } }, { value = 0', "").replace("1000,", "1000")
            if start == "[[grades]]"
            else shorter
        )
        gone = [change for change in compare(scheme(OLD), scheme(shorter)) if change.kind is Kind.REMOVED]
        come = [change for change in compare(scheme(shorter), scheme(OLD)) if change.kind is Kind.ADDED]
        assert len(gone) == len(come) == 1
        assert gone[0].effect is effect
        assert come[0].effect is {Effect.LOOSER: Effect.STRICTER}.get(effect, effect)
        assert (gone[0].before, gone[0].id) == (come[0].after, come[0].id)

    def test_advice_that_comes_changes_no_result(self) -> None:
        advised = OLD.replace('source = "art. 2"', 'source = "art. 2"\nforce = "advised"')
        start, end = advised.index('[[requirements]]\nid = "training"'), advised.index("[[vetoes]]")
        (change,) = compare(scheme(advised[:start] + advised[end:]), scheme(advised))
        assert (change.kind, change.effect) == (Kind.ADDED, Effect.NEUTRAL)

    def test_a_criterion_that_may_cost_points(self) -> None:
        curve = OLD.replace("[[0, 0], [50, 20]]", "[[0, -5], [50, 20]]")
        start, end = curve.index('[[sections]]\nid = "jobs"'), curve.index('[[sections]]\nid = "deduction"')
        (gone,) = [c for c in compare(scheme(curve), scheme(curve[:start] + curve[end:])) if c.part is Part.SECTION]
        assert (gone.kind, gone.effect) == (Kind.REMOVED, Effect.UNKNOWN)

    def test_a_new_criterion_gives_more_and_a_new_deduction_less(self) -> None:
        new = """
[[sections.criteria]]
id = "projects"
label = { zh = "项目", en = "projects" }
measure = "projects"
better = "more"
per_unit = { points = 1, cap = 3 }
source = "art. 8"

"""
        for before, effect in (('[[sections]]\nid = "deduction"', Effect.LOOSER), ("[[grades]]", Effect.STRICTER)):
            (change,) = compare(scheme(OLD), scheme(OLD.replace(before, new + before)))
            assert (change.part, change.kind, change.id, change.effect) == (Part.CRITERION, Kind.ADDED, "projects", effect)


def test_a_grade_whose_edges_leave_no_total_begins_nowhere() -> None:
    edges = compare(scheme(OLD), scheme(OLD.replace("at_least = 10\n", "at_least = 12\nat_most = 5\n")))
    assert [(change.part, change.effect) for change in edges] == [(Part.GRADE, Effect.UNKNOWN)] * 2


def _opposite(effect: Effect) -> Effect:
    pairs = {Effect.STRICTER: Effect.LOOSER, Effect.LARGER: Effect.SMALLER}
    return {**pairs, **{other: one for one, other in pairs.items()}}.get(effect, effect)


def _successors() -> Iterator[tuple[str, str]]:
    names = [f"{name}@{edition}" for name, edition, _ in scheme_files()]
    for name in names:
        earlier = load_scheme(name).supersedes
        if isinstance(earlier, str) and earlier in names:
            yield earlier, name


SUCCESSORS = list(_successors())


class TestLibrary:
    @pytest.mark.parametrize("name", [f"{name}@{edition}" for name, edition, _ in scheme_files()])
    def test_nothing_changes_from_a_scheme_to_itself(self, name: str) -> None:
        assert compare(load_scheme(name), load_scheme(name)) == ()

    @pytest.mark.parametrize(("old", "new"), SUCCESSORS)
    def test_the_way_back_is_the_opposite(self, old: str, new: str) -> None:
        there, back = compare(load_scheme(old), load_scheme(new)), compare(load_scheme(new), load_scheme(old))
        swapped = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED, Kind.CHANGED: Kind.CHANGED}

        def key(change: Change) -> tuple[str, ...]:
            return change.part, change.id, change.field.en, change.kind, change.effect, str(change.before), str(change.after)

        mirrored = [
            attrs.evolve(c, kind=swapped[c.kind], before=c.after, after=c.before, effect=_opposite(c.effect)) for c in back
        ]
        assert sorted(map(key, there)) == sorted(map(key, mirrored))

    @pytest.mark.parametrize(("old", "new"), SUCCESSORS)
    def test_changes_are_told_in_both_languages(self, old: str, new: str) -> None:
        changes = compare(load_scheme(old), load_scheme(new))
        assert any(change.field.en == "edition" for change in changes)
        for change in changes:
            assert re.search(r"[㐀-鿿]", change.text("zh"))
            assert "{" not in change.text("en").replace("∈ {", "")
            data = json.loads(json.dumps(change.as_data()))
            assert (data["zh"], data["en"]) == (change.text("zh"), change.text("en"))

    def test_the_minimum_wage_of_2024_is_stricter_for_whoever_pays_the_old_one(self) -> None:
        changes = compare(load_scheme("zhejiang-minimum-wage@2021"), load_scheme("zhejiang-minimum-wage@2024"))
        (raised,) = [change for change in changes if change.id == "monthly_minimum"]
        assert raised.effect is Effect.STRICTER
        assert "2490" in raised.text("zh")

    def test_the_directive_of_2014_asks_for_its_main_aim_as_well(self) -> None:
        changes = compare(load_scheme("eu-reserved-contracts@2004"), load_scheme("eu-reserved-contracts@2014"))
        (aim,) = [change for change in changes if change.id == "aim"]
        assert (aim.kind, aim.effect) == (Kind.ADDED, Effect.STRICTER)
