"""Which periods the inputs speak of, and what should have come for them but did not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import polars as pl

from scoring.intake.findings import Finding, Place
from scoring.intake.headers import KINDS
from scoring.rubric.declarations import Period
from scoring.rubric.model import Rubric
from scoring.words import Text

_LENGTH = {"quarter": 1, "half": 2, "year": 4, "stage": 5}


def periods_spoken_of(rubric: Rubric, metrics: Collection[str], records: Sequence[pl.DataFrame]) -> tuple[str, ...]:
    """The periods any table is about, in the rubric's order."""
    spoken = set(metrics)
    for rows in records:
        spoken |= set(rows["period"].unique())
    return tuple(period.id for period in rubric.periods if period.id in spoken)


def missing_metrics(rubric: Rubric, spoken: Collection[str], metrics: Mapping[str, pl.DataFrame]) -> Iterator[Finding]:
    """A finding for each period that is scored without a sheet of metrics, or with one that lacks a column.

    A metric of a year may come with the year's own sheet or with those of its parts; it is missing where neither
    the period it is submitted for (`every`) nor a longer spoken-of one around it has its column.
    """
    wanted: dict[str, list[str]] = {}
    for code, metric in rubric.metrics.items():
        for period in _due(rubric, metric.every, spoken):
            around = [one for one in rubric.periods if _within(period, one) and one.id in metrics]
            if not any(code in metrics[one.id].columns for one in around):
                wanted.setdefault(period.id, []).append(code)
    for period in rubric.periods:
        lacking = wanted.get(period.id, [])
        if not lacking:
            continue
        if any(_within(period, one) and one.id in metrics for one in rubric.periods):
            for code in lacking:
                yield _missing_column(rubric, period, code)
        else:
            yield _missing_sheet(period)


def _due(rubric: Rubric, every: str, spoken: Collection[str]) -> list[Period]:
    longer = [period for period in rubric.periods if period.id in spoken and _LENGTH[period.kind] >= _LENGTH[every]]
    parts = []
    for period in longer:
        own = [one for one in rubric.periods if one.kind == every and _within(one, period)]
        parts += own or [period]
    return [period for period in rubric.periods if period in parts]


def _within(part: Period, whole: Period) -> bool:
    return whole.starts <= part.starts and part.ends <= whole.ends


def _missing_sheet(period: Period) -> Finding:
    return Finding(
        "error",
        "missing_sheet",
        Place(),
        Text("没有{title}（{id}）的填报指标表", "there is no sheet of metrics for {title} ({id})").with_(
            title=period.title, id=period.id
        ),
        expected=Text("名为“{id}”的工作表", "a sheet called “{id}”").with_(id=period.id),
    )


def _missing_column(rubric: Rubric, period: Period, code: str) -> Finding:
    title = rubric.metrics[code].title
    return Finding(
        "warning",
        "missing_column",
        Place(),
        Text("{period}没有填报指标“{metric}”这一列，视为未报", "{period} has no column “{metric}”: missing").with_(
            period=period.title, metric=title
        ),
        expected=title,
        metric=code,
    )


def missing_tables(given: Collection[str], asked: Collection[str]) -> Iterator[Finding]:
    """A warning for each kind of record the rubric's indicators ask for and no table holds."""
    for kind in KINDS:
        if kind.name in asked and kind.name not in given:
            message = Text("没有{title}表，有关指标按未测评处理", "there is no table of {title}: not assessed")
            yield Finding("warning", "missing_sheet", Place(), message.with_(title=kind.title), expected=kind.title)
