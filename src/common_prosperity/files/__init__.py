"""Files: how facts, schemes and decisions come and go. The only room that opens files or knows cattrs."""

from common_prosperity.files.dossiers import (
    parse_decision,
    parse_dossier,
    read_decision,
    read_dossier,
    write_decision,
    write_dossier,
)
from common_prosperity.files.schemes import (
    load_catalogue,
    load_scheme,
    parse_scheme,
    read_scheme,
    scheme_files,
    write_scheme,
)

__all__ = [
    "load_catalogue",
    "load_scheme",
    "parse_decision",
    "parse_dossier",
    "parse_scheme",
    "read_decision",
    "read_dossier",
    "read_scheme",
    "scheme_files",
    "write_decision",
    "write_dossier",
    "write_scheme",
]
