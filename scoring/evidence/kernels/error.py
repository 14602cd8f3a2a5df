"""The standard error of a mean over respondents: exact up to its root, which is rounded half-up to nine decimals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.evidence.kernels.mean import MOST_RECORDS, UNIT
from scoring.sql.exact import Int, Ratio, choose, quote, total
from scoring.sql.root import rounded_root
from scoring.sql.width import WIDE


@dataclass(frozen=True)
class Spread:
    """A class of respondents: its squared standard error in 10^-18, when it counts, and its weight."""

    square: Int
    there: str
    weight: int


def squared(share: str, where: str) -> str:
    """The aggregate Σ(x − mean)² ÷ n(n − 1) over a column of shares in 10^-9, in whole 10^-18; NULL below two shares.

    >>> "count(" in squared("own", "TRUE")
    True
    """
    x, chosen = quote(share), f"FILTER (WHERE {where})"
    n = Int(f"CAST(count({x}) {chosen} AS HUGEINT)", 0, MOST_RECORDS, nullable=False, width=WIDE)
    sums = Int(f"sum({x}) {chosen}", 0, MOST_RECORDS * UNIT, width=WIDE)
    squares = Int(f"sum(CAST({x} AS BIGINT) * {x}) {chosen}", 0, MOST_RECORDS * UNIT * UNIT, width=WIDE)
    around = n * squares - sums * sums
    pairs = n * n * (n - Int.of(1))
    # The sum of squares around a mean is never negative; the bounds of a difference do not know that.
    top = Int(around.sql, 0, around.high, width=WIDE)
    bottom = Int(f"nullif({pairs.sql}, 0)", 1, pairs.high, width=WIDE)
    return f"CAST({Ratio(top, bottom).rounded(0).sql} AS BIGINT)"


def spread(column: str, there: str, weight: int) -> Spread:
    """What a stored column of `squared` holds: at most a quarter, which two opposite answers have."""
    return Spread(Int.column(column, 0, UNIT * UNIT // 4), there, weight)


def standard_error(classes: Sequence[Spread]) -> Int:
    """√(Σ weight² × square) ÷ Σ weight over the classes that count, in 10^-9; NULL where one of them has none.

    A class's squared standard error is rounded half-up to 18 decimals, the root to nine.
    """
    squares = [choose([(one.there, one.square * Int.of(one.weight**2))], Int.of(0)) for one in classes]
    weights = total([choose([(one.there, Int.of(one.weight))], Int.of(0)) for one in classes])
    quadruple, whole = Int.of(4) * total(squares), weights * weights
    if whole.constant == 1:
        return rounded_root(quadruple)
    sql = f"CAST({quadruple.sql} // nullif({whole.sql}, 0) AS HUGEINT)"
    # The weighted mean of squares with weights below one is never above the greatest of them.
    return rounded_root(Int(sql, 0, UNIT * UNIT, width=WIDE))
