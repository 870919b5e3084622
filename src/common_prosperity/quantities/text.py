"""`Text`: the same words in Chinese and English, side by side."""

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
