"""`schemes list`, `schemes show` and `measures`."""

from typing import Any

from common_prosperity.cli.naming import naming
from common_prosperity.cli.terminal import put, put_bytes, style
from common_prosperity.errors import Lang
from common_prosperity.files.codec import unstructure
from common_prosperity.files.json_text import dump
from common_prosperity.files.schemes import load_catalogue, load_scheme, scheme_files
from common_prosperity.reports.measures import measures_report
from common_prosperity.reports.schemes import scheme_report, schemes_report


def show_schemes(lang: Lang, form: Any) -> int:
    """Print the schemes of the library."""
    schemes = [load_scheme(path) for _, _, path in scheme_files()]
    if form == "json":
        keys = ("id", "edition", "label", "issuer", "effective", "source")
        put_bytes(dump([{key: plain[key] for key in keys} for plain in map(unstructure, schemes)]))
    else:
        put(schemes_report(schemes, lang=lang, format=form, **style()))
    return 0


def show_scheme(name: str, lang: Lang, form: Any) -> int:
    """Print one scheme; as JSON, complete with the measures it uses.

    Raises:
        ProsperityError: there is no such scheme, or it is faulty.
    """
    with naming("SCHEME"):
        scheme = load_scheme(name)
    if form == "json":
        put_bytes(dump(unstructure(scheme)))
    else:
        put(scheme_report(scheme, lang=lang, format=form, **style()))
    return 0


def show_measures(lang: Lang, form: Any) -> int:
    """Print the built-in measures."""
    measures = load_catalogue()
    if form == "json":
        put_bytes(dump({name: unstructure(measure) for name, measure in measures.items()}))
    else:
        put(measures_report(measures, lang=lang, format=form, **style()))
    return 0
