"""Metrics as columns: the value for a period as submitted, or joined from the shorter periods inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.evidence.facts import Facts
from scoring.rubric.declarations import Metric, Period
from scoring.rubric.model import Rubric
from scoring.rubric.periods import sub_periods
from scoring.sql.exact import Int, Ratio, choose, quote, total
from scoring.sql.integer import FALSE, TRUE, decided
from scoring.sql.states import MISSING, NOT_SUBMITTED, REPORTED, code, gravest
from scoring.sql.width import typed

UNSUBMITTED = str(code(MISSING, NOT_SUBMITTED))
SUBMITTED = " submitted"
"""Ends the name of a column that a longer period's is made from; none ends the name of a period."""
WHOLE = str(REPORTED)
"""The state of what everybody has a value of."""


@dataclass(frozen=True)
class Column:
    """A metric in a period: its exact value over the base relation's column, and the name of its state column."""

    name: str
    value: Ratio
    state: str


def relation(period: str) -> str:
    """The name of the relation that holds a period's submitted metrics."""
    return f"metrics {period}"


def column(rubric: Rubric, metric: str, period: Period, facts: Facts) -> Column:
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
    whole = _of_parts(declared, metric, period, parts, facts)[1] == WHOLE
    value = Int.column(name, low, high, nullable=not whole)
    return Column(name, Ratio(value, Int.of(unit * over)), WHOLE if whole else quote(f"{name}?"))


def submitted(rubric: Rubric, metric: str, period: Period, facts: Facts) -> dict[str, str]:
    """The columns of a metric as submitted, value and state: for a period and the shorter ones that may make it up.

    What is whole has no state.
    """
    declared = rubric.metrics[metric]
    columns: dict[str, str] = {}
    for part in (period, *_parts(rubric, declared, period)):
        columns |= _submitted(declared, metric, part, facts, _called(rubric, metric, period, part))
    return columns


def joined(rubric: Rubric, metric: str, period: Period, facts: Facts) -> dict[str, str]:
    """The columns of a metric that are made from shorter periods, over the columns as submitted."""
    declared = rubric.metrics[metric]
    parts = _parts(rubric, declared, period)
    if not parts:
        return {}
    value, state = _of_parts(declared, metric, period, parts, facts)
    name = f"{metric}@{period.id}"
    columns = {name: value.stored()}
    return columns if state == WHOLE else columns | {f"{name}?": f"CAST({state} AS SMALLINT)"}


def sources(rubric: Rubric, metric: str, period: Period, facts: Facts) -> set[str]:
    """The periods whose relations a metric's columns read."""
    periods = [period, *_parts(rubric, rubric.metrics[metric], period)]
    return {p.id for p in periods if metric in facts.metrics.get(p.id, ())}


def _parts(rubric: Rubric, metric: Metric, period: Period) -> tuple[Period, ...]:
    return sub_periods(rubric, period, metric.every)


def _called(rubric: Rubric, metric: str, period: Period, part: Period) -> str:
    """The column a metric is submitted in: that of the period itself, unless it may be made from shorter ones."""
    return f"{metric}@{part.id}{SUBMITTED}" if _parts(rubric, rubric.metrics[metric], period) else f"{metric}@{part.id}"


def _submitted(metric: Metric, name: str, period: Period, facts: Facts, column: str) -> dict[str, str]:
    """A submitted value, NULL unless its state is 0, and its state; both constant where no input has the column."""
    held = facts.metrics.get(period.id, frozenset())
    type_ = typed(*metric.bounds)
    if name not in held:
        return {column: f"CAST(NULL AS {type_})", f"{column}?": f"CAST({UNSUBMITTED} AS SMALLINT)"}
    # Those past 63 bits are handed over as a decimal of 38 digits: Arrow knows no integer so wide.
    value = f"CAST({quote(relation(period.id))}.{quote(name)} AS {type_})"
    if name in facts.whole.get(period.id, ()):
        return {column: value}
    missing = f"WHEN {value} IS NULL THEN {UNSUBMITTED}"
    if f"{name}?" not in held:
        return {column: value, f"{column}?": f"CAST(CASE {missing} ELSE 0 END AS SMALLINT)"}
    noted = f"{quote(relation(period.id))}.{quote(name + '?')}"
    return {
        column: f"CASE WHEN {noted} > 0 THEN NULL ELSE {value} END",
        f"{column}?": f"CAST(CASE WHEN {noted} > 0 THEN {noted} {missing} ELSE 0 END AS SMALLINT)",
    }


def _of_parts(declared: Metric, metric: str, period: Period, parts: Sequence[Period], facts: Facts) -> tuple[Int, str]:
    """A metric's value and state over its columns as submitted: its own where it has one, else made from the parts."""
    value, state = _as_submitted(declared, metric, period, facts)
    if not parts:
        return value, state
    value = value * Int.of(len(parts) if declared.over == "mean" else 1)
    used = [_as_submitted(declared, metric, part, facts) for part in (parts[-1:] if declared.over == "last" else parts)]
    own = TRUE if state == WHOLE else FALSE if state == UNSUBMITTED else f"{state} <> {UNSUBMITTED}"
    made = gravest([state for _, state in used])
    arms, rest = decided([(own, state)], made)
    told = f"CASE WHEN {own} THEN {state} ELSE {made} END" if arms else str(rest)
    return choose([(own, value)], _join(declared, [part for part, _ in used])), told


def _as_submitted(metric: Metric, name: str, period: Period, facts: Facts) -> tuple[Int, str]:
    column = f"{name}@{period.id}{SUBMITTED}"
    whole = name in facts.whole.get(period.id, ())
    state = WHOLE if whole else quote(f"{column}?")
    if name not in facts.metrics.get(period.id, ()):
        state = UNSUBMITTED
    return Int.column(column, *metric.bounds, nullable=not whole), state


def _join(metric: Metric, parts: Sequence[Int]) -> Int:
    if metric.over in ("sum", "mean"):
        return total(parts)
    result = parts[0]
    for part in parts[1:]:
        result = result.at_least(part) if metric.over == "max" else result.at_most(part)
    return result
