"""The sample files as plain cells, read without this project's own intake."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import openpyxl
import python_calamine

ENCODINGS = {"实地检查.csv": "gb18030", "群众问卷.csv": "utf-8-sig"}
Rows = Sequence[Sequence[object]]


@cache
def workbook(path: Path) -> dict[str, Rows]:
    """Every sheet's rows, from its first cell on; a formula cell as its saved result."""
    with python_calamine.CalamineWorkbook.from_path(path) as book:
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


@cache
def formats_and_formulas(path: Path) -> dict[tuple[str, str], tuple[object, str]]:
    """The cells of a workbook that hold a formula or have a number format, by sheet and cell."""
    book = openpyxl.load_workbook(path, read_only=True)
    cells = ((page.title, cell) for page in book.worksheets for row in page.iter_rows() for cell in row)
    found: dict[tuple[str, str], tuple[object, str]] = {
        (title, cell.coordinate): (cell.value, cell.number_format)
        for title, cell in cells
        if cell.value is not None and (cell.data_type == "f" or cell.number_format != "General")
    }
    book.close()
    return found


@cache
def table(path: Path) -> list[list[str]]:
    """The rows of a text table."""
    with path.open(encoding=ENCODINGS[path.name], newline="") as source:
        return list(csv.reader(source))


def cell(folder: Path, file: str, sheet: str, name: str) -> object:
    """What stands in a cell called as a spreadsheet calls it."""
    match = re.fullmatch(r"([A-Z]+)(\d+)", name)
    assert match, name
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    rows = workbook(folder / file)[sheet] if file.endswith(".xlsx") else table(folder / file)
    row = rows[int(match[2]) - 1] if int(match[2]) <= len(rows) else []
    return row[column - 1] if column <= len(row) else ""
