"""The command line, `common-prosperity`: decide about workshops, look at schemes and measures.

Exit codes: 0 settled and eligible (or nothing to complain of), 1 settled and not eligible, 2 bad input or usage,
3 not settled, or a scheme that is not in force. 70 is a fault of the program itself, told in one line. The language is
that of `--lang`, else that of the environment variable `LANG`.
"""

from common_prosperity.cli.entry import main

__all__ = ["main"]
