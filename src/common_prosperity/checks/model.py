"""What a check is, and what it finds.

A check (核查项) names something an evaluator must look at. It is one row of data, `Check`, with one pure function.
The function says where it looked and what it saw (`Hit`); the row says it in words (`CheckFinding`).
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, ParamSpec

import attrs

from common_prosperity.checks.case import Case
from common_prosperity.errors import Lang, shown
from common_prosperity.facts.fields import Term
from common_prosperity.quantities import Text
from common_prosperity.quantities.text import natural

Pairs = tuple[tuple[str, str], ...]
"""Names with their values: which worker, which month."""


class Severity(Term):
    """How grave a finding is (严重程度)."""

    ERROR = "error", "错误", "error"
    """The facts stated break a rule, or contradict each other."""
    WARNING = "warning", "提醒", "warning"
    """The facts stated are unusual; there may be a good reason."""
    INFO = "info", "说明", "info"
    """Something important cannot be checked, because facts are missing."""


@attrs.frozen
class Hit:
    """What one check saw at one place."""

    place: str
    ids: Pairs
    details: Pairs = ()
    also: tuple[str, ...] = ()
    """Further places the same finding is about."""


@attrs.frozen
class Check:
    """One check as data: selection, wording and reference page all come from here."""

    code: str
    """`C` and three digits; the first tells the group."""
    name: str
    severity: Severity
    what: Text
    why: Text
    text: Text
    """The wording of a finding, with ids and details in braces."""
    source: str
    example: str
    """Facts that make the check speak."""
    find: Callable[[Any], Iterable[Hit]]
    """From a `Case` to what was seen in it; from all cases where the check is `across` workshops."""
    across: bool = False
    cleared_by: tuple[str, ...] = ()
    """Facts that, once stated, may clear a finding. For every other fact, stating more never clears one."""


@attrs.frozen
class CheckFinding:
    """Something an evaluator must look at.

    Neither ids nor details hold the value of a fact that is declared personal.
    """

    check: Check = attrs.field(repr=lambda check: check.code)
    place: str
    """Path from the root of the input, `$.payments[17]`, in a register `$.dossiers[3].payments[17]`."""
    ids: Pairs
    """Of which workshop, worker, enterprise … the finding speaks; ids of one kind are sorted."""
    details: Pairs = ()
    also: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The code of the check."""
        return self.check.code

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.check.severity

    def reason(self, lang: Lang = "en") -> str:
        """What was found, as a clause in Chinese or English; details of that language are keyed `table@zh`.

        Ids that look like telephone or account numbers are masked.
        """
        words: dict[str, list[str]] = {}
        for name, value in (*sorted(self.ids, key=lambda pair: natural(pair[1])), *self.details):
            words.setdefault(name.removesuffix(f"@{lang}"), []).append(shown(value, LONGEST))
        return self.check.text.in_(lang).format_map({name: _listed(values, lang) for name, values in words.items()})

    def text(self, lang: Lang = "en") -> str:
        """Place, code, severity and what was found, in one line."""
        mark = self.severity.text.in_(lang)
        if lang == "zh":
            return f"{self.place}：{self.code}［{mark}］{self.reason(lang)}"
        return f"{self.place}: {self.code} [{mark}] {self.reason(lang)}"


def _listed(values: list[str], lang: Lang) -> str:
    """A list as a reader can take it in; the rest is counted, and stands in `ids`."""
    joint, rest = "、" if lang == "zh" else ", ", len(values) - SHOWN
    more = "" if rest <= 0 else f"等 {len(values)} 项" if lang == "zh" else f" and {rest} more"
    return joint.join(values[:SHOWN]) + more


LONGEST: Final = 400
"""So many characters of one detail are shown."""
SHOWN: Final = 5
"""So many ids of one kind are named in a text."""
NUMBER: Final = re.compile(r"\d+")


def _order(place: str) -> tuple[int, ...]:
    return tuple(int(digits) for digits in NUMBER.findall(place))


def in_order(findings: Iterable[CheckFinding], *, register: bool) -> tuple[CheckFinding, ...]:
    """Findings by dossier, then by code, then by place."""

    def key(finding: CheckFinding) -> tuple[Any, ...]:
        numbers = _order(finding.place)
        dossier = numbers[:1] if register else ()
        return dossier, finding.code, finding.place.rstrip("]0123456789["), numbers, finding.ids, finding.details

    return tuple(sorted(findings, key=key))


Params = ParamSpec("Params")


def for_each_person(find: Callable[Params, Iterator[Hit]]) -> Callable[Params, Iterator[Hit]]:
    """One hit for a person instead of one for each month; the months stand in the details, the payments in the places."""

    @functools.wraps(find)
    def found(*args: Params.args, **kwargs: Params.kwargs) -> Iterator[Hit]:
        return _by_person(find(*args, **kwargs))

    return found


def _by_person(hits: Iterable[Hit]) -> Iterator[Hit]:
    groups: dict[Any, list[Hit]] = {}
    for hit in hits:
        told = tuple(pair for pair in hit.details if pair[0] != "month")
        groups.setdefault((hit.ids, told), []).append(hit)
    for (ids, told), group in groups.items():
        months = sorted({pair for hit in group for pair in hit.details if pair[0] == "month"})
        places = [place for hit in group for place in (hit.place, *hit.also)]
        first, *rest = dict.fromkeys(places)
        yield Hit(first, ids, (*months, *told), tuple(rest))


def finding(check: Check, hit: Hit) -> CheckFinding:
    """What a check saw, ready to be told."""
    return CheckFinding(check, hit.place, hit.ids, hit.details, hit.also)


Cases = Sequence[Case]
OWN: Final = "no rule: a consistency check of this project"
"""The source of a check that no law or notice asks for."""
