"""Which language to speak: that of `--lang` wherever it stands among the arguments, else that of `LANG`."""

from collections.abc import Mapping, Sequence
from typing import Final, get_args

from common_prosperity.cli.misuse import Misuse
from common_prosperity.errors import Lang
from common_prosperity.reports.wording import say

FLAG: Final = "--lang"
LANGUAGES: Final[tuple[Lang, ...]] = get_args(Lang)


def spoken(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Lang, list[str]]:
    """The language, and the arguments without `--lang`.

    Raises:
        Misuse: `--lang` names no language.
    """
    lang: Lang = "zh" if environment.get("LANG", "").startswith("zh") else "en"
    kept: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        flag, equals, value = argument.partition("=")
        if argument == "--":
            return lang, [*kept, argument, *rest]
        if flag != FLAG:
            kept.append(argument)
            continue
        lang = _named(value if equals else next(rest, ""), lang)
    return lang, kept


def _named(value: str, lang: Lang) -> Lang:
    for known in LANGUAGES:
        if value == known:
            return known
    if not value:
        raise Misuse(say("usage.missing-value", lang, name=FLAG), lang)
    raise Misuse(say("usage.one-of", lang, name=FLAG, value=value, allowed=", ".join(LANGUAGES)), lang)
