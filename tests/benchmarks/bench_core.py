"""How fast the line from a dossier to a decision is, beside peers in the same process.

    python3 -m pip install -e ".[bench]" && python3 tests/benchmarks/bench_core.py

Prints medians and ratios; asserts nothing. Runs of a pair alternate, so that a drifting machine drifts for both.

(a) `decide` from measurements, 3 requirements and 12 curve criteria with all findings, beside zen-engine (Rust) evaluating
    the same rules untraced. (b) bytes to `Dossier` for 66 people and 12 payments each, beside pydantic models of the same
    shape, once with types alone and once with the same references resolved. (c) bytes to `Decision` beside (b).
(d) importing the package beside importing attrs and cattrs alone, and the whole `decide` command, each a fresh process.
(e) `decide` from 10 to 10,000 people.
"""

import argparse
import datetime as dt
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import zen
from pydantic import BaseModel, ConfigDict, Field, model_validator

import common_prosperity as cp
from common_prosperity.files import parse_dossier, parse_scheme

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "wanlihong.json"
KNOTS = ((0, 0), (1000, 3), (2600, 10))


def medians(runs: int, *calls: Callable[[], object]) -> list[float]:
    """Median seconds of each call, the calls taking turns."""
    times: list[list[float]] = [[] for _ in calls]
    for call in calls:
        call()
    for _ in range(runs):
        for call, found in zip(calls, times, strict=True):
            start = time.perf_counter()
            call()
            found.append(time.perf_counter() - start)
    return [statistics.median(found) for found in times]


def row(name: str, ours: float, peer: float, peer_name: str, unit: float = 1e6) -> None:
    """Print one comparison."""
    scale = "µs" if unit == 1e6 else "ms"
    print(f"{name:<46} {ours * unit:9.1f} {scale}   {peer_name:<28} {peer * unit:9.1f} {scale}   ratio {ours / peer:5.2f}")


# ---- (a) rules from measurements -----------------------------------------------------------------------------------


def rules() -> cp.Scheme:
    """Three requirements and twelve curves."""
    text = [
        'id = "bench"',
        'edition = "1"',
        'label = "b"',
        'issuer = "b"',
        'source = "b"',
        "effective = { since = 2020-01-01 }",
    ]
    for index in range(3):
        text += ["[[requirements]]", f'id = "r{index}"', f'label = "r{index}"', 'source = "b"']
        text.append(f'condition = {{ measure = "m{index}", at_least = 10 }}')
    text += ["[[sections]]", 'id = "s"', 'label = "s"']
    for index in range(12):
        text += ["[[sections.criteria]]", f'id = "c{index}"', f'label = "c{index}"', 'source = "b"', f'measure = "m{index}"']
        text.append(f"curve = {json.dumps(KNOTS)}")
    for index in range(12):
        text += [f"[measures.m{index}]", f'label = "m{index}"', 'unit = "number"', f'attested = "m{index}"']
    text += ["[[grades]]", 'id = "good"', 'label = "good"', "at_least = 60"]
    return parse_scheme("\n".join(text).encode())


def zen_rules() -> Any:
    """The same rules as a zen graph: an input, one expression node, an output."""
    expressions = [{"id": f"r{index}", "key": f"r{index}", "value": f"m{index} >= 10"} for index in range(3)]
    for index in range(12):
        curve, last = "0", KNOTS[0]
        pieces = []
        for x, y in KNOTS[1:]:
            pieces.append((x, f"{last[1]} + ({y} - {last[1]}) * (m{index} - {last[0]}) / ({x} - {last[0]})"))
            last = (x, y)
        curve = str(last[1])
        for x, piece in reversed(pieces):
            curve = f"(m{index} <= {x} ? {piece} : {curve})"
        expressions.append({"id": f"c{index}", "key": f"c{index}", "value": f"m{index} <= 0 ? 0 : {curve}"})
    total = " + ".join(f"$.c{index}" for index in range(12))
    expressions.append({"id": "total", "key": "total", "value": total})
    expressions.append({"id": "eligible", "key": "eligible", "value": "$.r0 and $.r1 and $.r2"})
    expressions.append({"id": "good", "key": "good", "value": "$.eligible and $.total >= 60"})
    graph = {
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
            {
                "id": "e",
                "name": "e",
                "type": "expressionNode",
                "position": {"x": 0, "y": 0},
                "content": {"expressions": expressions},
            },
            {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 0, "y": 0}},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "e", "type": "edge"},
            {"id": "2", "sourceId": "e", "targetId": "out", "type": "edge"},
        ],
    }
    return zen.ZenEngine().create_decision(json.dumps(graph))


def bench_rules(runs: int) -> None:
    """(a): all findings here, the bare result there."""
    scheme, peer = rules(), zen_rules()
    values = {f"m{index}": 100 + index * 137 for index in range(12)}
    measurements = cp.Measurements.of(cp.Period.year(2023), **values)
    decision = cp.decide(measurements, scheme)
    result = peer.evaluate(values)["result"]
    total = decision.scorecard.total.lower
    if total is None or abs(float(result["total"]) - float(total)) > 1e-6:
        message = f"the two do not agree: {result['total']} and {total}"
        raise SystemExit(message)
    ours, theirs = medians(runs, lambda: cp.decide(measurements, scheme), lambda: peer.evaluate(values))
    row("(a) decide from measurements", ours, theirs, "zen-engine, untraced")


# ---- (b), (c) bytes to dossier and to decision ---------------------------------------------------------------------


def dossier_bytes(people: int, months: int = 12, seed: int = 1) -> bytes:
    """An invented dossier in which everything is stated; about one payment in thirty is short."""
    draw = random.Random(seed)
    payments = []
    for person in range(people):
        for month in range(1, months + 1):
            due = round(draw.uniform(1500, 3500), 2)
            paid = due if draw.random() > 1 / 30 else round(due * 0.9, 2)
            payments.append(
                {
                    "worker": f"w{person}",
                    "workshop": "ws",
                    "month": f"2023-{month:02d}",
                    "kind": "piece_rate",
                    "due": due,
                    "paid": paid,
                }
            )
    data = {
        "workshop": {"id": "ws", "village": "v"},
        "period": {"since": "2023-01-01", "until": "2023-12-31"},
        "villages": [{"id": "v", "region": "331124100201"}],
        "workers": [
            {
                "id": f"w{n}",
                "sex": "female" if n % 3 else "male",
                "born": f"19{60 + n % 30}-0{1 + n % 9}-11",
                "residence": "331124100201",
                "household": f"h{n}",
                "disability": None,
                "occupation_before": "farming",
            }
            for n in range(people)
        ],
        "households": [
            {"id": f"h{n}", "low_income": [] if n % 3 else [{"kind": "minimum_living", "since": "2020-01-01", "until": None}]}
            for n in range(people)
        ],
        "engagements": [
            {"worker": f"w{n}", "workshop": "ws", "since": "2022-05-01", "until": None, "form": "piece_rate", "baseline": 800}
            for n in range(people)
        ],
        "payments": payments,
        "pairings": [],
        "premises": [],
        "projects": [],
        "trainings": [],
        "activities": [],
        "incidents": [],
        "collective_payments": [],
    }
    return json.dumps(data).encode()


Money = Annotated[Decimal, Field(ge=0, max_digits=15, decimal_places=2, allow_inf_nan=False)]
Id = Annotated[str, Field(min_length=1, max_length=128)]
RegionCode = Annotated[str, Field(pattern=r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$")]
MonthText = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]


class Model(BaseModel):
    """Frozen, and strict about unknown keys, as facts are."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WorkshopModel(Model):
    id: Id
    village: Id | None = None


class PeriodModel(Model):
    since: dt.date
    until: dt.date


class VillageModel(Model):
    id: Id
    region: RegionCode | None = None


class WorkerModel(Model):
    id: Id
    sex: cp.Sex | None = None
    born: dt.date | None = None
    residence: RegionCode | None = None
    household: Id | None = None
    disability: None = None
    occupation_before: cp.Occupation | None = None


class LowIncomeModel(Model):
    kind: cp.LowIncomeKind | None = None
    since: dt.date | None = None
    until: dt.date | None = None


class HouseholdModel(Model):
    id: Id
    low_income: tuple[LowIncomeModel, ...] | None = None


class EngagementModel(Model):
    worker: Id
    workshop: Id
    since: dt.date | None = None
    until: dt.date | None = None
    form: cp.EngagementForm | None = None
    baseline: Money | None = None


class PaymentModel(Model):
    worker: Id
    workshop: Id
    month: MonthText
    kind: cp.PaymentKind | None = None
    due: Money | None = None
    paid: Money | None = None
    hours: Decimal | None = None


class DossierModel(Model):
    """The same shape, types alone."""

    workshop: WorkshopModel
    period: PeriodModel
    villages: tuple[VillageModel, ...] | None = None
    workers: tuple[WorkerModel, ...] | None = None
    households: tuple[HouseholdModel, ...] | None = None
    engagements: tuple[EngagementModel, ...] | None = None
    payments: tuple[PaymentModel, ...] | None = None
    pairings: tuple[Literal[0], ...] | None = None
    premises: tuple[Literal[0], ...] | None = None
    projects: tuple[Literal[0], ...] | None = None
    trainings: tuple[Literal[0], ...] | None = None
    activities: tuple[Literal[0], ...] | None = None
    incidents: tuple[Literal[0], ...] | None = None
    collective_payments: tuple[Literal[0], ...] | None = None


class ResolvedDossierModel(DossierModel):
    """The same shape, with ids, references and the period of payments checked as a dossier checks them."""

    @model_validator(mode="after")
    def resolved(self) -> Self:
        """Unique ids, known references, months of the period."""
        workers, households = self.workers or (), self.households or ()
        known, homes = {w.id for w in workers}, {h.id for h in households}
        payments, engagements = self.payments or (), self.engagements or ()
        first, last = str(self.period.since)[:7], str(self.period.until)[:7]
        sound = (
            len(known) == len(workers)
            and len(homes) == len(households)
            and {w.household for w in workers} <= homes
            and {e.worker for e in engagements} <= known
            and {p.worker for p in payments} <= known
            and {p.workshop for p in payments} | {e.workshop for e in engagements} <= {self.workshop.id}
            and all(first <= month <= last for month in {p.month for p in payments})
        )
        if not sound:
            message = "references do not resolve"
            raise ValueError(message)
        return self


def bench_bytes(runs: int) -> None:
    """(b) and (c)."""
    data, scheme = dossier_bytes(66), cp.load_scheme("outstanding-workshop")
    ours, plain, resolved, decided = medians(
        runs,
        lambda: parse_dossier(data),
        lambda: DossierModel.model_validate_json(data),
        lambda: ResolvedDossierModel.model_validate_json(data),
        lambda: cp.decide(parse_dossier(data), scheme),
    )
    row("(b) bytes → Dossier, 66 people × 12", ours, plain, "pydantic, types alone", 1e3)
    row("(b) bytes → Dossier, 66 people × 12", ours, resolved, "pydantic, references resolved", 1e3)
    row("(c) bytes → Decision", decided, ours, "(b) bytes → Dossier", 1e3)


# ---- (d) start-up ---------------------------------------------------------------------------------------------------


def bench_startup(runs: int) -> None:
    """(d): whole processes, byte code cached."""

    def process(*arguments: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *arguments], check=False, capture_output=True)  # noqa: S603  # our own interpreter

    ours, base, command, bare = medians(
        runs,
        process("-c", "import common_prosperity"),
        process("-c", "import attrs, cattrs"),
        process("-m", "common_prosperity", "decide", str(EXAMPLE)),
        process("-c", "from common_prosperity import decide, load_scheme, read_dossier"),
    )
    row("(d) import common_prosperity", ours, base, "import attrs, cattrs", 1e3)
    row("(d) the names of a decision imported", bare, base, "import attrs, cattrs", 1e3)
    row("(d) the whole decide command", command, base, "import attrs, cattrs", 1e3)


# ---- (e) growth -----------------------------------------------------------------------------------------------------


def bench_growth(runs: int) -> None:
    """(e): time a person must not grow with the number of people."""
    scheme = cp.load_scheme("outstanding-workshop")
    for people in (10, 100, 1_000, 10_000):
        dossier = parse_dossier(dossier_bytes(people))
        (seconds,) = medians(max(3, runs * 10 // people), partial(cp.decide, dossier, scheme))
        print(f"(e) decide, {people:>6} people × 12 {seconds * 1e3:25.2f} ms   {seconds / people * 1e6:8.1f} µs a person")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--only", choices="abcde", action="append")
    arguments = parser.parse_args()
    wanted = set(arguments.only or "abcde")
    if "a" in wanted:
        bench_rules(arguments.runs * 5)
    if wanted & {"b", "c"}:
        bench_bytes(arguments.runs)
    if "d" in wanted:
        bench_startup(max(5, arguments.runs // 4))
    if "e" in wanted:
        bench_growth(arguments.runs)


if __name__ == "__main__":
    main()
