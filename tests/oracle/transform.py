"""What a value is turned into before it is scaled, from the sentences of the transforms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from tests.oracle.arithmetic import TWELFTH, half_up, number, snapped
from tests.oracle.document import Section


class OutsideError(Exception):
    """The value lies outside what the transform is defined for."""


def steps(written: Any) -> list[tuple[str, Section]]:
    """The transforms a leaf names, in order, each with its parameters."""
    if written is None:
        return []
    found = []
    for one in written if isinstance(written, list) else [written]:
        name, asked = (one, {}) if isinstance(one, str) else next(iter(one.items()))
        found.append((name, asked or {}))
    return found


def turned(
    name: str,
    asked: Section,
    value: Fraction,
    figure: Callable[[str], Fraction | None],
    group: Callable[[str], list[Fraction]],
) -> Fraction:
    """The new value.

    Args:
        name: the transform.
        asked: its parameters.
        value: the old value.
        figure: what a formula comes to, `value` being the old one.
        group: the old values of everyone who counts in this jurisdiction's group of that name.

    Raises:
        OutsideError: the value lies outside the domain.
    """
    if name == "square":
        return value**2
    if name == "percentage":
        return value * 100
    if name in ("log", "log10"):
        return logarithm(value, 10 if name == "log10" else None)
    if name == "root":
        return power(value, Fraction(1, int(asked.get("degree", "2"))))
    if name == "power":
        return power(value, number(asked["exponent"]))
    if name == "winsorise":
        return winsorised(asked, value, figure)
    return without_outliers(asked, value, group(asked["among"]))


def logarithm(value: Fraction, base: int | None) -> Fraction:
    """To twelve decimals."""
    if value <= 0:
        raise OutsideError
    with localcontext(prec=100):
        exact = _decimal(value)
        return half_up(snapped(Fraction(exact.log10() if base else exact.ln())), TWELFTH)


def power(value: Fraction, exponent: Fraction) -> Fraction:
    """Exact for whole positive exponents, else to twelve decimals."""
    if exponent.denominator == 1 and exponent > 0:
        return value**exponent.numerator
    if (value == 0 and exponent < 0) or (value < 0 and exponent.denominator % 2 == 0):
        raise OutsideError
    if value == 0:
        return Fraction(0)
    with localcontext(prec=100):
        size = Fraction((_decimal(abs(value)).ln() * _decimal(exponent)).exp())
    sign = -1 if value < 0 and exponent.numerator % 2 else 1
    return sign * half_up(snapped(size), TWELFTH)


def winsorised(asked: Section, value: Fraction, figure: Callable[[str], Fraction | None]) -> Fraction:
    """Held between the limits; outside its domain where one of them cannot be told."""
    if "low" in asked:
        low = figure(asked["low"])
        if low is None:
            raise OutsideError
        value = max(value, low)
    if "high" in asked:
        high = figure(asked["high"])
        if high is None:
            raise OutsideError
        value = min(value, high)
    return value


def without_outliers(asked: Section, value: Fraction, group: Sequence[Fraction]) -> Fraction:
    """Extremes pulled in, one value after another, or everything on a logarithmic scale."""
    if not group:
        raise OutsideError
    limits = {key: number(asked["until"][key]) for key in ("skew", "kurtosis")}
    now, touched_above, touched_below = list(group), 0, 0
    while not fits(now, **limits) and touched_above + touched_below < int(asked["pull_in"]):
        top, bottom = max(now), min(now)
        if _moment(now, 3) >= 0:
            touched_above = now.count(top)
            second = max(n for n in now if n != top)
            now = [second if n == top else n for n in now]
        else:
            touched_below = now.count(bottom)
            second = min(n for n in now if n != bottom)
            now = [second if n == bottom else n for n in now]
    if fits(now, **limits) or asked["otherwise"] == "keep":
        return min(max(value, min(now)), max(now))
    least, most = min(group), max(group)
    return logarithm(min(max(value, least), most) - least + (most - least) / 100, None)


def fits(values: Sequence[Fraction], skew: Fraction, kurtosis: Fraction) -> bool:
    """Whether the sample skewness or the sample excess kurtosis is small enough; few or equal values always fit."""
    n = len(values)
    if n < 4 or len(set(values)) == 1:
        return True
    second, third, fourth = (_moment(values, k) for k in (2, 3, 4))
    skewness_squared = third**2 / second**3 * Fraction(n * (n - 1), (n - 2) ** 2)
    excess = fourth / second**2 - 3
    sample_excess = Fraction(n - 1, (n - 2) * (n - 3)) * ((n + 1) * excess + 6)
    return skewness_squared < skew**2 or sample_excess < kurtosis


def _moment(values: Sequence[Fraction], order: int) -> Fraction:
    mean = sum(values, Fraction(0)) / len(values)
    return sum(((value - mean) ** order for value in values), Fraction(0)) / len(values)


def _decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / Decimal(exact.denominator)
