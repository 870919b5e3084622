"""Workshops (共富工坊), the premises they use and the projects enterprises place in them (送项目到村)."""

import datetime as dt

import attrs

from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import Maybe, Term, term
from common_prosperity.facts.organizations import check_order
from common_prosperity.facts.people import Sex
from common_prosperity.quantities import UNSTATED, Number, Yuan


class WorkshopKind(Term):
    """The six published kinds of workshop (六种类型)."""

    SUPPLIED_MATERIAL = "supplied_material", "来料加工式", "supplied-material processing"
    TARGETED_RECRUITMENT = "targeted_recruitment", "定向招工式", "targeted recruitment"
    LIVESTREAMING = "livestreaming", "电商直播式", "e-commerce livestreaming"
    AGRITOURISM = "agritourism", "农旅融合式", "agriculture and tourism"
    BRAND_LED = "brand_led", "品牌带动式", "brand-led"
    INDUSTRY_EMPOWERED = "industry_empowered", "产业赋能式", "industry-empowered"


class HostKind(Term):
    """Who runs a workshop (运营主体)."""

    ENTERPRISE = "enterprise", "企业", "enterprise"
    COOPERATIVE = "cooperative", "合作社", "cooperative"
    VILLAGE_COLLECTIVE = "village_collective", "村集体", "village collective"
    HOME_FOR_THE_DISABLED = "home_for_the_disabled", "残疾人之家", "home for the disabled"
    FAMILY_FARM = "family_farm", "家庭农场", "family farm"
    OTHER = "other", "其他", "other"


class PremisesKind(Term):
    """What kind of room or land a workshop uses (场地类型)."""

    PARTY_SERVICE = "party_service", "党群服务设施", "Party-and-mass service facility"
    IDLE_BUILDING = "idle_building", "闲置房屋", "idle building"
    IDLE_LAND = "idle_land", "闲置土地", "idle land"
    OTHER = "other", "其他", "other"


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Workshop:
    """A common prosperity workshop (共富工坊)."""

    id: str = attrs.field(metadata=term("工坊编号", "id", identifier=True))
    name: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("工坊名称", "name"))
    kind: Maybe[WorkshopKind] = attrs.field(default=UNSTATED, metadata=term("工坊类型", "kind"))
    village: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("所在村", "village", refers="villages"))
    host: Maybe[HostKind] = attrs.field(default=UNSTATED, metadata=term("运营主体类型", "host"))
    enterprise: Maybe[str | None] = attrs.field(default=UNSTATED, metadata=term("运营企业", "enterprise", refers="enterprises"))
    headed_by: Maybe[Sex] = attrs.field(default=UNSTATED, metadata=term("负责人性别", "headed by", personal=True))
    opened: Maybe[dt.date] = attrs.field(default=UNSTATED, metadata=term("开办日期", "opened"))
    closed: Maybe[dt.date | None] = attrs.field(default=UNSTATED, metadata=term("关闭日期", "closed"))

    def __attrs_post_init__(self) -> None:
        """An order in time."""
        check_order(self.opened, self.closed)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Premises:
    """Rooms or land a workshop uses (场地)."""

    id: str = attrs.field(metadata=term("场地编号", "id", identifier=True))
    kind: Maybe[PremisesKind] = attrs.field(default=UNSTATED, metadata=term("场地类型", "kind"))
    address: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("地址", "address"))
    area: Maybe[Number] = attrs.field(default=UNSTATED, metadata=term("面积", "area", unit="m2", at_least=0))
    rent: Maybe[Yuan] = attrs.field(default=UNSTATED, metadata=term("月租金", "rent", unit="yuan_per_month", at_least=0))
    market_rent: Maybe[Yuan] = attrs.field(
        default=UNSTATED,
        metadata=term(
            "市场月租金",
            "market rent",
            unit="yuan_per_month",
            at_least=0,
            note=("同类场地的市场租金", "what like premises rent for"),
        ),
    )
    since: Maybe[dt.date] = attrs.field(default=UNSTATED, metadata=term("使用开始", "since"))
    until: Maybe[dt.date | None] = attrs.field(default=UNSTATED, metadata=term("使用结束", "until"))

    def __attrs_post_init__(self) -> None:
        """An order in time."""
        check_order(self.since, self.until)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Project:
    """A production stage an enterprise places in the village (送项目到村)."""

    id: str = attrs.field(metadata=term("项目编号", "id", identifier=True))
    what: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("项目内容", "what"))
    enterprise: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("派出企业", "enterprise", refers="enterprises"))
    since: Maybe[dt.date] = attrs.field(default=UNSTATED, metadata=term("项目开始", "since"))
    until: Maybe[dt.date | None] = attrs.field(default=UNSTATED, metadata=term("项目结束", "until"))
    processing_fees: Maybe[Yuan] = attrs.field(
        default=UNSTATED,
        metadata=term(
            "加工费",
            "processing fees",
            unit="yuan",
            at_least=0,
            note=("期间内的来料加工费", "fees for processing within the period"),
        ),
    )
    labour_cost: Maybe[Yuan] = attrs.field(
        default=UNSTATED,
        metadata=term(
            "用工成本",
            "labour cost",
            unit="yuan",
            at_least=0,
            note=("期间内在工坊的用工成本", "cost of labour at the workshop within the period"),
        ),
    )
    own_labour_cost: Maybe[Yuan] = attrs.field(
        default=UNSTATED,
        metadata=term(
            "企业自身用工成本",
            "own labour cost",
            unit="yuan",
            at_least=0,
            note=("同样工作量在企业内的用工成本", "what the same work would have cost in the enterprise"),
        ),
    )

    def __attrs_post_init__(self) -> None:
        """An order in time."""
        check_order(self.since, self.until)
