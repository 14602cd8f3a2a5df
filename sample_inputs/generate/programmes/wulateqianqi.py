"""Urad Front Banner, wulateqianqi-2023: forty counties, two hundred and sixty townships, the years 2022 and 2023."""

from __future__ import annotations

from sample_inputs.generate import cells, faults
from sample_inputs.generate.places import Level, yes_no
from sample_inputs.generate.planter import Planter
from sample_inputs.generate.programme import Counted, Happening, Programme
from sample_inputs.generate.scene import Rule, Scene
from sample_inputs.generate.shapes import (
    at_least,
    by_level,
    constant,
    falling,
    inhabitants,
    last_year,
    level,
    now_and_then,
    of,
    often,
    only,
    part,
    per_head,
    rare,
    rate,
    reach,
    size,
    where,
)

COUNTY, TOWN = "旗县区", "苏木镇"
YEAR = "2023"
QUARTERS = ("2023Q1", "2023Q2", "2023Q3", "2023Q4")


def _police_staff(scene: Scene) -> int:
    return 20 + round(scene.random.uniform(-9, 3) + 8 * scene.quality)


def _funds(scene: Scene) -> float:
    before = scene.before()
    if before is None:
        high = 600 if scene.place.level == COUNTY else 40
        return round(scene.fixed("funds", high / 6, high), 2)
    if scene.random.random() < 0.1:
        return before
    return round(before * (0.96 + 0.12 * scene.quality + scene.random.uniform(-0.03, 0.05)), 2)


def _class_hours(scene: Scene) -> float:
    short = scene.random.random() < 0.3 * (1 - scene.quality)
    return scene.random.choice((1, 1.5)) if short else scene.random.choice((2, 2, 2, 2.5, 3, 4))


def _volunteers(scene: Scene) -> int:
    return round(scene.place.inhabitants * (0.0013 + 0.0011 * scene.quality * scene.random.uniform(0.7, 1.2)))


def _target_cases(scene: Scene) -> int:
    base = scene.fixed("target", 2, 9)
    return max(0, round(base * (0.8 + 0.5 * scene.quality) + (scene.year - 2022) * scene.random.uniform(-1, 2)))


def _outflow_recent(scene: Scene) -> int:
    before = round(scene.held("outflow_prior"))
    stayed = sum(scene.random.random() > 0.42 * scene.quality for _ in range(before))
    return stayed + (before > 0 and scene.random.random() < 0.5 * (1 - scene.quality))


def _rehab_staff(scene: Scene) -> int:
    return max(1, round(scene.held("registered") / 20 * (0.7 + 0.5 * scene.quality * scene.random.uniform(0.7, 1.1))))


def _online_due(scene: Scene) -> int:
    return round(scene.held("registered") * 0.35 + scene.held("rehab_staff"))


def _helped(scene: Scene) -> int:
    return round(scene.held("rehab") * (0.34 + 0.24 * scene.quality * scene.random.uniform(0.6, 1.3)))


def _plants(scene: Scene) -> int:
    found = scene.random.random() < 0.07 * (1.3 - scene.quality)
    return found * scene.random.randint(1, 60)


def _plants_cleared(scene: Scene) -> int:
    found = round(scene.held("plants"))
    return found if scene.random.random() < 0.9 else round(found * scene.random.uniform(0.5, 0.95))


def _yield(scene: Scene) -> float:
    some = scene.held("plants") > 0 and scene.random.random() < 0.25
    return round(scene.random.uniform(1, 80), 1) if some else 0


def _clean_people(scene: Scene) -> int:
    before = scene.before()
    if before is None:
        return round(scene.held("registered") * scene.fixed("clean", 0.3, 0.5))
    return round(before * (1.0 + 0.14 * scene.quality * scene.random.uniform(0.6, 1.2)))


def _new_users(scene: Scene) -> int:
    before = scene.before()
    if before is None:
        return max(1, round(scene.held("registered") * scene.fixed("new", 0.02, 0.06)))
    return max(0, round(before * (1.15 - 0.4 * scene.quality * scene.random.uniform(0.6, 1.3))))


def _clean_people_at_first(scene: Scene) -> int:
    return round(scene.held("clean_people") / scene.random.uniform(1.0, 1.08))


def _new_users_at_first(scene: Scene) -> int:
    return max(1, round(scene.held("new_users") * scene.random.uniform(0.85, 1.2)))


RULES: dict[str, Rule] = {
    "party_meetings": often(3),
    "government_meetings": often(3),
    "leader_instructions": often(5, 0.6),
    "leader_activities": often(4, 0.6),
    "office_staff": by_level({COUNTY: at_least(3), TOWN: at_least(2)}),
    "police_staff": only(COUNTY, _police_staff),
    "funds": _funds,
    "diverted_cases": constant(0),
    "circulars": often(0, 0.8),
    "members": size({COUNTY: (26, 40), TOWN: (6, 14)}),
    "members_ready": part("members", 0.6),
    "months_due": constant(3),
    "months_on_time": reach(3),
    "summaries": often(0, 0.8),
    "associations": only(COUNTY, often(0, 0.6)),
    "workers": size({COUNTY: (60, 180), TOWN: (6, 30)}),
    "workers_trained": part("workers", 0.4),
    "seven_settings": reach(7),
    "new_settings": now_and_then(5),
    "innovations": now_and_then(2),
    "class_hours": _class_hours,
    "platform_due": per_head(0.09),
    "platform_used": part("platform_due", 0.7),
    "minor_acts": rare(0.015),
    "bases": by_level({COUNTY: often(1, 0.7), TOWN: constant(0)}),
    "corridors_due": size({COUNTY: (40, 110), TOWN: (6, 24)}, "corridors"),
    "corridors": part("corridors_due", 0.6),
    "inhabitants": inhabitants,
    "volunteers": _volunteers,
    "groups_due": size({COUNTY: (5, 12), TOWN: (1, 3)}, "groups"),
    "groups_founded": part("groups_due", 0.4),
    "brands": reach(5),
    "showpieces": reach(4),
    "target_cases": only(COUNTY, _target_cases),
    "outflow_prior": size({COUNTY: (8, 40), TOWN: (0, 6)}, "outflow"),
    "outflow_recent": _outflow_recent,
    "open_cases": size({COUNTY: (4, 25), TOWN: (0, 3)}, "open"),
    "managed_cases": part("open_cases", 0.6),
    "registered": per_head(0.0022),
    "current_users": of("registered", 0.72, 0.86),
    "accuracy": rate(88),
    "met": part("registered", 0.8),
    "caught": of("registered", 0.0, 0.06),
    "entered": part("caught", 0.85),
    "uncontrolled": rare(0.12),
    "user_incidents": rare(0.04),
    "admission_due": of("registered", 0.0, 0.04),
    "admitted": part("admission_due", 0.6),
    "five_rooms": where(lambda place: place.attributes["key"] == "是", reach(5)),
    "unified": reach(5),
    "rehab_staff": _rehab_staff,
    "online_due": _online_due,
    "online": part("online_due", 0.8),
    "handover_rules": reach(6),
    "clean_due": of("registered", 0.10, 0.14, least=3),
    "clean_kept": level("clean_due", 0.45, 0.95),
    "rehab": of("registered", 0.33, 0.37, least=1),
    "trained": _helped,
    "employed": _helped,
    "insured": part("rehab", 0.7),
    "firms": size({COUNTY: (4, 24), TOWN: (0, 3)}),
    "firms_verified": part("firms", 0.85),
    "chemical_losses": rare(0.006),
    "patrolled_quarters": often(0, 0.75),
    "plants": _plants,
    "plants_cleared": _plants_cleared,
    "yield_grams": _yield,
    "venues": size({COUNTY: (20, 80), TOWN: (0, 12)}),
    "venues_patrolled": part("venues", 0.7),
    "venue_cases": rare(0.03),
    "national_listings": constant(0),
    "sewage_quarters": often(0, 0.75),
    "hair_quarters": often(0, 0.75),
    "solved_cases": size({COUNTY: (10, 60), TOWN: (0, 6)}, "solved"),
    "intelligence_cases": level("solved_cases", 0.2, 0.75),
    "laboratory_projects": only(COUNTY, reach(6)),
    "orders_due": of("rehab", 0.9, 1.0),
    "orders_executed": level("orders_due", 0.7, 1.02),
    "clean_people": _clean_people,
    "clean_people_before": last_year("clean_people", _clean_people_at_first),
    "new_users": _new_users,
    "new_users_before": last_year("new_users", _new_users_at_first),
    "involved": of("registered", 1.05, 1.2),
    "involved_minors": level("involved", 0.03, -0.005),
    "dealers_elsewhere": falling({COUNTY: 9, TOWN: 1.2}, "dealers"),
    "cases_by_users": falling({COUNTY: 30, TOWN: 3}, "cases"),
    "schools": size({COUNTY: (22, 60), TOWN: (1, 6)}),
    "rehab_offices": size({COUNTY: (8, 26), TOWN: (1, 4)}, "offices"),
}


def _plant(planter: Planter) -> None:
    faults.tie(planter)
    faults.nothing_submitted(planter, (*QUARTERS, "2023H1", "2023H2", YEAR), "2023年")
    faults.small_survey(planter, YEAR, 15, "2023年只有15份问卷，不足20份")
    faults.short_sample(planter, YEAR, "学校", "2023年少查一所学校，低于抽样要求", lambda place: place.level == COUNTY)
    for period in ("2023Q2", YEAR):
        faults.title_rows(planter, period, "禁毒示范城市创建测评填报表（示例数据，全部虚构）")
    faults.trailing_blanks(planter, "2023Q3")
    faults.odd_name(planter)
    _states(planter)
    _impossible(planter)
    _spellings(planter)
    _gates(planter)
    _records(planter)


def _states(planter: Planter) -> None:
    for metric in ("class_hours", "groups_founded", "clean_people"):
        planter.put("missing_cell", YEAR, planter.take(), metric, None, "应报未报")
    planter.put("missing_cell", "2023Q2", planter.take(), "met", None, "第二季度应报未报")
    cells.reasoned(planter, QUARTERS, "patrolled_quarters", "辖区没有麻精药品批发企业")
    cells.unreasoned(planter, YEAR, "platform_used")
    cells.not_allowed(planter, YEAR, "party_meetings", "未召开")
    code = planter.take()
    for metric in ("rehab", "trained", "employed"):
        planter.put("zero_by_zero", "2023Q4", code, metric, 0, "分子分母均为零")
    planter.put("zero_by_zero", YEAR, code, "insured", 0, "分子分母均为零")
    code = planter.take()
    for metric in ("registered", "current_users", "met"):
        planter.put("by_zero", "2023Q4", code, metric, 0, "在册人数为零而专职人员不为零，配备比无从计算")
    code = planter.take()
    planter.put("baseline_zero", YEAR, code, "new_users_before", 0, "基期为零，增幅无定义")
    planter.put("baseline_zero", YEAR, code, "new_users", 3, "基期为零，增幅无定义")


def _impossible(planter: Planter) -> None:
    cells.beyond(planter, "2023Q4", "accuracy", 103, "准确率超过100%")
    cells.part_over_whole(planter, "2023Q4", "met", 3, "见面核查人数多于在册人数")
    cells.negative(planter, "2023Q3", "user_incidents", "起数为负")
    cells.about(planter, YEAR, "corridors")
    cells.nothing_told(planter, YEAR, "innovations")
    cells.error_value(planter, YEAR, "workers_trained")


def _spellings(planter: Planter) -> None:
    cells.percentages(planter, "2023Q4", "accuracy")
    cells.full_width(planter, YEAR, "volunteers")
    cells.thousands(planter, YEAR, "inhabitants", lambda place: place.level == COUNTY)
    cells.with_unit(planter, YEAR, "office_staff")
    cells.formula(planter, YEAR, "leader_activities", "=2+3", 5)
    planter.put("too_many_decimals", YEAR, planter.take(), "class_hours", 2.25, "多一位小数，四舍五入为2.3")


def _gates(planter: Planter) -> None:
    planter.put("cap", "2023Q3", planter.take(), "national_listings", 1, "被国家通报警示，总分封顶")
    planter.put("diverted", YEAR, planter.take(), "diverted_cases", 1, "挪用经费，该项清零")
    for day, type_, severity in (
        ("2023-04-18", "制毒案件", "重大"),
        ("2023-10-09", "学生吸毒", ""),
        ("2023年6月26日", "脱管犯罪", "重大"),
    ):
        faults.happened(planter, "veto", day, type_, severity, "坚决不能发生的案事件，一票否决", "一票否决事项")


def _records(planter: Planter) -> None:
    for kind, table, header, value, meaning in (
        ("unknown_verdict", "desk", "结论", "优秀", "结论不在规定的选项中"),
        ("trailing_blanks", "desk", "结论", "符合  ", "结论带尾部空格，即符合"),
        ("unknown_item", "desk", "项目", "D99z", "没有这一审查项目"),
        ("unknown_site_type", "visits", "点位类型", "网吧", "没有这一类点位"),
        ("unknown_answer", "survey", "答案", "还行", "答案不在规定的选项中"),
    ):
        faults.odd_record(planter, kind, table, YEAR, header, value, meaning)
    faults.bad_date(planter, "2023-02-30", "迟报漏报")
    changed = faults.duplicates(planter, YEAR, "brands", lambda value: (value + 2) % 6, "重复填报，品牌数不一致")
    faults.stranger(planter, YEAR)
    faults.strange_answers(planter, YEAR)
    faults.conflicting_answer(planter, YEAR, changed, "K1")
    faults.blank_code(planter, YEAR)
    faults.extra_column(planter, YEAR)


PROGRAMME = Programme(
    slug="wulateqianqi-2023",
    seed=20230901,
    levels=(
        Level(COUNTY, 40, ("旗", "旗", "县", "区"), (20_000, 90_000), ((250_000, "旗县一类"), (0, "旗县二类"))),
        Level(
            TOWN,
            260,
            ("镇", "镇", "苏木", "街道"),
            (9.9, 0.55),
            ((28_000, "苏木镇一类"), (14_000, "苏木镇二类"), (0, "苏木镇三类")),
        ),
    ),
    attributes={"key": yes_no({COUNTY: 1, TOWN: 0.3}), "severe": yes_no({COUNTY: 0.25, TOWN: 0.1})},
    rules=RULES,
    happenings=(
        Happening("迟报漏报", 0.22, quantity=(1, 1, 2)),
        Happening("虚报瞒报", 0.04, quantity=(1, 1, 2)),
        Happening("形式主义", 0.06, quantity=(1, 1, 2)),
    ),
    counted=(Counted("user_incidents", "肇事肇祸", "一般"), Counted("plants", "种植案件", "零星")),
    respondents={COUNTY: (28, 34), TOWN: (23, 26)},
    leaning={"knows": (0.72, 0.27), "participation": (0.3, 0.4)},
    plant=_plant,
    upper=False,
    # Only as far as its inputs go by now; quality is drawn for the last of these years.
    periods=("2022", *QUARTERS, "2023H1", "2023H2", YEAR),
    quality_of=2023,
)
