"""Floors: what DuckDB takes to read the same numbers and add them up, with no marks at all.

python -m benchmarks.peers.in_duckdb wide|long WORK INPUT OUTPUT
"""

from __future__ import annotations

import sys

import duckdb

from benchmarks.tree import Work
from benchmarks.works import WORKS


def wide(work: Work, source: str, target: str) -> None:
    """The sum of each column."""
    sums = ", ".join(f"sum({leaf.metric}) AS {leaf.metric}" for leaf in work.leaves)
    duckdb.execute(f"COPY (SELECT {sums} FROM '{source}') TO '{target}' (FORMAT parquet)")


def long(work: Work, source: str, target: str) -> None:
    """The sum of each jurisdiction's values."""
    del work
    duckdb.execute(
        f"COPY (SELECT jurisdiction, sum(value) AS value FROM '{source}' GROUP BY jurisdiction) "
        f"TO '{target}' (FORMAT parquet)"
    )


if __name__ == "__main__":
    {"wide": wide, "long": long}[sys.argv[1]](WORKS[sys.argv[2]], *sys.argv[3:])
