"""Reports sent in: what for, of which month, quarter, half or year, and when; some late, a few never."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence

from sample_inputs.generate.periods import Period
from sample_inputs.generate.places import Place
from sample_inputs.generate.plan import Plan, Task
from sample_inputs.generate.sheets import Row

HEADER = ["地区代码", "报送事项", "所属期", "报送日期", "理由"]
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_CALLED = {
    "month": "{year}年{n}月",
    "quarter": "{year}年第{ordinal}季度",
    "half": "{year}年{half}半年",
    "year": "{year}年",
}
_LATE = ("汇总数据核对不及时", "经办人员变动", "材料退回重报")


def reports_sent(plan: Plan, places: Sequence[Place]) -> list[Row]:
    """A row for each report due of each place; the day is blank where it was never sent."""
    return [
        _row(place, task, first) for place in places for task in plan.tasks for first in _windows(plan, task, place)
    ]


def _windows(plan: Plan, task: Task, place: Place) -> Iterator[dt.date]:
    """The first days of the months (quarters …) that lie wholly in a period the task is asked for."""
    periods = [period for period in plan.timeline.periods if task.asked.of(place, period)]
    span = _MONTHS[task.every]
    years = sorted({year for one in periods for year in range(one.starts.year, one.ends.year + 1)})
    for year in years:
        for month in range(1, 13, span):
            first = dt.date(year, month, 1)
            if not (task.since and first < task.since) and any(_lies_in(first, span, period) for period in periods):
                yield first


def _lies_in(first: dt.date, span: int, period: Period) -> bool:
    return period.starts <= first and _last(first.year, first.month + span - 1) <= period.ends


def _last(year: int, month: int) -> dt.date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _row(place: Place, task: Task, first: dt.date) -> Row:
    end = _last(first.year, first.month + _MONTHS[task.every] - 1 + task.months_after)
    due = end.replace(day=min(task.day, end.day))
    random = place.random("report", task.code, first.isoformat())
    n = (first.month - 1) // _MONTHS[task.every] + 1
    called = _CALLED[task.every].format(year=first.year, n=n, ordinal="一二三四"[(n - 1) % 4], half="上下"[(n - 1) % 2])
    quality, drawn = place.quality_in(first.year), random.random()
    if drawn < 0.02 * (1.3 - quality):
        return [place.code, task.title, called, "", "未报送"]
    if drawn < 0.22 * (1.1 - quality):
        sent = due + dt.timedelta(random.randint(1, 9))
        return [place.code, task.title, called, sent.isoformat(), random.choice(_LATE)]
    return [place.code, task.title, called, (due - dt.timedelta(random.randint(0, 6))).isoformat(), ""]
