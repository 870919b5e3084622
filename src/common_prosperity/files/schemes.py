"""Scheme files and the library of schemes: TOML in, frozen schemes out."""

import datetime as dt
import functools
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from common_prosperity.errors import Fault, InvalidScheme, Problem, UnknownName, Unreadable, expect, unknown_name
from common_prosperity.facts.checking import declared
from common_prosperity.facts.fields import term
from common_prosperity.files.codec import structure, unstructure
from common_prosperity.files.json_text import decimal, dump, parse
from common_prosperity.files.readers import Plain
from common_prosperity.files.reading import as_path, read_bytes, write_bytes
from common_prosperity.files.salvaging import standing_scheme
from common_prosperity.files.slips import placed, toml_problem
from common_prosperity.measures.definition import Measure
from common_prosperity.quantities import Period
from common_prosperity.schemes.extending import extend, in_own_words, is_path
from common_prosperity.schemes.model import Scheme
from common_prosperity.schemes.resolving import faults, resolve

PACKAGE: Final = Path(__file__).parent.parent
LIBRARY: Final = PACKAGE / "schemes" / "library"
HERE: Final = Path()
"""The working directory."""
CATALOGUE: Final = PACKAGE / "measures" / "catalogue.toml"


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=declared)
class Catalogue:
    """The built-in measures by name."""

    measures: Mapping[str, Measure] = attrs.field(metadata=term("指标", "measures"))


@functools.cache
def load_catalogue() -> Mapping[str, Measure]:
    """The built-in measures by name, with their definitions and sources."""
    data = parse_toml(CATALOGUE.read_bytes())
    return structure(Plain(data), Catalogue, CATALOGUE.name, InvalidScheme, quick=False).measures


def parse_toml(data: bytes) -> Any:
    """Plain data from TOML text in UTF-8; decimals stay exact, dates become their ISO text.

    Raises:
        Fault: the text is no TOML, not UTF-8, or nested too deeply.
    """
    try:
        return _texts(tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"), parse_float=decimal))
    except UnicodeDecodeError as error:
        raise Fault.of(f"byte {error.start}", "encoding") from None
    except tomllib.TOMLDecodeError as error:
        raise Fault(toml_problem(data.decode("utf-8-sig").replace("\r\n", "\n"), str(error))) from None
    except RecursionError:
        raise Fault.of("$", "too-deep") from None
    except ValueError:  # an integer of more digits than Python converts
        raise Fault.of("$", "bad-number") from None


def _texts(value: Any) -> Any:
    """The same data with days as ISO text, as JSON has them."""
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def parse_scheme(data: bytes, source: str = "scheme", *, json: bool = False, folder: Path = HERE) -> Scheme:
    """A scheme from the bytes of its file.

    Args:
        data: TOML, or JSON as `write_scheme` writes it.
        source: what to call it in messages.
        json: whether it is JSON, in which case it is complete and extends nothing any more.
        folder: the folder of its file, where the path of a scheme that it extends begins.

    Raises:
        InvalidScheme: with every fault and its place.
    """
    return _parsed(data, source, json=json, folder=folder, trail=())


def _parsed(data: bytes, source: str, *, json: bool, folder: Path, trail: tuple[Path, ...]) -> Scheme:
    """A scheme from the bytes of its file; the trail leads to it: each of its files extends the next."""
    try:
        plain = parse(data) if json else Plain(parse_toml(data))
    except Fault as error:
        raise InvalidScheme(source, error.problems) from None
    scheme, standing, told = standing_scheme(plain, source)
    problems = [*map(placed, told)]
    base = None
    if isinstance(scheme.extends, str) and not json:
        try:
            base = _base(scheme.extends, source, folder, trail)
        except InvalidScheme as error:
            problems += error.problems
            standing = standing.without_base()
        else:
            base = attrs.evolve(base, measures=standing.known(base.measures), parameters=standing.known(base.parameters))
    whole = scheme if base is None else extend(base, scheme)
    if problems:
        found = faults(whole, standing.known(load_catalogue()))
    else:
        try:
            return resolve(whole, load_catalogue(), source)
        except InvalidScheme as error:
            found = error.problems
    found = tuple(
        [in_own_words(problem, base, scheme) if base else problem for problem in found if standing.is_known_fault(problem)]
    )
    problems += [own for own in map(standing.placed, found) if standing.is_own_fault(own)]
    raise InvalidScheme(source, problems)


def files_of(name: str) -> Iterator[Path]:
    """The files that a scheme is read from: its own and those it extends; none of the library.

    Args:
        name: an id of the library, or a path.

    Raises:
        InvalidScheme: one of them is faulty; those before it have been told by then.
        Unreadable: there is no such file.
    """
    path = HERE
    extended: object = name
    while isinstance(extended, str) and is_path(extended):
        path = path.parent / extended
        yield path
        extended = read_scheme(path).extends


def base_of(scheme: Scheme, source: str, folder: Path) -> Scheme | None:
    """The scheme that another extends, if it extends one.

    Args:
        scheme: what extends it.
        source: what to call the scheme in messages.
        folder: the folder of its file.

    Raises:
        InvalidScheme: there is no such base, or it is faulty.
    """
    return _base(scheme.extends, source, folder, ()) if isinstance(scheme.extends, str) else None


def _base(name: str, source: str, folder: Path, trail: tuple[Path, ...]) -> Scheme:
    """The scheme that a file extends: of the library, or of a file whose path begins in the folder of that file."""
    path = folder / name
    try:
        return _read(path, str(path), trail) if is_path(name) else _of_library(name, None, trail)
    except UnknownName as error:
        (problem,) = error.problems
        if problem.code == "unknown-name":
            problem = Problem.of("$", "unknown-base", name=name)
        raise InvalidScheme(source, [problem.under("$.extends")]) from None
    except Unreadable as error:
        (problem,) = error.problems
        raise InvalidScheme(source, [Problem.of("$.extends", "base-unreadable", path=path, **dict(problem.details))]) from None
    except InvalidScheme as error:
        told = [_of_base(problem, error.source) for problem in error.problems]
        raise InvalidScheme(source, told) from None
    except Fault as error:
        raise InvalidScheme(source, error.problems) from None


def _of_base(problem: Problem, base: str) -> Problem:
    """A problem of a scheme that is extended, as one of what extends it."""
    if (problem.place, problem.code) == ("$.extends", "circular"):
        return problem
    words = {f"reason@{lang}": problem.reason(lang) for lang in ("zh", "en")}
    return Problem.of("$.extends", "base-faulty", name=base, where=problem.place, **words)


def read_scheme(path: str | Path) -> Scheme:
    """A scheme from a `.toml` or `.json` file.

    Raises:
        Unreadable: there is no such file, or it cannot be read.
        InvalidScheme: with every fault and its place.
    """
    path = as_path(path)
    return _read(path, path.name, ())


def _read(path: Path, source: str, trail: tuple[Path, ...]) -> Scheme:
    data = read_bytes(path)
    if any(path.samefile(earlier) for earlier in trail):
        raise Fault.of("$.extends", "circular", path=" → ".join(map(str, (*trail, path))))
    return _parsed(data, source, json=path.suffix == ".json", folder=path.parent, trail=(*trail, path))


def write_scheme(scheme: Scheme, path: str | Path) -> None:
    """Write a scheme as JSON, complete with the built-in measures it uses.

    Raises:
        Unreadable: the file cannot be written.
        WrongKind: it is no scheme.
    """
    expect("scheme", scheme, Scheme)
    write_bytes(path, dump(unstructure(scheme)))


def scheme_files() -> Iterator[tuple[str, str, Path]]:
    """Every scheme of the library: id, edition, file; editions in order."""
    for path in sorted(LIBRARY.glob("*.toml")):
        name, _, edition = path.stem.partition("@")
        yield name, edition, path


def load_scheme(name: str | Path, on: Period | dt.date | None = None) -> Scheme:
    """A scheme by id, by `id@edition`, or by the path of a file.

    Args:
        name: an id of the library, or a path that ends in `.toml` or `.json`.
        on: the period or day it is wanted for: of several editions, the one then in force; without it, the newest.

    Raises:
        UnknownName: the library has no such scheme or edition.
        Unreadable: there is no such file.
        InvalidScheme: the file is faulty.
        WrongKind: an argument is none of these.
    """
    expect("name", name, str, Path)
    expect("on", on, Period, dt.date, type(None))
    return read_scheme(name) if isinstance(name, Path) or is_path(name) else _of_library(name, on, ())


def _of_library(name: str, on: Period | dt.date | None, trail: tuple[Path, ...]) -> Scheme:
    wanted, _, edition = name.partition("@")
    found = [path for known, known_edition, path in scheme_files() if known == wanted and edition in ("", known_edition)]
    if not found:
        known_names = [f"{known}@{known_edition}" if edition else known for known, known_edition, _ in scheme_files()]
        raise UnknownName(unknown_name("$", name, known_names, "办法", "scheme"))
    schemes = sorted((_read(path, path.name, trail) for path in found), key=lambda scheme: scheme.effective.first)
    day = on.until if isinstance(on, Period) else on
    begun = [scheme for scheme in schemes if day is None or scheme.effective.first <= day]
    return (begun or schemes[:1])[-1]
