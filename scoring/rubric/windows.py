"""Due windows: the months, quarters, halves or years a task is reported for, and the last day each is on time."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from scoring.rubric.declarations import Period, Task

Every = Literal["month", "quarter", "half", "year"]
MONTHS: dict[Every, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True)
class Window:
    """What one report is for: its first and last day, and the last day the report is on time."""

    first: dt.date
    last: dt.date
    due: dt.date


def windows(task: Task, period: Period) -> tuple[Window, ...]:
    """A task's windows that lie wholly inside a period, in order of time; none that began before the task did."""
    months = MONTHS[task.every]
    starts = max(period.starts, task.since or period.starts)
    at = _month(starts)
    found = []
    for first in range(at - at % -months, _month(period.ends) + 2 - months, months):
        one = _window(task, first)
        if starts <= one.first and one.last <= period.ends:
            found.append(one)
    return tuple(found)


def window(task: Task, day: dt.date) -> Window:
    """The window of a task in which a day lies.

    >>> from scoring.rubric.declarations import By
    >>> from scoring.words import Text
    >>> task = Task(title=Text("季报", "quarterly report"), every="quarter", by=By(day=10, months_after=1))
    >>> window(task, dt.date(2023, 2, 28)).due
    datetime.date(2023, 4, 10)
    """
    month = _month(day)
    return _window(task, month - month % MONTHS[task.every])


def _window(task: Task, month: int) -> Window:
    last = month + MONTHS[task.every] - 1
    return Window(_day(month, 1), _day(last, 31), _day(last + task.by.months_after, task.by.day))


def _month(day: dt.date) -> int:
    """Months since the year 0; a year begins at a multiple of twelve, so every window at a multiple of its months."""
    return 12 * day.year + day.month - 1


def _day(month: int, day: int) -> dt.date:
    """A day of a month, or the month's last where it has fewer."""
    year, month = month // 12, month % 12 + 1
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
