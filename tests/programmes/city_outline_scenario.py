"""The scenario of the city outline's tests: counties A to H and towns of A and B over four years."""

from __future__ import annotations

from typing import Any

from scoring.rubric.model import Rubric
from tests.programmes.city_outline_inputs import YEARS, Places

ALL_26 = {f"D26{letter}": "基本符合" for letter in "abcdefgh"}
"""2.8 of 88: 40 % of the 7 points the item has in a town."""
NO_20 = {"D20d": "不符合", "D20e": "不符合"}
"""6 of 88: all the points of the system."""
NO_15_18 = {"D15b": "不符合", **{f"D18{letter}": "不符合" for letter in "abcd"}}
"""12 of 88: all the points of the system."""


def scenario(rubric: Rubric) -> Places:
    """Everybody is at full marks but for what stands below."""
    towns = [*(f"A{n}" for n in range(1, 9)), "B1"]
    places = Places(rubric, [*"ABCDEFGH", *towns], YEARS)
    _numbers(places)
    _verdicts(places)
    _records(places)
    return places


def _numbers(places: Places) -> None:
    def alter(code: str, year: str, **numbers: Any) -> None:
        places.numbers[code, year] = {**places.numbers.get((code, year), {}), **numbers}

    for code, history in {
        "B": (10, 10, 10, 15),
        "C": (30, 20, 40, 40),
        "D": (10, 10, 10, 0),
        "E": (4, 4, 4, 10),
    }.items():
        for year, cases in zip(YEARS, history, strict=True):
            alter(code, year, drug_cases=cases)
    for year in YEARS[:3]:
        alter("F", year, drug_cases=None, orders=None, orders_reported=None)
    for code in ("A1", "A2", "A3", "A8"):
        alter(code, "2023", declared=1)
    for code in ("A4", "A5", "A6"):
        alter(code, "2025", declared=1)
    alter("A5", "2025", books=990)
    alter("B1", "2025", users=0, verified=0, evaluated=0, controlled=0, minors=0, minors_protected=0, drills=2)
    alter("B", "2025", verified=90, evaluated=80, controlled=72, sick_admitted=1, books=1100, spectrometers_found=5)
    alter("B", "2024", orders_reported=19)
    alter("B", "2025", orders_reported=19, station_stage=1, drills=2, party_meetings=4, government_meetings=1)
    alter("C", "2025", precursor_cases=1, downgrades=1, station_stage=2)
    alter("D", "2024", orders_reported=19)
    alter("D", "2025", orders_reported=18, station_stage=0, beds=30, medics=8)
    alter("E", "2025", hair_tested=None, beds=0, beds_needed=0, medics=0, medics_needed=0, outlets_screened=27)
    alter("G", "2025", experiences=5, awarded_schools=3, awarded_teachers=4)
    alter("H", "2025", drug_cases=30, sewage_load=10, relapsed=4, new_users=20)
    places.stages.append(("C", "2025", "books", 500))


def _verdicts(places: Places) -> None:
    worst = dict.fromkeys(_items(places), "不符合")
    places.verdicts = {
        ("A1", "2024"): {**NO_15_18, **NO_20},
        ("A1", "2025"): {**NO_15_18, **NO_20},
        ("A2", "2024"): {**NO_15_18, **NO_20},
        ("A4", "2025"): {**ALL_26, **NO_20},
        ("A5", "2025"): {**ALL_26, **NO_20},
        ("A8", "2025"): {**NO_15_18, "D20d": "基本符合"},
        ("B", "2025"): {
            "K1b": "不适用",
            "K1f": "未落实",
            "K1h": "未落实",
            "K9d": "未落实",
            "D26g": "不适用",
            "D26h": "不符合",
        },
        ("C", "2025"): {
            "K9c": "未落实",
            "K9d": "未落实",
            "K22b": "未落实",
            **dict.fromkeys(("K13a", "K13b", "K13c"), "不适用"),
        },
        ("D", "2025"): {"K9c": "未落实", "K9d": None, "D18c": "不符合"},
        ("H", "2025"): worst,
    }


def _items(places: Places) -> list[str]:
    evidence = [getattr(item, "evidence", None) for item in places.rubric.items.values()]
    return [item for one in evidence if getattr(one, "answers", "") == "审查结论" for item in getattr(one, "items", ())]


def _records(places: Places) -> None:
    places.events = [
        ("A3", "肇事肇祸", "2025-03-01", "一般", "示1"),
        ("A6", "肇事肇祸", "2025-03-01", "一般", "示2"),
        ("B", "媒体报道", "2025-04-01", "国家级", "稿1"),
        ("B", "媒体报道", "2025-04-02", "国家级", "稿1"),
        ("B", "媒体报道", "2025-05-01", "国家级", ""),
        ("B", "媒体报道", "2025-06-01", "其他", "稿2"),
        ("C", "制毒物品流失", "2025-07-01", "重大", "示3"),
        ("D", "制毒物品流失", "2025-07-01", "一般", "示4"),
        ("F", "涉毒舆情", "2024-12-31", "重大", "示5"),
    ]
    places.judges = {
        "B": [(60, 40), (54, 36), (48, 32), (48, 32), (42, 28), (30, 20)],
        "C": [(60, 40), (60, 40)],
    }
    for code, residents in (("B", 8), ("C", 7)):
        people = [*["学生"] * 10, *["居民"] * residents, *["重点场所从业人员"] * 2]
        for n, kind in enumerate(people):
            knows = kind == "学生" or n % 2 == 0
            met = kind == "居民" or (kind == "学生" and n < 5)
            places.answers.append((code, str(n), kind, "Q1", "知道" if knows else "不知道"))
            places.answers.append((code, str(n), kind, "Q2", "知道" if met else "不知道"))
