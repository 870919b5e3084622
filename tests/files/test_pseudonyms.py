"""Identity numbers replaced by keyed digests: laws over invented numbers, then files of every kind, then refusals."""

import csv
import datetime as dt
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from common_prosperity.errors import Fault, ProsperityError, Unreadable
from common_prosperity.files.pseudonyms import Pseudonymised, new_key, pseudonymise
from common_prosperity.files.pseudonyms.identity import identity_of, sightings
from common_prosperity.files.pseudonyms.keys import Pseudonyms, read_key
from common_prosperity.files.pseudonyms.rewriting import rewrite

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def numbered(region: str, born: dt.date, order: int) -> str:
    """An invented identity number, its check digit by the weights of GB 11643 rather than by the library at work."""
    body = f"{region}{born:%Y%m%d}{order:03d}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


REGIONS = st.sampled_from(["330481", "331124", "330419", "110101", "650102", "830000"])
BIRTHS = st.dates(dt.date(1900, 1, 1), dt.date(2015, 12, 31))
NUMBERS = st.builds(numbered, REGIONS, BIRTHS, st.integers(1, 999))
OLD = st.builds(numbered, REGIONS, st.dates(dt.date(1900, 1, 1), dt.date(1999, 12, 31)), st.integers(1, 999))
KEYS = st.binary(min_size=32, max_size=48)
WORDS = st.text(st.characters(blacklist_categories=("Nd", "Cs")), max_size=12)
"""Words around a number hold no digits, and no letter that would make it longer."""
ANN, BOB = numbered("330481", dt.date(1960, 1, 2), 3), numbered("331124", dt.date(2001, 2, 28), 14)


def old_form(number: str) -> str:
    return number[:6] + number[8:17]


def wide(number: str) -> str:
    return number.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789X"})


FORMS: list[Callable[[str], str]] = [
    str,
    str.lower,
    wide,
    lambda n: f"{n[:6]} {n[6:14]} {n[14:]}",
    lambda n: f"{n[:6]}-{n[6:14]}-{n[14:]}",
    lambda n: f"{n}43",
    lambda n: f"{n}11B1",
]
"""Ways of writing one number: the last two are disability certificates."""


class TestOnePersonOnePseudonym:
    """The same number always gives the same pseudonym under one key; different keys differ."""

    @given(KEYS, NUMBERS, st.sampled_from(FORMS), WORDS, WORDS)
    def test_whatever_form_it_is_written_in(
        self, key: bytes, number: str, form: Callable[[str], str], before: str, after: str
    ) -> None:
        plain = rewrite(number, Pseudonyms(key)).value
        assert re.fullmatch(r"p-[a-z2-7]{16}", plain)
        after = after if not re.match("[Xx]", after) else f" {after}"
        assert rewrite(before + form(number) + after, Pseudonyms(key)).value == before + plain + after

    @given(KEYS, OLD)
    def test_the_old_number_of_a_person_is_the_new_one(self, key: bytes, number: str) -> None:
        assert rewrite(old_form(number), Pseudonyms(key)).value == rewrite(number, Pseudonyms(key)).value

    @given(st.lists(KEYS, min_size=2, max_size=2, unique=True), NUMBERS)
    def test_another_key_gives_another_pseudonym(self, keys: list[bytes], number: str) -> None:
        assert len({rewrite(number, Pseudonyms(key)).value for key in keys}) == 2

    @given(KEYS, st.lists(NUMBERS, unique=True, max_size=20))
    def test_different_people_have_different_pseudonyms(self, key: bytes, numbers: list[str]) -> None:
        pseudonyms = Pseudonyms(key)
        words = rewrite("，".join(numbers), pseudonyms).value.split("，") if numbers else []
        assert len(set(words)) == len(numbers) == len(pseudonyms.people)

    @given(KEYS, NUMBERS)
    def test_what_was_replaced_is_replaced_once(self, key: bytes, number: str) -> None:
        once = rewrite(f"{number}，{number}", Pseudonyms(key)).value
        assert rewrite(once, Pseudonyms(key)).value == once

    def test_two_numbers_that_share_a_pseudonym_are_refused(self) -> None:
        pseudonyms = Pseudonyms(b"k" * 32, length=1)
        crowd = "，".join(numbered("330481", dt.date(1960, 1, 2), order) for order in range(1, 100))
        with pytest.raises(Fault, match="share a pseudonym"):
            rewrite(crowd, pseudonyms)


class TestRecognition:
    """Neither is a number left standing, nor is another one taken for it."""

    @given(NUMBERS)
    def test_says_when_where_and_of_which_sex(self, number: str) -> None:
        (seen,) = sightings(number)
        assert seen.identity is not None
        assert seen.identity.region == number[:6]
        assert f"{seen.identity.born:%Y%m%d}" == number[6:14]
        assert seen.identity.sex.value == ("male" if int(number[16]) % 2 else "female")
        assert number not in repr(seen)

    @given(NUMBERS, st.integers(0, 10))
    def test_a_wrong_check_digit_is_noticed(self, number: str, other: int) -> None:
        wrong = number[:17] + "0123456789X"[other]
        (seen,) = sightings(wrong)
        assert (seen.identity is None) == (wrong != number)

    def test_people_born_before_their_county_had_its_code_are_recognised(self) -> None:
        """330481 has been in use since 1989."""
        assert identity_of(numbered("330481", dt.date(1950, 5, 5), 12)) is not None

    @pytest.mark.parametrize(
        "text",
        [
            "91330782MA2H0000U0",  # a credit code
            "13857312345",  # a telephone number
            "6222020000001234567",  # a bank card of 19 digits
            "330481100201",  # a region code
            "2023-06-30 12:30:00",
            "330481199013011234",  # month 13
            "123456789012345",  # no province
            f"1{ANN}",  # part of something longer
            f"{ANN}0",
            "3.30481E+13",
            "9.90481E+17",  # no province
            "",
        ],
    )
    def test_what_is_no_identity_number_stays(self, text: str) -> None:
        assert rewrite(text, Pseudonyms(b"")).value == text

    @pytest.mark.parametrize(
        "text",
        [
            "330481199002301235",  # 30 February
            f"{ANN[:17]}",  # the check digit is missing
            f"{ANN[:17]}{(int(ANN[17].replace('X', '0')) + 1) % 10}",
            "3.30481199001011E+17",  # what Excel makes of it
        ],
    )
    def test_what_looks_like_one_and_fails_is_replaced_and_marked(self, text: str) -> None:
        found = rewrite(f"号码{text}。", Pseudonyms(b""))
        assert re.fullmatch(r"号码q-[a-z2-7]{16}。", found.value)
        assert not found.identities
        assert found.doubts

    @given(st.text(max_size=40))
    def test_other_text_is_left_as_it_is(self, text: str) -> None:
        if not any(True for _ in sightings(text)):
            assert rewrite(text, Pseudonyms(b"")).value == text


# ---- files ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    new_key(path)
    return path


def word(number: str, key: Path) -> str:
    found: str = rewrite(number, Pseudonyms(read_key(key))).value
    return found


def told(result: Pseudonymised) -> str:
    """All that a result says."""
    return repr(result) + "".join(problem.text("zh") + problem.text("en") for problem in result.problems)


def written(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """A workbook whose text cells are text, and whose formulas are formulas."""
    with Workbook(str(path)) as book:
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if isinstance(value, str) and value.startswith("{="):
                        sheet.write_formula(row, column, value[1:-1], None, 7)
                    elif isinstance(value, str):
                        sheet.write_string(row, column, value)
                    elif isinstance(value, dt.date):
                        sheet.write_datetime(row, column, value, days)
                    elif isinstance(value, bool):
                        sheet.write_boolean(row, column, value)
                    else:
                        sheet.write_number(row, column, value)
    return path


def cells(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


class TestWorkbooks:
    """Values stay values, text stays text, and no number is left in any part of the file."""

    def test_every_cell_and_the_names_of_sheets(self, tmp_path: Path, key: Path) -> None:
        rows: list[list[Any]] = [
            ["名册", "", "", ""],
            ["姓名", "身份证号", "出生日期", "工资"],
            ["甲", ANN, dt.date(1960, 1, 2), 2600.5],
            ["乙", f"{BOB}43", "=1+1", True],
            ["丙", f"见 {wide(ANN)}、{BOB}", "@sum", -3],
        ]
        source = written(tmp_path / "in.xlsx", {f"表{ANN}": rows, "二": [["{=3+4}"]]})
        result = pseudonymise(source, tmp_path / "out.xlsx", key_file=key)
        found = cells(tmp_path / "out.xlsx")
        ann, bob = word(ANN, key), word(BOB, key)
        assert found == {
            f"表{ann}": [
                ["名册", "", "", ""],
                ["姓名", "身份证号", "出生日期", "工资"],
                ["甲", ann, dt.date(1960, 1, 2), 2600.5],
                ["乙", bob, "=1+1", True],
                ["丙", f"见 {ann}、{bob}", "@sum", -3.0],
            ],
            "二": [[7.0]],
        }
        assert (result.people, result.numbers, result.problems) == (2, 5, ())
        with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
            everything = b"".join(map(archive.read, archive.namelist())).decode()
        assert ANN[:17] not in everything
        assert "<f>" not in everything

    def test_what_is_kept_stands_in_columns_of_its_own(self, tmp_path: Path, key: Path) -> None:
        rows = [["", "残联登记表"], ["", "证件号码", "备注"], ["", ANN, "好"], ["", ""], ["", old_form(ANN)]]
        source = written(tmp_path / "in.xlsx", {"s": rows})
        pseudonymise(source, tmp_path / "out.xlsx", key_file=key, keep=["region", "birth_date", "sex"])
        (found,) = cells(tmp_path / "out.xlsx").values()
        ann = word(ANN, key)
        assert [row[1:] for row in found] == [
            ["残联登记表", "", "", "", ""],
            ["证件号码", "备注", "出生日期", "性别", "证件区划代码"],
            [ann, "好", dt.date(1960, 1, 2), "男", "330481"],
            ["", "", "", "", ""],
            [ann, "", dt.date(1960, 1, 2), "男", "330481"],
        ]

    def test_numbers_that_were_not_entered_as_text(self, tmp_path: Path, key: Path) -> None:
        source = written(
            tmp_path / "in.xlsx", {"s": [[int(old_form(ANN)), int(numbered("330481", dt.date(1960, 1, 2), 4)), 2.5e17]]}
        )
        result = pseudonymise(source, tmp_path / "out.xlsx", key_file=key)
        ((kept, lost, other),) = cells(tmp_path / "out.xlsx")["s"]
        assert kept == word(ANN, key)
        assert lost.startswith("q-")
        assert other == 2.5e17
        assert [(problem.place, problem.code) for problem in result.problems] == [("in.xlsx [s] B1", "lost-digits")]

    def test_what_fails_is_named_by_its_place_alone(self, tmp_path: Path, key: Path) -> None:
        wrong = f"{ANN[:17]}{'0' if ANN[17] != '0' else '1'}"
        source = written(tmp_path / "in.xlsx", {"s": [["号码"], [wrong]]})
        result = pseudonymise(source, tmp_path / "out.xlsx", key_file=key)
        assert [(problem.place, problem.code) for problem in result.problems] == [("in.xlsx [s] A2", "identity-number-fails")]
        assert wrong not in told(result)
        assert cells(tmp_path / "out.xlsx")["s"][1][0].startswith("q-")

    def test_old_numbers_stored_as_numbers_are_kept_from_as_well(self, tmp_path: Path, key: Path) -> None:
        source = written(tmp_path / "in.xlsx", {"s": [["号码", 1.5], [int(old_form(ANN)), 2.0]]})
        pseudonymise(source, tmp_path / "out.xlsx", key_file=key, keep=["sex"])
        assert cells(tmp_path / "out.xlsx")["s"] == [["号码", 1.5, "性别"], [word(ANN, key), 2.0, "男"]]

    @pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice makes the files")
    @pytest.mark.parametrize("ending", ["ods", "xls"])
    def test_workbooks_made_by_others(self, tmp_path: Path, key: Path, ending: str) -> None:
        rows: list[list[Any]] = [["号码", "日期", "数"], [ANN, dt.date(2023, 6, 30), 2600.5], [f"{BOB}43", "=1", 3]]
        written(tmp_path / "in.xlsx", {"甲": rows, "乙": [[ANN]]})
        office = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", ending]
        subprocess.run(  # noqa: S603  # the program and its arguments are named above
            [*office, "--outdir", str(tmp_path), str(tmp_path / "in.xlsx")], check=True, capture_output=True, timeout=120
        )
        result = pseudonymise(tmp_path / f"in.{ending}", tmp_path / "out.xlsx", key_file=key)
        ann, bob = word(ANN, key), word(BOB, key)
        assert cells(tmp_path / "out.xlsx") == {
            "甲": [["号码", "日期", "数"], [ann, dt.date(2023, 6, 30), 2600.5], [bob, "=1", 3.0]],
            "乙": [[ann]],
        }
        assert result.people == 2

    def test_a_cell_that_could_not_be_read_is_named(self, tmp_path: Path, key: Path) -> None:
        path = tmp_path / "in.xlsx"
        with Workbook(str(path)) as book:
            book.add_worksheet("s").write_formula(1, 1, "=1/0", None, "#DIV/0!")
        result = pseudonymise(path, tmp_path / "out.xlsx", key_file=key)
        assert [(problem.place, problem.code) for problem in result.problems] == [("in.xlsx [s] B2", "error-cell")]

    def test_days_times_and_spans_stay_what_they_are(self, tmp_path: Path, key: Path) -> None:
        path = tmp_path / "in.xlsx"
        moments = [dt.datetime(2023, 5, 6, 12, 30), dt.date(2023, 5, 6), dt.timedelta(hours=30)]  # noqa: DTZ001  # as a cell holds it
        forms = ["yyyy-mm-dd hh:mm", "yyyy-mm-dd", "[h]:mm:ss"]
        for epoch in (False, True):
            with Workbook(str(path), {"date_1904": epoch}) as book:
                sheet = book.add_worksheet("s")
                for column, (moment, form) in enumerate(zip(moments, forms, strict=True)):
                    sheet.write_datetime(0, column, moment, book.add_format({"num_format": form}))
            pseudonymise(path, tmp_path / "out.xlsx", key_file=key)
            assert cells(tmp_path / "out.xlsx")["s"] == [moments]

    def test_a_workbook_with_a_part_missing_is_refused(self, tmp_path: Path, key: Path) -> None:
        source = written(tmp_path / "whole.xlsx", {"s": [[ANN]]})
        with zipfile.ZipFile(source) as whole, zipfile.ZipFile(tmp_path / "in.xlsx", "w") as part:
            for name in whole.namelist():
                if "sheet1" not in name:
                    part.writestr(name, whole.read(name))
        with pytest.raises(ProsperityError, match="cannot be read"):
            pseudonymise(tmp_path / "in.xlsx", tmp_path / "out.xlsx", key_file=key)

    def test_text_too_long_for_a_cell_is_refused_and_nothing_is_written(self, tmp_path: Path, key: Path) -> None:
        """A name that grows beyond the 32,767 characters a cell can hold."""
        source = written(tmp_path / "in.xlsx", {"s": [["甲" * 32_750 + old_form(ANN)], [1]], "t": [[1]]})
        with pytest.raises(Fault, match="longer than"):
            pseudonymise(source, tmp_path / "out.xlsx", key_file=key)
        assert not (tmp_path / "out.xlsx").exists()

    def test_an_archive_that_is_no_workbook_is_refused(self, tmp_path: Path, key: Path) -> None:
        with zipfile.ZipFile(tmp_path / "in.xlsx", "w") as archive:
            archive.writestr("a.csv", ANN)
        with pytest.raises(Fault, match="no file of the kinds"):
            pseudonymise(tmp_path / "in.xlsx", tmp_path / "out.xlsx", key_file=key)

    def test_two_columns_of_numbers_are_told_apart(self, tmp_path: Path, key: Path) -> None:
        source = written(tmp_path / "in.xlsx", {"s": [["本人", "监护人"], [ANN, BOB]]})
        pseudonymise(source, tmp_path / "out.xlsx", key_file=key, keep=["sex"], lang="en")
        assert cells(tmp_path / "out.xlsx")["s"] == [
            ["本人", "监护人", "本人 sex", "监护人 sex"],
            [word(ANN, key), word(BOB, key), "male", "female"],
        ]

    def test_cells_far_out_do_not_fill_the_memory(self, tmp_path: Path, key: Path) -> None:
        path = tmp_path / "in.xlsx"
        with Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            sheet.write_string(0, 0, ANN)
            sheet.write_string(1_048_575, 16_383, ANN)
        with pytest.raises(Fault, match="spreads over"):
            pseudonymise(path, tmp_path / "out.xlsx", key_file=key)
        assert not (tmp_path / "out.xlsx").exists()

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no archive", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut"])
    def test_what_is_no_workbook_is_refused(self, tmp_path: Path, key: Path, data: bytes) -> None:
        (tmp_path / "in.xlsx").write_bytes(data)
        with pytest.raises(ProsperityError):
            pseudonymise(tmp_path / "in.xlsx", tmp_path / "out.xlsx", key_file=key)
        assert not (tmp_path / "out.xlsx").exists()


class TestDelimitedText:
    """Encoding, delimiter and line ends stay; nothing but the numbers changes."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("delimiter", [",", "\t", ";"])
    def test_round(self, tmp_path: Path, key: Path, encoding: str, delimiter: str) -> None:
        rows = [["姓名", "身份证号"], ["甲,乙;丙", ANN], ['说"好"', f"{BOB}\n第二行"]]
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
        (tmp_path / "in.csv").write_bytes(text.getvalue().encode(encoding))
        result = pseudonymise(tmp_path / "in.csv", tmp_path / "out.csv", key_file=key)
        data = (tmp_path / "out.csv").read_bytes()
        expected = text.getvalue().replace(ANN, word(ANN, key)).replace(BOB, word(BOB, key))
        assert data == expected.encode(encoding)
        assert result.people == 2

    def test_rows_of_different_lengths_and_without_headings(self, tmp_path: Path, key: Path) -> None:
        (tmp_path / "in.csv").write_text(f"{ANN}\nx,y,z\n,{BOB}\n", encoding="utf-8")
        pseudonymise(tmp_path / "in.csv", tmp_path / "out.csv", key_file=key, keep=["birth_date"])
        assert (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines() == [
            f"{word(ANN, key)},,,1960-01-02,",
            "x,y,z,,y 出生日期",
            f",{word(BOB, key)},,,2001-02-28",
        ]

    def test_places_are_rows_and_columns(self, tmp_path: Path, key: Path) -> None:
        (tmp_path / "in.csv").write_text(f"a,b\n1,{ANN[:17]}\n", encoding="utf-8")
        result = pseudonymise(tmp_path / "in.csv", tmp_path / "out.csv", key_file=key)
        assert [problem.place for problem in result.problems] == ["in.csv B2"]

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
    @given(
        st.lists(
            st.lists(st.one_of(NUMBERS, st.text('abc,"\n ;=甲', max_size=5)), min_size=2, max_size=4), min_size=1, max_size=6
        )
    )
    def test_no_number_survives_and_nothing_else_is_lost(self, tmp_path: Path, key: Path, rows: list[list[str]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        (tmp_path / "in.csv").write_bytes(text.getvalue().encode())
        pseudonymise(tmp_path / "in.csv", tmp_path / "out.csv", key_file=key)
        with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
            found = list(csv.reader(file))
        assert [[word(cell, key) for cell in row] for row in rows] == found
        assert not any(True for row in found for cell in row for _ in sightings(cell))


class TestJson:
    """Words, numbers and keys; everything else to the last digit."""

    def test_all_that_stands_in_it(self, tmp_path: Path, key: Path) -> None:
        source = f'{{"{ANN}": [1.10, 1e400, {BOB[:17]}{BOB[17] if BOB[17] != "X" else 0}, true, null, {{}}, []], "id": "{ANN}", "id": "x"}}'
        (tmp_path / "in.json").write_text(source, encoding="utf-8")
        pseudonymise(tmp_path / "in.json", tmp_path / "out.json", key_file=key)
        text = (tmp_path / "out.json").read_text(encoding="utf-8")
        pairs = json.loads(text, object_pairs_hook=list, parse_float=str)
        ann, bob = word(ANN, key), word(BOB, key)
        assert pairs == [(ann, ["1.10", "1e400", bob, True, None, [], []]), ("id", ann), ("id", "x")]

    def test_what_is_kept_stands_beside(self, tmp_path: Path, key: Path) -> None:
        (tmp_path / "in.json").write_text(json.dumps({"people": [{"id": BOB, "name": "x"}]}), encoding="utf-8")
        pseudonymise(tmp_path / "in.json", tmp_path / "out.json", key_file=key, keep=["sex", "birth_date"], lang="en")
        assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == {
            "people": [{"id": word(BOB, key), "id_birth_date": "2001-02-28", "id_sex": "female", "name": "x"}]
        }

    def test_places_are_paths(self, tmp_path: Path, key: Path) -> None:
        (tmp_path / "in.json").write_text(json.dumps({"workers": [{"id": ANN[:17]}]}), encoding="utf-8")
        result = pseudonymise(tmp_path / "in.json", tmp_path / "out.json", key_file=key)
        assert [problem.place for problem in result.problems] == ["$.workers[0].id"]

    @pytest.mark.parametrize("data", [b"{", b"\xff\xfe", b"[" * 100_000, b"{'a': 1}"])
    def test_what_is_no_json_is_refused(self, tmp_path: Path, key: Path, data: bytes) -> None:
        (tmp_path / "in.json").write_bytes(data)
        with pytest.raises(Fault):
            pseudonymise(tmp_path / "in.json", tmp_path / "out.json", key_file=key)
        assert not (tmp_path / "out.json").exists()


def test_plain_text_keeps_every_other_byte(tmp_path: Path, key: Path) -> None:
    (tmp_path / "in.txt").write_bytes(f"一\r\n{ANN}\r二\n\n{ANN[:17]}".encode("gb18030"))
    result = pseudonymise(tmp_path / "in.txt", tmp_path / "out.txt", key_file=key)
    lines = (tmp_path / "out.txt").read_bytes().decode("gb18030")
    assert re.fullmatch(rf"一\r\n{word(ANN, key)}\r二\n\nq-[a-z2-7]{{16}}", lines)
    assert [problem.place for problem in result.problems] == ["in.txt line 4"]


class TestRefusals:
    """Nothing is written over an input, and no weak key is used."""

    def test_the_source_is_never_written_over(self, tmp_path: Path, key: Path) -> None:
        source = tmp_path / "in.csv"
        source.write_text(ANN, encoding="utf-8")
        os.link(source, tmp_path / "hard.csv")
        (tmp_path / "soft.csv").symlink_to(source)
        for target in (source, tmp_path / "." / "in.csv", tmp_path / "hard.csv", tmp_path / "soft.csv", key):
            with pytest.raises(Fault, match="written over"):
                pseudonymise(source, target, key_file=key)
        assert source.read_text(encoding="utf-8") == ANN

    def test_the_half_written_file_is_not_the_source_either(self, tmp_path: Path, key: Path) -> None:
        source = tmp_path / ".out.csv.part.csv"
        source.write_text(ANN, encoding="utf-8")
        (tmp_path / ".out.csv.part").symlink_to(source)
        with pytest.raises(Fault, match="written over"):
            pseudonymise(source, tmp_path / "out.csv", key_file=key)

    @pytest.mark.parametrize(
        "weak",
        [
            b"",
            b"secret",
            b"k" * 64,
            b"0123456789abcdef" * 4,
            bytes(range(64)),
            b"password" * 8,
            b"ab" * 40,
            b"x" * 31 + b"\n" * 40,
        ],
        ids=range(8),
    )
    def test_a_weak_key_is_refused(self, tmp_path: Path, weak: bytes) -> None:
        (tmp_path / "in.csv").write_text(ANN, encoding="utf-8")
        (tmp_path / "weak").write_bytes(weak)
        with pytest.raises(Fault, match="too weak"):
            pseudonymise(tmp_path / "in.csv", tmp_path / "out.csv", key_file=tmp_path / "weak")
        assert not (tmp_path / "out.csv").exists()

    @given(st.binary(min_size=32, max_size=32).filter(lambda data: len(set(data)) > 20))
    def test_a_random_key_is_not_weak(self, data: bytes) -> None:
        """Even written in hexadecimal digits; a chance of one in a million aside."""
        import tempfile  # noqa: PLC0415  # a file for each example

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "key"
            path.write_text(data.hex() + "\n", encoding="ascii")
            if len(set(data.hex())) > 12:
                assert read_key(path) == data.hex().encode()

    def test_a_new_key_is_private_and_never_replaced(self, key: Path) -> None:
        assert key.stat().st_mode & 0o077 == 0
        assert len(read_key(key)) == 64
        with pytest.raises(Unreadable):
            new_key(key)

    @pytest.mark.parametrize("name", ["in.xlsm", "in.pdf", "in", "in.jsonl"])
    def test_other_kinds_of_files_are_refused(self, tmp_path: Path, key: Path, name: str) -> None:
        (tmp_path / name).write_text(ANN, encoding="utf-8")
        with pytest.raises(Fault, match="no file of the kinds"):
            pseudonymise(tmp_path / name, tmp_path / "out.csv", key_file=key)

    def test_a_workbook_is_not_written_as_text(self, tmp_path: Path, key: Path) -> None:
        source = written(tmp_path / "in.xlsx", {"s": [[ANN]]})
        with pytest.raises(Fault, match=r"\.xlsx"):
            pseudonymise(source, tmp_path / "out.csv", key_file=key)

    def test_nothing_can_be_kept_beside_plain_text(self, tmp_path: Path, key: Path) -> None:
        (tmp_path / "in.txt").write_text(ANN, encoding="utf-8")
        with pytest.raises(Fault):
            pseudonymise(tmp_path / "in.txt", tmp_path / "out.txt", key_file=key, keep=["sex"])

    def test_only_what_is_offered_can_be_kept(self, tmp_path: Path, key: Path) -> None:
        with pytest.raises(Fault, match="birth_date, sex, region"):
            pseudonymise(tmp_path / "in.csv", tmp_path / "out.csv", key_file=key, keep=["name"])

    def test_missing_files_are_named(self, tmp_path: Path, key: Path) -> None:
        with pytest.raises(Unreadable, match=r"in\.csv"):
            pseudonymise(tmp_path / "in.csv", tmp_path / "out.csv", key_file=key)
        with pytest.raises(Unreadable, match="nowhere"):
            pseudonymise(tmp_path / "in.csv", tmp_path / "out.csv", key_file=tmp_path / "nowhere")
        (tmp_path / "in.csv").write_text(ANN, encoding="utf-8")
        with pytest.raises(Unreadable, match="cannot be written"):
            pseudonymise(tmp_path / "in.csv", tmp_path / "no folder" / "out.csv", key_file=key)

    @pytest.mark.parametrize(("name", "data"), [("in.csv", b"\xff\xff\xff"), ("in.csv", b'"a'), ("in.txt", b"\xff\xff\xff")])
    def test_broken_text_is_refused(self, tmp_path: Path, key: Path, name: str, data: bytes) -> None:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(Fault):
            pseudonymise(tmp_path / name, tmp_path / "out.csv", key_file=key)
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "key"])
