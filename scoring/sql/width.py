"""How wide an integer is: the SQL types there are, and which of them holds given bounds.

What 38 digits do not hold is refused before anything is scored: that many Spark has where DuckDB has 127 bits, a little
more, so that what is compiled runs on either.
"""

from __future__ import annotations

from typing import Final

from scoring.errors import Overflow
from scoring.words import Text

NARROW: Final = 31
MIDDLE: Final = 63
WIDE: Final = 127
"""Bits of the integers there are, without the sign."""

TYPES: Final = {NARROW: "INTEGER", MIDDLE: "BIGINT", WIDE: "HUGEINT"}

_MOST = 10**38 - 1


def width_of(low: int, high: int) -> int:
    """The fewest bits there are that hold them: 31, 63 or 127.

    >>> width_of(0, 2**31 - 1), width_of(-1, 2**31), width_of(-(2**63), 0)
    (31, 63, 127)

    Raises:
        Overflow: they have more than 38 digits.
    """
    most = max(abs(low), abs(high))
    if most > _MOST:
        raise Overflow(
            Text(
                "计算中间值可能超过38位整数（上界{n}位）：请收紧指标的最大值或小数位，或给出取整步长",
                "an intermediate value may exceed 38 digits (bound of {n} digits): "
                "narrow the metrics' maximum or decimals, or declare a rounding step",
            ).with_(n=len(str(most)))
        )
    return next(width for width in TYPES if most.bit_length() <= width)


def typed(low: int, high: int) -> str:
    """The SQL type that holds them."""
    return TYPES[width_of(low, high)]


def fits(low: int, high: int) -> bool:
    """Whether 63 bits hold them."""
    return width_of(low, high) <= MIDDLE
