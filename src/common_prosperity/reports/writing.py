"""The formats a report can be written in."""

from collections.abc import Iterable
from typing import Final, Literal

from common_prosperity.errors import Fault, Lang, expect_language
from common_prosperity.reports.as_text import as_text
from common_prosperity.reports.blocks import Block

Format = Literal["text", "markdown", "html"]
FORMATS: Final[tuple[Format, ...]] = ("text", "markdown", "html")


def write(blocks: Iterable[Block], lang: Lang, format: Format, *, columns: int = 100, colour: bool = False) -> str:  # noqa: A002  # the word users know
    """The blocks in one of the formats.

    Args:
        blocks: what to write.
        lang: the language it is in.
        format: `text`, `markdown` or `html`.
        columns: how wide a line of text may be.
        colour: whether text is set off with terminal colours.

    Raises:
        Fault: there is no such format, or no such language.
    """
    expect_language(lang)
    if format == "text":
        return as_text(blocks, columns=columns, colour=colour)
    if format == "markdown":
        from common_prosperity.reports.as_markdown import as_markdown  # noqa: PLC0415  # one format is loaded, not three

        return as_markdown(blocks)
    if format == "html":
        from common_prosperity.reports.as_html import as_html  # noqa: PLC0415  # one format is loaded, not three

        return as_html(blocks, lang)
    raise Fault.of("format", "no-option", name=format, allowed=", ".join(FORMATS))
