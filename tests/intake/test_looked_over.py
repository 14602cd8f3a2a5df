"""Which numbers of a column are plain: the doubles nearest to decimals, all of them and no others."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from scoring.intake.plain import looked_over
from scoring.intake.sheets import Unread
from scoring.rubric.declarations import Metric
from scoring.words import Text


def odd_rows(numbers: pl.Series, decimals: int, folder: Path) -> list[int]:
    """The rows that are not plain, of a metric from −100 to 100."""
    path = folder / "numbers.parquet"
    pl.DataFrame({"n": numbers}).write_parquet(path)
    least, most = Fraction(-100), Fraction(100)
    metric = Metric(title=Text("数", "a number"), unit="个", decimals=decimals, minimum=least, maximum=most)
    looked = looked_over(Unread(path, {"n": numbers.dtype}), {"n": ("n", metric)})
    assert looked is not None
    return looked.odd.to_list()


@pytest.mark.parametrize("decimals", [1, 2, 3, 4])
def test_the_double_nearest_to_a_decimal_is_plain(decimals: int, tmp_path: Path) -> None:
    unit = 10**decimals
    numbers = [n / unit for n in range(-100 * unit, 100 * unit + 1, max(unit // 1_000, 1))]
    assert odd_rows(pl.Series(numbers), decimals, tmp_path) == []


@pytest.mark.parametrize("decimals", [1, 2, 3, 4])
def test_its_neighbours_are_not(decimals: int, tmp_path: Path) -> None:
    plain = [n / 10**decimals for n in range(1, 900)]
    numbers = [math.nextafter(one, to) for one in plain for to in (-math.inf, math.inf)]
    assert odd_rows(pl.Series(numbers), decimals, tmp_path) == list(range(len(numbers)))


def test_what_is_no_number_or_out_of_bounds_is_not(tmp_path: Path) -> None:
    numbers = [math.nan, math.inf, -math.inf, 100.01, -100.01, 1e300, None, 0.0, -0.0, 0.1]
    assert odd_rows(pl.Series(numbers), 2, tmp_path) == [0, 1, 2, 3, 4, 5]
