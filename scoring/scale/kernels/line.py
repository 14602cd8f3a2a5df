"""The line kernel: marks grow or fall piecewise linearly with the value, level or running on beyond the ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio, choose
from scoring.sql.integer import TRUE

End = Literal["level", "on"]
"""What becomes of a line beyond its first or last knot: marks stay as they are there, or it runs on as straight."""


@dataclass(frozen=True)
class Knot:
    """A point of the line: at this value (a constant, or another for each jurisdiction) it gives these marks."""

    at: Ratio
    marks: Fraction

    @staticmethod
    def of(at: Fraction | int, marks: Fraction) -> Knot:
        """A point at a constant value."""
        return Knot(Ratio.of(at), marks)


def line(value: Ratio, knots: Sequence[Knot], worth: Worth, *, below: End = "level", above: End = "level") -> Int:
    """Marks on the line through the knots, rounded once; NULL where the value or a knot it needs is unknown.

    Args:
        value: the exact value.
        knots: by rising value, which the caller sees to where they are not constant; at least two to run on.
        worth: full marks and rounding.
        below: what becomes of it before the first knot.
        above: what becomes of it beyond the last.
    """
    first, last = knots[0], knots[-1]
    arms: list[tuple[str, Int]] = []
    if below == "level":
        arms.append((value.compare("<=", first.at), worth.exact(first.marks)))
    else:
        arms.append((value.compare("<=", first.at), worth.marks(_on(value, first, knots[1]))))
    for start, end in pairwise(knots):
        marks = worth.marks(_on(value.within(start.at.constant, end.at.constant), start, end))
        # Within this arm the value lies between the knots, so the marks do too: tighter than the bounds of the value.
        ends = sorted((worth.exact(start.marks).low, worth.exact(end.marks).low))
        arms.append((value.compare("<", end.at), replace(marks, low=ends[0], high=ends[1], line=None)))
    rest = worth.exact(last.marks) if above == "level" else worth.marks(_on(value, knots[-2], last))
    # Beyond all knots, if it is known to lie anywhere at all.
    beyond = TRUE if value.known == last.at.known == TRUE else value.compare(">=", last.at)
    return choose([*arms, (beyond, rest)], None)


def _on(value: Ratio, start: Knot, end: Knot) -> Ratio:
    """The exact marks of a value on the straight line through two knots."""
    if start.at.constant is not None and end.at.constant is not None:
        slope = (end.marks - start.marks) / (end.at.constant - start.at.constant)
        return value * Ratio.of(slope) + Ratio.of(start.marks - slope * start.at.constant)
    return (value - start.at) / (end.at - start.at) * Ratio.of(end.marks - start.marks) + Ratio.of(start.marks)
