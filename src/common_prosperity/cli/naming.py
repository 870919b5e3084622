"""A name nobody bears is told with the option it was given by."""

import contextlib
from collections.abc import Iterator

import attrs

from common_prosperity.errors import UnknownName


@contextlib.contextmanager
def naming(option: str = "") -> Iterator[None]:
    """Let an unknown name say which option or argument it came from.

    Args:
        option: as the user wrote it; left out where the place of the problem is the option's name.

    Raises:
        UnknownName: something was asked for by a name that nothing bears.
    """
    try:
        yield
    except UnknownName as error:
        problem = error.problems[0]
        raise UnknownName(attrs.evolve(problem, place=option or f"--{problem.place}")) from None
