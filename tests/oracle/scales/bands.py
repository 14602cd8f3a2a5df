"""Scales by bands: the first condition that holds says what is given."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.oracle.arithmetic import number
from tests.oracle.scales.given import Case, Given, award, gives, rule, target

MET: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "at_least": operator.ge,
    "more_than": operator.gt,
    "at_most": operator.le,
    "less_than": operator.lt,
}


@rule
def threshold(asked: Any, case: Case) -> Given:
    """Full marks where the target is met, none otherwise."""
    ((edge, written),) = asked.items()
    bound = target(written, case)
    if bound is None:
        return "not_assessed"
    return case.points if MET[edge](case.value, bound) else Fraction(0)


@rule
def zero_occurrence(asked: Any, case: Case) -> Given:
    """Full marks where none occurred."""
    del asked
    return case.points if case.value == 0 else Fraction(0)


@rule
def bands(asked: Any, case: Case) -> Given:
    """What the first band reached gives, else the rest."""
    edge = next(name for name in MET if name in asked)
    rungs = [(number(bound), given) for bound, given in asked[edge].items()]
    for bound, given in sorted(rungs, key=lambda rung: rung[0], reverse=edge in ("at_least", "more_than")):
        if MET[edge](case.value, bound):
            return gives(given, case)
    return gives(asked["else"], case)


@rule
def trend(asked: Any, case: Case) -> Given:
    """What a change earns, and standing at the best."""
    sign = 1 if asked["wanted"] == "up" else -1
    if case.value * sign > 0:
        return case.points
    if "best" in asked and case.level is not None and (case.level - number(asked["best"])) * sign >= 0:
        return case.points
    return award(asked["flat"] if case.value == 0 else asked.get("worse", "0"), case)
