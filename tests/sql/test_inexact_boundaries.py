"""Rows on boundaries between two steps, or nearer to them than a double can tell."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest

from scoring.engine.engines import Engine
from scoring.sql.decide import MARGIN, Wanted
from scoring.sql.exact import Int, Ratio, Way
from scoring.sql.inexact import Exponential, Inexact, Logarithm, Power
from tests.sql.inexact import ONE_THREAD, Column, column, decided

HALF = Fraction(1, 2)
SIZES = [*range(40), *(10**digits + 7 for digits in range(2, 16))]
BESIDE = [-1, 0, 1]


def marks(
    of: Inexact,
    rows: dict[str, Column],
    way: Way = "half_up",
    margin: float = MARGIN,
    engine: Engine = ONE_THREAD,
) -> list[int | None]:
    return decided(rows, {"x": Wanted(of, 0, way=way)}, margin, engine)["x"]


Hard = tuple[Inexact, dict[str, Column], list[int]]


def squares() -> Hard:
    """√(((2k + 1)² + d) ÷ 4): at k + 1/2 for d = 0, and beside it by less than its 10^30th part."""
    rows: dict[str, Column] = {"a": [(2 * k + 1) ** 2 + d for k, d in product(SIZES, BESIDE)]}
    of = Power(((Ratio(column("a", rows["a"]), Int.of(4)), HALF),))
    return of, rows, [k + (d >= 0) for k, d in product(SIZES, BESIDE)]


def cubes() -> Hard:
    """−∛(((2k + 1)³ + d) ÷ 8)."""
    sizes = [k for k in SIZES if k < 10**12]
    rows: dict[str, Column] = {"a": [(2 * k + 1) ** 3 + d for k, d in product(sizes, BESIDE)]}
    of = Power(((Ratio(column("a", rows["a"]), Int.of(8)), Fraction(1, 3)),), times=Fraction(-1))
    return of, rows, [-(k + (d >= 0)) for k, d in product(sizes, BESIDE)]


def products() -> Hard:
    """√(a·b) ÷ 2 where a·b is (2k + 1)², or that and one more or less: (n − 1)·(n + 1) = n² − 1."""
    sizes = [k for k in SIZES if k]
    pairs = [(2 * k + 1 - d, 2 * k + 1 + d) for k, d in product(sizes, (0, 1))]
    rows: dict[str, Column] = {"a": [a for a, _ in pairs], "b": [b for _, b in pairs]}
    parts = [(Ratio(column(name, values), Int.of(1)), HALF) for name, values in rows.items()]
    return Power(tuple(parts), times=HALF), rows, [k + (d == 0) for k, d in product(sizes, (0, 1))]


def logarithms() -> Hard:
    """log₁₀(10^k + d) + 1/2, at the boundary for d = 0."""
    powers = range(1, 38)
    rows: dict[str, Column] = {"a": [10**k + d for k, d in product(powers, BESIDE)]}
    of = Logarithm(Ratio(column("a", rows["a"]), Int.of(1)), plus=HALF, base=10)
    return of, rows, [k + (d >= 0) for k, d in product(powers, BESIDE)]


def logarithms_near_one() -> Hard:
    """ln((n + d) ÷ n) + 7/2: beside the boundary by 1/n."""
    sizes = [10**k for k in range(1, 37)]
    rows: dict[str, Column] = {
        "a": [n + d for n, d in product(sizes, BESIDE)],
        "b": [n for n, _ in product(sizes, BESIDE)],
    }
    a, b = (column(name, values) for name, values in rows.items())
    return Logarithm(Ratio(a, b), plus=Fraction(7, 2)), rows, [3 + (d >= 0) for _, d in product(sizes, BESIDE)]


def exponentials() -> Hard:
    """5/2 · e^(d ÷ n): at the boundary for d = 0."""
    sizes = [10**k for k in range(1, 37)]
    rows: dict[str, Column] = {
        "a": [d for _, d in product(sizes, BESIDE)],
        "b": [n for n, _ in product(sizes, BESIDE)],
    }
    a, b = (column(name, values) for name, values in rows.items())
    # The first two are not small: 5/2 · e^(±0.1) and e^(±0.01) are on the same sides.
    return Exponential(Ratio(a, b), times=Fraction(5, 2)), rows, [2 + (d >= 0) for _, d in product(sizes, BESIDE)]


HARD = [squares, cubes, products, logarithms, logarithms_near_one, exponentials]


@pytest.mark.parametrize("hard", HARD)
def test_the_side_of_a_boundary_is_told_however_near_it_is(hard: Callable[[], Hard]) -> None:
    of, rows, expected = hard()
    assert marks(of, rows) == expected


@pytest.mark.parametrize("hard", HARD)
def test_a_double_alone_cannot_tell_it(hard: Callable[[], Hard]) -> None:
    of, rows, expected = hard()
    assert marks(of, rows, margin=0) != expected
