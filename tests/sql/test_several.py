"""Several fractions at once against Python's own: sums, means, the least and the greatest, with and without gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.duckdb import Session
from scoring.sql.exact import Int, Ratio, Way
from scoring.sql.several import greatest_of, least_of, mean_of, sum_of, to_grid, to_multiple

BOUND = 1000
NAMES = ("a", "b", "c", "d")

number = st.none() | st.integers(-BOUND, BOUND)
divisors = st.lists(st.integers(1, 7), min_size=4, max_size=4)
Together = Callable[[Sequence[Ratio]], Ratio]


def worked(value: Ratio, row: dict[str, int | None]) -> Fraction | None:
    """What a fraction comes to in DuckDB for one row."""
    session = Session(threads=1)
    session.load({"t": pl.DataFrame([row], schema=dict.fromkeys(row, pl.Int64))})
    top, bottom = value.plain()
    frame = session.frame(f"SELECT {top.sql} AS top, {bottom.sql} AS bottom FROM t")  # noqa: S608
    found, under = frame.row(0)
    return None if found is None or under is None else Fraction(found) / Fraction(under)


def column(name: str) -> Ratio:
    return Ratio(Int.column(name, -BOUND, BOUND), Int.of(1))


FUNCTIONS: dict[str, tuple[Callable[..., Ratio], Callable[[list[Fraction]], Fraction]]] = {
    "sum": (sum_of, lambda known: sum(known, Fraction(0))),
    "mean": (mean_of, lambda known: sum(known, Fraction(0)) / len(known)),
    "greatest": (greatest_of, max),
    "least": (least_of, min),
}


@pytest.mark.parametrize("function", FUNCTIONS)
@given(row=st.fixed_dictionaries(dict.fromkeys(NAMES, number)), over=divisors, skip=st.booleans())
def test_several_come_to_what_is_known_of_them(
    function: str, row: dict[str, int | None], over: list[int], skip: bool
) -> None:
    engine, python = FUNCTIONS[function]
    values = [column(name) * Ratio.of(Fraction(1, n)) for name, n in zip(NAMES, over, strict=True)]
    given_ = [None if row[name] is None else Fraction(row[name] or 0, n) for name, n in zip(NAMES, over, strict=True)]
    known = [each for each in given_ if each is not None]
    expected = python(known) if known and (skip or len(known) == len(given_)) else None
    assert worked(engine(values, skip=skip), row) == expected


@pytest.mark.parametrize("function", ["greatest", "least"])
@given(row=st.fixed_dictionaries(dict.fromkeys(NAMES, number)), skip=st.booleans())
def test_fractions_of_varying_divisors_are_compared_exactly(
    function: str, row: dict[str, int | None], skip: bool
) -> None:
    engine, python = FUNCTIONS[function]
    pairs = [("a", "b"), ("c", "d"), ("b", "c")]
    values = [column(one) / column(other) for one, other in pairs]
    given_ = [
        None if row[one] is None or not row[other] else Fraction(row[one] or 0, row[other] or 1) for one, other in pairs
    ]
    known = [each for each in given_ if each is not None]
    expected = python(known) if known and (skip or len(known) == len(given_)) else None
    assert worked(engine(values, skip=skip), row) == expected


def test_the_greatest_of_many_is_not_written_out_again_for_each() -> None:
    values = [column(name) / column(other) for name in NAMES for other in NAMES if name != other]
    assert len(greatest_of(values).top.sql) < 200 * len(values) ** 2


@given(
    top=st.integers(-BOUND, BOUND),
    bottom=st.integers(1, BOUND),
    step=st.fractions(min_value=Fraction(1, 8), max_value=9, max_denominator=8),
    way=st.sampled_from(("half_up", "up", "down")),
)
def test_a_multiple_of_a_step_is_the_next_that_way(top: int, bottom: int, step: Fraction, way: Way) -> None:
    found = worked(to_multiple(column("a") / column("b"), step, way), {"a": top, "b": bottom})
    assert found is not None
    exact = Fraction(top, bottom)
    assert (found / step).denominator == 1
    assert found == 0 or (found > 0) == (exact > 0)
    gap = abs(found) - abs(exact)
    low, high = {"half_up": (-step / 2, step / 2), "up": (Fraction(0), step), "down": (-step, Fraction(0))}[way]
    assert low <= gap <= high
    assert gap not in {"half_up": {-step / 2}, "up": {step}, "down": {-step}}[way]


def test_a_decimal_stays_as_it_is_on_the_grid_and_a_third_does_not() -> None:
    quarter, third = column("a") * Ratio.of(Fraction(1, 4)), column("a") * Ratio.of(Fraction(1, 3))
    assert to_grid(quarter) == quarter
    assert worked(to_grid(third), {"a": 1}) == Fraction(333333333333, 10**12)
