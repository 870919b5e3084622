"""Fill the template with the two invented dossiers beside this file: `register.xlsx`, the same cell for cell each time.

python3 docs/examples/make_register.py [WHERE]
"""

import sys
from pathlib import Path

from common_prosperity.facts import Register
from common_prosperity.files.dossiers import read_dossier
from common_prosperity.files.tables import write_register

HERE = Path(__file__).parent
DOSSIERS = ("sewing-workshop.json", "unpaid-wages.json")


def register() -> Register:
    """The two workshops in one register."""
    return Register(dossiers=tuple(read_dossier(HERE / name) for name in DOSSIERS))


if __name__ == "__main__":
    write_register(register(), Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "register.xlsx")
