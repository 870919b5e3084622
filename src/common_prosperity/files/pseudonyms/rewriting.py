"""Text with every identity number replaced, and what was seen on the way."""

import math
from collections.abc import Sequence
from typing import Any, Final

import attrs

from common_prosperity.errors import Lang
from common_prosperity.facts import Worker
from common_prosperity.facts.fields import limits_of
from common_prosperity.files.pseudonyms.identity import SHORTEST, Identity, Sighting, sightings
from common_prosperity.files.pseudonyms.keys import Pseudonyms
from common_prosperity.quantities import Text

FAILS, LOST = "identity-number-fails", "lost-digits"
EXACT_DIGITS: Final = 15
"""A number in a spreadsheet keeps so many digits."""

_WORKER: Final = {field.name: limits_of(field).name for field in attrs.fields(Worker)}
KEPT: Final[dict[str, Text]] = {
    "birth_date": _WORKER["born"],
    "sex": _WORKER["sex"],
    "region": Text("证件区划代码", "region of the number"),
}
"""What may be kept of a number, and the headings of the columns; the first two are those of a register."""


@attrs.frozen
class Rewritten:
    """One value without identity numbers."""

    value: Any
    identities: tuple[Identity, ...] = ()
    doubts: tuple[str, ...] = ()
    """A reason for each thing that looks like an identity number and fails the check."""


def rewrite(text: str, pseudonyms: Pseudonyms) -> Rewritten:
    """A text with every number replaced."""
    pieces, identities, doubts, end = [], [], [], 0
    for seen in sightings(text):
        pieces += [text[end : seen.start], pseudonyms.of(seen)]
        end = seen.end
        if seen.identity is None:
            doubts.append(LOST if seen.rounded else FAILS)
        else:
            identities.append(seen.identity)
    return Rewritten("".join([*pieces, text[end:]]), tuple(identities), tuple(doubts)) if pieces else Rewritten(text)


def rewrite_number(value: float, pseudonyms: Pseudonyms) -> Rewritten:
    """A number of a spreadsheet, which may be an identity number that was not entered as text."""
    if not math.isfinite(value) or abs(value) < 10 ** (SHORTEST - 1) or value != int(value):
        return Rewritten(value)
    written = str(int(value))
    found = rewrite(written, pseudonyms) if len(written) <= EXACT_DIGITS else Rewritten(value)
    if len(written) > EXACT_DIGITS and any(True for _ in sightings(written)):
        # Its last digits are made up by now, so that it is nobody's number, whatever its check digit says.
        return Rewritten(pseudonyms.of(Sighting(0, len(written), written, None, rounded=True)), (), (LOST,))
    return found if found.identities or found.doubts else Rewritten(value)


def kept_of(identity: Identity | None, keep: Sequence[str], lang: Lang) -> list[Any]:
    """What is kept of a number, in order; empty where there is none."""
    if identity is None:
        return [""] * len(keep)
    values = {"birth_date": identity.born, "sex": identity.sex.text.in_(lang), "region": identity.region}
    return [values[name] for name in keep]
