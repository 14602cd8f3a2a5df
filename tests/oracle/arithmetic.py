"""Numbers as the oracle knows them: exact fractions, read from text, rounded half-up away from zero."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cache

from tests.oracle.inexact import COMPUTED

NINTH = Fraction(1, 10**9)
TWELFTH = Fraction(1, 10**12)


@cache
def number(written: str) -> Fraction:
    """An exact number from a rubric's text: `0.5`, `95%`, `1/3`, `1:20`; `ln(100)` and the like to 12 decimals.

    >>> number("95%"), number("1:20"), number("-0.5"), number("log10(1000)")
    (Fraction(19, 20), Fraction(1, 20), Fraction(-1, 2), Fraction(3, 1))
    """
    written = written.strip()
    if written.endswith(")"):
        function, of = written[:-1].split("(")
        return COMPUTED[function](number(of))
    if written.endswith("%"):
        return Fraction(written[:-1].strip()) / 100
    for sign in "/:":
        if sign in written:
            top, bottom = written.split(sign)
            return Fraction(top.strip()) / Fraction(bottom.strip())
    return Fraction(written)


def half_up(exact: Fraction, step: Fraction = NINTH) -> Fraction:
    """The multiple of `step` nearest to `exact`; one lying half-way goes away from zero.

    >>> half_up(Fraction("0.125"), Fraction("0.01")), half_up(Fraction("-0.125"), Fraction("0.01"))
    (Fraction(13, 100), Fraction(-13, 100))
    """
    steps = abs(exact) / step
    whole = steps.numerator // steps.denominator
    if steps - whole >= Fraction(1, 2):
        whole += 1
    return (whole if exact >= 0 else -whole) * step


def rounded(exact: Fraction, step: Fraction, way: str) -> Fraction:
    """A multiple of `step`: the nearest, the one farther from zero (`up`) or the one nearer to it (`down`).

    >>> rounded(Fraction("-0.11"), Fraction("0.1"), "up"), rounded(Fraction("0.19"), Fraction("0.1"), "down")
    (Fraction(-1, 5), Fraction(1, 10))
    """
    if way == "half_up":
        return half_up(exact, step)
    steps = abs(exact) / step
    whole = math.ceil(steps) if way == "up" else math.floor(steps)
    return (whole if exact >= 0 else -whole) * step


def snapped(near: Fraction) -> Fraction:
    """A number known to a hundred digits: the fourteen-digit decimal it is, where it can only be that one.

    >>> snapped(Fraction(1, 2) + Fraction(1, 10**90)), snapped(Fraction(1, 3))
    (Fraction(1, 2), Fraction(1, 3))
    """
    short = half_up(near, Fraction(1, 10**14))
    return short if abs(near - short) < Fraction(1, 10**60) else near


def on_grid(exact: Fraction) -> Fraction:
    """A number as it enters what is made of several jurisdictions or periods.

    A decimal of up to eighteen places as it is, any other to twelve, half-up.
    """
    return exact if (exact * 10**18).denominator == 1 else half_up(exact, TWELFTH)


def clamp(exact: Fraction, low: Fraction | int, high: Fraction | int) -> Fraction:
    """The number, or the bound it passes."""
    return min(max(exact, Fraction(low)), Fraction(high))
