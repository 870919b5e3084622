"""What a scheme asks to be stated (所问事项): attestations, marks and earlier figures, each under the id it has in an application.

Such facts have no table of their own. Whoever fills in an application must learn their ids from the scheme.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final

import attrs

from common_prosperity.facts import Dossier
from common_prosperity.facts.dossier import items
from common_prosperity.measures.conditions import Condition
from common_prosperity.measures.definition import Measure
from common_prosperity.measures.statements import Attested, Earlier, PanelMarks
from common_prosperity.quantities import Text
from common_prosperity.schemes.model import Amount, Criterion, Grade, Requirement, Scheme, Veto

Statement = Attested | PanelMarks | Earlier

NAMED: Final[Mapping[str, tuple[str, type[Statement]]]] = {
    "attestations": ("id", Attested),
    "ratings": ("criterion", PanelMarks),
    "history": ("measure", Earlier),
}
"""For each collection of statements, the field that says what is stated, and the definitions that ask for it."""

ALIKE: Final = 0.75
"""How much of two names must agree, from 0 to 1, for one to be taken for a slip of the other."""


@attrs.frozen
class Asked:
    """One thing a scheme asks to be stated."""

    table: str
    """The collection it is stated in: `attestations`, `ratings` or `history`."""
    id: str
    """What the statement bears as its id, criterion or measure."""
    measures: Mapping[str, Measure]
    """The measures that ask for it, by name."""
    labels: tuple[Text, ...]
    """What it is called: by the measures that ask for it; an earlier figure also by the measure it is a figure of."""


def asked_of(scheme: Scheme) -> Iterator[Asked]:
    """Everything a scheme asks to be stated, by table and id."""
    for table in NAMED:
        yield from _asked_in(table, scheme)


def _asked_in(table: str, scheme: Scheme) -> Iterator[Asked]:
    _, kind = NAMED[table]
    asking: dict[str, dict[str, Measure]] = {}
    for name, measure in scheme.measures.items():
        if isinstance(measure.how, kind):
            asking.setdefault(measure.how.of, {})[name] = measure
    for of, measures in sorted(asking.items()):
        figure = (scheme.measures.get(of) or scheme.parameters.get(of)) if kind is Earlier else None
        labels = [measure.label for measure in (figure, *measures.values()) if measure is not None]
        yield Asked(table, of, measures, tuple(dict.fromkeys(labels)))


Asking = Requirement | Veto | Criterion | Grade | Amount
"""What may ask for a statement."""


def all_asking(scheme: Scheme) -> tuple[Asking, ...]:
    """Every requirement, veto, criterion, grade and amount, in order."""
    return (*scheme.gates(), *(criterion for _, criterion in scheme.criteria()), *scheme.grades, *scheme.amounts)


def asked_by(scheme: Scheme) -> Mapping[str, Sequence[int]]:
    """For each measure, what depends on it, directly or through other measures and parameters: places in `all_asking`."""
    found: dict[str, list[int]] = {}
    for place, asking in enumerate(all_asking(scheme)):
        for name in _behind(scheme, _names(asking)):
            found.setdefault(name, []).append(place)
    return found


def conditions_of(asking: Asking) -> Iterator[Condition]:
    """Every condition that a clause, grade or amount states."""
    found: list[Condition | None]
    if isinstance(asking, Amount):
        found = [case.when for case in asking.first]
    elif isinstance(asking, Grade):
        found = [asking.requires]
    elif isinstance(asking, Criterion):
        found = [asking.applies, *(condition for _, condition in asking.points.conditions())]
    else:
        found = [asking.condition, asking.applies]
    return (condition for condition in found if condition is not None)


def _names(asking: Asking) -> Iterator[str]:
    """The names that something mentions itself."""
    if isinstance(asking, Amount):
        yield from asking.names()
        return
    if isinstance(asking, Criterion) and isinstance(asking.measure, str):
        yield asking.measure
    for condition in conditions_of(asking):
        yield from condition.names()


def _behind(scheme: Scheme, names: Iterator[str]) -> set[str]:
    """The measures that some names depend on; an earlier figure does not depend on the figure of today."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        parameter, measure = scheme.parameters.get(name), scheme.measures.get(name)
        if parameter is not None and isinstance(parameter.by, str):
            waiting.append(parameter.by)
        if measure is not None and name not in found:
            found.add(name)
            waiting += () if isinstance(measure.how, Earlier) else measure.how.inputs()
    return found


def misnamed_in(dossier: Dossier, scheme: Scheme) -> Iterator[tuple[str, str, str]]:
    """Statements that most likely were meant for something the scheme asks for: their table, their name, what was meant.

    A statement may well have been collected for another scheme. So one is told of only where its name is much like the id
    of something that is missing, or is what that is called.
    """
    for table, (field, _) in NAMED.items():
        stated = set(map(attrgetter(field), items(dossier, table)))
        asked = {each.id: each for each in _asked_in(table, scheme)} if stated else {}
        strays = sorted(stated - asked.keys())
        missing = {name: each for name, each in asked.items() if name not in stated} if strays else {}
        called = {words: name for name, each in missing.items() for words in _called(each)}
        for name in strays if missing else ():
            near = called.get(_fold(name)) or next(iter(difflib.get_close_matches(name, missing, n=1, cutoff=ALIKE)), None)
            if near is not None:
                yield table, name, near


REMARK: Final = re.compile(r"(?<=.)\([^()]*\)\s*$")
"""A remark in brackets at the end of what something is called: 专家组打分（去掉最高最低分）."""


def _called(asked: Asked) -> Iterator[str]:
    """What a statement is called, with and without the remark that follows, as names are compared."""
    for label in asked.labels:
        for words in (label.zh, label.en):
            yield _fold(words)
            yield REMARK.sub("", _fold(words))


def _fold(name: str) -> str:
    """A name as it is compared with what something is called: without width, case and spaces."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
