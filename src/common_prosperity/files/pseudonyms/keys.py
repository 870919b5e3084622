"""Keys and pseudonyms (假名): the same person always gets the same word under one key, and nobody can go back without it."""

import base64
import hmac
import secrets
from itertools import pairwise
from pathlib import Path
from typing import Final

import attrs

from common_prosperity.errors import Fault, Problem, Unreadable
from common_prosperity.files.pseudonyms.identity import Sighting
from common_prosperity.files.reading import read_bytes, reasons

KEY_BYTES: Final = 32
DISTINCT: Final = 10
"""A random key, even in hexadecimal digits, has more different bytes than this, but for one in millions."""
LENGTH: Final = 16
"""Characters of a pseudonym, five bits each: among a million people, two share one with a chance of one in two million."""
PURPOSE: Final = b"common_prosperity pseudonym 1\0"


def read_key(path: str | Path) -> bytes:
    """The key in a file: all its bytes, but for white space at the end.

    Raises:
        Unreadable: the file cannot be read.
        Fault: it holds fewer than 32 bytes, or bytes that are plainly not random.
    """
    key = read_bytes(path).rstrip()
    repeats = 0 < (key + key).find(key, 1) < len(key)
    steps = {(after - before) % 256 for before, after in pairwise(key)}
    if len(key) < KEY_BYTES or len(set(key)) < DISTINCT or repeats or len(steps) < 4:
        raise Fault.of(str(path), "weak-key", bound=KEY_BYTES)
    return key


def new_key(path: str | Path) -> None:
    """Write a fresh random key that only its owner may read. Whoever loses it cannot make the same pseudonyms again.

    Raises:
        Unreadable: there is such a file already, or it cannot be written.
    """
    try:
        Path(path).touch(0o600, exist_ok=False)
        Path(path).write_text(secrets.token_hex(KEY_BYTES) + "\n", encoding="ascii")
    except (OSError, ValueError) as error:
        raise Unreadable(Problem.of(str(path), "unwritable", **reasons(error))) from None


@attrs.define
class Pseudonyms:
    """The pseudonyms of one run, with what has been replaced so far."""

    key: bytes = attrs.field(repr=False)
    length: int = LENGTH
    people: set[str] = attrs.field(factory=set)
    numbers: int = 0
    _known: dict[str, bytes] = attrs.field(factory=dict, repr=False)

    def of(self, sighting: Sighting) -> str:
        """The word for a number: `p-…` for a person, `q-…` for what only looks like an identity number.

        Raises:
            Fault: two numbers would share a word.
        """
        identity = sighting.identity
        mark, number = ("q", sighting.written) if identity is None else ("p", identity.number)
        digest = hmac.digest(self.key, PURPOSE + mark.encode() + number.encode(), "sha256")
        word = f"{mark}-{base64.b32encode(digest).decode().lower()[: self.length]}"
        if self._known.setdefault(word, digest) != digest:
            raise Fault.of("", "pseudonym-collision")
        self.numbers += 1
        if identity is not None:
            self.people.add(word)
        return word
