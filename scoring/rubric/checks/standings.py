"""Standings: each with a code of its own, and levels that have names of their own."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Problem
from scoring.rubric.checks.whole import Whole, repeated
from scoring.words import Text


def codes(whole: Whole) -> Iterator[Problem]:
    """Each standing has a code of its own."""
    return whole.each_once("standing", [standing.standing for standing in whole.rubric.standings])


def levels(whole: Whole) -> Iterator[Problem]:
    """Levels are named once each, and there are several where one can rise."""
    for n, standing in enumerate(whole.rubric.standings):
        if twice := repeated(standing.levels):
            expected = Text("每级一个名称", "each level its own name")
            yield whole.problem(("standings", n, "levels"), "duplicate_level", standing.levels[twice[0]], expected)
        for m, name in enumerate(standing.levels):
            if not name.strip():
                expected = Text("有字的名称，空白是没有列入", "a name; a blank one says that it is not held")
                hint = Text("给这一级起名，或删去", "name the level, or remove it")
                yield whole.problem(("standings", n, "levels", m), "blank_level", name, expected, hint)
        if standing.rise and len(standing.names) < 2:
            expected = Text("两级以上的 levels", "levels, two or more")
            hint = Text("补上 levels，或删去 rise", "add levels, or remove rise")
            yield whole.problem(("standings", n, "rise"), "nowhere_to_rise", standing.rise, expected, hint)


CHECKS = (codes, levels)
