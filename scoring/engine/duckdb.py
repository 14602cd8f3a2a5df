"""The DuckDB back end, the only place that imports duckdb: an in-process session that runs compiled steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb
import polars as pl

from scoring.errors import EngineFault
from scoring.sql.exact import quote
from scoring.sql.steps import Step
from scoring.words import Text


class Session:
    """One in-memory database: named input relations, the steps run over them, and queries of the result.

    Nothing is fetched and no file is read by it: extensions stay off and external access is shut.
    """

    def __init__(self, threads: int | None = None) -> None:
        config: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "enable_external_access": "false",
            # Planning hundreds of columns through dozens of steps is most of a small run, and this most of planning.
            "disabled_optimizers": "statistics_propagation",
        }
        if threads:
            config["threads"] = threads
        self._connection = duckdb.connect(":memory:", config=config)

    def load(self, relations: Mapping[str, pl.DataFrame]) -> None:
        """Make frames known under their names; they are scanned where they lie, not copied."""
        for name, frame in relations.items():
            self._connection.register(name, frame.to_arrow())

    def run(self, steps: Iterable[Step]) -> None:
        """Run steps in order.

        Raises:
            EngineFault: a step failed; the message holds its name and its SQL.
        """
        pending: list[Step] = []
        for step in steps:
            if step.work:
                worked = step.work(self.frame(step.sql, step.name))
                self.load({step.name: worked})
                continue
            if not step.kept:
                pending.append(step)
                continue
            # One statement up to each kept step: DuckDB then plans the whole chain once and stores none of it.
            sql = _chain(pending) + step.sql
            self._execute(step.name, f"CREATE OR REPLACE TEMP TABLE {quote(step.name)} AS\n{sql}")
            pending = []

    def frame(self, sql: str, name: str = "query") -> pl.DataFrame:
        """The rows of a query.

        Raises:
            EngineFault: it failed.
        """
        try:
            frame = pl.from_arrow(self._connection.sql(sql).to_arrow_table())
        except duckdb.Error as error:
            raise _fault(name, sql, error) from error
        if not isinstance(frame, pl.DataFrame):
            raise TypeError("a query gives a table")
        return frame

    def _execute(self, name: str, sql: str) -> None:
        try:
            self._connection.execute(sql)
        except duckdb.Error as error:
            raise _fault(name, sql, error) from error


def _chain(pending: Iterable[Step]) -> str:
    """The steps not stored, as names for the query that follows."""
    parts = ",\n".join(f"{quote(part.name)} AS (\n{part.sql}\n)" for part in pending)
    return f"WITH {parts}\n" if parts else ""


def _fault(name: str, sql: str, error: duckdb.Error) -> EngineFault:
    words = Text("计算步骤“{name}”失败：{error}", "step '{name}' failed: {error}")
    return EngineFault(words.with_(name=name, error=str(error).splitlines()[0]), name, sql)


def version() -> str:
    """The version of DuckDB, for the provenance of a run."""
    return duckdb.__version__
