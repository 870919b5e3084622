"""How results show themselves in a notebook: in English, with the Chinese text folded underneath."""

from collections.abc import Callable, Iterable

from common_prosperity.awards import BothBases, Decision, Scorecard
from common_prosperity.reports.as_html import as_html
from common_prosperity.reports.beside import both_blocks
from common_prosperity.reports.blocks import Block
from common_prosperity.reports.schemes import scheme_blocks
from common_prosperity.reports.scorecards import scorecard_blocks
from common_prosperity.reports.telling import decision_blocks
from common_prosperity.reports.voice import Voice
from common_prosperity.schemes.model import Scheme


def decision_html(decision: Decision) -> str:
    """A decision in both languages; without its scheme, measures go by their names."""
    return _both(lambda voice: decision_blocks(decision, voice))


def both_html(both: BothBases) -> str:
    """Claimed and verified side by side, in both languages."""
    return _both(lambda voice: both_blocks(both, voice))


def scorecard_html(scorecard: Scorecard) -> str:
    """A scorecard in both languages."""
    return _both(lambda voice: scorecard_blocks(scorecard, voice))


def scheme_html(scheme: Scheme) -> str:
    """A scheme in both languages."""
    return _both(lambda voice: scheme_blocks(scheme, voice), scheme)


def _both(tell: Callable[[Voice], Iterable[Block]], scheme: Scheme | None = None) -> str:
    english, chinese = as_html(tell(Voice("en", scheme)), "en"), as_html(tell(Voice("zh", scheme)), "zh")
    return f"{english}<details><summary>中文</summary>\n{chinese}</details>\n"
