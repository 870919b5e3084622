"""Resolving a scheme: every name leads somewhere, like is compared with like, nothing goes in circles; all faults at once."""

from itertools import pairwise

import pytest

from common_prosperity.awards import decide
from common_prosperity.errors import InvalidScheme
from common_prosperity.files.schemes import parse_scheme
from common_prosperity.quantities import Bounds
from invented import HEADING, day, measured, scheme

CHOICE = '[measures.rank]\nlabel = "rank"\nunit = "choice"\nattested = { of = "rank", kind = "choice", options = ["gold", "silver"] }\n'
FLAG = '[measures.insured]\nlabel = "insured"\nunit = "yes_no"\nattested = { of = "insured", kind = "yes_no" }\n'


def faults(body: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidScheme) as caught:
        scheme(body)
    return [(problem.place, problem.code) for problem in caught.value.problems]


def requiring(condition: str) -> str:
    return f'requirements = [{{ id = "r", label = "r", condition = {condition} }}]\n'


def earning(criterion: str, section: str = "") -> str:
    return f'sections = [{{ id = "s", label = "s", {section} criteria = [{{ id = "c", label = "c", {criterion} }}] }}]\n'


def defining(how: str, unit: str = "number") -> str:
    return f'[measures.own]\nlabel = "own"\nunit = "{unit}"\n{how}\n'


def amount(unit: str, cases: str, more: str = "") -> str:
    return f'[[amounts]]\nid = "a"\nlabel = "a"\nunit = "{unit}"\nfirst = [{cases}]\n{more}\n'


def parameter(value: str, by: str = "") -> str:
    return f'[parameters.p]\nlabel = "p"\nunit = "yes_no"\n{by}\ndated = [{{ since = 2020-01-01, {value} }}]\n'


UNKNOWN = dict.fromkeys(("unknown-name-near", "unknown-measure", "unknown-among"), "unknown-name")
REQUIRED = "$.requirements[0].condition"
OWN = "$.measures.own"
CRITERION = "$.sections[0].criteria[0]"


class TestNames:
    """Every name leads somewhere; a wrong one is answered with the nearest that is known."""

    @pytest.mark.parametrize(
        ("body", "found"),
        [
            (requiring('{ measure = "people_employd", at_least = 1 }'), [(REQUIRED, "unknown-name")]),
            (requiring('{ measure = "zzzz", at_least = 1 }'), [(REQUIRED, "unknown-name")]),
            (requiring('{ measure = "people_employed", at_least = "floor" }'), [(REQUIRED, "unknown-name")]),
            (requiring('{ measure = "grade", equals = "x" }'), [(REQUIRED, "unknown-name")]),
            (requiring('{ measure = "points:nope", at_least = 1 }'), [(REQUIRED, "unknown-name")]),
            (earning('measure = "nope", marks = { at_most = 1 }'), [(f"{CRITERION}.measure", "unknown-name")]),
            (
                earning('yes_no = { points = 1, when = { measure = "nope", at_least = 1 } }'),
                [(f"{CRITERION}.yes_no.when", "unknown-name")],
            ),
            (
                earning(
                    'applies = { measure = "nope", at_least = 1 }, yes_no = { points = 1, when = { measure = "arrears", at_least = 1 } }'
                ),
                [(f"{CRITERION}.applies", "unknown-name")],
            ),
            (
                earning('yes_no = { points = 1, when = { measure = "points", at_least = 1 } }'),
                [(f"{CRITERION}.yes_no.when", "points-in-points")],
            ),
            (
                'grades = [{ id = "g", label = "g", requires = { measure = "nope", at_least = 1 } }]\n',
                [("$.grades[0].requires", "unknown-name")],
            ),
            (defining('count = "persons"'), [(f"{OWN}.count", "unknown-name")]),
            (defining('count = "peple"'), [(f"{OWN}.count", "unknown-name")]),
            (
                defining('count = { of = "persons", where = { column = "sex", equals = "female" } }'),
                [(f"{OWN}.count", "unknown-name")],
            ),
            (
                defining('count = { of = "people", where = { column = "gender", equals = "female" } }'),
                [(f"{OWN}.count", "unknown-name")],
            ),
            (
                defining('count = { of = "people", where = { column = "earned", at_least = "floor" } }'),
                [(f"{OWN}.count", "unknown-name")],
            ),
            (
                defining('share = { of = "persons", where = { column = "sex", equals = "female" } }'),
                [(f"{OWN}.share", "unknown-name")],
            ),
            (defining('sum = "people.salaries"'), [(f"{OWN}.sum", "unknown-name")]),
            (defining('sum = "people.earnd"'), [(f"{OWN}.sum", "unknown-name")]),
            (defining('sum = "earned"'), [(f"{OWN}.sum", "unknown-name")]),
            (defining('ratio = ["wages_paid", "heads"]'), [(f"{OWN}.ratio", "unknown-name")]),
            (defining('rounded = "heads"'), [(f"{OWN}.rounded", "unknown-name")]),
            (defining('earlier = "heads"'), [(f"{OWN}.earlier", "unknown-name")]),
            (defining('first = [{ value = "heads" }]'), [(f"{OWN}.first", "unknown-name")]),
            (
                defining('first = [{ value = 1, when = { measure = "heads", at_least = 1 } }]'),
                [(f"{OWN}.first", "unknown-name")],
            ),
            (
                '[parameters.p]\nlabel = "p"\nunit = "yuan"\nby = "tier"\ndated = [{ since = 2020-01-01, values = { a = 1 } }]\n',
                [("$.parameters.p.by", "unknown-name")],
            ),
            (
                'amounts = [{ id = "a", label = "a", unit = "yuan", first = [{ value = "heads" }] }]\n',
                [("$.amounts[0]", "unknown-name")],
            ),
            (
                'amounts = [{ id = "a", label = "a", unit = "yuan", first = [{ value = 1 }], times = "heads" }]\n',
                [("$.amounts[0]", "unknown-name")],
            ),
            (
                'amounts = [{ id = "a", label = "a", unit = "yuan", first = [{ value = 1 }], times = "points:x" }]\n',
                [("$.amounts[0]", "unknown-name")],
            ),
            (
                'amounts = [{ id = "a", label = "a", unit = "yuan", first = [{ value = 1, when = { measure = "heads", at_least = 1 } }] }]\n',
                [("$.amounts[0]", "unknown-name")],
            ),
        ],
    )
    def test_unknown(self, body: str, found: list[tuple[str, str]]) -> None:
        assert [(place, UNKNOWN.get(code, code)) for place, code in faults(body)] == found

    def test_the_nearest_known_name(self) -> None:
        with pytest.raises(InvalidScheme) as caught:
            scheme(requiring('{ measure = "people_employd", at_least = 1 }') + defining('count = "peple"'))
        assert [problem.reason() for problem in caught.value.problems] == [
            "names no table: peple; did you mean people?",
            "names no measure: people_employd; did you mean people_employed?",
        ]

    @pytest.mark.parametrize(
        ("body", "place"),
        [
            (
                'requirements = [{ id = "x", label = "x", condition = { measure = "arrears", at_most = 0 } }]\nvetoes = [{ id = "x", label = "x", condition = { measure = "arrears", at_least = 1 } }]\n',
                "$.vetoes[0].id",
            ),
            (
                'sections = [{ id = "s", label = "s", criteria = [] }, { id = "s", label = "s", criteria = [] }]\n',
                "$.sections[1].id",
            ),
            ('grades = [{ id = "g", label = "g" }, { id = "g", label = "g" }]\n', "$.grades[1].id"),
            (
                'amounts = [{ id = "a", label = "a", unit = "yuan", first = [{ value = 1 }] }, { id = "a", label = "a", unit = "yuan", first = [{ value = 1 }] }]\n',
                "$.amounts[1].id",
            ),
            (
                defining("total = [1]")
                + '[parameters.own]\nlabel = "p"\nunit = "yuan"\ndated = [{ since = 2020-01-01, value = 1 }]\n',
                "$.parameters.own",
            ),
            ('[measures.points]\nlabel = "own"\nunit = "number"\ntotal = [1]\n', "$.measures.points"),
            ('[measures."points:s"]\nlabel = "own"\nunit = "number"\ntotal = [1]\n', "$.measures.points:s"),
            (
                '[parameters.grade]\nlabel = "p"\nunit = "yuan"\ndated = [{ since = 2020-01-01, value = 1 }]\n',
                "$.measures.grade",
            ),
        ],
    )
    def test_names_that_are_taken(self, body: str, place: str) -> None:
        assert (place, "duplicate-id") in faults(body)


class TestLikeWithLike:
    """A yes or no is compared with a yes or no, an option with options, a number with numbers."""

    @pytest.mark.parametrize(
        ("condition", "code"),
        [
            ('{ measure = "people_employed", equals = true }', "unlike"),
            ('{ measure = "people_employed", equals = "many" }', "unlike"),
            ('{ measure = "people_employed", one_of = ["many"] }', "unlike"),
            ('{ measure = "people_employed", at_least = "rank" }', "expected"),
            ('{ measure = "insured", at_least = 1 }', "unlike"),
            ('{ measure = "insured", equals = 1 }', "unlike"),
            ('{ measure = "insured", one_of = [1] }', "unlike"),
            ('{ measure = "rank", equals = true }', "unlike"),
            ('{ measure = "rank", at_least = "gold" }', "unlike"),
            ('{ measure = "people_employed", at_least = "10人" }', "number-or-name"),
            ('{ measure = "rank", one_of = [1] }', "unlike"),
            ('{ measure = "rank", equals = "bronze" }', "not-an-option"),
            ('{ measure = "rank", one_of = ["gold", "bronze"] }', "not-an-option"),
            ('{ measure = "points", equals = true }', "unlike"),
            ('{ measure = "floor", equals = "high" }', "unlike"),
        ],
    )
    def test_measures(self, condition: str, code: str) -> None:
        floor = '[parameters.floor]\nlabel = "p"\nunit = "people"\ndated = [{ since = 2020-01-01, value = 1 }]\n'
        assert (REQUIRED, code) in faults(requiring(condition) + CHOICE + FLAG + floor)

    @pytest.mark.parametrize(
        ("where", "code"),
        [
            ('{ column = "earned", equals = true }', "unlike"),
            ('{ column = "earned", at_least = "rank" }', "expected"),
            ('{ column = "in_post", at_least = 1 }', "unlike"),
            ('{ column = "sex", equals = 1 }', "unlike"),
            ('{ column = "sex", equals = "woman" }', "not-an-option"),
            ('{ column = "household", at_least = 3 }', "unlike"),
        ],
    )
    def test_columns(self, where: str, code: str) -> None:
        assert faults(CHOICE + defining(f'count = {{ of = "people", where = {where} }}')) == [(f"{OWN}.count", code)]

    @pytest.mark.parametrize(
        "condition",
        [
            '{ measure = "rank", equals = "none" }',
            '{ measure = "rank", one_of = ["gold", "silver", "none"] }',
            '{ measure = "insured", equals = false }',
            '{ measure = "people_employed", one_of = [1, 2] }',
            '{ measure = "people_employed", equals = 3 }',
            '{ measure = "people_employed", at_least = "people_in_post" }',
            '{ measure = "points", at_least = "people_in_post" }',
        ],
    )
    def test_fit(self, condition: str) -> None:
        assert scheme(requiring(condition) + CHOICE + FLAG).requirements[0].id == "r"

    @pytest.mark.parametrize(
        ("body", "found"),
        [
            (defining('sum = "people.sex"'), (f"{OWN}.sum", "expected")),
            (defining('sum = "people.household"'), (f"{OWN}.sum", "expected")),
            (defining('distinct = "people.earned"'), (f"{OWN}.distinct", "expected")),
            (defining('least = "people.in_post"'), (f"{OWN}.least", "expected")),
            (defining('ratio = ["rank", 2]'), (f"{OWN}.ratio", "expected")),
            (defining('rounded = "rank"'), (f"{OWN}.rounded", "expected")),
            (defining('first = [{ value = "rank" }]'), (f"{OWN}.first", "expected")),
            (defining('count = "people"', "choice"), (f"{OWN}.unit", "unit-unfit")),
            (defining('earlier = "rank"'), (f"{OWN}.unit", "unit-unfit")),
            (defining('earlier = "people_employed"', "choice"), (f"{OWN}.unit", "unit-unfit")),
            (defining('attested = { of = "x", kind = "yes_no" }'), (f"{OWN}.unit", "unit-unfit")),
            (defining('attested = { of = "x", none = 1 }', "yes_no"), (f"{OWN}.attested.none", "expected")),
            (defining('attested = { of = "x", kind = "choice" }', "people"), (f"{OWN}.unit", "unit-unfit")),
            (defining('attested = { of = "x", kind = "number" }', "choice"), (f"{OWN}.unit", "unit-unfit")),
            (defining('attested = { of = "x", kind = "number" }', "yes_no"), (f"{OWN}.unit", "unit-unfit")),
            (earning('measure = "rank", marks = { at_most = 1 }'), (f"{CRITERION}.marks", "shape-for-choice")),
            (earning('measure = "people_employed", choice = { gold = 1 }'), (f"{CRITERION}.choice", "shape-for-number")),
            (
                'amounts = [{ id = "a", label = "a", unit = "yuan", first = [{ value = "grade" }] }]\n',
                ("$.amounts[0]", "expected"),
            ),
            (
                'amounts = [{ id = "a", label = "a", unit = "yuan", first = [{ value = 1 }], times = "rank" }]\n',
                ("$.amounts[0]", "expected"),
            ),
            (
                'amounts = [{ id = "a", label = "a", unit = "yuan", first = [{ value = 1, when = { measure = "grade", equals = "x" } }] }]\n',
                ("$.amounts[0]", "not-an-option"),
            ),
            (
                'amounts = [{ id = "a", label = "a", unit = "yuan", first = [{ value = 1, when = { measure = "eligible", equals = 1 } }] }]\n',
                ("$.amounts[0]", "unlike"),
            ),
        ],
    )
    def test_definitions(self, body: str, found: tuple[str, str]) -> None:
        head, _, tail = body.partition("[measures.own]")
        assert faults(head + CHOICE + (f"[measures.own]{tail}" if tail else "")) == [found]

    @pytest.mark.parametrize(
        ("body", "places"),
        [
            (amount("yes_no", "{ value = 2 }"), ["$.amounts[0].first[0].value"]),
            (
                amount("yes_no", '{ value = -1, when = { measure = "eligible", equals = true } }, { value = "1/2" }'),
                ["$.amounts[0].first[0].value", "$.amounts[0].first[1].value"],
            ),
            (amount("yes_no", '{ value = "arrears" }'), ["$.amounts[0].first[0].value"]),
            (amount("yes_no", "{ value = 1 }", 'times = "people_employed"'), ["$.amounts[0].times"]),
            (amount("yes_no", "{ value = 1 }", 'times = "points"'), ["$.amounts[0].times"]),
            (amount("yes_no", "{ value = true }, { value = false }"), []),
            (amount("yes_no", '{ value = "eligible" }', 'times = "insured"'), []),
            (defining("first = [{ value = 5 }, { value = 1 }]", "yes_no"), [f"{OWN}.first[0].value"]),
            (defining('first = [{ value = "insured" }, { value = 0 }]', "yes_no"), []),
            (parameter("value = 2"), ["$.parameters.p.dated[0].value"]),
            (parameter("value = 1"), []),
            (parameter("values = { gold = 1, silver = 3 }", 'by = "rank"'), ["$.parameters.p.dated[0].values.silver"]),
        ],
    )
    def test_what_is_yes_or_no(self, body: str, places: list[str]) -> None:
        """An amount, a first case or a parameter in yes_no gives nothing but yes and no."""
        if places:
            assert faults(body + CHOICE + FLAG) == [(place, "not-yes-no") for place in places]
        else:
            assert scheme(body + CHOICE + FLAG)

    def test_no_amount_is_a_choice(self) -> None:
        assert faults(amount("choice", "{ value = 1 }")) == [("$.amounts[0].unit", "amount-is-choice")]

    def test_earlier_choices_fit(self) -> None:
        assert scheme(CHOICE + defining('earlier = "rank"', "choice")).measures["own"].unit.value == "choice"

    def test_amounts_fit(self) -> None:
        """The grade, eligibility and points can be asked for; points and eligibility can be multiplied."""
        body = """
        grades = [{ id = "g", label = "g", at_least = 1 }]
        amounts = [
          { id = "a", label = "a", unit = "yuan", first = [{ value = 1, when = { measure = "grade", one_of = ["g", "none"] } }], times = "points" },
          { id = "b", label = "b", unit = "yuan", first = [{ value = "eligible", when = { measure = "eligible", equals = true } }], times = "points:s" },
          { id = "c", label = "c", unit = "yuan", first = [{ value = 2, when = { measure = "points:s", at_least = 1 } }], times = "people_employed" },
        ]
        """ + earning('measure = "people_employed", per_unit = { points = 1 }')
        decision = decide(measured(people_employed=3), scheme(body))
        assert [line.value for line in decision.amounts] == [Bounds(3, 3), Bounds(3, 3), Bounds(6, 6)]


class TestShapes:
    """A shape has a measure where it reads one, and numbers that make sense."""

    @pytest.mark.parametrize(
        ("criterion", "found"),
        [
            (
                'measure = "arrears", yes_no = { points = 1, when = { measure = "arrears", at_least = 1 } }',
                (f"{CRITERION}.measure", "measure-unused"),
            ),
            (
                'measure = "arrears", checklist = [{ label = "x", when = { measure = "arrears", at_least = 1 } }]',
                (f"{CRITERION}.measure", "measure-unused"),
            ),
            ("curve = [[0, 0], [1, 1]]", (f"{CRITERION}.measure", "absent")),
            ('measure = "arrears", curve = []', (f"{CRITERION}.curve", "expected")),
            ('measure = "arrears", curve = [[1, 0], [0, 1]]', (f"{CRITERION}.curve", "expected")),
            ('measure = "arrears", curve = [[1, 0], [1, 1]]', (f"{CRITERION}.curve", "expected")),
            ('measure = "arrears", per_unit = { size = 0, points = 1 }', (f"{CRITERION}.per_unit.size", "expected")),
            ('measure = "arrears", per_unit = { size = -1, points = 1 }', (f"{CRITERION}.per_unit.size", "expected")),
            ('measure = "arrears", per_unit = { points = -1 }', (f"{CRITERION}.per_unit.points", "too-small")),
            ('measure = "arrears", per_unit = { points = 1, cap = -1 }', (f"{CRITERION}.per_unit.cap", "too-small")),
            ('measure = "arrears", marks = { at_least = 5, at_most = 4 }', (f"{CRITERION}.marks.at_least", "too-large")),
            ('measure = "arrears", bands = []', (f"{CRITERION}.bands", "empty")),
            ("checklist = []", (f"{CRITERION}.checklist", "empty")),
        ],
    )
    def test_refused(self, criterion: str, found: tuple[str, str]) -> None:
        assert faults(earning(criterion)) == [found]
        assert found in faults(earning(criterion, 'kind = "deduction",'))

    def test_an_empty_choice(self) -> None:
        assert faults(earning('measure = "rank", choice = { options = {} }', 'kind = "deduction",') + CHOICE) == [
            (f"{CRITERION}.choice", "empty")
        ]

    def test_a_deduction_has_a_cap(self) -> None:
        uncapped = 'measure = "arrears", per_unit = { points = 1 }'
        assert faults(earning(uncapped, 'kind = "deduction",')) == [(CRITERION, "uncapped")]
        assert scheme(earning(uncapped, 'kind = "deduction", cap = 5,')).limits == Bounds(-5, 0)
        assert scheme(
            earning('measure = "arrears", per_unit = { points = 1, cap = 3 }', 'kind = "deduction",')
        ).limits == Bounds(-3, 0)
        assert scheme(earning(uncapped)).limits == Bounds(0, None)

    @pytest.mark.parametrize(
        ("how", "found"),
        [
            ("ratio = []", (f"{OWN}.ratio", "empty")),
            ("first = []", (f"{OWN}.first", "empty")),
            ('ratio = ["arrears"]', (f"{OWN}.ratio", "expected")),
            ('difference = ["arrears"]', (f"{OWN}.difference", "expected")),
            ('rounded = { of = "arrears", to = 0 }', (f"{OWN}.rounded.to", "expected")),
            ('attested = { of = "x", between = [5, 5] }', (f"{OWN}.attested.between", "expected")),
            ('attested = { of = "x", between = [1, 5], none = 0 }', (f"{OWN}.attested.none", "too-small")),
            ('attested = { of = "x", none = -1 }', (f"{OWN}.attested.none", "too-small")),
            ('marks = { of = "plan", between = [0] }', (f"{OWN}.marks.between", "expected")),
            ('marks = { of = "plan", between = [10, 0] }', (f"{OWN}.marks.between", "expected")),
            (
                'count = { of = "people", weights = [{ counts = -1, where = { column = "disabled", equals = true } }] }',
                (f"{OWN}.count.weights[0].counts", "too-small"),
            ),
        ],
    )
    def test_definitions(self, how: str, found: tuple[str, str]) -> None:
        assert faults(defining(how)) == [found]

    def test_options_are_told_apart_by_what_they_are_called(self) -> None:
        options = '{ a = { zh = "甲", en = "first" }, b = { zh = "乙", en = "first" } }'
        body = defining(f'attested = {{ of = "x", options = {options} }}', "choice")
        assert faults(body) == [(f"{OWN}.attested.options", "duplicate-id")]

    def test_only_a_number_says_what_none_counts_as(self) -> None:
        assert faults(defining('attested = { of = "x", none = 0 }', "yes_no")) == [(f"{OWN}.attested.none", "expected")]

    @pytest.mark.parametrize(
        ("rules", "found"),
        [
            ("round_to = 0", ("$.points.round_to", "expected")),
            ("round_to = -1", ("$.points.round_to", "expected")),
            ("floor = 10, ceiling = 5", ("$.points.floor", "too-large")),
        ],
    )
    def test_totals(self, rules: str, found: tuple[str, str]) -> None:
        assert faults(f"points = {{ {rules} }}\n") == [found]

    def test_a_section_has_no_negative_cap(self) -> None:
        assert faults(earning('measure = "arrears", marks = { at_most = 1 }', "cap = -1,")) == [
            ("$.sections[0].cap", "too-small")
        ]

    def test_an_amount_has_cases(self) -> None:
        assert faults('amounts = [{ id = "a", label = "a", unit = "yuan", first = [] }]\n') == [("$.amounts[0].first", "empty")]


class TestDates:
    """A scheme ends after it begins; a parameter has one value from each day on, by key or not."""

    def test_effective(self) -> None:
        heading = HEADING.replace("{ since = 2020-01-01 }", "{ since = 2023-01-02, until = 2023-01-01 }")
        with pytest.raises(InvalidScheme) as caught:
            parse_scheme(heading.encode())
        assert [(problem.place, problem.code) for problem in caught.value.problems] == [("$.effective.since", "later-than")]

    @pytest.mark.parametrize(
        ("lines", "found"),
        [
            ("dated = []", [("$.parameters.p.dated", "empty")]),
            ("dated = [{ since = 2020-01-01 }]", [("$.parameters.p.dated[0].value", "absent")]),
            (
                "dated = [{ since = 2020-01-01, values = { a = 1 } }]",
                [("$.parameters.p.dated[0].values", "values-without-by")],
            ),
            (
                'by = "rank"\ndated = [{ since = 2020-01-01, value = 1 }]',
                [("$.parameters.p.dated[0].value", "value-beside-by")],
            ),
            ('by = "rank"\ndated = [{ since = 2020-01-01, values = {} }]', [("$.parameters.p.dated[0].values", "empty")]),
            (
                "dated = [{ since = 2020-01-01, value = 1 }, { since = 2020-01-01, value = 2 }]",
                [("$.parameters.p.dated[1].since", "duplicate-day")],
            ),
            (
                'by = "people_employed"\ndated = [{ since = 2020-01-01, values = { a = 1 } }]',
                [("$.parameters.p.by", "by-no-choice")],
            ),
        ],
    )
    def test_parameters(self, lines: str, found: list[tuple[str, str]]) -> None:
        assert faults(f'[parameters.p]\nlabel = "p"\nunit = "yuan"\n{lines}\n' + CHOICE) == found

    def test_a_parameter_is_a_number(self) -> None:
        body = '[parameters.p]\nlabel = "p"\nunit = "choice"\ndated = [{ since = 2020-01-01, value = 1 }]\n'
        assert faults(body) == [("$.parameters.p.unit", "unit-unfit")]
        assert scheme(body.replace("choice", "yes_no")).natural("p", day("2023-01-01")) == Bounds(1, 1)


def chain(length: int, *, backwards: bool = False) -> str:
    """So many measures that each build on the next, the last on a measure of the catalogue."""
    order = range(length, 0, -1) if backwards else range(1, length + 1)
    names = [*(f"m{number:04d}" for number in order), "people_employed"]
    return "".join(
        f'[measures.{name}]\nlabel = "m"\nunit = "people"\ntotal = ["{after}"]\n' for name, after in sorted(pairwise(names))
    )


class TestCircles:
    """Nothing goes in circles, and no chain of measures is without foreseeable end."""

    @pytest.mark.parametrize(
        "body",
        [
            defining('total = ["own"]'),
            defining('rounded = "other"') + '[measures.other]\nlabel = "o"\nunit = "number"\nproduct = [2, "own"]\n',
            defining('earlier = "own"'),
            defining('count = { of = "people", where = { column = "earned", at_least = "own" } }'),
            defining('first = [{ value = 1, when = { measure = "own", at_least = 1 } }]'),
        ],
    )
    def test_circles(self, body: str) -> None:
        found = faults(body)
        assert found[0][1] == "circular"
        assert all(code == "circular" for _, code in found)

    def test_through_a_parameter(self) -> None:
        body = """
        [measures.tier]
        label = "t"
        unit = "number"
        total = ["p"]
        [parameters.p]
        label = "p"
        unit = "yuan"
        by = "tier"
        dated = [{ since = 2020-01-01, values = { a = 1 } }]
        """
        assert ("$.measures.tier", "circular") in faults(body)

    def test_two_ways_to_one_measure_are_no_circle(self) -> None:
        body = defining('total = ["a", "b"]') + "".join(
            f'[measures.{name}]\nlabel = "m"\nunit = "people"\ntotal = ["people_employed"]\n' for name in "ab"
        )
        assert set(scheme(body).measures) == {"a", "b", "own", "people_employed"}

    @pytest.mark.parametrize("backwards", [False, True])
    def test_chains(self, *, backwards: bool) -> None:
        deep = scheme(chain(49, backwards=backwards))
        assert len(deep.measures) == 50
        for length in (51, 2000):
            found = faults(chain(length, backwards=backwards))
            assert {code for _, code in found} == {"too-deep"}


class TestComplete:
    """A scheme that stands is complete with every built-in measure it uses, and no other."""

    def test_used(self) -> None:
        body = requiring('{ measure = "monthly_income_rise", at_least = "income_per_person_month" }')
        assert set(scheme(body).measures) == {
            "gain",
            "income_per_person_month",
            "monthly_income_rise",
            "person_months_paid",
            "wages_paid",
        }

    @pytest.mark.parametrize(
        "how",
        [
            'sum = "people.gain"',
            'distinct = "people.household"',
            'least = "person_months.paid"',
            'greatest = "people.age"',
            'total = ["arrears", 5]',
        ],
    )
    def test_own_definitions(self, how: str) -> None:
        assert scheme(defining(how)).measures["own"].how.tag == how.split(maxsplit=1)[0]

    def test_own_measures_replace_those_of_the_catalogue(self) -> None:
        lines = (
            requiring('{ measure = "people_employed", at_least = 1 }')
            + '[measures.people_employed]\nlabel = "p"\nunit = "people"\ncount = "pairings"\n'
        )
        assert getattr(scheme(lines).measures["people_employed"].how, "of", "") == "pairings"

    def test_all_faults_at_once(self) -> None:
        body = (
            "points = { round_to = 0 }\n"
            + requiring('{ measure = "nope", at_least = 1 }')
            + earning("curve = []")
            + defining("ratio = []")
        )
        assert [place for place, _ in faults(body)] == [
            "$.points.round_to",
            f"{OWN}.ratio",
            REQUIRED,
            f"{CRITERION}.measure",
            f"{CRITERION}.curve",
        ]
