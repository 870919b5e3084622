"""The catalogue of measures as a table."""

from collections.abc import Mapping

from common_prosperity.errors import Lang
from common_prosperity.measures.definition import Measure
from common_prosperity.reports.blocks import Block, Heading
from common_prosperity.reports.schemes import measures_table
from common_prosperity.reports.voice import Voice
from common_prosperity.reports.writing import Format, write


def measures_report(
    measures: Mapping[str, Measure],
    *,
    lang: Lang = "en",
    format: Format = "text",  # noqa: A002  # the word users know
    columns: int = 100,
    colour: bool = False,
) -> str:
    """Measures with their units, definitions and sources.

    Args:
        measures: by name.
        lang: `zh` or `en`.
        format: `text`, `markdown` or `html`.
        columns: how wide a line of text may be.
        colour: whether text is set off with terminal colours.

    Raises:
        Fault: there is no such format.
    """
    voice = Voice(lang, catalogue=measures)
    blocks: list[Block] = [Heading(voice.say("heading.catalogue"), level=1), measures_table(measures, voice)]
    return write(blocks, lang, format, columns=columns, colour=colour)
