"""Scales whose marks grow or fall with the value."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from tests.oracle.arithmetic import clamp, number, on_grid, snapped
from tests.oracle.scales.given import Case, Given, award, held, instead, rule, target


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


@rule
def inverse(asked: Any, case: Case) -> Given:
    """Full marks up to the target; above it points × target ÷ value."""
    aim = target(asked["target"], case)
    if aim is None:
        return "not_assessed"
    if aim <= 0:
        return instead(asked["zero_target"], case)
    return case.points if case.value <= aim else case.points * aim / case.value


@rule
def control(asked: Any, case: Case) -> Given:
    """Full marks up to the target; above it points × (2 − value ÷ target), until none are left."""
    aim = target(asked["target"], case)
    if aim is None:
        return "not_assessed"
    if aim <= 0:
        return instead(asked["zero_target"], case)
    return case.points * clamp(2 - case.value / aim, 0, 1)


@rule
def goalposts(asked: Any, case: Case) -> Given:
    """On the line from one award at the worst value to another at the best; level beyond unless it runs on."""
    worst, best = target(asked["worst"], case), target(asked["best"], case)
    if worst is None or best is None:
        return "not_assessed"
    if worst == best:
        return instead(asked["equal_posts"], case)
    return between(worst, best, asked, case, clamped=asked.get("clamp", "yes") in ("yes", "true"))


def between(worst: Fraction, best: Fraction, asked: Any, case: Case, *, clamped: bool) -> Fraction:
    """The award `from` at the worst, `to` at the best, in proportion between."""
    low, high = award(asked.get("from", "0"), case), award(asked.get("to", "100%"), case)
    along = (case.value - worst) / (best - worst)
    return low + (high - low) * (clamp(along, 0, 1) if clamped else along)


def whole(steps: Fraction, way: str) -> Fraction:
    """Steps as they count: all of them, without the part of one, or down to the lower whole one."""
    if way == "continuous":
        return steps
    down = Fraction(steps.numerator // steps.denominator)
    return down if way == "floor" or steps >= 0 or down == steps else down + 1


@rule
def base_step(asked: Any, case: Case) -> Given:
    """An award at the target, and so much more or less for each step above or below it."""
    aim = target(asked["target"], case)
    if aim is None:
        return "not_assessed"
    steps = whole((case.value - aim) / number(asked.get("step", "1")), asked.get("steps", "continuous"))
    each = asked.get("above", "0") if steps >= 0 else asked.get("below", "0")
    return held(award(asked.get("at_target", "100%"), case) + award(each, case) * abs(steps), asked, case)


@rule
def segments(asked: Any, case: Case) -> Given:
    """Each segment counts what lies in it at its own rate, on top of the award at the start."""
    start, step = number(asked["parts"][0]["from"]), number(asked.get("step", "1"))
    reached = start + step * whole((case.value - start) / step, asked.get("steps", "continuous"))
    marks = award(asked.get("at_start", "0"), case)
    for part in asked["parts"]:
        low = number(part["from"])
        high = min(reached, number(part["to"])) if "to" in part else reached
        marks += max(high - low, Fraction(0)) / step * award(part["each"], case)
    return held(marks, asked, case)


@rule
def interval(asked: Any, case: Case) -> Given:
    """Full marks from low to high, both included; outside, each step takes off so much."""
    low, high = target(asked["low"], case), target(asked["high"], case)
    if low is None or high is None:
        return "not_assessed"
    step, way = number(asked.get("step", "1")), asked.get("steps", "continuous")
    marks = case.points
    if case.value < low:
        marks += award(asked["below"], case) * abs(whole((case.value - low) / step, way))
    elif case.value > high:
        marks += award(asked["above"], case) * whole((case.value - high) / step, way)
    return held(marks, asked, case)


@rule
def exponential_efficacy(asked: Any, case: Case) -> Given:
    """The base at the value not allowed, full marks at the satisfactory one, base^(1 − part of the way) everywhere."""
    low, high = number(asked["not_allowed"]), number(asked["satisfactory"])
    base, exponent = number(asked.get("base", "60%")), 1 - (on_grid(case.value) - low) / (high - low)
    with localcontext(prec=100):
        power = Fraction((decimal(exponent) * decimal(base).ln()).exp())
    return held(snapped(case.points * power), asked, case, least="none", most="none")


def decimal(exact: Fraction) -> Decimal:
    """A number to the digits of the context."""
    return Decimal(exact.numerator) / Decimal(exact.denominator)
