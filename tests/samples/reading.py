"""The sample files as plain cells, read without this project's own intake."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import openpyxl
import polars as pl
import python_calamine

Rows = Sequence[Sequence[object]]
Planted = dict[str, str]
CODE = "地区代码"
_BOM = b"\xef\xbb\xbf"


@dataclass
class Sample:
    """A folder of sample inputs, each file read once."""

    folder: Path
    read: dict[str, Mapping[str, Rows]] = field(default_factory=dict)

    @cached_property
    def files(self) -> list[str]:
        """The files that hold tables."""
        return sorted(path.name for path in self.folder.iterdir() if path.suffix not in (".json", ".md"))

    def sheets(self, file: str) -> Mapping[str, Rows]:
        """Every sheet's rows, from its first cell on; a formula cell as its saved result."""
        if file not in self.read:
            self.read[file] = _sheets(self.folder / file)
        return self.read[file]

    def tables(self) -> Iterator[tuple[str, str, Rows]]:
        """Every sheet of every file."""
        for file in self.files:
            yield from ((file, name, rows) for name, rows in self.sheets(file).items())

    def records(self, *headers: str) -> list[dict[str, object]]:
        """The rows of every table that has all these headers, blanks around them left out."""
        return [row for _, _, rows in self.tables() for row in records(rows, headers)]

    def cell(self, file: str, sheet: str, name: str) -> object:
        """What stands in a cell called as a spreadsheet calls it."""
        match = re.fullmatch(r"([A-Z]+)(\d+)", name)
        assert match, name
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        rows = self.sheets(file)[sheet]
        row = rows[int(match[2]) - 1] if int(match[2]) <= len(rows) else []
        return row[column - 1] if column <= len(row) else ""

    def formats_and_formulas(self, file: str) -> dict[tuple[str, str], tuple[object, str]]:
        """The cells of a workbook that hold a formula or have a number format, by sheet and cell."""
        book = openpyxl.load_workbook(self.folder / file, read_only=True)
        cells = ((page.title, cell) for page in book.worksheets for row in page.iter_rows() for cell in row)
        found: dict[tuple[str, str], tuple[object, str]] = {
            (title, cell.coordinate): (cell.value, cell.number_format)
            for title, cell in cells
            if cell.value is not None and (cell.data_type == "f" or cell.number_format != "General")
        }
        book.close()
        return found


def records(rows: Rows, headers: Sequence[str]) -> list[dict[str, object]]:
    """The rows below the header that holds all these headers; none where there is no such header."""
    for at, row in enumerate(rows[:4]):
        named = [str(cell).strip() for cell in row]
        if set(headers) <= set(named):
            return [dict(zip(named, below, strict=False)) for below in rows[at + 1 :]]
    return []


def encoding(path: Path) -> str:
    """How a text table is written."""
    return "utf-8-sig" if path.read_bytes().startswith(_BOM) else "gb18030"


def _sheets(path: Path) -> Mapping[str, Rows]:
    if path.suffix == ".xlsx":
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    if path.suffix == ".parquet":
        frame = pl.read_parquet(path)
        return {"": [frame.columns, *(["" if cell is None else cell for cell in row] for row in frame.iter_rows())]}
    with path.open(encoding=encoding(path), newline="") as source:
        return {"": list(csv.reader(source))}
