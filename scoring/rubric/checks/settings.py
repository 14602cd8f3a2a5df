"""What is inherited: a policy for every state, rounding steps, coverage."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import get_args

from scoring.errors import Problem
from scoring.rubric.checks.whole import Placed, Whole
from scoring.rubric.document import Where
from scoring.rubric.model import Node
from scoring.rubric.nearest import listed
from scoring.rubric.values import State, write_number
from scoring.words import Text

FINEST = 10**9


def policies_resolved(whole: Whole) -> Iterator[Problem]:
    """Every scored item says, itself or by inheritance, what each state does to the marks. One problem a state."""
    for state in get_args(State):
        open_items = [
            placed
            for placed in whole.placed
            if placed.item.role != "shown"
            and getattr(placed.item, state) is None
            and getattr(whole.settings_of(placed), state) is None
        ]
        if open_items:
            codes = [placed.item.code for placed in open_items]
            yield whole.problem(
                open_items[0].where,
                "no_policy",
                listed(codes[:5]).zh + ("…" if len(codes) > 5 else ""),
                Text("{state} 的处理：zero、rescale 或 block", "what {state} does: zero, rescale or block").with_(
                    state=state
                ),
                Text(f"在 settings 中写 {state}: …", f"write {state}: … under settings"),
            )


def rounding_steps(whole: Whole) -> Iterator[Problem]:
    """Marks are whole multiples of a step that ends in decimals and goes into a power of ten."""
    for where, step in _steps(whole):
        if not _sound(step):
            yield whole.problem(
                where,
                "rounding_step",
                write_number(step),
                Text("0.0001、0.01、0.5、1 一类的步长", "a step such as 0.0001, 0.01, 0.5 or 1"),
                Text(
                    "步长大于 0，能整除 10 的幂，最细到小数第九位",
                    "above 0, a divisor of a power of ten, no finer than 9 decimals",
                ),
            )


def points_fit_steps(whole: Whole) -> Iterator[Problem]:
    """Full marks are themselves a mark: rounding must not make them more or less."""
    for placed in whole.placed:
        step = step_of(whole, placed)
        points = placed.item.points
        if _sound(step) and points is not None and (points / step).denominator != 1:
            yield whole.problem(
                (*placed.where, "points"),
                "points_off_step",
                write_number(points),
                Text("{step} 的整数倍", "a multiple of {step}").with_(step=write_number(step)),
                Text("满分须能按取整步长表示", "full marks must be a mark that rounding can give"),
            )


def step_of(whole: Whole, placed: Placed) -> Fraction:
    """The step an item's marks are rounded to: its own, the inherited one, else the working unit of 10^-9 marks."""
    own = placed.item.round if placed.item.round is not None else whole.settings_of(placed).round
    return own if own is not None else Fraction(1, 10**9)


def coverage_share(whole: Whole) -> Iterator[Problem]:
    """Coverage is a share of points."""
    for placed in whole.placed:
        coverage = placed.item.coverage if isinstance(placed.item, Node) else None
        if coverage and not 0 <= coverage.at_least <= 1:
            yield whole.problem(
                (*placed.where, "coverage", "at_least"),
                "coverage_share",
                write_number(coverage.at_least),
                Text("0 到 1 之间的比例", "a share between 0 and 1"),
                Text("如 50%", "for instance 50%"),
            )


def _steps(whole: Whole) -> Iterator[tuple[Where, Fraction]]:
    if whole.rubric.settings.round is not None:
        yield ("settings", "round"), whole.rubric.settings.round
    for placed in whole.placed:
        if placed.item.round is not None:
            yield (*placed.where, "round"), placed.item.round
        if isinstance(placed.item, Node) and placed.item.settings.round is not None:
            yield (*placed.where, "settings", "round"), placed.item.settings.round


def _sound(step: Fraction) -> bool:
    return step > 0 and _decimal(step) and _decimal(1 / step) and (step * FINEST).denominator == 1


def _decimal(number: Fraction) -> bool:
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


CHECKS = (policies_resolved, rounding_steps, points_fit_steps, coverage_share)
