"""Checks S002 to S008: header comments, ids, languages, sources, editions."""

import re
from collections.abc import Iterator
from typing import Any, Final

from common_prosperity.quantities import UNSTATED, Text
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.inspection import Inspection, found
from common_prosperity.schemes.linting.words import listed
from common_prosperity.schemes.model import Basis, Scheme
from common_prosperity.schemes.points import Checklist

HEADERS: Final = ("References:", "Checked with:", "Limitations:")
KEBAB: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
YEAR: Final = re.compile(r"(?<!\d)(1[89]|2[01])\d\d(?!\d)|[〇零一二三四五六七八九]{4}年", re.ASCII)
HAN: Final = re.compile(r"[㐀-鿿]")
WORD: Final = re.compile(r"[a-z]{2,}")
"""A word of a language; capitals alone are a name, such as LEED, the same in every language."""
OWN: Final = re.compile(
    r"\billustrative\b|\bour own\b|\bfor illustration\b|\binvented\b|\bmade up\b|自拟|假定|虚构|示例数值", re.IGNORECASE
)
NEITHER: Final = Text("中文和英文", "both languages")
CHINESE: Final = Text("中文", "Chinese")
ENGLISH: Final = Text("英文", "English")


def check(inspection: Inspection) -> Iterator[LintFinding]:
    """Everything about the file and its identity."""
    yield from _headers(inspection.text)
    for place, item in marked(inspection.scheme):
        yield from _ids(place, item)
        yield from _languages(place, item)
        yield from _sources(place, item)
        yield from _own_numbers(place, item)
    yield from _undated(inspection.scheme)
    yield from _editions(inspection)


def marked(scheme: Scheme) -> Iterator[tuple[str, Any]]:
    """Everything that bears an id or a label, with its place."""
    yield "$", scheme
    for kind in ("requirements", "vetoes", "grades", "amounts"):
        for index, item in enumerate(getattr(scheme, kind)):
            yield f"$.{kind}[{index}]", item
    for at, section in enumerate(scheme.sections):
        yield f"$.sections[{at}]", section
        for index, criterion in enumerate(section.criteria):
            place = f"$.sections[{at}].criteria[{index}]"
            yield place, criterion
            if isinstance(criterion.points, Checklist):
                for number, item in enumerate(criterion.points.items):
                    yield f"{place}.checklist.items[{number}]", item
    for kind in ("measures", "parameters"):
        for name, item in getattr(scheme, kind).items():
            yield f"$.{kind}.{name}", item


def name_of(place: str, item: Any) -> str:
    """The id of an item, or the name it stands under."""
    return getattr(item, "id", "") or place.rpartition(".")[2]


def _headers(text: str | None) -> Iterator[LintFinding]:
    if text is None:
        return
    lines: list[str] = []
    for line in text.lstrip("\ufeff").splitlines():
        if line.strip() and not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").strip())
    missing = [header for header in HEADERS if not any(line.startswith(header) for line in lines)]
    if missing:
        yield found("S002", "$", missing=listed(missing))


def _ids(place: str, item: Any) -> Iterator[LintFinding]:
    name = getattr(item, "id", None)
    if isinstance(name, str) and not KEBAB.fullmatch(name):
        yield found("S003", f"{place}.id", name)


def _languages(place: str, item: Any) -> Iterator[LintFinding]:
    for field in ("label", "issuer", "definition", "why", "remedy"):
        text = getattr(item, field, None)
        if not isinstance(text, Text):
            continue
        if not HAN.search(text.zh) and WORD.search(text.zh):
            given, missing = ENGLISH, CHINESE
        elif HAN.search(text.en) and not WORD.search(text.en):
            given, missing = CHINESE, ENGLISH
        else:
            continue
        words = text.zh if given is ENGLISH else text.en
        yield found("S004", f"{place}.{field}", name_of(place, item), words=words, given=given, missing=missing)


def _sources(place: str, item: Any) -> Iterator[LintFinding]:
    """Clauses, grades and amounts cite their source, and so does every value of a parameter, or the parameter itself."""
    if getattr(item, "source", "") is not UNSTATED or place.startswith("$.measures."):
        return
    if getattr(item, "basis", None) is Basis.ILLUSTRATIVE:
        return
    dated = getattr(item, "dated", None)
    if dated is not None and all(value.source is not UNSTATED for value in dated):
        return
    yield found("S005", place, name_of(place, item))


def _own_numbers(place: str, item: Any) -> Iterator[LintFinding]:
    basis = getattr(item, "basis", None)
    if basis is None or basis is Basis.ILLUSTRATIVE or item.source is UNSTATED:
        return
    said = OWN.search(item.source)
    if said:
        yield found("S007", place, name_of(place, item), words=said[0], basis=basis.value)


def _undated(scheme: Scheme) -> Iterator[LintFinding]:
    if scheme.effective.announced is UNSTATED and not YEAR.search(scheme.source):
        yield found("S006", "$.source", words=scheme.source)


def _editions(inspection: Inspection) -> Iterator[LintFinding]:
    """Editions that are in force on the same days; each is told of the others, whichever is the later."""
    scheme = inspection.scheme
    others = {(other.effective, other.edition): other for other in inspection.editions}
    for other in sorted(others.values(), key=lambda other: (other.effective.first, other.edition)):
        since = max(scheme.effective.first, other.effective.first)
        ends = [each.effective.last for each in (scheme, other) if each.effective.last is not None]
        if other.id != scheme.id or other.edition == scheme.edition or any(end < since for end in ends):
            continue
        until = f"{min(ends)}" if ends else ""
        yield found(
            "S008",
            "$.effective",
            scheme.edition,
            other=f"{other.id}@{other.edition}",
            days=Text(f"{since} 至 {until}", f"from {since} to {until}") if until else Text(f"{since} 起", f"from {since} on"),
            earlier=min(scheme, other, key=lambda each: each.effective.first).edition,
        )
