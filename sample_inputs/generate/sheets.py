"""Tables before they are written: rows of cells, and where in the file each will stand."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import xlsxwriter

Row = list[object]

_MADE = dt.datetime(2024, 1, 2, tzinfo=dt.UTC).replace(tzinfo=None)
"""Written into every workbook as its date, so that the same seed gives the same bytes."""


@dataclass(frozen=True)
class Percent:
    """A number shown in percent: 0.95 as 95%."""

    number: float


@dataclass(frozen=True)
class Formula:
    """A formula with the result a spreadsheet saved beside it."""

    formula: str
    result: int | str


@dataclass
class Sheet:
    """A table of one file, without a name where that is no workbook.

    `titles` stand above the header, merged over its whole width; blank rows may follow.
    """

    file: str
    name: str
    header: list[str]
    rows: list[Row] = field(default_factory=list)
    titles: tuple[str, ...] = ()
    blank_rows: int = 0

    def row(self, **wanted: str) -> int:
        """The index of the one row that holds these texts under these headers.

        Raises:
            ValueError: none or several do.
        """
        columns = {self.at(header): text for header, text in wanted.items()}
        found = [n for n, row in enumerate(self.rows) if all(row[at] == text for at, text in columns.items())]
        if len(found) != 1:
            raise ValueError(f"{self.file} {self.name}: {len(found)} rows hold {wanted}")
        return found[0]

    def put(self, row: int, header: str, value: object) -> None:
        """Replace one cell."""
        self.rows[row][self.at(header)] = value

    def cell(self, row: int, header: str) -> str:
        """What a spreadsheet calls the cell."""
        at = self.at(header)
        letter = chr(64 + at // 26) + chr(65 + at % 26) if at >= 26 else chr(65 + at)
        return f"{letter}{len(self.titles) + 1 + row + 1}"

    def at(self, header: str) -> int:
        """The index of a column."""
        return [written.strip() for written in self.header].index(header)


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write sheets to one workbook, with a wide first row and bold headers, as collection tables look."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _MADE, "title": "虚构的示例数据"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        title = book.add_format({"bold": True, "align": "center", "font_size": 14})
        percent = book.add_format({"num_format": "0%"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for n, text in enumerate(sheet.titles):
                page.merge_range(n, 0, n, len(sheet.header) - 1, text, title)
            top = len(sheet.titles)
            page.write_row(top, 0, sheet.header, bold)
            page.freeze_panes(top + 1, 2)
            page.set_column(0, len(sheet.header) - 1, 14)
            for n, row in enumerate(sheet.rows, top + 1):
                for at, value in enumerate(row):
                    _write(page, n, at, value, percent)
            for n in range(sheet.blank_rows):
                page.write_string(top + 1 + len(sheet.rows) + n, 0, "  ")


def _write(page: xlsxwriter.worksheet.Worksheet, row: int, at: int, value: object, percent: object) -> None:
    match value:
        case None | "":
            return
        case Percent(number):
            page.write_number(row, at, number, percent)
        case Formula(formula, result):
            page.write_formula(row, at, formula, None, result)
        case int() | float():
            page.write_number(row, at, value)
        case _:
            page.write_string(row, at, str(value))


def write_parquet(path: Path, sheet: Sheet) -> None:
    """Write one sheet as Parquet: columns of whole numbers as such, all others as text, blanks as nulls."""
    columns = {}
    for at, header in enumerate(sheet.header):
        cells = [None if row[at] in (None, "") else row[at] for row in sheet.rows]
        whole = all(isinstance(cell, int) for cell in cells if cell is not None)
        kind = pl.Int64 if whole else pl.String
        columns[header] = pl.Series(header, cells if whole else [cell and str(cell) for cell in cells], dtype=kind)
    pl.DataFrame(columns).write_parquet(path)


def write_csv(path: Path, sheet: Sheet, encoding: str) -> None:
    """Write one sheet as comma-separated text with the line ends of Windows."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([sheet.header, *sheet.rows])
    path.write_bytes(text.getvalue().encode(encoding))
