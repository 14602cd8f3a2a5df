"""The whole set of input tables, before any difficulty is planted in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sample_inputs.generate import records
from sample_inputs.generate.numbers import submitted
from sample_inputs.generate.places import Place
from sample_inputs.generate.plan import Metric, Plan
from sample_inputs.generate.scene import Values
from sample_inputs.generate.sheets import Sheet

ROSTER, METRICS, DESK, VISITS, SURVEY, EVENTS = (
    "名录.xlsx",
    "填报数据.xlsx",
    "台账审查.xlsx",
    "实地检查.csv",
    "群众问卷.csv",
    "事件.xlsx",
)
QUARTERS = ("2023Q1", "2023Q2", "2023Q3", "2023Q4")
PERIODS = ("2022", *QUARTERS, "2023")


@dataclass
class Tables:
    """Every table by what it holds; metrics by their period."""

    roster: Sheet
    metrics: dict[str, Sheet]
    desk: Sheet
    visits: Sheet
    survey: Sheet
    events: Sheet
    headers: dict[str, str]

    def records(self) -> tuple[Sheet, ...]:
        """The tables that hold records, of which a place may have any number."""
        return self.desk, self.visits, self.survey, self.events


def make_tables(plan: Plan, places: Sequence[Place]) -> Tables:
    """All tables, filled in without a fault."""
    numbers = {place.code: submitted(plan.metrics, place) for place in places}
    return Tables(
        roster=_roster(places),
        metrics={period: _metrics(period, plan.metrics, places, numbers) for period in PERIODS},
        desk=Sheet(DESK, "台账审查", records.DESK_HEADER, records.desk_reviews(plan, places)),
        visits=Sheet(VISITS, "", records.VISIT_HEADER, records.site_visits(plan, places, numbers)),
        survey=Sheet(SURVEY, "", records.SURVEY_HEADER, records.survey_answers(plan, places)),
        events=Sheet(EVENTS, "事件", records.EVENT_HEADER, records.events(places, numbers)),
        headers={metric.code: metric.header for metric in plan.metrics},
    )


def _roster(places: Sequence[Place]) -> Sheet:
    header = ["地区代码", "地区名称", "层级", "上级代码", "分组", "毒情形势严重地区", "重点苏木镇或社区"]
    yes_no = {True: "是", False: "否"}
    rows: list[records.Row] = [
        [place.code, place.name, place.level, place.parent, place.group, yes_no[place.severe], yes_no[place.key]]
        for place in places
    ]
    return Sheet(ROSTER, "名录", header, rows)


def _metrics(
    period: str, metrics: tuple[Metric, ...], places: Sequence[Place], numbers: dict[str, dict[str, Values]]
) -> Sheet:
    shown = [metric for metric in metrics if metric.code in numbers[places[0].code][period]]
    rows: list[records.Row] = [
        [place.code, place.name, *(numbers[place.code][period][metric.code] for metric in shown)] for place in places
    ]
    return Sheet(METRICS, period, ["地区代码", "地区名称", *(metric.header for metric in shown)], rows)
