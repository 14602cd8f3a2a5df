"""Several fractions at once: their sum, mean, least and greatest, where any may be unknown; and steps to round to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from scoring.sql.exact import Int, Ratio, Way, choose, choose_ratio, total

PLACES = 12
"""Decimals a value that is no finite one is rounded half-up to before it is put together with others; and a root."""
_MOST_PLACES = 18
"""Decimals up to which a value is taken as it is."""


def sum_of(values: Sequence[Ratio], *, skip: bool = False) -> Ratio:
    """The sum; unknown where any of them is, or with `skip` where all are."""
    parts = [choose_ratio([(f"NOT ({one.known})", Ratio.of(0))], one) for one in values] if skip else list(values)
    whole = parts[0]
    for part in parts[1:]:
        whole = whole + part
    return choose_ratio([(_any_known(values), whole)], None) if skip else whole


def mean_of(values: Sequence[Ratio], *, skip: bool = False) -> Ratio:
    """The mean; unknown where any of them is, or with `skip` of those that are known."""
    if not skip:
        return sum_of(values) * Ratio.of(Fraction(1, len(values)))
    known = total([choose([(one.known, Int.of(1))], Int.of(0)) for one in values])
    return sum_of(values, skip=True) / Ratio(known, Int.of(1))


def greatest_of(values: Sequence[Ratio], *, skip: bool = False) -> Ratio:
    """The greatest; unknown where any of them is, or with `skip` of those that are known."""
    return _extreme(values, ">=", skip)


def least_of(values: Sequence[Ratio], *, skip: bool = False) -> Ratio:
    """The least; unknown where any of them is, or with `skip` of those that are known."""
    return _extreme(values, "<=", skip)


def on_grid(value: Ratio) -> tuple[Int, int]:
    """A value in units of 10^-places, and those places: exact where it is a decimal of up to 18, else rounded to 12."""
    exact = _decimals(value)
    places = PLACES if exact is None else exact
    return value.rounded(places), places


def to_grid(value: Ratio) -> Ratio:
    """The value as it is put together with other periods': a decimal of up to 18 as it is, else half-up to twelve.

    Fractions of varying divisors cannot be added up by the dozen: their common divisor would pass every bound.
    """
    return value if _decimals(value) is not None else Ratio(value.rounded(PLACES), Int.of(10**PLACES))


def to_multiple(value: Ratio, step: Fraction, way: Way) -> Ratio:
    """The value made a multiple of a step, that way.

    >>> to_multiple(Ratio.of(Fraction(-5, 2)), Fraction(1), "down").constant
    Fraction(-2, 1)
    """
    steps = value * Ratio.of(1 / step)
    return Ratio(steps.rounded(0, way=way), Int.of(1), step)


def _decimals(value: Ratio) -> int | None:
    """How many decimals hold it whatever its top is; None where it is no decimal, or one of more than 18."""
    if value.bottom.constant != 1:
        return None
    return next((n for n in range(_MOST_PLACES + 1) if (value.times * 10**n).denominator == 1), None)


def _any_known(values: Sequence[Ratio]) -> str:
    return "(" + " OR ".join(f"({one.known})" for one in values) + ")"


def _extreme(values: Sequence[Ratio], operator: str, skip: bool) -> Ratio:
    if len(values) == 1:
        return values[0]
    if all(one.bottom.constant == 1 for one in values):
        return _of_like(values, operator, skip)
    # One arm each, not a fold: a fold would write the best so far out again at every step, and double each time.
    arms: list[tuple[str, Ratio]] = []
    for one in values:
        against = [(one.compare(operator, other), other) for other in values if other is not one]
        beats = [f"(NOT ({other.known}) OR {better})" if skip else better for better, other in against]
        arms.append((" AND ".join([*([f"({one.known})"] if skip else []), *beats]), one))
    return choose_ratio(arms, None)


def _of_like(values: Sequence[Ratio], operator: str, skip: bool) -> Ratio:
    """Of whole numbers of one unit: SQL's own function, which skips what is NULL."""
    times = Fraction(
        math.gcd(*(one.times.numerator for one in values)), math.lcm(*(one.times.denominator for one in values))
    )
    tops = [one.top * Int.of(int(one.times / times)) for one in values]
    lows, highs = [top.low for top in tops], [top.high for top in tops]
    most = operator == ">="
    if skip:
        low, high = min(lows), max(highs)
    else:
        low, high = (max(lows), max(highs)) if most else (min(lows), min(highs))
    sql = f"{'greatest' if most else 'least'}({', '.join(top.sql for top in tops)})"
    known = [f"{top.sql} IS NOT NULL" for top in tops if top.nullable]
    if known and not skip:
        sql = f"CASE WHEN {' AND '.join(known)} THEN {sql} END"
    width = max(top.width for top in tops)
    return Ratio(Int(f"({sql})", low, high, bool(known), width), Int.of(1), times)
