"""The difficulties of the city outline: what is planted where, in the order it must be."""

from __future__ import annotations

from collections.abc import Mapping

from sample_inputs.generate import faults
from sample_inputs.generate.places import Place
from sample_inputs.generate.planter import Planter
from sample_inputs.generate.usual import usual_after, usual_before, usual_cells

COUNTY, TOWN = "县级市（区）", "镇（街道）"
YEARS = ("2023", "2024", "2025")
BASE, LAST = "2022", "2025"
GRAVE = "重大"


def is_county(place: Place) -> bool:
    """Whether it is one of the upper level."""
    return place.level == COUNTY


def plant(planter: Planter) -> None:
    """Plant them all: first what removes rows, last what adds some."""
    usual_before(planter, LAST)
    faults.without_history(planter, (BASE, "2023"), "2024年设立：当年没有低位线，升降也无从比较，都不作零分")
    faults.small_survey(planter, LAST, 18, "2025年只有18份问卷，不足20份，知晓率不计")
    faults.short_sample(planter, LAST, "社区戒毒社区康复工作站", "2025年少查一个工作站，低于抽样要求")
    _few_judges(planter)
    _as_it_is(planter)
    usual_cells(planter, LAST)
    _rates(planter)
    _low_lines(planter)
    _limits(planter)
    _sites(planter)
    _reviews(planter)
    _events(planter)
    usual_after(planter, LAST)


def _town(place: Place) -> bool:
    return place.level == TOWN


def _few_judges(planter: Planter) -> None:
    sheet, code = planter.records("marks"), planter.take(is_county)

    def kept(row: dict[str, object]) -> bool:
        here = row["测评期"] == LAST and row["地区代码"] == code and row["评分项"] in ("P1", "P2")
        return not here or str(row["评委"]) <= "P02"

    planter.keep_rows(sheet, kept)
    planter.note("few_judges", sheet, "", code, 2, "只有两名评委打分，不足三人，述职讲评得分不计")


def _as_it_is(planter: Planter) -> None:
    """What most places do not have: it is no difficulty, and belongs to the place in every year."""
    counties = [place.code for place in planter.places if is_county(place)]
    _not_there(planter, "K13a", set(counties[1:]), "辖区没有国际邮件快件互换局")
    _not_there(planter, "K13b", set(counties[::3]), "辖区没有省际公安检查站")
    _not_there(planter, "K3b", {place.code for place in planter.places} - set(counties[:4]), "辖区没有强制隔离戒毒所")
    streets = [place.code for place in planter.places if place.group == "街道"]
    _not_there(planter, "K1b", set(streets[::2]), "辖区没有农村")


def _not_there(planter: Planter, item: str, codes: set[str], reason: str) -> None:
    sheet = planter.records("desk")
    for row in planter.rows_of(sheet, 项目=item):
        if sheet.rows[row][sheet.at("地区代码")] in codes:
            _write(planter, row, "不适用", reason)


def _write(planter: Planter, row: int, verdict: str, reason: str = "") -> None:
    sheet = planter.records("desk")
    has_evidence = verdict in ("符合", "基本符合", "已落实")
    evidence = sheet.rows[row][sheet.at("佐证编号")] or f"证9{row:05}"
    for header, value in (("结论", verdict), ("佐证编号", evidence if has_evidence else ""), ("理由", reason)):
        sheet.put(row, header, value)


def _rates(planter: Planter) -> None:
    code = planter.take()
    pupils = planter.held(LAST, code, "pupils")
    planter.put("rate_past_full", LAST, code, "books", pupils + 60, "读本多于学生数，超过100%，不多得分")
    code = planter.take(is_county)
    planter.set(LAST, code, "spectrometers_known", 6)
    planter.put("rate_past_full", LAST, code, "spectrometers_found", 9, "查出三台原先没有掌握的，超过100%，不多得分")
    code = planter.take()
    for metric in ("users", "verified", "evaluated", "controlled"):
        planter.put("zero_by_zero", LAST, code, metric, 0, "没有社会面吸毒人员，三率不适用，核查管控率列为100%")
    code = planter.take()
    for year in ("2024", LAST):
        planter.set(year, code, "orders", 20)
        planter.put("rate_full", year, code, "orders_reported", 20, "两年都是100%，无可再升，得满分")
    code = planter.take()
    for year in ("2024", LAST):
        planter.set(year, code, "executable", 40)
        planter.put("flat", year, code, "executed", 36, "两年都是90%，持平得一半")
    code = planter.reporting(LAST, "families_planned")
    fewer = planter.held(LAST, code, "families_planned") - 1
    planter.put("reviewed_lower", LAST, code, "families_planned", fewer, "复核值比自评少一户，以复核值为准")


def _low_lines(planter: Planter) -> None:
    code = planter.take()
    for year in (BASE, "2023", "2024"):
        planter.set(year, code, "relapsed", 0)
    planter.put("baseline_zero", LAST, code, "relapsed", 1, "此前各年都没有复吸：自己的低位是零，看同层级的中位数")
    code = planter.take()
    for year, cases in ((BASE, 112), ("2023", 110), ("2024", 108)):
        planter.set(year, code, "drug_cases", cases)
    planter.put("on_the_limit", LAST, code, "drug_cases", 110, "高于中位数，正好等于此前各年的平均，算守住低位")
    code = planter.take()
    for year in (BASE, "2023", "2024"):
        planter.set(year, code, "drug_cases", 100)
    planter.put("on_the_limit", LAST, code, "drug_cases", 200, "正好是低位线的两倍，扣完")


def _limits(planter: Planter) -> None:
    code = planter.take(is_county)
    for metric in ("beds_needed", "medics_needed", "beds"):
        planter.set(LAST, code, metric, 20)
    planter.put("on_the_limit", LAST, code, "medics", 19, "床位够而医护差一名，按95%计")
    code = planter.take(is_county)
    planter.set(LAST, code, "compulsory_admitted", planter.held(LAST, code, "compulsory_due"))
    planter.set(LAST, code, "sick_due", 1)
    planter.put("single_case", LAST, code, "sick_admitted", 0, "应收的病残人员只有一名而没有收：应收尽收不得分")
    planter.put("gate", LAST, planter.take(is_county), "downgrades", 1, "违规降格一人次，该条清零")


FULL: Mapping[str, int] = {
    "population": 50_000,
    **dict.fromkeys(("drug_cases", "relapsed", "new_users"), 0),
    **dict.fromkeys(("places_due", "places_covered", "users", "verified", "evaluated", "controlled"), 60),
    **dict.fromkeys(("instructors", "instructors_trained", "orders", "orders_reported"), 20),
    **dict.fromkeys(("executable", "executed", "recovering", "kept_clean", "hair_due", "hair_tested", "managed"), 40),
    **dict.fromkeys(("rehab_staff_due", "rehab_staff", "workers_due", "workers", "families", "families_planned"), 5),
    **dict.fromkeys(("minors", "minors_protected", "drills", "party_meetings", "government_meetings", "stations"), 2),
    **dict.fromkeys(("pupils", "books"), 4000),
    **dict.fromkeys(("awarded_schools", "awarded_teachers", "experiences", "declared"), 0),
}
"""A town's year without a fault and without a bonus."""
BEST = {"基本符合": "符合", "不符合": "符合", "未查": "符合", "未落实": "已落实"}


def _without_fault(planter: Planter, code: str, *years: str) -> None:
    """Let a town earn full marks in these years."""
    for year in years:
        for metric, number in FULL.items():
            planter.set(year, code, metric, number)
        for row in planter.rows_of(planter.records("desk"), 测评期=year, 地区代码=code):
            verdict = str(planter.records("desk").rows[row][3])
            if verdict in BEST:
                _write(planter, row, BEST[verdict])
        for table, header, best in (("visits", "结论", "合格"), ("survey", "答案", "知道")):
            sheet = planter.records(table)
            for row in planter.rows_of(sheet, 测评期=year, 地区代码=code):
                sheet.put(row, header, best)
        sheet = planter.records("marks")
        for row in planter.rows_of(sheet, 测评期=year, 地区代码=code, 评分项="J1"):
            sheet.put(row, "评分", 5)


def _judged(planter: Planter, code: str, year: str, verdict: str, items: str) -> None:
    """Let a town have a verdict on some items of a desk review, written D20de for D20d and D20e."""
    sheet = planter.records("desk")
    for letter in items[3:]:
        (row,) = planter.rows_of(sheet, 测评期=year, 地区代码=code, 项目=items[:3] + letter)
        _write(planter, row, verdict, "记录不连续" if verdict == "基本符合" else "未见本期材料")


def _quiet(planter: Planter, best: float = 0.0) -> str:
    """A town without a difficulty of which no event is recorded, so that it stands where it is put.

    Args:
        planter: of the programme.
        best: how well it is run at least; of these, those with events that are no harm will do.
    """
    sheet = planter.records("events")
    harmless = ("媒体报道",) if best else ()
    named = {row[sheet.at("地区代码")] for row in sheet.rows if row[sheet.at("事件类型")] not in harmless}
    return planter.take(lambda place: _town(place) and place.code not in named and place.quality >= best)


def _sites(planter: Planter) -> None:
    """Demonstration sites: awarded at the edge, put right, withdrawn."""
    for short, meaning in (
        (0, "申报当年总分正好90.00，授予示范点"),
        (1, "同样的材料，读本少发1%，总分89.99，不授予"),
    ):
        code = _quiet(planter)
        _without_fault(planter, code, LAST)
        _judged(planter, code, LAST, "不符合", "D20de")
        _judged(planter, code, LAST, "基本符合", "D26abcdefgh")
        planter.set(LAST, code, "books", 4000 - 40 * short)
        planter.put("award", LAST, code, "declared", 1, meaning)
    for fallen, meaning in (
        (("2024",), "2023年授予，2024年不到85分限期整改，2025年回到85分解除"),
        (("2024", LAST), "2023年授予，2024、2025年连续两年不到85分，撤销"),
    ):
        code = _quiet(planter)
        _without_fault(planter, code, *YEARS)
        for year in fallen:
            _judged(planter, code, year, "不符合", "D15b")
            _judged(planter, code, year, "不符合", "D18abcd")
            _judged(planter, code, year, "不符合", "D20de")
        planter.put("award", "2023", code, "declared", 1, meaning)
    code = _quiet(planter)
    _without_fault(planter, code, *YEARS)
    planter.put("award", "2023", code, "declared", 1, "2023年授予，2025年发生肇事肇祸，得分再高也当年撤销")
    _happened(planter, "withdrawn", code, ("2025-09-09", "肇事肇祸", "一般", "事9001"), "示范点发生肇事肇祸，当年撤销")


def _happened(planter: Planter, kind: str, code: str, event: tuple[str, str, str, str], meaning: str) -> None:
    day, type_, severity, evidence = event
    row: list[object] = [day, code, type_, severity, 1, evidence, meaning]
    planter.add(kind, planter.records("events"), row, meaning, "事件类型")


def _reviews(planter: Planter) -> None:
    sheet = planter.records("marks")
    code = planter.take()
    (row,) = planter.rows_of(sheet, 测评期=LAST, 地区代码=code, 评分项="J1")
    planter.mark("no_reason", sheet, row, "理由", "", "品牌评定没有写理由，不予采信")
    desk, code = planter.records("desk"), planter.take(is_county)
    for item in ("K13a", "K13b", "K13c"):
        (row,) = planter.rows_of(desk, 测评期=LAST, 地区代码=code, 项目=item)
        _write(planter, row, "不适用", "辖区没有这类地点")
        planter.note("all_not_applicable", desk, desk.cell(row, "结论"), code, "不适用", "三类地点都没有，全项不计")
    code = planter.take(lambda place: _town(place) and place.quality < 0.3)
    for row in planter.rows_of(desk, 测评期=LAST, 地区代码=code):
        verdict = str(desk.rows[row][desk.at("结论")])
        if verdict != "不适用":
            _write(planter, row, "未落实" if "落实" in verdict else "不符合", "未见本期材料")
    for metric, times in (("new_users", 4), ("drug_cases", 3)):
        number = times * max(planter.held("2024", code, metric), 60)
        planter.put("accountability", LAST, code, metric, number, "工作不力且毒情反弹，建议追究责任")


def _events(planter: Planter) -> None:
    for day, meaning in (
        ("2024-12-31", "2024年最后一天：计入2024年，不影响2025年"),
        ("2025-01-01", "2025年第一天：计入2025年，当年不得评优"),
    ):
        _happened(planter, "gate", _quiet(planter, 0.7), (day, "肇事肇祸", "一般", f"事9{day[:4]}"), meaning)
    for severity, meaning in ((GRAVE, "重大的该项不得分，不得评优"), ("一般", "一般的不在“重大”之列，不影响")):
        code = planter.take(is_county)
        _happened(planter, "gate", code, ("2025-07-01", "制毒物品流失", severity, f"事9{code[2:]}"), meaning)
    code, meaning = _quiet(planter, 0.7), "重大舆情，该项不得分，不得评优"
    _happened(planter, "gate", code, ("2025-06-06", "涉毒舆情", GRAVE, "事9066"), meaning)
    code = _quiet(planter, 0.1)
    meaning = "等级没有认定，看不出是不是重大：该项未测评，能否评优未能判定"
    _happened(planter, "no_severity", code, ("2025-05-05", "涉毒舆情", "", "事9055"), meaning)
    code = planter.take()
    for day in ("2025-03-03", "2025-03-04"):
        _happened(planter, "same_matter", code, (day, "媒体报道", "国家级", "示例稿7号"), "两家刊发同一稿件，计一篇")
    _happened(planter, "no_evidence", planter.take(), ("2025-04-04", "媒体报道", "国家级", ""), "没有刊播凭证，不加分")
