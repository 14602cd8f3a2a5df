"""Scales whose marks grow or fall with the value."""

from __future__ import annotations

from typing import Any

from tests.oracle.arithmetic import clamp
from tests.oracle.scales.given import Case, Given, instead, rule, target


@rule
def share(asked: Any, case: Case) -> Given:
    """Points × the share earned, which is between none and all."""
    del asked
    return case.points * clamp(case.value, 0, 1)


@rule
def proportional(asked: Any, case: Case) -> Given:
    """Full marks at the target, in proportion to it below, never less than none."""
    aim = target(asked["target"], case)
    if aim is None:
        return "not_assessed"
    if aim <= 0:
        return instead(asked["zero_target"], case)
    return case.points * clamp(case.value / aim, 0, 1)
