"""Arguments that cannot be followed, told in the language of the user."""

from common_prosperity.errors import Lang


class Misuse(Exception):  # the word for it; it never leaves the command line
    """The arguments do not make sense together, or one of them by itself."""

    def __init__(self, text: str, lang: Lang) -> None:
        super().__init__(text)
        self.text = text
        self.lang = lang
