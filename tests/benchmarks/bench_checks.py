"""How long checking a register takes, and whether the time grows with its rows.

    python3 tests/benchmarks/bench_checks.py [workshops]

Builds registers of a quarter, a half and the whole of so many workshops (3,712 by default: 245,000 workers) in memory, each of
66 workers with six months of pay, and times `check` once on each, on one core.
"""

import datetime as dt
import gc
import random
import sys
import time

from common_prosperity.checks import check
from common_prosperity.facts import (
    Dossier,
    Engagement,
    EngagementForm,
    Household,
    Payment,
    PaymentKind,
    Premises,
    Region,
    Register,
    Sex,
    Village,
    Worker,
    Workshop,
)
from common_prosperity.quantities import Month, Period, Yuan

WORKERS = 66
HOME = Region("330481100201")
MONTHS = [Month.of(f"2023-{month:02d}") for month in range(1, 7)]
AMOUNTS = [Yuan.of(amount) for amount in range(1900, 4000, 7)]
FORMS = [EngagementForm.FULL_TIME, EngagementForm.PIECE_RATE, EngagementForm.HOME_BASED]


def dossier(number: int, rng: random.Random) -> Dossier:
    """One workshop with its people and their pay; some of it is below the minimum wage, and one in fifty is in arrears."""
    name = f"w{number}"
    people = [f"{name}-p{index}" for index in range(WORKERS)]
    pay = []
    for worker in people:
        for month in MONTHS:
            due = rng.choice(AMOUNTS)
            paid = due if rng.random() < 0.98 else AMOUNTS[0]
            pay.append(Payment(worker=worker, workshop=name, month=month, kind=PaymentKind.WAGE, due=due, paid=paid))
    return Dossier(
        workshop=Workshop(id=name, village="v", opened=dt.date(2021, 1, 1)),
        period=Period.year(2023),
        villages=(Village(id="v", region=HOME),),
        premises=(Premises(id="a", address=f"海宁市许村镇第{number}村文化礼堂"),),
        workers=tuple(
            Worker(
                id=worker,
                born=dt.date(1960 + rng.randrange(45), 1, 1),
                sex=Sex.FEMALE,
                residence=HOME,
                household=f"h{index}",
                disability=None,
            )
            for index, worker in enumerate(people)
        ),
        households=tuple(Household(id=f"h{index}", low_income=()) for index in range(WORKERS)),
        engagements=tuple(
            Engagement(
                worker=worker,
                workshop=name,
                since=dt.date(2022, 1 + rng.randrange(12), 1),
                until=None,
                form=rng.choice(FORMS),
                baseline=rng.choice(AMOUNTS),
            )
            for worker in people
        ),
        payments=tuple(pay),
    )


def main() -> None:
    """Print workers, payments, findings and seconds for three sizes."""
    whole = int(sys.argv[1]) if len(sys.argv) > 1 else 3712
    rng = random.Random(1)  # figures for a benchmark
    dossiers = tuple(dossier(number, rng) for number in range(whole))
    gc.collect()
    gc.freeze()
    for size in (whole // 4, whole // 2, whole):
        register = Register(dossiers=dossiers[:size])
        start = time.perf_counter()
        findings = check(register)
        seconds = time.perf_counter() - start
        sys.stdout.write(
            f"{size * WORKERS:>9,} workers {size * WORKERS * len(MONTHS):>11,} payments {len(findings):>8,} findings {seconds:7.2f} s\n"
        )


if __name__ == "__main__":
    main()
