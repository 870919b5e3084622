"""Checks S101 to S108: whether every value of a measure has its points, and only one number of them."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from common_prosperity.measures.definition import Unit
from common_prosperity.measures.statements import Attested
from common_prosperity.quantities import Bounds, Number, Options, Text
from common_prosperity.schemes.linting.applying import applicable
from common_prosperity.schemes.linting.domains import Values
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.inspection import Inspection, found
from common_prosperity.schemes.linting.intervals import NOWHERE, IntervalSet
from common_prosperity.schemes.linting.pieces import band_region, some_number
from common_prosperity.schemes.linting.words import listed, number_text, quantity_text, region_text, unit_of
from common_prosperity.schemes.linting.worlds import World
from common_prosperity.schemes.model import Criterion
from common_prosperity.schemes.points import Band, Bands, Choice


def check(inspection: Inspection) -> Iterator[LintFinding]:
    """Everything about tables of bands and of options."""
    for place, _, criterion in inspection.criteria():
        if isinstance(criterion.points, Bands):
            yield from _bands(f"{place}.bands", criterion, criterion.points.bands, inspection)
        elif isinstance(criterion.points, Choice):
            yield from _options(f"{place}.choice", criterion, criterion.points, inspection)


def _bands(place: str, criterion: Criterion, bands: Sequence[Band], inspection: Inspection) -> Iterator[LintFinding]:
    name = str(criterion.measure)
    unit = unit_of(name, inspection.scheme)
    domain = applicable(inspection.worlds, name, criterion.applies)
    regions = [band_region(band) for band in bands]
    for index, region in enumerate(regions):
        if not domain.outer.within(region):
            yield found("S108", f"{place}[{index}]", criterion.id, values=_band_text(region, bands[index], unit))
    shared: list[tuple[int, IntervalSet]] = []
    for (first, one), (second, other) in combinations(enumerate(bands), 2):
        both = domain.inner.within(regions[first] & regions[second])
        if not both or one.points == other.points:
            continue
        if shares_end(regions[first], regions[second]):
            shared.append((second, both))
            continue
        points = {"first": number_text(one.points), "second": number_text(other.points)}
        witness = [shown(criterion, both, domain.inner, inspection)]
        yield found("S101", f"{place}[{second}]", criterion.id, witness, values=region_text(both, unit), **points)
    if shared:
        ends = IntervalSet.union_of(region for _, region in shared)
        witness = [shown(criterion, region, domain.inner, inspection) for _, region in shared]
        yield found("S103", f"{place}[{shared[0][0]}]", criterion.id, witness, values=region_text(ends, unit))
    yield from _holes(place, criterion, regions, inspection)


def _band_text(region: IntervalSet, band: Band, unit: Unit | None) -> Text:
    """A band in words; its edges as they stand where nothing lies between them."""
    if region:
        return region_text(region, unit)
    edges = " ".join(f"{relation} {quantity_text(edge, unit)}" for relation, edge in band.edges())
    return Text.same(edges)


def shares_end(left: IntervalSet, right: IntervalSet) -> bool:
    """Whether two regions have in common only a number where one ends and the other begins."""
    both = left & right
    if len(both) != 1 or not next(iter(both)).is_point or left == right:
        return False
    number = next(iter(both)).inside()
    return all(number in (region.low, region.high) for region in (left, right))


def shown(criterion: Criterion, region: IntervalSet, values: Values, inspection: Inspection) -> World | None:
    """A world in which a criterion applies and its measure has a value of the region, which must not be empty."""
    number: Number = some_number(next(iter(region)), values.step)
    return applying(criterion, {str(criterion.measure): Bounds(number, number)}, inspection)


def applying(criterion: Criterion, world: World, inspection: Inspection) -> World | None:
    """The same world, in which the criterion applies as well."""
    return world if criterion.applies is None else inspection.worlds.completed(criterion.applies, world)


def _holes(place: str, criterion: Criterion, regions: Sequence[IntervalSet], inspection: Inspection) -> Iterator[LintFinding]:
    """Values in no band: between the bands, below the first, above the last."""
    values = applicable(inspection.worlds, str(criterion.measure), criterion.applies).inner
    unit = unit_of(str(criterion.measure), inspection.scheme)
    covered = IntervalSet.union_of(regions)
    between = values.within(covered.hull - covered)
    outside = values.within(~covered.hull) if covered else NOWHERE
    for code, region in (("S102", between), ("S104", outside)):
        if region:
            witness = [shown(criterion, IntervalSet((span.start, span.end)), values, inspection) for span in region]
            yield found(code, place, criterion.id, witness, values=region_text(region, unit))


def _options(place: str, criterion: Criterion, shape: Choice, inspection: Inspection) -> Iterator[LintFinding]:
    name = str(criterion.measure)
    values = applicable(inspection.worlds, name, criterion.applies).inner
    options = inspection.worlds.domain(name).outer.options
    measure = inspection.worlds.measure(name)
    if values.others or not values.options:
        return
    absent = sorted(values.options - shape.options.keys() - {"none"})
    if absent:
        witness = [applying(criterion, {name: Options.exactly(option)}, inspection) for option in absent]
        yield found("S105", place, criterion.id, witness, values=listed(absent))
    if "none" in values.options - shape.options.keys() and measure is not None and isinstance(measure.how, Attested):
        yield found("S106", place, criterion.id, [applying(criterion, {name: Options.exactly("none")}, inspection)])
    dead = sorted(shape.options.keys() - options)
    if dead:
        yield found("S107", f"{place}.{dead[0]}", criterion.id, values=listed(dead))
