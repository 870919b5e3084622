"""Facts left out of a dossier and then stated in every way that matters: no measure of the catalogue leaves its bounds.

For facts about people and incidents that stand on their own the bounds are exact: their ends are reached.
"""

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from typing import Any, Final

from hypothesis import assume, given
from hypothesis import strategies as st

from common_prosperity.errors import ProsperityError
from common_prosperity.facts import Disability, DisabilityCategory, Dossier, IncidentKind, Occupation, PremisesKind, Region, Sex
from common_prosperity.files import load_catalogue
from common_prosperity.measures.measurements import Measurements, take
from common_prosperity.quantities import UNSTATED, Bounds, Yuan
from common_prosperity.testing.strategies import dossiers, stated_facts
from common_prosperity.testing.strategies.paths import Path, restated
from common_prosperity.testing.strategies.quantities import pick

DAY: Final = dt.timedelta(1)
CERTIFIED: Final = tuple(Disability(category=DisabilityCategory.VISUAL, grade=grade) for grade in (1, 2, 3, 4))
AMOUNTS: Final = (Yuan(0), Yuan(1), Yuan(10**14))
VALUES: Final[Mapping[tuple[str, str], Sequence[Any]]] = {
    ("workers", "sex"): tuple(Sex),
    ("workers", "disability"): (None, *CERTIFIED),
    ("workers", "occupation_before"): tuple(Occupation),
    ("incidents", "kind"): tuple(IncidentKind),
    ("premises", "kind"): tuple(PremisesKind),
    ("workers", "residence"): tuple(map(Region, ("330481101201", "330481101202", "330481102201", "330521100200"))),
    ("payments", "paid"): AMOUNTS,
    ("payments", "due"): AMOUNTS,
    ("engagements", "baseline"): AMOUNTS,
    ("projects", "processing_fees"): AMOUNTS,
    ("trainings", "hours"): (0, 1, 10**9),
}
"""Facts with the values that matter, by collection and field."""

DAYS: Final = ("since", "until", "date", "resolved", "opened", "closed")

EXACT: Final = {
    ("workers", "sex"): ("women_share",),
    ("workers", "disability"): ("disabled_people", "disabled_share", "severely_disabled_people"),
    ("workers", "occupation_before"): ("surplus_labour_people",),
    ("incidents", "kind"): ("unresolved_fire", "unresolved_accident", "unresolved_unpaid_wages"),
}
"""Measures whose ends are reached, by the fact that nobody stated."""

CATALOGUE: Final = load_catalogue()


def values(path: Path, dossier: Dossier) -> Sequence[Any]:
    """The values that matter of a fact; none where it is not tried."""
    if path[-1] in DAYS:
        edges = (dossier.period.since, dossier.period.until)
        days = [edge + shift * DAY for edge in edges for shift in (-400, -1, 0, 1)]
        return days if path[-1] in ("since", "date", "opened") else [*days, None]
    return VALUES.get((str(path[0]), str(path[-1])), ())


def measured(dossier: Dossier) -> Measurements:
    """Every measure of the catalogue."""
    return take(dossier, tuple(CATALOGUE), CATALOGUE, {})


def stated_anew(dossier: Dossier, whole: Dossier, paths: Sequence[Path]) -> list[Measurements]:
    """What every consistent way of stating some facts gives."""
    found = []
    for chosen in itertools.product(*(values(path, whole) for path in paths)):
        try:
            found.append(measured(restated(dossier, dict(zip(paths, chosen, strict=True)))))
        except ProsperityError:
            continue
    return found


@given(st.data())
def test_no_way_of_stating_facts_leaves_the_bounds(data: st.DataObject) -> None:
    whole = data.draw(dossiers(unstated=0))
    paths = [path for path in stated_facts(whole) if values(path, whole)]
    assume(paths)
    chosen = list(dict.fromkeys(pick(data.draw, paths) for _ in range(2)))
    known = restated(whole, dict.fromkeys(chosen, UNSTATED))
    said = measured(known)
    for found in stated_anew(known, whole, chosen):
        outside = [name for name in CATALOGUE if not found[name].inside(said[name])]  # type: ignore[arg-type]  # of one type
        assert outside == []


@given(st.data())
def test_facts_that_stand_alone_are_exact(data: st.DataObject) -> None:
    whole = data.draw(dossiers(unstated=0))
    paths = [path for path in stated_facts(whole) if len(path) == 3 and path[::2] in EXACT]
    assume(paths)
    path = pick(data.draw, paths)
    known = restated(whole, {path: UNSTATED})
    said, found = measured(known), stated_anew(known, whole, [path])
    for name in EXACT[str(path[0]), str(path[2])]:
        reached = found[0][name]
        for each in found[1:]:
            bounds = each[name]
            assert isinstance(reached, Bounds)
            assert isinstance(bounds, Bounds)
            reached = reached.hull(bounds)
        assert said[name] == reached, name
