"""Dossiers and decisions as JSON files."""

from pathlib import Path

from common_prosperity.awards import Decision
from common_prosperity.errors import Fault, InvalidFacts, expect
from common_prosperity.facts import Dossier
from common_prosperity.files.codec import structure, unstructure
from common_prosperity.files.json_text import JsonText, dump, parse
from common_prosperity.files.reading import read_bytes, write_bytes


def _parsed(data: bytes, source: str) -> JsonText:
    try:
        return parse(data)
    except Fault as error:
        raise InvalidFacts(source, error.problems) from None


def parse_dossier(data: bytes, source: str = "dossier") -> Dossier:
    """A dossier from JSON text in UTF-8. An absent key is unstated; `null` is none.

    Args:
        data: the text.
        source: what to call it in messages.

    Raises:
        InvalidFacts: with every fault and its place.
    """
    return structure(_parsed(data, source), Dossier, source, InvalidFacts)


def read_dossier(path: str | Path) -> Dossier:
    """A dossier from a JSON file.

    Raises:
        Unreadable: there is no such file, or it cannot be read.
        InvalidFacts: with every fault and its place.
    """
    return parse_dossier(read_bytes(path), Path(path).name)


def write_dossier(dossier: Dossier, path: str | Path) -> None:
    """Write a dossier as JSON; what is unstated is left out.

    Raises:
        Unreadable: the file cannot be written.
        WrongKind: it is no dossier.
    """
    expect("dossier", dossier, Dossier)
    write_bytes(path, dump(unstructure(dossier)))


def parse_decision(data: bytes, source: str = "decision") -> Decision:
    """A decision from JSON text.

    Raises:
        InvalidFacts: with every fault and its place.
    """
    return structure(_parsed(data, source), Decision, source, InvalidFacts, quick=False)


def read_decision(path: str | Path) -> Decision:
    """A decision from a JSON file.

    Raises:
        Unreadable: there is no such file, or it cannot be read.
        InvalidFacts: with every fault and its place.
    """
    return parse_decision(read_bytes(path), Path(path).name)


def write_decision(decision: Decision, path: str | Path) -> None:
    """Write a decision as JSON.

    Raises:
        Unreadable: the file cannot be written.
        WrongKind: it is no decision.
    """
    expect("decision", decision, Decision)
    write_bytes(path, dump(unstructure(decision)))
