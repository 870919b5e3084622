"""Organisations: Party organisations, enterprises, and the pairings (党建联建/结对共建) between them."""

import datetime as dt
import re
from typing import Final

import attrs

from common_prosperity.errors import Fault
from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import Maybe, Term, term
from common_prosperity.facts.places import Region
from common_prosperity.quantities import UNSTATED


class Side(Term):
    """Where a Party organisation stands in a pairing."""

    VILLAGE = "village", "村（社区）", "village or community"
    ENTERPRISE = "enterprise", "企业", "enterprise"
    OTHER = "other", "其他", "other"


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class PartyOrganization:
    """A primary-level Party organisation (基层党组织), such as a village or enterprise branch (党支部)."""

    id: str = attrs.field(metadata=term("党组织编号", "id", identifier=True))
    name: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("党组织名称", "name"))
    side: Maybe[Side] = attrs.field(default=UNSTATED, metadata=term("所属方", "side"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Enterprise:
    """An enterprise (企业) with its unified social credit code (统一社会信用代码, GB 32100-2015)."""

    id: str = attrs.field(metadata=term("企业编号", "id", identifier=True))
    name: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("企业名称", "name"))
    credit_code: Maybe[str | None] = attrs.field(
        default=UNSTATED,
        metadata=term("统一社会信用代码", "credit code", note=("18 位，带校验码", "18 characters with a check character")),
    )
    region: Maybe[Region] = attrs.field(default=UNSTATED, metadata=term("区划代码", "region"))
    party_organization: Maybe[str | None] = attrs.field(
        default=UNSTATED, metadata=term("企业党组织", "party organization", refers="party_organizations")
    )

    def __attrs_post_init__(self) -> None:
        """Check the credit code by its check character."""
        if isinstance(self.credit_code, str) and not is_credit_code(self.credit_code):
            raise Fault.of("credit_code", "bad-credit-code")


def is_credit_code(code: str) -> bool:
    """Whether a unified social credit code (统一社会信用代码) is well formed and has the right check character.

    The first character names the registering department: a digit, A (military), N (agriculture, such as village
    collectives, 村集体经济组织) or Y (other). python-stdnum, which works the check character out, takes digits only.
    Source: GB 32100-2015, https://osuse.cn/post/10002590.html
    """
    from stdnum.cn import uscc  # noqa: PLC0415  # its tables are read only where a code is to be checked

    if code[:1] in {"A", "N", "Y"} and len(code) == 18 and code[1:8].isascii() and code[1:8].isdigit():
        return LETTERED.fullmatch(code[8:]) is not None and code[17] == uscc.calc_check_digit(code)
    return uscc.compact(code) == code and uscc.is_valid(code)


LETTERED: Final = re.compile("[0-9A-HJ-NPQRTUWXY]{10}")
"""The characters of a code: no I, O, S, V, Z."""


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Pairing:
    """A pairing (党建联建/结对共建) of a village-side Party organisation with an enterprise-side one.

    Source: the article on the Haining Wanlihong Home for the Disabled (2023), programme part: workshops grow from the
    pairing and joint construction of Party organisations by villages (communities) and enterprises.
    """

    id: str = attrs.field(metadata=term("结对编号", "id", identifier=True))
    village_side: str = attrs.field(metadata=term("村方党组织", "village side", refers="party_organizations"))
    enterprise_side: str = attrs.field(metadata=term("企业方党组织", "enterprise side", refers="party_organizations"))
    since: Maybe[dt.date] = attrs.field(default=UNSTATED, metadata=term("结对开始", "since"))
    until: Maybe[dt.date | None] = attrs.field(default=UNSTATED, metadata=term("结对结束", "until"))
    joint_activities: Maybe[tuple[dt.date, ...]] = attrs.field(
        default=UNSTATED,
        metadata=term("共建活动日期", "joint activities", note=("每次共建活动的日期", "the day of each joint activity")),
    )

    def __attrs_post_init__(self) -> None:
        """Two different sides, and an order in time."""
        if self.village_side == self.enterprise_side:
            raise Fault.of("enterprise_side", "contradiction", other="village_side", detail="both sides are one organisation")
        check_order(self.since, self.until)


def check_order(since: object, until: object) -> None:
    """Refuse an end before its beginning, where both are stated.

    Raises:
        Fault: `since` is later than `until`.
    """
    if since.__class__ is dt.date and until.__class__ is dt.date and since > until:
        raise Fault.of("since", "later-than", other="until", **{"other@zh": "until（结束日期）"})
