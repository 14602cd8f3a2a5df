"""Metrics as columns: the value for a period as submitted, or joined from the shorter periods inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.evidence.facts import Facts
from scoring.rubric.declarations import Metric, Period
from scoring.rubric.model import Rubric
from scoring.rubric.periods import sub_periods
from scoring.sql.exact import Int, Ratio, choose, quote, total
from scoring.sql.integer import fits, typed
from scoring.sql.states import MISSING, NOT_SUBMITTED, code, gravest

UNSUBMITTED = str(code(MISSING, NOT_SUBMITTED))


@dataclass(frozen=True)
class Column:
    """A metric in a period: its exact value over the base relation's column, and the name of its state column."""

    name: str
    value: Ratio
    state: str


def relation(period: str) -> str:
    """The name of the relation that holds a period's submitted metrics."""
    return f"metrics {period}"


def column(rubric: Rubric, metric: str, period: Period) -> Column:
    """Where the base relation holds a metric's value for a period, and what one unit of it is.

    A metric in percent is a share: 95 is 0.95. A mean of n parts is held as their sum over n.
    """
    declared = rubric.metrics[metric]
    unit = 10**declared.decimals * (100 if declared.unit == "%" else 1)
    parts = _parts(rubric, declared, period)
    times = len(parts) if parts and declared.over in ("sum", "mean") else 1
    low, high = (bound * times for bound in declared.bounds)
    name = f"{metric}@{period.id}"
    over = times if declared.over == "mean" else 1
    return Column(name, Ratio(Int.column(name, low, high), Int.of(unit * over)), quote(f"{name}?"))


def submitted(rubric: Rubric, metric: str, period: Period, facts: Facts) -> dict[str, str]:
    """The columns of a metric as submitted, value and state: for a period and the shorter ones that may make it up."""
    columns: dict[str, str] = {}
    for part in (period, *_parts(rubric, rubric.metrics[metric], period)):
        columns |= _submitted(rubric.metrics[metric], metric, part, facts)
    return columns


def joined(rubric: Rubric, metric: str, period: Period) -> dict[str, str]:
    """The two columns of a metric in a period, value and state, over the columns as submitted."""
    declared = rubric.metrics[metric]
    parts = _parts(rubric, declared, period)
    value, state = _as_submitted(declared, metric, period)
    value = value * Int.of(len(parts) if parts and declared.over == "mean" else 1)
    if parts:
        used = parts[-1:] if declared.over == "last" else parts
        columns = [_as_submitted(declared, metric, part) for part in used]
        own = f"{state} <> {UNSUBMITTED}"
        value = choose([(own, value)], _join(declared, [part for part, _ in columns]))
        state = f"CASE WHEN {own} THEN {state} ELSE {gravest([part for _, part in columns])} END"
    name = f"{metric}@{period.id}"
    return {name: value.stored(), f"{name}?": f"CAST({state} AS SMALLINT)"}


def sources(rubric: Rubric, metric: str, period: Period, facts: Facts) -> set[str]:
    """The periods whose relations a metric's columns read."""
    periods = [period, *_parts(rubric, rubric.metrics[metric], period)]
    return {p.id for p in periods if metric in facts.metrics.get(p.id, ())}


def _parts(rubric: Rubric, metric: Metric, period: Period) -> tuple[Period, ...]:
    return sub_periods(rubric, period, metric.every)


def _submitted(metric: Metric, name: str, period: Period, facts: Facts) -> dict[str, str]:
    """A submitted value, NULL unless its state is 0, and its state; both constant where no input has the column."""
    held = facts.metrics.get(period.id, frozenset())
    column = f"{name}@{period.id} submitted"
    if name not in held:
        return {column: f"CAST(NULL AS {typed(*metric.bounds)})", f"{column}?": f"CAST({UNSUBMITTED} AS SMALLINT)"}
    value = f"{quote(relation(period.id))}.{quote(name)}"
    if not fits(*metric.bounds):
        # Handed over as a decimal of 38 digits: Arrow knows no integer so wide.
        value = f"CAST({value} AS HUGEINT)"
    missing = f"WHEN {value} IS NULL THEN {UNSUBMITTED}"
    if f"{name}?" not in held:
        return {column: value, f"{column}?": f"CAST(CASE {missing} ELSE 0 END AS SMALLINT)"}
    noted = f"{quote(relation(period.id))}.{quote(name + '?')}"
    return {
        column: f"CASE WHEN {noted} > 0 THEN NULL ELSE {value} END",
        f"{column}?": f"CAST(CASE WHEN {noted} > 0 THEN {noted} {missing} ELSE 0 END AS SMALLINT)",
    }


def _as_submitted(metric: Metric, name: str, period: Period) -> tuple[Int, str]:
    column = f"{name}@{period.id} submitted"
    return Int.column(column, *metric.bounds), quote(f"{column}?")


def _join(metric: Metric, parts: Sequence[Int]) -> Int:
    if metric.over in ("sum", "mean"):
        return total(parts)
    result = parts[0]
    for part in parts[1:]:
        result = result.at_least(part) if metric.over == "max" else result.at_most(part)
    return result
