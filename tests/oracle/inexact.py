"""Roots, powers, logarithms and exponentials as the oracle knows them: so many digits that a half shows itself as one.

Computed with mpmath to 150 digits. What agrees with half a step in a hundred digits is taken to be half a step: of
numbers that are not, one in 10^100 would look so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import mpmath

DIGITS, SAME = 150, 100
NINTH, TWELFTH = Fraction(1, 10**9), Fraction(1, 10**12)


def power_mean(values: Sequence[Fraction], weights: Sequence[Fraction], step: Fraction = NINTH) -> Fraction:
    """The geometric mean of values that are not negative, rounded half-up.

    >>> power_mean([Fraction(4), Fraction(9)], [Fraction(1), Fraction(1)])
    Fraction(6, 1)
    """
    return power([(value, weight / sum(weights)) for value, weight in zip(values, weights, strict=True)], step)


def power(factors: Sequence[tuple[Fraction, Fraction]], step: Fraction = NINTH) -> Fraction:
    """The product of powers of numbers that are not negative, rounded half-up.

    >>> (
    ...     power([(Fraction(2), Fraction(1, 2))], Fraction(1, 100)),
    ...     power([(Fraction("6.25"), Fraction(1, 2))], Fraction(1)),
    ... )
    (Fraction(141, 100), Fraction(3, 1))
    """
    with mpmath.workdps(DIGITS):
        product = mpmath.mpf(1)
        for base, exponent in factors:
            product *= mpmath.power(_real(base), _real(exponent))
        return nearest(product, step)


def compound(factor: Fraction, steps: int) -> Fraction:
    """The growth a step that makes a whole factor in so many steps, rounded half-up to 12 decimals.

    >>> compound(Fraction("0.729"), 3)
    Fraction(-1, 10)
    """
    with mpmath.workdps(DIGITS):
        return nearest(mpmath.power(_real(factor), mpmath.mpf(1) / steps) - 1, TWELFTH)


def logarithm(of: Fraction, base: Fraction | None = None, step: Fraction = NINTH) -> Fraction:
    """The logarithm, natural where no base is given, rounded half-up.

    >>> logarithm(Fraction(1000), Fraction(10)), logarithm(Fraction(1, 2), step=Fraction(1, 100))
    (Fraction(3, 1), Fraction(-69, 100))
    """
    with mpmath.workdps(DIGITS):
        number = mpmath.log(_real(of))
        return nearest(number / mpmath.log(_real(base)) if base else number, step)


def exponential(of: Fraction, step: Fraction = NINTH) -> Fraction:
    """e to a power, rounded half-up.

    >>> exponential(Fraction(1), Fraction(1, 1000))
    Fraction(1359, 500)
    """
    with mpmath.workdps(DIGITS):
        return nearest(mpmath.exp(_real(of)), step)


COMPUTED: dict[str, Callable[[Fraction], Fraction]] = {
    "ln": lambda of: logarithm(of, step=TWELFTH),
    "log10": lambda of: logarithm(of, Fraction(10), TWELFTH),
    "sqrt": lambda of: power([(of, Fraction(1, 2))], TWELFTH),
    "exp": lambda of: exponential(of, TWELFTH),
}
"""What a rubric's numbers may be computed with."""


def nearest(number: Any, step: Fraction) -> Fraction:
    """The multiple of a step nearest to a number of mpmath; one lying half-way goes away from zero."""
    with mpmath.workdps(DIGITS):
        doubled = 2 * abs(number) / _real(step)
        whole = mpmath.nint(doubled)
        if abs(doubled - whole) > mpmath.mpf(10) ** -SAME:
            whole = mpmath.floor(doubled)
        steps = (int(whole) + 1) // 2
        return (steps if number >= 0 else -steps) * step


def _real(number: Fraction) -> Any:
    return mpmath.mpf(number.numerator) / number.denominator
