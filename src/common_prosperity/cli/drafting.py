"""`schemes lint`, `schemes new` and `schemes diff`: for those who write schemes."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from common_prosperity.cli.exits import Exit
from common_prosperity.cli.inputs import refuse_empty
from common_prosperity.cli.misuse import Misuse
from common_prosperity.cli.naming import naming
from common_prosperity.cli.terminal import put, put_bytes
from common_prosperity.errors import Fault, Lang
from common_prosperity.files.json_text import dump
from common_prosperity.files.linting import lint_file
from common_prosperity.files.reading import is_folder, is_there, write_bytes
from common_prosperity.files.schemes import load_scheme
from common_prosperity.files.starter import starter
from common_prosperity.reports.wording import counted, say
from common_prosperity.schemes.comparing import compare
from common_prosperity.schemes.linting import Severity
from common_prosperity.schemes.linting import select as choose

NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
"""Ids of schemes that a starter can bear."""
UNUSABLE: Final = "S001"
"""The code of a file that cannot be used as a scheme."""


def lint_files(files: Sequence[str], lang: Lang, form: str, *, select: str, ignore: str) -> int:
    """Print what the linter finds in every file, a line each, and count it.

    A file that cannot be used as a scheme is told of whatever is selected: nothing else in it was looked for.

    Returns:
        1 where there is an error or a warning, else 0.

    Raises:
        Unreadable: a file cannot be read.
        Fault: a folder holds no scheme files.
        UnknownName: a code is none.
        Misuse: no file is named.
    """
    if not files:
        raise Misuse(say("usage.missing", lang, name="FILES"), lang)
    wanted = f"{UNUSABLE},{select}" if select else ""
    with naming():
        choose((), wanted, ignore)  # a slip in a code is told before anything is read
    paths = [path for file in files for path in _schemes_in(file)]
    found = [(path, finding) for path in paths for finding in choose(lint_file(path, paths), wanted, ignore)]
    if form == "json":
        put_bytes(dump([{"file": path, **finding.as_data()} for path, finding in found]))
    else:
        put("".join(f"{finding.as_line(lang, path)}\n" for path, finding in found))
        severities = [finding.severity for _, finding in found]
        counts = (counted(f"severity.{each}", severities.count(each), lang, n=severities.count(each)) for each in Severity)
        put(say("comma", lang).join(counts) + "\n")
    grave = any(finding.severity is not Severity.INFO for _, finding in found)
    return Exit.REFUSED if grave else Exit.ELIGIBLE


def _schemes_in(path: str) -> list[str]:
    """The scheme files that a path leads to: those of a folder, or itself.

    Raises:
        Fault: a folder holds none.
    """
    refuse_empty(path)
    if not is_folder(path):
        return [path]
    found = sorted(map(str, Path(path).glob("*.toml")))
    if not found:
        raise Fault.of(path, "no-schemes")
    return found


def write_starter(file: str, lang: Lang) -> int:
    """Write a commented scheme to begin with; a file that is there stays as it is.

    Raises:
        Misuse: there is such a file, or its name cannot be the id of a scheme.
        Unreadable: it cannot be written.
    """
    path = Path(file)
    name = path.stem.partition("@")[0]
    if path.suffix != ".toml" or NAME.fullmatch(name) is None:
        raise Misuse(say("usage.scheme-name", lang, name=path.name), lang)
    if is_there(path):
        raise Misuse(say("usage.exists", lang, path=file), lang)
    write_bytes(path, starter(lang, name=name).encode())
    put(say("register.written", lang, path=file) + "\n")
    return Exit.ELIGIBLE


def diff_schemes(old: str, new: str, lang: Lang, form: str) -> int:
    """Print what changed from one scheme to another, a line each.

    Raises:
        ProsperityError: there is no such scheme, or one is faulty.
    """
    with naming("OLD"):
        before = load_scheme(old)
    with naming("NEW"):
        after = load_scheme(new)
    changes = compare(before, after)
    if form == "json":
        put_bytes(dump([change.as_data() for change in changes]))
    else:
        put("".join(f"{change.text(lang)}\n" for change in changes) or say("diff.none", lang) + "\n")
    return Exit.ELIGIBLE
