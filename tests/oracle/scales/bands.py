"""Scales by bands: the first condition that holds says what is given."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.oracle.arithmetic import number
from tests.oracle.scales.given import Case, Given, award, gives, instead, rule, target

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


@rule
def lookup(asked: Any, case: Case) -> Given:
    """What the value listed gives, else the rest."""
    for value, given in asked["values"].items():
        if case.value == number(value):
            return gives(given, case)
    return gives(asked["else"], case)


@rule
def four_tier(asked: Any, case: Case) -> Given:
    """The bonus beyond, full marks when met, in proportion (or as said) from a share of the target on, else none."""
    aim, beyond = target(asked["target"], case), target(asked["beyond"], case)
    if aim is None:
        return "not_assessed"
    if aim <= 0 and "zero_target" in asked:
        return instead(asked["zero_target"], case)
    if beyond is None:
        return "not_assessed"
    if case.value >= beyond:
        return award(asked["bonus"], case)
    if case.value >= aim:
        return case.points
    if case.value >= aim * number(asked["from"]):
        return gives(asked["partly"], case) if "partly" in asked else case.points * case.value / aim
    return Fraction(0)


@rule
def milestones(asked: Any, case: Case) -> Given:
    """What the last stage reached gives."""
    reached = asked.get("before", "0")
    for n, stage in enumerate(asked["stages"], 1):
        if case.value >= number(stage.get("at", str(n))):
            reached = stage["gives"]
    return gives(reached, case)


@rule
def matrix(asked: Any, case: Case) -> Given:
    """The row by the value, the column by a second variable."""
    second = case.formula(asked["columns"]["of"])
    if second is None:
        return "not_assessed"
    across = next(name for name in MET if name in asked["columns"])
    down = next(name for name in MET if name in asked)
    bounds = asked["columns"][across]
    bounds = [bounds] if isinstance(bounds, str) else bounds
    column = next((n for n, bound in enumerate(bounds) if MET[across](second, number(bound))), len(bounds))
    row = next((cells for bound, cells in asked[down].items() if MET[down](case.value, number(bound))), asked["else"])
    return gives(row[column], case)


@rule
def cases(asked: Any, case: Case) -> Given:
    """What the first case that holds gives; nothing is assessed once one cannot be told."""
    for each in asked:
        truth = case.holds(each["when"]) if "when" in each else True
        if truth is None:
            return "not_assessed"
        if truth:
            return gives(each.get("gives", {key: value for key, value in each.items() if key != "when"}), case)
    raise LookupError(asked)
