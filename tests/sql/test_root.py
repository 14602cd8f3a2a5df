"""Whole-number roots in SQL against Python's own."""

from __future__ import annotations

import math

import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from scoring.engine.duckdb import Session
from scoring.sql.exact import Int
from scoring.sql.root import floor_root, rounded_root
from scoring.sql.width import WIDE

MOST = 2**124 - 1
COLUMN = Int("x", 0, MOST, width=WIDE)
NUMBERS = st.integers(0, MOST) | st.integers(0, 2**62 - 1).map(lambda n: n * n) | st.integers(0, 10**6)


def in_sql(expression: str, x: int | None) -> int | None:
    # As text: no type of a frame holds 127 bits everywhere.
    sql = f"SELECT CAST({expression} AS VARCHAR) AS y FROM (SELECT CAST(x AS HUGEINT) AS x FROM t)"  # noqa: S608
    session = Session(threads=1)
    session.load({"t": pl.DataFrame({"x": [None if x is None else str(x)]}, schema={"x": pl.String})})
    found = session.frame(sql)["y"].item()
    return None if found is None else int(found)


@given(NUMBERS)
@example(MOST)
@example(0)
@example((2**62 - 1) ** 2 - 1)
def test_the_root_is_the_greatest_number_whose_square_is_not_above(x: int) -> None:
    assert in_sql(floor_root(COLUMN).sql, x) == math.isqrt(x)


@given(st.integers(0, 10**9))
def test_a_rounded_root_is_the_nearest_whole_number(x: int) -> None:
    root = math.isqrt(x)
    # √x ≥ root + ½ where x ≥ root² + root + ¼, and x is whole.
    nearest = root + 1 if x > root * root + root else root
    assert in_sql(rounded_root(Int("x", 0, 4 * 10**9)).sql, 4 * x) == nearest


def test_no_root_of_nothing() -> None:
    assert in_sql(floor_root(COLUMN).sql, None) is None
    assert in_sql(rounded_root(COLUMN).sql, None) is None
