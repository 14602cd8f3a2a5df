"""What an inexact expression is, told by mpmath to 400 digits: none of our own arithmetic takes part.

A number that is half a step, or whole, in 300 digits is taken to be so. What the tests make is further off where it is
not: numbers of at most 40 digits do not come nearer, and no exponential below e^-600 is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import mpmath

from scoring.sql.decide import Wanted
from scoring.sql.exact import Int, Ratio
from scoring.sql.inexact import Exponential, Harmonic, Logarithm, Power

DIGITS, SAME = 400, 300
Row = Mapping[str, int | None]
"""What the SQL of each integer gives in a row."""


def judged(wanted: Wanted, row: Row) -> int | None:
    """The mark of one row; None where it is unknown."""
    with mpmath.workdps(DIGITS):
        number = real(wanted, row)
        return None if number is None else _whole(number, wanted.way) * wanted.step


def real(wanted: Wanted, row: Row) -> Any:
    """The number in units, as mpmath has it; None where it is unknown."""
    of = wanted.of
    if isinstance(of, Power):
        number = _power(of, row)
    elif isinstance(of, Exponential):
        number = None if (argument := value(of.argument, row)) is None else mpmath.exp(_real(argument))
    elif isinstance(of, Harmonic):
        number = _harmonic(of, row)
    else:
        number = _logarithm(of, row)
    unit = Fraction(wanted.step, 10**wanted.places)
    return None if number is None else _real(of.times / unit) * number + _real(of.plus / unit)


def value(ratio: Ratio, row: Row) -> Fraction | None:
    """A fraction of the row's columns."""
    top, bottom = _integer(ratio.top, row), _integer(ratio.bottom, row)
    return None if top is None or not bottom else ratio.times * Fraction(top, bottom)


def _integer(number: Int, row: Row) -> int | None:
    return number.constant if number.constant is not None else row[number.sql]


def _power(of: Power, row: Row) -> Any:
    product, zero = mpmath.mpf(1), False
    for base, exponent in of.factors:
        power = value(exponent, row) if isinstance(exponent, Ratio) else exponent
        if power is None:
            return None
        if power == 0:
            continue
        number = value(base, row)
        if number is None or (number == 0 and power < 0):
            return None
        if number < 0:
            odd_root = len(of.factors) == 1 and power.denominator % 2 == 1
            if isinstance(exponent, Ratio) or not (power.denominator == 1 or odd_root):
                return None
        zero = zero or number == 0
        size = mpmath.power(_real(abs(number)), _real(power))
        product *= -size if number < 0 and power.numerator % 2 else size
    return mpmath.mpf(0) if zero else product


def _harmonic(of: Harmonic, row: Row) -> Any:
    pairs = [(value(base, row), value(weight, row)) for base, weight in of.parts]
    counted = [(base, weight) for base, weight in pairs if weight is not None and weight > 0]
    known = [(base, weight) for base, weight in counted if base is not None and base >= 0]
    if not counted or len(known) < len(counted):
        return None
    if any(base == 0 for base, _ in known):
        return mpmath.mpf(0)
    weights = mpmath.fsum(_real(weight) for _, weight in known)
    return weights / mpmath.fsum(_real(weight) / _real(base) for base, weight in known)


def _logarithm(of: Logarithm, row: Row) -> Any:
    argument = value(of.argument, row)
    if argument is None or argument <= 0:
        return None
    return mpmath.log(_real(argument)) / (mpmath.log(of.base) if of.base else 1)


def _whole(number: Any, way: str) -> int:
    doubled = 2 * abs(number)
    nearest = mpmath.nint(doubled)
    halves = int(nearest) if abs(doubled - nearest) < mpmath.mpf(10) ** -SAME else None
    below = int(mpmath.floor(doubled)) if halves is None else halves
    if way == "half_up":
        size = (below + 1) // 2
    elif way == "down" or (halves is not None and halves % 2 == 0):
        size = below // 2
    else:
        size = below // 2 + 1
    return size if number >= 0 else -size


def _real(number: Fraction) -> Any:
    return mpmath.mpf(number.numerator) / number.denominator
