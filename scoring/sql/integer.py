"""Integers as SQL, whose bounds are proved while they are built.

Every expression knows the least and greatest value it can take, and the arithmetic is done in the narrowest of 32, 64
and 128 bits that holds it: a narrow column is read, reckoned with and written in half the time. Where those do not,
the rubric is refused before anything is scored. Nothing here is a float.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from scoring.sql.width import MIDDLE, NARROW, TYPES, typed, width_of

T = TypeVar("T")

TRUE: Final = "TRUE"
FALSE: Final = "FALSE"
"""Conditions that are decided when the rubric is compiled."""


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


class Line(NamedTuple):
    """An integer that is another, times a constant, plus a constant."""

    of: Int
    times: int
    plus: int


@dataclass(frozen=True)
class Int:
    """An integer SQL expression with its proved bounds; `nullable` where it can be NULL (no mark, no value).

    `width` is how many bits its SQL type holds, or fewer; `line` says so where it is another times and plus a constant.
    """

    sql: str
    low: int
    high: int
    nullable: bool = True
    width: int = MIDDLE
    line: Line | None = None

    def __post_init__(self) -> None:
        width_of(self.low, self.high)

    @staticmethod
    @lru_cache(maxsize=4096)
    def of(number: int) -> Int:
        """A constant."""
        width = width_of(number, number)
        sql = str(number) if width == NARROW else f"CAST({number} AS {TYPES[width]})"
        if number < 0:
            sql = f"({sql})"
        return Int(sql, number, number, nullable=False, width=width)

    @staticmethod
    def column(name: str, low: int, high: int, *, nullable: bool = True) -> Int:
        """A stored column, of the narrowest type that holds its bounds."""
        return Int(quote(name), low, high, nullable, width_of(low, high))

    @property
    def constant(self) -> int | None:
        """The value, where it can only be one."""
        return self.low if self.low == self.high and not self.nullable else None

    @property
    def known(self) -> str:
        """The SQL condition that it has a value."""
        return f"{self.sql} IS NOT NULL" if self.nullable else TRUE

    @property
    def is_column(self) -> bool:
        """Whether it is a column as it stands."""
        return self.sql[0] == self.sql[-1] == '"' and '"' not in self.sql[1:-1].replace('""', "")

    def stored(self) -> str:
        """The expression cast to the type its column is stored in."""
        return f"CAST({self.sql} AS {typed(self.low, self.high)})"

    def within(self, low: int | None, high: int | None) -> Int:
        """The same where it is known to lie between limits, as in the arm of a CASE that has asked for it."""
        least = self.low if low is None else max(self.low, low)
        most = self.high if high is None else min(self.high, high)
        if least > most or (least, most) == (self.low, self.high):
            return self
        if self.line is None:
            return replace(self, low=least, high=most)
        of, times, plus = self.line
        # Rounded inwards: of whole numbers no other lies between the limits.
        ends = sorted((Fraction(least - plus, times), Fraction(most - plus, times)))
        inner = of.within(math.ceil(ends[0]), math.floor(ends[1]))
        return _line(inner, times, plus)

    def __add__(self, other: Int) -> Int:
        if self.constant == 0:
            return other
        if other.constant == 0:
            return self
        for one, constant in ((self, other.constant), (other, self.constant)):
            if constant is not None and one.constant is None:
                of, times, plus = _as_line(one)
                return _line(of, times, plus + constant)
        return _both("+", self, other, self.low + other.low, self.high + other.high)

    def __neg__(self) -> Int:
        if self.constant is not None:
            return Int.of(-self.constant)
        of, times, plus = _as_line(self)
        return _line(of, -times, -plus)

    def __sub__(self, other: Int) -> Int:
        if other.constant is not None:
            return self + Int.of(-other.constant)
        return _both("-", self, other, self.low - other.high, self.high - other.low)

    def __mul__(self, other: Int) -> Int:
        if self.constant == 1:
            return other
        if other.constant == 1:
            return self
        if 0 in (self.constant, other.constant) and not (self.nullable or other.nullable):
            return Int.of(0)
        for one, constant in ((self, other.constant), (other, self.constant)):
            if constant and one.constant is None:
                of, times, plus = _as_line(one)
                return _line(of, times * constant, plus * constant)
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return _both("*", self, other, min(ends), max(ends))

    def by(self, number: int) -> Int:
        """It times a constant, most often one."""
        return self if number == 1 else self * Int.of(number)

    def compare(self, operator: str, other: Int) -> str:
        """`self operator other` as an SQL condition; unknown where either is.

        >>> (Int.column("a", 0, 9) * Int.of(10) - Int.of(35)).compare(">=", Int.of(0))
        '("a" >= 4)'
        """
        if other.constant is not None and self.line is not None:
            of, times, plus = self.line
            return _against(of, operator, times, other.constant - plus)
        if self.constant is not None and other.line is not None:
            return other.compare(_MIRRORED[operator], self)
        return f"({self.sql} {operator} {other.sql})"

    def at_most(self, limit: Int) -> Int:
        """The smaller of the two; NULL where either is (`least` would skip it)."""
        if self.high <= limit.low and not limit.nullable:
            return self
        if self.low >= limit.high and not self.nullable:
            return limit
        return _pick(">", self, limit, min(self.low, limit.low), min(self.high, limit.high))

    def at_least(self, limit: Int) -> Int:
        """The larger of the two; NULL where either is."""
        if self.low >= limit.high and not limit.nullable:
            return self
        if self.high <= limit.low and not self.nullable:
            return limit
        return _pick("<", self, limit, max(self.low, limit.low), max(self.high, limit.high))

    def or_zero(self) -> Int:
        """Zero in place of NULL: only where NULL has been tested or means none."""
        if not self.nullable:
            return self
        sql = f"CASE WHEN {self.sql} IS NULL THEN 0 ELSE {self.sql} END"
        return Int(f"({sql})", min(self.low, 0), max(self.high, 0), nullable=False, width=self.width)


def total(parts: Sequence[Int]) -> Int:
    """The sum; zero of nothing."""
    result = Int.of(0)
    for part in parts:
        result = result + part
    return result


NULL = "CAST(NULL AS BIGINT)"
"""The integer that is always unknown, as every part of the compiler writes it."""


def decided(cases: Sequence[tuple[str, T]], otherwise: T | None) -> tuple[list[tuple[str, T]], T | None]:
    """The arms of a CASE without those that are never reached, and what is left for all others."""
    left: list[tuple[str, T]] = []
    for condition, value in cases:
        if condition == TRUE:
            return left, value
        if condition != FALSE:
            left.append((condition, value))
    return left, otherwise


def choose(cases: Sequence[tuple[str, Int]], otherwise: Int | None) -> Int:
    """CASE over integers: the first true condition's value; NULL where nothing holds and nothing is left."""
    cases, otherwise = decided(cases, otherwise)
    if not cases:
        return otherwise or Int(NULL, 0, 0)
    values = [value for _, value in cases] + ([otherwise] if otherwise else [])
    # What is always NULL is no number that a bound would have to hold.
    numbers = [value for value in values if value.sql != NULL] or values
    low, high = min(value.low for value in numbers), max(value.high for value in numbers)
    arms = " ".join(f"WHEN {condition} THEN {value.sql}" for condition, value in cases)
    rest = f" ELSE {otherwise.sql}" if otherwise else ""
    nullable = otherwise is None or any(value.nullable for value in values)
    return Int(f"(CASE {arms}{rest} END)", low, high, nullable, max(value.width for value in values))


def _as_line(one: Int) -> Line:
    return one.line or Line(one, 1, 0)


@lru_cache(maxsize=4096)
def _line(of: Int, times: int, plus: int) -> Int:
    """`of × times + plus`, without what leaves it as it is."""
    if (times, plus) == (1, 0):
        return of
    ends = sorted((of.low * times, of.high * times))
    width = max(of.width, width_of(*ends), width_of(ends[0] + plus, ends[1] + plus), width_of(plus, times))
    sql = of.sql if width == of.width else f"CAST({of.sql} AS {TYPES[width]})"
    if times != 1:
        sql = f"-{sql}" if times == -1 else f"{sql} * {Int.of(times).sql}"
    if plus:
        sql = f"{sql} {'+' if plus > 0 else '-'} {Int.of(abs(plus)).sql}"
    return Int(f"({sql})", ends[0] + plus, ends[1] + plus, of.nullable, width, Line(of, times, plus))


_MIRRORED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "<>": "<>"}


def _against(of: Int, operator: str, times: int, limit: int) -> str:
    """`of × times operator limit` as a comparison of `of` with the whole number that decides it."""
    if times < 0:
        times, limit, operator = -times, -limit, _MIRRORED[operator]
    whole, rest = divmod(limit, times)
    if rest and operator in ("=", "<>"):
        never = FALSE if operator == "=" else TRUE
        # Still unknown where the number is; and not multiplied, which its type need not have room for.
        return f"(CASE WHEN {of.known} THEN {never} END)" if of.nullable else never
    if rest and operator in (">=", "<"):
        whole += 1
    return of.compare(operator, Int.of(whole))


def _both(operator: str, left: Int, right: Int, low: int, high: int) -> Int:
    if left.constant is not None and right.constant is not None:
        return Int.of({"+": left.low + right.low, "-": left.low - right.low, "*": left.low * right.low}[operator])
    width = max(left.width, right.width, width_of(low, high))
    first = left.sql if width in (left.width, right.width) else f"CAST({left.sql} AS {TYPES[width]})"
    return Int(f"({first} {operator} {right.sql})", low, high, left.nullable or right.nullable, width)


def _pick(beyond: str, left: Int, right: Int, low: int, high: int) -> Int:
    """The right one where the left one is beyond it, else the left one; NULL where either is."""
    left_in = _MIRRORED[beyond] + "="
    # Not ELSE where the comparison may be unknown: it must stay so.
    if left.nullable or right.nullable:
        sql = f"WHEN {left.compare(left_in, right)} THEN {left.sql} END"
    else:
        sql = f"ELSE {left.sql} END"
    sql = f"(CASE WHEN {left.compare(beyond, right)} THEN {right.sql} {sql})"
    return Int(sql, low, high, left.nullable or right.nullable, max(left.width, right.width))
