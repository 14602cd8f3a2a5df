"""Marks in proportion: to a value over a goal, or to a goal over the value."""

from __future__ import annotations

from fractions import Fraction

from scoring.scale.kernels.line import End, Knot, line
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio

_NOTHING = Fraction(0)


def toward(value: Ratio, goal: Ratio, marks: Fraction, worth: Worth, *, above: End = "level") -> Int:
    """`marks` × value ÷ goal: none at zero and below, so many at the goal, as many or ever more beyond it."""
    return line(value, [Knot.of(0, _NOTHING), Knot(goal, marks)], worth, above=above)


def away(value: Ratio, goal: Ratio, marks: Fraction, worth: Worth, *, above: End = "level") -> Int:
    """`marks` × goal ÷ value: so many at the goal, fewer the greater the value; the caller deals with zero."""
    return line(goal / value, [Knot.of(0, _NOTHING), Knot.of(1, marks)], worth, above=above)
