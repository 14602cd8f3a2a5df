"""Inexact numbers anybody can check: exact ties, exact results, and what has no value."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.errors import Overflow
from scoring.sql.decide import Wanted, decide
from scoring.sql.exact import Int, Ratio
from scoring.sql.inexact import Exponential, Inexact, Logarithm, Power
from tests.sql.inexact import Column, column, decided

THIRD, HALF = Fraction(1, 3), Fraction(1, 2)


def tenths(name: str, values: Column) -> Ratio:
    return Ratio(column(name, values), Int.of(10))


def one(of: Inexact, rows: dict[str, Column], places: int = 0, step: int = 1) -> list[int | None]:
    return decided(rows, {"x": Wanted(of, places, step)})["x"]


def test_the_geometric_mean_of_equal_halves_is_rounded_up() -> None:
    rows: dict[str, Column] = {"a": [825, 824], "b": [825, 825], "c": [825, 825]}
    mean = Power.weighted([(tenths(name, values), Int.of(1)) for name, values in rows.items()])
    assert one(mean, rows) == [83, 82]


def test_the_root_of_six_and_a_quarter_is_a_tie() -> None:
    rows: dict[str, Column] = {"a": [625, 624, -625]}
    a = Ratio(column("a", rows["a"]), Int.of(100))
    assert one(Power(((a, HALF),)), rows) == [3, 2, None]
    assert one(Power(((a, HALF),), times=Fraction(-1)), rows) == [-3, -2, None]


def test_a_power_that_is_whole_is_not_rounded_away() -> None:
    rows: dict[str, Column] = {"a": [4], "b": [9]}
    a, b = (Ratio(column(name, values), Int.of(1)) for name, values in rows.items())
    mean = Power(((a, HALF), (b, HALF)))
    ways = decided(rows, {way: Wanted(mean, 0, way=way) for way in ("half_up", "up", "down")})
    assert ways == {"half_up": [6], "up": [6], "down": [6]}


def test_the_logarithm_of_a_thousand_is_three() -> None:
    rows: dict[str, Column] = {"a": [1000, 1001, 999, 0, -5, None]}
    of = Ratio(column("a", rows["a"]), Int.of(1))
    log = Logarithm(of, base=10)
    ways = decided(rows, {way: Wanted(log, 0, way=way) for way in ("half_up", "up", "down")})
    assert ways == {
        "half_up": [3, 3, 3, None, None, None],
        "up": [3, 4, 3, None, None, None],
        "down": [3, 3, 2, None, None, None],
    }


def test_rounding_to_a_step_counts_in_units() -> None:
    rows: dict[str, Column] = {"a": [2]}
    root = Power(((Ratio(column("a", rows["a"]), Int.of(1)), HALF),))
    assert one(root, rows, places=3, step=25) == [1425]


def test_zero_to_a_negative_power_and_zero_weights_are_unknown() -> None:
    rows: dict[str, Column] = {"a": [0, 4, 0, 4, None], "w": [1, 1, 0, 0, 0], "b": [9, 9, 9, 9, 9]}
    a, b = (Ratio(column(name, rows[name]), Int.of(1)) for name in "ab")
    weight = column("w", rows["w"])
    found = decided(
        rows,
        {
            "inverse": Wanted(Power(((a, Fraction(-1)),)), 0),
            "alone": Wanted(Power.weighted([(a, weight)]), 0),
            "both": Wanted(Power.weighted([(a, weight), (b, Int.of(1))]), 0),
        },
    )
    assert found["inverse"] == [None, 0, None, 0, None]
    assert found["alone"] == [0, 4, None, None, None]
    assert found["both"] == [0, 6, 9, 9, 9]


def test_negative_numbers_have_whole_powers_and_odd_roots() -> None:
    rows: dict[str, Column] = {"a": [-8, 8]}
    a = Ratio(column("a", rows["a"]), Int.of(1))
    found = decided(
        rows,
        {
            "square": Wanted(Power(((a, Fraction(2)),)), 0),
            "cube": Wanted(Power(((a, Fraction(3)), (Ratio.of(4), HALF))), 0),
            "root": Wanted(Power(((a, THIRD),)), 0),
            "mean": Wanted(Power(((a, THIRD), (a, THIRD), (a, THIRD))), 0),
        },
    )
    assert found == {"square": [64, 64], "cube": [-1024, 1024], "root": [-2, 2], "mean": [None, 8]}


@pytest.mark.parametrize("ends", [(-1000, 3), (-1000, -10), (2, 1000), (-3, 0)])
def test_bounds_hold_however_the_base_lies_about_zero(ends: tuple[int, int]) -> None:
    rows: dict[str, Column] = {"a": [*ends, sum(ends) // 2]}
    a = Ratio(column("a", rows["a"]), Int.of(1))
    square, cube, root = (Power(((a, exponent),)) for exponent in (Fraction(2), Fraction(3), THIRD))
    inverse = Power(((a, Fraction(-1)),), times=Fraction(1000))
    found = decided(
        rows, {"square": Wanted(square, 0), "cube": Wanted(cube, 0), "x": Wanted(inverse, 0), "y": Wanted(root, 3)}
    )
    assert found["square"] == [number * number for number in rows["a"] if number is not None]
    assert found["cube"] == [number**3 for number in rows["a"] if number is not None]
    assert [number is None for number in found["x"]] == [number == 0 for number in rows["a"]]


def test_an_exponential_of_zero_is_one() -> None:
    rows: dict[str, Column] = {"a": [0, 1, -1]}
    e = Exponential(Ratio(column("a", rows["a"]), Int.of(1)), times=Fraction(5, 2))
    assert one(e, rows) == [3, 7, 1]


def test_an_expression_of_constants_is_decided_too() -> None:
    rows: dict[str, Column] = {"a": [1, 2]}
    constants: dict[str, Inexact] = {
        "tie": Power(((Ratio.of(Fraction(25, 4)), HALF),)),
        "empty": Power((), times=Fraction(5, 2)),
        "log": Logarithm(Ratio.of(100), base=10),
        "exp": Exponential(Ratio.of(0), plus=HALF),
        "no weights": Power.weighted([(Ratio.of(4), Int.of(0))]),
    }
    found = decided(rows, {name: Wanted(of, 0) for name, of in constants.items()})
    assert found == {"tie": [3, 3], "empty": [3, 3], "log": [2, 2], "exp": [2, 2], "no weights": [None, None]}


def test_nothing_wanted_is_nothing_done() -> None:
    assert decide('"t"', {}) == ((), {})


@pytest.mark.parametrize(
    "of",
    [
        Exponential(Ratio(Int.column("a", 0, 701), Int.of(1)), times=Fraction(1, 10**279)),
        Exponential(Ratio(Int.column("a", 0, 690), Int.of(1)), times=Fraction(1, 10**290)),
        Logarithm(Ratio(Int.column("a", 1, 10), Int.of(1), Fraction(1, 10**290))),
        Exponential(Ratio(Int.column("a", 0, 100), Int.of(1))),
        Power(((Ratio(Int.column("a", 1, 10**37), Int.of(1)), Fraction(3)),)),
        Logarithm(Ratio(Int.column("a", 1, 2), Int.of(1)), times=Fraction(10**40)),
    ],
)
def test_what_leaves_38_digits_or_a_double_is_refused(of: Inexact) -> None:
    with pytest.raises(Overflow) as refused:
        decided({"a": [1]}, {"y": Wanted(Exponential(Ratio.of(1)), 0, node="2"), "x": Wanted(of, 0, node="1")})
    assert refused.value.node == "1"
