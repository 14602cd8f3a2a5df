"""A header printed on every page: the first is the header, and the rows between them all count."""

from __future__ import annotations

import pytest
import xlsxwriter

from tests.intake.given import Folder, codes, told, values

HEADER = ["地区代码", "在册人数", "见面人数"]
PAGES = [HEADER, ["J1", "5", "3"], HEADER, ["J2", "20", "10"], HEADER, ["J3", "7", "6"]]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_above_a_repeated_header_are_kept_and_it_is_noticed(folder: Folder, kind: str) -> None:
    if kind == "csv":
        folder.csv("2023.csv", PAGES)
    else:
        folder.xlsx("m.xlsx", _2023=PAGES)
    inputs = folder.read("zh")
    finding = told(inputs, "repeated_header")
    assert values(inputs, "registered") == {"J1": 5, "J2": 20, "J3": 7}
    assert (finding["severity"], finding["cell"]) == ("notice", "3:3")
    assert "共2行" in finding["message"]
    assert "2 rows in all" in told(folder.read("en"), "repeated_header")["message"]
    assert codes(inputs) == {"repeated_header"}


def test_a_header_repeated_far_down_is_skipped_too(folder: Folder) -> None:
    folder.csv("2023.csv", [HEADER, ["J1", "5", "3"], *([["", "", ""]] * 40), HEADER, ["J2", "20", "10"]])
    inputs = folder.read()
    assert values(inputs, "met") == {"J1": 3, "J2": 10}
    assert codes(inputs) == {"repeated_header"}


def test_a_merged_header_of_two_rows_repeated_is_skipped_whole(folder: Folder) -> None:
    book = xlsxwriter.Workbook(str(folder.path / "m.xlsx"))
    page = book.add_worksheet("2023")
    for top, code in ((1, "J1"), (4, "J2")):
        page.merge_range(f"A{top}:A{top + 1}", "地区代码")
        page.merge_range(f"B{top}:B{top + 1}", "在册人数")
        page.write_row(f"A{top + 2}", [code, 10])
    book.close()
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": 10, "J2": 10}
    assert codes(inputs) == {"repeated_header"}
