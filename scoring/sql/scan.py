"""A relation that the engine reads from its file, for what need not, or would not, go through memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

NUMBER = "?number"
"""Of a scan's `rows`: the number of each row in its file, from 0. No metric is called so."""

PLACE = "?place"
"""Beside a scan's rows: the roster's `place`, which a metric may well be called."""

CELL = "{cell}"
"""Stands in `Held.of` for the column."""


def parts(path: Path) -> list[Path]:
    """The files of a table: the one, or in the order of their names those of a folder that has one in parts."""
    if not path.is_dir():
        return [path]
    inside = (one for one in path.iterdir() if one.suffix.lower() == ".parquet")
    return sorted(one for one in inside if not one.name.startswith((".", "_")))


@dataclass(frozen=True)
class Held:
    """A column as a file has it, and what is made of it.

    Attributes:
        name: what the file calls it.
        of: SQL of one cell, with `CELL` where the cell stands.
    """

    name: str
    of: str

    def sql(self, column: str) -> str:
        """The SQL, where the cell stands in a column of that name, quoted.

        >>> Held("Residents", "CAST({cell} * 100 AS BIGINT)").sql('"c 1"')
        'CAST("c 1" * 100 AS BIGINT)'
        """
        return self.of.replace(CELL, column)


@dataclass(frozen=True)
class Scan:
    """Columns of a Parquet file as a relation.

    Attributes:
        file: the file, or the folder of its parts: their rows are numbered through.
        columns: where each column of the relation is in the file.
        rows: the rows of the file that count, in its order: `NUMBER`, `jurisdiction`, and what else is known of each.
        rest: rows that were read one by one, in place of theirs in the file; columns it lacks are NULL there.
    """

    file: Path
    columns: Mapping[str, Held]
    rows: pl.DataFrame
    rest: pl.DataFrame | None = None

    def beside(self, roster: pl.DataFrame) -> Scan:
        """The same with everything that a roster says of each row's jurisdiction, and a row for everybody on it."""
        roster = roster.rename({"place": PLACE})
        if self.rest is None and self.rows["jurisdiction"].equals(roster["jurisdiction"]):
            # As it is where the roster is of who appears: nothing need be looked up.
            return replace(self, rows=self.rows.hstack(roster.drop("jurisdiction")))
        rows = self.rows.join(roster, on="jurisdiction", how="left", maintain_order="left")
        parts = (
            [] if self.rest is None else [self.rest.join(roster, on="jurisdiction", how="left", maintain_order="left")]
        )
        there = pl.concat(part["jurisdiction"] for part in (rows, *parts))
        if len(there) < roster.height:
            parts.append(roster.filter(~pl.col("jurisdiction").is_in(there.implode())))
        return replace(self, rows=rows, rest=pl.concat(parts, how="diagonal") if parts else None)


Relation = pl.DataFrame | Scan
"""What a run reads: a table in memory, or one that stays in its file."""
