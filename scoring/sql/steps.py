"""What a compiled rubric is: named SQL steps, in order, each reading relations made before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Step:
    """One named relation and the SELECT that makes it; `kept` ones are stored, others are only names for a query.

    Where `work` is given the relation is what it makes of the SELECT's rows: exact arithmetic that no SQL type holds
    (a root decided at a rounding boundary, a percentile of long fractions). Such a step reads kept relations only.
    """

    name: str
    sql: str
    kept: bool = False
    work: Callable[[pl.DataFrame], pl.DataFrame] | None = None


def select(columns: Mapping[str, str], source: str, *, everything: bool = True, but: Iterable[str] = ()) -> str:
    """A SELECT of named expressions, one a line so that a failing step can be read.

    Args:
        columns: expressions by the name they get.
        source: the relation they read.
        everything: whether the source's own columns go along.
        but: those of them that have been used up; each column carried on is planned again at every later step.

    >>> print(select({"b": "a + 1"}, "t"))
    SELECT *,
      a + 1 AS "b"
    FROM t
    """
    names = [f'{expression} AS "{name}"' for name, expression in columns.items()]
    dropped = ", ".join(f'"{name}"' for name in but)
    carried = ["*" + (f" EXCLUDE ({dropped})" if dropped else "")] if everything else []
    return "SELECT " + ",\n  ".join(carried + names) + f"\nFROM {source}"
