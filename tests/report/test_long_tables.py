"""Tables longer than a sheet go on on the next; far too long ones are left out, and that is said."""

from __future__ import annotations

from pathlib import Path

from scoring.report.workbook import write_workbook
from tests.report.conftest import Few
from tests.report.reading import opened, rows


def test_a_long_table_goes_on_on_further_sheets(few: Few, tmp_path: Path) -> None:
    result = few("zh")
    leaves = sum(entry.is_leaf and entry.due for entry in result.draft.outline.entries)
    book = opened(write_workbook(result, tmp_path / "split.xlsx", most_rows=800))
    parts = [name for name in book.sheetnames if name.startswith("指标明细")]
    assert parts == ["指标明细", "指标明细 2", "指标明细 3"]
    written = [(line["地区代码"], line["编号"]) for name in parts for line in rows(book[name])]
    assert len(written) == len(set(written)) == 16 * leaves
    assert all(book[name].max_row <= 800 for name in parts)


def test_a_table_longer_than_four_sheets_is_left_out_and_says_so(few: Few, tmp_path: Path) -> None:
    book = opened(write_workbook(few("zh"), tmp_path / "cut.xlsx", most_rows=200))
    sheet = book["指标明细"]
    assert rows(sheet) == []
    assert "超过工作簿可容纳的行数" in "".join(str(sheet.cell(n, 1).value) for n in range(1, 5))
