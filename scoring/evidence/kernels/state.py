"""The state of a leaf, and its value, as the first of its stated outcomes that holds says."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring.rubric.values import State
from scoring.sql.exact import Ratio, choose_ratio
from scoring.sql.integer import FALSE, TRUE, decided
from scoring.sql.states import STATES, code, reported


def first_of(outcomes: Sequence[tuple[str, int | str]], state: str = "0") -> str:
    """SQL of the code that belongs to the first condition that holds; 0, reported, where none does.

    Where a `state` is given that is not 0, it stays what it is.

    >>> first_of([("n = 0", 211), ("n < 5", 212)])
    'CASE WHEN n = 0 THEN 211 WHEN n < 5 THEN 212 ELSE 0 END'
    """
    there = reported(state)
    if there == FALSE:
        return state
    arms, rest = decided([*([] if there == TRUE else [(f"{state} <> 0", state)]), *outcomes], 0)
    told = " ".join(f"WHEN {condition} THEN {code}" for condition, code in arms)
    return f"CASE {told} ELSE {rest} END" if arms else str(rest)


def settled(state: str, value: Ratio, outcomes: Sequence[tuple[str, State | Fraction, int]]) -> tuple[str, Ratio]:
    """State and value with the outcomes of conditions worked in: the first that holds decides, as state or as number.

    Args:
        state: SQL of the state's code; an outcome counts where it is 0.
        value: the value where no condition holds.
        outcomes: an SQL condition, what it comes to, and the reason of the state that is.
    """
    if not outcomes:
        return state, value
    arms: list[tuple[str, int | str]] = []
    numbers: list[tuple[str, Ratio]] = []
    for condition, outcome, reason in outcomes:
        number = outcome if isinstance(outcome, Fraction) else None
        arms.append((condition, code(STATES.index(outcome), reason) if number is None else 0))
        # A state's value is never read; it stands here so that the first outcome decides the value too.
        numbers.append((condition, Ratio.of(number or 0)))
    has_number = any(isinstance(outcome, Fraction) for _, outcome, _ in outcomes)
    return first_of(arms, state), choose_ratio(numbers, value) if has_number else value
