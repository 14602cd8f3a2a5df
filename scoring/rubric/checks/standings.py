"""Standings: each with a code of its own, and levels that can be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Problem
from scoring.rubric.checks.whole import Whole
from scoring.words import Text


def codes(whole: Whole) -> Iterator[Problem]:
    """Each standing has a code of its own."""
    seen: set[str] = set()
    for n, standing in enumerate(whole.rubric.standings):
        if standing.standing in seen:
            expected, hint = Text("每个代码只用一次", "each code once"), Text("改其一", "change one of them")
            yield whole.problem(("standings", n, "standing"), "duplicate_standing", standing.standing, expected, hint)
        seen.add(standing.standing)


def levels(whole: Whole) -> Iterator[Problem]:
    """Levels are named once each, and there are several where one can rise."""
    for n, standing in enumerate(whole.rubric.standings):
        twice = [name for m, name in enumerate(standing.levels) if name in standing.levels[:m]]
        if twice:
            expected = Text("每级一个名称", "each level its own name")
            yield whole.problem(("standings", n, "levels"), "duplicate_level", twice[0], expected)
        if standing.rise and len(standing.names) < 2:
            expected = Text("两级以上的 levels", "levels, two or more")
            hint = Text("补上 levels，或删去 rise", "add levels, or remove rise")
            yield whole.problem(("standings", n, "rise"), "nowhere_to_rise", standing.rise, expected, hint)


CHECKS = (codes, levels)
