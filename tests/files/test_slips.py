"""What a scheme file is told that has a slip in it: the place, what is wrong, and what was most likely meant."""

from pathlib import Path

import pytest

import common_prosperity as cp
from common_prosperity.facts.checking import kind_words
from common_prosperity.facts.fields import shape_of
from common_prosperity.files.schemes import parse_scheme
from common_prosperity.files.slips import FULL_WIDTH, MEANT, OF_THE_SCHEME, toml_problem, unknown_key
from common_prosperity.measures.statements import Attested

HEAD = """\
id = "county"
edition = "2026"
label = { zh = "某县", en = "county" }
issuer = { zh = "某县", en = "county" }
effective = { since = 2026-01-01 }
source = "2026"
"""
MEASURES = """
[measures]
lifted = { label = "lifted", unit = "people", attested = "lifted" }
form = { label = "form", unit = "choice", attested = { of = "form", options = ["factory", "home"] } }
licensed = { label = "licensed", unit = "yes_no", attested = "licensed" }
"""


def requirement(condition: str, more: str = "") -> str:
    return f'{HEAD}[[requirements]]\nid = "r"\nlabel = "r"\ncondition = {condition}\n{more}{MEASURES}'


def measure(text: str) -> str:
    return requirement('{ measure = "lifted", at_least = 5 }') + f'x = {{ label = "x", unit = "people", {text} }}\n'


def criterion(text: str) -> str:
    return f'{HEAD}[[sections]]\nid = "s"\nlabel = "s"\n[[sections.criteria]]\nid = "c"\nlabel = "c"\n{text}\n{MEASURES}'


def parameter(text: str) -> str:
    return requirement('{ measure = "lifted", at_least = 5 }') + f'[parameters.p]\nlabel = "p"\nunit = "yuan"\n{text}\n'


CONDITION = "$.requirements[0].condition"
SLIPS = {
    "a sign for a key": (
        requirement('{ measure = "lifted", ">=" = 5 }'),
        CONDITION,
        "unknown-key-near",
        "did you mean at_least?",
    ),
    "and for all": (
        requirement('{ and = [{ measure = "lifted", at_least = 5 }] }'),
        CONDITION,
        "unknown-key-near",
        "mean all?",
    ),
    "a misspelt key": (requirement('{ measure = "lifted", at_last = 5 }'), CONDITION, "unknown-key-near", "at_least?"),
    "an expression": (requirement('"lifted >= 5"'), CONDITION, "expected", "joined by all or any"),
    "a list of conditions": (requirement('[{ measure = "lifted", at_least = 5 }]'), CONDITION, "expected", "all or any"),
    "no comparison": (requirement('{ measure = "licensed" }'), CONDITION, "expected", "equals or one_of"),
    "a number with its unit": (requirement('{ measure = "lifted", at_least = "5名" }'), CONDITION, "number-or-name", "5名"),
    "an order of options": (requirement('{ measure = "form", at_least = "home" }'), CONDITION, "unlike", "equals or one_of"),
    "a column of the workshop": (
        requirement('{ all = [{ column = "disabled", equals = true }] }'),
        f"{CONDITION}.all[0]",
        "column-outside-rows",
        "count rows",
    ),
    "a measure of rows": (
        measure('count = { of = "people", where = { not = { measure = "lifted", at_least = 1 } } }'),
        "$.measures.x.count.where.not",
        "measure-in-rows",
        "write column here",
    ),
    "a key of the scheme below a heading": (
        requirement('{ measure = "lifted", at_least = 5 }', "ladder = true\n"),
        "$.requirements[0]",
        "misplaced-key",
        "above the first heading",
    ),
    "one bracket": (f"{HEAD}[requirements]\nid = 'r'\n", "$.requirements", "expected", "[[…]]"),
    "a day for a table": (HEAD.replace("{ since = 2026-01-01 }", "2026-01-01"), "$.effective", "expected", "braces"),
    "one language": (HEAD.replace(', en = "county"', "", 1), "$.label", "expected", "both languages"),
    "a sum of measures": (measure('sum = ["lifted", "people_employed"]'), "$.measures.x.sum", "expected", "added by total"),
    "a ratio of one": (measure('ratio = ["lifted"]'), "$.measures.x.ratio", "expected", "two quantities"),
    "if for when": (measure("first = [{ if = 1, value = 3 }]"), "$.measures.x.first[0]", "unknown-key-near", "mean when?"),
    "values without by": (
        parameter("dated = [{ since = 2026-01-01, values = { a = 1 } }]"),
        "$.parameters.p.dated[0].values",
        "values-without-by",
        "by which measure",
    ),
    "a value beside by": (
        parameter('by = "form"\ndated = [{ since = 2026-01-01, value = 1 }]'),
        "$.parameters.p.dated[0].value",
        "value-beside-by",
        "one for each option",
    ),
    "from for at_least": (
        criterion('measure = "lifted"\nbands = [{ from = 5, points = 1 }]'),
        "$.sections[0].criteria[0].bands[0]",
        "unknown-key-near",
        "mean at_least?",
    ),
    "a key that nothing is like": (
        criterion('measure = "lifted"\nper_unit = { points = 1, every = 5 }'),
        "$.sections[0].criteria[0].per_unit",
        "unknown-key-known",
        "it may have: above, cap, count, points, size",
    ),
    "bands of a choice": (
        criterion('measure = "form"\nbands = [{ at_least = 5, points = 1 }]'),
        "$.sections[0].criteria[0].bands",
        "shape-for-choice",
        "give them by choice",
    ),
    "a choice of a number": (
        criterion('measure = "lifted"\nchoice = { a = 1 }'),
        "$.sections[0].criteria[0].choice",
        "shape-for-number",
        "by bands",
    ),
    "a measure beside yes_no": (
        criterion('measure = "licensed"\nyes_no = { points = 1, when = { measure = "licensed", equals = true } }'),
        "$.sections[0].criteria[0].measure",
        "measure-unused",
        "conditions of its own",
    ),
    "points of points": (
        criterion('yes_no = { points = 1, when = { measure = "points", at_least = 1 } }'),
        "$.sections[0].criteria[0].yes_no.when",
        "points-in-points",
        "cannot depend on points",
    ),
    "an id twice": (
        requirement('{ measure = "lifted", at_least = 5 }')
        + '[[requirements]]\nid = "r"\nlabel = "r"\ncondition = { measure = "lifted", at_least = 6 }\n',
        "$.requirements[1].id",
        "duplicate-id",
        "repeats the id r",
    ),
    "a full-width comma": (HEAD.replace('", en', '"， en', 1), "line 3 column 20", "syntax-hint", "plain ,"),
    "a bare percentage": (
        requirement('{ measure = "women_share", at_least = 60% }'),
        "line 10 column 53",
        "syntax-hint",
        '"60%"',
    ),
    "braces over two lines": (HEAD.replace('", en', '",\n en', 1), "line 3 column 21", "syntax-hint", "stands on one line"),
    "a word without marks": (HEAD.replace('"county"', "county", 1), "line 1 column 6", "syntax-hint", "quotation marks"),
    "a key twice": (HEAD + 'id = "x"\n', "line 7 column 9", "syntax-hint", "a key stands twice"),
    "a day with strokes": (HEAD.replace("2026-01-01", "2026/01/01"), "line 5 column 27", "syntax-hint", "2023-06-30"),
    "a number with its unit, bare": (
        requirement('{ measure = "lifted", at_least = 5人 }'),
        "line 10 column 47",
        "syntax-hint",
        "without a unit",
    ),
    "a mark that is not closed": (HEAD.replace('"2026"', '"2026', 1), "line 2 column 16", "syntax-hint", "in pairs"),
    "True": (HEAD + "ladder = True\n", "line 7 column 10", "syntax-hint", "small letters"),
    "a heading twice": (HEAD + "[points]\n[points]\n", "line 8 column 8", "syntax-hint", "heading in brackets"),
    "a measure by what it is called": (
        requirement('{ measure = "吸纳就业人数", at_least = 5 }'),
        CONDITION,
        "unknown-name-near",
        "did you mean people_employed?",
    ),
    "a measure by what it is called in English": (
        requirement('{ measure = "people given work", at_least = 5 }')
        + 'g = { label = "people given works", unit = "people", attested = "g" }\n',
        CONDITION,
        "unknown-name-near",
        "did you mean g?",
    ),
    "a number in words": (
        requirement('{ measure = "lifted", at_least = "百分之二十" }'),
        CONDITION,
        "unknown-measure",
        "common-prosperity measures lists",
    ),
    "a grade that is compared as a key": (
        requirement('{ grade = "gold" }'),
        CONDITION,
        "compare-by-measure",
        '{ measure = "grade", equals = ... }',
    ),
    "a key of no condition with a table below": (
        requirement("{ grade = {} }"),
        CONDITION,
        "unknown-key-known",
        "it may have: all",
    ),
    "yes_no as a number": (
        criterion("yes_no = 5"),
        "$.sections[0].criteria[0].yes_no",
        "expected",
        "{ when = …, points = … }",
    ),
    "per_unit with a slip in each key": (
        criterion('measure = "lifted"\nper_unit = { point = 5 }'),
        "$.sections[0].criteria[0].per_unit",
        "unknown-key-near",
        "mean points?",
    ),
    "a checklist of words": (
        criterion('checklist = ["a"]'),
        "$.sections[0].criteria[0].checklist[0]",
        "expected",
        "with label, when",
    ),
    "a choice of yes or no": (
        criterion('measure = "licensed"\nchoice = { yes = 1, no = 0 }'),
        "$.sections[0].criteria[0].choice",
        "shape-for-yes-no",
        'yes_no = { when = { measure = "licensed", equals = true }',
    ),
    "options in words": (
        measure('attested = { of = "x", options = "a/b" }'),
        "$.measures.x.attested.options",
        "expected",
        "a list of ids",
    ),
    "a sum of a table": (measure('sum = "people"'), "$.measures.x.sum", "unknown-among", "people.earned"),
    "a column by what it is called": (
        measure('count = { of = "people", where = { column = "性别", equals = "female" } }'),
        "$.measures.x.count",
        "unknown-name-near",
        "did you mean sex?",
    ),
    "a column that there is not": (
        measure('count = { of = "people", where = { column = "zzzz", equals = "female" } }'),
        "$.measures.x.count",
        "unknown-among",
        "there are: age, arrears",
    ),
    "a parameter by a number": (
        parameter('by = "lifted"\ndated = [{ since = 2026-01-01, values = { a = 1 } }]'),
        "$.parameters.p.by",
        "by-no-choice",
        "no choice",
    ),
    "a day twice": (
        parameter("dated = [{ since = 2026-01-01, value = 1 }, { since = 2026-01-01, value = 2 }]"),
        "$.parameters.p.dated[1].since",
        "duplicate-day",
        "from 2026-01-01 twice",
    ),
    "a parameter with a value alone": (parameter("value = 5"), "$.parameters.p", "unknown-key-near", "mean dated?"),
    "a unit that its kind does not give": (
        measure('attested = { of = "x", kind = "yes_no" }'),
        "$.measures.x.unit",
        "unit-unfit",
        "may be left out",
    ),
    "a base with its edition behind the path": (
        HEAD + 'extends = "city.toml@2022"\n',
        "$.extends",
        "unknown-base",
        "by its path",
    ),
    "criteria outside a section": (
        HEAD + '[[criteria]]\nid = "c"\n',
        "$",
        "criteria-outside",
        "[[sections.criteria]]",
    ),
    "a measure by two brackets": (HEAD + '[[measures]]\nid = "m"\n', "$.measures", "expected", "one bracket, with the name"),
    "a key in capitals is not missing besides": (
        requirement('{ measure = "lifted", at_least = 5 }').replace("condition", "Condition"),
        "$.requirements[0]",
        "unknown-key-near",
        "mean condition?",
    ),
    "something else": (HEAD + "= 5\n", "line 7 column 1", "syntax-hint", "here stands a key"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_its_place_and_what_was_meant(slip: str) -> None:
    text, place, code, words = SLIPS[slip]
    with pytest.raises(cp.InvalidScheme) as caught:
        parse_scheme(text.encode(), "county.toml")
    assert [(problem.place, problem.code) for problem in caught.value.problems] == [(place, code)]
    assert words in caught.value.text("en")
    assert caught.value.text("zh").startswith("county.toml: ")


def test_a_statement_answers_as_its_unit_says_where_no_kind_is_written() -> None:
    scheme = parse_scheme(requirement('{ measure = "lifted", at_least = 5 }').encode())
    kinds = {name: how.kind.value for name, measure in scheme.measures.items() if isinstance(how := measure.how, Attested)}
    assert kinds == {"lifted": "number", "form": "choice", "licensed": "yes_no"}


def test_closed_lists_say_in_chinese_what_their_members_are() -> None:
    text = requirement('{ measure = "lifted", at_least = 5 }', 'force = "建议"\n')
    with pytest.raises(cp.InvalidScheme) as caught:
        parse_scheme(text.encode())
    assert caught.value.text("zh").endswith("只能是：required（必须满足）、advised（仅作建议）")
    assert caught.value.text("en").endswith("must be one of: required, advised")


def test_the_system_gives_its_reason_in_chinese(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "none.toml", "没有这个文件或文件夹"), (tmp_path, "这是一个文件夹")):
        with pytest.raises(cp.Unreadable) as caught:
            cp.read_scheme(path)
        assert caught.value.text("zh").endswith(f"无法读取：{words}")
        assert words not in caught.value.text("en")


@pytest.mark.parametrize("key", MEANT)
def test_every_slip_leads_to_its_key(key: str) -> None:
    for slip in MEANT[key]:
        assert dict(unknown_key(slip, [key, "id"]).details)["near"] == key
        assert dict(unknown_key(slip.upper(), [key, "id"]).details)["near"] == key


def test_full_width_marks_have_plain_ones() -> None:
    assert FULL_WIDTH["，"] == ","
    assert all(not mark.isascii() and plain.isascii() for mark, plain in FULL_WIDTH.items())


def test_a_message_without_a_place_is_told_as_it_is() -> None:
    problem = toml_problem("", "Expected something (at end of document)")
    assert (problem.place, problem.code) == ("end of document", "syntax")


def test_keys_of_the_scheme_are_keys_of_the_scheme() -> None:
    fields = {field.name for field in cp.Scheme.__attrs_attrs__}
    assert fields >= OF_THE_SCHEME


def test_a_list_is_asked_for_in_both_languages() -> None:
    assert kind_words(shape_of(tuple[str, ...])) == ("列表，即方括号 [ … ]", "a list, in brackets [ … ]")
