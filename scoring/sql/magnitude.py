"""How large and how small fractions can be, and whether a double holds them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from scoring.errors import Overflow
from scoring.sql.exact import Ratio
from scoring.sql.real import Logs
from scoring.words import Text

_LARGEST = 700
_RANGE = Fraction(10) ** 280
"""A double ends at e^709 or 10^308, both ways; what stays inside these is never infinite, and never loses digits."""


def sizes(of: Ratio, *, both: bool = False) -> tuple[Fraction, Fraction]:
    """The least and the greatest value above zero; with `both`, of its negative values without their sign too."""
    top, bottom = of.top, of.bottom
    low, high = max(top.low, 1), max(top.high, 1)
    if both and top.low < 0:
        low, high = max(-top.high, 1) if top.high < 0 else low if top.low > 0 else 1, max(high, -top.low)
    return of.times * Fraction(low, bottom.high), of.times * Fraction(high, max(bottom.low, 1))


def span(of: Ratio) -> tuple[Fraction, Fraction]:
    """The least and the greatest value."""
    ends = [of.times * Fraction(top, bottom) for top in (of.top.low, of.top.high) for bottom in _ends(of)]
    return min(ends), max(ends)


def _ends(of: Ratio) -> tuple[int, int]:
    return max(of.bottom.low, 1), max(of.bottom.high, 1)


def inside_double(numbers: Iterable[Fraction], product: Logs | None = None) -> None:
    """See to it that numbers, unless they are zero, and e^product stay inside what a double can say.

    Raises:
        Overflow: one does not.
    """
    outside = any(number and not 1 / _RANGE <= abs(number) <= _RANGE for number in numbers)
    if outside or (product and product.computed(20)[0] > _LARGEST):
        raise Overflow(
            Text(
                "幂、对数或指数可能超出双精度浮点数的范围：请收紧指标的最大值",
                "a power, logarithm or exponential may leave the range of a double: narrow the metrics' maximum",
            )
        )
