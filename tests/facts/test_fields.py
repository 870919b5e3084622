"""How a fact is declared: types are exact, `None` and `UNSTATED` stand only where written, personal facts do not show."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common_prosperity.errors import Fault, Problem
from common_prosperity.facts.checking import (
    ID_LIMIT,
    TEXT_LIMIT,
    check_text,
    checks_of,
    declared,
    described,
    kind_words,
    looks_like_identity_number,
)
from common_prosperity.facts.fields import Maybe, Shape, Term, limits_of, shape_of, term
from common_prosperity.quantities import UNSTATED, Number, Text, Unstated, Yuan


class Colour(Term):
    RED = "red", "红", "red"


@attrs.frozen
class Leaf:
    """A family of values."""


class Oak(Leaf):
    """A member of the family."""


@attrs.frozen(kw_only=True, field_transformer=declared)
class Thing:
    """Every shape of field there is."""

    id: str = attrs.field(metadata=term("编号", "id", identifier=True))
    words: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("文字", "words"))
    flag: Maybe[bool] = attrs.field(default=UNSTATED, metadata=term("是否", "flag"))
    colour: Maybe[Colour] = attrs.field(default=UNSTATED, metadata=term("颜色", "colour"))
    day: Maybe[dt.date | None] = attrs.field(default=UNSTATED, metadata=term("日期", "day"))
    pay: Maybe[Yuan] = attrs.field(default=UNSTATED, metadata=term("金额", "pay", at_least=0, personal=True))
    grade: Maybe[int] = attrs.field(default=UNSTATED, metadata=term("等级", "grade", at_least=1, at_most=4))
    number: Maybe[Number] = attrs.field(default=UNSTATED, metadata=term("数", "number"))
    mixed: Maybe[bool | int | Fraction | str | None] = attrs.field(default=UNSTATED, metadata=term("任意", "mixed"))
    names: Maybe[tuple[str, ...]] = attrs.field(default=UNSTATED, metadata=term("名单", "names", refers="workers"))
    points: Mapping[str, int | Fraction] = attrs.field(factory=dict, metadata=term("分值", "points"))
    rates: Maybe[Mapping[str, int]] = attrs.field(default=UNSTATED, metadata=term("费率", "rates"))
    leaf: Leaf | None = attrs.field(default=None, metadata=term("叶", "leaf"))
    leaves: tuple[Leaf, ...] = attrs.field(default=(), metadata=term("叶", "leaves"))


def refused(**values: Any) -> tuple[str, str]:
    """The place and reason for which a thing cannot be made."""
    with pytest.raises(Fault) as caught:
        Thing(**{"id": "t", **values})
    (problem,) = caught.value.problems
    return problem.place, problem.code


class TestTypesAreExact:
    """`"no"` is no boolean, `1.9` is no integer, `True` is no number, a `float` is no amount."""

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("flag", "no"),
            ("flag", 1),
            ("colour", "red"),
            ("day", "2023-01-01"),
            ("day", dt.datetime(2023, 1, 1, tzinfo=dt.UTC)),
            ("pay", 1),
            ("pay", 1.5),
            ("pay", True),
            ("grade", 1.9),
            ("grade", True),
            ("grade", "1"),
            ("number", True),
            ("words", 5),
            ("words", b"bytes"),
            ("names", ["a"]),
            ("names", "a"),
            ("points", [("a", 1)]),
            ("leaf", Text("a", "a")),
            ("leaves", [Leaf()]),
        ],
    )
    def test_refused(self, field: str, value: object) -> None:
        assert refused(**{field: value}) == (field, "expected")

    @pytest.mark.parametrize("field", ["number", "mixed"])
    @pytest.mark.parametrize("value", [0.5, Decimal("0.5"), float("nan")])
    def test_what_is_not_exact_is_told_so(self, field: str, value: object) -> None:
        assert refused(**{field: value}) == (field, "inexact")
        facts: dict[str, Any] = {field: value}
        with pytest.raises(Fault, match=rf"^{field} \(t\): is a "):
            Thing(id="t", **facts)

    @pytest.mark.parametrize(
        ("field", "value", "place"),
        [
            ("names", (1,), "names[0]"),
            ("names", ("a", None), "names[1]"),
            ("points", {1: 1}, "points.1"),
            ("points", {"a": 1.5}, "points.a"),
            ("rates", {"a": True}, "rates.a"),
            ("leaves", (Leaf(), 1), "leaves[1]"),
        ],
    )
    def test_items_too(self, field: str, value: object, place: str) -> None:
        assert refused(**{field: value}) == (place, "expected")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("flag", True),
            ("colour", Colour.RED),
            ("day", dt.date(2023, 1, 1)),
            ("day", None),
            ("pay", Yuan(0)),
            ("grade", 4),
            ("number", Fraction(1, 2)),
            ("mixed", True),
            ("mixed", "words"),
            ("mixed", None),
            ("mixed", 1),
            ("names", ()),
            ("names", ("a",)),
            ("points", {"a": Fraction(1, 2)}),
            ("leaf", Oak()),
            ("leaves", (Oak(), Leaf())),
        ],
    )
    def test_accepted(self, field: str, value: object) -> None:
        assert getattr(Thing(**{"id": "t", field: value}), field) == value  # type: ignore[arg-type]  # any field


class TestAbsence:
    """`None` and `UNSTATED` are allowed only where written."""

    def test_unstated_where_no_field_may_be(self) -> None:
        assert refused(id=UNSTATED) == ("id", "absent")
        assert refused(points=UNSTATED) == ("points", "absent")
        assert refused(leaves=UNSTATED) == ("leaves", "absent")

    def test_none_where_none_says_nothing(self) -> None:
        for field in ("id", "words", "flag", "pay", "names", "points", "grade"):
            assert refused(**{field: None}) == (field, "null")

    def test_unstated_where_it_may_be(self) -> None:
        thing = Thing(id="t")
        assert {getattr(thing, name) for name in ("words", "flag", "pay", "names", "grade", "mixed", "rates")} == {UNSTATED}


class TestLimits:
    """Amounts and grades keep their limits; days lie in the years 1900 to 2199."""

    def test_numbers(self) -> None:
        assert refused(pay=Yuan(-1)) == ("pay", "too-small")
        assert refused(grade=0) == ("grade", "too-small")
        assert refused(grade=5) == ("grade", "too-large")

    def test_days(self) -> None:
        assert refused(day=dt.date(1899, 12, 31)) == ("day", "bad-date")
        assert refused(day=dt.date(2200, 1, 1)) == ("day", "bad-date")


class TestText:
    """Text that is empty or endless, or steers a terminal, and ids that look like identity numbers are refused."""

    @pytest.mark.parametrize(
        ("field", "value", "code"),
        [
            ("id", "", "empty"),
            ("id", "   ", "empty"),
            ("id", "　", "empty"),  # an ideographic space
            ("words", "\n", "empty"),
            ("mixed", "", "empty"),
            ("id", "x" * (ID_LIMIT + 1), "too-long"),
            ("words", "x" * (TEXT_LIMIT + 1), "too-long"),
            ("words", "a\x00b", "control-characters"),
            ("words", "\x1b[2J", "control-characters"),
            ("words", "\ud800", "control-characters"),
            ("words", "a\x85b", "control-characters"),
            ("id", "a\nb", "control-characters"),
            ("id", "a\tb", "control-characters"),
            ("id", "w\u202e1", "control-characters"),  # a mark that turns the direction of writing
            ("id", "w\u200b1", "control-characters"),  # a space of no width
            ("id", "w\u20281", "control-characters"),
            ("mixed", "a\x07", "control-characters"),
            ("id", "330481199001011234", "identity-number"),
        ],
    )
    def test_refused(self, field: str, value: str, code: str) -> None:
        assert refused(**{field: value}) == (field, code)
        if field == "id":
            assert refused(names=(value,)) == ("names[0]", code)

    @pytest.mark.parametrize(
        "value",
        ["a", "甲", "x" * ID_LIMIT, "two words", "全角　空格", "\U00031350\U0002a6df", "é", "-", "0", "👷"],
    )
    def test_accepted(self, value: str) -> None:
        assert Thing(id=value, words=value).id == value

    def test_names_in_a_table_are_ids(self) -> None:
        assert refused(points={"\x1b[2J": 1}) == ("points.�[2J", "control-characters")
        assert refused(points={"": 1}) == ("points.", "empty")

    def test_text_may_have_lines_and_joined_characters(self) -> None:
        assert Thing(id="t", words="one\r\n\ttwo\u200dthree").words == "one\r\n\ttwo\u200dthree"

    @given(st.text(max_size=40), st.booleans())
    def test_what_passes_can_be_written_and_shown(self, text: str, identifier: bool) -> None:  # noqa: FBT001  # drawn
        problems: tuple[Problem, ...] = ()
        try:
            check_text(text, "here", identifier=identifier)
        except Fault as fault:
            problems = fault.problems
        assert all(problem.place == "here" and text not in dict(problem.details).values() for problem in problems)
        if not problems:
            assert text.encode().decode() == text
            assert not any(ord(character) < 32 and character not in "\t\r\n" for character in text)


class TestIdentityNumbers:
    """An id must be opaque: whatever holds a mainland identity number is refused, however it is written."""

    @pytest.mark.parametrize(
        "value",
        [
            "330481199001011234",
            "33048119900101123X",
            "33048119900101123x",
            "330481 19900101 1234",
            "330481-19900101-1234",
            "330481\u201319900101\u20131234",
            "３３０４８１１９９００１０１１２３４",
            "ID330481199001011234",
            "张三330481199001011234",
            "33048119900101123444",  # a certificate of disability: identity number, category, grade
            "330481900101123",  # as issued before 1999
            "33048119900101123X43",
        ],
    )
    def test_found(self, value: str) -> None:
        assert looks_like_identity_number(value)

    @pytest.mark.parametrize(
        "value",
        [
            "w-000000000000001",
            "91350100M000100Y43",  # a credit code
            "330481199013011234",  # no such month
            "330481199001321234",  # no such day
            "330481179001011234",  # no such century
            "3304811990010112",
            "6222020200000000000",
            "20230630-0000001",
            "123e4567-e89b-12d3-a456-426614174000",
        ],
    )
    def test_not_found(self, value: str) -> None:
        assert not looks_like_identity_number(value)


class TestPersonal:
    """Sensitive personal information is kept out of `repr`."""

    def test_not_shown(self) -> None:
        assert "1234.00" not in repr(Thing(id="t", pay=Yuan.of(1234)))
        assert not limits_of(attrs.fields_dict(Thing)["words"]).personal


class TestDeclarations:
    """One annotation and one term per field say everything the other rooms need."""

    def test_shapes(self) -> None:
        assert shape_of(dt.date | None | Unstated) == Shape(frozenset({dt.date}), none=True, unstated=True)
        assert shape_of(tuple[str, ...] | Unstated) == Shape(frozenset({str}), many=True, unstated=True)
        assert shape_of(Mapping[str, int | Fraction]) == Shape(frozenset({int, Fraction}), keyed=True)
        assert shape_of(tuple[int | Fraction, ...]).classes == {int, Fraction}
        assert shape_of(bool).cls is bool
        assert shape_of(Leaf | None).families == (Leaf,)

    @pytest.mark.parametrize(
        ("annotation", "words"),
        [
            (bool, "yes or no (true or false)"),
            (int | Fraction, "an exact number or a whole number"),
            (tuple[str, ...], "a list, in brackets [ … ]"),
            (Mapping[str, int], "a table of names and values, { name = value, … }"),
            (Yuan, "an amount of money"),
            (Leaf, "a Leaf"),
        ],
    )
    def test_words_for_what_is_wanted(self, annotation: Any, words: str) -> None:
        assert kind_words(shape_of(annotation))[1] == words

    def test_terms(self) -> None:
        assert Colour.RED.text == Text("红", "red")
        assert str(Colour.RED) == "red"
        limits = limits_of(attrs.fields_dict(Thing)["grade"])
        assert (limits.name, limits.at_least, limits.at_most, limits.note) == (Text("等级", "grade"), 1, 4, None)

    def test_results_are_checked_when_they_are_read(self) -> None:
        @attrs.frozen(kw_only=True, field_transformer=described)
        class Result:
            grade: int = attrs.field(metadata=term("等级", "grade", at_least=1, note=("注", "note")))
            pay: int = attrs.field(default=0, metadata=term("金额", "pay", personal=True))

        field = attrs.fields_dict(Result)["grade"]
        assert Result(grade=0, pay=77).grade == 0
        assert "77" not in repr(Result(grade=0, pay=77))
        with pytest.raises(Fault):
            checks_of(Result)["grade"](None, field, 0)

    def test_facts_are_frozen_slotted_and_named(self) -> None:
        @attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
        class Small:
            id: str = attrs.field(metadata=term("编号", "id", identifier=True))

        small = Small(id="a")
        assert not hasattr(small, "__dict__")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            small.id = "b"  # type: ignore[misc]  # that is the point
        with pytest.raises(TypeError):
            Small("a")  # type: ignore[call-arg]  # as above
