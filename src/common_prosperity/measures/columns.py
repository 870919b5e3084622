"""The columns of the tables that measures are taken over: names, units, meaning.

One table says what conditions may refer to; row building, the scheme reader, the linter and the reference pages use it.
Money stands in fen inside the tables (`scale` 100) and in yuan everywhere else.
"""

from collections.abc import Mapping
from typing import Final

import attrs

from common_prosperity.facts.events import IncidentKind, TrainingKind
from common_prosperity.facts.fields import Term
from common_prosperity.facts.payments import CollectiveKind, PaymentKind
from common_prosperity.facts.people import DisabilityCategory, EngagementForm, Occupation, Sex
from common_prosperity.facts.workshops import HostKind, PremisesKind, WorkshopKind
from common_prosperity.quantities import Text


class Neighbourhood(Term):
    """How near the workshop a person lives (居住地与工坊的关系)."""

    VILLAGE = "village", "本村", "same village"
    TOWNSHIP = "township", "本乡镇", "same township"
    COUNTY = "county", "本县", "same county"
    ELSEWHERE = "elsewhere", "外地", "elsewhere"


@attrs.frozen
class Column:
    """One column: what a cell says, in which unit."""

    label: Text
    kind: str
    """`number`, `flag` (yes or no), `choice` or `name`."""
    unit: str = ""
    signed: bool = False
    """Whether values may be negative."""
    options: type[Term] | None = None
    none: bool = False
    """Whether a cell may say that there is no such value."""
    note: Text | None = None
    """What it counts and what it does not, where the label leaves that open."""

    @property
    def scale(self) -> int:
        """How many of the table's units make one of the column's: 100 fen a yuan."""
        return 100 if self.unit.startswith("yuan") else 1


def _number(zh: str, en: str, unit: str, *, signed: bool = False, none: bool = False, note: Text | None = None) -> Column:
    return Column(Text(zh, en), "number", unit, signed, none=none, note=note)


def _flag(zh: str, en: str) -> Column:
    return Column(Text(zh, en), "flag")


def _choice(zh: str, en: str, options: type[Term], note: Text | None = None) -> Column:
    return Column(Text(zh, en), "choice", options=options, note=note)


def _name(zh: str, en: str) -> Column:
    return Column(Text(zh, en), "name")


EVERY_KIND: Final = Text(
    "不论款项种类：工资、计件工资、奖金、补贴、分红、租金和其他都算",
    "payments of every kind: wages, piece-rate pay, bonuses, allowances, dividends, rent and others",
)
AS_WAGES: Final = Text(
    "只计工资、计件工资、奖金和补贴，不计分红、租金和其他；款项种类未填的，两可",
    "payments of the kinds wage, piece_rate, bonus and allowance; no dividends, rent or others. A payment whose kind nobody "
    "states may be wages or not",
)
LAST_FORM: Final = Text(
    "期间内最后一段用工的形式，计其全期；逐月的形式见 person_months.form",
    "of the last engagement that reaches into the period, for the whole of it; person_months.form tells that of each month",
)
FORM_THEN: Final = Text(
    "当月最后一段用工的形式；当月没有用工的，没有形式",
    "of the last engagement in the month; there is none where the person is not engaged in it",
)

TABLES: Final[Mapping[str, Text]] = {
    "workshop": Text("工坊本身（一行）", "the workshop itself, one row"),
    "people": Text("期间内用工人员（一人一行）", "people engaged at any time in the period, one row a person"),
    "person_months": Text("人员月度发放（一人一月一行）", "pay of each person in each month, one row a person and month"),
    "payments": Text("发放记录", "payments, one row each"),
    "pairings": Text("期间内的结对", "pairings in the period"),
    "premises": Text("期间内使用的场地", "premises used in the period"),
    "projects": Text("期间内的项目", "projects in the period"),
    "trainings": Text("期间内的培训", "trainings in the period"),
    "activities": Text("期间内的社会融入活动", "activities of social integration in the period"),
    "incidents": Text("截至期末的负面事件", "incidents up to the last day of the period"),
    "collective_payments": Text("期间内支付村集体的款项", "payments to the village collective in the period"),
}

COLUMNS: Final[Mapping[str, Mapping[str, Column]]] = {
    "workshop": {
        "headed_by": _choice("负责人性别", "sex of its head", Sex),
        "host": _choice("运营主体类型", "who runs it", HostKind),
        "kind": _choice("工坊类型", "kind of workshop", WorkshopKind),
        "open": _flag("期末在办", "open on the last day of the period"),
        "years_open": _number("开办至期末整年数", "full years from opening to the last day", "years"),
    },
    "people": {
        "age": _number("期末周岁", "age in full years on the last day", "years"),
        "arrears": _number("期间欠薪", "due and not paid in the period", "yuan", note=EVERY_KIND),
        "baseline": _number("入坊前月收入", "monthly income before joining", "yuan_per_month"),
        "certified": _flag("期间取得证书", "gained a certificate in the period"),
        "days_engaged": _number("期间用工天数", "days of the period covered by engagements", "days"),
        "disability_category": _choice("残疾类别", "category of disability", DisabilityCategory),
        "disability_grade": _number("残疾等级（1 最重）", "grade of disability, 1 the most severe", "grade", none=True),
        "disabled": _flag("持证残疾人", "certified disabled"),
        "earned": _number("期间实发", "paid in the period", "yuan", note=EVERY_KIND),
        "form": _choice("用工形式", "form of engagement", EngagementForm, LAST_FORM),
        "gain": _number(
            "期间增收（实发减入坊前月收入×发放月数）", "earned less baseline for each month paid", "yuan", signed=True
        ),
        "hours": _number("期间工时", "hours worked in the period", "hours"),
        "household": _name("家庭", "household"),
        "in_post": _flag("期末在岗", "engaged on the last day of the period"),
        "lifted": _flag("入坊时低收入、期末已退出", "low-income at joining and no longer on the last day"),
        "lives_in": _choice("居住地", "where the person lives", Neighbourhood),
        "low_income": _flag("期间内曾为低收入农户", "household registered low-income on any day of the period"),
        "low_income_at_joining": _flag("入坊时为低收入农户", "household registered low-income on the day of joining"),
        "months_paid": _number("期间发放月数", "months of the period with pay above zero", "months", note=EVERY_KIND),
        "occupation_before": _choice("原从业状况", "occupation before joining", Occupation),
        "sex": _choice("性别", "sex", Sex),
        "training_hours": _number("期间培训小时", "hours of training in the period", "hours"),
        "wage_months": _number("期间发工资月数", "months of the period with wages above zero", "months", note=AS_WAGES),
        "wages": _number("期间实发工资", "wages paid in the period", "yuan", note=AS_WAGES),
    },
    "person_months": {
        "arrears": _number("当月欠薪", "due and not paid for the month", "yuan", note=EVERY_KIND),
        "due": _number("当月应付", "due for the month", "yuan", note=EVERY_KIND),
        "form": _choice("当月用工形式", "form of engagement in the month", EngagementForm, FORM_THEN),
        "hours": _number("当月工时", "hours worked in the month", "hours"),
        "paid": _number("当月实付", "paid for the month", "yuan", note=EVERY_KIND),
        "person": _name("人员", "person"),
        "wages": _number("当月实付工资", "wages paid for the month", "yuan", note=AS_WAGES),
    },
    "payments": {
        "arrears": _number("欠薪", "due and not paid", "yuan"),
        "due": _number("应付", "due", "yuan"),
        "form": _choice("当月用工形式", "form of engagement in the month", EngagementForm, FORM_THEN),
        "hours": _number("工时", "hours", "hours"),
        "kind": _choice("款项种类", "kind of payment", PaymentKind),
        "paid": _number("实付", "paid", "yuan"),
        "person": _name("人员", "person"),
        "wages": _number("实付工资", "paid as wages", "yuan", note=AS_WAGES),
    },
    "pairings": {
        "active": _flag("期末有效", "in force on the last day"),
        "days": _number("期间有效天数", "days of the period in force", "days"),
        "joint_activities": _number("期间共建活动次数", "joint activities in the period", "count"),
    },
    "premises": {
        "area": _number("面积", "area", "m2"),
        "idle": _flag("闲置房屋或土地", "idle building or land"),
        "in_use": _flag("期末在用", "in use on the last day"),
        "kind": _choice("场地类型", "kind of premises", PremisesKind),
        "rent_saved": _number("期间节约租金", "rent saved in the period against the market", "yuan", signed=True),
    },
    "projects": {
        "active": _flag("期末在做", "running on the last day"),
        "labour_cost": _number("用工成本", "cost of labour", "yuan"),
        "labour_saved": _number("节约用工成本", "cost of labour saved", "yuan", signed=True),
        "processing_fees": _number("加工费", "processing fees", "yuan"),
    },
    "trainings": {
        "certificates": _number("取证人数", "certificates gained", "people"),
        "hours": _number("课时", "hours for each participant", "hours"),
        "kind": _choice("培训类别", "kind of training", TrainingKind),
        "participants": _number("参加人数", "participants", "people"),
        "person_hours": _number("人次课时", "hours times participants", "hours"),
    },
    "activities": {
        "participants": _number("参加人数", "participants", "people"),
    },
    "incidents": {
        "in_period": _flag("发生在期间内", "happened in the period"),
        "kind": _choice("事件类别", "kind of incident", IncidentKind),
        "resolved": _flag("期末已解决", "resolved by the last day"),
        "years_since": _number("距期末整年数", "full years from the incident to the last day", "years"),
    },
    "collective_payments": {
        "amount": _number("金额", "amount", "yuan"),
        "kind": _choice("种类", "kind", CollectiveKind),
    },
}

PRESENT: Final = "present"
"""Not a column: stands in gaps for whether a row belongs to the period at all."""
