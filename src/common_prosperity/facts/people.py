"""People: workers, their households and their engagements. Sensitive facts never show in `repr`."""

import datetime as dt

import attrs

from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import Maybe, Term, term
from common_prosperity.facts.organizations import check_order
from common_prosperity.facts.places import Region
from common_prosperity.quantities import UNSTATED, Yuan


class Sex(Term):
    """Sex as registered (性别)."""

    FEMALE = "female", "女", "female"
    MALE = "male", "男", "male"


class DisabilityCategory(Term):
    """The seven categories of disability (残疾类别, GB/T 26341-2010)."""

    VISUAL = "visual", "视力", "visual"
    HEARING = "hearing", "听力", "hearing"
    SPEECH = "speech", "言语", "speech"
    PHYSICAL = "physical", "肢体", "physical"
    INTELLECTUAL = "intellectual", "智力", "intellectual"
    MENTAL = "mental", "精神", "mental"
    MULTIPLE = "multiple", "多重", "multiple"


class LowIncomeKind(Term):
    """Under which heading a household is registered as low-income (低收入农户类别)."""

    MINIMUM_LIVING = "minimum_living", "低保", "minimum living allowance"
    MARGINAL = "marginal", "低保边缘", "marginal to the minimum living allowance"
    EXTREME_POVERTY = "extreme_poverty", "特困", "extreme poverty support"
    OTHER = "other", "其他", "other"


class EngagementForm(Term):
    """How a person works for the workshop (用工形式)."""

    FULL_TIME = "full_time", "全日制", "full-time"
    PART_TIME = "part_time", "非全日制", "part-time"
    PIECE_RATE = "piece_rate", "计件", "piece-rate"
    HOME_BASED = "home_based", "居家", "home-based"
    SEASONAL = "seasonal", "季节性", "seasonal"
    ASSISTED = "assisted", "辅助性就业", "assisted employment"


class Occupation(Term):
    """What a person did before joining (原从业状况)."""

    FARMING = "farming", "务农", "farming"
    UNEMPLOYED = "unemployed", "无业", "unemployed"
    HOMEMAKER = "homemaker", "料理家务", "homemaker"
    MIGRANT = "migrant", "外出务工", "migrant work"
    EMPLOYED = "employed", "就业", "employed"
    STUDENT = "student", "在学", "in education"
    RETIRED = "retired", "退休", "retired"
    OTHER = "other", "其他", "other"


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Disability:
    """A certified disability (残疾人证, GB/T 26341-2010): category and grade, 1 the most severe, 4 the mildest."""

    category: Maybe[DisabilityCategory] = attrs.field(default=UNSTATED, metadata=term("残疾类别", "category", personal=True))
    grade: Maybe[int] = attrs.field(default=UNSTATED, metadata=term("残疾等级", "grade", personal=True, at_least=1, at_most=4))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class LowIncomeStatus:
    """A spell during which a household was registered as low-income (低收入农户)."""

    kind: Maybe[LowIncomeKind] = attrs.field(default=UNSTATED, metadata=term("低收入类别", "kind", personal=True))
    since: Maybe[dt.date] = attrs.field(default=UNSTATED, metadata=term("认定日期", "since", personal=True))
    until: Maybe[dt.date | None] = attrs.field(default=UNSTATED, metadata=term("退出日期", "until", personal=True))

    def __attrs_post_init__(self) -> None:
        """An order in time."""
        check_order(self.since, self.until)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Household:
    """A household (家庭) with its dated low-income spells; `()` says never registered."""

    id: str = attrs.field(metadata=term("家庭编号", "id", identifier=True))
    low_income: Maybe[tuple[LowIncomeStatus, ...]] = attrs.field(
        default=UNSTATED, metadata=term("低收入认定", "low income", personal=True)
    )


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Worker:
    """A person who works or worked for a workshop. The id is opaque, never a national identity number."""

    id: str = attrs.field(metadata=term("人员编号", "id", identifier=True))
    sex: Maybe[Sex] = attrs.field(default=UNSTATED, metadata=term("性别", "sex", personal=True))
    born: Maybe[dt.date] = attrs.field(default=UNSTATED, metadata=term("出生日期", "born", personal=True))
    residence: Maybe[Region] = attrs.field(
        default=UNSTATED,
        metadata=term(
            "居住地区划代码", "residence", personal=True, note=("常住地的区划代码", "region code of the usual residence")
        ),
    )
    household: Maybe[str] = attrs.field(
        default=UNSTATED, metadata=term("家庭", "household", refers="households", personal=True)
    )
    disability: Maybe[Disability | None] = attrs.field(
        default=UNSTATED,
        metadata=term("残疾", "disability", personal=True, note=("无 表示确认没有残疾", "none says: certified to have none")),
    )
    occupation_before: Maybe[Occupation] = attrs.field(
        default=UNSTATED, metadata=term("原从业状况", "occupation before", personal=True)
    )


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Engagement:
    """A spell during which a worker is engaged at a workshop (用工关系); `until=None` says still engaged."""

    worker: str = attrs.field(metadata=term("人员", "worker", refers="workers"))
    workshop: str = attrs.field(metadata=term("工坊", "workshop", refers="workshops"))
    since: Maybe[dt.date] = attrs.field(default=UNSTATED, metadata=term("开始日期", "since"))
    until: Maybe[dt.date | None] = attrs.field(default=UNSTATED, metadata=term("结束日期", "until"))
    form: Maybe[EngagementForm] = attrs.field(default=UNSTATED, metadata=term("用工形式", "form"))
    baseline: Maybe[Yuan] = attrs.field(
        default=UNSTATED,
        metadata=term(
            "入坊前月收入",
            "baseline",
            unit="yuan_per_month",
            at_least=0,
            personal=True,
            note=("加入工坊前的月收入", "monthly income before joining"),
        ),
    )

    def __attrs_post_init__(self) -> None:
        """An order in time."""
        check_order(self.since, self.until)
