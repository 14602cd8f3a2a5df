"""Inputs regrouped as plain dictionaries, by period and jurisdiction, the way an assessor's folders lie."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from scoring.intake.inputs import Inputs

Row = dict[str, Any]


class Facts:
    """Every record of the inputs, looked up by who and when."""

    def __init__(self, inputs: Inputs) -> None:
        self.roster: dict[str, Row] = {row["jurisdiction"]: row for row in inputs.roster.iter_rows(named=True)}
        self.metrics = {
            period: {row["jurisdiction"]: _whole(row) for row in frame.iter_rows(named=True)}
            for period, frame in inputs.metrics.items()
        }
        self.periods = set(inputs.periods)
        self.has_events = inputs.has_events
        self.has_reports = inputs.has_reports
        self.desk_review: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.site_visits: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.survey: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.marks: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.events: dict[str, list[Row]] = defaultdict(list)
        self.reports: dict[str, list[Row]] = defaultdict(list)
        for row in inputs.desk_review.iter_rows(named=True):
            self.desk_review[row["period"], row["jurisdiction"]].append(row)
        for row in inputs.site_visits.iter_rows(named=True):
            self.site_visits[row["period"], row["jurisdiction"]].append(row)
        for row in inputs.survey.iter_rows(named=True):
            self.survey[row["period"], row["jurisdiction"]].append(row)
        for row in inputs.marks.iter_rows(named=True):
            self.marks[row["period"], row["jurisdiction"]].append(row)
        for row in inputs.reports.iter_rows(named=True):
            self.reports[row["jurisdiction"]].append(row)
        for row in inputs.events.iter_rows(named=True):
            self.events[row["jurisdiction"]].append(row)


def _whole(row: Row) -> Row:
    """The same row, numbers that came as decimals for want of a wider integer made integers."""
    return {name: int(value) if isinstance(value, Decimal) else value for name, value in row.items()}
