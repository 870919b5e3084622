"""National identity numbers (居民身份证号码, GB 11643) in any text: found, checked, told apart from what only looks like one.

A number is accepted by its check digit and its birth date, both by python-stdnum. Its region is not looked up by the year
of birth, as stdnum's whole validation would: a number bears the region code that was in force when it was given, so that
most people born before 1984 would be taken for invalid, and their numbers left standing.

Old numbers of 15 digits (without century and check digit) become the number of 18 that belongs to the same person.
The number of a disability certificate (残疾人证号) is the identity number with two digits for category and grade, and `B1`,
`B2` … once it was issued again: https://32h.pingguodj.com/article/5576637.html
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

import attrs
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from common_prosperity.facts import Sex

SHORTEST: Final = 15
PROVINCES: Final = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()  # noqa: SIM905  # a table
)
"""The first two digits of a number."""
WIDE: Final = str.maketrans("０１２３４５６７８９ＸｘＢｂＥｅ．＋－　\u00a0", "0123456789XxBbEe.+-  ")
"""Full-width characters, one for one, so that places in a text stay the same."""
CANDIDATE: Final = re.compile(
    r"(?<![0-9])(?:"
    r"(?P<long>[0-9]{6}[ -]?[0-9]{8}[ -]?[0-9]{3}[ -]?[0-9Xx])(?P<card>[1-7][1-4](?:[Bb][0-9]{1,2})?)?(?![0-9])"
    r"|(?P<short>[0-9]{6}[ -]?[0-9]{6}[ -]?[0-9]{3})(?![0-9Xx])"
    r"|(?P<cut>[0-9]{17})(?![0-9Xx])"
    r")"
    r"|(?<![0-9.])(?P<rounded>[1-9]\.[0-9]{1,16}[Ee]\+?1[47])(?![0-9])"
)
"""Numbers of 18, 15 and 17 digits, and what a spreadsheet makes of a long number that was not entered as text."""


@attrs.frozen
class Identity:
    """What an identity number says. Neither part shows in `repr`."""

    number: str = attrs.field(repr=False)
    """18 characters, whatever form it was written in."""

    @property
    def born(self) -> dt.date:
        """The birth date."""
        born: dt.date = ric.get_birth_date(self.number)
        return born

    @property
    def sex(self) -> Sex:
        """The sex: the digit before the check digit is odd for men."""
        return Sex.MALE if int(self.number[16]) % 2 else Sex.FEMALE

    @property
    def region(self) -> str:
        """The county code when the number was given; no residence."""
        return self.number[:6]


@attrs.frozen
class Sighting:
    """Where in a text a number stands."""

    start: int
    end: int
    written: str = attrs.field(repr=False)
    """Without separators, in capitals and digits of ordinary width."""
    identity: Identity | None
    """`None` where it looks like an identity number and fails the check."""
    rounded: bool = False
    """Whether a spreadsheet has lost its last digits."""


def sightings(text: str) -> Iterator[Sighting]:
    """Every identity number in a text, and everything that looks like one."""
    if len(text) < len("3.3E+17"):
        return
    for match in CANDIDATE.finditer(text.translate(WIDE)):
        written = re.sub(r"[ -]", "", match[0]).upper()
        if match["rounded"]:
            if written.replace(".", "")[:2] in PROVINCES:
                yield Sighting(match.start(), match.end(), written, None, rounded=True)
            continue
        core = written[:18] if match["long"] else written
        identity = identity_of(core)
        if identity is not None or looks_like_one(core):
            yield Sighting(match.start(), match.end(), written, identity)


def identity_of(written: str) -> Identity | None:
    """The identity that 18 or 15 characters stand for, if their check holds."""
    if len(written) == 15:
        number = f"{written[:6]}19{written[6:]}0"
        number = number[:17] + ric.calc_check_digit(number)
        return Identity(number) if written[:2] in PROVINCES and _is_dated(number) else None
    if len(written) != 18 or written[17] != ric.calc_check_digit(written) or not _is_dated(written):
        return None
    return Identity(written)


def _is_dated(number: str) -> bool:
    try:
        born: dt.date = ric.get_birth_date(number)
    except ValidationError:
        return False
    return 1850 <= born.year < 2100


def looks_like_one(written: str) -> bool:
    """Whether characters begin with a province and hold what could be a birth date."""
    dated = written[6:12] if len(written) == 15 else written[8:14]
    century = "19" if len(written) == 15 else written[6:8]
    return (
        written[:2] in PROVINCES and century in {"18", "19", "20"} and "01" <= dated[2:4] <= "12" and "01" <= dated[4:6] <= "31"
    )
