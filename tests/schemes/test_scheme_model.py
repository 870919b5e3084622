"""A scheme as data: what it asks, what its totals can be, when it speaks; and what extending keeps and replaces."""

from typing import Any

import attrs
import pytest

from common_prosperity.errors import InvalidScheme
from common_prosperity.files.schemes import load_catalogue, parse_scheme
from common_prosperity.quantities import Bounds, Period
from common_prosperity.schemes import Scheme
from common_prosperity.schemes.extending import extend
from common_prosperity.schemes.model import Criterion, Standing, is_outcome, is_points
from common_prosperity.schemes.resolving import resolve
from invented import HEADING, YEAR, day, scheme

RULES = """
points = { total = 18, floor = 0, ceiling = 20, round_to = 1 }
requirements = [
  { id = "people", label = "people", condition = { measure = "people_employed", at_least = "least" } },
  { id = "few", label = "few", force = "advised", applies = { measure = "disabled_people", at_least = 1 }, condition = { measure = "arrears", at_most = 0 } },
]
vetoes = [{ id = "wages", label = "wages", applies = { measure = "people_in_post", at_least = 1 }, condition = { measure = "unresolved_unpaid_wages", at_least = 1 } }]
[[sections]]
id = "income"
label = "income"
cap = 15
criteria = [
  { id = "rise", label = "rise", measure = "monthly_income_rise", curve = [[0, 0], [2600, 10]] },
  { id = "hours", label = "hours", measure = "training_hours", per_unit = { points = 1, cap = 8 }, applies = { measure = "local_people", at_least = 1 } },
]
[[sections]]
id = "minus"
label = "minus"
kind = "deduction"
cap = 4
criteria = [{ id = "fires", label = "fires", measure = "unresolved_fire", per_unit = { points = 3 } }]
[[sections]]
id = "plus"
label = "plus"
kind = "bonus"
best = 1
criteria = [
  { id = "women", label = "women", yes_no = { when = { measure = "women_share", at_least = "60%" }, points = 3, otherwise = -1 } },
  { id = "share", label = "share", measure = "local_share", marks = { at_most = 2 } },
]
[[grades]]
id = "good"
label = "good"
at_least = 10
requires = { measure = "points:income", at_least = 6 }
[[amounts]]
id = "bonus"
label = "bonus"
unit = "yuan"
times = "people_employed"
first = [{ value = "least", when = { measure = "grade", equals = "good" } }, { value = 0 }]
[parameters.least]
label = "least"
unit = "people"
dated = [{ since = 2020-01-01, value = 10 }]
"""


class TestAsked:
    """Names of the measures and parameters that clauses ask for; points, the grade and eligibility are the scheme's own."""

    def test_names(self) -> None:
        assert scheme(RULES).asked == (
            "arrears",
            "disabled_people",
            "least",
            "local_people",
            "local_share",
            "monthly_income_rise",
            "people_employed",
            "people_in_post",
            "training_hours",
            "unresolved_fire",
            "unresolved_unpaid_wages",
            "women_share",
        )

    def test_conditions_with_their_places(self) -> None:
        assert [place for place, _ in scheme(RULES).conditions()] == [
            "$.requirements[0].condition",
            "$.requirements[1].condition",
            "$.requirements[1].applies",
            "$.vetoes[0].condition",
            "$.vetoes[0].applies",
            "$.sections[0].criteria[1].applies",
            "$.sections[2].criteria[0].yes_no.when",
            "$.grades[0].requires",
        ]

    def test_clauses(self) -> None:
        assert [clause.id for clause in scheme(RULES).clauses()] == [
            "people",
            "few",
            "wages",
            "rise",
            "hours",
            "fires",
            "women",
            "share",
        ]

    def test_outcomes(self) -> None:
        assert [is_outcome(name) for name in ("points", "points:x", "grade", "eligible", "people", "pointsx")] == [True] * 4 + [
            False
        ] * 2
        assert not is_points("grade")

    def test_units(self) -> None:
        ranked = scheme(
            'requirements = [{ id = "r", label = "r", condition = { measure = "rank", equals = "gold" } }]\n'
            '[measures.rank]\nlabel = "rank"\nunit = "choice"\nattested = { of = "rank", kind = "choice" }\n'
        )
        assert ranked.unit("rank") == "choice"
        assert scheme(RULES).unit("least") == "people"


class TestLimits:
    """The fewest and the most points in total: caps, best few, deductions, floor, ceiling and rounding counted in."""

    def test_of_sections(self) -> None:
        assert [section.limits() for section in scheme(RULES).sections] == [(0, 15), (-4, 0), (0, 3)]

    def test_of_the_total(self) -> None:
        assert scheme(RULES).limits == Bounds(0, 18)
        unbounded = RULES.replace("points = { total = 18, floor = 0, ceiling = 20, round_to = 1 }", "")
        assert scheme(unbounded).limits == Bounds(-4, 18)
        assert scheme(unbounded.replace(", cap = 8", "")).limits == Bounds(-4, 18)  # the section's cap holds
        assert scheme(unbounded.replace(", cap = 8", "").replace("cap = 15", "")).limits == Bounds(-4, None)
        rounded = RULES.replace("ceiling = 20, round_to = 1", "ceiling = 17.5, round_to = 2, rounding = 'down'")
        assert scheme(rounded).limits == Bounds(0, 16)

    def test_of_nothing(self) -> None:
        assert scheme().limits == Bounds(0, 0)

    def test_the_most_of_a_criterion(self) -> None:
        assert [criterion.most for _, criterion in scheme(RULES).criteria()] == [10, 8, None, 3, 2]


class TestStanding:
    """Whether a scheme speaks about a period, by the period's last day."""

    @pytest.mark.parametrize(
        ("effective", "until", "standing"),
        [
            ("since = 2023-06-01", "2023-05-31", Standing.NOT_IN_FORCE),
            ("since = 2023-06-01", "2023-06-01", Standing.IN_FORCE),
            ("since = 2023-06-01, until = 2023-12-31", "2023-12-31", Standing.IN_FORCE),
            ("since = 2023-06-01, until = 2023-12-31", "2024-01-01", Standing.EXPIRED),
            ("since = 2023-06-01", "2199-12-31", Standing.IN_FORCE),
            ("since = 2025-04-01, until = 2027-12-31, lag = 1", "2024-03-31", Standing.NOT_IN_FORCE),
            ("since = 2025-04-01, until = 2027-12-31, lag = 1", "2024-12-31", Standing.IN_FORCE),
            ("since = 2025-04-01, until = 2027-12-31, lag = 1", "2026-12-31", Standing.IN_FORCE),
            ("since = 2025-04-01, until = 2027-12-31, lag = 1", "2027-12-31", Standing.EXPIRED),
            ("since = 2024-02-29, lag = 1", "2023-02-27", Standing.NOT_IN_FORCE),
            ("since = 2024-02-29, lag = 1", "2023-02-28", Standing.IN_FORCE),
            ("since = 2024-02-29, lag = 4", "2020-02-29", Standing.IN_FORCE),
        ],
    )
    def test_examples(self, effective: str, until: str, standing: Standing) -> None:
        made = parse_scheme(HEADING.replace("since = 2020-01-01", effective).encode())
        assert made.standing(Period(day("2020-01-01"), day(until))) is standing

    def test_an_end_that_is_open_by_decision(self) -> None:
        made = scheme()
        open_ended = attrs.evolve(made, effective=attrs.evolve(made.effective, until=None))
        assert open_ended.standing(YEAR) is Standing.IN_FORCE


class TestDigest:
    """SHA-256 over the canonical form: another one as soon as any rule is."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("floor = 0", "floor = 1"),
            ("at_least = 10", "more_than = 10"),
            ('value = "least"', "value = 5"),
            ("total = 18", "total = 19"),
        ],
    )
    def test_changes(self, old: str, new: str) -> None:
        assert scheme(RULES).digest == scheme(RULES).digest
        assert scheme(RULES).digest != scheme(RULES.replace(old, new, 1)).digest


BASE = """
points = { floor = 0 }
ladder = true
requirements = [
  { id = "people", label = "people", condition = { measure = "people_employed", at_least = 10 } },
  { id = "pay", label = "pay", condition = { measure = "arrears", at_most = 0 } },
]
grades = [{ id = "good", label = "good", at_least = 1 }]
[measures.own]
label = "own"
unit = "people"
count = "people"
[parameters.least]
label = "least"
unit = "people"
dated = [{ since = 2020-01-01, value = 1 }]
"""


def made(body: str) -> Scheme:
    """A scheme that is not resolved yet: what extending starts from."""
    return attrs.evolve(scheme(body), measures={})


class TestExtending:
    """A scheme that extends another keeps every clause, adds its own, and replaces those that bear the same id."""

    def extended(self, body: str) -> Any:
        own = parse_scheme((HEADING + body).encode())
        return resolve(extend(scheme(BASE), own), load_catalogue(), "own")

    def test_everything_is_kept(self) -> None:
        whole = self.extended("")
        assert [clause.id for clause in whole.requirements] == ["people", "pay"]
        assert (whole.ladder, whole.points.floor, [grade.id for grade in whole.grades]) == (True, 0, ["good"])
        assert set(whole.measures) == {"arrears", "own", "people_employed"}
        assert set(whole.parameters) == {"least"}

    def test_the_same_id_is_replaced_in_its_place_and_the_new_comes_last(self) -> None:
        whole = self.extended(
            'requirements = [{ id = "women", label = "women", condition = { measure = "women_share", at_least = "60%" } },'
            ' { id = "people", label = "people", condition = { measure = "people_employed", at_least = 20 } }]\n'
        )
        assert [clause.id for clause in whole.requirements] == ["people", "pay", "women"]
        assert whole.requirements[0].condition.edge == 20

    def test_grades_and_total_rules_are_replaced_whole(self) -> None:
        whole = self.extended('points = { ceiling = 9 }\ngrades = [{ id = "star", label = "star", at_least = 5 }]\n')
        assert [grade.id for grade in whole.grades] == ["star"]
        assert (whole.ladder, whole.points.ceiling) == (False, 9)
        assert whole.points.floor is not scheme(BASE).points.floor

    def test_measures_and_parameters_are_replaced_by_name(self) -> None:
        whole = self.extended(
            '[measures.own]\nlabel = "own"\nunit = "people"\ncount = "pairings"\n'
            '[parameters.least]\nlabel = "least"\nunit = "people"\ndated = [{ since = 2020-01-01, value = 2 }]\n'
        )
        assert whole.measures["own"].how.of == "pairings"
        assert whole.parameters["least"].dated[0].value == 2

    def test_nothing_is_lost(self) -> None:
        """An id that stands twice in the scheme itself is refused, not swallowed."""
        twice = (
            'requirements = [{ id = "people", label = "people", condition = { measure = "people_employed", at_least = 20 } },'
            ' { id = "people", label = "people", condition = { measure = "people_employed", at_least = 30 } }]\n'
        )
        with pytest.raises(InvalidScheme):
            scheme(twice)
        base = scheme(BASE)
        own = attrs.evolve(base, requirements=base.requirements[:1] * 2)
        assert [clause.id for clause in extend(base, own).requirements] == ["people", "people", "pay"]


def test_criteria_know_their_sections() -> None:
    pairs = [(section.id, criterion.id) for section, criterion in scheme(RULES).criteria()]
    assert pairs == [("income", "rise"), ("income", "hours"), ("minus", "fires"), ("plus", "women"), ("plus", "share")]
    assert isinstance(scheme(RULES).sections[0].criteria[0], Criterion)
