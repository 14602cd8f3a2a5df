"""Whole steps of a line: how many lie between two values, and what becomes of a part of one."""

from __future__ import annotations

from typing import Final, Literal

from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio, choose

Steps = Literal["continuous", "truncate", "floor"]
"""What a part of a step counts: in proportion, nothing (toward where counting starts), or as the lower whole step."""

ROUNDINGS: Final = {"truncate": "ROUNDDOWN(ROUND({n},10),0)", "floor": "INT(ROUND({n},10))"}


def counted(steps: Ratio, way: Steps) -> Ratio:
    """A number of steps as it counts."""
    if way == "continuous":
        return steps
    if way == "truncate" or steps.top.low >= 0:
        return Ratio(steps.rounded(0, way="down"), Int.of(1))
    # Below zero the lower whole step is the one further off.
    lower = choose([(steps.against_zero("<"), steps.rounded(0, way="up"))], steps.rounded(0, way="down"))
    return Ratio(lower, Int.of(1))


def counted_sheet(steps: str, way: Steps) -> str:
    """The same as a spreadsheet formula."""
    return steps if way == "continuous" else ROUNDINGS[way].format(n=steps)


def stepped(steps: Ratio, start: Ratio, above: Ratio, below: Ratio, worth: Worth) -> Int:
    """`start` marks, and for every step above or below zero `above` or `below` marks more (less, where negative)."""
    low = worth.marks(start - steps * below)
    return choose(
        [(steps.against_zero("<"), low), (steps.against_zero(">="), worth.marks(start + steps * above))], None
    )
