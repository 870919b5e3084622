"""Strategies for every class of facts, drawn from the declarations themselves, each fact possibly unstated."""

import datetime as dt
import enum
import functools
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, TypeVar

import attrs
from hypothesis import strategies as st

from common_prosperity.facts import (
    Activity,
    Attestation,
    CollectivePayment,
    Conferral,
    Disability,
    Engagement,
    Enterprise,
    Evidence,
    Household,
    Incident,
    LowIncomeStatus,
    Pairing,
    PartyOrganization,
    PastFigure,
    Payment,
    Premises,
    Project,
    Rating,
    Region,
    Training,
    Village,
    Worker,
    Workshop,
)
from common_prosperity.facts.fields import Shape, limits_of, shape_of
from common_prosperity.quantities import UNSTATED, Month, Period, Yuan, exact
from common_prosperity.testing.strategies.quantities import (
    credit_codes,
    days,
    months,
    numbers,
    periods,
    regions,
    stated,
    words,
    yuan,
)

T = TypeVar("T")

FACTS: Final[tuple[type, ...]] = (
    Activity,
    Attestation,
    CollectivePayment,
    Conferral,
    Disability,
    Engagement,
    Enterprise,
    Evidence,
    Household,
    Incident,
    LowIncomeStatus,
    Pairing,
    PartyOrganization,
    PastFigure,
    Payment,
    Premises,
    Project,
    Rating,
    Training,
    Village,
    Worker,
    Workshop,
)
"""Every class of facts that stands in a dossier."""

STATEMENTS: Final = frozenset({bool, int, Fraction, str})
"""What an attestation may say."""


@functools.cache
def ids(prefix: str = "x", count: int = 4) -> st.SearchStrategy[str]:
    """Opaque identifiers: a prefix and a small number, so that they often meet."""
    return st.integers(1, count).map(lambda number: f"{prefix}{number}")


@functools.cache
def statements() -> st.SearchStrategy[bool | int | Fraction | str]:
    """Anything an attestation may say: yes or no, an exact number, or an option."""
    return st.one_of(st.booleans(), numbers(None).map(exact), st.sampled_from(("none-such", "a", "20%", "1/3")), words())


SINGLE: Final[Mapping[frozenset[type], Callable[[], st.SearchStrategy[Any]]]] = {
    frozenset({str}): words,
    frozenset({bool}): st.booleans,
    frozenset({dt.date}): days,
    frozenset({Month}): months,
    frozenset({Region}): regions,
    frozenset({Period}): periods,
    STATEMENTS: statements,
}
"""How a single stated value is drawn, by the classes its field allows."""


@functools.cache
def stated_values(cls: type, name: str, unstated: float = 0.2) -> st.SearchStrategy[Any]:
    """Whatever a field may hold when somebody states it.

    Args:
        cls: a class of facts.
        name: one of its fields.
        unstated: how often facts inside nested facts are unstated.
    """
    field = getattr(attrs.fields(cls), name)
    shape, limits = shape_of(field.type), limits_of(field)
    one = _single(field, shape, unstated)
    if shape.many:
        several = st.lists(one, max_size=3, unique=bool(limits.refers))
        return several.map(tuple)
    return st.one_of(st.none(), one) if shape.none else one


def _single(field: "attrs.Attribute[Any]", shape: Shape, unstated: float) -> st.SearchStrategy[Any]:
    limits, drawn = limits_of(field), SINGLE.get(shape.classes)
    if field.name == "credit_code":
        drawn = credit_codes
    elif limits.refers or limits.identifier:
        drawn = functools.partial(ids, limits.refers[:1] or "x")
    elif shape.classes in LIMITED:
        drawn = functools.partial(LIMITED[shape.classes], limits.at_least, limits.at_most)
    elif issubclass(shape.cls, enum.StrEnum):
        drawn = functools.partial(st.sampled_from, list(shape.cls))
    elif drawn is None:
        drawn = functools.partial(facts_of, shape.cls, unstated)
    return drawn()


LIMITED: Final[Mapping[frozenset[type], Callable[[int | None, int | None], st.SearchStrategy[Any]]]] = {
    frozenset({int}): st.integers,
    frozenset({int, Fraction}): numbers,
    frozenset({Yuan}): lambda lower, _upper: yuan() if lower is None else yuan(lower),
}
"""How a single number is drawn, between the limits of its field."""


ORDERED: Final = (("since", "until"), ("opened", "closed"), ("date", "resolved"))
"""Pairs of days that must stand in order."""


@st.composite
def facts_of(draw: st.DrawFn, cls: type[T], unstated: float = 0.2) -> T:
    """Facts of one class, on their own: valid in themselves, not yet within any dossier.

    Args:
        draw: given by Hypothesis.
        cls: a class of facts, such as `Worker`.
        unstated: how often a fact that may be unstated is.
    """
    values: dict[str, Any] = {}
    made: Any = cls
    for field in attrs.fields(made):
        open_to_doubt = shape_of(field.type).unstated
        values[field.name] = stated(draw, stated_values(made, field.name, unstated), unstated if open_to_doubt else 0)
    for first, last in ORDERED:
        ends = values.get(first), values.get(last)
        if isinstance(ends[0], dt.date) and isinstance(ends[1], dt.date) and ends[0] > ends[1]:
            values[first], values[last] = ends[1], ends[0]
    if cls is Pairing:
        values["enterprise_side"] = f"{values['village_side']}-enterprise"
    if cls is Household and values["low_income"] is not UNSTATED:
        values["low_income"] = values["low_income"][:1]
    return cls(**values)


def any_fact(unstated: float = 0.2) -> st.SearchStrategy[Any]:
    """A fact of any class."""
    return st.sampled_from(FACTS).flatmap(lambda cls: facts_of(cls, unstated))
