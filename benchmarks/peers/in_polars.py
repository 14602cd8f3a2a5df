"""Streaming polars: scan, a column an item in integers, sink.

python -m benchmarks.peers.in_polars wide|csv|long WORK INPUT OUTPUT
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import polars as pl

from benchmarks.tree import FULL, AtMost, Bands, Branch, Goalposts, Leaf, PerQuantum, Proportional, Work
from benchmarks.works import WORKS

UNIT = pl.Int32
"""Twice the full marks times the longest span stays below 2³¹."""


def half_up(top: pl.Expr, bottom: int | pl.Expr) -> pl.Expr:
    """A whole number: the nearest to a quotient of numbers not below zero."""
    return (top * 2 + bottom) // (bottom * 2)


def earned(leaf: Leaf, value: pl.Expr) -> pl.Expr:
    """An indicator's marks in hundredths."""
    match leaf.scale:
        case Goalposts(worst, best) if best > worst:
            return half_up((value.clip(worst, best) - worst) * FULL, best - worst)
        case Goalposts(worst, best):
            return half_up((worst - value.clip(best, worst)) * FULL, worst - best)
        case Bands(steps):
            marks = pl.lit(0, UNIT)
            for edge, award in reversed(steps):
                marks = pl.when(value >= edge).then(pl.lit(award, UNIT)).otherwise(marks)
            return marks
        case PerQuantum(every, each):
            return FULL - (value // every * each).clip(upper_bound=FULL)
        case Proportional(target):
            return half_up(value.clip(upper_bound=target) * FULL, target)
        case AtMost(edge):
            return (value <= edge).cast(UNIT) * FULL
        case other:
            raise TypeError(other)


def mean(branch: Branch) -> pl.Expr:
    """The weighted mean of the children's marks."""
    first, *others = (pl.col(child.code) * child.weight for child in branch.children)
    return half_up(sum(others, first), sum(child.weight for child in branch.children))


def marks(values: pl.LazyFrame, work: Work) -> pl.LazyFrame:
    """The marks of all items, of whole numbers under the metrics' names."""
    leaves = (earned(leaf, pl.col(leaf.metric)).alias(leaf.code) for leaf in work.leaves)
    return branches(values.select("jurisdiction", *leaves), work)


def branches(frame: pl.LazyFrame, work: Work, mean: Callable[[Branch], pl.Expr] = mean) -> pl.LazyFrame:
    """With the marks of whatever has children, level by level."""
    for level in work.root.levels():
        frame = frame.with_columns(mean(branch).alias(branch.code) for branch in level)
    return frame


def whole(values: pl.LazyFrame, work: Work) -> pl.LazyFrame:
    """Numbers of any type in units of their last decimal."""
    types = values.collect_schema()
    units = []
    for leaf in work.leaves:
        column = pl.col(leaf.metric)
        if types[leaf.metric].is_float():
            # A double is the nearest to its decimal: times a power of ten it lies beside a whole number.
            column = (column * 10**leaf.decimals).round()
        elif leaf.decimals:
            column = column * 10**leaf.decimals
        units.append(column if types[leaf.metric] == UNIT and not leaf.decimals else column.cast(UNIT))
    return values.with_columns(units)


def wide(work: Work, source: str, target: str) -> None:
    """From a row a jurisdiction to the marks of all items."""
    write(marks(whole(pl.scan_parquet(source), work), work), target)


def csv(work: Work, source: str, target: str) -> None:
    """The same from text; a code is no number."""
    types = {"jurisdiction": pl.String} | {leaf.metric: UNIT for leaf in work.leaves}
    write(marks(pl.scan_csv(source, schema=types), work), target)


def long(work: Work, source: str, target: str) -> None:
    """From a row a value, sorted by jurisdiction, each with all metrics: every 200th value is one metric's."""
    metrics = [leaf.metric for leaf in work.leaves]
    facts = pl.scan_parquet(source).select("jurisdiction", pl.col("metric").cast(pl.Enum(metrics)), "value")
    rows = facts.select(pl.len()).collect().item()
    step = len(metrics) * 24_000
    parts = []
    for start in range(0, rows, step):
        some = facts.slice(start, step).collect()
        turns = pl.Series(metrics * (some.height // len(metrics)), dtype=pl.Enum(metrics))
        if not some["metric"].equals(turns):
            some = some.sort("jurisdiction", "metric")
        values = {metric: some["value"].gather_every(len(metrics), n) for n, metric in enumerate(metrics)}
        parts.append(pl.DataFrame({"jurisdiction": some["jurisdiction"].gather_every(len(metrics)), **values}))
    write(marks(pl.concat(parts).lazy(), work), target)


def write(frame: pl.LazyFrame, target: str) -> None:
    """All marks; statistics would cost a tenth of the time and serve no one who reads all."""
    frame.sink_parquet(target, compression="snappy", statistics=False)


if __name__ == "__main__":
    {"wide": wide, "csv": csv, "long": long}[sys.argv[1]](WORKS[sys.argv[2]], *sys.argv[3:])
