"""Lines of whole numbers in SQL, in types no wider than they need, against Python's own arithmetic."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scoring.engine.duckdb import Session
from scoring.sql.integer import FALSE, TRUE, Int
from scoring.sql.width import typed

COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
MOST = 2**31 - 1
STEPS = st.integers(-(10**6), 10**6).filter(bool)
ENDS = st.sampled_from([9, 10_000, MOST, MOST + 1, 2**40])


def in_sql(expression: str, x: int | None, high: int) -> Any:
    """What an expression over a column `x` of that bound comes to, in the type it is stored in."""
    session = Session(threads=1)
    session.load({"t": pl.DataFrame({"x": [x]}, schema={"x": pl.Int64})})
    sql = f"SELECT {expression} AS y FROM (SELECT CAST(x AS {typed(-high, high)}) AS x FROM t)"  # noqa: S608
    return session.frame(f"SELECT CAST(y AS VARCHAR) AS y FROM ({sql})")["y"].item()  # noqa: S608


@st.composite
def lines(draw: st.DrawFn) -> tuple[Int, int, int, int, int | None]:
    """A line over a column, its factor and constant, the column's bound and a value of it."""
    high = draw(ENDS)
    times, plus = draw(STEPS), draw(st.integers(-(10**9), 10**9))
    x = draw(st.none() | st.integers(-high, high) | st.sampled_from([-high, high]))
    return Int.column("x", -high, high) * Int.of(times) + Int.of(plus), times, plus, high, x


@given(lines())
def test_a_line_comes_to_what_it_says_within_its_bounds(drawn: tuple[Int, int, int, int, int | None]) -> None:
    line, times, plus, high, x = drawn
    found = in_sql(line.sql, x, high)
    assert found == (None if x is None else str(x * times + plus))
    assert x is None or line.low <= x * times + plus <= line.high


@given(lines(), st.sampled_from(sorted(COMPARED)), st.integers(-(10**15), 10**15), st.booleans())
@example((Int.column("x", -MOST, MOST) * Int.of(7), 7, 0, MOST, MOST), "=", 3, False)
@example((Int.column("x", -MOST, MOST) * Int.of(7), 7, 0, MOST, None), "<>", 3, False)
def test_a_line_is_compared_as_its_number_is(
    drawn: tuple[Int, int, int, int, int | None], sign: str, limit: int, turned: bool
) -> None:
    line, times, plus, high, x = drawn
    if turned and x is not None:
        limit = x * times + plus
    found = in_sql(line.compare(sign, Int.of(limit)), x, high)
    assert found == (None if x is None else str(COMPARED[sign](x * times + plus, limit)).lower())


@given(lines(), st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_a_number_known_to_lie_between_limits_is_the_same_number(
    drawn: tuple[Int, int, int, int, int | None], one: int, other: int
) -> None:
    line, times, plus, high, x = drawn
    low, top = sorted((one, other))
    known = line.within(low, top)
    assert line.low <= known.low <= known.high <= line.high
    if x is not None and low <= x * times + plus <= top:
        assert known.low <= x * times + plus <= known.high
        assert in_sql(known.sql, x, high) == str(x * times + plus)


@pytest.mark.parametrize(("sign", "told"), [("=", FALSE), ("<>", TRUE)])
def test_what_is_never_equal_is_told_when_the_rubric_is_compiled(sign: str, told: str) -> None:
    assert (Int.column("x", 0, 9, nullable=False) * Int.of(10)).compare(sign, Int.of(35)) == told
