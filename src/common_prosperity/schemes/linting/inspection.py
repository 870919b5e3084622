"""An inspection: everything the checks look at, worked out once."""

import functools
from collections.abc import Iterator, Mapping, Sequence

import attrs

from common_prosperity.measures.definition import Measure
from common_prosperity.quantities import Text
from common_prosperity.schemes.linting.codes import RULES
from common_prosperity.schemes.linting.domains import Domain, Values
from common_prosperity.schemes.linting.findings import LintFinding
from common_prosperity.schemes.linting.intervals import IntervalSet
from common_prosperity.schemes.linting.reach import Reaches
from common_prosperity.schemes.linting.worlds import World, Worlds
from common_prosperity.schemes.model import ELIGIBLE, GRADE, Criterion, Requirement, Scheme, Section, Veto, is_outcome


@attrs.frozen(eq=False, slots=False)
class Inspection:
    """A scheme under inspection, with what it extends, the text of its file, and its other editions."""

    scheme: Scheme
    base: Scheme | None = None
    text: str | None = None
    editions: tuple[Scheme, ...] = ()

    @functools.cached_property
    def reaches(self) -> Reaches:
        """The points that can be got."""
        return Reaches.of(self.scheme)

    @functools.cached_property
    def worlds(self) -> Worlds:
        """What every name in the scheme can be, points, grade and eligibility included."""
        return Worlds(self.scheme, {**self.reaches.domains(), **outcome_domains(self.scheme)})

    @functools.cached_property
    def base_worlds(self) -> Worlds | None:
        """The same of the scheme it extends."""
        return (
            None if self.base is None else Worlds(self.base, {**Reaches.of(self.base).domains(), **outcome_domains(self.base)})
        )

    def gates(self) -> Iterator[tuple[str, Requirement | Veto]]:
        """Every requirement and veto with its place."""
        for kind in ("requirements", "vetoes"):
            for index, clause in enumerate(getattr(self.scheme, kind)):
                yield f"$.{kind}[{index}]", clause

    def criteria(self) -> Iterator[tuple[str, Section, Criterion]]:
        """Every criterion with its place and section."""
        for at, section in enumerate(self.scheme.sections):
            for index, criterion in enumerate(section.criteria):
                yield f"$.sections[{at}].criteria[{index}]", section, criterion

    @functools.cached_property
    def used(self) -> frozenset[str]:
        """Every name that clauses and amounts depend on, directly or through measures and parameters."""
        found: set[str] = set()
        waiting = list(self.scheme.asked)
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            parameter, measure = self.scheme.parameters.get(name), self.scheme.measures.get(name)
            if parameter is not None:
                waiting += [parameter.by] if isinstance(parameter.by, str) else []
            elif measure is not None:
                waiting += measure.how.inputs()
        return frozenset(found)

    @functools.cached_property
    def own_measures(self) -> Mapping[str, Measure]:
        """The measures that are not inherited."""
        inherited = {} if self.base is None else self.base.measures
        return {name: measure for name, measure in self.scheme.measures.items() if inherited.get(name) != measure}


def outcome_domains(scheme: Scheme) -> dict[str, Domain]:
    """What the grade and eligibility can be."""
    grades = Values(options=frozenset({*(grade.id for grade in scheme.grades), "none"}))
    yes_no = Values(IntervalSet.point(0) | IntervalSet.point(1))
    return {GRADE: Domain.exactly(grades), ELIGIBLE: Domain.exactly(yes_no)}


def found(
    code: str, place: str, subject: str = "", witness: Sequence[World | None] = (), /, **details: str | Text
) -> LintFinding:
    """A finding by its code; worlds that could not be found are left out of the witness.

    So are worlds that name points beside anything else: points follow from the rest, and are only guessed there.
    """
    shown = tuple([world for world in witness if world and (len(world) == 1 or not any(map(is_outcome, world)))])
    return LintFinding(rule=RULES[code], place=place, subject=subject, details=details, witness=shown)
