"""A `change` as a spreadsheet formula over the cells of this period and of earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from scoring.manual.row import Facts, Row
from scoring.rubric.change import Change
from scoring.rubric.example import LAST_YEAR
from scoring.rubric.expression import Expression
from scoring.rubric.spreadsheet import literal, spelled
from scoring.rubric.values import State


def change_formula(change: Change, expression: Expression, facts: Facts, row: int) -> str:
    """What the change comes to in a row; empty where it has none."""
    most = LAST_YEAR - min(year for _, _, year in facts.written)
    now, *before = [spelled(expression, Row(facts, row, back)) for back in (0, *change.backs(most))]
    base, moved = _moved(change, [now, *before])
    # Twelve decimals: what did not move must be exactly zero, in doubles too.
    made = f"ROUND({moved},12)"
    if base:
        made = f"IF({base}=0,{_outcome(change.baseline_zero)},{made})"
    known = f"{'OR' if change.against == 'best_before' else 'AND'}({_are_numbers(before)})"
    return f'IF(ISNUMBER({now}),IF({known},{made},{_outcome(change.no_history)}),"")'


def _moved(change: Change, cells: Sequence[str]) -> tuple[str, str]:
    """What growth starts from (empty where it is no growth), and the change."""
    n = change.periods or 1
    if change.reading == "steps":
        sign = ">" if change.wanted == "up" else "<"
        flat = literal(change.flat or Fraction(0))
        steps = [f"IF({one}{sign}{base},1,IF({one}={base},{flat},0))" for one, base in pairwise(cells)]
        return "", f"AVERAGE({','.join(steps)})"
    if change.reading == "mean_of_changes":
        grown = change.measure == "growth"
        steps = [f"{one}/{base}-1" if grown else f"{one}-{base}" for one, base in pairwise(cells)]
        return f"PRODUCT({','.join(cells[1:])})" if grown else "", f"AVERAGE({','.join(steps)})"
    one, base = cells[0], cells[-1]
    if change.reading == "compound":
        return base, f"(({one}/{base})^(1/{n})-1)"
    if change.reading == "means":
        one, base = (f"AVERAGE({','.join(part)})" for part in (cells[:n], cells[n:]))
    elif change.against == "mean_before":
        base = f"AVERAGE({','.join(cells[1:])})"
    elif change.against == "best_before":
        base = f"{'MAX' if change.best == 'high' else 'MIN'}({','.join(cells[1:])})"
    return (base, f"{one}/{base}-1") if change.measure == "growth" else ("", f"{one}-{base}")


def _are_numbers(cells: Sequence[str]) -> str:
    return ",".join(f"ISNUMBER({cell})" for cell in cells)


def _outcome(outcome: State | Fraction | None) -> str:
    return literal(outcome) if isinstance(outcome, Fraction) else '""'
