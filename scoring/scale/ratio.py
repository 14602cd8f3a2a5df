"""Marks in proportion: to a value over a goal, or to a goal over the value."""

from __future__ import annotations

from fractions import Fraction

from scoring.scale.kernels.line import End, Knot, line
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio, choose

_NOTHING = Fraction(0)


def toward(value: Ratio, goal: Ratio, marks: Fraction, worth: Worth, *, above: End = "level") -> Int:
    """`marks` × value ÷ goal: none at zero and below, so many at the goal, as many or ever more beyond it."""
    return line(value, [Knot.of(0, _NOTHING), Knot(goal, marks)], worth, above=above)


def away(value: Ratio, goal: Ratio, marks: Fraction, worth: Worth, *, above: End = "level") -> Int:
    """`marks` × goal ÷ value: so many at the goal, fewer the greater the value; the caller deals with zero."""
    return line(goal / value, [Knot.of(0, _NOTHING), Knot.of(1, marks)], worth, above=above)


def up_to(value: Ratio, goal: Ratio, marks: Fraction, worth: Worth) -> Int:
    """So many `marks` up to the goal, at zero and below too, and `marks` × goal ÷ value beyond it."""
    # One over zero is unknown: the best value there is must be asked for first.
    return choose([(value.compare("<=", goal), worth.exact(marks))], away(value, goal, marks, worth))
