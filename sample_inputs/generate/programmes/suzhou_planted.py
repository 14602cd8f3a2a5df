"""The difficulties of the Suzhou programme: what is planted where, in the order it must be."""

from __future__ import annotations

from dataclasses import dataclass

from sample_inputs.generate import faults
from sample_inputs.generate.places import Place
from sample_inputs.generate.planter import Planter
from sample_inputs.generate.sheets import Sheet
from sample_inputs.generate.usual import usual_after, usual_before, usual_cells

CITY, DISTRICT, TOWN = "市本级", "县区", "镇街"
YEARS = ("2020", "2021", "2022")
LAST, REVIEW = "2022", "2020-2022"


def plant(planter: Planter) -> None:
    """Plant them all: first what removes rows, last what adds some."""
    founded = {faults.without_history(planter, one.gone, one.meaning): one for one in FOUNDED}
    faults.without_history(planter, ("2019",), "没有2019年基数：与2019年比的各项不适用，不作零分")
    _not_monitored(planter)
    faults.short_sample(planter, LAST, "寄递网点", "2022年少查一处寄递网点，低于抽样要求", _district)
    usual_before(planter, LAST)
    usual_cells(planter, LAST)
    for code, one in founded.items():
        for year, months in one.there.items():
            planter.put("founded_later", year, code, "months_in_being", months, one.meaning)
    _limits(planter)
    _baselines(planter)
    _shares(planter)
    _gates(planter)
    usual_after(planter, LAST)
    for code, one in founded.items():
        for year in one.not_there:
            row: list[object] = [year, code, planter.plan.metrics["months_in_being"].title, 0, ""]
            planter.add("founded_later", _upper(planter), row, one.meaning, "数值")


def _district(place: Place) -> bool:
    return place.level == DISTRICT


def _upper(planter: Planter) -> Sheet:
    """The table of what others report: months in being, sewage, effectiveness, practices promoted."""
    if planter.tables.upper is None:
        raise ValueError("this programme's upper offices report in a table of their own")
    return planter.tables.upper


@dataclass(frozen=True)
class Founded:
    """A town that was not there from the start: the periods without anything of it, and its months in the others."""

    gone: tuple[str, ...]
    there: dict[str, int]
    meaning: str

    @property
    def not_there(self) -> list[str]:
        """The years assessed in which it was not in being."""
        return [year for year in YEARS if year in self.gone]


FOUNDED = (
    Founded(
        ("2019", "2020", REVIEW),
        {"2021": 5, "2022": 12},
        "2021年8月设立：2021年不满六个月，不参加年度考评；三年不满三十个月，不参加综合考评",
    ),
    Founded(
        ("2019",),
        {"2020": 6, "2021": 12, "2022": 12},
        "2020年7月设立：当年正好六个月，参加年度考评；三年正好三十个月，参加综合考评",
    ),
)


def _not_monitored(planter: Planter) -> None:
    sheet, code = _upper(planter), planter.take(_district)
    title = planter.plan.metrics["sewage_load"].title
    planter.keep_rows(sheet, lambda row: (row["测评期"], row["地区代码"], row["指标"]) != (LAST, code, title))
    planter.note("missing_row", sheet, "", code, None, "2022年没有代谢物监测数：年度和综合考评的下降都不得分")


def _limits(planter: Planter) -> None:
    """Numbers on a limit, and one step beyond."""
    for plants, meaning in (
        (500, "单起正好500株，即为大规模"),
        (499, "单起499株，不到大规模的界限"),
    ):
        code = planter.take()
        for metric in ("plants", "plants_cleared"):
            planter.set("2021", code, metric, plants)
        planter.put("on_the_limit", "2021", code, "largest_planting", plants, meaning)
    code = planter.take(_district)
    planter.set("2020", code, "caught", 40)
    planter.put("on_the_limit", "2020", code, "newly_found", 14, "40人中14人，占比正好35%，达到要求")
    code = planter.take(_district)
    planter.set("2022", code, "rehab_offices", 10)
    planter.put("on_the_limit", "2022", code, "rehab_offices_standard", 9, "10个中9个，正好90%，达到要求")
    code = planter.take()
    planter.set("2022", code, "aftercare_due", 1)
    planter.put("single_case", "2022", code, "aftercare_given", 0, "应照管的只有1人而未照管，照管率为零")


def _baselines(planter: Planter) -> None:
    """Baselines of zero, from which nothing has fallen and anything has risen."""
    code = planter.take()
    for year in ("2019", "2020", "2021"):
        planter.set(year, code, "relapsed", 0)
    planter.put("baseline_zero", LAST, code, "relapsed", 1, "2019年复吸率为零，2022年不为零：没有明显下降")
    code = planter.take(_district)
    planter.set("2019", code, "seized_in_checks", 0)
    planter.put("baseline_zero", "2020", code, "seized_in_checks", 120.5, "2019年占比为零，当年有查获，视为达到")


def _shares(planter: Planter) -> None:
    """Rates beyond a hundred: spare copies, a share that cannot rise, more staff than posts."""
    code = planter.take(_district)
    pupils = planter.held("2021", code, "reader_pupils")
    planter.put("rate_past_full", "2021", code, "readers", pupils + 800, "读本多于学生数，人均超过一册，不多得分")
    code = planter.take(_district)
    whole = planter.value("2021", code, "seized")
    planter.put("rate_full", "2021", code, "seized_in_checks", whole, "缴获全部来自公开查缉，占比100%，无可再升")
    code = planter.take()
    posts = planter.held("2022", code, "worker_posts")
    planter.put("rate_past_full", "2022", code, "workers", posts + 3, "实有社工多于核定数，不多得分")


def _gates(planter: Planter) -> None:
    for day, type_, meaning in (
        ("2020-12-31", "突出毒品问题", "2020年最后一天：计入2020年和三年，不计入2021年"),
        ("2021-01-01", "制毒窝点", "2021年第一天：计入2021年和三年，不计入2020年"),
        ("2022-06-26", "毒品泛滥问责", "因毒品问题泛滥被追责，当期和三年都不参加评定"),
        ("2019-11-20", "学生吸毒", "发生在基期，不计入任何一次考评"),
    ):
        faults.happened(planter, "gate", day, type_, "", meaning)
