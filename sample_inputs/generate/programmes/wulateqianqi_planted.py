"""The difficulties of the Urad programme: what is planted where, in the order it must be."""

from __future__ import annotations

from sample_inputs.generate import cells, faults
from sample_inputs.generate.planter import Planter
from sample_inputs.generate.programmes._wulateqianqi_two_years import COUNTY, accept, found_one, plant_two_years

YEAR = "2024"
QUARTERS = ("2024Q1", "2024Q2", "2024Q3", "2024Q4")


def plant(planter: Planter) -> None:
    """Plant them all: first what removes rows, last what adds some."""
    accept(planter)
    faults.tie(planter)
    faults.nothing_submitted(planter, (*QUARTERS, "2024H1", "2024H2", YEAR), "2024年")
    found_one(planter)
    faults.small_survey(planter, YEAR, 15, "2024年只有15份问卷，不足20份")
    faults.short_sample(planter, YEAR, "学校", "2024年少查一所学校，低于抽样要求", lambda place: place.level == COUNTY)
    for period in ("2024Q2", YEAR):
        faults.title_rows(planter, period, "禁毒示范城市创建测评填报表（示例数据，全部虚构）")
    faults.trailing_blanks(planter, "2024Q3")
    faults.odd_name(planter)
    _states(planter)
    _impossible(planter)
    _spellings(planter)
    _gates(planter)
    plant_two_years(planter)
    _records(planter)


def _states(planter: Planter) -> None:
    for metric in ("class_hours", "groups_founded", "clean_people"):
        planter.put("missing_cell", YEAR, planter.take(), metric, None, "应报未报")
    planter.put("missing_cell", "2024Q2", planter.take(), "met", None, "第二季度应报未报")
    cells.reasoned(planter, QUARTERS, "patrolled_quarters", "辖区没有麻精药品批发企业")
    cells.unreasoned(planter, YEAR, "platform_used")
    cells.not_allowed(planter, YEAR, "party_meetings", "未召开")
    code = planter.take()
    for metric in ("rehab", "trained", "employed"):
        planter.put("zero_by_zero", "2024Q4", code, metric, 0, "分子分母均为零")
    planter.put("zero_by_zero", YEAR, code, "insured", 0, "分子分母均为零")
    code = planter.take()
    for metric in ("registered", "current_users", "met"):
        planter.put("by_zero", "2024Q4", code, metric, 0, "在册人数为零而专职人员不为零，配备比无从计算")
    code = planter.take()
    planter.put("baseline_zero", YEAR, code, "new_users_before", 0, "基期为零，增幅无定义")
    planter.put("baseline_zero", YEAR, code, "new_users", 3, "基期为零，增幅无定义")


def _impossible(planter: Planter) -> None:
    cells.beyond(planter, "2024Q4", "accuracy", 103, "准确率超过100%")
    cells.part_over_whole(planter, "2024Q4", "met", 3, "见面核查人数多于在册人数")
    cells.negative(planter, "2024Q3", "user_incidents", "起数为负")
    cells.about(planter, YEAR, "corridors")
    cells.nothing_told(planter, YEAR, "innovations")
    cells.error_value(planter, YEAR, "workers_trained")


def _spellings(planter: Planter) -> None:
    cells.percentages(planter, "2024Q4", "accuracy")
    cells.full_width(planter, YEAR, "volunteers")
    cells.thousands(planter, YEAR, "inhabitants", lambda place: place.level == COUNTY)
    cells.with_unit(planter, YEAR, "office_staff")
    cells.formula(planter, YEAR, "leader_activities", "=2+3", 5)
    planter.put("too_many_decimals", YEAR, planter.take(), "class_hours", 2.25, "多一位小数，四舍五入为2.3")


def _gates(planter: Planter) -> None:
    planter.put("cap", "2024Q3", planter.take(), "national_listings", 1, "被国家通报警示，总分封顶")
    planter.put("diverted", YEAR, planter.take(), "diverted_cases", 1, "挪用经费，该项清零")
    for day, type_, severity in (
        ("2024-04-18", "制毒案件", "重大"),
        ("2024-10-09", "学生吸毒", ""),
        ("2024年6月26日", "脱管犯罪", "重大"),
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
    faults.bad_date(planter, "2024-02-30", "迟报漏报")
    changed = faults.duplicates(planter, YEAR, "brands", lambda value: (value + 2) % 6, "重复填报，品牌数不一致")
    faults.stranger(planter, YEAR)
    faults.strange_answers(planter, YEAR)
    faults.conflicting_answer(planter, YEAR, changed, "K1")
    faults.blank_code(planter, YEAR)
    faults.extra_column(planter, YEAR)
