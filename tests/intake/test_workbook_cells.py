"""What only a workbook has: formulas, percent formats, merged cells, error values, dates, hidden rows."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import xlsxwriter

from tests.intake.given import NOT_SUBMITTED, REFUSED, Folder, codes, state_codes, told, values


def written(path: Path) -> tuple[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet]:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("2023")
    page.write_row("A1", ["地区代码", "在册人数", "见面人数", "知晓率"])
    page.write_column("A2", ["J1", "J2", "J3"])
    return book, page


def edit(path: Path, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert any(old in content for content in parts.values())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(old, new))


def test_a_formula_counts_by_its_saved_result_and_is_noticed(folder: Folder) -> None:
    book, page = written(folder.path / "m.xlsx")
    page.write_formula("B2", "=6*7", value=42)
    book.close()
    inputs = folder.read()
    finding = told(inputs, "formula")
    assert values(inputs, "registered")["J1"] == 42
    assert (finding["severity"], finding["cell"], finding["metric"]) == ("notice", "B2", "registered")
    assert finding["jurisdiction"] == "J1"


def test_a_formula_saved_without_its_result_is_refused(folder: Folder) -> None:
    path = folder.xlsx("m.xlsx", _2023=[["地区代码", "在册人数"], ["J1", "=6*7"]])
    assert openpyxl.load_workbook(path, data_only=True)["2023"]["B2"].value is None
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": None}
    assert state_codes(inputs, "registered") == {"J1": REFUSED}
    assert told(inputs, "formula_without_value")["cell"] == "B2"


def test_a_formula_that_came_to_empty_text_is_a_blank(folder: Folder) -> None:
    book, page = written(folder.path / "m.xlsx")
    page.write_formula("B2", '=""', value="nothing")
    page.write("B3", 5)
    book.close()
    # As spreadsheets save it: the result is text, and empty.
    edit(folder.path / "m.xlsx", b"<v>nothing</v>", b"<v></v>")
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": None, "J2": 5, "J3": None}
    assert codes(inputs) == set()


def test_percent_formats_are_read_as_shown(folder: Folder) -> None:
    book, page = written(folder.path / "m.xlsx")
    for row, shape in enumerate(("0%", "0.00%", '0"%"')):
        page.write(row + 1, 3, 95 if '"' in shape else 0.955, book.add_format({"num_format": shape}))
    book.close()
    inputs = folder.read()
    assert values(inputs, "rate") == {"J1": 9550, "J2": 9550, "J3": 9500}
    assert codes(inputs) == set()


def test_binary_noise_of_a_stored_number_is_not_taken_for_digits(folder: Folder) -> None:
    folder.xlsx("m.xlsx", _2023=[["地区代码", "知晓率"], ["J1", 94.95999999999999], ["J2", 0.1 + 0.2 + 2]])
    inputs = folder.read()
    assert values(inputs, "rate") == {"J1": 9496, "J2": 230}
    assert codes(inputs) == set()


def test_error_values_are_refused_typed_or_computed(folder: Folder) -> None:
    book, page = written(folder.path / "m.xlsx")
    page.write_formula("B2", "=1/0", value="#DIV/0!")
    page.write("B3", "#N/A")
    book.close()
    inputs = folder.read()
    cells = inputs.findings.filter(inputs.findings["code"] == "error_value")["cell"].to_list()
    assert cells == ["B2", "B3"]
    assert state_codes(inputs, "registered") == {"J1": REFUSED, "J2": REFUSED, "J3": NOT_SUBMITTED}


def test_titles_merged_headers_and_trailing_blanks_are_seen_through(folder: Folder) -> None:
    book = xlsxwriter.Workbook(str(folder.path / "m.xlsx"))
    page = book.add_worksheet("2023")
    page.merge_range("A1:D1", "2023年度填报表")
    page.merge_range("A3:A4", "地区代码")
    page.merge_range("B3:C3", "基础数据")
    page.write_row("B4", ["在册人数\n（人）", "ＭＥＴ *", "  "])
    page.write_row("A5", ["J1", 10, 9])
    page.set_row(4, None, None, {"hidden": True})
    page.write_row("A9", ["  ", " "])
    book.close()
    inputs = folder.read()
    assert inputs.metrics["2023"].rows() == [("J1", 10, 9)]
    assert codes(inputs) == set()


def test_a_header_merged_over_two_rows_throughout_is_one_header(folder: Folder) -> None:
    book = xlsxwriter.Workbook(str(folder.path / "m.xlsx"))
    page = book.add_worksheet("2023")
    page.merge_range("A1:A2", "地区代码")
    page.merge_range("B1:B2", "在册人数")
    page.write_row("A3", ["J1", 10])
    book.close()
    inputs = folder.read()
    assert inputs.metrics["2023"].rows() == [("J1", 10)]
    assert codes(inputs) == set()


def test_values_merged_over_two_rows_are_an_error(folder: Folder) -> None:
    book, page = written(folder.path / "m.xlsx")
    page.merge_range("B2:B3", 7)
    book.close()
    inputs = folder.read()
    assert values(inputs, "registered")["J1"] == 7
    assert told(inputs, "merged_values")["cell"] == "B2"


def test_a_key_merged_over_its_records_holds_for_all_of_them(folder: Folder) -> None:
    book = xlsxwriter.Workbook(str(folder.path / "v.xlsx"))
    page = book.add_worksheet("2023")
    page.write_row("A1", ["地区代码", "项目", "结论"])
    page.merge_range("A2:A3", "J1")
    page.write_column("B2", ["D1", "D2"])
    page.write_column("C2", ["符合", "符合"])
    book.close()
    assert folder.read().desk_review.select("jurisdiction", "item").rows() == [("J1", "D1"), ("J1", "D2")]
