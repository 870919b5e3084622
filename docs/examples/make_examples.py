"""Make the two invented dossiers beside this file, always the same to the last byte.

    python3 docs/examples/make_examples.py

Villages, people, enterprises and amounts are invented. The code of the county is borrowed, so that the checks know it; no township there
has these numbers, and no credit code can have such a ninth digit of its body. The script also shows how records kept elsewhere
become a dossier: plain tables in, JSON out, nothing left unstated.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
PERIOD = {"since": "2023-01-01", "until": "2023-12-31"}
TOWNSHIP = "331124398"
PLACES = {"village": f"{TOWNSHIP}203", "next_village": f"{TOWNSHIP}205", "town": "331124198001"}
NOTE = (
    "虚构示例：村、人物、企业和金额均为虚构，县级代码为借用。 "
    "Invented: villages, people, enterprises and amounts are made up; the county's code is borrowed."
)
SEASON = (-180, -420, 60, 0, 40, 80, -60, -120, 90, 130, 150, 110)
"""Yuan a month above or below a person's usual pay: little at New Year and in the heat, much in autumn."""


class Person(NamedTuple):
    """One row of a workshop's list of people."""

    id: str
    sex: str
    born: str
    lives: str
    household: str
    before: str
    disability: str
    joined: str
    left: str
    baseline: int
    form: str
    usual_pay: int


SEWING_PEOPLE = """
p01 female 1974-03-18 village      h01 farming    -              2021-03-15 -           780 full_time  3060
p02 female 1981-11-02 village      h02 homemaker  -              2021-03-15 -           600 full_time  3240
p03 female 1969-07-26 village      h03 farming    -              2021-03-15 -           820 piece_rate 2740
p04 male   1966-01-09 village      h03 farming    -              2021-04-01 -           900 piece_rate 2580
p05 female 1985-05-30 village      h04 homemaker  -              2021-04-01 -           500 full_time  3320
p06 female 1978-09-14 village      h05 unemployed physical:3     2021-05-10 -           650 assisted   2260
p07 female 1990-02-21 village      h06 homemaker  -              2021-06-01 -           550 full_time  3280
p08 female 1972-12-05 village      h07 farming    -              2021-06-01 -           860 piece_rate 2810
p09 female 1976-06-17 village      h08 farming    -              2021-09-01 -           740 full_time  2980
p10 male   1988-10-28 village      h09 unemployed intellectual:4 2021-09-01 -           520 assisted   2120
p11 female 1983-04-03 village      h10 migrant    -              2021-10-08 -          1900 full_time  3460
p12 female 1970-08-11 village      h11 farming    -              2021-10-08 -           800 home_based 2430
p13 female 1965-03-29 village      h12 farming    -              2022-02-14 -           760 home_based 2310
p14 female 1992-07-07 village      h13 homemaker  -              2022-02-14 -           600 full_time  3180
p15 female 1987-01-24 village      h14 homemaker  -              2022-03-01 -           640 full_time  3120
p16 female 1979-10-19 next_village h15 farming    -              2022-03-01 -           880 full_time  2960
p17 female 1984-12-12 next_village h16 unemployed hearing:2      2022-05-05 -           560 assisted   2340
p18 female 1973-05-08 next_village h17 farming    -              2022-05-05 -           790 piece_rate 2690
p19 female 1995-09-01 next_village h18 homemaker  -              2022-08-22 -           700 full_time  3090
p20 male   1971-02-16 next_village h19 farming    -              2022-08-22 -           950 piece_rate 2620
p21 female 1989-06-23 village      h06 migrant    -              2022-10-10 -          2100 full_time  3380
p22 female 1982-11-30 town         h20 unemployed -              2022-10-10 -           900 part_time  2050
p23 female 1968-04-14 village      h21 farming    -              2022-03-01 2023-05-31  830 piece_rate 2480
p24 female 1993-08-08 village      h22 homemaker  -              2023-09-04 -           600 full_time  2900
"""

BAMBOO_PEOPLE = """
b01 male   1967-05-06 village      f01 farming    -              2021-02-01 -           900 full_time  3150
b02 male   1970-09-23 village      f02 farming    -              2021-02-01 -           850 full_time  3080
b03 female 1975-12-01 village      f02 homemaker  -              2021-02-01 -           500 piece_rate 2560
b04 male   1963-03-12 village      f03 farming    -              2021-03-01 -           760 piece_rate 2470
b05 female 1980-07-19 village      f04 homemaker  -              2021-03-01 -           550 full_time  2990
b06 male   1986-10-02 village      f05 unemployed physical:2     2021-04-12 -           600 assisted   2280
b07 female 1977-01-28 village      f06 farming    -              2021-04-12 -           720 full_time  2940
b08 male   1972-06-15 village      f07 farming    -              2021-06-21 -           880 full_time  3110
b09 female 1991-11-11 village      f08 homemaker  -              2021-06-21 -           650 full_time  3040
b10 male   1984-02-08 village      f09 unemployed intellectual:3 2021-09-13 -           480 assisted   2190
b11 female 1969-08-27 village      f10 farming    -              2021-09-13 -           700 piece_rate 2620
b12 female 1988-04-18 village      f11 migrant    -              2022-01-10 -          1800 full_time  3420
b13 male   1976-10-31 next_village f12 farming    -              2022-01-10 -           930 full_time  3070
b14 female 1982-03-03 next_village f13 homemaker  -              2022-03-07 -           600 full_time  2980
b15 male   1965-12-24 next_village f14 farming    visual:4       2022-03-07 -           640 assisted   2230
b16 female 1974-05-21 next_village f15 farming    -              2022-06-06 -           770 piece_rate 2650
b17 female 1994-09-09 village      f16 homemaker  -              2022-06-06 -           700 full_time  3010
b18 male   1979-01-17 village      f17 unemployed speech:3       2022-09-19 -           560 assisted   2310
b19 female 1985-06-29 village      f18 homemaker  -              2022-09-19 -           620 full_time  2960
b20 male   1961-07-04 village      f19 farming    -              2022-11-01 -           810 seasonal   2400
"""


def sewing_workshop() -> dict[str, Any]:
    """A sewing workshop in a mountain village that earns the top grade."""
    people = _people(SEWING_PEOPLE)
    everyone, helped = [person.id for person in people], ["p06", "p10", "p17"]
    poor = {
        "h01": "2019-04-01..2023-06-30 minimum_living",
        "h03": "2019-04-01..2023-09-30 marginal",
        "h05": "2020-07-01.. minimum_living",
        "h16": "2020-07-01.. marginal",
        "h17": "2021-01-01..2023-11-30 marginal",
    }
    return {
        **_setting(
            ("yunling-sewing", "云岭缝纫共富工坊", "supplied_material", "enterprise", "female", "2021-03-15"),
            ("yunling", "云岭村"),
            ("anheng", "安衡服饰有限公司", "91331124MA2K0000AX"),
            ["2023-03-08", "2023-06-20", "2023-09-12", "2023-11-28"],
        ),
        "premises": _facts(
            "id kind address area rent market_rent since until",
            ("hall", "party_service", "云岭村党群服务中心一层", 120, 0, 600, "2021-03-15", None),
            ("school", "idle_building", "云岭村原小学教学楼", 460, 1200, 3400, "2021-03-15", None),
        ),
        "projects": _facts(
            "id what enterprise since processing_fees labour_cost own_labour_cost until",
            ("uniforms", "校服缝制", "anheng", "2021-03-15", 436000, 398000, 462000, None),
            ("aprons", "围裙袖套加工", "anheng", "2022-03-01", 262000, 236321, 271000, None),
            ("trimming", "成衣剪线包装", "anheng", "2022-08-22", 165000, 147500, 168000, None),
        ),
        **_people_facts("yunling-sewing", people, poor),
        "payments": [line for index, person in enumerate(people) for line in _payments("yunling-sewing", index, person, {})],
        "trainings": _facts(
            "id topic kind date hours participants certified",
            ("machines", "平缝机操作", "vocational_skill", "2023-02-21", 12, everyone[:23], everyone[:9]),
            ("quality", "质量检验", "vocational_skill", "2023-10-17", 8, [*everyone[:22], "p24"], ["p14", "p24"]),
            ("safety", "用电与消防安全", "safety", "2023-04-11", 3, everyone[:23], []),
            ("everyday", "出行、购物与理财", "independent_living", "2023-05-16", 10, helped, []),
        ),
        "activities": _facts(
            "id topic date participants",
            ("new-year", "村晚同台", "2023-01-18", everyone[:20]),
            ("helping-day", "助残日交流", "2023-05-21", [*helped, "p01", "p02", "p05"]),
            ("dragon-boat", "端午包粽子", "2023-06-21", everyone[:12]),
            ("harvest", "丰收节市集", "2023-09-23", everyone[:22]),
        ),
        "collective_payments": [
            {"id": "rent-2023", "village": "yunling", "kind": "rent", "date": "2023-12-20", "amount": 14400},
            {"id": "dividend-2023", "village": "yunling", "kind": "dividend", "date": "2023-12-20", "amount": 30000},
        ],
        "incidents": [],
        "attestations": [],
        "ratings": [],
        "conferrals": [],
        "history": [],
        "note": NOTE,
    }


def unpaid_wages() -> dict[str, Any]:
    """A bamboo workshop with high points that still owes two people their pay."""
    people = _people(BAMBOO_PEOPLE)
    everyone, helped = [person.id for person in people], ["b06", "b10", "b15", "b18"]
    poor = {
        "f03": "2020-01-01..2023-05-31 minimum_living",
        "f05": "2020-01-01.. minimum_living",
        "f09": "2021-04-01.. extreme_poverty",
        "f14": "2019-10-01..2023-08-31 marginal",
    }
    owed = {("b04", "2023-11"): 1500, ("b04", "2023-12"): 2000, ("b20", "2023-12"): 1850}
    return {
        **_setting(
            ("shiqiao-bamboo", "石桥竹编共富工坊", "brand_led", "cooperative", "male", "2021-02-01"),
            ("shiqiao", "石桥村"),
            ("zhuxi", "竹溪工艺品有限公司", "91331124MA2K0000B1"),
            ["2023-02-15", "2023-05-04", "2023-08-16", "2023-10-25"],
        ),
        "premises": _facts(
            "id kind address area rent market_rent since until",
            ("mill", "idle_building", "石桥村原粮站", 540, 1500, 3900, "2021-02-01", None),
            ("yard", "idle_land", "石桥村旧晒场", 260, 200, 500, "2021-02-01", None),
        ),
        "projects": _facts(
            "id what enterprise since processing_fees labour_cost own_labour_cost until",
            ("baskets", "竹篮编织", "zhuxi", "2021-02-01", 362000, 325000, 371000, None),
            ("lamps", "竹灯罩编织", "zhuxi", "2022-01-10", 240000, 214430, 243000, None),
            ("splints", "竹丝初加工", "zhuxi", "2022-06-06", 155000, 138000, 152000, None),
        ),
        **_people_facts("shiqiao-bamboo", people, poor),
        "payments": [line for index, person in enumerate(people) for line in _payments("shiqiao-bamboo", index, person, owed)],
        "trainings": _facts(
            "id topic kind date hours participants certified",
            ("weaving", "竹编技艺", "vocational_skill", "2023-03-14", 16, everyone, everyone[:8]),
            ("safety", "刀具与消防安全", "safety", "2023-04-18", 4, everyone, []),
            ("everyday", "出行、购物与理财", "independent_living", "2023-06-13", 12, helped, []),
        ),
        "activities": _facts(
            "id topic date participants",
            ("new-year", "村晚同台", "2023-01-19", everyone[:15]),
            ("helping-day", "助残日交流", "2023-05-21", [*helped, "b01", "b05"]),
            ("fair", "竹艺市集", "2023-08-12", everyone),
            ("open-day", "工坊开放日", "2023-10-14", everyone[:18]),
        ),
        "collective_payments": [
            {"id": "rent-2023", "village": "shiqiao", "kind": "rent", "date": "2023-12-18", "amount": 20400},
        ],
        "incidents": [
            {
                "id": "wages-2023",
                "kind": "unpaid_wages",
                "date": "2023-12-15",
                "resolved": None,
                "what": "两名工人十一、十二月工资未付清",
            }
        ],
        "attestations": [],
        "ratings": [],
        "conferrals": [],
        "history": [],
        "note": NOTE,
    }


def _people(table: str) -> list[Person]:
    rows = (line.split() for line in table.strip().splitlines())
    return [Person(*row[:9], int(row[9]), row[10], int(row[11])) for row in rows]


def _setting(
    workshop: tuple[str, ...], village: tuple[str, str], enterprise: tuple[str, str, str], joint_activities: list[str]
) -> dict[str, Any]:
    """The workshop, its village, the enterprise, and the pairing of their Party organisations."""
    name, title, kind, host, head, opened = workshop
    village_branch, enterprise_branch = f"{village[0]}-branch", f"{enterprise[0]}-branch"
    return {
        "workshop": {
            "id": name,
            "name": title,
            "kind": kind,
            "village": village[0],
            "host": host,
            "enterprise": enterprise[0],
            "headed_by": head,
            "opened": opened,
            "closed": None,
        },
        "period": PERIOD,
        "villages": [{"id": village[0], "name": village[1], "region": PLACES["village"], "income_weak": True}],
        "party_organizations": [
            {"id": village_branch, "name": f"{village[1]}党支部", "side": "village"},
            {"id": enterprise_branch, "name": f"{enterprise[1]}党支部", "side": "enterprise"},
        ],
        "enterprises": [
            {
                "id": enterprise[0],
                "name": enterprise[1],
                "credit_code": enterprise[2],
                "region": "331124",
                "party_organization": enterprise_branch,
            }
        ],
        "pairings": [
            {
                "id": "pairing-2021",
                "village_side": village_branch,
                "enterprise_side": enterprise_branch,
                "since": opened,
                "until": None,
                "joint_activities": joint_activities,
            }
        ],
    }


def _people_facts(workshop: str, people: list[Person], poor: dict[str, str]) -> dict[str, Any]:
    return {
        "workers": [
            {
                "id": person.id,
                "sex": person.sex,
                "born": person.born,
                "residence": PLACES[person.lives],
                "household": person.household,
                "disability": _disability(person.disability),
                "occupation_before": person.before,
            }
            for person in people
        ],
        "households": [
            {"id": name, "low_income": [_spell(poor[name])] if name in poor else []}
            for name in sorted({person.household for person in people})
        ],
        "engagements": [
            {
                "worker": person.id,
                "workshop": workshop,
                "since": person.joined,
                "until": None if person.left == "-" else person.left,
                "form": person.form,
                "baseline": person.baseline,
            }
            for person in people
        ],
    }


def _disability(told: str) -> dict[str, Any] | None:
    category, _, grade = told.partition(":")
    return {"category": category, "grade": int(grade)} if grade else None


def _spell(told: str) -> dict[str, Any]:
    days, kind = told.split()
    since, _, until = days.partition("..")
    return {"kind": kind, "since": since, "until": until or None}


def _payments(workshop: str, index: int, person: Person, owed: dict[tuple[str, str], int]) -> list[dict[str, Any]]:
    """Twelve months of pay, fewer for whoever came or went within the year; what is owed was due and not paid."""
    first, last = date.fromisoformat(person.joined), date.fromisoformat("9999-12-31" if person.left == "-" else person.left)
    usual_hours = person.usual_pay // 22 if person.form == "part_time" else 80 + person.usual_pay // 40
    lines = []
    for number, season in enumerate(SEASON, start=1):
        if not (first.year, first.month) <= (2023, number) <= (last.year, last.month):
            continue
        month = f"2023-{number:02d}"
        due = person.usual_pay + season + (index * 37 + number * 53) % 120 + (0.5 if (index + number) % 4 == 0 else 0)
        lines.append(
            {
                "worker": person.id,
                "workshop": workshop,
                "month": month,
                "kind": "piece_rate" if person.form in ("piece_rate", "home_based") else "wage",
                "due": due,
                "paid": due - owed.get((person.id, month), 0),
                "hours": usual_hours + season // 20,
            }
        )
    return lines


def _facts(keys: str, *rows: tuple[Any, ...]) -> list[dict[str, Any]]:
    """One fact a row, under the keys named first."""
    return [dict(zip(keys.split(), row, strict=True)) for row in rows]


def text(dossier: dict[str, Any]) -> str:
    """The dossier as JSON with one fact a line."""

    def line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    parts = []
    for key, value in dossier.items():
        body = "[\n    " + ",\n    ".join(map(line, value)) + "\n  ]" if isinstance(value, list) and value else line(value)
        parts.append(f"  {line(key)}: {body}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


EXAMPLES = {"sewing-workshop.json": sewing_workshop, "unpaid-wages.json": unpaid_wages}
"""The files and what makes them."""

if __name__ == "__main__":
    for name, make in EXAMPLES.items():
        (HERE / name).write_text(text(make()), encoding="utf-8")
