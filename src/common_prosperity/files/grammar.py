"""The grammar of scheme files: conditions, and parts that are told by the key they stand under.

A condition is a comparison, `{ measure = "people_employed", at_least = 10, less_than = 50 }`, or `all`, `any`, `not`,
`at_least_k_of`. Inside a measure, conditions speak of rows and say `column`. The way a measure is taken (`count`, `share`,
`ratio` …) and the way points are given (`curve`, `bands` …) are told by their key; a short form gives the main part alone.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, Final

import attrs

from common_prosperity.errors import Fault, Faults, Problem, ProsperityError
from common_prosperity.facts.checking import check_text
from common_prosperity.files.slips import unknown_key
from common_prosperity.measures.aggregates import Count, Distinct, Sum
from common_prosperity.measures.cases import First
from common_prosperity.measures.conditions import (
    ORDERED,
    All,
    AnyOf,
    AtLeastKOf,
    Compare,
    Condition,
    Edge,
    Not,
    Relation,
)
from common_prosperity.measures.extremes import Greatest, Least
from common_prosperity.measures.formulas import Difference, GreatestOf, LeastOf, Product, Ratio, Readings, Total
from common_prosperity.measures.how import How
from common_prosperity.measures.rounding import Rounded
from common_prosperity.measures.shares import Share
from common_prosperity.measures.statements import Attested, Earlier, PanelMarks, StatementKind
from common_prosperity.quantities import Bounds, Options, Text, exact
from common_prosperity.quantities.numbers import NUMBER_TEXT
from common_prosperity.schemes.points import Bands, Checklist, Choice, Curve, Knot, Marks, PerUnit, Shape, YesNo

ReadFact = Callable[[Any, type], Any]

TAGGED: Final[Mapping[type, Mapping[str, type]]] = {
    How: {
        cls.tag: cls
        for cls in (
            Count,
            Sum,
            Share,
            Distinct,
            Least,
            Greatest,
            Ratio,
            Total,
            Difference,
            Product,
            LeastOf,
            GreatestOf,
            Readings,
            Rounded,
            First,
            Attested,
            PanelMarks,
            Earlier,
        )
    },
    Shape: {cls.tag: cls for cls in (YesNo, Choice, Bands, Curve, PerUnit, Checklist, Marks)},
}
"""For each family, its members by the key they stand under."""

SUBJECTS: Final = ("measure", "column")

KIND_OF_UNIT: Final = {"yes_no": StatementKind.YES_NO.value, "choice": StatementKind.CHOICE.value}
"""What a statement answers with, where the unit of its measure tells; otherwise a number."""

A_TABLE: Final = {
    "zh": "表名或“表.列”；各指标相加用 total",
    "en": "the name of a table, or of a table.column; measures are added by total",
}
A_LIST_OF_IDS: Final = {
    "zh": '编号列表，如 ["one", "two"]，或编号及其名称',
    "en": 'a list of ids, such as ["one", "two"], or ids with what they are called',
}
A_CONDITION: Final = {
    "zh": '条件，如 { measure = "…", at_least = 10 }；几个条件用 all 或 any 合并',
    "en": 'a condition, such as { measure = "…", at_least = 10 }; several are joined by all or any',
}
A_COMPARISON: Final = {
    "zh": "比较：at_least、more_than、at_most、less_than、equals 或 one_of",
    "en": "compared with something: by at_least, more_than, at_most, less_than, equals or one_of",
}


def collect(parts: Iterator[tuple[str, Callable[[], Any]]]) -> list[Any]:
    """Run each reading and gather what it gives, or all problems with their places.

    Raises:
        Faults: some reading failed.
    """
    found, problems = [], []
    for place, read in parts:
        try:
            found.append(read())
        except ProsperityError as error:
            problems += [problem.under(place) for problem in error.problems]
    if problems:
        raise Faults("", problems)
    return found


def read_condition(value: Any) -> Condition:
    """A condition from plain data.

    Raises:
        Fault, Faults: it is no condition; places are relative to it.
    """
    if not isinstance(value, dict):
        raise Fault.of("$", "expected", **A_CONDITION)
    if any(subject in value for subject in SUBJECTS):
        return _read_comparisons(value)
    known = ("all", "any", "not", "at_least_k_of", *SUBJECTS)
    problems = [_strange_key(key, value[key], known) for key in value if key not in known]
    if problems:
        raise Faults("", problems)
    if len(value) != 1:
        raise Fault.of(
            "$",
            "expected",
            zh="一个条件（measure、column、all、any、not、at_least_k_of 之一）",
            en="one condition: measure, column, all, any, not or at_least_k_of",
        )
    ((key, inner),) = value.items()
    if key == "not":
        return Not(*collect(iter([("not", lambda: read_condition(inner))])))
    if key == "at_least_k_of":
        if not isinstance(inner, dict) or inner.keys() != {"k", "of"} or inner["k"].__class__ is not int:
            raise Fault.of(key, "expected", zh="{ k = 整数, of = [条件…] }", en="{ k = a whole number, of = [conditions] }")
        return AtLeastKOf(inner["k"], _read_conditions(inner["of"], f"{key}.of"))
    return (All if key == "all" else AnyOf)(_read_conditions(inner, key))


def _strange_key(key: str, value: Any, known: tuple[str, ...]) -> Problem:
    """A key that no condition has: a slip, or what is compared itself, as in `{ grade = "gold" }`."""
    problem = unknown_key(key, known)
    if problem.code != "unknown-key-near" and isinstance(value, bool | int | Fraction | Decimal | str):
        return Problem.of("$", "compare-by-measure", name=key)
    return problem


def strange_subjects(value: Any, subject: str, place: str = "$") -> Iterator[Problem]:
    """Comparisons that name a measure where rows are meant, or a column where the whole workshop is.

    Args:
        value: a condition as plain data.
        subject: what conditions compare here, `measure` or `column`.
        place: where the condition stands.
    """
    if not isinstance(value, dict):
        return
    if subject not in value and any(other in value for other in SUBJECTS):
        yield Problem.of(place, "measure-in-rows" if subject == "column" else "column-outside-rows")
    inner = value.get("at_least_k_of")
    several = {
        "all": value.get("all"),
        "any": value.get("any"),
        "at_least_k_of.of": isinstance(inner, dict) and inner.get("of"),
    }
    for key, parts in several.items():
        for index, part in enumerate(parts if isinstance(parts, list) else ()):
            yield from strange_subjects(part, subject, f"{place}.{key}[{index}]")
    yield from strange_subjects(value.get("not"), subject, f"{place}.not")


def _read_conditions(value: Any, place: str) -> tuple[Condition, ...]:
    if not isinstance(value, list) or not value:
        raise Fault.of(place, "expected", zh="非空的条件列表", en="a list of conditions that is not empty")
    return tuple(collect((f"{place}[{index}]", partial(read_condition, item)) for index, item in enumerate(value)))


def _read_comparisons(value: dict[str, Any]) -> Condition:
    relations = {relation.value: relation for relation in Relation}
    problems = [unknown_key(key, [*relations, *SUBJECTS]) for key in value if key not in relations and key not in SUBJECTS]
    subjects = [subject for subject in SUBJECTS if subject in value]
    subject = value[subjects[0]]
    if len(subjects) > 1 or subject.__class__ is not str or not subject:
        problems.append(Problem.of(subjects[0], "expected", zh="一个名称", en="one name"))
    edges = [(relations[key], edge) for key, edge in value.items() if key in relations]
    if not edges and not problems:
        problems.append(Problem.of("$", "expected", **A_COMPARISON))
    if problems:
        raise Faults("", problems)
    leaves = collect((relation.value, partial(_read_comparison, subject, relation, edge)) for relation, edge in edges)
    return leaves[0] if len(leaves) == 1 else All(tuple(leaves))


def _read_comparison(subject: str, relation: Relation, edge: Any) -> Condition:
    return Compare(subject, relation, _read_edge(relation, edge))


def _read_edge(relation: Relation, value: Any) -> Edge:
    if relation is Relation.ONE_OF:
        if not isinstance(value, list) or not value:
            raise Fault.of("$", "expected", zh="非空列表", en="a list that is not empty")
        items = [item if isinstance(item, str) else exact_number(item) for item in value]
        if len({isinstance(item, str) for item in items}) > 1:
            items = [read_operand(item) for item in items]  # beside a number, "20%" is one too
        if len({isinstance(item, str) for item in items}) > 1:
            raise Fault.of("$", "expected", zh="同类的值", en="values of one kind")
        return tuple(items)
    if relation is Relation.EQUALS:
        return read_statement(value)
    return read_operand(value)


def read_statement(value: Any) -> bool | int | Fraction | str:
    """Yes or no, a number, or words; a number that no decimal can write is told from words by `{"number": "1/3"}`."""
    return value if isinstance(value, bool | str) else exact_number(value)


def exact_number(value: Any) -> int | Fraction:
    """A number where words might stand as well."""
    return exact(value["number"] if isinstance(value, dict) and value.keys() == {"number"} else value)


def read_operand(value: Any) -> int | Fraction | str:
    """A number, or the name of a quantity; `"20%"` and `"2/3"` are numbers."""
    if isinstance(value, str) and value and not NUMBER_TEXT.fullmatch(value):
        return value
    return exact(value)


def read_quantity(value: Any) -> int | Fraction | str:
    """A number, the name of a quantity, or yes and no, which are 1 and 0."""
    return int(value) if isinstance(value, bool) else read_operand(value)


def read_text(value: Any) -> Text:
    """Words in both languages, or in one for both."""
    if isinstance(value, str):
        check_text(value, "$", identifier=False)
        return Text.same(value)
    if isinstance(value, dict) and value.keys() == {"zh", "en"} and all(isinstance(words, str) for words in value.values()):
        collect((lang, partial(check_text, words, "$", identifier=False)) for lang, words in value.items())
        return Text(value["zh"], value["en"])
    raise Fault.of(
        "$",
        "expected",
        zh='加引号的文本，或中英文齐全的 { zh = "…", en = "…" }',
        en='text in quotation marks, or both languages: { zh = "…", en = "…" }',
    )


def read_knot(value: Any) -> Knot:
    """A corner of a curve, `[x, y]`."""
    if not isinstance(value, list) or len(value) != 2:
        raise Fault.of(
            "$",
            "expected",
            zh="折点 [数值, 分值]，如 [[0, 0], [2000, 20]]",
            en="a knot [value, points], as in [[0, 0], [2000, 20]]",
        )
    return Knot(exact(value[0]), exact(value[1]))


def read_bounds(value: Any) -> Bounds:
    """Bounds as `plain_bounds` writes them."""
    if isinstance(value, dict) and value.keys() == {"lower", "upper", "applies"}:
        applies = value["applies"]
        if applies is None or isinstance(applies, bool):
            lower, upper = (None if end is None else exact(end) for end in (value["lower"], value["upper"]))
            return Bounds(lower, upper, applies)
    return Bounds.exactly(value)


def read_options(value: Any) -> Options:
    """Options as `plain_options` writes them."""
    if isinstance(value, dict) and value.keys() == {"options"}:
        options = value["options"]
        if options is None:
            return Options()
        if isinstance(options, list) and all(isinstance(option, str) for option in options):
            return Options(frozenset(options))
    raise Fault.of("$", "expected", zh="选项", en="options")


def read_value(value: Any) -> Bounds | Options:
    """Bounds or options."""
    return read_options(value) if isinstance(value, dict) and "options" in value else read_bounds(value)


def read_tagged(family: type, value: Mapping[str, Any], read_fact: ReadFact) -> tuple[str, Any]:
    """The member of a family that stands in a table, with the key it stands under.

    Raises:
        Fault, Faults: no member or several stand there, or the member is faulty.
    """
    members = TAGGED[family]
    present = [key for key in value if key in members]
    if len(present) != 1:
        allowed = ", ".join(members)
        raise Fault.of("$", "one-of-several", allowed=allowed)
    key = present[0]
    cls, inner = members[key], value[key]
    names = [field.name for field in attrs.fields(cls)]
    short = not (isinstance(inner, dict) and set(inner) & set(names))
    needed = [field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING]
    if short and set(needed) - {names[0]}:
        if not isinstance(inner, dict):
            braces = ", ".join(f"{name} = …" for name in needed)
            raise Fault.of(key, "expected", zh=f"花括号 {{ {braces} }}", en=f"in braces: {{ {braces} }}")
        short = False
    if cls is Attested and isinstance(inner, dict) and not isinstance(inner.get("options", []), dict | list):
        raise Fault.of(f"{key}.options", "expected", **A_LIST_OF_IDS)
    if short and isinstance(inner, list) and cls in (Count, Sum, Distinct, Least, Greatest):
        raise Fault.of(key, "expected", **A_TABLE)
    table = {names[0]: inner} if short else dict(inner)
    if cls is Attested and "kind" not in table:
        table["kind"] = KIND_OF_UNIT.get(str(value.get("unit")), StatementKind.NUMBER.value)
    try:
        if cls is Attested and isinstance(table.get("options"), list):
            table["options"] = read_ids(table["options"])
        return key, read_fact(table, cls)
    except ProsperityError as error:
        begin = names[0] if short else ""
        raise Faults("", [_without(problem, begin).under(key) for problem in error.problems]) from None


def read_ids(value: list[Any]) -> dict[str, str]:
    """A list of ids, each called by itself.

    Raises:
        Faults: some are no words, or stand twice; places begin with `options`.
    """
    problems = [
        Problem.of(f"options[{at}]", "expected", zh="加引号的编号", en="an id in quotation marks")
        for at, item in enumerate(value)
        if not isinstance(item, str)
    ]
    problems += [Problem.of(f"options[{at}]", "duplicate-id", name=item) for at, item in enumerate(value) if item in value[:at]]
    if problems:
        raise Faults("", problems)
    return {item: item for item in value}


def _without(problem: Problem, begin: str) -> Problem:
    """The same problem, its place told without the name that a short form leaves out."""
    return attrs.evolve(problem, place=problem.place.removeprefix(begin).removeprefix(".") or "$")


def plain_condition(
    condition: Condition, subject: str, number: Callable[[Any], Any], statement: Callable[[Any], Any]
) -> dict[str, Any]:
    """A condition as plain data.

    Args:
        condition: the condition.
        subject: `measure`, or `column` inside a measure.
        number: writes a number where only numbers and names of quantities stand.
        statement: writes a number where words may stand as well.
    """
    if isinstance(condition, Compare):
        plain = number if condition.relation in ORDERED else statement
        edges = condition.edge if isinstance(condition.edge, tuple) else (condition.edge,)
        items = [edge if isinstance(edge, bool | str) else plain(edge) for edge in edges]
        return {subject: condition.subject, condition.relation.value: items if isinstance(condition.edge, tuple) else items[0]}
    if isinstance(condition, Not):
        return {"not": plain_condition(condition.of, subject, number, statement)}
    assert isinstance(condition, All | AnyOf | AtLeastKOf)
    parts = [plain_condition(part, subject, number, statement) for part in condition.of]
    return {"at_least_k_of": {"k": condition.k, "of": parts}} if isinstance(condition, AtLeastKOf) else {condition.tag: parts}
