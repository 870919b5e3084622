"""What every scheme file of the library keeps: its comments, sources, languages, dates, names, and that it can be used."""

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from library_dossiers import dossier

import common_prosperity as cp
from common_prosperity.schemes.linting import Severity, lint
from common_prosperity.schemes.model import Amount, Clause, Grade, SectionKind

FILES = {path.stem: path for _, _, path in cp.scheme_files()}
HEADINGS = ("# References:", "# Checked with:", "# Limitations:")
MARKS = ("seen", "recalled", "derived", "illustrative", "assumed", "ours")
CJK = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")

each_file = pytest.mark.parametrize("name", FILES)


def raw(name: str) -> dict[str, Any]:
    """The file as TOML has it, before anything is extended or resolved."""
    return tomllib.loads(FILES[name].read_text(encoding="utf-8"))


def last_day(scheme: cp.Scheme) -> dt.date:
    """A last day on which the scheme is in force."""
    until = scheme.effective.until
    return until if isinstance(until, dt.date) else dt.date(2030, 12, 31)


def texts(value: object, place: str = "") -> list[tuple[str, cp.Text]]:
    """Every wording of a scheme with its place."""
    if isinstance(value, cp.Text):
        return [(place, value)]
    if isinstance(value, tuple):
        return [found for index, item in enumerate(value) for found in texts(item, f"{place}[{index}]")]
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in texts(item, f"{place}.{key}")]
    fields = getattr(value, "__attrs_attrs__", ())
    return [found for field in fields for found in texts(getattr(value, field.name), f"{place}.{field.name}")]


def day_of(day: dt.date) -> cp.Period:
    return cp.Period(day, day)


def test_there_are_thirty_files_and_more() -> None:
    assert len(FILES) >= 30


@each_file
def test_the_file_is_named_for_its_id_and_edition(name: str) -> None:
    scheme = cp.load_scheme(name)
    assert f"{scheme.id}@{scheme.edition}" == name
    assert re.fullmatch(r"[a-z0-9-]+@[a-z0-9-]+", name)


@each_file
def test_three_comments_head_the_file_in_their_order_and_say_where_figures_were_found(name: str) -> None:
    lines = FILES[name].read_text(encoding="utf-8").splitlines()
    head = lines[: next(index for index, line in enumerate(lines) if not line.startswith("#"))]
    assert tuple(line.split(":")[0] + ":" for line in head if not line.startswith("#  ")) == HEADINGS
    assert all(len(line.partition(":")[2]) > 10 for line in head if line.startswith(HEADINGS))
    assert any(mark in line for line in head for mark in MARKS)


@each_file
def test_the_comment_names_a_test_module_that_there_is(name: str) -> None:
    for module in re.findall(r"tests/\S+\.py", FILES[name].read_text(encoding="utf-8")):
        assert (Path(__file__).parents[3] / module).is_file(), module


@each_file
def test_every_wording_stands_in_chinese_and_in_english(name: str) -> None:
    found = texts(cp.load_scheme(name))
    assert found
    for place, text in found:
        assert text.zh == text.en or (CJK.search(text.zh) and LATIN.search(text.en)), place
        assert text.zh != text.en or not CJK.search(text.zh), place


@each_file
def test_every_clause_grade_and_amount_has_a_source_and_every_parameter(name: str) -> None:
    scheme = cp.load_scheme(name)
    assert scheme.source
    sourced: list[Clause | Grade | Amount] = [*scheme.clauses(), *scheme.grades, *scheme.amounts]
    for clause in sourced:
        assert isinstance(clause.source, str), clause.id
    for key, parameter in scheme.parameters.items():
        assert isinstance(parameter.source, str) or all(isinstance(dated.source, str) for dated in parameter.dated), key


@each_file
def test_every_parameter_has_a_value_on_every_day_of_its_force(name: str) -> None:
    scheme = cp.load_scheme(name)
    for parameter in scheme.parameters:
        for day in (scheme.effective.since, last_day(scheme)):
            assert scheme.natural(parameter, day) is not None


@each_file
def test_its_base_sections_add_up_to_what_it_declares_and_its_limits_follow(name: str) -> None:
    scheme = cp.load_scheme(name)
    most = sum((section.limits()[1] or 0) for section in scheme.sections if section.kind is SectionKind.BASE)
    assert scheme.points.total == most if scheme.sections else scheme.points.total is cp.UNSTATED
    assert scheme.limits.lower is not None
    assert scheme.limits.upper is not None
    assert scheme.limits.lower <= scheme.limits.upper


@each_file
def test_written_as_json_it_reads_back_the_same_with_the_same_digest(name: str, tmp_path: Path) -> None:
    scheme = cp.load_scheme(name)
    cp.write_scheme(scheme, tmp_path / "scheme.json")
    read = cp.read_scheme(tmp_path / "scheme.json")
    assert read == scheme
    assert read.digest == scheme.digest == cp.load_scheme(name).digest


@each_file
def test_on_facts_that_nobody_stated_it_neither_grants_nor_refuses(name: str) -> None:
    scheme = cp.load_scheme(name)
    nothing = cp.Dossier(workshop=cp.Workshop(id="w"), period=day_of(last_day(scheme)))
    decision = cp.decide(nothing, scheme)
    asks = any(requirement.force.value == "required" for requirement in scheme.requirements)
    assert decision.verdict.value == ("unknown" if asks or scheme.vetoes else "met")
    assert not decision.settled
    assert decision.needed or decision.doubtful


@each_file
def test_outside_its_dates_it_says_so_and_gives_nothing(name: str) -> None:
    scheme = cp.load_scheme(name)
    before = dossier(day_of(scheme.effective.since - dt.timedelta(days=1)))
    assert cp.decide(before, scheme).verdict.value == "not_in_force"
    assert cp.decide(dossier(day_of(scheme.effective.since)), scheme).verdict.value not in ("not_in_force", "expired")
    if isinstance(scheme.effective.until, dt.date):
        after = dossier(day_of(scheme.effective.until + dt.timedelta(days=1)))
        assert cp.decide(after, scheme).verdict.value == "expired"
        assert not cp.decide(after, scheme).amounts


@each_file
def test_what_it_supersedes_or_extends_is_in_the_library_and_ends_before_it_begins(name: str) -> None:
    scheme = cp.load_scheme(name)
    for other in (scheme.supersedes, scheme.extends):
        assert other is cp.UNSTATED or other in FILES
    if isinstance(scheme.supersedes, str):
        earlier = cp.load_scheme(scheme.supersedes)
        assert earlier.id == scheme.id
        assert earlier.effective.until == scheme.effective.since - dt.timedelta(days=1)


@each_file
def test_on_its_days_the_library_gives_this_edition(name: str) -> None:
    scheme = cp.load_scheme(name)
    for day in (scheme.effective.since, last_day(scheme)):
        assert cp.load_scheme(scheme.id, on=day).edition == scheme.edition


DOUBTS_OF_THE_TEXT = {
    "disability-grade-intellectual@2011": ["S702 by_dq", "S702 by_iq", "S702 by-adaptive", "S702 by-das"],
    "disabled-employment-reward-shanxi@2023": ["S510 people_paid_for"],
    "korea-svi@2018": ["S301 excellent"],
    "korea-svi@2025": ["S301 insufficient"],
    "songyang-brokers@2023": ["S510 ordinary_start", "S510 award_on_rising"],
    "wencheng-bee-hosting@2022": [
        "S102 scale",
        "S104 scale",
        "S104 years-kept",
        "S103 years-kept",
        "S102 honey-sales",
        "S103 years-helping",
        "S303 three-stars",
    ],
    "zhejiang-minimum-wage@2017": ["S209 relation"],
}
"""What the linter has to say of the shipped files: where the published text itself has a hole, an overlap or two readings."""


@each_file
def test_the_linter_finds_the_doubts_of_the_published_text_and_nothing_else(name: str) -> None:
    scheme = cp.load_scheme(name)
    base = cp.load_scheme(scheme.extends) if isinstance(scheme.extends, str) else None
    editions = [cp.load_scheme(other) for other in FILES if other != name and other.startswith(f"{scheme.id}@")]
    found = lint(scheme, base=base, text=FILES[name].read_text(encoding="utf-8"), editions=editions)
    told = [f"{finding.code} {finding.subject}" for finding in found]
    assert told == DOUBTS_OF_THE_TEXT.get(name, [])
    assert all(finding.severity is not Severity.ERROR for finding in found)


@each_file
def test_a_doubt_of_the_text_is_told_under_limitations(name: str) -> None:
    text = FILES[name].read_text(encoding="utf-8")
    limits = text[text.index("# Limitations:") : text.index("\n\n")]
    if name in DOUBTS_OF_THE_TEXT:
        assert re.search(r"not (?:shown|stated)|printed", limits)


def entries(table: dict[str, Any]) -> int:
    """How many things a file says: clauses, sections, grades, amounts, parameters and measures of its own."""
    criteria = sum(len(section["criteria"]) for section in table.get("sections", ()))
    kinds = ("requirements", "vetoes", "sections", "grades", "amounts", "parameters", "measures")
    return criteria + sum(len(table.get(kind, ())) for kind in kinds)


def body(name: str) -> list[str]:
    """The lines that say something after the identity of the scheme."""
    lines = [line for line in FILES[name].read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    start = next((index for index, line in enumerate(lines) if line.startswith("[")), len(lines))
    return lines[start:]


CLAUSES = ("[[requirements]]", "[[vetoes]]", "[[sections.criteria]]", "[[grades]]", "[[amounts]]")


def clause_lines(name: str) -> tuple[int, int]:
    """How many clauses a file says, and in how many lines; a row of a printed table is counted with the table."""
    count, lines, inside = 0, 0, False
    for line in body(name):
        if line.startswith("["):
            inside = line in CLAUSES
            count += inside
        lines += inside and not line.startswith((" ", "]"))
    return count, lines


def test_a_clause_takes_no_more_than_six_lines_on_average_and_anything_said_no_more_than_five() -> None:
    counted = [clause_lines(name) for name in FILES]
    assert sum(lines for _, lines in counted) <= 6 * sum(clauses for clauses, _ in counted)
    assert sum(len(body(name)) for name in FILES) <= 5 * sum(entries(raw(name)) for name in FILES)
