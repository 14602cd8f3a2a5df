"""Sheets of .xlsx workbooks: values, saved results of formulas, percent formats, merged ranges."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import python_calamine as calamine

from scoring.intake.marks import Cell, Marks, read_marks
from scoring.intake.package import look_into
from scoring.intake.sheets import Sheet, Unreadable, from_rows, long_texts, number_text, value_text
from scoring.words import Text

_READABLE = Text("未损坏、未加密的.xlsx工作簿", "an undamaged .xlsx workbook without a password")


def read_xlsx(path: Path, name: str) -> list[Sheet]:
    """Every sheet of an .xlsx, hidden ones and hidden rows too.

    Values come from a fast reader; formulas, error values and percent formats, which it does not tell, from a second
    look at the sheets of those workbooks that have any.

    Raises:
        Unreadable: damaged, encrypted, or a bomb.
    """
    package = look_into(path)
    content = path.read_bytes()
    with _faults_told():
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
        marks: dict[str, Marks] = {}
        if not package.plain:
            with zipfile.ZipFile(BytesIO(content)) as parts:
                marks = read_marks(parts)
        return [_sheet(name, book.get_sheet_by_name(one), marks.get(one, Marks())) for one in names]


@contextmanager
def _faults_told() -> Iterator[None]:
    try:
        yield
    except (Unreadable, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        # Damage shows itself as whatever broke first, so any failure here is the file's; a panic of the compiled
        # reader is not even an Exception.
        raise Unreadable("corrupt_file", _READABLE, Text("文件已损坏，无法读取", "the file is damaged")) from error


def _sheet(file: str, sheet: calamine.CalamineSheet, marks: Marks) -> Sheet:
    values = sheet.to_python(skip_empty_area=False)
    rows = [[value_text(value) for value in row] for row in values]
    for row, column in marks.percents:
        value = values[row - 1][column - 1] if row <= len(values) and column <= len(values[row - 1]) else None
        if isinstance(value, float):
            rows[row - 1][column - 1] = number_text(value, percent=True)
    for cell, text in marks.errors.items():
        _put(rows, cell, text)
    for cell in marks.unsaved:
        _put(rows, cell, f"={marks.formulas[cell]}")
    ranges = tuple(
        (top + 1, left + 1, low + 1, right + 1) for (top, left), (low, right) in sheet.merged_cell_ranges or ()
    )
    cells = from_rows(rows)
    return Sheet(
        file,
        sheet.name,
        cells,
        merges=ranges,
        formulas=frozenset(marks.formulas),
        floats=frozenset(range(1, cells.width + 1)),
        texts=long_texts(values),
    )


def _put(rows: list[list[str | None]], cell: Cell, text: str) -> None:
    # The reader of values takes such a cell for a blank, and leaves blanks at the edges out.
    row, column = cell
    rows.extend([] for _ in range(row - len(rows)))
    line = rows[row - 1]
    line.extend([None] * (column - len(line)))
    line[column - 1] = text
