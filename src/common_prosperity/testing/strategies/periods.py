"""Strategies for the periods that applications are about."""

from hypothesis import strategies as st

from common_prosperity.quantities import Period
from common_prosperity.quantities.calendar import FIRST_DAY, LAST_DAY
from common_prosperity.schemes import Scheme
from common_prosperity.testing.strategies.quantities import periods


def periods_of(scheme: Scheme) -> st.SearchStrategy[Period]:
    """Calendar years that end while a scheme is in force, and the years before and after."""
    first, end = scheme.effective.first.year, scheme.effective.last
    last = end.year if end is not None else first + 4
    years = [*range(first + 1, max(first + 2, last)), first, last, first - 1, last + 1]
    return st.sampled_from([year for year in years if FIRST_DAY.year <= year <= LAST_DAY.year]).map(Period.year)


def periods_for(scheme: Scheme | None) -> st.SearchStrategy[Period]:
    """Periods to ask a scheme about, now and then one of which it does not speak; any, where there is no scheme."""
    return periods() if scheme is None else st.one_of(periods_of(scheme), periods())
