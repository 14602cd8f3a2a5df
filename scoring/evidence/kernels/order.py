"""The order kernel: a record's place among others, so that ends are dropped, the highest kept, ranks given."""

from __future__ import annotations

from collections.abc import Sequence


def place(among: Sequence[str], order: str) -> str:
    """Its number in an order, from 1; which of two alike comes first does not matter to what is made of them.

    >>> place(["item"], "mark DESC")
    'row_number() OVER (PARTITION BY item ORDER BY mark DESC)'
    """
    return f"row_number() OVER (PARTITION BY {', '.join(among)} ORDER BY {order})"


def rank(among: Sequence[str], column: str, against: str = "TRUE") -> str:
    """Its rank by a column, the greatest first, from 1: one more than those before it; those alike share a rank.

    Args:
        among: what those it is ranked with have in common.
        column: what is compared.
        against: the condition that one is counted as before others, whether or not it is ranked itself.
    """
    counted = f"count(CASE WHEN {against} THEN 1 END)"
    alike = ", ".join([*among, column])
    # Those not after it, less those alike.
    return (
        f"1 + {counted} OVER (PARTITION BY {', '.join(among)} ORDER BY {column} DESC)"
        f" - {counted} OVER (PARTITION BY {alike})"
    )


def count(among: Sequence[str]) -> str:
    """How many there are."""
    return f"count(*) OVER (PARTITION BY {', '.join(among)})"
