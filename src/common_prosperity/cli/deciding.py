"""`decide`: about one workshop; a register of many is handed on."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from common_prosperity.awards import BothBases, Outcome, decide, decide_both, ruling
from common_prosperity.cli.exits import Exit, exit_code
from common_prosperity.cli.inputs import STANDARD_INPUT, dossier_text, refuse_empty, source_name
from common_prosperity.cli.misuse import Misuse
from common_prosperity.cli.naming import naming
from common_prosperity.cli.terminal import put, put_bytes, style
from common_prosperity.errors import Lang
from common_prosperity.facts import Dossier
from common_prosperity.files.codec import unstructure
from common_prosperity.files.dossiers import parse_dossier
from common_prosperity.files.json_text import dump
from common_prosperity.files.schemes import load_scheme
from common_prosperity.reports.telling import report
from common_prosperity.reports.wording import say
from common_prosperity.schemes.model import Scheme


class Order(NamedTuple):
    """What is to be decided, and how it is to be told."""

    path: str
    """A dossier or a register, or `-` for standard input."""
    scheme: str
    """A scheme by id, `id@edition`, or path."""
    lang: Lang
    form: Any
    """`text`, `markdown`, `html` or `json`."""
    basis: Any
    """`claimed`, `verified` or `both`: on which basis statements count."""
    clause: str | None
    """The one clause to tell of."""
    out: str | None
    """A file for the results of a register."""
    aside: str | None
    """A file for the rows of a register that were set aside."""


BASES: Final[Mapping[str, Callable[[Dossier, Scheme], Outcome]]] = {
    "claimed": decide,
    "verified": lambda dossier, scheme: decide(dossier.as_verified(), scheme),
    "both": decide_both,
}
"""How to decide on each basis."""


def decide_any(order: Order) -> int:
    """Decide about a dossier or a register, whichever the path holds.

    Returns:
        The exit code.

    Raises:
        ProsperityError: the input or the scheme is faulty, or there is no such clause.
        Misuse: options that do not go together.
    """
    if order.clause is not None and order.basis == "both":
        raise Misuse(say("usage.clause-for-both", order.lang), order.lang)
    if order.path.startswith("-") and order.path != STANDARD_INPUT:
        raise Misuse(say("usage.unknown-option", order.lang, name=order.path), order.lang)
    refuse_empty(order.path)
    many = order.out is not None or order.aside is not None
    if many and order.path == STANDARD_INPUT:
        raise Misuse(say("usage.tables-from-stdin", order.lang), order.lang)
    data = None if many else dossier_text(order.path)
    if data is not None:
        return _decide(parse_dossier(data, source_name(order.path)), order)
    if order.clause is not None:
        raise Misuse(say("usage.clause-for-register", order.lang), order.lang)
    from common_prosperity.cli.registers import decide_register  # noqa: PLC0415  # tables are loaded where they are read

    return decide_register(order)


def _decide(dossier: Dossier, order: Order) -> Exit:
    with naming("--scheme"):
        scheme = load_scheme(order.scheme, on=dossier.period)
    outcome = BASES[order.basis](dossier, scheme)
    if order.form == "json":
        put_bytes(dump(unstructure(outcome)))
    elif isinstance(outcome, BothBases):
        from common_prosperity.reports.beside import report_both  # noqa: PLC0415  # both bases are asked for seldom

        put(report_both(outcome, scheme, lang=order.lang, format=order.form, **style()))
    elif order.clause is not None:
        from common_prosperity.reports.explaining import explain  # noqa: PLC0415  # one clause is asked for seldom

        with naming("--clause"):
            told = explain(outcome, order.clause, scheme, lang=order.lang, format=order.form, **style())
        put(told)
    else:
        put(report(outcome, scheme, lang=order.lang, format=order.form, **style()))
    return exit_code(ruling(outcome))
