"""A city with five townships, submitting what Wuchuan's programme asks for, by files of a few columns each.

T1 stands on every edge, T2 just below, T3 began from nothing, T4 was founded in 2018, T5 was on the warning list and
neglects its work. What is not changed here is in order.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scoring.evidence.checklist import Checklist
from scoring.evidence.desk_review import DeskReview
from scoring.rubric.model import Leaf, Rubric

YEARS = ("2016", "2017", "2018", "2019")
ROSTER = [
    ("C1", "示例·青屿市", "市", "市本级", "", "否", "否"),
    ("T1", "示例·海棠街道", "镇街", "街道", "C1", "否", "否"),
    ("T2", "示例·白沙镇", "镇街", "镇", "C1", "否", "否"),
    ("T3", "示例·柳塘镇", "镇街", "镇", "C1", "否", "否"),
    ("T4", "示例·新港街道", "镇街", "街道", "C1", "否", "是"),
    ("T5", "示例·石门镇", "镇街", "镇", "C1", "是", "否"),
]
WHO = [row[0] for row in ROSTER]
EVERY_YEAR = {
    "transit_cases": 4,
    "registered_start": 100,
    "registered": 100,
    "new_users": 5,
    "clean_people": 20,
    "user_cases": 10,
    "warning_listed": 0,
    "key_harms": 0,
    "upper_key_listed": 0,
    "schools": 10,
    "youth_new": 1,
    "displays": 0,
    "education_staff": 1,
    "joint_heads": 1,
    "support_projects": 0,
    "demo_units": 0,
    "plan_units_due": 1,
    "plan_units": 1,
}
EVERY_QUARTER = {
    "rehab_offices": 1,
    "orders_due": 100,
    "orders_executed": 90,
    "rehab_in": 20,
    "rehab_kept": 18,
    "society_users": 60,
    "social_workers": 2,
    "professional_workers": 1,
    "classified": 57,
    "controlled": 52,
    "personal_plans": 60,
    "workers_trained": 2,
}
OF_THE_CITY = {
    "monitored_schools": 10,
    "demo_schools": 1,
    "teacher_bases": 1,
    "education_bases": 1,
    "sick_due": 10,
    "sick_admitted": 9,
    "mmt_base": 100,
    "mmt_total": 130,
    "service_agencies": 1,
    "funded_projects": 2,
    "plan_units_due": 50,
    "plan_units": 45,
}

CHANGES: dict[tuple[str, str], dict[str, int | str]] = {
    # Numbers of new users rise in 2018 from 10 to 12, but of 150 people: the rate falls from 10 % to 8 %.
    ("T1", "2016"): {"transit_cases": 10, "new_users": 10, "user_cases": 10, "orders_executed": 80},
    ("T1", "2017"): {"new_users": 10},
    ("T1", "2018"): {"new_users": 12, "registered_start": 150, "displays": 7},
    ("T1", "2019"): {"new_users": 9, "transit_cases": 5, "clean_people": 25, "user_cases": 9},
    ("T2", "2016"): {"transit_cases": 10, "new_users": 20, "registered": 200, "clean_people": 40, "user_cases": 20},
    ("T2", "2017"): {"youth_new": 2, "education_staff": 3},
    ("T2", "2018"): {"youth_new": 3, "education_staff": 3},
    ("T2", "2019"): {"transit_cases": 8, "new_users": 19, "registered": 200, "clean_people": 45, "user_cases": 19},
    ("T3", "2016"): {"transit_cases": 0, "user_cases": 0},
    ("T3", "2017"): {"transit_cases": 0, "user_cases": 0, "joint_heads": 0, "education_staff": 0, "key_harms": 1},
    ("T3", "2018"): {"transit_cases": 0, "user_cases": 0, "joint_heads": 0, "education_staff": 0},
    ("T3", "2019"): {
        "transit_cases": 0,
        "user_cases": 2,
        "joint_heads": 0,
        "education_staff": 0,
        "warning_listed": 1,
        "upper_key_listed": 1,
    },
    ("T5", "2016"): {"transit_cases": 0},
    ("T5", "2017"): {"transit_cases": 0, "warning_listed": 1},
    ("T5", "2018"): {"transit_cases": 0, "joint_heads": ""},
    ("T5", "2019"): {"transit_cases": 1},
    ("C1", "2016"): {"mmt_in": 100, "mmt_kept": 50},
    ("C1", "2017"): {"mmt_in": 100, "mmt_kept": 55},
    ("C1", "2018"): {"mmt_in": 100, "mmt_kept": 55, "ward_progress": 3, "funded_projects": 1},
    ("C1", "2019"): {"mmt_in": 100, "mmt_kept": 54, "ward_progress": 4},
    ("T1", "2017Q4"): {"orders_executed": 80},
    ("T1", "2018Q4"): {"orders_executed": 85},
    ("T1", "2019Q4"): {
        "society_users": 600,
        "social_workers": 20,
        "professional_workers": 6,
        "classified": 570,
        "controlled": 513,
    },
    ("T2", "2017Q4"): {"orders_executed": 92},
    ("T2", "2018Q4"): {"orders_executed": 91, "rehab_kept": 20},
    ("T2", "2019Q4"): {
        "orders_executed": 89,
        "society_users": 62,
        "professional_workers": 0,
        "classified": 58,
        "controlled": 50,
    },
    ("T3", "2019Q4"): {
        "social_workers": 0,
        "professional_workers": 0,
        "workers_trained": 0,
        "classified": 0,
        "controlled": 0,
    },
    ("T5", "2019Q4"): {"orders_executed": 101, "social_workers": 4},
    ("C1", "2018Q4"): {"social_workers": 30, "workers_trained": 27},
    # Four quarters whose mean is 85 % for T1; for T2 83.75 %, although everybody is kept at the year's end.
    **{("T1", f"2018Q{n}"): {"rehab_kept": kept} for n, kept in enumerate((16, 18, 16), 1)},
    **{("T2", f"2018Q{n}"): {"rehab_kept": kept} for n, kept in enumerate((15, 15, 17), 1)},
}
CHANGES["T1", "2018Q4"]["rehab_kept"] = 18
UNFOUNDED = {"2016", "2017", "2017Q4", "2018Q1", "2018Q2", "2018Q3"}
"""Periods before the township founded in 2018 reported anything."""

VERDICTS = {
    ("C1", "2017", "G62a"): "不符合",
    ("C1", "2018", "D33a"): "不符合",
    **{("C1", "2018", f"D33{item}"): "基本符合" for item in "bcde"},
    ("T1", "2018", "B11a"): "基本符合",
    ("T1", "2018", "C21f"): "不适用",
    ("T1", "2018", "C21g"): "不符合",
}
EVENTS = [
    ("T3", "制毒案件", "2018-05-04", ""),
    ("T5", "工作不力", "2018-06-01", "一般"),
    ("T5", "工作不力", "2019-06-01", "严重后果"),
]


def metrics(rubric: Rubric) -> Iterator[tuple[str, str, str, int | str]]:
    """Who, when, what and how much, one a row."""
    quarters = [one.id for one in rubric.periods if one.kind == "quarter"]
    for who in WHO:
        for period in (*YEARS, *quarters):
            if who == "T4":
                yield who, period, "founded", int(period not in UNFOUNDED)
            if (who == "T4" and period in UNFOUNDED) or (who, period) == ("T3", "2018Q2"):
                continue
            usual = EVERY_QUARTER if period in quarters else EVERY_YEAR | (OF_THE_CITY if who == "C1" else {})
            base = EVERY_QUARTER if period == "2016" else {}
            for metric, number in {**usual, **base, **CHANGES.get((who, period), {})}.items():
                yield who, period, metric, number


def verdicts(rubric: Rubric) -> Iterator[tuple[str, str, str, str, str]]:
    """Everything is found in order, except as said."""
    kinds = (DeskReview, Checklist)
    reviews = [leaf.evidence for leaf in rubric.tree.walk() if isinstance(leaf, Leaf)]
    items = [item for review in reviews if isinstance(review, kinds) for item in review.items]
    for who in WHO:
        for period in ("2018", "2019", "终期") if who == "T4" else ("2017", "2018", "2019", "终期"):
            for item in items:
                verdict = VERDICTS.get((who, period, item), "符合")
                yield who, period, item, verdict, "街道内没有农村" if verdict == "不适用" else ""


def answers() -> Iterator[tuple[str, str, str, str, str, str]]:
    """The third party's respondents: 30 in T1 and T2, 29 in T3."""
    known = {  # who: class, how many, of whom aware
        "T1": (("居民", 16, 12), ("学生", 10, 9), ("重点青少年", 4, 2)),
        "T2": (("居民", 17, 17), ("学生", 10, 5), ("重点青少年", 3, 0)),
        "T3": (("居民", 15, 15), ("学生", 10, 10), ("重点青少年", 4, 4)),
    }
    for who, classes in known.items():
        for year in YEARS:
            number = 0
            for kind, many, aware in classes:
                for n in range(many):
                    number += 1
                    knows = "知晓" if n < aware else "不知晓"
                    for question, answer in {"K1": knows, **_opinion(who, year, number)}.items():
                        yield who, year, kind, str(number), question, answer


def _opinion(who: str, year: str, number: int) -> Mapping[str, str]:
    """T1 rises from 0.8 to 1; T2 falls from 1 to 0.9733, which is over 95 % and yet no rise; all like its education."""
    if who == "T1":
        safe, satisfied = ("安全", "满意") if year == "2019" else ("比较安全", "基本满意")
    else:
        safe = "比较安全" if year == "2019" and number <= 8 else "安全"
        satisfied = "满意"
    return {"A1": safe, "G1": satisfied, "S1": ("满意", "基本满意", "一般", "不了解")[number % 4]}


def ballots() -> Iterator[tuple[str, str, str, str, int, str]]:
    """Five judges of the third party in T1 and two in T2; the committee's own judgement of the city."""
    for judge, mark in enumerate((30, 24, 24, 24, 6), 1):
        for item, given in {"P1": mark, "P2": 15, "P3": 40}.items():
            yield "T1", "2018", f"Z{judge}", item, given, ""
            if judge <= 2:
                yield "T2", "2018", f"Z{judge}", item, given, ""
    yield "C1", "2018", "W1", "J1", 7, "部署及时，个别单位督导偏松"


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def write_inputs(folder: Path, rubric: Rubric) -> None:
    """All files of the six jurisdictions."""
    titles = [rubric.population.attributes[name].title.zh for name in ("warned", "newly_founded")]
    write(folder / "名册.csv", ["地区代码", "地区", "层级", "分组", "上级代码", *titles], ROSTER)
    write(folder / "填报.csv", ["地区代码", "期次", "指标", "数值"], metrics(rubric))
    write(folder / "台账.csv", ["地区代码", "期次", "审查项", "结论", "理由"], verdicts(rubric))
    write(folder / "问卷.csv", ["地区代码", "期次", "受访者类别", "问卷编号", "题号", "答案"], answers())
    write(folder / "评分.csv", ["地区代码", "期次", "评委", "评分项", "评分", "理由"], ballots())
    write(folder / "案事件.csv", ["地区代码", "事件类型", "日期", "等级"], EVENTS)
