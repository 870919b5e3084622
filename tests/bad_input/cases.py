"""Broken dossiers and schemes as data: what is done to a good one, and the places and reasons that must be told, all at once.

Everything here is invented. A dossier case changes the parsed example or its bytes; a scheme case is the TOML below the heading.
"""

import copy
import json
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from invented import HEADING

Found = tuple[tuple[str, str], ...]
"""Place and code of every problem."""

IDENTITY: Final = "330481199001011234"
"""An invented identity number: whatever is wrong, no message repeats it."""

GOOD: Final[Mapping[str, Any]] = {
    "workshop": {"id": "w", "village": "v", "opened": "2021-05-01"},
    "period": {"since": "2023-01-01", "until": "2023-12-31"},
    "villages": [{"id": "v", "region": "330481100201"}],
    "party_organizations": [{"id": "vp", "side": "village"}, {"id": "ep", "side": "enterprise"}],
    "enterprises": [{"id": "e", "credit_code": "91350100M000100Y43"}],
    "pairings": [{"id": "p", "village_side": "vp", "enterprise_side": "ep", "since": "2022-01-01", "until": None}],
    "premises": [{"id": "hall", "kind": "idle_building", "area": 120.5, "rent": 0}],
    "workers": [
        {
            "id": "a",
            "sex": "female",
            "born": "1980-02-29",
            "household": "h",
            "disability": {"category": "physical", "grade": 2},
        },
        {"id": "b", "sex": "male", "disability": None},
    ],
    "households": [{"id": "h", "low_income": [{"kind": "marginal", "since": "2020-01-01", "until": None}]}],
    "engagements": [
        {"worker": "a", "workshop": "w", "since": "2022-01-01", "until": None, "baseline": 600},
        {"worker": "b", "workshop": "w", "since": "2023-03-01", "until": "2023-06-30"},
    ],
    "payments": [
        {"worker": "a", "workshop": "w", "month": "2023-01", "kind": "wage", "due": 2600.5, "paid": 2600.5, "hours": 160},
        {"worker": "b", "workshop": "w", "month": "2023-03", "due": 1800, "paid": 1800},
    ],
    "trainings": [{"id": "t", "date": "2023-02-02", "hours": 2.5, "participants": ["a", "b"]}],
    "incidents": [{"id": "i", "kind": "fire", "date": "2023-05-05", "resolved": "2023-05-06"}],
    "attestations": [{"id": "insured", "value": True}],
    "ratings": [{"criterion": "plan", "member": "m1", "marks": 8.5}],
    "history": [{"measure": "people_employed", "period": {"since": "2022-01-01", "until": "2022-12-31"}, "value": 3}],
}
"""A dossier in which nothing is wrong."""

ABSENT: Final = object()
"""Put in place of a value, it takes the key away."""


def changed(*changes: tuple[str, Any]) -> bytes:
    """The good dossier with values put at paths such as `workers.0.born`."""
    data: Any = copy.deepcopy(dict(GOOD))
    for path, value in changes:
        *steps, last = path.split(".")
        at = data
        for step in steps:
            at = at[int(step)] if isinstance(at, list) else at[step]
        key: Any = int(last) if isinstance(at, list) else last
        if value is ABSENT:
            del at[key]
        else:
            at[key] = value
    return json.dumps(data, ensure_ascii=False).encode()


def replaced(old: str, new: str) -> bytes:
    """The text of the good dossier with one passage replaced: for what no parsed data can hold."""
    text = json.dumps(dict(GOOD), ensure_ascii=False)
    assert text.count(old) == 1, old
    return text.replace(old, new).encode()


@attrs.frozen
class Case:
    """One broken input."""

    data: bytes | Callable[[], bytes]
    found: Found
    hidden: str = ""
    """What no message may repeat."""

    def written(self) -> bytes:
        """The bytes of the file."""
        return self.data() if callable(self.data) else self.data


def one(path: str, value: Any, code: str, place: str | None = None, hidden: str = "") -> Case:
    """A single wrong value; its place is that of the path unless said."""
    steps = path.split(".")
    told = "$" + "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in steps)
    return Case(changed((path, value)), ((told if place is None else place, code),), hidden)


def deep(levels: int) -> bytes:
    """The good dossier with a note of so many lists within one another."""
    return changed(("note", "x")).replace(b'"x"', b"[" * levels + b"]" * levels)


WHOLE: Final = len(changed())
"""Bytes of the good dossier."""

DOSSIERS: Final[Mapping[str, Case]] = {
    # wrong types: they are exact
    "a word for yes or no": one("villages.0.income_weak", "no", "expected"),
    "a number for yes or no": one("villages.0.income_weak", 1, "expected"),
    "a decimal for a grade": one("workers.0.disability.grade", 1.9, "expected", hidden="1.9"),
    "a decimal that is whole for a grade": one("workers.0.disability.grade", 2.0, "expected"),
    "a word for a grade": one("workers.0.disability.grade", "1", "expected"),
    "true for a grade": one("workers.0.disability.grade", value=True, code="expected"),
    "true for money": one("payments.0.paid", value=True, code="bad-money"),
    "a list for money": one("payments.0.paid", [2600], "bad-money", hidden="2600"),
    "money with its unit": one("payments.0.paid", "2600元", "bad-money", hidden="2600"),
    "money with a comma": one("payments.0.paid", "2,600.50", "bad-money", hidden="2,600"),
    "a number for a date": one("workers.0.born", 19800229, "bad-date", hidden="19800229"),
    "a number for a month": one("payments.0.month", 202301, "bad-month"),
    "a number for a name": one("workshop.id", 7, "expected"),
    "a number for a region": one("villages.0.region", 330481100201, "abroad"),
    "text for a list": one("workers", "a", "expected"),
    "an object for a list": one("workers", {"a": {}}, "expected"),
    "nought for a list": one("workers", 0, "expected"),
    "false for a list": one("payments", value=False, code="expected"),
    "an empty word for a list": one("workers", "", "expected"),
    "null for a list": one("workers", None, "null"),
    "null for a list within": one("households.0.low_income", None, "null"),
    "text in a list of objects": one("workers.1", "b", "expected"),
    "a list in a list of objects": one("households.0.low_income.0", [], "expected"),
    "an empty list for an object": one("workers.0.disability", [], "expected"),
    "an empty word for an object": one("workers.0.disability", "", "expected"),
    "a number in a list of names": one("trainings.0.participants.1", 2, "expected"),
    "a word for marks": one("ratings.0.marks", "good", "bad-number"),
    "an object for a statement": one("attestations.0.value", {"amount": 1}, "bad-number"),
    "an unknown kind": one("premises.0.kind", "palace", "no-option"),
    "a kind in Chinese": one("payments.0.kind", "工资", "no-option"),
    # null says none, and only where there may be none
    "null for an id": one("workshop.id", None, "null"),
    "null for a birthday": one("workers.0.born", None, "null"),
    "null for a payment": one("payments.0.paid", None, "null"),
    "null in a list of names": one("trainings.0.participants.0", None, "null"),
    "null for the period": one("period", None, "null"),
    # numbers that are none, or beyond all bounds
    "NaN": Case(replaced("120.5", "NaN"), (("$.premises[0].area", "bad-number"),)),
    "Infinity": Case(replaced("120.5", "Infinity"), (("$.premises[0].area", "bad-number"),)),
    "minus Infinity for money": Case(replaced("600}", "-Infinity}"), (("$.engagements[0].baseline", "bad-money"),)),
    "NaN for money": Case(replaced("600}", "NaN}"), (("$.engagements[0].baseline", "bad-money"),)),
    "an exponent beyond all bounds": Case(replaced("120.5", "1e999999"), (("$.premises[0].area", "bad-number"),)),
    "an exponent that no decimal holds": Case(
        replaced("120.5", "1e99999999999999999999"), (("$.premises[0].area", "bad-number"),)
    ),
    "money of a million digits": Case(replaced("600}", "1e999990}"), (("$.engagements[0].baseline", "bad-money"),)),
    "five thousand digits": Case(replaced("120.5", "9" * 5000), (("$.premises[0].area", "bad-number"),)),
    "a fraction by nought": one("premises.0.area", "1/0", "bad-number"),
    "negative money": one("payments.0.paid", -1, "too-small"),
    "a negative area": one("premises.0.area", -0.5, "too-small"),
    "negative hours": one("payments.0.hours", -1, "too-small"),
    "three decimals of money": one("payments.0.paid", 2600.505, "bad-money", hidden="2600"),
    "ten trillion yuan": one("payments.0.paid", 10**13, "bad-money"),
    "grade five": one("workers.0.disability.grade", 5, "too-large"),
    "grade nought": one("workers.0.disability.grade", 0, "too-small"),
    # keys
    "an unknown key": one("workers.0.salary", 1980, "unknown-key-known", place="$.workers[0]", hidden="1980"),
    "an unknown key with a near one": one(
        "workers.0.bron", "1980-02-29", "unknown-key-near", place="$.workers[0]", hidden="1980"
    ),
    "an unknown key at the top": one("wokers", [], "unknown-key-near", place="$"),
    "an identity number for a key": one(f"workers.0.{IDENTITY}", 1, "unknown-key-known", place="$.workers[0]", hidden=IDENTITY),
    "a missing key": one("workers.0.id", ABSENT, "absent"),
    "a missing period": one("period", ABSENT, "absent"),
    "a missing end of the period": one("period.until", ABSENT, "absent"),
    "a repeated key": Case(replaced('"sex": "male"', '"sex": "male", "sex": "female"'), (("$.workers[1]", "duplicate-key"),)),
    "a repeated key that says the same": Case(
        replaced('"sex": "male"', '"sex": "male", "sex": "male"'), (("$.workers[1]", "duplicate-key"),)
    ),
    "a repeated collection": Case(replaced('"villages": [', '"ratings": [], "villages": ['), (("$", "duplicate-key"),)),
    "a repeated key deep within": Case(
        replaced('"kind": "marginal"', '"kind": "marginal", "kind": "other"'),
        (("$.households[0].low_income[0]", "duplicate-key"),),
    ),
    "a repeated key where no fact is": Case(
        replaced('"value": true', '"value": {"number": 1, "number": 2}'), (("$.attestations[0].value", "duplicate-key"),)
    ),
    # ids
    "an empty id": one("workers.0.id", "", "empty"),
    "an id of spaces": one("workers.0.id", "  ", "empty"),
    "an id without end": one("workers.0.id", "x" * 129, "too-long"),
    "an identity number as an id": one("workers.1.id", IDENTITY, "identity-number", hidden=IDENTITY),
    "an identity number with spaces": one("workers.1.id", "330481 19900101 1234", "identity-number", hidden="19900101"),
    "an identity number in full-width digits": one(
        "workers.1.id", "３３０４８１１９９００１０１１２３４", "identity-number", hidden="１９９００１０１"
    ),
    "an identity number behind a name": one("engagements.1.worker", f"张三{IDENTITY}", "identity-number", hidden=IDENTITY),
    "an identity number among participants": one("trainings.0.participants.1", IDENTITY, "identity-number", hidden=IDENTITY),
    "a control character in an id": one("workers.1.id", "b\x1b[2J", "control-characters", hidden="\x1b"),
    "a mark that turns writing about": one("workers.1.id", "b\u202e", "control-characters", hidden="\u202e"),
    "a space of no width": one("workers.1.id", "b\u200b", "control-characters"),
    "NUL in a note": one("note", "a\x00b", "control-characters"),
    "half a character": Case(
        replaced('"vp", "side"', '"vp", "name": "\\ud800", "side"'), (("$.party_organizations[0].name", "control-characters"),)
    ),
    "a repeated id": Case(
        changed(("workers", [{"id": "a"}, {"id": "b"}, {"id": "a"}, {"id": "a"}])),
        (("$.workers[2].id", "duplicate-id"), ("$.workers[3].id", "duplicate-id")),
    ),
    "somebody listed twice": one("trainings.0.participants.1", "a", "duplicate-id"),
    "the same marks twice": one(
        "ratings",
        [{"criterion": "plan", "member": "m1"}, {"criterion": "plan", "member": "m1"}],
        "duplicate-id",
        place="$.ratings[1]",
    ),
    # references
    "a worker nobody knows": one("engagements.1.worker", "c", "dangling"),
    "another workshop": one("payments.0.workshop", "other", "dangling"),
    "a household nobody knows": one("workers.0.household", "the-poor-house", "dangling", hidden="the-poor-house"),
    "a participant nobody knows": one("trainings.0.participants.0", "guest", "dangling"),
    "a village nobody knows": one("workshop.village", "u", "dangling"),
    "sides that are swapped": Case(
        changed(("pairings.0.village_side", "ep"), ("pairings.0.enterprise_side", "vp")),
        (("$.pairings[0].village_side", "contradiction"), ("$.pairings[0].enterprise_side", "contradiction")),
    ),
    "a pairing with itself": one("pairings.0.enterprise_side", "vp", "contradiction"),
    # days
    "the 30th of February": one("workers.0.born", "1980-02-30", "bad-date", hidden="1980"),
    "a leap day that is none": one("workers.0.born", "1981-02-29", "bad-date", hidden="1981"),
    "a day with its hour": one("engagements.0.since", "2022-01-01T00:00:00+08:00", "bad-date"),
    "a day by its week": one("engagements.0.since", "2022-W01-1", "bad-date"),
    "a day without dashes": one("engagements.0.since", "20220101", "bad-date"),
    "a day too long ago": one("workers.0.born", "1899-12-31", "bad-date"),
    "the thirteenth month": one("payments.0.month", "2023-13", "bad-month"),
    "a day as a month": one("payments.0.month", "2023-01-01", "bad-month"),
    "born in the future": one("workers.0.born", "2024-01-01", "later-than", hidden="2024-01-01"),
    "engaged after the period": one("engagements.0.since", "2024-01-01", "later-than"),
    "an incident after the period": Case(
        changed(("incidents.0.date", "2024-01-01"), ("incidents.0.resolved", None)), (("$.incidents[0].date", "later-than"),)
    ),
    "opened after the period": one("workshop.opened", "2024-01-01", "later-than"),
    "paid outside the period": one("payments.0.month", "2022-12", "outside-period"),
    "trained outside the period": one("trainings.0.date", "2024-01-01", "outside-period"),
    "an end before its beginning": one("engagements.1.until", "2023-02-28", "later-than", place="$.engagements[1].since"),
    "a period that is upside down": one("period.until", "2022-12-31", "later-than", place="$.period.since"),
    "spells that overlap": Case(changed(("engagements.1.worker", "a")), (("$.engagements[1]", "overlap"),)),
    # codes
    "a credit code that fails its check": one("enterprises.0.credit_code", "91350100M000100Y44", "bad-credit-code"),
    "a credit code in full-width digits": one("enterprises.0.credit_code", "９１３５０１００M000100Y43", "bad-credit-code"),
    "a region that is none": one("villages.0.region", "3304811002", "abroad"),
    "a township that is none": one("villages.0.region", "330481600201", "abroad"),
    # sizes
    "ten million characters": Case(lambda: changed(("note", "长" * 10_000_000)), (("$.note", "too-long"),)),
    "ten million characters in an id": Case(
        lambda: changed(("workers.1.id", "x" * 10_000_000)), (("$.workers[1].id", "too-long"),)
    ),
    "a key of ten million characters": Case(lambda: changed(("y" * 10_000_000, 1)), (("$", "unknown-key"),)),
    "two hundred thousand repeated keys": Case(
        lambda: replaced('"id": "w",', '"id": "w",' * 200_000), (("$.workshop", "duplicate-key"),)
    ),
    "nested a hundred thousand deep": Case(lambda: deep(100_000), (("$", "too-deep"),)),
    "nested fifty deep": Case(lambda: deep(50), (("$.note", "expected"),)),
    # text that is none
    "an empty file": Case(b"", (("line 1 column 1", "syntax"),)),
    "only spaces": Case(b"  \n ", (("line 2 column 2", "syntax"),)),
    "cut off in the middle": Case(b'{"workshop": {"id": "w"}, "period": {"since"', (("line 1 column 45", "syntax"),)),
    "cut off within a character": Case('{"note": "工'.encode()[:-1], (("byte 10", "encoding"),)),
    "GBK": Case('{"note": "工坊"}'.encode("gbk"), (("byte 10", "encoding"),)),
    "UTF-16": Case(changed().decode().encode("utf-16"), (("byte 0", "encoding"),)),
    "UTF-16 without a mark": Case(changed().decode().encode("utf-16-be"), (("line 1 column 1", "syntax"),)),
    "a stray byte": Case(changed() + b"\xff", ((f"byte {WHOLE}", "encoding"),)),
    "two documents": Case(changed() + changed(), ((f"line 1 column {WHOLE + 1}", "syntax"),)),
    "a trailing comma": Case(b'{"workers": [],}', (("line 1 column 16", "syntax"),)),
    "single quotes": Case(changed().replace(b'"', b"'"), (("line 1 column 2", "syntax"),)),
    "a bare control character": Case(b'{"note": "a\x01b"}', (("line 1 column 12", "syntax"),)),
    "a workbook": Case(b"PK\x03\x04\x14\x00\x08\x08\x08\x00", (("line 1 column 1", "syntax"),)),
    "a list": Case(b"[]", (("$", "expected"),)),
    "null": Case(b"null", (("$", "null"),)),
    "a number": Case(b"42", (("$", "expected"),)),
    # everything at once
    "many faults at once": Case(
        changed(
            ("workers.0.born", "yesterday"),
            ("workers.1.sex", "f"),
            ("payments.0.paid", -3),
            ("payments.1.month", "March"),
            ("premises.0.area", "large"),
            ("somebody", 1),
        ),
        (
            ("$", "unknown-key"),
            ("$.premises[0].area", "bad-number"),
            ("$.workers[0].born", "bad-date"),
            ("$.workers[1].sex", "not-one-of"),
            ("$.payments[0].paid", "too-small"),
            ("$.payments[1].month", "bad-month"),
        ),
        hidden="yesterday",
    ),
}

REQUIREMENT: Final = 'requirements = [{{ id = "r", label = "r", condition = {} }}]\n'
CRITERION: Final = 'sections = [{{ id = "s", label = "s", {} criteria = [{{ id = "c", label = "c", {} }}] }}]\n'
OWN: Final = '[measures.own]\nlabel = "own"\nunit = "number"\n{}\n'
LABEL: Final = '{ zh = "虚构办法", en = "an invented scheme" }'


def ruled(body: str, *found: tuple[str, str]) -> Case:
    """A scheme with these rules."""
    return Case((HEADING + body).encode(), found)


def requiring(condition: str, *found: tuple[str, str]) -> Case:
    """A scheme with one requirement; places are told from its condition on."""
    return ruled(REQUIREMENT.format(condition), *((ASKED + place, code) for place, code in found))


def earning(criterion: str, *found: tuple[str, str], section: str = "") -> Case:
    """A scheme with one criterion; places are told from it on."""
    return ruled(CRITERION.format(section, criterion), *((EARNED + place, code) for place, code in found))


def defining(how: str, *found: tuple[str, str]) -> Case:
    """A scheme with one measure of its own; places are told from it on."""
    return ruled(OWN.format(how), *((f"$.measures.own{place}", code) for place, code in found))


def headed(old: str, new: str, *found: tuple[str, str]) -> Case:
    """A scheme whose heading is changed."""
    assert HEADING.count(old) == 1, old
    return Case(HEADING.replace(old, new).encode(), found)


ASKED: Final = "$.requirements[0].condition"
EARNED: Final = "$.sections[0].criteria[0]"
SCHEMES: Final[Mapping[str, Case]] = {
    # the heading
    "no id": headed('id = "invented"\n', "", ("$.id", "absent")),
    "a number for the edition": headed('edition = "1"', "edition = 2023", ("$.edition", "expected")),
    "an issuer in one language of two": headed('"虚构机关", en = "an invented office"', '"虚构机关"', ("$.issuer", "expected")),
    "a label of one empty word": headed(LABEL, '""', ("$.label", "empty")),
    "an empty word in one language": headed('"an invented scheme"', '" "', ("$.label.en", "empty")),
    "a label that steers": headed(LABEL, '"\\u001b[2J"', ("$.label", "control-characters")),
    "dates upside down": headed("2020-01-01", "2020-01-02, until = 2020-01-01", ("$.effective.since", "later-than")),
    "a date as a word": headed("2020-01-01", '"2020年1月1日"', ("$.effective.since", "bad-date")),
    "a date with its hour": headed("2020-01-01", "2020-01-01T08:00:00+08:00", ("$.effective.since", "bad-date")),
    "an hour for a date": headed("2020-01-01", "08:00:00", ("$.effective.since", "bad-date")),
    "a jurisdiction that is none": ruled("jurisdiction = 33\n", ("$.jurisdiction", "abroad")),
    "an unknown key": ruled("requirement = []\n", ("$", "unknown-key-near")),
    # names
    "an unknown measure": requiring('{ measure = "people_employd", at_least = 1 }', ("", "unknown-name-near")),
    "an unknown section of points": requiring('{ measure = "points:x", at_least = 1 }', ("", "unknown-name-near")),
    "an unknown column": defining(
        'count = { of = "people", where = { column = "size", equals = "L" } }', (".count", "unknown-among")
    ),
    "an unknown table": defining('count = "persons"', (".count", "unknown-name-near")),
    "an unknown column to sum": defining('sum = "people.wage"', (".sum", "unknown-name-near")),
    "a measure that builds on itself": defining('total = ["own", 1]', ("", "circular")),
    "measures in a circle": defining(
        'total = ["other", 1]\n[measures.other]\nlabel = "other"\nunit = "number"\ntotal = ["own", 1]', ("", "circular")
    ),
    "a scheme that extends nothing known": ruled('extends = "nowhere"\n', ("$.extends", "unknown-base")),
    "two clauses of one id": ruled(
        'vetoes = [{ id = "r", label = "r", condition = { measure = "arrears", more_than = 0 } }]\n'
        + REQUIREMENT.format('{ measure = "arrears", at_most = 0 }'),
        ("$.vetoes[0].id", "duplicate-id"),
    ),
    # conditions
    "an unknown relation": requiring('{ measure = "arrears", atleast = 1 }', ("", "unknown-key-near")),
    "no relation": requiring('{ measure = "arrears" }', ("", "expected")),
    "no measure": requiring("{ at_least = 1 }", ("", "unknown-key-near")),
    "an empty condition": requiring("{}", ("", "expected")),
    "a word for a condition": requiring('"arrears = 0"', ("", "expected")),
    "no parts": requiring("{ all = [] }", (".all", "expected")),
    "a part that is none": requiring('{ any = [{ measure = "arrears", at_most = 0 }, 3] }', (".any[1]", "expected")),
    "k of nothing": requiring("{ at_least_k_of = { k = 1, of = [] } }", (".at_least_k_of.of", "expected")),
    "k that is no number": requiring(
        '{ at_least_k_of = { k = "2", of = [{ measure = "arrears", at_most = 0 }] } }', (".at_least_k_of", "expected")
    ),
    "a list of nothing": requiring('{ measure = "arrears", one_of = [] }', (".one_of", "expected")),
    "a list of unlike things": requiring('{ measure = "arrears", one_of = [1, "two"] }', (".one_of", "expected")),
    "a number that is compared with yes": requiring('{ measure = "arrears", equals = true }', ("", "unlike")),
    "a number that is compared with a word": requiring('{ measure = "arrears", equals = "none" }', ("", "unlike")),
    "nan": requiring('{ measure = "arrears", at_most = nan }', (".at_most", "bad-number")),
    "inf": requiring('{ measure = "arrears", at_most = inf }', (".at_most", "bad-number")),
    "an exponent beyond all bounds": requiring('{ measure = "arrears", at_most = 1e999999 }', (".at_most", "bad-number")),
    "a number with its unit": requiring('{ measure = "arrears", at_most = "100元" }', ("", "number-or-name")),
    # points
    "no shape": earning('measure = "arrears"', ("", "one-of-several")),
    "two shapes": earning('measure = "arrears", marks = { at_most = 1 }, curve = [[0, 0]]', ("", "one-of-several")),
    "a curve that goes back": earning('measure = "arrears", curve = [[5, 0], [1, 3]]', (".curve", "expected")),
    "a corner of three": earning('measure = "arrears", curve = [[5, 0, 1]]', (".curve[0]", "expected")),
    "a deduction without a cap": earning(
        'measure = "arrears", per_unit = { points = 1 }', ("", "uncapped"), section='kind = "deduction",'
    ),
    "points that are yes": earning('measure = "arrears", per_unit = { points = true }', (".per_unit.points", "bad-number")),
    "an edge nobody knows": earning(
        'measure = "arrears", bands = [{ beyond = 1, points = 1 }]', (".bands[0]", "unknown-key-known")
    ),
    "a kind of section nobody knows": ruled(
        CRITERION.format('kind = "malus",', 'measure = "arrears", marks = { at_most = 1 }'),
        ("$.sections[0].kind", "no-option"),
    ),
    "a total rounded to nought": ruled("points = { round_to = 0 }\n", ("$.points.round_to", "expected")),
    "a floor above the ceiling": ruled("points = { floor = 2, ceiling = 1 }\n", ("$.points.floor", "too-large")),
    # measures and parameters
    "no way to take a measure": defining("", ("", "one-of-several")),
    "two ways to take a measure": defining('count = "people"\nsum = "people.earned"', ("", "one-of-several")),
    "a measure of words": defining('sum = "people.sex"', (".sum", "expected")),
    "a negative weight": defining(
        'count = { of = "people", weights = [{ counts = -2, where = { column = "disabled", equals = true } }] }',
        (".count.weights[0].counts", "too-small"),
    ),
    "a unit nobody knows": ruled(
        '[measures.own]\nlabel = "own"\nunit = "heads"\ncount = "people"\n', ("$.measures.own.unit", "no-option")
    ),
    "a measure with a name that steers": ruled(
        '[measures."\\u001b[2J"]\nlabel = "own"\nunit = "people"\ncount = "people"\n', ("$.measures.�[2J", "control-characters")
    ),
    "a parameter without values": ruled(
        '[parameters.p]\nlabel = "p"\nunit = "yuan"\ndated = []\n', ("$.parameters.p.dated", "empty")
    ),
    "a parameter with two values from one day": ruled(
        '[parameters.p]\nlabel = "p"\nunit = "yuan"\ndated = [{ since = 2020-01-01, value = 1 }, { since = 2020-01-01, value = 2 }]\n',
        ("$.parameters.p.dated[1].since", "duplicate-day"),
    ),
    # text that is none
    "an empty file": Case(
        b"", tuple((f"$.{name}", "absent") for name in ("id", "edition", "label", "issuer", "effective", "source"))
    ),
    "a key that stands twice": ruled('id = "again"\n', ("line 8 column 13", "syntax-hint")),
    "words without quotation marks": ruled("extends = 工坊\n", ("line 8 column 11", "syntax-hint")),
    "a percentage without quotation marks": ruled("points = { total = 60% }\n", ("line 8 column 22", "syntax-hint")),
    "cut off in the middle": Case(b'id = "inv', (("end of document", "syntax-hint"),)),
    "GBK": Case('label = "虚构"\n'.encode("gbk"), (("byte 9", "encoding"),)),
    "UTF-16": Case(HEADING.encode("utf-16"), (("byte 0", "encoding"),)),
    "a stray byte": Case(HEADING.encode() + b"\xfe", ((f"byte {len(HEADING.encode())}", "encoding"),)),
    "NUL": Case(HEADING.encode() + b"\x00", (("line 8 column 1", "syntax-hint"),)),
    "JSON": Case(b'{"id": "s"}', (("line 1 column 1", "syntax-hint"),)),
    "nested five thousand deep": Case((HEADING + "x = " + "[" * 5000).encode(), (("$", "too-deep"),)),
    "five thousand digits": Case((HEADING + "x = " + "9" * 5000).encode(), (("$", "bad-number"),)),
    "a label of ten million characters": Case(
        lambda: HEADING.replace(LABEL, f'"{"长" * 10_000_000}"').encode(), (("$.label", "too-long"),)
    ),
    "many faults at once": ruled(
        "points = { round_to = 0 }\n"
        + REQUIREMENT.format('{ measure = "nope", at_least = 1 }')
        + CRITERION.format("", 'measure = "arrears", curve = []')
        + OWN.format('sum = "people.sex"'),
        ("$.points.round_to", "expected"),
        ("$.measures.own.sum", "expected"),
        (ASKED, "unknown-measure"),
        (f"{EARNED}.curve", "expected"),
    ),
}
