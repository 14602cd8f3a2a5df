"""Scales by the occurrence: so many marks for each, added up or taken off."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.oracle.arithmetic import number
from tests.oracle.scales.given import Case, Given, award, held, instead, rule, target


def counted(taken: Fraction, asked: dict[str, Any], case: Case) -> Given:
    """Marks added up from none, or taken off full marks, between the limits."""
    deducted = asked.get("deduct", "no") in ("true", "yes")
    return held(case.points - taken if deducted else taken, asked, case)


@rule
def tally(asked: Any, case: Case) -> Given:
    """So many marks for each one."""
    return counted(award(asked["each"], case) * case.value, asked, case)


@rule
def escalating(asked: Any, case: Case) -> Given:
    """The first amount for the first, the second for the second, the last for every further one."""
    times = max(case.value.numerator // case.value.denominator, 0)
    amounts = [award(amount, case) for amount in asked["amounts"]]
    return counted(sum((amounts[min(n, len(amounts) - 1)] for n in range(times)), Fraction(0)), asked, case)


@rule
def per_quantum(asked: Any, case: Case) -> Given:
    """So many marks for every so many; a part of one is dropped, or counts in full."""
    batches = max(case.value / number(asked["every"]), Fraction(0))
    whole = batches.numerator // batches.denominator
    if asked["part"] == "full" and whole != batches:
        whole += 1
    return counted(award(asked["each"], case) * whole, asked, case)


@rule
def averaged(asked: Any, case: Case) -> Given:
    """So many marks for every one in so many units."""
    units = target(asked["over"], case)
    if units is None:
        return "not_assessed"
    if units <= 0:
        return instead(asked["none"], case)
    return counted(award(asked["each"], case) * case.value * number(asked.get("per", "1")) / units, asked, case)
