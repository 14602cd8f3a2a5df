"""The tally kernel: marks by the occurrence, up to a cap or down to none."""

from __future__ import annotations

from fractions import Fraction

from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio


def tally(value: Ratio, each: Fraction, worth: Worth, *, deduct: bool) -> Int:
    """`each` marks a unit of the value, counted up to full marks or down from them, rounded half-up once."""
    amount = value * Ratio.of(each)
    marks = worth.marks(Ratio.of(worth.points) - amount if deduct else amount)
    return marks.at_least(Int.of(0)).at_most(worth.fixed(Fraction(1)))
