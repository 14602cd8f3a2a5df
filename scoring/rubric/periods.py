"""Periods among each other: what is due when, the periods before one and the ones inside it."""

from __future__ import annotations

from typing import Literal

from scoring.rubric.change import Change
from scoring.rubric.declarations import Period
from scoring.rubric.model import Rubric


def is_due(due: tuple[str, ...], period: Period) -> bool:
    """Whether an item with that `due` is assessed in the period; no `due` means always."""
    return not due or period.kind in due or period.id in due


def looked_back(rubric: Rubric, period: Period, change: Change | None) -> tuple[Period | None, ...]:
    """The earlier periods a change is made from, the latest first; None where there is none so far back.

    Of the best before, those there are.
    """
    if change is None:
        return ()
    most = max(len(rubric.periods), period.starts.year - min(other.starts.year for other in rubric.periods))
    found = tuple(period_back(rubric, period, back, change.by) for back in change.backs(most))
    return tuple(filter(None, found)) if change.against == "best_before" else found


def period_back(rubric: Rubric, period: Period, back: int, by: Literal["period", "year"]) -> Period | None:
    """The period of its kind so many before, or the one that starts in the same month so many years before."""
    same = [other for other in rubric.periods if other.kind == period.kind and other.ends < period.starts]
    if by == "year":
        wanted = (period.starts.year - back, period.starts.month)
        return max((p for p in same if (p.starts.year, p.starts.month) == wanted), key=lambda p: p.ends, default=None)
    same.sort(key=lambda other: other.ends, reverse=True)
    return same[back - 1] if back <= len(same) else None


def sub_periods(rubric: Rubric, period: Period, kind: str) -> tuple[Period, ...]:
    """The shorter periods of a kind lying inside a period, in order of time."""
    inside = [p for p in rubric.periods if p.kind == kind and p.starts >= period.starts and p.ends <= period.ends]
    return tuple(sorted((p for p in inside if p.id != period.id), key=lambda p: p.starts))


def inner_periods(rubric: Rubric, period: Period, kind: str) -> tuple[Period, ...]:
    """The periods of a kind inside a longer one, each for a run of its own.

    A stage of the very days of a year is no part of it, nor the year of the stage: two runs could then ask each other.
    """
    days = (period.starts, period.ends)
    return tuple(p for p in sub_periods(rubric, period, kind) if (p.starts, p.ends) != days)
