"""What still stands of a faulty scheme file: it is read without its faulty parts, so that all its faults are told at once.

What is at fault is left out, as little of it as will do: a key that nobody knows, a part that need not be there, a whole
clause or measure. Words and ids get others in their place. Whatever might be a fault only because something was left out
is not told; it shows when the first faults are mended.
"""

import difflib
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

import attrs

from common_prosperity.errors import InvalidScheme, Problem
from common_prosperity.files.codec import structure
from common_prosperity.files.readers import Plain
from common_prosperity.schemes.model import POINTS, Scheme, is_points

Path = tuple[str | int, ...]

SEGMENT: Final = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
T = TypeVar("T")
LEFT_OUT: Final = object()
"""Stands for a part that was left out."""

WHENCE: Final = ("extends", "measures", "parameters")
"""Keys, and slips that come close to them, below which names are defined that may stand anywhere."""
ANY: Final = "*"
"""Stands for names that cannot be told: of any measure, parameter or option."""
ANY_OPTION: Final = "* option"
"""Of options alone."""
ANY_POINTS: Final = "* points"
"""Of the points of a section alone."""

INSTEAD: Final[Mapping[str, Any]] = {
    "label": "?",
    "issuer": "?",
    "source": "?",
    "edition": "?",
    "effective": {"since": "1900-01-01"},
    "since": "1900-01-01",
    "condition": {"measure": POINTS, "at_least": 0},
}
"""By key, what stands in for a part that must be there, and that nothing else hangs on."""
WORDS: Final = frozenset({"id", "label", "issuer", "source", "edition", "basis", "why", "remedy", "definition"})
"""Keys whose contents nothing else is checked against."""
NAMING: Final = frozenset({"unknown-name", "unknown-name-near", "unknown-measure", "number-or-name", "not-an-option"})
"""Reasons that speak of a name alone, whatever else stands beside it."""
ALONE: Final = NAMING | {"unknown-among"}
"""The same, and those that speak of names that no file defines."""


@attrs.frozen
class Standing:
    """What stands of a scheme file."""

    data: Any
    """The file as it is."""
    changes: Mapping[Path, Any] = attrs.field(factory=dict)
    """By its path in the file, what stands in for a part."""

    @functools.cached_property
    def rest(self) -> Any:
        """The file with its parts at fault left out or stood in for."""
        return _rest(self.data, (), self.changes) if self.changes else self.data

    def without(self, problems: Sequence[Problem]) -> "Standing":
        """What stands without the parts that problems of structure have left out; nothing changes where that is the whole."""
        changes = dict(self.changes)
        for problem in problems:
            path = self.at_fault(problem)
            if not path:
                return self
            changes[path] = LEFT_OUT if path in self.changes else self.instead(path)
        return Standing(self.data, changes)

    def without_base(self) -> "Standing":
        """The same, where the scheme that it extends cannot be had."""
        return Standing(self.data, {**self.changes, ("extends",): LEFT_OUT})

    def at_fault(self, problem: Problem) -> Path:
        """The path in the file of the part that a problem has it left out; empty where that is the whole."""
        path, _, inner = self._walk(problem.place)
        name = dict(problem.details).get("name", "")
        if problem.code.startswith("unknown-key"):
            return (*path, name) if isinstance(inner, dict) and name in inner else path
        last = problem.place.rpartition(".")[2]
        if problem.code == "absent" and last in {*INSTEAD, "id"} and (*path, last) not in self.changes:
            return (*path, last)
        if path[:1] in {("measures",), ("parameters",)} and len(path) > 2 and path[2] not in WORDS:
            return path[:2]
        return path

    def instead(self, path: Path) -> Any:
        """What stands in for a part."""
        if path[-1] == "id":
            return f"? {len(self.changes)} {path}"
        return INSTEAD.get(str(path[-1]), LEFT_OUT)

    def follows(self, problem: Problem) -> bool:
        """Whether a later fault of structure may follow from what was left out."""
        path = self._walk(problem.place)[0]
        return any(changed[: len(path)] == path for changed in self.changes)

    def placed(self, problem: Problem) -> Problem:
        """A problem of what stands, with its place in the file."""
        return attrs.evolve(problem, place=self._walk(problem.place)[1]) if self.changes else problem

    def _walk(self, place: str) -> tuple[Path, str, Any]:
        """The path in the file that comes nearest to a place in what stands of it, that place in the file, and what is there.

        A place names parts that a short form leaves out: names that stand nowhere are passed over.
        """
        path: Path = ()
        inner = self.rest
        told, end = "", 0
        for match in SEGMENT.finditer(place):
            name, at = match[2], int(match[1]) if match[1] else None
            if isinstance(inner, dict) and name in inner:
                path, inner = (*path, name), inner[name]
            elif isinstance(inner, list) and at is not None and at < len(inner):
                inner, at = inner[at], self._kept(path)[at]
                path = (*path, at)
                told, end = f"{told}{place[end : match.start()]}[{at}]", match.end()
        return path, told + place[end:], inner

    def _kept(self, path: Path) -> list[int]:
        """The numbers, in the file, of those items of a list that were not left out."""
        return [at for at in range(len(_at(self.data, path))) if self.changes.get((*path, at)) is not LEFT_OUT]

    # ---- what follows from what was left out -----------------------------------------------------------------------

    @functools.cached_property
    def missing(self) -> frozenset[str]:
        """The names that parts left out define; for those that cannot be told, what they may be names of."""
        return frozenset(name for path, part in self.changes.items() for name in _defined(path, part, self.data))

    def known(self, named: Mapping[str, T]) -> dict[str, T]:
        """Those of the named things that nothing left out would replace."""
        return {name: found for name, found in named.items() if name not in self.missing}

    def is_known_fault(self, problem: Problem) -> bool:
        """Whether a fault that resolving finds concerns no name that was left out."""
        if problem.code not in NAMING:
            return True
        name = dict(problem.details)["name"]
        kind = ANY_OPTION if problem.code == "not-an-option" else ANY_POINTS if is_points(name) else ANY
        return self.missing.isdisjoint({ANY, kind, name})

    def is_own_fault(self, problem: Problem) -> bool:
        """Whether a fault, placed in the file, concerns no part from which something was left out."""
        if problem.code in ALONE or problem.place.endswith(".id"):
            return True
        item = _item(problem.place)
        within = item.partition(".criteria")[0] if problem.code == "uncapped" else item
        return not any(_item(_place(path)) in {item, within} for path in self.changes if path[-1] not in WORDS)


def standing_scheme(plain: Plain, source: str) -> tuple[Scheme, Standing, tuple[Problem, ...]]:
    """The scheme that stands in plain data, what was left out of it, and every fault of structure.

    Args:
        plain: the data of a file.
        source: what to call it in messages.

    Raises:
        InvalidScheme: nothing stands.
    """
    standing = Standing(plain.value)
    told: tuple[Problem, ...] = ()
    while True:
        try:
            return structure(plain, Scheme, source, InvalidScheme, quick=False), standing, told
        except InvalidScheme as error:
            told += tuple([standing.placed(problem) for problem in error.problems if not standing.follows(problem)])
            endless = any(problem.code == "too-deep" for problem in error.problems)
            rest = standing if endless else standing.without(error.problems)
            if rest is standing:
                raise InvalidScheme(source, told) from None
        standing, plain = rest, Plain(rest.rest)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _rest(value: Any, path: Path, changes: Mapping[Path, Any]) -> Any:
    if isinstance(value, list):
        parts = ((changes.get((*path, at), item), (*path, at)) for at, item in enumerate(value))
        return [_rest(item, inner, changes) for item, inner in parts if item is not LEFT_OUT]
    if not isinstance(value, dict):
        return value
    added = {inner[-1]: part for inner, part in changes.items() if inner[:-1] == path and inner[-1] not in value}
    table = {key: changes.get((*path, key), item) for key, item in {**value, **added}.items()}
    return {key: _rest(item, (*path, key), changes) for key, item in table.items() if item is not LEFT_OUT}


def _defined(path: Path, part: Any, data: Any) -> Iterator[str]:
    """The names of the measures, parameters, sections and grades that a changed part holds."""
    top = str(path[0])
    unknown = {"grades": ANY_OPTION, "sections": ANY_POINTS}.get(top, ANY)
    if unknown != ANY and path[2:] == ("id",):
        yield unknown
    if part is not LEFT_OUT or len(path) > 2 or top in {"requirements", "vetoes", "amounts"}:
        return
    old = _at(data, path)
    if len(path) == 2:
        old = {path[1]: old} if isinstance(path[1], str) else [old]
    names: list[Any] = [None] * bool(unknown != ANY or difflib.get_close_matches(top, WHENCE))
    if isinstance(old, dict) and not difflib.get_close_matches(top, ["extends"]):
        names = list(old)
    elif isinstance(old, list):
        names += [item.get("id") if isinstance(item, dict) else None for item in old]
    for name in names:
        yield from (name, f"{POINTS}:{name}") if isinstance(name, str) else (unknown,)


def _place(path: Path) -> str:
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


ITEM: Final = re.compile(
    r"\$\.(?:sections\[\d+\]\.criteria\[\d+\]|(?:requirements|vetoes|sections|grades|amounts)\[\d+\]"
    r"|(?:measures|parameters)\.[^.\[]+|\w+)"
)


def _item(place: str) -> str:
    """The clause, measure or other part of a scheme that a place lies in."""
    match = ITEM.match(place)
    return "$" if match is None else match[0]
