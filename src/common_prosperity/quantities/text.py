"""`Text`: the same words in Chinese and English, side by side; and the order in which names are read."""

import re
from typing import Final

import attrs

from common_prosperity.errors import Lang


@attrs.frozen
class Text:
    """Words in both languages of the field."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        """The words in one language."""
        return self.zh if lang == "zh" else self.en

    @classmethod
    def same(cls, words: str) -> "Text":
        """Words that were given in one language only serve for both."""
        return cls(words, words)


FIGURES: Final = re.compile(r"([0-9]+)")


def natural(name: str) -> tuple[list[str], str]:
    """A key that sorts names as a reader counts: p2 before p10."""
    parts = FIGURES.split(name)
    figures = [figure.lstrip("0") for figure in parts[1::2]]
    parts[1::2] = [f"{len(figure):09d}{figure}" for figure in figures]
    return parts, name
