"""Marks, ours and a peer's, held against each other digit for digit before anything is timed.

python -m benchmarks.marks WORK OUR_FOLDER PEERS_FILE…

Prints how many marks of each peer were compared.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import polars as pl

from benchmarks.works import WORKS

BATCH = 40
"""Columns held at a time."""

_EXACT = pl.Decimal(38, 7)


class Unequal(Exception):
    """Two programs that were to do the same work did not."""


def ours(folder: Path) -> pl.LazyFrame:
    """The marks a run wrote to a folder, as decimals, a column an item."""
    return pl.scan_parquet(folder / "marks.parquet")


def refuse_unequal(ours: pl.LazyFrame, peer: pl.LazyFrame, nodes: Sequence[str], who: str) -> int:
    """How many marks were compared, all of them equal.

    Args:
        ours: in marks.
        peer: in hundredths.
        nodes: the codes compared.
        who: the peer's name, for the message.

    Raises:
        Unequal: with the first item and jurisdiction whose marks differ.
    """
    left, right = (_places(frame) for frame in (ours, peer))
    if not left["jurisdiction"].equals(right["jurisdiction"]):
        raise Unequal(f"{who} scored other jurisdictions: {right.height}, by our engine {left.height}")
    for start in range(0, len(nodes), BATCH):
        some = nodes[start : start + BATCH]
        by_us = ours.select(some).collect()[left["place"]]
        by_them = peer.select(some).collect()[right["place"]]
        for node in some:
            mine, theirs = (by_us[node] * 100).cast(_EXACT), by_them[node].cast(_EXACT)
            for at in mine.ne_missing(theirs).arg_true().head(1):
                words = f"{_shown(theirs[at])}, by our engine {_shown(mine[at])}"
                raise Unequal(f"{who}: {node} of {left['jurisdiction'][at]} is {words}")
    return left.height * len(nodes)


def _places(frame: pl.LazyFrame) -> pl.DataFrame:
    return frame.select("jurisdiction").with_row_index("place").sort("jurisdiction").collect()


def _shown(hundredths: Decimal | None) -> str:
    return "nothing" if hundredths is None else f"{(hundredths / 100).normalize():f}"


if __name__ == "__main__":
    nodes = WORKS[sys.argv[1]].nodes
    try:
        counted = [
            refuse_unequal(ours(Path(sys.argv[2])), pl.scan_parquet(file), nodes, Path(file).stem)
            for file in sys.argv[3:]
        ]
    except Unequal as fault:
        sys.exit(f"marks differ. {fault}")
    print(counted[0])
