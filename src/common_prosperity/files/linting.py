"""Linting a scheme file: the file is read, what it extends and its other editions are fetched, and every finding has its line."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from common_prosperity.errors import InvalidScheme, Problem, ProsperityError, Unreadable
from common_prosperity.files.reading import read_bytes
from common_prosperity.files.schemes import base_of, parse_scheme, read_scheme, scheme_files
from common_prosperity.quantities import Text
from common_prosperity.schemes.linting import RULES, LintFinding, lint
from common_prosperity.schemes.linting.lines import Lines
from common_prosperity.schemes.model import Scheme

KEYS: Final = frozenset({"unknown-key", "unknown-key-near", "duplicate-key"})
"""Reasons that name a key at the place they tell."""
LINE_TOLD: Final = re.compile(r"line (\d+)")


def lint_file(path: str | Path, beside: Iterable[str | Path] = ()) -> tuple[LintFinding, ...]:
    """Everything the linter finds in a scheme file (检查办法文件).

    A file that cannot be used as a scheme is no error here: each of its faults is a finding of code S001.

    Args:
        path: a `.toml` file, or a `.json` file as `write_scheme` writes it, which has no lines.
        beside: other files that may hold editions of the same scheme, besides those of its folder and of the library.

    Returns:
        Findings in order of line.

    Raises:
        Unreadable: there is no such file, or it cannot be read.
    """
    data, path = read_bytes(path), Path(path)
    json = path.suffix == ".json"
    text = None if json else data.decode("utf-8-sig", errors="replace")
    try:
        scheme = parse_scheme(data, path.name, json=json, folder=path.parent)
        base = None if json else base_of(scheme, path.name, path.parent)
    except InvalidScheme as error:
        return tuple(sorted(unusable(error.problems, text), key=lambda finding: finding.line or 0))
    return lint(scheme, base=base, text=text, editions=tuple(editions(scheme, path, beside)))


def unusable(problems: tuple[Problem, ...], text: str | None) -> Iterator[LintFinding]:
    """The faults of a file that is no scheme, as findings.

    Args:
        problems: the faults.
        text: the text of the file, if it has lines.
    """
    lines = None if text is None else Lines.of(text)
    for problem in problems:
        place, line = (problem.place, None) if lines is None else _where(problem, lines)
        words = Text(*(f"{problem.where} {problem.reason(lang)}" for lang in ("zh", "en")))
        yield LintFinding(rule=RULES["S001"], place=place, line=line, details={"reason": words})


def _where(problem: Problem, lines: Lines) -> tuple[str, int]:
    """Where a fault stands: a key that nobody knows at the key itself, text that is no TOML where its reader gave up."""
    details = dict(problem.details)
    named = f"{problem.place}.{details['name']}" if problem.code in KEYS else problem.place
    place, line = lines.nearest(named)
    told = LINE_TOLD.match(problem.place)
    return place, int(told[1]) if line is None and told else line or 1


def editions(scheme: Scheme, path: Path, beside: Iterable[str | Path] = ()) -> Iterator[Scheme]:
    """The other editions of a scheme: in the library, in the folder of its file, and among other files."""
    files = [file for name, _, file in scheme_files() if name == scheme.id]
    files += [file for file in (*sorted(path.parent.glob("*.toml")), *map(Path, beside)) if _mentions(file, scheme.id)]
    seen = {path.resolve()}
    for file in files:
        if file.resolve() in seen:
            continue
        seen.add(file.resolve())
        try:
            other = read_scheme(file)
        except ProsperityError:
            continue  # the other file is reported when it is linted itself
        if other.id == scheme.id and other.edition != scheme.edition:
            yield other


def _mentions(file: Path, name: str) -> bool:
    """Whether a file holds the id of a scheme at all, so that it is worth reading."""
    try:
        return name.encode() in read_bytes(file)
    except Unreadable:
        return False
