"""Kleene's three values, and *not applicable*, as sets of possible outcomes.

A truth is the set of outcomes that the unstated facts still leave open, kept as a small bit mask:
`TRUE`, `FALSE`, `VOID` (not applicable), and their unions. `UNKNOWN` is `TRUE | FALSE`. Combining masks
outcome by outcome gives Kleene's strong logic, in which `VOID` parts neither help nor hinder.
"""

from collections.abc import Iterable
from typing import Final

Truth = int

TRUE: Final = 1
FALSE: Final = 2
VOID: Final = 4
UNKNOWN: Final = TRUE | FALSE

OPPOSITE: Final = (0, FALSE, TRUE, UNKNOWN, VOID, FALSE | VOID, TRUE | VOID, UNKNOWN | VOID)
"""`OPPOSITE[t]` is the truth of *not t*."""


def all_of(parts: Iterable[Truth]) -> Truth:
    """Whether every part holds; no parts at all hold. Void only where every part is void."""
    union, meet, holds, count = 0, 7, True, 0
    for part in parts:
        union |= part
        meet &= part
        holds = holds and part != FALSE
        count += 1
    if not count:
        return TRUE
    return (union & FALSE) | (meet & VOID) | (TRUE if holds and union & TRUE else 0)


def any_of(parts: Iterable[Truth]) -> Truth:
    """Whether some part holds; no parts at all do not."""
    return OPPOSITE[all_of(OPPOSITE[part] for part in parts)]


def at_least_k_of(k: int, parts: Iterable[Truth]) -> Truth:
    """Whether at least `k` parts hold. Void only where every part is void."""
    surely = possibly = union = 0
    meet = 7
    for part in parts:
        surely += part == TRUE
        possibly += part & TRUE
        union |= part
        meet &= part
    if not union:
        return TRUE if k <= 0 else FALSE
    missing = (union & FALSE and surely < k) or (union & TRUE and max(surely, 1) < k)
    return (TRUE if possibly >= k and union != VOID else 0) | (FALSE if missing else 0) | (meet & VOID)
