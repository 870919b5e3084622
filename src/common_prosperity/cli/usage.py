"""Usage errors in the language of the user."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from cyclopts import CycloptsError

from common_prosperity.errors import Lang
from common_prosperity.reports.wording import say

QUOTED: Final = re.compile(r'"([^"]*)"')


def told(error: CycloptsError, lang: Lang) -> str:
    """What is wrong with the arguments, and how to learn more."""
    error.verbose = False
    known = WORDS.get(type(error).__name__)
    detail = (known and known(error, lang)) or str(error).strip()
    return f"{say('usage.error', lang, detail=detail)}\n{say('usage.help', lang)}"


def _argument(error: Any) -> str:
    argument = error.argument
    return "" if argument is None else str(argument.name)


def _value(error: Any) -> str:
    token = error.token
    return "" if token is None else str(token.value or token.keyword)


def _unknown_command(error: Any, lang: Lang) -> str:
    tokens = error.unused_tokens or QUOTED.findall(str(error))
    return say("usage.unknown-command", lang, name=tokens[0]) if tokens else ""


def _unknown_option(error: Any, lang: Lang) -> str:
    return say("usage.unknown-option", lang, name=error.token.keyword or error.token.value)


def _missing(error: Any, lang: Lang) -> str:
    return say("usage.missing", lang, name=_argument(error)) if _argument(error) else ""


def _coercion(error: Any, lang: Lang) -> str:
    allowed = QUOTED.findall(str(error).partition("Choose from")[2])
    if allowed:
        return say("usage.one-of", lang, name=_argument(error), value=_value(error), allowed=", ".join(allowed))
    return say("usage.bad-value", lang, name=_argument(error), value=_value(error))


def _unused(error: Any, lang: Lang) -> str:
    return say("usage.unused", lang, name=error.unused_tokens[0]) if error.unused_tokens else ""


def _repeated(error: Any, lang: Lang) -> str:
    return say("usage.repeated", lang, name=error.token.keyword or _value(error))


WORDS: Final[Mapping[str, Callable[[Any, Lang], str]]] = {
    "UnknownCommandError": _unknown_command,
    "UnknownOptionError": _unknown_option,
    "MissingArgumentError": _missing,
    "CoercionError": _coercion,
    "UnusedCliTokensError": _unused,
    "RepeatArgumentError": _repeated,
}
"""Usage errors by the name of their class; others are told in the words of the library that found them."""
