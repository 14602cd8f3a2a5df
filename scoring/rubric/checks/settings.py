"""What is inherited: a policy for every state, rounding steps, coverage."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import get_args

from scoring.errors import Problem
from scoring.rubric.checks.whole import Placed, Whole
from scoring.rubric.document import Where
from scoring.rubric.model import Item, Node, Settings
from scoring.rubric.nearest import did_you_mean, listed
from scoring.rubric.values import Fill, Rounding, State, rounding_for, write_number
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
        limits = {"points": whole.points(placed.item.code), "floor": placed.item.floor, "ceiling": placed.item.ceiling}
        for key, marks in limits.items():
            if _sound(step) and isinstance(marks, Fraction) and (marks / step).denominator != 1:
                yield whole.problem(
                    (*placed.where, key),
                    f"{key}_off_step",
                    write_number(marks),
                    Text("{step} 的整数倍", "a multiple of {step}").with_(step=write_number(step)),
                    Text(
                        "满分与上下限须能按取整步长表示", "full marks and limits must be marks that rounding can give"
                    ),
                )


def limits_in_order(whole: Whole) -> Iterator[Problem]:
    """The least a mark may be is not above the most."""
    for placed in whole.placed:
        floor, ceiling = placed.item.floor, placed.item.ceiling
        most = whole.points(placed.item.code) if ceiling is None else ceiling
        if isinstance(floor, Fraction) and isinstance(most, Fraction) and floor > most:
            yield whole.problem(
                (*placed.where, "floor"),
                "floor_above_ceiling",
                f"{write_number(floor)} > {write_number(most)}",
                Text("最低分不高于最高分", "a floor not above the ceiling"),
                Text("核对 floor 与 ceiling", "check floor and ceiling"),
            )


def step_of(whole: Whole, placed: Placed) -> Fraction:
    """The step an item's marks are rounded to: its own, the inherited one, else the working unit of 10^-9 marks."""
    own = placed.item.round if placed.item.round is not None else whole.settings_of(placed).round
    return rounding_for(own, whole.points(placed.item.code) or Fraction(0)).to or Fraction(1, FINEST)


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
    given: list[tuple[Where, tuple[Rounding, ...] | None]] = [(("settings", "round"), whole.rubric.settings.round)]
    for placed in whole.placed:
        given.append(((*placed.where, "round"), placed.item.round))
        if isinstance(placed.item, Node):
            given.append(((*placed.where, "settings", "round"), placed.item.settings.round))
    for where, roundings in given:
        for rounding in roundings or ():
            if rounding.to is not None:
                yield where, rounding.to


def nodes_filled_with_marks(whole: Whole) -> Iterator[Problem]:
    """A branch has no value of its own: its gap is filled with marks."""
    for placed in whole.placed:
        if not isinstance(placed.item, Node):
            continue
        for state in get_args(State):
            policy = getattr(placed.item, state)
            if isinstance(policy, Fill) and policy.at == "value":
                expected = Text("at: score", "at: score")
                hint = Text("分支没有自己的取值，只能填补得分", "a branch has no value of its own, only marks")
                yield whole.problem((*placed.where, state, "at"), "node_without_value", "value", expected, hint)


def filled_among(whole: Whole) -> Iterator[Problem]:
    """A gap is filled with the mean of a group that the roster has."""
    given: list[tuple[Where, Settings | Item]] = [(("settings",), whole.rubric.settings)]
    for placed in whole.placed:
        given.append((placed.where, placed.item))
        if isinstance(placed.item, Node):
            given.append(((*placed.where, "settings"), placed.item.settings))
    for where, part in given:
        for state in get_args(State):
            policy = getattr(part, state)
            if isinstance(policy, Fill) and policy.among not in ("all", *whole.roster):
                yield whole.problem(
                    (*where, state, "among"),
                    "unknown_group",
                    policy.among,
                    Text("all 或名册中的一列", "all, or a column of the roster"),
                    did_you_mean(policy.among, ["all", *whole.roster]),
                )


def _sound(step: Fraction) -> bool:
    return step > 0 and _decimal(step) and _decimal(1 / step) and (step * FINEST).denominator == 1


def _decimal(number: Fraction) -> bool:
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


CHECKS = (
    policies_resolved,
    rounding_steps,
    points_fit_steps,
    limits_in_order,
    filled_among,
    nodes_filled_with_marks,
    coverage_share,
)
