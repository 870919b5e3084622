"""Help in the language of the user, in plain text: usage, what a command does, its parameters."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from common_prosperity.cli.terminal import put, style
from common_prosperity.errors import Lang
from common_prosperity.reports.blocks import Block, Heading, Paragraph, Row, Table
from common_prosperity.reports.wording import say

PREFIX = "Usage: "
SEVERAL = "[ARGS...]"
"""What the command-line library calls several files; at least one is asked for."""


class HelpWriter(NamedTuple):
    """Writes what the command-line library collects (its protocol of a help formatter)."""

    lang: Lang

    def __call__(self, console: Any, options: Any, panel: Any) -> None:  # noqa: ARG002  # the library's protocol
        """One group of commands or parameters."""
        rows = [Row((", ".join(_names(entry)), _about(entry, self.lang))) for entry in panel.entries]
        if rows:
            title = getattr(panel.title, "plain", panel.title)
            _print([Heading(str(title), level=3), Table((), tuple(rows))])

    def render_usage(self, console: Any, options: Any, usage: Any) -> None:  # noqa: ARG002  # the library's protocol
        """The usage line."""
        text = str(getattr(usage, "plain", usage) or "").strip().removeprefix(PREFIX).replace(SEVERAL, "FILES...")
        if text:
            _print([Paragraph(say("cli.usage", self.lang, usage=text))])

    def render_description(self, console: Any, options: Any, description: Any) -> None:  # noqa: ARG002  # the library's protocol
        """What a command does; a paragraph stays one."""
        text = _plain(description)
        blocks: list[Block] = [Paragraph(part) for part in text.split("\n\n") if part.strip()]
        if blocks:
            _print(blocks)


def _print(blocks: list[Block]) -> None:
    from common_prosperity.reports.as_text import as_text  # noqa: PLC0415  # help is asked for seldom

    put(as_text(blocks, **style()) + "\n")


def _plain(described: Any) -> str:
    """The words of a description, which may have been made ready for a terminal."""
    for form in ("plain", "markup", "text"):
        found = getattr(described, form, None)
        if isinstance(found, str):
            return found
    primary = getattr(described, "primary_renderable", None)
    return str(described or "") if primary is None else _plain(primary)


def _names(entry: Any) -> Iterator[str]:
    label = getattr(entry, "positional_label", None)
    if label:
        yield str(label)
    else:
        yield from (*entry.names, *entry.shorts)


def _about(entry: Any, lang: Lang) -> str:
    words = [_plain(entry.description)]
    if entry.choices:
        words.append(say("cli.choices", lang, choices=", ".join(entry.choices)))
    if entry.default is not None:
        words.append(say("cli.default", lang, value=entry.default))
    return say("sentence-joint", lang).join(word for word in words if word)
