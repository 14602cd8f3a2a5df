"""What stays in its file as a stream of record batches, in the file's order: nothing of it is whole in memory.

Arrow's reader takes half the time of DuckDB's own over the same file, and its rows come in their order: what else is
known of each row is laid beside it, where DuckDB would have to join it and then to restore the order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from scoring.sql.exact import quote
from scoring.sql.scan import NUMBER, Scan, parts

ROWS = 20_480
"""Rows a batch: ten of DuckDB's vectors."""

_AT_ONCE = 150_000
"""Rows of a part of a file up to which it is read as a whole, which is the faster way."""


class Stream:
    """The rows of a scan, to whoever reads Arrow streams; each reading starts anew.

    Attributes:
        schema: the file's columns, called by their turn so that no name meets another, and those of `rows`.
    """

    def __init__(self, scan: Scan) -> None:
        self._files = parts(scan.file)
        kinds = pq.read_schema(self._files[0])
        wanted = {one.name for one in scan.columns.values()}
        self._names = [name for name in kinds.names if name in wanted]
        self._numbers = scan.rows[NUMBER]
        self._beside = scan.rows.drop(NUMBER).to_arrow().combine_chunks()
        columns = [kinds.field(name).with_name(_turn(n)) for n, name in enumerate(self._names)]
        self.schema = pa.schema([*columns, *self._beside.schema])

    def columns(self, scan: Scan) -> dict[str, str]:
        """SQL over the stream of the columns of the relation."""
        turns = {name: quote(_turn(n)) for n, name in enumerate(self._names)}
        told = {name: quote(name) for name in self._beside.schema.names}
        return told | {name: held.sql(turns[held.name]) for name, held in scan.columns.items()}

    def __arrow_c_schema__(self) -> Any:
        """The columns, for Arrow's PyCapsule interface."""
        return self.schema.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """All rows from the first, for Arrow's PyCapsule interface."""
        reader = pa.RecordBatchReader.from_batches(self.schema, self._batches())
        return reader.__arrow_c_stream__(requested_schema)

    def _batches(self) -> Iterator[pa.RecordBatch]:
        before = given = 0
        for batch in self._read():
            until = self._numbers.search_sorted(before + batch.num_rows)
            if until > given:
                chosen = batch if until - given == batch.num_rows else batch.take(self._within(given, until, before))
                beside = self._beside.slice(given, until - given).to_batches()
                columns = [*chosen.select(self._names).columns, *beside[0].columns]
                yield pa.RecordBatch.from_arrays(columns, schema=self.schema)
            before, given = before + batch.num_rows, until

    def _within(self, start: int, until: int, before: int) -> pa.Array:
        return (self._numbers[start:until].cast(pl.Int64) - before).to_arrow()

    def _read(self) -> Iterator[pa.RecordBatch]:
        for part in self._files:
            with pq.ParquetFile(part, pre_buffer=False) as file:
                for group in range(file.num_row_groups):
                    if file.metadata.row_group(group).num_rows <= _AT_ONCE:
                        yield from file.read_row_group(group, columns=self._names).to_batches(ROWS)
                    else:
                        yield from file.iter_batches(ROWS, row_groups=[group], columns=self._names)


def _turn(n: int) -> str:
    return f"?{n}"
