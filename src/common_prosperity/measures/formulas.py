"""Formulas: measures made of other measures, of parameters and of plain numbers, one operation each."""

import enum
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import reduce
from typing import Any, ClassVar, Final

import attrs

from common_prosperity.facts.fields import declared, term
from common_prosperity.measures.conditions import Condition, Lookup, Value
from common_prosperity.measures.how import Gap, How, Natural, Sources
from common_prosperity.quantities import NOT_APPLICABLE, Bounds, Number, Options
from common_prosperity.quantities.bounds import tidy
from common_prosperity.quantities.truth import FALSE, TRUE, Truth

Operand = int | Fraction | str
"""A number, or the name of a measure or parameter."""

OF: Final = term("运算对象", "of")


def operand(value: Operand, sources: Sources) -> Bounds:
    """The bounds of an operand."""
    found = sources.value(value) if isinstance(value, str) else Bounds(value, value)
    return found if isinstance(found, Bounds) else Bounds()


def operand_names(values: tuple[Operand, ...]) -> Iterator[str]:
    """The operands that are names."""
    return (value for value in values if isinstance(value, str))


class Formula(How):
    """A formula over operands; what is missing for an operand is missing for the formula."""

    of: tuple[Operand, ...]
    combine: ClassVar[Callable[[Bounds, Bounds], Bounds]]

    def inputs(self) -> Iterator[str]:
        """The operands that are names."""
        return operand_names(self.of)

    def natural(self, natural: Natural) -> Value:
        """Combine the ranges of the operands."""
        ranges = [natural(value) if isinstance(value, str) else Bounds(value, value) for value in self.of]
        return reduce(type(self).combine, [found if isinstance(found, Bounds) else Bounds() for found in ranges])

    def value(self, sources: Sources) -> Value:
        """Combine the bounds of the operands."""
        return reduce(type(self).combine, [operand(value, sources) for value in self.of])

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """What is missing for any operand."""
        for name in self.inputs():
            yield from sources.gaps(name)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Ratio(Formula):
    """One quantity divided by another: `ratio = ["wages_paid", "person_months_paid"]`; not applicable for divisor zero."""

    tag: ClassVar[str] = "ratio"
    combine = Bounds.__truediv__
    of: tuple[int | Fraction | str, ...] = attrs.field(metadata=OF)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Total(Formula):
    """The sum of quantities: `total = ["a", "b"]`."""

    tag: ClassVar[str] = "total"
    combine = Bounds.__add__
    of: tuple[int | Fraction | str, ...] = attrs.field(metadata=OF)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Difference(Formula):
    """The first quantity less the others: `difference = ["a", "b"]`."""

    tag: ClassVar[str] = "difference"
    combine = Bounds.__sub__
    of: tuple[int | Fraction | str, ...] = attrs.field(metadata=OF)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Product(Formula):
    """Quantities multiplied: `product = ["shortfall", "average_wage"]`."""

    tag: ClassVar[str] = "product"
    combine = Bounds.__mul__
    of: tuple[int | Fraction | str, ...] = attrs.field(metadata=OF)


def _bound(
    value: Number | None, other: Number | None, pick: Callable[[Number, Number], Number], *, keep: bool
) -> Number | None:
    if value is None or other is None:
        return (other if value is None else value) if keep else None
    return pick(value, other)


def _smaller(left: Bounds, right: Bounds) -> Bounds:
    if left.applies is False or right.applies is False:
        return NOT_APPLICABLE
    applies = True if left.applies and right.applies else None
    return Bounds(_bound(left.lower, right.lower, min, keep=False), _bound(left.upper, right.upper, min, keep=True), applies)


def _larger(left: Bounds, right: Bounds) -> Bounds:
    return -_smaller(-left, -right)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class LeastOf(Formula):
    """The smallest of quantities, a cap: `least_of = ["own_wage", "wage_cap"]`."""

    tag: ClassVar[str] = "least_of"
    combine = _smaller
    of: tuple[int | Fraction | str, ...] = attrs.field(metadata=OF)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class GreatestOf(Formula):
    """The largest of quantities, a floor: `greatest_of = ["excess", 0]`."""

    tag: ClassVar[str] = "greatest_of"
    combine = _larger
    of: tuple[int | Fraction | str, ...] = attrs.field(metadata=OF)


READINGS: Final = "readings"
"""Stands in gaps for a reading of the text that only its issuer can settle."""


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Readings(Formula):
    """What the text leaves open (原文未定): any value from its least to its greatest reading, `readings = [10_000, 20_000]`.

    No fact settles it, only the issuer can; a decision that depends on it is doubtful.
    """

    tag: ClassVar[str] = READINGS
    combine = Bounds.hull
    of: tuple[int | Fraction | str, ...] = attrs.field(metadata=OF)

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """What is missing for any operand; where nothing is, the text itself is."""
        missing = list(Formula.gaps(self, sources))
        yield from missing or ([] if self.value(sources).settled else [Gap(READINGS)])


class Rounding(enum.StrEnum):
    """How a number is brought to a multiple of a step."""

    DOWN = "down"
    UP = "up"
    HALF_UP = "half_up"


def round_to(value: Number, step: Number, mode: Rounding) -> Number:
    """The multiple of `step` that the mode prescribes; `half_up` sends a tie away from zero."""
    steps = Fraction(value) / Fraction(step)
    if mode is Rounding.HALF_UP:
        whole = (abs(steps) + Fraction(1, 2)).__floor__()
        whole = whole if steps >= 0 else -whole
    else:
        whole = steps.__floor__() if mode is Rounding.DOWN else steps.__ceil__()
    return tidy(Fraction(whole * step))


def round_bounds(bounds: Bounds, step: Number, mode: Rounding) -> Bounds:
    """Rounding of both ends; rounding never changes an order."""
    return Bounds(
        None if bounds.lower is None else round_to(bounds.lower, step, mode),
        None if bounds.upper is None else round_to(bounds.upper, step, mode),
        bounds.applies,
    )


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Rounded(How):
    """A quantity brought to a multiple of a step, the one place but for totals where a scheme rounds."""

    tag: ClassVar[str] = "rounded"
    of: str = attrs.field(metadata=OF)
    to: int | Fraction = attrs.field(default=1, metadata=term("步长", "step"))
    mode: Rounding = attrs.field(default=Rounding.HALF_UP, metadata=term("方式", "mode"))

    def inputs(self) -> Iterator[str]:
        """The quantity rounded."""
        yield self.of

    def natural(self, natural: Natural) -> Value:
        """The rounded range."""
        found = natural(self.of)
        return round_bounds(found, self.to, self.mode) if isinstance(found, Bounds) else Bounds()

    def value(self, sources: Sources) -> Value:
        """The rounded bounds."""
        return round_bounds(operand(self.of, sources), self.to, self.mode)

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """What is missing for the quantity."""
        yield from sources.gaps(self.of)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Case:
    """A value that holds where a condition does; without a condition, in all other cases."""

    value: int | Fraction | str = attrs.field(metadata=term("取值", "value"))
    when: Condition | None = attrs.field(default=None, metadata=term("条件", "when"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class First(How):
    """The value of the first case whose condition is met; not applicable where none is."""

    tag: ClassVar[str] = "first"
    of: tuple[Case, ...] = attrs.field(metadata=term("情形", "cases"))

    def inputs(self) -> Iterator[str]:
        """Every name a condition or value mentions."""
        for case in self.of:
            if isinstance(case.value, str):
                yield case.value
            if case.when is not None:
                yield from case.when.names()

    def natural(self, natural: Natural) -> Value:
        """The hull of all cases."""
        return self._hull(natural, lambda _: TRUE | FALSE)

    def value(self, sources: Sources) -> Value:
        """The hull of every case that may be the first to hold."""
        return self.among(sources.value)

    def among(self, lookup: Lookup) -> Value:
        """The hull of every case that may be the first to hold, given what is known of each name."""
        return self._hull(lookup, lambda condition: condition.judge(lookup))

    def _hull(self, lookup: Callable[[str], Value], judge: Callable[[Condition], Truth]) -> Value:
        found: Bounds | None = None
        for case in self.of:
            truth = TRUE if case.when is None else judge(case.when)
            if truth & TRUE:
                value = lookup(case.value) if isinstance(case.value, str) else Bounds(case.value, case.value)
                bounds = value if isinstance(value, Bounds) else Bounds()
                found = bounds if found is None else found.hull(bounds)
            if truth == TRUE:
                return NOT_APPLICABLE if found is None else found
        return NOT_APPLICABLE if found is None else found.hull(NOT_APPLICABLE)

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """What is missing for the conditions, and for the values that may hold."""
        for case in self.of:
            truth = TRUE if case.when is None else case.when.judge(sources.value)
            if case.when is not None and truth not in (TRUE, FALSE):
                for name in case.when.names():
                    yield from sources.gaps(name)
            if truth & TRUE and isinstance(case.value, str):
                yield from sources.gaps(case.value)
            if truth == TRUE:
                return


class StatementKind(enum.StrEnum):
    """What an attestation answers with."""

    YES_NO = "yes_no"
    NUMBER = "number"
    CHOICE = "choice"


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Attested(How):
    """A stated fact (申报事项): `attested = { of = "insured", kind = "yes_no" }`.

    A stated none (`无`) is no, no such number, or the option `none`. With `verified = true` only the value counts that an
    evaluator found, or the claimed one where all its evidence is verified.
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
    options: tuple[str, ...] = attrs.field(default=(), metadata=term("选项", "options"))
    signed: bool = attrs.field(default=False, metadata=term("可为负", "may be negative"))
    verified: bool = attrs.field(default=False, metadata=term("仅计核定值", "verified only"))

    def natural(self, _natural: Any) -> Value:
        """Yes or no, any number, or any of the options."""
        if self.kind is StatementKind.YES_NO:
            return Bounds(0, 1)
        if self.kind is StatementKind.CHOICE:
            return Options(frozenset({*self.options, "none"}) if self.options else None)
        return Bounds(None if self.signed else 0, None, None)

    def value(self, sources: Sources) -> Value:
        """What was stated."""
        return self.stated(sources.attestation(self.of, verified=self.verified))

    def stated(self, value: object) -> Value:
        """A stated value as bounds or options; the whole range where it is unstated."""
        if value is None:
            if self.kind is StatementKind.CHOICE:
                return Options(frozenset({"none"}))
            return Bounds(0, 0) if self.kind is StatementKind.YES_NO else NOT_APPLICABLE
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
    """The mean without one highest and one lowest mark (去掉一个最高分和一个最低分)."""


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
        lows = [mark if isinstance(mark, int | Fraction) else low for mark in given]
        highs = [mark if isinstance(mark, int | Fraction) else high for mark in given]
        return Bounds(average(lows, self.average), average(highs, self.average)).clamped(low, high)

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """The ratings of the criterion."""
        if not self.value(sources).settled:
            yield Gap("ratings", self.of)


def average(marks: list[Number], averaging: Averaging) -> Number:
    """One number for several marks; trimming needs at least three."""
    ranked = sorted(marks)
    if averaging is Averaging.TRIMMED_MEAN and len(ranked) > 2:
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
        return _or_none(natural(self.of))

    def value(self, sources: Sources) -> Value:
        """The figure established then."""
        value = sources.past(self.of, self.years)
        if value is None:
            return Options(frozenset({"none"})) if isinstance(sources.range(self.of), Options) else NOT_APPLICABLE
        if isinstance(value, str):
            return Options(frozenset({value}))
        if isinstance(value, int | Fraction):
            return Bounds(int(value), int(value)) if isinstance(value, bool) else Bounds(value, value)
        return _or_none(sources.range(self.of))

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """The earlier figure."""
        if not self.value(sources).settled:
            yield Gap("history", self.of)


def _or_none(found: Value) -> Value:
    """The same range, from which nothing may come as well."""
    if isinstance(found, Options):
        return Options(None if found.possible is None else found.possible | {"none"})
    return found.hull(NOT_APPLICABLE)
