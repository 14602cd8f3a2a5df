"""Scales by the occurrence: so many marks for each, added up or taken off."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.oracle.scales.given import Case, Given, award, held, rule


def counted(taken: Fraction, asked: dict[str, Any], case: Case) -> Given:
    """Marks added up from none, or taken off full marks, between the limits."""
    deducted = asked.get("deduct", "no") in ("true", "yes")
    return held(case.points - taken if deducted else taken, asked, case)


@rule
def tally(asked: Any, case: Case) -> Given:
    """So many marks for each one."""
    return counted(award(asked["each"], case) * case.value, asked, case)
