"""How a file silences a check (C0): an attestation `ignore_checks` that an evaluator has verified.

An applicant cannot silence a check on itself: without evidence marked as verified the attestation has no effect, and
that it is there is reported either way.
"""

import re
from collections.abc import Iterator
from typing import Final

from common_prosperity.checks.case import Case
from common_prosperity.checks.model import Check, Hit, Severity
from common_prosperity.quantities import Text

IGNORE: Final = "ignore_checks"
"""The attestation that names the codes to ignore."""
BETWEEN: Final = re.compile(r"[\s,;，、；]+")
OWN: Final = "docs/how-to/check-applications.md"


def asked(case: Case) -> tuple[str, ...]:
    """The codes a dossier asks to have ignored, as written."""
    _, attestation = case.attested.get(IGNORE, (0, None))
    return () if attestation is None else _codes(attestation.value)


def granted(case: Case) -> tuple[str, ...]:
    """The codes it may ignore: those an evaluator found right, or those asked for where all the evidence is verified."""
    _, attestation = case.attested.get(IGNORE, (0, None))
    return () if attestation is None else _codes(attestation.as_verified().value)


def _codes(value: object) -> tuple[str, ...]:
    return tuple(sorted({code.upper() for code in BETWEEN.split(value) if code})) if isinstance(value, str) else ()


def checks_silenced(case: Case) -> Iterator[Hit]:
    """Checks are ignored for this dossier, as an evaluator verified."""
    return _told(case, granted(case))


def silence_not_verified(case: Case) -> Iterator[Hit]:
    """The dossier asks to ignore checks, and no evaluator has verified that."""
    return _told(case, tuple(code for code in asked(case) if code not in granted(case)))


def _told(case: Case, codes: tuple[str, ...]) -> Iterator[Hit]:
    if codes:
        yield Hit(case.at("attestations", case.attested[IGNORE][0]), (case.workshop,), (("codes", " ".join(codes)),))


CHECKS: Final = (
    Check(
        "C001",
        "checks-silenced",
        Severity.INFO,
        Text("材料中以 ignore_checks 忽略了核查项", "the file ignores checks by an attestation ignore_checks"),
        Text("忽略了什么必须看得见", "what is left out must be seen"),
        Text(
            "经评审人核实，工坊 {workshop} 忽略核查项：{codes}",
            "for workshop {workshop}, as verified by an evaluator, these checks are ignored: {codes}",
        ),
        OWN,
        "attestation ignore_checks = C206, evidence verified = true",
        checks_silenced,
    ),
    Check(
        "C002",
        "silence-not-verified",
        Severity.WARNING,
        Text("材料要求忽略核查项，但未经评审人核实", "the file asks to ignore checks, and no evaluator has verified that"),
        Text("申报人不能自行免除核查；该要求不起作用", "an applicant cannot exempt itself; the request has no effect"),
        Text(
            "工坊 {workshop} 要求忽略核查项 {codes}，未经核实，不起作用",
            "workshop {workshop} asks to ignore checks {codes}; that is not verified and has no effect",
        ),
        OWN,
        "attestation ignore_checks = C206, no evidence",
        silence_not_verified,
        cleared_by=("attestations.evidence", "attestations.verified"),
    ),
)
