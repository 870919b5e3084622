"""Numbers that a scheme writes as text beside `equals` and `one_of`: `equals = "20%"`, `one_of = ["1/3", "2/3"]`.

Whether such text is a number or the name of an option depends on what is compared. So it is read once the units are known.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from common_prosperity.measures.cases import First
from common_prosperity.measures.columns import COLUMNS
from common_prosperity.measures.conditions import ORDERED, Compare
from common_prosperity.measures.definition import Measure, Unit
from common_prosperity.measures.how import How
from common_prosperity.quantities import Text, numeral
from common_prosperity.schemes.model import ELIGIBLE, GRADE, Scheme, is_points

IsNumber = Callable[[str], bool]
"""Whether what bears a name is a number."""


def unit_of(name: str, scheme: Scheme, measures: Mapping[str, Measure]) -> Unit | None:
    """The unit of whatever bears a name; `None` where nothing does."""
    outcomes = {GRADE: Unit.CHOICE, ELIGIBLE: Unit.YES_NO}
    if name in outcomes or is_points(name):
        return outcomes.get(name, Unit.POINTS)
    found = scheme.parameters.get(name) or measures.get(name)
    return None if found is None else found.unit


def with_numbers(scheme: Scheme, measures: Mapping[str, Measure]) -> Scheme:
    """The same scheme, in which whatever a number is compared with is a number.

    Args:
        scheme: the scheme as it was read.
        measures: all measures by name, the scheme's own and the built-in ones.
    """

    def is_number(name: str) -> bool:
        return unit_of(name, scheme, measures) not in (None, Unit.CHOICE, Unit.YES_NO)

    found: Scheme = _read(scheme, is_number)
    return found


def _read(part: Any, is_number: IsNumber) -> Any:
    """The same part, its comparisons read; itself where nothing is to be read."""
    if isinstance(part, str | int | Text):
        return part
    if isinstance(part, Compare):
        return _compared(part) if part.relation not in ORDERED and is_number(part.subject) else part
    if isinstance(part, tuple):
        items = tuple([_read(item, is_number) for item in part])
        return items if any(new is not old for new, old in zip(items, part, strict=True)) else part
    if not attrs.has(part.__class__):
        if not isinstance(part, Mapping):
            return part
        table = {key: _read(item, is_number) for key, item in part.items()}
        return table if any(table[key] is not item for key, item in part.items()) else part
    inside = _is_number_in_rows(part) if isinstance(part, How) and not isinstance(part, First) else is_number
    changes = dict(_changes(part, inside))
    return attrs.evolve(part, **changes) if changes else part


def _changes(part: Any, is_number: IsNumber) -> Iterator[tuple[str, Any]]:
    for field in attrs.fields(part.__class__):
        old = getattr(part, field.name)
        new = _read(old, is_number)
        if new is not old:
            yield field.name, new


def _is_number_in_rows(how: How) -> IsNumber:
    """Conditions within a measure speak of columns of its table, if it has one that is known."""
    columns = {name: column for table, _ in how.conditions() for name, column in COLUMNS.get(table, {}).items()}
    return lambda name: name in columns and columns[name].kind == "number"


def _compared(leaf: Compare) -> Compare:
    if isinstance(leaf.edge, tuple):
        return attrs.evolve(leaf, edge=tuple(map(numeral, leaf.edge)))
    return attrs.evolve(leaf, edge=numeral(leaf.edge))
