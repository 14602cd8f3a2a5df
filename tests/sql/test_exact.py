"""Exact arithmetic in SQL against `fractions`: whatever expression is built, DuckDB gives the same digits."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.duckdb import Session
from scoring.errors import Overflow
from scoring.sql.exact import Int, Ratio, Way, choose, half_up, total

ROWS = 6
BOUND = 10**6

columns = st.lists(st.integers(-BOUND, BOUND), min_size=ROWS, max_size=ROWS)
constants = st.fractions(min_value=-50, max_value=50, max_denominator=40)
ways: st.SearchStrategy[Way] = st.sampled_from(["half_up", "up", "down"])
operations = st.lists(st.tuples(st.sampled_from("+-*/"), st.sampled_from("abc#"), constants), min_size=1, max_size=4)


def ask(sql: str, frame: pl.DataFrame) -> list[int | None]:
    session = Session(threads=1)
    session.load({"t": frame})
    return session.frame(f"SELECT {sql} AS x FROM t")["x"].to_list()  # noqa: S608


def column(name: str) -> Ratio:
    return Ratio(Int.column(name, -BOUND, BOUND), Int.of(1))


def fold(steps: list[tuple[str, str, Fraction]], row: dict[str, int]) -> Fraction | None:
    value: Fraction | None = Fraction(row["a"])
    for operator, operand, constant in steps:
        other = constant if operand == "#" else Fraction(row[operand])
        if value is None or (operator == "/" and other == 0):
            return None
        value = (
            {"+": value + other, "-": value - other, "*": value * other}.get(operator)
            if operator != "/"
            else value / other
        )
    return value


def nearest(exact: Fraction, way: Way) -> int:
    """Written apart from the code it judges: from the floor and the ceiling of the size."""
    below, above = math.floor(abs(exact)), math.ceil(abs(exact))
    size = {"up": above, "down": below, "half_up": above if above - abs(exact) <= abs(exact) - below else below}[way]
    return size if exact >= 0 else -size


@given(columns, columns, columns, operations, st.integers(0, 9), st.sampled_from([1, 2, 5, 25]), ways)
def test_rational_arithmetic_and_rounding_agree_with_fractions(
    a: list[int], b: list[int], c: list[int], steps: list[tuple[str, str, Fraction]], places: int, step: int, way: Way
) -> None:
    expression = column("a")
    try:
        for operator, operand, constant in steps:
            if operator == "/" and operand == "#" and constant == 0:
                return
            other = Ratio.of(constant) if operand == "#" else column(operand)
            expression = {
                "+": expression.__add__,
                "-": expression.__sub__,
                "*": expression.__mul__,
                "/": expression.__truediv__,
            }[operator](other)
        rounded = expression.rounded(places, step, way)
    except Overflow:
        return
    frame = pl.DataFrame({"a": a, "b": b, "c": c}, schema=dict.fromkeys("abc", pl.Int64))
    got = ask(rounded.stored(), frame)
    for row, found in zip(frame.iter_rows(named=True), got, strict=True):
        exact = fold(steps, row)
        wanted = None if exact is None else nearest(exact * 10**places / step, way) * step
        assert found == wanted
        assert found is None or rounded.low <= found <= rounded.high


@pytest.mark.parametrize("bottom", [4, 10**20])
def test_what_is_whole_already_is_left_alone_and_the_rest_goes_its_way(bottom: int) -> None:
    quarters = range(-9, 10)
    value = Ratio(Int.column("a", -9, 9) * Int.of(bottom // 4), Int.column("b", 1, bottom))
    frame = pl.DataFrame({"a": quarters, "b": [str(bottom)] * len(quarters)})
    goes: dict[Way, Callable[[float], int]] = {
        "up": math.ceil,
        "down": math.floor,
        "half_up": lambda size: math.floor(size + 0.5),
    }
    for way, of in goes.items():
        found = ask(value.rounded(0, way=way).sql.replace('"b"', "CAST(b AS HUGEINT)"), frame)
        assert found == [of(abs(part) / 4) * (1 if part >= 0 else -1) for part in quarters]


@given(columns, columns)
def test_comparison_agrees_with_fractions(a: list[int], b: list[int]) -> None:
    frame = pl.DataFrame({"a": a, "b": b}, schema=dict.fromkeys("ab", pl.Int64))
    third = Ratio.of(Fraction(1, 3))
    condition = (column("a") * third).compare(">=", column("b") * Ratio.of(Fraction(2, 7)))
    got = ask(condition, frame)
    assert got == [Fraction(x, 3) >= Fraction(2 * y, 7) for x, y in zip(a, b, strict=True)]


def test_missing_is_never_skipped_by_a_limit_or_a_sum() -> None:
    frame = pl.DataFrame({"a": [5, None, 7]}, schema={"a": pl.Int64})
    a = Int.column("a", 0, 10)
    assert ask(a.at_most(Int.of(6)).sql, frame) == [5, None, 6]
    assert ask(a.at_least(Int.of(6)).sql, frame) == [6, None, 7]
    assert ask(total([a, Int.of(1)]).sql, frame) == [6, None, 8]
    assert ask(a.or_zero().sql, frame) == [5, 0, 7]


def test_a_case_without_an_else_leaves_null() -> None:
    frame = pl.DataFrame({"a": [1, 2]}, schema={"a": pl.Int64})
    assert ask(choose([("a = 1", Int.of(10**12))], None).sql, frame) == [10**12, None]


def test_literals_of_a_case_do_not_overflow_as_int32() -> None:
    frame = pl.DataFrame({"a": [1]}, schema={"a": pl.Int64})
    big = choose([("a = 1", Int.of(2_000_000_000))], Int.of(1)) * Int.of(2_000_000_000)
    assert ask(big.sql, frame) == [4 * 10**18]


def test_beyond_38_digits_is_refused_before_anything_runs() -> None:
    with pytest.raises(Overflow, match="38"):
        Int.column("a", 0, 2**64) * Int.column("b", 0, 2**64)


@given(st.fractions())
def test_halves_go_away_from_zero(number: Fraction) -> None:
    nearest = half_up(number)
    assert abs(number - nearest) <= Fraction(1, 2)
    assert half_up(-number) == -nearest
    if abs(number - nearest) == Fraction(1, 2):
        assert abs(nearest) > abs(number)
