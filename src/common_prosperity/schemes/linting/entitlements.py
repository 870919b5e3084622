"""Entitlements: which of two versions of an amount comes to more, proven case by case (应得应缴增减)."""

from collections.abc import Sequence
from typing import Final

import attrs

from common_prosperity.measures.cases import Case
from common_prosperity.quantities import Number
from common_prosperity.quantities.truth import TRUE, Truth
from common_prosperity.schemes.linting.strictness import (
    ALWAYS,
    Effect,
    effect_of,
    entangled,
    facts_behind,
    guessed,
    redefined,
)
from common_prosperity.schemes.linting.worlds import Joint, Side, Statement, World, Worlds, joint
from common_prosperity.schemes.model import Amount

AMOUNTS: Final = {
    Effect.LOOSER: Effect.LARGER,
    Effect.STRICTER: Effect.SMALLER,
    Effect.MIXED: Effect.VARIED,
    Effect.NEUTRAL: Effect.NEUTRAL,
}
"""More may be a larger subsidy or a larger levy: an amount grows or shrinks, and is neither stricter nor looser."""


@attrs.frozen
class AmountShift:
    """How an amount for the same facts differs: the effect, and facts with the amount before and after."""

    effect: Effect
    example: tuple[World, Number, Number] | None = None


UNPROVEN: Final = AmountShift(Effect.UNKNOWN)


def amount_shift(old: Amount, old_worlds: Worlds, new: Amount, new_worlds: Worlds) -> AmountShift:
    """How an amount differs where its cases are constant, or name the same quantity before and after.

    What both are multiplied by must be the same, and never negative.
    """
    names = [_deciding(old, old_worlds), _deciding(new, new_worlds)]
    days = old_worlds.days(set(old.names())), new_worlds.days(set(new.names()))
    if old.times != new.times or old.unit is not new.unit or not all(days):
        return UNPROVEN
    if redefined({*old.names(), *new.names()}, old_worlds, new_worlds):
        return UNPROVEN
    if entangled(names[0] - names[1], old_worlds, names[1] - names[0], new_worlds):
        return UNPROVEN
    if isinstance(new.times, str) and not _multiplies(new.times, names[0] | names[1], new_worlds):
        return UNPROVEN
    conditions = [(case.when or ALWAYS, old_worlds, days[0][-1]) for case in old.first]
    conditions += [(case.when or ALWAYS, new_worlds, days[1][-1]) for case in new.first]
    sides: tuple[Side, Side] = ("inner", "outer")
    shown, possible = (joint([Statement(*one) for one in conditions], side) for side in sides)
    if shown is None or possible is None:
        return UNPROVEN
    return _compared(old, new, {} if guessed(names[0] | names[1]) else shown, possible)


def _deciding(amount: Amount, worlds: Worlds) -> set[str]:
    """Every name that decides which case is the first."""
    conditions = [case.when for case in amount.first if case.when is not None]
    return {name for condition in conditions for name in (*condition.names(), *worlds.variables(condition))}


def _multiplies(times: str, deciding: set[str], worlds: Worlds) -> bool:
    """Whether a factor is never negative, can be more than nought, and does not hang together with the conditions."""
    domain = worlds.domain(times)
    numbers = domain.outer.numbers
    never_negative = bool(numbers) and numbers.low is not None and numbers.low >= 0
    can_be_more = bool(domain.inner.numbers) and domain.inner.numbers.high != 0
    apart = times not in deciding and not facts_behind({times}, worlds) & facts_behind(deciding, worlds)
    return never_negative and can_be_more and apart


def _compared(old: Amount, new: Amount, shown: Joint, possible: Joint) -> AmountShift:
    found: dict[bool, tuple[World, Number, Number]] = {}
    for truths in possible:
        before, after = _first(old.first, truths[: len(old.first)]), _first(new.first, truths[len(old.first) :])
        if before == after:
            continue
        if before is None or after is None or isinstance(before, str) or isinstance(after, str) or truths not in shown:
            return UNPROVEN
        found.setdefault(after > before, (shown[truths], before, after))
    effect = effect_of(stricter=False in found, looser=True in found)
    return AmountShift(AMOUNTS[effect], found.get(True) or found.get(False))


def _first(cases: Sequence[Case], truths: Sequence[Truth]) -> Number | str | None:
    """The value of the first case that is met; `None` where none is."""
    return next((case.value for case, truth in zip(cases, truths, strict=True) if truth == TRUE), None)
