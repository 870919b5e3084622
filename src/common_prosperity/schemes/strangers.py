"""Names that nothing bears (未知名称): the nearest known one is told, by its spelling or by what it is called."""

import difflib
from collections.abc import Mapping
from typing import Final

from common_prosperity.errors import Lang, Problem, unknown_name
from common_prosperity.quantities import Text

ALIKE: Final[Mapping[Lang, float]] = {"zh": 0.5, "en": 0.7}
"""How much of a label and a name must agree, so that the label may be meant; a sign of Chinese says more than a letter."""


def unknown_measure(place: str, name: str, labels: Mapping[str, Text]) -> Problem:
    """The problem of a measure or parameter that there is not.

    Args:
        place: where it is named.
        name: its name.
        labels: what those there are are called, by their names.
    """
    problem = _nearest(place, name, labels, "指标", "measure")
    return Problem.of(place, "unknown-measure", name=name) if problem.code == "unknown-name" else problem


def unknown_row_name(place: str, name: str, labels: Mapping[str, Text], zh: str, en: str, *, alike: bool = True) -> Problem:
    """The problem of a table or column that there is not; where none is like it, all are told.

    Args:
        place: where it is named.
        name: its name.
        labels: what those there are are called, by their names.
        zh: what was asked for, in Chinese.
        en: the same in English.
        alike: whether one that is like it may be meant.
    """
    problem = _nearest(place, name, labels, zh, en)
    if alike and problem.code != "unknown-name":
        return problem
    return Problem.of(place, "unknown-among", name=name, zh=zh, en=en, known=", ".join(labels))


def _nearest(place: str, name: str, labels: Mapping[str, Text], zh: str, en: str) -> Problem:
    problem = unknown_name(place, name, labels, zh, en)
    if problem.code == "unknown-name":
        for lang, alike in ALIKE.items():
            called = {label.in_(lang): known for known, label in labels.items()}
            for words in difflib.get_close_matches(name[:100], called, n=1, cutoff=alike):
                return Problem.of(place, "unknown-name-near", name=name, near=called[words], zh=zh, en=en)
    return problem
