"""How the examples in README.md, docs/ and docstrings are run: Python is run, schemes are read, shown commands are run.

Each document has a scratch folder of its own, with docs/examples in it. In a Markdown document, a block marked

* `python` is run, as a doctest where it begins with a prompt;
* `toml` is a scheme, or a part of one, and must be read without a fault; it is kept as a file where its first line is a comment
  that names one, such as `# county.toml`, and added to that file after `# county.toml, continued`;
* `json` below a line that ends in the name of a file and a colon, such as "in `case.json`:", is a dossier and kept as that file;
* `console` runs each line after a `$` and compares what it prints; `...` on a line of its own stands for lines left out.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from doctest import ELLIPSIS
from pathlib import Path
from typing import Any

from sybil import Example, Sybil
from sybil.example import SybilFailure
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

from common_prosperity.errors import ProsperityError
from common_prosperity.files import parse_scheme, read_dossier

ROOT = Path(__file__).parents[2]
CODE = ROOT / "src"
HEADER = {
    "id": '"part"',
    "edition": '"2026"',
    "label": '"A part"',
    "issuer": '"the documentation"',
    "effective": "{ since = 2020-01-01 }",
    "source": '"the documentation"',
}
"""What every scheme must say, and a part of one may leave out."""

PROGRAMS = {"common-prosperity": [sys.executable, "-m", "common_prosperity"], "python3": [sys.executable]}
FILE_LINE = re.compile(r"# (\S+\.toml)(, continued)?\n")
FILE_ABOVE = re.compile(r"`(\S+\.json)`[:：]\s*\Z")


def enter_scratch(namespace: dict[str, Any]) -> None:
    """Run a document in a folder of its own."""
    scratch = Path(tempfile.mkdtemp(prefix="documentation-"))
    (scratch / "docs").mkdir()
    shutil.copytree(ROOT / "docs" / "examples", scratch / "docs" / "examples")
    namespace["scratch"], namespace["came_from"] = scratch, Path.cwd()
    os.chdir(scratch)


def leave_scratch(namespace: dict[str, Any]) -> None:
    """Go back, and leave nothing behind."""
    os.chdir(namespace["came_from"])
    shutil.rmtree(namespace["scratch"])


def read_scheme_text(example: Example) -> str | None:
    """Read a scheme, or a part of one, as the library does."""
    text = str(example.parsed)
    named = FILE_LINE.match(text)
    file = example.namespace["scratch"] / named[1] if named else None
    if named and file and named[2]:
        text = file.read_text(encoding="utf-8") + text
    told = tomllib.loads(text)
    header = "" if "id" in told else "\n".join(f"{key} = {value}" for key, value in HEADER.items() if key not in told)
    try:
        parse_scheme(f"{header}\n{text}".encode(), "documentation")
    except ProsperityError as error:
        return f"this is no scheme:\n{error}"
    if file:
        file.write_text(text, encoding="utf-8")
    return None


def keep_dossier(example: Example) -> str | None:
    """Keep a dossier as the file that the line above names, if the library reads it."""
    named = FILE_ABOVE.search(example.document.text[: example.start])
    if not named:
        return None
    file = example.namespace["scratch"] / named[1]
    file.write_text(str(example.parsed), encoding="utf-8")
    try:
        read_dossier(file)
    except ProsperityError as error:
        return f"this is no dossier:\n{error}"
    return None


def run_commands(example: Example) -> str | None:
    """Run what is shown after each prompt, and compare."""
    status = 0
    for shown in re.split(r"^\$ ", str(example.parsed), flags=re.MULTILINE)[1:]:
        command, _, wanted = shown.partition("\n")
        if command == "echo $?":
            found = f"{status}\n"
        else:
            status, found = _run(shlex.split(command), example.namespace["scratch"])
        if not _fits(wanted, found):
            return f"$ {command}\n\nshown:\n{wanted}\nprinted:\n{found}"
    return None


def _run(words: list[str], folder: Path) -> tuple[int, str]:
    path = os.pathsep.join([str(CODE), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "COLUMNS": "120", "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S603  # the commands stand in our own documentation
        [*PROGRAMS[words[0]], *words[1:]],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def _fits(wanted: str, found: str) -> bool:
    """Whether the output is as shown, blanks at line ends and at the end aside; `...` stands for lines left out."""
    wanted, found = ("\n".join(line.rstrip() for line in text.strip().splitlines()) for text in (wanted, found))
    pattern = ".*".join(re.escape(part) for part in re.split(r"^\.\.\.$", wanted, flags=re.MULTILINE))
    return re.fullmatch(pattern, found, flags=re.DOTALL) is not None


MARKDOWN = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
        CodeBlockParser(language="toml", evaluator=read_scheme_text),
        CodeBlockParser(language="json", evaluator=keep_dossier),
        CodeBlockParser(language="console", evaluator=run_commands),
    ],
)
DOCSTRINGS = Sybil(parsers=[DocTestParser(optionflags=ELLIPSIS)])


def documents() -> list[Path]:
    """Every document whose examples are run."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted(CODE.rglob("*.py"))]


def failures(path: Path) -> list[str]:
    """Run the examples of a document in order, and tell those that fail."""
    document = (MARKDOWN if path.suffix == ".md" else DOCSTRINGS).parse(path)
    examples = list(document.examples())
    if not examples:
        return []
    found = []
    enter_scratch(document.namespace)
    try:
        for example in examples:
            try:
                example.evaluate()
            except SybilFailure as failure:
                found.append(str(failure))
            except Exception as error:  # noqa: BLE001  # whatever an example raises is told with its place
                found.append(f"{path}:{example.line}: {error!r}")
    finally:
        leave_scratch(document.namespace)
    return found
