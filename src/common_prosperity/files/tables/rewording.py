"""Problems in the words of a sheet (问题措辞): columns and tables as people know them, and no advice on how JSON is written."""

import attrs

from common_prosperity.errors import Problem
from common_prosperity.files.tables.layout import TABLES, Column, Table


def reworded(problem: Problem, table: Table) -> Problem:
    """A problem whose particulars name columns and tables as people know them, in the language of the reason."""
    names: list[tuple[str, str]] = []
    for key, text in problem.details:
        column = _column(table, text) if key == "other" else None
        named = column.name if column is not None else TABLES[text].title if key == "table" and text in TABLES else None
        if named is not None:
            names += [(f"{key}@zh", named.zh), (f"{key}@en", named.en)]
    return attrs.evolve(problem, details=(*problem.details, *names))


def _column(table: Table, field: str) -> Column | None:
    """The column of a field of the facts, of the last part of a period, or of the dossier itself."""
    own = table.column(field)
    if own is None:
        own = next((column for column in table.columns if column.key.endswith(f".{field}")), None)
    return TABLES["workshops"].column(field) if own is None else own


def in_cell(problem: Problem) -> Problem:
    """A problem of a statement as it is told of a cell: without advice on how JSON is written."""
    details = dict(problem.details)
    cell = tuple((lang, details[f"cell@{lang}"]) for lang in ("zh", "en") if f"cell@{lang}" in details)
    return attrs.evolve(problem, details=(*problem.details, *cell))
