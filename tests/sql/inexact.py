"""Rows for inexact expressions, and what the engine makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from scoring.engine.engines import Engine
from scoring.engine.session import Session
from scoring.sql.decide import MARGIN, Wanted, decide
from scoring.sql.exact import Int, quote
from scoring.sql.steps import Step, select

Column = Sequence[int | None]
ONE_THREAD = Engine(threads=1)


def decided(
    rows: Mapping[str, Column], wanted: Mapping[str, Wanted], margin: float = MARGIN, engine: Engine = ONE_THREAD
) -> dict[str, list[int | None]]:
    """The columns that are wanted, in the order of the rows, once it has been seen that they keep their bounds."""
    session = loaded(rows, engine)
    steps, results = decide('"given"', wanted, margin)
    session.run(steps[:-1])
    columns = ", ".join(f"CAST({result.sql} AS VARCHAR) AS {quote(name)}" for name, result in results.items())
    found = session.frame(f"SELECT {columns} FROM ({steps[-1].sql}) ORDER BY place")  # noqa: S608
    marks = {name: [None if mark is None else int(mark) for mark in found[name]] for name in wanted}
    for name, result in results.items():
        known = [mark for mark in marks[name] if mark is not None]
        assert all(result.low <= mark <= result.high for mark in known)
        assert result.nullable or len(known) == len(marks[name])
    return marks


def loaded(rows: Mapping[str, Column], engine: Engine = ONE_THREAD) -> Session:
    """A session with the rows in the relation `given`, beside their place."""
    # Arrow knows no 128-bit integers.
    size = len(next(iter(rows.values())))
    texts = {name: [None if value is None else str(value) for value in values] for name, values in rows.items()}
    session = engine.open()
    session.load(
        {"texts": pl.DataFrame({"place": range(size), **texts}, schema_overrides=dict.fromkeys(texts, pl.String))}
    )
    types = {name: "BIGINT" if _narrow(values) else "HUGEINT" for name, values in rows.items()}
    columns = {name: f"CAST({quote(name)} AS {kind})" for name, kind in types.items()}
    session.run([Step("given", select({"place": "place", **columns}, "texts", everything=False), kept=True)])
    return session


def _narrow(values: Column) -> bool:
    return all(value is None or abs(value) < 2**63 for value in values)


def column(name: str, values: Column) -> Int:
    """A column with the bounds of what stands in it."""
    known = [value for value in values if value is not None]
    return Int.column(name, min(known), max(known), nullable=len(known) < len(values))
