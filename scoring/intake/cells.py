"""Metric cells: where each stands, and one value (or, where they contradict, none) from those that stand twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import polars as pl

from scoring.intake.findings import Finding, letters
from scoring.intake.number import REFUSED
from scoring.intake.rows import place_of, spoken_place
from scoring.rubric.declarations import Metric
from scoring.rubric.values import write_number
from scoring.sql import states
from scoring.words import Text

CELLS = {
    "jurisdiction": pl.String,
    "metric": pl.String,
    "value": pl.Int128,
    "state": pl.Int16,
    "file": pl.String,
    "sheet": pl.String,
    "row": pl.Int64,
    "column": pl.Int64,
    "who": pl.Int64,
}
"""A cell of a metric; `who` is the column its row names the jurisdiction in."""
_KEY = ("jurisdiction", "metric")


@dataclass(frozen=True)
class Block:
    """One wide table's cells of one period: `jurisdiction`, `?row`, and for each metric its value and its state."""

    file: str
    sheet: str
    frame: pl.DataFrame
    at: Mapping[str, int]
    who: int = 0

    def cells(self, metric: str) -> pl.DataFrame:
        """The block's cells of one metric that are not blank, as `CELLS`."""
        if metric not in self.at:
            return pl.DataFrame(schema=CELLS)
        value, state = pl.col(metric).alias("value"), pl.col(f"{metric}?").alias("state")
        place = {"file": self.file, "sheet": self.sheet, "column": self.at[metric], "who": self.who}
        return (
            self.frame.select("jurisdiction", pl.col("?row").alias("row"), value, state)
            .filter(pl.col("value").is_not_null() | (pl.col("state") != 0))
            .with_columns(pl.lit(metric).alias("metric"), *(pl.lit(one).alias(name) for name, one in place.items()))
            .select(pl.col(name).cast(kind) for name, kind in CELLS.items())
        )


@dataclass
class CellOrigins:
    """Where each accepted (or refused) metric value stands: blocks as they came, and cells settled one by one."""

    blocks: dict[str, Sequence[Block]] = field(default_factory=dict)
    settled: dict[str, pl.DataFrame] = field(default_factory=dict)

    def places(self, period: str, metric: str) -> pl.DataFrame:
        """The cells of one metric of one period, as `CELLS`, at most one a jurisdiction."""
        parts = [block.cells(metric) for block in self.blocks.get(period, ())]
        if period in self.settled:
            parts.append(self.settled[period].filter(pl.col("metric") == metric))
        return pl.concat(parts) if parts else pl.DataFrame(schema=CELLS)

    def __call__(self, period: str, metric: str) -> pl.DataFrame:
        """`jurisdiction, file, sheet, cell`, one row a jurisdiction whose value (or refused cell) stands somewhere."""
        places = self.places(period, metric)
        names = {column: letters(column) for column in places["column"].unique()}
        cell = pl.col("column").replace_strict(names, default="", return_dtype=pl.String) + pl.col("row").cast(
            pl.String
        )
        return places.select("jurisdiction", "file", "sheet", cell.alias("cell"))


def settle_cells(cells: pl.DataFrame, metrics: Mapping[str, Metric], notes: list[Finding]) -> pl.DataFrame:
    """One cell a jurisdiction and metric: the first of agreeing ones; a refused one where they contradict each other.

    Args:
        cells: `CELLS`, none of them blank, in the order they were read.
        metrics: to word values by.
        notes: takes a warning for each repeated cell, an error for each contradicting one.
    """
    counted = cells.with_row_index("at").with_columns(
        pl.len().over(_KEY).alias("times"),
        (pl.struct("value", "state").n_unique().over(_KEY) == 1).alias("agrees"),
        pl.col("at").first().over(_KEY).alias("first"),
    )
    groups: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in counted.filter(pl.col("times") > 1).iter_rows(named=True):
        groups[row["first"]].append(row)
    notes.extend(_agreeing([group for group in groups.values() if group[0]["agrees"]], metrics))
    for group in groups.values():
        if not group[0]["agrees"]:
            notes.extend(_conflicting(group, metrics[group[0]["metric"]]))
    return counted.filter(pl.col("at") == pl.col("first")).select(
        "jurisdiction",
        "metric",
        pl.when("agrees").then("value").alias("value"),
        pl.when("agrees").then("state").otherwise(pl.lit(REFUSED, pl.Int16)).alias("state"),
        *list(CELLS)[4:],
    )


def _agreeing(groups: list[list[dict[str, Any]]], metrics: Mapping[str, Metric]) -> Iterator[Finding]:
    # A row submitted twice is one thing to say, not one for each of its cells.
    by_row: defaultdict[tuple[Any, ...], list[tuple[dict[str, Any], dict[str, Any]]]] = defaultdict(list)
    for group in groups:
        for row in group[1:] if group[0]["state"] != REFUSED else ():
            by_row[row["file"], row["sheet"], row["row"]].append((row, group[0]))
    for pairs in by_row.values():
        row, first = pairs[0]
        is_whole_row = len(pairs) > 1
        there = {**first, "column": first["who"]} if is_whole_row else first
        words = {"cell": spoken_place(place_of(there), row["file"], row["sheet"]), "n": len(pairs)}
        rows = Text(
            "重复填报，与{cell}一行有{n}项一致，只计一次", "submitted twice: {n} values as in the row of {cell}"
        )
        cell = Text("重复填报，与{cell}一致，只计一次", "submitted twice, as in {cell}: counted once")
        yield Finding(
            "warning",
            "duplicate",
            replace(place_of(row), column=row["who"]) if is_whole_row else place_of(row),
            (rows if is_whole_row else cell).with_(**words),
            found=row["jurisdiction"] if is_whole_row else _shown(row, metrics[row["metric"]]).zh,
            jurisdiction=row["jurisdiction"],
            metric="" if is_whole_row else row["metric"],
        )


def _conflicting(group: list[dict[str, Any]], metric: Metric) -> Iterator[Finding]:
    for row in group:
        other = next(one for one in group if any(one[key] != row[key] for key in ("value", "state")))
        words = {"cell": spoken_place(place_of(other), row["file"], row["sheet"]), "other": _shown(other, metric)}
        clash = Text(
            "重复填报且不一致：{cell}为{other}；无法采信任何一个，按未测评处理",
            "submitted twice with different values ({cell} says {other}): neither can be trusted, not assessed",
        )
        yield Finding(
            "error",
            "conflict",
            place_of(row),
            clash.with_(**words),
            found=_shown(row, metric).zh,
            jurisdiction=row["jurisdiction"],
            metric=row["metric"],
        )


def _shown(row: Mapping[str, Any], metric: Metric) -> Text:
    if row["value"] is None:
        return states.STATE_WORDS[states.state_of(row["state"])]
    number = shown(row["value"], metric.decimals)
    return Text(number, number)


def shown(value: int, decimals: int) -> str:
    """A stored value as a reader writes it.

    >>> shown(9550, 2)
    '95.5'
    """
    return write_number(Fraction(value, 10**decimals))
