"""Measures and parameters: named, labelled, sourced, with their units."""

import datetime as dt
import enum
from collections.abc import Mapping
from fractions import Fraction

import attrs

from common_prosperity.errors import InvalidScheme, Problem
from common_prosperity.facts.checking import declared, described
from common_prosperity.facts.fields import Maybe, term
from common_prosperity.measures.conditions import Lookup, Value
from common_prosperity.measures.how import How
from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Options, Text


class Unit(enum.StrEnum):
    """What a quantity is counted in (计量单位)."""

    COUNT = "count"
    PEOPLE = "people"
    HOUSEHOLDS = "households"
    SHARE = "share"
    YUAN = "yuan"
    YUAN_PER_MONTH = "yuan_per_month"
    YUAN_PER_HOUR = "yuan_per_hour"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    M2 = "m2"
    GRADE = "grade"
    POINTS = "points"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Measure:
    """A measure (指标): what a dossier amounts to under one heading."""

    label: Text = attrs.field(metadata=term("名称", "label"))
    unit: Unit = attrs.field(metadata=term("单位", "unit"))
    how: How = attrs.field(metadata=term("算法", "how"))
    definition: Maybe[Text] = attrs.field(default=UNSTATED, metadata=term("定义", "definition"))
    source: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("来源", "source"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class DatedValue:
    """The value of a parameter from a day on: one number, or one for each key."""

    since: dt.date = attrs.field(metadata=term("生效日期", "since"))
    value: Maybe[int | Fraction] = attrs.field(default=UNSTATED, metadata=term("数值", "value"))
    values: Maybe[Mapping[str, int | Fraction]] = attrs.field(default=UNSTATED, metadata=term("分档数值", "values by key"))
    source: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("来源", "source"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Parameter:
    """A published value that changes over time (参数), such as a minimum wage by tier."""

    label: Text = attrs.field(metadata=term("名称", "label"))
    unit: Unit = attrs.field(metadata=term("单位", "unit"))
    by: Maybe[str] = attrs.field(
        default=UNSTATED, metadata=term("分档依据", "by", note=("选择分档的指标", "the measure whose option picks the value"))
    )
    dated: tuple[DatedValue, ...] = attrs.field(metadata=term("各时期数值", "dated values"))
    source: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("来源", "source"))

    def in_force(self, day: dt.date) -> DatedValue | None:
        """The value in force on a day; `None` before the first."""
        return max((value for value in self.dated if value.since <= day), key=lambda value: value.since, default=None)

    def value(self, name: str, day: dt.date, lookup: Lookup) -> Value:
        """What is known of the parameter on a day.

        Raises:
            InvalidScheme: the parameter has no value for the day, or none for a key.
        """
        dated = self.in_force(day)
        if dated is None:
            raise InvalidScheme("parameters", [Problem.of(f"$.parameters.{name}", "no-value-on", day=day)])
        if self.by is UNSTATED or dated.values is UNSTATED:
            if dated.value is UNSTATED:
                raise InvalidScheme("parameters", [Problem.of(f"$.parameters.{name}", "no-value-on", day=day)])
            return Bounds(dated.value, dated.value)
        options = lookup(self.by)
        keys = options.possible if isinstance(options, Options) and options.possible is not None else dated.values.keys()
        missing = sorted(set(keys) - dated.values.keys())
        known = [dated.values[key] for key in keys if key in dated.values]
        if missing == ["none"] and not known:
            return NOT_APPLICABLE
        if not known:
            problem = Problem.of(f"$.parameters.{name}", "no-value-for", key=", ".join(missing), day=day)
            raise InvalidScheme("parameters", [problem])
        return Bounds(min(known), max(known), None if missing else True)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=described)
class MeasureLine:
    """What a measure or parameter is called and counted in."""

    measure: str = attrs.field(metadata=term("指标", "measure"))
    label: Text = attrs.field(metadata=term("名称", "label"))
    unit: Unit = attrs.field(metadata=term("单位", "unit"))
