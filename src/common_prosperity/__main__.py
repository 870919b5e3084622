"""`python -m common_prosperity`: the command line."""

import sys

from common_prosperity.cli import main

sys.exit(main())
