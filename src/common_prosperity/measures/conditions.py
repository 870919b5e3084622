"""Conditions: one small grammar for people inside a measure and for measures inside a scheme.

Comparisons have explicit edges. 以上, 以下 and 以内 include the number (`at_least`, `at_most`); 超过 and 不满 do not
(`more_than`, `less_than`). Comparisons combine by `all`, `any`, `not` and `at_least_k_of`, in Kleene's three values.
"""

import enum
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import ClassVar, Final

import attrs

from common_prosperity.quantities import NOT_APPLICABLE, UNSTATED, Bounds, Number, Options
from common_prosperity.quantities.truth import (
    FALSE,
    OPPOSITE,
    TRUE,
    UNKNOWN,
    VOID,
    Truth,
    all_of,
    any_of,
    at_least_k_of,
)

Value = Bounds | Options
Lookup = Callable[[str], Value]
"""Gives what is known of a measure or parameter by its name."""


class Relation(enum.StrEnum):
    """How a subject is compared with an edge."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    EQUALS = "equals"
    ONE_OF = "one_of"


SIGNS: Final = {
    Relation.AT_LEAST: "≥",
    Relation.MORE_THAN: ">",
    Relation.AT_MOST: "≤",
    Relation.LESS_THAN: "<",
    Relation.EQUALS: "=",
    Relation.ONE_OF: "∈",
}

Edge = Number | str | bool | tuple[Number | str, ...]
"""What a subject is compared with: a number, a yes or no, an option, several of them, or the name of a quantity."""


@attrs.frozen
class Condition:
    """A statement that is met, not met, not applicable, or still unknown."""

    tag: ClassVar[str]

    def subjects(self) -> Iterator[str]:
        """Every name that is compared, in order."""
        return (leaf.subject for leaf in self.leaves())

    def names(self) -> Iterator[str]:
        """Every name whose value matters: subjects, and edges that are named quantities."""
        for leaf in self.leaves():
            yield leaf.subject
            if leaf.edge_name is not None:
                yield leaf.edge_name

    def leaves(self) -> Iterator["Compare"]:
        """The comparisons, in order."""
        raise NotImplementedError

    def judge(self, lookup: Lookup) -> Truth:
        """The outcomes that are left open, given what is known of each name."""
        raise NotImplementedError


@attrs.frozen
class Compare(Condition):
    """One comparison: `{ measure = "people_employed", at_least = 10 }`."""

    tag: ClassVar[str] = "compare"
    subject: str
    relation: Relation
    edge: Edge

    @property
    def edge_name(self) -> str | None:
        """The name of the quantity that serves as the edge, if one does."""
        return self.edge if isinstance(self.edge, str) and self.relation in ORDERED else None

    def leaves(self) -> Iterator["Compare"]:
        """Itself."""
        yield self

    def threshold(self, lookup: Lookup) -> Value | None:
        """The edge as known: bounds of a number or named quantity, or options; `None` for a list of numbers."""
        edge = self.edge
        if isinstance(edge, str):
            return lookup(edge) if self.relation in ORDERED else Options(frozenset({edge}))
        if isinstance(edge, tuple):
            return Options(frozenset(map(str, edge))) if isinstance(edge[0], str) else None
        return _point(edge)

    def judge(self, lookup: Lookup) -> Truth:
        """Compare what is known with the edge."""
        value, threshold = lookup(self.subject), self.threshold(lookup)
        if threshold is None:
            return any_of(compare(value, Relation.EQUALS, _point(edge)) for edge in self.edge)  # type: ignore[union-attr, arg-type]  # a list of numbers
        return compare(value, self.relation, threshold)


@attrs.frozen
class All(Condition):
    """Every part must be met."""

    tag: ClassVar[str] = "all"
    of: tuple[Condition, ...]

    def leaves(self) -> Iterator[Compare]:
        """The comparisons of all parts."""
        for part in self.of:
            yield from part.leaves()

    def judge(self, lookup: Lookup) -> Truth:
        """Kleene's *and*."""
        return all_of([part.judge(lookup) for part in self.of])


@attrs.frozen
class AnyOf(Condition):
    """Some part must be met."""

    tag: ClassVar[str] = "any"
    of: tuple[Condition, ...]

    def leaves(self) -> Iterator[Compare]:
        """The comparisons of all parts."""
        for part in self.of:
            yield from part.leaves()

    def judge(self, lookup: Lookup) -> Truth:
        """Kleene's *or*."""
        return any_of([part.judge(lookup) for part in self.of])


@attrs.frozen
class Not(Condition):
    """The part must not be met."""

    tag: ClassVar[str] = "not"
    of: Condition

    def leaves(self) -> Iterator[Compare]:
        """The comparisons of the part."""
        return self.of.leaves()

    def judge(self, lookup: Lookup) -> Truth:
        """Kleene's *not*."""
        return OPPOSITE[self.of.judge(lookup)]


@attrs.frozen
class AtLeastKOf(Condition):
    """At least `k` of the parts must be met."""

    tag: ClassVar[str] = "at_least_k_of"
    k: int
    of: tuple[Condition, ...]

    def leaves(self) -> Iterator[Compare]:
        """The comparisons of all parts."""
        for part in self.of:
            yield from part.leaves()

    def judge(self, lookup: Lookup) -> Truth:
        """Count the parts."""
        return at_least_k_of(self.k, [part.judge(lookup) for part in self.of])


ORDERED: Final = frozenset({Relation.AT_LEAST, Relation.MORE_THAN, Relation.AT_MOST, Relation.LESS_THAN})


def _point(edge: Number) -> Bounds:
    """A number as bounds; yes is 1 and no is 0."""
    number = int(edge) if edge.__class__ is bool else edge
    return Bounds(number, number)


def compare(value: Value, relation: Relation, threshold: Value) -> Truth:
    """The outcomes of a comparison that the bounds of both sides leave open."""
    if value.__class__ is Options or threshold.__class__ is Options:
        return _compare_options(value, threshold)
    low, high, edge_low, edge_high = value.lower, value.upper, threshold.lower, threshold.upper  # type: ignore[union-attr]  # neither is Options
    if value.applies is not True or threshold.applies is not True:  # type: ignore[union-attr]  # neither is Options
        if value.applies is False or threshold.applies is False:  # type: ignore[union-attr]  # neither is Options
            return VOID
        return VOID | compare(_applicable(value), relation, _applicable(threshold))
    if relation is Relation.AT_LEAST:
        met = high is None or edge_low is None or high >= edge_low
        missed = low is None or edge_high is None or low < edge_high
    elif relation is Relation.AT_MOST:
        met = low is None or edge_high is None or low <= edge_high
        missed = high is None or edge_low is None or high > edge_low
    elif relation is Relation.MORE_THAN:
        met = high is None or edge_low is None or high > edge_low
        missed = low is None or edge_high is None or low <= edge_high
    elif relation is Relation.LESS_THAN:
        met = low is None or edge_high is None or low < edge_high
        missed = high is None or edge_low is None or high >= edge_low
    else:
        met = (low is None or edge_high is None or low <= edge_high) and (high is None or edge_low is None or high >= edge_low)
        missed = not (value.settled and threshold.settled and low == edge_low)
    return (TRUE if met else 0) | (FALSE if missed else 0)


def _applicable(value: Value) -> Bounds:
    """The same bounds, where the quantity applies."""
    assert isinstance(value, Bounds)
    return Bounds(value.lower, value.upper)


def _compare_options(value: Value, threshold: Value) -> Truth:
    if not isinstance(value, Options) or not isinstance(threshold, Options) or threshold.possible is None:
        return VOID if NOT_APPLICABLE in (value, threshold) else UNKNOWN
    if value.possible is None:
        return UNKNOWN
    met = bool(value.possible & threshold.possible)
    return (TRUE if met else 0) | (FALSE if value.possible - threshold.possible or not met else 0)


def cell_truth(cell: object, relation: Relation, edge: Edge | Bounds) -> Truth:
    """One comparison in one row. A cell that is none fails every comparison; an unstated one leaves it open."""
    if cell is UNSTATED:
        return UNKNOWN
    if cell is None:
        return FALSE
    if isinstance(cell, Bounds) and isinstance(edge, tuple):
        return any_of([compare(cell, Relation.EQUALS, _bounds(item)) for item in edge])
    if isinstance(edge, Bounds) or isinstance(cell, Bounds):
        return compare(_bounds(cell), relation, _bounds(edge))
    return TRUE if HOLDS[relation](cell, edge) else FALSE


def _bounds(cell: object) -> Bounds:
    return cell if isinstance(cell, Bounds) else Bounds(cell, cell) if isinstance(cell, int | Fraction) else Bounds()


HOLDS: Final[dict[Relation, Callable[..., bool]]] = {
    Relation.AT_LEAST: lambda cell, edge: cell >= edge,
    Relation.MORE_THAN: lambda cell, edge: cell > edge,
    Relation.AT_MOST: lambda cell, edge: cell <= edge,
    Relation.LESS_THAN: lambda cell, edge: cell < edge,
    Relation.EQUALS: lambda cell, edge: cell == edge,
    Relation.ONE_OF: lambda cell, edge: cell in edge,
}
