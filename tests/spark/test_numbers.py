"""Whole numbers on Spark: quotients, sums and decimals of up to 38 digits come out as Python's own do."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal
from itertools import product

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine.engines import Engine
from scoring.engine.session import Session
from tests.spark.extent import NIGHTLY

MOST = 10**38 - 1
EDGES = sorted(
    {
        sign * (at + beside)
        for at in (0, 1, 7, 10**6, 10**18, 2**63, 10**19, 10**24, 10**32, 2**126, MOST - 1)
        for beside in (-1, 0, 1)
        for sign in (1, -1)
    }
)
sizes = st.integers(0, 38).flatmap(lambda digits: st.integers(-(10**digits) + 1, 10**digits - 1))
pairs = st.lists(st.tuples(sizes, sizes.filter(bool)), min_size=100, max_size=400)


def towards_zero(top: int, bottom: int) -> int:
    size = abs(top) // abs(bottom)
    return size if (top < 0) == (bottom < 0) else -size


def loaded(engine: Engine, rows: list[tuple[int, int]]) -> Session:
    session = engine.open()
    texts = {name: [str(row[n]) for row in rows] for n, name in enumerate(("a", "b"))}
    session.load({"t": pl.DataFrame({"place": range(len(rows)), **texts})})
    return session


def quotients(engine: Engine, rows: list[tuple[int, int]], asked: str) -> list[int]:
    wide = "(SELECT place, CAST(a AS HUGEINT) AS a, CAST(b AS HUGEINT) AS b FROM t)"
    sql = f"SELECT CAST({asked} AS VARCHAR) AS q FROM {wide} ORDER BY place"  # noqa: S608
    return [int(one) for one in loaded(engine, rows).frame(sql)["q"]]


def test_a_quotient_of_any_two_numbers_of_38_digits_is_rounded_towards_zero(spark: Engine) -> None:
    rows = [(a, b) for a, b in product(EDGES, EDGES) if b]
    assert quotients(spark, rows, "CAST(a // b AS HUGEINT)") == [towards_zero(a, b) for a, b in rows]


def test_a_quotient_that_63_bits_hold_may_be_of_longer_numbers(spark: Engine) -> None:
    rows = [(a, b) for a, b in product(EDGES, EDGES) if b and abs(towards_zero(a, b)) < 2**63]
    assert quotients(spark, rows, "CAST(a // b AS BIGINT)") == [towards_zero(a, b) for a, b in rows]


@settings(max_examples=40 if NIGHTLY else 3)
@given(rows=pairs)
def test_quotients_of_numbers_of_all_sizes_agree_with_whole_numbers(spark: Engine, rows: list[tuple[int, int]]) -> None:
    assert quotients(spark, rows, "CAST(a // b AS HUGEINT)") == [towards_zero(a, b) for a, b in rows]


def test_no_operation_loses_a_digit(spark: Engine) -> None:
    asked: dict[str, Callable[[int], int]] = {
        "-a": lambda a: -a,
        "abs(a)": abs,
        "0 - a": lambda a: -a,
        "a % 1000007": lambda a: a % 1000007 if a > 0 else -(-a % 1000007),
    }
    rows = [(a, 1) for a in EDGES]
    for sql, wanted in asked.items():
        assert quotients(spark, rows, sql) == [wanted(a) for a in EDGES], sql


def test_constant_divisors_are_no_different(spark: Engine) -> None:
    rows = [(a, 1) for a in EDGES]
    for divisor in (1, 7, 10**6 - 1, 10**6, 2 * 10**9):
        assert quotients(spark, rows, f"CAST(a // {divisor} AS HUGEINT)") == [towards_zero(a, divisor) for a in EDGES]


def test_a_decimal_of_nine_places_keeps_them_all(spark: Engine) -> None:
    units = [-(10**29) + 1, -1, 0, 1, 999_999_999, 10**29 - 1]
    asked = "CAST(a AS DECIMAL(29, 0)) * CAST('0.000000001' AS DECIMAL(9, 9))"
    sql = f"SELECT {asked} AS d FROM (SELECT place, CAST(a AS HUGEINT) AS a FROM t) ORDER BY place"  # noqa: S608
    found = loaded(spark, [(one, 1) for one in units]).frame(sql)["d"]
    assert found.dtype == pl.Decimal(38, 9)
    assert found.to_list() == [Decimal(one).scaleb(-9, Context(prec=38)) for one in units]


def test_a_sum_passes_63_bits(spark: Engine) -> None:
    rows = [(2**62, 1)] * 9
    sql = "SELECT CAST(sum(CAST(a AS BIGINT)) AS VARCHAR) AS s FROM t"
    assert loaded(spark, rows).frame(sql)["s"].to_list() == [str(9 * 2**62)]
