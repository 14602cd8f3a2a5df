"""Events: what the submitted numbers report as having happened, and what happens now and then besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from sample_inputs.generate.numbers import Numbers
from sample_inputs.generate.periods import Period
from sample_inputs.generate.places import Place
from sample_inputs.generate.plan import Plan
from sample_inputs.generate.programme import Counted, Programme
from sample_inputs.generate.sheets import Row

HEADER = ["日期", "地区代码", "事件类型", "严重程度", "数量", "佐证编号", "说明"]


def events(plan: Plan, places: Sequence[Place], numbers: Mapping[str, Numbers], programme: Programme) -> list[Row]:
    """All events of all years, in the order of their days."""
    rows: list[Row] = []
    for window in plan.timeline.windows():
        within = [period for period in plan.timeline.periods if window.holds(period)]
        reported = {period: {metric.code for metric in plan.reported(period)} for period in within}
        counted = [(period, one) for period in within for one in programme.counted if one.metric in reported[period]]
        for place in places:
            rows += _counted(place, window, numbers[place.code], counted)
            rows += _happening(place, window, programme)
    rows.sort(key=lambda row: (str(row[0]), str(row[1]), str(row[2])))
    for number, row in enumerate(rows, 1):
        row[5] = f"事{number:04}"
    return rows


def _happening(place: Place, window: Period, programme: Programme) -> Iterator[Row]:
    random = place.random("events", _called(window))
    quality = place.quality_in(window.year)
    for one in programme.happenings:
        risk = one.chance * (0.1 + quality if one.welcome else 1.1 - quality)
        if one.where(place) and random.random() < risk:
            day, quantity = _day(random, window), random.choice(one.quantity)
            severity = random.choices(list(one.severities), list(one.severities.values()))[0] if one.severities else ""
            yield [day, place.code, one.type, severity, quantity, "", one.note]


def _counted(
    place: Place, window: Period, numbers: Numbers, counted: Sequence[tuple[Period, Counted]]
) -> Iterator[Row]:
    random = place.random("reported", _called(window))
    for period, one in counted:
        value = numbers.value(one.metric, period)
        times = int(value) if isinstance(value, int | float) else 0
        for _ in range(times if one.each else min(times, 1)):
            yield [_day(random, period), place.code, one.type, one.severity, 1, "", one.note]


def _called(window: Period) -> str:
    return str(window.year) if window.kind == "year" else window.id


def _day(random: Random, period: Period) -> str:
    months = 12 * (period.ends.year - period.starts.year) + period.ends.month - period.starts.month
    month = random.randint(period.starts.month, period.starts.month + months) - 1
    # Days every month has; a period that begins or ends within a month keeps to its own.
    first, last = 1, 28
    if month == period.starts.month - 1:
        first = min(period.starts.day, 28)
    if month == period.starts.month - 1 + months:
        last = min(period.ends.day, 28)
    return f"{period.starts.year + month // 12}-{month % 12 + 1:02}-{random.randint(first, last):02}"
