"""A sheet as text: what its reader sees, cell by cell, whichever kind of file it came in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import polars as pl

from scoring.intake.findings import Severity
from scoring.sql.scan import parts
from scoring.words import Text

Merge = tuple[int, int, int, int]
DIGITS_SHOWN = 15
"""How many digits of a number a spreadsheet shows; what it computed beyond them nobody wrote."""


class Unreadable(Exception):
    """A file no table can be taken from; `code`, `expected`, `message` and `severity` become its finding."""

    def __init__(self, code: str, expected: Text, message: Text, severity: Severity = "error") -> None:
        super().__init__(message.zh)
        self.code, self.expected, self.message, self.severity = code, expected, message, severity


FIRST_ROW = 2
"""What the first row of a Parquet file's data is called: as below a header."""


@dataclass(frozen=True)
class Unread:
    """Columns of a Parquet file that were not read with it.

    Attributes:
        path: the file, or the folder of its parts.
        kinds: their types, by the names they have in the file.
    """

    path: Path
    kinds: Mapping[str, pl.DataType]

    def has(self, metric: str, periods: Collection[str | None]) -> bool:
        """Whether the table as submitted has a place for a metric, where its rows say they are of these periods."""
        del metric, periods
        return True

    def row_of(self, metric: str, rows: pl.Series) -> pl.Series:
        """Where the values of a metric stand, in the table as submitted, that are in these rows."""
        del metric
        return rows

    def read(self, names: Sequence[str], numbers: pl.Series | None = None) -> pl.DataFrame:
        """Some of them, of all rows or of those of some numbers, from 0."""
        scan = pl.scan_parquet(parts(self.path), glob=False)
        if numbers is None:
            return scan.select(names).collect()
        rows = scan.select(names).with_row_index("?number")
        return rows.filter(pl.col("?number").is_in(numbers.implode())).drop("?number").collect(engine="streaming")


@dataclass(frozen=True)
class Sheet:
    """One sheet's cells as text.

    Attributes:
        file: as it is called in findings.
        sheet: its name; empty where the file is the table (CSV, Parquet).
        cells: one column a column, called "1", "2" …; text (Parquet keeps its whole numbers), null where blank.
        first_row: the sheet row of the first row of `cells`.
        headers: the column headers where the format keeps them apart (Parquet).
        merges: merged ranges as first row, first column, last row, last column, from 1.
        formulas: row and column of each formula cell.
        formats_known: False where number formats could not be seen (.xls).
        floats: the columns whose numbers the file keeps as floats, which it shows with fewer digits than they have.
        texts: row and column of each cell of those columns that is text and longer than a float is shown: it stands as
            it was written.
        unread: columns of numbers left in their file, of which `cells` has only blanks.
    """

    file: str
    sheet: str
    cells: pl.DataFrame
    first_row: int = 1
    headers: tuple[str, ...] = ()
    merges: tuple[Merge, ...] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()
    formats_known: bool = True
    floats: frozenset[int] = frozenset()
    texts: frozenset[tuple[int, int]] = frozenset()
    unread: Unread | None = None

    @property
    def is_text(self) -> bool:
        """Whether it is a text file, where a separator too many moves every cell after it."""
        return not self.sheet and not self.headers


def long_texts(rows: Iterable[Sequence[object]]) -> frozenset[tuple[int, int]]:
    """Row and column, from 1, of each text among the values of a workbook with more digits than it shows of a float."""
    return frozenset(
        (row, column)
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if isinstance(value, str) and len(value) > DIGITS_SHOWN and sum(map(str.isdigit, value)) > DIGITS_SHOWN
    )


def number_text(number: float, *, percent: bool = False) -> str:
    """A number by the fewest digits that tell it from every other one; times 100 with % where it is formatted so.

    What a spreadsheet shows has 15 digits: where they are a whole number, that is what is meant. How many of the
    digits of another number count is told by what it is a value of (`scoring.intake.number`).

    >>> number_text(0.1 + 0.2), number_text(0.95, percent=True), number_text(1e-7), number_text(5.000000000000001)
    ('0.30000000000000004', '95%', '0.0000001', '5')
    """
    text = f"{number:.15g}"
    if "." in text or "e" in text:
        text = repr(number)
    if percent:
        return format((Decimal(text) * 100).normalize(), "f") + "%"
    return format(Decimal(text), "f") if "e" in text else text


def value_text(value: object) -> str | None:
    """A cell's value as text: dates in ISO form, truth as TRUE or FALSE; None where blank."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def from_rows(rows: Iterable[Sequence[str | None]]) -> pl.DataFrame:
    """Rows of text, which may differ in length, as `cells`."""
    columns = _columns(list(rows))
    return tidy_cells(pl.DataFrame({str(n): pl.Series(column, dtype=pl.String) for n, column in enumerate(columns, 1)}))


def _columns(rows: list[Sequence[str | None]]) -> list[list[str | None]]:
    width = max(map(len, rows), default=0)
    full = [row if len(row) == width else [*row, *[None] * (width - len(row))] for row in rows]
    return [list(column) for column in zip(*full, strict=True)]


def stripped(cells: pl.DataFrame) -> pl.DataFrame:
    """Outer blanks stripped, empty text made null."""
    text = pl.selectors.string()
    return cells.with_columns(text.str.strip_chars()).with_columns(
        pl.when(text.str.len_bytes() > 0).then(text).name.keep()
    )


def tidy_cells(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells `stripped`, blank columns at the right dropped."""
    cells = stripped(cells)
    last = max((n for n, column in enumerate(cells.iter_columns(), 1) if column.null_count() < cells.height), default=0)
    return cells[:, :last]
