"""What a back end offers: relations by name, steps run over them, and queries of what they made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl
import pyarrow as pa

from scoring.sql.scan import Relation
from scoring.sql.steps import Step


@dataclass(frozen=True)
class Query:
    """A query, and the type each of its columns is told to have; one of the same width is taken as it lies.

    A mark is a whole number in units of its last decimal, and a decimal of that scale is kept as just that.
    """

    sql: str
    types: Mapping[str, pa.DataType]


class Session(Protocol):
    """The relations of one run. Steps and queries are written in DuckDB's SQL, whichever engine runs them."""

    def load(self, relations: Mapping[str, Relation]) -> None:
        """Make frames, and what stays in its file, known under their names."""

    def run(self, steps: Iterable[Step]) -> None:
        """Run steps in order. What comes after the last one that is kept is run whenever it is asked for.

        Raises:
            EngineFault: a step failed; the message holds its name and its SQL.
        """

    def save(self, query: Query, path: Path, aside: Sequence[str]) -> pl.DataFrame:
        """Write the rows of a query as Parquet, in their order, a part at a time.

        Args:
            query: what to write.
            path: the file, or where the engine writes in parts, the folder; nothing is there yet.
            aside: columns of it that are not written, and handed back.

        Raises:
            EngineFault: it failed.
            OSError: it cannot be written there.
        """

    def blocks(self, sql: str, rows: int, name: str) -> Iterator[pl.DataFrame]:
        """The rows of a query, so many at a time.

        Raises:
            EngineFault: it failed.
        """

    def columns(self, relation: str) -> list[str]:
        """The names of a relation's columns."""

    def frame(self, sql: str, name: str = "query") -> pl.DataFrame:
        """The rows of a query.

        Raises:
            EngineFault: it failed.
        """
