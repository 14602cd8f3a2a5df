"""Square roots of whole numbers as SQL: exact, whatever the platform's floating point does."""

from __future__ import annotations

import math

from scoring.sql.exact import Int
from scoring.sql.width import WIDE, typed, width_of


def floor_root(square: Int) -> Int:
    """The greatest whole number whose square is not above; NULL where the number is.

    A double gives the first guess and never the answer: one step of Newton's method in whole numbers leaves the root or
    the number above it, and a multiplication tells which.

    Raises:
        ValueError: the number could be negative, or so great that the square of its root cannot be checked.

    >>> floor_root(Int.of(24)).sql
    '4'
    """
    if square.low < 0 or square.high >= 2**124:
        raise ValueError(f"no root is taken of {square.sql}")
    if square.constant is not None:
        return Int.of(math.isqrt(square.constant))
    x = f"CAST({square.sql} AS HUGEINT)"
    guess = f"CAST(sqrt(CAST({square.sql} AS DOUBLE)) AS HUGEINT)"
    # Both quotients stay near the root, which 62 bits hold.
    near = f"CAST(({guess} + CAST({x} // nullif({guess}, 0) AS BIGINT)) // 2 AS BIGINT)"
    above = f"CAST({near} AS HUGEINT) * {near} > {x}"
    sql = f"(CASE WHEN {square.sql} = 0 THEN 0 WHEN {above} THEN {near} - 1 ELSE {near} END)"
    return Int(sql, math.isqrt(square.low), math.isqrt(square.high), square.nullable, width=WIDE)


def rounded_root(quadruple: Int) -> Int:
    """Half the root of a number, rounded half-up: the rounded root of x, given 4x without its fraction.

    >>> rounded_root(Int.of(4 * 2)).sql, rounded_root(Int.of(4 * 3)).sql
    ('1', '2')
    """
    root = floor_root(quadruple)
    if root.constant is not None:
        return Int.of((root.constant + 1) // 2)
    low, high = (root.low + 1) // 2, (root.high + 1) // 2
    return Int(f"CAST(({root.sql} + 1) // 2 AS {typed(low, high)})", low, high, root.nullable, width_of(low, high))
