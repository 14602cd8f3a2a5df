"""Scales that compare a jurisdiction with its group."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.oracle.arithmetic import clamp, on_grid
from tests.oracle.scales.given import Case, Given, award, instead, rule

Compared = Callable[[Any, Case, Fraction, Callable[[str], Fraction | None]], Given]


def compared(rule_of_group: Compared) -> None:
    """A scale of the name of a rule that is given the own value, and what the statistics of the group come to.

    What is unknown of the group, or without differences, is dealt with before.
    """

    def told(asked: Any, case: Case) -> Given:
        def group(statistic: str, of: str = "value") -> Fraction | None:
            return case.formula(f"{statistic}({of} among {asked['among']})")

        low, high = group("min"), group("max")
        if low is None or high is None:
            return "not_assessed"
        if low == high and asked["constant_group"] != "by_rule":
            return instead(asked["constant_group"], case)
        return rule_of_group(asked, case, on_grid(case.value), group)

    told.__name__ = rule_of_group.__name__
    rule(told)


@compared
def min_max(asked: Any, case: Case, own: Fraction, group: Callable[[str], Fraction | None]) -> Given:
    """From the worst of the group to its best."""
    low, high = group("min"), group("max")
    assert low is not None
    assert high is not None
    part = clamp((own - low) / (high - low), 0, 1)
    first, last = award(asked.get("from", "0"), case), award(asked.get("to", "100%"), case)
    return first + (last - first) * (part if asked["best"] == "high" else 1 - part)
