"""The starter (范本): a scheme file with a comment on every part, for `common-prosperity schemes new`.

One template holds the comments in both languages, each line marked `#zh` or `#en`; the starter keeps those of one.
"""

from pathlib import Path
from typing import Final

from common_prosperity.errors import Lang

TEMPLATE: Final = Path(__file__).parent / "starter.toml"
MARKS: Final = {"zh": "#zh ", "en": "#en "}


def starter(lang: Lang = "en", *, name: str = "my-county") -> str:
    """The text of a scheme file that reads and lints clean, to be rewritten part by part.

    Args:
        lang: the language of its comments; labels stand in both.
        name: the id it gives the scheme.
    """
    lines = []
    for line in TEMPLATE.read_text(encoding="utf-8").splitlines():
        if line.startswith(MARKS[lang]):
            lines.append(line.replace(MARKS[lang], "# ", 1))
        elif not line.startswith(tuple(MARKS.values())):
            lines.append(line)
    return "\n".join(lines).replace('id = "my-county"', f'id = "{name}"', 1) + "\n"
