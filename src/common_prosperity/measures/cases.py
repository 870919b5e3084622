"""Cases: the value of the first case whose condition is met."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import term
from common_prosperity.measures.conditions import Condition, Lookup, Value
from common_prosperity.measures.how import Derived, Gap, Natural, Quantities
from common_prosperity.quantities import NOT_APPLICABLE, Bounds
from common_prosperity.quantities.truth import FALSE, TRUE, Truth


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Case:
    """A value that holds where a condition does; without a condition, in all other cases."""

    value: int | Fraction | str = attrs.field(metadata=term("取值", "value"))
    when: Condition | None = attrs.field(default=None, metadata=term("条件", "when"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class First(Derived):
    """The value of the first case whose condition is met; not applicable where none is."""

    tag: ClassVar[str] = "first"
    of: tuple[Case, ...] = attrs.field(metadata=term("情形", "cases"))

    def inputs(self) -> Iterator[str]:
        """Every name a condition or value mentions."""
        for case in self.of:
            if isinstance(case.value, str):
                yield case.value
            if case.when is not None:
                yield from case.when.names()

    def natural(self, natural: Natural) -> Value:
        """The hull of all cases."""
        return self._hull(natural, lambda _: TRUE | FALSE)

    def value(self, sources: Quantities) -> Value:
        """The hull of every case that may be the first to hold."""
        return self.among(sources.value)

    def among(self, lookup: Lookup) -> Value:
        """The hull of every case that may be the first to hold, given what is known of each name."""
        return self._hull(lookup, lambda condition: condition.judge(lookup))

    def _hull(self, lookup: Callable[[str], Value], judge: Callable[[Condition], Truth]) -> Value:
        found: Bounds | None = None
        for case in self.of:
            truth = TRUE if case.when is None else judge(case.when)
            if truth & TRUE:
                value = lookup(case.value) if isinstance(case.value, str) else Bounds(case.value, case.value)
                bounds = value if isinstance(value, Bounds) else Bounds()
                found = bounds if found is None else found.hull(bounds)
            if truth == TRUE:
                return NOT_APPLICABLE if found is None else found
        return NOT_APPLICABLE if found is None else found.hull(NOT_APPLICABLE)

    def gaps(self, sources: Quantities) -> Iterator[Gap]:
        """What is missing for the conditions, and for the values that may hold."""
        for case in self.of:
            truth = TRUE if case.when is None else case.when.judge(sources.value)
            if case.when is not None and truth not in (TRUE, FALSE):
                for name in case.when.names():
                    yield from sources.gaps(name)
            if truth & TRUE and isinstance(case.value, str):
                yield from sources.gaps(case.value)
            if truth == TRUE:
                return
