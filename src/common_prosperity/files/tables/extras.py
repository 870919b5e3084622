"""Columns that no table knows, written back beside the rows they stood in (另加的列)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from common_prosperity.files.tables.origins import Origins
from common_prosperity.files.tables.words import FORMULA_STARTS, literal
from common_prosperity.quantities import decimal_text, exact


class Extras:
    """The further columns of every table, and what stands in them beside each fact."""

    def __init__(self, origins: Origins | None, *, plain: bool) -> None:
        self.origins = origins
        self.plain = plain
        self.headings: Mapping[str, Sequence[str]] = _headings(origins)

    def beside(self, table: str, workshop: str, fact: int | None, item: int | None) -> list[Any]:
        """The further cells of the row of a fact; none are filled where it had no row.

        Args:
            table: the table that the row is written in.
            workshop: whose row it is.
            fact: index of the fact in its collection; `None` for the statement that there is none.
            item: index within the fact, where the row states a part of it.
        """
        headings = self.headings.get(table, ())
        if self.origins is None or not headings:
            return []
        found = self.origins.row(workshop, table, fact, item)
        if found is None:
            return [None] * len(headings)
        source, row = found
        return [self._cell(source.extras[heading][row]) if heading in source.extras else None for heading in headings]

    def _cell(self, value: Any) -> Any:
        """A raw value as it is written; as text, where all must be text."""
        if value == "" and isinstance(value, str):
            return None
        if not self.plain:
            return value
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, int | float):
            return decimal_text(exact(value))
        if isinstance(value, dt.datetime) and not value.time():
            value = value.date()
        text = str(value)
        return literal(text) if text.startswith(FORMULA_STARTS) else text


def _headings(origins: Origins | None) -> dict[str, list[str]]:
    """The headings of the further columns of each table, in the order in which its sheets have them."""
    found: dict[str, dict[str, None]] = {}
    for source in () if origins is None else origins.sources:
        found.setdefault(source.table, {}).update(dict.fromkeys(source.extras))
    return {table: list(headings) for table, headings in found.items()}
