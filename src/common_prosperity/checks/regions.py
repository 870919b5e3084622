"""Whether a county, prefecture or province code was in force (GB/T 2260), by python-stdnum's dated table.

The table is a public one with the years in which each code was used; it is read only when a code is looked up.
It lacks two districts of Hangzhou, created in 2021, which are added here.
"""

import functools
import re
from typing import Final

from common_prosperity.quantities import Period

ADDED: Final = {"330113": (2021, 9999), "330114": (2021, 9999)}
"""临平区 and 钱塘区, both in the civil affairs list of 2024 as kept at https://github.com/yescallop/areacodes (data/2024.txt)."""

YEARS: Final = re.compile(r"\[(\d*)-(\d*)\]")


@functools.lru_cache(maxsize=65536)
def years_of(code: str) -> tuple[tuple[int, int], ...]:
    """The years in which a code of six digits was in force; none where it never was."""
    if code in ADDED:
        return (ADDED[code],)
    from stdnum import numdb  # noqa: PLC0415  # the table is read only where a code is to be checked

    properties = {key: text for _, found in numdb.get("cn/loc").info(code) for key, text in found.items()}
    names = properties.get("county", "")
    return tuple(
        (int(match[1] or 0), int(match[2] or 9999)) if (match := YEARS.match(name)) else (0, 9999)
        for name in names.split(",")
        if name
    )


def is_statistical_zone(code: str) -> bool:
    """Whether the county part may be one that statistics add for development zones (71 to 79), which GB/T 2260 lacks."""
    return len(code) >= 6 and "71" <= code[4:6] <= "79"


@functools.lru_cache(maxsize=65536)
def standing(code: str, period: Period) -> str:
    """`in force` at some time in the period, `ended` before it or begun only after it, or `unknown`."""
    if is_statistical_zone(code):
        return "in force"
    years = years_of(code[:6].ljust(6, "0"))
    if not years:
        return "unknown"
    first, last = period.since.year, period.until.year
    return "in force" if any(since <= last and until >= first for since, until in years) else "ended"
