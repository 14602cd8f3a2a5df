"""Rows for inexact expressions, and what the engine makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from scoring.engine.duckdb import Session
from scoring.sql.decide import MARGIN, Wanted, decide
from scoring.sql.exact import Int, quote

Column = Sequence[int | None]


def decided(
    rows: Mapping[str, Column], wanted: Mapping[str, Wanted], margin: float = MARGIN, threads: int = 1
) -> dict[str, list[int | None]]:
    """The columns that are wanted, in the order of the rows, once it has been seen that they keep their bounds."""
    session = Session(threads=threads)
    steps, results = decide('"given"', wanted, margin)
    session.load({"given": frame(rows)})
    session.run(steps[:-1])
    columns = ", ".join(f"CAST({result.sql} AS VARCHAR) AS {quote(name)}" for name, result in results.items())
    found = session.frame(f"SELECT {columns} FROM ({steps[-1].sql}) ORDER BY place")  # noqa: S608
    marks = {name: [None if mark is None else int(mark) for mark in found[name]] for name in wanted}
    for name, result in results.items():
        known = [mark for mark in marks[name] if mark is not None]
        assert all(result.low <= mark <= result.high for mark in known)
        assert result.nullable or len(known) == len(marks[name])
    return marks


def frame(rows: Mapping[str, Column]) -> pl.DataFrame:
    """The rows with their place; 128-bit integers where 64 bits do not hold them."""
    size = len(next(iter(rows.values())))
    columns = {name: pl.Series(name, column, dtype=pl.Int128, strict=True) for name, column in rows.items()}
    narrow = [column.cast(pl.Int64) if fits(column) else column for column in columns.values()]
    return pl.DataFrame([pl.Series("place", range(size), dtype=pl.Int64), *narrow])


def fits(column: pl.Series) -> bool:
    """Whether 64 bits hold all of it."""
    return all(value is None or abs(value) < 2**63 for value in column)


def column(name: str, values: Column) -> Int:
    """A column with the bounds of what stands in it."""
    known = [value for value in values if value is not None]
    return Int.column(name, min(known), max(known), nullable=len(known) < len(values))
