"""The whole set of input tables, before any difficulty is planted in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sample_inputs.generate.numbers import NOT_APPLICABLE, Numbers
from sample_inputs.generate.periods import Period
from sample_inputs.generate.places import Place
from sample_inputs.generate.plan import Metric, Plan
from sample_inputs.generate.programme import XLSX, Programme
from sample_inputs.generate.records import desk, events, marks, reports, survey, visits
from sample_inputs.generate.scene import Value
from sample_inputs.generate.sheets import Row, Sheet
from sample_inputs.generate.stages import STAGES, staged

CODE, NAME, STAGE = "地区代码", "地区名称", "阶段"
UPPER_HEADER = ["测评期", CODE, "指标", "数值", "理由"]
NAMES = {
    "roster": "名录",
    "metrics": "填报数据",
    "upper": "上级与第三方数据",
    "desk": "台账审查",
    "visits": "实地检查",
    "survey": "群众问卷",
    "events": "事件",
    "marks": "评委打分",
    "reports": "报送记录",
}
"""What each table's file is called, and its sheet where it is a workbook."""


@dataclass
class Tables:
    """Every table by what it holds; metrics by their period.

    Attributes:
        roster: who is assessed.
        metrics: a sheet a period, a row a jurisdiction (and stage), a column a metric.
        upper: numbers that others report, a row a number.
        records: desk, visits, survey, events, marks and reports, those there are.
        headers: the column of each metric.
        counting: what the rows of the stage that counts are called; nothing where values have no stages.
    """

    roster: Sheet
    metrics: dict[str, Sheet]
    headers: dict[str, str]
    upper: Sheet | None = None
    records: dict[str, Sheet] = field(default_factory=dict)
    counting: str = ""

    def all(self) -> Iterator[tuple[str, Sheet]]:
        """Every sheet, with what it holds."""
        yield "roster", self.roster
        yield from (("metrics", sheet) for sheet in self.metrics.values())
        if self.upper:
            yield "upper", self.upper
        yield from self.records.items()

    def row(self, period: str, code: str) -> int:
        """The row of a jurisdiction on a metrics sheet, of the stage that counts."""
        wanted = {CODE: code, **({STAGE: self.counting} if self.counting else {})}
        return self.metrics[period].row(**wanted)


def make_tables(plan: Plan, programme: Programme, places: Sequence[Place]) -> Tables:
    """All tables, filled in without a fault."""
    numbers = {place.code: Numbers(plan, programme.rules, place) for place in places}
    others = {code for code, metric in plan.metrics.items() if programme.upper and metric.reported_by != "self"}
    counting = STAGES[plan.stages[-1]] if plan.stages else ""
    tables = Tables(
        roster=_sheet(programme, "roster", *_roster(plan, places)),
        metrics={},
        headers={metric.code: metric.header for metric in plan.metrics.values()},
        counting=counting,
    )
    for period in plan.timeline.periods:
        shown = [metric for metric in plan.reported(period) if metric.code not in others]
        if shown:
            header, rows = _metrics(plan, period, shown, places, numbers)
            tables.metrics[period.id] = Sheet(_file(programme, "metrics"), period.id, header, rows)
    if others:
        header = [*UPPER_HEADER, *([STAGE] if counting else [])]
        rows = [[*row, *([counting] if counting else [])] for row in _long(plan, others, places, numbers)]
        tables.upper = _sheet(programme, "upper", header, rows)
    found = {
        "desk": (desk.HEADER, desk.desk_reviews(plan, places)),
        "visits": (visits.HEADER, visits.site_visits(plan, places, numbers, programme.sites)),
        "survey": (survey.survey_header(plan), survey.survey_answers(plan, places, programme)),
        "events": (events.HEADER, events.events(plan, places, numbers, programme)),
        "marks": (marks.HEADER, marks.judges_marks(plan, places, programme.judges)),
        "reports": (reports.HEADER, reports.reports_sent(plan, places)),
    }
    tables.records = {kind: _sheet(programme, kind, *table) for kind, table in found.items() if table[1]}
    return tables


def _sheet(programme: Programme, kind: str, header: list[str], rows: list[Row]) -> Sheet:
    name = NAMES[kind] if programme.format(kind) == XLSX else ""
    return Sheet(_file(programme, kind), name, list(header), rows)


def _file(programme: Programme, kind: str) -> str:
    written = programme.format(kind)
    return f"{NAMES[kind]}.{written if written in (XLSX, 'parquet') else 'csv'}"


def _roster(plan: Plan, places: Sequence[Place]) -> tuple[list[str], list[Row]]:
    columns: dict[str, list[object]] = {
        CODE: [place.code for place in places],
        NAME: [place.name for place in places],
    }
    if len(plan.levels) > 1:
        columns["层级"] = [place.level for place in places]
    if any(place.parent for place in places):
        columns["上级代码"] = [place.parent for place in places]
    if plan.groups:
        columns["分组"] = [place.group for place in places]
    columns |= {title: [place.attributes.get(code) for place in places] for code, title in plan.attributes.items()}
    return list(columns), [list(row) for row in zip(*columns.values(), strict=True)]


def _metrics(
    plan: Plan, period: Period, shown: Sequence[Metric], places: Sequence[Place], numbers: Mapping[str, Numbers]
) -> tuple[list[str], list[Row]]:
    rows: list[Row] = []
    for place in places:
        values = {metric.code: numbers[place.code].value(metric.code, period) for metric in shown}
        if plan.stages:
            for stage, some in staged(plan, place, period, values):
                rows.append([place.code, place.name, stage, *some.values()])
        else:
            rows.append([place.code, place.name, *values.values()])
    header = [CODE, NAME, *([STAGE] if plan.stages else []), *(metric.header for metric in shown)]
    return header, rows


def _long(plan: Plan, wanted: set[str], places: Sequence[Place], numbers: Mapping[str, Numbers]) -> Iterator[Row]:
    for period in plan.timeline.periods:
        shown = [metric for metric in plan.reported(period) if metric.code in wanted]
        for place in places:
            for metric in shown:
                value: Value = numbers[place.code].value(metric.code, period)
                if isinstance(value, str) and value.startswith(NOT_APPLICABLE):
                    yield [period.id, place.code, metric.title, NOT_APPLICABLE, value.partition("：")[2]]
                elif value is not None:
                    yield [period.id, place.code, metric.title, value, ""]
