"""A scheme (评定办法): a published set of rules as data, which asks facts and gives points and grades.

Nothing in a scheme is executed. Every clause has an id, a label, a source, and may say why it is asked and what would
mend it. A clause's numbers are `printed` in the source, `derived` from its figures, or `illustrative`, our own choice.
"""

import calendar
import datetime as dt
import enum
import functools
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from importlib import import_module
from typing import Final

import attrs

from common_prosperity.facts.canonical import digest, plain
from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import Maybe, term
from common_prosperity.facts.places import Region
from common_prosperity.measures.cases import Case, First
from common_prosperity.measures.conditions import Condition, Value
from common_prosperity.measures.definition import Measure, MeasureLine, Parameter, Unit
from common_prosperity.measures.given import plain_ranges
from common_prosperity.measures.how import Derived
from common_prosperity.measures.measurements import natural_range
from common_prosperity.measures.rounding import Rounding, round_bounds
from common_prosperity.quantities import UNSTATED, Bounds, Number, Period, Text
from common_prosperity.schemes.points import Shape, best_of

POINTS: Final = "points"
"""In a condition, the total of points; `points:SECTION` is that of a section."""


GRADE: Final = "grade"
"""In a condition of an amount, the grade that follows, or `none`."""
ELIGIBLE: Final = "eligible"
"""In a condition of an amount, whether the workshop is eligible."""


class Basis(enum.StrEnum):
    """Where a clause's numbers come from (数值依据)."""

    PRINTED = "printed"
    DERIVED = "derived"
    ILLUSTRATIVE = "illustrative"


class Force(enum.StrEnum):
    """Whether a breach refuses or only warns."""

    REQUIRED = "required"
    ADVISED = "advised"


class SectionKind(enum.StrEnum):
    """How a section enters the total (部分性质)."""

    BASE = "base"
    BONUS = "bonus"
    DEDUCTION = "deduction"


class Direction(enum.StrEnum):
    """Which way a criterion's measure helps."""

    MORE = "more"
    LESS = "less"


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Clause:
    """What requirements, vetoes and criteria have in common."""

    id: str = attrs.field(metadata=term("条款编号", "id", identifier=True))
    label: Text = attrs.field(metadata=term("名称", "label"))
    source: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("依据", "source"))
    basis: Basis = attrs.field(default=Basis.PRINTED, metadata=term("数值依据", "basis"))
    why: Maybe[Text] = attrs.field(default=UNSTATED, metadata=term("理由", "why"))
    remedy: Maybe[Text] = attrs.field(default=UNSTATED, metadata=term("补救", "remedy"))
    applies: Condition | None = attrs.field(default=None, metadata=term("适用条件", "applies"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Requirement(Clause):
    """What must be met (资格条件)."""

    condition: Condition = attrs.field(metadata=term("条件", "condition"))
    force: Force = attrs.field(default=Force.REQUIRED, metadata=term("效力", "force"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Veto(Clause):
    """What excludes whatever the points (一票否决): incurred when its condition is met."""

    condition: Condition = attrs.field(metadata=term("情形", "condition"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Criterion(Clause):
    """What earns points (评分项)."""

    measure: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("指标", "measure"))
    better: Maybe[Direction] = attrs.field(default=UNSTATED, metadata=term("方向", "better"))
    points: Shape = attrs.field(metadata=term("计分", "points"))

    @functools.cached_property
    def most(self) -> Number | None:
        """The most points it can give; `None` where there is no cap."""
        return self.points.limits()[1]


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Section:
    """Criteria that are summed and capped together (评分部分)."""

    id: str = attrs.field(metadata=term("部分编号", "id", identifier=True))
    label: Text = attrs.field(metadata=term("名称", "label"))
    kind: SectionKind = attrs.field(default=SectionKind.BASE, metadata=term("性质", "kind"))
    cap: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("封顶", "cap", at_least=0))
    best: Maybe[int] = attrs.field(
        default=UNSTATED,
        metadata=term(
            "取最高几项", "best", at_least=1, note=("只计得分最高的几项", "only so many criteria count, the best ones")
        ),
    )
    criteria: tuple[Criterion, ...] = attrs.field(metadata=term("评分项", "criteria"))

    def limits(self) -> tuple[Number, Number | None]:
        """The fewest and the most points the section can add to the total, below zero for a deduction."""
        ranges = [criterion.points.limits() for criterion in self.criteria]
        each = [Bounds(min(least, 0), None if most is None else max(most, 0)) for least, most in ranges]
        total = best_of(each, len(each) if self.best is UNSTATED else self.best)
        low, high = total.lower, total.upper
        assert low is not None, "every criterion has a least number of points"
        if self.cap is not UNSTATED:
            low, high = min(low, self.cap), self.cap if high is None else min(high, self.cap)
        if self.kind is SectionKind.DEDUCTION:
            assert high is not None, "the reader refuses a deduction without a cap"
            return -high, -low
        return low, high


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Grade:
    """A title, star or grade (等级): edges on the total, and what it asks besides."""

    id: str = attrs.field(metadata=term("等级编号", "id", identifier=True))
    label: Text = attrs.field(metadata=term("名称", "label"))
    at_least: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("以上（含）", "at least"))
    more_than: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("超过（不含）", "more than"))
    at_most: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("以下（含）", "at most"))
    less_than: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("不满（不含）", "less than"))
    requires: Condition | None = attrs.field(default=None, metadata=term("另需条件", "requires"))
    source: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("依据", "source"))
    basis: Basis = attrs.field(default=Basis.PRINTED, metadata=term("数值依据", "basis"))

    @functools.cached_property
    def besides(self) -> Requirement | None:
        """What it asks besides points, as a clause of its own."""
        if self.requires is None:
            return None
        return Requirement(id=self.id, label=self.label, condition=self.requires, source=self.source, basis=self.basis)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Amount:
    """A quantity that follows from the facts, the points or the grade (应得与应缴), such as a subsidy, a levy or a quota.

    Its value is that of the first case whose condition is met, times a quantity where one is named. Conditions may ask
    for `grade`, `eligible`, `points` and any measure.
    """

    id: str = attrs.field(metadata=term("编号", "id", identifier=True))
    label: Text = attrs.field(metadata=term("名称", "label"))
    unit: Unit = attrs.field(metadata=term("单位", "unit"))
    first: tuple[Case, ...] = attrs.field(metadata=term("情形", "first"))
    times: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("乘以", "times"))
    source: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("依据", "source"))

    def names(self) -> Iterator[str]:
        """Every name the amount depends on."""
        yield from First(of=self.first).inputs()
        if isinstance(self.times, str):
            yield self.times


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Effective:
    """The days on which a scheme is in force (施行日期)."""

    since: dt.date = attrs.field(metadata=term("施行", "since"))
    until: Maybe[dt.date | None] = attrs.field(default=UNSTATED, metadata=term("失效", "until"))
    announced: Maybe[dt.date] = attrs.field(default=UNSTATED, metadata=term("公布", "announced"))
    basis: Basis = attrs.field(
        default=Basis.PRINTED,
        metadata=term("日期依据", "basis", note=("施行、失效日期是否载于原文", "whether the source prints these days")),
    )
    lag: int = attrs.field(
        default=0,
        metadata=term(
            "评定滞后",
            "lag",
            at_least=0,
            at_most=10,
            note=(
                "评定的是几年前的期间，如评定上一年度为 1",
                "how many years ago the periods are that it rates: 1 for the year before",
            ),
        ),
    )

    @property
    def first(self) -> dt.date:
        """The first day on which a period may end that it speaks of."""
        return _years_before(self.since, self.lag)

    @property
    def last(self) -> dt.date | None:
        """The last day on which a period may end that it speaks of; `None` without end."""
        return _years_before(self.until, self.lag) if isinstance(self.until, dt.date) else None


def _years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years before; the 28th where there is no 29 February."""
    if not years:
        return day
    year = day.year - years
    return dt.date(year, 2, 28) if (day.month, day.day) == (2, 29) and not calendar.isleap(year) else day.replace(year=year)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class TotalRules:
    """What holds for the total (总分规则): its declared size, its floor and ceiling, and how it is rounded."""

    total: Maybe[int | Fraction] = attrs.field(
        default=UNSTATED,
        metadata=term("基本分满分", "total", note=("基本分之和，供核对", "what the base sections add up to, to check against")),
    )
    floor: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("最低", "floor"))
    ceiling: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("最高", "ceiling"))
    round_to: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("取整步长", "round to"))
    rounding: Rounding = attrs.field(default=Rounding.HALF_UP, metadata=term("取整方式", "rounding"))


class Standing(enum.StrEnum):
    """Whether a scheme speaks about a period at all."""

    IN_FORCE = "in_force"
    NOT_IN_FORCE = "not_in_force"
    EXPIRED = "expired"


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Scheme:
    """A published set of rules, complete with the definitions of every measure it asks for."""

    id: str = attrs.field(metadata=term("办法编号", "id", identifier=True))
    edition: str = attrs.field(metadata=term("版本", "edition"))
    label: Text = attrs.field(metadata=term("名称", "label"))
    issuer: Text = attrs.field(metadata=term("制定机关", "issuer"))
    jurisdiction: Maybe[Region] = attrs.field(default=UNSTATED, metadata=term("适用地区", "jurisdiction"))
    effective: Effective = attrs.field(metadata=term("施行期间", "effective"))
    supersedes: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("替代", "supersedes"))
    extends: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("扩展自", "extends"))
    source: str = attrs.field(metadata=term("来源", "source"))
    parameters: Mapping[str, Parameter] = attrs.field(factory=dict, metadata=term("参数", "parameters"))
    measures: Mapping[str, Measure] = attrs.field(factory=dict, metadata=term("指标", "measures"))
    requirements: tuple[Requirement, ...] = attrs.field(default=(), metadata=term("资格条件", "requirements"))
    vetoes: tuple[Veto, ...] = attrs.field(default=(), metadata=term("一票否决", "vetoes"))
    sections: tuple[Section, ...] = attrs.field(default=(), metadata=term("评分部分", "sections"))
    points: TotalRules = attrs.field(factory=lambda: TotalRules(), metadata=term("总分规则", "points"))  # noqa: PLW0108  # typed for the checker
    grades: tuple[Grade, ...] = attrs.field(default=(), metadata=term("等级", "grades"))
    ladder: bool = attrs.field(
        default=False,
        metadata=term(
            "取最高等级", "ladder", note=("为真时取所列第一个符合的等级", "if so, the first grade listed that is met applies")
        ),
    )
    amounts: tuple[Amount, ...] = attrs.field(default=(), metadata=term("应得与应缴", "amounts"))

    def _repr_html_(self) -> str:
        """A notebook's view of the scheme, asked for by name because reports stand below schemes."""
        return str(import_module("common_prosperity.reports").scheme_html(self))

    def standing(self, period: Period) -> Standing:
        """Whether the scheme speaks about a period, by the period's last day."""
        if period.until < self.effective.first:
            return Standing.NOT_IN_FORCE
        last = self.effective.last
        return Standing.EXPIRED if last is not None and period.until > last else Standing.IN_FORCE

    def criteria(self) -> Iterator[tuple[Section, Criterion]]:
        """Every criterion with its section, in order."""
        return ((section, criterion) for section in self.sections for criterion in section.criteria)

    def gates(self) -> Iterator[Requirement | Veto]:
        """Every requirement and veto, in order."""
        yield from self.requirements
        yield from self.vetoes

    def clauses(self) -> Iterator[Clause]:
        """Every requirement, veto and criterion, in order."""
        yield from self.gates()
        yield from (criterion for _, criterion in self.criteria())

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """Every condition on measures, with its place."""
        for kind in ("requirements", "vetoes"):
            for index, clause in enumerate(getattr(self, kind)):
                yield f"$.{kind}[{index}].condition", clause.condition
                if clause.applies is not None:
                    yield f"$.{kind}[{index}].applies", clause.applies
        for at, section in enumerate(self.sections):
            for index, criterion in enumerate(section.criteria):
                place = f"$.sections[{at}].criteria[{index}]"
                if criterion.applies is not None:
                    yield f"{place}.applies", criterion.applies
                for inner, condition in criterion.points.conditions():
                    yield f"{place}.{criterion.points.tag}.{inner}", condition
        for index, grade in enumerate(self.grades):
            if grade.requires is not None:
                yield f"$.grades[{index}].requires", grade.requires

    @functools.cached_property
    def by_id(self) -> Mapping[str, Clause]:
        """Every requirement, veto and criterion by its id, and what grades ask besides points by theirs."""
        besides = (grade.besides for grade in self.grades)
        return {clause.id: clause for clause in (*besides, *self.clauses()) if clause is not None}

    @functools.cached_property
    def asked(self) -> tuple[str, ...]:
        """Names of the measures and parameters that clauses ask for, sorted."""
        names = {name for _, condition in self.conditions() for name in condition.names()}
        names |= {criterion.measure for _, criterion in self.criteria() if isinstance(criterion.measure, str)}
        names |= {name for amount in self.amounts for name in amount.names()}
        return tuple(sorted(name for name in names if not is_outcome(name)))

    @functools.cached_property
    def reckoned(self) -> tuple[str, ...]:
        """Names that are not asked for, and that the amounts are worked out from: what their formulas are made of, sorted."""
        found = {name for amount in self.amounts for name in behind(amount.names(), self.measures)}
        return tuple(sorted(found - set(self.asked)))

    @functools.cached_property
    def spoken(self) -> tuple[MeasureLine, ...]:
        """What the names asked for are called and counted in."""
        names = (*self.asked, *self.reckoned)
        defined = ((name, self.parameters.get(name) or self.measures[name]) for name in names)
        return tuple(MeasureLine(measure=name, label=found.label, unit=found.unit) for name, found in defined)

    @functools.cached_property
    def ranges(self) -> Mapping[str, Bounds]:
        """The numbers that measures can have at all, of those that are no formulas."""
        return plain_ranges(self.measures)

    @functools.cached_property
    def digest(self) -> str:
        """SHA-256 over the canonical form."""
        return digest(repr(plain(self, ordered=True)))

    def unit(self, name: str) -> str:
        """The unit of a measure or parameter."""
        found = self.parameters[name] if name in self.parameters else self.measures[name]
        return found.unit.value

    def natural(self, name: str, day: dt.date) -> Value:
        """The range a measure or parameter can have when nothing is known."""
        return natural_range(name, self.measures, self.parameters, day)

    @functools.cached_property
    def limits(self) -> Bounds:
        """The fewest and the most points in total."""
        return total_limits(self)


def is_outcome(name: str) -> bool:
    """Whether a name stands for what the scheme itself finds: points, the grade, or eligibility."""
    return name in (GRADE, ELIGIBLE) or is_points(name)


def behind(names: Iterable[str], measures: Mapping[str, Measure]) -> list[str]:
    """Measures and parameters by name, each followed by what its formula is made of."""
    found: dict[str, None] = {}
    waiting = [name for name in names if not is_outcome(name)]
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        found[name] = None
        how = measures[name].how if name in measures else None
        waiting += how.inputs() if isinstance(how, Derived) else ()
    return list(found)


def is_points(name: str) -> bool:
    """Whether a name in a condition stands for points rather than for a measure."""
    return name == POINTS or name.startswith(f"{POINTS}:")


def total_limits(scheme: Scheme) -> Bounds:
    """The declared minimum and maximum of a scheme's points."""
    low: Number = 0
    high: Number | None = 0
    for section in scheme.sections:
        least, most = section.limits()
        low += least
        high = None if high is None or most is None else high + most
    return shaped(Bounds(low, high), scheme.points)


def shaped(total: Bounds, rules: TotalRules) -> Bounds:
    """A total within its floor and ceiling, and rounded, as the scheme says."""
    floor = None if rules.floor is UNSTATED else rules.floor
    ceiling = None if rules.ceiling is UNSTATED else rules.ceiling
    held = total if floor is None and ceiling is None else total.clamped(floor, ceiling)
    return held if rules.round_to is UNSTATED else round_bounds(held, rules.round_to, rules.rounding)
