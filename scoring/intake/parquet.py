"""Tables in Parquet: text as it stands, whole numbers kept, everything else as the text a spreadsheet would show."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from scoring.intake.sheets import Sheet, Unreadable, stripped, value_text
from scoring.intake.wording import clip
from scoring.words import Text

_READABLE = Text("未损坏的Parquet文件", "an undamaged Parquet file")


def read_parquet(path: Path, name: str) -> list[Sheet]:
    """The one table of a Parquet file; its first data row is called row 2, as below a header.

    Raises:
        Unreadable: damaged or not Parquet.
    """
    try:
        frame = pl.read_parquet(path, glob=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Unreadable(
            "corrupt_file",
            _READABLE,
            Text("文件已损坏，无法读取", "the file is damaged"),
        ) from error
    cells = pl.DataFrame([_column(column).alias(str(n)) for n, column in enumerate(frame.iter_columns(), 1)])
    # A column without a single value stays: its header, kept apart, says what it is.
    floats = frozenset(n for n, column in enumerate(frame.iter_columns(), 1) if column.dtype.is_float())
    return [Sheet(name, "", stripped(cells), first_row=2, headers=tuple(frame.columns), floats=floats)]


def _column(column: pl.Series) -> pl.Series:
    if column.dtype == pl.String:
        return column
    if column.dtype.is_integer() and column.dtype not in (pl.UInt64, pl.Int128, pl.UInt128):
        return column.cast(pl.Int64)
    if column.dtype.is_integer() or isinstance(column.dtype, pl.Decimal | pl.Categorical | pl.Enum):
        return column.cast(pl.String)
    if column.dtype == pl.Null:
        return column.cast(pl.String)
    try:
        return pl.Series([value_text(value) for value in column], dtype=pl.String)
    except (ValueError, OverflowError) as error:
        # Days before the year 1 or after 9999 are told by polars alone.
        if column.dtype == pl.Date:
            return column.cast(pl.String)
        if isinstance(column.dtype, pl.Datetime):
            return column.dt.to_string("%Y-%m-%d %H:%M:%S")
        message = Text("“{column}”一列的值无法读取", "the values of column “{column}” cannot be read")
        raise Unreadable("corrupt_file", _READABLE, message.with_(column=clip(column.name))) from error
