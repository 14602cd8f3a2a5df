"""The difficult cases: what real submissions hold, planted where `planted.json` says."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from sample_inputs.generate.inputs import QUARTERS, Tables
from sample_inputs.generate.places import Place
from sample_inputs.generate.sheets import Formula, Percent, Sheet

STRANGER = "SL9901"
"""A jurisdiction code no roster holds."""

EXTRA_COLUMN = "禁毒公众号关注人数（人）"
"""A column no rubric asks for."""


@dataclass(frozen=True)
class Planted:
    """One difficulty: what kind, where it stands, what is written there, and what it means."""

    kind: str
    file: str
    sheet: str
    cell: str
    jurisdiction: str
    metric: str
    found: str
    meaning: str


@dataclass
class Planter:
    """Plants difficulties one by one, each with a jurisdiction to itself."""

    places: list[Place]
    tables: Tables
    planted: list[Planted] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.order = list(self.places)
        Random(f"{self.places[0].seed}/faults").shuffle(self.order)

    def take(self, wanted: Callable[[Place], bool] = lambda place: not place.is_county) -> str:
        """The code of a jurisdiction that has no difficulty yet."""
        place = next(place for place in self.order if place.code not in self.used and wanted(place))
        self.used.add(place.code)
        return place.code

    def note(self, kind: str, sheet: Sheet, cell: str, jurisdiction: str, found: object, meaning: str) -> None:
        """Record a difficulty that is not one metric's."""
        shown = "" if found is None else str(found)
        self.planted.append(Planted(kind, sheet.file, sheet.name, cell, jurisdiction, "", shown, meaning))

    def held(self, period: str, code: str, metric: str) -> int:
        """What a metrics sheet holds."""
        sheet = self.tables.metrics[period]
        value = sheet.rows[sheet.row(地区代码=code)][sheet.header.index(self.tables.headers[metric])]
        return int(str(value))

    def put(self, kind: str, period: str, code: str, metric: str, value: object, meaning: str) -> None:
        """Write a cell of a metrics sheet and record it."""
        sheet, header = self.tables.metrics[period], self.tables.headers[metric]
        row = sheet.row(地区代码=code)
        sheet.put(row, header, value)
        match value:
            case None:
                found = ""
            case Percent(number):
                found = f"{number:.0%}"
            case Formula(formula, result):
                found = f"{formula} → {result}"
            case _:
                found = str(value)
        cell = sheet.cell(row, header)
        self.planted.append(Planted(kind, sheet.file, sheet.name, cell, code, metric, found, meaning))


def with_odd_name(places: list[Place]) -> list[Place]:
    """The places, the last township's name made to begin with an equals sign."""
    *others, last = places
    return [*others, dataclasses.replace(last, name=f"={last.name}")]


def plant(places: list[Place], tables: Tables) -> list[Planted]:
    """Plant every difficulty. Rows are removed first and added last, so that noted cells stay where they are."""
    planter = Planter(places, tables, used={places[-1].code})
    _ties(planter)
    _absent(planter)
    _small_survey(planter)
    _short_sample(planter)
    _layout(planter)
    _names(planter)
    _states(planter)
    _impossible(planter)
    _spellings(planter)
    _gates(planter)
    _odd_records(planter)
    _added_rows(planter)
    return planter.planted


def _ties(planter: Planter) -> None:
    first = planter.take()
    group = next(place for place in planter.places if place.code == first)

    def twin(place: Place) -> bool:
        return place.group == group.group and place.key == group.key and place.severe == group.severe

    second = planter.take(twin)
    for sheet in planter.tables.metrics.values():
        sheet.rows[sheet.row(地区代码=second)][2:] = sheet.rows[sheet.row(地区代码=first)][2:]
    for sheet in planter.tables.records():
        at = sheet.header.index("地区代码")
        kept = [row for row in sheet.rows if row[at] != second]
        sheet.rows = [copy for row in kept for copy in ([row, _moved(row, at, second)] if row[at] == first else [row])]
    for code, other in ((first, second), (second, first)):
        sheet = planter.tables.roster
        cell = sheet.cell(sheet.row(地区代码=code), "地区代码")
        planter.note("tie", sheet, cell, code, other, "与同组另一地区的全部数据相同，应并列")


def _moved(row: list[object], at: int, code: str) -> list[object]:
    return [*row[:at], code, *row[at + 1 :]]


def _absent(planter: Planter) -> None:
    code = planter.take()
    for period in (*QUARTERS, "2023"):
        sheet = planter.tables.metrics[period]
        del sheet.rows[sheet.row(地区代码=code)]
    for sheet in planter.tables.records():
        at, when = sheet.header.index("地区代码"), 0
        sheet.rows = [row for row in sheet.rows if row[at] != code or not str(row[when]).startswith("2023")]
    planter.note("nothing_submitted", planter.tables.metrics["2023"], "", code, None, "2023年没有任何数据和记录")


def _small_survey(planter: Planter) -> None:
    code = planter.take()
    sheet = planter.tables.survey
    sheet.rows = [row for row in sheet.rows if row[:2] != ["2023", code] or str(row[3]) <= "015"]
    planter.note("small_survey", sheet, "", code, "15", "2023年只有15份问卷，不足20份")


def _short_sample(planter: Planter) -> None:
    code = planter.take(lambda place: place.is_county)
    sheet = planter.tables.visits
    last = max(str(row[3]) for row in sheet.rows if row[:3] == ["2023", code, "学校"])
    sheet.rows = [row for row in sheet.rows if row[:2] != ["2023", code] or row[3] != last]
    planter.note("short_sample", sheet, "", code, last, "2023年少查一所学校，低于抽样要求")


def _layout(planter: Planter) -> None:
    tables = planter.tables
    for period in ("2023Q2", "2023"):
        sheet = tables.metrics[period]
        sheet.titles = ("禁毒示范城市创建测评填报表（示例数据，全部虚构）", f"填报期：{period}")
        planter.note("title_rows", sheet, "A1", "", sheet.titles[0], "表头上方有两行合并的标题")
    quarter = tables.metrics["2023Q3"]
    quarter.blank_rows = 6
    at = quarter.cell(len(quarter.rows), "地区代码")
    planter.note("trailing_blanks", quarter, at, "", None, "表尾有6行只含空格的空行")
    quarter.header[0] += "  \n"
    planter.note("trailing_blanks", quarter, "A1", "", quarter.header[0], "表头带尾部空格和换行")


def _names(planter: Planter) -> None:
    sheet, place = planter.tables.roster, planter.places[-1]
    cell = sheet.cell(sheet.row(地区代码=place.code), "地区名称")
    planter.note("name_like_formula", sheet, cell, place.code, place.name, "名称以等号开头，应始终是文本")


def _states(planter: Planter) -> None:
    for metric in ("class_hours", "groups_founded", "clean_people"):
        planter.put("missing_cell", "2023", planter.take(), metric, None, "应报未报")
    planter.put("missing_cell", "2023Q2", planter.take(), "met", None, "第二季度应报未报")
    code = planter.take()
    for period in QUARTERS:
        reason = "不适用：辖区没有麻精药品批发企业"
        planter.put("na_with_reason", period, code, "patrolled_quarters", reason, "合理缺项")
    planter.put("na_without_reason", "2023", planter.take(), "platform_used", "不适用", "没有理由，按未报")
    planter.put("na_not_allowed", "2023", planter.take(), "party_meetings", "不适用：未召开", "本指标不允许不适用")
    code = planter.take()
    for metric in ("rehab", "trained", "employed"):
        planter.put("zero_by_zero", "2023Q4", code, metric, 0, "分子分母均为零")
    planter.put("zero_by_zero", "2023", code, "insured", 0, "分子分母均为零")
    code = planter.take()
    for metric in ("registered", "current_users", "met"):
        planter.put("by_zero", "2023Q4", code, metric, 0, "在册人数为零而专职人员不为零，配备比无从计算")
    code = planter.take()
    planter.put("baseline_zero", "2023", code, "new_users_before", 0, "基期为零，增幅无定义")
    planter.put("baseline_zero", "2023", code, "new_users", 3, "基期为零，增幅无定义")


def _impossible(planter: Planter) -> None:
    planter.put("rate_over_100", "2023Q4", planter.take(), "accuracy", 103, "准确率超过100%")
    code = planter.take()
    more = planter.held("2023Q4", code, "registered") + 3
    planter.put("part_over_whole", "2023Q4", code, "met", more, "见面核查人数多于在册人数")
    planter.put("negative", "2023Q3", planter.take(), "user_incidents", -1, "起数为负")
    planter.put("text_for_number", "2023", planter.take(), "corridors", "约300", "不是确定的数")
    planter.put("text_for_number", "2023", planter.take(), "innovations", "无", "看不出是零还是未报")
    planter.put("error_value", "2023", planter.take(), "workers_trained", Formula("=5/0", "#DIV/0!"), "公式出错")


def _spellings(planter: Planter) -> None:
    quarter = "2023Q4"
    planter.put("percent_text", quarter, planter.take(), "accuracy", "95%", "文本95%，即95%")
    planter.put("percent_format", quarter, planter.take(), "accuracy", Percent(0.95), "百分比格式的0.95，即95%")
    planter.put("bare_share", quarter, planter.take(), "accuracy", 0.97, "没有百分号的0.97，疑为97%，应提示")
    code = planter.take()
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(planter.held("2023", code, "volunteers")))
    planter.put("full_width", "2023", code, "volunteers", wide, "全角数字")
    code = planter.take(lambda place: place.is_county)
    grouped = f"{planter.held('2023', code, 'inhabitants'):,}"
    planter.put("thousands", "2023", code, "inhabitants", grouped, "带千分位的文本")
    code = planter.take()
    unit = f"{planter.held('2023', code, 'office_staff')}人"
    planter.put("with_unit", "2023", code, "office_staff", unit, "数字后带单位")
    planter.put("formula", "2023", planter.take(), "leader_activities", Formula("=2+3", 5), "公式，取保存的结果5")
    planter.put("too_many_decimals", "2023", planter.take(), "class_hours", 2.25, "多一位小数，四舍五入为2.3")


def _gates(planter: Planter) -> None:
    planter.put("cap", "2023Q3", planter.take(), "national_listings", 1, "被国家通报警示，总分封顶")
    planter.put("diverted", "2023", planter.take(), "diverted_cases", 1, "挪用经费，该项清零")
    sheet = planter.tables.events
    for day, kind, severity in (
        ("2023-04-18", "制毒案件", "重大"),
        ("2023-10-09", "学生吸毒", ""),
        ("2023年6月26日", "脱管犯罪", "重大"),
    ):
        code = planter.take()
        sheet.rows.append([day, code, kind, severity, 1, f"事9{len(sheet.rows):03}", "一票否决事项"])
        cell = sheet.cell(len(sheet.rows) - 1, "事件类型")
        planter.note("veto", sheet, cell, code, kind, "坚决不能发生的案事件，一票否决")


def _odd_records(planter: Planter) -> None:
    tables = planter.tables
    for sheet, header, kind, value, meaning in (
        (tables.desk, "结论", "unknown_verdict", "优秀", "结论不在规定的选项中"),
        (tables.desk, "结论", "trailing_blanks", "符合  ", "结论带尾部空格，即符合"),
        (tables.desk, "项目", "unknown_item", "D99z", "没有这一审查项目"),
        (tables.visits, "点位类型", "unknown_site_type", "网吧", "没有这一类点位"),
        (tables.survey, "答案", "unknown_answer", "还行", "答案不在规定的选项中"),
    ):
        code = planter.take()
        row = next(n for n, one in enumerate(sheet.rows) if one[:2] == ["2023", code])
        sheet.put(row, header, value)
        planter.note(kind, sheet, sheet.cell(row, header), code, value, meaning)
    sheet = tables.events
    code = planter.take()
    sheet.rows.append(["2023-02-30", code, "迟报漏报", "", 1, "事9999", "日期写错"])
    planter.note("bad_date", sheet, sheet.cell(len(sheet.rows) - 1, "日期"), code, "2023-02-30", "没有这一天")


def _added_rows(planter: Planter) -> None:
    tables = planter.tables
    sheet = tables.metrics["2023"]
    again, changed = planter.take(), planter.take()
    _added(planter, sheet, "duplicate_agreeing", list(sheet.rows[sheet.row(地区代码=again)]), "重复填报，内容一致")
    row = list(sheet.rows[sheet.row(地区代码=changed)])
    at = sheet.header.index(tables.headers["brands"])
    row[at] = (int(str(row[at])) + 2) % 6
    _added(planter, sheet, "duplicate_conflicting", row, "重复填报，品牌数不一致")
    stranger = [STRANGER, "示例·不在名录镇", *sheet.rows[0][2:]]
    _added(planter, sheet, "unknown_jurisdiction", stranger, "名录中没有这一代码")
    stranger = ["2023", STRANGER, *tables.survey.rows[0][2:]]
    _added(planter, tables.survey, "unknown_jurisdiction", stranger, "名录外地区的问卷")
    row = list(next(row for row in tables.survey.rows if row[:2] == ["2023", changed] and row[4] == "K1"))
    row[5] = "不知晓" if row[5] == "知晓" else "知晓"
    _added(planter, tables.survey, "duplicate_conflicting", row, "同一受访者同一题两个答案")
    blank = planter.take()
    at_row = sheet.row(地区代码=blank)
    sheet.put(at_row, "地区代码", f"{blank}  ")
    planter.note("trailing_blanks", sheet, sheet.cell(at_row, "地区代码"), blank, f"{blank}  ", "代码带尾部空格")
    sheet.header.append(EXTRA_COLUMN)
    for row in sheet.rows:
        row.append(100)
    cell = f"{sheet.cell(0, EXTRA_COLUMN).rstrip('0123456789')}{len(sheet.titles) + 1}"
    planter.note("unknown_metric", sheet, cell, "", EXTRA_COLUMN, "规则中没有这一指标")


def _added(planter: Planter, sheet: Sheet, kind: str, row: list[object], meaning: str) -> None:
    sheet.rows.append(row)
    at = sheet.header.index("地区代码")
    cell = sheet.cell(len(sheet.rows) - 1, "地区代码")
    planter.note(kind, sheet, cell, str(row[at]), row[at], meaning)
