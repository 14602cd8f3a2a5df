"""Which records each kind of evidence reads, and what it names of them.

The methods live in a room above, so those who check names and those who read tables know them here, by their keys and
their parameters' names alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

RATED: Mapping[str, str] = {"panel": "items", "judgement": "item"}
"""Kinds of evidence that read judges' marks, and the parameter by which each names its items."""

READ_BY: Mapping[str, tuple[str, ...]] = {
    "desk_review": ("desk_review", "checklist"),
    "marks": tuple(RATED),
    "reports": ("schedule",),
}
"""Kinds of evidence that read a kind of table, where they are called otherwise than the table."""


def readers(table: str) -> tuple[str, ...]:
    """The kinds of evidence that read a kind of table.

    >>> readers("reports"), readers("events")
    (('schedule',), ('events',))
    """
    return READ_BY.get(table, (table,))


def rated_by(evidence: Any) -> tuple[str, ...]:
    """The items of score sheets that a panel or a judgement reads."""
    named = getattr(evidence, RATED[evidence.key])
    return (named,) if isinstance(named, str) else tuple(named)
