"""What eight fictional jurisdictions submit under the Suzhou plan: all that is demanded, and where they fall short."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from scoring.rubric.model import Rubric

YEARS = ("2020", "2021", "2022")
ALL = ("2019", *YEARS)
REVIEW = "2020-2022"

ROSTER = """
地区代码,地区名称,层级,分组,上级代码,设有美沙酮维持治疗门诊
S,示例市,市本级,市本级,,是
A,示例甲市,县区,县级市,S,是
B,示例乙区,县区,区,S,否
C,示例丙区,县区,区,S,否
D,示例丁区,县区,区,S,否
A1,示例一镇,镇街,镇,A,否
A2,示例二街道,镇街,街道,A,否
A3,示例三镇,镇街,镇,A,否
"""

FULL = """
months_in_being 12 12 12 12
sewage_load 100 90 80 70
treated 100 100 100 100
relapsed 20 18 16 14
precursor_losses 4 3 2 1
drug_related_cases 40 30 20 10
sewage_points_due 20 20 20 20
sewage_points 20 20 20 20
public_due 1000 1000 1000 1000
public_reached 1000 1000 1000 1000
students_due 100 100 100 100
students_taught 100 100 100 100
schools 10 10 10 10
schools_teaching 10 10 10 10
reader_pupils 50 50 50 50
readers 50 50 50 50
school_rounds 1 1 1 1
teacher_rounds 1 1 1 1
risk_people 100 100 100 100
risk_reached 100 100 100 100
caught 100 100 100 100
newly_found 35 35 35 35
registered 200 200 200 200
checked 200 200 200 200
rated 200 200 200 200
controlled 200 200 200 200
rehab_offices 10 10 10 10
rehab_offices_standard 9 9 9 9
orders_due 100 100 100 100
orders_executed 99 99 99 99
aftercare_due 100 100 100 100
aftercare_given 99 99 99 99
aftercare_stage 1 2 2 2
sick_due 10 10 10 10
sick_admitted 10 10 10 10
wards 1 1 1 1
poor_families 10 10 10 10
poor_families_planned 10 10 10 10
gang_index 1.35 1.35 1.35 1.35
ministry_cases 0 0 0 1
province_cases 1 1 2 2
city_cases 1 2 2 2
laundering_cases 0 0 0 1
seized 1000 1000 1000 1000
seized_in_checks 300 330 345 360
parcel_outlets 20 20 20 20
contests 1 1 1 1
trainings 2 2 2 2
firms 10 10 10 10
firms_visited 10 10 10 10
pharma_firms 10 10 10 10
pharma_firms_screened 9 9 9 9
violators 0 0 0 0
violators_dealt 0 0 0 0
credit_stage 0 1 2 3
plants 0 0 0 0
plants_cleared 0 0 0 0
largest_planting 0 0 0 0
abuse_reports_due 50 50 50 50
abuse_reports 50 50 50 50
sewage_stage 0 1 2 3
members 20 20 20 20
members_planned 20 20 20 20
office_real 1 1 1 1
hall_stage 0 1 1 2
education_bases 0 0 0 1
police_posts 10 10 10 10
police_staff 10 10 10 10
worker_posts 10 10 10 10
workers 10 10 10 10
recovering 100 100 100 100
recovering_lost 0 0 0 0
experiences 0 0 0 0
"""
"""What meets every demand, from 2019 to 2022."""

OTHERWISE = """
S school_rounds 1 0 0 0
A public_reached 900 900 900 900
A readers 50 60 60 60
A seized_in_checks 300 330 330 360
A credit_stage 0 1 1 3
A gang_index 1.35 1.40 1.20 1.35
A rehab_offices_standard 2 5 7 8
A orders_executed 99 50 50 98
A largest_planting 0 499 500 0
A plants 0 499 500 0
A plants_cleared 0 499 500 0
A police_staff 10 12 12 12
A laundering_cases 0 0 1 2
A relapsed 20 20 19 18
A drug_related_cases 0 0 0 0
A education_bases 0 3 3 3
B newly_found 35 28 35 35
B school_rounds 1 0 1 1
B seized_in_checks 0 100 0 1000
B credit_stage 0 0 1 2
B trainings 2 1 3 2
B contests 1 0 2 1
B rehab_offices 30 30 30 30
B rehab_offices_standard 3 9 21 27
B laundering_cases 2 0 0 2
B relapsed 0 0 0 1
B drug_related_cases 40 30 20 38
B office_real 0 0 1 1
B education_bases 0 0 0 0
B violators 0 4 0 0
B violators_dealt 0 3 0 0
B precursor_losses 4 4 0 0
C seized_in_checks 300 290 300 300
C sewage_load 100 90 80 -
A1 aftercare_stage 1 1 2 2
A2 aftercare_stage 1 0 1 1
A2 months_in_being - 6 12 12
A2 relapsed - 1 1 1
A2 drug_related_cases - 5 4 4
A3 months_in_being - 0 5 12
"""
"""Where they do not; a dash is nothing reported."""

EVENTS = [
    ("C", "制毒窝点", "2020-05-01"),
    ("C", "外省查处制毒", "2021-03-01"),
    ("D", "突出毒品问题", "2020-12-31"),
    ("D", "毒品泛滥问责", "2021-07-01"),
    ("A1", "学生吸毒", "2021-09-01"),
]
UNMET = {("B", "B9a"), ("B", "B9b"), ("B", "B9c"), ("B", "F20d")}
UNREVIEWED = {("A", "B9b"), ("A", "B9c")}


def figures() -> dict[tuple[str, str, str], str]:
    """Every number by who submits it, metric and period."""
    who = [line.split(",")[0] for line in ROSTER.strip().splitlines()[1:]]
    found: dict[tuple[str, str, str], str] = {}
    for line in FULL.strip().splitlines():
        metric, *numbers = line.split()
        found |= {(one, metric, year): n for one in who for year, n in zip(ALL, numbers, strict=True)}
    for line in OTHERWISE.strip().splitlines():
        one, metric, *numbers = line.split()
        found |= {(one, metric, year): n for year, n in zip(ALL, numbers, strict=True)}
    return {key: number for key, number in found.items() if number != "-"}


def write(path: Path, header: str, rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])


def submit(rubric: Rubric, folder: Path) -> None:
    """Write every input file into a folder."""
    (folder / "名录.csv").write_text(ROSTER.strip(), encoding="utf-8")
    numbers = ((one, year, metric, n) for (one, metric, year), n in figures().items())
    write(folder / "填报.csv", "地区代码,期次,指标,数值", numbers)
    who = [line.split(",")[0] for line in ROSTER.strip().splitlines()[1:]]
    codes = [code for leaf in rubric.leaves.values() for code in reviewed(leaf)]
    verdicts = (
        (one, year, code, "不符合" if (one, code) in UNMET else "符合")
        for one in who
        for year in YEARS
        for code in codes
        if (one, code) not in UNREVIEWED
    )
    write(folder / "台账.csv", "地区代码,期次,审查项,结论", verdicts)
    visits = (
        (one, year, "寄递网点", site, item, "不合格" if (one, site, item) == ("B", "2号", "C13c") else "合格")
        for one in who[:5]
        for year in YEARS
        for site in ("1号", "2号", "3号")
        for item in ("C13a", "C13b", "C13c")
    )
    write(folder / "实地.csv", "地区代码,期次,点位类型,点位,检查项,检查结果", visits)
    marks = [(one, year, "J25", "10", "示例") for one in who for year in ("2020", "2022")]
    marks += [(one, REVIEW, "J67", "70" if one == "B" else "100", "示例") for one in who]
    write(folder / "评分.csv", "地区代码,期次,评分项,评分,理由", marks)
    write(folder / "事件.csv", "地区代码,事件类型,日期", EVENTS)


def reviewed(leaf: object) -> tuple[str, ...]:
    """The items a reviewer gives verdicts on."""
    evidence = getattr(leaf, "evidence", None)
    return tuple(evidence.items) if evidence is not None and evidence.key in ("desk_review", "checklist") else ()
