"""Lines: on which line of a TOML file each part of a scheme stands (行号).

A reader of TOML forgets where things stood. This one follows the text just far enough to remember it: tables, keys,
arrays and inline tables, whatever they hold. The text is known to be TOML; where it is not, nothing is found.
"""

import contextlib
import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

KEY: Final = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
SEGMENT: Final = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
SPACE: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
BLANK: Final = re.compile(r"[ \t]*")
STRINGS: Final = (
    re.compile(r'"""(?:[^\\]|\\.)*?"""', re.DOTALL),
    re.compile(r"'''.*?'''", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)
PLAIN: Final = re.compile(r"[^\s,\]}#]+(?: \d[^\s,\]}#]*)?")

Path = tuple[str | int, ...]


class _Lost(ValueError):
    """The text is no TOML that can be followed."""


@attrs.define
class _Walk:
    text: str
    at: int = 0
    found: dict[Path, int] = attrs.field(factory=dict)
    """Where each path stands, as an offset into the text."""
    counts: dict[Path, int] = attrs.field(factory=dict)
    """How many entries each array of tables has so far."""

    def skip(self, pattern: re.Pattern[str] = SPACE) -> None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def taken(self, mark: str) -> bool:
        if not self.text.startswith(mark, self.at):
            return False
        self.at += len(mark)
        return True

    def expect(self, mark: str) -> None:
        if not self.taken(mark):
            raise _Lost

    def keys(self) -> list[str]:
        """A dotted key."""
        found = []
        while True:
            self.skip(BLANK)
            match = KEY.match(self.text, self.at)
            if match is None:
                raise _Lost
            found.append(match[0].strip("\"'"))
            self.at = match.end()
            self.skip(BLANK)
            if not self.taken("."):
                return found

    def note(self, path: Path, start: int) -> None:
        self.found.setdefault(path, start)

    def whole(self) -> None:
        table: Path = ()
        while True:
            self.skip()
            start = self.at
            if start >= len(self.text):
                return
            if self.taken("[["):
                table = self.header(start, repeated=True)
                self.expect("]]")
            elif self.taken("["):
                table = self.header(start, repeated=False)
                self.expect("]")
            else:
                self.pair(table)

    def header(self, start: int, *, repeated: bool) -> Path:
        """The path of a table, the last entry standing for every array of tables on the way."""
        path: Path = ()
        names = self.keys()
        for index, name in enumerate(names):
            path = (*path, name)
            self.note(path, start)
            if repeated and index == len(names) - 1:
                self.counts[path] = self.counts.get(path, 0) + 1
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
                self.note(path, start)
        return path

    def pair(self, table: Path) -> None:
        start = self.at
        path = table
        for name in self.keys():
            path = (*path, name)
            self.note(path, start)
        self.expect("=")
        self.skip(BLANK)
        self.value(path)

    def value(self, path: Path) -> None:
        self.note(path, self.at)
        if self.taken("["):
            self.items(path)
        elif self.taken("{"):
            self.inline(path)
        else:
            match = next((match for pattern in STRINGS if (match := pattern.match(self.text, self.at))), None)
            match = match or PLAIN.match(self.text, self.at)
            if match is None:
                raise _Lost
            self.at = match.end()

    def items(self, path: Path) -> None:
        index = 0
        while True:
            self.skip()
            if self.taken("]"):
                return
            self.value((*path, index))
            index += 1
            self.skip()
            if not self.taken(","):
                self.skip()
                self.expect("]")
                return

    def inline(self, path: Path) -> None:
        while True:
            self.skip()
            if self.taken("}"):
                return
            self.pair(path)
            self.skip()
            if not self.taken(","):
                self.skip()
                self.expect("}")
                return


@attrs.frozen
class Lines:
    """The lines of a file by path."""

    by_path: Mapping[Path, int]

    @classmethod
    def of(cls, text: str) -> "Lines":
        """Follow a text; as far as it can be followed."""
        plain = text.lstrip("\ufeff").replace("\r\n", "\n")
        walk = _Walk(plain)
        with contextlib.suppress(_Lost, RecursionError):
            walk.whole()
        starts = [0, *(match.end() for match in re.finditer("\n", plain))]
        return cls({path: _line(starts, offset) for path, offset in walk.found.items()})

    def nearest(self, place: str) -> tuple[str, int | None]:
        """The part of a place that stands in the file, and its line.

        A place names parts that a short form leaves out, as in `bands.bands[1]`: names that stand nowhere are passed over.
        """
        path: Path = ()
        for segment in segments(place):
            if (*path, segment) in self.by_path:
                path = (*path, segment)
        return place_of(path), self.by_path.get(path)


def _line(starts: list[int], offset: int) -> int:
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        if starts[middle] <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def segments(place: str) -> Iterator[str | int]:
    """The names and numbers of a place, `$.grades[0].at_least`."""
    for match in SEGMENT.finditer(place.removeprefix("$")):
        yield match[2] if match[1] is None else int(match[1])


def place_of(path: Path) -> str:
    """A path as a place."""
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
