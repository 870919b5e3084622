"""Every code, with a minimal application that makes it speak and a nearly identical one that does not."""

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest

from common_prosperity.checks import CHECKS, check
from common_prosperity.errors import WrongKind
from common_prosperity.facts import (
    Activity,
    Attestation,
    CollectivePayment,
    Conferral,
    Disability,
    Dossier,
    Engagement,
    EngagementForm,
    Enterprise,
    Evidence,
    HostKind,
    Household,
    LowIncomeStatus,
    Pairing,
    PastFigure,
    Payment,
    PaymentKind,
    Premises,
    Project,
    Rating,
    Region,
    Register,
    Sex,
    Training,
    Village,
    Worker,
    Workshop,
)
from common_prosperity.facts.dossier import items
from common_prosperity.quantities import Month, Period, Yuan
from invented import scheme

YEAR = Period.year(2023)
NEXT_YEAR = Period.year(2024)
ASKING = scheme(
    """
requirements = [
  { id = "h", label = "h", condition = { measure = "kept", at_least = 10 } },
  { id = "b", label = "b", condition = { measure = "branded", equals = "brand" } },
  { id = "p", label = "p", condition = { measure = "plan", at_least = 6 } },
  { id = "g", label = "g", condition = { measure = "people_employed", more_than = "before" } },
]
[measures]
kept = { label = { zh = "蜂箱数", en = "hives kept" }, unit = "count", attested = "hives" }
branded = { label = { zh = "品牌", en = "brand" }, unit = "choice", attested = { of = "own_brand", options = ["brand"] } }
plan = { label = { zh = "专家组打分", en = "panel" }, unit = "points", marks = { of = "business_plan", between = [0, 15] } }
before = { label = { zh = "去年人数", en = "people last year" }, unit = "people", earlier = "people_employed" }
"""
)
"""What asks for a number, an option, marks and an earlier figure."""
FULL_TIME, PART_TIME, PIECE = EngagementForm.FULL_TIME, EngagementForm.PART_TIME, EngagementForm.PIECE_RATE
WAGE, BY_PIECE, DIVIDEND = PaymentKind.WAGE, PaymentKind.PIECE_RATE, PaymentKind.DIVIDEND
HOME = Region("330481100201")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def at(workshop: str = "w", period: Period = YEAR, **facts: Any) -> Dossier:
    """A dossier of one workshop; facts about the workshop itself are given as `shop`."""
    return Dossier(workshop=Workshop(id=workshop, **facts.pop("shop", {})), period=period, **facts)


def spell(
    since: str | None = "2023-01-01", until: str | None = None, *, worker: str = "p", workshop: str = "w", **facts: Any
) -> Engagement:
    dates: dict[str, Any] = {} if since is None else {"since": day(since)}
    return Engagement(worker=worker, workshop=workshop, until=None if until is None else day(until), **dates, **facts)


def pay(month: str = "2023-01", *, worker: str = "p", workshop: str = "w", **facts: Any) -> Payment:
    amounts = {name: Yuan.of(facts.pop(name)) for name in ("due", "paid") if name in facts}
    return Payment(worker=worker, workshop=workshop, month=Month.of(month), **({"kind": WAGE} | amounts | facts))


def crowd(count: int = 5) -> list[str]:
    return [f"p{number}" for number in range(count)]


def tier(value: Any) -> Attestation:
    return Attestation(id="minimum_wage_tier", value=value)


def wage(period: Period = NEXT_YEAR, form: EngagementForm = FULL_TIME, *, level: Any = 2, **payment: Any) -> Dossier:
    """One person engaged since 2015, paid once, at a workshop with a stated tier."""
    attestations = () if level is None else (tier(level),)
    return at(
        period=period, engagements=(spell("2015-01-01", form=form),), payments=(pay(**payment),), attestations=attestations
    )


def low_income(until: str | None) -> Dossier:
    status = LowIncomeStatus(since=day("2020-01-01"), until=None if until is None else day(until))
    return at(
        workers=(Worker(id="p", household="h"),),
        households=(Household(id="h", low_income=(status,)),),
        engagements=(spell("2023-03-01"),),
    )


def paired(*spells: tuple[str, str | None], **facts: Any) -> Dossier:
    return at(
        pairings=tuple(
            Pairing(
                id=f"g{number}",
                village_side="v",
                enterprise_side="e",
                since=day(since),
                until=None if until is None else day(until),
                **facts,
            )
            for number, (since, until) in enumerate(spells)
        )
    )


def rooms(*addresses: str, workshop: str = "w", region: Region = HOME, **facts: Any) -> Dossier:
    return at(
        workshop,
        shop={"village": "v"},
        villages=(Village(id="v", region=region),),
        premises=tuple(Premises(id=f"r{number}", address=address, **facts) for number, address in enumerate(addresses)),
    )


def ignoring(**attestation: Any) -> Dossier:
    return at(attestations=(Attestation(id="ignore_checks", value="C101", **attestation),))


def in_village(region: str, period: Period = YEAR) -> Dossier:
    return at(period=period, shop={"village": "v"}, villages=(Village(id="v", region=Region(region)),))


def firms(*codes: str) -> Dossier:
    return at(enterprises=tuple(Enterprise(id=f"e{number}", credit_code=code) for number, code in enumerate(codes)))


def register(*dossiers: Dossier) -> Register:
    return Register(dossiers=dossiers)


def twice(first: Engagement, second: Engagement) -> Register:
    return register(at("w", engagements=(first,)), at("x", engagements=(attrs.evolve(second, workshop="x"),)))


def stating(name: str, value: Any, **facts: Any) -> Dossier:
    return at(attestations=(Attestation(id=name, value=value, **facts),))


def mark(name: str, marks: Any = 1) -> Rating:
    return Rating(criterion=name, member="m", marks=marks)


def marked(name: str, marks: Any) -> Dossier:
    return at(ratings=(mark(name, marks),))


def figure(name: str, value: Any) -> Dossier:
    return at(history=(PastFigure(measure=name, period=Period.year(2022), value=value),))


HALL = "海宁市许村镇许村村文化礼堂"
TWO_CODES = ("91330782MA2H0000U0", "91331121MA2E00001R")

CASES: list[tuple[str, str, Dossier | Register, Dossier | Register]] = [
    ("C001", "$.attestations[0]", ignoring(evidence=(Evidence(what="visit", verified=True),)), ignoring()),
    ("C002", "$.attestations[0]", ignoring(), ignoring(evidence=(Evidence(what="visit", verified=True),))),
    (
        "C101",
        "$.engagements[0]",
        at(workers=(Worker(id="p", born=day("2007-01-02")),), engagements=(spell("2023-01-01"),)),
        at(workers=(Worker(id="p", born=day("2007-01-01")),), engagements=(spell("2023-01-01"),)),
    ),
    (
        "C101",
        "$.engagements[0]",
        at(workers=(Worker(id="p", born=day("2008-02-29")),), engagements=(spell("2023-01-01", "2024-02-29"),)),
        at(
            workers=(Worker(id="p", born=day("2008-02-29")),),
            engagements=(spell(None, "2024-03-01"),),
            period=Period.year(2024),
        ),
    ),
    (
        "C102",
        "$.engagements[0]",
        at(workers=(Worker(id="p", born=day("2005-01-02")),), engagements=(spell("2023-01-01"),)),
        at(workers=(Worker(id="p", born=day("2005-01-01")),), engagements=(spell("2023-01-01"),)),
    ),
    (
        "C103",
        "$.dossiers[0].engagements[0]",
        twice(spell(form=FULL_TIME), spell(form=FULL_TIME)),
        twice(spell(form=FULL_TIME), spell(form=PIECE)),
    ),
    (
        "C103",
        "$.dossiers[0].engagements[0]",
        twice(spell(form=FULL_TIME, until="2023-06-10"), spell("2023-06-10", form=FULL_TIME)),
        twice(spell(form=FULL_TIME, until="2023-06-10"), spell("2023-06-11", form=FULL_TIME)),
    ),
    (
        "C104",
        "$.dossiers[0].engagements[0]",
        twice(spell(form=FULL_TIME, until="2023-06-10"), spell("2023-06-30", form=FULL_TIME)),
        twice(spell(form=FULL_TIME, until="2023-06-10"), spell("2023-07-01", form=FULL_TIME)),
    ),
    (
        "C105",
        "$.dossiers[0].workers[0]",
        register(at("w", workers=(Worker(id="p", sex=Sex.MALE),)), at("x", workers=(Worker(id="p", sex=Sex.FEMALE),))),
        register(at("w", workers=(Worker(id="p", sex=Sex.MALE),)), at("x", workers=(Worker(id="p"),))),
    ),
    (
        "C106",
        "$.engagements[0]",
        at(shop={"opened": day("2023-01-02")}, engagements=(spell("2023-01-01"),)),
        at(shop={"opened": day("2023-01-01")}, engagements=(spell("2023-01-01"),)),
    ),
    (
        "C107",
        "$.engagements[0]",
        at(shop={"closed": day("2023-06-30")}, engagements=(spell(until=None),)),
        at(shop={"closed": day("2023-06-30")}, engagements=(spell(until="2023-06-30"),)),
    ),
    (
        "C108",
        "$.engagements[0]",
        at(workers=(Worker(id="p", born=day("1923-12-31")),), engagements=(spell(),)),
        at(workers=(Worker(id="p", born=day("1924-01-01")),), engagements=(spell(),)),
    ),
    (
        "C109",
        "$.workers[1]",
        at(workers=(Worker(id="p"), Worker(id="q")), engagements=(spell(),)),
        at(workers=(Worker(id="p"), Worker(id="q")), engagements=(spell(), spell(worker="q"))),
    ),
    (
        "C109",
        "$.workers[0]",
        at(workers=(Worker(id="p"),), engagements=(), trainings=(Training(id="t"),)),
        at(workers=(Worker(id="p"),), engagements=(), trainings=(Training(id="t", participants=("p",), certified=()),)),
    ),
    ("C109", "$.workers[0]", at(workers=(Worker(id="p"),), engagements=()), at(workers=(Worker(id="p"),))),
    (
        "C109",
        "$.workers[0]",
        at(workers=(Worker(id="p"),), engagements=(), payments=()),
        at(workers=(Worker(id="p"),), engagements=(), payments=(pay(kind=PaymentKind.RENT, due=1, paid=1),)),
    ),
    (
        "C190",
        "$",
        at(workers=(Worker(id="p"),), engagements=(spell(),)),
        at(workers=(Worker(id="p", born=day("1980-01-01")),), engagements=(spell(),)),
    ),
    (
        "C191",
        "$.engagements[0]",
        at(engagements=(spell(until="2023-12-30", form=FULL_TIME), spell("2023-12-31", form=EngagementForm.HOME_BASED))),
        at(
            engagements=(spell("2022-01-01", "2022-12-31", form=FULL_TIME), spell("2023-01-01", form=EngagementForm.HOME_BASED))
        ),
    ),
    # 2,260 a month in the second tier; 130.5 hours are three quarters of 174, for 1,695.
    ("C201", "$.payments[0]", wage(month="2024-01", paid="2259.99", hours=174), wage(month="2024-01", paid=2260, hours=174)),
    (
        "C201",
        "$.payments[0]",
        wage(month="2024-02", paid="1694.99", hours=Fraction("130.5")),
        wage(month="2024-02", paid=1695, hours=Fraction("130.5")),
    ),
    # 22 yuan an hour in the second tier in 2024, 20 before.
    (
        "C202",
        "$.payments[0]",
        wage(form=PART_TIME, month="2024-01", paid=1680, hours=80),
        wage(YEAR, PART_TIME, month="2023-12", paid=1680, hours=80),
    ),
    (
        "C202",
        "$.payments[0]",
        wage(form=PART_TIME, month="2024-01", paid=1000, hours=100),
        wage(form=PART_TIME, month="2024-01", paid=1000, hours=100, kind=BY_PIECE),
    ),
    ("C203", "$.payments[0]", wage(month="2024-01", paid=2300, level=1), wage(YEAR, month="2023-12", paid=2300, level=1)),
    ("C203", "$.payments[0]", wage(month="2024-01", due=2100, paid=2300), wage(month="2024-01", due=2300, paid=2300)),
    (
        "C203",
        "$.payments[0]",
        at(
            engagements=(spell("2023-02-01", "2023-02-28", form=FULL_TIME),),
            payments=(pay("2023-02", paid=1000),),
            attestations=(tier(3),),
        ),
        at(
            engagements=(spell("2023-02-02", "2023-02-28", form=FULL_TIME),),
            payments=(pay("2023-02", paid=1000),),
            attestations=(tier(3),),
        ),
    ),
    (
        "C204",
        "$.payments[0]",
        at(engagements=(spell("2023-04-01"),), payments=(pay("2023-03", paid=900),)),
        at(engagements=(spell("2023-03-31"),), payments=(pay("2023-03", paid=900),)),
    ),
    (
        "C204",
        "$.payments[0]",
        at(engagements=(), payments=(pay("2023-03", paid=900),)),
        at(engagements=(), payments=(pay("2023-03", paid=900, kind=DIVIDEND),)),
    ),
    (
        "C205",
        "$.payments[0]",
        at(shop={"closed": day("2023-06-30")}, payments=(pay("2023-07", paid=900),)),
        at(shop={"closed": day("2023-07-01")}, payments=(pay("2023-07", paid=900),)),
    ),
    (
        "C205",
        "$.payments[0]",
        at(shop={"opened": day("2023-05-01")}, payments=(pay("2023-04", paid=900),)),
        at(shop={"opened": day("2023-04-30")}, payments=(pay("2023-04", paid=900),)),
    ),
    (
        "C206",
        "$.payments",
        at(payments=tuple(pay(worker=name, paid=3000) for name in crowd())),
        at(payments=tuple(pay(worker=name, paid=3000 + (name == "p4")) for name in crowd())),
    ),
    (
        "C206",
        "$.payments",
        at(payments=tuple(pay(worker=name, paid=3000) for name in crowd(5))),
        at(payments=tuple(pay(worker=name, paid=3000) for name in crowd(4))),
    ),
    ("C207", "$.payments[0]", at(payments=(pay(due=2600, paid="2599.99"),)), at(payments=(pay(due=2600, paid=2600),))),
    (
        "C208",
        "$.payments[1]",
        at(payments=(pay(paid=2600), pay(paid=2600))),
        at(payments=(pay(paid=2600), pay(paid=2600, kind=PaymentKind.BONUS))),
    ),
    ("C209", "$.payments[0]", at(payments=(pay("2023-02", hours=673),)), at(payments=(pay("2023-02", hours=672),))),
    (
        "C210",
        "$.payments[0]",
        at(engagements=(spell(form=PART_TIME),), payments=(pay(hours=125, paid=9000),)),
        at(engagements=(spell(form=PART_TIME),), payments=(pay(hours=124, paid=9000),)),
    ),
    (
        "C210",
        "$.payments[0]",
        at(engagements=(spell(form=FULL_TIME),), payments=(pay(hours=221, paid=9000),)),
        at(engagements=(spell(form=EngagementForm.SEASONAL),), payments=(pay(hours=221, paid=9000),)),
    ),
    (
        "C211",
        "$.engagements[0]",
        at(engagements=(spell(),), payments=()),
        at(engagements=(spell(),), payments=(pay(paid=900),)),
    ),
    (
        "C211",
        "$.engagements[0]",
        at(engagements=(spell("2023-12-01"),), payments=()),
        at(engagements=(spell("2023-12-02"),), payments=()),
    ),
    (
        "C212",
        "$.engagements",
        at(engagements=tuple(spell(worker=name, baseline=Yuan.of(1200)) for name in crowd())),
        at(engagements=tuple(spell(worker=name, baseline=Yuan.of(0)) for name in crowd())),
    ),
    ("C290", "$", wage(month="2024-01", paid=2100, level=None), wage(month="2024-01", paid=2490, level=None)),
    ("C290", "$", wage(Period.year(2017), month="2017-01", paid=1600), wage(Period.year(2018), month="2018-01", paid=1800)),
    (
        "C301",
        "$.trainings[0]",
        at(engagements=(spell(),), trainings=(Training(id="t", participants=("q",)),)),
        at(engagements=(spell(),), trainings=(Training(id="t", participants=("p",)),)),
    ),
    (
        "C302",
        "$.activities[0]",
        at(engagements=(spell(),), activities=(Activity(id="a", participants=("q",)),)),
        at(activities=(Activity(id="a", participants=("q",)),)),
    ),
    (
        "C303",
        "$.trainings[0]",
        at(trainings=(Training(id="t", participants=("p",), certified=("p", "q")),)),
        at(trainings=(Training(id="t", certified=("p", "q")),)),
    ),
    (
        "C304",
        "$.trainings[0]",
        at(trainings=tuple(Training(id=name, topic="sewing", date=day("2023-05-06"), participants=("p",)) for name in "tu")),
        at(trainings=tuple(Training(id=name, topic=name, date=day("2023-05-06"), participants=("p",)) for name in "tu")),
    ),
    ("C401", "$.workers[0]", low_income("2023-02-28"), low_income("2023-03-01")),
    ("C401", "$.workers[0]", low_income("2021-12-31"), low_income(None)),
    ("C501", "$.pairings[0]", paired(("2021-01-01", "2022-12-31")), paired(("2021-01-01", "2023-01-01"))),
    (
        "C502",
        "$.pairings[0]",
        paired(("2021-01-01", "2023-06-30")),
        paired(("2021-01-01", "2023-06-30"), ("2023-07-01", None)),
    ),
    (
        "C503",
        "$.pairings[0]",
        paired(("2023-03-01", None), joint_activities=(day("2023-02-28"),)),
        paired(("2023-03-01", None), joint_activities=(day("2023-03-01"),)),
    ),
    ("C504", "$.enterprises[0]", firms(TWO_CODES[0], TWO_CODES[0]), firms(*TWO_CODES)),
    ("C505", "$.enterprises[0]", firms("91330499MA2H00000H"), firms(TWO_CODES[0])),
    (
        "C506",
        "$.dossiers[0].enterprises[0]",
        register(
            *(at(name, enterprises=(Enterprise(id="e", credit_code=code),)) for name, code in zip("wx", TWO_CODES, strict=True))
        ),
        register(*(at(name, enterprises=(Enterprise(id="e", credit_code=TWO_CODES[0]),)) for name in "wx")),
    ),
    (
        "C507",
        "$.pairings[0]",
        paired(("2022-01-01", None), ("2023-01-01", None)),
        paired(("2022-01-01", "2022-12-31"), ("2023-01-01", None)),
    ),
    ("C601", "$.villages[0]", in_village("330499100201"), in_village("330481100201")),
    ("C601", "$.villages[0]", in_village("3399"), in_village("3304")),
    ("C602", "$.villages[0]", in_village("330103001001"), in_village("330103001001", Period.year(2020))),
    ("C603", "$.villages[0]", in_village("330481100000"), in_village("330481100")),
    (
        "C604",
        "$.villages[1]",
        at(shop={"village": "v"}, villages=(Village(id="v", region=HOME), Village(id="u", region=Region("331124100201")))),
        at(shop={"village": "v"}, villages=(Village(id="v", region=HOME), Village(id="u", region=Region("330481")))),
    ),
    ("C605", "$.premises[0]", rooms("文化礼堂 一楼", "文化礼堂（一楼）"), rooms("文化礼堂一楼", "文化礼堂二楼")),
    (
        "C606",
        "$.dossiers[0].premises[0]",
        register(rooms(HALL), rooms(HALL, workshop="x", region=Region("330481100202"))),
        register(rooms("文化礼堂"), rooms("文化礼堂", workshop="x", region=Region("330481100202"))),
    ),
    (
        "C606",
        "$.dossiers[0].premises[0]",
        register(rooms("文化礼堂"), rooms("文化礼堂", workshop="x")),
        register(rooms("文化礼堂", until=day("2022-12-31")), rooms("文化礼堂", workshop="x", since=day("2023-01-01"))),
    ),
    ("C690", "$", in_village("330481"), in_village("330481100")),
    (
        "C701",
        "$.conferrals[0]",
        at(
            shop={"opened": day("2023-05-01")},
            conferrals=(Conferral(id="c", title="t", recipient="w", date=day("2023-04-30")),),
        ),
        at(
            shop={"opened": day("2023-05-01")},
            conferrals=(Conferral(id="c", title="t", recipient="w", date=day("2023-05-01")),),
        ),
    ),
    ("C702", "$.workshop.closed", at(shop={"closed": day("2022-12-31")}), at(shop={"closed": day("2023-01-01")})),
    (
        "C703",
        "$.projects[0]",
        at(projects=(Project(id="j", until=day("2022-12-31")),)),
        at(projects=(Project(id="j", until=day("2023-01-01")),)),
    ),
    (
        "C704",
        "$.collective_payments[0]",
        at(shop={"closed": day("2023-06-30")}, collective_payments=(CollectivePayment(id="k", date=day("2023-07-01")),)),
        at(shop={"closed": day("2023-06-30")}, collective_payments=(CollectivePayment(id="k", date=day("2023-06-30")),)),
    ),
    (
        "C705",
        "$.history[0]",
        at(history=(PastFigure(measure="people_employed", period=Period.of("2022-01-01", "2023-01-01"), value=3),)),
        at(history=(PastFigure(measure="people_employed", period=Period.year(2022), value=3),)),
    ),
    (
        "C801",
        "$.attestations[0]",
        at(engagements=(spell(),), attestations=(Attestation(id="people_employed", value=2),)),
        at(engagements=(spell(),), attestations=(Attestation(id="people_employed", value=1),)),
    ),
    (
        "C802",
        "$.workshop.host",
        at(shop={"host": HostKind.HOME_FOR_THE_DISABLED}, workers=(Worker(id="p", disability=None),), engagements=(spell(),)),
        at(
            shop={"host": HostKind.HOME_FOR_THE_DISABLED},
            workers=(Worker(id="p", disability=Disability()),),
            engagements=(spell(),),
        ),
    ),
    ("C901", "$.attestations[0]", stating("hive", 350), stating("hives", 350)),
    ("C901", "$.attestations[0]", stating("蜂箱数", 350), stating("beehive_boxes", 350)),
    ("C901", "$.ratings[0]", marked("专家组打分", 7), marked("business_plan", 7)),
    ("C901", "$.history[0]", figure("people employed", 7), figure("people_employed", 7)),
    ("C902", "$.attestations[0].value", stating("hives", "many"), stating("hives", "350")),
    ("C902", "$.attestations[0].verified", stating("hives", 1, verified=True), stating("hives", 1, verified=2)),
    ("C902", "$.attestations[0].value", stating("own_brand", "logo"), stating("own_brand", None)),
    ("C902", "$.history[0].value", figure("people_employed", -1), figure("people_employed", 0)),
    ("C902", "$.ratings[0].marks", marked("business_plan", 150), marked("business_plan", 15)),
    ("C902", "$.ratings[0].marks", marked("business_plan", Fraction(-1, 2)), marked("business_plan", 0)),
]


@pytest.mark.parametrize(
    ("code", "place", "bad", "good"), CASES, ids=[f"{code}-{number}" for number, (code, *_) in enumerate(CASES)]
)
def test_each_code_speaks_of_the_bad_and_not_of_the_good(
    code: str, place: str, bad: Dossier | Register, good: Dossier | Register
) -> None:
    assert [finding.place for finding in check(bad, ASKING) if finding.code == code] == [place]
    assert code not in {finding.code for finding in check(good, ASKING)}


def test_every_code_has_a_case() -> None:
    assert {code for code, *_ in CASES} == {item.code for item in CHECKS}


@pytest.mark.parametrize("item", CHECKS, ids=lambda item: item.code)
def test_every_wording_can_be_told_in_both_languages(item: Any) -> None:
    bad = next(bad for code, _, bad, _ in CASES if code == item.code)
    for finding in check(bad, ASKING, select=[item.code]):
        for text in (finding.text("zh"), finding.text("en")):
            assert text.startswith(finding.place)
            assert item.code in text
            assert "{" not in text


class TestUnstatedFactsAreNotHeldAgainstAnybody:
    """What nobody stated neither makes a finding nor is taken for the worst."""

    def test_an_engagement_without_a_beginning_may_have_begun_later(self) -> None:
        sixteen_in_june = Worker(id="p", born=day("2007-06-01"))
        assert check(at(workers=(sixteen_in_june,), engagements=(spell(None),)), select=["C101"]) == ()

    def test_an_engagement_without_an_end_does_not_clash(self) -> None:
        open_ended = Engagement(worker="p", workshop="w", since=day("2023-01-01"), form=FULL_TIME)
        assert check(twice(open_ended, spell("2023-02-01", form=FULL_TIME)), select=["C103"]) == ()

    def test_an_engagement_of_which_no_day_is_known_may_have_ended_before_the_closing(self) -> None:
        sometime = Engagement(worker="p", workshop="w")
        assert check(at(shop={"closed": day("2023-06-30")}, engagements=(sometime,)), select=["C107"]) == ()

    def test_pay_of_unknown_kind_is_no_wage(self) -> None:
        unknown = Payment(worker="p", workshop="w", month=Month.of("2023-03"), paid=Yuan.of(900))
        assert check(at(engagements=(), payments=(unknown,)), select=["C204"]) == ()

    def test_pay_of_unknown_kind_counts_in_favour_of_the_workshop(self) -> None:
        bonus = Payment(worker="p", workshop="w", month=Month.of("2024-01"), paid=Yuan.of(300))
        dossier = wage(month="2024-01", paid=2000)
        assert check(attrs.evolve(dossier, payments=(*items(dossier, "payments"), bonus)), select=["C203"]) == ()

    def test_one_unstated_amount_settles_nothing_about_equal_pay(self) -> None:
        dossier = at(payments=(*(pay(worker=name, paid=3000) for name in crowd()), pay(worker="q")))
        assert check(dossier, select=["C206"]) == ()

    def test_one_payment_of_unknown_kind_settles_nothing_about_equal_pay(self) -> None:
        unknown = Payment(worker="q", workshop="w", month=Month.of("2023-01"), paid=Yuan.of(9))
        assert check(at(payments=(*(pay(worker=name, paid=3000) for name in crowd()), unknown)), select=["C206"]) == ()

    def test_hours_of_a_month_that_may_lie_outside_the_engagement_are_left_alone(self) -> None:
        vague = Engagement(worker="p", workshop="w", until=day("2023-06-30"), form=PART_TIME)
        assert check(at(engagements=(vague,), payments=(pay(hours=200, paid=9000),)), select=["C202", "C210"]) == ()

    def test_a_workshop_that_submitted_no_engagements_is_not_asked_for_them(self) -> None:
        assert check(at(payments=(pay(paid=900),), trainings=(Training(id="t", participants=("p",)),))) == ()

    def test_an_empty_dossier_has_no_findings(self) -> None:
        assert check(at()) == ()


class TestMinimumWage:
    """Pay is held against the standard of its month, its tier and its form of work, or not at all."""

    def test_without_a_tier_only_pay_below_every_tier_is_a_finding(self) -> None:
        def in_zhejiang(paid: int) -> list[str]:
            dossier = wage(month="2024-01", paid=paid, level=None)
            dossier = attrs.evolve(dossier, workshop=Workshop(id="w", village="v"), villages=(Village(id="v", region=HOME),))
            return [finding.code for finding in check(dossier, select=["C203", "C290"])]

        (told,) = check(wage(month="2024-01", paid=2100, level=None), select=["C290"])
        assert all("minimum_wage_tier" in told.reason(lang) for lang in ("zh", "en"))
        assert in_zhejiang(2009) == ["C203"]
        assert in_zhejiang(2010) == ["C290"]
        assert in_zhejiang(2489) == ["C290"]
        assert in_zhejiang(2490) == []

    def test_another_province_has_other_standards(self) -> None:
        dossier = wage(month="2024-01", paid=100)
        elsewhere = attrs.evolve(
            dossier, workshop=Workshop(id="w", village="v"), villages=(Village(id="v", region=Region("360102")),)
        )
        assert check(elsewhere, select=["C20", "C29"]) == ()

    @pytest.mark.parametrize("value", [2, "2", "二档", "第二档", " Tier 2 "])
    def test_a_tier_may_be_written_in_words(self, value: Any) -> None:
        (finding,) = check(wage(month="2024-01", paid=2259, level=value), select=["C203"])
        assert dict(finding.details)["tier"] == "2"

    @pytest.mark.parametrize("value", [0, 5, "highest", True, Fraction(1, 2), None])
    def test_a_tier_that_does_not_exist_is_no_tier(self, value: Any) -> None:
        dossier = wage(month="2024-01", paid=2259)
        stated = attrs.evolve(dossier, attestations=(Attestation(id="minimum_wage_tier", value=value),))
        assert [finding.code for finding in check(stated, select=["C203", "C290"])] == ["C290"]

    def test_the_fourth_tier_ended_in_july_2021(self) -> None:
        def at_tier_four(month: str) -> list[tuple[str, str]]:
            dossier = at(
                period=Period.year(2021),
                engagements=(spell("2021-01-01", form=FULL_TIME),),
                payments=(pay(month, paid=1499),),
                attestations=(tier(4),),
            )
            return [(finding.code, dict(finding.details)["tier"]) for finding in check(dossier, select=["C203"])]

        assert at_tier_four("2021-07") == [("C203", "4")]
        assert at_tier_four("2021-08") == [("C203", "3")]

    @pytest.mark.parametrize("form", [PIECE, EngagementForm.HOME_BASED, EngagementForm.SEASONAL, EngagementForm.ASSISTED])
    def test_work_that_is_not_by_the_hour_is_left_alone(self, form: EngagementForm) -> None:
        # Ten yuan an hour, as printed for a workshop of 2022: under every tier, and no hourly employment.
        assert check(wage(form=form, month="2024-01", paid=1000, hours=100), select=["C20", "C29"], ignore=["C204"]) == ()

    def test_full_time_piece_rates_must_reach_the_minimum(self) -> None:
        found = check(wage(month="2024-01", paid=2000, kind=BY_PIECE), select=["C203"])
        assert [finding.code for finding in found] == ["C203"]

    def test_hours_show_a_month_worked_in_part(self) -> None:
        assert check(wage(month="2024-01", paid=1200, hours=80), select=["C201", "C203", "C290"]) == ()

    def test_spells_that_join_cover_a_month_together(self) -> None:
        spells = (spell("2024-01-01", "2024-01-14", form=FULL_TIME), spell("2024-01-15", form=FULL_TIME))
        dossier = attrs.evolve(wage(month="2024-01", paid=2000), engagements=spells)
        assert [finding.code for finding in check(dossier, select=["C203"])] == ["C203"]
        apart = (spells[0], spell("2024-01-16", form=FULL_TIME))
        assert check(attrs.evolve(dossier, engagements=apart), select=["C203"]) == ()

    def test_a_month_that_the_period_cuts_is_not_a_whole_month(self) -> None:
        assert check(wage(Period.of("2024-01-02", "2024-12-31"), month="2024-01", paid=100), select=["C203"]) == ()

    def test_several_payments_of_a_month_are_one_pay(self) -> None:
        dossier = wage(month="2024-01", paid=2000)
        more = attrs.evolve(dossier, payments=(*items(dossier, "payments"), pay("2024-01", paid=260, kind=PaymentKind.BONUS)))
        assert check(more, select=["C203"]) == ()
        rent = attrs.evolve(dossier, payments=(*items(dossier, "payments"), pay("2024-01", paid=260, kind=PaymentKind.RENT)))
        assert [finding.place for finding in check(rent, select=["C203"])] == ["$.payments[0]"]


class TestTotals:
    """A stated total is contradicted only by a number outside what the rows allow."""

    def test_people_who_may_or_may_not_have_been_engaged_leave_room(self) -> None:
        vague = Engagement(worker="q", workshop="w", until=day("2023-06-30"))
        earlier = Engagement(worker="r", workshop="w", since=day("2022-01-01"))

        def says(number: int) -> int:
            stated = (Attestation(id="people_employed", value=number),)
            return len(check(at(engagements=(spell(), vague, earlier), attestations=stated), select=["C801"]))

        assert [says(number) for number in range(5)] == [1, 1, 0, 0, 1]

    @pytest.mark.parametrize("value", ["two", None, True])
    def test_what_is_no_number_is_no_total(self, value: Any) -> None:
        stated = (Attestation(id="people_employed", value=value),)
        assert check(at(engagements=(spell(),), attestations=stated), select=["C801"]) == ()

    def test_numbers_are_shown_where_they_tell_nothing_personal(self) -> None:
        stated = (Attestation(id="people_employed", value=7), Attestation(id="disabled_people", value=7))
        people, disabled = sorted(
            check(at(engagements=(spell(),), attestations=stated), select=["C801"]), key=lambda f: f.place
        )
        assert people.reason("en").endswith(": 7 ≠ 1")
        assert "7" not in disabled.reason("en")


class TestSilence:
    """A file can silence a check only where an evaluator has verified that."""

    def child_at_work(self, **attestation: Any) -> list[str]:
        dossier = at(
            workers=(Worker(id="p", born=day("2010-01-01")),),
            engagements=(spell(),),
            attestations=(Attestation(id="ignore_checks", **attestation),),
        )
        return [finding.code for finding in check(dossier)]

    def test_an_applicant_cannot_silence_a_check(self) -> None:
        assert self.child_at_work(value="C101") == ["C002", "C101"]
        assert self.child_at_work(value="C101", evidence=(Evidence(what="our word", verified=False),)) == ["C002", "C101"]

    def test_an_evaluator_can(self) -> None:
        assert self.child_at_work(value="c101，C206", evidence=(Evidence(what="visit", verified=True),)) == ["C001"]
        assert self.child_at_work(verified="C101") == ["C001"]

    def test_between_workshops_every_one_of_them_must_have_been_silenced(self) -> None:
        both = twice(spell(form=FULL_TIME), spell(form=FULL_TIME)).dossiers
        quiet = tuple(attrs.evolve(d, attestations=(Attestation(id="ignore_checks", verified="C103"),)) for d in both)
        assert [finding.code for finding in check(register(quiet[0], both[1]), select=["C103"])] == ["C103"]
        assert check(register(*quiet), select=["C103"]) == ()


def test_a_register_gives_each_place_its_dossier() -> None:
    (finding,) = check(register(at("w"), at("x", payments=(pay(workshop="x", due=2, paid=1),))), select=["C207"])
    assert finding.place == "$.dossiers[1].payments[0]"
    assert finding.ids == (("workshop", "x"), ("worker", "p"))


def test_a_long_list_of_ids_is_counted_in_the_text_and_whole_in_the_ids() -> None:
    names = tuple(f"q{number}" for number in range(8))
    (finding,) = check(at(engagements=(), trainings=(Training(id="t", participants=names),)), select=["C301"])
    assert [name for kind, name in finding.ids if kind == "worker"] == list(names)
    assert finding.reason("en").endswith("q0, q1, q2, q3, q4 and 3 more")
    assert finding.reason("zh").endswith("q0、q1、q2、q3、q4等 8 项")


def test_ids_are_listed_as_a_reader_counts() -> None:
    names = ("p1", "p10", "p2")
    (finding,) = check(at(engagements=(), trainings=(Training(id="t", participants=names),)), select=["C301"])
    assert "p1, p2, p10" in finding.reason()
    assert [value for name, value in finding.ids if name == "worker"] == ["p1", "p10", "p2"]


def test_an_id_that_looks_like_a_telephone_number_is_masked_in_the_text() -> None:
    (finding,) = check(at(payments=(pay(worker="13857312345", due=2, paid=1),)), select=["C207"])
    assert "13857312345" not in finding.text("en") + finding.text("zh")


def test_full_time_clashes_are_found_however_the_spells_lie() -> None:
    """Three workshops; the second spell ends early, so the clash is between the first and the third."""
    spells = (("w", "2023-01-01", "2023-12-31"), ("x", "2023-01-02", "2023-01-10"), ("y", "2023-06-01", "2023-06-30"))
    dossiers = [at(name, engagements=(spell(a, b, workshop=name, form=FULL_TIME),)) for name, a, b in spells]
    (finding,) = check(register(*dossiers), select=["C103"])
    assert [name for kind, name in finding.ids if kind == "workshop"] == ["w", "x", "y"]
    assert len(finding.also) == 2


def test_two_spells_at_one_workshop_are_no_clash() -> None:
    spells = (spell("2023-01-01", "2023-03-01", form=FULL_TIME), spell("2023-03-02", form=FULL_TIME))
    elsewhere = at("x", engagements=(spell("2022-01-01", "2022-02-01", workshop="x", form=FULL_TIME),))
    assert check(register(at(engagements=spells), elsewhere), select=["C103", "C104"]) == ()


def test_months_of_one_person_are_one_finding() -> None:
    late = [pay(f"2023-{month:02d}", due=3, paid=2) for month in range(12, 0, -1)]
    (finding,) = check(at(payments=(*late, pay("2023-01", due=3, paid=3))), select=["C207"])
    assert (finding.place, len(finding.also)) == ("$.payments[0]", 11)
    assert finding.details[0] == ("month", "2023-01")
    assert finding.reason("en").startswith(
        "worker p was paid less than was due for 2023-01, 2023-02, 2023-03, 2023-04, 2023-05 and 7 more"
    )


def test_the_other_payment_of_two_that_are_the_same_is_named() -> None:
    (finding,) = check(at(payments=(pay(paid=2600), pay(paid=2600))), select=["C208"])
    assert (finding.place, finding.also) == ("$.payments[1]", ("$.payments[0]",))


def test_a_name_that_stands_in_every_village_is_no_address_where_the_village_is_not_known() -> None:
    halls = [at(name, premises=(Premises(id="r", address="文化礼堂"),)) for name in "wx"]
    assert check(register(*halls), select=["C606"]) == ()


def test_one_wrong_region_code_is_one_finding() -> None:
    wrong = Region("330499")
    people = tuple(Worker(id=name, residence=wrong) for name in crowd())
    (finding,) = check(at(workers=people, villages=(Village(id="v", region=wrong),)), select=["C601"])
    assert finding.place == "$.villages[0]"
    assert finding.ids == (("workshop", "w"), ("village", "v"), *(("worker", name) for name in crowd()))


class TestStatementsAgainstAScheme:
    """Only a scheme tells what is asked; then what decides nothing, or is decided wrongly, is told beforehand."""

    def test_without_a_scheme_nothing_is_said(self) -> None:
        wrong = at(attestations=(Attestation(id="hive", value="many"),), ratings=(mark("business_plan", 150),))
        assert check(wrong) == ()

    def test_the_words(self) -> None:
        wrong = attrs.evolve(stating("own_brand", "logo"), ratings=(mark("plan"), mark("专家组打分")))
        misnamed, unfit = check(wrong, ASKING)
        assert unfit.reason("en") == "“own_brand” of workshop w has logo, which is no option; must be one of: brand"
        assert unfit.reason("zh") == "工坊 w 的“own_brand”：logo 不在可选项之中；只能是：brand"
        assert misnamed.place == "$.ratings[1]"
        assert misnamed.reason("zh") == "工坊 w 评委打分中的“专家组打分”不是本办法所问；是否应为“business_plan”？"
        (beyond,) = check(marked("business_plan", 150), ASKING)
        assert beyond.reason("en") == "“business_plan” of workshop w is larger than 15"

    def test_marks_under_one_wrong_name_are_one_finding(self) -> None:
        both = at(ratings=tuple(Rating(criterion="专家组打分", member=member, marks=1) for member in "ab"))
        (finding,) = check(both, ASKING)
        assert (finding.place, finding.also) == ("$.ratings[0]", ("$.ratings[1]",))

    def test_of_a_register_each_workshop_is_held_against_its_own_scheme(self) -> None:
        both = register(stating("hive", 1), attrs.evolve(stating("hive", 1), period=NEXT_YEAR, workshop=Workshop(id="x")))
        other = scheme()
        found = check(both, lambda dossier: ASKING if dossier.period == YEAR else other)
        assert [finding.place for finding in found] == ["$.dossiers[0].attestations[0]"]

    def test_a_scheme_that_does_not_speak_of_the_period_finds_nothing_unfit(self) -> None:
        before = attrs.evolve(stating("hives", "many"), period=Period.year(2019))
        assert check(before, ASKING) == ()

    def test_what_is_no_scheme_is_refused(self) -> None:
        with pytest.raises(WrongKind, match="scheme"):
            check(at(), "outstanding-workshop")  # type: ignore[arg-type]  # what is refused


def test_people_without_an_engagement_are_one_finding() -> None:
    people = tuple(Worker(id=name) for name in crowd())
    (finding,) = check(at(workers=people, engagements=()), select=["C109"])
    assert (finding.place, len(finding.also)) == ("$.workers[0]", 4)
    assert finding.reason("en").endswith("who do not count (5): p0, p1, p2, p3, p4")
