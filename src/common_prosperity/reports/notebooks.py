"""How results show themselves in a notebook: in English, with the Chinese text folded underneath."""

from collections.abc import Callable, Iterable

from common_prosperity.awards import BothBases, Decision, Scorecard
from common_prosperity.errors import Lang
from common_prosperity.reports.as_html import as_html
from common_prosperity.reports.beside import both_blocks
from common_prosperity.reports.blocks import Block
from common_prosperity.reports.schemes import scheme_blocks
from common_prosperity.reports.scorecards import scorecard_blocks
from common_prosperity.reports.telling import decision_blocks
from common_prosperity.reports.voice import Voice
from common_prosperity.schemes.model import Scheme


def decision_html(decision: Decision) -> str:
    """A decision in both languages."""
    return _both(lambda lang: decision_blocks(decision, Voice.about(decision, lang, None)))


def both_html(both: BothBases) -> str:
    """Claimed and verified side by side, in both languages."""
    return _both(lambda lang: both_blocks(both, Voice.about(both.verified, lang, None)))


def scorecard_html(scorecard: Scorecard) -> str:
    """A scorecard in both languages; by itself it does not know what measures are called."""
    return _both(lambda lang: scorecard_blocks(scorecard, Voice(lang)))


def scheme_html(scheme: Scheme) -> str:
    """A scheme in both languages."""
    return _both(lambda lang: scheme_blocks(scheme, Voice(lang, scheme)))


def _both(tell: Callable[[Lang], Iterable[Block]]) -> str:
    english, chinese = as_html(tell("en"), "en"), as_html(tell("zh"), "zh")
    return f"{english}<details><summary>中文</summary>\n{chinese}</details>\n"
