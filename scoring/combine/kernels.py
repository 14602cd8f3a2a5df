"""What several ways of combining compute alike."""

from __future__ import annotations

import math
from collections.abc import Sequence

from scoring.combine.method import Part
from scoring.combine.range import Range, Zeros, lifted
from scoring.rubric.spreadsheet import Parts
from scoring.sql.exact import Int, Ratio, choose, total


def rates(parts: Parts, otherwise: str) -> list[str]:
    """The children's rates as spreadsheet formulas, and what stands where a child is out."""
    return parts.if_in([f"{mark}/{full}" for mark, full in zip(parts.marks, parts.full, strict=True)], otherwise)


def weighted_sum(parts: Sequence[Part]) -> Ratio:
    """Σ weight × marks ÷ full marks of those that have marks; zero where none has."""
    shares = [part.weight / part.points for part in parts]
    over = math.lcm(*(share.denominator for share in shares))
    places = max(part.places for part in parts)
    units = [
        part.marks.or_zero() * Int.of(int(share * over) * 10 ** (places - part.places))
        for part, share in zip(parts, shares, strict=True)
    ]
    return Ratio(total(units), Int.of(over * 10**places))


def weighed_bases(parts: Sequence[Part], over: Range, zeros: Zeros | None) -> tuple[list[Ratio], list[Int]]:
    """The rates on the range a mean runs on, and their weights as whole numbers, zero for what has no marks."""
    shared = math.lcm(*(part.weight.denominator for part in parts))
    bases = [mapped(lifted(part.rate, zeros), over) for part in parts]
    return bases, [part.if_in(Int.of(int(part.weight * shared))) for part in parts]


def mapped(rate: Ratio, over: Range) -> Ratio:
    """A rate on the range a mean runs on; never negative where its mean is asked for."""
    if over.is_plain:
        return rate
    low, high = over.ends
    return rate * Ratio.of(high - low) + Ratio.of(low)


def extreme(parts: Sequence[Part], *, least: bool) -> Ratio:
    """The least or the greatest rate of those that have marks; NULL where none has."""
    over = math.lcm(*((part.points * 10**part.places).numerator for part in parts))
    units = [part.marks * Int.of(int(over / (part.points * 10**part.places))) for part in parts]
    if len(units) == 1:
        return Ratio(units[0], Int.of(over))
    # Both skip NULLs, and so what dropped out.
    sql = f"{'least' if least else 'greatest'}({', '.join(unit.sql for unit in units)})"
    low, high = min(unit.low for unit in units), max(unit.high for unit in units)
    nullable = all(unit.nullable for unit in units)
    # One wide among them makes all wide: DuckDB takes the widest type.
    return Ratio(Int(sql, low, high, nullable, max(unit.width for unit in units)), Int.of(over))


def hits(parts: Sequence[Part], conditions: Sequence[str]) -> Ratio:
    """The weight of those whose condition holds; what has no marks holds none."""
    over = math.lcm(*(part.weight.denominator for part in parts))
    units = [
        choose([(condition, Int.of(int(part.weight * over)))], Int.of(0))
        for part, condition in zip(parts, conditions, strict=True)
    ]
    return Ratio(total(units), Int.of(over))
