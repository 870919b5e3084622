"""What the exit code says."""

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from common_prosperity.awards import Decision


class Exit(IntEnum):
    """The exit codes of the command line."""

    ELIGIBLE = 0
    """Settled, and eligible or without conditions; or nothing to complain of."""
    REFUSED = 1
    """Settled, and not eligible or outside what the scheme applies to; or something to complain of."""
    BAD_INPUT = 2
    """Bad input or usage."""
    OPEN = 3
    """Not settled, or a scheme that is not in force."""
    OWN_FAULT = 70
    """A fault of the program itself, as `EX_SOFTWARE` of sysexits.h."""
    INTERRUPTED = 130


def exit_code(decision: "Decision") -> Exit:
    """0 settled and eligible, 1 settled and not eligible or not applicable, 3 not settled or not in force."""
    if decision.verdict in ("not_in_force", "expired") or not decision.settled:
        return Exit.OPEN
    return Exit.ELIGIBLE if decision.verdict == "met" else Exit.REFUSED
