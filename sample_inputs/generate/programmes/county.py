"""The county programme, county-2023: three counties with their townships, farming companies and departments."""

from __future__ import annotations

from sample_inputs.generate import cells, faults
from sample_inputs.generate.places import Level, in_turn, one_of, yes_no
from sample_inputs.generate.planter import Planter, Wanted
from sample_inputs.generate.programme import UTF8, Happening, Programme
from sample_inputs.generate.programmes._county_rules import (
    CARRYING,
    COUNTY,
    HANDLING,
    OFFICE,
    OFFICES,
    RULES,
    TOWN,
    YEAR,
    is_plain,
    is_town,
)

QUARTERS = ("2023Q1", "2023Q2", "2023Q3", "2023Q4")
GRAVE = "重大"
TIERS = (*["一般"] * 7, "重点关注", "重点关注", "重点整治")


def _plant(planter: Planter) -> None:
    faults.odd_name(planter)
    faults.tie(planter, is_plain)
    faults.nothing_submitted(planter, (*QUARTERS, YEAR), f"{YEAR}年", is_town)
    _few_judges(planter)
    faults.title_rows(planter, "2023Q4", f"{planter.plan.title}填报表（示例数据，全部虚构）")
    faults.trailing_blanks(planter, "2023Q3")
    _cells(planter)
    _founded(planter)
    _edges(planter)
    _villages(planter)
    _reviews(planter)
    _matters(planter)
    _matrix(planter)
    faults.duplicates(planter, "2023Q4", "sector_actions", lambda value: value + 1, "重复填报，次数不一致，不予采信")
    faults.stranger(planter, "2023Q4")
    faults.blank_code(planter, "2023Q2")
    faults.extra_column(planter, "2023Q1")


def _cells(planter: Planter) -> None:
    for period, metric in (("2023Q4", "party_meetings"), ("2023Q3", "sector_campaigns"), (YEAR, "built")):
        cells.missing(planter, period, metric)
    cells.reasoned(planter, QUARTERS, "makers", "辖区没有制毒重点人员")
    cells.unreasoned(planter, "2023Q3", "help_due")
    cells.not_allowed(planter, "2023Q2", "volunteer_events", "本季度未开展")
    cells.part_over_whole(planter, "2023Q4", "managed", 3, "已管控人数多于社会面人数")
    cells.part_over_whole(planter, "2023Q2", "current_tested", 5, "检测人数多于现有人数：按人数不按人次，不予采信")
    # What everybody reports, so that it matters wherever it is planted.
    cells.negative(planter, "2023Q1", "workers_trained", "人数为负")
    cells.about(planter, "2023Q4", "workers")
    cells.nothing_told(planter, "2023Q2", "workers_trained")
    cells.error_value(planter, "2023Q4", "workers_trained")
    cells.full_width(planter, "2023Q3", "villages")
    cells.thousands(planter, "2023Q4", "drivers")
    cells.with_unit(planter, "2023Q1", "workers")
    cells.formula(planter, "2023Q4", "sector_campaigns")
    cells.too_many_decimals(planter, YEAR, "social_funds")


def _of(planter: Planter, duty: str) -> str:
    """The first county's department of a duty; it may have several difficulties."""
    return next(place.code for place in planter.places if place.attributes["duty"] == duty)


def _few_judges(planter: Planter) -> None:
    sheet, code = planter.records("marks"), planter.take()

    def kept(row: dict[str, object]) -> bool:
        return row["地区代码"] != code or str(row["评委"]) <= "P02"

    planter.keep_rows(sheet, kept)
    planter.note("few_judges", sheet, "", code, 2, "只有两名评委，不足三人，评议不算数")


def _founded(planter: Planter) -> None:
    code = planter.take(is_town)
    for period in QUARTERS[:2]:
        planter.put("founded_in_the_year", period, code, "months_active", 0, "7月新设的镇，本季度不考核")
        for metric in RULES:
            header = planter.tables.headers[metric]
            if metric != "months_active" and header in planter.tables.metrics[period].header:
                planter.set(period, code, metric, None)


def _edges(planter: Planter) -> None:
    police = _of(planter, "公安")
    planter.set("2023Q3", police, "suspects", 400)
    planter.put("edge", "2023Q3", police, "suspects_tested", 380, "恰为95%，得六成")
    planter.put("baseline_zero", "2022", police, "assets", 0, "上年没有查缴，本年有即为上升")
    code = planter.take(is_plain)
    for metric, value in (("sector_actions", 0), ("sector_campaigns", 1), ("workers", 200)):
        planter.set("2023Q1", code, metric, value)
    planter.put("edge", "2023Q1", code, "workers_trained", 57, "平时得分率恰为70%，不低于70%，不提醒")
    code = planter.take(is_town)
    for metric in ("not_admitted", "grouped", "rehab", "rehab_served"):
        planter.put("zero_by_zero", "2023Q2", code, metric, 0, "分子分母均为零，没有这项业务")
    office = _of(planter, "禁毒办")
    sheet = planter.records("reports")
    for window, day, meaning in (
        ("2023年第二季度", "2023-07-30", "迟报15日，折半"),
        ("2023年第三季度", "2023-10-31", "迟报16日，视同未报"),
    ):
        (row,) = planter.rows_of(sheet, 地区代码=office, 报送事项="监测指数报告", 所属期=window)
        planter.mark("edge", sheet, row, "报送日期", day, meaning)


def _villages(planter: Planter) -> None:
    code = planter.take(is_town)
    planter.put("by_zero", YEAR, code, "built_due", 0, "没有应建任务而已建成2个：完成率无从计算，超额照样加分")
    planter.put("by_zero", YEAR, code, "built", 2, "没有应建任务而已建成2个：完成率无从计算，超额照样加分")
    code = planter.take(lambda place: place.level == TOWN and planter.held("2023Q4", place.code, "villages") >= 9)
    planter.set(YEAR, code, "built_due", 4)
    planter.put("over_target", YEAR, code, "built", 9, "完成率超过100%：得满分，超额5个加分，至2分为止")
    code = planter.take(lambda place: place.attributes["creating"] == "是")
    planter.put("named", YEAR, code, "creation_stage", 5, "命名为示范镇街：进度得满分，命名另加2分")


def _reviews(planter: Planter) -> None:
    for kind, header, value, meaning in (
        ("unknown_verdict", "结论", "优秀", "结论不在规定的选项中"),
        ("unknown_item", "项目", "C99z", "没有这一审查项目"),
    ):
        faults.odd_record(planter, kind, "desk", YEAR, header, value, meaning)
    sheet = planter.records("marks")
    (row,) = planter.rows_of(sheet, 地区代码=_of(planter, "公安"), 评分项="J17")
    planter.mark("no_reason", sheet, row, "理由", "", "评定打分没有写理由，不予采信")


def _matters(planter: Planter) -> None:
    sheet = planter.records("events")
    three = ("2023-02-14", "制贩毒反弹"), ("2023-06-09", "肇事肇祸"), ("2023-11-20", "虚报瞒报")
    two = ("2023-03-31", "执法问题"), ("2023-10-01", "执法问题")
    for kind, days in (("three_grave", three), ("two_grave", two)):
        # Nothing else grave of theirs, so that they stand exactly at the edge.
        code = planter.take(_quiet(planter, TOWN if len(days) == 3 else OFFICE))
        meaning = f"负面清单重大事项{len(days)}起" + (
            "，满三起，总评不合格" if len(days) == 3 else "，不满三起，只取消评优"
        )
        for day, type_ in days:
            evidence = f"事9{len(sheet.rows):03}"
            planter.add(kind, sheet, [day, code, type_, GRAVE, 1, evidence, "县禁毒委认定"], meaning, "事件类型")
    code = planter.take()
    for severity in ("省级", "市级"):
        row = ["2023-08-08", code, "经验推广", severity, 1, "示例文〔2023〕7号", "同一做法"]
        planter.add("same_matter", sheet, list(row), "同一做法被省、市推广，只计省级", "严重程度")
    row = ["2023-09-01", planter.take(), "经验推广", "国家级", 1, "", "没有文号"]
    planter.add("no_evidence", sheet, list(row), "没有文号，不加分", "严重程度")


def _quiet(planter: Planter, level: str) -> Wanted:
    """Those of a level of whom no grave matter is recorded."""
    sheet = planter.records("events")
    grave = {row[sheet.at("地区代码")] for row in sheet.rows if row[sheet.at("严重程度")] == GRAVE}
    return lambda place: place.level == level and place.code not in grave


def _matrix(planter: Planter) -> None:
    """Two departments whose year-end grade holds down what their total alone would be."""
    half_trained = {"sector_actions": 0, "sector_campaigns": 1, "workers": 20, "workers_trained": 9}
    in_order = {"sector_actions": 1, "sector_campaigns": 1, "workers": 8, "workers_trained": 8}
    for numbers, mark, meaning in (
        (in_order, 0.2, "平时优秀、年终合格：总分过90，合成等次良好"),
        (half_trained, 0.6, "平时合格、年终良好：总分过75，合成等次合格"),
    ):
        code = planter.take(is_plain)
        for period in QUARTERS:
            for metric, value in numbers.items():
                planter.set(period, code, metric, value)
        desk, marks = planter.records("desk"), planter.records("marks")
        for row in planter.rows_of(desk, 地区代码=code):
            for header, written in (("结论", "落实"), ("佐证编号", f"证8{row:04}"), ("理由", "")):
                desk.put(row, header, written)
        rows = planter.rows_of(marks, 地区代码=code)
        for row in rows:
            most = next(
                int(one.maximum) for one in planter.plan.rated if one.code == marks.rows[row][marks.at("评分项")]
            )
            marks.put(row, "评分", round(most * mark))
            marks.put(row, "作废", "")
        cell = marks.cell(rows[0], "评分")
        planter.note("matrix", marks, cell, code, marks.rows[rows[0]][marks.at("评分")], meaning)


PROGRAMME = Programme(
    slug="county-2023",
    seed=20231231,
    levels=(
        Level(COUNTY, 3, ("县",), (20_000, 60_000)),
        Level(TOWN, 45, (*["镇"] * 8, *["街道"] * 3, "农场公司"), (10.3, 0.45), under=COUNTY),
        Level(OFFICE, 3 * len(OFFICES), tuple(OFFICES), under=COUNTY, after_parent=True),
    ),
    attributes={
        "duty": in_turn({COUNTY: ("其他",), TOWN: ("属地",), OFFICE: tuple(OFFICES.values())}),
        "tier": one_of({COUNTY: ("不涉及",), TOWN: TIERS, OFFICE: ("不涉及",)}),
        "creating": yes_no({TOWN: 0.35}),
    },
    rules=RULES,
    happenings=(
        Happening("制贩毒反弹", 0.28, {"一般": 5, GRAVE: 1}, where=is_town),
        Happening("肇事肇祸", 0.4, {"一般": 6, GRAVE: 1}, where=is_town),
        Happening("非法流失", 0.3, {"一般": 4, GRAVE: 1}, where=lambda place: place.attributes["duty"] in HANDLING),
        Happening("寄递运毒", 0.5, {"一般": 4, GRAVE: 1}, where=lambda place: place.attributes["duty"] in CARRYING),
        Happening("虚报瞒报", 0.06, {"一般": 2, GRAVE: 1}, where=lambda place: place.lowest),
        Happening(
            "经验推广",
            0.25,
            {"市级": 5, "省级": 2, "国家级": 1},
            note="上级发文推广",
            where=lambda place: place.lowest,
            welcome=True,
        ),
    ),
    judges=7,
    formats={"desk": UTF8},
    plant=_plant,
)
