"""Pseudonyms (假名化): national identity numbers replaced by keyed digests, before anything else touches a file."""

from collections.abc import Collection
from pathlib import Path

import attrs

from common_prosperity.errors import Fault, Lang, Problem, ProsperityError, Unreadable, expect_language
from common_prosperity.files.pseudonyms.formats import KINDS, Job
from common_prosperity.files.pseudonyms.keys import Pseudonyms, new_key, read_key
from common_prosperity.files.pseudonyms.rewriting import KEPT
from common_prosperity.files.reading import as_path, part_of, read_bytes, reasons, same_file

__all__ = ["Pseudonymised", "new_key", "pseudonymise"]


@attrs.frozen
class Pseudonymised:
    """What was replaced in a file. It never holds a number."""

    target: Path
    numbers: int
    """How many numbers were replaced, each time counted, with those that fail the check."""
    people: int
    """How many people they belong to."""
    problems: tuple[Problem, ...]
    """Where something looks like an identity number and fails the check, or a cell could not be read."""


def pseudonymise(
    source: str | Path, target: str | Path, *, key_file: str | Path, keep: Collection[str] = (), lang: Lang = "zh"
) -> Pseudonymised:
    """Copy a file with every national identity number replaced by a keyed digest.

    Numbers of 18 and 15 digits and those of disability certificates are found in any cell, key or line of text, also
    within other words, with separators, in full-width digits and stored as numbers. Whatever form it is written in, a
    number of one person always becomes the same word under one key: `p-` and 16 letters and digits of HMAC-SHA-256.
    What only looks like an identity number and fails the check becomes `q-…`, and its place is named.
    Of a workbook the values remain, in a new .xlsx; formats, comments and formulas do not.

    Args:
        source: .xlsx, .xls, .ods, .csv, .tsv, .json, .txt or .md.
        target: where to write; for a workbook an .xlsx.
        key_file: at least 32 random bytes, as `new_key` writes them.
        keep: any of `birth_date`, `sex` and `region`, to stand in columns of their own (in JSON: keys) beside it.
        lang: of the headings of these columns.

    Returns:
        How much was replaced, and what an evaluator must look at.

    Raises:
        Unreadable: a file cannot be read or written.
        Fault: the key is weak or the source itself, the target is the source or the key, the file is refused or empty, or
            two numbers share a word; there is no such language.
        WrongKind: what should be a path is none.
    """
    source, target, key_file = as_path(source, "source"), as_path(target, "target"), as_path(key_file, "key_file")
    expect_language(lang)
    unknown = sorted(set(keep) - KEPT.keys())
    if unknown:
        raise Fault.of("keep", "no-option", name=", ".join(unknown), allowed=", ".join(KEPT))
    if not source.name or not target.name:
        raise Fault.of("source" if not source.name else "target", "empty")
    if same_file(key_file, source):
        raise Fault.of(str(key_file), "key-is-input")
    for path in (target, part_of(target)):
        if any(same_file(path, other) for other in (source, key_file)):
            raise Fault.of(str(target), "over-input")
    rewrite = KINDS.get(source.suffix.casefold())
    if rewrite is None:
        raise Fault.of(str(source), "table-kind", allowed=", ".join(KINDS))
    pseudonyms = Pseudonyms(read_key(key_file))
    job = Job(source, target, read_bytes(source), pseudonyms, tuple(name for name in KEPT if name in keep), lang)
    try:
        rewrite(job)
    except Fault as fault:
        problem = fault.problems[0]
        raise Fault(attrs.evolve(problem, place=problem.place or str(source))) from None
    except ProsperityError:
        raise
    except (OSError, UnicodeError) as error:
        raise Unreadable(Problem.of(str(target), "unwritable", **reasons(error))) from None
    return Pseudonymised(target, pseudonyms.numbers, len(pseudonyms.people), tuple(job.problems))
