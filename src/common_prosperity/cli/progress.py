"""A progress bar on long work, where somebody watches."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import Final

from common_prosperity.cli.terminal import is_terminal

LONG: Final = 50
"""Fewer steps are over before a bar could be read."""


@contextlib.contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[], None]]:
    """Tell how far a piece of work is, on standard error.

    Args:
        label: what is being done.
        total: how many steps it takes.

    Yields:
        What to call after each step.
    """
    if total < LONG or not is_terminal(sys.stderr):
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415  # loaded where somebody watches
    from rich.progress import Progress  # noqa: PLC0415  # as above

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda: bar.advance(task)
