"""Scales that take a value as marks, or as so far between two values that need not be the ends."""

from __future__ import annotations

from typing import Any

from tests.oracle.arithmetic import number
from tests.oracle.scales.given import Case, Given, award, held, rule


@rule
def as_given(asked: Any, case: Case) -> Given:
    """The value itself, or out of its own full marks, held."""
    full = asked if isinstance(asked, str) else asked.get("full")
    marks = case.value if full is None else case.points * case.value / number(full)
    return held(marks, {} if isinstance(asked, str) else asked, case)


@rule
def efficacy(asked: Any, case: Case) -> Given:
    """The base at the value not allowed, full marks at the satisfactory one, straight on."""
    low, high = number(asked["not_allowed"]), number(asked["satisfactory"])
    base = award(asked.get("base", "60%"), case)
    marks = base + (case.points - base) * (case.value - low) / (high - low)
    return held(marks, asked, case, least="none", most="none")
