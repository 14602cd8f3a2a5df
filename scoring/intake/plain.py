"""Which numbers of a column left in its file are plain: in one pass, or none where the file says it of itself.

A plain number is one within the metric's bounds that no more need be said of; a row with any other is odd.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from scoring.intake.sheets import Unread
from scoring.rubric.declarations import Metric
from scoring.sql.scan import NUMBER, parts

MOST_ODD = 50_000
"""Rows with something odd in them beyond which a file is read like any other."""
_EXACT = 2**53
_DIGITS = 15


@dataclass(frozen=True)
class Looked:
    """What was seen of a file's metrics: which rows have something odd in them, and which metrics have no gap."""

    odd: pl.Series
    whole: frozenset[str]


def can_be_scanned(kind: pl.DataType, metric: Metric) -> bool:
    """Whether a column of that type can be looked over as a whole."""
    if max(map(abs, metric.bounds)) >= 10**_DIGITS:
        return False
    if isinstance(kind, pl.Decimal):
        return kind.scale <= metric.decimals
    return kind.is_float() or (kind.is_integer() and kind not in (pl.UInt64, pl.Int128, pl.UInt128))


def looked_over(unread: Unread, columns: Mapping[str, tuple[str, Metric]]) -> Looked | None:
    """Look over the columns of some metrics; None where too much of them is odd.

    Args:
        unread: the file.
        columns: by metric, its column's name in the file and what is declared of it.
    """
    told = _told(unread.path)
    doubtful: dict[str, pl.Expr] = {}
    gaps: dict[str, pl.Expr] = {}
    whole: set[str] = set()
    for metric, (name, declared) in columns.items():
        known = told.get(name)
        odd = _odd(pl.col(name), unread.kinds[name], declared)
        if known is None or not _is_plain(known, unread.kinds[name], declared):
            doubtful[metric] = odd
        if known is None:
            gaps[metric] = pl.col(name).null_count()
        elif not known.nulls:
            whole.add(metric)
        if declared.part_of is not None and declared.part_of in columns:
            other, _ = columns[declared.part_of]
            # Numbers of no more than fifteen digits are told apart by their doubles, however many decimals they have.
            doubtful[f"{metric} part"] = pl.col(name).cast(pl.Float64) > pl.col(other).cast(pl.Float64)
    scan = pl.scan_parquet(parts(unread.path), glob=False)
    if gaps:
        counted = scan.select(one.alias(metric) for metric, one in gaps.items()).collect(engine="streaming")
        whole.update(metric for metric in gaps if counted[metric].item() == 0)
    if not doubtful:
        return Looked(pl.Series([], dtype=pl.UInt32), frozenset(whole))
    odd = pl.any_horizontal(one.fill_null(value=False) for one in doubtful.values())
    rows = scan.with_row_index(NUMBER).filter(odd).select(NUMBER).head(MOST_ODD + 1).collect(engine="streaming")
    return Looked(rows[NUMBER], frozenset(whole)) if rows.height <= MOST_ODD else None


def _odd(cell: pl.Expr, kind: pl.DataType, metric: Metric) -> pl.Expr:
    """Whether a number is anything but a plain one within the metric's bounds."""
    unit, (low, high) = 10**metric.decimals, metric.bounds
    if kind.is_float():
        # The double nearest to n/unit and no other: what is written in as few digits is that fraction.
        units = (cell * float(unit)).round()
        # Divided by a column that is the same throughout: by a number polars divides by multiplying with its inverse.
        nearest = units / (units * 0 + float(unit)) == cell
        good = nearest & units.is_between(float(low), float(high)) & (units.abs() < _EXACT)
    elif kind.is_decimal():
        least, most = (Decimal(end).scaleb(-metric.decimals) for end in (low, high))
        good = cell.is_between(least, most)
    else:
        good = cell.is_between(-(-low // unit), high // unit)
    if metric.unit == "%":
        # 0.95 where 95 is meant.
        good &= ~((cell > 0) & (cell <= 1))
    return ~good


@dataclass(frozen=True)
class _Known:
    """What a file says of a column itself."""

    least: Any
    most: Any
    nulls: int


def _is_plain(known: _Known, kind: pl.DataType, metric: Metric) -> bool:
    """Whether what the file says of a column is enough to know that nothing in it is odd."""
    unit, (low, high) = 10**metric.decimals, metric.bounds
    if kind.is_float() or known.least is None:
        return False
    is_share = metric.unit == "%" and known.least <= 1
    return bool(low <= known.least * unit and known.most * unit <= high and not is_share)


def _told(path: Path) -> dict[str, _Known]:
    """Each column's least and greatest value and how many it lacks; those of which every part of the file says so."""
    said: defaultdict[str, list[Any]] = defaultdict(list)
    for part in parts(path):
        data = pq.read_metadata(part)
        groups = [data.row_group(n) for n in range(data.num_row_groups)]
        for n in range(data.num_columns):
            said[data.schema.column(n).path] += [group.column(n).statistics for group in groups]
    return {name: found for name, some in said.items() if (found := _said(some))}


def _said(some: Sequence[Any]) -> _Known | None:
    if not some or any(one is None or not one.has_null_count for one in some):
        return None
    ends = [one for one in some if one.has_min_max]
    # A part that is all blank has no ends.
    if any(not one.has_min_max and one.num_values for one in some):
        return None
    least, most = (min((e.min for e in ends), default=None), max((e.max for e in ends), default=None))
    return _Known(least, most, sum(one.null_count for one in some))
