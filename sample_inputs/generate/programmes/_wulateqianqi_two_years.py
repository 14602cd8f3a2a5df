"""What the Urad programme follows over two years: places listed for correction, trends, one founded in between."""

from __future__ import annotations

from collections.abc import Sequence

from sample_inputs.generate import faults
from sample_inputs.generate.places import Place
from sample_inputs.generate.planter import Planter
from sample_inputs.generate.tables import CODE

COUNTY, TOWN = "旗县区", "苏木镇"
LINE = {COUNTY: 500, TOWN: 60}
HALVES = {"2023H1": "2023Q2", "2023H2": "2023Q4", "2024H1": "2024Q2", "2024H2": "2024Q4"}
"""The halves, each with the quarter at whose end people are counted."""

_ITEM, _MET, _PARTLY, _UNMET, _NOT = "D61e", "符合", "基本符合", "不符合", "不适用"
_AT_FIRST = ("2023Q1", "2023H1", "2023Q2", "2023Q3", "2023Q4", "2023H2", "2022", "2023")


class Acceptance:
    """The verdicts on whether places under correction reached the standard, one each half and year."""

    def __init__(self, planter: Planter) -> None:
        self.sheet = planter.records("desk")
        item, period, who = (self.sheet.at(header) for header in ("项目", "测评期", CODE))
        rows = ((n, row) for n, row in enumerate(self.sheet.rows) if row[item] == _ITEM)
        self.rows = {(str(row[period]), str(row[who])): n for n, row in rows}

    def drawn(self, period: str, code: str) -> object:
        """The verdict as it was drawn."""
        return self.sheet.rows[self.rows[period, code]][self.sheet.at("结论")]

    def put(self, period: str, code: str, verdict: object, reason: str = "") -> None:
        """Write a verdict; that of a second half stands for its year too."""
        for one in (period, period[:4]) if period.endswith("H2") else (period,):
            row = self.rows[one, code]
            self.sheet.put(row, "结论", verdict)
            self.sheet.put(row, "理由", reason)
            self.sheet.put(row, "佐证编号", "" if verdict in (_UNMET, _NOT) else f"验{row:06}")


def accept(planter: Planter) -> None:
    """Let the verdicts follow the numbers: none where nobody is listed, none passed while over the line."""
    acceptance = Acceptance(planter)
    for place in planter.places:
        listed = False
        for half, quarter in HALVES.items():
            over = planter.held(quarter, place.code, "current_users") > LINE[place.level]
            if over:
                acceptance.put(half, place.code, _UNMET, "现有吸毒人员数仍超过标准" if listed else "本期新列入")
                listed = True
            elif listed:
                verdict = acceptance.drawn(half, place.code)
                acceptance.put(half, place.code, verdict, "" if verdict == _MET else "整治台账不完整")
                listed = verdict != _MET
            else:
                acceptance.put(half, place.code, _NOT, "没有挂牌整治")


def found_one(planter: Planter) -> None:
    """Let a place have been founded in 2024; to be called with what else removes rows."""
    # The last in line, so that nobody else's difficulty goes to another place.
    last = [place for place in planter.free() if place.level == TOWN][-1]
    meaning = "2024年新设，没有2022年、2023年的数据：没有可比基期，也没有创建期得分"
    faults.without_history(planter, _AT_FIRST, meaning, lambda place: place is last)


def plant_two_years(planter: Planter) -> None:
    """Plant what can only be seen over both years."""
    _listed(planter)
    _trends(planter)


def _listed(planter: Planter) -> None:
    for kind, stock, verdicts, meaning in (
        (
            "removed",
            (66, 64, 60, 55),
            (_UNMET, _UNMET, _MET, _NOT),
            "2024年上半年降到60人（不超过标准）且验收通过，摘帽",
        ),
        (
            "entered_again",
            (70, 58, 57, 61),
            (_UNMET, _MET, _NOT, _UNMET),
            "2023年下半年摘帽，2024年下半年又超过60人，重新挂牌",
        ),
        (
            "not_accepted",
            (68, 59, 58, 57),
            (_UNMET, _PARTLY, _PARTLY, _PARTLY),
            "人数早已降到标准以内，验收一直只是基本符合，不能摘帽",
        ),
        ("on_the_line", (60, 60, 60, 60), (_NOT, _NOT, _NOT, _NOT), "正好60人，没有超过，不挂牌"),
        ("overdue", (80, 75, 72, 70), (_UNMET,) * 4, "挂牌满一年仍超过60人，逾期未摘帽，等次最高为达标"),
    ):
        _list(planter, kind, stock, verdicts, meaning)


def _is_large(planter: Planter, place: Place, most: int) -> bool:
    return place.level == TOWN and all(
        most <= planter.held(quarter, place.code, "registered") <= 3 * most for quarter in HALVES.values()
    )


def _list(planter: Planter, kind: str, stock: Sequence[int], verdicts: Sequence[str], meaning: str) -> None:
    # A place large enough to have that many registered, so that nothing else is out of proportion.
    code = planter.take(lambda place: _is_large(planter, place, max(stock)))
    acceptance = Acceptance(planter)
    for (half, quarter), number, verdict in zip(HALVES.items(), stock, verdicts, strict=True):
        planter.put(kind, quarter, code, "current_users", number, meaning)
        reason = {_UNMET: "现有吸毒人员数超过标准", _NOT: "没有挂牌整治", _PARTLY: "整治台账不完整"}
        acceptance.put(half, code, verdict, reason.get(verdict, ""))


def _trends(planter: Planter) -> None:
    for kind, executed, meaning in (
        ("gained_in_all", (70, 90, 85), "执行率2023年上升、2024年回落，两年合计仍上升：当年不得分，创建期得满分"),
        ("lost_in_all", (80, 85, 75), "执行率2023年上升、2024年降到2022年以下：创建期不得分"),
        ("as_before", (80, 90, 80), "执行率两年一升一降，回到2022年：创建期取两年得分率的平均"),
    ):
        code = planter.take()
        for year, number in zip(("2022", "2023", "2024"), executed, strict=True):
            planter.set(year, code, "orders_due", 100)
            planter.put(kind, year, code, "orders_executed", number, meaning)
    code = planter.take()
    for year, prior, recent in (("2023", 0, 0), ("2024", 0, 1)):
        meaning = "前三年没有外流贩毒人员：2023年仍没有，视为达到；2024年出现一人，视为未达到"
        planter.put("from_none", year, code, "outflow_prior", prior, meaning)
        planter.put("from_none", year, code, "outflow_recent", recent, meaning)
    code = planter.reporting("2024Q4", "rehab")
    for metric in ("trained", "employed"):
        meaning = "既培训又就业的按两次计，合计超过社戒社康人数，比率超过100%"
        planter.put("rate_past_100", "2024Q4", code, metric, planter.held("2024Q4", code, "rehab"), meaning)
    _reports(planter)


def _reports(planter: Planter) -> None:
    sheet = planter.records("reports")
    for kind, window, day, meaning in (
        ("a_day_late", "2024年3月", "2024-03-26", "迟一天，不算25日前报送"),
        ("on_the_day", "2024年4月", "2024-04-25", "25日当天，算按时"),
    ):
        code = planter.take()
        (row,) = planter.rows_of(sheet, 地区代码=code, 所属期=window, 报送事项="创建工作进展月报")
        planter.mark(kind, sheet, row, "报送日期", day, meaning)
