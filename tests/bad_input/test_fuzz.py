"""Mutated files see only `ProsperityError` or success; and what is still read can be decided, written and read back.

Bytes are flipped, cut, doubled and spliced with tokens; parsed trees have values swapped for others at random paths. Both start
from the shipped examples and schemes.
"""

import contextlib
import copy
import datetime as dt
import json
import os
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from cases import GOOD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common_prosperity.awards import decide
from common_prosperity.errors import InvalidFacts, ProsperityError
from common_prosperity.facts import Dossier
from common_prosperity.files import load_scheme, parse_decision, parse_dossier, parse_scheme, scheme_files
from common_prosperity.files.codec import structure, unstructure
from common_prosperity.files.json_text import dump, parse
from common_prosperity.schemes import Scheme

EXAMPLES: Final = Path(__file__).parent.parent.parent / "docs" / "examples"
JSON: Final = {
    **{path.stem: path.read_bytes() for path in sorted(EXAMPLES.glob("*.json"))},
    "good": json.dumps(dict(GOOD), ensure_ascii=False).encode(),
}
TOML: Final = {
    **{path.stem: path.read_bytes() for _, _, path in scheme_files()},
    "four-rows": (EXAMPLES.parent.parent / "tests" / "schemes" / "data" / "four-rows.toml").read_bytes(),
}
REFERENCE: Final = load_scheme("outstanding-workshop")
GOOD_DOSSIER: Final = parse_dossier(JSON["good"])
SCALE: Final = 1 if os.environ.get("HYPOTHESIS_PROFILE", "ci") == "ci" else 40
"""How many times as many mutations as in everyday tests."""

TOKENS: Final = [
    b"null", b"true", b"NaN", b"-Infinity", b"1e999999", b"1e-999999", b"-0", b"-0.0", b"9" * 400, b"0.1", b'""', b"{}", b"[]", b"{", b"]", b",",
    b":", b'"', b"\\", b"\\ud800", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\n", b"\r", b"#", b"=", b"'''", b'"""', "工".encode(), "工".encode("gbk"),
    b'"until": null', b'"id": "w"', b"2023-02-30", b"2023-01-01T00:00:00Z", b"[[sections]]", b"[measures.x]", b'total = ["x"]', b"nan", b"0x10",
    b'{ not = { measure = "arrears", equals = true } }', b"at_least = 1", b'extends = "outstanding-workshop"',
]  # fmt: skip
VALUES: Final[list[Any]] = [
    None, True, False, 0, 1, -1, 2, 10**6, 10**45, -(10**13), 0.1, 0.005, 1e300, -0.0, "", " ", "a", "w", "1", "1/3", "20%", "1/0", "none", "points",
    "points:x", "grade", "eligible", "people_employed", "arrears", "people", "people.earned", "people.household", "incidents", "2023-05-05", "2023-02-30",
    "2023-05", "2199-12-31", "330481199001011234", "330481", "\u202e", "\x00", "\ud800", "工坊", "x" * 200, [], {}, [[]], [{}], {"": None}, ["a", "a"],
    [0, 1], [[0, 0], [1, 1]], {"zh": "甲", "en": "a"}, {"number": "1/3"}, {"measure": "arrears", "at_least": 1}, {"column": "earned", "at_least": "arrears"},
    {"not": {"measure": "arrears", "equals": True}}, {"at_least_k_of": {"k": -1, "of": [{"measure": "people_employed", "at_least": 0}]}},
    {"since": "2023-01-01", "until": "2023-12-31"}, {"of": "people"}, {"lower": 0, "upper": None, "applies": None}, {"options": None},
]  # fmt: skip


@st.composite
def mutated_bytes(draw: st.DrawFn, corpus: dict[str, bytes]) -> bytes:
    """A file with a few of its bytes flipped, cut, doubled, moved or spliced."""
    data = bytearray(corpus[draw(st.sampled_from(sorted(corpus)))])
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        match draw(st.sampled_from(["flip", "cut", "double", "splice", "truncate", "move"])):
            case "flip" if start < len(data):
                data[start] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del data[start:end]
            case "double":
                data[end:end] = data[start:end]
            case "splice":
                data[start:end] = draw(st.sampled_from(TOKENS))
            case "truncate":
                del data[start:]
            case "move":
                piece = data[start:end]
                del data[start:end]
                at = draw(st.integers(0, len(data)))
                data[at:at] = piece
    return bytes(data)


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Every table or list within a tree, with each of its keys."""
    found: list[tuple[Any, Any]] = []
    waiting = [tree]
    while waiting:
        at = waiting.pop()
        keys = list(at) if isinstance(at, dict) else range(len(at)) if isinstance(at, list) else ()
        for key in keys:
            found.append((at, key))
            waiting.append(at[key])
    return found


@st.composite
def mutated_tree(draw: st.DrawFn, corpus: dict[str, Any]) -> bytes:
    """A file whose parsed tree has a few values swapped, taken away, copied elsewhere or put under another key."""
    tree = copy.deepcopy(corpus[draw(st.sampled_from(sorted(corpus)))])
    for _ in range(draw(st.integers(1, 3))):
        found = places(tree)
        if not found:
            break
        (table, key), (other, from_key) = draw(st.sampled_from(found)), draw(st.sampled_from(found))
        match draw(st.sampled_from(["value", "value", "remove", "copy", "rename"])):
            case "value":
                table[key] = copy.deepcopy(draw(st.sampled_from(VALUES)))
            case "remove":
                del table[key]
            case "copy":
                table[key] = copy.deepcopy(other[from_key])
            case "rename" if isinstance(table, dict) and isinstance(other, dict):
                table[from_key] = table.pop(key)
    return json.dumps(tree, ensure_ascii=True).encode()


def plain(value: Any) -> Any:
    """Parsed TOML as JSON has it."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else float(value) if isinstance(value, Decimal) else value


def survives(dossier: Dossier, scheme: Scheme) -> None:
    """What has been read can be decided, written and read back the same."""
    assert parse_dossier(dump(unstructure(dossier))) == dossier
    with contextlib.suppress(ProsperityError):  # such as a statement of another kind than the scheme asks for
        decision = decide(dossier, scheme)
        assert parse_decision(dump(unstructure(decision))) == decision


JSON_TREES: Final = {name: json.loads(data) for name, data in JSON.items()}
TOML_TREES: Final = {name: plain(tomllib.loads(data.decode())) for name, data in TOML.items()}
BOUNDED: Final = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


class TestDossiers:
    """A mutated dossier is read or refused."""

    @settings(max_examples=150 * SCALE, suppress_health_check=BOUNDED)
    @given(mutated_bytes(JSON))
    def test_bytes(self, data: bytes) -> None:
        with contextlib.suppress(ProsperityError):
            survives(parse_dossier(data), REFERENCE)

    @settings(max_examples=100 * SCALE, suppress_health_check=BOUNDED)
    @given(mutated_tree(JSON_TREES))
    def test_two_paths(self, data: bytes) -> None:
        """The fast path reads nothing that the careful one refuses, and reads it the same."""
        found: list[object] = []
        for quick in (True, False):
            try:
                found.append(structure(parse(data), Dossier, "mutated", InvalidFacts, quick=quick))
            except InvalidFacts as error:
                found.append(error.problems)
        assert found[0] == found[1]

    @settings(max_examples=150 * SCALE, suppress_health_check=BOUNDED)
    @given(mutated_tree(JSON_TREES))
    def test_trees(self, data: bytes) -> None:
        with contextlib.suppress(ProsperityError):
            survives(parse_dossier(data), REFERENCE)

    @settings(max_examples=100 * SCALE, suppress_health_check=BOUNDED)
    @given(mutated_tree({"decision": unstructure(decide(GOOD_DOSSIER, REFERENCE))}))
    def test_decisions(self, data: bytes) -> None:
        with contextlib.suppress(ProsperityError):
            decision = parse_decision(data)
            assert parse_decision(dump(unstructure(decision))) == decision


class TestSchemes:
    """A mutated scheme is read or refused; one that is read decides."""

    @settings(max_examples=100 * SCALE, suppress_health_check=BOUNDED)
    @given(mutated_bytes(TOML))
    def test_bytes(self, data: bytes) -> None:
        with contextlib.suppress(ProsperityError):
            self.decides(parse_scheme(data))

    @settings(max_examples=300 * SCALE, suppress_health_check=BOUNDED)
    @given(mutated_tree(TOML_TREES))
    def test_trees(self, data: bytes) -> None:
        with contextlib.suppress(ProsperityError):
            self.decides(parse_scheme(data, json=True))

    def decides(self, scheme: Scheme) -> None:
        assert parse_scheme(dump(unstructure(scheme)), json=True) == scheme
        survives(GOOD_DOSSIER, scheme)


@pytest.mark.parametrize("name", sorted(JSON))
def test_every_example_survives_unchanged(name: str) -> None:
    survives(parse_dossier(JSON[name]), REFERENCE)


@pytest.mark.parametrize("name", sorted(TOML))
def test_every_scheme_survives_unchanged(name: str) -> None:
    TestSchemes().decides(parse_scheme(TOML[name]))
