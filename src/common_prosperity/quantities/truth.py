"""Kleene's three values, and *not applicable*, as sets of possible outcomes.

A truth is the set of outcomes that the unstated facts still leave open, kept as a small bit mask:
`TRUE`, `FALSE`, `VOID` (not applicable), and their unions. `UNKNOWN` is `TRUE | FALSE`. A void part has no answer,
so a whole has one only where the other parts give it alone: `VOID` stands between `FALSE` and `TRUE`, as SQL's null does.
Masks combine outcome by outcome.
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
IS_SO: Final = (0, TRUE, FALSE, UNKNOWN, FALSE, UNKNOWN, FALSE, UNKNOWN)
"""`IS_SO[t]` is the truth of *it is so*: what has no answer is not so."""


def all_of(parts: Iterable[Truth]) -> Truth:
    """Whether every part holds; no parts at all hold."""
    union, meet, holds = 0, TRUE, True
    for part in parts:
        union |= part
        meet &= part
        holds = holds and part != FALSE
    return (union & FALSE) | (union & VOID if holds else 0) | meet


def all_applicable(parts: Iterable[Truth]) -> Truth:
    """Whether every part that is applicable holds; void only where there are parts and every one is void."""
    union, meet, holds = 0, VOID, True
    for part in parts:
        union |= part
        meet &= part
        holds = holds and part != FALSE
    if not union:
        return TRUE
    return (union & FALSE) | meet | (TRUE if holds and union & TRUE else 0)


def any_of(parts: Iterable[Truth]) -> Truth:
    """Whether some part holds; no parts at all do not."""
    union, meet, fails = 0, FALSE, True
    for part in parts:
        union |= part
        meet &= part
        fails = fails and part != TRUE
    return (union & TRUE) | (union & VOID if fails else 0) | meet


def at_least_k_of(k: int, parts: Iterable[Truth]) -> Truth:
    """Whether at least `k` parts hold."""
    surely = possibly = tenable = within = union = 0
    for part in parts:
        union |= part
        surely += part == TRUE
        possibly += part & TRUE
        tenable += not part & FALSE
        within += part != FALSE
    undecided = union & VOID and surely < k <= within
    return (TRUE if possibly >= k else 0) | (FALSE if tenable < k else 0) | (VOID if undecided else 0)
