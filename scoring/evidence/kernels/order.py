"""The order kernel: a record's place among others, so that ends are dropped, the highest kept, ranks given."""

from __future__ import annotations

from collections.abc import Sequence


def place(among: Sequence[str], order: str) -> str:
    """Its number in an order, from 1; which of two alike comes first does not matter to what is made of them.

    >>> place(["item"], "mark DESC")
    'row_number() OVER (PARTITION BY item ORDER BY mark DESC)'
    """
    return f"row_number() OVER (PARTITION BY {', '.join(among)} ORDER BY {order})"


def rank(among: Sequence[str], order: str) -> str:
    """Its rank in an order, from 1: those alike share a rank, and as many ranks after it stay empty."""
    return f"rank() OVER (PARTITION BY {', '.join(among)} ORDER BY {order})"


def count(among: Sequence[str]) -> str:
    """How many there are."""
    return f"count(*) OVER (PARTITION BY {', '.join(among)})"
