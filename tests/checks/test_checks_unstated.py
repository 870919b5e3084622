"""The cases once more, with every single fact hidden in turn: what nobody states adds no error and no warning."""

from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from test_checks_cases import ASKING, CASES

from common_prosperity.checks import CHECKS, Severity, check
from common_prosperity.facts import Dossier, Register
from common_prosperity.facts.dossier import COLLECTIONS
from common_prosperity.facts.fields import shape_of
from common_prosperity.quantities import UNSTATED

SUBJECTS = [subject for _, _, bad, good in CASES for subject in (bad, good)]
CLEARED_BY = {item.code: item.cleared_by for item in CHECKS}


def fields_unstated(fact: Any) -> Iterator[tuple[str, Any]]:
    """The fact with each stated field hidden in turn, and the name of the field."""
    for field in attrs.fields(type(fact)):
        if shape_of(field.type).unstated and getattr(fact, field.name) is not UNSTATED:
            yield field.name, attrs.evolve(fact, **{field.name: UNSTATED})


def with_one_fact_less(dossier: Dossier) -> Iterator[tuple[str, Dossier]]:
    for field, workshop in fields_unstated(dossier.workshop):
        yield f"workshop.{field}", attrs.evolve(dossier, workshop=workshop)
    for name in COLLECTIONS:
        found = getattr(dossier, name)
        if found is UNSTATED:
            continue
        yield f"{name}.", _with(dossier, name, UNSTATED)
        for index, item in enumerate(found):
            for field, less in fields_unstated(item):
                yield f"{name}.{field}", _with(dossier, name, (*found[:index], less, *found[index + 1 :]))


def _with(dossier: Dossier, name: str, value: Any) -> Dossier:
    return attrs.evolve(dossier, **{name: value})


def variants(subject: Dossier | Register) -> Iterator[tuple[str, Dossier | Register]]:
    if isinstance(subject, Dossier):
        yield from with_one_fact_less(subject)
        return
    for index, dossier in enumerate(subject.dossiers):
        for name, less in with_one_fact_less(dossier):
            yield name, Register(dossiers=(*subject.dossiers[:index], less, *subject.dossiers[index + 1 :]))


def definite(subject: Dossier | Register) -> set[tuple[str, tuple[Any, ...]]]:
    return {
        (found.code, tuple(pair for pair in found.ids if pair[0] in {"worker", "pairing"}))
        for found in check(subject, ASKING)
        if found.severity is not Severity.INFO
    }


@pytest.mark.parametrize(
    "subject", SUBJECTS, ids=[f"{code}-{number}-{kind}" for number, (code, *_) in enumerate(CASES) for kind in ("bad", "good")]
)
def test_hiding_any_one_fact_adds_nothing(subject: Dossier | Register) -> None:
    """Except where the table says that the fact may clear a finding; and an attestation that silences one is no fact."""
    before = definite(subject)
    for name, less in variants(subject):
        added = definite(less) - before
        excused = {code for code, facts in CLEARED_BY.items() if any(fact.startswith(name) for fact in facts)}
        assert {code for code, _ in added} <= excused, name
