"""The tally kernel: marks by the occurrence, counted up from none or down from full marks."""

from __future__ import annotations

from scoring.scale.award import Award
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio


def tally(taken: Ratio, worth: Worth, *, deduct: bool) -> Int:
    """The marks all occurrences come to, added up or taken off full marks, rounded once.

    Args:
        taken: exact marks for all of them together.
        worth: full marks and rounding.
        deduct: whether they are taken off full marks.
    """
    return worth.marks(Ratio.of(worth.points) - taken if deduct else taken)


def held(marks: Int, worth: Worth, least: Award | None, most: Award | None) -> Int:
    """Marks held between limits, each None where there is none; limits are rounded as marks are."""
    if least is not None:
        marks = marks.at_least(worth.exact(least.of(worth.points)))
    if most is not None:
        marks = marks.at_most(worth.exact(most.of(worth.points)))
    return marks
