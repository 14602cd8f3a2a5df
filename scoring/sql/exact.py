"""Exact arithmetic as SQL: integers whose bounds are proved while they are built, fractions of them, half-up rounding.

Every expression knows the least and greatest value it can take. Where 63 bits do not hold it the arithmetic is done in
DuckDB's 128-bit HUGEINT; where 127 do not, the rubric is refused before anything is scored. Nothing here is a float.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.errors import Overflow
from scoring.words import Text

_NARROW = 2**63 - 1
_WIDE = 2**127 - 1
_LITERAL = 2**31 - 1


def quote(name: str) -> str:
    """A column or relation name, safely quoted.

    >>> quote('a"b')
    '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text literal, safely quoted.

    >>> text("O'Neil")
    "'O''Neil'"
    """
    return "'" + value.replace("'", "''") + "'"


@dataclass(frozen=True)
class Int:
    """An integer SQL expression with its proved bounds; `nullable` where it can be NULL (no mark, no value)."""

    sql: str
    low: int
    high: int
    nullable: bool = True
    wide: bool = False

    def __post_init__(self) -> None:
        if max(abs(self.low), abs(self.high)) > _WIDE:
            raise Overflow(
                Text(
                    "计算中间值可能超过127位整数（上界{n}位）：请收紧指标的最大值或小数位，或给出取整步长",
                    "an intermediate value may exceed 127 bits (bound of {n} bits): "
                    "narrow the metrics' maximum or decimals, or declare a rounding step",
                ).with_(n=max(abs(self.low), abs(self.high)).bit_length())
            )

    @staticmethod
    def of(number: int) -> Int:
        """A constant."""
        sql = str(number) if abs(number) <= _LITERAL else f"CAST({number} AS {_type(number, number)})"
        if number < 0:
            sql = f"({sql})"
        return Int(sql, number, number, nullable=False, wide=abs(number) > _NARROW)

    @staticmethod
    def column(name: str, low: int, high: int, *, nullable: bool = True) -> Int:
        """A stored column; stored BIGINT where its bounds fit, else HUGEINT."""
        return Int(quote(name), low, high, nullable, wide=not _fits(low, high))

    @property
    def constant(self) -> int | None:
        """The value, where it can only be one."""
        return self.low if self.low == self.high and not self.nullable else None

    def stored(self) -> str:
        """The expression cast to the type its column is stored in."""
        return f"CAST({self.sql} AS {_type(self.low, self.high)})"

    def __add__(self, other: Int) -> Int:
        if self.constant == 0:
            return other
        if other.constant == 0:
            return self
        return _both("+", self, other, self.low + other.low, self.high + other.high)

    def __neg__(self) -> Int:
        if self.constant is not None:
            return Int.of(-self.constant)
        return Int(f"(-{self.sql})", -self.high, -self.low, self.nullable, self.wide)

    def __sub__(self, other: Int) -> Int:
        if other.constant == 0:
            return self
        return _both("-", self, other, self.low - other.high, self.high - other.low)

    def __mul__(self, other: Int) -> Int:
        if self.constant == 1:
            return other
        if other.constant == 1:
            return self
        if 0 in (self.constant, other.constant) and not (self.nullable or other.nullable):
            return Int.of(0)
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return _both("*", self, other, min(ends), max(ends))

    def at_most(self, limit: Int) -> Int:
        """The smaller of the two; NULL where either is (`least` would skip it)."""
        if self.high <= limit.low and not limit.nullable:
            return self
        # Not ELSE: an unknown comparison must stay unknown.
        sql = f"CASE WHEN {self.sql} > {limit.sql} THEN {limit.sql} WHEN {self.sql} <= {limit.sql} THEN {self.sql} END"
        return _pick(sql, self, limit, min(self.low, limit.low), min(self.high, limit.high))

    def at_least(self, limit: Int) -> Int:
        """The larger of the two; NULL where either is."""
        if self.low >= limit.high and not limit.nullable:
            return self
        sql = f"CASE WHEN {self.sql} < {limit.sql} THEN {limit.sql} WHEN {self.sql} >= {limit.sql} THEN {self.sql} END"
        return _pick(sql, self, limit, max(self.low, limit.low), max(self.high, limit.high))

    def or_zero(self) -> Int:
        """Zero in place of NULL: only where NULL has been tested or means none."""
        if not self.nullable:
            return self
        sql = f"CASE WHEN {self.sql} IS NULL THEN 0 ELSE {self.sql} END"
        return Int(f"({sql})", min(self.low, 0), max(self.high, 0), nullable=False, wide=self.wide)


@dataclass(frozen=True)
class Ratio:
    """An exact fraction `times × top ÷ bottom`; the bottom is positive wherever the value is known.

    `times` is a positive constant kept apart, so that what two constants share cancels before it can widen a bound.
    """

    top: Int
    bottom: Int
    times: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        top, bottom, times = self.top, self.bottom, self.times
        if (constant := bottom.constant) is not None and constant > 1:
            bottom, times = Int.of(1), times / constant
        if (constant := top.constant) is not None and abs(constant) > 1:
            top, times = Int.of(1 if constant > 0 else -1), times * abs(constant)
        for name, value in (("top", top), ("bottom", bottom), ("times", times)):
            object.__setattr__(self, name, value)

    @staticmethod
    def of(number: Fraction | int) -> Ratio:
        """A constant fraction."""
        number = Fraction(number)
        return Ratio(Int.of(number.numerator), Int.of(number.denominator))

    @property
    def constant(self) -> Fraction | None:
        """The value, where it can only be one."""
        top, bottom = self.top.constant, self.bottom.constant
        return None if top is None or bottom is None else self.times * Fraction(top, bottom)

    @property
    def known(self) -> str:
        """The SQL condition that it has a value."""
        parts = [part.sql for part in (self.top, self.bottom) if part.nullable]
        return " AND ".join(f"{sql} IS NOT NULL" for sql in parts) or "TRUE"

    def plain(self) -> tuple[Int, Int]:
        """Top and bottom with the constant multiplied in."""
        return self.top * Int.of(self.times.numerator), self.bottom * Int.of(self.times.denominator)

    def against_zero(self, operator: str) -> str:
        """`self operator 0` as an SQL condition; unknown where the value is."""
        if not self.bottom.nullable:
            return f"({self.top.sql} {operator} 0)"
        return f"(CASE WHEN {self.bottom.sql} IS NOT NULL THEN {self.top.sql} {operator} 0 END)"

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
        return Ratio(self.top * other.top, self.bottom * other.bottom, self.times * other.times)

    def inverse(self) -> Ratio:
        """One over it, the sign kept on top; the caller has dealt with zero, which becomes NULL here."""
        if self.constant is not None:
            return Ratio.of(1 / self.constant)
        top, bottom = self.top, self.bottom
        if top.low < 0:
            bottom = bottom * choose([(f"{top.sql} < 0", Int.of(-1))], Int.of(1))
            top = Int(f"abs({top.sql})", 0, max(abs(top.low), abs(top.high)), top.nullable, top.wide)
        if top.low == 0:
            top = Int(f"nullif({top.sql}, 0)", 1, max(top.high, 1), nullable=True, wide=top.wide)
        return Ratio(bottom, top, 1 / self.times)

    def __truediv__(self, other: Ratio) -> Ratio:
        return self * other.inverse()

    def compare(self, operator: str, other: Ratio) -> str:
        """`self operator other` as an SQL condition, by cross-multiplication; unknown where either is."""
        left, right, _, _ = _common(self, other)
        return f"({left.sql} {operator} {right.sql})"

    def rounded(self, places: int, step: int = 1) -> Int:
        """Half-up (away from zero) to `step` units of 10^-places, in those units.

        >>> Ratio(Int.of(5), Int.of(2)).rounded(0).sql
        '3'
        """
        if self.constant is not None:
            return Int.of(half_up(self.constant * 10**places / step) * step)
        top, bottom = Ratio(self.top, self.bottom, self.times * 10**places / step).plain()
        if bottom.constant == 1:
            return top * Int.of(step)
        low, high = half_up(_least(top, bottom)), half_up(_greatest(top, bottom))
        two, one = Int.of(2), bottom
        up = (two * top + one, two * bottom)
        wide = up[0].wide or up[1].wide
        sql = f"{up[0].sql} // {up[1].sql}"
        if top.low < 0:
            down = two * -top + one
            wide = wide or down.wide
            sql = f"CASE WHEN {top.sql} < 0 THEN -({down.sql} // {up[1].sql}) ELSE {sql} END"
        result = Int(f"({sql})", low, high, top.nullable or bottom.nullable, wide)
        if wide and _fits(low, high):
            result = Int(f"CAST({result.sql} AS BIGINT)", low, high, result.nullable)
        return result * Int.of(step)

    def rounded_up(self) -> Int:
        """The least whole number not below it (a sample of 4.1 schools is five); for values that are never negative.

        Raises:
            ValueError: it could be negative.
        """
        top, bottom = self.plain()
        if top.low < 0:
            raise ValueError(f"could be negative: {top.sql}")
        if bottom.constant == 1:
            return top
        up = top + bottom - Int.of(1)
        sql = f"CAST({up.sql} // {bottom.sql} AS {_type(0, up.high)})"
        return Int(sql, 0, math.ceil(_greatest(top, bottom)), up.nullable, not _fits(0, up.high))


def choose_ratio(cases: Sequence[tuple[str, Ratio]], otherwise: Ratio | None) -> Ratio:
    """CASE over fractions: the first true condition's value; NULL where nothing holds and nothing is left."""
    values = [value for _, value in cases] + ([otherwise] if otherwise else [])
    times = Fraction(
        math.gcd(*(value.times.numerator for value in values)),
        math.lcm(*(value.times.denominator for value in values)),
    )
    tops = [value.top * Int.of(int(value.times / times)) for value in values]
    top = choose([(case[0], top) for case, top in zip(cases, tops, strict=False)], tops[-1] if otherwise else None)
    if len({value.bottom for value in values}) == 1:
        return Ratio(top, values[0].bottom, times)
    rest = otherwise.bottom if otherwise else None
    return Ratio(top, choose([(condition, value.bottom) for condition, value in cases], rest), times)


def half_up(number: Fraction) -> int:
    """The nearest whole number, halves away from zero.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(-5, 2))
    (3, -3)
    """
    whole = (2 * abs(number.numerator) + number.denominator) // (2 * number.denominator)
    return -whole if number < 0 else whole


def total(parts: Sequence[Int]) -> Int:
    """The sum; zero of nothing."""
    result = Int.of(0)
    for part in parts:
        result = result + part
    return result


def choose(cases: Sequence[tuple[str, Int]], otherwise: Int | None) -> Int:
    """CASE over integers: the first true condition's value; NULL where nothing holds and nothing is left."""
    values = [value for _, value in cases] + ([otherwise] if otherwise else [])
    if not cases and otherwise:
        return otherwise
    low, high = min(value.low for value in values), max(value.high for value in values)
    arms = " ".join(f"WHEN {condition} THEN {value.sql}" for condition, value in cases)
    rest = f" ELSE {otherwise.sql}" if otherwise else ""
    # A bare literal is INT32 to DuckDB: without the cast a later product could overflow unproved.
    sql = f"CAST(CASE {arms}{rest} END AS {_type(low, high)})"
    return Int(sql, low, high, otherwise is None or any(v.nullable for v in values), not _fits(low, high))


def _fits(low: int, high: int) -> bool:
    return max(abs(low), abs(high)) <= _NARROW


def _type(low: int, high: int) -> str:
    return "BIGINT" if _fits(low, high) else "HUGEINT"


def _both(operator: str, left: Int, right: Int, low: int, high: int) -> Int:
    if left.constant is not None and right.constant is not None:
        return Int.of({"+": left.low + right.low, "-": left.low - right.low, "*": left.low * right.low}[operator])
    wide = left.wide or right.wide or not _fits(low, high)
    first = left.sql
    if wide and not (left.wide or right.wide):
        first = f"CAST({first} AS HUGEINT)"
    return Int(f"({first} {operator} {right.sql})", low, high, left.nullable or right.nullable, wide)


def _pick(sql: str, left: Int, right: Int, low: int, high: int) -> Int:
    return Int(f"({sql})", low, high, left.nullable or right.nullable, left.wide or right.wide)


def _common(left: Ratio, right: Ratio) -> tuple[Int, Int, Int, Fraction]:
    """Both tops over one bottom and one constant factor."""
    times = Fraction(
        math.gcd(left.times.numerator, right.times.numerator), math.lcm(left.times.denominator, right.times.denominator)
    )
    first, second = left.top * Int.of(int(left.times / times)), right.top * Int.of(int(right.times / times))
    if left.bottom == right.bottom:
        return first, second, left.bottom, times
    return first * right.bottom, second * left.bottom, left.bottom * right.bottom, times


def _least(top: Int, bottom: Int) -> Fraction:
    return Fraction(top.low, bottom.low if top.low < 0 else bottom.high)


def _greatest(top: Int, bottom: Int) -> Fraction:
    return Fraction(top.high, bottom.high if top.high < 0 else bottom.low)
