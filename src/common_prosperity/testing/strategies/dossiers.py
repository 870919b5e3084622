"""Strategies for dossiers and registers as villages hand them in: consistent, and never quite complete."""

import random
from typing import Any

import attrs
from hypothesis import strategies as st

from common_prosperity.facts import Dossier, Register, Workshop
from common_prosperity.facts.dossier import COLLECTIONS
from common_prosperity.facts.fields import limits_of
from common_prosperity.quantities import UNSTATED, Period
from common_prosperity.schemes import Scheme
from common_prosperity.testing.strategies.completing import completions
from common_prosperity.testing.strategies.paths import Path, mapped, restated, stated_facts
from common_prosperity.testing.strategies.periods import periods_for
from common_prosperity.testing.strategies.quantities import chance, pick, stated, words

SCHEME_NAMES = frozenset({("attestations", "id"), ("ratings", "criterion"), ("history", "measure")})
"""Identifiers that a scheme gives; they are no names of people or things."""


@st.composite
def dossiers(
    draw: st.DrawFn,
    scheme: Scheme | None = None,
    *,
    unstated: float | None = None,
    period: Period | None = None,
    workshop: str = "w1",
) -> Dossier:
    """Realistic dossiers, each fact of which may be unstated and each collection never submitted.

    Args:
        draw: given by Hypothesis.
        scheme: the scheme to apply for; its statements, marks and earlier figures are answered, too.
        unstated: how much nobody has stated, from 0, complete, to 1; without it, anything from nothing to almost all.
        period: the period of the application; without it, any, mostly one of which the scheme speaks.
        workshop: the id of the workshop.
    """
    name = stated(draw, words(), 0.2)
    blank = Dossier(workshop=Workshop(id=workshop, name=name), period=period or draw(periods_for(scheme)))
    whole = draw(completions(blank, scheme, precise=not chance(draw, 30)))
    return draw(less_stated(whole, unstated))


@st.composite
def less_stated(draw: st.DrawFn, dossier: Dossier, unstated: float | None = None) -> Dossier:
    """The dossier with some of its facts unstated.

    Args:
        draw: given by Hypothesis.
        dossier: the facts, as complete as they come.
        unstated: the probability with which each fact is left out; without it, that is drawn as well.
    """
    probability = pick(draw, (0.2, 0.4, 0.05, 0.6, 0.8, 0.0)) if unstated is None else unstated
    paths = stated_facts(dossier)
    dice = draw(st.binary(min_size=len(paths), max_size=len(paths))) if probability else b""
    gone: set[Path] = set()
    for path, die in zip(paths, dice, strict=False):
        likely = probability * (0.6 if len(path) == 1 and probability < 1 else 1)
        if die >= 256 * (1 - likely) and not any(path[:cut] in gone for cut in range(1, len(path))):
            gone.add(path)
    return restated(dossier, dict.fromkeys(gone, UNSTATED))


@st.composite
def registers(draw: st.DrawFn, scheme: Scheme | None = None, *, unstated: float | None = None) -> Register:
    """Registers of no, one or several workshops."""
    count = pick(draw, range(4))
    return Register(dossiers=tuple(draw(dossiers(scheme, unstated=unstated, workshop=f"w{at}")) for at in range(1, count + 1)))


@st.composite
def shuffled(draw: st.DrawFn, dossier: Dossier) -> Dossier:
    """The same dossier with every collection, and every list inside its items, in another order."""
    shuffle = random.Random(draw(st.integers(0, 2**32 - 1)))  # noqa: S311  # an order, no secret

    def other_order(value: Any) -> Any:
        return tuple(shuffle.sample(value, len(value))) if isinstance(value, tuple) else value

    inner = mapped(dossier, lambda _collection, _field, value: other_order(value))
    return attrs.evolve(inner, **{name: other_order(getattr(inner, name)) for name in COLLECTIONS})


@st.composite
def renamed(draw: st.DrawFn, dossier: Dossier) -> tuple[Dossier, dict[str, str]]:
    """The same dossier with every identifier renamed, and the new name of each; names a scheme gives stay."""
    names: dict[str, str] = {}
    salt = draw(st.integers(0, 2**32 - 1))

    def new(name: str) -> str:
        if name not in names:
            names[name] = f"{random.Random(f'{salt} {name}').randrange(10**6)}-{len(names)}"  # noqa: S311  # a name, no secret
        return names[name]

    def change(collection: str, field: "attrs.Attribute[Any]", value: Any) -> Any:
        limits = limits_of(field)
        if not (limits.identifier or limits.refers) or (collection, field.name) in SCHEME_NAMES:
            return value
        if isinstance(value, tuple):
            return tuple(new(name) for name in value)
        return new(value) if isinstance(value, str) else value

    return mapped(dossier, change), names
