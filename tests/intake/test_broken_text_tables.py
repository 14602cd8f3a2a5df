"""Text tables whose rows or cells cannot be told apart are refused aloud; those that can be are read."""

from __future__ import annotations

import pytest

from tests.intake.given import Folder, codes, told, values

HEADER = "地区代码,在册人数,见面人数\n"


def write(folder: Folder, text: str) -> None:
    (folder.path / "2023.csv").write_text(text, encoding="utf-8", newline="")


def test_a_thousands_comma_without_quotes_refuses_its_row_by_line(folder: Folder) -> None:
    write(folder, HEADER + "J1,1,000,970\nJ2,20,10\n")
    inputs = folder.read("zh")
    finding = told(inputs, "row_beyond_header")
    assert (finding["severity"], finding["cell"], finding["found"]) == ("error", "2:2", "970")
    assert "第2行" in finding["message"]
    assert "row 2" in told(folder.read("en"), "row_beyond_header")["message"]
    assert values(inputs, "registered") == {"J2": 20}


def test_blank_cells_beyond_the_header_shift_nothing(folder: Folder) -> None:
    write(folder, HEADER + "J1,5,3,,\nJ2,20,10, ,\n")
    inputs = folder.read()
    assert values(inputs, "met") == {"J1": 3, "J2": 10}
    assert codes(inputs) == set()


@pytest.mark.parametrize(
    "rows",
    [
        'J1,5,"3\nJ2,20,10\nJ3,7,6\n',
        'J1,5,"3\nJ2,20,10"\nJ3,7,6\n',
        'J1,"5,3\nJ2,20,"10\nJ3,7,6\n',
        'J1,"5,3\nJ2,20",10\nJ3,7,6\n',
        'J1,5,"3\rJ2,20,10\rJ3,7,6\r',
    ],
)
def test_a_quote_that_swallows_lines_refuses_the_file_by_line(folder: Folder, rows: str) -> None:
    write(folder, HEADER + rows)
    inputs = folder.read("zh")
    finding = told(inputs, "unclosed_quote")
    assert (finding["severity"], finding["file"]) == ("error", "2023.csv")
    assert "第2行" in finding["message"]
    assert "line 2" in told(folder.read("en"), "unclosed_quote")["message"]
    assert "2023" not in inputs.metrics


def test_a_text_of_several_lines_in_quotes_is_one_cell(folder: Folder) -> None:
    rows = [
        ["地区代码", "项目", "结论", "理由"],
        ["J1", "D1", "不符合", "缺制度\n缺台账,缺记录"],
        ["J2", "D1", "符合", ""],
    ]
    folder.csv("2023年台账.csv", rows)
    inputs = folder.read()
    assert inputs.desk_review["jurisdiction"].to_list() == ["J1", "J2"]
    assert codes(inputs) == set()


def test_semicolons_in_a_reason_do_not_make_them_the_separator(folder: Folder) -> None:
    (folder.path / "2023年台账.csv").write_text(
        f"地区代码,项目,结论,理由\nJ1,D1,不符合,{'缺制度;' * 50}\nJ2,D1,符合,\n", encoding="utf-8"
    )
    assert folder.read().desk_review["jurisdiction"].to_list() == ["J1", "J2"]


@pytest.mark.parametrize("text", ["\ufeff", "\ufeff\r\n", HEADER])
def test_a_text_table_without_rows_is_told(folder: Folder, text: str) -> None:
    write(folder, text)
    finding = told(folder.read("zh"), "no_rows")
    assert (finding["severity"], finding["file"], finding["message"]) == ("warning", "2023.csv", "表中没有数据行")
    assert told(folder.read("en"), "no_rows")["message"] == "the table has no rows"


def test_a_table_of_events_may_have_no_rows(folder: Folder) -> None:
    folder.csv("事件.csv", [["地区代码", "事件类型", "日期"]])
    inputs = folder.read()
    assert told(inputs, "no_rows")["severity"] == "notice"
    assert inputs.has_events
