"""Invented workshops, people and schemes for the tests, and small ways of writing them down."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from common_prosperity.facts import Dossier, Engagement, Payment, Worker, Workshop
from common_prosperity.files.schemes import parse_scheme
from common_prosperity.measures.conditions import Value
from common_prosperity.measures.how import Gap
from common_prosperity.measures.measurements import Measurements
from common_prosperity.measures.table import Table
from common_prosperity.quantities import UNSTATED, Bounds, Month, Number, Period, Yuan, date_of
from common_prosperity.schemes import Scheme

YEAR: Final = Period.year(2023)

HEADING: Final = """
id = "invented"
edition = "1"
label = { zh = "虚构办法", en = "an invented scheme" }
issuer = { zh = "虚构机关", en = "an invented office" }
effective = { since = 2020-01-01 }
source = "invented"
"""


def scheme(body: str = "") -> Scheme:
    """A scheme from the TOML of its rules."""
    return parse_scheme((HEADING + body).encode())


def measured(**stated: Any) -> Measurements:
    """Measurements of the year 2023."""
    return Measurements.of(YEAR, **stated)


def dossier(**facts: Any) -> Dossier:
    """A dossier of the invented workshop `w` for the year 2023."""
    return Dossier(**{"workshop": Workshop(id="w"), "period": YEAR, **facts})


def day(text: str) -> dt.date:
    """A day from its ISO text."""
    return date_of(text)


def worker(name: str, **facts: Any) -> Worker:
    """A person."""
    return Worker(id=name, **facts)


def engaged(name: str, since: str | None = "2023-01-01", until: str | None = None, **facts: Any) -> Engagement:
    """A spell at the workshop `w`; without `until` it goes on, without `since` its beginning is unstated."""
    if since is not None:
        facts["since"] = day(since)
    return Engagement(worker=name, workshop="w", until=None if until is None else day(until), **facts)


def paid(name: str, month: str, amount: str | None, **facts: Any) -> Payment:
    """A payment for a month; without an amount, what was paid is unstated. What was due is what was paid, unless said."""
    stated = {} if amount is None else {"paid": Yuan.of(amount), "due": Yuan.of(amount)}
    return Payment(worker=name, workshop="w", month=Month.of(month), **{**stated, **facts})


@attrs.frozen
class Given:
    """Sources of measures that are simply given: one table, and what is known by name."""

    only: Table | None = None
    named: Mapping[str, Value] = attrs.field(factory=dict)
    missing: Mapping[str, tuple[Gap, ...]] = attrs.field(factory=dict)
    stated: Mapping[str, object] = attrs.field(factory=dict)
    panel: Mapping[str, tuple[object, ...]] = attrs.field(factory=dict)
    earlier: Mapping[tuple[str, int], object] = attrs.field(factory=dict)
    period: Period = YEAR

    def table(self, name: str) -> Table:
        """The table."""
        assert self.only is not None
        assert name == self.only.name
        return self.only

    def value(self, name: str) -> Value:
        """What is known of a name."""
        return self.named[name]

    def range(self, name: str) -> Value:
        """The range of a name."""
        return self.named[f"range of {name}"]

    def gaps(self, name: str) -> tuple[Gap, ...]:
        """What is missing for a name."""
        return self.missing.get(name, ())

    def attestation(self, name: str, *, verified: bool = False) -> object:
        """What was stated."""
        return self.stated.get(f"{name} verified" if verified else name, UNSTATED)

    def marks(self, criterion: str) -> tuple[object, ...] | None:
        """The marks of the panel."""
        return self.panel.get(criterion)

    def past(self, measure: str, years: int) -> object:
        """An earlier figure."""
        return self.earlier.get((measure, years), UNSTATED)


NUMBERS: Final[st.SearchStrategy[Number]] = st.one_of(
    st.integers(-50, 50),
    st.fractions(min_value=-50, max_value=50, max_denominator=12).map(lambda f: f.numerator if f.denominator == 1 else f),
)
"""Small exact numbers, whole ones as `int`."""


@st.composite
def bounds(draw: st.DrawFn, numbers: st.SearchStrategy[Number] = NUMBERS, *, void: bool = True) -> Bounds:
    """Bounds of every kind: settled, open on either side, perhaps or surely not applicable."""
    applies = draw(st.sampled_from([True, True, None, False] if void else [True]))
    if applies is False:
        return Bounds(None, None, applies=False)
    ends = sorted(draw(st.tuples(numbers, numbers)))
    lower, upper = draw(
        st.sampled_from([(ends[0], ends[1]), (ends[0], ends[0]), (None, ends[1]), (ends[0], None), (None, None)])
    )
    return Bounds(lower, upper, applies)


def inside(draw: st.DrawFn, known: Bounds) -> Number | None:
    """Some value that bounds leave open; `None` for not applicable."""
    if known.applies is False or (known.applies is None and draw(st.booleans())):
        return None
    low = known.lower if known.lower is not None else min(-60, -60 if known.upper is None else known.upper - 10)
    high = known.upper if known.upper is not None else max(60, low + 10)
    part = draw(st.fractions(0, 1, max_denominator=8))
    value = Fraction(low) + part * (Fraction(high) - Fraction(low))
    return value.numerator if value.denominator == 1 else value


def numbers(*names: str) -> str:
    """The TOML of measures that are stated numbers, which may be negative."""
    how = "attested = {{ of = '{0}', signed = true }}"
    return "".join(f"[measures.{name}]\nlabel = '{name}'\nunit = 'number'\n{how.format(name)}\n" for name in names)


def answers(*names: str) -> str:
    """The TOML of measures that are stated yes or no."""
    how = "attested = {{ of = '{0}', kind = 'yes_no' }}"
    return "".join(f"[measures.{name}]\nlabel = '{name}'\nunit = 'yes_no'\n{how.format(name)}\n" for name in names)
