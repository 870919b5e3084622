"""The table of all checks, from which selection, wording and the reference page are drawn."""

from collections.abc import Collection
from typing import Final

from common_prosperity.checks import (
    events,
    hours,
    households,
    partners,
    pay,
    people,
    persons,
    places,
    record,
    silence,
    statements,
    totals,
    wages,
)
from common_prosperity.checks.model import Check
from common_prosperity.quantities import Text
from common_prosperity.quantities.codes import chosen_codes

CHECKS: Final[tuple[Check, ...]] = tuple(
    sorted(
        (
            check
            for room in (
                silence,
                people,
                persons,
                pay,
                hours,
                wages,
                events,
                households,
                partners,
                places,
                record,
                totals,
                statements,
            )
            for check in room.CHECKS
        ),
        key=lambda check: check.code,
    )
)
"""Every check, by code."""

GROUPS: Final = {
    "C0": Text("核查本身", "the checking itself"),
    "C1": Text("人员与用工", "people and engagements"),
    "C2": Text("报酬", "pay"),
    "C3": Text("培训与活动", "trainings and activities"),
    "C4": Text("低收入家庭", "low-income households"),
    "C5": Text("党组织与企业", "Party organisations and enterprises"),
    "C6": Text("区划与场地", "regions and premises"),
    "C7": Text("开办、关闭与荣誉", "opening, closing and titles"),
    "C8": Text("合计与整体", "totals and the whole"),
    "C9": Text("办法所问的事项", "what a scheme asks to be stated"),
}
"""The hundreds."""


def chosen(select: Collection[str], ignore: Collection[str]) -> tuple[Check, ...]:
    """The checks that are selected (all, where nothing is) and not ignored.

    Args:
        select: codes or their beginnings, such as `C101` or `C2`.
        ignore: the same; what is both selected and ignored is ignored.

    Raises:
        UnknownName: a code that begins none.
    """
    codes = chosen_codes([item.code for item in CHECKS], select=select, ignore=ignore, zh="核查项", en="check")
    return tuple(item for item in CHECKS if item.code in codes)
