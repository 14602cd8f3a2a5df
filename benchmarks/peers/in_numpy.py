"""numpy between pyarrow's reader and writer: a row group at a time, one a core.

python -m benchmarks.peers.in_numpy wide|long WORK INPUT OUTPUT
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.tree import FULL, AtMost, Bands, Branch, Goalposts, Leaf, PerQuantum, Proportional, Work
from benchmarks.works import WORKS

UNIT = np.int32
"""Twice the full marks times the longest span stays below 2³¹."""


def half_up(top: Any, bottom: int) -> Any:
    """The nearest whole numbers to quotients of numbers not below zero; computed in place."""
    top *= 2
    top += bottom
    top //= 2 * bottom
    return top


def earned(leaf: Leaf, values: Any) -> Any:
    """An indicator's marks in hundredths."""
    match leaf.scale:
        case Goalposts(worst, best) if best > worst:
            above = np.clip(values, worst, best)
            above -= worst
            return half_up(np.multiply(above, FULL, out=above), best - worst)
        case Goalposts(worst, best):
            below = np.subtract(worst, np.clip(values, best, worst))
            return half_up(np.multiply(below, FULL, out=below), worst - best)
        case Bands(steps):
            edges = [edge for edge, _ in steps]
            awards = [award for _, award in steps] + [0]
            # Marks step up at each edge, so their differences add up.
            marks = np.zeros(len(values), UNIT)
            for place, edge in enumerate(edges):
                marks += (values >= edge) * UNIT(awards[place] - awards[place + 1])
            return marks
        case PerQuantum(every, each):
            off = values // every
            off *= each
            np.minimum(off, FULL, out=off)
            return np.subtract(FULL, off, out=off)
        case Proportional(target):
            reached = np.minimum(values, target)
            return half_up(np.multiply(reached, FULL, out=reached), target)
        case AtMost(edge):
            return (values <= edge) * UNIT(FULL)
        case other:
            raise TypeError(other)


def mean(branch: Branch, marks: Mapping[str, Any]) -> Any:
    """The weighted mean of the children's marks."""
    first, *others = branch.children
    total = marks[first.code] * UNIT(first.weight)
    for child in others:
        total += marks[child.code] * UNIT(child.weight)
    return half_up(total, sum(child.weight for child in branch.children))


def all_marks(work: Work, values: Mapping[str, Any]) -> dict[str, Any]:
    """The marks of all items, from whole numbers under the metrics' names."""
    marks = {leaf.code: earned(leaf, values[leaf.metric]) for leaf in work.leaves}
    for level in work.root.levels():
        for branch in level:
            marks[branch.code] = mean(branch, marks)
    return marks


def wide(work: Work, source: str, target: str) -> None:
    """From a row a jurisdiction to the marks of all items."""

    def one(group: int) -> pa.Table:
        table = pq.ParquetFile(source).read_row_group(group, use_threads=False)
        values = {leaf.metric: table[leaf.metric].to_numpy().astype(UNIT, copy=False) for leaf in work.leaves}
        return pa.table({"jurisdiction": table["jurisdiction"], **all_marks(work, values)})

    _write(target, _in_order(one, pq.ParquetFile(source).num_row_groups))


def long(work: Work, source: str, target: str) -> None:
    """From a row a value to the marks of all items; no jurisdiction lies in two row groups."""
    places = {leaf.metric: place for place, leaf in enumerate(work.leaves)}

    def one(group: int) -> pa.Table:
        file = pq.ParquetFile(source, read_dictionary=["jurisdiction", "metric"])
        table = file.read_row_group(group, ["jurisdiction", "metric", "value"], use_threads=False)
        who, what = (table[name].combine_chunks() for name in ("jurisdiction", "metric"))
        column = np.array([places[metric] for metric in what.dictionary.to_pylist()])
        dense = np.zeros((len(places), len(who.dictionary)), UNIT)
        dense[column[what.indices.to_numpy()], who.indices.to_numpy()] = table["value"].to_numpy()
        values = {metric: dense[place] for metric, place in places.items()}
        return pa.table({"jurisdiction": who.dictionary, **all_marks(work, values)})

    _write(target, _in_order(one, pq.ParquetFile(source).num_row_groups))


def _in_order(one: Callable[[int], pa.Table], count: int) -> Iterator[pa.Table]:
    # No more are begun than there are cores to work on them and one waiting to be written.
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        begun: deque[Future[pa.Table]] = deque()
        for group in range(count):
            begun.append(pool.submit(one, group))
            if len(begun) > cores:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()


def _write(target: str, tables: Iterator[pa.Table]) -> None:
    first = next(tables)
    with pq.ParquetWriter(target, first.schema, compression="snappy", write_statistics=False) as writer:
        writer.write_table(first)
        for table in tables:
            writer.write_table(table)


if __name__ == "__main__":
    {"wide": wide, "long": long}[sys.argv[1]](WORKS[sys.argv[2]], *sys.argv[3:])
