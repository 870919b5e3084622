"""The JSON Schema of the dossier: it accepts what the reader accepts, and names the same places where both refuse."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from common_prosperity.errors import InvalidFacts
from common_prosperity.facts import Dossier
from common_prosperity.facts.dossier import COLLECTIONS
from common_prosperity.files import load_scheme, parse_dossier
from common_prosperity.files.codec import unstructure
from common_prosperity.files.json_schema import dossier_schema
from common_prosperity.files.json_text import dump
from common_prosperity.testing.strategies.dossiers import dossiers

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
SCHEMA = dossier_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def example(name: str) -> Any:
    return json.loads((EXAMPLES / name).read_text(encoding="utf-8"))


def refused_places(dossier: Any) -> list[str]:
    return sorted(error.json_path for error in VALIDATOR.iter_errors(dossier))


@given(st.sampled_from(["outstanding-workshop", "wencheng-bee-hosting", "womens-workshop"]).map(load_scheme).flatmap(dossiers))
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_whatever_is_written_fits(dossier: Dossier) -> None:
    """Any dossier at all, with facts and statements unstated or none, as `write_dossier` writes it."""
    written = json.loads(dump(unstructure(dossier)))
    assert refused_places(written) == []


def test_it_is_itself_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.name)
def test_every_example_fits(path: Path) -> None:
    assert refused_places(json.loads(path.read_text(encoding="utf-8"))) == []


def test_every_field_has_a_name_in_both_languages() -> None:
    tables = {"Dossier": SCHEMA, **{name: table for name, table in SCHEMA["$defs"].items() if "properties" in table}}
    titles = [
        (name, key, value.get("title", "")) for name, table in tables.items() for key, value in table["properties"].items()
    ]
    assert len(titles) > 100
    assert [title for title in titles if " · " not in title[2]] == []


def test_every_term_of_a_closed_list_is_an_option_with_its_name() -> None:
    assert SCHEMA["$defs"]["Sex"]["oneOf"] == [
        {"const": "female", "title": "女 · female"},
        {"const": "male", "title": "男 · male"},
    ]


def test_every_collection_of_the_dossier_has_its_class() -> None:
    for name, cls in COLLECTIONS.items():
        assert SCHEMA["properties"][name]["items"] == {"$ref": f"#/$defs/{cls.__name__}"}
    assert SCHEMA["properties"].keys() == {field.name for field in attrs.fields(Dossier)}


def test_only_what_has_no_default_is_required() -> None:
    assert SCHEMA["required"] == ["workshop", "period"]
    assert SCHEMA["$defs"]["Payment"]["required"] == ["worker", "workshop", "month"]


def test_units_references_and_privacy_are_told() -> None:
    payment = SCHEMA["$defs"]["Payment"]["properties"]
    assert payment["worker"]["x-refers-to"] == "workers"
    assert payment["paid"]["x-unit"] == "yuan"
    assert payment["paid"]["x-personal"] is True
    assert "x-personal" not in payment["month"]


ACCEPTED: dict[str, tuple[str, Any]] = {
    "an amount as text": ("payments", {"worker": "p01", "workshop": "yunling-sewing", "month": "2023-01", "paid": "2600.50"}),
    "hours as a fraction": ("trainings", {"id": "x", "hours": "5/2"}),
    "certified to have no disability": ("workers", {"id": "x", "disability": None}),
    "a statement that is none": ("attestations", {"id": "x", "value": None}),
    "a statement that is an option": ("attestations", {"id": "x", "value": "brand"}),
    "a statement no decimal can write": ("attestations", {"id": "x", "value": {"number": "1/3"}}),
    "a township": ("villages", {"id": "x", "region": "330481101"}),
    "marks below zero": ("ratings", {"criterion": "plan", "member": "m1", "marks": -1}),
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_the_reader_accepts_fits(case: str) -> None:
    collection, fact = ACCEPTED[case]
    dossier = example("sewing-workshop.json")
    dossier[collection] = [*dossier[collection], fact]
    parse_dossier(json.dumps(dossier).encode())
    assert refused_places(dossier) == []


BROKEN: dict[str, tuple[list[str | int], Any, str]] = {
    "an unknown key": (["workers", 0, "borm"], "1979-03-02", "$.workers[0]"),
    "a text for yes or no": (["villages", 0, "income_weak"], "no", "$.villages[0].income_weak"),
    "a day that is none": (["workers", 3, "born"], "1979-02-30", "$.workers[3].born"),
    "a day out of range": (["workers", 3, "born"], "0979-02-03", "$.workers[3].born"),
    "a month with a day": (["payments", 2, "month"], "2023-01-01", "$.payments[2].month"),
    "pay below zero": (["payments", 2, "paid"], -1, "$.payments[2].paid"),
    "pay without bound": (["payments", 2, "paid"], 10**13, "$.payments[2].paid"),
    "pay in words": (["payments", 2, "paid"], "2600 yuan", "$.payments[2].paid"),
    "a grade that does not exist": (["workers", 5, "disability", "grade"], 5, "$.workers[5].disability"),
    "an option that does not exist": (["workers", 0, "sex"], "woman", "$.workers[0].sex"),
    "none where none makes no sense": (["workers", 0, "born"], None, "$.workers[0].born"),
    "a number for a name": (["workshop", "name"], 5, "$.workshop.name"),
    "an empty id": (["workers", 0, "id"], " ", "$.workers[0].id"),
    "an endless id": (["workers", 0, "id"], "p" * 129, "$.workers[0].id"),
    "a region of three digits": (["villages", 0, "region"], "330", "$.villages[0].region"),
    "a township that cannot be": (["villages", 0, "region"], "331124600", "$.villages[0].region"),
    "a table for a list": (["activities"], {}, "$.activities"),
    "a fact for a list of facts": (["workers", 0], "p01", "$.workers[0]"),
    "hours in words": (["trainings", 0, "hours"], "many", "$.trainings[0].hours"),
    "no period": (["period"], {"since": "2023-01-01"}, "$.period"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_both_the_schema_and_the_reader_refuse(case: str) -> None:
    path, value, place = BROKEN[case]
    dossier = example("sewing-workshop.json")
    table = dossier
    for step in path[:-1]:
        table = table[step]
    table[path[-1]] = value
    with pytest.raises(InvalidFacts):
        parse_dossier(json.dumps(dossier).encode())
    assert refused_places(dossier) == [place]
