"""How a value moved, as a spreadsheet formula over the cells of this period and of earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from scoring.rubric.change import Change
from scoring.rubric.spreadsheet import literal


def moved(change: Change, cells: Sequence[str]) -> tuple[str, str]:
    """A change as a spreadsheet formula.

    Args:
        change: how it is made.
        cells: the value now, then the earlier ones it is made from, the latest first.

    Returns:
        what growth starts from, as a formula that is zero where there is none (empty where it is no growth), and the
        change.
    """
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
