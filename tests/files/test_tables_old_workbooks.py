"""Old .xls workbooks, put together record by record: what is read, what is found on the way, what is refused."""

import struct
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common_prosperity.errors import ProsperityError, Unreadable
from common_prosperity.files.tables import Reading, SizeLimits, read_register
from common_prosperity.files.tables.legacy import open_container, shared_lengths

END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
Record = tuple[int, bytes]
HEAD = ("工坊编号", "工坊名称", "申报期间开始", "申报期间结束")
ROW = ("w1", "甲坊", "2023-01-01", "2023-12-31")


def container(stream: bytes, *others: str) -> bytes:
    """A compound file with a stream `Workbook` of at least 4,096 bytes, and empty entries of other names."""
    body = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(body) // 512
    entries = [entry("Root Entry", 5, END, 0), entry("Workbook", 2, 2, len(body)), *(entry(name, 1, 0, 0) for name in others)]
    directory = b"".join(entries).ljust(512, b"\0")
    table = struct.pack("<128I", TABLE, END, *range(3, 2 + count), END, *[FREE] * (126 - count))
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIIII", header, 40, 0, 1, 1, 0, 4096, END, 0, END, 0, 0)
    struct.pack_into("<109I", header, 76, 0, *[FREE] * 108)
    return bytes(header) + table + directory + body


def entry(name: str, kind: int, start: int, length: int) -> bytes:
    """One entry of the directory."""
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
    return head + b"\xff" * 12 + b"\0" * 36 + struct.pack("<II", start, length) + b"\0" * 4


def text(words: str) -> bytes:
    """Text as a label holds it."""
    encoded = words.encode("utf-16-le")
    return struct.pack("<HB", len(encoded) // 2, 1) + encoded


def label(row: int, column: int, words: str) -> Record:
    return 0x0204, struct.pack("<HHH", row, column, 0) + text(words)


def number(row: int, column: int, value: float) -> Record:
    return 0x0203, struct.pack("<HHHd", row, column, 0, value)


def cells(rows: Sequence[Sequence[str]] = (HEAD, ROW)) -> list[Record]:
    return [label(row, column, words) for row, each in enumerate(rows) for column, words in enumerate(each)]


def joined(records: Sequence[Record]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)


BOF_BOOK, BOF_SHEET, EOF = (
    (0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)),
    (0x0809, struct.pack("<HHHHII", 0x0600, 16, 0, 0, 0, 0)),
    (0x000A, b""),
)


def workbook(sheet: Sequence[Record], extra: Sequence[Record] = (), kind: int = 0, times: int = 1) -> bytes:
    """A workbook whose first sheet holds the workshops; `times` names lead to that one sheet."""

    def book(place: int) -> bytes:
        names = [f"工坊{'' if at == 0 else f' {at + 1}'}".encode("utf-16-le") for at in range(times)]
        sheets = [(0x0085, struct.pack("<IBBBB", place, 0, kind, len(name) // 2, 1) + name) for name in names]
        return joined([BOF_BOOK, *extra, *sheets, EOF])

    return book(len(book(0))) + joined([BOF_SHEET, *sheet, EOF])


def read(folder: Path, stream: bytes, *others: str) -> Reading:
    (folder / "r.xls").write_bytes(container(stream, *others))
    return read_register(folder / "r.xls")


def refusal(folder: Path, stream: bytes, *others: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read(folder, stream, *others)
    return caught.value.problems[0].code


class TestReading:
    def test_labels_and_numbers(self, tmp_path: Path) -> None:
        rows = [*cells([HEAD, (*ROW[:2], "", ROW[3])]), number(1, 2, 44927.0)]
        reading = read(tmp_path, workbook(rows))
        assert reading.text() == ""
        assert [(dossier.workshop.name, str(dossier.period)) for dossier in reading.register.dossiers] == [
            ("甲坊", "2023-01-01/2023-12-31")
        ]

    def test_shared_strings_that_run_on(self, tmp_path: Path) -> None:
        """A string may break off in the midst of a record and go on in the next, in another width."""
        words = [*HEAD, *ROW]
        body = struct.pack("<II", len(words), len(words)) + b"".join(map(text, words[:-1]))
        last = struct.pack("<HB", 10, 1) + "2023".encode("utf-16-le")
        shared = [(0x00FC, body + last), (0x003C, b"\x00-12-31")]
        sheet = [(0x00FD, struct.pack("<HHHI", at // 4, at % 4, 0, at)) for at in range(len(words))]
        reading = read(tmp_path, workbook(sheet, shared))
        assert reading.text() == ""
        assert [dossier.workshop.id for dossier in reading.register.dossiers] == ["w1"]
        assert shared_lengths([each for _, each in shared]) == [2 * len(word) for word in words]

    @pytest.mark.parametrize(
        "record",
        [
            (0x0205, struct.pack("<HHHBB", 1, 1, 0, 0x2A, 1)),
            (0x0006, struct.pack("<HHH", 1, 1, 0) + b"\x02\x00\x07\x00\x00\x00\xff\xff" + b"\0" * 8),
        ],
    )
    def test_errors_are_not_empty_cells(self, tmp_path: Path, record: Record) -> None:
        sheet = [*cells([HEAD, (ROW[0], "", *ROW[2:])]), record]
        assert [(problem.row, problem.column, problem.code) for problem in read(tmp_path, workbook(sheet)).problems] == [
            (2, 2, "error-cell")
        ]

    def test_days_counted_from_1904(self, tmp_path: Path) -> None:
        rows = [*cells([HEAD, (*ROW[:2], "", ROW[3])]), number(1, 2, 43465.0)]
        reading = read(tmp_path, workbook(rows, [(0x0022, b"\x01\x00")]))
        assert str(reading.register.dossiers[0].period) == "2023-01-01/2023-12-31"


class TestRefusals:
    @pytest.mark.parametrize(
        ("extra", "code"),
        [
            ((0x002F, b"\x01\x00"), "encrypted"), ((0x01AE, b"\x01\x00\x05\x00\x00\x01abcde"), "external-links"),
            ((0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 0)), "table-kind"),
            ((0x00FC, struct.pack("<II", 9, 0x7FFFFFFF)), "unreadable"), ((0x00FC, b"\0"), "unreadable"),
        ],
    )  # fmt: skip
    def test_what_stands_in_the_globals(self, tmp_path: Path, extra: Record, code: str) -> None:
        assert refusal(tmp_path, workbook(cells(), [extra])) == code

    def test_links_of_its_own_are_none(self, tmp_path: Path) -> None:
        assert read(tmp_path, workbook(cells(), [(0x01AE, b"\x01\x00\x01\x04")])).sound

    def test_macro_sheets(self, tmp_path: Path) -> None:
        assert refusal(tmp_path, workbook(cells(), kind=1)) == "macros"

    @pytest.mark.parametrize(("name", "code"), [("_VBA_PROJECT_CUR", "macros"), ("EncryptedPackage", "encrypted")])
    def test_what_stands_in_the_directory(self, tmp_path: Path, name: str, code: str) -> None:
        assert refusal(tmp_path, workbook(cells()), name) == code

    @pytest.mark.parametrize(
        "record",
        [
            number(65535, 60000, 1.0), (0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 256, 0)),
            (0x0200, struct.pack("<IIHHH", 0, 1 << 20, 0, 0xFFFF, 0)), (0x00BD, struct.pack("<HHHIH", 0, 0, 0, 0, 50000)),
        ],
    )  # fmt: skip
    def test_cells_far_apart_and_what_a_sheet_claims(self, tmp_path: Path, record: Record) -> None:
        assert refusal(tmp_path, workbook([*cells(), record])) == "spread-too-wide"

    def test_a_sheet_that_ends_before_it_begins(self, tmp_path: Path) -> None:
        assert refusal(tmp_path, workbook([(0x0200, struct.pack("<IIHHH", 9, 2, 0, 4, 0)), *cells()])) == "unreadable"

    def test_a_record_cut_short(self, tmp_path: Path) -> None:
        assert refusal(tmp_path, workbook([(0x0203, b"\0\0")])) == "unreadable"

    def test_one_long_text_that_many_cells_share(self, tmp_path: Path) -> None:
        shared = [(0x00FC, struct.pack("<II", 1, 1) + struct.pack("<HB", 4000, 0) + b"x" * 4000)]
        sheet = [(0x00FD, struct.pack("<HHHI", row, 0, 0, 0)) for row in range(200)]
        (tmp_path / "r.xls").write_bytes(container(workbook(sheet, shared)))
        with pytest.raises(Unreadable) as caught:
            read_register(tmp_path / "r.xls", limits=SizeLimits(part_bytes=1_000_000))
        assert caught.value.problems[0].code == "too-large-file"

    def test_many_names_for_one_sheet(self, tmp_path: Path) -> None:
        """Each would be laid out again."""
        sheet = [*cells(), number(65535, 255, 1.0)]
        assert refusal(tmp_path, workbook(sheet, times=3)) == "spread-too-wide"
        assert refusal(tmp_path, workbook(cells(), times=300)) == "too-large-file"

    def test_a_file_without_a_workbook(self, tmp_path: Path) -> None:
        data = container(workbook(cells())).replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le"))
        (tmp_path / "r.xls").write_bytes(data)
        with pytest.raises(Unreadable) as caught:
            read_register(tmp_path / "r.xls")
        assert caught.value.problems[0].code == "table-kind"


class TestContainers:
    """Chains of sectors that a hostile file ties into rings or leads astray."""

    @pytest.mark.parametrize(
        ("place", "value"),
        [(512 + 4, 1), (512 + 8, 2), (512 + 9 * 4, 3), (512 + 8, 90_000), (48, 90_000), (44, 90_000), (72, 90_000), (76, 90_000), (68, 1),
         (60, 1), (512 + 512 + 128 + 120, 1 << 31)],
    )  # fmt: skip
    def test_rings_and_dead_ends(self, place: int, value: int) -> None:
        data = bytearray(container(workbook(cells())))
        struct.pack_into("<I", data, place, value)
        codes = codes_of_opening(bytes(data))
        assert codes in ({"unreadable"}, set())
        if place != 60:
            assert codes == {"unreadable"}

    @given(data=st.binary(max_size=2000), at=st.lists(st.tuples(st.integers(0, 1535), st.integers(0, 255)), max_size=12))
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    def test_arbitrary_bytes_are_refused_or_opened(self, data: bytes, at: list[tuple[int, int]]) -> None:
        damaged = bytearray(container(workbook(cells())))
        for place, byte in at:
            damaged[place] = byte
        for content in (data, bytes(damaged)):
            assert codes_of_opening(content) <= {"unreadable"}


def codes_of_opening(content: bytes) -> set[str]:
    """Why a container is refused, if it is."""
    try:
        opened = open_container(content)
        for name in opened.entries:
            opened.stream(name)
    except ProsperityError as error:
        return {problem.code for problem in error.problems}
    return set()
