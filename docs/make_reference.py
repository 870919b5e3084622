"""Write the reference pages that follow from the declarations in the code, and the JSON Schema of the dossier.

    python3 docs/make_reference.py

Whoever changes a declaration, a reason, a measure of the catalogue or a scheme of the library runs it; a test holds the
pages up to date.
"""

import datetime as dt
import inspect
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs

import common_prosperity as cp
from common_prosperity.awards import results
from common_prosperity.errors import REASONS, Lang
from common_prosperity.facts.dossier import COLLECTIONS
from common_prosperity.facts.fields import Shape, Term, limits_of, shape_of
from common_prosperity.files.codec import unstructure
from common_prosperity.files.grammar import TAGGED
from common_prosperity.files.json_schema import dossier_schema
from common_prosperity.files.json_text import dump
from common_prosperity.measures.cases import Case
from common_prosperity.measures.columns import COLUMNS, TABLES, Column
from common_prosperity.measures.conditions import SIGNS, Condition
from common_prosperity.measures.definition import DatedValue, Measure, Parameter, Unit
from common_prosperity.measures.how import How, Weight
from common_prosperity.quantities import Bounds, Text
from common_prosperity.reports.as_markdown import escaped
from common_prosperity.reports.schemes import scheme_report, schemes_report
from common_prosperity.schemes import model, points

REFERENCE = Path(__file__).parent / "reference"
MADE = "<!-- Made by docs/make_reference.py from the declarations in the code. -->\n\n"

KINDS: Mapping[Any, str] = {
    str: "text",
    bool: "yes or no",
    int: "whole number",
    Fraction: "number",
    dt.date: "day",
    cp.Yuan: "yuan",
    cp.Month: "month",
    cp.Period: "period",
    cp.Region: "region code",
    Text: "text, or `{ zh, en }`",
    Condition: "condition",
    points.Knot: "`[value, points]`",
    Bounds: "bounds",
    cp.Options: "options",
}
"""How a value of a plain class is called on these pages."""


def table(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    headings = list(headings)
    lines = [headings, ["---"] * len(headings), *([_cell(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def kind(shape: Shape) -> str:
    """What a field holds, in words."""
    if shape.cls in TAGGED:
        return "one of " + ", ".join(f"`{tag}`" for tag in TAGGED[shape.cls])
    words = " or ".join(sorted({_kind_of(cls) for cls in shape.classes - ({int} if Fraction in shape.classes else set())}))
    words = f"list of {words}" if shape.many else f"table of names, each with {words}" if shape.keyed else words
    return f"{words}, or none" if shape.none and shape.unstated else words


def _kind_of(cls: type) -> str:
    if cls in KINDS:
        return KINDS[cls]
    if issubclass(cls, Term) or attrs.has(cls):
        return f"[{cls.__name__}](#{cls.__name__.lower()})"
    return " / ".join(f"`{member}`" for member in cls)  # type: ignore[attr-defined]  # what is left is an enumeration


def fields_table(cls: type) -> str:
    """The fields of a class: key, names, what it holds, whether it is needed."""
    rows = []
    for field in attrs.fields(cls):
        shape = shape_of(field.type)
        limits = limits_of(field) if "term" in field.metadata else None
        note = "" if limits is None or limits.note is None else f"{limits.note.zh}；{limits.note.en}"
        rows.append(
            (
                "(the key is the kind)" if shape.cls in TAGGED else f"`{field.name}`",
                limits.name.zh if limits else "",
                kind(shape) + (f", in {limits.unit}" if limits and limits.unit else ""),
                _needed(field, unstated=shape.unstated),
                " ".join(filter(None, [note, "**sensitive**" if limits and limits.personal else ""])),
            )
        )
    return table(["key", "中文", "holds", "needed", "notes"], rows)


def _needed(field: "attrs.Attribute[Any]", *, unstated: bool) -> str:
    if field.default is attrs.NOTHING:
        return "yes"
    if unstated or field.default is None or isinstance(field.default, attrs.Factory) or field.default == ():  # type: ignore[arg-type]  # Factory is a class
        return ""
    value = str(field.default).lower() if isinstance(field.default, bool) else field.default
    return f"default `{value}`"


def about(cls: type) -> str:
    """The docstring of a class without its sections, as Markdown."""
    text = inspect.getdoc(cls) or ""
    for heading in ("\nArgs:", "\nRaises:", "\nReturns:"):
        text = text.partition(heading)[0]
    return text.strip() + "\n\n"


def described(cls: type) -> str:
    """A heading, the docstring and the fields of a class."""
    return f"### {cls.__name__}\n\n{about(cls)}{fields_table(cls)}"


def terms(cls: type[Term]) -> str:
    """A closed list with its Chinese and English terms."""
    rows = [(f"`{member.value}`", member.text.zh, member.text.en) for member in cls]
    return f"### {cls.__name__}\n\n{about(cls)}{table(['key', '中文', 'English'], rows)}"


def _within(*roots: type) -> tuple[list[type], list[type[Term]]]:
    """The classes of facts that the roots hold, and the closed lists, in the order in which they come up."""
    facts: dict[type, None] = {}
    lists: dict[type[Term], None] = {}
    waiting = list(roots)
    while waiting:
        cls = waiting.pop(0)
        if issubclass(cls, Term):
            lists[cls] = None
        elif attrs.has(cls) and cls not in KINDS and cls not in facts:
            facts[cls] = None
            waiting += [inner for field in attrs.fields(cls) for inner in shape_of(field.type).classes]
    return list(facts), list(lists)


def facts_page() -> str:
    facts, lists = _within(cp.Dossier, *COLLECTIONS.values())
    return (
        "# Facts (事实)\n\n"
        "What a dossier can state. In JSON a fact that nobody has stated is **left out**; `null` says *none*. "
        "Days are written `2023-06-30`, months `2023-06`, amounts in decimal yuan with at most two decimals, numbers as JSON "
        'numbers or as text such as `"14.99"`, `"20%"` or `"2/3"`, periods `{"since": "2023-01-01", "until": "2023-12-31"}`, both '
        "days included. What an attestation (`value`, `verified`) or an earlier figure may be follows from the measure that asks "
        "for it: yes or no is `true` or `false`, an option is text, a number is either of the above; there are no days. "
        "In Python numbers are `int` or `Fraction`, in a statement text as well; a `float` is refused.\n\n"
        "Fields marked **sensitive** are sensitive personal information "
        "(敏感个人信息): their values never appear in messages, logs or `repr`.\n\n"
        "The same declarations as a [JSON Schema](dossier.schema.json) for editors and other programs.\n\n## Classes of facts (事实类别)\n\n"
        + "".join(map(described, facts))
        + "## Closed lists (可选项)\n\n"
        + "".join(map(terms, lists))
    )


def columns_page() -> str:
    parts = []
    for name, columns in COLUMNS.items():
        rows = []
        for column, about_column in sorted(columns.items()):
            holds = {"flag": "yes or no", "name": "name"}.get(about_column.kind, about_column.unit)
            if about_column.options is not None:
                holds = ", ".join(f"`{member.value}`" for member in about_column.options)
            rows.append((f"`{column}`", _with_note(about_column, "zh"), _with_note(about_column, "en"), holds))
        title = f"## {name}\n\n{TABLES[name].zh}：{TABLES[name].en}.\n\n"
        parts.append(title + table(["column", "中文", "English", "unit or options"], rows))
    return (
        "# Tables and columns (数据表与列)\n\n"
        "A dossier and its period become these tables; measures are taken over them. Conditions on amounts are written in yuan.\n\n"
        + "".join(parts)
    )


def _with_note(column: Column, lang: Lang) -> str:
    """The label of a column, and what it counts."""
    label = column.label.in_(lang)
    return label if column.note is None else f"{label}{'：' if lang == 'zh' else ': '}{column.note.in_(lang)}"


def _inline(value: object) -> str:
    """Plain data as inline TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_inline(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def measures_page() -> str:
    rows = []
    for name, measure in sorted(cp.load_catalogue().items()):
        plain = unstructure(measure)
        how = f"`{measure.how.tag} = {_inline(plain[measure.how.tag])}`"
        definition = measure.definition if isinstance(measure.definition, Text) else measure.label
        source = measure.source if isinstance(measure.source, str) else ""
        names, meaning = f"{measure.label.zh}<br>{measure.label.en}", f"{definition.zh}<br>{definition.en}<br>{how}"
        rows.append((f"`{name}`", names, measure.unit.value, meaning, source))
    return (
        "# Built-in measures (内置指标)\n\n"
        "Any scheme may ask for these by name. Where no source is named, the definition is this project's own.\n\n"
        + table(["name", "label", "unit", "definition", "source"], rows)
    )


def errors_page() -> str:
    rows = [(f"`{code}`", zh, en) for code, (zh, en) in sorted(REASONS.items())]
    return (
        "# Reasons (错误原因)\n\n"
        "Every fault has a place, such as `$.workers[17].born`, and one of these reasons. In Python, `error.problems` lists all "
        "faults of an input, each with `place`, `code` and `details`, and `error.text('zh')` words them. Words in braces are filled "
        "in. A message never repeats the value of a sensitive field.\n\n" + table(["code", "中文", "English"], rows)
    )


def keys_page() -> str:
    scheme_parts: tuple[type, ...] = (
        model.Scheme,
        model.Effective,
        model.Requirement,
        model.Veto,
        model.Section,
        model.Criterion,
        model.Grade,
        model.TotalRules,
        model.Amount,
        Case,
        Measure,
        Parameter,
        DatedValue,
        Weight,
    )
    inner = [
        cls
        for cls in _within(*scheme_parts, *TAGGED[points.Shape].values(), *TAGGED[How].values())[0]
        if cls not in scheme_parts
    ]
    tagged = {cls for family in TAGGED.values() for cls in family.values()}
    more = [cls for cls in inner if cls not in tagged and cls not in TAGGED]
    relations = table(["key", "sign"], [(f"`{relation.value}`", sign) for relation, sign in SIGNS.items()])
    units = table(["unit"], [(f"`{unit.value}`",) for unit in Unit])
    return (
        "# Every key of a scheme file (办法文件的全部键)\n\n"
        "The tables below come from the declarations that the reader itself follows. "
        "[The scheme file format](scheme-format.md) explains them with examples.\n\n## Parts of a scheme (办法的组成)\n\n"
        + "".join(map(described, (*scheme_parts, *more)))
        + "## Point shapes (计分方式)\n\n"
        + "".join(map(_member, TAGGED[points.Shape].values()))
        + "## Ways to take a measure (指标算法)\n\n"
        + "".join(map(_member, TAGGED[How].values()))
        + "## Comparisons (比较)\n\n"
        + relations
        + "## Units (单位)\n\n"
        + units
    )


def _member(cls: Any) -> str:
    return f"### `{cls.tag}`\n\n{about(cls)}{fields_table(cls)}"


def decision_page() -> str:
    facts, _ = _within(cp.Decision)
    closed = (results.Verdict, results.ClauseKind, model.SectionKind, model.Direction, model.Basis, points.Doubt)
    values = [(cls.__name__, ", ".join(f"`{member.value}`" for member in cls)) for cls in closed]
    return (
        "# Decisions (评定结论)\n\n"
        "What `decide` gives, and what `write_decision` and `--format json` write. **Bounds** are a number where the value is "
        "settled, and otherwise `{ lower, upper, applies }`: `null` stands for no bound on that side, `applies` says whether the "
        "quantity applies at all (`null`: perhaps). **Options** are `{ options }`, a list of what is still possible, or `null` "
        "where nothing was said.\n\n## Parts of a decision (结论的组成)\n\n"
        + "".join(map(described, facts))
        + "## Values (取值)\n\n"
        + table(["kind", "values"], values)
    )


ROOMS: Mapping[str, str] = {
    "awards": "The questions and their answers (评定)",
    "files": "Reading and writing (读写)",
    "measures": "Measures (指标)",
    "schemes": "Schemes (办法)",
    "quantities": "Quantities (数量)",
    "errors": "Errors (错误)",
    "facts": "Facts (事实)",
}
"""Where public names live, in the order in which a reader looks for them; other rooms come last."""


def api_page() -> str:
    seen: set[str] = set()
    parts = []
    for room in dict.fromkeys([*ROOMS, *cp._ROOMS]):  # noqa: SLF001  # the package's own list of rooms
        module = import_module(f"common_prosperity.{room}")
        names = sorted((name for name in module.__all__ if name in cp.__all__ and name not in seen), key=_reading_order)
        seen |= set(names)
        body = "\n".join(_directive(room, name) for name in names)
        title = ROOMS.get(room, room.capitalize())
        parts.append(f"## {title}\n\n```{{eval-rst}}\n.. currentmodule:: common_prosperity\n\n{body}```\n\n" if names else "")
    return (
        "# Python interface (接口)\n\n"
        "Everything here is imported from `common_prosperity` itself. Importing the package costs next to nothing: a name is "
        "loaded when it is first used. The fields of facts stand in [Facts](facts.md), those of results in "
        "[Decisions](decision.md).\n\n" + "".join(parts)
    )


def _reading_order(name: str) -> tuple[bool, str]:
    return inspect.isclass(getattr(cp, name)), name


def _directive(room: str, name: str) -> str:
    value = getattr(cp, name)
    if inspect.isclass(value) and issubclass(value, BaseException):
        return f".. autoexception:: {name}\n"
    if inspect.isclass(value):
        members = "" if room == "facts" or issubclass(value, Enum) else "   :members:\n   :exclude-members: __init__, __new__\n"
        return f".. autoclass:: {name}\n{members}"
    return f".. autofunction:: {name}\n" if callable(value) else f".. autodata:: {name}\n   :no-value:\n"


LANGS: Mapping[Lang, tuple[Path, str, str]] = {
    "en": (REFERENCE / "schemes", "Shipped schemes (办法库)", "In Chinese: [中文](../../zh/schemes/{name}.md)."),
    "zh": (REFERENCE.parent / "zh" / "schemes", "办法库", "英文：[English](../../reference/schemes/{name}.md)。"),
}
"""For each language, where the pages of the schemes stand, the title of their list, and the way to the other language."""


def scheme_pages() -> Iterator[tuple[Path, str]]:
    """A page in each language for every scheme of the library, and a list of them."""
    files = [(f"{name}@{edition}", path) for name, edition, path in cp.scheme_files()]
    schemes = {name: cp.read_scheme(path) for name, path in files}
    for lang, (folder, title, other) in LANGS.items():
        for name, path in files:
            report = scheme_report(schemes[name], lang=lang, format="markdown")
            head = "\n\n".join(_head_comments(path))
            yield folder / f"{name}.md", f"{MADE}{report}\n{head}\n\n{other.format(name=name)}\n"
        listed = schemes_report(list(schemes.values()), lang=lang, format="markdown").partition("\n")[2]
        tree = "```{toctree}\n:hidden:\n" + "".join(f"{name}\n" for name in schemes) + "```\n"
        links = "".join(f"* [{getattr(scheme.label, lang)}]({name}.md)\n" for name, scheme in schemes.items())
        yield folder / "index.md", f"{MADE}# {title}\n{listed}\n{links}\n{tree}"


def _head_comments(path: Path) -> Iterator[str]:
    """References, Checked with and Limitations, as they stand at the head of a scheme file."""
    paragraphs: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        words = line.removeprefix("#").strip()
        if words.startswith(("References:", "Checked with:", "Limitations:")) or not paragraphs:
            paragraphs.append(words)
        else:
            paragraphs[-1] += f" {words}"
    for paragraph in paragraphs:
        name, colon, rest = paragraph.partition(":")
        yield f"**{name}{colon}** {escaped(rest.strip())}"


def pages() -> Iterator[tuple[Path, str]]:
    """Every page that is made, and its text."""
    for name, page in {
        "api.md": api_page,
        "facts.md": facts_page,
        "decision.md": decision_page,
        "columns.md": columns_page,
        "measures.md": measures_page,
        "reasons.md": errors_page,
        "scheme-keys.md": keys_page,
    }.items():
        yield REFERENCE / name, MADE + page().rstrip() + "\n"
    yield from scheme_pages()
    yield REFERENCE / "dossier.schema.json", dump(dossier_schema()).decode()


if __name__ == "__main__":
    for path, text in pages():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
