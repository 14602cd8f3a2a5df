"""Workbooks read back as lists of rows, by column title."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

Rows = list[dict[str, Any]]


def opened(path: Path) -> Workbook:
    """The workbook with its formats; a formula would read as the formula."""
    with warnings.catch_warnings():
        # Data bars with a plain fill are an extension openpyxl does not know.
        warnings.filterwarnings("ignore", message=".*extension is not supported")
        return load_workbook(io.BytesIO(path.read_bytes()))


def rows(sheet: Worksheet) -> Rows:
    """The rows below the header, which the filter marks."""
    lines = list(sheet.iter_rows(min_row=header_row(sheet), values_only=True))
    return [dict(zip(map(str, lines[0]), line, strict=True)) for line in lines[1:] if any(v is not None for v in line)]


def header_row(sheet: Worksheet) -> int:
    """The row the filter stands in."""
    return int(sheet.auto_filter.ref.split(":")[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def quick(path: Path, name: str, first: str) -> Rows:
    """The rows of a large sheet, without formats; `first` is the title of its first column."""
    lines = cells(path, name)
    top = next(n for n, line in enumerate(lines) if line[0] == first)
    return [dict(zip(map(str, lines[top]), line, strict=True)) for line in lines[top + 1 :]]


def cells(path: Path, name: str) -> list[list[Any]]:
    """All cells of a sheet; empty ones are None."""
    lines = CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [[None if value == "" else value for value in line] for line in lines]
