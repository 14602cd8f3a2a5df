"""The mean kernel: what records are worth over how many of them count, then such means over types by weight."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scoring.sql.exact import Int, Ratio, choose, quote, total

PLACES = 9
"""A mean that is averaged on is rounded half-up to this many places first, so that fractions stay short."""

UNIT = 10**PLACES

MOST_RECORDS = 10**9
"""More records than memory holds: what the proof of bounds rests on."""


@dataclass(frozen=True)
class Measure:
    """SQL over one record: whether it counts, and its worth, a whole number from `low` to `high` in 1/`over`."""

    worth: str
    counted: str
    over: int
    low: int
    high: int

    @staticmethod
    def of_column(name: str) -> Measure:
        """A column of shares in 10^-9, NULL where there is none."""
        return Measure(quote(name), f"{quote(name)} IS NOT NULL", UNIT, 0, UNIT)


@dataclass(frozen=True)
class Weight:
    """SQL over one record: how much it weighs, a whole number from 1 to `most`."""

    sql: str
    most: int


EVEN = Weight("1", 1)


@dataclass(frozen=True)
class Mean:
    """The mean worth of some records, made of aggregate columns that are yet to be grouped.

    Attributes:
        columns: the aggregates, by the column they become.
        top: Σ weight × worth, in 1/`over`; NULL where no record counts.
        bottom: Σ weight of the records that count; NULL where none does.
        count: how many records count, zero where none does.
        low, high: the least and greatest one record can be worth, in 1/`over`.
    """

    columns: Mapping[str, str]
    top: Int
    bottom: Int
    count: Int
    over: int
    low: int
    high: int

    @property
    def there(self) -> str:
        """The condition that any record counts."""
        return f"{self.count.sql} > 0"

    @property
    def exact(self) -> Ratio:
        """The mean as a fraction."""
        return Ratio(self.top, self.bottom * Int.of(self.over))

    @property
    def rounded(self) -> Int:
        """The mean in 10^-9, rounded half-up."""
        mean = self.exact.rounded(PLACES)
        # A mean lies among what it is made of, which the bounds of a quotient of sums do not know.
        low, high = self.low * UNIT // self.over, -(-self.high * UNIT // self.over)
        return Int(mean.sql, low, high, mean.nullable, mean.width)


def mean(
    name: Callable[[str], str],
    part: str,
    measure: Measure,
    where: str = "TRUE",
    weight: Weight = EVEN,
    most: int = MOST_RECORDS,
) -> Mean:
    """The mean of the records that satisfy `where` and count.

    Args:
        name: gives a part of a name as a column of the leaf's own.
        part: what the columns are called by.
        measure: what one record is worth.
        where: which records are meant, as SQL.
        weight: what one of them weighs.
        most: how many there can be.
    """
    sum_, n, weights = name(f"{part}_sum"), name(f"{part}_n"), name(f"{part}_weights")
    chosen = f"FILTER (WHERE {where} AND {measure.counted})"
    columns = {n: f"count(*) {chosen}"}
    count = Int(f"coalesce({quote(n)}, 0)", 0, most, nullable=False)
    worth, bottom = measure.worth, Int(f"nullif({quote(n)}, 0)", 1, most)
    if weight != EVEN:
        worth = f"CAST({worth} AS HUGEINT) * {weight.sql}"
        columns[weights] = f"sum({weight.sql}) {chosen}"
        bottom = Int.column(weights, 1, most * weight.most)
    columns[sum_] = f"sum({worth}) {chosen}"
    low, high = (most * weight.most * end for end in (min(measure.low, 0), max(measure.high, 0)))
    return Mean(columns, Int.column(sum_, low, high), bottom, count, measure.over, measure.low, measure.high)


@dataclass(frozen=True)
class Type:
    """A type's mean in 10^-9, the condition that it has one, and its weight as a whole number."""

    mean: Int
    there: str
    weight: int


def over_types(types: Sequence[Type]) -> Ratio:
    """The means of those types that have one, by weight; NULL where none has."""
    tops = [choose([(one.there, one.mean * Int.of(one.weight))], Int.of(0)) for one in types]
    bottom = total([choose([(one.there, Int.of(one.weight))], Int.of(0)) for one in types])
    bottom = Int(f"nullif({bottom.sql}, 0)", 1, bottom.high, nullable=True, width=bottom.width)
    return Ratio(total(tops), bottom * Int.of(UNIT))
