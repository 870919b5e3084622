"""The canonical form of facts and the digest over it, so that anyone can recompute a decision."""

import hashlib
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.facts import (
    Attestation,
    Disability,
    DisabilityCategory,
    Dossier,
    Evidence,
    Household,
    LowIncomeStatus,
    PaymentKind,
    Premises,
    Region,
    Sex,
    Village,
)
from common_prosperity.facts.canonical import digest, dossier_text, plain
from common_prosperity.facts.dossier import COLLECTIONS
from common_prosperity.quantities import UNSTATED, Month, Text, Yuan
from invented import day, dossier, engaged, paid, worker

VALUES: list[Any] = [True, False, 1, 0, Fraction(1, 2), "1", "True", None, UNSTATED]
FULL: dict[str, Any] = {
    "villages": (Village(id="v", region=Region("330481"), income_weak=False),),
    "workers": (
        worker("a", sex=Sex.FEMALE, disability=Disability(category=DisabilityCategory.PHYSICAL, grade=2)),
        worker("b", disability=None, born=day("1980-02-29")),
        worker("c"),
    ),
    "households": (
        Household(
            id="h", low_income=(LowIncomeStatus(since=day("2020-01-01"), until=None), LowIncomeStatus(until=day("2019-01-01")))
        ),
        Household(id="g", low_income=()),
        Household(id="f"),
    ),
    "engagements": (engaged("a", baseline=Yuan.of(500)), engaged("b", None)),
    "payments": (paid("a", "2023-01", "2600.50"), paid("b", "2023-02", None, kind=PaymentKind.WAGE), paid("a", "2023-03", "0")),
    "premises": (Premises(id="p", area=Fraction(241, 2)), Premises(id="q", area=80)),
    "attestations": tuple(
        Attestation(id=f"s{index}", value=value) for index, value in enumerate(VALUES) if value is not UNSTATED
    ),
}


class TestDigest:
    """A digest is the same however facts are ordered, and another one as soon as any fact is."""

    @given(st.data())
    def test_order_means_nothing(self, data: st.DataObject) -> None:
        shuffled = {name: tuple(data.draw(st.permutations(facts))) for name, facts in FULL.items()}
        assert dossier_text(dossier(**shuffled)) == dossier_text(dossier(**FULL))

    @given(st.permutations(VALUES), st.permutations(VALUES))
    def test_values_that_equal_one_another_are_told_apart(self, one: list[Any], other: list[Any]) -> None:
        """`True` equals 1 in Python; a yes is no number."""

        def text(values: list[Any]) -> str:
            return dossier_text(dossier(attestations=tuple(Attestation(id=f"s{i}", value=v) for i, v in enumerate(values))))

        alike = [value.__class__ for value in one] == [value.__class__ for value in other] and one == other
        assert (text(one) == text(other)) is alike

    @given(st.data(), st.lists(st.sampled_from([*VALUES, "100%", "%r", "%%"]), min_size=1, max_size=6))
    def test_the_text_of_a_collection_is_that_of_its_facts_one_by_one(self, data: st.DataObject, values: list[Any]) -> None:
        statements = tuple(Attestation(id=f"%{index}", value=value) for index, value in enumerate(values))
        facts = {**FULL, "attestations": statements}
        referred_to = {"villages", "workers", "households"}
        some = {
            name: found if name in referred_to else found[: data.draw(st.integers(1, len(found)))]
            for name, found in facts.items()
        }
        lines = dossier_text(dossier(**some)).splitlines()
        for name, found in some.items():
            start = lines.index(name) + 1
            assert lines[start : start + len(found)] == sorted(repr(plain(fact, ordered=False)[1:]) for fact in found)

    @pytest.mark.parametrize("collection", sorted(FULL))
    def test_every_fact_counts(self, collection: str) -> None:
        whole = dossier_text(dossier(**FULL))
        others = {name: facts for name, facts in FULL.items() if name != collection}
        assert dossier_text(dossier(**others)) != whole  # never submitted
        assert dossier_text(dossier(**{collection: ()})) != dossier_text(dossier())  # submitted empty
        for index, fact in enumerate(FULL[collection]):
            for field in attrs.fields(type(fact)):
                if getattr(fact, field.name) is not UNSTATED and field.default is not attrs.NOTHING:
                    changed = attrs.evolve(fact, **{field.name: UNSTATED})
                    facts = (*FULL[collection][:index], changed, *FULL[collection][index + 1 :])
                    assert dossier_text(dossier(**{**FULL, collection: facts})) != whole, field.name

    def test_every_collection_has_its_line(self) -> None:
        lines = dossier_text(dossier()).splitlines()
        assert [line.split()[0] for line in lines] == [field.name for field in attrs.fields(Dossier)]
        assert all(f"{name} Ellipsis" in lines for name in COLLECTIONS)

    def test_sha_256(self) -> None:
        assert digest("a", "b") == hashlib.sha256(b"a\n\nb").hexdigest()


class TestPlain:
    """Money is whole fen, a month its number, a closed list its key, a fraction a pair, unstated is `...`."""

    @pytest.mark.parametrize(
        ("value", "form"),
        [
            (Yuan.of("2.50"), 250),
            (Month.of("2023-01"), 2023 * 12),
            (day("2023-01-02"), "2023-01-02"),
            (Region("33"), "33"),
            (Fraction(2, 3), (2, 3)),
            (UNSTATED, ...),
            (None, None),
            (True, True),
            (Sex.FEMALE, "female"),
            (frozenset({"b", "a"}), ("a", "b")),
            ({"b": 1, "a": Fraction(1, 2)}, (("a", (1, 2)), ("b", 1))),
            ((2, 1), (1, 2)),
            (Text("工坊", "workshop"), ("Text", "工坊", "workshop")),
            (Evidence(what="x"), ("Evidence", "x", ..., ...)),
        ],
    )
    def test_examples(self, value: object, form: object) -> None:
        assert plain(value, ordered=False) == form

    def test_in_schemes_order_has_meaning(self) -> None:
        assert plain((2, 1), ordered=True) == (2, 1)
