"""Hostile files: bounded memory and time, clear refusal; and nothing written is ever a formula."""

import io
import re
import resource
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables_building import csv_text, ods, sheets_of, small, write_folder, write_workbook

from common_prosperity.errors import Unreadable
from common_prosperity.facts import Register
from common_prosperity.files.tables import Account, SizeLimits, read_register, write_aside, write_register
from common_prosperity.files.tables.workbook_parts import _is_plain

SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


@pytest.fixture
def register() -> Register:
    return small("w1", "w2")


@pytest.fixture
def workbook(tmp_path: Path, register: Register) -> Path:
    """A workbook as others write it; its first sheet holds the workshops."""
    return write_workbook(tmp_path / "r.xlsx", sheets_of(register))


def rewritten(path: Path, change: Callable[[str, bytes], bytes] = lambda _, data: data, **added: bytes) -> Path:
    """The same archive with parts changed and others added."""
    with zipfile.ZipFile(path) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **{name.replace("__", "/"): data for name, data in added.items()}}.items():
            archive.writestr(name, change(name, data))
    return path


def with_rows(path: Path, rows: bytes) -> Path:
    """The workbook with other rows in its first sheet."""
    return rewritten(
        path, lambda name, data: HEAD + b"<sheetData>" + rows + b"</sheetData></worksheet>" if name == SHEET else data
    )


def refusal(path: Path, limits: SizeLimits | None = None) -> str:
    """Why a file is refused."""
    with pytest.raises(Unreadable) as caught:
        read_register(path, limits=limits or SizeLimits())
    (problem,) = caught.value.problems
    assert problem.text("zh") != problem.text("en")
    return problem.code


class TestSpread:
    """What a sheet claims, and how far its cells really lie apart."""

    def test_two_cells_far_apart(self, workbook: Path) -> None:
        rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        start = time.perf_counter()
        assert refusal(with_rows(workbook, rows)) == "spread-too-wide"
        assert time.perf_counter() - start < 2

    @pytest.mark.parametrize(
        "cells",
        [
            b'<c r="xfd1048576"><v>2</v></c>', b"<c r='XFD1048576'><v>2</v></c>", b'<c r = "XFD1048576"><v>2</v></c>',
            b'<c r=\n"XFD1048576"><v>2</v></c>', b'<c r="A99999999"><v>2</v></c>', b'<c r\t=\t"XFD1048576"><v>2</v></c>',
            b'<!-- </sheetData> --><c r="XFD1048576"><v>2</v></c>', b'<c s="1" r="XFD1048576"><v>2</v></c>',
            b'<c r="xFd1048576"><v>2</v></c>',
        ],
    )  # fmt: skip
    def test_ways_to_write_it(self, workbook: Path, cells: bytes) -> None:
        assert refusal(with_rows(workbook, b'<row r="1"><c r="A1"><v>1</v></c>' + cells + b"</row>")) == "spread-too-wide"

    @pytest.mark.parametrize("place", [b"A" * 500 + b"1", b"A" + b"1" * 30, b"a" * 7 + b"1", b"A" + b"0" * 100 + b"9"])
    def test_places_that_are_none(self, workbook: Path, place: bytes) -> None:
        """The parser would wrap such a place around."""
        filler = b'<c r="A1"><v>1</v></c>' * 47_000  # the next piece of the part begins after it
        rows = b'<row r="1">' + filler + b"".join(b'<c r="%s"><v>1</v></c>' % place for _ in range(2000)) + b"</row>"
        assert refusal(with_rows(workbook, rows)) in {"unreadable", "spread-too-wide"}

    def test_rows_without_places(self, workbook: Path) -> None:
        assert refusal(with_rows(workbook, b'<row r="99999999"><c><v>1</v></c></row>')) == "spread-too-wide"

    def test_other_prefixes(self, workbook: Path) -> None:
        xml = (
            b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1">'
            b'<x:c r="A1"><x:v>1</x:v></x:c><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
        )
        assert refusal(rewritten(workbook, lambda name, data: xml if name == SHEET else data)) == "spread-too-wide"

    def test_a_claim_alone_does_no_harm(self, workbook: Path, register: Register) -> None:
        claim = re.compile(rb'<dimension ref="[^"]*"')
        path = rewritten(
            workbook, lambda name, data: claim.sub(b'<dimension ref="A1:XFD1048576"', data) if name == SHEET else data
        )
        assert read_register(path).register == register

    @pytest.mark.parametrize(
        ("place", "plain"), [(b"A1000000", True), (b"Z1048576", True), (b"A1048577", False), (b"AA1", False)]
    )
    def test_ordinary_cells_are_not_walked(self, place: bytes, plain: bool) -> None:  # noqa: FBT001  # a table of cases
        """Element by element a full sheet takes three times as long."""
        assert _is_plain(b'<c r="%s" s="1"><v>1</v></c>' % place) is plain

    def test_wide_sheets_are_read(self, tmp_path: Path, register: Register) -> None:
        sheets = sheets_of(register)
        sheets["工坊"] = [[*row, *[f"x{at}" for at in range(60)]] for row in sheets["工坊"]]
        reading = read_register(write_workbook(tmp_path / "r.xlsx", sheets))
        assert reading.register == register
        assert len(reading.extra_columns) == 60

    def test_rows_that_repeat_in_ods(self, tmp_path: Path) -> None:
        row = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string"'
        cell = 'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
        assert refusal(ods(tmp_path, f"{row} {cell}")) == "spread-too-wide"

    def test_spaces_that_repeat_in_ods(self, tmp_path: Path) -> None:
        cell = '<table:table-cell office:value-type="string"><text:p><text:s text:c="99999999"/></text:p></table:table-cell>'
        assert refusal(ods(tmp_path, f"<table:table-row>{cell}</table:table-row>")) == "too-large-file"

    def test_long_text_that_repeats_in_ods(self, tmp_path: Path) -> None:
        cell = f'<table:table-cell office:value-type="string"><text:p>{"x" * 30_000}</text:p></table:table-cell>'
        row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
        assert refusal(ods(tmp_path, row)) == "spread-too-wide"

    def test_one_long_text_that_many_cells_share(self, tmp_path: Path, register: Register) -> None:
        """A few megabytes would become terabytes."""
        sheets = sheets_of(register)
        sheets["工坊"][1][1] = "x" * 30_000
        path = write_workbook(tmp_path / "r.xlsx", sheets)
        with zipfile.ZipFile(path) as archive:
            strings = archive.read("xl/sharedStrings.xml").split(b"<si>")
        index = next(at for at, string in enumerate(strings) if b"x" * 100 in string) - 1
        row = b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>'
        rows = b"".join(row % (number, number, index) for number in range(1, 50_000))
        assert refusal(with_rows(path, rows)) == "too-large-file"

    def test_one_long_line_among_many_short_ones(self, tmp_path: Path) -> None:
        """Every line would become as wide as the widest."""
        (tmp_path / "工坊.csv").write_text("a\n" * 200_000 + "," * 100_000 + "\n", encoding="utf-8")
        start = time.perf_counter()
        assert {problem.code for problem in read_register(tmp_path).problems} == {"spread-too-wide"}
        assert time.perf_counter() - start < 5

    def test_many_sheets_of_one_table(self, workbook: Path) -> None:
        assert refusal(workbook, SizeLimits(all_cells=30)) == "spread-too-wide"

    def test_a_fault_in_every_row(self, tmp_path: Path) -> None:
        """Faults are told one by one up to a point; every row is accounted for all the same."""
        rows = [["工坊", "人员编号", "性别"], *(["w1", f"p{number}", "？"] for number in range(10_050))]
        head = [["工坊编号", "申报期间开始", "申报期间结束"], ["w1", "2023-01-01", "2023-12-31"]]
        reading = read_register(write_folder(tmp_path / "r", {"工坊": head, "人员": rows}))
        assert len(reading.problems) == 10_001
        assert reading.problems[-1].code == "more-faults"
        assert [account.aside for account in reading.accounts] == [10_050, 1]
        assert [workshop.id for workshop in reading.workshops_aside] == ["w1"]


class TestArchives:
    """Zip archives that are bombs, damaged, or lead elsewhere."""

    def test_a_bomb(self, workbook: Path) -> None:
        start = time.perf_counter()
        assert refusal(rewritten(workbook, xl__media=b"\0" * (60 << 20)), SizeLimits(part_bytes=50 << 20)) == "too-large-file"
        assert time.perf_counter() - start < 5

    def test_a_part_that_is_larger_than_it_says(self, tmp_path: Path) -> None:
        path = tmp_path / "r.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("工坊.csv", b"a" * 1_000_000)
        data = path.read_bytes().replace(struct.pack("<I", 1_000_000), struct.pack("<I", 100))
        path.write_bytes(data)
        reading = read_register(path)
        assert [problem.code for problem in reading.problems] == ["unreadable"]

    @pytest.mark.parametrize("name", ["../工坊.csv", "/etc/工坊.csv", "a/../../工坊.csv", "C:\\工坊.csv", "..\\工坊.csv"])
    def test_paths_that_lead_out(self, tmp_path: Path, name: str) -> None:
        with zipfile.ZipFile(tmp_path / "r.zip", "w") as archive:
            archive.writestr(name, csv_text([["工坊编号"]]))
        assert refusal(tmp_path / "r.zip") == "archive-path"

    def test_too_many_parts(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "r.zip", "w") as archive:
            for number in range(20):
                archive.writestr(f"{number}.csv", b"")
        assert refusal(tmp_path / "r.zip", SizeLimits(parts=10)) == "too-large-file"

    def test_a_file_larger_than_allowed(self, workbook: Path) -> None:
        assert refusal(workbook, SizeLimits(file_bytes=1000)) == "too-large-file"
        assert refusal(workbook, SizeLimits(archive_bytes=1000)) == "too-large-file"
        assert refusal(workbook, SizeLimits(cells=3)) == "spread-too-wide"

    def test_an_encrypted_archive(self, workbook: Path) -> None:
        data = bytearray(workbook.read_bytes())
        for match in re.finditer(b"PK\x01\x02", bytes(data)):
            data[match.start() + 8] |= 1
        workbook.write_bytes(bytes(data))
        assert refusal(workbook) == "encrypted"


class TestXml:
    """Entities, other encodings, macros and links."""

    DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'

    @pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
    def test_entities(self, workbook: Path, part: str) -> None:
        strip = re.compile(rb"^<\?xml[^>]*\?>\s*")
        path = rewritten(workbook, lambda name, data: self.DOCTYPE + strip.sub(b"", data) if name == part else data)
        assert refusal(path) == "xml-entities"

    def test_entities_behind_a_long_comment(self, workbook: Path) -> None:
        xml = (
            b'<?xml version="1.0"?><!--'
            + b"x" * (2 << 20)
            + b"-->"
            + self.DOCTYPE[21:]
            + HEAD[38:]
            + b"<sheetData/></worksheet>"
        )
        assert refusal(rewritten(workbook, lambda name, data: xml if name == SHEET else data)) in {"xml-entities", "unreadable"}

    def test_entities_in_ods(self, tmp_path: Path) -> None:
        assert refusal(ods(tmp_path, "", prolog=self.DOCTYPE.decode())) == "xml-entities"

    def test_utf_16(self, workbook: Path) -> None:
        def change(name: str, data: bytes) -> bytes:
            return data.decode().replace("UTF-8", "UTF-16").encode("utf-16") if name == SHEET else data

        assert refusal(rewritten(workbook, change)) == "xml-entities"

    def test_macros(self, workbook: Path, tmp_path: Path) -> None:
        assert refusal(_with_part(workbook, "xl/vbaProject.bin")) == "macros"
        path = ods(tmp_path, "")
        assert refusal(_with_part(path, "Basic/Standard/Module1.xml")) == "macros"

    def test_links_to_other_files(self, workbook: Path, tmp_path: Path) -> None:
        assert refusal(_with_part(workbook, "xl/externalLinks/externalLink1.xml")) == "external-links"
        source = '<table:table-source xlink:href="file:///etc/passwd"/>'
        assert refusal(ods(tmp_path, source)) == "external-links"

    def test_broken_xml(self, workbook: Path) -> None:
        """Either the whole is refused, or the sheet is listed as unreadable."""
        path = rewritten(workbook, lambda name, data: data[: len(data) // 2] if name == SHEET else data)
        reading = read_register(path)
        assert {problem.code for problem in reading.problems} == {"unreadable", "no-workshops"}
        assert reading.register == Register(dossiers=())


def _with_part(path: Path, name: str) -> Path:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, b"")
    return path


class TestFormulas:
    """On the way in formulas count by their saved result; on the way out there are none."""

    @pytest.mark.parametrize(
        ("cell", "code"),
        [
            (b'<c r="H2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "error-cell"), (b'<c r="H2" t="e"><v>#N/A</v></c>', "error-cell"),
            (b'<c r="H2"><f>TODAY()</f></c>', "formula-without-value"), (b'<c r="H2"><f>1+1</f><v>45107</v></c>', None),
        ],
    )  # fmt: skip
    def test_saved_results(self, workbook: Path, cell: bytes, code: str | None) -> None:
        """An error or a missing result looks like an empty cell to the parser, and is not one."""
        place = re.compile(rb'<c r="H2"[^>]*>.*?</c>')

        def change(name: str, data: bytes) -> bytes:
            return place.sub(cell, data) if name == SHEET else data

        reading = read_register(rewritten(workbook, change))
        assert [(problem.row, problem.column, problem.code) for problem in reading.problems] == (
            [] if code is None else [(2, 8, code)]
        )
        assert len(reading.workshops_aside) == (0 if code is None else 1)

    def test_nothing_written_is_a_formula(self, tmp_path: Path, register: Register) -> None:
        texts = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://localhost/", "＝1")
        register = Register(
            dossiers=tuple(
                attrs.evolve(register.dossiers[0], workshop=attrs.evolve(register.dossiers[0].workshop, id=f"={at}", name=text), workers=(),
                             engagements=(), payments=(), note=text)
                for at, text in enumerate(texts)
            )
        )  # fmt: skip
        write_register(register, tmp_path / "r.xlsx")
        with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
            sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
        write_register(register, tmp_path / "r")
        cells = [cell for file in (tmp_path / "r").iterdir() for row in _rows(file) for cell in row]
        assert not any(cell.startswith(("=", "+", "-", "@", "＝")) for cell in cells)
        assert read_register(tmp_path / "r").register == read_register(tmp_path / "r.xlsx").register == register

    def test_rows_set_aside_hold_no_formulas_either(self, tmp_path: Path) -> None:
        rows = [["工坊编号", "工坊名称", "申报期间开始", "申报期间结束"], ["w1", "=1+1", "=NOW()", "+5"]]
        reading = read_register(write_folder(tmp_path / "r", {"工坊": rows}))
        write_aside(reading, tmp_path / "aside.xlsx")
        with zipfile.ZipFile(tmp_path / "aside.xlsx") as archive:
            assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def _rows(file: Path) -> Iterator[list[str]]:
    import csv  # noqa: PLC0415  # for this check alone

    with file.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.reader(stream)


class TestNothingEscapes:
    """Whatever bytes a file holds, reading ends in a reading or a refusal."""

    @given(
        cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=6),
        kind=st.sampled_from(["xlsx", "zip"]),
    )
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def test_damaged_files(self, tmp_path_factory: Any, cuts: list[tuple[float, bytes]], kind: str) -> None:
        folder = tmp_path_factory.mktemp("damaged")
        path = folder / f"r.{kind}"
        if kind == "xlsx":
            write_workbook(path, {"工坊": [["工坊编号", "申报期间开始", "申报期间结束"], ["w1", "2023-01-01", "2023-12-31"]]})
        else:
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("工坊.csv", "工坊编号,申报期间开始,申报期间结束\nw1,2023-01-01,2023-12-31\n")
        data = bytearray(path.read_bytes())
        for where, piece in cuts:
            at = int(where * (len(data) - len(piece)))
            data[at : at + len(piece)] = piece
        path.write_bytes(bytes(data))
        for account in _accounts_of(path):
            assert account.read == account.used + account.aside + account.blank

    @pytest.mark.skipif(sys.platform != "linux", reason="memory is limited with setrlimit")
    def test_memory_stays_within_bounds(self, workbook: Path) -> None:
        """The worst of the files above, read with no more memory than a small machine has."""
        rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        with_rows(workbook, rows)
        program = (
            "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
            "from common_prosperity.files.tables import read_register\n"
            "try: read_register(sys.argv[1])\n"
            "except OSError as error: print(error)"
        )
        done = subprocess.run([sys.executable, "-c", program, str(workbook)], capture_output=True, text=True, check=False)  # noqa: S603  # our own program
        assert "spreads over 1048576 rows and 16384 columns" in done.stdout
        assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1 << 20


def _accounts_of(path: Path) -> tuple[Account, ...]:
    """The accounts of a file that is read, none of one that is refused."""
    try:
        return read_register(path).accounts
    except Unreadable:
        return ()


@pytest.mark.parametrize("module", ["python_calamine", "xlsxwriter"])
def test_without_the_extra(workbook: Path, register: Register, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    """What is missing is named; CSV needs nothing."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(Unreadable) as caught:
        write_register(read_register(workbook).register, workbook)
    assert caught.value.problems[0].code == "extra-absent"
    write_register(register, workbook.parent / "csv")
    assert read_register(workbook.parent / "csv").register == register


def test_streams_are_never_unpacked_to_disk(tmp_path: Path) -> None:
    """Reading leaves nothing behind beside the file."""
    with zipfile.ZipFile(tmp_path / "r.zip", "w") as archive:
        archive.writestr("a/工坊.csv", csv_text([["工坊编号"]]))
    read_register(tmp_path / "r.zip")
    assert [file.name for file in tmp_path.iterdir()] == ["r.zip"]
    assert io.BytesIO((tmp_path / "r.zip").read_bytes()).read(2) == b"PK"
