"""The kinds of files in which identity numbers are replaced: workbooks, delimited text, JSON, plain text."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from common_prosperity.errors import Fault, Lang, Problem
from common_prosperity.files.pseudonyms.grids import Grid, rewritten_rows
from common_prosperity.files.pseudonyms.identity import sightings
from common_prosperity.files.pseudonyms.keys import Pseudonyms
from common_prosperity.files.pseudonyms.rewriting import kept_of, rewrite
from common_prosperity.files.reading import discard, part_of
from common_prosperity.files.tables.archives import SizeLimits, open_archive, refuse
from common_prosperity.files.tables.legacy import SIGNATURE, inspect_xls
from common_prosperity.files.tables.ods_parts import inspect_ods
from common_prosperity.files.tables.results import TableProblem
from common_prosperity.files.tables.sources import encoding_of
from common_prosperity.files.tables.workbook_parts import Inspected, inspect_xlsx
from common_prosperity.files.tables.workbooks import Book, writing


@attrs.frozen
class Job:
    """One file to be rewritten: from where, to where, and what is kept."""

    source: Path
    target: Path
    data: bytes = attrs.field(repr=False)
    pseudonyms: Pseudonyms
    keep: tuple[str, ...]
    lang: Lang
    problems: list[Problem] = attrs.field(factory=list)

    def write(self, text: str, encoding: str) -> None:
        """Write the target whole, or not at all."""
        part = part_of(self.target)
        try:
            part.write_bytes(text.encode(encoding))
            part.replace(self.target)
        finally:
            discard(part)

    def decoded(self) -> tuple[str, str]:
        """The text of the source, and its encoding.

        Raises:
            Fault: it is neither UTF-8 nor GB18030, or there is none.
        """
        encoding = encoding_of(self.data)
        if encoding is None:
            raise Fault.of(self.source.name, "encoding-csv")
        text = self.data.decode(encoding)
        if not text.strip():
            raise Fault.of("", "empty")
        return text, encoding if self.data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) else encoding.removesuffix(
            "-sig"
        )


# ---- plain text ----------------------------------------------------------------------------------------------------


def plain_text(job: Job) -> None:
    """Text, line by line; nothing can be kept beside it."""
    if job.keep:
        raise Fault.of(job.source.name, "table-kind", allowed=".xlsx, .csv, .json")
    text, encoding = job.decoded()
    lines = text.split("\n")
    for index, line in enumerate(lines):
        found = rewrite(line, job.pseudonyms)
        lines[index] = found.value
        job.problems.extend(Problem.of(f"{job.source.name} line {index + 1}", code) for code in found.doubts)
    job.write("\n".join(lines), encoding)


# ---- delimited text ------------------------------------------------------------------------------------------------


def delimited(job: Job) -> None:
    """Delimited text; its encoding, delimiter and line ends stay."""
    text, encoding = job.decoded()
    delimiter = max(",\t;", key=text[: 1 << 16].count)
    line_end = "\r\n" if "\r\n" in text else "\n"
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))

    def rows() -> Iterator[list[str]]:
        try:
            yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        except csv.Error as error:
            raise Fault.of(job.source.name, "syntax", detail=error) from None

    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    grid = Grid(job.source.name, "", rows)
    for row in rewritten_rows(grid, job.pseudonyms, job.keep, job.lang, job.problems):
        writer.writerow(row)
    job.write(out.getvalue(), encoding)


# ---- JSON ----------------------------------------------------------------------------------------------------------


class Literal(str):
    """A number of JSON text, as written."""

    __slots__ = ()


class Pairs(list[tuple[str, Any]]):
    """An object of JSON text, with every key it has."""


def json_text(job: Job) -> None:
    """JSON text: numbers are replaced in words, in numbers and in keys, and nothing else changes but the layout."""
    try:
        tree = json.loads(
            job.data.decode("utf-8-sig"),
            parse_int=Literal,
            parse_float=Literal,
            parse_constant=Literal,
            object_pairs_hook=Pairs,
        )
        text = "".join(_written(_tree(tree, "$", job), "\n")) + "\n"
    except UnicodeDecodeError:
        raise Fault.of(job.source.name, "encoding") from None
    except json.JSONDecodeError as error:
        place = f"{job.source.name} line {error.lineno} column {error.colno}"
        raise Fault.of(place, "syntax", detail=error.msg) from None
    except RecursionError:
        raise Fault.of(job.source.name, "too-deep") from None
    job.write(text, "utf-8")


def _tree(value: Any, place: str, job: Job) -> Any:
    if isinstance(value, Pairs):
        return Pairs(pair for key, item in value for pair in _pairs(key, item, place, job))
    if isinstance(value, list):
        return [_tree(item, f"{place}[{index}]", job) for index, item in enumerate(value)]
    if not isinstance(value, str):
        return value
    found = rewrite(value, job.pseudonyms)
    job.problems.extend(Problem.of(place, code) for code in found.doubts)
    return found.value if found.identities or found.doubts else value


def _pairs(key: str, value: Any, place: str, job: Job) -> Iterator[tuple[str, Any]]:
    name = rewrite(key, job.pseudonyms)
    job.problems.extend(Problem.of(f"{place}.{name.value}", code) for code in name.doubts)
    yield name.value, _tree(value, f"{place}.{name.value}", job)
    if job.keep and isinstance(value, str):
        identity = next((seen.identity for seen in sightings(value) if seen.identity is not None), None)
        if identity is not None:
            for what, kept in zip(job.keep, kept_of(identity, job.keep, job.lang), strict=True):
                yield f"{name.value}_{what}", str(kept)


def _written(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Literal):
        yield value
    elif isinstance(value, Pairs | list) and value:
        marks = "{}" if isinstance(value, Pairs) else "[]"
        inner = f"{indent}  "
        for index, item in enumerate(value):
            yield f"{',' if index else marks[0]}{inner}"
            if isinstance(value, Pairs):
                yield f"{json.dumps(item[0], ensure_ascii=False)}: "
                item = item[1]  # noqa: PLW2901  # the value of the pair
            yield from _written(item, inner)
        yield f"{indent}{marks[1]}"
    else:
        yield "{}" if isinstance(value, Pairs) else json.dumps(value, ensure_ascii=False)


# ---- workbooks -----------------------------------------------------------------------------------------------------

DATE_FORMATS: Final[Mapping[type, str]] = {
    dt.datetime: "yyyy-mm-dd hh:mm:ss",
    dt.date: "yyyy-mm-dd",
    dt.time: "hh:mm:ss",
    dt.timedelta: "[h]:mm:ss",
}


def workbook(job: Job) -> None:
    """A workbook: the values of its cells. Text stays text and formulas become what they last gave."""
    if job.target.suffix.casefold() != ".xlsx":
        raise Fault.of(job.target.name, "table-kind", allowed=".xlsx")
    inspected = inspect(job.data)
    filled = False
    with writing(job.target, job.lang) as book:
        for name, rows, start in _sheets(job):
            title = rewrite(name, job.pseudonyms).value
            sheet = book.book.add_worksheet(title[:31])
            grid = Grid(job.source.name, title, rows, start)
            for (row, column), problem in inspected.odd.get(name, {}).items():
                filled = True
                job.problems.append(TableProblem.at(problem, file=job.source.name, sheet=title, row=row + 1, column=column + 1))
            for index, values in enumerate(rewritten_rows(grid, job.pseudonyms, job.keep, job.lang, job.problems)):
                for at, value in enumerate(values, start):
                    filled |= value not in (None, "")
                    _write(book, sheet, index, at, value)
        if not filled:
            raise Fault.of("", "empty")


def inspect(data: bytes) -> Inspected:
    """Look a workbook over before it is parsed.

    Raises:
        Fault: it is refused, for what it holds or for how far it spreads.
    """
    limits = SizeLimits()
    if data.startswith(SIGNATURE):
        return inspect_xls(data, limits)
    if not data.startswith(b"PK"):
        raise refuse("table-kind", allowed=".xlsx, .xls, .ods")
    archive = open_archive(data, limits)
    names = {part.filename.replace("\\", "/") for part in archive.infolist()}
    if "xl/workbook.xml" in names:
        return inspect_xlsx(archive, limits)
    if "content.xml" in names:
        return inspect_ods(archive, limits)
    raise refuse("table-kind", allowed=".xlsx, .xls, .ods")


def _sheets(job: Job) -> Iterator[tuple[str, Callable[[], Iterator[Sequence[Any]]], int]]:
    """Each sheet: its name, its rows, and the column with which they begin."""
    from python_calamine import CalamineError, load_workbook  # noqa: PLC0415  # an extra, loaded on use

    try:
        book = load_workbook(io.BytesIO(job.data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            yield name, sheet.iter_rows, 0 if sheet.start is None else sheet.start[1]
    except BaseException as error:
        if isinstance(error, CalamineError) or type(error).__name__ == "PanicException":  # of the parser, and no Exception
            raise Fault.of(job.source.name, "unreadable", detail=error) from None
        raise


def _write(book: Book, sheet: Any, row: int, column: int, value: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        book.text(sheet, row, column, value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        form = DATE_FORMATS[type(value)]
        sheet.write_datetime(row, column, value, book.format(form, num_format=form))


KINDS: Final[Mapping[str, Callable[[Job], None]]] = {
    ".csv": delimited,
    ".tsv": delimited,
    ".json": json_text,
    ".md": plain_text,
    ".ods": workbook,
    ".txt": plain_text,
    ".xls": workbook,
    ".xlsx": workbook,
}
"""How a file is rewritten, by the ending of its name."""
