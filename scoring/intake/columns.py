"""A whole column of submitted numbers at once: plain ones vectorised, each odd text read once by `read_value`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from scoring.intake.findings import Finding
from scoring.intake.number import DECLARED, ROUNDED, UNREASONED, Reading, is_reason, read_value
from scoring.intake.recognise import Table
from scoring.intake.wording import clip
from scoring.rubric.declarations import Metric
from scoring.sql import states
from scoring.sql.width import fits
from scoring.words import Text

_LONGEST = 18
"""Whole numbers of so many digits are read by the column: with as many decimals they stay below 2**127."""


def held_as(metric: Metric) -> type[pl.DataType]:
    """The type a metric's values are held in while they are read: Int64 where all of them fit, else Int128."""
    return pl.Int64 if fits(*metric.bounds) else pl.Int128


@dataclass(frozen=True)
class Column:
    """One metric's cells, a row each.

    Attributes:
        values: whole units of the metric's last decimal, as `held_as`; null where there is no number.
        states: Int16 codes; 0 where reported, and where blank.
        odd: rows (by their place in the column) of which something is to be said, and what.
    """

    values: pl.Series
    states: pl.Series
    odd: dict[int, Reading] = field(default_factory=dict)


@dataclass(frozen=True)
class Cells:
    """The texts of one metric's cells, row by row, with who and where they stand."""

    table: Table
    metric: str
    texts: pl.Series
    reasons: pl.Series | None
    rows: pl.Series
    jurisdictions: pl.Series
    column: str


def read_column(cells: Cells, metric: Metric, unreasoned: str, notes: list[Finding]) -> Column:
    """Read the cells of one metric.

    Args:
        cells: their texts (or whole numbers, from Parquet).
        metric: what they are values of.
        unreasoned: the state of a bare `不适用`, `missing` or `not_assessed`.
        notes: takes what is to be said of single cells.
    """
    texts = cells.texts
    values, good = _plain(texts, metric)
    odd = (texts.is_not_null() & ~good).arg_true()
    if odd.is_empty():
        return Column(values, pl.Series([0], dtype=pl.Int16).new_from_index(0, len(texts)))
    written = texts.gather(odd).cast(pl.String)
    known, column = cells.table.formats_known, cells.table.at[cells.column]
    kept = [
        (text, cells.table.is_float(row, column)) for row, text in zip(cells.rows.gather(odd), written, strict=True)
    ]
    readings = {
        (text, is_float): read_value(text, metric, formats_known=known, floats=is_float) for text, is_float in set(kept)
    }
    reasons = cells.reasons.gather(odd).cast(pl.String) if cells.reasons is not None else [None] * len(odd)
    found = [_reasoned(readings[one], reason) for one, reason in zip(kept, reasons, strict=True)]
    notes.extend(_said(cells, odd, written, found))
    notes.extend(_rounded(cells, odd, written, found))
    rest = pl.Series([reading.value for reading in found], dtype=held_as(metric))
    bare = states.code(states.STATES.index(unreasoned), states.UNREASONED)
    codes = pl.Series([bare if r.state == UNREASONED else r.state for r in found], dtype=pl.Int16)
    everywhere = pl.Series([0], dtype=pl.Int16).new_from_index(0, len(texts))
    return Column(values.scatter(odd, rest), everywhere.scatter(odd, codes), dict(zip(odd, found, strict=True)))


def _plain(texts: pl.Series, metric: Metric) -> tuple[pl.Series, pl.Series]:
    """Values of plainly written numbers, and which they are; anything else is read one by one."""
    unit, cells = 10**metric.decimals, pl.col("text")
    if texts.dtype == pl.Int64:
        whole = pl.lit(value=True)
        values = cells.cast(pl.Int128) * _wide(unit)
    elif metric.decimals:
        whole = cells.str.contains(rf"^[0-9]{{1,{_LONGEST}}}(\.[0-9]{{1,{metric.decimals}}})?$")
        parts = cells.str.splitn(".", 2).struct
        rest = parts[1].fill_null("").str.pad_end(metric.decimals, "0")
        values = parts[0].cast(pl.Int128, strict=False) * _wide(unit) + rest.cast(pl.Int128, strict=False)
    else:
        whole = cells.str.contains(rf"^[0-9]{{1,{_LONGEST}}}$")
        values = cells.cast(pl.Int128, strict=False)
    low, high = metric.bounds
    good = whole & values.is_between(_wide(low), _wide(high))
    if metric.unit == "%":
        good &= ~values.is_between(_wide(1), _wide(unit))
    read = texts.to_frame("text").select(values.alias("value"), good.fill_null(value=False).alias("good"))
    value = pl.when("good").then("value").cast(held_as(metric))
    return read.select(value).to_series(), read["good"]


def _wide(number: int) -> pl.Expr:
    return pl.lit(number, pl.Int128)


def _reasoned(reading: Reading, reason: str | None) -> Reading:
    return Reading(state=DECLARED) if reading.state == UNREASONED and reason and is_reason(reason) else reading


def _said(cells: Cells, odd: pl.Series, written: pl.Series, found: list[Reading]) -> Iterator[Finding]:
    rows, who = cells.rows.gather(odd), cells.jurisdictions.gather(odd)
    for row, jurisdiction, text, reading in zip(rows, who, written, found, strict=True):
        if reading.code and reading.code != ROUNDED:
            yield Finding(
                reading.severity,
                reading.code,
                cells.table.place(row, cells.column),
                reading.message,
                clip(text),
                reading.expected,
                jurisdiction,
                cells.metric,
            )


def _rounded(cells: Cells, odd: pl.Series, written: pl.Series, found: list[Reading]) -> Iterator[Finding]:
    """One notice for all numbers of a column that have more decimals than declared."""
    rounded = [at for at, reading in enumerate(found) if reading.code == ROUNDED]
    if not rounded:
        return
    first, reading = odd[rounded[0]], found[rounded[0]]
    message = reading.message
    if len(rounded) > 1:
        message = _ROUNDED.with_(n=len(rounded), first=message)
    yield Finding(
        reading.severity,
        ROUNDED,
        cells.table.place(cells.rows[first], cells.column),
        message,
        clip(written[rounded[0]]),
        reading.expected,
        cells.jurisdictions[first] if len(rounded) == 1 else "",
        cells.metric,
    )


_ROUNDED = Text("本列有{n}个数如此；第一个：{first}", "{n} numbers of this column are like this; the first: {first}")
