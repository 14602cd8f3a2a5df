"""The line kernel: marks grow or fall piecewise linearly with the value, and stay level beyond the ends."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio, choose

Knot = tuple[Fraction, Fraction]


def line(value: Ratio, knots: Sequence[Knot], worth: Worth) -> Int:
    """Marks on the line through the knots (value, share of full marks), level before the first and after the last.

    Args:
        value: the exact value.
        knots: at least one, by rising value.
        worth: full marks and rounding.
    """
    arms = [(value.compare("<=", Ratio.of(knots[0][0])), worth.fixed(knots[0][1]))]
    for (x0, y0), (x1, y1) in pairwise(knots):
        slope = (y1 - y0) / (x1 - x0)
        share = value * Ratio.of(slope) + Ratio.of(y0 - slope * x0)
        marks = worth.share(share)
        # Within this arm the value lies between the knots, so the marks do too: tighter than the bounds of the value.
        ends = sorted((worth.fixed(y0).low, worth.fixed(y1).low))
        marks = Int(marks.sql, ends[0], ends[1], marks.nullable)
        arms.append((value.compare("<", Ratio.of(x1)), marks))
    return choose([*arms, (value.known, worth.fixed(knots[-1][1]))], None)
