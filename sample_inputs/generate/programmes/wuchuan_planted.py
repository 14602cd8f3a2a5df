"""The difficulties of Wuchuan's programme: the usual ones, and those that bite its own rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sample_inputs.generate import faults, usual
from sample_inputs.generate.places import Place
from sample_inputs.generate.planter import Planter

CITY, TOWN = "市", "镇街"
YEAR, LAST = "2018", "2019"
QUARTERS = tuple(f"{LAST}Q{n}" for n in range(1, 5))
BEFORE = ("2016", "2017", "2017Q4", "2018Q1", "2018Q2")
"""Periods before the township of July 2018 was founded."""
SINCE = ("2018Q3", "2018Q4", *QUARTERS, YEAR, LAST)


def plant(planter: Planter) -> None:
    """Plant them all: first what removes rows, last what adds some."""
    usual.usual_before(planter, YEAR)
    founded = faults.without_history(planter, BEFORE, "2018年7月新设，没有此前的数据，逐年升降和三年平均无从谈起")
    planter.fact(founded, "newly_founded", "是")
    _survey(planter)
    faults.short_sample(planter, YEAR, "学校", "2018年少查一所学校，低于抽样要求")
    usual.usual_cells(planter, YEAR)
    _means(planter)
    _ratios(planter)
    _baselines(planter)
    _consequences(planter)
    _either_of_two(planter)
    usual.usual_after(planter, YEAR)
    _founded(planter, founded)


def _founded(planter: Planter, code: str) -> None:
    """Say of each period whether the new township was there."""
    title = planter.plan.metrics["founded"].title
    if sheet := planter.tables.upper:
        sheet.rows += [[period, code, title, int(period in SINCE), ""] for period in (*BEFORE, *SINCE)]


def _survey(planter: Planter) -> None:
    faults.small_survey(planter, YEAR, 27, "2018年只有27份问卷，不足30份，知晓率和满意率不评")
    code, sheet = planter.take(), planter.records("survey")
    kept = [0]

    def enough(row: dict[str, object]) -> bool:
        if (row["测评期"], row["地区代码"], row["受访者类别"]) != (LAST, code, "重点青少年"):
            return True
        kept[0] += row["题号"] == "K1"
        return kept[0] <= 3

    planter.keep_rows(sheet, enough)
    planter.note("small_class", sheet, "", code, 3, "2019年重点青少年只有3份问卷，不足4份，这一类不计")


def _several(
    planter: Planter, kind: str, code: str, values: Mapping[str, Mapping[str, int | None]], meaning: str
) -> None:
    """Write numbers of several metrics in several periods, each noted as part of one difficulty."""
    for period, numbers in values.items():
        for metric, number in numbers.items():
            planter.put(kind, period, code, metric, number, meaning)


def _kept(numbers: Sequence[int]) -> Mapping[str, Mapping[str, int]]:
    return {period: {"rehab_in": 20, "rehab_kept": kept} for period, kept in zip(QUARTERS, numbers, strict=True)}


def _means(planter: Planter) -> None:
    _several(
        planter, "mean_on_the_edge", planter.take(), _kept((16, 18, 16, 18)), "2019年四个季度保持率平均恰为85%，达标"
    )
    meaning = "年末全部保持，但四个季度平均只有83.75%，未达标"
    _several(planter, "mean_below_year_end", planter.take(), _kept((15, 15, 17, 20)), meaning)
    code = planter.take()
    meaning = "缺报一个季度，没有年度平均，按未报而不按没有历史"
    for metric in ("rehab_in", "rehab_kept"):
        planter.put("quarter_missing", f"{LAST}Q2", code, metric, None, meaning)


def _ratios(planter: Planter) -> None:
    last = QUARTERS[-1]
    edge = {"society_users": 300, "social_workers": 10, "professional_workers": 3, "workers_trained": 10}
    edge |= {"classified": 285, "controlled": 257, "personal_plans": 300}
    meaning = "30:1、专业社工30%、分类定级95%均恰好达到；257÷285过90%，而257÷300不到"
    _several(planter, "ratio_on_the_edge", planter.take(), {last: edge}, meaning)
    short = {"society_users": 310, "social_workers": 10, "professional_workers": 2, "workers_trained": 10}
    short |= {"classified": 290, "controlled": 250, "personal_plans": 300}
    _several(planter, "ratio_just_short", planter.take(), {last: short}, "31:1，少于应配，按比例得分")
    none = {"social_workers": 0, "professional_workers": 0, "workers_trained": 0}
    _several(
        planter, "no_social_worker", planter.take(), {last: none}, "一名社工也没有：配备比零分，专业社工比例无对象"
    )
    _several(
        planter, "nobody_classified", planter.take(), {last: {"classified": 0, "controlled": 0}}, "无人分类，落实率0÷0"
    )
    code = planter.take()
    planter.put(
        "part_over_whole",
        last,
        code,
        "controlled",
        planter.held(last, code, "classified") + 1,
        "管控人数多于已分类人数（嵌套的分母）",
    )
    code = planter.take()
    over = planter.held(last, code, "orders_due") + 2
    planter.put("part_over_whole", last, code, "orders_executed", over, "已执行多于应执行，执行率超过100%，不予采信")


def _baselines(planter: Planter) -> None:
    code = planter.take()
    planter.put("baseline_zero", "2016", code, "transit_cases", 0, "基期为零、期末为一，从无到有")
    planter.put("baseline_zero", LAST, code, "transit_cases", 1, "基期为零、期末为一，从无到有")
    code = planter.take()
    for year in ("2016", "2017", YEAR, LAST):
        planter.put("baseline_zero", year, code, "transit_cases", 0, "一直是零，视为达到")
    code = planter.take()
    meaning = "新滋生人数由10人增为12人，新增率由5%降为4.8%：增速减缓"
    numbers = {"2017": {"registered_start": 200, "new_users": 10}, YEAR: {"registered_start": 250, "new_users": 12}}
    _several(planter, "more_people_slower_growth", code, numbers, meaning)


def _consequences(planter: Planter) -> None:
    code = planter.take()
    planter.fact(code, "warned", "是")
    for year, listed in (("2017", 1), (YEAR, 1), (LAST, 0)):
        planter.put("warning_kept", year, code, "warning_listed", listed, "2018年底仍未摘帽，2019年摘帽")
    planter.put("upper_key_listed", LAST, planter.take(), "upper_key_listed", 1, "被上级列为重点整治地区，等次不合格")
    faults.happened(planter, "neglect", "2019-04-12", "工作不力", "严重后果", "工作不力造成严重后果，等次不高于合格")
    faults.happened(planter, "manufacture", "2019-05-20", "制毒案件", "", "本地制毒，该项零分而不否决")
    code = planter.take()
    for year, found in (("2017", 1), (YEAR, 3), (LAST, 3)):
        planter.put("youth_accelerates", year, code, "youth_new", found, "2018年加速蔓延，2019年持平不算加速")


def _either_of_two(planter: Planter) -> None:
    sheet = planter.records("desk")
    cities = [place for place in planter.places if place.level == CITY]

    def verdict(city: Place, item: str, written: str, kind: str, meaning: str) -> None:
        row = planter.rows_of(sheet, 测评期="2017", 地区代码=city.code, 项目=item)[0]
        sheet.put(row, "佐证编号", "" if written == "不符合" else "证90001")
        sheet.put(row, "理由", "" if written == "符合" else "未见登记证书")
        planter.mark(kind, sheet, row, "结论", written, meaning)

    with_one, with_none = cities[0], cities[1]
    verdict(with_one, "G62a", "不符合", "either_of_two", "只有协会没有基金会，二者有一即可")
    verdict(with_one, "G62b", "符合", "either_of_two", "只有协会没有基金会，二者有一即可")
    verdict(with_none, "G62a", "基本符合", "neither_of_two", "都在筹备而未成立，2017年内未达到")
    verdict(with_none, "G62b", "不符合", "neither_of_two", "都在筹备而未成立，2017年内未达到")
