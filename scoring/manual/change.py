"""A `change` as a spreadsheet formula over the cells of this period and of earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring.manual.row import Facts, Row
from scoring.rubric.change import Change
from scoring.rubric.change_sheet import moved
from scoring.rubric.example import LAST_YEAR
from scoring.rubric.expression import Expression
from scoring.rubric.spreadsheet import literal, spelled
from scoring.rubric.values import State


def change_formula(change: Change, expression: Expression, facts: Facts, row: int) -> str:
    """What the change comes to in a row; empty where it has none."""
    most = LAST_YEAR - min(year for _, _, year in facts.written)
    now, *before = [spelled(expression, Row(facts, row, back)) for back in (0, *change.backs(most))]
    base, difference = moved(change, [now, *before])
    # Twelve decimals: what did not move must be exactly zero, in doubles too.
    made = f"ROUND({difference},12)"
    if base:
        made = f"IF({base}=0,{_outcome(change.baseline_zero)},{made})"
    known = f"{'OR' if change.against == 'best_before' else 'AND'}({_are_numbers(before)})"
    return f'IF(ISNUMBER({now}),IF({known},{made},{_outcome(change.no_history)}),"")'


def _are_numbers(cells: Sequence[str]) -> str:
    return ",".join(f"ISNUMBER({cell})" for cell in cells)


def _outcome(outcome: State | Fraction | None) -> str:
    return literal(outcome) if isinstance(outcome, Fraction) else '""'
