"""Read, check and decide a generated register, as CSV and as .xlsx: the time of every stage, the peak of memory, and pandas beside it.

    python tests/benchmarks/bench_register.py --workshops 370
    python tests/benchmarks/bench_register.py --workshops 3700 --folder /tmp/register --repeat 1

The register is made by arithmetic, always the same: every workshop has a village, two Party organisations, an enterprise, a
pairing, premises, a project, its workers with their households, engagements and monthly payments, trainings and incidents. With
3,700 workshops and 66 or 67 workers in each it has the size of the programme: 245,000 people. Each stage runs in a process of
its own, so that its peak of memory is its own; ours and pandas (`read_excel` with the calamine engine, then the conversion to
days, months, whole fen and categories) read the same file in turn in one process. Without pandas that part is left out.
"""

import argparse
import contextlib
import datetime as dt
import gc
import io
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from common_prosperity.awards import decide
from common_prosperity.checks import check
from common_prosperity.cli import main as main_command
from common_prosperity.cli.exits import Exit
from common_prosperity.facts import (
    CollectivePayment,
    Disability,
    DisabilityCategory,
    Dossier,
    Engagement,
    EngagementForm,
    Enterprise,
    Household,
    Incident,
    IncidentKind,
    LowIncomeKind,
    LowIncomeStatus,
    Occupation,
    Pairing,
    PartyOrganization,
    Payment,
    PaymentKind,
    Premises,
    PremisesKind,
    Project,
    Region,
    Register,
    Sex,
    Side,
    Training,
    TrainingKind,
    Village,
    Worker,
    Workshop,
    WorkshopKind,
)
from common_prosperity.facts.workshops import HostKind
from common_prosperity.files.schemes import load_scheme
from common_prosperity.files.tables import read_register, write_register
from common_prosperity.quantities import Month, Period, Yuan

YEAR = 2023
PERIOD = Period.year(YEAR)
PEOPLE, WORKSHOPS = 245_000, 3_700


def made(workshops: int, months: int) -> Register:
    """A register of so many workshops; people are shared out as evenly as they are in the programme."""
    calendar = [Month.of(f"{YEAR}-{month:02d}") for month in range(1, months + 1)]
    return Register(dossiers=tuple(dossier(number, calendar) for number in range(workshops)))


def dossier(number: int, calendar: list[Month]) -> Dossier:
    """One workshop; everything follows from its number."""
    name = f"w{number:05d}"
    first, last = number * PEOPLE // WORKSHOPS, (number + 1) * PEOPLE // WORKSHOPS
    ids = [f"p{person:07d}" for person in range(first, last)]
    opened = dt.date(2019, 1, 1) + dt.timedelta(number * 37 % 1200)
    region = Region(f"339999{number // 300 % 99 + 101:03d}{number % 299 + 200:03d}")
    return Dossier(
        workshop=Workshop(
            id=name,
            name=f"示例工坊{number}",
            kind=tuple(WorkshopKind)[number % 6],
            village="v",
            host=tuple(HostKind)[number % 6],
            enterprise="e",
            opened=opened,
            closed=None,
        ),
        period=PERIOD,
        villages=(Village(id="v", name=f"示例村{number}", region=region, income_weak=number % 3 == 0),),
        party_organizations=(
            PartyOrganization(id="vb", name="村党支部", side=Side.VILLAGE),
            PartyOrganization(id="eb", name="企业党支部", side=Side.ENTERPRISE),
        ),
        enterprises=(Enterprise(id="e", name=f"示例企业{number}", credit_code=None, region=region, party_organization="eb"),),
        pairings=(Pairing(id="d", village_side="vb", enterprise_side="eb", since=opened, until=None),),
        premises=(Premises(id="m", kind=PremisesKind.IDLE_BUILDING, area=80 + number % 400, rent=Yuan(0), since=opened, until=None),),
        projects=(Project(id="j", what="缝纫", enterprise="e", since=opened, until=None, processing_fees=Yuan(number * 7919)),),
        workers=tuple(worker(person, index, region) for index, person in enumerate(ids, start=first)),
        households=tuple(household(index) for index in range(first // 2, (last + 1) // 2)),
        engagements=tuple(engagement(person, index, name, opened) for index, person in enumerate(ids, start=first)),
        payments=tuple(
            payment(person, index, name, month) for index, person in enumerate(ids, start=first) for month in calendar
        ),
        trainings=(
            Training(
                id="t", topic="缝纫基础", kind=TrainingKind.VOCATIONAL_SKILL, date=dt.date(YEAR, 5, number % 28 + 1), hours=8,
                participants=tuple(ids[:30]), certified=tuple(ids[:10]),
            ),
        ),
        activities=(),
        collective_payments=(CollectivePayment(id="c", village="v", date=dt.date(YEAR, 6, 30), amount=Yuan(number * 1000)),),
        incidents=(Incident(id="i", kind=IncidentKind.ACCIDENT, date=dt.date(YEAR, 3, 1), resolved=None),) if number % 50 == 0 else (),
    )  # fmt: skip


def worker(person: str, index: int, region: Region) -> Worker:
    """One person."""
    disabled = index % 12 == 0
    return Worker(
        id=person,
        sex=Sex.MALE if index % 3 == 0 else Sex.FEMALE,
        born=dt.date(1950, 1, 1) + dt.timedelta(index * 97 % 18_000),
        residence=region,
        household=f"h{index // 2:07d}",
        disability=Disability(category=tuple(DisabilityCategory)[index % 7], grade=index % 4 + 1) if disabled else None,
        occupation_before=tuple(Occupation)[index % 8],
    )


def household(index: int) -> Household:
    """One household; every ninth is or was registered as low-income."""
    if index % 9:
        return Household(id=f"h{index:07d}", low_income=())
    spell = LowIncomeStatus(kind=LowIncomeKind.MINIMUM_LIVING, since=dt.date(2019, 1, 1), until=None)
    return Household(id=f"h{index:07d}", low_income=(spell,))


def engagement(person: str, index: int, workshop: str, opened: dt.date) -> Engagement:
    """One spell of work."""
    since = opened + dt.timedelta(index * 13 % 300)
    forms = tuple(EngagementForm)
    return Engagement(
        worker=person,
        workshop=workshop,
        since=since,
        until=None,
        form=forms[index % 6],
        baseline=Yuan(60_000 + index % 997 * 100),
    )


def payment(person: str, index: int, workshop: str, month: Month) -> Payment:
    """One month's pay."""
    amount = Yuan(150_000 + index * 31 % 20_011 * 10 + month.index % 12 * 500)
    return Payment(
        worker=person, workshop=workshop, month=month, kind=PaymentKind.WAGE, due=amount, paid=amount, hours=100 + index % 97
    )


# ---- stages, each in a process of its own --------------------------------------------------------------------------


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """How long something takes, by the clock and of the processor, and what it gives."""
    gc.collect()
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - clock, time.process_time() - processor, result


def stage(name: str, work: Callable[[], Any]) -> tuple[dict[str, float], Any]:
    """One stage with its figures."""
    clock, processor, result = timed(work)
    return {name: clock, f"{name}, processor": processor}, result


def peak() -> int:
    """The most memory this process has taken so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def stage_make(folder: Path, workshops: int, months: int) -> dict[str, float]:
    """Make the register and write it both ways."""
    making, register = stage("make the facts", lambda: made(workshops, months))
    csv, _ = stage("write CSV", lambda: write_register(register, folder / "csv"))
    xlsx, _ = stage("write .xlsx", lambda: write_register(register, folder / "register.xlsx"))
    return {**making, **csv, **xlsx, "peak": peak()}


def stage_csv(folder: Path, workshops: int, months: int) -> dict[str, float]:
    """Read the folder of CSV."""
    return _reading("read CSV", folder / "csv", workshops, months)


def stage_xlsx(folder: Path, workshops: int, months: int) -> dict[str, float]:
    """Read the workbook, ours alone."""
    return _reading("read .xlsx", folder / "register.xlsx", workshops, months)


def _reading(name: str, path: Path, workshops: int, months: int) -> dict[str, float]:
    figures, reading = stage(name, lambda: read_register(path))
    hold(reading, workshops, months)
    return {**figures, "peak": peak(), "rows": sum(account.read for account in reading.accounts)}


def stage_judge(folder: Path, workshops: int, months: int) -> dict[str, float]:
    """Read, check and decide, as a program would."""
    reading_csv, reading = stage("read CSV", lambda: read_register(folder / "csv"))
    hold(reading, workshops, months)
    dossiers = reading.register.dossiers
    checking, findings = stage("check", lambda: check(reading.register))
    scheme = load_scheme("outstanding-workshop")
    deciding, decisions = stage("decide", lambda: [decide(dossier, scheme) for dossier in dossiers])
    if len(decisions) != workshops:
        sys.exit(f"{len(decisions)} decisions")
    return {**reading_csv, **checking, **deciding, "peak": peak(), "findings": len(findings)}


def stage_command(folder: Path, form: str) -> dict[str, float]:
    """`decide REGISTER --out results.xlsx`: reading, deciding and writing, as an evaluator would."""
    source = folder / ("csv" if form == "csv" else "register.xlsx")
    out = folder / f"results-of-{form}.xlsx"
    out.unlink(missing_ok=True)
    with contextlib.redirect_stdout(io.StringIO()):
        figures, code = stage(f"decide {source.name} --out", lambda: main_command(["decide", str(source), "--out", str(out)]))
    if code not in (Exit.ELIGIBLE, Exit.REFUSED, Exit.OPEN) or not out.exists():
        sys.exit(f"decide ended with {code}")
    return {**figures, "peak": peak()}


def stage_beside(folder: Path, repeat: int) -> dict[str, float]:
    """Read the workbook in turn with pandas, in one process; who begins changes from turn to turn."""
    path = folder / "register.xlsx"
    readers: dict[str, Callable[[], Any]] = {"ours": lambda: read_register(path), "pandas": lambda: with_pandas(path)}
    clock: dict[str, list[float]] = {name: [] for name in readers}
    processor: dict[str, list[float]] = {name: [] for name in readers}
    for turn in range(repeat):
        for name in list(readers)[:: -1 if turn % 2 else 1]:
            found = timed(readers[name])
            clock[name].append(found[0])
            processor[name].append(found[1])
            del found
    figures: dict[str, float] = {}
    for name in readers:
        figures[f"{name}, median"] = statistics.median(clock[name])
        figures[f"{name}, median, processor"] = statistics.median(processor[name])
    for name, times in (("by the clock", clock), ("of the processor", processor)):
        ratios = [one / other for one, other in zip(times["ours"], times["pandas"], strict=True)]
        figures[f"ours ÷ pandas, {name}"] = statistics.median(ratios)
    return figures


def hold(reading: Any, workshops: int, months: int) -> None:
    """What was read is what was made."""
    people = workshops * PEOPLE // WORKSHOPS
    paid = sum(len(found.payments) for found in reading.register.dossiers)
    if reading.problems or len(reading.register.dossiers) != workshops or paid != people * months:
        sys.exit(f"not what was written:\n{reading.text()[:2000]}")
    if workshops <= 100 and reading.register != made(workshops, months):
        sys.exit("not what was written")


def with_pandas(path: Path) -> dict[str, Any]:
    """The same workbook as data frames of the same types."""
    import pandas as pd  # type: ignore[import-untyped, import-not-found, unused-ignore]  # noqa: PLC0415  # only where it is installed

    frames: dict[str, Any] = pd.read_excel(path, sheet_name=None, engine="calamine", keep_default_na=False, na_values=[""])
    for frame in frames.values():
        for name in frame.columns:
            if "日期" in name or name in {"出生日期", "使用开始", "结对开始", "项目开始"}:
                frame[name] = pd.to_datetime(frame[name].where(frame[name] != "无"), errors="coerce")
            elif "月份" in name:
                frame[name] = pd.to_datetime(frame[name]).dt.to_period("M")
            elif "（元" in name:
                frame[name] = (pd.to_numeric(frame[name]) * 100).round().astype("Int64")
            elif "种类" in name or "类" in name or "形式" in name or name in {"性别", "原从业状况"}:
                frame[name] = frame[name].astype("category")
            elif frame[name].dtype == object:
                frame[name] = frame[name].astype("string")
    return frames


# ---- the whole -----------------------------------------------------------------------------------------------------


def run(stage: str, *arguments: object) -> dict[str, float]:
    """One stage in a process of its own."""
    command = [sys.executable, __file__, "--stage", stage, *map(str, arguments)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603  # this file
    return found


def lines(found: dict[str, float]) -> Iterator[str]:
    """Figures to print."""
    for name, figure in found.items():
        if name == "peak":
            yield f"  {'peak of memory':36}{figure / 2**30:10.2f} GiB"
        elif name in ("rows", "findings"):
            yield f"  {name:36}{figure:10,.0f}"
        else:
            yield f"  {name:36}{figure:10.2f}{'' if '÷' in name else ' s'}"


def main() -> None:
    """Run all stages and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workshops", type=int, default=185, help="3700 is the whole programme")
    parser.add_argument("--months", type=int, default=12, help="payments for each person")
    parser.add_argument("--repeat", type=int, default=3, help="turns in which ours and pandas read the workbook")
    parser.add_argument("--folder", type=Path, help="where to keep the files; by default they are removed")
    parser.add_argument("--halves", type=int, default=2, help="how often to halve the size, to show that time grows linearly")
    parser.add_argument("--stage", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.stage:
        name, folder, *numbers = given.stage
        stages: dict[str, Callable[..., dict[str, float]]] = {
            "make": stage_make, "csv": stage_csv, "xlsx": stage_xlsx, "judge": stage_judge, "beside": stage_beside,
        }  # fmt: skip
        found = stage_command(Path(folder), *numbers) if name == "command" else stages[name](Path(folder), *map(int, numbers))
        sys.stdout.write(json.dumps(found))
        return
    whole(given)


def whole(given: argparse.Namespace) -> None:
    """Every size, every stage."""
    import tempfile  # noqa: PLC0415  # only without a folder of one's own

    try:
        import pandas as pd  # noqa: F401, PLC0415  # type: ignore[import-untyped, unused-ignore]  # looked for only

        beside = True
    except ImportError:
        beside = False
        print("pandas is not installed: ours alone")
    with tempfile.TemporaryDirectory() as scratch:
        for halving in range(given.halves, -1, -1):
            count = max(given.workshops >> halving, 1)
            folder = (given.folder or Path(scratch)) / str(count)
            folder.mkdir(parents=True, exist_ok=True)
            print(f"{count:,} workshops, {count * PEOPLE // WORKSHOPS:,} workers")
            if not (folder / "register.xlsx").exists():
                print(*lines(run("make", folder, count, given.months)), sep="\n", flush=True)
            print(*lines(run("csv", folder, count, given.months)), sep="\n", flush=True)
            print(*lines(run("xlsx", folder, count, given.months)), sep="\n", flush=True)
            print(*lines(run("judge", folder, count, given.months)), sep="\n", flush=True)
            for form in ("csv", "xlsx"):
                print(*lines(run("command", folder, form)), sep="\n", flush=True)
            if beside and halving == 0:
                print(*lines(run("beside", folder, given.repeat)), sep="\n", flush=True)


if __name__ == "__main__":
    main()
