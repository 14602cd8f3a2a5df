"""What a compiled rubric is: named SQL steps, in order, each reading relations made before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One named relation and the SELECT that makes it; `kept` ones are stored, others are only names for a query."""

    name: str
    sql: str
    kept: bool = False


def select(columns: Mapping[str, str], source: str, *, everything: bool = True) -> str:
    """A SELECT of named expressions, one a line so that a failing step can be read.

    >>> print(select({"b": "a + 1"}, "t"))
    SELECT *,
      a + 1 AS "b"
    FROM t
    """
    names = [f'{expression} AS "{name}"' for name, expression in columns.items()]
    return "SELECT " + ",\n  ".join((["*"] if everything else []) + names) + f"\nFROM {source}"
