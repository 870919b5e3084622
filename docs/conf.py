"""How the documentation is built: `python3 -m sphinx -W -n docs docs/_build`."""

from typing import Any

from common_prosperity import __version__

project = "common_prosperity"
author = "The common_prosperity authors"
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "examples"]
html_theme = "furo"
html_title = "common_prosperity · 共富工坊"
html_extra_path = ["reference/dossier.schema.json"]

myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline"]
myst_heading_anchors = 4

default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
napoleon_numpy_docstring = False

nitpick_ignore_regex = [
    (r"py:.*", r"(datetime|decimal|fractions|pathlib|collections\.abc|typing|enum|attrs|attr|functools)\..*"),  # not ours
    (r"py:.*", r"(int|str|bool|float|bytes|dict|tuple|list|set|frozenset|None|type|object)"),  # built in
    (
        r"py:class",
        r"common_prosperity\.(measures|schemes|awards|quantities|reports|checks|files)(\.\w+)+",
    ),  # parts whose keys stand in tables of their own
]

AS_WRITTEN: dict[str, list[str]] = {}


def without_signature(_app: Any, what: str, _name: str, obj: object, *_: object) -> tuple[str, str] | None:
    """Facts and results are made by keywords; their fields stand in tables of their own."""
    return ("", "") if what == "class" and hasattr(obj, "__attrs_attrs__") else None


def keep(_app: Any, what: str, name: str, _obj: object, _options: object, lines: list[str]) -> None:
    """Remember the docstring of an attribute: Napoleon takes what stands before a colon for its type."""
    if what in ("attribute", "property"):
        AS_WRITTEN[name] = list(lines)


def restore(_app: Any, _what: str, name: str, _obj: object, _options: object, lines: list[str]) -> None:
    """Give an attribute its docstring back."""
    lines[:] = AS_WRITTEN.pop(name, lines)


OUTSIDE = {
    "](../../README.md)": "](../index.md)",
    "](../../CHANGELOG.md)": "](../changelog.md)",
}
"""Links out of this folder, as they read where the files stand, and the pages that take their place here."""


def keep_inside(_app: Any, _name: str, source: list[str]) -> None:
    """Lead links to files of the project to the pages made of them."""
    for outside, inside in OUTSIDE.items():
        source[0] = source[0].replace(outside, inside)


def setup(app: Any) -> None:
    """Connect what is set here; Napoleon works at priority 500."""
    app.connect("source-read", keep_inside)
    app.connect("autodoc-process-signature", without_signature)
    app.connect("autodoc-process-docstring", keep, priority=400)
    app.connect("autodoc-process-docstring", restore, priority=600)
