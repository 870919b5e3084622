"""Checks of pay against the minimum wage in force (C2): which standard, which tier, for whom.

Full-time pay is held against the monthly standard: in proportion to 174 hours (21.75 paid days of 8 hours) where hours
are stated, and whole where they are not and the person was surely engaged on every day of a month inside the period.
Part-time pay with hours is held against the hourly standard. Piece-rate, home-based, seasonal and assisted work is no
hourly employment and is left alone, as is a month in which the form of engagement changed. Everything that may be pay is
counted in, so that a finding never rests on a payment whose kind nobody stated.
"""

import enum
import functools
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from common_prosperity.checks.case import Case, PayMonth, month_days, surely_cover, whole_months
from common_prosperity.checks.minimum_wage import STANDARDS, Standard, standard_on, tier_of
from common_prosperity.checks.model import Check, Hit, Severity, for_each_person
from common_prosperity.facts import EngagementForm, Region
from common_prosperity.quantities import Month, Number, Text, Yuan

ZHEJIANG: Final = Region("33")
FULL_MONTH: Final = 174
"""Paid hours of a month: 21.75 days of 8 hours (劳社部发〔2008〕3号)."""
ALL_TIERS: Final = (1, 2, 3, 4)
TIER: Final = "minimum_wage_tier"
"""The attestation that states the tier of the workshop's county."""


class Basis(enum.Enum):
    """How pay is held against the standard."""

    HOURS_OF_FULL_TIME = enum.auto()
    HOURS_OF_PART_TIME = enum.auto()
    WHOLE_MONTH = enum.auto()


def below_in_proportion(case: Case) -> Iterator[Hit]:
    """Full-time pay below the monthly standard, in proportion to the hours stated."""
    return _below(case, Basis.HOURS_OF_FULL_TIME)


def below_by_the_hour(case: Case) -> Iterator[Hit]:
    """Part-time pay below the hourly standard."""
    return _below(case, Basis.HOURS_OF_PART_TIME)


def below_for_the_month(case: Case) -> Iterator[Hit]:
    """Full-time pay for a whole month below the monthly standard, with no hours stated."""
    return _below(case, Basis.WHOLE_MONTH)


@for_each_person
def _below(case: Case, basis: Basis) -> Iterator[Hit]:
    tiers = _tiers(case)
    for name, month, pay, least, standard in _comparable(case, basis) if tiers else ():
        if standard is None:
            continue
        tier = max(_that_exist(standard, tiers))
        amount = _amounts(standard, basis)[tier - 1]
        if least < _required(amount.fen, basis, pay):
            details = (("month", str(Month(month))), ("standard", str(amount)), ("tier", str(tier)))
            yield Hit(case.at("payments", pay.row), (case.workshop, ("worker", name)), details)


def tier_unknown(case: Case) -> Iterator[Hit]:
    """Pay that is below the standard of some tiers and not of others, or for which no standard is known."""
    tiers = _tiers(case)
    open_months = 0
    for basis in Basis if tiers != () else ():
        for _, _, pay, least, standard in _comparable(case, basis):
            if standard is None:
                open_months += 1
                continue
            amounts = [_amounts(standard, basis)[tier - 1].fen for tier in _that_exist(standard, tiers)]
            required = [_required(amount, basis, pay) for amount in amounts]
            open_months += least < max(required) and (tiers is None or least >= min(required))
    if open_months:
        yield Hit(case.root, (case.workshop,), (("count", str(open_months)),))


def _tiers(case: Case) -> tuple[int, ...] | None:
    """The tier attested, or every tier in Zhejiang; `()` where another province applies, `None` where nobody knows."""
    region = case.home_region
    if region is not None and not ZHEJIANG.contains(region):
        return ()
    _, attestation = case.attested.get(TIER, (0, None))
    tier = None if attestation is None else tier_of(attestation.as_verified().value) or tier_of(attestation.value)
    if tier is not None:
        return (tier,)
    return None if region is None else ALL_TIERS


def _that_exist(standard: Standard, tiers: tuple[int, ...] | None) -> tuple[int, ...]:
    """Those of the tiers that a standard has; all it has where it has none of them, for then nobody stated the tier."""
    existing = range(1, len(standard.monthly) + 1)
    return tuple(tier for tier in existing if tier in (tiers or ALL_TIERS)) or tuple(existing)


def _amounts(standard: Standard, basis: Basis) -> tuple[Yuan, ...]:
    return standard.hourly if basis is Basis.HOURS_OF_PART_TIME else standard.monthly


Comparable = tuple[str, int, PayMonth, int, Standard | None]
"""Worker, month, pay, the least of what was paid and what was due (in fen), the standard in force."""


def _comparable(case: Case, basis: Basis) -> Iterator[Comparable]:
    """Months of pay that can be held against a standard on a basis, and are not surely above all its tiers."""
    for (name, month), pay in case.pay_months.items():
        paid, due = pay.paid, pay.due
        least = due if paid is None else paid if due is None else min(paid, due)
        if least is None or (pay.hours is None) != (basis is Basis.WHOLE_MONTH):
            continue
        if _governs(basis, case, name, month, by_hour=pay.by_hour):
            standard = _standard_in(month)
            if standard is None or least < _required(_amounts(standard, basis)[0].fen, basis, pay):
                yield name, month, pay, least, standard


@functools.cache
def _standard_in(month: int) -> Standard | None:
    return standard_on(month_days(month)[0])


def _governs(basis: Basis, case: Case, name: str, month: int, *, by_hour: bool) -> bool:
    """Whether the law of a basis governs a person's pay for a month, on the facts stated."""
    if basis is Basis.WHOLE_MONTH:
        full = [spell for spell in case.spells_of.get(name, ()) if spell.form is EngagementForm.FULL_TIME]
        return month in whole_months(case) and surely_cover(full, *month_days(month))
    form = case.form_in(name, month)
    return (
        form is EngagementForm.FULL_TIME if basis is Basis.HOURS_OF_FULL_TIME else by_hour and form is EngagementForm.PART_TIME
    )


def _required(amount: int, basis: Basis, pay: PayMonth) -> Number:
    """The least pay for the month, in fen; a fraction where hours are in proportion."""
    hours = pay.hours
    if basis is Basis.WHOLE_MONTH or hours is None:
        return amount
    if basis is Basis.HOURS_OF_PART_TIME:
        return amount * hours
    return amount if hours >= FULL_MONTH else Fraction(amount * hours) / FULL_MONTH


MINIMUM_WAGE: Final = "最低工资规定（劳动保障部令第21号）; " + "; ".join(standard.source for standard in STANDARDS)
CLEARED_BY: Final = ("villages.region", "workshop.village")

CHECKS: Final = (
    Check(
        "C201",
        "below-minimum-wage",
        Severity.ERROR,
        Text(
            "全日制人员的月报酬低于按所填工时折算的最低月工资（月计薪174小时）",
            "full-time pay for a month below the monthly minimum wage, in proportion to the hours stated (of 174)",
        ),
        Text(
            "付足工时仍低于最低工资即属违法；计件工资也须折算后不低于最低工资",
            "pay below the minimum for the hours worked is unlawful; full-time piece rates must reach it as well",
        ),
        Text(
            "人员 {worker} 在 {month} 的报酬按工时折算低于第 {tier} 档最低月工资 {standard} 元（工坊 {workshop}）",
            "worker {worker} was paid less for the hours of {month} than the monthly minimum wage of {standard} yuan "
            "(tier {tier}) at workshop {workshop}",
        ),
        f"{MINIMUM_WAGE}; 174 hours: 劳社部发〔2008〕3号, http://m.jsjiaoyi.com/wiki/show-134708.html",
        "form = full_time, month = 2024-01, hours = 174, paid = 2000, minimum_wage_tier = 2",
        below_in_proportion,
        cleared_by=CLEARED_BY,
    ),
    Check(
        "C202",
        "below-hourly-minimum-wage",
        Severity.ERROR,
        Text(
            "非全日制人员的小时报酬低于最低小时工资（计件除外）",
            "part-time pay by the hour below the hourly minimum wage; piece rates are left alone",
        ),
        Text("非全日制用工按小时适用最低工资", "the hourly minimum wage governs part-time work"),
        Text(
            "人员 {worker} 在 {month} 的小时报酬低于第 {tier} 档最低小时工资 {standard} 元（工坊 {workshop}）",
            "worker {worker} was paid less by the hour in {month} than the hourly minimum wage of {standard} yuan "
            "(tier {tier}) at workshop {workshop}",
        ),
        MINIMUM_WAGE,
        "form = part_time, month = 2024-01, hours = 80, paid = 1680, minimum_wage_tier = 2",
        below_by_the_hour,
        cleared_by=CLEARED_BY,
    ),
    Check(
        "C203",
        "full-month-below-minimum-wage",
        Severity.WARNING,
        Text(
            "全日制用工覆盖整月而报酬低于最低月工资，且未填工时",
            "full-time pay for a month engaged throughout is below the monthly minimum wage, and no hours are stated",
        ),
        Text(
            "若当月确为满勤即属违法；若有请假缺勤，请填写工时",
            "unlawful if the month was worked in full; if it was not, state the hours",
        ),
        Text(
            "人员 {worker} 全日制用工覆盖 {month} 整月，报酬低于第 {tier} 档最低月工资 {standard} 元，且未填工时（工坊 {workshop}）",
            "worker {worker}, engaged full-time throughout {month}, was paid less than the monthly minimum wage of {standard} "
            "yuan (tier {tier}) at workshop {workshop}, and no hours are stated",
        ),
        MINIMUM_WAGE,
        "form = full_time, month = 2024-01, paid = 2000, minimum_wage_tier = 2",
        below_for_the_month,
        cleared_by=("payments.hours", *CLEARED_BY),
    ),
    Check(
        "C290",
        "minimum-wage-undecided",
        Severity.INFO,
        Text(
            "最低工资档次未填，或当时的标准未知，无法判断报酬是否达标",
            "the tier of the minimum wage is not stated, or no standard is known for the time, and it would matter",
        ),
        Text(
            "请以 minimum_wage_tier 填报所在县（市、区）的档次",
            "state the tier of the county with an attestation minimum_wage_tier",
        ),
        Text(
            "工坊 {workshop} 有 {count} 个人月的报酬因档次或标准未知而无法核对最低工资；档次请以申报事项 minimum_wage_tier 填报（1 至 4，1 最高）",
            "{count} person-month(s) of pay at workshop {workshop} cannot be held against the minimum wage: its tier or the "
            "standard of the time is not known; the tier is stated as minimum_wage_tier (1 to 4, 1 the highest)",
        ),
        MINIMUM_WAGE,
        "form = full_time, month = 2024-01, paid = 2200, no tier",
        tier_unknown,
    ),
)
