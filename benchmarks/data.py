"""Seeded inputs of every shape, the same bytes every time, made when first asked for and kept in out/bench/data.

Rows are drawn a block of jurisdictions at a time, each block from a seed of its own: memory stays flat, and the first
3,000 jurisdictions are the same in all sizes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.tree import MOST

FOLDER = Path("out/bench/data")
SEED = 20240101
METRICS = tuple(f"m{n:03}" for n in range(1, 201))
BLOCK = 3_000
GROUP = 60_000
"""Rows of a row group of the wide files: few enough for two cores to share 600,000, and enough to read in one go."""

INT32 = pa.int32()
INT64 = pa.int64()
FLOAT = pa.float64()
DECIMAL = pa.decimal128(7, 2)

ANSWERS = ("satisfied", "fairly", "neutral", "dissatisfied", "unsure")
_OFTEN = (0.4, 0.3, 0.15, 0.1, 0.05)
RESPONDENTS = 100
QUESTIONS = tuple(f"Q{n}" for n in range(1, 11))


def kept(name: str, make: Callable[[Path], None], folder: Path | None = None) -> Path:
    """The file of that name; made first where it is not there yet."""
    path = (folder or FOLDER) / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}")
        make(beside)
        os.replace(beside, path)  # noqa: PTH105 - one step on every system
    return path


def codes(start: int, count: int) -> list[str]:
    """Codes of jurisdictions, twelve digits as those of villages."""
    return [str(110_000_000_000 + 7 * n) for n in range(start, start + count)]


def levels(start: int, count: int) -> list[str]:
    """Levels in turns."""
    return [("county", "town")[n % 2] for n in range(start, start + count)]


def blocks(count: int, year: int = 2024) -> Iterator[tuple[int, Any]]:
    """The numbers of so many jurisdictions: the first of a block and its array, a row a jurisdiction."""
    for start in range(0, count, BLOCK):
        drawn = np.random.default_rng((SEED, year, start)).integers(0, MOST + 1, (BLOCK, len(METRICS)), np.int32)
        yield start, drawn[: count - start]


def gaps(start: int, rows: int) -> tuple[Any, Any]:
    """Where nothing was submitted (1 in 20), and where the value does not apply (1 in 50): two masks."""
    drawn = np.random.default_rng((SEED, 1, start)).integers(0, 100, (BLOCK, len(METRICS)), np.int8)[:rows]
    return drawn < 5, (drawn >= 5) & (drawn < 7)


def wide(count: int, kind: pa.DataType = INT32, decimals: int = 0) -> Path:
    """A row a jurisdiction, a column a metric.

    Args:
        count: of jurisdictions.
        kind: how numbers are stored.
        decimals: of every fourth metric, which then is in units of its last decimal.
    """
    name = f"wide-{count}-{kind}{f'-{decimals}' if decimals else ''}.parquet".replace("(7, 2)", "")

    def make(path: Path) -> None:
        columns = [
            pa.field(m, kind if _divided(n, decimals) or not pa.types.is_decimal(kind) else INT32)
            for n, m in enumerate(METRICS)
        ]
        schema = pa.schema([pa.field("jurisdiction", pa.string()), *columns])
        with pq.ParquetWriter(path, schema) as writer:
            for table in _gathered(count, lambda start, drawn: _wide(start, drawn, schema, decimals)):
                writer.write_table(table, row_group_size=GROUP)

    return kept(name, make)


def _divided(place: int, decimals: int) -> bool:
    return bool(decimals) and place % 4 == 3


def _wide(start: int, drawn: Any, schema: pa.Schema, decimals: int) -> pa.Table:
    columns = [pa.array(codes(start, len(drawn)))]
    for place, field in enumerate(schema.names[1:]):
        column = pa.array(drawn[:, place])
        if _divided(place, decimals):
            # The digits stand still, the point moves: 5231 is 52.31.
            column = pa.array((drawn[:, place] / 10**decimals).round(decimals))
        columns.append(column.cast(schema.field(field).type))
    return pa.table(columns, schema=schema)


def _gathered(count: int, make: Callable[[int, Any], pa.Table]) -> Iterator[pa.Table]:
    # A row group is several blocks.
    held: list[pa.Table] = []
    for start, drawn in blocks(count):
        held.append(make(start, drawn))
        if sum(table.num_rows for table in held) >= GROUP:
            yield pa.concat_tables(held)
            held.clear()
    if held:
        yield pa.concat_tables(held)
