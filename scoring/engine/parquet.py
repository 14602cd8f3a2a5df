"""Record batches to a Parquet file, a part at a time: what is written is nowhere whole in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from queue import Queue

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

_AHEAD = 1


def written(
    batches: Iterator[pa.RecordBatch], types: Mapping[str, pa.DataType], path: Path, aside: Sequence[str]
) -> pl.DataFrame:
    """Write batches, and hand back the columns that are not to be written.

    Args:
        batches: all with the same columns; those of no row are written too.
        types: the types some columns are told to have, of the width they have.
        path: the file.
        aside: columns that are handed back.

    Raises:
        OSError: it cannot be written.
    """
    kept: list[pa.RecordBatch] = []
    waiting: Queue[pa.RecordBatch | None] = Queue(_AHEAD)
    failed: list[BaseException] = []
    writer = threading.Thread(target=_write, args=(waiting, path, failed))
    writer.start()
    try:
        for batch in batches:
            if failed:
                break
            kept.append(_own(batch.select(list(aside))))
            waiting.put(_told(batch, types, aside))
    finally:
        waiting.put(None)
        writer.join()
    if failed:
        raise failed[0]
    frame = pl.from_arrow(pa.Table.from_batches(kept))
    if not isinstance(frame, pl.DataFrame):
        raise TypeError("batches give a table")
    return frame


def _own(batch: pa.RecordBatch) -> pa.RecordBatch:
    """A copy: what an engine gives is held by it as a whole, all columns of a batch, as long as one of them is."""
    return pa.ipc.read_record_batch(batch.serialize(), batch.schema)


def _write(waiting: Queue[pa.RecordBatch | None], path: Path, failed: list[BaseException]) -> None:
    try:
        first = waiting.get()
        if first is None:
            return
        with closing(_writer(path, first.schema)) as writer:
            batch: pa.RecordBatch | None = first
            while batch is not None:
                writer.write_batch(batch)
                batch = waiting.get()
    except BaseException as error:  # noqa: BLE001 - raised again in the thread that asked for it
        failed.append(error)
        while waiting.get() is not None:
            pass


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    numbers = {field.name for field in schema if _is_number(field.type)}
    others = [field.name for field in schema if field.name not in numbers]
    # Differences of neighbours take the fewest bits, and the least time, of all there is for numbers.
    return pq.ParquetWriter(
        path,
        schema,
        use_dictionary=others,
        # Of marks in no order they would help nobody to skip any.
        write_statistics=others,
        column_encoding=dict.fromkeys(numbers, "DELTA_BINARY_PACKED"),
        compression={field.name: "none" if field.name in numbers else "snappy" for field in schema},
        store_decimal_as_integer=True,
    )


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_decimal32(kind) or pa.types.is_decimal64(kind) or kind in (pa.int32(), pa.int64()))


def _told(batch: pa.RecordBatch, types: Mapping[str, pa.DataType], aside: Sequence[str]) -> pa.RecordBatch:
    names = [name for name in batch.schema.names if name not in aside or name in types]
    columns = [_as(batch.column(name), types.get(name)) for name in names]
    return pa.RecordBatch.from_arrays(columns, names)


def _as(column: pa.Array, kind: pa.DataType | None) -> pa.Array:
    if kind is None:
        return column
    return pa.Array.from_buffers(kind, len(column), column.buffers(), column.null_count, column.offset)
