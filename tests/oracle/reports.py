"""Reports to be sent in: which windows are due in a period, and how each was met."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from tests.oracle.arithmetic import number
from tests.oracle.document import Period, Section, many
from tests.oracle.folder import Folder
from tests.oracle.found import NOT_ASSESSED, Found, reported

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


class Reports(Folder):
    """What one jurisdiction sent."""

    def schedule(self, asked: Section, period: Period) -> Found:
        """On time counts one, late what is said, never sent nothing; over all that was due, by weight."""
        tasks = asked["tasks"] if isinstance(asked["tasks"], dict) else dict.fromkeys(many(asked["tasks"]), "1")
        due = [
            (task, first, day) for task in tasks for first, day in windows(self.document.keys["tasks"][task], period)
        ]
        if not due:
            return Found("not_applicable")
        if not self.facts.has_reports:
            return NOT_ASSESSED
        sent = {(row["task"], row["window"]): row for row in self.facts.reports.get(self.jurisdiction, [])}
        got, all_ = Fraction(0), Fraction(0)
        for task, first, day in due:
            row, weight = sent.get((task, first)), number(tasks[task])
            if row and row["unclear"]:
                continue
            all_ += weight
            if row and row["sent"]:
                got += weight * worth(asked.get("late", {}), (row["sent"] - day).days)
        return reported(got / all_) if all_ else NOT_ASSESSED


def worth(late: Section, days: int) -> Fraction:
    """What a report counts that came so many days after its day (none or fewer than none: on time)."""
    if days <= 0:
        return Fraction(1)
    if "within" in late and days > int(late["within"]):
        return Fraction(0)
    return number(late.get("counts", "0"))


def windows(task: Section, period: Period) -> Iterator[tuple[dt.date, dt.date]]:
    """The first day of each window inside a period, and the day its report is due."""
    length = MONTHS[task["every"]]
    for year in range(period.starts.year, period.ends.year + 1):
        for month in range(1, 13, length):
            first, last = dt.date(year, month, 1), end_of(year, month + length - 1)
            begun = "since" not in task or dt.date.fromisoformat(task["since"]) <= first
            if begun and period.starts <= first and last <= period.ends:
                after = month + length - 2 + int(task["by"].get("months_after", "0"))
                wanted = end_of(year + after // 12, after % 12 + 1)
                yield first, wanted.replace(day=min(wanted.day, int(task["by"]["day"])))


def end_of(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])
