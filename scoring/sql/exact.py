"""Exact arithmetic as SQL: fractions of proved integers (`scoring.sql.integer`), and rounding to a step.

Nothing here is a float.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from scoring.sql.integer import NULL, TRUE, Int, choose, decided, quote, text, total
from scoring.sql.width import MIDDLE, width_of

__all__ = [
    "UNKNOWN",
    "Int",
    "Ratio",
    "Way",
    "choose",
    "choose_ratio",
    "half_up",
    "quote",
    "store",
    "text",
    "total",
    "whole",
]

Way = Literal["half_up", "up", "down"]
"""How a number between two steps is rounded, negative ones as their mirror image: 四舍五入 (halves away from zero),
进一法 (whatever is left over counts as a step: away from zero, as ROUNDUP in a spreadsheet) and 去尾法 (what is left
over is dropped: towards zero, as ROUNDDOWN)."""


_ONE = Fraction(1)
_KEPT = 4096
"""How many results are kept: a rubric is compiled for each of its periods, and most of one is as in another."""


@dataclass(frozen=True)
class Ratio:
    """An exact fraction `times × top ÷ bottom`; the bottom is positive wherever the value is known.

    `times` is a positive constant kept apart, so that what two constants share cancels before it can widen a bound.
    """

    top: Int
    bottom: Int
    times: Fraction = _ONE

    def __post_init__(self) -> None:
        top, bottom, times = self.top, self.bottom, self.times
        if (constant := bottom.constant) is not None and constant > 1:
            bottom, times = Int.of(1), times / constant
        if (constant := top.constant) is not None and abs(constant) > 1:
            top, times = Int.of(1 if constant > 0 else -1), times * abs(constant)
        if times is not self.times:
            for name, value in (("top", top), ("bottom", bottom), ("times", times)):
                object.__setattr__(self, name, value)

    @staticmethod
    @lru_cache(maxsize=4096)
    def of(number: Fraction | int) -> Ratio:
        """A constant fraction."""
        number = Fraction(number)
        return Ratio(Int.of(number.numerator), Int.of(number.denominator))

    @property
    def constant(self) -> Fraction | None:
        """The value, where it can only be one."""
        # What constants had in them stands in `times`: they are one, less than one or nothing themselves.
        top, bottom = self.top.constant, self.bottom.constant
        if top == 1 and bottom == 1:
            return self.times
        return None if top is None or bottom is None else self.times * Fraction(top, bottom)

    @property
    def known(self) -> str:
        """The SQL condition that it has a value."""
        return " AND ".join(part.known for part in (self.top, self.bottom) if part.nullable) or TRUE

    def plain(self) -> tuple[Int, Int]:
        """Top and bottom with the constant multiplied in."""
        return self.top.by(self.times.numerator), self.bottom.by(self.times.denominator)

    def against_zero(self, operator: str) -> str:
        """`self operator 0` as an SQL condition; unknown where the value is."""
        if not self.bottom.nullable:
            return self.top.compare(operator, Int.of(0))
        return f"(CASE WHEN {self.bottom.known} THEN {self.top.compare(operator, Int.of(0))} END)"

    def within(self, low: Fraction | None, high: Fraction | None) -> Ratio:
        """The same where it is known to lie between limits, as in the arm of a CASE that has asked for it."""
        if self.bottom.constant != 1:
            return self
        least = None if low is None else math.ceil(low / self.times)
        most = None if high is None else math.floor(high / self.times)
        return replace(self, top=self.top.within(least, most))

    def __add__(self, other: Ratio) -> Ratio:
        if self.constant is not None and other.constant is not None:
            return Ratio.of(self.constant + other.constant)
        left, right, bottom, times = _common(self, other)
        return Ratio(left + right, bottom, times)

    def __neg__(self) -> Ratio:
        return Ratio(-self.top, self.bottom, self.times)

    def __sub__(self, other: Ratio) -> Ratio:
        return self + -other

    def __mul__(self, other: Ratio) -> Ratio:
        if self.constant is not None and other.constant is not None:
            return Ratio.of(self.constant * other.constant)
        first, second = self.times, other.times
        times = first if second is _ONE else second if first is _ONE else first * second
        return Ratio(self.top * other.top, self.bottom * other.bottom, times)

    def inverse(self) -> Ratio:
        """One over it, the sign kept on top; the caller has dealt with zero, which becomes NULL here."""
        if self.constant == 0:
            return UNKNOWN
        if self.constant is not None:
            return Ratio.of(1 / self.constant)
        top, bottom = self.top, self.bottom
        if top.low < 0:
            bottom = bottom * choose([(f"{top.sql} < 0", Int.of(-1))], Int.of(1))
            top = Int(f"abs({top.sql})", 0, max(abs(top.low), abs(top.high)), top.nullable, top.width)
        if top.low == 0:
            top = Int(f"nullif({top.sql}, 0)", 1, max(top.high, 1), nullable=True, width=top.width)
        return Ratio(bottom, top, 1 / self.times)

    def __truediv__(self, other: Ratio) -> Ratio:
        return self * other.inverse()

    def compare(self, operator: str, other: Ratio) -> str:
        """`self operator other` as an SQL condition, by cross-multiplication; unknown where either is."""
        left, right, _, _ = _common(self, other)
        return left.compare(operator, right)

    def rounded(self, places: int, step: int = 1, way: Way = "half_up") -> Int:
        """To `step` units of 10^-places, in those units; `Way` says which way.

        >>> Ratio(Int.of(5), Int.of(2)).rounded(0).sql, Ratio(Int.of(5), Int.of(2)).rounded(0, way="down").sql
        ('3', '2')
        """
        return _rounded(self, places, step, way)

    def rounded_up(self) -> Int:
        """The least whole number not below it (a sample of 4.1 schools is five); for values that are never negative.

        Raises:
            ValueError: it could be negative.
        """
        if self.top.low < 0:
            raise ValueError(f"could be negative: {self.top.sql}")
        return self.rounded(0, way="up")


UNKNOWN = Ratio(Int(NULL, 0, 0), Int.of(1))
"""A number nobody knows."""


def choose_ratio(cases: Sequence[tuple[str, Ratio]], otherwise: Ratio | None) -> Ratio:
    """CASE over fractions: the first true condition's value; NULL where nothing holds and nothing is left."""
    cases, otherwise = decided(cases, otherwise)
    if not cases:
        return otherwise or UNKNOWN
    values = [value for _, value in cases] + ([otherwise] if otherwise else [])
    times, multiples = _shared([value.times for value in values])
    tops = [value.top.by(multiple) for value, multiple in zip(values, multiples, strict=True)]
    top = choose([(case[0], top) for case, top in zip(cases, tops, strict=False)], tops[-1] if otherwise else None)
    if len({value.bottom for value in values}) == 1:
        return Ratio(top, values[0].bottom, times)
    rest = otherwise.bottom if otherwise else None
    return Ratio(top, choose([(condition, value.bottom) for condition, value in cases], rest), times)


def store(name: str, value: Ratio, columns: dict[str, str], where: str = "") -> Ratio:
    """Store a fraction in columns, `<name>n` and, where its divisor varies, `<name>d`; what it is then read by.

    Where a condition is given they are NULL unless it holds. What stands in a column already stays there.

    >>> columns = {}
    >>> store("x", Ratio(Int.column("a", 0, 9) * Int.of(7), Int.of(4)), columns).top.sql, columns
    ('"xn"', {'xn': 'CAST(("a" * 7) AS INTEGER)'})
    """
    always = where in ("", TRUE)
    parts = [value.top, *([] if value.bottom.constant is not None else [value.bottom])]
    if always and all(part.is_column for part in parts):
        return value
    found = []
    for part, kind in zip(parts, "nd", strict=False):
        columns[f"{name}{kind}"] = part.stored() if always else choose([(where, part)], None).stored()
        low = part.low if kind == "n" else max(part.low, 1)
        found.append(Int.column(f"{name}{kind}", low, part.high, nullable=part.nullable or not always))
    return Ratio(found[0], found[1] if found[1:] else value.bottom, value.times)


def half_up(number: Fraction) -> int:
    """The nearest whole number, halves away from zero.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(-5, 2))
    (3, -3)
    """
    return whole(number, "half_up")


def whole(number: Fraction, way: Way) -> int:
    """A whole number near it.

    >>> [whole(Fraction(-9, 4), way) for way in ("half_up", "up", "down")]
    [-2, -3, -2]
    """
    return _whole(number.numerator, number.denominator, way)


def _whole(number: int, bottom: int, way: Way) -> int:
    top = abs(number)
    if way == "half_up":
        size = (2 * top + bottom) // (2 * bottom)
    else:
        size = (top + bottom - 1 if way == "up" else top) // bottom
    return -size if number < 0 else size


@lru_cache(maxsize=_KEPT)
def _rounded(number: Ratio, places: int, step: int, way: Way) -> Int:
    if number.constant is not None:
        return Int.of(whole(number.constant * 10**places / step, way) * step)
    times = Fraction(number.times.numerator * 10**places, number.times.denominator * step)
    top, bottom = number.top.by(times.numerator), number.bottom.by(times.denominator)
    if bottom.constant == 1:
        return top.by(step)
    low = _whole(top.low, bottom.low if top.low < 0 else bottom.high, way)
    high = _whole(top.high, bottom.high if top.high < 0 else bottom.low, way)
    parts = []
    if top.high > 0 or top.low >= 0:
        parts.append(_divided(top.within(0, None), bottom, way))
    if top.low < 0:
        mirrored = _divided(-top.within(None, 0), bottom, way)
        parts.insert(0, replace(mirrored, sql=f"-({mirrored.sql})"))
    sql, width = parts[0].sql, max(part.width for part in parts)
    if len(parts) > 1:
        sql = f"CASE WHEN {top.compare('<', Int.of(0))} THEN {sql} ELSE {parts[1].sql} END"
    result = Int(f"({sql})", low, high, top.nullable or bottom.nullable, width)
    if width > MIDDLE:
        # Also where it stays as wide as it is: Spark divides differently by what 63 bits hold and what they do not.
        result = Int(result.stored(), low, high, result.nullable, width_of(low, high))
    return result.by(step)


def _divided(top: Int, bottom: Int, way: Way) -> Int:
    """The SQL of top ÷ bottom in whole numbers, for a top that is not negative; its bounds are told by the caller."""
    if way == "half_up":
        top, bottom = Int.of(2) * top + bottom, Int.of(2) * bottom
    elif way == "up":
        top = top + bottom - Int.of(1)
    return Int(f"{top.sql} // {bottom.sql}", 0, 0, width=max(top.width, bottom.width))


@lru_cache(maxsize=_KEPT)
def _common(left: Ratio, right: Ratio) -> tuple[Int, Int, Int, Fraction]:
    """Both tops over one bottom and one constant factor."""
    times, (mine, theirs) = _shared((left.times, right.times))
    first, second = left.top.by(mine), right.top.by(theirs)
    if left.bottom == right.bottom:
        return first, second, left.bottom, times
    return first * right.bottom, second * left.bottom, left.bottom * right.bottom, times


def _shared(factors: Sequence[Fraction]) -> tuple[Fraction, list[int]]:
    """The greatest factor of which all of some positive ones are whole multiples, and which multiples they are.

    >>> _shared((Fraction(3, 4), Fraction(1, 6)))
    (Fraction(1, 12), [9, 2])
    """
    if all(factor is _ONE for factor in factors):
        return _ONE, [1] * len(factors)
    top = math.gcd(*(factor.numerator for factor in factors))
    bottom = math.lcm(*(factor.denominator for factor in factors))
    return Fraction(top, bottom), [factor.numerator // top * (bottom // factor.denominator) for factor in factors]
