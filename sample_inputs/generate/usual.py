"""The usual difficulties of any submission, planted where the rubric has room for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sample_inputs.generate import cells, faults
from sample_inputs.generate.plan import Metric
from sample_inputs.generate.planter import Planter

Wanted = Callable[[Metric], bool]


@dataclass
class _Chooser:
    """Chooses a metric of a period's sheet for each difficulty, the one that has had fewest so far."""

    planter: Planter
    period: str
    used: Counter[str] = field(default_factory=Counter)

    def metrics(self) -> Iterator[Metric]:
        header = [name.strip() for name in self.planter.tables.metrics[self.period].header]
        return (metric for metric in self.planter.plan.metrics.values() if metric.header in header)

    def reported(self, metric: Metric, least: int = 1) -> bool:
        """Whether some place of the lowest level that has no difficulty yet reports so much of it."""
        planter = self.planter
        values = (planter.value(self.period, one.code, metric.code) for one in planter.free() if one.lowest)
        return any(isinstance(value, int | float) and value >= least for value in values)

    def __call__(self, wanted: Wanted, least: int = 1) -> str:
        """The code of a metric, or nothing where the rubric has none of that sort."""
        fit = [metric.code for metric in self.metrics() if wanted(metric) and self.reported(metric, least)]
        code = min(fit, key=lambda one: self.used[one], default="")
        self.used[code] += 1
        return code


def usual_before(planter: Planter, period: str) -> None:
    """Plant the difficulties that remove rows; to be called before any other.

    Args:
        planter: of the programme.
        period: whose sheet of metrics is the main one, a year mostly.
    """
    faults.odd_name(planter)
    if any(place.lowest and faults.has_twin(planter, place) for place in planter.free()):
        faults.tie(planter)
    main = planter.period(period)
    within = tuple(one.id for one in planter.plan.timeline.periods if main.holds(one))
    faults.nothing_submitted(planter, within, period)


def usual_cells(planter: Planter, period: str) -> None:
    """Plant the difficulties of single cells of metrics and records, and of the layout of sheets."""
    sheets = [one for one in planter.tables.metrics if one != period]
    faults.title_rows(planter, period, f"{planter.plan.title}填报表（示例数据，全部虚构）")
    faults.trailing_blanks(planter, sheets[-1] if sheets else period)
    choose = _Chooser(planter, period)
    _states(planter, period, choose)
    _refused(planter, period, choose)
    _spelled(planter, period, choose)
    _records(planter, period)


def usual_after(planter: Planter, period: str) -> None:
    """Plant the difficulties that add rows and columns; to be called after all others."""
    choose = _Chooser(planter, period)
    metric = choose(lambda one: _is_free(planter, one) and _is_whole(one))
    if metric:
        most = int(planter.plan.metrics[metric].maximum)
        title = planter.plan.metrics[metric].title
        faults.duplicates(
            planter, period, metric, lambda value: value + 1 if value < most else value - 1, f"重复填报，{title}不一致"
        )
    faults.stranger(planter, period)
    faults.blank_code(planter, period)
    faults.extra_column(planter, period)


def _is_whole(metric: Metric) -> bool:
    return not metric.decimals and metric.unit != "%"


def _is_free(planter: Planter, metric: Metric) -> bool:
    """Whether it is neither a part nor a whole, so that changing it makes nothing else impossible."""
    wholes = {one.part_of for one in planter.plan.metrics.values()}
    return not metric.part_of and metric.code not in wholes


def _states(planter: Planter, period: str, choose: _Chooser) -> None:
    for _ in range(2):
        metric = choose(lambda one: _is_free(planter, one))
        if metric:
            cells.missing(planter, period, metric)
    metric = choose(lambda one: one.may_not_apply and _is_free(planter, one))
    if metric:
        cells.reasoned(planter, (period,), metric, "辖区没有此项业务")
        cells.unreasoned(planter, period, metric)
    metric = choose(lambda one: not one.may_not_apply and _is_free(planter, one))
    if metric:
        cells.not_allowed(planter, period, metric, "本期未开展")


def _refused(planter: Planter, period: str, choose: _Chooser) -> None:
    shown = {one.code for one in choose.metrics()}
    part = choose(lambda one: one.part_of in shown)
    if part:
        whole = planter.plan.metrics[planter.plan.metrics[part].part_of]
        cells.part_over_whole(planter, period, part, 3, f"{planter.plan.metrics[part].title}多于{whole.title}")
    for write in (cells.negative, cells.about, cells.nothing_told, cells.error_value):
        metric = choose(lambda one: one.minimum == 0 and _is_free(planter, one))
        if metric:
            write(planter, period, metric)


def _spelled(planter: Planter, period: str, choose: _Chooser) -> None:
    metric = choose(lambda one: one.unit == "%" and one.maximum >= 95 and _is_free(planter, one))
    if metric:
        cells.percentages(planter, period, metric)
        if planter.plan.metrics[metric].maximum == 100:
            cells.beyond(planter, period, metric, 103, "比率超过100%")
    for write, least in (
        (cells.full_width, 10),
        (cells.thousands, 1000),
        (cells.with_unit, 1),
        (cells.formula, 1),
    ):
        metric = choose(_is_whole, least)
        if metric:
            write(planter, period, metric)
    metric = choose(lambda one: bool(one.decimals)) or choose(_is_whole)
    if metric:
        cells.too_many_decimals(planter, period, metric)


def _records(planter: Planter, period: str) -> None:
    for table, kind, header, value, meaning in (
        ("desk", "unknown_verdict", "结论", "优秀", "结论不在规定的选项中"),
        ("desk", "unknown_item", "项目", "D99z", "没有这一审查项目"),
        ("visits", "unknown_site_type", "点位类型", "网吧", "没有这一类点位"),
        ("survey", "unknown_answer", "答案", "还行", "答案不在规定的选项中"),
    ):
        if table in planter.tables.records and _has(planter, table, period):
            faults.odd_record(planter, kind, table, period, header, value, meaning)
    if "events" in planter.tables.records:
        type_, severities = next(iter(planter.plan.events.items()))
        severity = severities[0] if severities else ""
        faults.bad_date(planter, f"{planter.period(period).year}-02-30", type_, severity)


def _has(planter: Planter, table: str, period: str) -> bool:
    sheet = planter.records(table)
    return any(row[sheet.at("测评期")] == period for row in sheet.rows)
