"""The state of a leaf, as the first of its stated outcomes that holds."""

from __future__ import annotations

from collections.abc import Sequence


def first_of(outcomes: Sequence[tuple[str, int | str]]) -> str:
    """SQL of the code that belongs to the first condition that holds; 0, reported, where none does.

    >>> first_of([("n = 0", 211), ("n < 5", 212)])
    'CASE WHEN n = 0 THEN 211 WHEN n < 5 THEN 212 ELSE 0 END'
    """
    arms = " ".join(f"WHEN {condition} THEN {code}" for condition, code in outcomes)
    return f"CASE {arms} ELSE 0 END" if outcomes else "0"
