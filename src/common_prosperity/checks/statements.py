"""Checks of statements against the scheme they are made for (C9): under a wrong name, of a wrong kind, out of range.

They speak only where a scheme is given to `check`.
"""

from collections.abc import Iterator
from typing import Final

import attrs

from common_prosperity.checks.case import Case
from common_prosperity.checks.model import OWN, Check, Hit, Severity
from common_prosperity.errors import Problem
from common_prosperity.facts import Dossier
from common_prosperity.facts.fields import limits_of
from common_prosperity.facts.naming import named
from common_prosperity.measures.measurements import misstated
from common_prosperity.quantities import Text
from common_prosperity.schemes.asked import NAMED, misnamed_in
from common_prosperity.schemes.model import Standing


def misnamed(case: Case) -> Iterator[Hit]:
    """Stated under a name that the scheme does not ask for, and that resembles one it asks for and nobody stated."""
    for table, name, near in () if case.scheme is None else misnamed_in(case.dossier, case.scheme):
        field, _ = NAMED[table]
        first, *rest = [case.at(table, at) for at, item in enumerate(case.items(table)) if getattr(item, field) == name]
        called = limits_of(attrs.fields_dict(Dossier)[table]).name
        details = (("near", near), ("table@en", called.en), ("table@zh", called.zh))
        yield Hit(first, (case.workshop, ("statement", name)), details, tuple(rest))


def unfit(case: Case) -> Iterator[Hit]:
    """Stated, but not in the way the scheme asks for it: of another kind, no option, or out of range."""
    scheme = case.scheme
    if scheme is None or scheme.standing(case.dossier.period) is not Standing.IN_FORCE:
        return
    for fault in named(misstated(case.dossier, scheme.measures, scheme.parameters), case.dossier):
        yield Hit(f"{case.root}{fault.place[1:]}", (case.workshop, ("statement", fault.thing)), _reason(fault))


def _reason(fault: Problem) -> tuple[tuple[str, str], ...]:
    return (("fault@en", fault.reason("en")), ("fault@zh", fault.reason("zh")))


CHECKS: Final = (
    Check(
        "C901",
        "misnamed-statement",
        Severity.WARNING,
        Text(
            "所填编号不是办法所问，而与办法所问、却无人填写的一项相近，或是其名称",
            "a statement bears an id that the scheme does not ask for, much like one that it asks for and nobody stated, "
            "or what that one is called",
        ),
        Text(
            "编号不符的填报不起作用，该项视为未填", "a statement under another id has no effect; the one asked for is unstated"
        ),
        Text(
            "工坊 {workshop} {table}中的“{statement}”不是本办法所问；是否应为“{near}”？",
            "“{statement}” among the {table} of workshop {workshop} is nothing that the scheme asks for; did you mean “{near}”?",
        ),
        OWN,
        "a scheme that asks for hives, attestation hive = 350",
        misnamed,
        cleared_by=("attestations.id", "ratings.criterion", "history.measure"),
    ),
    Check(
        "C902",
        "statement-unfit",
        Severity.ERROR,
        Text(
            "申报事项、评委打分或历史数据的种类、选项或范围不是办法所问",
            "an attestation, a mark or an earlier figure is of another kind than the scheme asks for, no option, or out of range",
        ),
        Text("改正之前无法按该办法评定", "until it is mended the scheme decides nothing"),
        Text(
            "工坊 {workshop} 的“{statement}”：{fault}",
            "“{statement}” of workshop {workshop} {fault}",
        ),
        OWN,
        'a scheme that asks for hives by number, attestation hives = "many"',
        unfit,
    ),
)
