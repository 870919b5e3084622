"""`UNSTATED`: the one sentinel for a fact that nobody has stated.

Unstated is not none. An empty collection `()` was submitted empty; `UNSTATED` was never submitted.
`None` is a stated absence, such as a person certified to have no disability.
"""

import enum
from typing import Final


class Unstated(enum.Enum):
    """The type whose single member is `UNSTATED`."""

    UNSTATED = "unstated"

    def __bool__(self) -> bool:
        """Refuse to be taken for no: an unstated fact is neither true nor false."""
        message = "an unstated fact is neither true nor false; compare it with `is UNSTATED`"
        raise TypeError(message)

    def __repr__(self) -> str:
        """Show the name only."""
        return "UNSTATED"


UNSTATED: Final = Unstated.UNSTATED
