"""A whole column of submitted numbers at once: plain ones vectorised, each odd text read once by `read_value`."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from scoring.intake.findings import Finding
from scoring.intake.number import DECLARED, UNREASONED, Reading, is_reason, read_value
from scoring.intake.recognise import Table
from scoring.intake.wording import clip
from scoring.rubric.declarations import Metric
from scoring.sql import states

_WIDEST = 2**63 - 1


@dataclass(frozen=True)
class Column:
    """One metric's cells, a row each.

    Attributes:
        values: Int64, whole units of the metric's last decimal; null where there is no number.
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
    known = cells.table.formats_known
    readings = {text: read_value(text, metric, formats_known=known) for text in written.unique()}
    reasons = cells.reasons.gather(odd).cast(pl.String) if cells.reasons is not None else [None] * len(odd)
    found = [_reasoned(readings[text], reason) for text, reason in zip(written, reasons, strict=True)]
    notes.extend(_said(cells, odd, written, found))
    rest = pl.Series([reading.value for reading in found], dtype=pl.Int64)
    bare = states.code(states.STATES.index(unreasoned), states.UNREASONED)
    codes = pl.Series([bare if r.state == UNREASONED else r.state for r in found], dtype=pl.Int16)
    everywhere = pl.Series([0], dtype=pl.Int16).new_from_index(0, len(texts))
    return Column(values.scatter(odd, rest), everywhere.scatter(odd, codes), dict(zip(odd, found, strict=True)))


def _plain(texts: pl.Series, metric: Metric) -> tuple[pl.Series, pl.Series]:
    # Twelve digits and six decimals stay below 2**63; anything longer is read one by one.
    unit = 10**metric.decimals
    if texts.dtype == pl.Int64:
        whole = texts.is_between(-(10**12), 10**12)
        values = pl.select(pl.when(whole).then(texts) * unit).to_series()
    elif metric.decimals:
        whole = texts.str.contains(rf"^[0-9]{{1,12}}(\.[0-9]{{1,{metric.decimals}}})?$")
        digits = texts.str.extract(r"\.([0-9]+)$").fill_null("").str.pad_end(metric.decimals, "0")
        first = texts.str.extract(r"^([0-9]{1,12})(?:\.|$)").cast(pl.Int64, strict=False)
        values = first * unit + digits.cast(pl.Int64, strict=False)
    else:
        whole = texts.str.contains(r"^[0-9]{1,12}$")
        values = texts.cast(pl.Int64, strict=False)
    low = max(math.ceil(metric.minimum * unit), -_WIDEST)
    high = min(math.floor(metric.maximum * unit), _WIDEST)
    good = whole & values.is_between(low, high)
    if metric.unit == "%":
        good &= ~values.is_between(1, unit)
    good = good.fill_null(value=False)
    return pl.select(pl.when(good).then(values)).to_series(), good


def _reasoned(reading: Reading, reason: str | None) -> Reading:
    return Reading(state=DECLARED) if reading.state == UNREASONED and reason and is_reason(reason) else reading


def _said(cells: Cells, odd: pl.Series, written: pl.Series, found: list[Reading]) -> Iterator[Finding]:
    rows, who = cells.rows.gather(odd), cells.jurisdictions.gather(odd)
    for row, jurisdiction, text, reading in zip(rows, who, written, found, strict=True):
        if reading.code:
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
