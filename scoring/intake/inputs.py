"""What intake hands to the engine: clean typed tables, and where every value in them came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import polars as pl

if TYPE_CHECKING:
    from scoring.intake.findings import Finding
    from scoring.intake.scanned import Scanned


ROSTER = {"jurisdiction": pl.String, "name": pl.String, "level": pl.String, "parent": pl.String, "group": pl.String}
PLACE = {"file": pl.String, "sheet": pl.String, "row": pl.Int64}
DESK_REVIEW = {
    "period": pl.String,
    "jurisdiction": pl.String,
    "item": pl.String,
    "verdict": pl.String,
    "reviewer": pl.String,
    "evidence": pl.String,
    "reason": pl.String,
    **PLACE,
}
SITE_VISITS = {
    "period": pl.String,
    "jurisdiction": pl.String,
    "site_type": pl.String,
    "site": pl.String,
    "item": pl.String,
    "verdict": pl.String,
    "reviewer": pl.String,
    "reason": pl.String,
    **PLACE,
}
SURVEY = {
    "period": pl.String,
    "jurisdiction": pl.String,
    "survey": pl.String,
    "respondent": pl.String,
    "class": pl.String,
    "question": pl.String,
    "answer": pl.String,
    **PLACE,
}
MARKS = {
    "period": pl.String,
    "jurisdiction": pl.String,
    "item": pl.String,
    "judge": pl.String,
    "mark": pl.Int64,
    "void": pl.Boolean,
    "reason": pl.String,
    **PLACE,
}
REPORTS = {
    "jurisdiction": pl.String,
    "task": pl.String,
    "window": pl.Date,
    "sent": pl.Date,
    "unclear": pl.Boolean,
    "reason": pl.String,
    **PLACE,
}
EVENTS = {
    "date": pl.Date,
    "jurisdiction": pl.String,
    "type": pl.String,
    "severity": pl.String,
    "quantity": pl.Int64,
    "evidence": pl.String,
    "reason": pl.String,
    **PLACE,
}
OTHER_VALUES = {
    "period": pl.String,
    "jurisdiction": pl.String,
    "metric": pl.String,
    "stage": pl.String,
    "value": pl.String,
    **PLACE,
}
FINDINGS = {
    "severity": pl.String,
    "code": pl.String,
    "file": pl.String,
    "sheet": pl.String,
    "cell": pl.String,
    "jurisdiction": pl.String,
    "metric": pl.String,
    "found": pl.String,
    "expected": pl.String,
    "message": pl.String,
}
FILES = {
    "file": pl.String,
    "sha256": pl.String,
    "bytes": pl.Int64,
    "sheet": pl.String,
    "table": pl.String,
    "rows": pl.Int64,
}


class Origins(Protocol):
    """Where the accepted metric values came from, asked for one metric of one period at a time."""

    def __call__(self, period: str, metric: str) -> pl.DataFrame:
        """`jurisdiction, file, sheet, cell`, one row a jurisdiction whose value (or refused cell) stands somewhere."""


@dataclass(frozen=True)
class Inputs:
    """Everything read from the input files, in the rubric's own terms.

    Attributes:
        roster: one row a jurisdiction: `ROSTER`, then the rubric's attributes (text, or Int64).
        metrics: by period, one row a jurisdiction: `jurisdiction`, a column a metric in units of its last declared
            decimal (Int64, or Decimal(38, 0) where its bounds pass 63 bits), and where any value is not plainly
            reported or missing a column `<metric>?` with the state's code (scoring.sql.states; 0 where reported). A
            null value without such a column is missing.
        desk_review, site_visits, survey, events: one row a record, answers as the rubric's option texts.
        marks: one row a mark a judge gave: `mark` in 10^-6 of a mark, `judge` "" where none is named; a void ballot
            may have no mark.
        reports: one row a report due: `window` is the first day of the month, quarter, half or year it is for,
            `sent` null where it never was, and where `unclear` (when it was cannot be told).
        other_values: submitted metric values of a stage (self, reviewed, final) that does not count, as decimals.
        periods: ids of the rubric's periods that any input speaks of.
        findings: everything noticed, `FINDINGS`; severity is error, warning or notice.
        files: every sheet read, by what it was taken for, with the file's hash.
        origins: where each metric value stands.
        scanned: by period, metrics that stay in their file; such a period has none in `metrics`.
        notes: the findings before they are worded, so that `to_frame` can word them in another language.
    """

    roster: pl.DataFrame
    metrics: Mapping[str, pl.DataFrame]
    desk_review: pl.DataFrame
    site_visits: pl.DataFrame
    survey: pl.DataFrame
    events: pl.DataFrame
    has_events: bool
    marks: pl.DataFrame
    reports: pl.DataFrame
    has_reports: bool
    other_values: pl.DataFrame
    periods: tuple[str, ...]
    findings: pl.DataFrame
    files: pl.DataFrame
    origins: Origins
    scanned: Mapping[str, Scanned] = field(default_factory=dict)
    notes: tuple[Finding, ...] = ()
