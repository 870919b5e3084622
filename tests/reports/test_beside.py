"""Both bases side by side: every clause once, what differs, and what is still to be verified."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.awards import BothBases, decide, decide_both, ruling
from common_prosperity.errors import InvalidFacts
from common_prosperity.facts import Attestation, Dossier, Evidence, Workshop
from common_prosperity.files.codec import structure, unstructure
from common_prosperity.files.readers import Plain
from common_prosperity.measures.measurements import Measurements
from common_prosperity.quantities import UNSTATED, Bounds, Period
from common_prosperity.reports import report_both
from common_prosperity.reports.beside import BESIDE, beside_rows, difference, pairs, to_verify
from common_prosperity.reports.voice import Voice
from common_prosperity.schemes import Scheme
from invented import scheme

RULES = scheme(
    """
    requirements = [
      { id = "size", label = { zh = "规模", en = "size" }, condition = { measure = "a", at_least = 10 }, source = "art. 1" },
      { id = "soft", label = { zh = "建议", en = "soft" }, force = "advised", condition = { measure = "a", at_least = 20 } },
      { id = "true", label = { zh = "属实", en = "true" }, condition = { measure = "b", at_least = 1 } },
    ]
    sections = [
      { id = "s", label = { zh = "基本", en = "base" }, criteria = [
        { id = "c", label = { zh = "数量", en = "amount" }, measure = "a", marks = { at_most = 30 } },
      ] },
      { id = "d", label = { zh = "扣分", en = "losses" }, kind = "deduction", criteria = [
        { id = "e", label = { zh = "扣", en = "loss" }, measure = "b", marks = { at_most = 5 } },
      ] },
    ]
    grades = [{ id = "g", label = { zh = "良", en = "good" }, at_least = 11 }]
    [measures.a]
    label = { zh = "甲", en = "aa" }
    unit = "number"
    attested = "a"
    [measures.b]
    label = { zh = "乙", en = "bb" }
    unit = "number"
    attested = "b"
    """
)


def dossier(**statements: tuple[Any, Any]) -> Dossier:
    """Statements as claimed and as found."""
    return Dossier(
        workshop=Workshop(id="w"),
        period=Period.year(2022),
        attestations=tuple(Attestation(id=name, value=value, verified=found) for name, (value, found) in statements.items()),
    )


def both(rules: Scheme = RULES, **statements: tuple[Any, Any]) -> BothBases:
    return decide_both(dossier(**statements), rules)


VALUES = st.one_of(st.just(UNSTATED), st.none(), st.integers(0, 40))


@given(VALUES, VALUES, VALUES)
def test_each_basis_is_the_decision_on_that_basis(a: Any, found: Any, b: Any) -> None:
    given_ = dossier(a=(a, found), b=(b, b))
    outcome = decide_both(given_, RULES)
    assert outcome.claimed == decide(given_, RULES)
    assert outcome.verified == decide(given_.as_verified(), RULES)
    assert ruling(outcome) is outcome.verified
    assert ruling(outcome.claimed) is outcome.claimed


@given(VALUES, VALUES, VALUES)
def test_both_come_back_from_plain_data(a: Any, found: Any, b: Any) -> None:
    outcome = both(a=(a, found), b=(b, b))
    assert structure(Plain(unstructure(outcome)), BothBases, "both", InvalidFacts, quick=False) == outcome


@given(VALUES, VALUES, VALUES)
def test_every_clause_stands_once_and_differs_only_where_the_bases_do(a: Any, found: Any, b: Any) -> None:
    outcome = both(a=(a, found), b=(b, b))
    told = list(pairs(outcome, Voice("en", RULES)))
    assert sorted(pair.id for pair in told) == ["c", "e", "size", "soft", "true"]
    claimed = {finding.clause: finding for finding in outcome.claimed.eligibility.findings}
    for finding in outcome.verified.eligibility.findings:
        (pair,) = [pair for pair in told if pair.id == finding.clause]
        assert pair.differs or finding.verdict == claimed[finding.clause].verdict
    points = [difference(pair) for pair in told]
    if all(gap is not None or not pair.claimed.points for gap, pair in zip(points, told, strict=True)):
        total = Bounds.total([gap for gap in points if gap is not None])
        assert total == outcome.verified.scorecard.total - outcome.claimed.scorecard.total


def test_as_a_letter() -> None:
    text = report_both(both(a=(25, 12), b=(3, 3)), RULES, columns=90)
    lines = [line.split("  ")[0] for line in text.splitlines() if line and not line.startswith(("-", "="))]
    assert "as claimed, eligible, good; as verified, eligible, but no grade is reached." in " ".join(lines[:4])
    assert [lines[0], *lines[lines.index("Clause") :]][:13] == [
        "w: claimed and verified",
        "Clause",
        "Requirements",
        "size",
        "true",
        "Recommendations",
        "soft",
        "base",
        "amount",
        "losses",
        "loss",
        "Total",
        "Verdict",
    ]
    rows = {line.split("  ")[0]: line for line in text.splitlines()}
    assert rows["amount"].split("  ")[-1].strip() == "-13"
    assert rows["loss"].rstrip().endswith("-3 (3)")
    assert rows["soft"].rstrip().endswith("differs")


@pytest.mark.parametrize(("lang", "word"), [("en", "not verified yet"), ("zh", "尚未核定")])
def test_what_is_still_to_be_verified(lang: Any, word: str) -> None:
    outcome = both(a=(25, UNSTATED), b=(UNSTATED, UNSTATED))
    assert {(need.table, need.column) for need in to_verify(outcome)} == {("verifications", "a"), ("attestations", "b")}
    assert word in report_both(outcome, RULES, lang=lang)


def test_points_that_grow_have_a_sign() -> None:
    assert "+5" in report_both(both(a=(20, 25), b=(1, 1)), RULES)


def test_evidence_that_is_verified_lets_the_claim_stand() -> None:
    claimed = dossier(a=(25, UNSTATED), b=(1, 1))
    assert isinstance(claimed.attestations, tuple)
    proven = attrs.evolve(claimed.attestations[0], evidence=(Evidence(what="台账", verified=True),))
    outcome = decide_both(attrs.evolve(claimed, attestations=(proven, claimed.attestations[1])), RULES)
    assert not any(pair.differs for pair in pairs(outcome, Voice("en", RULES)))


def test_a_scheme_that_is_not_in_force_has_nothing_to_compare() -> None:
    outcome = decide_both(attrs.evolve(dossier(), period=Period.year(2001)), RULES)
    assert list(pairs(outcome, Voice("en", RULES))) == []
    assert "not in force" in report_both(outcome, RULES)


def test_as_cells() -> None:
    rows = [row for row, _ in beside_rows(both(a=(25, 12), b=(3, 3)), Voice("en", RULES))]
    assert all(len(row) == len(BESIDE) for row in rows)
    (amount,) = [row for row in rows if row[2] == "c"]
    assert amount == ("w", "base", "c", "amount", "", "25", 25, 25, "", "12", 12, 12, "-13", "")


def test_measurements_have_no_bases() -> None:
    assert isinstance(ruling(decide(Measurements.of(Period.year(2022), a=12, b=1), RULES)).digest, str)
