"""A table: rows of cells, some of which nobody has stated."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from common_prosperity.quantities import UNSTATED, Bounds, Unstated, Yuan
from common_prosperity.quantities.truth import FALSE, TRUE, Truth

Cell = int | Fraction | str | bool | None | Unstated | Bounds
"""An exact number, yes or no, an option, surely none, unstated, or partly known bounds."""


@attrs.frozen
class Table:
    """Rows of one kind. All columns have one cell for each id."""

    name: str
    ids: tuple[str, ...]
    columns: Mapping[str, Sequence[Cell]]
    present: tuple[Truth, ...]
    """For each row, whether it belongs to the period: `TRUE` or `UNKNOWN`."""
    submitted: bool
    """Whether the table was submitted at all; if not, it may hold anything."""


class Lazily(Mapping[str, Sequence[Cell]]):
    """Columns that are worked out when they are first asked for; few measures ask for all of a long table."""

    __slots__ = ("_made", "_makers")

    def __init__(self, makers: Mapping[str, Callable[[], Sequence[Cell]]]) -> None:
        self._makers, self._made = makers, dict[str, Sequence[Cell]]()

    def __getitem__(self, name: str) -> Sequence[Cell]:
        """The cells of a column."""
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        """The names of the columns."""
        return iter(self._makers)

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self._makers)


def flag(truth: Truth) -> Cell:
    """Yes, no or unstated."""
    return True if truth == TRUE else False if truth == FALSE else UNSTATED


def fen(amount: Yuan | Unstated) -> Cell:
    """An amount in fen."""
    return UNSTATED if amount is UNSTATED else amount.fen
