"""Integers as SQL, whose bounds are proved while they are built.

Every expression knows the least and greatest value it can take. Where 63 bits do not hold it the arithmetic is done in
DuckDB's 128-bit HUGEINT; where 127 do not, the rubric is refused before anything is scored. Nothing here is a float.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

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
    @lru_cache(maxsize=4096)
    def of(number: int) -> Int:
        """A constant."""
        sql = str(number) if abs(number) <= _LITERAL else f"CAST({number} AS {typed(number, number)})"
        if number < 0:
            sql = f"({sql})"
        return Int(sql, number, number, nullable=False, wide=abs(number) > _NARROW)

    @staticmethod
    def column(name: str, low: int, high: int, *, nullable: bool = True) -> Int:
        """A stored column; stored BIGINT where its bounds fit, else HUGEINT."""
        return Int(quote(name), low, high, nullable, wide=not fits(low, high))

    @property
    def constant(self) -> int | None:
        """The value, where it can only be one."""
        return self.low if self.low == self.high and not self.nullable else None

    def stored(self) -> str:
        """The expression cast to the type its column is stored in."""
        return f"CAST({self.sql} AS {typed(self.low, self.high)})"

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

    def by(self, number: int) -> Int:
        """It times a constant, most often one."""
        return self if number == 1 else self * Int.of(number)

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


def total(parts: Sequence[Int]) -> Int:
    """The sum; zero of nothing."""
    result = Int.of(0)
    for part in parts:
        result = result + part
    return result


NULL = "CAST(NULL AS BIGINT)"
"""The integer that is always unknown, as every part of the compiler writes it."""


def choose(cases: Sequence[tuple[str, Int]], otherwise: Int | None) -> Int:
    """CASE over integers: the first true condition's value; NULL where nothing holds and nothing is left."""
    values = [value for _, value in cases] + ([otherwise] if otherwise else [])
    if not cases and otherwise:
        return otherwise
    # What is always NULL is no number that a bound would have to hold.
    numbers = [value for value in values if value.sql != NULL] or values
    low, high = min(value.low for value in numbers), max(value.high for value in numbers)
    arms = " ".join(f"WHEN {condition} THEN {value.sql}" for condition, value in cases)
    rest = f" ELSE {otherwise.sql}" if otherwise else ""
    # A bare literal is INT32 to DuckDB: without the cast a later product could overflow unproved.
    sql = f"CAST(CASE {arms}{rest} END AS {typed(low, high)})"
    return Int(sql, low, high, otherwise is None or any(v.nullable for v in values), not fits(low, high))


def fits(low: int, high: int) -> bool:
    """Whether 63 bits hold them."""
    return max(abs(low), abs(high)) <= _NARROW


def typed(low: int, high: int) -> str:
    """The SQL type that holds them."""
    return "BIGINT" if fits(low, high) else "HUGEINT"


def _both(operator: str, left: Int, right: Int, low: int, high: int) -> Int:
    if left.constant is not None and right.constant is not None:
        return Int.of({"+": left.low + right.low, "-": left.low - right.low, "*": left.low * right.low}[operator])
    wide = left.wide or right.wide or not fits(low, high)
    first = left.sql
    if wide and not (left.wide or right.wide):
        first = f"CAST({first} AS HUGEINT)"
    return Int(f"({first} {operator} {right.sql})", low, high, left.nullable or right.nullable, wide)


def _pick(sql: str, left: Int, right: Int, low: int, high: int) -> Int:
    return Int(f"({sql})", low, high, left.nullable or right.nullable, left.wide or right.wide)
