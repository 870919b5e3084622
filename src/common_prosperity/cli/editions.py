"""The edition of a scheme that is in force for an application, as `--scheme` names it."""

import datetime as dt

from common_prosperity.cli.naming import naming
from common_prosperity.facts import Dossier
from common_prosperity.files.schemes import load_scheme
from common_prosperity.schemes.model import Scheme


class Editions:
    """The editions of a scheme, each loaded once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._by_day: dict[dt.date, Scheme] = {}

    def newest(self) -> Scheme:
        """The newest edition, where there is no application to choose by."""
        with naming("--scheme"):
            return load_scheme(self.name)

    def on(self, dossier: Dossier) -> Scheme:
        """The edition in force on the last day of a dossier's period."""
        day = dossier.period.until
        if day not in self._by_day:
            with naming("--scheme"):
                self._by_day[day] = load_scheme(self.name, on=dossier.period)
        return self._by_day[day]
