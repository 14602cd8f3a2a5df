"""Sheets of .xlsx workbooks: values, saved results of formulas, percent formats, merged ranges."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine as calamine

from scoring.intake.package import look_into
from scoring.intake.sheets import Merge, Sheet, Unreadable, from_rows, number_text, value_text
from scoring.words import Text

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_READABLE = Text("未损坏、未加密的.xlsx工作簿", "an undamaged .xlsx workbook without a password")


def read_xlsx(path: Path, name: str) -> list[Sheet]:
    """Every sheet of an .xlsx, hidden ones and hidden rows too.

    Values alone come from a fast reader; where there are formulas, error values or percent formats, which it
    cannot see, they come from one that does.

    Raises:
        Unreadable: damaged, encrypted, or a bomb.
    """
    package = look_into(path)
    content = path.read_bytes()
    with _faults_told():
        workbook = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
        sheets = [workbook.get_sheet_by_name(sheet) for sheet in names]
        if package.plain:
            return [_plain(name, sheet) for sheet in sheets]
        merges = {sheet.name: _merges(sheet) for sheet in sheets}
        return _closely(content, name, merges)


@contextmanager
def _faults_told() -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (Unreadable, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        # Damage shows itself in both readers as whatever broke first, so any failure of theirs is the file's; a panic
        # in the compiled one is not even an Exception.
        raise Unreadable("corrupt_file", _READABLE, Text("文件已损坏，无法读取", "the file is damaged")) from error


def _plain(name: str, sheet: calamine.CalamineSheet) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False)
    cells = from_rows([[value_text(value) for value in row] for row in rows])
    return Sheet(name, sheet.name, cells, merges=_merges(sheet))


def _merges(sheet: calamine.CalamineSheet) -> tuple[Merge, ...]:
    ranges = sheet.merged_cell_ranges or ()
    return tuple((top + 1, left + 1, low + 1, right + 1) for (top, left), (low, right) in ranges)


def _closely(content: bytes, name: str, merges: dict[str, tuple[Merge, ...]]) -> list[Sheet]:
    found = {sheet: _written(content, sheet) for sheet in merges}
    cached = _cached(content, {sheet: formulas for sheet, (_, formulas) in found.items() if formulas})
    sheets = []
    for sheet, (rows, formulas) in found.items():
        for row, column in formulas:
            rows[row - 1][column - 1] = cached.get((sheet, row, column), rows[row - 1][column - 1])
        sheets.append(Sheet(name, sheet, from_rows(rows), merges=merges[sheet], formulas=frozenset(formulas)))
    return sheets


def _written(content: bytes, sheet: str) -> tuple[list[list[str | None]], list[tuple[int, int]]]:
    workbook = openpyxl.load_workbook(BytesIO(content), read_only=True)
    try:
        formulas: list[tuple[int, int]] = []
        rows = []
        percents: dict[str, bool] = {}
        for at, row in enumerate(_rows(workbook[sheet]), 1):
            texts = []
            for column, cell in enumerate(row, 1):
                texts.append(_text(cell, percents))
                if cell.data_type == "f":
                    formulas.append((at, column))
            rows.append(texts)
        return rows, formulas
    finally:
        workbook.close()


def _cached(content: bytes, formulas: dict[str, list[tuple[int, int]]]) -> dict[tuple[str, int, int], str | None]:
    if not formulas:
        return {}
    workbook = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    try:
        found: dict[tuple[str, int, int], str | None] = {}
        percents: dict[str, bool] = {}
        for sheet, places in formulas.items():
            wanted = set(places)
            for at, row in enumerate(_rows(workbook[sheet]), 1):
                for column, cell in enumerate(row, 1):
                    # A result that is the empty text is a blank; no value and no such type was never calculated.
                    if (at, column) in wanted and (cell.value is not None or cell.data_type == "str"):
                        found[sheet, at, column] = _text(cell, percents)
        return found
    finally:
        workbook.close()


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    # The extent a file declares may be a million blank rows, or wrong: count what is there.
    sheet.reset_dimensions()
    yield from sheet.iter_rows()


def _text(cell: Any, percents: dict[str, bool]) -> str | None:
    value = cell.value
    if value is None or cell.data_type == "s":
        return value_text(value)
    if cell.data_type == "f":
        return str(value) if str(value).startswith("=") else f"={value}"
    if cell.data_type == "n" and isinstance(value, int | float):
        shown = cell.number_format
        if shown not in percents:
            percents[shown] = "%" in _QUOTED.sub("", shown)
        return number_text(value, percent=percents[shown])
    return value_text(value)
