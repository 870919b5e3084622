"""`read(write(x)) == x` for every fact, register, scheme and decision, in memory and through files."""

import tomllib
from pathlib import Path
from typing import Any

import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import common_prosperity as cp
from common_prosperity.facts import Dossier
from common_prosperity.files import parse_dossier, parse_scheme
from common_prosperity.files.codec import unstructure
from common_prosperity.files.json_text import dump
from common_prosperity.testing import check_round_trip
from common_prosperity.testing.strategies import any_fact, dossiers, measurements, registers, schemes

KEPT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
"""A folder may serve many cases: each writes its file anew."""


@given(any_fact())
def test_every_fact(fact: Any) -> None:
    check_round_trip(fact)


@given(registers())
def test_registers(register: cp.Register) -> None:
    check_round_trip(register)


@given(st.data())
def test_schemes_dossiers_and_decisions(data: st.DataObject) -> None:
    scheme = data.draw(schemes())
    dossier = data.draw(dossiers(scheme))
    for value in (scheme, dossier, cp.decide(dossier, scheme), cp.decide(data.draw(measurements(scheme)), scheme)):
        check_round_trip(value)


@KEPT
@given(dossiers())
def test_a_dossier_through_a_file(tmp_path: Path, dossier: Dossier) -> None:
    cp.write_dossier(dossier, tmp_path / "dossier.json")
    assert cp.read_dossier(tmp_path / "dossier.json") == dossier


@KEPT
@given(st.data())
def test_a_scheme_and_a_decision_through_files(tmp_path: Path, data: st.DataObject) -> None:
    scheme = data.draw(schemes())
    cp.write_scheme(scheme, tmp_path / "scheme.json")
    assert cp.read_scheme(tmp_path / "scheme.json") == scheme
    decision = cp.decide(data.draw(dossiers(scheme)), scheme)
    cp.write_decision(decision, tmp_path / "decision.json")
    assert cp.read_decision(tmp_path / "decision.json") == decision


@given(schemes())
def test_a_scheme_as_toml(scheme: cp.Scheme) -> None:
    text = tomli_w.dumps(unstructure(scheme))
    assert tomllib.loads(text)["id"] == scheme.id
    read = parse_scheme(text.encode(), "scheme.toml")
    assert read == scheme
    assert read.digest == scheme.digest


@given(st.data())
def test_the_digest_outlives_the_file(data: st.DataObject) -> None:
    """A decision on what was read has the digest of the decision on what was written."""
    scheme = data.draw(schemes(in_force=True))
    dossier = data.draw(dossiers(scheme))
    read = parse_dossier(dump(unstructure(dossier)))
    assert cp.decide(read, scheme).digest == cp.decide(dossier, scheme).digest
