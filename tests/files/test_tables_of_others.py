"""Files made by another program: LibreOffice writes .xlsx, .xls, .ods and GBK text, and all four read to the same."""

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest
from tables_building import sheets_of, small, write_workbook

from common_prosperity.facts import Disability, DisabilityCategory, Register, Sex, Worker
from common_prosperity.files.dossiers import read_dossier
from common_prosperity.files.tables import read_register, write_register, write_template
from common_prosperity.files.tables.layout import TABLES

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
GBK = "csv:Text - txt - csv (StarCalc):44,34,85,1,,0,false,true,true,false,false,-1"
"""Comma, quotation mark, code page GB 18030, of which GBK is the part with two bytes; every sheet a file."""


Converted = Callable[[Path, str, Path], Path]
"""A file, the kind to make of it, and the folder to put it in → the file that was made."""


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Converted:
    """What LibreOffice makes of a file, with settings of its own."""
    profile = tmp_path_factory.mktemp("profile")

    def convert(path: Path, kind: str, folder: Path) -> Path:
        command = [str(OFFICE), f"-env:UserInstallation=file://{profile}", "--headless"]
        command += ["--convert-to", kind, "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603  # a program of the system
        return folder / f"{path.stem}.{kind.partition(':')[0]}"

    return convert


@pytest.fixture(scope="module")
def register() -> Register:
    """The invented examples, with a few facts of every kind more."""
    dossiers = tuple(read_dossier(EXAMPLES / name) for name in ("sewing-workshop.json", "unpaid-wages.json"))
    people = (
        Worker(id="x1", sex=Sex.FEMALE, born=dt.date(1961, 2, 28), disability=None),
        Worker(id="007", disability=Disability(category=DisabilityCategory.HEARING, grade=2)),
    )
    first = dossiers[0]
    return Register(dossiers=(attrs.evolve(first, workers=(*first.workers, *people)), *dossiers[1:]))  # type: ignore[misc]  # submitted


@pytest.fixture(scope="module")
def made(register: Register, converted: Converted, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """The same register in four forms."""
    folder = tmp_path_factory.mktemp("office")
    source = folder / "register.xlsx"
    write_register(register, source)
    again = folder / "again"
    again.mkdir()
    ods = converted(source, "ods", folder)
    yield {
        ".ods": ods,
        ".xls": converted(source, "xls", folder),
        ".xlsx": converted(ods, "xlsx", again),
        ".csv": _folder_of_csv(converted, source, folder),
    }
    shutil.rmtree(folder)


def _folder_of_csv(converted: Converted, source: Path, folder: Path) -> Path:
    """Every sheet as a CSV file of its own, under the name of the sheet."""
    target = folder / "csv"
    target.mkdir()
    converted(source, GBK, target)
    for file in target.glob("*.csv"):
        file.rename(target / file.name.removeprefix("register-"))
    return target


@pytest.mark.parametrize("kind", [".xlsx", ".xls", ".ods", ".csv"])
def test_all_forms_read_to_the_same(made: dict[str, Path], register: Register, kind: str) -> None:
    reading = read_register(made[kind])
    assert reading.text() == ""
    assert reading.register == register


def test_the_text_is_in_gbk(made: dict[str, Path]) -> None:
    accounts = read_register(made[".csv"]).accounts
    assert "gb18030" in {account.encoding for account in accounts}
    assert "云岭".encode("gbk") in (made[".csv"] / "工坊.csv").read_bytes()


def test_merged_cells_are_told_in_every_form(converted: Converted, tmp_path: Path) -> None:
    register = small("w1", "w2", people=3)
    sheets = sheets_of(register)
    for row in (2, 3, 5, 6):
        sheets["人员"][row][0] = ""
    path = write_workbook(tmp_path / "r.xlsx", sheets, merges={"人员": ["A2:A4", "A5:A7"]})
    for made in (path, converted(path, "ods", tmp_path), converted(path, "xls", tmp_path)):
        reading = read_register(made)
        assert reading.text() == "", made.suffix
        assert reading.register == register, made.suffix


def test_errors_in_cells_are_found_in_every_form(converted: Converted, tmp_path: Path) -> None:
    """The parser shows them as empty cells, which would pass for unstated."""
    sheets = sheets_of(small("w1", "w2"))
    path = write_workbook(tmp_path / "r.xlsx", sheets)
    fods = converted(path, "fods", tmp_path)
    text = fods.read_text(encoding="utf-8")
    born = 'office:value-type="date" office:date-value="1980-05-17" calcext:value-type="date"'
    failed = 'table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"'
    assert born in text
    fods.write_text(text.replace(born, failed, 1), encoding="utf-8")
    for kind in ("ods", "xls"):
        reading = read_register(converted(fods, kind, tmp_path))
        assert [(problem.row, problem.column, problem.code) for problem in reading.problems] == [(2, 4, "error-cell")], kind
        assert [dossier.workshop.id for dossier in reading.register.dossiers] == ["w2"]


def test_drop_downs_and_comments_survive(converted: Converted, tmp_path: Path) -> None:
    """LibreOffice understands the template as a spreadsheet program does."""
    write_template(tmp_path / "t.xlsx")
    text = converted(tmp_path / "t.xlsx", "fods", tmp_path).read_text(encoding="utf-8")
    assert text.count("<table:content-validation ") > 40
    assert text.count("<office:annotation ") == sum(len(table.columns) for table in TABLES.values() if not table.on_demand)
