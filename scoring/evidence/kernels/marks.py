"""Judges' marks as SQL: which of them count, and how one is said."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from scoring.evidence.kernels.answers import any_of
from scoring.rubric.declarations import Rated
from scoring.rubric.model import Rubric

MICRO = 10**6
"""Marks stand in files and frames in whole 10^-6."""

VOID = "coalesce(void, FALSE)"


def rated(rubric: Rubric) -> Mapping[str, Rated]:
    """Every item of the rubric's score sheets, by its code."""
    return {code: one for panel in rubric.panels.values() for code, one in panel.items.items()}


def judges_of(rubric: Rubric, items: Collection[str]) -> tuple[str, ...]:
    """The judges who may mark any of the items; none where their sheets name none."""
    return tuple(judge for panel in rubric.panels.values() if panel.items.keys() & set(items) for judge in panel.judges)


def valid(judges: Sequence[str] = ()) -> str:
    """The condition that a mark counts."""
    return f"(NOT {VOID} AND mark IS NOT NULL AND {any_of('judge', judges)})"


SAID = (
    f"(CASE WHEN mark < 0 THEN '-' ELSE '' END || (abs(mark) // {MICRO}) || CASE WHEN mark % {MICRO} = 0 THEN '' "
    f"ELSE '.' || rtrim(lpad(CAST(abs(mark) % {MICRO} AS VARCHAR), 6, '0'), '0') END)"
)
"""A mark as a decimal, without zeros at its end."""
