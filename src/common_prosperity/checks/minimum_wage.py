"""The minimum wage of Zhejiang (最低工资标准), by tier (档) and date.

The province sets the tiers, each city chooses one for every county, so the tier of a workshop is a fact of its own.
The monthly standard is for full-time work, the hourly one for part-time work (非全日制) only. The standard contains the
worker's own share of social insurance and of the housing fund, but neither overtime pay nor special allowances nor welfare:
http://www.dianliangwangluo.com/GongZiGaiGeFangAn/658736.html (notice of 2017).
Four tiers became three in August 2021. The notice of 2024 was published on 15 January and applies from 1 January.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import attrs

from common_prosperity.quantities import Yuan


@attrs.frozen
class Standard:
    """The standard in force from a day to a day, both included: amounts by tier, the highest first."""

    since: dt.date
    until: dt.date
    monthly: tuple[Yuan, ...]
    """Yuan a month of full-time work."""
    hourly: tuple[Yuan, ...]
    """Yuan an hour of part-time work."""
    source: str


def _standard(since: str, until: str, monthly: tuple[int, ...], hourly: tuple[str, ...], source: str) -> Standard:
    return Standard(
        dt.date.fromisoformat(since),
        dt.date.fromisoformat(until),
        tuple(map(Yuan.of, monthly)),
        tuple(map(Yuan.of, hourly)),
        source,
    )


STANDARDS: Final = (
    _standard(
        "2017-12-01",
        "2021-07-31",
        (2010, 1800, 1660, 1500),
        ("18.4", "16.5", "15", "13.6"),
        "浙政发〔2017〕43号, http://www.dianliangwangluo.com/GongZiGaiGeFangAn/658736.html",
    ),
    _standard(
        "2021-08-01",
        "2023-12-31",
        (2280, 2070, 1840),
        ("22", "20", "18"),
        "浙政发〔2021〕22号, http://www.angelgibson.com/policy/118500.html",
    ),
    _standard(
        "2024-01-01",
        # The latest notice that was read. Standards are reviewed every two or three years; nothing is known beyond this day.
        "2025-12-31",
        (2490, 2260, 2010),
        ("24", "22", "20"),
        "https://wallstreetcn.com/livenews/2611160 (notice published on 15 January 2024)",
    ),
)
"""Every edition, by date. An edition is ended, never deleted."""

TIERS: Final[Mapping[str, int]] = {
    text: tier
    for tier, numeral in enumerate("一二三四", 1)
    for text in (str(tier), f"{numeral}档", f"第{numeral}档", f"{numeral}类", f"第{numeral}类", f"tier {tier}")
}
"""How an attestation may write a tier in words."""


def standard_on(day: dt.date) -> Standard | None:
    """The standard in force on a day; `None` where none is known."""
    return next((standard for standard in STANDARDS if standard.since <= day <= standard.until), None)


def tier_of(value: Any) -> int | None:
    """The tier an attestation states, 1 the highest; `None` where it states none that exists."""
    if value.__class__ is int:
        return value if 1 <= value <= 4 else None
    return TIERS.get(value.strip().lower()) if isinstance(value, str) else None
