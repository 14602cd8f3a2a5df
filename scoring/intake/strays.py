"""Rows below a header that are no records: the header again, and rows that a stray separator has shifted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from scoring.intake.findings import Finding, Place, Severity
from scoring.intake.sheets import Sheet
from scoring.intake.wording import clip
from scoring.words import Text

Line = Sequence[str | None]


def without_headers(
    data: pl.DataFrame, sheet: Sheet, line: Line, at: Mapping[str, int], notes: list[Finding]
) -> pl.DataFrame:
    """The rows without those that say the header once more, as a list printed page by page has it.

    Args:
        data: `row` and a column a known header.
        sheet: where they stand.
        line: the header row.
        at: the sheet column of each known header.
        notes: takes one notice for all of them.
    """
    headers = {name: line[column - 1] for name, column in at.items() if data.schema[name] == pl.String}
    if len(headers) < 2 or data.is_empty():
        return data
    # Cells merged with the one above are blank in the second row of a repeated header.
    strange = pl.any_horizontal((pl.col(name) != header).fill_null(value=False) for name, header in headers.items())
    blank = pl.all_horizontal(pl.col(name).is_null() for name in headers)
    again = data.filter(~strange & ~blank)
    if again.is_empty():
        return data
    notes.append(
        Finding(
            "notice",
            "repeated_header",
            Place(sheet.file, sheet.sheet, again["row"][0]),
            Text(
                "表头在数据中重复出现（共{n}行），已跳过", "the header again among the data ({n} rows in all): skipped"
            ).with_(n=again.height),
            found=clip("、".join(header for header in headers.values() if header)),
        )
    )
    return data.join(again.select("row"), on="row", how="anti", maintain_order="left")


def without_shifted(data: pl.DataFrame, sheet: Sheet, line: Line, notes: list[Finding]) -> pl.DataFrame:
    """The rows without those of a text table that go on beyond its header: which cell is which cannot be told.

    Args:
        data: has `row`.
        sheet: where they stand; only of a text table can a row be shifted.
        line: the header row.
        notes: takes an error for each.
    """
    width = max((n for n, header in enumerate(line, 1) if header), default=0)
    beyond = sheet.cells.columns[width:]
    if not sheet.is_text or not beyond:
        return data
    numbers = pl.int_range(sheet.first_row, sheet.first_row + pl.len(), dtype=pl.Int64).alias("row")
    wide = sheet.cells.select(numbers, pl.coalesce(beyond).alias("found")).drop_nulls("found")
    wide = wide.join(data.select("row"), on="row", how="semi", maintain_order="left")
    for row, found in wide.iter_rows():
        message = Text(
            "第{row}行比表头多出单元格，各格对应哪一列无法确定，整行未采用；数值中的千分位逗号请去掉或加引号",
            "row {row} has more cells than the header, so which is which cannot be told: row not used;"
            " remove thousands separators or put the value in quotes",
        ).with_(row=row)
        notes.append(
            Finding(
                "error",
                "row_beyond_header",
                Place(sheet.file, sheet.sheet, row),
                message,
                found=clip(found),
                expected=Text("至多{n}格", "at most {n} cells").with_(n=width),
            )
        )
    return data.join(wide.select("row"), on="row", how="anti", maintain_order="left")


def without_rows(sheet: Sheet, *, may_be_empty: bool = False) -> Finding:
    """What to say of a table that has no rows; one of events may well have none."""
    severity: Severity = "notice" if may_be_empty else "warning"
    message = Text("表中没有数据行", "the table has no rows")
    return Finding(severity, "no_rows", Place(sheet.file, sheet.sheet), message)
