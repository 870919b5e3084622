"""Places: regions by their official codes (行政区划代码) and villages (村/社区)."""

from typing import Any, Final

import attrs

from common_prosperity.errors import Fault
from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import Maybe, term
from common_prosperity.quantities import UNSTATED

LEVELS: Final = {2: "province", 4: "prefecture", 6: "county", 9: "township", 12: "village"}


def _code(_instance: object, _attribute: object, value: Any) -> None:
    if value.__class__ is not str or not (value.isascii() and value.isdigit() and len(value) in LEVELS):
        raise Fault.of("$", "abroad")
    if len(value) >= 9 and not "001" <= value[6:9] <= "599":
        raise Fault.of("$", "abroad")


@attrs.frozen(order=True)
class Region:
    """An administrative region (行政区划) by its code.

    2, 4 or 6 digits are province, prefecture and county (GB/T 2260), 9 a township and 12 a village (统计用区划代码).
    The township part runs from 001 to 599: 001-099 subdistricts, 100-199 towns, 200-399 townships, 400-599
    township-like units. Source: http://tjj.gansu.gov.cn/HdApp/HdBas/HdClsContentDisp.asp?Id=11689

    >>> Region("33").contains(Region("330481"))
    True
    """

    code: str = attrs.field(validator=_code)

    @property
    def level(self) -> str:
        """`province`, `prefecture`, `county`, `township` or `village`."""
        return LEVELS[len(self.code)]

    def contains(self, other: "Region") -> bool:
        """Whether the other region is this one or lies in it."""
        return other.code.startswith(self.code)

    def shares(self, other: "Region", level: str) -> bool | None:
        """Whether both lie in the same region of a level; `None` where a code is too short to tell."""
        digits = next(length for length, name in LEVELS.items() if name == level)
        common = min(digits, len(self.code), len(other.code))
        if self.code[:common] != other.code[:common]:
            return False
        return True if common == digits else None


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Village:
    """A village or community (村/社区) that takes part in a workshop."""

    id: str = attrs.field(metadata=term("村编号", "id", identifier=True))
    name: Maybe[str] = attrs.field(default=UNSTATED, metadata=term("村名", "name"))
    region: Maybe[Region] = attrs.field(
        default=UNSTATED,
        metadata=term("区划代码", "region", note=("已知的最细一级区划代码", "the finest region code that is known")),
    )
    income_weak: Maybe[bool] = attrs.field(
        default=UNSTATED,
        metadata=term(
            "集体经济薄弱村", "income weak", note=("是否列为集体经济薄弱村", "listed as a village of weak collective income")
        ),
    )
