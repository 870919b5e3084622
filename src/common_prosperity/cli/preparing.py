"""`template` and `pseudonymise`: before there is anything to decide."""

from pathlib import Path
from typing import Final

from common_prosperity.cli.exits import Exit
from common_prosperity.cli.misuse import Misuse
from common_prosperity.cli.naming import naming
from common_prosperity.cli.terminal import complain, put
from common_prosperity.errors import Fault, Lang
from common_prosperity.files.pseudonyms import new_key, pseudonymise
from common_prosperity.files.reading import is_there
from common_prosperity.files.schemes import load_scheme
from common_prosperity.files.tables import write_template
from common_prosperity.reports.wording import counted, say

WORKBOOKS: Final = frozenset({".xlsx", ".xls", ".ods"})


def template(file: str, lang: Lang, *, force: bool = False, scheme: str | None = None) -> int:
    """Write an empty workbook for a register; a file that is there is kept unless `force` says otherwise.

    For a scheme it lists the statements that are asked for.

    Raises:
        ProsperityError: there is no such scheme, or it is faulty.
        Misuse: there is such a file, or it is called something else than a workbook.
        Unreadable: it cannot be written.
    """
    if Path(file).suffix.casefold() != ".xlsx":
        raise Misuse(say("usage.workbook-name", lang, path=file), lang)
    if is_there(file) and not force:
        raise Misuse(say("usage.exists.force", lang, path=file), lang)
    with naming("--scheme"):
        rules = None if scheme is None else load_scheme(scheme)
    write_template(file, lang, scheme=rules)
    put(say("register.written", lang, path=file) + "\n")
    return Exit.ELIGIBLE


def pseudonymised(file: str, key_file: str, lang: Lang, *, new: bool, out: str | None, keep: str) -> int:
    """Copy a file with every national identity number replaced.

    Returns:
        1 where something looks like an identity number and is none, else 0.

    Raises:
        ProsperityError: the file or the key cannot be read, the key is weak, or the copy cannot be written.
    """
    if not Path(file).name:
        raise Fault.of("FILE", "empty")
    target = out if out is not None else str(_target(Path(file)))
    if new:
        new_key(key_file)
    kept = tuple(keep.replace(",", " ").split())
    done = pseudonymise(file, target, key_file=key_file, keep=kept, lang=lang)
    put(counted("pseudonymise.done", done.people, lang, numbers=done.numbers, people=done.people, path=target) + "\n")
    if done.problems:
        complain("\n".join(problem.text(lang) for problem in done.problems), lang)
        return Exit.REFUSED
    return Exit.ELIGIBLE


def _target(source: Path) -> Path:
    """Beside the source; a workbook becomes an .xlsx."""
    ending = ".xlsx" if source.suffix.casefold() in WORKBOOKS else source.suffix
    return source.with_name(f"{source.stem}-pseudonymised{ending}")
