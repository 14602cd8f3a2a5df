"""Sample inputs for the rubric beside it, which asks for every kind of evidence: levels, stages, formats, events."""

from __future__ import annotations

from sample_inputs.generate import cells, faults, usual
from sample_inputs.generate.places import Level, in_turn, whole_number, yes_no
from sample_inputs.generate.planter import Planter
from sample_inputs.generate.programme import PARQUET, Counted, Happening, Programme
from sample_inputs.generate.shapes import (
    absent,
    aimed,
    by_level,
    falling,
    inhabitants,
    moving,
    not_applicable,
    of,
    often,
    only,
    part,
    per_head,
    rare,
    rate,
    rung,
    size,
)

CITY, COUNTY, OFFICE, TOWN = "市", "县", "单位", "镇"
OFFICES = {CITY: (30, 60), COUNTY: (8, 20), TOWN: (1, 4), OFFICE: (1, 1)}


def _plant(planter: Planter) -> None:
    usual.usual_before(planter, "2022")
    faults.without_history(planter, ("2019", "2020"), "2021年新设，没有此前的数据")
    faults.small_survey(planter, "2022", 12, "2022年只有12份问卷，不足30份", "群众")
    faults.short_sample(planter, "2022", "学校", "2022年少查一所学校", lambda place: place.level == TOWN)
    usual.usual_cells(planter, "2022")
    cells.beyond(planter, "2021", "awareness", 104, "第三方知晓率超过100%")
    faults.happened(planter, "veto", "2022-05-05", "案件", "", "一票否决")
    usual.usual_after(planter, "2022")


PROGRAMME = Programme(
    slug="every-kind",
    seed=7,
    levels=(
        Level(CITY, 2, ("市",), (50_000, 90_000)),
        Level(COUNTY, 8, ("县", "区"), (20_000, 60_000), ((200_000, "大"), (0, "小"))),
        Level(OFFICE, 24, ("公安局", "教育局", "民政局"), (4.0, 0.3), after_parent=True),
        Level(TOWN, 60, ("镇", "街道"), groups={"镇": "镇", "街道": "街道"}, under=COUNTY),
    ),
    attributes={
        "key": yes_no({TOWN: 0.2, COUNTY: 1.0}),
        "duty": in_turn({OFFICE: ("公安", "教育", "民政"), **dict.fromkeys((CITY, COUNTY, TOWN), ("无",))}),
        "streets": whole_number({CITY: (20, 60), COUNTY: (5, 20), TOWN: (1, 3), OFFICE: (0, 0)}),
    },
    rules={
        "people": inhabitants,
        "users": per_head(0.002),
        "met": part("users", 0.8),
        "cases": falling({CITY: 9, COUNTY: 3, TOWN: 1, OFFICE: 1}),
        "awareness": rate(75),
        "accuracy": rate(85),
        "dealers": rare(0.2),
        "points": by_level({COUNTY: often(2)}, otherwise=not_applicable("本级无监测任务")),
        "funds": only((CITY, COUNTY), moving(size({CITY: (300, 600), COUNTY: (40, 90)}), -0.02, 0.12)),
        "schools": size({CITY: (100, 200), COUNTY: (20, 60), TOWN: (2, 7), OFFICE: (0, 0)}),
        "offices": absent(0.1, "未设办公室", size(OFFICES), "o"),
        "sound": absent(0.1, "未设办公室", aimed("offices", {2020: 0.5, 2021: 0.7, 2022: 0.9}), "o"),
        "rung": rung({2020: 1, 2021: 2, 2022: 3}),
        "fresh": moving(of("users", 0.02, 0.06), 0.1, -0.25),
    },
    happenings=(Happening("通报", 0.2, {"一般": 9, "重大": 1}),),
    counted=(Counted("dealers", "肇事"),),
    formats={"survey": PARQUET},
    plant=_plant,
)
