"""Inputs written in a line or two, for tests that plant exactly what they speak of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from scoring.intake.inputs import (
    DESK_REVIEW,
    EVENTS,
    FILES,
    FINDINGS,
    MARKS,
    OTHER_VALUES,
    REPORTS,
    ROSTER,
    SITE_VISITS,
    SURVEY,
    Inputs,
)

Records = Iterable[Mapping[str, Any]]


def nowhere(period: str, metric: str) -> pl.DataFrame:
    """Origins of values that came from no file."""
    del period, metric
    return pl.DataFrame(schema={"jurisdiction": pl.String, "file": pl.String, "sheet": pl.String, "cell": pl.String})


def metric_frame(rows: Mapping[str, Mapping[str, int | None]]) -> pl.DataFrame:
    """One period's metrics, by jurisdiction: values in units of the last decimal, `x?` the code of a state."""
    columns = sorted({column for row in rows.values() for column in row})
    held = {c: [value for row in rows.values() if (value := row.get(c)) is not None] for c in columns}
    # As intake hands over what 63 bits do not hold.
    wide = {c: any(abs(value) >= 2**63 for value in values) for c, values in held.items()}
    schema: dict[str, Any] = {c: pl.Decimal(38, 0) if wide[c] else pl.Int64 for c in columns}
    records = [{"jurisdiction": who, **{c: row.get(c) for c in columns}} for who, row in rows.items()]
    frame = pl.DataFrame(records, schema={"jurisdiction": pl.String, **schema})
    return frame.with_columns(pl.col(c).fill_null(0) for c in columns if c.endswith("?"))


def given(
    roster: Sequence[Mapping[str, Any]] | str = "甲",
    *,
    metrics: Mapping[str, Mapping[str, Mapping[str, int | None]]] | None = None,
    desk_review: Records = (),
    site_visits: Records = (),
    survey: Records = (),
    events: Records | None = None,
    marks: Records = (),
    reports: Records | None = None,
    other_values: Records = (),
    attributes: Mapping[str, Any] | None = None,
    periods: Sequence[str] = (),
) -> Inputs:
    """Inputs of the records named; a roster that is a text has one jurisdiction a character, in one level and group."""
    if isinstance(roster, str):
        roster = [{"jurisdiction": c, "name": c, "level": "县", "parent": None, "group": "一类"} for c in roster]
    frames = {period: metric_frame(rows) for period, rows in (metrics or {}).items()}
    tables = {"desk_review": list(desk_review), "site_visits": list(site_visits), "survey": list(survey)}
    tables["marks"] = [{"judge": "", "void": False, **row} for row in marks]
    spoken_of = {row["period"] for rows in tables.values() for row in rows} | set(frames) | set(periods)
    return Inputs(
        roster=_frame(roster, {**ROSTER, **(attributes or {})}),
        metrics=frames,
        desk_review=_frame(tables["desk_review"], DESK_REVIEW),
        site_visits=_frame(tables["site_visits"], SITE_VISITS),
        survey=_frame(tables["survey"], SURVEY),
        events=_frame(events or (), EVENTS),
        has_events=events is not None,
        marks=_frame(tables["marks"], MARKS),
        reports=_frame([{"unclear": False, **row} for row in reports or ()], REPORTS),
        has_reports=reports is not None,
        other_values=_frame(other_values, OTHER_VALUES),
        periods=tuple(sorted(spoken_of)),
        findings=pl.DataFrame(schema=FINDINGS),
        files=pl.DataFrame(schema=FILES),
        origins=nowhere,
    )


def event(who: str, kind: str, day: str, quantity: int = 1, severity: str | None = None) -> dict[str, Any]:
    """One event record."""
    return {
        "date": dt.date.fromisoformat(day),
        "jurisdiction": who,
        "type": kind,
        "severity": severity,
        "quantity": quantity,
    }


def _frame(rows: Records, schema: Mapping[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([{column: row.get(column) for column in schema} for row in rows], schema=dict(schema))
