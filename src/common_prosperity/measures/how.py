"""How a measure is taken: what every kind of definition can be asked, and what it may ask of its sources."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import ClassVar, Protocol

import attrs

from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import term
from common_prosperity.measures.conditions import Condition, Value
from common_prosperity.measures.table import Table
from common_prosperity.quantities import Period


@attrs.frozen(order=True)
class Gap:
    """Facts nobody has stated: a whole table, one column of some rows, or a stated fact by its id."""

    table: str
    column: str = ""
    rows: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The gap without its rows: `people.disabled`, or `incidents` for a table never submitted."""
        return f"{self.table}.{self.column}" if self.column else self.table


class Quantities(Protocol):
    """What a definition may ask of other quantities."""

    def value(self, name: str) -> Value:
        """What is known of another measure or parameter."""

    def gaps(self, name: str) -> tuple[Gap, ...]:
        """What is missing for another measure."""


class Sources(Quantities, Protocol):
    """What a definition may ask for: tables, other quantities, statements, and the period."""

    @property
    def period(self) -> Period:
        """The period of the application."""

    def table(self, name: str) -> Table:
        """A table of the dossier."""

    def range(self, name: str) -> Value:
        """The range a measure can have at all."""

    def attestation(self, name: str, *, verified: bool = False) -> object:
        """The stated value, or the verified one; `None` for none, or `UNSTATED`."""

    def marks(self, criterion: str) -> tuple[object, ...] | None:
        """The marks given under a criterion; `None` where no ratings were submitted."""

    def past(self, measure: str, years: int) -> object:
        """The figure of a measure so many years before the period."""


Natural = Callable[[str], Value]
"""Gives the range a named quantity can have at all."""


@attrs.frozen
class How:
    """The base of all definitions; `tag` is the key under which a scheme file writes it."""

    tag: ClassVar[str]

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """Conditions on the rows of a table."""
        return iter(())

    def inputs(self) -> Iterator[str]:
        """Names of the quantities the definition builds on."""
        for _, condition in self.conditions():
            for leaf in condition.leaves():
                if leaf.edge_name is not None:
                    yield leaf.edge_name

    def natural(self, natural: Natural) -> Value:
        """The range the measure can have when nothing at all is known."""
        raise NotImplementedError

    def value(self, sources: Sources) -> Value:
        """What is known of the measure."""
        raise NotImplementedError

    def gaps(self, sources: Sources) -> Iterator[Gap]:
        """The unstated facts that keep the bounds apart."""
        raise NotImplementedError


class Derived(How):
    """The base of definitions that ask for nothing but other quantities."""

    __slots__ = ()

    def value(self, sources: Quantities) -> Value:
        """What follows from the other quantities."""
        raise NotImplementedError

    def gaps(self, sources: Quantities) -> Iterator[Gap]:
        """What is missing for the other quantities."""
        raise NotImplementedError


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Weight:
    """What a row counts for where a condition holds: grade 1 or 2 counts twice."""

    counts: int | Fraction = attrs.field(metadata=term("计为", "counts", at_least=0))
    where: Condition = attrs.field(metadata=term("条件", "where"))
