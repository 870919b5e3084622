"""Checking a dossier or a register: the checks chosen, each run where it belongs."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final

from common_prosperity.checks.case import Case, Editions, cases_of
from common_prosperity.checks.catalogue import chosen
from common_prosperity.checks.model import Check, CheckFinding, finding, in_order
from common_prosperity.checks.silence import granted
from common_prosperity.errors import expect
from common_prosperity.facts import Dossier, Register
from common_prosperity.schemes.model import Scheme

ROOT: Final = re.compile(r"\$(?:\.dossiers\[\d+\])?")


def check(
    subject: Dossier | Register,
    scheme: Scheme | Editions | None = None,
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    after_each: Callable[[], object] = lambda: None,
) -> tuple[CheckFinding, ...]:
    """Everything in an application, or in many, that an evaluator must look at.

    Pure and linear in the rows. An error or a warning rests on stated facts alone; see `Check.cleared_by` for the few that
    further facts may clear. Names are taken to be the same person, enterprise or village throughout a register.

    Args:
        subject: a dossier, or a register, whose dossiers are also held against each other.
        scheme: what it is to be decided by, or what tells so of each dossier; only then are statements held against what
            is asked (`C9`).
        select: codes to run, or their beginnings (`C2`); all of them where empty.
        ignore: codes to leave out, or their beginnings.
        after_each: called when one more dossier has been checked, for those who watch.

    Returns:
        The findings by dossier, then by code, then by place.

    Raises:
        UnknownName: a code that is none.
        WrongKind: the subject is neither, or the scheme is none.
        InvalidScheme: a parameter of the scheme has no value for the period.
    """
    expect("subject", subject, Dossier, Register)
    if scheme is not None and not callable(scheme):
        expect("scheme", scheme, Scheme)
    checks = chosen(select, ignore)
    within = [item for item in checks if not item.across]
    silences: dict[str, frozenset[str]] = {}
    findings: list[CheckFinding] = []
    for case in cases_of(subject, scheme):
        silences[case.root] = frozenset(granted(case))
        findings += _found(within, case, silences)
        after_each()
    across = [item for item in checks if item.across]
    if across and isinstance(subject, Register):
        findings += _found_across(across, tuple(cases_of(subject, scheme)), silences)
    return in_order(findings, register=isinstance(subject, Register))


def _found(checks: Iterable[Check], case: Case, silences: dict[str, frozenset[str]]) -> Iterator[CheckFinding]:
    for item in checks:
        if item.code not in silences[case.root]:
            for hit in item.find(case):
                yield finding(item, hit)


def _found_across(
    checks: Iterable[Check], cases: Sequence[Case], silences: dict[str, frozenset[str]]
) -> Iterator[CheckFinding]:
    """What is found between workshops, unless every one of them has silenced it."""
    for item in checks:
        for hit in item.find(cases):
            roots = {match[0] for place in (hit.place, *hit.also) if (match := ROOT.match(place))}
            if not all(item.code in silences[root] for root in roots):
                yield finding(item, hit)
