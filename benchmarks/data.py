"""Seeded inputs of every shape, the same bytes every time, made when first asked for and kept in out/bench/data.

Rows are drawn a block of jurisdictions at a time, each block from a seed of its own: memory stays flat, and the first
3,000 jurisdictions are the same in all sizes.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import xlsxwriter

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
KINDS = {"int32": INT32, "int64": INT64, "double": FLOAT, "decimal128": DECIMAL}

ANSWERS = ("satisfied", "fairly", "neutral", "dissatisfied", "unsure")
OFTEN = (0.4, 0.3, 0.15, 0.1, 0.05)
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


def levels(count: int) -> list[str]:
    """Levels in turns."""
    return [("county", "town")[n % 2] for n in range(count)]


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


def wide_csv(count: int) -> Path:
    """The same as text."""

    def make(path: Path) -> None:
        schema = pa.schema([("jurisdiction", pa.string()), *((metric, INT32) for metric in METRICS)])
        with pa.csv.CSVWriter(path, schema, write_options=pa.csv.WriteOptions(quoting_style="none")) as writer:
            for start, drawn in blocks(count):
                writer.write_table(_wide(start, drawn, schema, 0))

    return kept(f"wide-{count}.csv", make)


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


LONG_GROUP = 6_000
"""Jurisdictions of a row group of the long file; none lies in two."""


def long(count: int) -> Path:
    """A row a jurisdiction and metric, sorted by jurisdiction."""

    def make(path: Path) -> None:
        text = pa.dictionary(INT32, pa.string())
        schema = pa.schema([("jurisdiction", text), ("period", text), ("metric", text), ("value", INT32)])
        with pq.ParquetWriter(path, schema) as writer:
            held: list[pa.Table] = []
            for start, drawn in blocks(count):
                held.append(_long(start, drawn, schema))
                if len(held) * BLOCK == LONG_GROUP:
                    _write_group(writer, held)
            _write_group(writer, held)

    return kept(f"long-{count}.parquet", make)


def _long(start: int, drawn: Any, schema: pa.Schema) -> pa.Table:
    rows, columns = drawn.shape
    who = np.repeat(np.arange(rows, dtype=np.int32), columns)
    what = np.tile(np.arange(columns, dtype=np.int32), rows)
    period = np.zeros(rows * columns, np.int32)
    texts = ((who, codes(start, rows)), (period, ["2024"]), (what, list(METRICS)))
    made = [pa.DictionaryArray.from_arrays(pa.array(index), pa.array(words)) for index, words in texts]
    return pa.table([*made, pa.array(drawn.reshape(-1))], schema=schema)


def _write_group(writer: pq.ParquetWriter, held: list[pa.Table]) -> None:
    if held:
        table = pa.concat_tables(held).unify_dictionaries()
        writer.write_table(table, row_group_size=table.num_rows)
        held.clear()


def two_years(count: int) -> Path:
    """A row a jurisdiction and year, 2023 before 2024."""

    def make(path: Path) -> None:
        columns = [(metric, INT32) for metric in METRICS]
        schema = pa.schema([("jurisdiction", pa.string()), ("period", pa.string()), *columns])
        with pq.ParquetWriter(path, schema) as writer:
            for year in (2023, 2024):
                for start, drawn in blocks(count, year):
                    numbers = [pa.array(drawn[:, place]) for place in range(len(METRICS))]
                    texts = [pa.array(codes(start, len(drawn))), pa.array([str(year)] * len(drawn))]
                    writer.write_table(pa.table([*texts, *numbers], schema=schema))

    return kept(f"years-{count}.parquet", make)


def with_gaps(count: int) -> Path:
    """The same numbers as texts, some left out and some inapplicable with a reason."""

    def make(path: Path) -> None:
        schema = pa.schema([(name, pa.string()) for name in ("jurisdiction", *METRICS)])
        with pq.ParquetWriter(path, schema) as writer:
            for start, drawn in blocks(count):
                missing, inapplicable = gaps(start, len(drawn))
                texts = np.where(inapplicable, "N/A: no such place here", drawn.astype(str))
                columns = [pa.array(texts[:, place], mask=missing[:, place]) for place in range(len(METRICS))]
                writer.write_table(pa.table([pa.array(codes(start, len(drawn))), *columns], schema=schema))

    return kept(f"gaps-{count}.parquet", make)


def roster(count: int) -> Path:
    """Who there is: codes, names and levels."""

    def make(path: Path) -> None:
        who = codes(0, count)
        pq.write_table(pa.table({"code": who, "name": [f"Place {one}" for one in who], "level": levels(count)}), path)

    return kept(f"roster-{count}.parquet", make)


def workbook(count: int) -> Path:
    """A row a jurisdiction, in a spreadsheet."""

    def make(path: Path) -> None:
        with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
            sheet = book.add_worksheet("metrics")
            sheet.write_row(0, 0, ("jurisdiction", *METRICS))
            for start, drawn in blocks(count):
                for place, (who, row) in enumerate(zip(codes(start, len(drawn)), drawn.tolist(), strict=True)):
                    sheet.write_row(1 + start + place, 0, (who, *row))

    return kept(f"wide-{count}.xlsx", make)


def answers(count: int, suffix: str) -> Path:
    """A row an answer: of each jurisdiction a hundred people are asked ten questions."""

    def make(path: Path) -> None:
        schema = pa.schema([(name, pa.string()) for name in ("jurisdiction", "respondent", "question", "answer")])
        options = pa.csv.WriteOptions(quoting_style="none")
        with (
            pq.ParquetWriter(path, schema)
            if suffix == "parquet"
            else pa.csv.CSVWriter(path, schema, write_options=options) as writer
        ):
            for start in range(0, count, 100):
                writer.write_table(_answers(start, min(100, count - start)).cast(schema))

    return kept(f"answers-{count}.{suffix}", make)


def _answers(start: int, rows: int) -> pa.Table:
    each = RESPONDENTS * len(QUESTIONS)
    drawn = np.random.default_rng((SEED, 2, start)).choice(len(ANSWERS), (100, each), p=OFTEN)[:rows]
    people = np.arange(RESPONDENTS).repeat(len(QUESTIONS)) + 1
    return pa.table(
        {
            "jurisdiction": np.array(codes(start, rows)).repeat(each),
            "respondent": np.tile(people, rows).astype(str),
            "question": np.tile(QUESTIONS, rows * RESPONDENTS),
            "answer": np.array(ANSWERS)[drawn.reshape(-1)],
        }
    )


NAMES: dict[str, Callable[..., Path]] = {
    r"wide-(\d+)-(int32|int64|double|decimal128)(?:-(\d))?\.parquet": lambda count, kind, decimals: wide(
        int(count), KINDS[kind], int(decimals or 0)
    ),
    r"wide-(\d+)\.csv": lambda count: wide_csv(int(count)),
    r"wide-(\d+)\.xlsx": lambda count: workbook(int(count)),
    r"long-(\d+)\.parquet": lambda count: long(int(count)),
    r"years-(\d+)\.parquet": lambda count: two_years(int(count)),
    r"gaps-(\d+)\.parquet": lambda count: with_gaps(int(count)),
    r"roster-(\d+)\.parquet": lambda count: roster(int(count)),
    r"answers-(\d+)\.(parquet|csv)": lambda count, suffix: answers(int(count), suffix),
}
"""Every file there can be, by its name."""


def made(name: str) -> Path:
    """The file of that name.

    Raises:
        ValueError: there is no such file.
    """
    for pattern, make in NAMES.items():
        if found := re.fullmatch(pattern, name):
            return make(*found.groups())
    raise ValueError(f"no file of data is called {name}")


if __name__ == "__main__":
    FOLDER = Path(sys.argv[1])
    for each in sys.argv[2:]:
        made(each)
