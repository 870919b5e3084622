"""Reports: how it is told, in Chinese and English, as text, Markdown and HTML.

Names are imported when they are first used: wording alone, as the command line needs it first, costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from common_prosperity.reports.beside import report_both
    from common_prosperity.reports.explaining import explain
    from common_prosperity.reports.measures import measures_report
    from common_prosperity.reports.notebooks import both_html, decision_html, scheme_html, scorecard_html
    from common_prosperity.reports.schemes import scheme_report, schemes_report
    from common_prosperity.reports.telling import report

_ROOMS = {
    "both_html": "notebooks",
    "decision_html": "notebooks",
    "explain": "explaining",
    "measures_report": "measures",
    "report": "telling",
    "report_both": "beside",
    "scheme_html": "notebooks",
    "scheme_report": "schemes",
    "schemes_report": "schemes",
    "scorecard_html": "notebooks",
}
"""Where each public name lives."""

__all__ = [
    "both_html",
    "decision_html",
    "explain",
    "measures_report",
    "report",
    "report_both",
    "scheme_html",
    "scheme_report",
    "schemes_report",
    "scorecard_html",
]


def __getattr__(name: str) -> Any:
    """A public name, from the module it lives in."""
    if name in _ROOMS:
        globals()[name] = value = getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
        return value
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
