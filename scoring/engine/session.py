"""What a back end offers: relations by name, steps run over them, and queries of what they made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import polars as pl

from scoring.sql.steps import Step


class Session(Protocol):
    """The relations of one run. Steps and queries are written in DuckDB's SQL, whichever engine runs them."""

    def load(self, relations: Mapping[str, pl.DataFrame]) -> None:
        """Make frames known under their names."""

    def run(self, steps: Iterable[Step]) -> None:
        """Run steps in order.

        Raises:
            EngineFault: a step failed; the message holds its name and its SQL.
        """

    def frame(self, sql: str, name: str = "query") -> pl.DataFrame:
        """The rows of a query.

        Raises:
            EngineFault: it failed.
        """
