"""Places of a scheme and the lines on which they stand."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.files.schemes import LIBRARY
from common_prosperity.schemes.linting.lines import Lines

TEXT = """\
# a comment with = and [brackets]
id = "a#b"   # not a comment inside
label = { zh = "甲", en = 'b' }

[[requirements]]
id = "first"
condition = { any = [
  { measure = "m", at_least = 1 },
  { measure = "n", at_least = 2 },
] }

[[sections]]
id = "s"

[[sections.criteria]]
id = "c1"
bands = [
  { less_than = 1, points = 0 },
  { at_least = 1, points = 5 },
]

[[sections.criteria]]
id = "c2"
text = \"\"\"
[[sections]]
\"\"\"

[parameters.wage]
dated = [{ since = 2021-08-01, value = 1 }, { since = 2024-01-01 08:00:00, value = 2 }]

[measures]
one = { unit = "people" }
two.unit = "yuan"
"""

PLACES = {
    "$.id": 2,
    "$.label.en": 3,
    "$.requirements[0]": 5,
    "$.requirements[0].id": 6,
    "$.requirements[0].condition": 7,
    "$.requirements[0].condition.any[1]": 9,
    "$.requirements[0].condition.any[1].at_least": 9,
    "$.sections[0]": 12,
    "$.sections[0].criteria[0]": 15,
    "$.sections[0].criteria[0].bands[1]": 19,
    "$.sections[0].criteria[0].bands.bands[1].points": 19,
    "$.sections[0].criteria[1].id": 23,
    "$.parameters.wage": 28,
    "$.parameters.wage.dated[1].value": 29,
    "$.measures.one.unit": 32,
    "$.measures.two.unit": 33,
}


@pytest.mark.parametrize(("place", "line"), PLACES.items())
def test_line_of_a_place(place: str, line: int) -> None:
    assert Lines.of(TEXT).nearest(place)[1] == line


def test_what_does_not_stand_there_has_the_line_of_what_holds_it() -> None:
    assert Lines.of(TEXT).nearest("$.requirements[0].remedy") == ("$.requirements[0]", 5)
    assert Lines.of(TEXT).nearest("$.grades[3]") == ("$", None)


def test_line_ends_and_byte_order_mark_change_nothing() -> None:
    assert Lines.of("\ufeff" + TEXT.replace("\n", "\r\n")) == Lines.of(TEXT)


@given(st.text(max_size=60) | st.text(alphabet="[]{}=.,\"'#\n ab1", max_size=40))
def test_any_text_can_be_followed_as_far_as_it_goes(text: str) -> None:
    lines = Lines.of(text)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.by_path.values())


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("*.toml")), ids=lambda path: path.stem)
def test_every_id_of_a_shipped_file_is_found_on_its_line(path: Path) -> None:

    text = path.read_text(encoding="utf-8")
    lines, rows, data = Lines.of(text), text.splitlines(), tomllib.loads(text)
    assert f'"{data["id"]}"' in rows[(lines.nearest("$.id")[1] or 0) - 1]
    for kind in ("requirements", "vetoes", "sections", "grades", "amounts"):
        for index, item in enumerate(data.get(kind, [])):
            line = lines.nearest(f"$.{kind}[{index}].id")[1]
            assert line is not None
            assert f'"{item["id"]}"' in rows[line - 1]
            for number, criterion in enumerate(item.get("criteria", [])):
                line = lines.nearest(f"$.{kind}[{index}].criteria[{number}].id")[1]
                assert line is not None
                assert f'"{criterion["id"]}"' in rows[line - 1]
