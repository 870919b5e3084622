"""Statements as measures: what is attested, what a panel marks, and how a measure stood in an earlier period."""

import enum
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, ClassVar, Final

import attrs

from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import Maybe, term
from common_prosperity.measures.conditions import Value
from common_prosperity.measures.formulas import or_none
from common_prosperity.measures.how import Gap, How, Natural, Sources
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Number, Options, Text, numeral
from common_prosperity.quantities.bounds import tidy


class StatementKind(enum.StrEnum):
    """What an attestation answers with."""

    YES_NO = "yes_no"
    NUMBER = "number"
    CHOICE = "choice"


def answer(value: object, kind: StatementKind) -> object:
    """A statement as it answers a question: text that is a number as that number, a whole number as the option so called."""
    if kind is StatementKind.NUMBER:
        return numeral(value)
    return str(value) if kind is StatementKind.CHOICE and value.__class__ is int else value


def labelled(options: Iterable[str] | Mapping[str, Text]) -> Mapping[str, Text]:
    """Options by id with what they are called; by their ids where nobody says."""
    return options if isinstance(options, Mapping) else {option: Text.same(option) for option in options}


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Attested(How):
    """A stated fact (申报事项): `attested = { of = "insured", kind = "yes_no" }`.

    A stated none (`无`) is no, the option `none`, or no such number; under `none = 0` it is that number. A number may be stated
    as text, `"14.99"`, `"5%"` or `"2/3"`, and is read exactly; an option may be a whole number, and may be stated by what it is
    called. With `verified = true` only the value counts that an evaluator found, or the claimed one where all its evidence is
    verified.
    """

    tag: ClassVar[str] = "attested"
    of: str = attrs.field(metadata=term("事项", "statement"))
    kind: StatementKind = attrs.field(
        default=StatementKind.NUMBER,
        metadata=term(
            "类型",
            "kind",
            note=("文件中省略时由单位确定", "left out in a file, it follows from the unit: yes_no, choice, otherwise number"),
        ),
    )
    options: Mapping[str, Text] = attrs.field(
        factory=dict,
        converter=labelled,
        metadata=term("选项", "options", note=("编号列表，或编号及其名称", "a list of ids, or ids with what they are called")),
    )
    none: Maybe[int | Fraction] = attrs.field(
        default=UNSTATED,
        metadata=term(
            "“无”视为", "none counts as", note=("不写时，“无”没有数值可比", "left out, there is no number to compare")
        ),
    )
    between: tuple[int | Fraction, ...] = attrs.field(
        default=(),
        metadata=term("数值范围", "between", note=("[最低, 最高]，均含", "[lowest, highest], both included")),
    )
    signed: bool = attrs.field(default=False, metadata=term("可为负", "may be negative"))
    verified: bool = attrs.field(default=False, metadata=term("仅计核定值", "verified only"))

    def natural(self, _natural: Any) -> Value:
        """Yes or no, any number, or any of the options."""
        if self.kind is StatementKind.YES_NO:
            return Bounds(0, 1)
        if self.kind is StatementKind.CHOICE:
            return Options(frozenset({*self.options, "none"}) if self.options else None)
        low, high = self.between or (None if self.signed else 0, None)
        return Bounds(low, high, None if self.none is UNSTATED else True)

    def answer(self, value: object) -> Any:
        """A stated value as what is asked for: a number that was written as text, an option by its id."""
        found = answer(value, self.kind)
        if self.kind is StatementKind.CHOICE and isinstance(found, str) and found not in self.options:
            return next((option for option, label in self.options.items() if found in (label.zh, label.en)), found)
        return found

    def value(self, sources: Sources) -> Value:
        """What was stated."""
        return self.stated(sources.attestation(self.of, verified=self.verified))

    def stated(self, value: object) -> Value:
        """A stated value as bounds or options; the whole range where it is unstated."""
        value = self.answer(value)
        if value is None:
            if self.kind is StatementKind.CHOICE:
                return Options(frozenset({"none"}))
            if self.kind is StatementKind.YES_NO:
                return Bounds(0, 0)
            return NOT_APPLICABLE if self.none is UNSTATED else Bounds(self.none, self.none)
        if isinstance(value, str):
            return Options(frozenset({value}))
        if isinstance(value, int | Fraction):
            return Bounds(int(value), int(value)) if isinstance(value, bool) else Bounds(value, value)
        return self.natural(None)

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """The statement itself."""
        if not self.value(sources).settled:
            yield Gap("verifications" if self.verified else "attestations", self.of)


class Averaging(enum.StrEnum):
    """How a panel's marks become one (评委分的合成)."""

    MEAN = "mean"
    MEDIAN = "median"
    TRIMMED_MEAN = "trimmed_mean"
    """The mean without one highest and one lowest mark (去掉一个最高分和一个最低分): it takes three marks at least."""


LEAST_TO_TRIM: Final = 3
"""So many marks it takes to leave the highest and the lowest out; those that are missing are still to be given."""


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class PanelMarks(How):
    """The marks of a panel: `marks = { of = "plan", between = [0, 10], average = "trimmed_mean" }`."""

    tag: ClassVar[str] = "marks"
    of: str = attrs.field(metadata=term("评分项", "criterion"))
    between: tuple[int | Fraction, ...] = attrs.field(metadata=term("分数范围", "between"))
    average: Averaging = attrs.field(default=Averaging.MEAN, metadata=term("合成方式", "average"))

    def natural(self, _natural: Any) -> Value:
        """From the lowest to the highest mark."""
        return Bounds(self.between[0], self.between[1])

    def value(self, sources: Sources) -> Value:
        """The average, with every missing mark taken at its lowest and at its highest."""
        given = sources.marks(self.of)
        if not given:
            return self.natural(None)
        low, high = self.between
        if self.average is Averaging.TRIMMED_MEAN:
            given += (UNSTATED,) * (LEAST_TO_TRIM - len(given))
        lows = [mark if isinstance(mark, int | Fraction) else low for mark in given]
        highs = [mark if isinstance(mark, int | Fraction) else high for mark in given]
        return Bounds(average(lows, self.average), average(highs, self.average))

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """The ratings of the criterion."""
        if not self.value(sources).settled:
            yield Gap("ratings", self.of)


def average(marks: list[Number], averaging: Averaging) -> Number:
    """One number for several marks, three or more where they are trimmed."""
    ranked = sorted(marks)
    if averaging is Averaging.TRIMMED_MEAN:
        ranked = ranked[1:-1]
    if averaging is Averaging.MEDIAN:
        ranked = ranked[(len(ranked) - 1) // 2 : len(ranked) // 2 + 1]
    return tidy(Fraction(sum(ranked)) / len(ranked))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Earlier(How):
    """A measure as it stood in an earlier period: `earlier = { of = "people_employed", years = 1 }`."""

    tag: ClassVar[str] = "earlier"
    of: str = attrs.field(metadata=term("指标", "measure"))
    years: int = attrs.field(default=1, metadata=term("早几年", "years before", at_least=1))

    def inputs(self) -> Iterator[str]:
        """The measure, for its range."""
        yield self.of

    def natural(self, natural: Natural) -> Value:
        """The range of the measure itself, or none: there may have been no such figure then."""
        return or_none(natural(self.of))

    def value(self, sources: Sources) -> Value:
        """The figure established then."""
        choice = isinstance(sources.range(self.of), Options)
        value = answer(sources.past(self.of, self.years), StatementKind.CHOICE if choice else StatementKind.NUMBER)
        if value is None:
            return Options(frozenset({"none"})) if choice else NOT_APPLICABLE
        if isinstance(value, str):
            return Options(frozenset({value}))
        if isinstance(value, int | Fraction):
            return Bounds(int(value), int(value)) if isinstance(value, bool) else Bounds(value, value)
        return or_none(sources.range(self.of))

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """The earlier figure."""
        if not self.value(sources).settled:
            yield Gap("history", self.of)
