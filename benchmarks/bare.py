"""The floor of a whole assessment: every input cell read, every cell of a finished workbook written again, no more.

python -m benchmarks.bare keep WORKBOOK CELLS
python -m benchmarks.bare copy CELLS OUTPUT INPUT…
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import python_calamine
import xlsxwriter

Cells = dict[str, list[list[Any]]]


def keep(workbook: str, kept: str) -> None:
    """Keep a finished workbook's cells where the floor can have them without reading a workbook."""
    Path(kept).write_bytes(pickle.dumps(_cells(Path(workbook))))


def copy(kept: str, output: str, *inputs: str) -> None:
    """Read every input, write every cell, unformatted."""
    for given in map(Path, inputs):
        for path in sorted(given.iterdir()) if given.is_dir() else [given]:
            _read(path)
    with xlsxwriter.Workbook(output, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for title, rows in pickle.loads(Path(kept).read_bytes()).items():  # noqa: S301 - written by this program
            copied = book.add_worksheet(title)
            for number, row in enumerate(rows):
                copied.write_row(number, 0, row)


def _read(path: Path) -> None:
    match path.suffix:
        case ".xlsx":
            _cells(path)
        case ".parquet":
            pl.read_parquet(path)
        case ".csv":
            written = path.read_bytes()
            text = written.decode("utf-8-sig" if written.startswith(b"\xef\xbb\xbf") else "gb18030")
            pl.read_csv(text.encode(), infer_schema=False)


def _cells(path: Path) -> Cells:
    book = python_calamine.CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


if __name__ == "__main__":
    programs: dict[str, Callable[..., None]] = {"keep": keep, "copy": copy}
    programs[sys.argv[1]](*sys.argv[2:])
