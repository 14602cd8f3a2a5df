"""Tables in Parquet: text as it stands, whole numbers kept, everything else as the text a spreadsheet would show."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from scoring.intake.sheets import FIRST_ROW, Sheet, Unread, Unreadable, stripped, value_text
from scoring.intake.wording import clip
from scoring.sql.scan import parts
from scoring.words import Text

_READABLE = Text("未损坏的Parquet文件", "an undamaged Parquet file")

MANY = 4_000_000
"""Cells of numbers beyond which a file's numbers are left where they are until it is known what they are of."""


def read_parquet(path: Path, name: str) -> list[Sheet]:
    """The one table of a Parquet file; its first data row is called row 2, as below a header.

    Raises:
        Unreadable: damaged or not Parquet.
    """
    try:
        # A name with brackets in it is a name and no pattern.
        file = pl.scan_parquet(parts(path), glob=False)
        schema = file.collect_schema()
        numbers = {name: kind for name, kind in schema.items() if kind.is_numeric()}
        height = file.select(pl.len()).collect().item()
        # Arrow, which streams what is left in a file, opens none that has a column of 128 bits.
        can_stay = len(numbers) * height >= MANY and not {pl.Int128, pl.UInt128} & set(schema.values())
        apart = numbers if can_stay else {}
        frame = file.select(pl.exclude(*apart) if apart else pl.all()).collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Unreadable(
            "corrupt_file",
            _READABLE,
            Text("文件已损坏，无法读取", "the file is damaged"),
        ) from error
    blank = pl.Series([None], dtype=pl.Null).new_from_index(0, height)
    read = (blank if header in apart else as_cells(frame[header]) for header in schema)
    cells = pl.DataFrame([column.alias(str(n)) for n, column in enumerate(read, 1)])
    # A column without a single value stays: its header, kept apart, says what it is.
    floats = frozenset(n for n, kind in enumerate(schema.values(), 1) if kind.is_float())
    unread = Unread(path, apart) if apart else None
    headers = tuple(schema)
    return [Sheet(name, "", stripped(cells), first_row=FIRST_ROW, headers=headers, floats=floats, unread=unread)]


def as_cells(column: pl.Series) -> pl.Series:
    """A column as cells: text as it stands, whole numbers kept, everything else as the text it is shown by."""
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
