"""The DuckDB back end, the only place that imports duckdb: an in-process session that runs compiled steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa

from scoring.engine.parquet import written
from scoring.engine.session import Query
from scoring.engine.stream import ROWS, Stream
from scoring.errors import EngineFault
from scoring.sql.exact import quote
from scoring.sql.scan import Relation, Scan
from scoring.sql.steps import Step
from scoring.words import Text

_BUFFER = "24MB"


class Session:
    """One in-memory database: named input relations, the steps run over them, and queries of the result.

    Nothing is fetched, and it reads and writes no file: extensions stay off, and external access is shut.
    """

    def __init__(self, threads: int | None = None) -> None:
        config: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            # Planning hundreds of columns through dozens of steps is most of a small run, and this most of planning.
            "disabled_optimizers": "statistics_propagation",
            "enable_external_access": "false",
        }
        if threads:
            config["threads"] = threads
        self._connection = duckdb.connect(":memory:", config=config)

    def load(self, relations: Mapping[str, Relation]) -> None:
        """Make frames, and what stays in its file, known under their names; neither is copied."""
        for name, one in relations.items():
            if isinstance(one, Scan):
                self._view(name, one)
            else:
                self._connection.register(name, one.to_arrow())

    def _view(self, name: str, scan: Scan) -> None:
        """A view of a file, which is read anew by every query."""
        stream = Stream(scan)
        self._connection.register(f"{name} file", stream)
        columns = ", ".join(f"{sql} AS {quote(column)}" for column, sql in stream.columns(scan).items())
        sql = f"SELECT {columns} FROM {quote(f'{name} file')}"
        if scan.rest is not None:
            self._connection.register(f"{name} rest", scan.rest.to_arrow())
            sql += f" UNION ALL BY NAME SELECT * FROM {quote(f'{name} rest')}"
        self._connection.execute(f"CREATE VIEW {quote(name)} AS {sql}")

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
        if pending:
            last = pending.pop()
            self._execute(last.name, f"CREATE OR REPLACE TEMP VIEW {quote(last.name)} AS\n{_chain(pending)}{last.sql}")

    def save(self, query: Query, path: Path, aside: Sequence[str]) -> pl.DataFrame:
        """Write the rows of a query to a Parquet file, in their order, a part at a time; some columns are handed back.

        Raises:
            EngineFault: it failed.
            OSError: it cannot be written there.
        """
        try:
            # Both threads go on working while a part is written.
            self._connection.execute(f"SET streaming_buffer_size = '{_BUFFER}'")
            told = written(self._connection.sql(query.sql).to_arrow_reader(ROWS), query.types, path, aside)
        except duckdb.Error as error:
            raise _fault("save", query.sql, error) from error
        pa.default_memory_pool().release_unused()
        return told

    def blocks(self, sql: str, rows: int, name: str) -> Iterator[pl.DataFrame]:
        """The rows of a query, about so many at a time.

        Raises:
            EngineFault: it failed.
        """
        try:
            for batch in self._connection.sql(sql).to_arrow_reader(rows):
                yield pl.DataFrame(pa.Table.from_batches([batch]))
        except duckdb.Error as error:
            raise _fault(name, sql, error) from error

    def columns(self, relation: str) -> list[str]:
        """The names of a relation's columns."""
        return list(self._connection.sql(f"FROM {relation} LIMIT 0").columns)

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
