"""The linter (检查办法): everything a careful lawyer would ask of a scheme, as findings with a code each.

Nothing is reported that is not proven: single measures by exact sets of values, several together by every combination
of stretches on which nothing changes, taken as independent of one another.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, Final

import attrs

from common_prosperity.errors import expect
from common_prosperity.quantities.codes import chosen_codes
from common_prosperity.schemes.linting import (
    cases,
    choices,
    criteria,
    gates,
    grades,
    identity,
    loosening,
    parameters,
    steps,
    totals,
    units,
    usage,
)
from common_prosperity.schemes.linting.codes import RULES
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.inspection import Inspection
from common_prosperity.schemes.linting.lines import Lines
from common_prosperity.schemes.model import Scheme

CHECKS: Final[tuple[Callable[[Inspection], Iterator[LintFinding]], ...]] = (
    identity.check,
    steps.check,
    criteria.check,
    gates.check,
    grades.check,
    totals.check,
    usage.check,
    units.check,
    loosening.check,
    cases.check,
    choices.check,
    parameters.check,
)
LISTED: Final = re.compile(r"\$\.(requirements|vetoes|sections|grades|amounts)\[(\d+)\]")


def lint(
    scheme: Scheme, *, base: Scheme | None = None, text: str | None = None, editions: Sequence[Scheme] = ()
) -> tuple[LintFinding, ...]:
    """Everything that is unwise, doubtful or without effect in a scheme.

    Args:
        scheme: a scheme that has been read, complete with the measures it uses.
        base: the scheme it extends; what is inherited from it unchanged is left to its own inspection.
        text: the text of its file, which gives lines and is looked at for its header.
        editions: other editions of the same scheme, to see whether two are in force at once.

    Returns:
        Findings in order of line, then of place, then of code.

    Raises:
        WrongKind: an argument is none of these.
    """
    expect("scheme", scheme, Scheme)
    expect("base", base, Scheme, type(None))
    inspection = Inspection(scheme, base, text, tuple(editions))
    findings = [finding for check in CHECKS for finding in check(inspection)]
    if base is not None:
        inherited = {_key(finding, base) for finding in lint(base)}
        findings = [f for f in findings if not (_key(f, scheme) in inherited or _both_inherited(f, inspection))]
    placed = _placed(findings, scheme, text)
    return tuple(sorted(placed, key=lambda found: (found.line or 0, _order(found.place), found.code)))


def select(
    findings: Iterable[LintFinding], select: Collection[str] = (), ignore: Collection[str] = ()
) -> tuple[LintFinding, ...]:
    """The findings that are selected (all, where nothing is) and not ignored.

    Args:
        findings: what the linter found.
        select: codes or their beginnings, such as `S101` or `S2`.
        ignore: the same; what is both selected and ignored is ignored.

    Raises:
        UnknownName: a code that begins none.
    """
    codes = chosen_codes(RULES, select=select, ignore=ignore, zh="检查项", en="lint code")
    return tuple(finding for finding in findings if finding.code in codes)


def _order(place: str) -> list[tuple[int, str]]:
    """Places sort with their numbers as numbers."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"[\[\].]", place)]


def _key(finding: LintFinding, scheme: Scheme) -> tuple[str, str, str, str]:
    """What makes two findings the same in a base and in what extends it: the code, the item, and what is said."""
    match = LISTED.match(finding.place)
    item: Any = getattr(scheme, match[1])[int(match[2])] if match else None
    return finding.code, finding.subject, "" if item is None else item.id, finding.text("en")


def _both_inherited(finding: LintFinding, inspection: Inspection) -> bool:
    """Whether a clause of the base is merely implied by a stricter one that was added: that is how a base is narrowed."""
    base = inspection.base
    if finding.code != "S207" or base is None:
        return False
    return any(clause.id == finding.subject and clause in list(base.gates()) for _, clause in inspection.gates())


def _placed(findings: Sequence[LintFinding], scheme: Scheme, text: str | None) -> list[LintFinding]:
    """The findings with the place and line at which they stand in the file."""
    if text is None:
        return list(findings)
    lines = Lines.of(text)
    own = own_indices(scheme, text)
    placed = []
    for finding in findings:
        place, line = lines.nearest(own(finding.place))
        placed.append(attrs.evolve(finding, place=place, line=line or 1))
    return placed


def own_indices(scheme: Scheme, text: str) -> Callable[[str], str]:
    """Turns places of a scheme into places of its own file, which lists only what it does not inherit."""
    try:
        data = tomllib.loads(text.lstrip("\ufeff").replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        data = {}
    known: dict[str, list[object]] = {}
    for kind in ("requirements", "vetoes", "sections", "grades", "amounts"):
        items = data.get(kind, [])
        known[kind] = [item.get("id") if isinstance(item, dict) else None for item in items] if isinstance(items, list) else []

    def own(place: str) -> str:
        match = LISTED.match(place)
        if match is None:
            return place
        kind, index = match[1], int(match[2])
        name = getattr(scheme, kind)[index].id
        if name not in known[kind]:
            return "$"
        return f"$.{kind}[{known[kind].index(name)}]{place[match.end() :]}"

    return own
